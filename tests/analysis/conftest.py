"""Result files for the tests, made once a session."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))  # the project root, where analysis/ lives
sys.path.insert(0, str(Path(__file__).parent))

from synthetic import write_result  # noqa: E402  (needs the path above)


@pytest.fixture(scope="session")
def complete(tmp_path_factory):
    """Path of a file with the four variants, closed and with every cut."""
    return write_result(tmp_path_factory.mktemp("complete") / "r.h5")


@pytest.fixture(scope="session")
def flipped(tmp_path_factory):
    """The same file with first and last values exchanged: all that rose falls."""
    return write_result(tmp_path_factory.mktemp("flipped") / "r.h5", flip=True)


@pytest.fixture(scope="session")
def cutless(tmp_path_factory):
    """Path of a file with two variants and nothing cut."""
    path = tmp_path_factory.mktemp("cutless") / "r.h5"
    return write_result(path, scenarios=["standardisation", "standard-maatwerk"], replicates=3)
