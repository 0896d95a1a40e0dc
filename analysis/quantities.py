"""What is reported: metrics of the file, and ratios of them that a single metric cannot give."""

from dataclasses import dataclass, replace

import numpy as np

from analysis import statistics

# A ratio is taken after averaging over a window, never month by month: months without a tailored
# decision would otherwise be lost, or a month with one of them would weigh like a busy one.
RATIOS = {"equality_complaints_per_tailored": ("equality_complaints", "tailored")}
SMALLEST_DENOMINATOR = 0.01  # below one decision in a hundred the ratio is about almost nobody


def available(results, name):
    """Whether the file has what a metric or ratio is made from."""
    return all(part in results.metrics for part in RATIOS.get(name, (name,)))


def describe(results, name):
    """The metric's description; for a ratio that of its numerator under the ratio's own name."""
    if name not in RATIOS:
        return results.metrics[name]
    # A ratio of shares can exceed one, but is still read in per cent.
    return replace(results.metrics[RATIOS[name][0]], name=name, label_en="", label_nl="")


def rare(results, name):
    """Whether it counts events of which most months have none, under every closed scenario."""
    return all(
        np.mean(np.nan_to_num(block_values(results, results.rows(scenario), name, 1)) != 0) < 0.5
        for scenario in results.bases
    )


def window_values(results, rows, name, window):
    """One number a run over a window: float[run], in the metric's unit; None if too short."""
    columns = statistics.window_columns(results.months, window)
    if columns is None:
        return None
    return averaged(results, rows, name, lambda series: statistics.finite_mean(series[:, columns]))


def block_values(results, rows, name, length):
    """Means over blocks of `length` months: float[run][block]."""
    return averaged(results, rows, name, lambda series: statistics.block_means(series, length))


def averaged(results, rows, name, average):
    """Applies an average over months to a metric, or to both halves of a ratio."""
    if name not in RATIOS:
        return average(results.values[name][rows])
    return ratio(*(average(results.values[part][rows]) for part in RATIOS[name]))


def ratio(numerator, denominator):
    """A ratio of averages; NaN where the denominator is about almost nobody."""
    enough = denominator > SMALLEST_DENOMINATOR
    return np.where(enough, numerator / np.where(enough, denominator, 1.0), np.nan)


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
