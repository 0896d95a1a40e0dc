"""[observed]: what is known of today, kept beside a scenario and held against what the model gives."""

import json
import pathlib

import h5py
import pytest
from conftest import PROGRAM, Call

ROOT = pathlib.Path(__file__).parents[3]
HEAD = """\
schema_version = 1
title = "A town"

[population]
size = 400

[run]
months = 12
warm_up = 0
replicates = 4
"""
FIGURE = """
[observed.{name}]
value = {value}
margin = {margin}
year = 2023
source = "annual report"
"""


@pytest.fixture
def maatwerk(tmp_path):
    return lambda *arguments: Call(*arguments, program=PROGRAM, folder=tmp_path)


def write(folder, *figures, name="town.toml"):
    text = HEAD + "".join(FIGURE.format(name=n, value=v, margin=m) for n, v, m in figures)
    (folder / name).write_text(text)


def held(call):
    assert call.exit == 0, call.err
    return {row["figure"]: row for row in json.loads(call.out)["observed"]}


def test_check_says_of_each_figure_how_it_is_counted(maatwerk, tmp_path):
    write(tmp_path, ("objections", 4, 1), ("waiting", 30.5, 7))
    told = maatwerk("check", "town.toml").out
    assert "objections [per 100 decisions]: 4 ± 1 (2023, annual report)" in told
    assert "Complaints per decision." in told and "waiting time [day]: 30.5 ± 7" in told
    assert "bezwaren [per 100 besluiten]" in maatwerk("check", "town.toml", "--lang", "nl").out


def test_a_figure_is_held_against_the_metric_in_its_own_unit(maatwerk, tmp_path):
    write(tmp_path, ("take_up", 50, 50), ("waiting", 3000, 1), ("hours_per_case", 0, 0.001))
    call = maatwerk("run", "town.toml", "-q", "--json")
    found = held(call)
    means = {row["metric"]: row["mean"] for row in json.loads(call.out)["summary"]}
    assert found["take_up"]["mean"] == pytest.approx(100 * means["take_up"])
    assert found["waiting"]["mean"] == pytest.approx(365.25 / 12 * means["waiting"])
    fits = {name: row["fit"] for name, row in found.items()}
    assert fits == {"take_up": "fits", "waiting": "too low", "hours_per_case": "too high"}


def test_an_interval_across_the_margin_decides_nothing(maatwerk, tmp_path):
    write(tmp_path, ("take_up", 50, 50))
    mean = held(maatwerk("run", "town.toml", "-q", "--json"))["take_up"]["mean"]
    write(tmp_path, ("take_up", mean, 1e-6))
    assert held(maatwerk("run", "town.toml", "-q", "--json"))["take_up"]["fit"] == "undecided"
    write(tmp_path, ("take_up", 50, 50))
    assert held(maatwerk("run", "town.toml", "-q", "-n", 1, "--json"))["take_up"]["fit"] == (
        "undecided"
    )


def test_every_scenario_of_a_comparison_is_held_against_the_figures(maatwerk, tmp_path):
    write(tmp_path, ("objections", 4, 1))
    told = maatwerk("compare", "--variants", "town.toml", "-q")
    assert told.exit == 0 and told.out.count("objections [per 100 decisions]") == 4
    assert "4 ± 1" in told.out


def test_a_figure_changes_no_number_and_is_made_again_from_the_file(maatwerk, tmp_path):
    write(tmp_path, ("objections", 4, 1))
    write(tmp_path, name="bare.toml")
    for name in ("town", "bare"):
        assert maatwerk("run", f"{name}.toml", "-q", "-o", f"{name}.h5").exit == 0
    with h5py.File(tmp_path / "town.h5") as town, h5py.File(tmp_path / "bare.h5") as bare:
        assert (town["complaints"][:] == bare["complaints"][:]).all()
        resolved = town["provenance/scenario_resolved"].asstr()[0]
        assert "[observed.objections]\nvalue = 4.0\nmargin = 1.0" in resolved
        assert "observed" not in bare["provenance/scenario_resolved"].asstr()[0]
    again = maatwerk("reproduce", "town.h5")
    assert again.exit == 0 and "bit for bit" in again.out
    (tmp_path / "resolved.toml").write_text(resolved)
    assert "4 ± 1" in maatwerk("check", "resolved.toml").out


def test_what_extends_a_scenario_may_change_one_part_of_a_figure(maatwerk, tmp_path):
    write(tmp_path, ("objections", 4, 1))
    (tmp_path / "later.toml").write_text(
        'schema_version = 1\nextends = "town.toml"\n[observed.objections]\nvalue = 5\nyear = 2024\n'
    )
    told = maatwerk("check", "later.toml").out
    assert "5 ± 1 (2024, annual report)" in told


@pytest.mark.parametrize(
    "old, new, why",
    [
        ("value = 4", "value = nan", ":13:9: observed.objections.value = nan (not a finite"),
        ("value = 4", "value = -1", "out of range"),
        ("value = 4", 'value = "four"', "a string, but this is a number"),
        ("margin = 1", "margin = 0", "without any margin"),
        ("margin = 1", "margin = inf", "not a finite number"),
        ("margin = 1\n", "", "observed.objections.margin is missing"),
        ("year = 2023", "year = 2023.5", "this is a whole number"),
        ("year = 2023", "year = 23", "allowed: 1900 to 2100"),
        ('"annual report"', '" "', "an empty text"),
        ('"annual report"', "7", "this is a text"),
        ("margin", "margn", "Did you mean margin?"),
        ("observed.objections", "observed.objectons", "Did you mean objections?"),
        ("observed.objections", "observed.staff_turnover", "There are: objections, "),
        ("observed.objections", "observed", "unknown|no observable"),
    ],
)
def test_a_bad_figure_is_refused_with_place_and_reason(maatwerk, tmp_path, old, new, why):
    write(tmp_path, ("objections", 4, 1))
    text = (tmp_path / "town.toml").read_text()
    assert old in text
    (tmp_path / "town.toml").write_text(text.replace(old, new))
    call = maatwerk("run", "town.toml", "-q")
    assert call.exit == 3 and call.err.startswith("maatwerk: town.toml:")
    assert any(part in call.err for part in why.split("|")), call.err


def test_only_a_file_says_what_is_known(maatwerk, tmp_path):
    write(tmp_path, ("objections", 4, 1))
    call = maatwerk("check", "town.toml", "--set", "observed.objections.value=5")
    assert call.exit == 3 and "only a file can say this" in call.err


def test_a_model_without_observables_refuses_figures(toy, folder):
    text = (folder / "town.toml").read_text() + FIGURE.format(name="objections", value=4, margin=1)
    (folder / "town.toml").write_text(text)
    call = toy("check", "town.toml")
    assert call.exit == 3 and "has no figures to compare with" in call.err
