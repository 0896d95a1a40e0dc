"""Means with 95 % intervals over replicates, paired differences, windows.

Replicates are independent runs; months of one run are not, so months are averaged first and runs
are the sample. Pairs are runs of two scenarios with the same replicate number: the same luck.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import stats

from . import windows

CONFIDENCE = 0.95
FEW_REPLICATES = 5
YEAR = 12
WINDOWS = ("first_year", "last_year", "all")


@dataclass(frozen=True)
class Estimate:
    """A mean over n replicates with its 95 % interval; NaN bounds if n < 2."""

    mean: float
    low: float
    high: float
    sd: float
    n: int

    @property
    def direction(self):
        """+1 or -1 if the interval lies wholly on that side of zero, else 0."""
        return int(self.low > 0) - int(self.high < 0)


def mean_interval(values):
    """Estimate (Student t) from one number a replicate: float[replicate]; NaN is left out."""
    values = np.asarray(values, dtype=float)
    values = values[np.isfinite(values)]
    n = len(values)
    if n < 2:
        mean = float(values[0]) if n else np.nan
        return Estimate(mean, np.nan, np.nan, np.nan, n)
    mean, sd = float(values.mean()), float(values.std(ddof=1))
    half = t_quantile(n - 1) * sd / np.sqrt(n)
    return Estimate(mean, mean - half, mean + half, sd, n)


def mean_intervals(values):
    """The same for many samples at once: float[...][replicate] to three [...], mean, low, high.

    NaN is left out; the mean is NaN without any number, the bounds are with fewer than two.
    """
    finite = np.isfinite(values)
    n = finite.sum(axis=-1)
    mean = finite_mean(values)
    squares = np.where(finite, values - mean[..., None], 0.0) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(squares.sum(axis=-1) / (n - 1) / n)
    quantile = np.full(n.shape, np.nan)
    for size in np.unique(n[n > 1]):
        quantile[n == size] = t_quantile(int(size) - 1)
    half = np.where(n > 1, quantile * error, np.nan)
    return mean, mean - half, mean + half


@cache
def t_quantile(freedom):
    """Half-width of the interval in standard errors, for so many degrees of freedom."""
    return float(stats.t.ppf(0.5 + CONFIDENCE / 2, freedom))


def wilson_interval(successes, trials):
    """Bounds of the Wilson score interval for a share of runs; (NaN, NaN) without trials."""
    if trials == 0:
        return np.nan, np.nan
    z = stats.norm.ppf(0.5 + CONFIDENCE / 2)
    share = successes / trials
    centre = (share + z**2 / (2 * trials)) / (1 + z**2 / trials)
    spread = np.sqrt(share * (1 - share) / trials + z**2 / (4 * trials**2))
    half = z / (1 + z**2 / trials) * spread
    return max(0.0, centre - half), min(1.0, centre + half)


def window_columns(months, window):
    """Columns of a window as a slice, or None where the study is too short to have it."""
    if window == "all":
        return slice(0, months)
    if asked := windows.of(window):
        return asked.columns if asked.last <= months else None
    if months < 2 * YEAR:
        return None  # under 24 months the first year and the last overlap
    return slice(0, YEAR) if window == "first_year" else slice(months - YEAR, months)


def finite_mean(values, axis=-1):
    """Mean over the finite values along an axis; NaN, without a warning, where there are none."""
    finite = np.isfinite(values)
    count = finite.sum(axis=axis)
    total = np.where(finite, values, 0.0).sum(axis=axis)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def blocks(series, length):
    """Consecutive blocks of months: float[replicate][month] to [replicate][block][month of it].

    Months left over at the end, too few for a block, are dropped.
    """
    count = series.shape[1] // length
    return series[:, : count * length].reshape(len(series), count, length)


def series_interval(series):
    """Mean, lower and upper bound and n over time: float[replicate][time] to four [time].

    NaN (and n 0) where fewer than half of the replicates have a number: the few that do are no sample of
    all, and their interval would dwarf what there is to see.
    """
    series = np.asarray(series, dtype=float)
    estimates = [mean_interval(column) for column in series.T]
    enough = np.array([2 * e.n >= len(series) for e in estimates], dtype=bool)
    bounds = (
        np.where(enough, [getattr(e, key) for e in estimates], np.nan)
        for key in ("mean", "low", "high")
    )
    return *bounds, np.where(enough, [e.n for e in estimates], 0)
