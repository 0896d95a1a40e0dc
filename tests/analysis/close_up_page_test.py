"""Pages of a case and of lives, from what the program tells."""

import re

import pytest

from analysis import close_up_page
from analysis.command_line import main

SMALL = ["--set", "population.size=800", "--months", "24", "-n", "1"]


def text_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]+>", " ", page.read_text("utf-8"), flags=re.S))


def test_a_case_has_a_page_in_both_languages_with_story_picture_and_limits(tmp_path, capsys):
    assert main(["close-up", "scootmobiel", "-o", str(tmp_path), *SMALL]) == 0
    english, dutch = tmp_path / "scootmobiel.html", tmp_path / "scootmobiel_nl.html"
    assert sorted(capsys.readouterr().out.split()) == sorted([str(dutch), str(english)])
    for page, words in ((english, "What the model cannot say"), (dutch, "Wat het model niet kan zeggen")):
        told = page.read_text("utf-8")
        assert words in told and told.count("<svg") == 8
        assert "{" not in text_of(page)
        assert "http" not in told


@pytest.mark.parametrize("kind", close_up_page.KINDS)
def test_a_life_has_a_page(tmp_path, kind):
    assert main(["close-up", kind, "-o", str(tmp_path), "--language", "nl", *SMALL]) == 0
    page = tmp_path / f"story_{kind}_nl.html"
    assert "Onder standaardisatie" in text_of(page)
    assert page.read_text("utf-8").count("<svg") == 4 or kind == "rule"  # some have no rule yet


def test_what_happened_in_one_month_stands_above_each_other():
    marks = close_up_page.marks(
        [{"month": 6, "what": "decided", "option": "apply"}, {"month": 6, "what": "complained"}, {"month": 7, "what": "asked"}], 12
    )
    assert len(marks) == 2 and 'class="apply"' in marks[0] and 'class="complained"' in marks[1]
    heights = [float(re.search(r'cy="([\d.]+)"|M[\d.]+ ([\d.]+)l', mark).group(k)) for k, mark in enumerate(marks, 1)]
    assert heights[1] < heights[0]


def test_dots_are_a_hundred_and_as_many_filled_as_tailor():
    drawn = close_up_page.dots({"tailor": 0.386, "shortcut": 0.1, "escalate": 0.0, "apply": 0.514})
    assert drawn.count("<circle") == 100
    assert drawn.count('class="tailor"') == 39
    assert drawn.count('class="shortcut"') == 10


def test_an_unknown_case_is_refused_with_the_programs_own_words(tmp_path, capsys):
    assert main(["close-up", "scootmobil", "-o", str(tmp_path)]) == 2
    assert "scootmobiel" in capsys.readouterr().err
