"""The package: scenarios in, labelled data out, the program's own words when something is wrong."""

import os
import subprocess
from pathlib import Path

import h5py
import pytest

from analysis.errors import FileError
from analysis.labelled import open_labelled
from analysis.program import ProgramError, compare, hypotheses, run, sweep

pytestmark = pytest.mark.filterwarnings("ignore:2 replicates")
assert "MAATWERK_PROGRAM" in os.environ, "MAATWERK_PROGRAM names the program that these tests run"
QUICKSTART = Path(__file__).parents[2] / "scenarios" / "quickstart.toml"
SMALL = {"replicates": 2, "months": 12, "set": {"population.size": 1000}, "progress": "none"}


def test_scenarios_by_name_and_as_dictionaries_come_back_by_scenario_replicate_and_month():
    mine = {"name": "mine", "policy": {"group_tailoring": 100}}
    data = compare("quickstart", mine, **SMALL)
    assert dict(data.sizes) == {"scenario": 2, "replicate": 2, "month": 12}
    assert list(data.scenario.values) == ["quickstart", "mine"]
    assert not data.underserved.isnull().any()
    assert not data.underserved.sel(scenario="mine").equals(data.underserved.sel(scenario="quickstart"))
    assert data.underserved.attrs["long_name"]


def test_numbers_are_those_of_the_command_line(tmp_path):
    file = tmp_path / "r.h5"
    words = ["run", "quickstart", "-n", "2", "--months", "12", "--set", "population.size=1000", "-o", file, "-q"]
    subprocess.run([os.environ["MAATWERK_PROGRAM"], *words], capture_output=True, check=True)
    data = run("quickstart", **SMALL)
    assert data.equals(open_labelled(file))
    with h5py.File(file) as stored:  # rows of runs are in order of replicate
        assert (data.underserved.sel(scenario="quickstart").values == stored["underserved"][:]).all()


def test_a_mistake_is_an_exception_with_the_programs_message_and_status():
    with pytest.raises(ProgramError, match="Did you mean quickstart") as caught:
        run("quickstat", **SMALL)
    assert caught.value.exit_status == 2
    with pytest.raises(ProgramError, match="population.sise"):
        run("quickstart", set={"population.sise": 1})


def test_warnings_of_the_program_are_warnings_of_python():
    with pytest.warns(UserWarning, match="1 replicate"):
        run("quickstart", **{**SMALL, "replicates": 1})


def test_a_failed_run_is_without_numbers(tmp_path):
    file = tmp_path / "r.h5"
    run("quickstart", **SMALL, output=file)
    with h5py.File(file, "r+") as stored:
        stored["status"][1] = 2
    data = open_labelled(file)
    assert data.decisions.sel(replicate=1).isnull().all()
    assert not data.decisions.sel(replicate=0).isnull().any()


def test_a_sweep_keeps_its_rows(tmp_path):
    experiment = tmp_path / "e.toml"
    experiment.write_text(
        f'schema_version = 1\ntitle = "Two"\nscenario = "{QUICKSTART}"\n[design]\nkind = "grid"\n'
        '[[factor]]\nname = "policy.individual_tailoring"\nvalues = [0, 100]\n[replicates]\nn = 1\n'
    )
    data = sweep(experiment, set={"population.size": 1000, "run.months": 12}, progress="none")
    assert data.sizes["run"] == 2
    assert sorted(data.param_policy_individual_tailoring.values) == [0, 100]


def test_hypotheses_come_back_as_their_verdicts():
    verdicts = hypotheses("essay", dry_run=True)
    assert verdicts["runs"] > 0


def test_a_file_that_is_no_result_is_refused_by_name(tmp_path):
    with pytest.raises(FileError, match="no such file"):
        open_labelled(tmp_path / "none.h5")
    (tmp_path / "text.h5").write_text("no result")
    with pytest.raises(FileError, match="text.h5"):
        open_labelled(tmp_path / "text.h5")
