"""Ratios and differences over groups of months, from the terms that the file says they are made of.

Over any months a ratio is the sum of its numerators over the sum of its denominators, so that a
month without anybody to divide by weighs nothing, and a month with one of them does not weigh like
a busy one.
"""

import numpy as np

from . import statistics

# The file's word for how a ratio follows from the quotient of its terms.
FORMULAS = {
    "numerator / denominator": lambda quotient: quotient,
    "sqrt(numerator / denominator)": np.sqrt,
    "1 - sqrt(numerator / denominator)": lambda quotient: 1 - np.sqrt(quotient),
    "1 / (1 + numerator / denominator)": lambda quotient: 1 / (1 + quotient),
}


def combined(describe, grouped, name):
    """A metric over groups of months, the last dimension of what `grouped(name)` gives.

    `describe(name)` is its Metric, which says what it is made of.
    """
    metric = describe(name)
    if metric.minuend:
        one, other = (
            combined(describe, grouped, part) for part in (metric.minuend, metric.subtrahend)
        )
        return one - other
    if metric.numerator:
        above, below = (grouped(term) for term in (metric.numerator, metric.denominator))
        there = np.isfinite(above) & np.isfinite(below)
        above, below = (np.where(there, term, 0.0).sum(axis=-1) for term in (above, below))
        some = below > 0
        quotient = np.where(some, above / np.where(some, below, 1.0), np.nan)
        return FORMULAS[metric.formula](quotient)
    return statistics.finite_mean(grouped(name))
