"""Two languages with the same texts, and numbers written as each language writes them."""

import pytest

from analysis.language import Language, decimals_for, load
from analysis.results import Metric
from analysis.statistics import Estimate


def keys(table, path=()):
    """Names of all texts in a nested table, part by part: a part may have dots, as parameters do."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from keys(value, (*path, key))
        else:
            yield (*path, key)


def fields(words):
    """The {fields} of a text."""
    import string

    return {name for _, name, _, _ in string.Formatter().parse(str(words)) if name}


def share(name="tailored"):
    return Metric(name, "1", "", "", "tailored", "maatwerk", "", "worker", "neutral")


def test_both_languages_have_the_same_texts_with_the_same_fields():
    assert sorted(keys(load("en"))) == sorted(keys(load("nl")))
    for key in keys(load("en")):
        found = [load(code) for code in ("en", "nl")]
        for part in key:
            found = [table[part] for table in found]
        assert fields(found[0]) == fields(found[1]), key


def test_a_share_is_written_in_per_cent_with_its_interval():
    estimate = Estimate(0.612, 0.598, 0.626, 0.02, 20)
    assert Language("en").interval(estimate, share(), runs=20) == "61\u00a0% [60,\u00a063]"
    assert Language("nl").interval(estimate, share(), runs=20) == "61\u00a0% [60;\u00a063]"


def test_a_number_says_its_n_unless_that_is_the_number_of_runs():
    estimate = Estimate(0.612, 0.598, 0.626, 0.02, 17)
    for runs in (None, 20):
        words = Language("en").interval(estimate, share(), runs=runs)
        assert words == "61\u00a0% [60,\u00a063] (n\u00a0=\u00a017)"
    assert "n" not in Language("en").interval(estimate, share(), runs=17)


def test_dutch_has_a_decimal_comma_and_both_a_true_minus():
    estimate = Estimate(-0.0312, -0.0342, -0.0282, 0.01, 20)
    assert Language("nl").difference(estimate, share()).startswith("\u22123,1\u00a0procentpunt")
    assert Language("en").difference(estimate, share()).startswith("\u22123.1\u00a0percentage")


@pytest.mark.parametrize(
    ("mean", "half", "decimals"), [(61.2, 1.4, 0), (5.42, 0.22, 1), (0.117, 0.0012, 3), (0, 0, 0)]
)
def test_no_more_digits_are_written_than_the_interval_supports(mean, half, decimals):
    assert decimals_for(mean, half) == decimals


def test_a_number_without_replicates_is_a_dash():
    nothing = Estimate(float("nan"), float("nan"), float("nan"), float("nan"), 0)
    assert Language("en").interval(nothing, share()) == "–"
    assert Language("en").interval(None, share()) == "–"
