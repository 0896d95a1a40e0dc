"""Opens the file of a sweep: its design, and means of its runs by point, scenario and replicate.

The layout is that of docs/file-format.md: /design has the points, /run_means one number for each
run, metric and window. Only runs with status ok count.
"""

import difflib
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np

from . import statistics
from .errors import FileError, UsageError
from .factors import read_factors
from .results import (
    ENGLISH,
    FAILED,
    OK,
    SWEEP,
    Metric,
    describe,
    load,
    read_dynamics,
    read_parameters,
    text,
)

NOT_STARTED = 3  # a replicate that `until` did without: no loss


@dataclass(frozen=True)
class Design:
    """The points of a sweep: `unit` and `value` are float[point][factor], as in /design.

    `factors` are names, and `described` what is known of them. `range` is float[factor], from the
    least value that the design can give to the greatest; 1 where there is one. `named` is
    bool[factor]: values are names without an order, and not numbers.
    """

    kind: str
    factors: list
    described: list
    unit: np.ndarray
    value: np.ndarray
    range: np.ndarray
    named: np.ndarray

    @property
    def points(self):
        """Number of design points."""
        return len(self.value)


@dataclass(frozen=True)
class Observed:
    """A metric in a window: as --metric names it."""

    metric: str
    window: str

    def __str__(self):
        return f"{self.metric}@{self.window}"


@dataclass(frozen=True)
class Sweep:
    """A sweep's file; point_of, scenario_of, replicate_of and status are int[run].

    It has what figures ask of Results: attributes, scenarios, bases and count.
    `default_window` is the last year, or the whole run if that is too short to have one.
    """

    path: Path
    attributes: dict
    design: Design
    metrics: dict
    dynamics: tuple
    windows: list
    default_window: str
    scenarios: list
    parameters: dict
    point_of: np.ndarray
    scenario_of: np.ndarray
    replicate_of: np.ndarray
    status: np.ndarray

    @property
    def about(self):
        """What a sweep says of its scenarios: nothing, the design names them."""
        return {}

    @property
    def bases(self):
        """All scenarios: a sweep names its own."""
        return self.scenarios

    @property
    def replicates(self):
        """Replicates planned at each point, the most."""
        return int(self.replicate_of.max()) + 1

    def count(self, scenario):
        """Most replicates of a scenario that any point has."""
        of = (self.scenario_of == self.scenarios.index(scenario)) & (self.status == OK)
        return int(np.bincount(self.point_of[of]).max()) if of.any() else 0

    def has(self, name):
        """Whether the file holds a metric."""
        return name in self.metrics

    def describe(self, name):
        """The description of a metric."""
        return self.metrics[name]

    def values(self, observed):
        """Means of runs: float[point][scenario][replicate]; NaN without a good run or a number."""
        window = self.windows.index(observed.window)
        metric = list(self.metrics).index(observed.metric)
        runs = load(self.path, lambda path, file: file["run_means/mean"][:, metric, window])
        shape = (self.design.points, len(self.scenarios), self.replicates)
        values = np.full(shape, np.nan)
        good = self.status == OK
        values[self.point_of[good], self.scenario_of[good], self.replicate_of[good]] = runs[good]
        return values

    def numbers(self, observed):
        """The same; raises FileError, with what can be asked instead, if there is no number."""
        values = self.values(observed)
        if np.isfinite(values).any():
            return values
        whole = Observed(observed.metric, "all")
        if observed.window != "all" and np.isfinite(self.values(whole)).any():
            raise FileError(
                f"{self.path} (no run has a number for {observed}: runs under two years have no "
                f"first or last year). Ask for {whole}"
            )
        raise FileError(
            f"{self.path} (no run has a number for {observed}: what it measures did not happen). "
            "Choose another metric"
        )

    def unmade(self):
        """Whether a point and scenario lacks a run that was planned: bool[point][scenario]."""
        lacking = np.zeros((self.design.points, len(self.scenarios)), dtype=bool)
        lost = (self.status != OK) & (self.status != NOT_STARTED)
        lacking[self.point_of[lost], self.scenario_of[lost]] = True
        # A shard has no rows at all for the points of other shards.
        seen = np.zeros_like(lacking)
        seen[self.point_of, self.scenario_of] = True
        return lacking | ~seen

    @property
    def failed(self):
        """Number of runs that failed."""
        return int(np.sum(self.status == FAILED))

    @property
    def planned(self):
        """Number of runs of the experiment, those in other shards too."""
        return int(self.attributes.get("n_runs_experiment", len(self.status)))

    @property
    def unfinished(self):
        """Number of runs of the experiment that are not in this file (yet)."""
        return self.planned - int(np.sum(np.isin(self.status, (OK, FAILED, NOT_STARTED))))

    def observed(self, words):
        """METRIC or METRIC@WINDOW as Observed; raises UsageError, with the nearest name."""
        name, _, window = words.strip().partition("@")
        window = window or self.default_window
        if not self.has(name):
            raise UsageError(f"{words} ({unknown(name, self.metrics, 'metric in the file')}")
        if window not in self.windows:
            raise UsageError(f"{words} ({unknown(window, self.windows, 'window')}")
        return Observed(name, window)

    def scenario(self, name):
        """Place of a scenario; raises UsageError, with the nearest name."""
        if name not in self.scenarios:
            raise UsageError(f"{name} ({unknown(name, self.scenarios, 'scenario in the file')}")
        return self.scenarios.index(name)


