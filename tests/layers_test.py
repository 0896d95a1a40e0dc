"""Arrows point one way: between libraries, between the rooms of a model, and between the modules of the analysis.

An order is written down once here; whoever includes or imports against it is named with its line.
"""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
INCLUDED = re.compile(r'^\s*#\s*include\s+["<]([^">]+)[">]', re.M)

# Each may include those before it.
LIBRARIES = ["sim/core", "sim/io", "sim/study", "sim/experiment", "sim/cli"]
# Rooms of models/discretion in the same sense. At the bottom lie every room's parameters; the model's own folder ties
# the rooms together and may include all of them.
ROOMS = ["world", "citizens", "rules", "workers", "managers", "administrators", "course", "record", "cases", "stories", "checks"]
# And of the two largest libraries; the front door of the program stands before its rooms and may include all of them.
ROOMS_OF = {
    "sim/io": ["files", "words", "scenario", "design", "results"],
    "sim/cli": ["terminal", "options", "setup", "reports", "commands"],
}
OUTSIDE_THE_CORE = re.compile(r"sim/(io|study|cli|experiment)/|analysis|hdf5|H5|boost|toml|fmt|Eigen")


def sources(folder):
    return sorted(path for path in (ROOT / folder).rglob("*") if path.suffix in {".cpp", ".hpp"})


def includes(folder):
    """(file, what it includes), both from the root."""
    for path in sources(folder):
        for included in INCLUDED.findall(path.read_text(encoding="utf-8")):
            yield path.relative_to(ROOT).as_posix(), included


def upwards(pairs, order):
    """Pairs of which the second stands after the first in this order of places."""
    return [f"{a} includes {b}" for (a, place), (b, other) in pairs if order.index(other) > order.index(place)]


def test_libraries_include_only_those_below():
    pairs = [
        ((file, library), (included, other))
        for library in LIBRARIES
        for file, included in includes(library)
        for other in LIBRARIES
        if included.startswith(other + "/")
    ]
    assert len(pairs) > 100
    assert upwards(pairs, LIBRARIES) == []


@pytest.mark.parametrize("folder", ["models/discretion", "models/case_round", "models/mutual_learning", "sim/core", "web/engine"])
def test_models_and_the_core_see_only_the_core(folder):
    assert [pair for pair in includes(folder) if OUTSIDE_THE_CORE.match(pair[1])] == []


def room_of(file):
    """The room of a file of the model; "parameters" for what lies below all rooms, None for the model's own folder."""
    parts = file.removeprefix("models/discretion/").split("/")
    if parts[-1] in {"parameters.hpp", "lever_parameters.hpp", "sources.hpp"}:
        return "parameters"
    return parts[0] if len(parts) > 1 else None


def test_rooms_of_the_model_include_only_those_below():
    order = ["parameters", *ROOMS]
    pairs = []
    for file, included in includes("models/discretion"):
        if not included.startswith("models/discretion/") or room_of(file) is None:
            continue
        # The self test asks the whole model, through its front door.
        if room_of(file) == "checks" and included == "models/discretion/discretion.hpp":
            continue
        assert room_of(included) is not None, f"{file} includes {included}, which ties the rooms together"
        pairs.append(((file, room_of(file)), (included, room_of(included))))
    assert len(pairs) > 100
    assert upwards(pairs, order) == []


def test_the_model_says_who_is_at_home_in_every_room():
    page = (ROOT / "models/discretion/README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page.split("## Rooms")[1].split("## State")[0], re.M) == ROOMS


@pytest.mark.parametrize("library", ROOMS_OF)
def test_the_architecture_names_the_rooms_of_a_library_in_their_order(library):
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8").splitlines()
    row, = (line for line in page if line.startswith(f"| `{library}` | `"))
    assert re.findall(r"`(\w+)` \(", row) == ROOMS_OF[library]


def room_in(library, file):
    """The room of a file of a library, None for what stands before its rooms."""
    return file.removeprefix(library + "/").rpartition("/")[0] or None


@pytest.mark.parametrize("library", ROOMS_OF)
def test_rooms_of_a_library_include_only_those_below(library):
    pairs = [
        ((file, room_in(library, file)), (included, room_in(library, included)))
        for file, included in includes(library)
        if included.startswith(library + "/") and room_in(library, file)
    ]
    assert len(pairs) > 100
    assert [pair for pair in pairs if pair[1][1] is None] == []
    assert upwards(pairs, ROOMS_OF[library]) == []


@pytest.mark.parametrize("folder, rooms", [("models/discretion", ROOMS), *ROOMS_OF.items()])
def test_every_room_has_a_place_in_the_order(folder, rooms):
    folders = {path.parent.relative_to(ROOT / folder).as_posix() for path in sources(folder)} - {"."}
    assert folders == set(rooms)


@pytest.mark.parametrize("folder", ["sim/core", "models/discretion"])
def test_every_source_file_has_its_header(folder):
    # What is compiled for each kind of number shares its header with what is compiled once.
    headers = {path: path.with_name(path.stem.removesuffix("_lanes") + ".hpp") for path in sources(folder)}
    assert [path.name for path, header in headers.items() if path.suffix == ".cpp" and not header.exists()] == []


def module_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path):
    """Modules of the analysis that a module needs as it is loaded; it names them from where it stands."""
    place = path.relative_to(ROOT).parent.parts
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.level > 0:
            module = ".".join([*place[: len(place) - node.level + 1], *filter(None, [node.module])])
            yield from (f"{module}.{name.name}" for name in node.names)
            if module != "analysis.figures":  # whose parts are loaded by themselves
                yield module


def test_no_module_of_the_analysis_is_in_a_circle():
    paths = [path for path in (ROOT / "analysis").rglob("*.py") if path.name != "__main__.py"]
    modules = {module_of(path): path for path in paths}
    needs = {
        module: {other for other in imports(path) if other in modules and other != "analysis"}
        for module, path in modules.items()
    }
    assert sum(map(len, needs.values())) > 20
    while needs:
        free = {module for module, needed in needs.items() if not needed & needs.keys() - {module}}
        assert free, f"in a circle: {sorted(needs)}"
        needs = {module: needed for module, needed in needs.items() if module not in free}
