"""The study behind `maatwerk levers`: which levers there are, their bundles run by the program, and what they did.

Search runs are sweeps, whose rows share their luck; the front is measured anew by one comparison, on other luck.
Every file lies in one folder, with how it was made, so that the same command goes on where it was.
"""

import json
import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace

import numpy as np

from . import bundles, changes, statistics
from .answer import KEPT
from .errors import FileError, UsageError
from .levers import PAID_IN
from .model import Goal, Limit, Model
from .results import open_results
from .scenarios import Event
from .studies import DRAWN, Files, origin_of
from .sweeps import Observed, open_sweep

HOURS = "hours_per_case"
HARM = ("waiting", "hardship")  # what more intervention is held against
ORDERS, STEPS = 12, (1, 2, 3, 4, 6, 8, 11, 15)  # random orders in which levers are added; numbers of levers
BEAM = 24  # bundles of each size beyond pairs that are run
BEGINNINGS = (1, 25, 61, 97)  # months
TRIED = ((1.0, 1), (0.5, 1), (1.0, 25), (1.0, 61))  # strength and first month, of bundles of the front
UNDOING, AFTER = 6, 60  # months in which all that had piled up is undone, and those that are watched from then on
CLEAN = {  # what undoes each: nothing new comes, and what there is goes as fast as the model lets it
    "preconditions": {"managers.precondition_drop": 1, "managers.precondition_hazard": 0},
    "measures": {"administration.repeal": 1},
    "blame": {"workers.blame_gain": 0, "workers.blame_salience": 0, "workers.blame_superiors": 0, "workers.blame_fall": 1},
}
UNDONE = {"nothing": (), "preconditions": ("preconditions",), "measures": ("measures",),
          "rules": ("preconditions", "measures"), "blame": ("blame",), "all": tuple(CLEAN)}
MEMORY = "study.json"
NOT_OF_A_STUDY = ("command", "output", "language", "dry_run", "scenario")  # options that make no number


class Measured:
    """Numbers of bundles: means of runs in the last year, paired by replicate."""

    def __init__(self):
        self.sweeps, self.place, self.read = [], {}, {}

    def add(self, sweep, tried):
        """Takes in a sweep whose points are these bundles."""
        for point, bundle in enumerate(tried):
            self.place[bundle] = len(self.sweeps), point
        self.sweeps.append(sweep)
        self.read.clear()

    @property
    def first(self):
        """The sweep that has nothing, single levers and pairs."""
        return self.sweeps[0]

    @property
    def tried(self):
        """All bundles, in the order in which they were run."""
        return list(self.place)

    def values(self, metric, window=None):
        """{bundle: float[replicate]} of a metric; NaN without a run or a number."""
        if (metric, window) not in self.read:
            found = [sweep.values(Observed(metric, window or sweep.default_window))[:, 0] for sweep in self.sweeps]
            self.read[metric, window] = {bundle: found[file][point] for bundle, (file, point) in self.place.items()}
        return self.read[metric, window]

    def means(self, metric):
        """float[bundle], in order."""
        return np.array([statistics.finite_mean(one) for one in self.values(metric).values()])

    def width(self, metric):
        """What luck does to a bundle's difference with nothing: two of its standard errors, the median over bundles."""
        values = self.values(metric)
        found = [statistics.mean_interval(one - values[bundles.NONE]) for bundle, one in values.items() if bundle]
        errors = [2 * one.sd / math.sqrt(one.n) for one in found if one.n > 1]
        return float(np.median(errors)) if errors else 0.0


@dataclass(frozen=True)
class Front:
    """Bundles that no other beats in these goals and in what they cost; `chosen` are measured anew."""

    name: str
    goals: tuple
    members: tuple
    chosen: tuple


