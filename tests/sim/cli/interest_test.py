"""Months and offices of interest: one more window, of numbers that the file has."""

import csv
import io
import json

import h5py
import numpy
import pytest

TWO = ("compare", "--variants", "town.toml", "-n", 5, "-q")


def rows(call):
    assert call.exit == 0, call.err
    return list(csv.DictReader(io.StringIO(call.out)))


def summary(call, window, metric):
    assert call.exit == 0, call.err
    found = [
        row
        for row in json.loads(call.out)["summary"]
        if row["window"] == window and row["metric"] == metric
    ]
    return [row["mean"] for row in found]


def test_a_window_of_all_months_is_the_window_of_all(toy):
    call = toy(*TWO, "--window", "1:6", "--json")
    for metric in ("underserved", "waiting", "trust"):
        assert len(summary(call, "all", metric)) == 4
        assert summary(call, "1:6", metric) == summary(call, "all", metric)


def test_months_and_offices_are_those_of_the_file(toy, folder):
    call = toy(*TWO, "--window", "2:4", "--offices", "0,2", "-o", "r.h5", "--json")
    means = summary(call, "2:4 in 0,2", "underserved")
    told = rows(toy("export", "r.h5", "--by", "run", "--window", "2:4", "--offices", "0,2"))
    assert {row["window"] for row in told} == {"2:4 in 0,2"}
    for scenario, mean in zip(("one-size", "groups", "persons", "both"), means, strict=True):
        values = [
            float(row["value"])
            for row in told
            if row["scenario"] == scenario and row["metric"] == "underserved"
        ]
        assert numpy.mean(values) == pytest.approx(mean, rel=1e-6)
    contrasts = rows(
        toy("export", "r.h5", "--by", "contrasts", "--window", "2:4", "--offices", "0,2")
    )
    assert {row["window"] for row in contrasts} == {"2:4 in 0,2"} and len(contrasts) > 3
    assert {row["verdict"] for row in contrasts} <= {"more", "less", "undecided"}
    assert "months 2 to 4, offices 0, 2" in toy(*TWO, "--window", "2:4", "--offices", "0,2").out
    assert "bit for bit" in toy("reproduce", "r.h5").out


def test_a_table_by_office_keeps_these_months_and_offices(toy, folder):
    assert toy(*TWO, "-o", "r.h5").exit == 0
    told = rows(toy("export", "r.h5", "--by", "office", "--window", "2:3", "--offices", "1"))
    assert {(row["month"], row["office"]) for row in told} == {("2", "1"), ("3", "1")}
    by_month = rows(toy("export", "r.h5", "--window", "2:3"))
    assert {row["month"] for row in by_month} == {"2", "3"}


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (("--window", "4:9"), "months 1 to 6"),
        (("--window", "0:2"), "months 1 to 6"),
        (("--window", "4:2"), "Write 2:4"),
        (("--window", "4"), "two months with a colon"),
        (("--offices", "0,7"), "no office 7"),
        (("--offices", "1,1"), "office 1 twice"),
        (("--offices", "all"), "not numbers"),
    ],
)
def test_what_is_not_there_is_refused(toy, flags, words):
    call = toy(*TWO, *flags)
    assert call.exit == 2 and words in call.err, call.err


def test_a_file_that_was_run_without_a_window_has_no_contrasts_in_it(toy, folder):
    assert toy(*TWO, "-o", "r.h5").exit == 0
    call = toy("export", "r.h5", "--by", "contrasts", "--window", "2:3")
    assert call.exit == 2 and "first_year, last_year, all" in call.err


OWN = """\
schema_version = 1
scenarios = ["town.toml", "other.toml"]
window = "3:6"
offices = [0, 1]

[[hypothesis]]
name = "room in two offices"
text_en = "Room for persons in two offices leaves fewer with too little there."
metric = "underserved"
left = "other"
direction = "less"
right = ["town"]
smallest_effect = 0.01
reason = "That is what room is for."
"""


