"""Tidy tables: what pandas reads from the CSV is what h5py reads from the file."""

import io

import h5py
import numpy
import pandas
import pytest

FAILING = ("--set", "testing.failing_replicate=2")


@pytest.fixture
def result(toy, folder):
    """Six replicates of two scenarios over six months."""
    (folder / "village.toml").write_text(
        'schema_version = 1\ntitle = "A, village"\n[population]\nsize = 50\n[run]\nmonths = 6\n'
        "replicates = 6\n"
    )
    assert toy("compare", "town.toml", "village.toml", "-o", "r.h5").exit == 0
    return folder / "r.h5"


def table(call):
    assert call.exit == 0, call.err
    # pandas' default is fast, and off by a last bit now and then.
    return pandas.read_csv(io.StringIO(call.out), float_precision="round_trip")


def test_numbers_of_months_are_those_of_the_file(toy, result):
    rows = table(toy("export", "r.h5"))
    assert list(rows.columns) == (
        "scenario replicate design_point month metric value unit".split()
    )
    with h5py.File(result) as file:
        names = file["scenario_name"].asstr()[:]
        for metric in ("underserved", "waiting", "cases"):
            ours = rows[rows.metric == metric]
            for run, (name, replicate) in enumerate(zip(names, file["replicate"][:])):
                one = ours[(ours.scenario == name) & (ours.replicate == replicate)]
                stored = file[metric][run].astype(float)
                assert numpy.array_equal(
                    one.value, stored, equal_nan=True
                )  # bit for bit
    assert set(rows[rows.metric == "spending"].unit) == {"EUR"}


def test_a_breakdown_has_a_column_for_its_elements(toy, result):
    rows = table(
        toy("export", "r.h5", "--by", "office", "--metrics", "underserved,cases")
    )
    assert set(rows.metric) == {"underserved", "cases"}
    with h5py.File(result) as file:
        stored = file["offices/underserved"][:]
    ours = rows[rows.metric == "underserved"].value.to_numpy().reshape(stored.shape)
    assert stored.dtype == numpy.float32
    assert numpy.array_equal(ours.astype(numpy.float32), stored)
    assert list(rows.office.unique()) == [0, 1, 2]
    assert table(toy("export", "r.h5", "--by", "offices")).shape[0] > rows.shape[0]


def test_means_of_runs_come_with_what_their_scenarios_vary(toy, result):
    rows = table(toy("export", "r.h5", "--by", "run"))
    assert set(rows["population.size"]) == {50, 100}
    means = rows[rows.metric == "waiting"].value.to_numpy()
    with h5py.File(result) as file:
        assert means == pytest.approx(
            numpy.nanmean(file["waiting"][:], axis=1), rel=1e-15
        )


def test_the_summary_is_that_of_the_file(toy, result):
    rows = table(toy("export", "r.h5", "--by", "summary")).set_index(
        ["scenario", "metric"]
    )
    with h5py.File(result) as file:
        group = file["summary"]
        place = list(group["metric"].asstr()[:]).index("trust")
        window = list(group["window"].asstr()[:]).index("all")
        for s, scenario in enumerate(group["scenario"].asstr()[:]):
            assert (
                rows.loc[(scenario, "trust"), "mean"] == group["mean"][s, place, window]
            )
            assert rows.loc[(scenario, "trust"), "n"] == 6


def test_measures_are_rows_with_names_for_categories(toy, result):
    rows = table(toy("export", "r.h5", "--by", "measures"))
    with h5py.File(result) as file:
        group = file["measures"]
        kinds = group["kind"].attrs["flag_meanings"].split()
        assert list(rows.kind) == [kinds[kind] for kind in group["kind"][:]]
        assert list(rows.strength) == list(group["strength"][:])


def test_arrays_have_a_column_for_each_dimension(toy, result):
    rows = table(toy("export", "r.h5", "--by", "dilemmas"))
    assert {"office", "loyalty", "loyalty_other"} <= set(rows.columns)
    assert rows.shape[0] == 12 * 3 * 3 * 3


def test_runs_that_failed_are_left_out_and_counted(toy):
    assert toy("run", "town.toml", "-o", "r.h5", *FAILING).exit == 5
    call = toy("export", "r.h5")
    assert "left out 1 of 6 runs: 1 failed" in call.err
    assert set(table(call).replicate) == {0, 1, 3, 4, 5}
    assert toy("export", "r.h5", "-q").err == ""


def test_lines_end_as_the_standard_says_and_commas_are_quoted(toy, folder):
    name = "a,b.toml"
    (folder / name).write_text((folder / "town.toml").read_text())
    assert toy("run", name, "-o", "r.h5").exit == 0
    assert toy("export", "r.h5", "-o", "r.csv").exit == 0
    lines = (folder / "r.csv").read_bytes().decode().split("\r\n")
    assert lines[1].startswith('"a,b",0,,1,underserved,')
    assert lines[-1] == "" and "\n" not in "".join(lines)


def test_a_table_is_never_overwritten_unasked(toy, folder, result):
    (folder / "r.csv").write_text("precious")
    call = toy("export", "r.h5", "-o", "r.csv")
    assert call.exit == 4 and "--force" in call.err
    assert (folder / "r.csv").read_text() == "precious"
    assert toy("export", "r.h5", "-o", "r.csv", "--force").exit == 0
    assert (folder / "r.csv").read_bytes().decode() == toy(
        "export", "r.h5", "-o", "-"
    ).out
    assert not (folder / "r.csv.partial").exists()


def test_nothing_is_left_of_a_table_that_could_not_be_made(toy, folder, result):
    assert toy("export", "r.h5", "-o", "r.csv", "--by", "moon").exit == 2
    assert not list(folder.glob("r.csv*"))


@pytest.mark.parametrize(
    "flags, words",
    [
        (("--by", "moon"), "month, run, summary, contrasts, office"),
        (("--metrics", "undeserved"), "Did you mean underserved?"),
        (("--by", "measures", "--metrics", "kind"), "a table of its own columns"),
    ],
)
def test_what_the_file_does_not_have_is_named(toy, result, flags, words):
    call = toy("export", "r.h5", *flags)
    assert call.exit == 2 and words in call.err and call.out == ""


@pytest.mark.parametrize("command", ["export", "reproduce"])
def test_what_is_no_result_file_is_an_error_of_input(toy, folder, result, command):
    whole = result.read_bytes()
    (folder / "half.h5").write_bytes(whole[: len(whole) // 2])
    with h5py.File(folder / "foreign.h5", "w") as file:
        file["x"] = [1.0]
    for name in ("absent.h5", "town.toml", "half.h5", "foreign.h5", "."):
        call = toy(command, name)
        assert call.exit == 4 and call.out == "", name
        assert call.err.startswith("maatwerk: ") and call.err.count("\n") == 1


def test_a_file_of_a_later_format_is_refused(toy, result):
    with h5py.File(result, "r+") as file:
        file.attrs["format_version"] = "2.0"
    call = toy("export", "r.h5")
    assert call.exit == 4 and "format 2.0" in call.err
