"""Do strict and mild measures come in eras?

    python3 -m analysis.validation.eras eras.h5

For each design point and scenario, over replicates, with 95 % intervals:
- persistence: of two births that follow each other in an office, the share of the same sort, less
  what a shuffled series of the same births has (the runs test; Wald & Wolfowitz 1940). Above 0:
  longer runs than by chance.
- turn: the lowest autocorrelation, over lags of one to ten years, of strict less mild births a
  year. Eras are periodic only if its interval, at 95 % for all ten lags, lies below what chance
  gives a series of that length, -1/n.
"""

import sys

import numpy as np
from scipy import stats

from ..errors import FileError
from ..results import OK, load, text
from ..statistics import YEAR, mean_interval

STRICT = ("restrict", "verify")
LAGS = range(1, 11)
FEWEST = 10  # births in a run, below which it says nothing


def excess_of_likes(strict):
    """Neighbours of the same sort less those expected of a shuffled series, and the pairs."""
    n = len(strict)
    if n < 2:
        return 0.0, 0
    ones = int(np.sum(strict))
    likes = int(np.sum(strict[1:] == strict[:-1]))
    expected = (ones * (ones - 1) + (n - ones) * (n - ones - 1)) / n
    return likes - expected, n - 1


def persistence(strict, office):
    """Share of neighbours of the same sort beyond chance, over the offices of a run."""
    parts = [excess_of_likes(strict[office == each]) for each in np.unique(office)]
    pairs = sum(pair for _, pair in parts)
    if len(strict) < FEWEST or not 0 < np.sum(strict) < len(strict) or not pairs:
        return np.nan
    return sum(excess for excess, _ in parts) / pairs


def autocorrelations(strict, month, months):
    """Of strict less mild births a year, by lag in years: float[lag]; NaN if nothing varies."""
    years = months // YEAR
    series = np.bincount(
        np.minimum((month - 1) // YEAR, years - 1),
        weights=np.where(strict, 1.0, -1.0),
        minlength=years,
    )
    series = series - series.mean()
    total = np.sum(series**2)
    if total == 0:
        return np.full(len(LAGS), np.nan)
    return np.array([np.sum(series[lag:] * series[:-lag]) / total for lag in LAGS])


def lowest(values, years):
    """The lowest mean of float[replicate][lag]: lag, mean, and whether it is below chance."""
    values = values[np.isfinite(values).all(axis=1)]
    n = len(values)
    if n < 2:
        return None
    mean, error = values.mean(axis=0), values.std(axis=0, ddof=1) / np.sqrt(n)
    lag = int(np.argmin(mean))
    upper = mean + stats.t.ppf(1 - 0.025 / len(LAGS), n - 1) * error
    return LAGS[lag], mean[lag], bool((upper < -1 / years).any())


def read_eras(_, file):
    """For each design point and scenario: persistence by run, and autocorrelations by run."""
    births = {
        name: file["genealogy"][name][:]
        for name in ("run_id", "office_id", "kind", "month_announced")
    }
    meanings = text(file["genealogy/kind"].attrs["flag_meanings"]).split()
    strict = np.isin(births["kind"], [meanings.index(kind) for kind in STRICT])
    months = int(load_months(file))
    found = {}
    for run in np.flatnonzero(file["status"][:] == OK):
        own = np.flatnonzero(births["run_id"] == run)
        own = own[np.argsort(births["month_announced"][own], kind="stable")]
        key = (int(file["design_point"][run]), text(file["scenario_name"][run]))
        found.setdefault(key, []).append(
            (
                persistence(strict[own], births["office_id"][own]),
                autocorrelations(strict[own], births["month_announced"][own], months),
            )
        )
    return months // YEAR, found


def load_months(file):
    """Months of the runs: the last that was written."""
    return file["month"][-1]


def main(arguments):
    """Prints a line for each design point and scenario; returns the exit code."""
    if len(arguments) != 1:
        print("eras: give one result file", file=sys.stderr)
        return 2
    try:
        years, found = load(arguments[0], read_eras)
    except FileError as problem:
        print(f"eras: {problem}", file=sys.stderr)
        return problem.exit_status
    for (point, scenario), runs in sorted(found.items()):
        estimate = mean_interval([share for share, _ in runs])
        turn = lowest(np.array([series for _, series in runs]), years)
        said = (
            "no births"
            if turn is None
            else (f"turn {turn[1]:.2f} at {turn[0]} years{' (below chance)' if turn[2] else ''}")
        )
        print(
            f"point {point} {scenario}: persistence {estimate.mean:.3f}"
            f" [{estimate.low:.3f}, {estimate.high:.3f}] n {estimate.n}, {said}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
