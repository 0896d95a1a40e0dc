"""Every scenario that is shipped is sound, is found by its name, and runs with all its events."""

import json
import pathlib

import pytest

from conftest import PROGRAM, Call

ROOT = pathlib.Path(__file__).parents[3]
LISTED = json.loads(Call("list", "scenarios", "--json", program=PROGRAM, folder=ROOT).out)
EXPERIMENTS = sorted((ROOT / "scenarios/experiments").glob("*/*.toml"))
FILES = sorted((ROOT / "scenarios").rglob("*.toml"))


@pytest.mark.parametrize("scenario", LISTED["scenarios"], ids=lambda scenario: scenario["name"])
def test_a_shipped_scenario_runs_in_a_small_town(scenario):
    town = ("--set", "population.size=400", "--set", "population.citizens_per_worker=10")
    small = () if "mutual_learning" in scenario["path"] else town
    call = Call(
        "run", scenario["name"], "-n", "5", *small, "--json", "-q", program=PROGRAM, folder=ROOT
    )
    assert call.exit == 0 and call.err == ""
    assert scenario["title"] in call.out


def test_nothing_that_is_shipped_is_warned_of():
    call = Call("check", *FILES, program=PROGRAM, folder=ROOT)
    assert call.exit == 0 and call.err == "" and call.out.count(": fine (") == len(FILES) > 60


@pytest.mark.parametrize("path", EXPERIMENTS, ids=lambda path: path.stem)
def test_an_experiment_in_a_folder_is_sound(path):
    call = Call("check", path, program=PROGRAM)
    assert call.exit == 0 and "fine (" in call.out


def test_the_experiments_on_practices_have_a_scenario_each():
    practices = {path.stem for path in EXPERIMENTS if path.parent.name == "practices"}
    assert practices and practices <= {scenario["name"] for scenario in LISTED["scenarios"]}
