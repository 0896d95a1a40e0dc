"""What is asked beyond all measure, and what a machine has too little of: answered at once, with a remedy that fits."""

import json
import os
import pathlib
import resource
import subprocess
import tempfile
import time

import h5py
import pytest
from conftest import LONGEST, SANITIZED, TOY, WITHOUT_LEAKS, Call, status_of

LONG = "a" * 100_000
NO_THREAD = "maatwerk: no thread could be started (the system gives no more). Use -j 1, or raise ulimit -u.\n"


def limited(folder, what, amount, *arguments):
    """A command with less of something than it would take; as another user where root would not be held to it."""
    who = {"user": 65533, "group": 65533, "extra_groups": []} if os.geteuid() == 0 else {}
    os.chmod(folder, 0o777)
    return subprocess.run([TOY, *arguments], cwd=folder, env=WITHOUT_LEAKS, capture_output=True, text=True, timeout=LONGEST,
                          preexec_fn=lambda: resource.setrlimit(what, (amount, amount)), **who)


def toy_in(folder):
    return lambda *arguments: Call(*arguments, folder=folder)


@pytest.fixture
def open_folder():
    """A folder that another user can enter, with a scenario."""
    with tempfile.TemporaryDirectory() as name:
        with open(os.path.join(name, "town.toml"), "w") as town:
            town.write("schema_version = 1\n[run]\nmonths = 6\nreplicates = 6\n")
        yield name


def test_threads_beyond_useful_work_cost_next_to_nothing(toy):
    def seconds(threads):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert toy("run", "town.toml", "-j", threads, "-n", "200").exit == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    few = min(seconds(2) for _ in range(2))
    assert min(seconds(5000) for _ in range(2)) < few + 1


@pytest.mark.skipif(os.environ.get("MAATWERK_SANITIZE") == "thread", reason="the thread sanitizer starts a thread of its own")
def test_without_more_threads_a_study_is_made_on_one_or_says_what_to_do(open_folder):
    def made(name, threads):
        study = ("-n", "500", "--months", "100", "-q", "--deterministic", "-o", name)
        return limited(open_folder, resource.RLIMIT_NPROC, 1, "run", "town.toml", "-j", threads, *study)

    alone = made("alone.h5", "1")
    assert alone.returncode == 0, alone.stderr
    many = made("many.h5", "8")
    assert (many.returncode, many.stderr) in ((0, ""), (1, NO_THREAD))
    if many.returncode == 0:
        assert pathlib.Path(open_folder, "many.h5").read_bytes() == pathlib.Path(open_folder, "alone.h5").read_bytes()
    else:
        assert not pathlib.Path(open_folder, "many.h5").exists()


OUT_OF_MEMORY = "maatwerk: out of memory (before a run began). Ask for fewer runs, fewer threads or a smaller population.\n"


@pytest.mark.skipif(SANITIZED, reason="the address sanitizer needs terabytes of addresses")
def test_too_little_memory_is_an_error_with_a_remedy_and_loses_no_run(open_folder):
    def made(megabytes, name, *more):
        amount = megabytes << 20 if megabytes else resource.RLIM_INFINITY
        study = ("run", "town.toml", "-n", "40", "-j", "2", "-q", "--deterministic")
        return limited(open_folder, resource.RLIMIT_AS, amount, *study, "-o", name, *more)

    partial, result = (pathlib.Path(open_folder, name) for name in ("r.h5.partial", "r.h5"))
    assert made(None, "whole.h5").returncode == 0
    whole = pathlib.Path(open_folder, "whole.h5").read_bytes()
    assert made(None, "r.h5", "--time-limit", "0.000001").returncode == 75
    there = status_of(toy_in(open_folder), "r.h5.partial")["ok"]
    assert 0 < there < 40
    stopped = partial.read_bytes()
    outcomes = set()
    for megabytes in (40, 44, 60, 80, 120, 400):
        for begun in (False, True):
            partial.write_bytes(stopped)
            partial.chmod(0o666)
            done = made(megabytes, "r.h5", "--resume" if begun else "--force")
            outcomes.add((begun, done.stderr))
            assert done.returncode == (0 if done.stderr == "" else 1), (megabytes, done.stderr)
            assert done.stderr in ("", OUT_OF_MEMORY, NO_THREAD), megabytes
            if done.returncode:
                assert not begun or status_of(toy_in(open_folder), "r.h5.partial")["ok"] >= there
                assert made(None, "r.h5", "--resume").returncode == 0
            assert result.read_bytes() == whole, (megabytes, begun)
            result.unlink()
    assert {(begun, bool(said)) for begun, said in outcomes} == {(begun, bad) for begun in (False, True) for bad in (False, True)}
    assert OUT_OF_MEMORY in {said for _, said in outcomes}


@pytest.mark.parametrize("runs, message", [
    (100_000_000, "run.replicates = 100000000 (too large, allowed: 1 to 1000000)"),
    (10_000_000_000, "--replicates 10000000000 (a whole number, 1 to 1000000000)"),
])
def test_more_replicates_than_any_study_has_are_refused_at_once(toy, runs, message):
    start = time.monotonic()
    call = toy("run", "town.toml", "-n", runs, "-o", "r.h5")
    assert call.exit in (2, 3) and message in call.err
    assert time.monotonic() - start < 20


