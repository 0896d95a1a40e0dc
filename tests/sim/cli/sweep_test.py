"""Sweeps: killed at random moments, stopped, sharded and merged, they end in the same bytes.

MAATWERK_SLOW=1 kills twenty times instead of six, and sweeps over 10,000 points; so does
`./dev check`.
"""

import io
import json
import os
import pathlib
import random
import resource
import signal
import subprocess
import time

import h5py
import pandas
import pytest

from conftest import PROGRAM, SANITIZED, TOY, Call

SLOW = os.environ.get("MAATWERK_SLOW") == "1"
OK, FAILED = 1, 2
EXPERIMENTS = sorted((pathlib.Path(__file__).parents[3] / "scenarios/experiments").glob("*.toml"))

EXPERIMENT = """\
schema_version = 1
scenario = "town.toml"

[design]
kind = "lhs"
n = 20
seed = 3

[[factor]]
name = "citizens.lens"
min = 0.1
max = 0.9

[[factor]]
name = "policy.patience"
times = [0.5, 2]

[replicates]
n = 3
"""


@pytest.fixture
def sweep(toy, folder):
    """Runs a sweep of 60 runs; a short block is at its end."""
    (folder / "design.toml").write_text(EXPERIMENT)
    return lambda output, *flags: toy(
        "sweep", "design.toml", "-o", output, "-j", "2", "--deterministic", "-q", *flags
    )


