"""[organisation]: what an organisation knows of itself, in its own words, made into parameters and back."""

import json
import pathlib
import re
import subprocess

import h5py
import pytest
from conftest import PROGRAM, Call

ANSWERS = pathlib.Path(__file__).parent / "organisation/gemeente.toml"
HEAD = 'schema_version = 1\ntitle = "A town"\n[run]\nmonths = 12\nwarm_up = 0\nreplicates = 3\n'
FIGURES = """
[organisation]
clients = 2000
offices = 2
staff = 10
working_hours = 1200
decisions = 2400
hours_a_decision = 3
wage = 50
"""
SITUATIONS = """
[[organisation.life_situation]]
name = "alleenstaande ouder"
share = 25
need = "above"
[[organisation.life_situation]]
name = "overig"
share = 75
need = "average"
"""


@pytest.fixture
def maatwerk(tmp_path):
    return lambda *arguments: Call(*arguments, program=PROGRAM, folder=tmp_path)


def write(folder, *parts, name="town.toml"):
    (folder / name).write_text(HEAD + "".join(parts))


def values(call):
    assert call.exit == 0, call.err
    found = json.loads(call.out)["scenarios"][0]
    return {row["key"]: row["value"] for row in found["values"]}, found


def test_figures_become_parameters_and_check_says_which(maatwerk, tmp_path):
    write(tmp_path, FIGURES, SITUATIONS)
    got, found = values(maatwerk("check", "town.toml", "--json"))
    assert got["population.size"] == "2000" and got["population.citizens_per_worker"] == "200"
    assert float(got["workers.hours_margin"]) == pytest.approx(10 * 1200 / (2400 * 3))
    assert float(got["workers.hours_tailoring"]) == pytest.approx(6)
    assert float(got["workers.effort_weight"]) == pytest.approx(0.4 / 3)
    assert got["costs.hour"] == "50.0"
    assert float(got["life_situation_0.share"]) == pytest.approx(0.25)
    above, average = (float(got[f"life_situation_{g}.need"]) for g in (0, 1))
    assert above > 0 and 0.25 * above + 0.75 * average == pytest.approx(0)
    assert float(got["need.group_share"]) == pytest.approx(0.25 * above**2 + 0.75 * average**2)
    assert float(got["need.group_share"]) == pytest.approx(0.25 * 0.375**2 + 0.75 * 0.125**2)
    assert found["organisation"]["figures"]["wage"]["sets"] == ["costs.hour = 50.0"]
    told = maatwerk("check", "town.toml").out
    assert "cost of an hour [euros an hour]: 50.0\n    costs.hour = 50.0" in told
    assert "kosten van een uur [euro per uur]" in maatwerk("check", "town.toml", "--lang", "nl").out


def test_a_case_takes_as_long_as_was_said_and_judgement_does_not_change_with_the_unit(maatwerk, tmp_path):
    """Twice the hours in twice as many hours of work: the same decisions, bit for bit."""
    write(tmp_path, FIGURES, name="one.toml")
    twice = FIGURES.replace("hours_a_decision = 3", "hours_a_decision = 6").replace("1200", "2200")
    twice = twice.replace("staff = 10", "staff = 10.9090909091")
    write(tmp_path, twice, name="two.toml")
    means = {}
    for name in ("one", "two"):
        call = maatwerk("run", f"{name}.toml", "-q", "--json", "--set", "population.citizens_per_worker=200")
        assert call.exit == 0, call.err
        means[name] = {row["metric"]: row["mean"] for row in json.loads(call.out)["summary"]}
    for metric in ("tailored", "misfit", "complaints", "waiting"):
        assert means["two"][metric] == pytest.approx(means["one"][metric], rel=1e-6)
    assert means["two"]["hours_per_case"] == pytest.approx(2 * means["one"]["hours_per_case"], rel=1e-6)


def test_the_model_makes_about_as_many_decisions_as_were_given(maatwerk, tmp_path):
    """The conversion knows no queues: within a fifth, and calibration does the rest."""
    write(tmp_path, FIGURES.replace("hours_a_decision = 3", "hours_a_decision = 2"), "take_up = 80\n")
    document = json.loads(maatwerk("run", "town.toml", "-q", "--json").out)
    means = {row["metric"]: row["mean"] for row in document["summary"] if row["window"] == "all"}
    assert 12 * means["decisions"] == pytest.approx(2400, rel=0.2)
    assert means["take_up"] == pytest.approx(0.8, abs=0.06)
    said = {row["name"]: row["mean"] for row in document["organisation"]}
    assert said["decisions_a_year"] == pytest.approx(12 * means["decisions"])
    assert said["days_waited"] == pytest.approx(30.4375 * means["waiting"])
    assert said["handling_each"] == pytest.approx(means["cost_administration"])
    assert "misfit_in_euros" not in said  # nobody said how needs vary