def test_more_points_and_worlds_than_a_plan_holds_are_refused_and_not_tried(toy, folder):
    (folder / "sweep.toml").write_text(
        'schema_version = 1\nscenario = "town.toml"\n[design]\nkind = "grid"\nlevels = 1000\n'
        '[[factor]]\nname = "citizens.lens"\nmin = 0\nmax = 1\n[replicates]\nn = 1000000\n')
    call = toy("sweep", "sweep.toml", "-o", "r.h5")
    assert call.exit == 3
    assert "1000000000 runs (a study has at most 100000000). Ask for fewer points, worlds, scenarios or replicates." in call.err
    call = toy("compare", "--variants", "town.toml", "--worlds", "100000000")
    assert call.exit == 3 and "--worlds 100000000 (at most 1000000). Try 1000." in call.err


def test_a_forecast_has_what_lies_beside_the_file_until_it_is_whole(toy, folder):
    expected = json.loads(toy("run", "town.toml", "-n", "400", "-o", "r.h5", "--dry-run", "--json").out)
    assert toy("run", "town.toml", "-n", "400", "-o", "r.h5", "-q").exit == 0
    size = (folder / "r.h5").stat().st_size
    assert expected["disk_bytes"] == pytest.approx(2 * expected["file_bytes"])
    assert expected["disk_bytes"] > 2 * size
    assert "of disk until it is whole" in toy("run", "town.toml", "-o", "t.h5", "--dry-run").out


@pytest.mark.parametrize("arguments", [
    ["check", "key.toml"],
    ["check", "value.toml"],
    ["run", "town.toml", "--set", f"{LONG}=1"],
    ["run", "town.toml", "--set", "citizens.lens=" + "9" * 100_000],
    ["run", "town.toml", "--set", f"policy.decider={LONG}"],
    ["run", LONG],
    ["explain", LONG],
    ["list", LONG],
    ["run", "town.toml", f"--{LONG}"],
    ["run", "town.toml", "-n", "9" * 100_000],
    ["run", "town.toml", "-o", f"{LONG[:5000]}.h5"],
    [LONG],
])
def test_names_and_values_of_100_000_letters_are_answered_at_once_and_shortly(toy, folder, arguments):
    (folder / "key.toml").write_text(f"schema_version = 1\ncitizens.{LONG} = 1\n")
    (folder / "value.toml").write_text(f'schema_version = 1\ncitizens.lens = "{LONG}"\n')
    start = time.monotonic()
    call = toy(*arguments)
    assert call.exit in (2, 3, 4)
    assert 0 < len(call.err) < 2000
    assert time.monotonic() - start < 20


def test_a_cell_of_a_design_that_nests_without_end_is_refused_with_its_place(toy, folder):
    (folder / "sweep.toml").write_text(
        'schema_version = 1\nscenario = "town.toml"\n[design]\nkind = "csv"\nfile = "design.csv"\n[replicates]\nn = 1\n')
    (folder / "design.csv").write_text("citizens.lens\n{a" + ".a" * 400_000 + " = 1}\n")
    call = toy("sweep", "sweep.toml", "-o", "r.h5")
    assert call.exit == 3 and "design.csv:2:1: citizens.lens = " in call.err and len(call.err) < 2000


@pytest.mark.parametrize("name", ["a" * 300 + ".h5", "a" * 250 + ".h5", "a/" * 3000 + "r.h5"])
def test_a_name_that_is_too_long_for_the_disk_is_exit_4_before_any_run(toy, folder, name):
    call = toy("run", "town.toml", "-o", name)
    assert call.exit == 4 and call.out == ""
    assert [path.name for path in folder.iterdir()] == ["town.toml"]


def test_a_folder_that_cannot_be_written_is_an_error_before_the_first_run(open_folder):
    closed = pathlib.Path(open_folder, "closed")
    closed.mkdir()
    closed.chmod(0o555)
    done = limited(open_folder, resource.RLIMIT_CORE, 0, "run", "town.toml", "-o", "closed/r.h5")
    assert done.returncode == 4 and "Permission denied" in done.stderr and done.stdout == ""


def test_resuming_with_no_time_at_all_comes_to_an_end(toy, folder):
    made = []
    for _ in range(40):
        call = toy("run", "town.toml", "-n", "8", "-j", "1", "--time-limit", "0.000001", "--resume", "-o", "r.h5", "-q")
        if call.exit == 0:
            break
        assert call.exit == 75
        made.append(status_of(toy, "r.h5.partial")["ok"])
    assert call.exit == 0 and made == sorted(set(made)) and made[0] >= 1


def test_a_deterministic_file_says_no_folder(folder):
    deep = folder / "some" / "where"
    deep.mkdir(parents=True)
    (folder / "town.toml").rename(deep / "town.toml")
    written = []
    for name, place in [(deep / "town.toml", folder), ("some/where/town.toml", folder), ("town.toml", deep)]:
        out = folder / f"{len(written)}.h5"
        assert Call("compare", "--variants", name, "-n", "2", "--deterministic", "-q", "-o", out, folder=place).exit == 0
        written.append(out.read_bytes())
    assert written[0] == written[1] == written[2]
    assert b"some/where" not in written[0]
    with h5py.File(folder / "0.h5") as file:
        assert file["provenance/command_line"][()].decode().startswith("maatwerk compare town.toml ")
