"""Help, completion and docs/cli.md come from the tables that the parser reads."""

import json
import pathlib
import subprocess

import pytest

from conftest import PROGRAM, TOY, Call

ROOT = pathlib.Path(__file__).parents[3]
COMMANDS = """run compare loops hypotheses sweep merge check init list explain status export diff reproduce
selftest help completion version""".split()
ON_RESULTS = "report figures plane sensitivity discovery practice levers".split()  # analysis_test.py has their helps


def test_the_documented_tables_are_those_of_the_program():
    text = (ROOT / "docs" / "cli.md").read_text()
    begin, end = "<!-- made by `maatwerk document` -->\n", "<!-- end -->"
    generated = text[text.index(begin) + len(begin) : text.index(end)]
    assert generated.strip() == Call("document").out.strip()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(toy, command):
    for arguments in (("help", command), (command, "--help"), (command, "-h")):
        call = toy(*arguments)
        assert call.exit == 0 and f"maatwerk {command}" in call.out and call.err == ""


def test_help_lists_every_command(toy):
    out = toy("help").out
    assert all(f"  {command}" in out for command in [*COMMANDS, *ON_RESULTS])
    assert "document" not in out
    assert out == toy("--help").out


def test_the_models_tables_are_one_document_with_texts_in_each_language(toy):
    tables = json.loads(toy("document", "--json").out)
    names = {table: [row["name"] for row in tables[table]] for table in ("parameters", "metrics", "phases", "run")}
    listed = json.loads(toy("list", "--json").out)
    assert names["parameters"] == [row["name"] for row in listed["parameters"]]
    assert names["phases"] == [row["name"] for row in listed["phases"]]
    assert [row["name"] for row in listed["metrics"]] == names["metrics"][: len(listed["metrics"])]
    for row in tables["parameters"]:
        assert set(row["help"]) == set(tables["languages"]) and row["help"]["en"]
        assert row["kind"] in ("boolean", "choice") or row["min"] <= row["default"] <= row["max"]


def test_the_keys_of_a_case_are_in_the_document_of_a_model_that_has_cases(toy):
    tables = json.loads(Call("document", "--json", program=PROGRAM).out)
    listed = json.loads(Call("list", "case_keys", "--json", program=PROGRAM).out)
    assert [row["name"] for row in tables["case_keys"]] == [row["name"] for row in listed["case_keys"]]
    (need,) = [row for row in tables["case_keys"] if row["needed"]]
    assert (need["name"], need["kind"], len(need["grades"])) == ("need", "real", 5)
    assert json.loads(toy("document", "--json").out)["case_keys"] == []


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_completion_script_is_printed(toy, shell):
    assert "complete -o filenames -F _maatwerk maatwerk" in toy("completion", shell).out


def test_fish_has_a_line_for_each_command_and_flag(toy):
    out = toy("completion", "fish").out
    assert all(f" -f -a {command} -d " in out for command in COMMANDS)
    assert "-l output -s o -r -d 'Write the result" in out


def completions(folder, *words):
    """What bash offers for the last of the words."""
    script = f"""
        maatwerk() {{ {TOY} "$@"; }}
        source <({TOY} completion bash)
        COMP_WORDS=(maatwerk {' '.join(f"'{word}'" for word in words)})
        COMP_CWORD={len(words)}
        _maatwerk; printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True)
    assert done.stderr == ""
    return done.stdout.split()


def test_bash_completes_commands_flags_and_names(folder):
    assert completions(folder, "com") == ["compare", "completion"]
    assert completions(folder, "run", "--time") == ["--time-limit"]
    assert completions(folder, "run", "--variants") == []
    assert "town.toml" in completions(folder, "run", "t")
    assert completions(folder, "explain", "underserv") == ["underserved"]
    assert completions(folder, "list", "exp") == ["experiments"]
    assert completions(folder, "run", "town.toml", "--set", "citizens.le") == ["citizens.lens="]
    assert completions(folder, "run", "town.toml", "--fail-if", "underserv") == ["underserved"]


def test_bash_completes_what_the_usage_of_a_command_says(folder):
    (folder / "scenarios/experiments/far").mkdir(parents=True)
    (folder / "scenarios/dawn.toml").write_text('schema_version = 1\ntitle = "Dawn"\n')
    (folder / "scenarios/hypotheses").mkdir()
    (folder / "scenarios/experiments/far/away.toml").write_text('title = "Away"\n[design]\n')
    (folder / "scenarios/hypotheses/bold.toml").write_text('title = "Bold"\n[[hypothesis]]\n')
    assert completions(folder, "sweep", "far") == ["far/away"]
    for command in ("run", "loops", "pilot", "tipping"):
        assert completions(folder, command, "da") == ["dawn"]
    assert completions(folder, "hypotheses", "bo") == ["bold"]


def test_the_version_says_what_was_built(toy):
    assert toy("version").out.startswith("maatwerk ")
    assert json.loads(toy("version", "--json").out)["git_sha1"]
    assert toy("--version").out == toy("version").out


def test_the_program_itself_answers_in_any_folder(folder):
    listed = Call("list", "scenarios", program=PROGRAM, folder=folder)
    assert listed.exit == 0 and "quickstart" in listed.out
    flags = ("-n", "2", "--months", "3", "--set", "population.size=200", "--json")
    call = Call("run", "quickstart", *flags, program=PROGRAM, folder=folder)
    assert call.exit == 0, call.err
    assert json.loads(call.out)["model"] == "discretion"


def test_levers_are_listed_with_their_sources_and_set_by_a_scenario(folder):
    listed = Call("list", "levers", program=PROGRAM, folder=folder)
    (line,) = [line for line in listed.out.splitlines() if "levers.reasons " in line]
    assert line.endswith("Maatwerk als standaard, chapter 2, on Kruiter")
    (folder / "dusk.toml").write_text(
        'schema_version = 1\ntitle = "Dusk"\n[levers]\nsunset = 1.0\nsunset_months = 12\n'
    )
    resolved = Call("check", "dusk.toml", "--print-resolved", program=PROGRAM, folder=folder)
    assert resolved.exit == 0, resolved.err
    assert "levers.sunset_months = 12 # dusk.toml:5:1" in " ".join(resolved.out.split())


def test_the_program_compares_its_variants(folder):
    flags = ("-n", "2", "--months", "3", "--set", "population.size=200")
    call = Call("compare", "--variants", "quickstart", *flags, program=PROGRAM, folder=folder)
    assert call.exit == 0, call.err
    assert "standard-maatwerk" in call.out
