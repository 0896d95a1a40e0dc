"""Every mistake on a command line or in a scenario is one line that names it, with an exit code."""

import pytest

USAGE, INVALID, INPUT_OUTPUT = 2, 3, 4

COMMAND_LINES = [
    ("rum town.toml", USAGE, "Did you mean run?"),
    ("compaer town.toml", USAGE, "Did you mean compare?"),
    ("simulate town.toml", USAGE, "no such command"),
    ("--seed 1 run town.toml", USAGE, "Write the command first"),
    ("run", USAGE, "SCENARIO is missing"),
    ("run town.toml town.toml", USAGE, "one operand too many"),
    ("run town.toml --see 1", USAGE, "Did you mean --seed?"),
    ("run town.toml --replicate 5", USAGE, "Did you mean --replicates?"),
    ("run town.toml --no-such-flag", USAGE, "no such flag"),
    ("run town.toml -z", USAGE, "-z (no such flag)"),
    ("run town.toml --variants", USAGE, "not a flag of run"),
    ("run town.toml --print-resolved", USAGE, "It belongs to: check"),
    ("check town.toml -o x.h5", USAGE, "not a flag of check"),
    ("run town.toml --seed", USAGE, "needs a value"),
    ("run town.toml --seed -1", USAGE, "0 to 2^63-1"),
    ("run town.toml --seed 9223372036854775808", USAGE, "0 to 2^63-1"),
    ("run town.toml --seed nan", USAGE, "0 to 2^63-1"),
    ("run town.toml --seed 1 --seed 2", USAGE, "given 2 times"),
    ("run town.toml -n -1", USAGE, "a whole number, 1 to 1000000000"),
    ("run town.toml -n 0", USAGE, "a whole number, 1 to 1000000000"),
    ("run town.toml -n 1e3", USAGE, "a whole number, 1 to 1000000000"),
    ("run town.toml -n 99999999999", USAGE, "a whole number, 1 to 1000000000"),
    ("run town.toml -j two", USAGE, "a whole number, 1 to 1000000000"),
    ("run town.toml --months 0", USAGE, "a whole number, 1 to 1000000000"),
    ("run town.toml --months=", USAGE, "--months"),
    ("run town.toml --force=yes", USAGE, "takes no value"),
    ("run town.toml --progress bra", USAGE, "auto|bar|plain|json|none"),
    ("run town.toml --time-limit soon", USAGE, "not a time"),
    ("run town.toml --time-limit -5", USAGE, "not a time"),
    ("run town.toml --set citizens.lens", USAGE, "not KEY=VALUE"),
    ("run town.toml --set =1", USAGE, "not KEY=VALUE"),
    ("run town.toml --set citizens.lens=nan", INVALID, "--set #1"),
    ("run town.toml --set citizens.lens=2", INVALID, "--set #1"),
    ("run town.toml --set citizens.lnes=0.1", INVALID, "citizens.lens"),
    ("run town.toml --set policy.decider=wroker", INVALID, "worker"),
    ("run town.toml --set citizens.lens=0.1 --set citizens.noise=x", INVALID, "--set #2"),
    ("run town.toml --set citizens.complain=1", INVALID, "--set #1"),
    ("run town.toml -q -v", USAGE, "opposites"),
    ("run town.toml --max-runs 10", USAGE, "without --until"),
    ("run town.toml --until trust@all=1", USAGE, "ci(METRIC@WINDOW)=X"),
    ("run town.toml --until ci(trust)=1", USAGE, "has no window"),
    ("run town.toml --until ci(turst@all)=1", USAGE, "Did you mean trust?"),
    ("run town.toml --until ci(trust@all)=-1", USAGE, "above 0"),
    ("run town.toml --until ci(trust@all)=1 -n 5", USAGE, "--max-runs"),
    ("run town.toml --until ci(trust@all)=1 --max-runs 1", USAGE, "two replicates"),
    ("run town.toml --until ci(trust@last_year)=1", USAGE, "only the window all"),
    ("run town.toml --fail-if trust", USAGE, "METRIC@WINDOW OP NUMBER"),
    ("run town.toml --fail-if trust@al>1", USAGE, "Did you mean all?"),
    ("run town.toml --fail-if trust@all>one", USAGE, "not a number"),
    ("compare town.toml", USAGE, "--variants"),
    ("compare town.toml town.toml", USAGE, "a name of its own"),
    ("compare --variants town.toml town.toml", USAGE, "one scenario"),
    ("compare --variants town.toml --set policy.group_tailoring=5", USAGE, "--variants sets it"),
    ("run no_such_town", USAGE, "no scenario of this name"),
    ("run missing.toml", INPUT_OUTPUT, "missing.toml"),
    ("run ./", INPUT_OUTPUT, "./"),
    ("check town.toml missing.toml", INPUT_OUTPUT, "missing.toml"),
    ("run town.toml -o no/such/folder/r.h5", INPUT_OUTPUT, "no/such/folder"),
    ("run town.toml -o .", INPUT_OUTPUT, "a directory"),
    ("status missing.h5", INPUT_OUTPUT, "missing.h5"),
    ("status town.toml", INPUT_OUTPUT, "town.toml"),
    ("follow r.h5", USAGE, "`maatwerk story citizen --who N`"),
    ("explain underservd", USAGE, "Did you mean underserved?"),
    ("list metric", USAGE, "Did you mean metrics?"),
    ("help rn", USAGE, "Did you mean run?"),
    ("completion ksh", USAGE, "bash, zsh or fish"),
]


