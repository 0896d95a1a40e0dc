"""Where two result files, or two scenarios, part."""

import json
import shutil

import h5py
import pytest


@pytest.fixture
def result(toy, folder):
    assert toy("run", "town.toml", "-o", "a.h5").exit == 0
    shutil.copy(folder / "a.h5", folder / "b.h5")
    return folder / "b.h5"


def change(path, dataset, place, amount=1e-12):
    with h5py.File(path, "r+") as file:
        file[dataset][place] = file[dataset][place] + amount


def test_a_file_equals_its_copy(toy, result):
    call = toy("diff", "a.h5", "b.h5")
    assert call.exit == 0 and "the same, bit for bit" in call.out
    assert json.loads(toy("diff", "a.h5", "b.h5", "--json").out)["equal"] is True


def test_the_first_month_is_found_before_the_first_run(toy, result):
    change(result, "trust", (1, 4))
    change(result, "underserved", (3, 2))
    change(result, "offices/waiting", (2, 1, 2), 1e-6)  # has 24 bits
    call = toy("diff", "a.h5", "b.h5", "--json")
    assert call.exit == 7
    numbers = json.loads(call.out)["numbers"]
    assert numbers["differing"] == 3 and numbers["differing_metrics"] == [
        "underserved",
        "trust",
    ]
    whole, offices = numbers["first"]
    assert (whole["month"], whole["run_a"], whole["metric"]) == (3, 3, "underserved")
    assert whole["b"] - whole["a"] == pytest.approx(1e-12, rel=1e-3)
    assert (offices["month"], offices["run_a"], offices["place"]) == (2, 2, "office 2")
    text = toy("diff", "a.h5", "b.h5").out
    assert "town, replicate 3" in text and "office 2" in text


def test_other_parameters_are_named_with_what_set_them(toy, folder):
    assert toy("run", "town.toml", "-o", "a.h5").exit == 0
    assert (
        toy(
            "run", "town.toml", "-o", "b.h5", "--set", "citizens.lens=0.9", "-s", "7"
        ).exit
        == 0
    )
    call = toy("diff", "a.h5", "b.h5", "--json")
    assert call.exit == 7
    values = {value["key"]: value for value in json.loads(call.out)["values"]}
    assert set(values) == {"citizens.lens", "run.seed"}
    assert values["citizens.lens"]["place_a"] == "built-in"
    assert values["citizens.lens"]["place_b"] == "--set #1"
    assert values["run.seed"]["b"] == "7"


def test_a_longer_study_is_compared_as_far_as_both_go(toy):
    assert toy("run", "town.toml", "-o", "a.h5").exit == 0
    assert toy("run", "town.toml", "-o", "b.h5", "--months", "9", "-n", "4").exit == 0
    call = toy("diff", "a.h5", "b.h5", "--json")
    numbers = json.loads(call.out)["numbers"]
    assert call.exit == 7 and numbers["runs"] == 4
    assert any("replicate 5 is only in A" in text for text in numbers["unlike"])
    assert any("underserved is 6 in A and 9 in B" in text for text in numbers["unlike"])


def test_a_run_that_ended_otherwise_is_told(toy):
    assert toy("run", "town.toml", "-o", "a.h5").exit == 0
    assert (
        toy(
            "run", "town.toml", "-o", "b.h5", "--set", "testing.failing_replicate=2"
        ).exit
        == 5
    )
    out = toy("diff", "a.h5", "b.h5").out
    assert "town, replicate 2 ok in A, failed in B" in out


def test_scenarios_are_compared_value_by_value(toy, folder):
    (folder / "village.toml").write_text(
        "schema_version = 1\n[population]\nsize = 50\n[run]\nmonths = 6\nreplicates = 6\n"
    )
    call = toy("diff", "town.toml", "village.toml")
    assert call.exit == 7
    (row,) = [
        line for line in call.out.splitlines() if line.startswith("population.size")
    ]
    assert row.split()[1:] == ["100", "50", "built-in", "village.toml:3:1"]
    assert "run.months" not in call.out
    assert toy("diff", "town.toml", "town.toml").exit == 0


def test_events_are_part_of_a_scenario(toy, folder):
    event = '\n[[event]]\nmonth = 3\nset = { "policy.budget" = 5 }\n'
    (folder / "later.toml").write_text((folder / "town.toml").read_text() + event)
    call = toy("diff", "town.toml", "later.toml")
    assert call.exit == 7 and "policy.budget" in call.out


def test_only_like_is_compared_with_like(toy, result):
    assert toy("diff", "a.h5", "town.toml").exit == 2
    assert toy("diff", "a.h5", "absent.h5").exit == 4
    assert toy("diff", "a.h5").exit == 2
