"""Every code block of every document works: it is run as a reader would run it, or says why not.

The conventions stand in docs/howto/README.md. MAATWERK_SLOW=1 runs the slow blocks too.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tomllib

import pytest

from blocks import blocks

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ["MAATWERK_PROGRAM"]).resolve()
COMPLETE = os.environ.get("MAATWERK_COMPLETE") == "1"  # nothing may be missing: ./dev check
SLOW = os.environ.get("MAATWERK_SLOW") == "1"
EXIT = re.compile(r"\s# exit (\d+)\s*$")
LANGUAGES = ("console", "sh", "indented", "python", "r", "toml")
FINDING = "standard maatwerk fits better by 0."
FRAGMENT = 'schema_version = 1\ntitle = "A fragment"\n'


def documents():
    yield from (ROOT / "README.md", ROOT / "CONTRIBUTING.md")
    for folder in ("docs", "models", "tests"):
        yield from sorted((ROOT / folder).rglob("*.md"))


PAGES = [page for page in documents() if list(blocks(page.read_text(encoding="utf-8")))]


def name_of(page):
    return str(page.relative_to(ROOT))


def commands(block):
    """Lines after `$ `, with those that a backslash continues; output is left out."""
    command = None
    for line in block.splitlines():
        if command is None and not line.startswith("$ "):
            continue
        command = line[2:] if command is None else command + "\n" + line
        if not command.endswith("\\"):
            yield command
            command = None


def steps(block, folder):
    """What to run for a block: command lines with their expected exit code."""
    first = block.mark("run first: ")
    if first:
        yield ["bash", "-c", first], 0
    if block.language == "console":
        for command in commands(block.text):
            expected = EXIT.search(command)
            yield ["bash", "-c", command], int(expected[1]) if expected else 0
    elif block.language in ("sh", "indented"):
        yield ["bash", "-e", "-c", block.text], 0
    elif block.language == "python":
        yield ["/usr/bin/python3", "-W", "error::SyntaxWarning", "-c", block.text], 0
    elif block.language == "r":
        if shutil.which("Rscript") or COMPLETE:
            yield ["Rscript", "-e", block.text], 0
    elif block.mark("file: "):
        (folder / block.mark("file: ")).write_text(block.text + "\n", encoding="utf-8")
    elif not block.mark("part of: "):
        (folder / "fragment.toml").write_text(FRAGMENT + block.text + "\n", encoding="utf-8")
        yield ["maatwerk", "check", "fragment.toml"], 0


def is_part(piece, whole):
    """Whether a table has nothing that a larger one has not: of a list, its first entries."""
    if isinstance(piece, dict):
        return all(key in whole and is_part(value, whole[key]) for key, value in piece.items())
    if isinstance(piece, list):
        return all(is_part(one, other) for one, other in zip(piece, whole, strict=False))
    return piece == whole


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_blocks_of_a_page_do_what_it_says(page, tmp_path):
    programs = tmp_path / "bin"
    folder = tmp_path / "work"
    programs.mkdir()
    (programs / "maatwerk").symlink_to(PROGRAM)
    (tmp_path / "packages").mkdir()
    (tmp_path / "packages" / "maatwerk").symlink_to(ROOT / "analysis")  # as it is installed
    folder.mkdir()
    shutil.copytree(ROOT / "scenarios", folder / "scenarios")
    environment = {
        **os.environ,
        "PATH": f"{programs}:/usr/bin:/bin",
        "PYTHONPATH": f"{ROOT}:{tmp_path / 'packages'}",  # `analysis` in the repository, `maatwerk` as installed
        "TERM": "dumb",
    }
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.mark("not run: ") is not None or (block.mark("slow") is not None and not SLOW):
            continue
        for command, expected in steps(block, folder):
            done = subprocess.run(
                command,
                cwd=folder,
                env=environment,
                capture_output=True,
                text=True,
                timeout=600 if SLOW else 120,
            )
            where = f"{name_of(page)}, block of line {block.line}: {command[-1]}"
            assert done.returncode == expected, f"{where}\n{done.stdout}{done.stderr}"


def code_of(notebook):
    """What a notebook's cells run, one after the other."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


@pytest.mark.parametrize("script", ["first-study.ipynb", "first-study.R"])
def test_first_studies_end_with_the_same_finding(script, tmp_path):
    path = ROOT / "docs" / "howto" / script
    (tmp_path / "maatwerk").symlink_to(ROOT / "analysis")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "maatwerk").symlink_to(PROGRAM)
    command = ["Rscript", path]
    if script.endswith(".ipynb"):
        # Outside a notebook pictures go nowhere.
        command = ["/usr/bin/python3", "-c", "import matplotlib; matplotlib.use('Agg')\n" + code_of(path)]
    elif shutil.which("Rscript") is None:
        pytest.skip("R is not installed")
    environment = {
        **os.environ,
        "PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin",
        "PYTHONPATH": str(tmp_path),
    }
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert FINDING in done.stdout


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_block_has_a_language_that_is_run(page):
    for block in blocks(page.read_text(encoding="utf-8")):
        assert block.language in LANGUAGES, f"{name_of(page)}:{block.line}: {block.language!r}"
        reason = block.mark("not run: ")
        assert reason is None or len(reason) > 8, f"{name_of(page)}:{block.line}: why?"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_what_is_said_to_be_part_of_a_file_is_in_it(page):
    for block in blocks(page.read_text(encoding="utf-8")):
        whole = block.mark("part of: ")
        if whole:
            shipped = tomllib.loads((ROOT / whole).read_text(encoding="utf-8"))
            assert is_part(tomllib.loads(block.text), shipped), f"{name_of(page)}:{block.line}"


def test_blocks_and_their_marks_are_found_in_a_document():
    found = list(
        blocks(
            "Do this:\n\n    one\n\n    two\n\n<!-- slow -->\n```console\n$ three\n```\n"
            "```text\n    four\n```\n<!-- not run: takes a day -->\n\n    five\nEnd.\n"
        )
    )
    assert [(block.language, block.text, block.line) for block in found] == [
        ("indented", "one\n\ntwo", 3),
        ("console", "$ three", 8),
        ("indented", "five", 16),
    ]
    assert found[0].marks == [] and found[1].mark("slow") == ""
    assert found[2].mark("not run: ") == "takes a day"
