"""Numbers for readers: whole ones, in units that people use. 39 of 100, 9 days, 7 euros."""

import math
from dataclasses import dataclass

from . import statistics

DAYS = 365.25 / statistics.YEAR
MINUTES = 60
LARGEST = 10_000


@dataclass(frozen=True)
class Unit:
    """What a metric's number is multiplied by for readers, the name of its words, and decimals."""

    factor: float
    key: str
    decimals: int = 0


def unit(metric, largest, times=1):
    """The Unit in which numbers up to `largest`, in the metric's own unit, are whole ones."""
    if metric.unit == "month":
        return Unit(DAYS * times, "days")
    if metric.unit == "hour":
        return Unit(MINUTES * times, "minutes")
    if metric.currency:
        return Unit(times, "money")
    if metric.integer or metric.scale == "count" or metric.unit != "1":
        return Unit(times, "count", int(abs(largest) * times < 10))
    factor = 100
    while factor < LARGEST and 0 < abs(largest) * factor < (1 if metric.is_share else 10):
        factor *= 10
    return Unit(factor * times, ("of_" if metric.is_share else "points_") + str(factor))


def apart(metric, one, other, times=1):
    """The Unit in which two numbers are whole ones, and not the same one if they differ by enough."""
    found = unit(metric, max(abs(one), abs(other)), times)
    kind, _, factor = found.key.rpartition("_")
    while kind and int(factor) < LARGEST and one != other and same(one, other, found):
        factor = str(int(factor) * 10)
        found = Unit(int(factor) * times, f"{kind}_{factor}")
    return found


def same(one, other, unit):
    """Whether two numbers are written alike."""
    return math.isfinite(one + other) and round(one * unit.factor) == round(other * unit.factor)


def number(language, value, unit):
    """A whole number in the unit, or with one decimal where all counts are small; a dash for NaN."""
    if not math.isfinite(value):
        return "–"
    return language.digits(value * unit.factor, unit.decimals if value else 0)


def amount(language, value, unit):
    """A number with its unit in words: '39 of 100', '1 day', 'less than 1 day'."""
    words = number(language, value, unit)
    scaled = abs(value * unit.factor)
    if math.isfinite(scaled) and 0 < scaled < 0.5 and unit.key != "count":
        return language("natural.less_than", amount=spoken(language, "1", unit))
    return spoken(language, words, unit)


def spoken(language, words, unit):
    """The number with its unit in words."""
    kind = "one" if words == "1" else "many"
    return language(f"natural.{unit.key}.{kind}", n=words)


def size(language, metric, difference, level, times=1):
    """How large a difference is, without its sign: in a unit that people use, or relative.

    Relative to `level`, in per cent, where the metric's unit says nothing to a reader.
    """
    found = unit(metric, difference, times)
    if found.key.startswith("points_") or found.key == "count":
        if not level or not math.isfinite(level):
            return ""
        share = abs(difference / level)
        if share >= 2:
            return language("natural.times", n=language.digits(1 + share, 0))
        if share < 0.005:
            return language("natural.less_than", amount=language("natural.percent", n="1"))
        return language("natural.percent", n=language.digits(100 * share, 0))
    return amount(language, abs(difference), found)


def fraction(language, share):
    """About which simple part of a whole: 'about a third'."""
    values, words = language("natural.fractions"), language("natural.fraction_words")
    nearest = min(range(len(values)), key=lambda k: abs(math.log(max(share, 1e-9) / values[k])))
    return words[nearest]


def years(language, results):
    """The length of a study: 'ten years', or in months if it is no whole number of years."""
    whole, rest = divmod(results.months, statistics.YEAR)
    if rest or language.step != "month":
        return language.months(results.months)
    return language("natural.year" if whole == 1 else "natural.years", n=language.counted(whole))
