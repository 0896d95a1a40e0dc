"""The program's model as studies from Python need it: metrics, dynamics, parameters, levers; and goals and limits in its metrics."""

import json
import re
from dataclasses import dataclass

from . import matters, program
from .errors import UsageError
from .results import Metric
from .sweeps import unknown

LIMIT = re.compile(r"\s*(\w+)\s*(<=?|>=?)\s*([-+.\deE]+)\s*")


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
