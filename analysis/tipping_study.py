"""The study behind `maatwerk tipping`: room x hours per case x complexity of the law, as two sweeps of the program.

The first has the scenario as it is, with replicates; the second, beside it, the same places in worlds, drawn from what is
not known or those of a file. Either says itself at which place each of its runs was made, and the second where its worlds
come from, so that a file needs no record of its own.
"""

import json
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from . import changes, ratios, statistics
from .errors import FileError, UsageError
from .model import model_tables
from .results import OK, describe, load, text
from .runs import draw_worlds, table
from .studies import Files, WorldsOf
from .sweeps import open_sweep

ROOM, HOURS = "policy.individual_tailoring", "workers.hours_margin"
LAW = tuple(f"administration.complexity_{name}" for name in ("categories", "measures", "preconditions"))
MAPPED = (ROOM, HOURS, *LAW)
ROOMS, MARGINS, TIMES = (0, 20, 40, 60, 80, 100), (0.8, 1.0, 1.15, 1.3), (1, 2, 4)
YEARS = (1, 3, 10)  # and the last, of shorter runs
METRICS = ("misfit", "hardship", "waiting", "cost_administration")
WORLDS = "-worlds"  # ends the name of the second file


def law_of(base):
    """What complexity weighs in a scenario: {key: number}; raises UsageError for a model without it."""
    if missing := [key for key in MAPPED if key not in base.values]:
        raise UsageError(f"{base.path} (its model has no {missing[0]}). Name a scenario of the model discretion")
    return {key: float(base.values[key]) for key in LAW}


def places(law):
    """[(name, {key: value})] of every room, hours and law."""
    return [
        (f"law-{times}-hours-{margin}-room-{room}",
         {ROOM: room, HOURS: margin, **{key: times * value for key, value in law.items()}})
        for times in TIMES for margin in MARGINS for room in ROOMS
    ]  # fmt: skip


def experiment(scenario, law, design, replicates):
    """The text of an experiment at all places."""
    metrics = json.dumps(list(METRICS))
    text = (
        f"schema_version = 1\ntitle = {json.dumps(f'Room, hours and law: {Path(scenario).stem}')}\n"
        f"base = {json.dumps(scenario)}\n\n{design}\n[replicates]\nn = {replicates}\n\n"
        f"[outputs]\nevery = 1\nmetrics = {metrics}\nbreakdowns = false\n"
    )
    for name, values in places(law):
        inside = ", ".join(f'"{key}" = {float(value)!r}' for key, value in values.items())
        text += f'\n[[scenario]]\nname = "{name}"\nset = {{ {inside} }}\n'
    return text


def as_it_is(rows):
    """A design of the one point at which nothing is changed."""
    one = next(row for row in rows if row["free"] and row["name"] not in MAPPED)
    return f'[design]\nkind = "grid"\n\n[[factor]]\nname = "{one["name"]}"\nvalues = [{one["default"]}]\n'


def drawn(rows, worlds):
    """A design of worlds: every free parameter but those that are mapped, halved to doubled."""
    free = [row["name"] for row in rows if row["free"] and row["name"] not in MAPPED]
    factors = "".join(f'\n[[factor]]\nname = "{name}"\ntimes = [0.5, 2]\n' for name in free)
    return f'[design]\nkind = "random"\nn = {worlds}\n{factors}'


def listed(file):
    """A design of the points that a table has."""
    return f'[design]\nkind = "csv"\nfile = "{file}"\n'


class Studies:
    """Both sweeps of a scenario, to be made in a folder."""

    def __init__(self, scenario, options, folder):
        known = model_tables()
        self.scenario = str(Path(scenario).resolve()) if Path(scenario).is_file() else scenario
        self.options, self.rows = options, known["parameters"]
        self.base = changes.open_base(self.scenario, options.set)
        self.law = law_of(self.base)
        self.files = Files(folder, [known["version"], known["commit"]])
        self.flags = {"seed": options.seed, "set": list(options.set), "threads": options.threads}

    def texts(self, name, design, replicates, **tables):
        """(name, files) of a sweep, the experiment first."""
        return name, {f"{name}.toml": experiment(self.scenario, self.law, design, replicates), **tables}

    @property
    def itself(self):
        """The sweep of the scenario as it is."""
        return self.texts("tipping", as_it_is(self.rows), self.options.replicates)

    def in_worlds(self):
        """The sweep in worlds, which are taken from their file if they have one; raises UsageError if nothing is left of them."""
        name, worlds = f"tipping{WORLDS}", self.options.worlds
        if not isinstance(worlds, WorldsOf):
            return self.texts(name, drawn(self.rows, worlds), self.options.worlds_replicates)
        file = f"{worlds.found}.csv"
        return self.texts(name, listed(file), self.options.worlds_replicates, **{file: table(*self.given(worlds))})

    def given(self, worlds):
        """([parameter], float[world][parameter]) of a file's worlds, without what is mapped."""
        texts = {"scenario.toml": changes.scenario_text(self.base, (), {})}
        few = self.base.smallest(self.base.number("population.offices"))
        names, values = draw_worlds(self.files, texts, worlds, self.flags, few, self.base.number("run.months"))
        kept = [column for column, name in enumerate(names) if name not in MAPPED]
        if not kept:
            why = "its worlds differ only in room, hours and law, which are mapped). Free others as well: maatwerk calibrate"
            raise UsageError(f"--worlds {worlds} ({why}")
        return [names[column] for column in kept], values[:, kept]

    def forecast(self):
        """(runs, seconds) of both, without running: by what the first would take."""
        name, texts = self.itself
        told, seconds = self.files.forecast("sweep", [f"{name}.toml"], self.flags, texts)
        count = told + len(places(self.law)) * self.options.worlds * self.options.worlds_replicates
        return count, seconds * count / told

    def make(self):
        """Runs both, or goes on where they were; gives the path of the first."""
        wanted = [self.itself, *([self.in_worlds()] if self.options.worlds else [])]  # a file's worlds before all runs
        first, *_ = [self.files.make("sweep", name, [f"{name}.toml"], self.flags, texts) for name, texts in wanted]
        return first


