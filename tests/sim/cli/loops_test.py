"""--cuts, loops and hypotheses, run from outside."""

import json
import pathlib
import re
import tomllib

import h5py
import pytest
import xarray
from scipy import stats

from conftest import PROGRAM, Call

ROOT = pathlib.Path(__file__).parents[3]

SMALL = ["--months", 24, "-n", 2, "--set", "population.size=800", "--set", "run.warm_up=6"]

FEW = ["--months", 24, "-n", 5, "--set", "population.size=400", "--set", "run.warm_up=6"]
# So few complaints that some replicates have none to be upheld, or so little tailoring that some have none.
RARE = {
    "compare --variants": [*FEW, "--set", "citizens.complaint_level=-7"],
    "run": [*FEW, "--set", "citizens.complaint_level=-7"],
    "loops": [*FEW, "--set", "policy.individual_tailoring=0"],
}

CLAIMS = """\
schema_version = 1
title = "Two claims on a small town"
scenario = "town.toml"
variants = true

[[hypothesis]]
name = "persons underserve less"
text_en = "Who tailors to persons underserves fewer citizens."
metric = "underserved"
left = "persons"
direction = "less"
right = ["one-size", "groups"]
smallest_effect = 0.01
reason = "The toy says so."

[[hypothesis]]
name = "persons underserve more"
text_en = "The opposite."
metric = "underserved"
left = "persons"
direction = "more"
right = "one-size"
smallest_effect = 0.01
reason = "To see it contradicted."
"""


@pytest.fixture
def model(folder):
    """Runs the program with its model in an empty folder."""
    return lambda *arguments: Call(*arguments, "-q", program=PROGRAM, folder=folder)


@pytest.fixture
def claims(folder):
    (folder / "claims.toml").write_text(CLAIMS)
    return folder / "claims.toml"


def test_cuts_are_named_after_their_scenario_and_contrasted_with_it_alone(model):
    answer = model("compare", "--variants", "--cuts", "quickstart", *SMALL, "--json")
    assert answer.exit == 0
    document = json.loads(answer.out)
    names = [scenario["name"] for scenario in document["scenarios"]]
    assert len(names) == 4 + 4 * 5
    assert names[:4] == [
        "standardisation",
        "policy-categories",
        "hardship-clauses",
        "standard-maatwerk",
    ]
    assert "standard-maatwerk+cut:see_difference" in names
    assert "standard-maatwerk+cut:all" in names
    pairs = {(row["scenario"], row["baseline"]) for row in document["contrasts"]}
    assert len(pairs) == 6 + 4 * 5
    cut = {pair for pair in pairs if "+" in pair[1]}
    assert all(baseline.startswith(scenario + "+cut:") for scenario, baseline in cut)


def test_one_scenario_with_its_cuts_is_a_comparison(model):
    answer = model("compare", "--cuts", "quickstart", *SMALL)
    assert answer.exit == 0
    assert "closed minus cut, last year" in answer.out


def test_closed_minus_cut_says_of_how_many_replicates_where_these_are_fewer(model):
    line = ["compare", "--variants", "--cuts", "quickstart", *FEW]
    document = json.loads(model(*line, "--json").out)
    last = [row for row in document["contrasts"] if row["window"] == "last_year"]
    metric = "room_left"
    few = [
        row["n"]
        for row in last
        if row["metric"] == metric and row["baseline"].endswith("+cut:seek_shelter")
    ]
    shown = model(*line).out.split("Dynamics: closed minus cut")[1]
    cells = " ".join(re.findall(rf"^  {metric} .*$", shown, re.MULTILINE))
    assert any(0 < n < 5 for n in few)
    assert sorted(map(int, re.findall(r" n=(\d)", cells))) == sorted(n for n in few if 0 < n < 5)


def test_a_value_that_a_cut_sets_cannot_be_set(model):
    answer = model("compare", "--cuts", "quickstart", "--set", "loops.seek_shelter=false")
    assert answer.exit == 2
    assert "--cuts sets it itself" in answer.err


