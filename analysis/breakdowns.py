"""Metrics by office or life situation, and means by world: read from the file when asked."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from . import quantities, statistics
from .results import OK, describe, load, text

KEPT = 64  # of arrays of a number a run and member


@lru_cache(KEPT)
def members(results, group):
    """Numbers of the offices or life situations: int[member]; none if the file has no such group."""

    def read(_, file):
        scale = group.removesuffix("s")
        return file[f"{group}/{scale}"][:] if f"{group}/{scale}" in file else np.array([], int)

    return load(results.path, read)


@lru_cache(KEPT)
def values(results, group, name, window):
    """One number a good run and member over a window: float[run][member], or None if not there."""
    columns = statistics.window_columns(results.months, window)

    def read(_, file):
        if columns is None or f"{group}/{name}" not in file:
            return None
        good = np.flatnonzero(file["status"][:] == OK)

        def months(part):
            data = file[f"{group}/{part}"]
            found = data[:, columns][good].astype(float)
            if np.issubdtype(data.dtype, np.integer):
                found[found == -1] = np.nan
            return np.moveaxis(found, 1, 2)

        def about(part):
            return describe(part, file[f"{group}/{part}"])

        return quantities.combined(about, months, name)

    return load(results.path, read)


@dataclass(frozen=True, eq=False)
class Worlds:
    """Window means by world: `value` is float[world][scenario][metric][window]."""

    value: np.ndarray
    scenarios: list
    metrics: list
    windows: list

    def of(self, scenario, metric, window):
        """float[world], or None if the file has not this scenario, metric or window."""
        if scenario not in self.scenarios or metric not in self.metrics:
            return None
        if window not in self.windows:
            return None
        return self.value[
            :,
            self.scenarios.index(scenario),
            self.metrics.index(metric),
            self.windows.index(window),
        ]


@lru_cache(KEPT)
def worlds(results):
    """The Worlds of a file, or None if it has none."""

    def read(_, file):
        if "worlds/value" not in file:
            return None
        axes = (
            [text(word) for word in file[f"worlds/{axis}"][:]]
            for axis in ("scenario", "metric", "window")
        )
        return Worlds(file["worlds/value"][:], *axes)

    return load(results.path, read)
