"""Reads a result file with programs that share no code with its writer.

The file is written by maatwerk_write_example: two scenarios of the toy model with two and three
offices, ten replicates each; run 14 failed, run 19 was not started. In whole.h5 are those before.
"""

import os
import resource
import shutil
import signal
import subprocess

import h5py
import netCDF4
import numpy as np
import pytest
import xarray

ENGINES = ["h5netcdf", "netcdf4"]
GROUPS = [
    "/",
    "/offices",
    "/life_situations",
    "/dilemmas",
    "/measures",
    "/scenarios",
    "/parameters",
    "/provenance",
    "/summary",
]


@pytest.fixture(scope="session")
def files(tmp_path_factory):
    directory = tmp_path_factory.mktemp("example")
    subprocess.run([os.environ["MAATWERK_WRITE_EXAMPLE"], str(directory)], check=True)
    return directory


@pytest.fixture(params=["example.h5", "timed.h5"])
def any_file(request, files):
    return files / request.param


def datasets(path):
    found = []
    with h5py.File(path, "r") as file:
        file.visititems(lambda name, item: found.append(name) if isinstance(item, h5py.Dataset) else None)
    return found


def test_every_dimension_of_every_dataset_has_exactly_one_scale_of_the_same_group(any_file):
    with h5py.File(any_file, "r") as file:
        for name in datasets(any_file):
            dataset = file[name]
            if h5py.h5ds.is_scale(dataset.id):
                assert dataset.ndim == 1
                continue
            for axis, dimension in enumerate(dataset.dims):
                assert len(dimension) == 1, name
                scale = dimension[0]
                assert scale.parent == dataset.parent, name
                assert scale.shape[0] == dataset.shape[axis], name


def test_scales_know_the_datasets_that_they_label(any_file):
    with h5py.File(any_file, "r") as file:
        known = 0
        for name in datasets(any_file):
            for reference, axis in file[name].attrs.get("REFERENCE_LIST", []):
                dataset = file[reference]
                assert file[dataset.attrs["DIMENSION_LIST"][axis][0]] == file[name]
                known += 1
        assert known > 50


def test_every_dataset_says_what_it_is(any_file):
    with h5py.File(any_file, "r") as file:
        for name in datasets(any_file):
            for attribute in ("long_name", "units", "definition"):
                assert file[name].attrs[attribute], f"{name} {attribute}"
            assert file[name].attrs["units"] in ("1", "month", "hour", "s", "byte"), name


def test_only_plain_types_are_used(any_file):
    with h5py.File(any_file, "r") as file:
        for name in datasets(any_file):
            dtype = file[name].dtype
            if dtype == object:
                info = h5py.check_string_dtype(dtype)
                assert info.encoding == "utf-8" and info.length is None, name
                assert "_FillValue" not in file[name].attrs
            elif dtype in (np.float64, np.float32):
                assert np.isnan(file[name].attrs["_FillValue"]), name
                assert file[name].attrs["_FillValue"].dtype == dtype, name
            else:
                assert dtype in (np.dtype("<i4"), np.dtype("i1")), name
                assert "_FillValue" not in file[name].attrs
                if dtype == np.dtype("i1"):
                    values = file[name].attrs["flag_values"]
                    assert values.dtype == dtype
                    assert len(values) == len(file[name].attrs["flag_meanings"].split())


def test_the_layout_follows_the_contract(files):
    with h5py.File(files / "example.h5", "r") as file:
        assert file["run"].maxshape == (None,)
        assert file["underserved"].chunks == (16, 24)
        assert file["offices/underserved"].chunks == (4, 24, 3)
        assert file["underserved"].dtype == file["summary/mean"].dtype == np.float64
        assert file["offices/underserved"].dtype == file["dilemmas/share"].dtype == np.float32
        assert file["offices/cases"].dtype == np.dtype("<i4")
        assert file["underserved"].shuffle and file["underserved"].compression_opts == 4
        assert file["cases"].dtype == np.dtype("<i4")
        assert h5py.h5g.get_objinfo(file["underserved"].id).mtime == 0


def test_every_chunk_of_a_matrix_went_through_the_filters_that_its_dataset_notes(any_file):
    with h5py.File(any_file, "r") as file:
        matrices = [file[name] for name in datasets(any_file) if len(file[name].chunks or ()) > 1]
        assert len(matrices) > 10
        for dataset in matrices:
            assert dataset.shuffle and dataset.compression == "gzip", dataset.name
            chunks = [dataset.id.get_chunk_info(i) for i in range(dataset.id.get_num_chunks())]
            assert all(chunk.filter_mask == 0 for chunk in chunks), dataset.name


def test_what_the_format_itself_takes_is_little_for_each_dataset(files):
    path = files / "example.h5"
    with h5py.File(path, "r") as file:
        data = sum(file[name].id.get_storage_size() for name in datasets(path))
    assert path.stat().st_size - data < 2000 * len(datasets(path))


