"""What is read again and what is not, by a stand-in for clang-tidy that finds the word BAD."""

import json
import os
import pathlib
import subprocess
import sys

import pytest

SCRIPT = pathlib.Path(__file__).with_name("clang_tidy.py")
COMMAND = "g++ -MMD -MF {0}.o.d -c ../{0}.cpp -o {0}.o"
STAND_IN = """#!/bin/sh
if [ "$1" = --version ]; then echo "stand-in $TIDY_VERSION"; exit; fi
for source; do :; done
echo "$source" >>read.log
if cat "$source" *.hpp | grep BAD; then exit 1; fi
"""


class Tree:
    """Two sources, one of which has a header, built by ninja."""

    def __init__(self, folder, monkeypatch):
        self.folder, self.build = folder, folder / "build"
        self.build.mkdir()
        (folder / "bin").mkdir()
        (folder / "bin/clang-tidy").write_text(STAND_IN)
        (folder / "bin/clang-tidy").chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder / 'bin'}:{os.environ['PATH']}")
        monkeypatch.setenv("TIDY_VERSION", "14")
        (folder / ".clang-tidy").write_text("Checks: one\n")
        (folder / "shared.hpp").write_text("int f();\n")
        (folder / "a.cpp").write_text('#include "shared.hpp"\n')
        (folder / "b.cpp").write_text("int b();\n")
        rules = [f"rule {n}\n command = {COMMAND.format(n)}\n deps = gcc\n depfile = {n}.o.d\nbuild {n}.o: {n} ../{n}.cpp\n"
                 for n in "ab"]
        (self.build / "build.ninja").write_text("".join(rules))
        commands = [{"file": str(folder / f"{n}.cpp"), "directory": str(self.build), "command": COMMAND.format(n)} for n in "ab"]
        wide = {**commands[0], "command": "g++ -DSIM_WIDTH=4 -c ../a.cpp -o wide.o"}
        (self.build / "compile_commands.json").write_text(json.dumps([*commands, wide]))

    def lint(self):
        """(Exit code, sources that were read, what was printed) once all is built anew."""
        subprocess.run(["ninja", "-C", self.build], check=True, capture_output=True)
        (self.folder / "read.log").write_text("")
        done = subprocess.run([sys.executable, SCRIPT, "build", "2", "a.cpp", "b.cpp"], cwd=self.folder, capture_output=True, text=True)
        return done.returncode, sorted((self.folder / "read.log").read_text().split()), done.stdout + done.stderr


@pytest.fixture
def tree(tmp_path, monkeypatch):
    return Tree(tmp_path, monkeypatch)


def test_what_is_clean_and_unchanged_is_not_read_again(tree):
    assert tree.lint()[:2] == (0, ["a.cpp", "b.cpp"])
    assert tree.lint()[:2] == (0, [])


def test_a_header_has_those_read_again_that_include_it(tree):
    tree.lint()
    (tree.folder / "shared.hpp").write_text("int f(int);\n")
    assert tree.lint()[:2] == (0, ["a.cpp"])


@pytest.mark.parametrize("change", ["rules", "version"])
def test_other_rules_have_everything_read_again(tree, change, monkeypatch):
    tree.lint()
    if change == "rules":
        (tree.folder / ".clang-tidy").write_text("Checks: two\n")
    else:
        monkeypatch.setenv("TIDY_VERSION", "19")
    assert tree.lint()[:2] == (0, ["a.cpp", "b.cpp"])


def test_what_is_found_is_said_and_found_again_until_it_is_mended(tree):
    (tree.folder / "b.cpp").write_text("int BAD();\n")
    for read in (["a.cpp", "b.cpp"], ["b.cpp"]):
        code, sources, words = tree.lint()
        assert (code, sources) == (1, read)
        assert "int BAD();" in words
    (tree.folder / "b.cpp").write_text("int good();\n")
    assert tree.lint()[:2] == (0, ["b.cpp"])
    assert tree.lint()[:2] == (0, [])


def test_a_source_without_an_object_is_read_every_time(tree):
    tree.lint()
    (tree.build / "compile_commands.json").write_text("[]")
    assert tree.lint()[:2] == (0, ["a.cpp", "b.cpp"])
