"""The first screen's title and sentences: each is one that its verdict allows, in both languages."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from synthetic import write_result

from analysis import answer, judgements, scorecard
from analysis.language import Language
from analysis.results import open_results
from analysis.statistics import Estimate
from analysis.verdicts import Answer, Question, decide

EN, NL = Language("en"), Language("nl")
ROWS = list(csv.DictReader((Path(__file__).parents[1] / "verdicts.csv").open()))
LAST = "standard-maatwerk"
TITLES = {  # of the change over the years
    "supported": "neemt maatwerk in tien jaar toe",
    "contradicted": "is na tien jaar",
    "equivalent": "niet duidelijk",
    "undecided": "niet duidelijk",
}


def of(path, language=NL, change=None):
    results = open_results(path)
    if change:
        change(results)
    return answer.answer(results, language)


def words(found):
    return " ".join(sentence.text for sentence in found.sentences)


@pytest.mark.parametrize("row", ROWS, ids=[f"{k} {row['family']}" for k, row in enumerate(ROWS)])
def test_the_title_is_one_that_the_verdict_allows(row, tmp_path_factory, monkeypatch, complete):
    mean, sd, n = (float(row[key]) for key in ("mean", "sd", "n"))
    estimate = Estimate(mean, mean - sd, mean + sd, sd, int(n))
    monkeypatch.setattr(judgements, "change", lambda *_: (estimate, Answer(row["verdict"])))
    title = of(complete).title
    assert TITLES[row["verdict"]] in title or title.startswith("Van standaardmaatwerk is na tien jaar")
    if row["verdict"] in ("equivalent", "undecided"):
        assert " over" not in title and "neemt" not in title


def test_what_is_left_is_said_with_its_numbers_and_flipped_data_flip_it(complete, flipped):
    fell, rose = (of(path) for path in (complete, flipped))
    assert fell.title.startswith("Van ") and fell.title.endswith(" over")
    assert "neemt maatwerk in tien jaar toe" in rose.title
    assert fell.sentences[0].text.startswith("In het eerste jaar krijgen ")


def test_the_dynamic_that_takes_most_is_named_first(complete):
    def shelter_takes_all(results):
        for name in results.bases:
            cut = results.rows(f"{name}+cut:seek_shelter")
            results.values["tailored"][cut] = 0.9

    found = of(complete, EN, shelter_takes_all)
    assert found.sentences[1].text.startswith(
        "What costs most tailoring is that workers, wary or under pressure, follow the rule"
    )


def test_dynamics_that_take_nothing_are_not_said_to_take_it(complete):
    def alike(results):
        for name in results.scenarios:
            base = results.rows(name.split("+")[0])
            results.values["tailored"][results.rows(name)] = results.values["tailored"][base]

    found = of(complete, EN, alike)
    assert "is not clear: none by itself" in found.sentences[1].text


def test_without_cuts_no_dynamic_is_named(cutless):
    assert "use --cuts" in words(of(cutless, EN))


def test_nobody_who_is_tailored_to_is_no_loss(complete):
    def nobody(results):
        for name in ("tailored", "tailored_low_capacity", "tailored_high_capacity"):
            results.values[name][:] = 0.0

    found = of(complete, NL, nobody)
    assert "krijgt niemand maatwerk" in found.title and "explain" not in words(found)


def test_one_replicate_claims_nothing(tmp_path):
    path = write_result(tmp_path / "r.h5", [LAST], replicates=1)
    assert of(path).title == "Eén herhaling zegt niets over toeval"


def test_scenarios_alike_are_said_to_be_so(tmp_path):
    path = write_result(tmp_path / "r.h5", ["one", "other"])
    assert of(path).title == "Tussen ‘one’ en ‘other’ is geen duidelijk verschil"
    three = write_result(tmp_path / "s.h5", ["one", "other", "third"])
    assert of(three, EN).title == "No other scenario differs clearly from ‘one’"


def test_a_difference_is_said_with_its_side_and_its_size(tmp_path):
    path = write_result(tmp_path / "r.h5", ["one", "other"])

    def longer(results):
        results.values["waiting"][results.rows("other")] += 1.0

    found = of(path, EN, longer)
    assert found.title == "Under ‘other’, citizens wait longer than under ‘one’"
    assert found.sentences[0].text == "For citizens: waiting takes more time (30 days)."
    assert found.sentences[1].text == "For frontline workers there is no clear difference."


def test_better_and_worse_stand_in_one_title(tmp_path):
    path = write_result(tmp_path / "r.h5", ["one", "other"])

    def both(results):
        rows = results.rows("other")
        results.values["waiting"][rows] += 1.0
        results.values["fidelity"][rows] += 0.05

    found = of(path, NL, both)
    assert found.title == "Onder ‘other’ blijft de praktijk dichter bij de wet, maar wachten burgers langer"


def test_a_model_with_other_actors_is_said_in_the_words_of_its_file(tmp_path):
    path = write_result(tmp_path / "r.h5", ["one", "other"])

    def of_a_school(results):
        for name in list(results.metrics):
            metric = results.metrics.pop(name)
            if name in ("misfit", "trust"):
                results.metrics[name] = replace(metric, perspective="pupil")
        results.values["misfit"][results.rows("other")] += 0.2

    found = of(path, EN, of_a_school)
    assert found.title.startswith("Under ‘other’, ‘misfit’ is higher")
    assert found.sentences[0].text.startswith("For pupil: ‘misfit’ is higher")


def test_the_three_words_stand_only_where_worlds_were_looked_at(complete, tmp_path):
    assert all(sentence.robustness is None for sentence in of(complete).sentences)
    found = of(write_result(tmp_path / "r.h5", worlds=30)).sentences[0].robustness
    assert found.worlds == 30 and 0 < found.size <= found.sign < 30
    assert scorecard.robust(NL, found).startswith("Hangt af van aannames: in ")


def test_a_cell_has_dots_for_first_and_last_and_flat_columns_do_not_tell(complete):
    results = open_results(complete)
    results.values["waiting"][:] = 1.0
    found = {c.column.matter.key: c for c in scorecard.rows(results, NL)[-1][2]}
    assert found["waiting"].levels == (2, 2) and found["waiting"].move == "same"
    assert found["hardship"].levels[0] > found["hardship"].levels[1]
    assert found["hardship"].move == "worse"


def test_which_variant_suits_whom_names_all_that_are_not_told_apart(complete):
    results = open_results(complete)
    results.values["waiting"][:] = 1.0
    results.values["hardship"][results.rows("standardisation")] = 0.001
    found = dict(row for _, rows in scorecard.suits(results, EN) for row in rows)
    assert found["the shortest waiting"] == "makes no clear difference"
    assert found["the least hardship"] == "standardisation"


def test_families_are_judged_by_the_one_rule(complete):
    results = open_results(complete)
    found = judgements.contrasts(results, "last_year")
    again = decide([Question(estimate) for estimate, _ in found.values()])
    kept = [(one.verdict, one.p_holm) for _, one in found.values()]
    assert kept == [(one.verdict, one.p_holm) for one in again]
    assert np.isfinite([estimate.mean for estimate, _ in found.values()]).all()