@pytest.fixture
def own(folder):
    """A hypothesis on a scenario of one's own, with an event in two of three offices."""
    (folder / "other.toml").write_text(
        'schema_version = 1\nextends = "town.toml"\n'
        "[[event]]\nmonth = 3\noffices = [0, 1]\n" 'set = { "policy.individual_tailoring" = 100 }\n'
    )
    (folder / "own.toml").write_text(OWN)
    return folder / "own.toml"


def test_a_claim_on_scenarios_of_ones_own_is_tested_where_and_when_it_says(toy, own):
    document = json.loads(toy("hypotheses", "own.toml", "--json", "-q").out)
    assert document["scenarios"] == ["town", "other"] and document["windows"] == ["3:6 in 0,1"]
    part = document["hypotheses"][0]["windows"]["3:6 in 0,1"]["parts"][0]
    assert part["difference"] > 0.01  # in the direction that is claimed
    elsewhere = json.loads(toy("hypotheses", "own.toml", "--json", "-q", "--offices", "2").out)
    part = elsewhere["hypotheses"][0]["windows"]["1:6 in 2"]["parts"][0]
    assert abs(part["difference"]) < 0.01
    assert json.loads(toy("hypotheses", "own.toml", "--draws", 2, "--json", "-q").out)["hypotheses"]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('window = "3:6"', 'window = "3:9"', "window = "),
        ("offices = [0, 1]", "offices = [0, 8]", "no office 8"),
        ("offices = [0, 1]", 'offices = "all"', "whole numbers"),
        ('right = ["town"]', 'right = ["city"]', "no such scenario"),
        ("schema_version = 1", 'schema_version = 1\nscenario = "town.toml"', "beside scenario"),
        ("schema_version = 1", "schema_version = 1\nvariants = true", "variants = true"),
    ],
)
def test_a_claim_on_what_is_not_there_is_refused_with_its_place(toy, own, before, after, words):
    own.write_text(OWN.replace(before, after))
    call = toy("hypotheses", "own.toml")
    assert call.exit == 3 and words in call.err and "own.toml:" in call.err, call.err


def test_a_label_and_a_colour_are_kept_and_shown(toy, folder):
    (folder / "a.toml").write_text(
        'schema_version = 1\nextends = "town.toml"\nlabel = "Wide"\nlabel_nl = "Ruim"\n'
        'colour = "#112233"\n'
    )
    (folder / "b.toml").write_text('schema_version = 1\nextends = "a.toml"\ncolour = "blue"\n')
    call = toy("compare", "a.toml", "b.toml", "-q", "-o", "r.h5")
    assert call.exit == 0 and "a: Wide" in call.out, call.err
    assert "a: Ruim" in toy("compare", "a.toml", "b.toml", "-q", "--lang", "nl").out
    with h5py.File(folder / "r.h5") as file:
        assert list(file["scenarios/colour"].asstr()[:]) == ["#112233", "blue"]
        assert file["scenarios/label_en"].asstr()[0] == "Wide"
        assert file["scenarios/label_en"].asstr()[1] == "A small town"
    assert "bit for bit" in toy("reproduce", "r.h5").out


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('colour = "#12"', "no such colour"),
        ('colour = "mauve"', "one of: black"),
        ("label = 3", "this is a text"),
    ],
)
def test_a_colour_or_label_that_is_none_is_refused(toy, folder, line, words):
    (folder / "a.toml").write_text(f"schema_version = 1\n{line}\n")
    call = toy("check", "a.toml")
    assert call.exit == 3 and words in call.err


def test_two_scenarios_of_one_colour_are_not_compared(toy, folder):
    for name in ("a", "b"):
        (folder / f"{name}.toml").write_text('schema_version = 1\ncolour = "blue"\n')
    call = toy("compare", "a.toml", "b.toml")
    assert call.exit == 3 and "a.toml has it too" in call.err
