"""Factors of a design in the words of scenario files: choices by name, whole numbers whole.

Limits between real numbers have the digits that they need: what is written parts the same points.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from .results import text

FEWEST_DIGITS = 3  # significant, of a limit; more where points are closer together
MOST_DIGITS = 17  # tell any two numbers apart
WHOLE = re.compile(r"[+-]?\d+")


@dataclass(frozen=True)
class Factor:
    """A parameter that a design varies; `names` are those of a choice's numbers, from 0."""

    name: str
    unit: str
    names: tuple = ()
    whole: bool = False


def read_factors(file):
    """The factors of a sweep's file, in order; kinds from its table of parameters."""
    kinds = {}
    if "parameters/allowed" in file and "parameters/default_value" in file:
        columns = (file[f"parameters/{name}"] for name in ("parameter", "allowed", "default_value"))
        kinds = {text(name): (text(a), text(d)) for name, a, d in zip(*columns)}
    design = file["design"]
    found = []
    for name, unit in zip(map(text, design["factor"]), map(text, design["factor_unit"])):
        allowed, default = kinds.get(name, ("", ""))
        names = ()
        if default in ("true", "false"):
            names = ("false", "true")
        elif default.startswith('"'):
            names = tuple(re.split(r", | or ", allowed))
        found.append(Factor(name, unit, names, bool(WHOLE.fullmatch(default))))
    return found


def inside(factor, low, high):
    """Names of a choice that lie between two limits."""
    return [name for number, name in enumerate(factor.names) if low < number < high]


def limits(factor, column, low, high):
    """Limits as they are written: of whole numbers the least and the most that are inside.

    Of real numbers rounded, so that they part the points of `column` as the limits do.
    """
    if factor.whole:
        return np.floor(low) + 1, np.ceil(high) - 1
    return tuple(rounded(limit, column) if np.isfinite(limit) else limit for limit in (low, high))


def rounded(limit, column):
    """A limit with the fewest digits that leave every point on its side."""
    for digits in range(FEWEST_DIGITS, MOST_DIGITS):
        short = float(f"{limit:.{digits}g}")
        if np.array_equal(np.sign(column - short), np.sign(column - limit)):
            return short
    return limit


def restriction(language, factor, column, low, high):
    """A box's part of a factor: 'administration.level = all', '0.2 < citizens.lens < 0.5'."""
    if factor.names:
        return f"{factor.name} = {language.enumerate(inside(factor, low, high), 'or')}"
    low, high = limits(factor, column, low, high)
    below, above = ("≤", "≥") if factor.whole else ("<", ">")
    if np.isfinite(low) and np.isfinite(high):
        if low == high:
            return f"{factor.name} = {number(language, low)}"
        return f"{number(language, low)} {below} {factor.name} {below} {number(language, high)}"
    if np.isfinite(low):
        return f"{factor.name} {above} {number(language, low)}"
    return f"{factor.name} {below} {number(language, high)}"


def value(language, factor, number_of, limit=np.nan):
    """A value of a factor: its name, or a number that can be told from a limit beside it."""
    if factor.names:
        return factor.names[int(number_of)]
    for digits in range(FEWEST_DIGITS, MOST_DIGITS):
        short = float(f"{number_of:.{digits}g}")
        if factor.whole or number_of == limit or short != limit:
            break
    return number(language, number_of if factor.whole else short)


def number(language, value):
    """A number with the decimals of its shortest text."""
    places = -Decimal(repr(float(value))).normalize().as_tuple().exponent
    return language.digits(float(value), max(0, places))