@dataclass(frozen=True, eq=False)
class Runs:
    """One of the two sweeps, its runs by place."""

    sweep: object
    place_of: dict  # scenario: (law, hours, room)

    @cached_property
    def shape(self):
        """Numbers of laws, hours, rooms, and of columns: points x replicates."""
        axes = (len(set(place[axis] for place in self.place_of.values())) for axis in range(3))
        return (*axes, self.sweep.design.points, self.sweep.replicates)

    def values(self, name, year):
        """Means of a year: float[law][hours][room][point][replicate]; NaN without a good run or a number."""
        found = load(self.sweep.path, lambda _, file: of_year(file, name, year))
        values, good = np.full(self.shape, np.nan), self.sweep.status == OK
        at = np.array([self.place_of[name] for name in self.sweep.scenarios])[self.sweep.scenario_of]
        rows = tuple(at[good].T) + (self.sweep.point_of[good], self.sweep.replicate_of[good])
        values[rows] = found[good]
        return values


def of_year(file, name, year):
    """A metric in a year, of each run."""
    months = slice((year - 1) * statistics.YEAR, year * statistics.YEAR)
    return ratios.combined(
        lambda part: describe(part, file[part]), lambda part: file[part][:, months][:, None, :], name
    )[:, 0]


@dataclass(frozen=True, eq=False)
class Ground:
    """What was run over room, hours and law; `worlds` are Runs or None."""

    rooms: list
    hours: list
    laws: list
    runs: Runs
    worlds: Runs

    @property
    def sweep(self):
        """The first file, which figures ask for its seed and version."""
        return self.runs.sweep

    @cached_property
    def years(self):
        """Years to look at, within the runs."""
        last = self.months // statistics.YEAR
        return sorted({year for year in YEARS if year <= last} | {last})

    @cached_property
    def months(self):
        """Length of the runs."""
        return load(self.sweep.path, lambda _, file: file[METRICS[0]].shape[1])

    def values(self, name, year):
        """float[law][hours][room][replicate] of the scenario as it is."""
        return self.runs.values(name, year)[..., 0, :]

    @cached_property
    def origin(self):
        """Where the worlds come from."""
        return load(self.worlds.sweep.path, lambda _, file: origin_of(file)) if self.worlds else "drawn"

    def in_worlds(self, name, year):
        """float[law][hours][room][world], means over a world's replicates."""
        return statistics.finite_mean(self.worlds.values(name, year))


def origin_of(file):
    """Where the worlds of a sweep come from: a table of them is named so."""
    written = tomllib.loads(text(file["provenance/experiment_as_written"][()]))
    return Path(written["design"].get("file", "drawn")).stem


def coordinates(sweep):
    """{scenario: (law, hours, room)} as numbers; the law in times the simplest."""
    found = {name: sweep.parameters.get(name, {}) for name in sweep.scenarios}
    if any(key not in values for values in found.values() for key in (ROOM, HOURS, LAW[0])):
        raise FileError(f"{sweep.path} (no places of room, hours and law). Make one with: maatwerk tipping SCENARIO -o DIR")
    least = min(values[LAW[0]] for values in found.values()) or 1.0
    return {name: (round(at[LAW[0]] / least, 6), at[HOURS], at[ROOM]) for name, at in found.items()}


def runs_of(path):
    """(Runs, [laws, hours, rooms]) of a file."""
    sweep = open_sweep(path)
    if lacking := [name for name in METRICS if name not in sweep.metrics]:
        raise FileError(f"{path} (no {lacking[0]} in it). Make one with: maatwerk tipping SCENARIO -o DIR")
    at = coordinates(sweep)
    axes = [sorted({place[axis] for place in at.values()}) for axis in range(3)]
    if len(axes[2]) < 2 or len(set(at.values())) != np.prod([len(axis) for axis in axes]):
        raise FileError(f"{path} (places that are no grid). Make one with: maatwerk tipping SCENARIO -o DIR")
    return Runs(sweep, {name: tuple(map(list.index, axes, place)) for name, place in at.items()}), axes


def open_ground(path):
    """The Ground of a file, and of the worlds beside it if they are there."""
    path = Path(path)
    runs, (laws, hours, rooms) = runs_of(path)
    if runs.sweep.default_window == "all":
        raise FileError(f"{path} (runs under two years). Run it longer")
    beside = path.with_name(f"{path.stem}{WORLDS}.h5")
    worlds, axes = runs_of(beside) if beside.exists() else (None, None)
    if worlds and axes != [laws, hours, rooms]:
        raise FileError(f"{beside} (other places than {path.name}). Make both with one command")
    return Ground(rooms, hours, laws, runs, worlds)
