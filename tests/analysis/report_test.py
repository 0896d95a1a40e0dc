"""The page follows the numbers, in both languages, and needs nothing from elsewhere."""

import re
from html.parser import HTMLParser

import numpy as np
import pytest
from synthetic import write_result

from analysis import report, tables
from analysis.command_line import main
from analysis.figures import effects, loops
from analysis.findings import about_burden, about_dynamic, about_years, headlines
from analysis.language import Language
from analysis.results import open_results


@pytest.fixture(scope="module")
def pages(complete, tmp_path_factory):
    """Both pages of the complete file: (English, Dutch)."""
    directory = tmp_path_factory.mktemp("pages")
    assert main(["report", str(complete), "--output", str(directory)]) == 0
    return tuple((directory / name).read_text() for name in ("report.html", "report_nl.html"))


def test_a_share_that_fell_is_said_to_fall_and_flipped_data_flip_the_sentence(complete, flipped):
    language = Language("en")
    fell, rose = (
        about_years(open_results(path), language, "standard-maatwerk", "tailored")
        for path in (complete, flipped)
    )
    assert re.match(
        r"Under standard maatwerk, the share of tailored decisions falls from 5\d", fell
    )
    assert re.match(
        r"Under standard maatwerk, the share of tailored decisions rises from 3\d", rose
    )


def test_a_number_that_does_not_move_is_not_said_to_move(complete):
    results = open_results(complete)
    words = about_years(results, Language("en"), "standard-maatwerk+cut:all", "tailored")
    assert "no clear change" in words
    assert "stays at zero" in about_years(results, Language("en"), "standardisation", "tailored")


def test_dutch_sentences_follow_the_numbers_too(complete, flipped):
    language = Language("nl")
    fell, rose = (
        about_years(open_results(path), language, "standard-maatwerk", "tailored")
        for path in (complete, flipped)
    )
    assert "daalt het aandeel maatwerkbesluiten van" in fell
    assert "stijgt het aandeel maatwerkbesluiten van" in rose


def test_who_bears_most_is_read_from_the_last_year(complete):
    words = about_burden(open_results(complete), Language("en"), "waiting")
    assert "highest under standard maatwerk" in words
    assert "lowest under standardisation" in words


def test_a_file_without_cuts_says_that_dynamics_were_not_tested(cutless):
    words = " ".join(headlines(open_results(cutless), Language("en")))
    assert words.count("no loop was cut") == 1


def about(path, name, code="en", change=None):
    results = open_results(path)
    if change:
        change(results)
    dynamic = next(item for item in results.dynamics if item.name == name)
    return about_dynamic(results, Language(code), dynamic)


def test_a_dynamic_begins_with_what_the_essay_says_and_where_it_acts(complete):
    words = about(complete, "seek_shelter")
    assert words.startswith("Seeking shelter. The essay says (4.2): workers who are given room")
    assert "In this study, under all variants it acts on over-conformity" in words
    assert "moral sensitivity (lower)" in words and "the model agrees." in words
    assert "circle" not in words and "feeds itself" not in words
    dutch = about(complete, "seek_shelter", "nl")
    assert dutch.startswith("Schuilen. Het essay zegt (4.2): uitvoerders die ruimte krijgen")
    assert "onder alle varianten werkt de dynamiek op" in dutch and "gelijk." in dutch


def test_a_dynamic_that_goes_the_other_way_is_said_to_disagree_with_the_essay(flipped):
    words = about(flipped, "seek_shelter")
    assert "it acts the other way on over-conformity" in words
    assert "the model disagrees with the essay: under policy categories, hardship clauses" in words
    assert "spreekt het model het essay tegen" in about(flipped, "seek_shelter", "nl")


def test_a_dynamic_that_acts_where_the_essay_sees_no_occasion_is_said_to_depart_from_it(complete):
    words = about(complete, "pile_preconditions")
    assert "also acts under standardisation and policy categories, where no room is made" in words
    assert "departs" not in about(complete, "risk_rule_reflex")


def test_a_dynamic_of_which_nothing_is_decided_is_not_said_to_agree(complete):
    def still(results):
        for name in ("over_conformity", "unused_room", "moral_sensitivity"):
            results.values[name][:] = 1.0

    words = about(complete, "seek_shelter", change=still)
    assert "the model does not show it" in words and "agrees" not in words


