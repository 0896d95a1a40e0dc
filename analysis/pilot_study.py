"""The study behind `maatwerk pilot`: rollouts as each plan has them, run by the program, and what evaluators find in each.

Every replicate is one evaluation. All arms of as many offices share its luck: so the effect of a full rollout, what
spills over to offices that wait, and what time alone does are known beside what the evaluator sees.
"""

import numpy as np

from . import changes, matters, runs, statistics
from .errors import UsageError
from .evaluation import BEFORE, BEFORE_AFTER, DESIGNS, PARALLEL, WEDGE, Plan
from .model import Model
from .seen import seen
from .studies import Files

NONE, ALL = "none", "all"
TOWN = ("population.size", "population.offices", "run.months")  # set by the plan


class Study:
    """All of it for one scenario and one change."""

    def __init__(self, options, folder):
        self.options, self.model = options, Model()
        self.files = Files(folder, self.model.made_by)
        self.base = changes.open_base(options.scenario, options.set)
        self.change = changes.read_change(options.change).begun(BEFORE + 1)
        if self.change.offices:
            raise UsageError("--change (it names offices, and each plan chooses its own). Leave offices out")
        self.metrics = [self.model.metric(name) for name in options.metric or ["underserved"]]
        self.citizens = max(1, self.base.number("population.size") // self.base.number("population.offices"))
        self.opened, self.answers = {}, {}

    @property
    def plans(self):
        """All plans that are tried."""
        options = self.options
        return [Plan(d, k, m) for d in DESIGNS for k in options.offices for m in options.months]

    @property
    def longest(self):
        """Months of the longest plans."""
        return max(self.options.months)

    @staticmethod
    def arm_of(plan):
        """The arm in which a plan's rollout is run."""
        return {PARALLEL: PARALLEL, WEDGE: f"{WEDGE}-{plan.months}", BEFORE_AFTER: ALL}[plan.design]

    def months_of(self, arm):
        """Recorded months of an arm."""
        return BEFORE + (int(arm.partition("-")[2]) if arm.startswith(WEDGE) else self.longest)

    def events(self, arm, offices):
        """Events of an arm."""
        if arm == NONE:
            return ()
        if arm == ALL:
            return self.change.events
        plan = Plan(arm.partition("-")[0], offices, int(arm.partition("-")[2] or self.longest))
        found = []
        for begin in sorted({one for one in plan.begins if one}):
            there = [office for office, one in enumerate(plan.begins) if one == begin]
            found += self.change.begun(plan.month_of(begin)).within(there).events
        return tuple(event for event in changes.ordered(found) if event.month <= self.months_of(arm))

    def scenario_text(self, arm, offices):
        """The scenario of an arm."""
        town = {"population.size": offices * self.citizens, "population.offices": offices}
        values = {**town, "run.months": self.months_of(arm)}
        return changes.scenario_text(self.base, self.events(arm, offices), values)

    def recorded(self, arm):
        """Metrics of an arm: of a full rollout all that matters, since it is told what else it does."""
        own = [metric.name for metric in self.metrics]
        return list(dict.fromkeys([*own, *(one.metric for one in self.matters)])) if arm in (NONE, ALL) else own

    @property
    def matters(self):
        """What matters to whom, as far as the model has it."""
        return [one for row in matters.TABLE if (one := matters.found(self.model, row))]

    def texts(self, arm, offices, replicates, worlds=None):
        """(name, files) of an arm's experiment."""
        name = f"{'worlds-' if worlds else ''}{arm}-{offices}"
        title = f"{arm}, {offices} offices"
        own = {f"scenario-{arm}-{offices}.toml": self.scenario_text(arm, offices)}
        points = worlds or (["population.offices"], [[offices]])  # one point, of what the scenario has already
        return name, own | runs.experiment(name, title, next(iter(own)), self.recorded(arm), replicates, points)

    @property
    def flags(self):
        """Flags of every study."""
        kept = [one for one in self.options.set if one.partition("=")[0].strip() not in TOWN]
        return {"seed": self.options.seed, "set": kept, "threads": self.options.threads}

    def runs_of(self, arm, offices, worlds=None):
        """Runs of an arm, made or there already."""
        key = arm, offices, worlds is None
        if key not in self.opened:
            replicates = self.options.replicates if worlds is None else self.options.worlds_replicates
            name, texts = self.texts(arm, offices, replicates, worlds)
            self.opened[key] = runs.Runs(self.files.make("sweep", name, [f"{name}.toml"], self.flags, texts))
        return self.opened[key]

    @property
    def arms(self):
        """[(arm, offices)] of all that is run at the numbers as they are."""
        rows = [NONE, ALL, PARALLEL, *(f"{WEDGE}-{months}" for months in self.options.months)]
        return [(arm, offices) for offices in self.options.offices for arm in rows]

    def forecast(self):
        """(plans, runs, seconds), without running: by what one arm would take."""
        (arm, offices), n = self.arms[0], self.options.replicates
        name, texts = self.texts(arm, offices, n)
        _, seconds = self.files.forecast("sweep", [f"{name}.toml"], self.flags, texts)
        unit = seconds / (n * offices * self.months_of(arm))
        load = sum(n * k * self.months_of(one) for one, k in self.arms)
        in_worlds = 3 * self.options.worlds * self.options.worlds_replicates
        load += in_worlds * max(self.options.offices) * (BEFORE + self.longest)
        return len(self.plans), n * len(self.arms) + in_worlds, unit * load

    def check_metrics(self):
        """Raises UsageError for a metric that offices do not have, before most is run."""
        first = self.runs_of(NONE, self.options.offices[0])
        for metric in self.metrics:
            if not np.isfinite(first.over(metric.name, 1, BEFORE, "offices")).any():
                why = "no office has a number for it). Choose one that offices keep, such as waiting"
                raise UsageError(f"--metric {metric.name} ({why}")

    @property
    def first_runs(self):
        """The sweep of the smallest town without the change: its seed and its replicates are those of all."""
        return self.runs_of(NONE, self.options.offices[0]).sweep

    def numbers(self, arm, plan, metric, periods, worlds=None):
        """float[point][evaluation][office][period] of an arm."""
        opened = self.runs_of(arm, plan.offices, worlds)
        return np.stack([opened.over(metric.name, *period, "offices") for period in periods], axis=-1)

    def look(self, plan, metric, worlds=None):
        """[Seen] of a plan: one, or one of each world."""
        arms = (self.arm_of(plan), ALL, NONE)
        whole = [self.numbers(arm, plan, metric, plan.periods, worlds) for arm in arms]
        half = [self.numbers(arm, plan, metric, plan.half(), worlds) for arm in (arms[0], NONE)]
        return [seen(plan, *(y[k] for y in whole), [y[k] for y in half]) for k in range(len(whole[0]))]

    def all_seen(self, metric):
        """[Seen] of all plans, in order."""
        if metric.name not in self.answers:
            self.answers[metric.name] = [self.look(plan, metric)[0] for plan in self.plans]
        return self.answers[metric.name]

    def recommended(self, metric):
        """The smallest plan that sees the effect often enough, or None: fewest office-months, and then fewest months."""
        enough = [one for one in self.all_seen(metric) if one.enough]
        return min(enough, key=lambda one: (one.plan.offices * (BEFORE + one.plan.months), one.plan.months), default=None)

    def best(self, metric):
        """The recommended one, or else the honest one that sees most, or None if nothing is to be seen."""
        honest = [one for one in self.all_seen(metric) if one.comparable and one.honest and one.sign]
        return self.recommended(metric) or max(honest, key=lambda one: one.power, default=None)

    def in_worlds(self, one):
        """[Seen] of a plan, of each world, for the first metric."""
        plan = one.plan
        arms = dict.fromkeys((self.arm_of(plan), ALL, NONE))
        texts = {f"scenario-{arm}-{plan.offices}.toml": self.scenario_text(arm, plan.offices) for arm in arms}
        few = self.base.smallest(plan.offices)
        worlds = runs.draw_worlds(self.files, texts, self.options.worlds, self.flags, few, BEFORE + self.longest)
        return self.look(plan, self.metrics[0], worlds)

    def yearly(self, metric):
        """What a full rollout does in each year after it: [Estimate], in the largest town."""
        offices = max(self.options.offices)
        found = []
        for first in range(BEFORE + 1, BEFORE + self.longest - statistics.YEAR + 2, statistics.YEAR):
            sides = [self.runs_of(arm, offices).over(metric.name, first, first + 11)[0] for arm in (ALL, NONE)]
            found.append(statistics.mean_interval(sides[0] - sides[1]))
        return found

    def beside(self):
        """What else a full rollout does in the longest months: {matter: (Estimate, level without)}."""
        offices, last = max(self.options.offices), BEFORE + self.longest
        own = {metric.name for metric in self.metrics}
        found = {}
        for matter in self.matters:
            if matter.metric not in own:
                sides = [self.runs_of(arm, offices).over(matter.metric, BEFORE + 1, last)[0] for arm in (ALL, NONE)]
                found[matter] = statistics.mean_interval(sides[0] - sides[1]), statistics.finite_mean(sides[1])
        return found
