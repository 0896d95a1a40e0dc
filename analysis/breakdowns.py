"""Metrics by office or life situation, read when a table asks for them."""

from dataclasses import dataclass, field

import h5py
import numpy as np

from . import quantities, statistics
from .results import OK, describe, load


@dataclass(frozen=True, eq=False)
class Breakdown:
    """Metrics of a group of the file: `values[metric]` is float[run][month][part], of good runs."""

    parts: list
    metrics: dict
    values: dict = field(repr=False)

    def window_values(self, results, rows, name, window):
        """One number a run and part over a window: float[run][part]; None if it is too short."""
        columns = statistics.window_columns(results.months, window)
        if columns is None:
            return None
        months_last = {part: np.moveaxis(self.values[part][rows], 1, 2) for part in self._terms(name)}
        return quantities.combined(
            self.metrics.get, lambda part: months_last[part][:, :, columns], name
        )

    def _terms(self, name):
        metric = self.metrics[name]
        if metric.minuend:
            return self._terms(metric.minuend) + self._terms(metric.subtrahend)
        return [metric.numerator, metric.denominator] if metric.numerator else [name]


def read_breakdown(results, group, names):
    """Breakdown of these metrics, as far as the file has them, or None without any."""
    return load(results.path, lambda _, file: gather(results, file.get(group), group, names))


def gather(results, found, group, names):
    """Breakdown from the group of a file."""
    if found is None:
        return None
    good = np.flatnonzero(results.good)
    metrics, values = {}, {}

    def take(name):
        data = found.get(name)
        if name in metrics or not isinstance(data, h5py.Dataset) or data.ndim != 3:
            return name in metrics
        metrics[name] = metric = describe(name, data)
        parts = filter(None, (metric.numerator, metric.denominator, metric.minuend, metric.subtrahend))
        if not all([take(part) for part in parts]):
            del metrics[name]
            return False
        series = data[: len(results.good)][good][:, : results.months].astype(float)
        values[name] = np.where(series == -1, np.nan, series) if metric.integer else series
        return True

    kept = [name for name in names if take(name)]
    if not kept:
        return None
    scale = group.removesuffix("s")
    count = values[kept[0]].shape[2]
    parts = list(map(int, found[scale][:])) if scale in found else list(range(count))
    return Breakdown(parts, metrics, values)
