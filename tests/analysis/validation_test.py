"""Eras against series whose persistence is known, sums of metrics against numpy, closed forms
against their limits."""

import itertools

import h5py
import numpy as np
import pytest

from analysis.errors import UsageError
from analysis.results import FORMAT_MAJOR
from analysis.statistics import mean_interval
from analysis.validation import closed_forms, contrast, eras, family, patterns


def test_over_all_orders_of_the_same_births_neighbours_are_alike_as_often_as_expected():
    orders = set(itertools.permutations([True, True, True, False, False, False, False]))
    excess = [eras.excess_of_likes(np.array(order))[0] for order in orders]
    assert np.mean(excess) == pytest.approx(0, abs=1e-12)


def test_blocks_persist_and_turns_do_not():
    blocks = np.repeat([True, False], 10)
    turns = np.tile([True, False], 10)
    office = np.zeros(20, dtype=int)
    assert eras.persistence(blocks, office) > 0.3
    assert eras.persistence(turns, office) < -0.3


def test_neighbours_count_within_an_office_only():
    strict = np.tile([True, False], 10)  # by turns overall, but each office has one sort
    office = np.tile([0, 1], 10)
    assert eras.persistence(strict, office) == 0  # as a shuffled series of one sort has


@pytest.mark.parametrize("strict", [np.ones(20, dtype=bool), np.tile([True, False], 4)])
def test_one_sort_or_few_births_say_nothing(strict):
    assert np.isnan(eras.persistence(strict, np.zeros(len(strict), dtype=int)))


def test_eras_of_five_years_turn_after_five():
    month = np.arange(1, 601, 3)
    strict = (month - 1) // 60 % 2 == 0
    series = eras.autocorrelations(strict, month, 600)
    assert np.argmin(series) == 4 and series[4] < -0.8
    lag, mean, below = eras.lowest(np.array([series, series + 0.01, series - 0.01]), 50)
    assert (lag, below) == (5, True) and mean == pytest.approx(series[4])


def estimates(capsys, *arguments):
    assert contrast.main([*map(str, arguments)]) == 0
    return capsys.readouterr().out


def test_a_sum_of_terms_is_paired_by_replicate(complete, capsys):
    out = estimates(capsys, "13-24", complete, "standard-maatwerk:measures",
                    "-standardisation:measures")  # fmt: skip
    with h5py.File(complete) as file:
        names, ok = file["scenario_name"].asstr()[:], file["status"][:] == 1
        values = file["measures"][:, 12:24].mean(axis=1)
    tailored, same = (
        values[ok & (names == name)] for name in ("standard-maatwerk", "standardisation")
    )
    assert out.startswith(f"{np.mean(tailored - same):.4f} [")
    assert out.endswith(f" n {len(same)}\n")


@pytest.mark.parametrize(
    "window, term, message",
    [
        ("all", "nobody:measures", "no scenario nobody"),
        ("all", "standardisation:nothing", "no nothing"),
        ("9-3", "standardisation:measures", "no such months"),
        ("last_decade", "standardisation:measures", "in the window last_decade"),
    ],
)
def test_what_is_not_in_the_file_is_said_in_one_line(complete, capsys, window, term, message):
    assert contrast.main([window, str(complete), term]) == 2
    err = capsys.readouterr().err
    assert message in err and err.count("\n") == 1


@pytest.fixture
def genealogy(tmp_path):
    """Two runs; the second has two measures in office 1, of which the later follows the earlier."""
    path = tmp_path / "family.h5"
    columns = {
        "run_id": [0, 1, 1, 1],
        "office_id": [1, 0, 1, 1],
        "measure_id": [0, 0, 0, 1],
        "kind": [0, 1, 2, 3],
        "cause": [0, 0, 0, 1],
        "parent": [-1, -1, -1, 0],
        "month_announced": [1, 1, 5, 30],
        "month_effective": [13, 13, 17, 42],
        "month_ended": [0, 0, 60, 0],
    }
    with h5py.File(path, "w") as file:
        file["scenario_name"] = ["as-is"]
        file["scenario"], file["replicate"] = np.zeros(2, int), np.arange(2)
        file["month"] = np.arange(1, 121)
        for name, values in columns.items():
            file[f"genealogy/{name}"] = np.array(values, dtype=np.int32)
        file["genealogy/kind"].attrs["flag_meanings"] = "restrict verify repair relax"
        file["genealogy/cause"].attrs["flag_meanings"] = "harshness equality"
    return path


