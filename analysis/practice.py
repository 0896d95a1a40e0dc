"""The practices as answers: one study each, the answer to its question in two sentences, a table and a figure.

practices.toml declares what is run and which two differences answer; the words stand in texts/*.toml. Sentences follow
from the verdict on each difference, so that none can say what the runs do not.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from . import statistics, verdicts
from .errors import UsageError
from .language import NO_BREAK
from .results import OK, describe, load, open_results, text
from .sweeps import Observed, open_sweep
from .validation.contrast import run_means

WINDOW = "first_year"
REPLICATES = 10


@dataclass(frozen=True)
class Answer:
    """A difference that answers, as it was found: two Estimates, that of the difference, and its verdict."""

    metric: object
    before: statistics.Estimate
    after: statistics.Estimate
    verdict: verdicts.Answer
    difference: statistics.Estimate


@cache
def declared():
    """The practices by name."""
    return tomllib.loads((Path(__file__).parent / "practices.toml").read_text("utf-8"))


def find(name):
    """The declaration of a practice; raises UsageError with the names there are."""
    if name not in declared():
        raise UsageError(f"{name} (no such practice, allowed: {', '.join(declared())}). Choose one")
    return declared()[name]


class OfSweep:
    """Numbers of an experiment's file, by design point and scenario."""

    def __init__(self, path):
        self.sweep = self.results = open_sweep(path)
        self.factors = self.sweep.design.factors

    def describe(self, metric):
        """The description of a metric."""
        return self.sweep.describe(metric)

    def cells(self):
        """Every place of the design: {"scenario": name, factor: value as it is written}."""
        for scenario in self.sweep.scenarios:
            for point in range(self.sweep.design.points):
                yield {"scenario": scenario} | {
                    factor: self.written(column, point) for column, factor in enumerate(self.factors)
                }

    def written(self, column, point):
        """A factor's value: a name of a choice, or a number."""
        value = self.sweep.design.value[point, column]
        names = self.sweep.design.described[column].names
        return names[int(value)] if names else float(value)

    def values(self, metric, window, cell):
        """Means of the runs there: float[replicate], NaN without one."""
        for point in range(self.sweep.design.points):
            if all(self.written(k, point) == cell[factor] for k, factor in enumerate(self.factors)):
                scenario = self.sweep.scenarios.index(cell["scenario"])
                return self.sweep.values(Observed(metric, window))[point, scenario]
        raise UsageError(f"{self.sweep.path} has no design point {cell}")


class OfComparison:
    """Numbers of a comparison's file, by scenario and months."""

    factors = ()

    def __init__(self, path, windows):
        self.path, self.windows, self.results = path, windows, open_results(path)
        names, status = load(
            path, lambda _, file: ([text(name) for name in file["scenario_name"][:]], file["status"][:])
        )
        self.names, self.good = np.array(names), status == OK

    def describe(self, metric):
        """The description of a metric."""
        return load(self.path, lambda _, file: describe(metric, file[metric]))

    def cells(self):
        """Every scenario in every window."""
        for window in self.windows:
            for name in dict.fromkeys(self.names):
                yield {"scenario": name, "window": window}

    def values(self, metric, window, cell):
        """Means of the scenario's runs over the window: float[replicate], NaN without one."""
        means = load(self.path, lambda path, file: run_means(path, file, cell.get("window", window), metric))
        return np.where(self.good, means, np.nan)[self.names == cell["scenario"]]


def open_study(practice, path):
    """The numbers of a practice's study."""
    return OfComparison(path, practice["windows"]) if "compare" in practice else OfSweep(path)


def run_study(practice, output, options):
    """Runs a practice's study with the program, to a file that takes an older one's place."""
    from . import program

    common = ["--output", str(output), "--force", *(f"--set={one}" for one in options.set)]
    if "compare" in practice:
        words, replicates = ["compare", *practice["compare"]], options.replicates or REPLICATES
    else:
        words, replicates = ["sweep", practice["experiment"]], options.replicates  # else those of the experiment
    program.call(words[0], [*words[1:], *common], {"replicates": replicates})


