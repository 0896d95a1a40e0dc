"""`maatwerk case` and `maatwerk story`, from outside: every shipped case in both languages, what adds up, what is refused."""

import json
import pathlib
import re
import time

import pytest
from conftest import PROGRAM, Call

ROOT = pathlib.Path(__file__).resolve().parents[3]
CASES = sorted((ROOT / "scenarios" / "cases").glob("*.toml"))
SMALL = ["--set", "population.size=800", "--months", "24", "-n", "1"]
KINDS = ["citizen", "worker", "rule", "office"]


def maatwerk(*arguments, folder=ROOT):
    return Call(*arguments, program=PROGRAM, folder=folder)


def test_ten_cases_are_shipped():
    assert len(CASES) == 10


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_shipped_case_is_fine_and_tells_itself_in_both_languages(path):
    assert "fine (a case, 1 lookalike)" in maatwerk("check", path).out
    english = maatwerk("case", path, *SMALL)
    dutch = maatwerk("case", path.stem, *SMALL, "--lang", "nl")
    assert english.exit == dutch.exit == 0, english.err + dutch.err
    assert "What the model cannot say" in english.out
    assert "Wat het model niet kan zeggen" in dutch.out
    assert "{" not in english.out + dutch.out


@pytest.fixture(scope="module")
def scooter():
    started = time.monotonic()
    done = maatwerk("case", "scootmobiel", "--json", "--lang", "nl")
    assert done.exit == 0, done.err
    return json.loads(done.out) | {"seconds": time.monotonic() - started}


def test_the_scooter_is_laid_before_every_worker_in_the_first_year_and_the_last(scooter):
    names = [told["scenario"] for told in scooter["scenarios"]]
    assert names == ["standardisation", "policy-categories", "hardship-clauses", "standard-maatwerk"]
    for told in scooter["scenarios"]:
        assert [moment["month"] for moment in told["moments"]] == [12, 120]
        for moment in told["moments"]:
            assert moment["workers"] == 100
            assert sum(moment["chosen"].values()) == pytest.approx(1)


def test_reasons_add_up_to_what_they_explain(scooter):
    for told in scooter["scenarios"]:
        first, last = told["moments"]
        for moment in (first, last):
            change = moment["chosen"]["tailor"] - moment["neutral"]
            assert sum(moment["parts"].values()) == pytest.approx(change, abs=1e-9)
        change = last["chosen"]["tailor"] - first["chosen"]["tailor"]
        assert sum(told["between"].values()) == pytest.approx(change, abs=1e-9)


def test_the_dilemma_that_opens_chapter_three_shows(scooter):
    first = scooter["scenarios"][3]["moments"][0]
    voices = first["voices"]
    assert voices["citizen"]["asks_for"]["tailor"] > 0.5
    assert voices["citizen"]["conflicts_with"]["law"] > 0
    assert 0 < first["colleague_would_not"] < 1
    granted, refused = first["after_grant"], first["after_refusal"]
    assert granted["second_refused"]["complains"] > refused["second_refused"]["complains"]
    assert granted["third_after_complaint"] < granted["third_without_complaint"]


def test_case_and_story_leave_no_file(tmp_path):
    assert maatwerk("case", "scootmobiel", *SMALL, folder=tmp_path).exit == 0
    assert maatwerk("story", "office", *SMALL, folder=tmp_path).exit == 0
    assert list(tmp_path.iterdir()) == []


def test_threads_change_nothing():
    one, two = (maatwerk("case", "maria", *SMALL, "--json", "-j", n).out for n in ("1", "2"))
    assert one == two


@pytest.mark.parametrize("kind", KINDS)
def test_a_life_is_told_under_each_variant_in_both_languages(kind):
    for language, chosen in (("en", "Chosen, not typical"), ("nl", "Gekozen")):
        done = maatwerk("story", kind, *SMALL, "--lang", language)
        assert done.exit == 0, done.err
        assert "{" not in done.out
        assert chosen in done.out or kind == "rule"
    told = json.loads(maatwerk("story", kind, *SMALL, "--json").out)
    assert len(told["scenarios"]) == 4


