"""Opens a result file and hands out replicate x month arrays, labelled and checked.

The layout is that of docs/file-format.md: metrics are float[run][month] at the root; scenario_name,
replicate and status say which run is which. Only runs with status ok count.
"""

from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np

from .errors import FileError
from .scenarios import read_parameters as read_parameter_texts
from .scenarios import read_scenarios
from .stored import text
from .worlds import read_worlds

FORMAT_MAJOR = 1
ENGLISH = "en"
ORIGIN = ("numerator", "denominator", "formula", "minuend", "subtrahend")
OK, FAILED = 1, 2
CUT_MARK = "+cut:"
# What the program adds to a scenario: no world as it is, with all loops closed.
MARKS = (CUT_MARK, "+effect:", "+push:", "+pulse:")
SWEEP = "sweep"  # attribute file_type of what analysis.sweeps reads
COUNT_UNKNOWN = -1  # in metrics that count, where a run did not finish
PARTIAL = ".partial"
JOURNAL = b"maatwerk journal"  # how a .partial begins
DAMAGED = (OSError, KeyError, RuntimeError)  # what reading a damaged file may raise


@dataclass(frozen=True)
class Metric:
    """One observable, as the file describes it.

    A ratio names its numerator, denominator and formula, a difference its minuend and subtrahend;
    a term is there for ratios and is not reported.
    """

    name: str
    unit: str
    scale: str
    currency: str
    labels: dict  # by language; English is always there
    definitions: dict  # by language
    perspective: str
    better: str
    integer: bool = False
    numerator: str = ""
    denominator: str = ""
    formula: str = ""
    minuend: str = ""
    subtrahend: str = ""
    term: bool = False

    @property
    def is_share(self):
        """Whether the number is a fraction of something, and reads best in per cent."""
        return self.unit == "1" and not (self.scale or self.currency or self.integer)


@dataclass(frozen=True)
class Signature:
    """A metric in which a dynamic should show, and in which direction; of a driver the sign is 0.

    One that holds by definition stops wherever the loop is cut, or is arithmetic on what stops: a
    size, and no evidence of it.
    """

    metric: str
    sign: int
    by_definition: bool

    @property
    def mark(self):
        """What follows its name in tables and figures."""
        return " ‡" if self.by_definition else ""


@dataclass(frozen=True)
class Response:
    """What a loop, or a part of it, is made of; `without_effect` ends the name of a scenario.

    In that scenario it is counted and does not act: +effect:see_difference.
    """

    metric: str
    without_effect: str
    whole: bool


@dataclass(frozen=True)
class Dynamic:
    """A loop, the metrics that give it away, and those that drive it, free to go either way.

    Its `name` is that of the parameter loops.NAME, which cuts it.
    """

    name: str
    signatures: tuple
    drivers: tuple
    responses: tuple = ()

    @property
    def evidence(self):
        """The signatures that can fail."""
        return tuple(one for one in self.signatures if not one.by_definition)


@dataclass(frozen=True, eq=False)  # one is itself alone, so that what follows from it can be kept
class Results:
    """A result file in memory.

    `values[metric]` is float[run][month]; `scenario_of` and `replicate_of` are [run], of the runs
    that ended well. Months count from 1, so month m is column m - 1. `about` is {scenario:
    Scenario}, `parameter_texts` {name: Parameter}; `worlds` is None if there are none.
    """

    path: Path
    attributes: dict
    provenance: dict
    metrics: dict
    dynamics: tuple
    scenarios: list
    scenario_of: np.ndarray
    replicate_of: np.ndarray
    parameters: dict
    values: dict
    planned: int
    failed: int
    unfinished: int
    about: dict
    parameter_texts: dict
    worlds: object
    step: str = "month"  # what the model calls a unit of time

    @property
    def months(self):
        """Number of recorded months, or what else the model calls its steps."""
        return next(iter(self.values.values())).shape[1]

    @property
    def bases(self):
        """Scenarios with all loops closed, in file order; all of a file that has none of them."""
        whole = [name for name in self.scenarios if not any(mark in name for mark in MARKS)]
        return whole or self.scenarios

    @property
    def cuts(self):
        """Scenarios with a loop cut, and nothing else."""
        other = MARKS[1:]
        return [
            name
            for name in self.scenarios
            if CUT_MARK in name and not any(mark in name for mark in other)
        ]

    def has(self, scenario, *metrics):
        """Whether the file holds this scenario, with runs, and all these metrics."""
        return scenario in self.scenarios and all(metric in self.metrics for metric in metrics)

    def rows(self, scenario):
        """Rows of a scenario's runs, in order of replicate: int[replicate]."""
        rows = np.flatnonzero(self.scenario_of == scenario)
        return rows[np.argsort(self.replicate_of[rows], kind="stable")]

    def count(self, scenario):
        """Number of good replicates of a scenario."""
        return len(self.rows(scenario))

    @property
    def most(self):
        """Good replicates of the scenario that has most of them."""
        return max(self.count(scenario) for scenario in self.scenarios)

    def series(self, scenario, metric):
        """Monthly values in the metric's own unit: float[replicate][month]."""
        return self.values[metric][self.rows(scenario)]

    def common_rows(self, left, right):
        """Rows of the replicates that both scenarios finished, paired: two int[replicate]."""
        a, b = self.rows(left), self.rows(right)
        _, at, bt = np.intersect1d(self.replicate_of[a], self.replicate_of[b], return_indices=True)
        return a[at], b[bt]

    def parameter(self, scenario, name):
        """Value of a parameter under a scenario, or None if the file does not record it."""
        return self.parameters.get(scenario, {}).get(name)