def test_loops_give_the_same_on_one_thread_and_on_two(model, folder):
    one = model("loops", "quickstart", *SMALL, "--json", "-j", 1)
    two = model("loops", "quickstart", *SMALL, "--json", "-j", 2)
    assert one.exit == two.exit == 0
    assert one.out == two.out
    document = json.loads(one.out)
    assert len(document["responses"]) > 0


def test_a_loop_acts_where_closed_differs_from_cut_after_holm_over_all_effects(model):
    document = json.loads(model("loops", "quickstart", *FEW, "--json").out)
    effects = document["effects"]
    assert {effect["verdict"] for effect in effects} >= {"acts", "undecided"}
    sizes = [effect for effect in effects if effect["signature"]["by_definition"]]
    assert {effect["verdict"] for effect in sizes} == {"by definition"}
    assert {effect["p_holm"] for effect in sizes} == {None}
    for effect in (effect for effect in effects if effect not in sizes):
        difference, sign = effect["difference"]["mean"], effect["signature"]["sign"]
        clear = effect["p_holm"] is not None and effect["p_holm"] < 0.05
        way = "acts" if clear and difference * sign > 0 else "acts the other way"
        assert effect["verdict"] == (way if clear else "undecided")
    plain = [e for e in effects if e["difference"]["n"] > 1 and excludes_zero(e["difference"])]
    assert any(effect["verdict"] == "undecided" for effect in plain)
    tested = [e["p_holm"] for e in effects if e["p_holm"] is not None]
    assert len(tested) > 10 and document["smallest_effect"] == 0
    assert size_of_family(effects) == len(tested)


def size_of_family(effects):
    """How often the smallest p of a family is counted in its adjusted value: once for each member."""
    smallest = min(
        (e for e in effects if e["p_holm"] and e["difference"]["sd"] > 0), key=lambda e: e["p_holm"]
    )
    difference = smallest["difference"]
    t = abs(difference["mean"]) / (difference["sd"] / difference["n"] ** 0.5)
    return round(smallest["p_holm"] / (2 * stats.t.sf(t, difference["n"] - 1)))


def excludes_zero(estimate):
    return estimate["ci_low"] > 0 or estimate["ci_high"] < 0


@pytest.mark.parametrize("command", RARE)
def test_a_mean_of_fewer_replicates_than_there_are_says_of_how_many(model, folder, command):
    line = [*command.split(), "quickstart", *RARE[command]]
    document = json.loads(model(*line, "--json").out)
    text = Call(*line, "-v", program=PROGRAM, folder=folder).out
    assert "n = 5 replicates behind each mean, unless its n stands beside it" in text
    fewer = [n for n in counts_of(document) if n not in (0, 5)]
    assert fewer
    found = [int(n) for n in re.findall(r" n=(\d)", text)]
    assert sorted(found) == sorted(fewer)


def counts_of(part):
    """Every n of a document that tables show: no month's but a peak's, and not the window of all."""
    if isinstance(part, list):
        for item in part:
            yield from counts_of(item)
    elif isinstance(part, dict) and part.get("window") != "all":
        if "mean" in part and "n" in part:
            yield part["n"]
        if "peak_month" in part and part["months"]:
            yield part["months"][part["peak_month"]]["n"]
        for key, item in part.items():
            if key != "months":
                yield from counts_of(item)


def test_replicates_that_are_all_there_are_said_once_a_table(toy):
    out = toy("compare", "--variants", "town.toml", "-n", 5).out
    assert out.count("n = 5 replicates behind each mean\n") == 2  # means, and contrasts
    assert " n=" not in out


