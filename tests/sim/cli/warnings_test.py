"""What is no mistake but can hardly be meant is warned of, and only of what the user wrote."""

import json

import h5py
import pytest

from conftest import PROGRAM, Call

SMALL = "schema_version = 1\n[run]\nmonths = 3\nreplicates = 5\nwarm_up = 2\n[population]\nsize = 400\n"
HALF = "policy.individual_tailoring = 0.5 (less than 1 percent"


@pytest.fixture
def check(folder):
    """Warnings about a scenario with this text below its head, and these flags."""

    def call(text, *flags):
        (folder / "own.toml").write_text(SMALL + text)
        done = Call("check", "own.toml", *flags, program=PROGRAM, folder=folder)
        assert done.exit == 0, done.err
        return done.err.splitlines()

    return call


def event(month, key, value, offices=""):
    return f'[[event]]\nmonth = {month}\n{offices}set = {{ "{key}" = {value} }}\n'


def test_a_share_where_percents_are_meant(check):
    (line,) = check("[policy]\nindividual_tailoring = 0.5\n")
    assert line.startswith(f"warning: own.toml:9:24: {HALF}") and "Did you mean 50?" in line
    assert HALF in check("", "--set", "policy.individual_tailoring=0.5")[0]
    assert "event 1: " + HALF in check(event(2, "policy.individual_tailoring", 0.5))[0]
    for fine in (0, 1, 1.5, 100):
        assert check(f"[policy]\nindividual_tailoring = {fine}\n") == []


@pytest.mark.parametrize(
    "text, key",
    [
        ("[policy]\ngroup_tailoring = 100\nhardship_gate = 2\n", "policy.hardship_gate"),
        ("[policy]\nunit_share = 0.3\n", "policy.unit_share"),
        ("[policy]\nwaiting_list = 3\n", "policy.waiting_list"),
        ("[levers]\nsunset_months = 12\n", "levers.sunset_months"),
        ("[loops]\nseek_shelter = false\nsurvival = false\n", "loops.survival"),
        (event(2, "levers.pause_months", 3), "levers.pause_months"),
    ],
)
def test_a_value_without_effect(check, text, key):
    (line,) = check(text)
    assert f"{key} (no effect where " in line and "own.toml:" in line


@pytest.mark.parametrize(
    "text",
    [
        "[policy]\ngroup_tailoring = 99\nhardship_gate = 2\n",
        "citizens_per_worker = 10\n[policy]\nunit = 'special'\nunit_share = 0.3\nwaiting_list = 3\n",
        "[policy]\ndecider = 'manager'\nwaiting_list = 3\n",
        "[levers]\nsunset = 0.5\nsunset_months = 12\n",
        # An event lets it act later on.
        "[levers]\nsunset_months = 12\n" + event(2, "levers.sunset", 1),
        "[policy]\ngroup_tailoring = 100\nhardship_gate = 2\n"
        + event(2, "policy.group_tailoring", 0, "offices = [1]\n"),
    ],
)
def test_a_value_that_may_have_effect_is_no_matter(check, text):
    assert check(text) == []


def test_a_change_that_changes_nothing(check, folder):
    said = "(changes nothing: that is its value already)"
    assert said in check("", "--set", "policy.individual_tailoring=50")[0]
    assert check("[policy]\nindividual_tailoring = 50\n") == []  # a default said aloud
    (folder / "base.toml").write_text("schema_version = 1\n[policy]\nindividual_tailoring = 20\n")
    (folder / "own.toml").write_text(
        "schema_version = 1\nextends = 'base.toml'\n[policy]\nindividual_tailoring = 20\n"
    )
    call = Call("check", "own.toml", program=PROGRAM, folder=folder)
    assert f"own.toml:4:1: policy.individual_tailoring = 20.0 {said}" in call.err
    (line,) = check(event(2, "policy.individual_tailoring", 50))
    assert "event 1: policy.individual_tailoring = 50.0 " + said in line
    back = event(2, "policy.individual_tailoring", 60, "offices = [0]\n")
    assert check(back + event(3, "policy.individual_tailoring", 50)) == []