@pytest.mark.parametrize(("language", "said"), [("en", "life situation "), ("nl", "leefsituatie ")])
def test_life_situations_have_the_names_that_the_organisation_gave_them(tmp_path, language, said):
    situations = "".join(
        f'[[organisation.life_situation]]\nname = "{name}"\nshare = {share}\nneed = "average"\n'
        for name, share in (("alleenstaande ouder", 25), ("overig", 75))
    )
    (tmp_path / "town.toml").write_text(f"schema_version = 1\n[organisation]\nclients = 800\n{situations}")
    told = {}
    for kind in ("citizen", "rule"):
        done = maatwerk("story", kind, "--scenario", "town.toml", "--months", "60", "--lang", language, folder=tmp_path)
        assert done.exit == 0, done.err
        told[kind] = " ".join(done.out.split())
        assert re.search(f"{said}‘(alleenstaande ouder|overig)’", told[kind])
        assert not re.search(rf"{said}\d", told[kind])
    assert re.search(rf"{said}\d", " ".join(maatwerk("story", "citizen", *SMALL, "--lang", language).out.split()))


def test_a_citizen_asked_for_by_number_is_told_of():
    told = json.loads(maatwerk("story", "citizen", "--who", "17", *SMALL, "--json").out)
    assert told["who"] == 17 and told["chosen"] is False
    refused = maatwerk("story", "citizen", "--who", "5000", *SMALL)
    assert refused.exit == 2 and "nobody of that number" in refused.err


def test_every_complaint_is_told_with_what_came_of_it():
    told = json.loads(maatwerk("story", "citizen", "--set", "population.size=800", "--months", "60", "--json").out)
    complaints = 0
    for scenario in told["scenarios"]:
        mended = {event["month"] for event in scenario["events"] if event["what"] == "mended"}
        complaints += sum(event["what"] == "complained" and event["month"] not in mended for event in scenario["events"])
    said = [sentence for passage in told["told"] for sentence in passage["sentences"]]
    assert said.count("Nothing comes of it.") == complaints > 0


def test_a_decision_is_told_with_who_asked_for_what():
    told = json.loads(maatwerk("story", "citizen", "--set", "population.size=800", "--months", "12", "--json").out)
    decisions = [event for scenario in told["scenarios"] for event in scenario["events"] if event["what"] == "decided"]
    assert decisions
    for event in decisions:
        assert list(event["voices"]) == ["citizen", "law", "organisation", "profession", "society", "self"]
        assert all(voice["stake"] >= 0 for voice in event["voices"].values())
    said = [sentence for passage in told["told"] for sentence in passage["sentences"]]
    assert sum(sentence.startswith("The worker ") for sentence in said) == len(decisions)


def test_a_story_announces_what_it_takes_to_remember():
    done = maatwerk("story", "citizen", "--dry-run")
    assert done.exit == 0 and "MB to remember" in done.out


BROKEN = """schema_version = 1
[case]
ned = "much"
can_tell = "mucho"
problems = 99
"""


def test_check_says_all_that_is_missing_in_a_case(tmp_path):
    path = tmp_path / "broken.toml"
    path.write_text(BROKEN)
    done = maatwerk("check", path)
    assert done.exit == 3
    for told in (
        "3:1: ned = \"much\" (unknown key of a case). Did you mean need?",
        "need is missing (without it there is no case)",
        "4:12: case.can_tell = \"mucho\" (no grade",
        "5:12: case.problems = 99 (too large, allowed: 0 to 40)",
        "text.en is missing",
        "text.nl is missing",
        "source is missing",
    ):
        assert told in done.err, told


def test_a_case_takes_its_grades_in_dutch_too(tmp_path):
    text = CASES[0].read_text(encoding="utf-8").replace('"very much"', '"heel veel"')
    (tmp_path / "mine.toml").write_text(text.replace('"much"', '"veel"'), encoding="utf-8")
    mine, shipped = (
        maatwerk("case", path, *SMALL, "--json").out.replace(str(path), "") for path in (tmp_path / "mine.toml", CASES[0])
    )
    assert mine == shipped