def unknown(name, known, kind):
    """The second half of a message about a name that is not there."""
    near = difflib.get_close_matches(name, known, 1)
    if near:
        return f"no {kind} of this name). Did you mean {near[0]}?"
    shown = ", ".join(list(known)[:8])
    more = ", ..." if len(known) > 8 else ""
    return f"no {kind} of this name). Choose from {shown}{more}"


def open_sweep(path):
    """Reads a sweep's file; raises FileError, with the remedy, for another."""
    return load(path, read)


def read(path, file):
    """Reads all but the numbers of the runs; see Sweep."""
    kind = text(file.attrs.get("file_type", ""))
    if kind != SWEEP:
        raise FileError(
            f"{path} (a {kind or 'result'}, and this needs a sweep). "
            "Make one with: maatwerk sweep EXPERIMENT --output FILE.h5"
        )
    if not np.any(file["status"][:] == OK):
        raise FileError(f"{path} (no run ended well). See: maatwerk status {path}")
    attributes = {key: text(value) for key, value in file.attrs.items()}
    return Sweep(
        path=path,
        attributes=attributes,
        design=read_design(file),
        metrics=read_metrics(file),
        dynamics=read_dynamics(file),
        windows=names(file["run_means/window"]),
        default_window=default_window(file),
        scenarios=names(file["scenarios/scenario"]),
        parameters=read_parameters(file),
        point_of=file["design_point"][:],
        scenario_of=file["scenario"][:],
        replicate_of=file["replicate"][:],
        status=file["status"][:],
    )


def default_window(file):
    """Window that a metric without one is observed in."""
    months = file["scenarios"].get("months")
    short = months is not None and np.min(months[:]) < 2 * statistics.YEAR
    return "all" if short else "last_year"


def names(data):
    """A dataset of texts as a list."""
    return [text(name) for name in data[:]]


def read_design(file):
    """The group /design as a Design."""
    group = file["design"]
    factors = names(group["factor"])
    return Design(
        kind=text(group.attrs["kind"]),
        factors=factors,
        described=read_factors(file),
        unit=group["unit_cube"][:],
        value=group["value"][:],
        range=read_range(group),
        named=np.array([is_named(file, factor) for factor in factors]),
    )


def read_range(group):
    """See Design; older files do not say, and the values that were given tell."""
    if "factor_low" in group:
        width = group["factor_high"][:] - group["factor_low"][:]
    else:
        width = np.ptp(group["value"][:], axis=0)
    return np.where(width > 0, width, 1.0)


def is_named(file, factor):
    """Whether a factor's numbers stand for names."""
    coordinate = file.get("param_" + factor.replace(".", "_"))
    return coordinate is not None and "flag_meanings" in coordinate.attrs


def read_metrics(file):
    """Every metric of /run_means by name, in its order there."""
    found = {}
    for name in names(file["run_means/metric"]):
        if isinstance(file.get(name), h5py.Dataset):
            found[name] = describe(name, file[name])
        else:  # not among [outputs] metrics: only its means are kept
            plain = name.replace("_", " ")
            found[name] = Metric(name, "1", "", "", {ENGLISH: plain}, {}, "", "neutral")
    return found


def point_means(values):
    """Means over replicates, the last dimension; NaN where there is none."""
    return statistics.finite_mean(values)


def constant(values):
    """Whether all numbers are the same but for rounding."""
    return bool(np.ptp(values) <= 1e-12 * np.abs(values).max())
