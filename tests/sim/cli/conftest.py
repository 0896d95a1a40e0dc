"""What the tests of the command line share: the programs, a folder, and a small scenario."""

import json
import os
import subprocess

import pytest

TOY = os.environ["MAATWERK_TOY"]
PROGRAM = os.environ["MAATWERK_PROGRAM"]
SANITIZED = bool(os.environ.get("MAATWERK_SANITIZE"))
# The leak sanitizer looks from a process of its own, which a limit on processes forbids.
WITHOUT_LEAKS = {**os.environ, "ASAN_OPTIONS": "detect_leaks=0"}
LONGEST = 600 if SANITIZED else 60  # seconds of a command

SCENARIO = """\
schema_version = 1
title = "A small town"

[run]
months = 6
replicates = 6
"""


class Call:
    """A command line that has been run."""

    def __init__(self, *arguments, program=TOY, folder=None, **environment):
        done = subprocess.run(
            [program, *map(str, arguments)],
            cwd=folder,
            env={**os.environ, **environment},
            capture_output=True,
            timeout=LONGEST,
        )
        self.exit = done.returncode
        self.out = done.stdout.decode()
        self.err = done.stderr.decode()


@pytest.fixture
def folder(tmp_path):
    """An empty folder with one scenario, town.toml."""
    (tmp_path / "town.toml").write_text(SCENARIO)
    return tmp_path


def status_of(toy, name):
    """What `status` says of a file or journal; of one without a run yet that there is none."""
    call = toy("status", name, "--json")
    return json.loads(call.out) if call.exit == 0 else {"ok": 0, "failed": 0}


def finished_in_time(toy, folder, *flags):
    """Runs that a study made before its time limit ended it, at least one; r.h5.partial has them.

    Short limits first: on a busy machine the program's start alone may take one.
    """
    for limit in (0.3, 1, 3):
        call = toy("run", "town.toml", *flags, "--time-limit", limit, "-o", "r.h5", "--force")
        assert call.exit == 75
        finished = status_of(toy, "r.h5.partial")["ok"]
        if finished:
            return finished
    raise AssertionError("no run in three seconds")


@pytest.fixture
def toy(folder):
    """Runs the toy program in the folder."""
    return lambda *arguments, **environment: Call(*arguments, folder=folder, **environment)