def test_results_are_stored_with_their_units_and_names(maatwerk, tmp_path):
    write(tmp_path, FIGURES, SITUATIONS)
    assert maatwerk("run", "town.toml", "-q", "-o", "town.h5").exit == 0
    with h5py.File(tmp_path / "town.h5") as file:
        group = file["organisation"]
        figures = list(group["figure"].asstr())
        assert group["value"][0, figures.index("wage")] == 50
        spoken = list(group["spoken"].asstr())
        assert group["factor"][0, spoken.index("decisions_a_year")] == 12
        assert group["spoken_unit_nl"].asstr()[spoken.index("days_waited")] == "dag"
        assert list(file["life_situations/life_situation_name"].asstr()) == ["alleenstaande ouder", "overig"]
        resolved = file["provenance/scenario_resolved"].asstr()[0]
        # Hours are worth what the file says they are worth.
        cost = file["sum_cost_hours"][0, :].sum()
        per_decision = cost / file["decisions"][0, :].sum()
        assert group["factor"][0, spoken.index("handling_a_year")] * per_decision == pytest.approx(
            12 * 50 * file["sum_hours"][0, :].sum() / file["decisions"][0, :].sum(), rel=0.01
        )
    assert "alleenstaande ouder" in maatwerk("export", "town.h5", "--by", "life_situation").out
    (tmp_path / "again.toml").write_text(resolved)
    assert values(maatwerk("check", "again.toml", "--json"))[0] == values(maatwerk("check", "town.toml", "--json"))[0]
    assert maatwerk("reproduce", "town.h5", "-q").exit == 0


def test_without_an_organisation_a_file_says_nothing_of_one(maatwerk, tmp_path):
    write(tmp_path)
    assert maatwerk("run", "town.toml", "-q", "-n", "1", "--set", "population.size=400", "-o", "bare.h5").exit == 0
    with h5py.File(tmp_path / "bare.h5") as file:
        assert not {"organisation", "observed"} & set(file)
        assert "life_situation_name" not in file["life_situations"]


@pytest.mark.parametrize(
    "wrong, words",
    [
        ("staf = 3\n", ["town.toml:8:1", "staf", "unknown key", "Did you mean staff?"]),
        ("staff = -3\n", ["town.toml:8:9", "staff = -3", "0.5 to", "Leave it out"]),
        ('differ = "muhc"\n', ["town.toml:8:10", "hardly", "Did you mean much?"]),
        ("clients = 2000\nstaff = 1\nworking_hours = 1200\ndecisions = 9000\nhours_a_decision = 3\n",
         ["town.toml:9:9", "% of the hours", "look at these figures again"]),
        ("clients = 150\nstaff = 100\n", ["staff = 100", "1.5 clients for each full-time job"]),
        (SITUATIONS.replace("75", "70"), ["together 95 %", "other"]),
        (SITUATIONS.replace('"average"', "200"), ["euros", "organisation.varies"]),
        (SITUATIONS.replace('"above"', '"abov"'), ["no such word", "Did you mean above?"]),
        (SITUATIONS.replace("overig", "alleenstaande ouder"), ["named twice"]),
    ],
)
def test_what_cannot_be_is_refused_with_place_reason_and_remedy(maatwerk, tmp_path, wrong, words):
    text = wrong if wrong.startswith("\n[[") else "[organisation]\n" + wrong
    write(tmp_path, text)
    call = maatwerk("check", "town.toml")
    assert call.exit == 3
    for word in words:
        assert word in call.err, call.err


def test_a_parameter_that_contradicts_its_file_is_an_error_and_one_that_agrees_is_not(maatwerk, tmp_path):
    write(tmp_path, FIGURES, "[costs]\nhour = 60\n")
    call = maatwerk("check", "town.toml")
    assert call.exit == 3 and "costs.hour = 60" in call.err and "organisation.wage makes it 50" in call.err
    write(tmp_path, FIGURES, "[costs]\nhour = 50\n")
    assert maatwerk("check", "town.toml").exit == 0


def test_a_later_file_and_set_hold_over_the_figures_with_a_warning(maatwerk, tmp_path):
    write(tmp_path, FIGURES)
    (tmp_path / "later.toml").write_text('schema_version = 1\nextends = "town.toml"\n[costs]\nhour = 70\n')
    for call in (maatwerk("check", "later.toml", "--json"), maatwerk("check", "town.toml", "--json", "--set", "costs.hour=70")):
        assert values(call)[0]["costs.hour"] == "70.0"
        assert "organisation.wage made it 50" in call.err


