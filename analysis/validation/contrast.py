"""Estimates a sum of metrics, paired by replicate: what `compare` cannot say in one number.

    python3 -m analysis.validation.contrast first_year coping.h5 as-is:towards -as-is:away

A term is SCENARIO:METRIC, or SCENARIO:METRIC@POINT for one point of a design, less if a minus
stands before it; if one term has a point, all have. A file's terms follow its name, and a second
file on the same luck may follow. Windows are those of the program, or months, as 25-36, unless the
file is a sweep's. One line for each design point, with a 95 % interval.
"""

import sys

import numpy as np

from .. import ratios
from ..errors import FileError, UsageError
from ..results import OK, describe, load, text
from ..statistics import mean_interval, window_columns

NO_POINT = -1  # as in files without a design
WINDOWS = ("first_year", "last_year", "all")


def read_term(path, file, window, term):
    """Means of the term's runs over the window, signed: {(design point, replicate): value}."""
    sign = -1 if term.startswith("-") else 1
    name, _, only = term.removeprefix("-").partition("@")
    scenario, _, metric = name.rpartition(":")
    names = np.array([text(name) for name in file["scenario_name"][:]])
    runs = np.flatnonzero((file["status"][:] == OK) & (names == scenario))
    if not len(runs):
        raise UsageError(f"{path} has no scenario {scenario}, but {', '.join(sorted(set(names)))}")
    values = sign * run_means(path, file, window, metric)
    replicate = file["replicate"][:]
    point = file["design_point"][:] if "design_point" in file else np.full(len(names), NO_POINT)
    if not only:
        return {(int(point[run]), int(replicate[run])): values[run] for run in runs}
    return {(NO_POINT, int(replicate[run])): values[run] for run in runs if point[run] == int(only)}


def run_means(path, file, window, metric):
    """Each run's value over the window: float[run]. A sweep stores it; other files have months."""
    if "run_means" in file and window in WINDOWS:
        means = file["run_means"]
        metrics, windows = ([text(name) for name in means[key][:]] for key in ("metric", "window"))
        if metric in metrics and window in windows:
            return means["mean"][:, metrics.index(metric), windows.index(window)]
    elif metric in file:
        columns = columns_of(window, file["month"][:])
        if columns is not None:
            return ratios.combined(
                lambda name: describe(name, file[name]),
                lambda name: file[name][:, columns].astype(float),
                metric,
            )
    raise UsageError(f"{path} has no {metric} in the window {window}")


def columns_of(window, months):
    """Columns of a named window, or of months such as 25-36 of those kept; None without any."""
    first, dash, last = window.partition("-")
    if window in WINDOWS:
        return window_columns(len(months), window)
    if not dash:
        return None
    if first.isdecimal() and last.isdecimal():
        asked = range(int(first), int(last) + 1)
        if len(asked) and set(asked) <= {int(month) for month in months}:
            start = int(np.searchsorted(months, asked[0]))
            return slice(start, start + len(asked))
    there = f"{months[0]}-{months[-1]}"
    raise UsageError(f"{window} (no such months, or not all kept, allowed: {there})")


def sum_of_terms(terms):
    """Sums of the runs that every term has: {design point: float[replicate]}."""
    shared = sorted(set.intersection(*(set(term) for term in terms)))
    sums = {}
    for key in shared:
        sums.setdefault(key[0], []).append(sum(term[key] for term in terms))
    return sums


def read_terms(window, arguments):
    """The terms of all files that the arguments name."""
    terms, path = [], None
    for argument in arguments:
        if argument.endswith(".h5"):
            path = argument
        elif path is None:
            raise UsageError(f"{argument} (a term before any file). Name the file first")
        else:
            terms.append(load(path, lambda at, file, a=argument: read_term(at, file, window, a)))
    if not terms:
        raise UsageError("no terms. Give some as SCENARIO:METRIC")
    return terms


def main(arguments):
    """Prints the estimates; returns the exit code."""
    try:
        if not arguments:
            raise UsageError("nothing to do. Give WINDOW FILE TERM...")
        for point, values in sum_of_terms(read_terms(arguments[0], arguments[1:])).items():
            estimate = mean_interval(values)
            where = f"point {point}: " if point != NO_POINT else ""
            bounds = f"[{estimate.low:.4f}, {estimate.high:.4f}]"
            print(f"{where}{estimate.mean:.4f} {bounds} n {estimate.n}")
    except (UsageError, FileError) as problem:
        print(f"contrast: {problem}", file=sys.stderr)
        return problem.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
