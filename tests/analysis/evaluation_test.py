"""Evaluations of a rollout on data of which the answer is known: false alarms, effects, spill-over, drift."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from scipy import stats

from analysis.evaluation import ALPHA, BEFORE_AFTER, DESIGNS, PARALLEL, WEDGE, Found, Plan, estimate, evaluate, orders, weights
from analysis.seen import seen

COUNT = 2000
Z = 4.5  # a correct program fails one check in about 150,000 (two-sided normal tail)
PLANS = [Plan(PARALLEL, 4, 12), Plan(PARALLEL, 8, 24), Plan(WEDGE, 4, 24), Plan(WEDGE, 8, 12), Plan(WEDGE, 16, 24),
         Plan(BEFORE_AFTER, 4, 12)]  # fmt: skip


def nothing(plan, seed=1, common=1.0, count=COUNT):
    """Offices that differ and wander, and months that all share, without any effect: y[evaluation][office][period]."""
    random = np.random.default_rng(seed)
    shape = count, plan.offices, len(plan.periods)
    wander = random.normal(size=shape).cumsum(axis=-1)
    return 3 * random.normal(size=(*shape[:2], 1)) + wander + common * random.normal(size=(count, 1, shape[2]))


def size_of(plan):
    """How often a test alarms where nothing happens: its level, or what its number of orders allows."""
    count = len(orders(plan.treated)) if plan.design == WEDGE else np.inf
    return np.floor(ALPHA * count + 1e-9) / count if np.isfinite(count) else ALPHA


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_without_an_effect_alarms_come_as_often_as_the_level_says(plan):
    expected = size_of(plan)
    alarms = evaluate(plan, nothing(plan, common=0.0 if plan.design == BEFORE_AFTER else 2.0)).alarms.mean()
    assert abs(alarms - expected) < Z * np.sqrt(expected * (1 - expected) / COUNT)


def test_before_and_after_takes_what_all_offices_share_for_an_effect():
    plan = Plan(BEFORE_AFTER, 8, 12)
    assert evaluate(plan, nothing(plan, common=2.0)).alarms.mean() > 0.5


def test_a_sample_of_months_would_alarm_where_a_sample_of_offices_does_not():
    plan, random = Plan(PARALLEL, 8, 12), np.random.default_rng(4)
    months = random.normal(size=(COUNT, 8, 1)) + random.normal(size=(COUNT, 8, 24)).cumsum(axis=-1)
    y = np.stack([months[..., :12].mean(axis=-1), months[..., 12:].mean(axis=-1)], axis=-1)
    as_months = (months[..., 12:] - months[..., :12]).reshape(COUNT, 2, -1)
    naive = stats.ttest_ind(as_months[:, 0], as_months[:, 1], axis=1).pvalue <= ALPHA
    assert evaluate(plan, y).alarms.mean() < 0.07 and naive.mean() > 0.3


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_a_known_effect_is_shown_without_bias_and_seen_more_often_the_larger_it_is(plan):
    y = nothing(plan, common=0.0 if plan.design == BEFORE_AFTER else 2.0)
    found = [evaluate(plan, y + size * plan.treated) for size in (0.0, 2.0, 8.0)]
    for size, one in zip((2.0, 8.0), found[1:]):
        error = one.estimate.std(ddof=1) / np.sqrt(COUNT)
        assert abs(one.estimate.mean() - size) < Z * error
    assert found[0].sees(1).mean() < found[1].sees(1).mean() < found[2].sees(1).mean()
    assert found[2].sees(-1).sum() == 0


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_without_luck_the_estimate_is_the_effect(plan):
    y = np.arange(plan.offices)[:, None] + 0.5 * plan.treated
    if plan.design != BEFORE_AFTER:
        y = y + np.arange(len(plan.periods)) ** 2
    assert evaluate(plan, y[None]).estimate == pytest.approx([0.5])


@pytest.mark.parametrize("plan", [Plan(WEDGE, 5, 24), Plan(PARALLEL, 6, 12)], ids=str)
def test_weights_are_those_of_a_regression_on_offices_and_periods(plan):
    y = nothing(plan, count=1)[0]
    offices, periods = y.shape
    rows = [(np.eye(offices)[k], np.eye(periods)[t], [plan.treated[k, t]]) for k in range(offices) for t in range(periods)]
    by_regression = np.linalg.lstsq(np.array([np.concatenate(row) for row in rows]), y.ravel(), rcond=None)[0][-1]
    assert estimate(plan.treated, y[None]) == pytest.approx([by_regression])


def test_the_p_of_a_wedge_is_the_share_of_orders_that_are_as_far_off():
    plan = Plan(WEDGE, 5, 12)
    y = nothing(plan, count=3) + 1.5 * plan.treated
    rows = {tuple(map(tuple, plan.treated[list(order)])) for order in permutations(range(5))}
    for one, p in zip(y, evaluate(plan, y).p):
        sizes = np.array([abs(estimate(np.array(row), one[None])[0]) for row in rows])
        assert p == pytest.approx((sizes >= abs(estimate(plan.treated, one[None])[0]) - 1e-9).mean())


def test_orders_are_each_way_to_divide_the_offices_once():
    assert len(orders(Plan(WEDGE, 4, 12).treated)) == 24
    assert len(orders(Plan(WEDGE, 4, 6).treated)) == 6
    assert len(orders(Plan(WEDGE, 8, 12).treated)) == 2520
    many = orders(Plan(WEDGE, 16, 48).treated)
    assert len(many) == 2000 and (many[0] == range(16)).all()
    assert (many == orders(Plan(WEDGE, 16, 48).treated)).all()


def test_a_plan_says_who_begins_when():
    pilot, wedge, all_at_once = (Plan(design, 4, 12) for design in DESIGNS)
    assert pilot.begins == [1, 1, 0, 0] and pilot.periods == [(1, 12), (13, 24)]
    assert wedge.begins == [1, 2, 3, 4] and wedge.periods == [(1, 12), (13, 15), (16, 18), (19, 21), (22, 24)]
    assert wedge.treated.astype(int).tolist() == [[0, 1, 1, 1, 1], [0, 0, 1, 1, 1], [0, 0, 0, 1, 1], [0, 0, 0, 0, 1]]
    assert [wedge.month_of(step) for step in (1, 4)] == [13, 22]
    assert wedge.half() == [(1, 12), (13, 15), (16, 18)] and all_at_once.begins == [1, 1, 1, 1]
    assert Plan(WEDGE, 16, 12).begins == [1] * 4 + [2] * 4 + [3] * 4 + [4] * 4


def test_what_has_no_number_sees_nothing():
    for plan in PLANS:
        y = nothing(plan, count=2)
        y[0, 0, 0] = np.nan
        found = evaluate(plan, y)
        assert np.isnan(found.estimate[0]) and found.p[0] == 1 and np.isfinite(found.estimate[1])


def test_where_nothing_moves_at_all_nothing_is_found():
    for plan in PLANS:
        assert not evaluate(plan, np.zeros((1, plan.offices, len(plan.periods)))).alarms.any()


def arms(plan, effect, spill, drift=0.0, count=40):
    """A rollout with an effect, a full one, and none; `spill` moves offices as long as they wait and others do not."""
    never = nothing(plan, count=count) + drift * (np.arange(len(plan.periods)) > 0)
    others = plan.treated.any(axis=0) & ~plan.treated
    rolled_out = never + effect * plan.treated + spill * others
    return rolled_out, never + effect * (np.arange(len(plan.periods)) > 0), never


@pytest.mark.parametrize("plan", [Plan(PARALLEL, 8, 12), Plan(WEDGE, 8, 12)], ids=str)
def test_spill_over_to_offices_that_wait_is_told_from_the_effect(plan):
    clean, spilled = (
        seen(plan, *found, [found[0], found[2]]) for found in (arms(plan, 3.0, 0.0), arms(plan, 3.0, 1.0))
    )
    assert clean.spill.mean == pytest.approx(0) and clean.bias.mean == pytest.approx(0)
    assert clean.shown.mean == pytest.approx(3.0) == clean.truth.mean
    waiting = (weights(plan.treated) * (plan.treated.any(axis=0) & ~plan.treated)).sum()
    assert waiting < 0
    assert spilled.spill.mean == pytest.approx(waiting) == spilled.bias.mean
    assert spilled.truth.mean == pytest.approx(3.0)


def test_drift_is_what_is_off_before_and_after():
    plan = Plan(BEFORE_AFTER, 8, 12)
    found = arms(plan, 3.0, 0.0, drift=5.0, count=400)
    one = seen(plan, *found, [found[0], found[2]])
    assert one.shown.mean == pytest.approx(3.0) and one.spill.mean == 0
    assert one.bias.mean == one.drift.mean and one.bias.low < 5.0 < one.bias.high
    assert not one.honest and not one.comparable


def test_only_more_false_alarms_than_luck_explains_tell_against_a_plan():
    plan, never = Plan(PARALLEL, 8, 12), np.zeros(100)
    still = arms(plan, 3.0, 0.0)
    one = seen(plan, *still, [still[0], still[2]])
    few, many = (replace(one, nothing=Found(never, (np.arange(100) >= count).astype(float))) for count in (13, 15))
    assert few.alarms == 0.13 and few.honest and not few.alarming
    assert many.alarms == 0.15 and many.alarming and not many.honest


def test_power_is_of_the_effect_in_its_direction_and_none_without_one():
    plan = Plan(PARALLEL, 8, 12)
    worse = arms(plan, -6.0, 0.0, count=200)
    one = seen(plan, *worse, [worse[0], worse[2]])
    assert one.sign == -1 and one.power == one.found.sees(-1).mean() > 0.5
    assert one.stopped(True) < 0.2 < one.stopped(False)
    still = arms(plan, 0.0, 0.0)
    nothing_there = seen(plan, *still, [still[0], still[2]])
    assert nothing_there.sign == 0 and np.isnan(nothing_there.power) and not nothing_there.enough