def test_gains_are_closed_less_counted_only_and_pulses_have_an_answer_each(model, folder):
    answer = model("loops", "quickstart", *SMALL, "--json", "-o", "loops.h5")
    assert answer.exit == 0
    document = json.loads(answer.out)
    assert [gain["without_effect"] for gain in document["gains"]] == [
        "effect:see_difference",
        "effect:own_relation",
        "effect:others",
        "effect:seek_shelter",
        "effect:self_protection",
        "effect:survival",
        "effect:pile_preconditions",
        "effect:risk_rule_reflex",
    ]
    for gain in document["gains"]:
        closed, counted = gain["with_effect_mean"]["mean"], gain["without_effect_mean"]["mean"]
        assert gain["gain"]["mean"] == pytest.approx(closed - counted)
        clear = gain["p_holm"] is not None and gain["p_holm"] < 0.05
        assert (gain["verdict"] in {"feeds itself", "balances"}) == clear
        if gain["by_definition"]:
            assert gain["cut_mean"]["mean"] == 0
    claims = tomllib.loads((ROOT / "scenarios/hypotheses/gain.toml").read_text())["hypothesis"]
    claimed = {(one["right"][0].split("+")[1], one["metric"]) for one in claims}
    assert claimed == {(gain["without_effect"], gain["response"]) for gain in document["gains"]}
    assert [pulse["dynamic"] for pulse in document["pulses"]] == [
        "see_difference",
        "seek_shelter",
        "pile_preconditions",
        "risk_rule_reflex",
    ]
    with h5py.File(folder / "loops.h5") as file:
        names = set(file["scenario_name"].asstr()[:])
    assert "quickstart+effect:self_protection" in names
    assert "quickstart+pulse:pile_preconditions" in names


def test_claims_may_name_parts_of_a_loop_and_what_is_counted_only(model, folder):
    (folder / "town.toml").write_text("schema_version = 1\n")
    text = CLAIMS.replace("variants = true", "cuts = true").replace('"persons"', '"town"')
    text = text.replace('["one-size", "groups"]', '["town+cut:self_protection"]')
    text = text.replace('right = "one-size"', 'right = "town+effect:survival"')
    (folder / "claims.toml").write_text(text)
    answer = model("hypotheses", "claims.toml", *SMALL, "--json")
    assert answer.exit == 0, answer.err
    assert json.loads(answer.out)["scenarios"] == [
        "town",
        "town+cut:self_protection",
        "town+effect:survival",
    ]


def test_what_a_file_reports_is_shown_of_scenarios_whose_loops_are_closed(model, folder):
    (folder / "town.toml").write_text("schema_version = 1\n")
    text = CLAIMS.replace("variants = true", 'cuts = true\nreport = ["tailored", "room"]')
    text = text.replace('"persons"', '"town"').replace('"one-size"', '"town+cut:survival"')
    (folder / "claims.toml").write_text(text.replace('"groups"', '"town+cut:others"'))
    line = ("hypotheses", "claims.toml", *SMALL)
    once = json.loads(model(*line, "--json").out)["report"]
    assert [(row["metric"], row["scenario"]) for row in once] == [("tailored", "town"), ("room", "town")]
    assert once[0]["windows"]["last_year"]["n"] == 2
    assert re.search(r"tailored: town +\S+ ± ", model(*line).out)
    tailored, _ = json.loads(model(*line, "--draws", 3, "--json").out)["report"]
    year = tailored["windows"]["last_year"]
    assert sorted(year["values"])[1] == year["median"] > year["lower_quartile"] > 0
    assert re.search(r"tailored: town +\S+ \[\S+, \S+\]", model(*line, "--draws", 3).out)


def test_gains_are_tested_over_draws_against_what_is_counted_only(model):
    town = ("--set", "population.size=300")
    answer = model("hypotheses", "gain", *SMALL, *town, "--draws", 2, "--json")
    assert answer.exit == 0, answer.err
    document = json.loads(answer.out)
    assert document["windows"] == ["first_year", "last_year", "all"]
    ways = set()
    for one in document["hypotheses"]:
        (part,) = one["windows"]["last_year"]["parts"]
        assert part["right"].startswith(part["left"] + "+effect:")
        assert part["smallest_effect_relative"] == 0.05
        ways.add(part["declared_way"])
    assert len(ways) > 1


