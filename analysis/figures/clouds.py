"""The group /worlds, for its clouds: window means of the same scenarios in worlds that were drawn."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ..results import load, text

KEPT = 8  # of files in hand


@dataclass(frozen=True, eq=False)
class Worlds:
    """`value` is float[world][scenario][metric][window]."""

    value: np.ndarray
    scenarios: list
    metrics: list
    windows: list

    def of(self, scenario, metric, window):
        """float[world], or None if the file has not this scenario, metric or window."""
        asked = (self.scenarios, scenario), (self.metrics, metric), (self.windows, window)
        if any(name not in names for names, name in asked):
            return None
        return self.value[(slice(None), *(names.index(name) for names, name in asked))]


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