def test_a_value_of_a_file_that_another_extends_is_not_the_users(check, folder):
    (folder / "base.toml").write_text("schema_version = 1\n[policy]\nhardship_gate = 2\n")
    (folder / "own.toml").write_text(
        "schema_version = 1\nextends = 'base.toml'\n[policy]\ngroup_tailoring = 100\n"
    )
    call = Call("check", "own.toml", program=PROGRAM, folder=folder)
    assert call.exit == 0 and call.err == ""


def test_what_has_effect_in_one_scenario_of_a_study_is_no_matter(folder):
    """Group tailoring is 100 in two of the variants only."""
    (folder / "own.toml").write_text(SMALL + "[policy]\nhardship_gate = 2\n")
    for flags in (["--variants"], ["--variants", "--set", "policy.hardship_gate=3"]):
        call = Call("compare", "own.toml", *flags, "-q", program=PROGRAM, folder=folder)
        assert call.exit == 0 and call.err == ""


def test_warnings_stay_with_the_result(folder):
    (folder / "own.toml").write_text(SMALL + "[policy]\nindividual_tailoring = 0.5\n")
    call = Call("run", "own.toml", "-o", "x.csv", "-q", "--json", program=PROGRAM, folder=folder)
    warned = [line.removeprefix("warning: ") for line in call.err.splitlines()]
    assert len(warned) == 2 and HALF in warned[0]
    assert warned[1].startswith("-o: x.csv (a result is HDF5") and "x.h5" in warned[1]
    assert json.loads(call.out)["warnings"] == warned
    status = Call("status", "x.csv", program=PROGRAM, folder=folder)
    assert all(f"  warning    {one}\n" in status.out for one in warned)
    with h5py.File(folder / "x.csv") as file:
        assert len(file["provenance/warning_text"]) == 2


def test_a_deterministic_file_says_nothing_of_where_it_lies(folder):
    (folder / "own.toml").write_text(SMALL + "[policy]\nindividual_tailoring = 0.5\n")
    for name in ("x.csv", "x.h5"):
        flags = ("-o", name, "-q", "--deterministic")
        assert Call("run", "own.toml", *flags, program=PROGRAM, folder=folder).exit == 0
    assert (folder / "x.csv").read_bytes() == (folder / "x.h5").read_bytes()


EXPERIMENT = """\
schema_version = 1
base = "own.toml"
[design]
kind = "list"
[[factor]]
name = "levers.sunset_months"
values = [6, 12]
[[scenario]]
name = "plain"
set = { "policy.individual_tailoring" = 50, "policy.group_tailoring" = 50 }
[[scenario]]
name = "other"
set = { "policy.individual_tailoring" = 0.5, "policy.group_tailoring" = 50 }
"""


def test_an_experiment_is_warned_of_its_own_values_and_merged_shards_keep_it(folder):
    (folder / "own.toml").write_text(SMALL)
    (folder / "file.toml").write_text(EXPERIMENT)
    run = lambda *line: Call(*line, program=PROGRAM, folder=folder)
    lines = run("check", "file.toml").err.splitlines()
    assert [line.split(": ")[1:3] for line in lines] == [
        ["file.toml:13:9", HALF.split(":")[0] + " (less than 1 percent"][:1]
        + [lines[0].split(": ")[2]],
        ["file.toml:6:8", "levers.sunset_months (no effect where levers.sunset = 0.0). Leave it out, or change that."],
        ["file.toml:10:45", lines[2].split(": ")[2]],
        ["file.toml:13:46", lines[3].split(": ")[2]],
    ]
    assert HALF in lines[0]
    assert all("group_tailoring = 50.0 (changes nothing" in line for line in lines[2:])
    for shard in (1, 2):
        assert run("sweep", "file.toml", "-n", 4, "--shard", f"{shard}/2", "-o", f"{shard}.h5").exit == 0
    assert run("merge", "1.h5", "2.h5", "-o", "all.h5").exit == 0
    for line in lines:
        assert line.replace("warning: ", "  warning    ") in run("status", "all.h5").out