def test_a_circle_that_balances_is_said_to_go_against_the_essay(tmp_path):
    closed, counted = "standard-maatwerk", "standard-maatwerk+effect:seek_shelter"
    scenarios = [closed, f"{closed}+cut:seek_shelter", counted]
    path = write_result(tmp_path / "r.h5", scenarios, replicates=6)

    def more_without(results):
        rows = results.values["over_conformity"]
        rows[results.rows(counted)] = 2 * rows[results.rows(closed)]

    words = about(path, "seek_shelter", change=more_without)
    assert "As a circle, it balances under standard maatwerk." in words
    assert "self-reinforcing; under standard maatwerk the model disagrees" in words


def test_figures_draw_no_panel_of_what_stops_by_definition_and_mark_its_lines(complete):
    results, language = open_results(complete), Language("en")
    drawn = effects.draw(results, language).axes
    panels = [text.get_text().lower() for axis in drawn for text in axis.texts]
    assert "complexity" in panels and "measures born" not in panels
    reflex = next(item for item in results.dynamics if item.name == "risk_rule_reflex")
    figure = loops.draw(results, language, reflex)
    texts = [text.get_text() for axis in figure.axes for text in axis.texts]
    assert sum(text.endswith("‡") for text in texts) == 2
    assert not any(text.startswith("Complexity") and text.endswith("‡") for text in texts)


def test_a_page_needs_nothing_from_elsewhere(pages):
    for page in pages:
        assert not re.search(r"https?://|src=\"(?!data:)|url\(|<script|<link|@import", page)


def test_every_image_has_a_text_for_who_cannot_see_it(pages):
    class Images(HTMLParser):
        found = []

        def handle_starttag(self, tag, attributes):
            if tag == "img":
                self.found.append(dict(attributes).get("alt"))

    parser = Images()
    parser.feed(pages[0])
    assert len(parser.found) == 12  # plane, headline, difference, trade-off, winners, offices, circles, four dynamics, burden
    assert all(parser.found)


def test_a_page_says_its_language_and_its_limits(pages):
    assert '<html lang="en">' in pages[0] and "it does not predict" in pages[0]
    assert '<html lang="nl">' in pages[1] and "het voorspelt niet" in pages[1]
    assert "standaardmaatwerk" in pages[1] and "standard maatwerk" not in pages[1]


def test_a_page_says_how_it_was_made(pages):
    assert "maatwerk compare --variants scenarios/quickstart.toml" in pages[0]
    assert "20221" in pages[0]


def test_the_same_file_gives_the_same_page(complete, pages, tmp_path):
    assert main(["report", str(complete), "--output", str(tmp_path)]) == 0
    assert (tmp_path / "report.html").read_text() == pages[0]
    assert (tmp_path / "figures" / "plane.nl.svg").read_bytes().startswith(b"<?xml")


def test_failed_and_missing_runs_are_reported_on_the_page(tmp_path, capsys):
    status = [1, 1, 1, 2, 0]
    path = write_result(tmp_path / "r.h5", ["hardship-clauses"], 36, 5, status=status)
    assert main(["report", str(path), "-o", str(tmp_path), "--language", "en"]) == 0
    page = (tmp_path / "report.html").read_text()
    assert "1 of 5 runs failed" in page and "Only 3 replicates" in page
    assert "1 of 5 runs were not made" in capsys.readouterr().err
    assert not (tmp_path / "report_nl.html").exists()


def test_a_study_under_a_year_and_of_one_run_still_makes_a_page(tmp_path):
    path = write_result(tmp_path / "r.h5", ["standard-maatwerk"], months=6, replicates=1)
    assert main(["report", str(path), "-o", str(tmp_path)]) == 0
    assert "too short" in (tmp_path / "report.html").read_text()


def test_numbers_of_fewer_runs_say_how_many_in_tables_and_figures(complete):
    results = open_results(complete)
    scenario, metric = "standard-maatwerk", "hours_per_tailored"
    results.values[metric][results.rows(scenario)[:3]] = np.nan
    language = Language("en")
    table = {row[0]: row[2] for row in tables.key_table(results, language)}
    cells = dict(zip(results.bases, table["Hours per tailored case (hours)"]))
    assert "(n\u00a0=\u00a05)" in cells[scenario]
    assert "n" not in cells["hardship-clauses"]
    piling = next(item for item in results.dynamics if item.name == "pile_preconditions")
    figures = (effects.draw(results, language), loops.draw(results, language, piling))
    for figure, words in zip(figures, ("n = 5", "n ≥ 5")):
        texts = [text.get_text() for axis in figure.axes for text in axis.texts]
        assert texts.count(words) == 1


def test_a_page_says_n_once_where_it_is_the_same_everywhere(pages):
    assert "(n\u00a0=" not in pages[0]
    assert "n = 8 replicates behind each number" in pages[0]
    assert "n = 8 herhalingen achter elk getal" in pages[1]
