"""One citizen through the scenarios of a file, as text."""

import h5py
import numpy as np
import pytest

from analysis.command_line import main
from analysis.follow import NUMBERS, VOICES

# run, citizen, month, option: citizen 7 in both scenarios, 9 in one, 7 in a run that failed
HANDLINGS = [(0, 7, 3, 1), (0, 7, 11, 0), (0, 9, 5, 2), (1, 7, 3, 0), (2, 7, 4, 0)]


@pytest.fixture
def followed(tmp_path):
    """A file of two scenarios and three runs, the last of which failed."""
    path = tmp_path / "r.h5"
    run, citizen, month, option = (np.array(column, dtype="i4") for column in zip(*HANDLINGS))
    with h5py.File(path, "w") as file:
        file.attrs["Conventions"] = "CF-1.11 MAATWERK-1.0"
        file.attrs["format_version"] = "1.0"
        file["status"] = np.array([1, 1, 2], dtype="i1")
        file["replicate"] = np.array([0, 0, 1], dtype="i4")
        names = ["standardisation", "standard-maatwerk", "standardisation"]
        file["scenario_name"] = np.array(names, dtype=h5py.string_dtype())
        group = file.create_group("agents")
        group["run_id"], group["citizen_id"] = run, citizen
        group["month_handled"], group["option"] = month, option
        group["option"].attrs["flag_meanings"] = "apply tailor shortcut escalate"
        group["worker_id"] = np.full(len(run), 4, dtype="i4")
        for name in NUMBERS:
            group[name] = np.linspace(-1, 1, len(run))
        for name in ("apply", "tailor", "shortcut", "escalate"):
            group[f"probability_{name}"] = np.full(len(run), 0.25)
        for k, voice in enumerate(VOICES):
            group[f"vote_{voice}"] = np.full(len(run), -1.5 if voice == "law" else 0.1 * k)
    return path


def test_a_citizen_has_a_table_for_each_scenario_and_a_row_for_each_handling(followed, capsys):
    assert main(["follow", str(followed), "--citizen", "7"]) == 0
    told = capsys.readouterr().out
    first, second = told.split("standard maatwerk")
    assert "Citizen 7" in first and "rule of law −1.50" in first
    assert [line.split()[0] for line in first.splitlines()[4:6]] == ["3", "11"]
    assert [line.split()[0] for line in second.splitlines()[2:3]] == ["3"]
    assert "tailoring" in first and "tailoring" not in second


def test_the_first_followed_citizen_is_told_of_unless_another_is_named(followed, capsys):
    main(["follow", str(followed), "--language", "nl"])
    told = capsys.readouterr().out
    assert "Burger 7" in told and "maatwerk" in told and "−1,50" in told


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        ([], "Citizen 5, replicate 1"),
        (["--replicate", "2"], "Citizen 3, replicate 2"),
        (["--citizen", "3"], "Citizen 3, replicate 2"),
    ],
)
def test_a_citizen_of_another_replicate_is_told_of_in_that_one(followed, capsys, flags, told):
    with h5py.File(followed, "r+") as file:
        file["status"][:] = 1
        file["replicate"][:] = [1, 1, 2]
        file["agents/citizen_id"][:] = [5, 5, 5, 5, 3]
    assert main(["follow", str(followed), *flags]) == 0
    words = capsys.readouterr().out
    assert told in words and "month" in words


def test_a_world_without_a_case_of_the_citizen_says_so(followed, capsys):
    assert main(["follow", str(followed), "--citizen", "9"]) == 0
    words = capsys.readouterr().out
    assert words.count("No case of this citizen was handled") == 1
    assert words.count("treatment") == 2  # the head of the one table, and the note


def test_who_is_not_followed_is_refused_with_who_is(followed, capsys):
    assert main(["follow", str(followed), "--citizen", "8"]) == 2
    assert "Try: 7, 9" in capsys.readouterr().err
    assert main(["follow", str(followed), "--replicate", "1"]) == 2


def test_a_file_without_followed_citizens_says_how_to_follow_some(cutless, capsys):
    assert main(["follow", str(cutless)]) == 4
    assert "record.sampled_citizens" in capsys.readouterr().err