def test_the_deterministic_file_has_no_time_host_or_path(files):
    with h5py.File(files / "example.h5", "r") as file:
        assert "performance" not in file and "created_utc" not in file.attrs
        assert "path" not in file["scenarios"]
        assert file["provenance/command_line"][()].decode() == "maatwerk compare one-size.toml both.toml"
    with h5py.File(files / "timed.h5", "r") as file:
        assert file["performance/wall_seconds"][()] == 1.5
        assert file.attrs["created_utc"].endswith("Z")


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("engine", ENGINES)
def test_xarray_opens_every_group_with_named_dimensions(files, engine, group):
    with xarray.open_dataset(files / "example.h5", engine=engine, group=group) as dataset:
        dataset.load()
        assert not [name for name in dataset.dims if "phony" in name]
        assert set(dataset.dims) <= set(dataset.coords)


@pytest.mark.parametrize("engine", ENGINES)
def test_xarray_shows_metrics_as_data_and_the_rest_as_coordinates(files, engine):
    with xarray.open_dataset(files / "example.h5", engine=engine) as dataset:
        assert set(dataset.data_vars) == {
            "underserved", "spending", "waiting", "gap", "cases", "trust", "workload"
        }
        assert dataset.waiting.dims == ("run", "month")
        assert dataset.waiting.dtype == np.float64  # "month" is a unit, not a time
        assert dataset.cases.dtype == np.int32
        assert list(dataset.month.values) == list(range(1, 25))
        assert list(dataset.scenario_name.values[[0, 19]]) == ["one-size", "both"]
        assert list(dataset.replicate.values[[9, 10]]) == [9, 0]
        assert dataset.status.values[14] == 2 and dataset.status.values[19] == 3
        assert dataset.param_policy_group_tailoring.values[0] == 50
        assert dataset.param_policy_group_tailoring.values[10] == 100
        assert dataset.attrs["title"] == "Toys één en twee"


def test_a_copy_of_the_whole_file_by_netcdf_is_the_file(any_file, tmp_path):
    subprocess.run(["nccopy", any_file, tmp_path / "copy.nc"], check=True)
    for group in GROUPS:
        with xarray.open_dataset(any_file, group=group) as one:
            with xarray.open_dataset(tmp_path / "copy.nc", group=group) as two:
                assert one.identical(two), group


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("writer", ENGINES)
@pytest.mark.parametrize("reader", ENGINES)
def test_xarray_writes_every_group_that_it_reads_with_its_coordinates(
    files, tmp_path, reader, writer, group
):
    for name in ("example.h5", "whole.h5"):
        with xarray.open_dataset(files / name, engine=reader, group=group) as read:
            read.to_netcdf(tmp_path / name, engine=writer)
            with xarray.open_dataset(tmp_path / name, engine=reader) as again:
                assert again.identical(read)
                assert set(again.coords) == set(read.coords)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_part_of_a_file_can_be_written_too(files, tmp_path, engine):
    with xarray.open_dataset(files / "example.h5", engine=engine) as read:
        part = read[["underserved"]].isel(run=slice(3, 12), month=slice(0, 12))
        part.to_netcdf(tmp_path / "part.nc", engine=engine)
        with xarray.open_dataset(tmp_path / "part.nc", engine=engine) as again:
            assert again.identical(part) and "scenario_name" in again.coords


def test_a_file_names_failed_runs_only_if_there_are_any(files):
    with h5py.File(files / "example.h5") as some, h5py.File(files / "whole.h5") as none:
        assert list(some["provenance/failure_run_id"]) == [14]
        assert not [name for name in none["provenance"] if name.startswith("failure")]


def test_unfinished_runs_are_nan_or_minus_one(files):
    with xarray.open_dataset(files / "example.h5") as dataset:
        for run in (14, 19):
            assert np.isnan(dataset.underserved.values[run]).all()
            assert (dataset.cases.values[run] == -1).all()
        finished = dataset.status == 1
        assert np.isfinite(dataset.underserved.where(finished, drop=True)).all()
        waiting = dataset.waiting.values[0]
        assert np.isnan(waiting[[0, 12]]).all() and np.isfinite(waiting[1:12]).all()


def test_offices_that_a_scenario_does_not_have_are_nan(files):
    with xarray.open_dataset(files / "example.h5", group="offices") as dataset:
        three = dataset.underserved.values[0]
        two = dataset.underserved.values[10]
        assert np.isfinite(three).all()
        assert np.isfinite(two[:, :2]).all() and np.isnan(two[:, 2]).all()
        assert (dataset.cases.values[10][:, 2] == -1).all()


def test_a_metric_has_the_bounds_that_are_known_in_the_type_of_its_dataset(files):
    with h5py.File(files / "example.h5", "r") as file:
        for name in ["cases", "offices/cases", "life_situations/cases"]:
            assert file[name].attrs["valid_min"].dtype == np.int32
            assert file[name].attrs["valid_min"] == 0
            assert "valid_max" not in file[name].attrs
        for name in ["trust", "life_situations/trust"]:
            bounds = [file[name].attrs[bound] for bound in ("valid_min", "valid_max")]
            assert bounds == [0, 1]
            assert all(bound.dtype == file[name].dtype for bound in bounds)
        assert not {"valid_min", "valid_max"} & set(file["gap"].attrs)


