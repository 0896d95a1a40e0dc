"""Comparisons that are made for the page on dynamics: rivals, and other sizes and steps."""

import json
import os
import pathlib
import subprocess
import sys

import numpy as np
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["MAATWERK_PROGRAM"]
sys.path[:0] = [str(ROOT / "docs"), str(ROOT)]

import comparisons  # noqa: E402
import rivals  # noqa: E402
import sizes  # noqa: E402

TOWN = ("--set", "population.size=300", "--set", "run.warm_up=1")


def printed(*arguments, folder=ROOT):
    done = subprocess.run([PROGRAM, *arguments], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def row(default, unit="", drawn="no"):
    return {"name": "a.b", "default": default, "unit": unit, "drawn": drawn}


def test_a_shorter_step_keeps_what_half_months_add_up_to():
    def half(*arguments):
        return sizes.shorter(row(*arguments), 2, {})

    assert half("0.81", "", "half to twice its half-life: 0.6 to 0.9") == pytest.approx(0.9)
    assert half("0.19", "month-1", "half to twice its odds: 0.1 to 0.3") == pytest.approx(0.1)
    assert half("0.3", "month-1", "half to twice its value: 0.15 to 0.6") == 0.15
    assert half("12", "month") == 24 and isinstance(half("12", "month"), int)
    assert half("0.3") is None and half('"office"') is None and half("true") is None
    assert sizes.shorter(row("0.3", "month-1"), 2, {"a.b": {"power": 1}}) == 0.6
    assert sizes.shorter(row("0.3", "month-1"), 2, {"a.b": {"power": 0}}) is None


def test_every_exception_of_a_shorter_step_is_a_parameter_with_a_reason():
    listed = json.loads(printed("list", "parameters", "--json"))["parameters"]
    names = {one["name"] for one in listed}
    for name, exception in sizes.read(ROOT, "half_month.toml").items():
        assert name in names and exception["reason"].endswith(".")


@pytest.mark.parametrize("rate", [0.0, 0.03, 0.14, 0.4])
def test_what_comes_by_the_calendar_comes_at_its_rate_in_every_office(rate):
    events = rivals.by_calendar("loops.added_measures", rate)
    for office in range(rivals.OFFICES):
        mine = [(month, *values.values()) for month, values, here in events if here == office]
        assert sum(count for _, count in mine) == pytest.approx(rate * rivals.MONTHS, abs=1)
        months = [month for month, _ in mine]
        assert months == sorted(set(months))
        ends = {month for month, count in mine if count == 0}
        last = rivals.MONTHS
        assert all(month + 1 in months for month, count in mine if count and month < last)
        assert ends <= set(months) <= set(range(1, last + 1))


def test_a_scenario_of_a_comparison_is_one_that_the_program_reads(tmp_path):
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    folder = comparisons.Folder(tmp_path, "one")
    events = rivals.by_calendar("loops.added_measures", 0.03)
    text = comparisons.scenario("standard-maatwerk", "A", {"loops.others": False}, events)
    folder.write({"a": text})
    printed("check", "out/measured/one/a.toml", folder=tmp_path)


@pytest.fixture
def root(tmp_path):
    """A place to run in, with a program that runs a small town whatever it is asked."""
    for name in ("docs", "scenarios"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def small(root, runs, *flags):
    def run(command):
        runs.append(command)
        return printed(*command, *TOWN, *flags, folder=root)

    return run


def test_sizes_are_run_once_and_shown_beside_each_other(root):
    runs = []
    run = small(root, runs, "--months", "24")
    study = sizes.Sizes(root)
    study.settings = [{"name": name, "set": {}, "replicates": 2} for name in (sizes.BASE, "again")]
    study.run(None, run, True)
    assert study.tables() is None
    study.run(run, run, False)
    tables = study.tables()
    assert tables["settings"] == [sizes.BASE, "again"]
    for _, (one, other) in tables["headlines"]:
        assert one == other  # the same twice, and so nothing in bold
    (same,) = tables["signs"]
    assert same["other"] == []
    done = len(runs)
    study.run(run, run, True)
    assert len(runs) == done


def test_rivals_are_matched_and_asked_for_the_signatures_of_their_dynamic(root):
    runs = []
    study = rivals.Rivals(root, replicates=2)
    study.list = study.list[::2]  # of every dynamic, and of every kind
    study.run(small(root, runs), None, False)
    tables = study.tables()
    assert len(runs) == 2
    cells = [cell for one in tables["dynamics"] for _, row in one["rows"] for cell in row[1:]]
    wrong = sum(cell.endswith("†") for cell in cells)
    assert tables["asked"] - tables["right"] == wrong and 0 < tables["asked"] <= len(cells)
    assert [one["who"] for one in tables["dynamics"]] == list(rivals.DYNAMICS.values())
    for one in tables["dynamics"]:
        for claim, cells in one["rows"]:
            assert claim.startswith(one["who"]) and len(cells) == 1 + len(one["rivals"])
    text = (study.folder.path / "hardship-clauses-complaints-by-rate.toml").read_text()
    cut = "hardship-clauses-without-see_difference"
    model = study.folder.result("matching")
    rate = [rivals.whole(model, name, "equality_complaints") for name in ("hardship-clauses", cut)]
    assert f"added_complaints = {rate[0] - rate[1]}" in text
    assert np.isfinite(rate).all()
