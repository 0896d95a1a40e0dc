"""The study behind `maatwerk levers`: which levers there are, their bundles run by the program, and what they did.

Search runs are sweeps, whose rows share their luck; the front is measured anew by one comparison, on other luck.
Every file lies in one folder, with how it was made, so that the same command goes on where it was.
"""

import json
import math
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace

import numpy as np

from . import bundles, matters, program, statistics
from .errors import FileError, UsageError
from .levers import PAID_IN
from .results import Metric, open_results
from .sweeps import Observed, open_sweep, unknown

KEPT, HOURS = "tailored", "hours_per_case"
HARM = ("waiting", "hardship")  # what more intervention is held against
ORDERS, STEPS = 12, (1, 2, 3, 4, 6, 8, 11, 15)  # random orders in which levers are added; numbers of levers
BEAM = 24  # bundles of each size beyond pairs that are run
LIMIT = re.compile(r"\s*(\w+)\s*(<=?|>=?)\s*([-+.\deE]+)\s*")
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


@dataclass(frozen=True)
class Lever:
    """A row of the model's table: `name` is that of the parameter, without levers."""

    name: str
    help: dict
    source: str


@dataclass(frozen=True)
class Goal:
    """A metric, and +1 if more of it is better, -1 if less is."""

    metric: Metric
    sign: int


@dataclass(frozen=True)
class Limit:
    """A bound that a bundle's mean must keep; `above` a bundle's own, or else that without levers."""

    metric: str
    most: float
    sign: int = 1  # -1 for a bound from below
    above_none: bool = False

    def kept(self, means, none):
        """Whether the mean keeps it, of bundles: bool[bundle]."""
        return self.sign * (means - (none if self.above_none else 0.0)) <= self.sign * self.most


class Model:
    """The tables of the program's model: levers, metrics, loops, and {parameter: {language: meaning}}."""

    def __init__(self, tables=None):
        tables = self.tables = tables or model_tables()
        self.made_by = [tables["version"], tables["commit"]]
        self.metrics = {row["name"]: metric_of(row) for row in tables["metrics"]}
        self.loops = [row["name"] for row in tables["dynamics"]]
        self.meanings = {row["name"]: row["help"] for row in tables["parameters"]}
        self.levers = {lever.name: lever for lever in levers_of(tables["parameters"])}

    def goal(self, words):
        """A metric with `up` or `down`, or else in the direction that the model calls better."""
        name, _, way = words.strip().partition(" ")
        metric = self.metric(name)
        sign = {"": {"higher": 1, "lower": -1}.get(metric.better, 0), "up": 1, "down": -1}.get(way.strip())
        if not sign:
            raise UsageError(f"--goal '{words}' (no direction). Write '{name} up' or '{name} down'")
        return Goal(metric, sign)

    def goals_of(self, actor):
        """What matters to an actor, as the scorecard has it."""
        known = {matter.perspective for matter in matters.TABLE}
        if actor not in known:
            raise UsageError(f"--for {actor} ({unknown(actor, sorted(known), 'actor')}")
        rows = [matters.found(self, matter) for matter in matters.TABLE if matter.perspective == actor]
        return [self.goal(row.metric) for row in rows if row]

    def limit(self, words):
        """A bound as `waiting < 1`."""
        found = LIMIT.fullmatch(words)
        if not found:
            raise UsageError(f"--limit '{words}' (no bound). Write as 'waiting < 1'")
        name, sign, number = found.groups()
        try:
            most = float(number)
        except ValueError:
            raise UsageError(f"--limit '{words}' ({number} is no number). Write as 'waiting < 1'") from None
        return Limit(self.metric(name).name, most, 1 if sign.startswith("<") else -1)

    def metric(self, name):
        """A metric of the model; raises UsageError with the nearest name."""
        if name not in self.metrics:
            raise UsageError(f"{name} ({unknown(name, self.metrics, 'metric')}")
        return self.metrics[name]


def model_tables():
    """What the program's model says of itself, as far as a study needs it."""
    tables = json.loads(program.call("document", ["--json"], {}))
    return {key: tables[key] for key in ("version", "commit", "metrics", "dynamics", "parameters")}


def values_of(scenario, settings):
    """Every value that a scenario has, as text: {key: value}; raises UsageError if it is not valid."""
    told = json.loads(program.call("check", [scenario, "--json"], {"set": list(settings)}))["scenarios"][0]
    if not told["valid"]:
        raise UsageError(f"{scenario} (not valid). See: maatwerk check {scenario}")
    return {row["key"]: row["value"] for row in told["values"]}


def metric_of(row):
    """A row of the model's table as a result file would describe it."""
    keys = ("name", "unit", "scale", "currency")
    texts = row["label"], row["definition"]
    return Metric(*(row[key] for key in keys), *texts, row["perspective"], row["better"])


def levers_of(parameters):
    """Levers by their strength: from 0, at which nothing changes, to 1; what begins with its name says how large it is."""
    rows = [row for row in parameters if row["lever"] and row["default"] == 0 and row.get("max") == 1]
    names = [row["name"] for row in rows]
    for row in rows:
        if not any(row["name"].startswith(f"{other}_") for other in names):
            yield Lever(row["name"].partition(".")[2], row["help"], source_of(row["mechanism"]))


def source_of(mechanism):
    """The document that a mechanism is from; empty if it is an assumption of ours."""
    return mechanism["source"] if mechanism["grade"] != "assumed" else ""