class Study:
    """All of it for one scenario: search(), then confirm(), then late()."""

    def __init__(self, scenario, options, folder, tables=None):
        self.model, self.options = Model(tables), options
        self.origin = origin_of(options.worlds)
        self.levers = list(self.model.levers)
        if len(self.levers) < 2:
            raise UsageError(f"{scenario} (its model has {len(self.levers)} levers). Bundles need two or more")
        self.scenario = str(Path(scenario).resolve()) if Path(scenario).is_file() else scenario
        self.files, self.measured = Files(folder, self.model.made_by, tables is not None), Measured()
        self.aims = self.read_aims()
        self.limits = list(self.read_limits())
        orders = bundles.nested(self.levers, ORDERS, self.sizes)
        self.chains = [[bundles.NONE, *chain] for chain in orders]

    def read_aims(self):
        """{name: goals} of each front that is asked for; what a bundle costs is always one of them."""
        actors = [one.strip() for one in self.options.actors.split(",") if one.strip()]
        aims = {actor: self.model.goals_of(actor) for actor in actors}
        if self.options.goal:
            aims = {"own": [self.model.goal(words) for words in self.options.goal]}
        cost = Goal(self.model.metric(PAID_IN[0]), -1)
        return {name: tuple({goal.metric.name: goal for goal in [cost, *goals]}.values()) for name, goals in aims.items()}

    def read_limits(self):
        """Limits and budgets."""
        yield from (self.model.limit(words) for words in self.options.limit)
        for metric, most in ((HOURS, self.options.budget_hours), (PAID_IN[0], self.options.budget_euro)):
            if most is not None:
                yield Limit(metric, most, above_none=True)

    @property
    def sizes(self):
        """Numbers of levers in a chain, up to all of them."""
        return [size for size in STEPS if size < len(self.levers)] + [len(self.levers)]

    @property
    def metrics(self):
        """All metrics that anything is said of."""
        goals = [goal.metric.name for aim in self.aims.values() for goal in aim]
        return list(dict.fromkeys([KEPT, *PAID_IN, *HARM, *goals, *(limit.metric for limit in self.limits)]))

    @property
    def first(self):
        """Bundles of the first sweep: nothing, single levers, pairs, and random chains of more."""
        return list(dict.fromkeys([*bundles.singles_and_pairs(self.levers), *sum(self.chains, [])]))

    def flags(self, seed=None, **more):
        """Flags of every study."""
        seed = self.options.seed if seed is None else seed
        return {"seed": seed, "set": list(self.options.set), "threads": self.options.threads, **more}

    def sweep_texts(self, name, tried):
        """The files of a sweep over bundles."""
        rows = [",".join("1" if lever in bundle else "0" for lever in self.levers) for bundle in tried]
        head = ",".join(f"levers.{lever}" for lever in self.levers)
        experiment = (
            f"schema_version = 1\ntitle = {json.dumps(f'Bundles of levers: {Path(self.scenario).stem}')}\n"
            f"base = {json.dumps(self.scenario)}\n\n[design]\nkind = \"csv\"\nfile = \"{name}.csv\"\n\n"
            f"[replicates]\nn = {self.options.replicates}\n\n[outputs]\n"
            f"metrics = {json.dumps(self.metrics)}\nevery = 12\nbreakdowns = false\n"
        )
        return {f"{name}.toml": experiment, f"{name}.csv": "\n".join([head, *rows]) + "\n"}

    def run(self, name, tried):
        """Runs bundles, and takes in what they did."""
        texts = self.sweep_texts(name, tried)
        self.measured.add(open_sweep(self.files.make("sweep", name, [f"{name}.toml"], self.flags(), texts)), tried)

    def forecast(self):
        """(bundles of the first sweep, most runs in all, seconds), without running."""
        texts = self.sweep_texts("search-2", self.first)
        told, seconds = self.files.forecast("sweep", ["search-2.toml"], self.flags(), texts)
        n, front = self.options.replicates, self.options.front * len(self.aims)
        more = n * BEAM * max(0, self.largest - 2) + 2 * n * (1 + front)
        more += self.options.worlds * self.options.worlds_replicates * (1 + front) + 2 * n * 5
        more += n * (1 + len(TRIED) * front) + 3 * n * len(UNDONE)  # the last are half as long again
        return len(self.first), told + more, seconds * (told + more) / max(1, told)

    @property
    def largest(self):
        """Most levers of a bundle that the search tries."""
        return min(self.options.largest, len(self.levers))

    def remember(self):
        """Writes down what a report needs to read the folder again, without a run."""
        kept = {"scenario": self.scenario, "tables": self.model.tables, "origin": self.origin}
        kept["options"] = {key: value for key, value in vars(self.options).items() if key not in NOT_OF_A_STUDY}
        (self.files.folder / MEMORY).write_text(json.dumps(kept), encoding="utf-8")

    def search(self):
        """Runs the first sweep, and lets bundles grow from the fronts as long as that finds better ones."""
        self.run("search-2", self.first)
        for size in range(3, self.largest + 1):
            before = self.on_a_front()
            wanted = self.promising([one for one in before if len(one) == size - 1])
            if not wanted:
                return
            self.run(f"search-{size}", wanted)
            if not set(self.on_a_front()) & set(wanted):
                return

    def on_a_front(self):
        """Bundles that are on one front or more."""
        return list(dict.fromkeys(member for front in self.fronts() for member in front.members))

    def promising(self, parents):
        """At most BEAM bundles grown from these that single levers and pairs promise a place on a front."""
        candidates = bundles.grown(parents, self.levers, set(self.measured.place))
        found = []
        for aim in self.aims.values() if candidates else ():
            means = np.stack([self.measured.means(goal.metric.name) for goal in aim], axis=1)
            predict = bundles.Predictor(dict(zip(self.measured.tried, means)))
            signs = np.array([goal.sign for goal in aim])
            promised = np.array([predict(bundle) for bundle in candidates]) * signs
            there = np.isfinite(promised).all(axis=1)
            places = np.flatnonzero(there)[bundles.undominated(promised[there])] if there.any() else []
            best = bundles.spread_out(promised[places], BEAM // len(self.aims)) if len(places) else []
            found += [candidates[places[one]] for one in best]
        return list(dict.fromkeys(found))

    def fronts(self):
        """The Front of each aim, among the bundles within limits and budgets."""
        tried = self.measured.tried
        within = self.within_limits()
        for name, aim in self.aims.items():
            gains = np.stack([goal.sign * self.measured.means(goal.metric.name) for goal in aim], axis=1)
            places = np.flatnonzero(within & np.isfinite(gains).all(axis=1))
            widths = [self.measured.width(goal.metric.name) for goal in aim]
            members = bundles.front(gains[places], widths, [len(tried[place]) for place in places])
            on = [int(places[member]) for member in members]
            kept = bundles.spread_out(gains[on], self.options.front) if on else []
            chosen = tuple(tried[on[one]] for one in kept if tried[on[one]])
            yield Front(name, aim, tuple(tried[place] for place in on), chosen)

    def within_limits(self):
        """Which bundles keep every limit and budget: bool[bundle]."""
        within = np.ones(len(self.measured.tried), dtype=bool)
        none = self.measured.tried.index(bundles.NONE)
        for limit in self.limits:
            means = self.measured.means(limit.metric)
            within &= limit.kept(means, means[none])
        return within

    def half_kept(self):
        """The cheapest bundle that keeps half of the first year's tailoring: (bundle or None, promised, kept float[bundle])."""
        last = self.measured.means(KEPT)
        first = statistics.finite_mean(self.measured.values(KEPT, self.early)[bundles.NONE])
        cost, tried = self.measured.means(PAID_IN[0]), self.measured.tried
        enough = np.flatnonzero(self.within_limits() & (last >= first / 2) & np.isfinite(cost) & (first > 0))
        best = min(enough, key=lambda place: (cost[place], len(tried[place])), default=None)
        return (None if best is None else tried[best]), float(first), last

    @property
    def early(self):
        """The window in which a promise is made."""
        window = self.measured.first.default_window
        return "first_year" if window == "last_year" else window

    def best(self):
        """The cheapest bundle that keeps half, or else the one that keeps most."""
        found, _, kept = self.half_kept()
        if found:
            return found
        within = self.within_limits() & np.isfinite(kept)
        return self.measured.tried[max(np.flatnonzero(within), key=lambda one: kept[one], default=0)]

    def confirm(self, fronts):
        """The chosen bundles on other luck and in worlds: (Results, {bundle: scenario})."""
        chosen = dict.fromkeys([*(one for front in fronts for one in front.chosen), self.best()])
        names = {bundles.NONE: "none"}
        names |= {bundle: f"bundle-{k + 1}" for k, bundle in enumerate(one for one in chosen if one)}
        texts = self.texts({name: self.pulled(bundle) for bundle, name in names.items()})
        worlds = {"worlds": self.options.worlds, "worlds_replicates": self.options.worlds_replicates}
        flags = self.flags(self.other_seed, replicates=2 * self.options.replicates)
        flags |= worlds if self.options.worlds else {}
        command = "compare" if len(names) > 1 else "run"
        return open_results(self.files.make(command, "front", list(texts), flags, texts)), names

    @property
    def other_seed(self):
        """A seed that the search did not use."""
        return (int(self.measured.first.attributes["master_seed"]) + 1) % 2**63

    @cached_property
    def base(self):
        """The scenario as it is, with its own events."""
        return changes.open_base(self.scenario, self.options.set)

    def texts(self, wanted):
        """Files of scenarios: {name: (events, values)}; none for a folder that is only read, which needs no program."""
        if self.files.only_read:
            return {}
        return {f"{name}.toml": changes.scenario_text(self.base, *what) for name, what in wanted.items()}

    @staticmethod
    def pulled(bundle, month=0, strength=1):
        """(events, values) with which a bundle is pulled, from the start or from a month on."""
        values = {f"levers.{lever}": strength for lever in bundle}
        return ([Event(month, (), tuple(values.items()))], {}) if month else ((), values)

    def late(self, bundle):
        """The bundle begun at several moments, and never: (Results, {month or None: scenario}), None if runs are short."""
        months = int(self.months)
        begun = [month for month in BEGINNINGS if month <= months - statistics.YEAR]
        if not bundle or len(begun) < 2:
            return None
        names = {None: "never"} | {month: f"from-month-{month}" for month in begun}
        texts = self.texts({name: self.pulled(bundle if month else (), month or 0) for month, name in names.items()})
        flags = self.flags(self.other_seed, replicates=2 * self.options.replicates)
        return open_results(self.files.make("compare", "late", list(texts), flags, texts)), names

    def varied(self, fronts):
        """Bundles of the fronts at half strength and begun later: (Results, {(bundle, strength, month): scenario})."""
        months, names = int(self.months), {(bundles.NONE, 1.0, 1): "none"}
        for place, bundle in enumerate(dict.fromkeys(one for front in fronts for one in front.chosen), 1):
            for strength, month in TRIED:
                if month <= months - statistics.YEAR:
                    names[bundle, strength, month] = f"bundle-{place}-{strength:g}-from-{month}"
        if len(names) < 2:
            return None
        texts = self.texts({
            name: self.pulled(bundle, month if month > 1 else 0, strength)
            for (bundle, strength, month), name in names.items()
        })  # fmt: skip
        flags = self.flags(self.other_seed, replicates=self.options.replicates)
        return self.opened("varied", texts, flags, names)

    def reversed(self):
        """What had piled up undone after the run's own length: (Results, {what: scenario}, first month)."""
        first, names = int(self.months) + 1, {what: f"undone-{what}" for what in UNDONE}
        settings = [one for one in self.options.set if not one.startswith("run.months=")]
        texts = self.texts({name: (self.undoing(UNDONE[what], first), {}) for what, name in names.items()})
        flags = self.flags(self.other_seed, replicates=2 * self.options.replicates, months=first - 1 + AFTER)
        found = self.opened("undone", texts, flags | {"set": settings}, names)
        return found and (*found, first)

    def opened(self, name, texts, flags, names):
        """A comparison and the names of its scenarios; None where a folder that is only read lacks it."""
        if self.files.only_read and not (self.files.folder / f"{name}.h5").exists():
            return None
        return open_results(self.files.make("compare", name, list(texts), flags, texts)), names

    def undoing(self, what, month):
        """Events by which some of it is undone from a month on, and all is as it was afterwards."""
        values = {key: value for one in what for key, value in CLEAN[one].items()}
        if self.files.only_read or not values:
            return ()
        before = {key: float(self.base.values[key]) for key in values}
        return [Event(at, (), tuple(now.items())) for at, now in ((month, values), (month + UNDOING, before))]

    @property
    def months(self):
        """Length of the runs."""
        import h5py

        with h5py.File(self.measured.first.path, "r", locking=False) as file:
            return file["scenarios/months"][0]


def open_study(folder):
    """The Study of a folder that `maatwerk levers --output` left, to be read: nothing is run."""
    path = Path(folder) / MEMORY
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        study = Study(kept["scenario"], SimpleNamespace(**kept["options"]), folder, kept["tables"])
        study.origin = kept.get("origin", DRAWN)  # a folder of before had none but drawn ones, or did not say
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise FileError(f"{path} (no whole study: {problem}). Make it with: maatwerk levers SCENARIO --output {folder}") from problem
    study.search()
    return study
