"""Worlds: keyed, resumable, told of by every command, and no other bits for what is run beside them."""

import csv
import io
import json
import pathlib

import h5py
import numpy
import pytest
from conftest import PROGRAM, Call, status_of

ROOT = pathlib.Path(__file__).parents[3]

TWO = ("compare", "--variants", "town.toml", "-n", 5, "-q")
WORLDS = ("--worlds", 3, "--worlds-replicates", 2)


def rows(call):
    assert call.exit == 0, call.err
    return list(csv.DictReader(io.StringIO(call.out)))


@pytest.fixture
def result(toy, folder):
    """The four variants of the toy in three worlds."""
    assert toy(*TWO, *WORLDS, "-o", "w.h5").exit == 0
    return folder / "w.h5"


def test_a_file_has_window_means_by_world_and_what_was_drawn(result):
    with h5py.File(result) as file:
        group = file["worlds"]
        assert group["value"].shape[:2] == (3, 4) and group["value"].shape[3] == 3
        assert group["parameter_value"].shape == (3, len(group["parameter"]))
        assert numpy.isfinite(group["value"][:, :, 0, 2]).all()
        assert group.attrs["replicates"] == 2 and group.attrs["scheme"] == "scale"
        assert group.attrs["n_runs_ok"] == group.attrs["n_runs_planned"] == 3 * 4 * 2
        assert len(file["run"]) == 20
        assert len(numpy.unique(group["parameter_value"][:, 0])) == 3


def test_a_world_is_the_mean_of_runs_with_its_values_and_its_seed(toy, folder, result):
    with h5py.File(result) as file:
        group = file["worlds"]
        names = group["parameter"].asstr()[:]
        values = group["parameter_value"][1]
        seed = group["world_seed"].asstr()[1]
        metric = list(group["metric"].asstr()[:]).index("underserved")
        stored = group["value"][1, :, metric, 2]
    drawn = [flag for name, value in zip(names, values) for flag in ("--set", f"{name}={value!r}")]
    drawn = [word.replace("np.float64(", "").rstrip(")") for word in drawn]
    call = toy("compare", "--variants", "town.toml", "-n", 2, "-q", "--seed", seed, *drawn, "--json")
    assert call.exit == 0, call.err
    means = [
        row["mean"]
        for row in json.loads(call.out)["summary"]
        if row["metric"] == "underserved" and row["window"] == "all"
    ]
    assert numpy.allclose(stored, means, rtol=1e-14, atol=0)


def test_ordinary_runs_have_the_same_bits_with_and_without_worlds(toy, folder, result):
    assert toy(*TWO, "-o", "plain.h5").exit == 0
    with h5py.File(result) as one, h5py.File(folder / "plain.h5") as other:
        for name in [*other, *(f"offices/{key}" for key in other["offices"])]:
            if isinstance(other[name], h5py.Dataset) and other[name].dtype.kind in "if":
                assert numpy.array_equal(one[name], other[name], equal_nan=True), name
    assert "worlds are only in A" in toy("diff", "w.h5", "plain.h5").out


def test_threads_do_not_change_a_byte(toy, folder):
    for threads in (1, 2):
        call = toy(*TWO, *WORLDS, "-j", threads, "--deterministic", "-o", f"{threads}.h5")
        assert call.exit == 0
    assert (folder / "1.h5").read_bytes() == (folder / "2.h5").read_bytes()


def test_a_study_that_was_stopped_in_its_worlds_goes_on_and_ends_in_the_same_bytes(toy, folder):
    study = ("run", "town.toml", "-n", 3, "-q", "--worlds", 8, "--deterministic", "-j", 1)
    slow = ("--set", "testing.milliseconds=20")
    assert toy(*study, *slow, "-o", "whole.h5").exit == 0
    for limit in (0.3, 0.5, 1):
        call = toy(*study, *slow, "-o", "r.h5", "--time-limit", limit, "--force")
        assert call.exit == 75, call.err
        there = status_of(toy, "r.h5.partial").get("in_worlds") or {"ok": 0}
        if there["ok"]:
            break
    assert 0 < there["ok"] < there["planned"] == 32
    assert toy(*study, *slow, "-o", "r.h5", "--resume").exit == 0
    assert (folder / "r.h5").read_bytes() == (folder / "whole.h5").read_bytes()


def test_every_contrast_says_in_how_many_worlds_it_holds(toy, result):
    call = toy(*TWO, *WORLDS, "--json")
    document = json.loads(call.out)
    assert document["worlds"]["n"] == 3 and document["worlds"]["replicates"] == 2
    by_file = {
        (row["scenario"], row["baseline"], row["metric"], row["window"]): row
        for row in rows(toy("export", "w.h5", "--by", "contrasts"))
    }
    shares = 0
    for row in document["contrasts"]:
        if row["worlds"] is None:
            continue
        shares += 1
        assert row["worlds"]["n"] == 3 >= row["worlds"]["sign"] >= row["worlds"]["size"] >= 0
        told = by_file[row["scenario"], row["baseline"], row["metric"], row["window"]]
        assert int(told["worlds_sign"]) == row["worlds"]["sign"]
        assert int(told["worlds_size"]) == row["worlds"]["size"]
    assert shares > 10
    assert "worlds" in toy(*TWO, *WORLDS).out and "of 3, in how many" in toy(*TWO, *WORLDS).out