class Files:
    """A folder of studies, each with how it was made beside it."""

    def __init__(self, folder, made_by, only_read=False):
        self.folder, self.made_by, self.only_read = Path(folder), made_by, only_read

    def make(self, command, name, operands, flags, texts):
        """Path of a study's file: made now, gone on with, or there already from the very same words."""
        if self.only_read:
            return self.folder / f"{name}.h5"
        for file, words in texts.items():
            path = self.folder / file
            if not path.exists() or path.read_text(encoding="utf-8") != words:
                path.write_text(words, encoding="utf-8")
        path, record = self.folder / f"{name}.h5", self.folder / f"{name}.json"
        made = json.dumps([self.made_by, command, operands, flags, texts], indent=1)
        same = record.exists() and record.read_text(encoding="utf-8") == made
        if same and path.exists():
            return path
        record.write_text(made, encoding="utf-8")
        again = "--resume" if same and Path(f"{path}.partial").exists() else "--force"
        paths = [str(self.folder / operand) for operand in operands]
        program.call(command, [*paths, "--output", str(path), again], dict(flags))
        return path


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
        for file, words in self.sweep_texts("search-2", self.first).items():
            (self.files.folder / file).write_text(words, encoding="utf-8")
        asked = [str(self.files.folder / "search-2.toml"), "--dry-run", "--json"]
        asked += ["--output", str(self.files.folder / "forecast.h5")]
        told = json.loads(program.call("sweep", asked, self.flags(progress="none")))
        n, front = self.options.replicates, self.options.front * len(self.aims)
        more = n * BEAM * max(0, self.largest - 2) + 2 * n * (1 + front)
        more += self.options.worlds * self.options.worlds_replicates * (1 + front) + 2 * n * 5
        more += n * (1 + len(TRIED) * front) + 3 * n * len(UNDONE)  # the last are half as long again
        runs = told["runs"] + more
        return len(self.first), runs, told["seconds"] * runs / max(1, told["runs"])

    @property
    def largest(self):
        """Most levers of a bundle that the search tries."""
        return min(self.options.largest, len(self.levers))

    def remember(self):
        """Writes down what a report needs to read the folder again, without a run."""
        kept = {"scenario": self.scenario, "tables": self.model.tables}
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
        texts = {f"{name}.toml": self.scenario_text(bundle) for bundle, name in names.items()}
        worlds = {"worlds": self.options.worlds, "worlds_replicates": self.options.worlds_replicates}
        flags = self.flags(self.other_seed, replicates=2 * self.options.replicates)
        flags |= worlds if self.options.worlds else {}
        command = "compare" if len(texts) > 1 else "run"
        return open_results(self.files.make(command, "front", list(texts), flags, texts)), names

    @property
    def other_seed(self):
        """A seed that the search did not use."""
        return (int(self.measured.first.attributes["master_seed"]) + 1) % 2**63

    def scenario_text(self, bundle, month=0, strength=1):
        """A scenario with a bundle, from the start or from a month on."""
        values = {f"levers.{lever}": int(strength) if strength == 1 else strength for lever in bundle}
        head = f"schema_version = 1\nextends = {json.dumps(self.scenario)}\n"
        if month:
            inside = ", ".join(f'"{name}" = {value}' for name, value in values.items())
            return head + f"\n[[event]]\nmonth = {month}\nset = {{ {inside} }}\n"
        return head + "\n[levers]\n" + "".join(f"{name.partition('.')[2]} = {value}\n" for name, value in values.items())

    def late(self, bundle):
        """The bundle begun at several moments, and never: (Results, {month or None: scenario}), None if runs are short."""
        months = int(self.months)
        begun = [month for month in BEGINNINGS if month <= months - statistics.YEAR]
        if not bundle or len(begun) < 2:
            return None
        names = {None: "never"} | {month: f"from-month-{month}" for month in begun}
        texts = {f"{name}.toml": self.scenario_text(bundle if month else (), month or 0) for month, name in names.items()}
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
        texts = {
            f"{name}.toml": self.scenario_text(bundle, month if month > 1 else 0, strength)
            for (bundle, strength, month), name in names.items()
        }
        flags = self.flags(self.other_seed, replicates=self.options.replicates)
        return self.opened("varied", texts, flags, names)

    def reversed(self):
        """What had piled up undone after the run's own length: (Results, {what: scenario}, first month)."""
        first, names = int(self.months) + 1, {what: f"undone-{what}" for what in UNDONE}
        settings = [one for one in self.options.set if not one.startswith("run.months=")]
        texts = {} if self.files.only_read else {
            f"{name}.toml": self.undoing_text(UNDONE[what], first) for what, name in names.items()
        }  # fmt: skip
        flags = self.flags(self.other_seed, replicates=2 * self.options.replicates, months=first - 1 + AFTER)
        found = self.opened("undone", texts, flags | {"set": settings}, names)
        return found and (*found, first)

    def opened(self, name, texts, flags, names):
        """A comparison and the names of its scenarios; None where a folder that is only read lacks it."""
        if self.files.only_read and not (self.files.folder / f"{name}.h5").exists():
            return None
        return open_results(self.files.make("compare", name, list(texts), flags, texts)), names

    def undoing_text(self, what, month):
        """A scenario in which some of it is undone from a month on, and all is as it was afterwards."""
        values = {key: value for one in what for key, value in CLEAN[one].items()}
        text = f"schema_version = 1\nextends = {json.dumps(self.scenario)}\n"
        before = {key: self.own_values[key] for key in values}
        for at, now in ((month, values), (month + UNDOING, before)) if values else ():
            inside = ", ".join(f'"{key}" = {float(value)!r}' for key, value in now.items())
            text += f"\n[[event]]\nmonth = {at}\nset = {{ {inside} }}\n"
        return text

    @cached_property
    def own_values(self):
        """Every value that the scenario has: {key: text}."""
        return values_of(self.scenario, self.options.set)

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
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise FileError(f"{path} (no whole study: {problem}). Make it with: maatwerk levers SCENARIO --output {folder}") from problem
    study.search()
    return study