def test_a_result_file_declares_the_loops_that_the_program_reports(model, folder):
    answer = model("loops", "quickstart", *SMALL, "--json", "-o", "loops.h5")
    assert answer.exit == 0
    reported = {
        (effect["dynamic"], *(effect["signature"][key] for key in ("metric", "sign", "by_definition")))
        for effect in json.loads(answer.out)["effects"]
    }
    with xarray.open_dataset(folder / "loops.h5", group="dynamics") as declared:
        owners = declared.dynamic.values[declared.signature_dynamic_id]
        columns = (declared[f"signature_{name}"].values for name in ("metric", "sign", "by_definition"))
        rows = list(zip(owners, *columns))
    assert {row for row in rows if row[2] != 0} == reported
    assert ("seek_shelter", "blame_expectation", 0, 0) in rows


def test_a_model_without_loops_declares_none(toy, folder):
    assert toy("run", "town.toml", "-o", "town.h5", "-q").exit == 0
    with h5py.File(folder / "town.h5") as file:
        assert "dynamics" not in file


def test_loops_of_a_model_without_loops_are_refused(toy):
    answer = toy("loops", "town.toml")
    assert answer.exit == 2
    assert "declares none" in answer.err


def test_hypotheses_are_supported_and_contradicted_as_the_toy_is(toy, claims):
    answer = toy("hypotheses", "claims.toml", "--json", "-q")
    assert answer.exit == 0
    document = json.loads(answer.out)
    assert document["scenarios"] == ["one-size", "groups", "persons"]
    verdicts = [entry["windows"]["all"]["verdict"] for entry in document["hypotheses"]]
    assert verdicts == ["supported", "contradicted"]
    assert len(document["sha256"]) == 64
    part = document["hypotheses"][1]["windows"]["all"]["parts"][0]
    assert part["ci_low"] <= part["difference"] <= part["ci_high"] < 0


def test_a_scoreboard_shows_which_declaration_it_tested(toy, claims):
    import hashlib

    answer = toy("hypotheses", "claims.toml", "-q")
    assert hashlib.sha256(CLAIMS.encode()).hexdigest() in answer.out
    assert "1 of 2 supported, 1 contradicted" in answer.out


def test_a_smallest_effect_that_is_a_share_is_shown_as_declared_and_as_used(toy, claims):
    share = "smallest_effect_relative = 0.05\nsmallest_effect_floor = 0.0001"
    claims.write_text(CLAIMS.replace("smallest_effect = 0.01", share, 1))
    line = ("hypotheses", "claims.toml")
    document = json.loads(toy(*line, "--json").out)
    for part in document["hypotheses"][0]["windows"]["all"]["parts"]:
        assert (part["smallest_effect_relative"], part["smallest_effect_floor"]) == (0.05, 0.0001)
        assert 0.0001 < part["smallest_effect"] < 0.05
    assert "smallest_effect_floor" not in document["hypotheses"][1]["windows"]["all"]["parts"][0]
    assert "(5 %, at least 0.0001)" in toy(*line, "-v").out
    draws = json.loads(toy(*line, "--draws", 2, "--json", "--set", "population.size=50").out)
    part = draws["hypotheses"][0]["windows"]["all"]["parts"][0]
    assert part["smallest_effect_relative"] == 0.05 and part["smallest_effect"] > 0.0001


