"""Numbers for readers: whole ones in units that people use."""

import pytest

from analysis import natural
from analysis.figures import units
from analysis.language import Language
from analysis.results import Metric

EN, NL = Language("en"), Language("nl")


def metric(unit="1", scale="", currency="", integer=False):
    return Metric("m", unit, scale, currency, {"en": ""}, {}, "", "lower", integer)


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (metric(), 0.39, "39 van de 100"),
        (metric(), 0.004, "4 van de 1.000"),
        (metric(), 0.0, "0 van de 100"),
        (metric("month"), 0.29, "9 dagen"),
        (metric("month"), 1 / 30.4375, "1 dag"),
        (metric("month"), 0.01, "minder dan 1 dag"),
        (metric("hour"), 0.5, "30 minuten"),
        (metric(currency="EUR"), 7.2, "7 euro"),
        (metric(scale="index"), 0.36, "36 punten"),
        (metric(scale="index"), 0.0575, "58 punten op 1.000"),
        (metric(scale="count"), 1.84, "1,8"),
        (metric(scale="count"), 28.4, "28"),
        (metric(), float("nan"), "– van de 100"),
    ],
)
def test_a_number_is_whole_in_a_unit_that_people_use(kind, value, words):
    assert natural.amount(NL, value, natural.unit(kind, value)) == words


def test_two_numbers_that_differ_are_not_written_alike():
    unit = natural.apart(metric(), 0.0614, 0.0642)
    assert [natural.number(EN, x, unit) for x in (0.0614, 0.0642)] == ["61", "64"]
    assert natural.apart(metric(), 0.06, 0.06).factor == 100


@pytest.mark.parametrize(
    ("difference", "level", "words"),
    [(-0.1, 0.4, "25 per cent"), (0.8, 0.4, "3 times as much"), (0.001, 0.4, "less than 1 per cent"), (1, 0, "")],
)
def test_a_difference_without_a_unit_is_relative(difference, level, words):
    assert natural.size(EN, metric(scale="index"), difference, level) == words


def test_a_share_that_is_left_is_a_simple_part():
    assert natural.fraction(NL, 0.317) == "ongeveer een derde"
    assert natural.fraction(EN, 0.49) == "about half"
    assert natural.fraction(EN, 18 / 44) == "about two fifths"


@pytest.mark.parametrize(
    ("scale", "unit", "difference", "said"),
    [("index", "1", 0.03, "3 punten"), ("index", "1", -0.01, "1 punt"), ("", "month", 1 / 30.4375, "1 dag"), ("", "month", 0.3, "9 dagen")],
)
def test_a_difference_in_a_title_has_its_unit(scale, unit, difference, said):
    assert units.size(NL, metric(unit, scale), difference).replace("\u00a0", " ") == said
