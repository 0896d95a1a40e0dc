"""Several models in one program: a file says of which it is, and every command follows."""

import json
import pathlib

import h5py
import pytest

from conftest import PROGRAM, Call

ROOT = pathlib.Path(__file__).parents[3]


def model(*words, folder=ROOT):
    return Call(*words, program=PROGRAM, folder=folder)


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    file = tmp_path_factory.mktemp("models") / "t.h5"
    assert model("run", "turbulence", "-n", "5", "--months", "30", "-q", "-o", file).exit == 0
    return file


def test_the_models_are_listed_the_first_being_that_of_files_which_name_none():
    names = [row["name"] for row in json.loads(model("list", "models", "--json").out)["models"]]
    assert names == ["discretion", "mutual_learning"]
    assert 'model = "discretion"' in model("init").out


def test_a_list_is_of_the_model_that_is_asked_for():
    listed = json.loads(model("list", "phases", "--model", "mutual_learning", "--json").out)
    assert [row["name"] for row in listed["phases"]][-3:] == ["socialise", "adopt", "record"]
    assert model("list", "--model", "mutual").exit == 2


def test_what_the_first_model_lacks_is_explained_from_another():
    assert "learning.fast_share (parameter)" in model("explain", "fast_share").out


def test_files_of_two_models_are_not_compared():
    call = model("compare", "turbulence", "quickstart")
    assert call.exit == 2 and "mutual_learning and discretion" in call.err


def test_a_model_that_is_not_there_is_named(tmp_path):
    (tmp_path / "a.toml").write_text('schema_version = 1\nmodel = "mutual_lerning"\n')
    call = model("run", "a.toml", folder=tmp_path)
    assert call.exit == 2 and "mutual_learning?" in call.err


def test_a_file_extends_one_of_its_own_model(tmp_path):
    text = 'schema_version = 1\nmodel = "mutual_learning"\nextends = "quickstart"\n'
    (tmp_path / "a.toml").write_text(text + '[run]\nperiods = 3\n')
    assert model("run", "a.toml", folder=tmp_path).exit == 3


def test_loops_says_that_a_model_has_none():
    call = model("loops", "turbulence")
    assert call.exit == 2 and "declares none" in call.err


def test_steps_of_time_have_the_models_word_for_them(result, tmp_path):
    with h5py.File(result) as file:
        assert file["knowledge"].shape == (5, 30) and list(file["period"]) == list(range(1, 31))
        assert file["knowledge"].dims[1][0].name == "/period"
    assert model("export", result, "--by", "period").out.count(",knowledge,") == 5 * 30
    assert "30 periods" in model("run", "turbulence", "-n", "5", "--months", "30", "-q").out
    (tmp_path / "a.toml").write_text(
        'schema_version = 1\nmodel = "mutual_learning"\n[[event]]\nmonth = 3\n'
        'set = { "learning.turnover" = 1 }\n'
    )
    call = model("check", "a.toml", folder=tmp_path)
    assert call.exit == 3 and "allowed: period, offices, set" in call.err


def test_a_result_is_reproduced_with_its_own_model(result):
    assert model("reproduce", result, "-q").exit == 0


def test_compare_says_that_a_model_has_no_cuts():
    call = model("compare", "turbulence", "--cuts")
    assert call.exit == 2 and "--cuts (the model mutual_learning declares none)" in call.err