def lines(name, practice, study, language):
    """What is printed: question, answer, table, and what this is not."""
    yield language(f"practice.{name}.title")
    yield language(f"practice.{name}.question")
    yield ""
    yield from (f"  {sentence}" for sentence in sentences(name, answers(practice, study), language))
    yield ""
    yield from as_lines(*table(name, practice, study, language))
    yield ""
    yield language("practice.not_the_organisation")
    yield ""


def answers(practice, study):
    """What was found of each difference that is declared: one family of verdicts."""
    found = []
    for one in practice["answer"]:
        window = one.get("window", WINDOW)
        before, after = (study.values(one["metric"], window, one[side]) for side in ("before", "after"))
        found.append((one, before, after, statistics.mean_interval(after - before)))
    family = [verdicts.Question(difference, one["smallest"]) for one, _, _, difference in found]
    return [
        Answer(
            study.describe(one["metric"]),
            statistics.mean_interval(before),
            statistics.mean_interval(after),
            verdict,
            difference,
        )
        for (one, before, after, difference), verdict in zip(found, verdicts.decide(family))
    ]


def sentences(name, found, language):
    """The answer: a sentence for each difference, true by its verdict."""
    for answer, said in zip(found, language.texts["practice"][name]["answers"]):
        kind = {
            verdicts.SUPPORTED: "rises",
            verdicts.CONTRADICTED: "falls",
            verdicts.EQUIVALENT: "same",
        }.get(answer.verdict.verdict, "unclear")
        if kind in ("rises", "falls") and not answer.metric.is_share:
            # An index or a standard deviation of need says little by itself.
            change = 100 * abs(answer.difference.mean / answer.before.mean)
            yield language(f"practice.{kind}_by", **said, size=language.digits(change, 0))
            continue
        before, after = apart(answer, language)
        yield language(f"practice.{kind}", **said, before=before, after=after, n=answer.difference.n)


def apart(answer, language):
    """Two shares in per cent, with as few decimals as tell them apart."""
    numbers = [100 * estimate.mean for estimate in (answer.before, answer.after)]
    decimals = next((d for d in range(3) if abs(numbers[0] - numbers[1]) >= 0.95 * 10.0**-d), 1)
    return [f"{language.digits(number, decimals)}{NO_BREAK}%" for number in numbers]


class Names:
    """What a practice's factors, variants and values are called in a language."""

    def __init__(self, name, language):
        self.language = language
        self.words = language.texts["practice"][name]["words"]

    def of(self, key):
        """A factor or the like, above its column."""
        if self.language.has(f"practice.{key}"):
            return self.language(f"practice.{key}")
        return self.words.get(key, key)

    def value(self, key, value):
        """A value of it; a window of months is a year."""
        if key == "window":
            return self.language("practice.year", year=int(value.partition("-")[2]) // statistics.YEAR)
        if not isinstance(value, float):
            return self.words.get(value, value)
        return self.language.digits(value, len(f"{value:g}".partition(".")[2]))


def table(name, practice, study, language):
    """Head and rows of text: every place of the design, with means and intervals."""
    names = Names(name, language)
    metrics = [study.describe(metric) for metric in practice["columns"]]
    cells = list(study.cells())
    keys = varied(cells)
    head = [names.of(key) for key in keys] + [language.metric_with_unit(metric) for metric in metrics]

    def entry(metric, cell):
        values = study.values(metric.name, WINDOW, cell)
        return language.interval(statistics.mean_interval(values), metric, unit="", runs=len(values))

    rows = [
        [names.value(key, cell[key]) for key in keys] + [entry(metric, cell) for metric in metrics]
        for cell in cells
    ]
    return head, rows


def varied(cells):
    """What differs between the places of a design."""
    return [key for key in cells[0] if len({cell[key] for cell in cells}) > 1]


def as_lines(head, rows):
    """A table as text, columns aligned."""
    widths = [max(len(row[k]) for row in [head, *rows]) for k in range(len(head))]
    yield "  ".join(cell.ljust(width) for cell, width in zip(head, widths)).rstrip()
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip()
