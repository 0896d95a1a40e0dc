"""The one rule by which differences become verdicts: docs/verdicts.md.

`sim/experiment/verdict.cpp` follows it too, and tests/verdicts.csv holds both to it.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy import stats

from .statistics import CONFIDENCE, Estimate

ALPHA = 1 - CONFIDENCE
LIMIT = 0.9  # of the p value of a difference that matters, in families of two or more
ANY_DIFFERENCE = 0.0  # smallest effect where none is declared: nothing can then be equivalent
WORDS = ("contradicted", "equivalent", "undecided", "supported")
CONTRADICTED, EQUIVALENT, UNDECIDED, SUPPORTED = WORDS


@dataclass(frozen=True)
class Question:
    """A difference to judge, in the declared direction: above 0 speaks for it."""

    difference: Estimate
    smallest_effect: float = ANY_DIFFERENCE


@dataclass(frozen=True)
class Answer:
    """What runs say of a question; p values are adjusted over its family, NaN if not had."""

    verdict: str = UNDECIDED
    p_holm: float = np.nan
    p_equivalence_holm: float = np.nan

    @property
    def direction(self):
        """+1 if supported, -1 if contradicted, else 0."""
        return {SUPPORTED: 1, CONTRADICTED: -1}.get(self.verdict, 0)


def decide(family):
    """Answers to all Questions that are put together: one family for Holm's procedure.

    Those with fewer than two replicates are undecided and do not count.
    """
    family = list(family)
    differ = holm([p_of_no_difference(question) for question in family])
    matter = holm(without_large([p_of_a_difference_that_matters(question) for question in family]))
    return [Answer(verdict(*row), *row[1:]) for row in zip(family, differ, matter)]


def verdict(question, p_holm, p_equivalence_holm):
    """The verdict that adjusted p values give."""
    mean = question.difference.mean
    if p_holm < ALPHA and abs(mean) >= question.smallest_effect:
        return SUPPORTED if mean > 0 else CONTRADICTED
    return EQUIVALENT if p_equivalence_holm < ALPHA else UNDECIDED


def directed(difference, sign):
    """The Estimate seen from the declared direction: turned round for a sign below 0."""
    if sign >= 0:
        return difference
    return replace(
        difference, mean=-difference.mean, low=-difference.high, high=-difference.low
    )


def can_be_tested(difference):
    """Whether there are two replicates or more with a number."""
    return difference.n >= 2 and np.isfinite(difference.mean)


def tail(distance, difference):
    """Chance of a Student t beyond distance / standard error."""
    error = difference.sd / np.sqrt(difference.n)
    if error == 0:
        return 0.0 if distance > 0 else 1.0
    return float(stats.t.sf(distance / error, difference.n - 1))


def p_of_no_difference(question):
    """Two-sided p; NaN if there is nothing to test."""
    if not can_be_tested(question.difference):
        return np.nan
    return min(1.0, 2 * tail(abs(question.difference.mean), question.difference))


def p_of_a_difference_that_matters(question):
    """The larger p of two one-sided tests (Schuirmann 1987); NaN if any difference matters."""
    if not can_be_tested(question.difference) or question.smallest_effect <= 0:
        return np.nan
    return tail(question.smallest_effect - abs(question.difference.mean), question.difference)


def without_large(p):
    """P values of a family of equivalences: those above a limit leave it, the others are adjusted.

    Differences far beyond what matters have a p near 1 and would only make the others' harder to
    reach (Zhao, Small & Su 2019; Ellis, Pecanka & Goeman 2020). One alone has nothing to gain.
    """
    p = np.asarray(p, dtype=float)
    return np.where(p <= LIMIT, p / LIMIT, np.nan) if np.isfinite(p).sum() > 1 else p


def holm(p):
    """Holm's (1979) adjusted p values, in the order given; NaN stays so and does not count."""
    p = np.asarray(p, dtype=float)
    order = [row for row in np.argsort(p, kind="stable") if np.isfinite(p[row])]
    left = len(order) - np.arange(len(order))
    adjusted = p.copy()
    adjusted[order] = np.minimum(1.0, np.maximum.accumulate(left * p[order]))
    return [float(value) for value in adjusted]
