"""Windows, contrasts and verdicts on files whose direction is known."""

import h5py
import numpy as np
import pytest
from scipy import stats
from synthetic import DYNAMICS, write_result

from analysis import dynamics, judgements, quantities
from analysis.results import open_results


def verdicts(path, name="seek_shelter"):
    results = open_results(path)
    return {
        (item.scenario, item.signature.metric): item.verdict
        for item in dynamics.evidence(results)[name]
    }


def test_a_contrast_is_the_paired_t_interval_over_common_replicates(complete):
    results = open_results(complete)
    closed, cut = "standard-maatwerk", "standard-maatwerk+cut:seek_shelter"
    estimate = quantities.contrast(results, closed, cut, "over_conformity", "last_year")
    pair = [results.series(name, "over_conformity")[:, -12:].mean(axis=1) for name in (closed, cut)]
    expected = stats.ttest_1samp(pair[0] - pair[1], 0.0).confidence_interval(0.95)
    assert (estimate.low, estimate.high) == pytest.approx(tuple(expected))


def test_means_and_intervals_are_those_of_the_files_own_summary(complete):
    results = open_results(complete)
    with h5py.File(complete) as file:
        summary = {name: file[f"summary/{name}"][:] for name in ("mean", "ci_low", "ci_high")}
        axes = [file[f"summary/{name}"].asstr()[:] for name in ("scenario", "metric", "window")]
    for place in np.ndindex(summary["mean"].shape):
        scenario, metric, window = (axis[i] for axis, i in zip(axes, place))
        estimate = quantities.estimate(results, scenario, metric, window)
        expected = tuple(summary[name][place] for name in ("mean", "ci_low", "ci_high"))
        found = (estimate.mean, estimate.low, estimate.high)
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True)


def test_a_ratio_is_its_summed_numerators_over_its_summed_denominators(complete):
    results = open_results(complete)
    rows = results.rows("standard-maatwerk")
    name = "equality_complaints_per_tailored"
    terms = [results.values[term][rows] for term in ("n_equality_complaints", "n_tailored")]
    ratio = quantities.window_values(results, rows, name, "first_year")
    assert ratio == pytest.approx(terms[0][:, :12].sum(axis=1) / terms[1][:, :12].sum(axis=1))
    blocks = quantities.block_values(results, rows, name, 12)
    assert blocks[:, 0] == pytest.approx(ratio)
    assert blocks.shape == (len(rows), 10)


def test_a_month_without_anybody_to_divide_by_weighs_nothing_in_a_ratio(complete):
    results = open_results(complete)
    rows = results.rows("standard-maatwerk")
    name = "equality_complaints_per_tailored"
    before = quantities.window_values(results, rows, name, "last_year")
    results.values["n_equality_complaints"][:, -6:] = results.values["n_tailored"][:, -6:] = 0
    results.values[name][:, -6:] = np.nan
    after = quantities.window_values(results, rows, name, "last_year")
    assert np.isfinite(after).all()
    assert (after != before).any()


def test_complaints_per_tailored_decision_are_undefined_where_nobody_tailors(complete):
    results = open_results(complete)
    rows = results.rows("standardisation")
    name = "equality_complaints_per_tailored"
    assert np.isnan(quantities.window_values(results, rows, name, "last_year")).all()


def test_a_dynamic_acts_where_closed_differs_from_cut_as_declared(complete):
    found = verdicts(complete)
    assert found["standard-maatwerk", "over_conformity"] == "acts"
    assert found["standard-maatwerk", "moral_sensitivity"] == "acts"


def test_what_a_metric_does_over_the_years_is_judged_beside_what_its_loop_does(complete, flipped):
    for path, movement in ((complete, "falls"), (flipped, "rises")):
        found = {
            (item.scenario, item.signature.metric): item.movement
            for item in dynamics.evidence(open_results(path))["seek_shelter"]
        }
        assert found["standard-maatwerk", "moral_sensitivity"] == movement


def test_a_difference_that_is_clear_alone_is_undecided_beside_all_others(tmp_path):
    results = open_results(write_result(tmp_path / "r.h5", replicates=8))
    closed, cut = "standard-maatwerk", "standard-maatwerk+cut:seek_shelter"
    names = ["over_conformity", "unused_room", "moral_sensitivity"]
    for name in results.metrics:
        results.values[name][:] = 1.0
    rows = results.rows(closed)
    # A paired t of 3 on 7 degrees of freedom: p = 0.02 alone, and more than 1 after Holm.
    luck = np.array([1, 1, 1, 1, -1, -1, -1, -1]) / np.sqrt(8 / 7)
    results.values[names[0]][rows] += (3 / np.sqrt(8) + luck)[:, None]
    effect = quantities.contrast(results, closed, cut, names[0], "last_year")
    assert effect.low > 0
    item = next(
        item
        for item in dynamics.evidence(results)["seek_shelter"]
        if (item.scenario, item.signature.metric) == (closed, names[0])
    )
    assert item.verdict == "undecided"


