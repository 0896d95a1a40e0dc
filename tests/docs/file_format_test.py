"""Files have the datasets that docs/file-format.md lists, of the type and along the dimensions that it says."""

import os
import pathlib
import re
import subprocess

import h5py
import pytest

PROGRAM = os.environ["MAATWERK_PROGRAM"]
PAGE = pathlib.Path(__file__).parents[2] / "docs/file-format.md"
LANGUAGES = ("en", "nl")
GROUPS = ("scenarios", "parameters", "dynamics", "summary", "worlds", "organisation", "observed", "matching", "provenance",
          "performance")
TYPES = {"text": "object", "int32": "int32", "float64": "float64"}
ROW = re.compile(r"^\| (`[^|]*) \| ([^|]*) \| ([^|]*) \| (.*) \|$", re.MULTILINE)

TOWN = """\
schema_version = 1
[run]
months = 24
warm_up = 2
replicates = 3
[population]
size = 300
offices = 1
[observed.objections]
value = 5
margin = 3
year = 2024
source = "made up"
"""
ORGANISATION = '[organisation]\nname = "Vlierwijk"\nstaff = 12\n'
EXPERIMENT = """\
schema_version = 1
scenario = "town.toml"
[design]
kind = "lhs"
n = 2
[[factor]]
name = "citizens.lens"
min = 0.1
max = 0.9
"""
COMMANDS = {
    "comparison": ("compare", "--variants", "organisation.toml", "--worlds", "2", "--window", "3:8"),
    "worlds": ("calibrate", "town.toml", "--free", "citizens.complaint_level", "--worlds", "10", "-n", "2"),
    "sweep": ("sweep", "design.toml"),
}


def rows_of(text):
    """(name, type, dimensions or None, whether it may be absent) of each dataset of a section's table."""
    for names, kind, _, meaning in ROW.findall(text):
        found = re.match(r"(\w+?)((?:\[\w+\])*)(, .*)?$", kind)
        element, shape, more = found.groups()
        dimensions = None if more else tuple(re.findall(r"\w+", shape))
        for name in re.findall(r"`(\w+)`", names):
            others = LANGUAGES[1:] if "other language" in meaning else LANGUAGES
            for language in others if name.endswith("_LANGUAGE") else ("",):
                yield name.replace("LANGUAGE", language), element, dimensions, "absent" in meaning


def otherwise(name, group):
    """Whether the page says in a section of its own what a group has in this file."""
    return name == "sweep" and group in ("summary", "provenance")


@pytest.fixture(scope="module")
def documented():
    sections = re.split(r"^## ", PAGE.read_text(), flags=re.MULTILINE)
    by_group = {}
    for section in sections:
        heading = section.split("\n", 1)[0]
        for group in re.findall(r"`/(\w+)`", heading):
            by_group[group] = {name: rest for name, *rest in rows_of(section)}
    return by_group


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    (folder / "town.toml").write_text(TOWN)
    (folder / "organisation.toml").write_text(TOWN.replace("[population]\nsize = 300\n", "[population]\n") + ORGANISATION)
    (folder / "design.toml").write_text(EXPERIMENT)
    for name, command in COMMANDS.items():
        done = subprocess.run([PROGRAM, *command, "-q", "-o", f"{name}.h5"], cwd=folder, capture_output=True, text=True)
        assert done.returncode in (0, 6), done.stderr
    return {name: folder / f"{name}.h5" for name in COMMANDS}


def test_every_group_is_documented_and_some_file_has_it(documented, files):
    there = set()
    for path in files.values():
        with h5py.File(path) as file:
            there |= {name for name, node in file.items() if isinstance(node, h5py.Group)}
    assert set(GROUPS) <= there & set(documented)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_group_has_what_its_page_lists_and_nothing_else(documented, files, name):
    wrong = {}
    with h5py.File(files[name]) as file:
        for group in set(GROUPS) & set(file):
            if otherwise(name, group):
                continue
            rows = documented[group]
            absent = tuple(row for row, (*_, may_be) in rows.items() if may_be)  # with the columns of its table
            needed = {row for row in rows if not row.startswith(absent)} if absent else set(rows)
            wrong[group] = (set(file[group]) - set(rows), needed - set(file[group]))
    assert {group: found for group, found in wrong.items() if found != (set(), set())} == {}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_dataset_has_the_type_and_the_dimensions_that_its_page_says(documented, files, name):
    checked = 0
    with h5py.File(files[name]) as file:
        for group in set(GROUPS) & set(file):
            for own, dataset in file[group].items():
                element, dimensions, _ = documented[group][own] if not otherwise(name, group) else (None, None, None)
                if dimensions is None:
                    continue
                assert dataset.dtype == TYPES[element], dataset.name
                labels = tuple(d[0].name.rsplit("/", 1)[1] if len(d) else "" for d in dataset.dims)
                assert labels == dimensions or dimensions == (own,), dataset.name
                checked += 1
    assert checked > 30
