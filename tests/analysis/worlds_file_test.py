"""Studies that the analysis makes of its own, in the worlds of a file: those that fit what was observed, or any others."""

import shutil

import h5py
import numpy as np
import pytest
from study_command_test import SAYS

from analysis import program, tipping_study
from analysis.command_line import STUDIES, main
from analysis.language import LANGUAGES, Language
from analysis.study_command import so_many
from analysis.worlds import origin

TOWN = """\
schema_version = 1
title = "A town"
[population]
size = 300
offices = 4
[run]
months = 24
warm_up = 0
[observed.take_up]
value = 85
margin = 10
year = 2024
source = "made up"
"""
FREE = ["citizens.take_up_level", "workers.hours_margin", "workers.hours_tailoring"]
SMALL = ["-n", "2", "-j", "1", "--worlds-replicates", "1", "--set", "population.size=100", "--set", "run.months=24",
         "--set", "run.warm_up=1"]  # fmt: skip


def calibrated(folder, name, free):
    """Path of three worlds that fit the town, in which these parameters differ."""
    (folder / "town.toml").write_text(TOWN)
    flags = {"free": ",".join(free), "worlds": 3, "replicates": 2, "force": True, "output": str(folder / name)}
    program.call("calibrate", [str(folder / "town.toml")], flags)
    return folder / name


@pytest.fixture(scope="module")
def fitted(tmp_path_factory):
    return calibrated(tmp_path_factory.mktemp("fitted"), "worlds.h5", FREE)


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """Path of a study in two worlds that were drawn."""
    path = tmp_path_factory.mktemp("other") / "run.h5"
    flags = {"replicates": 2, "worlds": 2, "worlds_replicates": 1, "set": ["population.size=300", "run.months=12"]}
    program.call("run", ["standard-maatwerk", "--output", str(path)], flags)
    return path


@pytest.mark.parametrize("command", STUDIES)
def test_each_command_takes_a_file_and_forecasts_as_many_worlds(command, fitted, capsys, tmp_path):
    flags, _ = SAYS[command]
    words = [command, "standard-maatwerk", *flags, "-n", "2", "--worlds-replicates", "5", "--dry-run", "-o", str(tmp_path / "none")]
    told = []
    for worlds in (str(fitted), "3"):
        assert main([*words, "--worlds", worlds]) == 0
        told.append(capsys.readouterr().out.rpartition(", about")[0])
    assert told[0] == told[1] and not (tmp_path / "none").exists()


@pytest.fixture(scope="module")
def tipped(fitted, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tipped")
    assert main(["tipping", "standard-maatwerk", "-o", str(folder), "--worlds", str(fitted), *SMALL]) == 0
    return folder


def test_where_room_tips_is_asked_of_the_worlds_of_a_file_at_every_place_but_for_what_is_mapped(fitted, tipped):
    ground = tipping_study.open_ground(tipped / "tipping.h5")
    with h5py.File(fitted) as file:
        names, values = list(file["worlds/parameter"].asstr()[:]), file["worlds/parameter_value"][:]
    assert sorted(names) == sorted(FREE)
    kept = [names.index(name) for name in ground.worlds.sweep.design.factors]
    assert {names[place] for place in kept} == {"citizens.take_up_level", "workers.hours_tailoring"}
    assert np.array_equal(ground.worlds.sweep.design.value, values[:, kept])
    assert ground.in_worlds("misfit", 2).shape == (3, 4, 6, 3) and np.isfinite(ground.in_worlds("misfit", 2)).all()


def test_what_is_told_says_that_worlds_were_found_and_from_the_file_alone_too(tipped, capsys, monkeypatch):
    monkeypatch.setenv("MAATWERK_PROGRAM", "/bin/false")
    for code in LANGUAGES:
        assert main(["tipping", str(tipped / "tipping.h5"), "--lang", code]) == 0
        assert Language(code)("worlds.fitted") in capsys.readouterr().out.splitlines()[0]


def test_worlds_of_another_study_are_not_called_found(fitted, other):
    for code in LANGUAGES:
        language = Language(code)
        told = [origin(so_many(words), language) for words in (str(fitted), str(other), "3")]
        assert told == [language(f"worlds.{one}") for one in ("fitted", "given", "drawn")]
        assert len(set(told)) == 3


def test_a_table_of_vectors_is_as_many_worlds_as_it_has_rows(other, tmp_path, capsys):
    table = tmp_path / "vectors.csv"
    program.call("export", [str(other), "--by", "world_vectors", "-o", str(table)], {})
    worlds = so_many(str(table))
    assert worlds == 2 and str(worlds) == str(table) and worlds.found == "given"
    words = ["levers", "standard-maatwerk", "-n", "2", "--dry-run", "--worlds", str(table)]
    assert main(words) == 0
    told = capsys.readouterr().out
    assert main([*words[:-1], "2"]) == 0
    assert capsys.readouterr().out.rpartition(", about")[0] == told.rpartition(", about")[0]


def test_worlds_that_differ_only_in_what_is_mapped_are_refused_before_any_run(tmp_path, capsys):
    path = calibrated(tmp_path, "hours.h5", ["workers.hours_margin"])
    assert main(["tipping", "standard-maatwerk", "-o", str(tmp_path / "out"), "--worlds", str(path), *SMALL]) == 2
    assert "differ only in room, hours and law" in capsys.readouterr().err
    assert not (tmp_path / "out/tipping.h5").exists()


def test_a_measure_is_tested_in_the_worlds_of_a_file_that_lies_in_its_own_folder(fitted, tmp_path, capsys):
    shutil.copyfile(fitted, tmp_path / "worlds.h5")
    words = ["test-measure", "standardisation", "--change", "policy.individual_tailoring = 100", "-o", str(tmp_path), *SMALL]
    assert main([*words, "-n", "5", "--worlds", str(tmp_path / "worlds.h5")]) == 0
    assert Language("en")("worlds.fitted") in capsys.readouterr().out
    assert (tmp_path / "worlds.h5").read_bytes() == fitted.read_bytes()
