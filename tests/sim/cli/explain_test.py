"""`explain` tells all there is to say of a name, and `list --match` finds it by any of its words."""

import json
import pathlib

import pytest

from conftest import PROGRAM, Call

ROOT = pathlib.Path(__file__).parents[3]


def maatwerk(*arguments):
    return Call(*arguments, program=PROGRAM, folder=ROOT)


def explained(name, kind):
    """What is said of a name as one kind of thing."""
    call = maatwerk("explain", name, "--json")
    assert call.exit == 0, call.err
    found = json.loads(call.out)["explanations"]
    (entry,) = [entry for entry in found if entry["kind"] == kind]
    return entry


def test_a_parameter_is_told_with_its_rule_equation_symbols_and_evidence():
    entry = explained("citizens.take_up_complexity", "parameter")
    assert entry["text"].startswith("Fall of the log-odds")
    assert entry["text_nl"].startswith("Daling van de log-odds")
    assert entry["facts"]["mechanism"].startswith("document (")
    assert entry["facts"]["number"] == "assumed"
    (rule,) = entry["rules"]
    assert rule["relation"] == "read by" and rule["name"] == "take_up"
    assert "take_up_complexity·Ĉ·(1 − capacity)" in " ".join(rule["equation"])
    assert rule["symbols"] == {"Ĉ": "felt complexity"}
    assert "citizens.take_up_trust" in rule["facts"]["reads"]
    assert "hardship" in rule["facts"]["moves"]
    assert "models/discretion/citizens/filing.cpp" in rule["facts"]["where"]


def test_a_number_that_a_document_states_says_where():
    number = explained("need.fitting_quantile", "parameter")["facts"]["number"]
    assert number == "document (a table's report: rules fit ninety per cent of citizens)"


def test_a_metric_is_told_with_what_moves_it():
    assert explained("waiting", "metric")["facts"]["range"] == "at least 0"
    assert explained("trust", "metric")["facts"]["range"] == "0 to 1"
    assert "range" not in explained("difference_seen", "metric")["facts"]
    entry = explained("over_conformity", "metric")
    assert entry["text_nl"].startswith("Regel toegepast")
    assert "voice_of_self_protection" in [rule["name"] for rule in entry["rules"]]


def test_a_metric_says_of_which_loop_it_is_evidence_and_of_which_it_is_a_size_by_definition():
    assert explained("moral_sensitivity", "metric")["facts"]["signature of"] == "seek_shelter"
    facts = explained("complexity", "metric")["facts"]
    assert facts["by definition of"] == "risk_rule_reflex" and "signature of" not in facts


def test_a_rule_says_which_loop_it_is_part_of():
    (rule,) = explained("workers.sensitivity_erosion", "parameter")["rules"]
    assert rule["facts"]["loop"] == "loops.survival cuts it"


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("levers.sunset", "lever", "Een maatregel vervalt"),
        ("see_difference", "loop", "cut:see_difference"),
        ("cut:survival", "cut", "Morele gevoeligheid en routines blijven"),
        ("standard-maatwerk", "variant", "policy.group_tailoring"),
        ("decide", "phase", "7 of the 20"),
        ("offices", "breakdown", "Kantoren"),
        ("quickstart", "scenario", "population.size"),
        ("first-sweep", "experiment", "maatwerk sweep first-sweep"),
        ("patterns/affair", "experiment", "affair.toml"),
        ("essay", "hypotheses", "maatwerk hypotheses essay"),
        ("loyalty", "word", "loyaliteit"),
        ("dilemma", "word", "twee loyaliteiten"),
        ("loop", "word", "lus"),
        ("window", "word", "venster"),
        ("life-situation", "word", "leefsituatie"),
        ("uitvoerder", "word", "frontline worker"),
        ("run.months", "parameter", "Recorded length"),
        ("choice", "rule", "temperature"),
    ],
)
def test_every_kind_of_name_is_explained(name, kind, says):
    assert says in json.dumps(explained(name, kind), ensure_ascii=False)


@pytest.mark.parametrize(
    ("word", "finds"),
    [
        ("wachtlijst", "policy.waiting_list"),  # in its meaning in Dutch only
        ("Autocorrelation", "need.circumstance_persistence"),  # in its meaning in English only
        ("overconformisme", "over_conformity"),  # its label in Dutch
        ("aanvraagwens", "wish"),  # a word of the field
        ("inflow-surge", "inflow-surge"),  # a name of a scenario
    ],
)
def test_a_list_is_searched_in_both_languages(word, finds):
    call = maatwerk("list", "--match", word)
    assert call.exit == 0 and f"\n  {finds} " in call.out
    assert "policy.own_norms" not in call.out


def test_a_word_that_nothing_has_is_an_error():
    call = maatwerk("list", "metrics", "--match", "unicorn")
    assert call.exit == 2 and "unicorn" in call.err


BASES = {"municipality-8000"}  # scenarios that experiments start from


def test_experiments_and_hypotheses_are_listed_by_the_names_that_run_them():
    lists = json.loads(maatwerk("list", "--json").out)
    for topic in ("experiments", "hypotheses"):
        shipped = {
            str(path.relative_to(ROOT / "scenarios" / topic).with_suffix(""))
            for path in (ROOT / "scenarios" / topic).rglob("*.toml")
            if path.stem not in BASES
        }
        assert {row["name"] for row in lists[topic]} == shipped
    assert maatwerk("check", "patterns/affair").exit == 0


def test_what_completion_offers_can_be_explained():
    names = maatwerk("list", "names").out.split("\n")[:-1]
    assert all(" " not in name for name in names)
    for name in ("life_situation", "essay", "seek_shelter", "first-sweep", "lens"):
        assert name in names and maatwerk("explain", name).exit == 0
