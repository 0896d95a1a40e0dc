"""`maatwerk test-measure`: a small study from end to end, and its page."""

import os
import subprocess
from types import SimpleNamespace

import browser
import numpy as np
import pytest

from analysis import matters, measure_command, measure_tables, measure_words, statistics, verdicts
from analysis.command_line import main
from analysis.language import LANGUAGES, Language
from analysis.measure_study import WITH, WITHOUT, Effect, Study
from analysis.results import open_results

ROOM = "policy.individual_tailoring = 100"
SMALL = ["-n", "3", "-j", "1", "--worlds", "2", "--worlds-replicates", "1", "--months", "48",
         "--set", "population.size=400", "--set", "run.warm_up=6"]  # fmt: skip


def options(**other):
    """What the command line gives, small."""
    given = {"scenario": "standardisation", "change": [ROOM], "begin": None, "months": 48, "replicates": 3,
             "worlds": 2, "worlds_replicates": 1, "seed": None, "threads": 1,
             "set": ["population.size=400", "run.warm_up=6"]}  # fmt: skip
    return SimpleNamespace(**given | other)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a small study, its pages and its figures."""
    folder = tmp_path_factory.mktemp("measure")
    assert main(["test-measure", "standardisation", "--change", ROOM, "-o", str(folder), *SMALL]) == 0
    return folder


@pytest.fixture(scope="module")
def study(folder):
    return Study(options(), folder)


def test_one_study_is_told_in_each_language_without_more_runs(folder, study):
    before = {path: path.stat().st_mtime_ns for path in folder.glob("*.h5")}
    for code in LANGUAGES:
        language = Language(code)
        said = "\n".join(measure_tables.lines(study, language))
        page = (folder / measure_command.file_name(code)).read_text()
        for words in measure_words.sentences(study, language):
            assert words in said
        for name in ("see_difference", "seek_shelter", "pile_preconditions", "risk_rule_reflex"):
            assert language(f"dynamic.{name}.name") in said and language(f"dynamic.{name}.name") in page
        assert f'lang="{code}"' in page and language("measure.kicker") in page
        assert (folder / f"test-measure.{code}.png").stat().st_size > 10_000
    assert {path: path.stat().st_mtime_ns for path in folder.glob("*.h5")} == before


def test_an_effect_is_what_the_file_has_with_the_change_less_without(folder, study):
    results = open_results(folder / "test.h5")
    assert list(study.horizons.items()) == [(1, "13:24"), (3, "37:48")]
    matter = next(one for one in study.matters if one.metric == "moral_sensitivity")
    months = slice(36, 48)
    sides = [results.series(one, matter.metric)[:, months].mean(axis=1) for one in (WITH, WITHOUT)]
    found = study.effects[matter, 3]
    assert found.difference.mean == pytest.approx(np.mean(sides[0] - sides[1]))
    assert (found.after, found.before) == pytest.approx(tuple(np.mean(side) for side in sides))
    first = [results.series(one, matter.metric)[:, 12:24].mean(axis=1) for one in (WITH, WITHOUT)]
    assert study.moved(matter).mean == pytest.approx(np.mean(sides[0] - sides[1] - (first[0] - first[1])))


def test_what_turns_is_told_before_what_fades_and_what_is_not_clear_is_not_told():
    """Of effects that are given: one is better at first and worse in the end, one gets smaller, one is not clear at first."""
    moved = {"turns": 0.9, "fades": 0.5, "unclear": 0.5}

    def matter(name):
        return matters.Matter(name, "citizen", (name,))

    def effect(name, years, direction):
        verdict = {1: verdicts.SUPPORTED, -1: verdicts.CONTRADICTED, 0: verdicts.UNDECIDED}[direction]
        difference = statistics.mean_interval([1.0, 1.1])
        return matter(name), Effect(matter(name), years, 1.0, 1.0, difference, verdicts.Answer(verdict), None)

    ways = {"turns": (-1, 1), "fades": (-1, -1), "unclear": (0, -1)}
    effects = {}
    for name, both in ways.items():
        for years, way in zip((1, 10), both):
            one, found = effect(name, years, way)
            effects[one, years] = found
    metric = SimpleNamespace(better="lower", name="")
    told = SimpleNamespace(
        horizons={1: "", 10: ""}, longest=10, effects=effects,
        moved=lambda one: statistics.mean_interval([moved[one.metric], moved[one.metric] + 0.01, moved[one.metric] - 0.01]),
        results=SimpleNamespace(metrics={name: metric for name in ways}),
    )  # fmt: skip
    language = Language("en")
    language.metric = lambda one: one.name
    metric.name = "it"
    said = list(measure_words.over_years(told, language))
    years = measure_words.length(told, language)
    assert said == [language("measure.turns_worse", names="it", **years), language("measure.fades", names="it", **years)]


def test_nothing_differs_before_the_change_begins(study):
    for name, values in study.results.values.items():
        sides = [values[study.results.rows(one)][:, :12] for one in (WITH, WITHOUT)]
        assert np.array_equal(*sides, equal_nan=True), name


def test_what_a_dynamic_costs_is_closed_less_cut_on_both_sides(study):
    fed = {one.name: one for one in study.fed}["pile_preconditions"]

    def taken(name):
        rows = study.results.values
        part = [rows[term][study.results.rows(name)][:, 36:48].sum(axis=1) for term in ("n_tailored", "n_handlings")]
        return part[0] / part[1]

    sides = [taken(one) - taken(f"{one}+cut:pile_preconditions") for one in (WITHOUT, WITH)]
    assert [side.mean for side in fed.costs] == pytest.approx([np.mean(side) for side in sides])
    assert fed.costs_differ.mean == pytest.approx(np.mean(sides[1] - sides[0]))


def test_worlds_are_counted_over_the_same_months(study):
    matter = next(one for one in study.matters if one.metric == "moral_sensitivity")
    found = study.held(matter, "37:48", 1)
    values = {one: statistics.finite_mean(study.in_worlds[one].over(matter.metric, 37, 48)) for one in (WITH, WITHOUT)}
    assert found.worlds == 2 and found.sign == int((values[WITH] > values[WITHOUT]).sum())
    assert study.held(matter, "37:48", 0) is None


def test_a_change_in_some_offices_is_told_of_those_offices(tmp_path):
    own = Study(options(change=["offices = [0, 1], " + ROOM], months=24, worlds=0), tmp_path)
    assert own.horizons == {1: "13:24 in 0,1"}
    tailored = own.results.values["n_tailored"]
    assert tailored[own.results.rows(WITH)].sum() > tailored[own.results.rows(WITHOUT)].sum()
    said = "\n".join(measure_tables.lines(own, Language("nl")))
    assert Language("nl")("measure.there", offices="0, 1") in said and Language("nl")("sure.only_luck_short") in said


def test_a_model_without_loops_is_told_of_too(tmp_path, monkeypatch, capsys):
    (tmp_path / "toy.toml").write_text('schema_version = 1\ntitle = "Toy"\n')
    monkeypatch.setenv("MAATWERK_PROGRAM", os.environ["MAATWERK_TOY"])
    words = ["--change", "citizens.lens = 0.6", "-n", "3", "--worlds", "2", "--months", "24"]
    assert main(["test-measure", str(tmp_path / "toy.toml"), *words]) == 0
    said, language = capsys.readouterr().out, Language("en")
    assert said.startswith("citizens.lens = 0.6") and language("measure.fed.none") not in said


@pytest.mark.skipif(browser.PROGRAM is None, reason=browser.MISSING)
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_prints_on_one_a4(folder, code, tmp_path):
    """Of a full study too: the rows are as many, and a sheet has room for a column more."""
    paper = tmp_path / "page.pdf"
    words = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={paper}"]
    words += [f"--user-data-dir={tmp_path}/profile", (folder / measure_command.file_name(code)).as_uri()]
    subprocess.run([browser.PROGRAM, *words], check=True, capture_output=True, timeout=120)
    assert paper.read_bytes().count(b"/Type /Page\n") == 1


@pytest.mark.parametrize(
    "words, said",
    [
        ([], "Name a file"),
        (["--change", ROOM, "--months", "18"], "Give at least 24"),
        (["--change", "offices = [9], " + ROOM, *SMALL], "offices"),
    ],
)
def test_what_cannot_be_meant_is_one_line_with_a_remedy(words, said, capsys):
    assert main(["test-measure", "standardisation", *words]) in (2, 3)
    told = capsys.readouterr().err.splitlines()
    assert said in told[-1] and told[-1].startswith("maatwerk: ") and len(told) == 1
