"""What both schedulers run: a sweep of two shards, and the bytes of the undivided one."""

import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["MAATWERK_PROGRAM"]
EXPERIMENT = """\
schema_version = 1
title = "Twenty runs"
scenario = "town.toml"

[design]
kind = "grid"

[[factor]]
name = "policy.individual_tailoring"
values = [0, 100]

[replicates]
n = 10

[outputs]
breakdowns = false
"""
TOWN = """\
schema_version = 1
title = "A small town"
population.size = 500
run = { months = 6, warm_up = 3 }
"""


def ended(command, folder, **more):
    """The outcome of a command that ends well."""
    done = subprocess.run([str(c) for c in command], cwd=folder, capture_output=True, text=True, timeout=240, **more)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture
def folder(tmp_path):
    """A folder with an experiment whose name a shell would not leave alone, and what an undivided sweep makes of it."""
    (tmp_path / "town.toml").write_text(TOWN)
    (tmp_path / "a $(touch PWNED) sweep.toml").write_text(EXPERIMENT)
    ended([PROGRAM, "sweep", "a $(touch PWNED) sweep.toml", "--deterministic", "-q", "-o", "whole.h5"], tmp_path)
    return tmp_path