def test_a_breakdown_holds_each_office_in_its_place(files):
    """The toy's offices have equal shares of the citizens, so cases differ by scenario only."""
    with xarray.open_dataset(files / "example.h5", group="offices") as offices:
        assert list(np.unique(offices.cases.values[0])) == [11]  # floor(100 / 3 * (0.3 + 0.1 / 2))
        assert list(np.unique(offices.cases.values[10][:, :2])) == [16]  # floor(50 * (0.3 + 0.1 / 3))


def test_labels_select_in_arrays_and_summaries(files):
    with xarray.open_dataset(files / "example.h5", group="dilemmas") as dilemmas:
        share = dilemmas.share.sel(run=0, office=2, loyalty="profession", loyalty_other="citizen")
        assert share == pytest.approx(0.01 * (1 + 2 + 3 + 2))
        assert np.isnan(dilemmas.share.sel(run=10, office=2)).all()
    with xarray.open_dataset(files / "example.h5", group="summary") as summary:
        row = summary.sel(scenario="both", metric="waiting", window="last_year")
        assert row["mean"] == 1.5 and row.n == 10 and row.ci_high == 0.6
        assert summary.contrast_difference.values == [1.0]
        assert summary.metric.values[summary.contrast_metric_id.values[0]] == "underserved"


def test_long_tables_name_their_runs_in_order(files):
    with xarray.open_dataset(files / "example.h5", group="measures") as table:
        runs = table.run_id.values
        assert (np.diff(runs) >= 0).all() and 14 not in runs and 19 not in runs
        assert list(table.measure.values) == list(range(len(runs)))
        assert table.kind.dtype == np.int8 and table.kind.attrs["flag_meanings"] == "rule budget training"
        assert table.strength.dtype == np.float64 and (table.strength < 1).all()
        assert (table.month_announced.values >= 1).all()


def test_assumptions_and_origins_can_be_read(files):
    with xarray.open_dataset(files / "example.h5", group="parameters") as parameters:
        row = parameters.sel(parameter="policy.decider")
        assert list(row.value_text.values) == ['"worker"', '"computer"']
        assert row.grade == "document" and row.source == "The rulebook"
        assert row.number_grade == "assumed" and row.number_source == ""
        stated = parameters.sel(parameter="policy.patience")
        assert stated.number_grade == "literature" and stated.number_source == "page 2: a year"
    with xarray.open_dataset(files / "example.h5", group="scenarios") as scenarios:
        assert list(scenarios.label_nl.values) == ["Eén maat", "Allebei"]
    with h5py.File(files / "example.h5", "r") as file:
        provenance = file["provenance"]
        assert provenance["scenario_as_written"][0].decode() == "schema_version = 1\n"
        assert 'decider = "computer"' in provenance["scenario_resolved"][1].decode()
        assert provenance["failure_message"][0].decode() == "a case got lost in month 3"
        assert len(provenance["origin_key"]) == 26


def test_netcdf4_gives_flags_and_texts(files):
    with netCDF4.Dataset(files / "example.h5") as file:
        assert file.dimensions["run"].isunlimited()
        assert file["status"].flag_meanings == "planned ok failed not_started"
        assert list(file["status"].flag_values) == [0, 1, 2, 3]
        assert file["/summary/window"][2] == "all"
        assert file["gap"].getncattr("scale") == "standard deviation of need"
        assert file["spending"].currency == "EUR"


def test_ncdump_reads_header_and_data(any_file):
    if shutil.which("ncdump") is None:
        pytest.skip("ncdump is not installed")
    header = subprocess.run(["ncdump", "-h", any_file], check=True, capture_output=True, text=True)
    assert "double underserved(run, month)" in header.stdout
    assert "phony" not in header.stdout
    data = subprocess.run(["ncdump", any_file], check=True, capture_output=True, text=True)
    assert data.stderr == "" and "NIL" not in data.stdout.split("group: provenance")[0]


@pytest.mark.parametrize("part", [0.1, 0.4, 0.75, 0.9, 0.98])
def test_a_full_disk_is_one_line_and_leaves_no_result(files, tmp_path, part):
    """A limit on the size of files stands for the disk; small parts of the final file hit the
    beginning of the journal, large ones its last block or the final file."""
    room = int(part * (files / "example.h5").stat().st_size)

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    done = subprocess.run(
        [os.environ["MAATWERK_WRITE_EXAMPLE"], str(tmp_path)],
        preexec_fn=limit, capture_output=True, text=True,
    )
    assert done.returncode == 4
    assert len(done.stderr.splitlines()) == 1
    assert "(File too large). Free some space" in done.stderr
    assert set(os.listdir(tmp_path)) <= {"example.h5.partial"}


def test_r_reads_it_too(files):
    if shutil.which("Rscript") is None:
        pytest.skip("R is not installed")
    script = os.path.join(os.path.dirname(__file__), "read_with_r.R")
    done = subprocess.run(["Rscript", script, files / "example.h5"], capture_output=True, text=True)
    if done.returncode == 77:
        pytest.skip(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
