"""What goes where: results to stdout, messages to stderr, one JSON document when asked."""

import json

import pytest


def test_results_go_to_stdout_and_messages_to_stderr(toy):
    call = toy("run", "town.toml", "-o", "r.h5")
    assert "underserved" in call.out and "wrote" not in call.out
    assert "wrote r.h5" in call.err and "underserved" not in call.err


def test_quiet_leaves_only_results(toy):
    assert toy("run", "town.toml", "-q", "-o", "r.h5").err == ""


def test_the_table_says_what_it_is_for(toy):
    out = toy("run", "town.toml", "-s", "7").out
    assert "Purpose: explanation, not prediction. Calibration: illustrative. Seed 7. 6 runs." in out
    assert "\033[" not in out


def test_all_metrics_are_shown_if_asked_for(toy):
    assert "spending" not in toy("run", "town.toml").out
    assert "spending" in toy("run", "town.toml", "-v").out


def test_run_prints_one_json_document(toy):
    document = json.loads(toy("run", "town.toml", "--json").out)
    assert document["schema_version"] == 1
    assert document["master_seed"] == "20221"
    assert document["runs"] == {"planned": 6, "ok": 6, "failed": 0, "not_started": 0}
    row = next(row for row in document["summary"] if row["metric"] == "trust")
    assert row["n"] == 6 and row["ci_low"] <= row["mean"] <= row["ci_high"]


def test_compare_prints_all_pairs_of_variants(toy):
    call = toy("compare", "--variants", "town.toml", "--json", "-q")
    document = json.loads(call.out)
    assert [row["name"] for row in document["scenarios"]] == [
        "one-size",
        "groups",
        "persons",
        "both",
    ]
    pairs = {(row["baseline"], row["scenario"]) for row in document["contrasts"]}
    assert len(pairs) == 6 and ("one-size", "both") in pairs
    text = toy("compare", "--variants", "town.toml").out
    assert "Paired contrasts" in text and "D - A" in text and " *" in text


def test_independent_scenarios_are_compared_unpaired(toy):
    text = toy("compare", "--variants", "town.toml", "--independent").out
    assert "Welch" in text and "Paired" not in text


@pytest.mark.parametrize(
    "line",
    ["list", "explain trust", "check town.toml", "version", "run town.toml --dry-run"],
)
def test_other_commands_speak_json_too(toy, line):
    document = json.loads(toy(*line.split(), "--json").out)
    assert document["schema_version"] == 1


def test_progress_as_json_is_a_line_for_each_block(toy):
    err = toy("run", "town.toml", "-n", "20", "--progress", "json").err
    assert [json.loads(line)["done"] for line in err.splitlines()] == [16, 20]


def test_a_dry_run_runs_nothing(toy, folder):
    call = toy("run", "town.toml", "--dry-run", "-o", "r.h5")
    assert call.exit == 0 and call.out.startswith("6 runs, ")
    assert not (folder / "r.h5").exists()


def test_a_random_seed_is_drawn_and_said(toy):
    seeds = {
        json.loads(toy("run", "town.toml", "-s", "random", "--json").out)["master_seed"]
        for _ in "ab"
    }
    assert len(seeds) == 2


def test_a_flag_beats_set_and_set_beats_the_file(toy):
    out = toy(
        "check",
        "--print-resolved",
        "town.toml",
        "--set",
        "run.months=7",
        "--set",
        "run.replicates=3",
        "--months",
        "8",
    ).out
    rows = {line.split()[0]: line for line in out.splitlines()}
    assert "= 8" in rows["run.months"] and "# --months" in rows["run.months"]
    assert "= 3" in rows["run.replicates"] and "# --set #2" in rows["run.replicates"]
    assert "# built-in" in rows["citizens.lens"]


@pytest.mark.parametrize("gate, code", [("trust@all > 0.9", 0), ("trust@all < 0.9", 6)])
def test_a_gate_decides_on_the_exit_code(toy, gate, code):
    call = toy("run", "town.toml", "--fail-if", gate)
    assert call.exit == code
    assert ("gate not met" in call.err) == (code == 6)


def test_a_precision_is_reached_in_steps_of_16(toy):
    call = toy("run", "town.toml", "--until", "ci(underserved@all)=1", "--json")
    document = json.loads(call.out)
    assert document["runs"]["ok"] == 16 and document["until_reached"]


def test_few_replicates_are_a_warning(toy):
    assert "warning: 3 replicates" in toy("run", "town.toml", "-n", "3").err


def test_scenarios_are_found_by_name(toy, folder):
    (folder / "scenarios" / "towns").mkdir(parents=True)
    (folder / "town.toml").rename(folder / "scenarios" / "towns" / "village.toml")
    assert "village" in toy("list", "scenarios").out
    assert toy("run", "village").exit == 0
    assert "Did you mean village?" in toy("run", "vilage").err
    assert "A small town" in toy("explain", "village").out


def test_a_parameter_is_explained_by_its_full_or_last_name(toy):
    full, last = toy("explain", "citizens.lens").out, toy("explain", "lens").out
    assert full == last
    for fact in ("0 to 1", "0.35", "literature", "Nobody (1900)"):
        assert fact in full
