"""In what scenarios differ: parameters, levers, events and the offices these are for."""

from types import SimpleNamespace

import pytest

from analysis import differing
from analysis.language import Language
from analysis.scenarios import (
    Event,
    Scenario,
    differences,
    is_off,
    lever_pairs,
    offices_of_events,
)

EVENT = '[[event]]\nmonth = 36\n{where}set = {{ "policy.individual_tailoring" = 30 }}\n'
SOME, ALL = EVENT.format(where="offices = [0, 1]\n"), EVENT.format(where="")


def scenario(name, text="", **values):
    return Scenario(name, resolved=text, values={k.replace("__", "."): v for k, v in values.items()})


def study(*scenarios):
    return SimpleNamespace(
        bases=[one.name for one in scenarios],
        about={one.name: one for one in scenarios},
        parameter_texts={},
    )


def test_scenarios_alike_differ_in_nothing():
    assert differences([scenario("a", SOME, citizens__lens="0.5")] * 2) == []


def test_how_a_study_is_made_is_no_difference_of_the_world():
    pair = scenario("a", run__seed="1", record__detail="0"), scenario("b", run__seed="2", record__detail="1")
    assert differences(pair) == []


def test_values_levers_and_events_are_found_with_their_kind():
    found = differences(
        [
            scenario("a", citizens__lens="0.5", levers__sunset="0.0"),
            scenario("b", SOME, citizens__lens="0.7", levers__sunset="1.0"),
        ]
    )
    assert [one.kind for one in found] == ["events", "value", "lever"]
    assert found[0].values == ((), (Event(36, (0, 1), (("policy.individual_tailoring", 30),)),))


@pytest.mark.parametrize(("text", "offices"), [(SOME, [0, 1]), (ALL, []), ("", [])])
def test_offices_are_those_of_events_that_differ(text, offices):
    assert offices_of_events(differences([scenario("a"), scenario("b", text)])) == offices


def test_an_event_that_all_share_names_no_office():
    other = SOME.replace("36", "48").replace("[0, 1]", "[3]")
    found = differences([scenario("a", SOME), scenario("b", SOME + other)])
    assert offices_of_events(found) == [3]


def test_a_file_that_is_no_toml_has_no_events():
    assert scenario("a", "[[event").events == ()


@pytest.mark.parametrize(("value", "off"), [("0.0", True), ("false", True), ("1.0", False), ("true", False)])
def test_a_lever_at_nought_is_off(value, off):
    assert is_off(value) == off


def test_a_lever_contrast_differs_in_levers_alone_and_starts_without():
    without = scenario("a", levers__sunset="0.0", levers__sunset_months="24", citizens__lens="0.5")
    pulled = scenario("b", levers__sunset="1.0", levers__sunset_months="12", citizens__lens="0.5")
    other = scenario("c", levers__sunset="1.0", levers__sunset_months="24", citizens__lens="0.7")
    assert lever_pairs(study(without, pulled, other)) == [("a", "b", ["levers.sunset"])]
    assert lever_pairs(study(pulled, other)) == []


def test_differences_are_said_with_month_offices_and_values():
    results = study(scenario("a", citizens__nothing="1.0"), scenario("b", SOME, citizens__nothing="2.5"))
    (what, cells, _), (name, values, _) = differing.listed(results, Language("nl"))
    assert what == "gebeurtenissen" and cells[0] == ("a", "geen")
    assert cells[1][1] == "vanaf maand 36, in de kantoren 0 en 1: individueel maatwerk wordt 30"
    assert name == "citizens.nothing" and values == [("a", "1"), ("b", "2,5")]


def test_the_programs_own_variants_need_no_explanation():
    names = ("standardisation", "standard-maatwerk")
    results = study(*(scenario(n, citizens__lens=str(k)) for k, n in enumerate(names)))
    assert differing.listed(results, Language("en")) == []
