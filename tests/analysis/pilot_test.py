"""`maatwerk pilot`: small studies from end to end, and what crosses from one office to another."""

from types import SimpleNamespace

import numpy as np
import pytest

from analysis import pilot_words
from analysis.command_line import main
from analysis.evaluation import BEFORE_AFTER, PARALLEL, WEDGE, Plan
from analysis.language import LANGUAGES, Language
from analysis.pilot_study import Study

ROOM = "policy.individual_tailoring = 100"
SMALL = ["-n", "6", "-j", "1", "--offices", "4,6", "--months", "6,12", "--worlds", "2", "--worlds-replicates", "2",
         "--set", "population.size=600", "--set", "run.warm_up=6"]  # fmt: skip


def options(**other):
    """What the command line gives, small."""
    given = {"scenario": "standardisation", "change": [ROOM], "metric": [], "offices": [4, 6], "months": [6, 12],
             "replicates": 6, "worlds": 0, "worlds_replicates": 1, "seed": 3, "threads": 1,
             "set": ["population.size=600", "run.warm_up=6"]}  # fmt: skip
    return SimpleNamespace(**given | other)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return tmp_path_factory.mktemp("pilot")


@pytest.mark.parametrize("code", LANGUAGES)
def test_plans_are_run_told_and_drawn_and_another_language_costs_no_runs(study, code, capsys):
    before = {path: path.stat().st_mtime_ns for path in study.glob("*.h5")}
    assert main(["pilot", "standardisation", "--change", ROOM, "-o", str(study), "--language", code, *SMALL]) == 0
    said, language = capsys.readouterr().out, Language(code)
    scenario = language.variant("standardisation")
    assert said.splitlines()[0] == language("pilot.title", change="policy.individual_tailoring = 100", scenario=scenario)
    for design in (PARALLEL, WEDGE, BEFORE_AFTER):
        assert said.count("\n" + language(f"pilot.design.{design}")) == 4
    assert language("pilot.stop.title") in said and language("pilot.blind", plans="")[:20] in said
    assert (study / f"pilot.{code}.png").stat().st_size > 10_000
    assert all(path.stat().st_mtime_ns == time for path, time in before.items())


def test_offices_that_wait_are_moved_by_citizens_who_compare_across_offices_and_by_nothing_else(tmp_path):
    pilot = Plan(PARALLEL, 4, 12)
    spilled = {}
    for share in (0, 0.9):
        (tmp_path / str(share)).mkdir()
        sets = ["population.size=1200", "run.warm_up=6", f"population.contacts_elsewhere={share}"]
        own = Study(options(offices=[4], set=sets), tmp_path / str(share))
        moved = [own.numbers(arm, pilot, own.metrics[0], pilot.periods)[0] for arm in (PARALLEL, "none")]
        waiting = ~pilot.treated.any(axis=1)
        spilled[share] = np.abs(moved[0] - moved[1])[:, waiting].max()
        assert np.abs(moved[0] - moved[1])[:, ~waiting, 1].max() > 0  # the change does something where it is
        assert np.abs(moved[0] - moved[1])[..., 0].max() == 0  # and nothing before it begins
    assert spilled[0] == 0 < spilled[0.9]


def test_each_office_of_a_wedge_begins_in_its_own_month(tmp_path):
    own = Study(options(change=["month = 30, " + ROOM, "month = 33, managers.precondition_hazard = 0"]), tmp_path)
    events = own.events("wedge-12", 4)
    assert [(event.month, event.offices) for event in events] == [
        (13, (0,)), (16, (0,)), (16, (1,)), (19, (1,)), (19, (2,)), (22, (2,)), (22, (3,)),
    ]  # fmt: skip
    assert {event.offices for event in own.events("parallel", 6)} == {(0, 1, 2)}
    assert own.events("none", 4) == () and {event.offices for event in own.events("all", 4)} == {()}


def test_towns_of_all_sizes_have_offices_of_one_size(tmp_path):
    own = Study(options(), tmp_path)
    assert own.citizens == 150 and "population.size = 900" in own.scenario_text("none", 6)


def test_the_smallest_plan_that_sees_enough_is_recommended_and_never_before_and_after(tmp_path):
    own = Study(options(), tmp_path)

    def seen(design, offices, months, power, honest=True):
        plan = Plan(design, offices, months)
        comparable = design != BEFORE_AFTER
        return SimpleNamespace(plan=plan, power=power, sign=-1, honest=honest, comparable=comparable,
                               enough=comparable and honest and power >= 0.8)  # fmt: skip

    rows = [seen(PARALLEL, 8, 12, 0.9), seen(PARALLEL, 8, 24, 0.99), seen(WEDGE, 4, 12, 0.85, honest=False),
            seen(BEFORE_AFTER, 4, 12, 1.0)]  # fmt: skip
    own.answers["underserved"] = rows
    assert own.recommended(own.metrics[0]) is rows[0] is own.best(own.metrics[0])
    own.answers["underserved"] = [seen(PARALLEL, 8, 12, 0.4), seen(PARALLEL, 4, 12, 0.6), seen(BEFORE_AFTER, 4, 12, 1.0)]
    assert own.recommended(own.metrics[0]) is None and own.best(own.metrics[0]).power == 0.6


def test_a_wedge_with_too_few_orders_can_never_be_clear():
    assert pilot_words.never_clear(Plan(WEDGE, 4, 6)) and not pilot_words.never_clear(Plan(WEDGE, 4, 12))
    assert not pilot_words.never_clear(Plan(PARALLEL, 4, 6))


@pytest.mark.parametrize(
    "words, said",
    [
        ([], "Name a file"),
        (["--change", "offices = [0], " + ROOM], "Leave offices out"),
        (["--change", ROOM, "--metric", "underservd"], "Did you mean underserved"),
        (["--change", ROOM, "--metric", "office_dispersion", *SMALL], "no office has a number"),
        (["--change", ROOM, "--offices", "2"], "whole numbers from 4"),
        (["--change", ROOM, "--months", "six"], "whole numbers"),
        (["--change", "policy.individual_tailorin = 100", *SMALL], "individual_tailoring"),
    ],
)
def test_what_cannot_be_meant_is_one_line_with_a_remedy(words, said, capsys):
    assert main(["pilot", "standardisation", *words]) in (2, 3)
    told = capsys.readouterr().err.splitlines()
    assert said in told[-1] and told[-1].startswith("maatwerk: ") and len(told) <= 2  # what it takes may stand above
