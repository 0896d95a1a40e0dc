"""Factors are spoken of in the words of scenario files, with the digits that a limit needs."""

import numpy as np
import pytest

from analysis import factors
from analysis.factors import Factor
from analysis.language import Language

INF = np.inf
LEVEL = Factor("administration.level", "1", ("office", "all"))
LOOP = Factor("loops.see_difference", "1", ("false", "true"))
DECIDER = Factor("policy.decider", "1", ("worker", "manager", "administrator"))
OFFICES = Factor("population.offices", "1", (), True)
LENS = Factor("citizens.lens", "1")


@pytest.mark.parametrize(
    ("factor", "column", "low", "high", "words"),
    [
        (LEVEL, [0, 1], 0.5, INF, "administration.level = all"),
        (LOOP, [0, 1], -INF, 0.5, "loops.see_difference = false"),
        (DECIDER, [0, 1, 2], 0.5, INF, "policy.decider = manager or administrator"),
        (OFFICES, [1, 2, 3, 6], 2.5, INF, "population.offices ≥ 3"),
        (OFFICES, [1, 2, 3, 6], -INF, 2.5, "population.offices ≤ 2"),
        (OFFICES, [2, 3, 4], 2.5, 3.5, "population.offices = 3"),
        (OFFICES, [1, 2, 4, 6], 1.5, 5.0, "2 ≤ population.offices ≤ 4"),
        (LENS, [0.2, 0.7], 0.5, INF, "citizens.lens > 0.5"),
        (LENS, [0.2, 0.7], -INF, 0.4567, "citizens.lens < 0.457"),
        (LENS, [0.5, 0.5002, 0.5004, 0.5006], 0.5001, 0.5005, "0.5001 < citizens.lens < 0.5005"),
        (LENS, [1e-9, 2e-9, 3e-9], 1.5e-9, INF, "citizens.lens > 0.0000000015"),
    ],
)
def test_a_restriction_is_in_the_words_of_scenario_files(factor, column, low, high, words):
    column = np.array(column, float)
    assert factors.restriction(Language("en"), factor, column, low, high) == words


def test_dutch_has_its_own_mark_and_word():
    dutch, column = Language("nl"), np.array([0.2, 0.7])
    assert factors.restriction(dutch, LENS, column, 0.5, INF) == "citizens.lens > 0,5"
    assert "manager of administrator" in factors.restriction(dutch, DECIDER, column, 0.5, INF)


def test_a_limit_as_written_parts_the_same_points():
    column = np.sort(np.random.default_rng(5).random(400)) * 1e-3 + 7
    for limit in (column[1:] + column[:-1]) / 2:
        written = factors.rounded(limit, column)
        assert np.array_equal(column > written, column > limit)
        assert np.array_equal(column < written, column < limit)


def test_the_end_of_a_range_can_be_told_from_a_limit_beside_it():
    assert factors.value(Language("en"), LENS, 0.50012, 0.5) == "0.5001"
    assert factors.value(Language("en"), LENS, 0.50012, 0.3) == "0.5"
    assert factors.value(Language("en"), OFFICES, 12345.0) == "12,345"
    assert factors.value(Language("en"), LEVEL, 1.0) == "all"
