"""Bundles of levers: fronts without dominated points, interactions as arithmetic, and one small study from end to end."""

import itertools
import pathlib
import tomllib
from types import SimpleNamespace

import numpy as np
import pytest

from analysis import bundles, lever_study, lever_words, model, statistics
from analysis.command_line import main, parser
from analysis.language import LANGUAGES, Language, capital
from analysis.studies import DRAWN, FOUND

TOLERANT, EXACT = [1.0, 1.0], [0.0, 0.0]
SMALL = ["-n", "2", "-j", "1", "--largest", "3", "--front", "2", "--worlds", "1", "--worlds-replicates", "1",
         "--set", "population.size=200", "--set", "run.months=24"]  # fmt: skip


def test_a_point_that_another_beats_is_never_on_the_front():
    gains = np.random.default_rng(3).normal(size=(200, 3))
    for widths in ([0, 0, 0], [0.3, 0.3, 0.3], [5, 0.01, 0]):
        on = bundles.front(gains, widths, np.ones(200))
        assert on
        for place in on:
            assert not ((gains >= gains[place]).all(axis=1) & (gains > gains[place]).any(axis=1)).any()


def test_the_front_of_known_points():
    gains = [[0, 3], [1, 2], [1, 1], [3, 0], [0, 0]]
    assert bundles.front(gains, EXACT, [1] * 5) == [0, 1, 3]


def test_of_bundles_that_luck_cannot_tell_apart_the_smallest_stands():
    assert bundles.front([[0.2, 0.4], [0.4, 0.2]], TOLERANT, [3, 1]) == [1]
    assert bundles.front([[0.2, 0.4], [0.4, 0.2]], EXACT, [3, 1]) == [0, 1]


def test_a_bundle_without_a_number_is_not_on_the_front():
    assert bundles.front([[np.nan, 9], [0, 0]], EXACT, [1, 1]) == [1]
    assert bundles.front([[np.nan, 9]], EXACT, [1]) == []
    assert bundles.front([], EXACT, []) == []


def test_two_equal_points_are_one():
    assert bundles.front([[1, 1], [1, 1]], EXACT, [2, 2]) == [0]


def test_the_ends_of_a_front_are_chosen_first():
    gains = [[0, 10], [1, 9], [5, 5], [9.5, 0.5], [10, 0]]
    assert bundles.spread_out(gains, 3) == [0, 2, 4]
    assert bundles.spread_out(gains, 9) == [0, 1, 2, 3, 4]
    assert bundles.spread_out(gains[:1], 1) == [0]


def test_an_interaction_is_what_both_do_beyond_the_sum_of_each():
    values = {(): [1.0, 2.0], ("a",): [2.0, 3.0], ("b",): [4.0, 5.0], ("a", "b"): [6.0, 6.5]}
    values = {bundle: np.array(numbers) for bundle, numbers in values.items()}
    found = bundles.interaction(values, "b", "a")
    assert found.mean == pytest.approx((1.0 + 0.5) / 2) and found.n == 2
    assert found.high - found.mean == pytest.approx(statistics.t_quantile(1) * 0.25)


def test_luck_that_runs_share_is_no_interaction():
    luck = np.random.default_rng(1).normal(size=6)
    values = {(): luck, ("a",): luck + 1, ("b",): luck + 2, ("a", "b"): luck + 3}
    found = bundles.interaction(values, "a", "b")
    assert found.mean == pytest.approx(0, abs=1e-12) and found.sd == pytest.approx(0, abs=1e-12)


def test_pairs_predict_a_bundle_exactly_if_no_three_do_anything_new():
    def effect(bundle):
        alone = {"a": 1.0, "b": 2.0, "c": -1.0, "d": 0.5}
        pairs = sum(0.1 * (len(one) + ord(other) - 97) for one, other in itertools.combinations(bundle, 2))
        return np.array([3 + sum(alone[lever] for lever in bundle) + pairs])

    predict = bundles.Predictor({bundle: effect(bundle) for bundle in bundles.singles_and_pairs("abcd")})
    for size in range(5):
        for bundle in itertools.combinations("abcd", size):
            assert predict(bundle) == pytest.approx(effect(bundle))


