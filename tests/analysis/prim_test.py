"""PRIM finds the box that was put there, and none where there is none."""

import numpy as np
import pytest
from scipy import stats

from analysis import prim


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Fewer shuffles and resamples: enough for the least p-value, 1/40."""
    monkeypatch.setattr(prim, "PERMUTATIONS", 39)
    monkeypatch.setattr(prim, "RESAMPLES", 20)


def points(seed, n=400, factors=6):
    """Points in the unit cube: float[point][factor]."""
    return np.random.default_rng(seed).random((n, factors))


def test_a_known_box_is_found_with_its_bounds_and_nothing_else():
    x = points(1)
    y = (x[:, 1] > 0.6) & (x[:, 4] < 0.5)
    (found,) = prim.find_all(x, y)
    assert list(found.box.restricted) == [1, 4]
    # The bound is between two neighbouring points: 1 in 400, so ten spaces are plenty.
    assert found.box.low[1] == pytest.approx(0.6, abs=0.025)
    assert found.box.high[4] == pytest.approx(0.5, abs=0.025)
    assert np.isinf(found.box.high[1]) and np.isinf(found.box.low[4])
    assert found.score.density > 0.95 and found.score.coverage > 0.95
    assert np.all(found.quasi_p[[1, 4]] < 1e-6) and np.isnan(found.quasi_p[0])
    assert found.stability[1] == found.stability[4] == 1.0
    assert found.outside > 0.9
    assert found.p_value == pytest.approx(1 / 40)


def test_a_box_in_noise_is_found_though_not_every_point_keeps_to_it():
    x = points(2)
    inside = (x[:, 0] > 0.3) & (x[:, 0] < 0.7)
    y = np.random.default_rng(3).random(len(x)) < np.where(inside, 0.8, 0.2)
    found = prim.find(x, y)
    assert found.box.restricted[0] == 0
    assert found.box.low[0] == pytest.approx(0.3, abs=0.1)
    assert found.box.high[0] == pytest.approx(0.7, abs=0.1)
    assert 0.7 < found.score.density < 0.9
    assert found.outside < found.score.density  # the box was fitted to the points it is scored on


def test_two_boxes_are_found_one_after_the_other():
    x = points(4, n=500, factors=3)
    y = (x[:, 0] > 0.8) | (x[:, 1] < 0.15)
    boxes = prim.find_all(x, y)
    assert len(boxes) == 2
    assert {int(box.box.restricted[0]) for box in boxes} == {0, 1}


def test_factors_of_few_values_are_cut_between_values():
    x = np.floor(points(5, factors=3) * 3)
    found = prim.find(x, x[:, 2] == 1)
    assert list(found.box.restricted) == [2]
    assert (found.box.low[2], found.box.high[2]) == (0.5, 1.5)


def test_nothing_is_found_in_noise_but_once_in_twenty_times():
    # A test at 5 % finds a box in 20 files of noise more than 6 times once in 25 000 test suites.
    found = 0
    for seed in range(20):
        x = points([6, seed], n=50, factors=3)
        y = np.random.default_rng([7, seed]).random(50) < 0.3
        gain = prim.choose(prim.peel(x, y))[1].gain
        found += prim.permutation_p(x, y, gain) <= prim.SIGNIFICANT
    assert stats.binom.sf(6, 20, 0.05) < 1 / 25000
    assert found <= 6


@pytest.mark.parametrize("interest", [True, False])
def test_nothing_is_found_where_all_points_are_alike(interest):
    assert prim.find(points(8), np.full(400, interest)) is None


def test_the_quasi_p_value_is_the_binomial_tail():
    x = np.arange(10.0)[:, None]
    y = x[:, 0] >= 6
    box = prim.Box(np.array([5.5]), np.array([np.inf]))
    assert prim.quasi_p(box, x, y)[0] == pytest.approx(0.4**4)


def test_pasting_takes_back_what_was_peeled_too_far():
    x = np.arange(100.0)[:, None]
    y = x[:, 0] >= 50
    wide = prim.paste(prim.Box(np.array([79.5]), np.array([np.inf])), x, y)
    assert wide.low[0] == pytest.approx(49.5, abs=1)