def start(folder, output, *flags):
    """The same sweep in the background, slowed down by luck alone."""
    command = [TOY, "sweep", "design.toml", "-o", output, "-j", "2", "--deterministic", "-q"]
    return subprocess.Popen(
        [*command, *flags], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def slow_experiment(folder, points=40):
    """Runs of 4 ms: long enough to be killed in, in every phase."""
    text = EXPERIMENT.replace("n = 20", f"n = {points}").replace('"town.toml"', '"slow.toml"')
    (folder / "design.toml").write_text(text)
    (folder / "slow.toml").write_text(
        'schema_version = 1\nextends = "town.toml"\n[testing]\nmilliseconds = 4\n'
    )


def test_a_sweep_says_for_each_run_where_in_the_design_it_is(sweep, folder):
    call = sweep("whole.h5")
    assert call.exit == 0, call.err
    with h5py.File(folder / "whole.h5") as file:
        assert list(file["status"]) == [OK] * 60
        points = list(file["design_point"])
        assert points == sorted(points) and points.count(7) == 3
        values = file["design/value"][:]
        assert list(file["param_citizens_lens"]) == [values[point][0] for point in points]
        assert file["summary/n"].shape[0] == 20 and file["summary/n"][4, 0, 0, 2] == 3
        means = file["run_means/mean"][:, 0, 2]
        name = file["run_means/metric"][0].decode()
        assert means == pytest.approx(file[name][:].mean(axis=1))
        assert file["summary/mean"][5, 0, 0, 2] == pytest.approx(means[15:18].mean())


def test_scales_of_every_group_of_a_sweep_and_of_worlds_know_the_datasets_that_they_label(sweep, toy, folder):
    assert sweep("sweep.h5").exit == 0
    assert toy("run", "town.toml", "--worlds", 3, "-n", 2, "-q", "-o", "worlds.h5").exit == 0
    for name, some in (("sweep.h5", "design/factor"), ("worlds.h5", "worlds/parameter")):
        with h5py.File(folder / name) as file:
            nodes = []
            file.visititems(lambda _, node: nodes.append(node))
            datasets = [node for node in nodes if isinstance(node, h5py.Dataset)]
            labelled = {
                (dimension[0].name, dataset.name, axis)
                for dataset in datasets
                for axis, dimension in enumerate(dataset.dims)
                if len(dimension)
            }
            known = {
                (scale.name, file[reference].name, axis)
                for scale in datasets
                for reference, axis in scale.attrs.get("REFERENCE_LIST", [])
            }
            assert known == labelled
            assert any(scale == f"/{some}" for scale, *_ in known)


def test_killed_at_random_moments_a_sweep_ends_in_the_same_bytes(sweep, folder):
    slow_experiment(folder)
    assert sweep("whole.h5").exit == 0
    whole = (folder / "whole.h5").read_bytes()
    luck = random.Random(1)
    for trial in range(20 if SLOW else 6):
        output = f"killed{trial}.h5"
        flags = []
        for _ in range(luck.randint(1, 3)):
            process = start(folder, output, *flags)
            time.sleep(luck.uniform(0.01, 0.9))
            process.kill()
            process.wait()
            flags = ["--resume"]
        call = sweep(output, "--resume")
        assert call.exit == 0, (trial, call.err)
        assert (folder / output).read_bytes() == whole, trial
        assert not list(folder.glob(output + ".*"))


def interrupted(folder, by, runs):
    """Ends the sweep by a signal when so many runs are on the disk; says how many."""
    command = [TOY, "sweep", "design.toml", "-o", "r.h5", "-j", "1", "--deterministic"]
    process = subprocess.Popen([*command, "--progress", "json"], cwd=folder, stderr=subprocess.PIPE)
    done = 0
    for line in process.stderr:
        if line.startswith(b"{"):
            done = json.loads(line)["done"]
        if done >= runs:
            break
    process.send_signal(by)
    process.wait()
    return done


def test_a_kill_loses_no_block_that_was_finished(sweep, folder):
    slow_experiment(folder, 100)
    done = interrupted(folder, signal.SIGKILL, 96)
    call = start_json(folder, "--resume")
    assert call["resumed"] >= done and call["ok"] == 300


def test_what_a_stopped_sweep_left_is_not_overwritten(sweep, folder):
    slow_experiment(folder, 100)
    interrupted(folder, signal.SIGKILL, 32)
    journal = (folder / "r.h5.partial").read_bytes()
    call = sweep("r.h5")
    assert call.exit == 4 and "r.h5.partial" in call.err
    assert "--resume" in call.err and "--force" in call.err
    assert (folder / "r.h5.partial").read_bytes() == journal
    assert sweep("r.h5", "--resume").exit == 0


def rebuilt(folder):
    """The toy program as another commit that computes the same would build it."""
    version = subprocess.run([TOY, "version", "--json"], capture_output=True, check=True).stdout
    commit = json.loads(version)["git_sha1"].encode()
    other = bytes(reversed(commit))
    assert other != commit
    program = folder / "rebuilt"
    program.write_bytes(pathlib.Path(TOY).read_bytes().replace(commit + b"\0", other + b"\0"))
    program.chmod(0o755)
    return program, commit.decode(), other.decode()


def made_by(path):
    """First run, number of runs and commit of each stretch."""
    with h5py.File(path) as file:
        group = file["provenance"]
        commits = [commit.decode() for commit in group["made_by_git_sha1"]]
        return list(zip(group["made_first_run"], group["made_runs"], commits))


def test_another_commit_that_computes_the_same_goes_on(sweep, folder):
    program, before, after = rebuilt(folder)
    slow_experiment(folder, 100)
    assert sweep("whole.h5").exit == 0
    interrupted(folder, signal.SIGTERM, 32)
    call = Call("sweep", "design.toml", "-o", "r.h5", "--resume", program=program, folder=folder)
    assert call.exit == 0, call.err
    first, second = made_by(folder / "r.h5")
    assert first == (0, second[0], before) and second[1:] == (300 - second[0], after)
    assert made_by(folder / "whole.h5") == [(0, 300, before)]
    with h5py.File(folder / "r.h5") as one, h5py.File(folder / "whole.h5") as other:
        assert (one["trust"][:] == other["trust"][:]).all()


def test_shards_of_two_commits_merge_and_keep_both_names(sweep, toy, folder):
    program, before, after = rebuilt(folder)
    assert sweep("one.h5", "--shard", "1/2").exit == 0
    flags = ("--shard", "2/2", "--deterministic")
    call = Call("sweep", "design.toml", "-o", "two.h5", *flags, program=program, folder=folder)
    assert call.exit == 0, call.err
    assert toy("merge", "two.h5", "one.h5", "-o", "merged.h5").exit == 0
    assert made_by(folder / "merged.h5") == [(0, 32, before), (32, 28, after)]


def start_json(folder, *flags):
    command = [TOY, "sweep", "design.toml", "-o", "r.h5", "--json", *flags]
    return json.loads(subprocess.run(command, cwd=folder, capture_output=True).stdout)


def test_sigterm_keeps_everything_that_finished_and_resumes_to_the_same_bytes(sweep, folder):
    slow_experiment(folder, 100)
    assert sweep("whole.h5").exit == 0
    process = start(folder, "r.h5")
    while not (folder / "r.h5.partial").exists():
        time.sleep(0.02)
    time.sleep(0.2)  # for some runs to finish
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 143
    assert sweep("r.h5").exit == 4
    assert sweep("r.h5", "--resume").exit == 0
    assert (folder / "r.h5").read_bytes() == (folder / "whole.h5").read_bytes()


def test_a_time_limit_stops_a_sweep_that_can_be_resumed(sweep, folder):
    slow_experiment(folder, 100)
    assert sweep("r.h5", "--time-limit", "0.2").exit == 75
    assert sweep("r.h5", "--resume").exit == 0
    assert sweep("r.h5", "--resume").exit == 0  # whole already


def test_another_experiment_is_not_resumed(sweep, folder):
    slow_experiment(folder, 100)
    assert sweep("r.h5", "--time-limit", "0.2").exit == 75
    call = sweep("r.h5", "--resume", "--seed", "9")
    assert call.exit == 3 and "another experiment" in call.err


def test_shards_merge_to_the_bytes_of_the_whole(sweep, toy, folder):
    assert sweep("whole.h5").exit == 0
    for shard in (1, 2, 3):
        assert sweep(f"part{shard}.h5", "--shard", f"{shard}/3").exit == 0
    parts = [f"part{shard}.h5" for shard in (3, 1, 2)]
    assert toy("merge", *parts, "-o", "merged.h5").exit == 0
    assert (folder / "merged.h5").read_bytes() == (folder / "whole.h5").read_bytes()
    twice = toy("merge", *parts, "part1.h5", "-o", "twice.h5")
    assert twice.exit == 0 and "duplicates" in twice.err
    assert (folder / "twice.h5").read_bytes() == (folder / "whole.h5").read_bytes()


def test_shards_that_were_stopped_merge_if_nothing_is_missing(sweep, toy, folder):
    slow_experiment(folder, 100)
    assert sweep("whole.h5").exit == 0
    interrupted(folder, signal.SIGKILL, 96)
    call = toy("merge", "r.h5.partial", "-o", "merged.h5")
    assert call.exit == 4 and "runs are missing" in call.err
    assert sweep("rest.h5", "--shard", "2/2").exit == 0 and sweep("all.h5").exit == 0
    assert toy("merge", "r.h5.partial", "all.h5", "rest.h5", "-o", "merged.h5").exit == 0
    assert (folder / "merged.h5").read_bytes() == (folder / "whole.h5").read_bytes()


def test_slurm_says_which_shard(sweep, toy, folder):
    assert sweep("two.h5", "--shard", "2/3").exit == 0
    array = {"SLURM_ARRAY_TASK_ID": "2", "SLURM_ARRAY_TASK_COUNT": "3", "SLURM_ARRAY_TASK_MIN": "1"}
    call = toy("sweep", "design.toml", "-o", "array.h5", "--deterministic", "-q", **array)
    assert call.exit == 0
    assert (folder / "array.h5").read_bytes() == (folder / "two.h5").read_bytes()


def test_merge_says_what_is_missing_and_refuses_strangers(sweep, toy, folder):
    assert sweep("part1.h5", "--shard", "1/2").exit == 0
    call = toy("merge", "part1.h5", "-o", "merged.h5")
    assert call.exit == 4 and "32 to 59" in call.err
    assert not (folder / "merged.h5").exists()
    assert sweep("other.h5", "--shard", "2/2", "--months", "5").exit == 0
    assert toy("merge", "part1.h5", "other.h5", "-o", "merged.h5").exit == 3
    assert "60" not in toy("status", "part1.h5").out
    assert "all 2 files" in toy("status", "part1.h5", "other.h5").out


def test_a_failed_run_stays_with_its_message(sweep, toy, folder):
    failing = ("--set", "testing.failing_replicate=1")
    call = sweep("whole.h5", *failing)
    assert call.exit == 5
    with h5py.File(folder / "whole.h5") as file:
        assert list(file["status"][:3]) == [OK, FAILED, OK]
        assert len(file["provenance/failure_message"]) == 20
        assert (file["summary/n"][:, 0, 0, 2] == 2).all()
    for shard in (1, 2):
        assert sweep(f"part{shard}.h5", "--shard", f"{shard}/2", *failing).exit == 5
    assert toy("merge", "part1.h5", "part2.h5", "-o", "merged.h5").exit == 5
    assert (folder / "merged.h5").read_bytes() == (folder / "whole.h5").read_bytes()


def test_a_conflict_at_a_design_point_is_a_failed_run(toy, folder):
    text = """\
schema_version = 1
scenario = "town.toml"
[design]
kind = "grid"
[[factor]]
name = "population.size"
values = [2, 50]
[[factor]]
name = "population.offices"
values = [1, 9]
"""
    (folder / "design.toml").write_text(text)
    call = toy("sweep", "design.toml", "-o", "r.h5", "-n", "1")
    assert call.exit == 5 and "more offices than" in call.err
    with h5py.File(folder / "r.h5") as file:
        assert list(file["status"]) == [OK, FAILED, OK, OK]


def test_replicates_end_at_the_precision_asked_for(toy, folder):
    text = EXPERIMENT.replace("n = 3", 'until = "ci(trust@all)=1000"\nmax = 40')
    (folder / "design.toml").write_text(text.replace("n = 20", "n = 3"))
    assert toy("sweep", "design.toml", "-o", "r.h5").exit == 0
    with h5py.File(folder / "r.h5") as file:
        assert list(file["status"][:40]) == [OK] * 16 + [3] * 24


def test_outputs_keep_only_what_was_asked_for(toy, folder):
    outputs = '[outputs]\nmetrics = ["trust"]\nevery = 3\nbreakdowns = false\n'
    (folder / "design.toml").write_text(EXPERIMENT + outputs)
    assert toy("sweep", "design.toml", "-o", "r.h5").exit == 0
    with h5py.File(folder / "r.h5") as file:
        assert list(file["month"]) == [3, 6] and file["trust"].shape == (60, 2)
        assert "underserved" not in file and "offices" not in file


@pytest.mark.parametrize(
    "old, new, says",
    [
        ('kind = "lhs"', 'kind = "lhz"', "Did you mean lhs?"),
        ("n = 20", "m = 20", "design.m = 20 (unknown key"),
        ('name = "citizens.lens"', 'name = "citizens.lense"', "Did you mean citizens.lens?"),
        ("max = 0.9", "max = 1.9", "too large"),
        ("max = 0.9", "max = 0.05", "not above min"),
        ("times = [0.5, 2]", "times = [2, 0.5]", "the smaller one first"),
        ('"town.toml"', '"tawn.toml"', "no file"),
        ("[replicates]", "[replicatess]", "Did you mean replicates?"),
    ],
)
def test_a_bad_experiment_is_refused_with_its_place(toy, folder, old, new, says):
    (folder / "design.toml").write_text(EXPERIMENT.replace(old, new))
    for command in (("check",), ("sweep", "-o", "r.h5")):
        call = toy(command[0], "design.toml", *command[1:])
        assert call.exit == 3, call.err
        assert "design.toml:" in call.err and says in call.err


def test_the_rows_of_a_csv_are_checked_before_the_start(toy, folder):
    text = EXPERIMENT[: EXPERIMENT.index("[[factor]]")] + "[replicates]\nn = 2\n"
    (folder / "design.toml").write_text(text.replace('"lhs"\nn = 20', '"csv"\nfile = "rows.csv"'))
    (folder / "rows.csv").write_text("citizens.lens, policy.decider\n0.5, manager\n0.7, computer\n")
    assert toy("sweep", "design.toml", "-o", "r.h5").exit == 0
    (folder / "rows.csv").write_text("citizens.lens,policy.decider\n0.5,manager\n1.7,manager\n")
    call = toy("sweep", "design.toml", "-o", "s.h5")
    assert call.exit == 3 and "rows.csv:3:1" in call.err


def test_a_dry_run_writes_nothing(sweep, folder):
    call = sweep("r.h5", "--dry-run")
    assert call.exit == 0 and "60 runs" in call.out
    assert not list(folder.glob("r.h5*"))


def test_a_sweep_of_thousands_stays_small_and_survives_kills(folder):
    points = 10000 if SLOW else 1500
    (folder / "many.toml").write_text(EXPERIMENT.replace("n = 20", f"n = {points}"))
    command = [TOY, "sweep", "many.toml", "-n", "1", "-q", "--deterministic", "-o"]
    begin = time.monotonic()
    assert subprocess.run([*command, "whole.h5"], cwd=folder, timeout=900).returncode == 0
    seconds = time.monotonic() - begin
    luck = random.Random(2)
    flags = []
    for _ in range(6 if SLOW else 2):
        process = subprocess.Popen([*command, "r.h5", *flags], cwd=folder)
        time.sleep(luck.uniform(0.02, 0.6) * seconds)
        process.kill()
        process.wait()
        flags = ["--resume"]
    assert subprocess.run([*command, "r.h5", *flags], cwd=folder, timeout=900).returncode == 0
    assert (folder / "r.h5").read_bytes() == (folder / "whole.h5").read_bytes()
    peak = 1024 * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert peak < 500e6 or SANITIZED  # sanitizers keep what was freed
    print(f"{points} runs: {seconds:.1f} s, at most {peak / 1e6:.0f} MB resident")
    with h5py.File(folder / "r.h5") as file:
        assert file.attrs["n_runs_ok"] == points


@pytest.mark.parametrize("path", EXPERIMENTS, ids=lambda path: path.stem)
def test_a_shipped_experiment_is_sound_and_found_by_its_name(path):
    call = Call("check", path.stem, program=PROGRAM)
    assert call.exit == 0 and "fine (" in call.out


def csv_of(text):
    return pandas.read_csv(io.StringIO(text), float_precision="round_trip")


def test_a_merged_sweep_is_exported_by_design_point(sweep, toy, folder):
    for shard in (1, 2):
        assert sweep(f"part{shard}.h5", "--shard", f"{shard}/2").exit == 0
    call = toy("export", "part1.h5", "--by", "summary")
    assert call.exit == 2 and "shard" in call.err and "merge" in call.err
    assert toy("merge", "part1.h5", "part2.h5", "-o", "r.h5").exit == 0
    rows = csv_of(toy("export", "r.h5", "--by", "summary", "--metrics", "trust").out)
    with h5py.File(folder / "r.h5") as file:
        metric = list(file["summary/metric"].asstr()).index("trust")
        assert list(rows["mean"]) == list(file["summary/mean"][:, 0, metric, 2])
        assert list(rows.design_point) == list(range(20)) and set(rows.n) == {3}
        runs = csv_of(toy("export", "r.h5", "--by", "run", "--metrics", "trust").out)
        assert list(runs["citizens.lens"]) == list(file["param_citizens_lens"])
        assert set(runs.window) == {"all"}  # six months have no years


def test_a_merged_sweep_is_reproduced_and_told_from_another(sweep, toy, folder):
    for shard in (1, 2):
        assert sweep(f"part{shard}.h5", "--shard", f"{shard}/2").exit == 0
    assert toy("merge", "part1.h5", "part2.h5", "-o", "r.h5").exit == 0
    assert sweep("whole.h5").exit == 0
    assert toy("diff", "r.h5", "whole.h5").exit == 0
    for name in ("r.h5", "part2.h5"):
        call = toy("reproduce", name)
        assert call.exit == 0 and "bit for bit" in call.out, call.err
    assert sweep("other.h5", "--months", "5").exit == 0
    call = toy("diff", "r.h5", "other.h5")
    assert call.exit == 7 and "run.months" in call.out
    part = toy("diff", "r.h5", "part1.h5")
    assert part.exit == 7 and "only in A" in part.out


def test_shards_of_a_sweep_with_a_precision_merge_to_the_bytes_of_the_whole(sweep, toy, folder):
    """Shards begin at design points, which are no whole blocks of 16."""
    text = EXPERIMENT.replace("n = 3", 'until = "ci(trust@all)=1000"\nmax = 40')
    (folder / "design.toml").write_text(text.replace("n = 20", "n = 5"))
    assert sweep("whole.h5").exit == 0
    for shard in (1, 2):
        assert sweep(f"part{shard}.h5", "--shard", f"{shard}/2").exit == 0
    assert toy("merge", "part2.h5", "part1.h5", "-o", "merged.h5").exit == 0
    assert (folder / "merged.h5").read_bytes() == (folder / "whole.h5").read_bytes()
    assert "80 ok" in toy("status", "merged.h5").out
    assert "120 not needed" in toy("status", "merged.h5").out