def open_results(path):
    """Reads a result file.

    Raises FileError, with the remedy, for anything that is not a result file of this format.
    """
    return load(path, read)


def load(path, reader):
    """What `reader(path, file)` makes of a result file of any type; its troubles as FileError."""
    path = Path(path)
    if not path.exists():
        raise FileError(missing(path))
    if path.is_dir():
        raise FileError(f"{path} (a directory). Name a result file, such as {path / 'result.h5'}")
    if is_journal(path):
        raise FileError(
            f"{path} (the journal of a study that is not done; figures need its whole file). Look at it "
            f"with maatwerk status {path}, make a table of it with maatwerk export {path}, or end the "
            "study: give its command again with --resume"
        )
    try:
        with h5py.File(path, "r", locking=False) as file:
            check_format(path, file)
            return reader(path, file)
    except DAMAGED as problem:
        raise FileError(unreadable(path, problem)) from problem


def is_journal(path):
    """Whether it is what a study writes until it is done, which only the program reads."""
    with open(path, "rb") as file:
        return file.read(len(JOURNAL)) == JOURNAL


def unreadable(path, problem):
    """Message for a file that is there and cannot be read."""
    reason = (str(problem).strip("'\"").splitlines() or [type(problem).__name__])[0]
    if path.stat().st_size and h5py.is_hdf5(path):
        return f"{path} (damaged or incomplete: {reason}). Run the study again"
    return (
        f"{path} (not an HDF5 file). Make a result file with: "
        "maatwerk compare --variants SCENARIO --output FILE.h5"
    )


def missing(path):
    """Message for a file that is not there; points at its .partial, or at the whole, if that is."""
    whole = path.with_name(path.name.removesuffix(PARTIAL))
    if whole != path and whole.exists():
        return f"{path} (no such file: its study is done). Name {whole}"
    partial = path.with_name(path.name + PARTIAL)
    if partial.exists():
        return (
            f"{path} (no such file, but {partial} exists: its study is not done). See it with "
            f"maatwerk status {partial}, or give the study's command again with --resume"
        )
    return (
        f"{path} (no such file). Make one with: "
        f"maatwerk compare --variants SCENARIO --output {path}"
    )


def check_format(path, file):
    """Raises FileError unless this is a result file whose major version is known here."""
    version = text(file.attrs.get("format_version", ""))
    if "MAATWERK" not in text(file.attrs.get("Conventions", "")) or not version:
        raise FileError(
            f"{path} (an HDF5 file, but not a result of maatwerk). "
            "Make one with: maatwerk compare --variants SCENARIO --output FILE.h5"
        )
    if version.split(".")[0] != str(FORMAT_MAJOR):
        raise FileError(
            f"{path} (format version {version}; this program reads {FORMAT_MAJOR}). "
            "Use the analysis of the version that wrote it, or run the study again"
        )