def test_a_family_is_that_of_one_office_in_one_run(genealogy, tmp_path):
    columns, kinds, causes, months = family.read_family(genealogy, "as-is", 1, 1)
    assert list(columns["parent"]) == [-1, 0] and list(columns["month_announced"]) == [5, 30]
    assert [kinds[k] for k in columns["kind"]] == ["repair", "relax"] and months == 120
    picture = tmp_path / "family.png"
    arguments = [str(genealogy), "--scenario", "as-is", "--run", "1", "--office", "1"]
    assert family.main([*arguments, "-o", str(picture)]) == 0
    assert picture.stat().st_size > 5000


def test_a_family_of_a_scenario_that_is_not_there_is_a_usage_error(genealogy, tmp_path, capsys):
    arguments = [str(genealogy), "--scenario", "other", "-o", str(tmp_path / "no.png")]
    assert family.main(arguments) == 2
    assert "as-is" in capsys.readouterr().err


def test_without_life_situations_in_need_a_rule_for_each_leaves_what_one_rule_leaves():
    assert closed_forms.underserved_share(0.0) == pytest.approx(0.1, abs=1e-9)
    assert closed_forms.underserved_share(0.8) < closed_forms.underserved_share(0.4) < 0.1


def test_a_queue_of_many_citizens_who_file_rarely_has_poisson_arrivals():
    few, more = (closed_forms.queue_waiting(n, 0.6 / n, 1) for n in (200, 400))
    extrapolated = 2 * np.array(more) - np.array(few)  # terms of order 1/n cancel
    waiting = 0.6 / (2 * (1 - 0.6))  # N' = max(N + A - 1, 0) leaves a^2/(2(1 - a)), over a
    assert extrapolated == pytest.approx([0.6, waiting], rel=100 / (200 * 400))


def test_preconditions_that_do_not_crowd_out_births_are_born_over_dropped(monkeypatch):
    monkeypatch.setattr(closed_forms, "CROWDING", 1e12)
    # Of small hazards births and deaths in continuous time: Poisson, with mean birth over death.
    assert closed_forms.preconditions_at_rest(3e-6, 1e-6) == pytest.approx(3, rel=1e-4)
    assert closed_forms.born_over_ended(3e-6, 1e-6) == pytest.approx(3, rel=1e-5)


def test_a_norm_starts_where_workers_start_and_ends_where_blame_pulls_it():
    start = closed_forms.norm_after(0, 0.5)
    assert start == pytest.approx(0.5 * np.exp(0.02))
    assert closed_forms.norm_after(10_000, 0.5) - start == pytest.approx(2 * 0.3 * 0.5)


@pytest.fixture
def sweep(tmp_path):
    """A sweep over a factor of two values, of which the second run of the first point failed."""
    path = tmp_path / "theory-salience.h5"
    with h5py.File(path, "w") as file:
        file.attrs["Conventions"] = "CF-1.10 MAATWERK"
        file.attrs["format_version"] = f"{FORMAT_MAJOR}.0"
        file["design/factor"] = ["administration.salience_decay"]
        file["design/value"] = np.array([[0.5], [0.0]])
        file["design_point"] = np.array([0, 0, 1, 1], dtype=np.int32)
        file["status"] = np.array([1, 2, 1, 1], dtype=np.int8)
        file["scenario_name"] = ["incidents"] * 4
        file["salience_harshness"] = np.array([[3.0, 5.0], [9.0, 9.0], [1.0, 1.0], [2.0, 4.0]])
    return path


def test_a_sweep_is_read_by_value_of_its_factor_without_failed_runs(sweep):
    runs = closed_forms.Runs(sweep)
    assert list(runs.values()) == [0.0, 0.5] and runs.scenarios() == ["incidents"]
    mean = closed_forms.whole_mean("salience_harshness")
    assert list(mean(runs, "incidents", 0.5)) == [4.0]
    assert list(mean(runs, "incidents", 0.0)) == [1.0, 3.0]


