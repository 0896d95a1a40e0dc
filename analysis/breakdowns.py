"""Metrics by office or life situation: read from the file when asked."""

from functools import lru_cache

import numpy as np

from . import ratios, statistics
from .results import OK, describe, load

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
            return np.moveaxis(found, 1, -1)

        def about(part):
            return describe(part, file[f"{group}/{part}"])

        return ratios.combined(about, months, name)

    return load(results.path, read)
