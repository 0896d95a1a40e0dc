"""Findings held against worlds: how many of them, by sign and size, and which parameter goes along."""

import h5py
import numpy as np
import pytest
from synthetic import write_result

from analysis import report, worlds
from analysis.figures import tradeoff
from analysis.language import Language
from analysis.results import open_results


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """Two variants in 40 worlds; in those with a lens above 1 all changes go the other way."""
    path = tmp_path_factory.mktemp("worlds") / "r.h5"
    return open_results(write_result(path, ["standardisation", "standard-maatwerk"], worlds=40))


def test_a_file_without_worlds_has_none(complete):
    results = open_results(complete)
    assert results.worlds is None
    assert worlds.change(results, "standard-maatwerk", "tailored") is None
    assert worlds.robustness(None, 1) is None


def test_worlds_are_read_with_their_parameters(results):
    assert len(results.worlds) == 40 and results.worlds.replicates == 2
    assert results.worlds.parameters == ["citizens.lens", "workers.perception_noise"]
    series = results.worlds.of("standard-maatwerk", "waiting", "last_year")
    assert series.shape == (40,) and np.isfinite(series).all()
    assert results.worlds.of("standard-maatwerk", "nothing", "last_year") is None


FOUND_NEXT = {"next_figure": "take_up", "next_label_en": "take-up", "next_label_nl": "gebruik",
              "next_disagree_now": 0.364, "next_disagree_then": 0.121}


@pytest.mark.parametrize(
    ("attributes", "code", "said"),
    [
        (FOUND_NEXT, "en", "Take-up: to know that figure would settle most. Two of these worlds disagree 36 times out of 100"),
        (FOUND_NEXT, "nl", "Gebruik: dat cijfer kennen zou het meest beslechten. Twee van deze werelden zijn het 36 van de 100 keer"),
        ({"next_figure": ""}, "nl", "Geen cijfer dat waar te nemen is"),
        ({"next_needs_worlds": 40}, "en", "Of 40 worlds or more"),
    ],
)
def test_the_page_says_what_to_find_out_next_as_the_file_has_it(tmp_path, attributes, code, said):
    path = write_result(tmp_path / "r.h5", ["standardisation", "standard-maatwerk"], worlds=10)
    with h5py.File(path, "a") as file:
        file["worlds"].attrs.update(attributes)
    language = Language(code)
    page = report.render(open_results(path), language, {}, {})
    assert f"<h3>{language('sure.next.title')}</h3>" in page and said in page
    if attributes is FOUND_NEXT:
        assert (" 12 times." if code == "en" else " 12 keer.") in page


def test_of_worlds_that_were_drawn_nothing_is_said_of_what_to_find_out(results):
    language = Language("en")
    assert language("sure.next.title") not in report.render(results, language, {}, {})


@pytest.mark.parametrize(
    ("scheme", "english", "dutch"),
    [
        ("scale", "other values for what nobody knows", "andere waarden voor wat niemand weet"),
        ("fitted", "worlds found for what was observed", "gevonden bij wat is waargenomen"),
        ("given", "worlds of another file", "werelden uit een ander bestand"),
    ],
)
def test_the_page_says_where_its_worlds_come_from(tmp_path, scheme, english, dutch):
    path = write_result(tmp_path / "r.h5", ["standardisation", "standard-maatwerk"], worlds=10)
    with h5py.File(path, "a") as file:
        file["worlds"].attrs["scheme"] = scheme
    results = open_results(path)
    for code, words in (("en", english), ("nl", dutch)):
        language = Language(code)
        assert words in report.render(results, language, {}, {})
        figure = tradeoff.draw(results, language)
        drawn = " ".join(text.get_text() for text in figure.texts).replace("\n", " ")
        assert worlds.origin(results.worlds, language) in drawn


def test_a_change_holds_in_the_worlds_that_change_the_same_way(results):
    pair = worlds.change(results, "standard-maatwerk", "tailored")
    lens = results.worlds.parameter_value[:, 0]
    found = worlds.robustness(pair, -1)
    assert (found.worlds, found.sign) == (40, np.sum(lens < 1))
    assert worlds.robustness(pair, 1).sign == np.sum(lens > 1)
    assert found.word == "depends" and worlds.robustness(pair, 0) is None


def test_size_asks_for_a_share_of_the_mean_of_both_sides_and_a_number():
    left, right = np.array([1.10, 1.04, 0.9, np.nan]), np.array([1.0, 1.0, 1.0, 1.0])
    found = worlds.robustness((left, right), 1)
    assert (found.worlds, found.sign, found.size) == (4, 2, 1)


@pytest.mark.parametrize(
    ("size", "word"), [(90, "robust"), (89, "likely"), (75, "likely"), (74, "depends"), (0, "depends")]
)
def test_the_word_follows_the_share_of_worlds(size, word):
    assert worlds.Robustness(100, 100, size).word == word


def test_the_parameter_that_turns_a_finding_is_named_and_noise_is_not(results):
    pair = worlds.change(results, "standard-maatwerk", "tailored")
    name, rank = worlds.turns(results.worlds, pair)
    assert name == "citizens.lens" and rank == pytest.approx(1.0)
    noise = np.random.default_rng(5).normal(size=40)
    assert worlds.turns(results.worlds, (noise, np.zeros(40))) is None
    assert worlds.turns(results.worlds, (np.ones(40), np.zeros(40))) is None
