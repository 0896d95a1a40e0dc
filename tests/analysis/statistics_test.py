"""Estimates against scipy, which shares no code with them."""

import numpy as np
import pytest
from scipy import stats

from analysis import statistics


def test_a_mean_has_the_interval_of_a_one_sample_t_test():
    values = np.array([0.61, 0.58, 0.63, 0.60, 0.57])
    estimate = statistics.mean_interval(values)
    expected = stats.ttest_1samp(values, 0.0).confidence_interval(0.95)
    assert estimate.mean == pytest.approx(values.mean())
    assert (estimate.low, estimate.high) == pytest.approx(tuple(expected))
    assert estimate.n == 5


def test_replicates_without_a_number_are_left_out_and_not_counted():
    assert statistics.mean_interval([1.0, np.nan, 3.0]).n == 2
    assert statistics.mean_interval([1.0, np.nan, 3.0]).mean == 2.0


def test_one_replicate_has_a_mean_but_no_interval():
    estimate = statistics.mean_interval([4.0])
    assert estimate.mean == 4.0
    assert np.isnan(estimate.low) and np.isnan(estimate.high)
    assert estimate.direction == 0


@pytest.mark.parametrize(("successes", "trials"), [(0, 10), (3, 10), (10, 10), (841, 1000)])
def test_a_share_of_runs_has_the_wilson_interval(successes, trials):
    expected = stats.binomtest(successes, trials).proportion_ci(0.95, method="wilson")
    assert statistics.wilson_interval(successes, trials) == pytest.approx(tuple(expected))


def test_a_share_of_no_runs_has_no_interval():
    assert np.isnan(statistics.wilson_interval(0, 0)).all()


def test_a_direction_needs_the_whole_interval_on_one_side_of_zero():
    assert statistics.mean_interval([1.0, 1.1, 0.9]).direction == 1
    assert statistics.mean_interval([-1.0, -1.1, -0.9]).direction == -1
    assert statistics.mean_interval([-1.0, 1.1, 0.9]).direction == 0


def test_windows_are_the_first_and_the_last_twelve_months():
    assert statistics.window_columns(120, "first_year") == slice(0, 12)
    assert statistics.window_columns(120, "last_year") == slice(108, 120)
    assert statistics.window_columns(24, "last_year") == slice(12, 24)


def test_a_study_under_two_years_has_only_the_window_all():
    assert statistics.window_columns(23, "first_year") is None
    assert statistics.window_columns(23, "last_year") is None
    assert statistics.window_columns(23, "all") == slice(0, 23)


def test_blocks_are_means_of_their_finite_months():
    series = np.array([[1.0, 2.0, np.nan, 4.0, np.nan, np.nan, 9.0]])
    blocks = statistics.finite_mean(statistics.blocks(series, 2))
    assert blocks[0, :2].tolist() == [1.5, 4.0]
    assert np.isnan(blocks[0, 2])
    assert blocks.shape == (1, 3)


def test_a_point_in_time_needs_half_of_the_replicates():
    series = np.array([[1.0, 1.0], [3.0, np.nan], [np.nan, np.nan], [2.0, np.nan]])
    mean, low, high, n = statistics.series_interval(series)
    assert mean[0] == 2.0 and low[0] < 2.0 < high[0] and n.tolist() == [3, 0]
    assert np.isnan([mean[1], low[1], high[1]]).all()
