"""Takes a result file to pieces with the tools that people use for it, and writes it again.

Run by `./dev check`: NCO, GDAL, Octave and R are much to install. The file is MAATWERK_RESULT, a
comparison of the four variants; MAATWERK_SWEEP a sweep.
"""

import os
import subprocess
from pathlib import Path

import h5py
import numpy as np
import pytest
import xarray

RESULTS = [os.environ["MAATWERK_RESULT"], os.environ["MAATWERK_SWEEP"]]
OF_RUNS = {"scenario", "scenario_name", "replicate", "design_point"}


def run(*command, cwd):
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def groups_of(path):
    with h5py.File(path) as file:
        return [name for name, item in file.items() if isinstance(item, h5py.Group)]


def same_numbers(path, other, name="underserved", group=None):
    with xarray.open_dataset(path, group=group) as one, xarray.open_dataset(other, group=group) as two:
        np.testing.assert_array_equal(one[name].values, two[name].values)
        return set(two.variables)


@pytest.fixture(params=RESULTS, ids=lambda path: Path(path).stem)
def result(request):
    return Path(request.param).resolve()


def test_nco_copies_the_whole_file_and_each_group(result, tmp_path):
    run("ncks", "-O", result, "whole.nc", cwd=tmp_path)
    same_numbers(result, tmp_path / "whole.nc")
    for group in groups_of(result):
        run("ncks", "-O", "-g", group, result, f"{group}.nc", cwd=tmp_path)


def test_nco_takes_the_coordinates_along_with_a_metric(result, tmp_path):
    run("ncks", "-O", "-v", "underserved", result, "one.nc", cwd=tmp_path)
    there = same_numbers(result, tmp_path / "one.nc")
    with xarray.open_dataset(result) as whole:
        named = set(whole.underserved.encoding["coordinates"].split())
    assert named >= OF_RUNS | {"status"} and named <= there


def test_nco_takes_a_stretch_of_runs_and_means_over_months(result, tmp_path):
    run("ncks", "-O", "-d", "run,2,5", result, "some.nc", cwd=tmp_path)
    with xarray.open_dataset(tmp_path / "some.nc") as some, xarray.open_dataset(result) as whole:
        assert list(some.scenario_name.values) == list(whole.scenario_name.values[2:6])
        np.testing.assert_array_equal(some.trust.values, whole.trust.values[2:6])
    run("ncwa", "-O", "-v", "trust", "-a", "month", result, "mean.nc", cwd=tmp_path)


def test_gdal_shows_and_writes_metrics(result, tmp_path):
    run("gdalinfo", f"NETCDF:{result}:underserved", cwd=tmp_path)
    run("gdalmdiminfo", result, cwd=tmp_path)
    run("gdalmdimtranslate", "-q", "-array", "underserved", result, "one.nc", cwd=tmp_path)
    same_numbers(result, tmp_path / "one.nc")


OCTAVE = """
pkg load netcdf
metric = load("{path}", "underserved").underserved;
again = ncread("{path}", "underserved");
offices = ncread("{path}", "/offices/trust");
scenario = ncread ("{path}", "scenario");
assert (isequaln (metric, again));
assert (ndims (offices) == 3 && max (scenario) + 1 == {scenarios});
assert (any (strcmp (strsplit (ncreadatt ("{path}", "underserved", "coordinates")), "status")));
save ("-hdf5", "again.h5", "metric");
assert (isequaln (load ("again.h5").metric, metric));
nccreate ("again.nc", "underserved", "Dimensions",
          {{"month", rows(again), "run", columns(again)}});
ncwrite ("again.nc", "underserved", again);
"""


def test_octave_reads_by_name_and_writes(tmp_path):
    with xarray.open_dataset(RESULTS[0]) as whole:
        scenarios = len(set(whole.scenario_name.values))
    (tmp_path / "copy.m").write_text(OCTAVE.format(path=Path(RESULTS[0]).resolve(), scenarios=scenarios))
    run("octave-cli", "--no-history", "copy.m", cwd=tmp_path)
    same_numbers(RESULTS[0], tmp_path / "again.nc")


def test_r_reads_every_variable_and_writes(result, tmp_path):
    script = Path(__file__).with_name("copy_result.R")
    run("Rscript", "--vanilla", script, result, "again.nc", cwd=tmp_path)
    assert {"underserved", "status"} <= same_numbers(result, tmp_path / "again.nc")
