"""The workflow that is shipped, run by Snakemake."""

import shutil

import pytest
from conftest import PROGRAM, ROOT, ended

pytestmark = pytest.mark.skipif(not shutil.which("snakemake"), reason="snakemake is not installed")


def snakemake(folder, *more):
    return ended(["snakemake", "-s", ROOT / "scenarios/experiments/cluster/Snakefile", "--cores", 2, "--quiet", "--config",
                  f"program={PROGRAM}", "experiment=a $(touch PWNED) sweep.toml", "shards=2", "output=the whole.h5", *more],
                 folder, env={"PATH": "/usr/bin:/bin", "HOME": str(folder)})


def test_shards_as_jobs_make_the_bytes_of_an_undivided_sweep(folder):
    snakemake(folder)
    assert (folder / "the whole.h5").read_bytes() == (folder / "whole.h5").read_bytes()
    assert not (folder / "PWNED").exists()


def test_a_job_that_was_stopped_goes_on_and_a_whole_sweep_is_left_alone(folder):
    snakemake(folder)
    (folder / "the whole.h5").unlink()
    (folder / "shards/1-of-2.h5").unlink()
    before = (folder / "shards/2-of-2.h5").stat().st_mtime_ns
    snakemake(folder)
    assert (folder / "the whole.h5").read_bytes() == (folder / "whole.h5").read_bytes()
    assert (folder / "shards/2-of-2.h5").stat().st_mtime_ns == before
