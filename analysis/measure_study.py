"""The study behind `maatwerk test-measure`: a scenario with an intended change and without it, on the same luck.

With every loop cut as well, so that what the change does to a dynamic, and the dynamic to what there is of tailoring,
can be told; and in worlds, drawn from what is not known or those of a file.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from . import changes, dynamics, judgements, matters, quantities, runs, statistics, worlds
from .answer import KEPT
from .errors import UsageError
from .language import LANGUAGES, Language
from .model import Model
from .results import open_results
from .statistics import YEAR, Estimate
from .studies import Files
from .verdicts import Answer

YEARS = (1, 3, 10)  # after which the four perspectives are told
WITHOUT, WITH = "without", "with"


@dataclass(frozen=True)
class Effect:
    """What the change does to a matter after so many years: levels, difference, verdict, in how many worlds it holds."""

    matter: matters.Matter
    years: int
    before: float
    after: float
    difference: Estimate
    answer: Answer
    sure: worlds.Robustness


@dataclass(frozen=True)
class Fed:
    """What the change does to a dynamic: how often its actors respond, and what the dynamic costs; without and with it."""

    name: str
    response: str
    levels: tuple
    difference: Estimate
    answer: Answer
    costs: tuple
    costs_differ: Estimate
    costs_answer: Answer


class Study:
    """All of it for one scenario and one change."""

    def __init__(self, options, folder):
        self.options, self.model = options, Model()
        self.files = Files(folder, self.model.made_by)
        self.base = changes.open_base(options.scenario, options.set)
        self.change = changes.read_change(options.change, options.begin)
        self.months = options.months or self.change.month - 1 + YEAR * YEARS[-1]
        if self.months < self.change.month - 1 + YEAR:
            least = self.change.month - 1 + YEAR
            raise UsageError(f"--months {self.months} (the change is there for less than a year). Give at least {least}")

    @property
    def horizons(self):
        """{years: name of the twelve months that end so long after the change began}."""
        first = self.change.month - 1
        ends = {years: first + YEAR * years for years in YEARS}
        where = f" in {','.join(map(str, self.change.offices))}" if self.change.offices else ""
        return {years: f"{end - YEAR + 1}:{end}{where}" for years, end in ends.items() if end <= self.months}

    @property
    def longest(self):
        """The most years after the change that were run."""
        return max(self.horizons)

    @property
    def texts(self):
        """The two scenarios: {file: text}."""
        values = {"run.months": self.months}
        both = {WITHOUT: (), WITH: self.change.events}
        return {
            f"{name}.toml": changes.scenario_text(self.base, events, values, self.labels(name))
            for name, events in both.items()
        }

    def labels(self, name):
        """Names of a scenario by language, for figures."""
        languages = [Language(code) for code in LANGUAGES]
        named = [(one, {"change": self.change.named(one), "scenario": self.base.named(one)}) for one in languages]
        return {one.code: one(f"measure.{name}", **told) for one, told in named}

    @property
    def flags(self):
        """Flags of every study."""
        kept = [one for one in self.options.set if one.partition("=")[0].strip() != "run.months"]
        return {"seed": self.options.seed, "set": kept, "threads": self.options.threads}

    @property
    def main_flags(self):
        """Flags of the study of both scenarios: with every loop cut too, if the model has any."""
        return {**self.flags, "replicates": self.options.replicates, "cuts": bool(self.model.loops)}

    def forecast(self):
        """(runs, seconds), without running."""
        texts = self.texts
        told, seconds = self.files.forecast("compare", list(texts), self.main_flags, texts)
        count = told + len(texts) * self.options.worlds * self.options.worlds_replicates
        return count, seconds * count / max(1, told)

    @cached_property
    def results(self):
        """The Results of both scenarios, whole and with each loop cut."""
        return open_results(self.files.make("compare", "test", list(self.texts), self.main_flags, self.texts))

    @cached_property
    def matters(self):
        """What matters to whom, of this model."""
        return matters.of(self.results)

    @cached_property
    def in_worlds(self):
        """{scenario: Runs over worlds}, none if worlds are not asked for."""
        if not self.options.worlds:
            return {}
        few = self.base.smallest(int(self.base.values.get("population.offices", 1)))
        drawn = runs.draw_worlds(self.files, self.texts, self.options.worlds, self.flags, few, self.months)
        names = [matter.metric for matter in self.matters]
        found = {}
        for one in (WITHOUT, WITH):
            name, texts = f"worlds-{one}", self.world_texts(one, names, drawn)
            found[one] = runs.Runs(self.files.make("sweep", name, [f"{name}.toml"], self.flags, texts))
        return found

    def world_texts(self, scenario, names, drawn):
        """Files of a scenario's experiment over worlds."""
        own = f"{scenario}.toml"
        return {own: self.texts[own]} | runs.experiment(
            f"worlds-{scenario}", f"{scenario} the change, in worlds", own, names, self.options.worlds_replicates, drawn
        )

    def held(self, matter, window, direction):
        """In how many worlds a difference holds: Robustness, or None."""
        if not (self.in_worlds and direction):
            return None
        months = window.partition(" ")[0].split(":")
        sides = [self.over(self.in_worlds[one], matter.metric, *map(int, months)) for one in (WITH, WITHOUT)]
        return worlds.robustness(sides, direction)

    def over(self, found, metric, first, last):
        """A metric over months, in the offices of the change if it is for some: float[world]."""
        if not self.change.offices:
            return statistics.finite_mean(found.over(metric, first, last))
        values = found.over(metric, first, last, "offices")
        if values.ndim == 2:  # not kept by office
            return np.full(len(values), np.nan)
        return statistics.finite_mean(statistics.finite_mean(values[..., list(self.change.offices)]))

    @cached_property
    def effects(self):
        """{(matter, years): Effect}; all verdicts are one family."""
        differences = {
            (matter, years): (quantities.contrast(self.results, WITH, WITHOUT, matter.metric, window), 1)
            for matter in self.matters
            for years, window in self.horizons.items()
        }
        found = {}
        for (matter, years), (difference, answer) in judgements.judged(differences).items():
            window = self.horizons[years]
            levels = [quantities.estimate(self.results, one, matter.metric, window).mean for one in (WITHOUT, WITH)]
            sure = self.held(matter, window, answer.direction)
            found[matter, years] = Effect(matter, years, *levels, difference, answer, sure)
        return found

    @cached_property
    def fed(self):
        """[Fed] of each dynamic, in the last of the years, over all offices."""
        window = self.horizons[self.longest].partition(" ")[0]
        rows = [
            (dynamic.name, next((one.metric for one in dynamic.responses if one.whole), None))
            for dynamic in self.results.dynamics
        ]
        rows = [row for row in rows if row[1] in self.results.metrics]
        responses = {name: (quantities.contrast(self.results, WITH, WITHOUT, metric, window), 1) for name, metric in rows}
        costs = {name: self.cost(name, window) for name, _ in rows}
        judged_responses = judgements.judged(responses)
        judged_costs = judgements.judged({name: (both[2], 1) for name, both in costs.items()})
        return [
            Fed(
                name,
                metric,
                tuple(quantities.estimate(self.results, one, metric, window).mean for one in (WITHOUT, WITH)),
                *judged_responses[name],
                costs[name][:2],
                *judged_costs[name],
            )
            for name, metric in rows
        ]

    @property
    def outcome(self):
        """What a dynamic's cost is told in: tailored decisions, or else the first thing that matters."""
        return KEPT if KEPT in self.results.metrics else self.matters[0].metric

    def cost(self, dynamic, window):
        """Closed less cut: Estimates without the change, with it, and of their difference in the same runs."""
        def values(scenario):
            """By replicate; NaN for one that failed."""
            rows = self.results.rows(scenario)
            found = np.full(self.results.replicate_of.max() + 1, np.nan)
            found[self.results.replicate_of[rows]] = quantities.window_values(self.results, rows, self.outcome, window)
            return found

        sides = [values(one) - values(dynamics.cut_name(one, dynamic)) for one in (WITHOUT, WITH)]
        return (*map(statistics.mean_interval, sides), statistics.mean_interval(sides[1] - sides[0]))

    def moved(self, matter):
        """How the effect itself moves from the first of the years to the last: Estimate."""
        ends = self.horizons[min(self.horizons)], self.horizons[self.longest]
        rows = self.results.common_rows(WITH, WITHOUT)
        first, last = (
            np.subtract(*(quantities.window_values(self.results, side, matter.metric, window) for side in rows))
            for window in ends
        )
        return statistics.mean_interval(last - first)