def read(path, file):
    """Reads everything that figures and reports need; see Results for shapes."""
    if text(file.attrs.get("file_type", "")) == SWEEP:
        raise FileError(
            f"{path} (a sweep; figures and the report are of a run or a comparison). "
            "Use sensitivity, discover or plane: docs/howto/README.md"
        )
    status = file["status"][:]
    good = np.flatnonzero(status == OK)
    if not len(good):
        raise FileError(f"{path} (no run ended well: {len(status)} planned). See: maatwerk status")
    scenario = np.array([text(name) for name in file["scenario_name"][:]], dtype=object)[good]
    months = shortest(file, scenario)
    metrics, values = {}, {}
    for name, data in file.items():
        if isinstance(data, h5py.Dataset) and data.ndim == 2 and len(data) == len(status):
            metrics[name] = describe(name, data)
            values[name] = numbers(data, good, months)
    if not metrics:
        raise FileError(f"{path} (no metrics by run and month). Run the study again")
    attributes = {key: text(value) for key, value in file.attrs.items()}
    return Results(
        path=path,
        attributes=attributes,
        provenance=read_provenance(file),
        metrics=metrics,
        dynamics=read_dynamics(file),
        scenarios=list(dict.fromkeys(scenario)),
        scenario_of=scenario,
        replicate_of=file["replicate"][:][good],
        parameters=read_parameters(file),
        values=values,
        planned=len(status),
        failed=int(np.sum(status == FAILED)),
        unfinished=int(np.sum((status != OK) & (status != FAILED))),
        about=read_scenarios(file),
        parameter_texts=read_parameter_texts(file),
        worlds=read_worlds(file),
        step=step_of(file[next(iter(metrics))]),
    )


def step_of(metric):
    """The name of a metric's second dimension."""
    return metric.dims[1][0].name.rpartition("/")[2] if len(metric.dims[1]) else "month"


def numbers(data, good, months):
    """A metric of the good runs as float[run][month]; counts that are not known become NaN."""
    found = data[:][good, :months]
    if np.issubdtype(found.dtype, np.integer):
        return np.where(found == COUNT_UNKNOWN, np.nan, found.astype(float))
    return found


def shortest(file, scenario):
    """Months that all scenarios with good runs have: last years must be the same year."""
    if "scenarios" not in file:
        return max(data.shape[1] for data in file.values() if isinstance(data, h5py.Dataset) and data.ndim == 2)
    names = [text(name) for name in file["scenarios/scenario"][:]]
    months = dict(zip(names, file["scenarios/months"][:]))
    return int(min(months[name] for name in set(scenario)))


def read_parameters(file):
    """Every parameter by scenario and dotted name: {scenario: {name: number}}."""
    group = file.get("parameters")
    if group is None:
        return {}
    names = [text(name) for name in group["parameter"][:]]
    scenarios = [text(name) for name in group["scenario"][:]]
    return {key: dict(zip(names, row)) for key, row in zip(scenarios, group["value"][:])}


def read_dynamics(file):
    """The model's loops as it declares them; none of a file from before these were written."""
    group = file.get("dynamics")
    if group is None:
        return ()
    columns = ("dynamic_id", "metric", "sign", "by_definition")
    rows = list(zip(*(group[f"signature_{name}"][:] for name in columns)))
    found = []
    for place, name in enumerate(group["dynamic"][:]):
        own = [Signature(text(m), int(s), bool(d)) for owner, m, s, d in rows if owner == place]
        signatures = tuple(item for item in own if item.sign)
        drivers = tuple(item for item in own if not item.sign)
        found.append(Dynamic(text(name), signatures, drivers, read_responses(group, place)))
    return tuple(found)


def read_responses(group, place):
    """Responses of the loop at a place; none of a file from before these were written."""
    if "response_metric" not in group:
        return ()
    columns = ("dynamic_id", "metric", "without_effect", "whole")
    rows = zip(*(group[f"response_{name}"][:] for name in columns))
    return tuple(Response(text(m), text(w), bool(d)) for owner, m, w, d in rows if owner == place)


def describe(name, data):
    """Metric from a dataset's attributes; a missing label falls back on the name."""

    def attribute(key, default=""):
        return text(data.attrs.get(key, default))

    plain = name.replace("_", " ")
    label = attribute("long_name") or plain
    labels = {ENGLISH: label, **in_languages(data, "label_")}
    return Metric(
        name=name,
        unit=attribute("units", "1"),
        scale=attribute("scale"),
        currency=attribute("currency"),
        labels=labels,
        definitions={ENGLISH: attribute("definition"), **in_languages(data, "definition_")},
        perspective=attribute("perspective"),
        better=attribute("better", "neutral"),
        integer=np.issubdtype(data.dtype, np.integer),
        term=attribute("role") == "term",
        **{role: attribute(role) for role in ORIGIN},
    )


def in_languages(data, prefix):
    """Texts of a dataset by language: of its attributes "label_nl" and the like."""
    keys = [key for key in data.attrs if key.startswith(prefix)]
    return {key.removeprefix(prefix): text(data.attrs[key]) for key in keys}


def read_provenance(file):
    """The single texts of /provenance, as {name: text}."""
    group = file.get("provenance")
    if group is None:
        return {}
    found = {}
    for name, data in group.items():
        if isinstance(data, h5py.Dataset) and data.ndim == 0:
            found[name] = text(data[()])
    return found

