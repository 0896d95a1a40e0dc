"""Every command in docs/howto works: the blocks are run as a reader would run them.

The conventions stand in docs/howto/README.md. MAATWERK_SLOW=1 runs the slow blocks too.
"""

import os
import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ["MAATWERK_PROGRAM"])
SLOW = os.environ.get("MAATWERK_SLOW") == "1"
BLOCK = re.compile(
    r"(?P<slow><!-- slow -->\s*)?^```console\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
EXIT = re.compile(r"\s# exit (\d+)\s*$")
PAGES = sorted((ROOT / "docs" / "howto").glob("*.md"))


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


def steps(page):
    text = page.read_text(encoding="utf-8")
    for block in BLOCK.finditer(text):
        if block["slow"] and not SLOW:
            continue
        line = text.count("\n", 0, block.start("text"))
        for command in commands(block["text"]):
            expected = EXIT.search(command)
            yield line, command, int(expected[1]) if expected else 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_of_a_page_do_what_it_says(page, tmp_path):
    programs = tmp_path / "bin"
    folder = tmp_path / "work"
    programs.mkdir()
    folder.mkdir()
    (programs / "maatwerk").symlink_to(PROGRAM)
    environment = {
        **os.environ,
        "PATH": f"{programs}:/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),  # `python3 -m analysis` from any folder
        "TERM": "dumb",
    }
    for line, command, expected in steps(page):
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=600 if SLOW else 120,
        )
        where = f"{page.name}, block after line {line}: {command}\n{done.stdout}{done.stderr}"
        assert done.returncode == expected, where
