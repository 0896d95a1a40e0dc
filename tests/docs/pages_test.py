"""Pages that are made from studies, on studies so small that their numbers are known."""

import json
import os
import pathlib
import subprocess
import sys
import tomllib

import h5py
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["MAATWERK_PROGRAM"]
sys.path.insert(0, str(ROOT / "docs"))

sys.path.insert(0, str(ROOT))

import dynamics_page  # noqa: E402
import mechanisms  # noqa: E402
import patterns_page  # noqa: E402
import practices_page  # noqa: E402


def window(share, way):
    cells = {"share": share, "ci_low": share / 2, "ci_high": 1}
    return cells | {f"declared_way_{end}": way for end in ("share", "ci_low", "ci_high")}


def drawn(name, first, last):
    windows = {"first_year": window(*first), "last_year": window(*last)}
    return {"hypotheses": [{"name": "another"}, {"name": name, "windows": windows}]}


def test_a_claim_has_its_shares_by_year_and_within_it_by_drawing():
    verdicts = {"first_year": {"verdict": "supported"}, "last_year": {"verdict": "undecided"}}
    at_defaults = {"hypotheses": [{"name": "a", "text_en": "A.", "windows": verdicts}]}
    draws = {"scale": drawn("a", (0.1, 0.2), (0.3, 0.4)), "factor": drawn("a", (0.5, 0.6), (0.7, 0.8))}
    (row,) = dynamics_page.claims(at_defaults, draws)
    assert row["verdicts"] == ["supported", "undecided"]
    assert row["holds"] == ["10 % [5, 100]", "50 % [25, 100]", "30 % [15, 100]", "70 % [35, 100]"]
    assert [cell.split()[0] for cell in row["way"]] == ["20", "60", "40", "80"]


def test_what_is_left_of_tailoring_is_a_ratio_of_each_draw():
    values = {"first_year": [0.4, 0.2, 0.0], "last_year": [0.1, 0.1, 0.3]}
    windows = {year: {"values": those} for year, those in values.items()}
    study = {"report": [{"metric": "tailored", "scenario": "town", "windows": windows}]}
    cells = dynamics_page.tailoring_left(study, "town")
    assert cells == ["20.0 %", "10.0 %", "38 % [31, 44]"]
    windows["first_year"]["values"] = [0.0, 0.0, 0.0]
    assert dynamics_page.tailoring_left(study, "town")[-1] == dynamics_page.NOTHING


def test_studies_of_two_texts_make_no_page(tmp_path):
    for name, text in {"a": "old", "draws-a-scale": "old", "draws-a-factor": "new"}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps({"sha256": text}))
    with pytest.raises(SystemExit, match="different texts"):
        dynamics_page.Studies(tmp_path).declared("a")


