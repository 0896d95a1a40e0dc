"""Who gains and who loses, by group; what an event did where it was; what levers keep and cost."""

import h5py
import numpy as np
import pytest
from synthetic import write_offices, write_result

from analysis import answer, gains, levers, matters, places
from analysis.language import Language
from analysis.results import open_results

EN, NL = Language("en"), Language("nl")
TITLES = {"now": 'title = "As it is"\n', "then": 'title = "With room"\n'}
EVENT = '[[event]]\nmonth = 37\noffices = [0, 1]\nset = { "policy.individual_tailoring" = 50 }\n'
OWN = {**TITLES, "then": TITLES["then"] + EVENT}


def study(path, more, offices=(0, 1)):
    """Two scenarios of which the second has an event in two offices, and waits longer in some."""
    write_result(path, list(OWN), months=48, written=OWN)
    write_offices(path, "then", offices, more)
    return open_results(path)


def test_an_event_is_said_to_work_where_it_was_and_not_elsewhere(tmp_path):
    results = study(tmp_path / "r.h5", 1.0)
    assert places.of_events(results) == [0, 1]
    words = places.sentence(results, EN, "then", "last_year")
    assert words == (
        "In offices 0 and 1, citizens wait longer (30 days); in the other offices there is no clear difference."
    )


def test_an_event_that_changes_everywhere_is_said_to(tmp_path):
    results = study(tmp_path / "r.h5", 1.0, range(4))
    assert "a clear difference too" in places.sentence(results, EN, "then", "last_year")


def test_an_event_without_effect_is_not_said_to_have_one(tmp_path):
    results = study(tmp_path / "r.h5", 0.0)
    assert "geen duidelijk verschil" in places.sentence(results, NL, "then", "last_year")


def test_the_first_page_names_the_offices_by_the_titles_of_the_scenarios(tmp_path):
    results = study(tmp_path / "r.h5", 1.0)
    results.values["waiting"][results.rows("then")] += 0.5
    found = answer.answer(results, Language("en").of(results))
    assert found.title == "Under ‘With room’, citizens wait longer than under ‘As it is’"
    assert len(found.sentences) == 3 and found.sentences[2].text.startswith("In offices 0 and 1, ")


def test_parts_that_gain_and_lose_are_counted(tmp_path):
    results = study(tmp_path / "r.h5", 0.2)
    (sentence,), rows = gains.by_part(results, EN, "offices")
    assert sentence == "Under ‘then’, decisions fit less well in 2 of the 4 offices, and better in none."
    assert {outcome for _, cells in rows for _, outcome in cells} == {"worse"}


def test_a_group_that_is_not_in_the_file_says_nothing(complete):
    assert gains.by_part(open_results(complete), EN, "offices") == ([], [])


@pytest.mark.parametrize(
    ("better", "direction", "outcome"),
    [
        ("lower", 1, "worse"),
        ("lower", -1, "better"),
        ("higher", 1, "better"),
        ("neutral", 1, "more"),
        ("neutral", -1, "less"),
        ("lower", 0, "same"),
    ],
)
def test_an_outcome_is_better_only_where_the_file_says_which_way_is(complete, better, direction, outcome):
    metric = open_results(complete).metrics["waiting"]
    changed = metric.__class__(**{**metric.__dict__, "better": better})
    assert matters.outcome(changed, direction) == outcome


def with_levers(path, kept):
    """Two scenarios of which the second has a lever, and tailors `kept` more."""
    write_result(path, list(TITLES), months=48, written=TITLES)
    with h5py.File(path, "a") as file:
        names = [*file["parameters/parameter"].asstr()[:], "levers.cover"]
        value = np.column_stack([file["parameters/value"][:], [0.0, 1.0]])
        del file["parameters/parameter"], file["parameters/value"]
        file.create_dataset("parameters/parameter", data=names, dtype=h5py.string_dtype())
        file["parameters/value"] = value
    results = open_results(path)
    results.values["tailored"][results.rows("then")] += kept
    return results


def test_a_lever_is_said_to_keep_what_it_clearly_keeps(tmp_path):
    results = with_levers(tmp_path / "r.h5", 0.1)
    assert levers.best(results, EN, "tailored") == (
        "With cover, 10 of 100 more cases are tailored in the last year."
    )
    ((name, cells),) = levers.rows(results, NL)
    assert name == "Rugdekking" and cells[0][2] == "more"


@pytest.mark.parametrize("kept", [0.0, -0.1])
def test_a_lever_that_keeps_nothing_is_not_praised(tmp_path, kept):
    assert levers.best(with_levers(tmp_path / "r.h5", kept), EN, "tailored") is None


def test_a_file_whose_scenarios_differ_in_more_has_no_lever_contrast(complete):
    assert levers.rows(open_results(complete), EN) == []
