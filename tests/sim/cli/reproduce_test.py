"""A result file is enough to make its numbers again."""

import json

import h5py
import pytest

from conftest import finished_in_time


@pytest.fixture
def result(toy, folder):
    event = '\n[[event]]\nmonth = 3\noffices = [1]\nset = { "policy.budget" = 5 }\n'
    with (folder / "town.toml").open("a") as file:
        file.write(event)
    flags = ("-o", "r.h5", "--seed", "77", "--set", "citizens.lens=0.123456789012345")
    assert toy("compare", "--variants", "town.toml", *flags).exit == 0
    (folder / "town.toml").unlink()  # from the file alone
    return folder / "r.h5"


def test_a_file_is_reproduced_bit_for_bit(toy, result):
    call = toy("reproduce", "r.h5")
    assert call.exit == 0, call.out
    assert "24 of 24 runs made again, 4 scenarios" in call.out
    assert "bit for bit" in call.out and call.err == ""
    assert toy("reproduce", "r.h5", "-j", "1").out == call.out


def test_some_of_the_runs_will_do(toy, result):
    call = toy("reproduce", "r.h5", "--runs", "5", "--json")
    assert call.exit == 0
    assert json.loads(call.out)["numbers"]["runs"] == 5


@pytest.mark.parametrize(
    "dataset, place, words",
    [
        ("trust", (9, 3), ("replicate 2", "trust")),
        ("life_situations/cases", (0, 0, 1), ("life_situation 1", "cases")),
        ("dilemmas/share", (3, 2, 0, 1), ("office 2", "loyalty law")),
        ("measures/strength", 2, ("measure", "strength")),
    ],
)
def test_one_changed_number_is_found(toy, result, dataset, place, words):
    with h5py.File(result, "r+") as file:
        file[dataset][place] = file[dataset][place] + 1
    call = toy("reproduce", "r.h5")
    assert call.exit == 7
    assert "not reproduced: 1 of" in call.out
    assert all(word in call.out for word in words)


def test_independent_luck_and_failed_runs_are_reproduced(toy, folder):
    (folder / "village.toml").write_text((folder / "town.toml").read_text())
    flags = ("--independent", "-o", "r.h5", "--set", "testing.failing_replicate=3")
    assert toy("compare", "town.toml", "village.toml", *flags).exit == 5
    call = toy("reproduce", "r.h5")
    assert call.exit == 0 and "11 of 12 runs" in call.out


def test_another_version_is_named_and_tried(toy, result):
    with h5py.File(result, "r+") as file:
        file.attrs["software_version"] = "0.0.1"
    call = toy("reproduce", "r.h5")
    assert call.exit == 0 and "made by maatwerk 0.0.1" in call.err


def test_a_file_of_another_model_is_refused(toy, result):
    with h5py.File(result, "r+") as file:
        file.attrs["model"] = "weather"
    call = toy("reproduce", "r.h5")
    assert call.exit == 3 and "weather" in call.err


def test_a_parameter_that_this_version_lacks_is_named(toy, result):
    with h5py.File(result, "r+") as file:
        texts = file["provenance/scenario_resolved"]
        texts[2] = texts.asstr()[2].replace("lens =", "monocle =")
    call = toy("reproduce", "r.h5")
    assert call.exit == 3 and "citizens.monocle" in call.err and "persons" in call.err
    assert "/tmp" not in call.err


def test_a_partial_file_is_reproduced_as_far_as_it_goes(toy, folder):
    slow = ("--set", "testing.milliseconds=10", "-n", "400", "-j", "1")
    assert finished_in_time(toy, folder, *slow) < 400
    call = toy("reproduce", "r.h5.partial", "-j", "4")
    assert call.exit == 0 and "partial" in call.err and "of 400 runs" in call.out


SWEEP = """\
schema_version = 1
scenario = "town.toml"

[design]
kind = "lhs"
n = 8
seed = 3

[[factor]]
name = "citizens.lens"
min = 0.1
max = 0.9

[replicates]
n = 3

[outputs]
metrics = ["trust", "cases"]
every = 2
"""


@pytest.mark.parametrize("shard", [(), ("--shard", "2/2")])
def test_a_sweep_is_reproduced_point_by_point(toy, folder, shard):
    (folder / "design.toml").write_text(SWEEP)
    assert toy("sweep", "design.toml", "-o", "s.h5", *shard).exit == 0
    call = toy("reproduce", "s.h5")
    assert call.exit == 0 and "bit for bit" in call.out, call.err
    with h5py.File(folder / "s.h5", "r+") as file:
        file["trust"][4, 1] += 1e-9
    call = toy("reproduce", "s.h5")
    assert call.exit == 7
    assert call.out.splitlines()[2].split()[2:3] == ["4"]  # month, though it is the second kept