@pytest.mark.parametrize("shift, outside, status", [(0.0, 0, 0), (2.5, 3, 0), (30.0, 3, 1)])
def test_a_figure_counts_what_lies_outside_and_fails_on_what_luck_cannot_do(
    shift, outside, status, monkeypatch, tmp_path, capsys
):
    # Twenty runs whose mean lies this many standard errors above a line through the origin.
    noise = np.tile([-1.0, 1.0], 10)
    error = noise.std(ddof=1) / np.sqrt(20)
    x = np.array([10.0, 20.0, 30.0])
    estimates = [mean_interval(place + noise + shift * error) for place in x]
    line = closed_forms.Line("mean", lambda at: at, x, estimates)
    panel = closed_forms.Panel("Title", "$y = x$", "x [1]", "y [1]", [line])
    monkeypatch.setattr(closed_forms, "run_missing", lambda program, folder: None)
    monkeypatch.setattr(closed_forms, "all_panels", lambda folder: [panel] * 8)
    assert closed_forms.main(["-o", str(tmp_path)]) == status
    assert capsys.readouterr().out.count("theory 10") == 8 * (outside > 0)
    assert sum(closed_forms.outside(line)) == outside
    assert (tmp_path / "closed-forms.png").stat().st_size > 20_000


def test_a_program_that_is_not_there_is_named(tmp_path, capsys):
    assert closed_forms.main(["--program", "no-such-program", "-o", str(tmp_path)]) == 4
    assert "--program" in capsys.readouterr().err


def test_a_contrast_takes_ratios_as_the_summary_does(tmp_path):
    from synthetic import RATIO, write_result

    path = write_result(tmp_path / "r.h5", ["standard-maatwerk"], months=24, replicates=4)
    with h5py.File(path) as file:
        terms = [file[name][:, -12:].sum(axis=1) for name in ("n_equality_complaints", "n_tailored")]
        found = contrast.run_means(path, file, "last_year", RATIO)
    assert found == pytest.approx(terms[0] / terms[1])


def write_sweep(path, metrics, months, levels=None):
    """A sweep of one scenario, as-is: {metric: float[point][replicate][month]}, every month kept."""
    points, replicates, _ = np.shape(next(iter(metrics.values())))
    with h5py.File(path, "w") as file:
        file.attrs["Conventions"] = "MAATWERK"
        file.attrs["format_version"] = f"{FORMAT_MAJOR}.0"
        file["month"] = np.asarray(months)
        file["scenario_name"] = ["as-is"] * (points * replicates)
        file["status"] = np.ones(points * replicates, int)
        file["design_point"] = np.repeat(np.arange(points), replicates)
        file["replicate"] = np.tile(np.arange(replicates), points)
        for name, values in metrics.items():
            file[name] = np.reshape(values, (points * replicates, -1)).astype(float)
        means = np.stack([file[name][:].mean(axis=1) for name in metrics], axis=1)
        file["run_means/metric"], file["run_means/window"] = list(metrics), ["all"]
        file["run_means/mean"] = means[:, :, None]
        if levels is not None:
            file["design/value"] = np.asarray(levels, float)
            file["design/factor"] = [f"factor_{k}" for k in range(np.shape(levels)[1])]
    return path


def test_a_sweep_that_keeps_its_months_is_read_by_month(tmp_path, capsys):
    values = np.arange(2 * 3 * 4).reshape(2, 3, 4)
    path = write_sweep(tmp_path / "s.h5", {"room": values}, [3, 4, 5, 6])
    lines = estimates(capsys, "4-5", path, "as-is:room").splitlines()
    assert [line.split()[2] for line in lines] == [f"{values[k, :, 1:3].mean():.4f}" for k in (0, 1)]
    assert contrast.main(["1-3", str(path), "as-is:room"]) == 2
    assert "not all kept, allowed: 3-6" in capsys.readouterr().err


NOISE = np.array([-0.01, 0.0, 0.01, 0.005, -0.005])
CLAIM = {"name": "a", "direction": "more", "window": "all", "smallest_effect": 0.1}


def steady(*means):
    """A month of each of five replicates at points of these means."""
    return np.array(means)[:, None, None] + NOISE[None, :, None]


def judged(folder, *claims):
    """The claims, on the studies of a folder."""
    studies = [{"name": path.stem, "points": ["here", "there"]} for path in folder.glob("*.h5")]
    document = {"study": studies, "pattern": [{"name": "1", "claim": [CLAIM | one for one in claims]}]}
    patterns.check(document)
    ((_, found),) = patterns.judge(document, folder)
    return found


@pytest.fixture
def studies(tmp_path):
    write_sweep(tmp_path / "one.h5", {"room": steady(0.5, 0.5), "rules": steady(2, 2)}, [1])
    write_sweep(tmp_path / "two.h5", {"room": -steady(-0.8, -0.5), "rules": steady(2, 2)}, [1])
    return tmp_path