def test_a_driver_has_no_expected_direction(complete, flipped):
    for path, verdict in ((complete, "higher"), (flipped, "lower")):
        assert verdicts(path)["standard-maatwerk", "blame_expectation"] == verdict


def test_sentences_judge_by_what_the_cut_does_not_stop_by_itself(complete):
    from analysis.findings import about_dynamic
    from analysis.language import Language

    results = open_results(complete)
    piling = next(item for item in results.dynamics if item.name == "pile_preconditions")
    assert piling.signatures[0].by_definition
    words = about_dynamic(results, Language("en"), piling)
    assert "hours" in words and "number of preconditions" not in words


def test_what_stops_by_definition_has_a_size_no_verdict_and_no_part_in_the_family(tmp_path):
    closed = "standard-maatwerk"
    scenarios = [closed, *(f"{closed}+cut:{name}" for name in DYNAMICS)]
    kept, without = (write_result(tmp_path / n, scenarios, 24, 3) for n in ("a.h5", "b.h5"))
    columns = ("dynamic_id", "metric", "sign", "by_definition")
    with h5py.File(without, "a") as file:
        rows = file["dynamics/signature_by_definition"][:] == 0
        for name in (f"dynamics/signature_{column}" for column in columns):
            left = file[name][:][rows]
            del file[name]
            file[name] = left
    found, others = (
        judgements.effects(open_results(path), dynamics.cut_name) for path in (kept, without)
    )
    size, answer = found[closed, "risk_rule_reflex", "measures_born"]
    assert size.n == 3 and answer.direction == 0 and np.isnan(answer.p_holm)
    assert len(found) == len(others) + 4
    assert all(found[key][1].p_holm == others[key][1].p_holm for key in others)
    assert verdicts(kept, "risk_rule_reflex")[closed, "measures_born"] == "by_definition"


def test_scenarios_whose_responses_only_count_or_that_are_pushed_are_no_variants(tmp_path):
    added = [f"standard-maatwerk{mark}see_difference" for mark in ("+effect:", "+push:", "+pulse:")]
    both = "standard-maatwerk+cut:see_difference+push:see_difference"
    scenarios = ["standard-maatwerk", "standard-maatwerk+cut:all", *added, both]
    results = open_results(write_result(tmp_path / "r.h5", scenarios, replicates=2))
    assert results.bases == ["standard-maatwerk"]
    assert results.cuts == ["standard-maatwerk+cut:all"]


@pytest.mark.parametrize(
    ("times", "word"), [(1.2, "balances"), (0.8, "feeds_itself"), (1.01, "undecided")]
)
def test_a_loop_feeds_itself_if_its_response_is_clear_of_what_only_counts(tmp_path, times, word):
    closed, counted = "standard-maatwerk", "standard-maatwerk+effect:seek_shelter"
    results = open_results(write_result(tmp_path / "r.h5", [closed, counted], replicates=8))
    luck = 1 + 0.01 * np.random.default_rng(7).normal(size=(8, 1))
    rows = results.values["over_conformity"]
    rows[results.rows(counted)] = times * luck * rows[results.rows(closed)]
    assert judgements.gains(results) == {
        (closed, "seek_shelter"): (judgements.gains(results)[closed, "seek_shelter"][0], word)
    }


def test_events_that_most_months_lack_are_rare(complete):
    results = open_results(complete)
    assert not quantities.rare(results, "over_conformity")
    results.values["over_conformity"][:, ::3] = np.nan
    assert not quantities.rare(results, "over_conformity")
    results.values["over_conformity"][:, 1::3] = 0.0
    assert quantities.rare(results, "over_conformity")


def test_the_verdict_turns_when_the_data_turn(flipped):
    assert verdicts(flipped)["standard-maatwerk", "over_conformity"] == "opposite"


def test_without_the_cut_there_is_no_verdict(cutless):
    assert set(verdicts(cutless).values()) == {"absent"}


def test_all_loops_cut_stand_in_for_a_missing_cut_in_pictures_only(tmp_path):
    scenarios = ["standard-maatwerk", "standard-maatwerk+cut:all"]
    path = write_result(tmp_path / "r.h5", scenarios, replicates=3)
    results = open_results(path)
    stand_in = dynamics.comparison(results, "standard-maatwerk", "seek_shelter")
    assert stand_in == "standard-maatwerk+cut:all"
    assert set(verdicts(path).values()) == {"absent"}
