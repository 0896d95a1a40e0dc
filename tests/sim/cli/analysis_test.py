"""One door: commands on result files start the analysis that came with the program, from any folder."""

import json
import os
import pathlib
import shutil

import pytest

from conftest import PROGRAM, Call

ANALYSIS = pathlib.Path(__file__).parents[3] / "analysis"
COMMANDS = ("report", "figures", "plane", "sensitivity", "discovery", "practice", "levers",
            "test-measure", "pilot", "tipping")  # fmt: skip
TELL = """\
import json, os, sys
print(json.dumps({"words": sys.argv[1:], "program": os.environ["MAATWERK_PROGRAM"]}))
"""


def analysis(folder, start=None, needs=""):
    """An analysis with this start.py, or the real one that needs these."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "start.py").write_text(start or (ANALYSIS / "start.py").read_text())
    (folder / "needs.txt").write_text(needs)
    (folder / "command_line.py").write_text('def main():\n    print("it answers")\n    return 0\n')
    return folder


def told(call):
    assert call.exit == 0, call.err
    return json.loads(call.out)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_on_results_is_that_of_the_analysis(command, folder):
    call = Call("help", command, program=PROGRAM, folder=folder)
    assert call.exit == 0 and call.out.startswith(f"usage: maatwerk {command} ")
    assert call.out == Call(command, "--help", program=PROGRAM, folder=folder).out


def test_the_analysis_says_in_any_folder_what_is_wrong_with_a_file(folder):
    call = Call("report", "none.h5", "--output", "there", program=PROGRAM, folder=folder)
    assert call.exit == 4 and call.out == ""
    assert call.err.startswith("maatwerk: none.h5 (") and call.err.count("\n") == 1


def test_arguments_are_handed_on_as_they_are(toy, tmp_path):
    words = ["a b", "$(false)", "*", "--see", "--", "-h", "", "'"]
    fake = analysis(tmp_path / "fake", TELL)
    assert told(toy("discovery", *words, MAATWERK_ANALYSIS=str(fake)))["words"] == ["discovery", *words]


def test_studies_of_the_analysis_are_made_by_the_program_that_was_called(tmp_path):
    fake = analysis(tmp_path / "fake", TELL)
    other = {"MAATWERK_ANALYSIS": str(fake), "MAATWERK_PROGRAM": "/bin/false"}
    assert told(Call("practice", "duo", program=PROGRAM, **other))["program"] == os.path.realpath(PROGRAM)


@pytest.mark.parametrize(
    "ending, exit_status",
    [("raise SystemExit(75)", 75), ("import os; os.kill(os.getpid(), 15)", -15)],
)
def test_exit_code_and_signal_are_those_of_the_analysis(toy, tmp_path, ending, exit_status):
    fake = analysis(tmp_path / "fake", ending)
    assert toy("report", "r.h5", MAATWERK_ANALYSIS=str(fake)).exit == exit_status


def test_what_python_lacks_is_named_as_debian_names_it(toy, tmp_path):
    lacking = analysis(tmp_path / "lacking", needs="json python3\nno_such_module python3-no-such\n")
    named = {"MAATWERK_ANALYSIS": str(lacking), "MAATWERK_PYTHON": "/usr/bin/python3"}
    call = toy("figures", "r.h5", **named)
    assert call.exit == 4 and call.err.count("\n") == 1
    assert "apt-get install python3-no-such;" in call.err and "MAATWERK_PYTHON" in call.err


def test_another_python_of_the_path_is_tried_before_giving_up(toy, tmp_path):
    lacking = analysis(tmp_path / "lacking", needs="no_such_module python3-no-such\n")
    other = tmp_path / "python3"
    other.write_text('#!/bin/sh\nshift\necho "another: $*"\n')
    other.chmod(0o755)
    call = toy("figures", "r.h5", MAATWERK_ANALYSIS=str(lacking), PATH=f"{tmp_path}:/usr/bin:/bin")
    assert call.exit == 0 and call.out == "another: figures r.h5\n"


def test_without_python_every_package_is_named(toy, tmp_path):
    call = toy("report", "r.h5", MAATWERK_PYTHON=str(tmp_path / "python"), MAATWERK_ANALYSIS=str(ANALYSIS))
    assert call.exit == 4 and call.err.count("\n") == 1
    packages = [row.split()[1] for row in (ANALYSIS / "needs.txt").read_text().splitlines()]
    assert f"apt-get install python3 {' '.join(packages)})" in call.err


def test_a_folder_without_the_analysis_is_one_line(toy, tmp_path):
    call = toy("report", "r.h5", MAATWERK_ANALYSIS=str(tmp_path))
    assert call.exit == 4 and call.err.count("\n") == 1 and "MAATWERK_ANALYSIS" in call.err


def test_an_installed_program_finds_analysis_and_scenarios_beside_itself(tmp_path):
    program = tmp_path / "bin" / "maatwerk"
    program.parent.mkdir()
    shutil.copy2(PROGRAM, program)
    analysis(tmp_path / "share" / "maatwerk" / "analysis")
    assert Call("report", "r.h5", program=program, folder=tmp_path).out == "it answers\n"
    scenarios = tmp_path / "share" / "maatwerk" / "scenarios"
    scenarios.mkdir()
    (scenarios / "only-here.toml").write_text('schema_version = 1\ntitle = "Only here"\n')
    listed = Call("list", "scenarios", program=program, folder=tmp_path).out
    assert "only-here" in listed and "quickstart" not in listed


def test_what_the_analysis_needs_is_installed_by_dev_and_declared_to_pip():
    project = ANALYSIS.parent
    script, declared = ((project / name).read_text() for name in ("dev", "pyproject.toml"))
    for module, package in (row.split() for row in (ANALYSIS / "needs.txt").read_text().splitlines()):
        assert package in script.split("packages_analysis=(")[1].split(")")[0].split()
        assert f'"{module}"' in declared
