"""Texts in each language that has a file in analysis/texts, labels from results, numbers as written.

A text is named by section and key, `language("figure.plane.title", n=20)`, and may hold {fields}. Words may agree with
one: "{n|is|are}" is the first where n is 1, or begins with that number, as '1 of 100' does.
"""

import math
import re
import tomllib
from functools import cache
from pathlib import Path

from .results import ENGLISH
from .statistics import Estimate

TEXTS = Path(__file__).parent / "texts"
# English first; another language is another file.
LANGUAGES = tuple(
    sorted(
        (path.stem for path in TEXTS.glob("*.toml") if "." not in path.stem),
        key=lambda code: (code != ENGLISH, code),
    )
)
NO_BREAK = "\u00a0"
MINUS = "\u2212"
MONTH = "month"
AGREES = re.compile(r"\{(\w+)\|([^|{}]*)\|([^|{}]*)\}")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class Language:
    """One language's words and way of writing numbers."""

    def __init__(self, code):
        self.code = code
        self.texts = told(code)
        self._step = MONTH
        self.names = {}

    def __call__(self, name, /, **fields):
        """The text with its fields filled in; KeyError if there is none."""
        found = self.texts
        for part in name.split("."):
            found = found[part]
        return agreeing(found, fields).format(**fields) if fields else found

    def has(self, name):
        """Whether there is a text of this name."""
        found = self.texts
        for part in name.split("."):
            if part not in found:
                return False
            found = found[part]
        return True

    @property
    def step(self):
        """What the model of the file calls a unit of time."""
        return self._step

    @step.setter
    def step(self, step):
        """Years are of months: with another step texts speak of twelve of them."""
        self._step, self.texts = step, told(self.code)
        if step == MONTH:
            return
        one, many = (self.months(n).removeprefix(f"{n} ") for n in (1, 2))
        pairs = [(said, instead.format(step=one, steps=many)) for said, instead in self("step.twelve")]
        self.texts = reworded(self.texts, pairs)

    def of(self, results):
        """This language with the names that a file gives its scenarios, where they tell them apart."""
        for kind in (f"label_{self.code}", "title"):
            found = {
                name: getattr(results.about[name], kind, "")
                for name in results.bases
                if name in results.about
            }
            if all(found.values()) and len(set(found.values())) == len(results.bases):
                self.names = found
                break
        return self

    def said(self, found):
        """Of a file's words by language: those of this one, or else of English."""
        return found.get(self.code) or found.get(ENGLISH, "")

    def variant(self, scenario):
        """A scenario's label: that of the program's variants, of its file, or else its name."""
        return self.texts["variant"].get(scenario) or self.names.get(scenario, scenario)

    def is_variant(self, scenario):
        """Whether it is one of the program's own."""
        return scenario in self.texts["variant"]

    def quoted(self, scenario):
        """A scenario's label in a sentence: in quotation marks if it is somebody's own title."""
        words = self.variant(scenario)
        return words if self.is_variant(scenario) else f"‘{words}’"

    @property
    def mark(self):
        """The decimal mark."""
        return self("number.decimal")

    def months(self, n):
        """A length of time in the model's steps: '1 month'."""
        name = self.step if n == 1 else f"{self.step}s"
        return self(f"count.{name}", n=n) if self.has(f"count.{name}") else f"{n} {name}"

    def length(self, months):
        """The same, with the years if they are whole: '24 months (2 years)'."""
        years, rest = divmod(months, 12)
        if rest or self.step != MONTH:
            return self.months(months)
        return f"{self.months(months)} ({self('count.year' if years == 1 else 'count.years', n=years)})"

    def not_drawn(self, title, why):
        """That a picture is not there, and why."""
        return self("missing.figure", title=title, why=why)

    def calibration(self, results):
        """The file's calibration status in words."""
        status = results.attributes.get("calibration_status", "")
        return self.texts["calibration"].get(status, status) or self("footer.uncalibrated")

    def metric(self, metric):
        """A metric's label from the file; ratios made here have one of their own."""
        own = self.texts["ratio"].get(metric.name)
        return own or metric.labels.get(self.code, metric.labels[ENGLISH])

    def metric_with_unit(self, metric):
        """A label for an axis: name and unit, as in 'Waiting time (months)'."""
        return self.with_unit(metric, self.unit_on_axis(metric))

    def difference_with_unit(self, metric):
        """The same for a difference, which is in percentage points where the metric is in %."""
        points = self("word.percentage_points")
        return self.with_unit(metric, points if metric.is_share else self.unit_on_axis(metric))

    def with_unit(self, metric, unit):
        """A capitalised label with a unit behind it, if there is one."""
        label = capital(self.metric(metric))
        return f"{label} ({unit})" if unit else label

    def unit(self, metric):
        """The unit in words; empty if the label says what is counted."""
        if metric.is_share:
            return "%"
        if metric.currency:
            return metric.currency
        unit = metric.scale if metric.unit == "1" else metric.unit
        return self.texts["unit"].get(unit, "" if metric.unit == "1" else unit)

    def unit_on_axis(self, metric):
        """The same where no sentence says what the number is: a count and an index are named."""
        kind = "count" if metric.integer else metric.scale
        return self.unit(metric) or self.texts["unit_on_axis"].get(kind, "")

    def factor_with_unit(self, name, unit):
        """A parameter's name for an axis, with its unit if it has one."""
        words = self.texts["unit"].get(unit, "" if unit == "1" else unit)
        return f"{name} ({words})" if words else name

    def digits(self, value, decimals, signed=False):
        """A plain number with this language's marks, and a true minus sign."""
        rounded = round(value, decimals)
        written = f"{abs(rounded):,.{decimals}f}"
        marks = str.maketrans(",.", self("number.thousands") + self("number.decimal"))
        written = written.translate(marks)
        if rounded < 0:
            return MINUS + written
        return f"+{written}" if signed and rounded > 0 else written

    def counted(self, n):
        """A whole number in words, as far as there are any: 'four'."""
        words = self("natural.numbers")
        return words[n] if n < len(words) else str(n)

    def interval(self, estimate, metric, signed=False, unit=None, runs=None):
        """'61 % [60, 62]' with the unit; without bounds if there are too few replicates.

        Says n if it is not `runs`, which must then be said once beside it.
        """
        if estimate is None or not math.isfinite(estimate.mean):
            return "–"
        unit = self.unit(metric) if unit is None else unit
        factor = 100 if metric.is_share else 1
        values = [factor * v for v in (estimate.mean, estimate.low, estimate.high)]
        decimals = decimals_for(values[0], values[2] - values[0])
        mean = self.digits(values[0], decimals, signed)
        words = f"{mean}{NO_BREAK}{unit}" if unit else mean
        if math.isfinite(estimate.low):
            bounds = [self.digits(bound, decimals, signed) for bound in values[1:]]
            words += f" [{bounds[0]}{self('number.separator')}{NO_BREAK}{bounds[1]}]"
        return words if estimate.n == runs else f"{words} (n{NO_BREAK}={NO_BREAK}{estimate.n})"

    def difference(self, estimate, metric, bare=False, runs=None):
        """A signed difference with its interval; shares differ by percentage points."""
        points = self("word.percentage_points").replace(" ", NO_BREAK)
        unit = "" if bare else points if metric.is_share else None
        return self.interval(estimate, metric, signed=True, unit=unit, runs=runs)

    def value(self, number, metric, signed=False):
        """A number in a metric's unit, with the decimals of one that is exact."""
        points = self("word.percentage_points") if signed and metric.is_share else None
        exact = Estimate(number, math.nan, math.nan, math.nan, 1)
        return self.interval(exact, metric, signed, unit=points, runs=exact.n)

    def enumerate(self, items, last="and"):
        """'a, b and c' in this language, or with the other word for the last."""
        items = list(items)
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self(f'word.{last}')} {items[-1]}"