def test_every_single_and_every_pair_is_tried_once():
    found = bundles.singles_and_pairs("dbca")
    assert len(found) == len(set(found)) == 1 + 4 + 6
    assert all(list(bundle) == sorted(bundle) for bundle in found)


def test_bundles_grow_by_one_lever_that_was_not_tried():
    assert bundles.grown([("a", "b")], "abcd", {("a", "b", "c")}) == [("a", "b", "d")]
    assert bundles.grown([("a", "b"), ("a", "c")], "abc", set()) == [("a", "b", "c")]
    assert bundles.grown([], "abc", set()) == []


def test_chains_are_nested_and_end_in_all_levers():
    chains = bundles.nested(list("abcdef"), 5, [1, 2, 4, 6])
    assert len({chain[1] for chain in chains}) > 1
    for chain in chains:
        assert all(set(one) < set(other) for one, other in itertools.pairwise(chain))
        assert chain[-1] == tuple("abcdef")


def row(name, default=0.0, high=1.0, grade="document"):
    return {"name": f"levers.{name}", "lever": True, "default": default, "min": 0.0, "max": high,
            "help": {}, "mechanism": {"grade": grade, "source": "X"}}  # fmt: skip


def test_a_lever_is_told_from_how_large_it_is():
    rows = [row("help"), row("help_gain", 0.5), row("help_zero"), row("cover", grade="assumed"), row("cover_worry", 0, 9)]
    assert [(one.name, one.source) for one in model.levers_of(rows)] == [("help", "X"), ("cover", "")]


def test_a_budget_counts_from_no_levers_and_a_limit_from_zero():
    means = np.array([10.0, 12.0, 15.0, np.nan])
    assert model.Limit("x", 3.0, above_none=True).kept(means, 10.0).tolist() == [True, True, False, False]
    assert model.Limit("x", 12.0, sign=-1).kept(means, 10.0).tolist() == [False, True, True, False]


@pytest.mark.parametrize(
    "words, said",
    [
        (["--for", "citizens"], "Did you mean citizen"),
        (["--goal", "underservd down"], "Did you mean underserved"),
        (["--goal", "norm"], "Write 'norm up' or 'norm down'"),
        (["--limit", "waiting below 1"], "Write as 'waiting < 1'"),
        (["--limit", "waiting < 1.2.3"], "is no number"),
        (["-n", "0"], "whole number"),
        (["--set", "population.sise=3"], "population.sise"),
    ],
)
def test_what_cannot_be_meant_is_one_line_with_a_remedy(words, said, capsys):
    assert main(["levers", "quickstart", *words]) in (2, 3)
    told = capsys.readouterr().err
    assert said in told and told.startswith("maatwerk: ") and told.count("\n") == 1


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """A small study of two goals, kept in a folder, and what it printed."""
    folder = tmp_path_factory.mktemp("levers")
    return folder


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_study_is_searched_confirmed_told_and_drawn(study, code, capsys):
    words = ["levers", "standard-maatwerk", "-o", str(study), "--language", code, "--for", "citizen,worker", *SMALL]
    before = {path: path.stat().st_mtime_ns for path in study.glob("*.h5")}
    assert main(words) == 0
    said, language = capsys.readouterr().out, Language(code)
    for part in ("single", "pairs", "many", "half"):
        assert language(f"bundles.{part}.title") in said
    assert language("lever.cover") in said and "Dag van de Publieke Dienstverlening 2022" in said
    for name in ("levers-alone", "levers-front", "levers-pairs", "levers-more"):
        assert (study / f"{name}.{code}.png").stat().st_size > 10_000
    # The other language is told from the same files: nothing is run a second time.
    assert all(path.stat().st_mtime_ns == time for path, time in before.items())


def test_the_front_is_measured_on_luck_that_the_search_did_not_use(study):
    from analysis.results import open_results
    from analysis.sweeps import open_sweep

    searched = open_sweep(study / "search-2.h5")
    again = open_results(study / "front.h5")
    assert searched.attributes["master_seed"] != again.attributes["master_seed"]
    assert again.count("none") == 2 * searched.replicates and len(again.worlds) == 1
    everything = 1 + 22 + 22 * 21 // 2
    assert searched.design.points > everything
    assert len(np.unique(searched.design.value, axis=0)) == searched.design.points