@pytest.mark.parametrize(
    "line, code, message", COMMAND_LINES, ids=[row[0] for row in COMMAND_LINES]
)
def test_a_wrong_command_line_is_refused_in_one_line(toy, line, code, message):
    call = toy(*line.split(" "))
    assert message in call.err
    assert call.exit == code
    assert call.err.startswith("maatwerk: ") and call.err.count("\n") == 1
    assert call.out == "" or line.startswith("check")


SCENARIOS = [
    ("", "schema_version"),
    ("schema_version = 2\n", "schema_version"),
    ("schema_version = 1\nschema_version = 1\n", "2"),
    ("schema_version = 1\n[citizens\n", "2"),
    ("schema_version = 1\n[citizen]\nlens = 0.1\n", "citizens"),
    ("schema_version = 1\n[citizens]\nlnes = 0.1\n", "lens"),
    ("schema_version = 1\n[citizens]\nlens = 1.5\n", "3:"),
    ("schema_version = 1\n[citizens]\nlens = nan\n", "lens"),
    ("schema_version = 1\n[citizens]\nlens = 'high'\n", "lens"),
    ("schema_version = 1\n[run]\nmonths = 0\n", "months"),
    ("schema_version = 1\n[run]\nseed = -1\n", "seed"),
    ('schema_version = 1\n[[event]]\nmonth = 500\nset = { "policy.budget" = 1 }\n', "month = 500"),
    ("schema_version = 1\nextends = 'bad.toml'\n", "bad.toml"),
]


@pytest.mark.parametrize("text, message", SCENARIOS)
def test_a_wrong_scenario_is_refused_with_its_place(toy, folder, text, message):
    (folder / "bad.toml").write_text(text)
    call = toy("run", "bad.toml")
    assert call.exit == INVALID, call.err
    assert call.err.startswith("maatwerk: ") and "bad.toml" in call.err
    assert message in call.err
    assert call.out == ""


def test_scenarios_that_differ_in_length_are_not_compared(toy, folder):
    (folder / "long.toml").write_text("schema_version = 1\n[run]\nmonths = 9\n")
    call = toy("compare", "town.toml", "long.toml")
    assert call.exit == INVALID
    assert "Give --months" in call.err


def test_check_looks_at_every_file(toy, folder):
    (folder / "bad.toml").write_text("schema_version = 2\n")
    call = toy("check", "bad.toml", "town.toml")
    assert call.exit == INVALID
    assert "town.toml: fine" in call.out


def test_no_arguments_are_answered_with_short_help(toy):
    call = toy()
    assert call.exit == USAGE
    assert call.out == "" and "maatwerk help" in call.err
