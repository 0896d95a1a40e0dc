"""Runs of an experiment by design point and replicate, over any months, by office too; and worlds to run it in.

A sweep keeps its months here, so that a number over any of them is what it is over a year: sums over sums for a ratio.
"""

import json
import warnings

import numpy as np

from . import breakdowns
from .results import OK, load
from .sweeps import open_sweep

WHOLE = "."  # what is not by office: the root of the file


class Runs:
    """A sweep's file of one scenario."""

    def __init__(self, path):
        self.path, self.sweep = path, open_sweep(path)
        self.months = load(path, lambda _, file: len(file["month"]))
        self.good = np.flatnonzero(self.sweep.status == OK)

    def over(self, metric, first, last, group=WHOLE):
        """A metric over months, both included: float[point][replicate], by office float[…][office]; NaN if not there."""
        found = breakdowns.values(self, group, metric, f"{first}:{last}")
        places = self.sweep.point_of[self.good], self.sweep.replicate_of[self.good]
        shape = self.sweep.design.points, self.sweep.replicates
        if found is None:
            return np.full(shape, np.nan)
        values = np.full((*shape, *found.shape[1:]), np.nan)
        values[places] = found
        return values


def experiment(name, title, scenario, metrics, replicates, points):
    """Files of a sweep over points that keeps these metrics by month and office: {file: text}.

    `points` is ([parameter], float[point][parameter]).
    """
    text = (
        f"schema_version = 1\ntitle = {json.dumps(title)}\nbase = {json.dumps(scenario)}\n\n"
        f'[design]\nkind = "csv"\nfile = "{name}.csv"\n\n[replicates]\nn = {replicates}\n\n'
        f"[outputs]\nmetrics = {json.dumps(metrics)}\nevery = 1\nbreakdowns = true\n"
    )
    return {f"{name}.toml": text, f"{name}.csv": table(*points)}


def table(names, values):
    """Points as a csv design has them: a column for each parameter."""
    rows = [",".join(names), *(",".join(map(number, row)) for row in values)]
    return "\n".join(rows) + "\n"


def number(value):
    """As a table has it: whole numbers without a point."""
    return repr(int(value)) if value == int(value) else repr(float(value))


def draw_worlds(files, scenarios, count, flags, smallest, months):
    """Worlds for these scenario files, as `compare --worlds` draws them from what is not known or takes them from a file.

    `smallest` are settings of the smallest town that they can be of, `months` as many as they need.
    """
    import h5py

    # Only the draws are wanted: of the shortest runs of the smallest town.
    small = {**flags, "set": [*flags["set"], *smallest, "run.warm_up=0"], "replicates": 1}
    small |= {"months": months, "worlds": count, "worlds_replicates": 1}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that one replicate says little: nothing is read from it
        command = "compare" if len(scenarios) > 1 else "run"
        path = files.make(command, "worlds-values", list(scenarios), small, scenarios)
    with h5py.File(path, "r", locking=False) as file:
        group = file["worlds"]
        return [one.decode() for one in group["parameter"][:]], group["parameter_value"][:]
