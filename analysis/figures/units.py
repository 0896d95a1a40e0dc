"""Numbers as people say them: days, of the 100, euro; and counts with what they are counted per."""

import math
from dataclasses import dataclass

from .. import findings
from ..language import NO_BREAK, capital
from ..natural import DAYS
from . import sheet


@dataclass(frozen=True)
class Unit:
    """How a metric is written: times `factor`, `axis` words on an axis, `words` behind a number, `one` behind 1."""

    factor: float
    axis: str
    words: str
    one: str = ""

    def behind(self, number, words=""):
        """A number with its unit, or these words: '9 dagen', '1 dag'."""
        words = words or (self.one if number == "1" and self.one else self.words)
        return f"{number}{NO_BREAK}{words}".strip(f" {NO_BREAK}")


def unit(language, metric):
    """The Unit of a metric; what is not known by name is written as the file has it."""
    texts = language.texts["figure"]["unit"]
    per = texts["per"].get(metric.name)
    if metric.unit == "month":
        return Unit(unit_factor(metric), texts["days"], texts["days"], texts["day"])
    if metric.is_share:
        of = texts["of"].get(metric.denominator, "%")
        return Unit(unit_factor(metric), per or of, of)
    if metric.currency:
        money = language.unit(metric)
        return Unit(1, per or money, money)
    if metric.scale.startswith("standard deviation"):
        return Unit(1, texts["spread"], texts["spread_short"])
    if metric.scale == "index":
        return Unit(unit_factor(metric), per or texts["index"], texts["points"], texts["point"])
    own = language.unit_on_axis(metric)
    return Unit(1, per or own, language.unit(metric))


def unit_factor(metric):
    """The factor of a metric's Unit, which no language changes."""
    if metric.unit == "month":
        return DAYS
    return 100 if metric.is_share or metric.scale == "index" else 1


def name(language, metric):
    """A metric's name with a capital."""
    return capital(language.metric(metric))


def head(axis, language, metric, wide, lines=1, mark=""):
    """A panel's title: the metric's name, and below it its unit and which way is better."""
    about = sheet.about(language, metric, unit(language, metric).axis)
    sheet.heading(axis, name(language, metric) + mark, wide, about, lines)


def gap(language, metric):
    """The unit of a difference, for an axis."""
    how = unit(language, metric)
    return language("word.percentage_points") if metric.is_share else how.axis


def number(language, value, signed=False):
    """A number in two digits, or whole from ten."""
    if not math.isfinite(value):
        return "–"
    return language.digits(value, decimals(value), signed)


def decimals(value):
    """Decimals that leave two digits, and none from ten; no zero at their end."""
    size = abs(value)
    if size >= 9.5 or size < 5e-7:
        return 0
    most = min(4, 1 - math.floor(math.log10(size * 1.0001)))
    while most and round(size, most) == round(size, most - 1):
        most -= 1
    return most


def spoken(language, value):
    """A number in a sentence: whole from two, which is what a listener keeps."""
    return language.digits(value, 0) if abs(value) >= 1.95 else number(language, value)


def amount(language, metric, value):
    """A number with its unit, from the file's number: '9 dagen', '39 van de 100 besluiten'."""
    how = unit(language, metric)
    return how.behind(spoken(language, value * how.factor))


def size(language, metric, difference):
    """How large a difference is, without its sign: '9 dagen', '4 procentpunt'."""
    how = unit(language, metric)
    points = gap(language, metric) if metric.is_share else ""
    return how.behind(spoken(language, abs(difference) * how.factor), points)


def pair(language, metric, first, last):
    """Two numbers and their unit once: {first: '46', last: '15 van de 100 besluiten'}.

    With as many digits as it takes to tell them apart.
    """
    how = unit(language, metric)
    values = [number * how.factor for number in (first, last)]
    said = [spoken(language, value) for value in values]
    places = 0
    while said[0] == said[1] and places < 4:
        said = [language.digits(value, places) for value in values]
        places += 1
    return {"first": said[0], "last": how.behind(said[1])}


def subject(language, metric):
    """A metric as the subject of a sentence."""
    own = language.texts["figure"]["subject"].get(metric.name)
    return own or findings.subject(language, metric)
