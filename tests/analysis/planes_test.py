"""Maps of the plane: pairs within luck, neighbours that differ, and where more room tips."""

import numpy as np
import pytest
from scipy import stats
from synthetic import write_sweep

from analysis import planes, sweep_commands
from analysis.errors import FileError
from analysis.figures import maps
from analysis.language import Language
from analysis.results import Dynamic, Signature
from analysis.sweeps import Observed, open_sweep

LEVELS = np.linspace(0, 100, 6)


def plane(tmp_path, numbers, scenarios=None, replicates=6):
    """A Plane of six by six points whose metrics are numbers(scenario, group, individual, luck)."""
    grid = np.array([(g, i) for g in LEVELS for i in LEVELS])
    path = write_sweep(
        tmp_path / "plane.h5",
        factors=planes.AXES,
        unit=grid / 100,
        value=grid,
        numbers=lambda name, point, luck: numbers(name, *(point / 100), luck),
        scenarios=scenarios or {"closed": {}},
        replicates=replicates,
    )
    return planes.plane_of(open_sweep(path))


UNHURT = {"closed": {}, "calm": {"need.hardship_waiting": 0.0}}


def tipping_world(name, group, individual, luck):
    """Misfit falls in a straight line; waiting hardship rises with the square of room."""
    waiting = 0.0 if name == "calm" else 0.5 * individual**2
    return {
        "misfit": 1.0 - 0.4 * individual + luck,
        "hardship": 0.1 + group * waiting + luck,
    }


def test_a_map_with_one_number_says_so_instead_of_colouring_it(tmp_path):
    def numbers(name, group, individual, luck):
        return {"misfit": 0.0, "waiting": group, "backlog": 2.0 if group else np.nan}

    made = plane(tmp_path, numbers)
    levels = [planes.level_map(made, Observed(name, "last_year")) for name in numbers("", 0, 0, 0)]
    assert [drawn.everywhere for drawn in levels] == [0.0, None, 2.0]
    figure = maps.draw_perspective(made, Language("en"), "citizen", "last_year", levels)
    words = [text.get_text() for axis in figure.axes for text in axis.texts]
    assert "0 everywhere" in words and "200 everywhere" in words
    assert len(figure.axes) == 1 + 3 + 1  # the key, the maps, and one colour bar


def test_what_luck_shares_does_not_blur_a_difference(tmp_path):
    def numbers(name, group, individual, luck):
        return {"misfit": luck + (0.001 if name == "cut" else 0.002)}

    scenarios = {"closed": {}, "cut": {"loops.seek_shelter": 0.0}}
    made = plane(tmp_path, numbers, scenarios)
    found = planes.loop_map(made, "seek_shelter", Observed("misfit", "last_year"))
    assert np.allclose(found.mean, 0.001) and not found.unclear.any()
    assert planes.loop_map(made, "risk_rule_reflex", Observed("misfit", "last_year")) is None


def test_maps_mark_what_stops_by_definition_and_count_no_points_of_it(tmp_path):
    def numbers(name, group, individual, luck):
        return {"misfit": luck + (0.001 if name == "cut" else 0.002)}

    made = plane(tmp_path, numbers, {"closed": {}, "cut": {"loops.seek_shelter": 0.0}})
    drawn = planes.loop_map(made, "seek_shelter", Observed("misfit", "last_year"))
    marks = (Signature("misfit", 1, False), Signature("misfit", 1, True))
    found = [(Dynamic("seek_shelter", marks, ()), mark, drawn) for mark in marks]
    (line,) = sweep_commands.loop_lines(found)
    assert f"on {drawn.mean.size} of {drawn.mean.size} points" in line
    figure = maps.draw_loops(made, Language("en"), "last_year", found)
    texts = [text.get_text() for axis in figure.axes for text in axis.texts]
    assert sum("‡" in text for text in texts) == 1
    remarks = [text for text in texts if "by definition" in text or "↑ expected" in text]
    assert [("by definition" in text) for text in remarks] == [False, True]


def test_a_flat_map_is_unclear_and_a_step_in_it_is_clear_on_both_sides(tmp_path):
    made = plane(tmp_path, lambda name, g, i, luck: {"misfit": (g > 0.5) + luck})
    found = planes.level_map(made, Observed("misfit", "last_year"))
    assert found.unclear[[0, 1, 4, 5]].all() and not found.unclear[[2, 3]].any()


def test_a_grid_is_read_by_its_values_whatever_the_order_of_factors(tmp_path):
    made = plane(tmp_path, lambda name, g, i, luck: {"misfit": 10 * g + i})
    found = planes.level_map(made, Observed("misfit", "last_year"))
    assert found.mean[5, 0] == pytest.approx(10) and found.mean[0, 5] == pytest.approx(1)


def test_the_tipping_point_is_where_the_sum_is_least(tmp_path):
    # d/di (1 - 0.4 i + g i^2 / 2) = 0 at i = 0.4 / g: at 40 % for g = 1, at 50 % for 0.8.
    found = planes.tipping(plane(tmp_path, tipping_world, UNHURT), "last_year")
    assert found.best[5] == found.low[5] == found.high[5] == 40
    assert found.best[0] == 100
    assert list(found.exists) == [False, False, False, True, True, True]
    # At i = 0.8, means over g: misfit 0.08 higher than at full room, hardship of waiting 0.09 less.
    assert found.price[0] == pytest.approx(0.08 / 0.09)


def test_without_hardship_of_waiting_no_weight_makes_a_contour(tmp_path):
    def numbers(name, group, individual, luck):
        return {"misfit": 1 - individual + luck, "hardship": 0.1 + luck}

    found = planes.tipping(plane(tmp_path, numbers, UNHURT), "last_year")
    assert np.all(found.best == 100) and not found.exists.any()
    assert np.isinf(found.price[0])


def test_a_file_without_a_world_where_waiting_is_harmless_cannot_say(tmp_path):
    made = plane(tmp_path, tipping_world)
    assert planes.tipping(made, "last_year") is None
    assert planes.tipping(made, "last_year", hardship_only=True) is not None


def test_a_sweep_over_other_factors_has_no_plane(tmp_path):
    path = write_sweep(
        tmp_path / "s.h5",
        factors=["citizens.lens"],
        unit=np.zeros((2, 1)),
        value=np.zeros((2, 1)),
        numbers=lambda name, point, luck: {"misfit": luck},
    )
    with pytest.raises(FileError, match="plane.toml"):
        planes.plane_of(open_sweep(path))


def test_on_flat_ground_a_contour_is_seen_in_no_more_than_one_file_in_twenty():
    # 200 planes of noise: more than 24 false alarms at 5 % come once in 10 000 test suites.
    random = np.random.default_rng(13)
    alarms = sum(planes.lower_than_full(random.normal(size=(6, 6, 5))).any() for _ in range(200))
    assert stats.binom.sf(24, 200, 0.05) < 1e-4
    assert alarms <= 24