def test_each_point_of_a_claim_is_a_part_and_one_is_enough_for_somewhere(studies):
    terms = {"terms": ["+ two as-is room", "- one as-is room"]}
    everywhere, somewhere, reverse, shared = judged(
        studies, terms, terms | {"somewhere": True}, terms | {"direction": "less"},
        terms | {"pool": True},
    )  # fmt: skip
    assert [part.label for part in everywhere.parts] == ["here", "there"]
    assert [part.holds for part in everywhere.parts] == [True, False]
    assert everywhere.parts[0].estimate.mean == pytest.approx(0.3)
    words = [claim.word for claim in (everywhere, somewhere, reverse, shared)]
    assert words == ["in part", "shown", "not shown", "shown"]
    assert shared.parts[0].estimate.mean == pytest.approx(0.15)


def test_what_goes_the_other_way_everywhere_is_said_so(studies):
    (claim,) = judged(studies, {"terms": ["+ one as-is room", "- one as-is rules"]})
    assert claim.word == "the reverse"


def test_terms_have_weights_and_a_star_stands_for_each(studies):
    (claim,) = judged(studies, {"each": ["one", "two"], "terms": ["-0.5 * as-is rules", "+ * as-is room"]})
    assert [part.label for part in claim.parts] == ["one here", "one there", "two here", "two there"]
    assert [part.estimate.mean for part in claim.parts] == pytest.approx([-0.5, -0.5, -0.2, -0.5])


def test_near_a_number_is_known_to_be_no_further_away(studies):
    near = {"terms": ["+ one as-is room"], "direction": "near", "smallest_effect": 0.1}
    claims = judged(studies, near | {"limit": 0.45}, near | {"limit": 0.3})
    assert [claim.word for claim in claims] == ["shown", "not shown"]


def test_a_share_is_of_the_mean_of_both_sides_and_has_a_floor(studies):
    claim = {"terms": ["+ two as-is room", "- one as-is room"], "smallest_effect_relative": 0.1}
    shared, floored = judged(
        studies, claim | {"smallest_effect_floor": 0.01}, claim | {"smallest_effect_floor": 0.2}
    )
    assert shared.parts[0].smallest_effect == pytest.approx(0.065)
    assert floored.parts[0].smallest_effect == 0.2


def test_a_claim_on_no_study_is_refused(studies):
    with pytest.raises(UsageError, match="no such study"):
        judged(studies, {"terms": ["+ three as-is room"]})


def test_rules_repealed_at_a_rate_last_as_long_as_that_says(tmp_path):
    there, repealed = np.full((1, 2, 12), 10.0), np.full((1, 2, 12), 10 * 0.00066)
    write_sweep(tmp_path / "s.h5", {"measures": there, "measures_repealed": repealed}, range(1, 13))
    claim = {"statistic": "survival", "study": "s", "scenario": "as-is", "limit": 0.8}
    ((part,),) = (one.parts for one in judged(tmp_path, claim | {"direction": "near"}))
    assert part.label == "here" and part.estimate.mean == pytest.approx(0.8011, abs=1e-3)


def test_a_slope_is_that_of_the_points_in_each_replicate(tmp_path):
    on = steady(0, 1, 2)
    write_sweep(tmp_path / "s.h5", {"complexity": on, "take_up": 5 - 0.3 * on}, [1])
    claim = {"statistic": "slope", "study": "s", "scenario": "as-is", "of": "take_up", "on": "complexity"}
    (found,) = judged(tmp_path, claim)
    assert found.parts[0].estimate.mean == pytest.approx(-0.3)


def test_a_ridge_compares_with_the_full_value_all_else_as_it_is(tmp_path):
    levels = [(0, 1), (50, 1), (100, 1), (0, 2), (50, 2), (100, 2)]
    hardship = steady(0.9, 0.2, 0.4, 0.9, 0.5, 0.1)
    write_sweep(tmp_path / "s.h5", {"hardship": hardship}, [1], levels)
    claim = {"statistic": "ridge", "study": "s", "factor": "factor_0", "metric": "hardship"}
    (found,) = judged(tmp_path, claim)
    assert {part.label: round(part.estimate.mean, 6) for part in found.parts} == {
        "as-is, 1: 0": -0.5, "as-is, 1: 50": 0.2, "as-is, 2: 0": -0.8, "as-is, 2: 50": -0.4,
    }  # fmt: skip
