"""The rule for verdicts, on the cases that the program is held to as well."""

import csv
from pathlib import Path

import pytest

from analysis.statistics import Estimate
from analysis.verdicts import Question, decide, directed

CASES = Path(__file__).parents[1] / "verdicts.csv"


def families():
    """{name: rows} of the shared table."""
    with CASES.open(newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: [r for r in rows if r["family"] == name] for name in {r["family"] for r in rows}}


def question(row):
    mean, sd = float(row["mean"]), float(row["sd"])
    estimate = Estimate(mean, float("nan"), float("nan"), sd, int(row["n"]))
    return Question(estimate, float(row["smallest_effect"]))


@pytest.mark.parametrize("name", sorted(families()))
def test_a_family_is_judged_as_in_the_table_that_the_program_shares(name):
    rows = families()[name]
    for row, answer in zip(rows, decide(map(question, rows))):
        assert answer.verdict == row["verdict"]
        for key in ("p_holm", "p_equivalence_holm"):
            expected = pytest.approx(float(row[key]), rel=1e-9, abs=0, nan_ok=True)
            assert getattr(answer, key) == expected


def test_the_table_has_every_verdict():
    found = {row["verdict"] for rows in families().values() for row in rows}
    assert found == {"supported", "contradicted", "equivalent", "undecided"}


def test_a_difference_turned_round_keeps_its_bounds_in_order():
    turned = directed(Estimate(2.0, 1.0, 4.0, 0.5, 9), -1)
    assert (turned.mean, turned.low, turned.high) == (-2.0, -4.0, -1.0)
