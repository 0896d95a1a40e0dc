"""The report on an organisation: its figures beside the model's, its units, its names."""

import shutil

import h5py
import numpy as np
import pytest

from analysis import organisation, quantities, report
from analysis.language import Language
from analysis.results import open_results

FIGURES = ("waiting", "take_up")


def add_texts(group, name, words):
    group.create_dataset(name, data=np.array(words, dtype=object), dtype=h5py.string_dtype())


def describe(path, values, margin=1.0, factor=30.0):
    """Adds what the program writes of an organisation to a file made for tests."""
    with h5py.File(path, "r+") as file:
        scenarios = list(file["scenarios/scenario"].asstr())
        group = file.create_group("organisation")
        add_texts(group, "scenario", scenarios)
        add_texts(group, "name", ["Vlierwijk"] * len(scenarios))
        add_texts(group, "figure", ["term"])
        group["value"] = np.full((len(scenarios), 1), 56.0)
        add_texts(group, "spoken", ["days"])
        add_texts(group, "spoken_metric", ["waiting"])
        add_texts(group, "spoken_unit", ["day"])
        for code, label, unit in (("en", "waiting time", "days"), ("nl", "wachttijd", "dagen")):
            add_texts(group, f"spoken_label_{code}", [label])
            add_texts(group, f"spoken_unit_{code}", [unit])
        group["factor"] = np.full((len(scenarios), 1), factor)
        today = file.create_group("observed")
        add_texts(today, "scenario", scenarios)
        add_texts(today, "figure", ["waiting"])
        add_texts(today, "metric", ["waiting"])
        add_texts(today, "compared_window", ["first_year"])
        today["factor"] = [factor]
        for code in ("en", "nl"):
            add_texts(today, f"label_{code}", ["waiting time"])
            add_texts(today, f"definition_{code}", ["Mean days."])
            add_texts(today, f"unit_{code}", ["day"])
        today["value"] = np.array(values)[:, None]
        today["margin"] = np.full((len(scenarios), 1), margin)
        today["year"] = np.full((len(scenarios), 1), 2023.0)
        today.create_dataset("source", data=np.array([["report"]] * len(scenarios), dtype=object), dtype=h5py.string_dtype())


@pytest.fixture
def described(cutless, tmp_path):
    """Opens a file of which the first scenario knows its waiting time; the second gives none."""

    def make(value_of, margin=1.0):
        path = tmp_path / "r.h5"
        shutil.copy(cutless, path)
        results = open_results(path)
        mean = 30 * quantities.estimate(results, results.bases[0], "waiting", "first_year").mean
        describe(path, [value_of(mean), np.nan], margin)
        return open_results(path)

    return make


@pytest.mark.parametrize(
    "value_of, margin, verdict",
    [
        (lambda mean: mean, 1e6, "fits"),
        (lambda mean: mean, 1e-9, "undecided"),
        (lambda mean: mean - 1e6, 1, "too_high"),
        (lambda mean: mean + 1e6, 1, "too_low"),
    ],
)
def test_a_figure_of_today_has_the_verdict_that_the_program_gives(described, value_of, margin, verdict):
    results = described(value_of, margin)
    (row,) = organisation.today_table(results, Language("en").of(results))
    assert row["verdict"] == verdict and row["name"] == results.bases[0]


def test_results_are_said_in_the_units_of_the_organisation(described):
    results = described(lambda mean: mean)
    for code, label in (("en", "Waiting time (days)"), ("nl", "Wachttijd (dagen)")):
        (row,) = organisation.units_table(results, Language(code).of(results))
        assert row[0] == label and len(row[1]) == len(results.bases)
    days = 30 * quantities.estimate(results, results.bases[0], "waiting", "last_year").mean
    assert row[1][0].startswith(Language("nl").of(results).digits(days, 0)[:2])


def test_a_page_has_the_section_only_where_somebody_said_something(described, cutless):
    plain, told = open_results(cutless), described(lambda mean: mean)
    for results, there in ((plain, False), (told, True)):
        for code in ("en", "nl"):
            page = report.render(results, Language(code).of(results), {}, {})
            assert ('id="organisation"' in page) == there
            assert ("Vlierwijk" in page) == there


def test_the_term_is_said_once_for_all_scenarios_that_stay_within_it(described):
    results = described(lambda mean: mean)
    language = Language("nl").of(results)
    (sentence,) = organisation.terms(results, language)
    assert sentence.count("56 dagen") == 1
    for name in results.bases:
        assert f"onder {language.quoted(name)}" in sentence


@pytest.mark.parametrize(
    ("label", "unit", "said"),
    [
        ("uitvoeringskosten per jaar", "euro per jaar", "Uitvoeringskosten per jaar (euro)"),
        ("besluiten per jaar", "per jaar", "Besluiten per jaar"),
        ("wachtende zaken", "zaken", "Wachtende zaken"),
        ("wachttijd", "dagen", "Wachttijd (dagen)"),
        ("kosten van een besluit", "euro", "Kosten van een besluit (euro)"),
    ],
)
def test_a_unit_is_not_said_twice(label, unit, said):
    assert organisation.labelled(Language("nl"), {"nl": label}, {"nl": unit}) == said