def test_answers_become_a_scenario_that_says_what_was_asked_and_assumed(maatwerk, tmp_path):
    assert maatwerk("init", "--answers", ANSWERS, "--lang", "nl", "-o", "mine.toml").exit == 0
    text = (tmp_path / "mine.toml").read_text()
    assert "# Hoeveel besluiten neemt u in een jaar?\ndecisions = 6800\n" in text
    assert "# rule_change: niet bekend; het model neemt 12 maanden aan" in text
    assert "# Wie gaat over maatwerk? Antwoord: de uitvoerder.\ndecider = \"worker\"" in text
    assert "difference_tolerance" not in text and "[observed.hours_per_case]" not in text
    got, found = values(maatwerk("check", "mine.toml", "--json"))
    assert got["policy.framework"] == "0.5" and len(found["observed"]) == 5
    assert found["warnings"] == []


@pytest.mark.parametrize("name", ["municipality", "benefits", "collector", "inspectorate"])
def test_each_template_runs_and_is_marked_as_made_up(maatwerk, tmp_path, name):
    assert maatwerk("init", "--template", name, "-o", "mine.toml").exit == 0
    assert "is made up" in (tmp_path / "mine.toml").read_text()
    call = maatwerk("run", "mine.toml", "-q", "--months", "3", "-n", "2", "--set", "run.warm_up=0")
    assert call.exit == 0 and "made up" in call.out, call.err


def test_what_is_assumed_is_said_with_its_unit_in_the_plural(maatwerk, tmp_path):
    (tmp_path / "answers.toml").write_text('[organisation]\nname = "Vlierwijk"\n')
    assert maatwerk("init", "--answers", "answers.toml", "-o", "mine.toml").exit == 0
    text = (tmp_path / "mine.toml").read_text()
    assert "# rule_change: not known; the model assumes 12 months\n" in text
    assert not re.search(r"assumes (?!1 )\S+ (month|day|hour)\n", text)


def test_a_wrong_answer_in_a_file_is_named_where_it_stands(maatwerk, tmp_path):
    (tmp_path / "answers.toml").write_text('[organisation]\nstaff = "many"\n[choices]\nwho_decides = "workr"\n')
    call = maatwerk("init", "--answers", "answers.toml", "-o", "mine.toml")
    assert call.exit == 3 and not (tmp_path / "mine.toml").exists()
    assert "answers.toml:2:9" in call.err or "answers.toml:4:15" in call.err
    assert maatwerk("init", "--template", "municipal").err.count("Did you mean municipality?") == 1


def talk(folder, *lines, options=()):
    return subprocess.run(
        [PROGRAM, "init", "--organisation", "-o", "mine.toml", *options],
        input="".join(f"{line}\n" for line in lines), capture_output=True, text=True, cwd=folder,
    )


def test_who_knows_nothing_gets_a_scenario_and_an_interview_that_ends_early_writes_nothing(tmp_path, maatwerk):
    done = talk(tmp_path, *[""] * 60)
    assert done.returncode == 0, done.stderr
    assert maatwerk("check", "mine.toml").exit == 0
    (tmp_path / "mine.toml").unlink()
    for lines in (["Vlierwijk", "6000"], ["Vlierwijk", "stop"]):
        early = talk(tmp_path, *lines)
        assert early.returncode == 2 and "Nothing was written" in early.stderr
        assert list(tmp_path.iterdir()) == []


def test_an_answer_that_cannot_be_is_asked_again_and_numbers_are_written_as_people_do(tmp_path):
    done = talk(tmp_path, "Vlierwijk", "few", "80.000", *[""] * 60, options=("--lang", "nl"))
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("Hoeveel mensen of huishoudens") == 2
    assert "clients = 80000" in (tmp_path / "mine.toml").read_text()


def test_a_template_is_offered_and_enter_takes_it(tmp_path):
    done = talk(tmp_path, *[""] * 60, options=("--template", "municipality"))
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "mine.toml").read_text()
    assert "clients = 6000" in text and "alleenstaande ouder" in text and "decider" in text


def test_a_sweep_that_records_few_metrics_knows_its_organisation(maatwerk, tmp_path):
    (tmp_path / "town.toml").write_text(HEAD + FIGURES + SITUATIONS)
    (tmp_path / "sweep.toml").write_text(
        'schema_version = 1\ntitle = "Few"\nscenario = "town.toml"\n[design]\nkind = "grid"\n'
        '[[factor]]\nname = "policy.individual_tailoring"\nvalues = [0, 100]\n'
        '[replicates]\nn = 1\n[outputs]\nmetrics = ["misfit"]\nbreakdowns = false\n'
    )
    done = maatwerk("sweep", "sweep.toml", "-o", "few.h5", "-q")
    assert done.exit == 0, done.err
    with h5py.File(tmp_path / "few.h5") as file:
        assert "organisation" in file
