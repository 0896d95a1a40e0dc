"""Estimates a sum of metrics, paired by replicate: what `compare` cannot say in one number.

    python3 -m analysis.validation.contrast first_year coping.h5 as-is:towards -as-is:away

A term is SCENARIO:METRIC, less if a minus stands before it; a file's terms follow its name, and a
second file on the same luck may follow. One line for each design point, with a 95 % interval.
"""

import sys

import numpy as np

from analysis.errors import FileError, UsageError
from analysis.results import OK, load, text
from analysis.statistics import finite_mean, mean_interval, window_columns


def read_term(path, file, window, term):
    """Means of the term's runs over the window, signed: {(design point, replicate): value}."""
    sign = -1 if term.startswith("-") else 1
    scenario, _, metric = term.removeprefix("-").rpartition(":")
    names = np.array([text(name) for name in file["scenario_name"][:]])
    runs = np.flatnonzero((file["status"][:] == OK) & (names == scenario))
    if not len(runs):
        raise UsageError(f"{path} has no scenario {scenario}, but {', '.join(sorted(set(names)))}")
    values = sign * run_means(path, file, window, metric)
    point = file["design_point"][:]
    return {(int(point[run]), int(file["replicate"][run])): values[run] for run in runs}


def run_means(path, file, window, metric):
    """Each run's mean over the window: float[run]. A sweep stores it; other files have months."""
    if "run_means" in file:
        means = file["run_means"]
        metrics, windows = ([text(name) for name in means[key][:]] for key in ("metric", "window"))
        if metric in metrics and window in windows:
            return means["mean"][:, metrics.index(metric), windows.index(window)]
    elif metric in file:
        columns = window_columns(file[metric].shape[1], window)
        if columns is not None:
            return finite_mean(file[metric][:, columns].astype(float))
    raise UsageError(f"{path} has no {metric} in the window {window}")


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
            where = f"point {point}: " if point >= 0 else ""  # below 0: a file without a design
            bounds = f"[{estimate.low:.4f}, {estimate.high:.4f}]"
            print(f"{where}{estimate.mean:.4f} {bounds} n {len(values)}")
    except (UsageError, FileError) as problem:
        print(f"contrast: {problem}", file=sys.stderr)
        return problem.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