def printed(*arguments, folder=ROOT):
    done = subprocess.run([PROGRAM, *arguments], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


A, B = ({"name": name, "off": {f"levers.{name}": 0}} for name in ("pause", "reasons"))


def test_alone_all_others_are_off_and_without_only_this_one():
    assert mechanisms.settings([A, B]) == {
        "none": [A, B],
        "all": [],
        "alone-pause": [B],
        "without-pause": [A],
        "alone-reasons": [A],
        "without-reasons": [B],
    }


def test_values_that_turn_off_are_written_as_the_command_line_reads_them():
    off = {"off": {"a": 0, "b": False, "c": 0.5, "d": "worker"}}
    assert mechanisms.flags([off])[1::2] == ["a=0", "b=false", "c=0.5", 'd="worker"']


def test_each_mechanism_of_the_list_is_turned_off_by_values_of_its_own():
    listed = json.loads(printed("list", "parameters", "--json"))["parameters"]
    defaults = {row["name"]: row["default"] for row in listed}
    keys = []
    for one in mechanisms.read(ROOT):
        assert one["who"] and one["text"].endswith(".")
        assert one["name"] == one["name"].lower() and " " not in one["name"]
        for key, value in one["off"].items():
            assert value != tomllib.loads(f"is = {defaults[key]}")["is"], f"{key} is off already"
            keys.append(key)
    assert keys and len(keys) == len(set(keys))


def test_the_claims_of_mechanisms_are_those_declared_in_other_files(tmp_path):
    file = tmp_path / "claims.toml"
    file.write_text(mechanisms.claims(ROOT / "scenarios" / "hypotheses"))
    checked = json.loads(printed("check", str(file), "--json"))["scenarios"][0]
    assert checked["scenarios"] == 4 + 2 * 4 + 2 * 4  # closed, counted only, cut
    ones = tomllib.loads(file.read_text())["hypothesis"]
    groups = [one["group"] for one in ones]
    assert (groups.count("gain"), groups.count("cells")) == (8, 32)
    assert {one["name"].split("/")[0] for one in ones if one["group"] == "signatures"} == set(
        mechanisms.DYNAMICS.values()
    )


@pytest.fixture(scope="module")
def by_mechanism(tmp_path_factory):
    """Every setting, run in a small town; a list of what was run."""
    root = tmp_path_factory.mktemp("root")
    (root / "docs").mkdir()
    (root / "docs/mechanisms.toml").write_bytes((ROOT / "docs/mechanisms.toml").read_bytes())
    (root / "scenarios").symlink_to(ROOT / "scenarios")
    town = ("--months", "24", "--set", "population.size=200", "--set", "run.warm_up=1")
    runs = []

    def run(command):
        runs.append(command)
        return printed(*command, *town, "-q", folder=root)

    studies = mechanisms.Mechanisms(root, root / "out", draws=2)
    studies.list = studies.list[:2]
    assert studies.tables() is None  # nothing was run
    studies.run(run, keep=False)
    return studies, run, runs


def test_tables_have_a_row_each_and_a_column_alone_and_without(by_mechanism):
    studies, _, runs = by_mechanism
    tables = studies.tables()
    assert len(runs) == 2 + 2 * len(studies.list)
    names = ["none, all"] + [f"`{one['name']}`" for one in studies.list]
    for table, columns in {"gain": 8, "signatures": 8, "left": 6}.items():
        assert [name for name, _ in tables[table]] == names
        assert all(len(cells) == columns for _, cells in tables[table])
    every = studies.study("all", [])
    frame = dict(tables["gain"])["none, all"]
    claim = "managers/pile_preconditions/hardship-clauses"
    (one,) = [one for one in every["hypotheses"] if one["name"] == claim]
    share = one["windows"]["last_year"]["declared_way_share"]
    assert frame[5].split(" / ")[0] == f"{100 * share:.0f}"


def test_what_was_run_otherwise_is_run_again_and_nothing_else(by_mechanism):
    studies, run, runs = by_mechanism
    before = len(runs)
    studies.run(run, keep=True)
    assert len(runs) == before
    other = mechanisms.Mechanisms(studies.root, studies.folder, draws=3)
    assert other.tables() is None
    path = studies.folder / "all.json"
    document = json.loads(path.read_text())
    document["study"]["sha256"] = "of another text"
    path.write_text(json.dumps(document))
    assert studies.tables() is None
    studies.run(run, keep=True)
    assert len(runs) == before + 1 and studies.tables()


def test_what_patterns_ask_for_is_there_and_points_have_names(tmp_path):
    """Studies, their scenarios and points, and metrics of terms: all known to the program."""
    document = patterns_page.Patterns(ROOT, tmp_path).document
    metrics = {row["name"] for row in json.loads(printed("list", "metrics", "--json"))["metrics"]}
    studies = {study["name"]: study for study in document["study"]}
    for study in studies.values():
        kind, name = study["run"].split()[:2]
        checked = json.loads(printed("check", name, "--json"))["scenarios"][0]
        if kind == "sweep" and "points" in study:
            assert checked["design_points"] == len(study["points"]), study["name"]
    for claim in (claim for pattern in document["pattern"] for claim in pattern["claim"]):
        assert claim["text"].endswith(".") and claim["failure"] and claim["why"]
        for name in claim.get("each", [""]):
            for term in claim.get("terms", []):
                _, study, scenario, metric, *_ = term.replace("*", name).split()
                assert metric in metrics and study in studies and scenario


def test_studies_that_are_compared_share_their_luck():
    document = tomllib.loads((ROOT / "docs/patterns.toml").read_text())
    seeds = {study["name"]: study["seed"] for study in document["study"]}
    for claim in (claim for pattern in document["pattern"] for claim in pattern["claim"]):
        for name in claim.get("each", [""]):
            named = {term.replace("*", name).split()[1] for term in claim.get("terms", [])}
            assert len({seeds[study] for study in named}) <= 1, claim["name"]


def test_a_rollout_is_told_by_its_difference_from_the_last_scenario_in_bold_where_clear(tmp_path):
    """Measures in force, two years after an affair, and without one."""
    study = practices_page.Practices(ROOT, tmp_path)
    path = study.path("affair")
    printed("compare", "media-affair", "municipality", "-n", "8", "--months", "60", "-q", "-o", path,
            "--set", "population.size=400")
    declared = {"name": "affair", "windows": {"49-60": "year 5", "1-12": "year 1"}, "metrics": ["measures"]}
    told = study.compared(declared)
    assert (told["baseline"], told["runs"], told["windows"]) == ("municipality", 8, ["year 5", "year 1"])
    (row,) = told["rows"]
    with h5py.File(path) as file:
        measures = file["measures"][:]
        names = [name.decode() for name in file["scenario_name"][:]]
    affair, calm = (measures[[k for k, name in enumerate(names) if name == one]] for one in ("media-affair", "municipality"))
    fifth = (affair - calm)[:, 48:60].mean()
    assert fifth > 0
    assert f"{fifth:+.1f}" in row[1]
    assert row[1].startswith("**")
    assert row[2].startswith("0")


def test_a_difference_of_which_luck_may_be_all_is_not_in_bold(tmp_path):
    study = practices_page.Practices(ROOT, tmp_path)
    path = study.path("same")
    printed("compare", "municipality", "quickstart", "-n", "3", "--months", "12", "-q", "-o", path, "--set", "population.size=200")
    (row,) = study.compared({"name": "same", "windows": {"1-12": "year 1"}, "metrics": ["misfit"]})["rows"]
    assert "**" not in row[1]


def test_every_study_of_practices_rollouts_and_shocks_is_known_to_the_program(tmp_path):
    metrics = {row["name"] for row in json.loads(printed("list", "metrics", "--json"))["metrics"]}
    study = practices_page.Practices(ROOT, tmp_path)
    for command in study.commands().values():
        names = [word for word in command[1:] if not word.startswith("-") and not word.isdecimal()]
        assert len(json.loads(printed("check", *names, "--json"))["scenarios"]) == len(names)
    for comparison in study.comparisons:
        assert set(comparison["metrics"]) <= metrics
