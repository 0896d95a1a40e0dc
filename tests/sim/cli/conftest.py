"""What the tests of the command line share: the programs, a folder, and a small scenario."""

import os
import subprocess

import pytest

TOY = os.environ["MAATWERK_TOY"]
PROGRAM = os.environ["MAATWERK_PROGRAM"]

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
            timeout=60,
        )
        self.exit = done.returncode
        self.out = done.stdout.decode()
        self.err = done.stderr.decode()


@pytest.fixture
def folder(tmp_path):
    """An empty folder with one scenario, town.toml."""
    (tmp_path / "town.toml").write_text(SCENARIO)
    return tmp_path


@pytest.fixture
def toy(folder):
    """Runs the toy program in the folder."""
    return lambda *arguments, **environment: Call(*arguments, folder=folder, **environment)
