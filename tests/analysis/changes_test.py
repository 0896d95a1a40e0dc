"""An intended change: events from words or from a file, and scenarios that have it."""

import tomllib
from pathlib import Path

import pytest

from analysis import changes
from analysis.errors import UsageError
from analysis.language import Language
from analysis.scenarios import Event

CHANGES = Path(__file__).parents[2] / "scenarios" / "changes"
ROOM, STOP = "policy.individual_tailoring", "managers.precondition_hazard"


def test_words_are_an_event_of_month_13_in_all_offices():
    change = changes.read_change([f"{ROOM} = 50"])
    assert change.events == (Event(13, (), ((ROOM, 50),)),) and change.offices == ()
    assert change.named(Language("nl")) == f"{ROOM} = 50"


def test_words_may_say_month_offices_and_several_values():
    later = "month = 40, offices = [2], set = { 'policy.default' = 'rule' }"
    change = changes.read_change([later, f"month = 25, offices = [0], {ROOM} = 50, {STOP} = 0"])
    assert [event.month for event in change.events] == [25, 40] and change.month == 25 and change.offices == (0, 2)
    assert change.events[0].changes == ((ROOM, 50), (STOP, 0))
    assert change.events[1].changes == (("policy.default", "rule"),)


def test_a_change_moves_as_a_whole_and_into_offices():
    change = changes.read_change([f"month = 25, {ROOM} = 50", f"month = 37, {ROOM} = 100"])
    assert [event.month for event in change.begun(13).events] == [13, 25]
    assert {event.offices for event in change.within([1, 3]).events} == {(1, 3)}


@pytest.mark.parametrize("name", sorted(path.stem for path in CHANGES.glob("*.toml")))
def test_a_shipped_change_has_events_and_a_name_in_each_language(name):
    change = changes.read_change([str(CHANGES / f"{name}.toml")], month=25)
    assert change.month == 25 and change.events[0].changes
    assert change.named(Language("en")) != change.named(Language("nl"))


@pytest.mark.parametrize(
    "words, said",
    [
        ([], "Name a file"),
        (["month = 25"], "sets nothing"),
        ([f"{ROOM} = much"], "Write TOML"),
        (["no-such-file"], "no scenario of this name"),
        (["quickstart"], "no events"),
        (["quickstart", "municipality"], "one file is a change"),
    ],
)
def test_what_is_no_change_is_one_line_with_a_remedy(words, said):
    with pytest.raises(UsageError, match=said):
        changes.read_change(words)


def test_events_of_the_scenario_stay_beside_those_of_the_change(tmp_path):
    (tmp_path / "parent.toml").write_text(f'schema_version = 1\n[[event]]\nmonth = 5\nset = {{ "{STOP}" = 0.2 }}\n')
    (tmp_path / "own.toml").write_text('schema_version = 1\nextends = "parent.toml"\ntitle = "Own"\n')
    base = changes.open_base(str(tmp_path / "own.toml"), ["population.size=4000"])
    assert base.title == "Own" and base.number("population.size") == 4000
    change = changes.read_change([f"month = 3, offices = [1], {ROOM} = 50"])
    text = changes.scenario_text(base, change.events, {"run.months": 24, "population.offices": 4}, {"en": "a", "nl": "b"})
    told = tomllib.loads(text)
    assert [(row["month"], row["set"]) for row in told["event"]] == [(3, {ROOM: 50}), (5, {STOP: 0.2})]
    assert told["event"][0]["offices"] == [1] and told["label_nl"] == "b"
    assert told["run"] == {"months": 24} and "population" not in told  # what it has already is not said again
    (tmp_path / "with.toml").write_text(text)
    assert changes.events_of(tmp_path / "with.toml")[0] == change.events[0]