def test_the_share_of_worlds_is_that_of_the_values_in_the_file(toy, result):
    told = next(
        row
        for row in rows(toy("export", "w.h5", "--by", "contrasts", "--metrics", "underserved"))
        if (row["scenario"], row["baseline"], row["window"]) == ("persons", "one-size", "all")
    )
    values = {
        (row["world"], row["scenario"]): float(row["value"])
        for row in rows(toy("export", "w.h5", "--by", "worlds", "--metrics", "underserved"))
        if row["window"] == "all"
    }
    sign = 1 if float(told["difference"]) > 0 else -1
    moved = [sign * (values[w, "persons"] - values[w, "one-size"]) for w in "012"]
    assert int(told["worlds_sign"]) == sum(one > 0 for one in moved)


def test_status_reproduce_and_diff_know_worlds(toy, result):
    assert "3, in them 24 runs planned, 24 ok" in toy("status", "w.h5").out
    assert "bit for bit" in toy("reproduce", "w.h5").out
    assert toy("diff", "w.h5", "w.h5").exit == 0
    assert toy(*TWO, *WORLDS, "--drawing", "factor", "-o", "f.h5").exit == 0
    assert "other worlds were drawn" in toy("diff", "w.h5", "f.h5").out


def test_a_dry_run_counts_the_runs_in_worlds(toy):
    assert json.loads(toy(*TWO, *WORLDS, "--dry-run", "--json").out)["runs"] == 20 + 24


def test_what_a_scenario_sets_is_not_drawn(toy, folder, result):
    with h5py.File(result) as file:
        name = file["worlds/parameter"].asstr()[0]
        value = file["parameters/value"][0, list(file["parameters/parameter"].asstr()[:]).index(name)]
    assert toy(*TWO, *WORLDS, "--set", f"{name}={float(value)}", "-o", "s.h5").exit == 0
    with h5py.File(folder / "s.h5") as file:
        assert name not in file["worlds/parameter"].asstr()[:]


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (("--worlds", "0"), "a whole number"),
        (("--worlds-replicates", "2"), "without --worlds"),
        (("--drawing", "factor"), "without --worlds"),
    ],
)
def test_worlds_that_cannot_be_are_refused(toy, flags, words):
    call = toy("run", "town.toml", *flags)
    assert call.exit == 2 and words in call.err


def test_worlds_of_a_file_that_is_not_there_are_one_error_with_its_name(toy):
    call = toy("run", "town.toml", "--worlds", "worlds.csv")
    assert call.exit == 4 and "worlds.csv" in call.err and "no" in call.err


def test_a_model_without_free_parameters_has_no_worlds():
    call = Call("run", "turbulence", "--worlds", 2, "-q", program=PROGRAM, folder=ROOT)
    assert call.exit == 3 and "no free parameter" in call.err, call.err


def test_a_table_of_vectors_gives_the_worlds_of_the_result_that_it_is_from(toy, folder, result):
    """What `export --by world_vectors` writes and what `--worlds` reads are one format, to the last bit."""
    table = toy("export", "w.h5", "--by", "world_vectors")
    assert table.exit == 0, table.err
    (folder / "vectors.csv").write_text(table.out)
    for source, output in (("w.h5", "one.h5"), ("vectors.csv", "two.h5")):
        assert toy(*TWO, "--worlds", source, "--worlds-replicates", 2, "-o", output).exit == 0
    with h5py.File(folder / "one.h5") as one, h5py.File(folder / "two.h5") as two:
        assert one["worlds"].attrs["scheme"] == two["worlds"].attrs["scheme"] == "given"
        for name in ("parameter", "parameter_value", "world_seed", "value"):
            left, right = one["worlds"][name][:], two["worlds"][name][:]
            assert numpy.array_equal(left, right, equal_nan=left.dtype.kind == "f"), name
        assert len(one["worlds/world_seed"]) == 3


def test_a_table_of_worlds_with_a_mistake_is_refused_at_its_place(toy, folder, result):
    head, first, *rest = toy("export", "w.h5", "--by", "world_vectors").out.splitlines()
    (folder / "unknown.csv").write_text("\n".join(["nonsense" + head, first, *rest]))
    (folder / "short.csv").write_text("\n".join([head, first.partition(",")[2], *rest]))
    (folder / "empty.csv").write_text(head + "\n")
    for name, words in (("unknown.csv", "unknown.csv:1:1"), ("short.csv", "short.csv:2:1"), ("empty.csv", "no row")):
        refused = toy(*TWO, "--worlds", name)
        assert refused.exit in (2, 3, 4) and words in refused.err, refused.err