def agreeing(text, fields):
    """A text in which each "{n|is|are}" is one of both words."""

    def word(match):
        name, one, many = match.groups()
        return one if is_one(fields[name]) else many

    return AGREES.sub(word, text)


def is_one(value):
    """Whether a number, or the first number of some words, is 1: '1 of 100' and 'less than 1 day' are."""
    found = NUMBER.search(str(value))
    return bool(found) and found[0] == "1"


def capital(words):
    """With a capital."""
    return words[:1].upper() + words[1:]


def decimals_for(mean, half):
    """Decimals that show the first digit of the interval's half-width, at most three in all.

    More would claim a precision that the replicates do not have.
    """
    size = abs(mean)
    if size == 0 and not half:
        return 0
    most = 4 if size == 0 else min(4, max(0, 2 - math.floor(math.log10(size))))
    if not math.isfinite(half) or half <= 0:
        return min(most, 2)
    return min(most, max(0, math.ceil(-math.log10(half))))


@cache
def load(code):
    """The texts of a language, as nested dictionaries: of CODE.toml and of every NAME.CODE.toml."""
    found = {}
    for path in [TEXTS / f"{code}.toml", *sorted(TEXTS.glob(f"*.{code}.toml"))]:
        found = merged(found, tomllib.loads(path.read_text("utf-8")))
    return found


@cache
def told(code):
    """All texts in a language; what it lacks is said in English."""
    return laid_over(load(ENGLISH), load(code))


def laid_over(texts, own):
    """Nested dictionaries, with the texts of `own` where it has one."""
    both = {key: own.get(key, text) for key, text in texts.items()}
    for key in both:
        if isinstance(both[key], dict):
            both[key] = laid_over(texts[key], both[key])
    return both


def reworded(texts, pairs):
    """All texts of a nested dictionary, with the second of each pair where the first stood."""
    if isinstance(texts, dict):
        return {key: reworded(text, pairs) for key, text in texts.items()}
    if isinstance(texts, list):
        return [reworded(text, pairs) for text in texts]
    if isinstance(texts, str):
        for said, instead in pairs:
            texts = texts.replace(said, instead)
    return texts


def merged(one, other):
    """Two nested dictionaries in one."""
    both = {**one, **other}
    for key in one.keys() & other.keys():
        both[key] = merged(one[key], other[key])  # a text that stands twice has no keys: an error
    return both
