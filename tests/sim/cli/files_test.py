"""Result files: whole or partial, never overwritten unasked, the same bytes for the same study."""

import os
import random
import resource
import signal
import socket
import subprocess
import tempfile
import time
from subprocess import PIPE

import h5py
import numpy as np
import pytest

from conftest import PROGRAM, TOY, Call, finished_in_time, status_of

OK, FAILED, NOT_STARTED = 1, 2, 3
BLOCK = 16


def statuses(path):
    with h5py.File(path, "r") as file:
        return list(file["status"][:])


def start_slow_study(folder, *arguments):
    """40 runs of 100 ms each on two threads, and the name of the partial file."""
    flags = ["-n", "40", "-j", "2", "-o", "r.h5", "--set", "testing.milliseconds=100"]
    process = subprocess.Popen(
        [TOY, "run", "town.toml", *flags, "--progress", "json", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    return process, folder / "r.h5.partial"


def wait_for_block(process):
    """Returns when a block of 16 runs is on disk: the first line of JSON progress."""
    assert b'"done":16' in process.stderr.readline()


def test_without_output_nothing_is_written(toy, folder):
    assert toy("run", "town.toml").exit == 0
    assert [path.name for path in folder.iterdir()] == ["town.toml"]


def test_a_file_that_exists_is_kept_unless_forced(toy, folder):
    (folder / "r.h5").write_text("precious")
    call = toy("run", "town.toml", "-o", "r.h5")
    assert call.exit == 4 and "--force" in call.err
    assert (folder / "r.h5").read_text() == "precious"
    assert toy("run", "town.toml", "-o", "r.h5", "--force").exit == 0
    assert statuses(folder / "r.h5") == [OK] * 6


def test_a_killed_study_leaves_whole_blocks_and_no_final_file(toy, folder):
    process, partial = start_slow_study(folder)
    wait_for_block(process)
    process.kill()
    process.wait()
    assert not (folder / "r.h5").exists()
    finished = status_of(toy, "r.h5.partial")["ok"]
    assert finished >= BLOCK and finished % BLOCK == 0
    rows = toy("export", "r.h5.partial", "--by", "run", "--metrics", "trust").out.splitlines()
    assert len(rows) == 1 + finished
    assert "partial" in toy("status", "r.h5.partial").out

    assert toy("run", "town.toml", "-o", "r.h5").exit == 4
    assert toy("run", "town.toml", "-o", "r.h5", "--force").exit == 0
    assert not partial.exists()


def test_a_study_killed_at_any_moment_keeps_the_blocks_it_told_of(toy, folder):
    rounds, told_of = random.Random(5), 0
    study = ["run", "town.toml", "-n", "1600", "-j", "2", "--deterministic"]
    study += ["--set", "testing.milliseconds=1", "-o"]
    start = time.monotonic()
    assert toy(*study, "whole.h5").exit == 0
    took = time.monotonic() - start
    for _ in range(12):
        process = subprocess.Popen(
            [TOY, *study, "r.h5", "--force", "--progress", "json"], cwd=folder, stderr=PIPE
        )
        time.sleep(rounds.uniform(0.05, 0.8) * took)
        process.kill()
        told = process.stderr.read().count(b'"done"')
        ended = process.wait()
        assert ended in (-signal.SIGKILL, 0)  # 0: it was faster than the first
        if told == 0 or ended == 0:
            continue
        told_of += 1
        kept = status_of(toy, "r.h5.partial")["ok"]
        assert kept >= BLOCK * told and kept % BLOCK == 0
    assert told_of > 0
    assert toy(*study, "r.h5", "--resume").exit == 0
    assert (folder / "r.h5").read_bytes() == (folder / "whole.h5").read_bytes()


SMALL = ["--set", "population.size=400", "--months", "24"]
STUDIES = {
    "run": (TOY, ["run", "town.toml", "-n", "40", "--set", "testing.milliseconds=5"]),
    "compare": (TOY, ["compare", "--variants", "town.toml", "-n", "20", "--set", "testing.milliseconds=5"]),
    "loops": (PROGRAM, ["loops", "quickstart", "-n", "6", *SMALL]),
    "hypotheses": (PROGRAM, ["hypotheses", "essay", "-n", "24", *SMALL]),
}


@pytest.mark.parametrize("command", STUDIES)
def test_a_study_that_was_stopped_goes_on_to_the_same_file_and_the_same_answer(folder, command):
    program, study = STUDIES[command]

    def run(name, *flags):
        more = ["--deterministic", "--json", "-o", name, *flags]
        return Call(*study, *more, program=program, folder=folder)

    whole = run("whole.h5")
    assert whole.exit == 0, whole.err
    for limit in (0.15, 0.4, 1):  # on a busy machine the program's start alone may take one
        assert run("r.h5", "--time-limit", limit, "-j", "1", "--force").exit == 75
        if Call("status", "r.h5.partial", program=program, folder=folder).exit == 0:
            break
    call = run("r.h5")
    assert call.exit == 4 and "--resume" in call.err and "--force" in call.err
    call = run("r.h5", "--resume", "-j", "2")
    assert call.exit == 0 and "of them resumed" in call.err, call.err
    assert call.out == whole.out.replace("whole.h5", "r.h5")
    assert (folder / "r.h5").read_bytes() == (folder / "whole.h5").read_bytes()
    again = run("r.h5", "--resume")
    assert again.exit == 0 and "is whole already" in again.err
    assert not list(folder.glob("r.h5.*"))


def test_another_study_is_not_resumed(toy, folder):
    slow = ("--set", "testing.milliseconds=20", "-n", "40", "-j", "1", "-o", "r.h5")
    assert toy("run", "town.toml", *slow, "--time-limit", "0.1").exit == 75
    for other in (("--seed", "9"), ("--months", "5")):
        call = toy("run", "town.toml", *slow, "--resume", *other)
        assert call.exit == 3 and "another experiment" in call.err
    assert toy("run", "town.toml", *slow, "--resume").exit == 0
    call = toy("run", "town.toml", *slow, "--resume", "--seed", "9")
    assert call.exit == 4 and "file exists" in call.err


def test_a_second_process_is_told_who_writes_and_changes_nothing(toy, folder):
    process, partial = start_slow_study(folder)
    wait_for_block(process)
    process.send_signal(signal.SIGSTOP)  # so that it does not end before the others had their say
    for flags in ((), ("--force",), ("--resume",)):
        call = toy("run", "town.toml", "-o", "r.h5", *flags)
        assert call.exit == 4
        assert f"process {process.pid} on {socket.gethostname()} since " in call.err
    merge = toy("merge", "r.h5.partial", "-o", "r.h5", "--force")
    assert merge.exit == 4
    process.send_signal(signal.SIGCONT)
    process.communicate(timeout=30)
    assert process.returncode == 0 and statuses(folder / "r.h5") == [OK] * 40


def test_two_processes_at_the_same_moment_make_one_file(toy, folder):
    command = [TOY, "run", "town.toml", "-n", "64", "--deterministic", "-o"]
    assert toy(*command[1:], "alone.h5").exit == 0
    for _ in range(5):
        both = [subprocess.Popen([*command, "r.h5"], cwd=folder, stderr=PIPE) for _ in range(2)]
        codes = sorted((process.communicate(), process.returncode)[1] for process in both)
        assert codes == [0, 4]
        assert (folder / "r.h5").read_bytes() == (folder / "alone.h5").read_bytes()
        (folder / "r.h5").unlink()
        assert not list(folder.glob("r.h5.*"))


def test_a_damaged_end_of_a_journal_is_cut_off_and_said(toy, folder):
    slow = ("--set", "testing.milliseconds=5", "-n", "400", "-j", "1")
    finished_in_time(toy, folder, *slow)
    with open(folder / "r.h5.partial", "ab") as journal:
        journal.write(b"half a block")
    call = toy("run", "town.toml", *slow, "-o", "r.h5", "--resume")
    assert call.exit == 0 and "its last 12 bytes were no whole block" in call.err


@pytest.mark.parametrize("number, code", [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_study_keeps_all_that_finished(toy, folder, number, code):
    process, partial = start_slow_study(folder)
    wait_for_block(process)
    time.sleep(0.25)
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert process.returncode == code
    finished = status_of(toy, "r.h5.partial")["ok"]
    assert BLOCK < finished < 40
    assert f"{finished} of 40 runs" in err.decode()
    assert f"stopped: {finished} of 40 runs" in out.decode()
    assert not (folder / "r.h5").exists()


def test_a_second_interrupt_stops_at_once(folder):
    process, partial = start_slow_study(folder, "--set", "testing.milliseconds=20000")
    while not partial.exists():
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    while b"Once more stops at once" not in process.stderr.readline():
        pass
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=5) == 130


def test_a_time_limit_ends_a_study_between_runs(toy, folder):
    slow = ("--set", "testing.milliseconds=100", "-n", "40", "-j", "1")
    assert finished_in_time(toy, folder, *slow) < 40


def test_identical_studies_are_identical_bytes_whatever_the_threads(toy, folder):
    # So many runs that threads share in packing too: of forty, one packs all.
    study = ("compare", "--variants", "town.toml", "-n", "400", "--deterministic")
    assert toy(*study, "-j", "1", "-o", "one.h5", "-q").exit == 0
    for threads in (2, 5):
        assert toy(*study, "-j", threads, "-o", "more.h5", "--force", "-v").exit == 0
        assert (folder / "more.h5").read_bytes() == (folder / "one.h5").read_bytes(), threads


def test_a_failed_run_stays_as_a_row_and_makes_exit_5(toy, folder):
    failing = ("--set", "testing.failing_replicate=2")
    call = toy("run", "town.toml", *failing, "-o", "r.h5")
    assert call.exit == 5
    assert "town, replicate 2: a case got lost" in call.err
    assert "1 of 6 runs failed" in call.err
    assert statuses(folder / "r.h5") == [OK, OK, FAILED, OK, OK, OK]


def test_if_all_runs_fail_so_does_the_study(toy):
    call = toy("run", "town.toml", "-n", "1", "--set", "testing.failing_replicate=0")
    assert call.exit == 1
    assert call.out == ""


def test_init_writes_a_scenario_that_runs_and_never_overwrites(toy, folder):
    assert toy("init", "-o", "mine.toml").exit == 0
    assert toy("run", "mine.toml", "-n", "2", "--months", "3").exit == 0
    before = (folder / "mine.toml").read_text()
    assert toy("init", "-o", "mine.toml").exit == 4
    assert toy("init").out == before


def test_a_full_disk_under_standard_output_is_an_error():
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    with open("/dev/full", "w") as full:
        done = subprocess.run([TOY, "list"], stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 4


@pytest.fixture(scope="module")
def whole_size():
    """Bytes of the file of `many_megabytes`."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "whole.h5")
        assert subprocess.run(many_megabytes(path), capture_output=True).returncode == 0
        return os.path.getsize(path)


def many_megabytes(path):
    """A study with more between two flushes than is kept in memory."""
    small = ["--set", "population.size=400", "-n", "20", "-j", "2", "--progress", "none"]
    return [PROGRAM, "run", "municipality", *small, "--deterministic", "-o", path]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_full_disk_is_one_line_whichever_thread_meets_it(folder, whole_size, share):
    room = int(share * whole_size)

    def fill_disk():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    done = subprocess.run(
        many_megabytes("r.h5"), cwd=folder, stdout=PIPE, stderr=PIPE, text=True, preexec_fn=fill_disk
    )
    assert done.returncode == 4
    cause = "File too large). Free some space, or write to another disk."
    assert done.stderr.startswith("maatwerk: r.h5") and cause in done.stderr
    assert done.stderr.count("\n") == 1 and "--resume goes on" in done.stderr
    resumed = subprocess.run([*many_megabytes("r.h5"), "--resume"], cwd=folder, capture_output=True)
    assert resumed.returncode == 0 and os.path.getsize(folder / "r.h5") == whole_size


@pytest.mark.parametrize("command", [["run", "town.toml"], ["compare", "town.toml", "--variants"]])
def test_replicates_that_a_precision_did_without_are_marked(toy, folder, command):
    until = ["--until", "ci(underserved@all)=1", "--max-runs", "160"]
    call = toy(*command, *until, "-o", "r.h5")
    assert call.exit == 0, call.err
    made = 16 if command[0] == "run" else 64
    assert statuses(folder / "r.h5") == [OK] * made + [NOT_STARTED] * (160 - made)
    assert f"{160 - made} not needed" in call.err
    assert f"{160 - made} not needed" in toy("status", "r.h5").out
    with h5py.File(folder / "r.h5") as file:
        trust = file["trust"][:]
        assert np.isfinite(trust[:made]).all() and np.isnan(trust[made:]).all()
