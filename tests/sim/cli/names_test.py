"""Scenarios, experiments and hypotheses by their names, and what check says of each."""

import json
import pathlib

import pytest

from conftest import PROGRAM, SCENARIO, Call

ROOT = pathlib.Path(__file__).parents[3]
DESIGN = '[design]\nkind = "lhs"\nn = 4\n[[factor]]\nname = "citizens.lens"\nmin = 0.1\nmax = 0.9\n'


@pytest.fixture
def program(folder):
    return lambda *line: Call(*line, program=PROGRAM, folder=folder)


def listed(program):
    return json.loads(program("list", "scenarios", "--json").out)["scenarios"]


def test_an_empty_folder_of_scenarios_hides_nothing(program, folder):
    shipped = [scenario["name"] for scenario in listed(program)]
    assert "quickstart" in shipped
    (folder / "scenarios").mkdir()
    assert [scenario["name"] for scenario in listed(program)] == shipped
    assert program("check", "quickstart").exit == 0


def test_the_list_says_where_a_scenario_comes_from_and_one_here_goes_first(program, folder):
    (folder / "scenarios").mkdir()
    for name in ("quickstart", "village"):
        (folder / f"scenarios/{name}.toml").write_text(SCENARIO)
    origins = {(row["name"], row["origin"]) for row in listed(program)}
    assert {("village", "here"), ("quickstart", "here"), ("quickstart", "shipped, hidden")} <= origins
    assert ("municipality", "shipped") in origins
    assert "scenarios/quickstart.toml: fine (6 months" in program("check", "quickstart").out


def test_a_file_extends_what_the_list_names(program, folder):
    (folder / "scenarios").mkdir()
    text = 'schema_version = 1\nextends = "{}"\n[run]\nmonths = 7\n'
    (folder / "scenarios/village.toml").write_text(text.format("duo"))
    assert "fine (7 months" in program("check", "village").out
    (folder / "scenarios/quickstart.toml").write_text(text.format("quickstart"))  # the shipped one
    assert "fine (7 months" in program("check", "quickstart").out
    (folder / "own.toml").write_text(text.format("municipalty"))
    call = program("check", "own.toml")
    assert call.exit == 3
    assert 'own.toml:2:11: extends = "municipalty": municipalty (no scenario of this name)' in call.err
    assert "Did you mean municipality?" in call.err


def test_experiments_and_hypotheses_name_their_scenario_too(program, folder):
    (folder / "file.toml").write_text('schema_version = 1\nscenario = "quickstart"\n' + DESIGN)
    assert program("check", "file.toml").exit == 0
    claims = (ROOT / "scenarios/hypotheses/patterns.toml").read_text()
    start, line, rest = claims.partition("\nscenario = ")
    name, rest = rest.split("\n", 1)
    named = pathlib.Path(json.loads(name)).stem
    (folder / "claims.toml").write_text(f'{start}{line}"{named}"\n{rest}')
    assert " hypotheses on " in program("check", "claims.toml").out


@pytest.mark.parametrize(
    "name, says",
    [("quickstart", "months, "), ("first-sweep", " points of "), ("essay", " hypotheses on ")],
)
def test_check_knows_a_file_by_what_is_in_it(program, name, says):
    call = program("check", name)
    assert call.exit == 0 and "fine (" in call.out and says in call.out


@pytest.mark.parametrize("command", ["sweep", "hypotheses"])
def test_a_name_that_nothing_has_is_answered_with_one_that_is_there(program, command):
    name = {"sweep": "first-swep", "hypotheses": "esay"}[command]
    call = program(command, name, "-o", "r.h5")
    assert call.exit == 2 and "Did you mean" in call.err


WRONG = {
    "scenario": (
        'schema_version = 1\ntitle = 3\n[run]\nmonths = 0\n[citizens]\nlense = 1\nlens = 2\n'
        '[[event]]\nmonth = 0.5\nset = { "citizens.lens" = 7, "policy.patience" = "x" }\n'
        '[[event]]\nset = { "citizens.lens" = 0.7 }\n',
        ["2:9", "4:10", "6:1", "7:8", "9:9", "10:27", "10:50", "11:1"],
    ),
    "experiment": (
        'schema_version = 2\nscenario = "town.toml"\ntitel = "x"\n'
        + DESIGN.replace("0.9", "9")
        + '[[factor]]\nname = "policy.patiense"\nmin = 1\nmax = 2\n'
        '[outputs]\nmetrics = ["trusst"]\nevery = 0\n',
        ["1:18", "3:1", "10:7", "12:8", "16:11"],
    ),
    "hypotheses": (
        'schema_version = 1\nscenario = "town.toml"\nvariants = true\n'
        '[[hypothesis]]\nname = "a"\n[[hypothesis]]\nname = "b"\ntext = "x"\n[[hypothesis]]\n',
        ["4:1", "8:1", "9:1"],
    ),
    "table": (
        'schema_version = 1\nscenario = "town.toml"\n[design]\nkind = "csv"\nfile = "rows.csv"\n',
        ["2:1", "3:5", "4:1"],
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_check_tells_every_mistake_of_a_file(toy, folder, kind):
    text, places = WRONG[kind]
    (folder / "rows.csv").write_text("citizens.lens,policy.patience\n7,3\n0.1,x\n0.1\n0.1,4\n")
    (folder / "bad.toml").write_text(text)
    call = toy("check", "bad.toml")
    found = [line.split(": ")[1].split(":", 1)[1] for line in call.err.splitlines()]
    assert call.exit == 3 and sorted(found) == sorted(places), call.err
    document = json.loads(toy("check", "bad.toml", "--json").out)["scenarios"][0]
    assert [f"maatwerk: {error}" for error in document["errors"]] == call.err.splitlines()
    assert document["error"] == document["errors"][0] and not document["valid"]


def test_other_commands_stop_at_the_first_mistake(toy, folder):
    (folder / "bad.toml").write_text(WRONG["scenario"][0])
    call = toy("run", "bad.toml")
    assert call.exit == 3 and len(call.err.splitlines()) == 1 and "bad.toml:2:9" in call.err


def test_init_starts_short_and_full_has_everything(program, folder):
    short, full = program("init").out, program("init", "--full").out
    values = [line for line in short.splitlines() if " = " in line and not line.startswith("#")]
    assert 10 < len(values) - 3 < 16  # beside schema_version, model and title
    assert "individual_tailoring = 50.0" in values
    assert all(f"{line.split(' = ')[0]} = " in full for line in values) and len(full) > 10 * len(short)
    (folder / "mine.toml").write_text(short)
    call = program("check", "mine.toml", "--print-resolved")
    assert call.exit == 0 and call.err == ""
    plain = "schema_version = 1\ntitle = 'My scenario'\n"
    (folder / "plain.toml").write_text(plain)
    assert program("diff", "mine.toml", "plain.toml").exit == 0
