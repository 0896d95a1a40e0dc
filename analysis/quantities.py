"""What is reported: metrics over windows and blocks of months, as the file says each is taken."""

from dataclasses import dataclass

import numpy as np

from . import breakdowns, ratios, statistics, windows

def rare(results, name):
    """Whether it counts events of which most months have none, under every closed scenario."""
    return all(
        np.mean(np.nan_to_num(block_values(results, results.rows(scenario), name, 1)) != 0) < 0.5
        for scenario in results.bases
    )


def window_values(results, rows, name, window):
    """One number a run over a window: float[run], in the metric's unit; None if too short.

    Of offices of interest it is the mean of each one's value, NaN for what is not kept by office.
    """
    columns = statistics.window_columns(results.months, window)
    if columns is None:
        return None
    asked = windows.of(window)
    if asked and asked.offices:
        return of_offices(results, rows, name, window, asked.offices)
    return taken_over(results, rows, name, lambda series: series[:, None, columns])[:, 0]


def of_offices(results, rows, name, window, offices):
    """The mean over these offices: float[run]."""
    found = breakdowns.values(results, "offices", name, window)
    if found is None:
        return np.full(len(rows), np.nan)
    places = [list(breakdowns.members(results, "offices")).index(office) for office in offices]
    return statistics.finite_mean(found[rows][:, places])


def block_values(results, rows, name, length):
    """Over blocks of `length` months: float[run][block]."""
    return taken_over(results, rows, name, lambda series: statistics.blocks(series, length))


def taken_over(results, rows, name, group):
    """A metric over groups of months, float[run][group], of `group(series)`: [run][group][month]."""
    return ratios.combined(results.metrics.get, lambda part: group(results.values[part][rows]), name)


def estimate(results, scenario, name, window):
    """Mean and interval of one scenario in one window, or None if the study is too short."""
    values = window_values(results, results.rows(scenario), name, window)
    return None if values is None else statistics.mean_interval(values)


def contrast(results, left, right, name, window):
    """Paired difference left minus right on common random numbers, or None if too short."""
    rows = results.common_rows(left, right)
    pair = [window_values(results, side, name, window) for side in rows]
    return None if pair[0] is None else statistics.mean_interval(pair[0] - pair[1])


def change(results, scenario, name):
    """Last year minus first year within each run, or None if the study is too short."""
    rows = results.rows(scenario)
    last = window_values(results, rows, name, "last_year")
    if last is None:
        return None
    return statistics.mean_interval(last - window_values(results, rows, name, "first_year"))


@dataclass(frozen=True)
class FirstAndLast:
    """First year, last year and the change between them, of one metric of one scenario."""

    first: statistics.Estimate
    last: statistics.Estimate
    change: statistics.Estimate


def first_and_last(results, scenario, name):
    """FirstAndLast, or None if the study is too short to have both years."""
    moved = change(results, scenario, name)
    if moved is None:
        return None
    years = (estimate(results, scenario, name, window) for window in statistics.WINDOWS[:2])
    return FirstAndLast(*years, moved)
