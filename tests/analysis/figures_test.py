"""Figures are made of what a file has, show a variant always alike, and say what they are."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from synthetic import write_result

from analysis import style
from analysis.figures import draw_all, sheet
from analysis.language import Language
from analysis.results import open_results

EVERY_FIGURE = [
    "plane",
    "headline",
    "difference",
    "tradeoff",
    "winners",
    "offices",
    "loop_diagram",
    "see_difference",
    "seek_shelter",
    "pile_preconditions",
    "risk_rule_reflex",
    "effects",
    "burden",
]


def words_on(figure):
    """All texts of a figure, those of its axes too."""
    texts = [text.get_text() for text in figure.texts]
    for axis in figure.axes:
        texts += [text.get_text() for text in axis.texts]
    return " ".join(texts).replace("\n", " ")


@pytest.fixture(scope="module")
def drawn(complete):
    """All figures of the complete file, by language."""
    return {code: draw_all(open_results(complete), Language(code)) for code in ("en", "nl")}


def test_a_complete_file_gives_every_figure_or_says_why_not(drawn):
    assert list(drawn["en"]) == EVERY_FIGURE
    without = {name: picture.reason for name, picture in drawn["en"].items() if not picture.figure}
    assert list(without) == ["offices"] and "two offices" in without["offices"]


def test_a_file_without_cuts_gives_every_figure_but_the_effects_and_says_so(cutless):
    pictures = draw_all(open_results(cutless), Language("en"))
    missing = [name for name, picture in pictures.items() if not picture.figure]
    assert [name for name in missing if name != "offices"] == ["loop_diagram", "effects"]
    assert "no loop was cut" in pictures["effects"].reason
    assert "cut not in this file" in words_on(pictures["seek_shelter"].figure)
    assert "loops cut: not in this file" in words_on(pictures["plane"].figure)


def test_a_short_study_still_gives_figures_over_time(tmp_path):
    path = write_result(tmp_path / "r.h5", ["standard-maatwerk"], months=6, replicates=1)
    pictures = draw_all(open_results(path), Language("en"))
    assert pictures["burden"].figure and pictures["see_difference"].figure
    assert "6 months" in pictures["plane"].reason and "12 months" in pictures["plane"].reason


@pytest.mark.parametrize(("code", "purpose"), [("en", "not prediction"), ("nl", "geen voorspel")])
def test_every_figure_says_what_it_is_not(drawn, code, purpose):
    for picture in filter(lambda picture: picture.figure, drawn[code].values()):
        words = words_on(picture.figure)
        assert purpose in words and "20221" in words and "8 " in words


def test_drawing_changes_nobodys_plotting_backend():
    program = """
import matplotlib
backend = lambda: dict.get(matplotlib.rcParams, "backend")
before = backend()
from analysis import report, sweep_commands, style
from analysis.language import Language
from analysis.results import open_results
from analysis.validation import calibrated, closed_forms, family
from matplotlib.figure import Figure
style.image(Figure(), "png")
import sys
assert "matplotlib.pyplot" not in sys.modules
assert backend() is before
"""
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_no_part_of_the_analysis_chooses_a_backend():
    for source in (Path(__file__).parents[2] / "analysis").rglob("*.py"):
        words = source.read_text()
        assert "matplotlib.use(" not in words and "import matplotlib.pyplot" not in words, source


def test_a_figure_says_how_many_scenarios_it_leaves_out(tmp_path):
    path = write_result(tmp_path / "r.h5", [f"s{k}" for k in range(40)], months=24, replicates=1)
    pictures = draw_all(open_results(path), Language("en"))
    for name, shown in (("plane", 6), ("burden", 8), ("seek_shelter", 6)):
        assert f"first {shown} of 40 scenarios" in words_on(pictures[name].figure)


def test_every_variant_has_a_colour_and_a_marker_of_its_own():
    looks = style.LOOKS.values()
    assert len({look.colour for look in looks}) == len({look.marker for look in looks}) == 5


def test_a_percentage_is_not_broken_from_its_sign():
    for wide in range(8, 30):
        lines = sheet.wrap("It holds with a 95 % interval over ten replicates", wide).split("\n")
        assert not any(line.endswith("95") for line in lines)


def test_an_axis_names_counts_and_indices_that_sentences_leave_out(complete):
    language, known = Language("en"), open_results(complete).metrics["trust"]
    index, count = replace(known, scale="index"), replace(known, scale="", integer=True)
    assert (language.unit(index), language.unit(count)) == ("", "")
    assert language.metric_with_unit(index) == "Trust (index)"
    assert language.metric_with_unit(count) == "Trust (count)"


def test_text_in_a_variants_colour_can_be_read_on_white():
    for look in [*style.LOOKS.values(), *style.OTHER_LOOKS]:
        assert style.contrast_on_white(look.ink) >= 4.5


def test_one_uncertain_point_does_not_flatten_a_figure():
    mean = np.array([1.0, 2.0, 3.0])
    bottom, top = style.limits(mean, np.array([0.9, -500.0, 2.9]), np.array([1.1, 500.0, 3.1]))
    assert -1.0 < bottom <= 0.0
    assert 3.1 < top < 6.0


def test_axes_show_zero_unless_that_hides_the_change():
    ones = np.ones(2)
    assert style.limits(ones * [1.0, 2.0], ones, ones * 2)[0] < 0.1
    assert style.limits(ones * [9.0, 9.5], ones * 9, ones * 9.5)[0] > 8.0


@pytest.mark.parametrize("code, words", [("en", "dashe"), ("nl", "gestreept")])
def test_where_no_loop_was_cut_nothing_explains_the_lines_of_a_cut(tmp_path, code, words):
    path = write_result(tmp_path / "closed.h5", ["standard-maatwerk"], months=24, replicates=3)
    language = Language(code)
    results = open_results(path)
    assert not results.cuts
    pictures = draw_all(results, language)
    drawn = {name: picture.figure for name, picture in pictures.items() if picture.figure}
    assert "seek_shelter" in drawn
    for figure in drawn.values():
        assert words not in words_on(figure).lower()