def test_a_folder_that_is_read_again_says_where_its_worlds_came_from(study):
    again = lever_study.open_study(study)
    for origin in (FOUND, DRAWN):
        again.origin = origin
        again.remember()
        found = lever_words.Found(lever_study.open_study(study))
        for code in LANGUAGES:
            language = Language(code)
            assert language(f"worlds_of.{origin}", n=1) in list(lever_words.front_lines(found, language))[-1]


def test_what_is_undone_is_undone_and_all_is_as_it_was_afterwards(study):
    from analysis.results import open_results

    results = open_results(study / "undone.h5")
    first = 25  # the run itself has 24 months
    assert results.months == 24 + lever_study.AFTER

    def mean(what, name, months):
        return results.series(f"undone-{what}", name)[:, months].mean()

    before, during = slice(0, first - 1), slice(first + lever_study.UNDOING - 3, first + lever_study.UNDOING - 1)
    for what, stock in (("preconditions", "preconditions"), ("measures", "measures"), ("blame", "blame_expectation")):
        assert np.array_equal(results.series(f"undone-{what}", stock)[:, before], results.series("undone-nothing", stock)[:, before])
        assert mean(what, stock, during) < 0.5 * mean("nothing", stock, during)
        assert mean("all", stock, during) < 0.5 * mean("nothing", stock, during)
    later = slice(first + 36, None)
    assert mean("blame", "blame_expectation", later) > 0.5 * mean("nothing", "blame_expectation", later)
    assert mean("measures", "measures_born", later) > 0


def test_the_front_is_tried_at_half_strength_and_later_on_the_luck_of_the_front(study):
    from analysis.results import open_results

    varied, front = open_results(study / "varied.h5"), open_results(study / "front.h5")
    assert varied.attributes["master_seed"] == front.attributes["master_seed"]
    halves = [name for name in varied.scenarios if "0.5" in name]
    assert halves and len(halves) == sum(name.endswith("1-from-1") for name in varied.scenarios)
    for name in halves:
        levers = [value for key, value in varied.parameters[name].items() if key.startswith("levers.") and value == 0.5]
        assert levers


def test_the_stocks_that_differ_are_named_and_no_others(study):
    from analysis.results import open_results

    results, language = open_results(study / "undone.h5"), Language("en")
    (same,) = lever_words.why(results, language, "undone-nothing", "undone-nothing", "last_year")
    assert same == language("bundles.no_stocks")