@pytest.mark.parametrize("draws", [(), ("--draws", 2)])
def test_a_declared_seed_is_used_and_another_is_said_to_be_one(toy, claims, draws):
    def test(*flags):
        line = ("hypotheses", "claims.toml", *draws, "-q", *flags)
        return json.loads(toy(*line, "--json").out), toy(*line).out

    plain, _ = test("--seed", "20261126")
    assert "declared_seed" not in plain
    claims.write_text(CLAIMS.replace("variants = true", "variants = true\nseed = 20261126"))
    declared, text = test()
    assert declared["master_seed"] == declared["declared_seed"] == "20261126"
    assert declared["seed_as_declared"] and "Seed 20261126, as declared." in text
    assert declared["hypotheses"] == plain["hypotheses"]
    for flags in (("--seed", 7), ("--set", "run.seed=7")):
        other, text = test(*flags)
        assert (other["master_seed"], other["seed_as_declared"]) == ("7", False)
        assert "Seed 7, not the declared seed 20261126." in text
        assert draws or other["hypotheses"] != plain["hypotheses"]


def test_draws_give_a_share_with_an_interval(toy, claims):
    answer = toy(
        "hypotheses", "claims.toml", "--draws", 4, "--json", "-q", "--set", "population.size=50"
    )
    assert answer.exit == 0
    first, second = json.loads(answer.out)["hypotheses"]
    assert first["windows"]["all"]["share"] == 1
    assert second["windows"]["all"]["share"] == 0
    assert 0 < second["windows"]["all"]["ci_high"] < 1


def test_draws_say_in_words_in_how_many_of_them_a_claim_goes_the_declared_way(toy, claims):
    claims.write_text(CLAIMS.replace("smallest_effect = 0.01", "smallest_effect = 100"))
    line = ("hypotheses", "claims.toml", "--draws", 3, "-q", "--set", "population.size=50")
    first, second = json.loads(toy(*line, "--json").out)["hypotheses"]
    window = first["windows"]["all"]
    assert (window["holds"], window["declared_way"], window["declared_way_share"]) == (0, 3, 1)
    words = "in 3 of 3 draws the declared way (95 % interval of the share 0.44 to 1.00)"
    assert window["declared_way_words"] == window["parts"][1]["declared_way_words"] == words
    assert second["windows"]["all"]["declared_way"] == 0
    out = toy(*line).out
    assert re.search(r"persons underserve less +in 3 of 3 +\[0.44, 1.00\]", out)
    assert re.search(r"persons underserve more +in 0 of 3 +\[0.00, 0.56\]", out)


def test_draws_say_by_which_scheme_they_were_made(toy, claims):
    def draws(*flags):
        return toy("hypotheses", "claims.toml", "--draws", 2, "-q", *flags)

    by_scale = json.loads(draws("--json").out)["draws"]
    assert by_scale["drawing"] == "scale" and by_scale["supercritical"] == by_scale["redrawn"] == 0
    assert json.loads(draws("--json", "--drawing", "factor").out)["draws"]["drawing"] == "factor"
    assert "2 random draws of the free parameters by factor" in draws("--drawing", "factor").out


def test_a_scheme_without_draws_is_refused(toy, claims):
    answer = toy("hypotheses", "claims.toml", "--drawing", "factor")
    assert answer.exit == 2 and "--drawing without --draws" in answer.err
    answer = toy("hypotheses", "claims.toml", "--draws", 2, "--drawing", "factors")
    assert answer.exit == 2 and "scale|factor" in answer.err


@pytest.mark.parametrize(
    "old, new, said",
    [
        ('"underserved"', '"undeserved"', "claims.toml:9:10: metric"),
        ('left = "persons"', 'left = "person"', "Did you mean persons?"),
        ("smallest_effect", "smallest_efect", "Did you mean smallest_effect?"),
        ('reason = "The toy says so."\n', "", "reason is missing"),
        ("variants = true", "cuts = 3", "cuts = 3"),
    ],
)
def test_a_wrong_file_of_hypotheses_is_one_line_with_its_place(toy, claims, old, new, said):
    claims.write_text(CLAIMS.replace(old, new, 1))
    answer = toy("hypotheses", "claims.toml")
    assert answer.exit == 3
    assert said in answer.err
    assert answer.err.count("\n") == 1


def test_a_file_of_hypotheses_that_is_not_there_is_an_error_of_input(toy):
    assert toy("hypotheses", "nothing.toml").exit == 4