def test_what_was_left_is_read_for_a_report_without_the_program(study, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("MAATWERK_PROGRAM", "/bin/false")
    monkeypatch.setattr("analysis.figures.draw_all", lambda *_: {})  # those of the report itself take long, and are not asked for
    assert main(["report", str(study / "front.h5"), "--levers", str(study), "--lang", "nl", "-o", str(tmp_path)]) == 0
    page, language = (tmp_path / "report_nl.html").read_text("utf-8"), Language("nl")
    for said in ("bundles.half.title", "bundles.many.title", "what_helps.fronts", "what_helps.each"):
        assert language(said) in page
    assert language("lever_sentence.cover") in page and "Dag van de Publieke Dienstverlening 2022" in page
    assert capital(language("bundles.undone.all")) in page
    printed = (study / "levers.nl.txt").read_text("utf-8")
    half = printed.split(language("bundles.half.title"))[1].splitlines()[1]
    assert half.replace("+", "") in page.replace("&#43;", "+").replace("+", "")


def test_a_folder_without_a_study_is_one_line_with_a_remedy(tmp_path, study, capsys):
    assert main(["report", str(study / "front.h5"), "--levers", str(tmp_path), "-o", str(tmp_path / "there")]) == 4
    told = capsys.readouterr().err
    assert "maatwerk levers SCENARIO --output" in told


def test_each_sentence_of_a_lever_stands_in_its_table_and_each_proposed_lever_has_one():
    page = (pathlib.Path(__file__).parents[2] / "docs/levers.md").read_text("utf-8")
    proposed = {name for name, lever in model.Model().levers.items() if lever.source}
    for code in LANGUAGES:
        sentences = Language(code).texts["lever_sentence"]
        assert set(sentences) == proposed
        rows = [row for row in page.splitlines() if row.startswith("| `")]
        for name, words in sentences.items():
            assert any(row.startswith(f"| `{name}`") and f"*{words}*" in row for row in rows), name


def test_no_levers_is_not_counted_among_the_bundles_that_stay():
    front = SimpleNamespace(chosen=(("lever0",),), goals=())
    found = Known(lambda size: 0.0)
    found.unbeaten = lambda front, means: dict.fromkeys(means, True)
    assert found.stays(front) == {("lever0",): True}


def test_limits_that_no_bundle_keeps_leave_an_empty_front_and_no_mistake(study, capsys):
    words = ["levers", "standard-maatwerk", "-o", str(study), "--for", "citizen,worker", *SMALL, "--worlds", "0"]
    assert main([*words, "--limit", "waiting < -1"]) == 0
    said, language = capsys.readouterr().out, Language("en")
    assert language("bundles.front.empty", actor=language("perspective.citizen")) in said
    assert language("bundles.half.title") in said


def test_a_bundle_that_begins_later_leaves_the_events_of_the_scenario(tmp_path):
    path = tmp_path / "cut.toml"
    path.write_text("""schema_version = 1
extends = "standard-maatwerk"
[[event]]
month = 7
set = { "workers.hours_margin" = 0.9 }
""", encoding="utf-8")
    options = parser().parse_args(["levers", str(path), *SMALL])
    study = lever_study.Study(str(path), options, tmp_path)
    for what in (study.pulled(("cover",), 13), (study.undoing(("blame",), 13), {})):
        (text,) = study.texts({"late": what}).values()
        months = [(event["month"], sorted(event["set"])[0]) for event in tomllib.loads(text)["event"]]
        assert months[0] == (7, "workers.hours_margin") and months[1][0] == 13


class Known(lever_words.Found):
    """What was found of numbers that are given: of each bundle a metric that grows by `effect` with every lever."""

    def __init__(self, effect, luck=0.0):
        levers = [f"lever{k}" for k in range(8)]
        sizes = [1, 2, 4, 8]
        chains = [[(), *chain] for chain in bundles.nested(levers, 6, sizes)]
        random = np.random.default_rng(5)
        shared = random.normal(size=4)
        known = {b: effect(len(b)) + shared + luck * random.normal(size=4) for b in dict.fromkeys(b for c in chains for b in c)}
        self.study = SimpleNamespace(levers=levers, sizes=sizes, chains=chains)
        self.measured = SimpleNamespace(values=lambda name: known)

    def metric(self, name):
        return SimpleNamespace(better="lower")


def test_harm_begins_where_every_larger_bundle_is_worse_than_no_levers():
    helpful_first = {0: 0.0, 1: -1.0, 2: 0.0, 4: 2.0, 8: 5.0}
    found = Known(helpful_first.get, luck=0.05).harm["waiting"]
    assert found[0] == 4 and found[1].mean == pytest.approx(2.0, abs=0.2)


def test_harm_that_more_levers_undo_is_none():
    assert Known({0: 0.0, 1: 1.0, 2: 2.0, 4: 1.0, 8: -1.0}.get, luck=0.05).harm["waiting"] is None
    assert Known(lambda size: 0.0, luck=0.05).harm["hardship"] is None


def test_what_is_beaten_by_doing_nothing_does_not_stay():
    goals = (SimpleNamespace(metric=SimpleNamespace(name="x"), sign=-1), SimpleNamespace(metric=SimpleNamespace(name="y"), sign=1))
    found = Known(lambda size: 0.0)
    found.measured.width = lambda name: 0.0
    means = {("a",): [1.0, 0.0], ("b",): [5.0, 3.0], (): [0.0, 1.0]}
    assert found.unbeaten(SimpleNamespace(goals=goals), means) == {("a",): False, ("b",): True, (): True}
