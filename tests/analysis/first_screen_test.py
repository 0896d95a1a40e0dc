"""The first screen holds its parts, on a laptop and on a telephone, in both languages."""

import re
from html.parser import HTMLParser
from pathlib import Path

import browser
import h5py
import numpy as np
import pytest
from synthetic import write_result

from analysis import report
from analysis.language import Language
from analysis.results import open_results

needs_browser = pytest.mark.skipif(browser.PROGRAM is None, reason=browser.MISSING)
PARTS = ("h1", ".sentences > p:not(.luck)", "table.score", "table.score tbody tr", "figure.plane", "nav")
LAPTOP, TELEPHONE = (1280, 800), (400, 800)
OWN = {
    "now": 'title = "As it is"\n',
    "then": 'title = "With room"\n[[event]]\nmonth = 37\noffices = [0, 1]\n'
    'set = { "policy.individual_tailoring" = 50 }\n',
}


SIX = {f"s{k}": f'title = "As it was decided, number {k}"\n{OWN["then"][20:]}' for k in range(6)}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Result files by name: the four variants in worlds and without, and two scenarios of one's own."""
    folder = tmp_path_factory.mktemp("files")
    return {
        "worlds": write_result(folder / "worlds.h5", worlds=20),
        "luck": write_result(folder / "luck.h5"),
        "own": write_result(folder / "own.h5", list(OWN), written=OWN),
        "six": write_result(folder / "six.h5", list(SIX), worlds=10, written=SIX),
    }


def page_of(path, code):
    results = open_results(path)
    return report.render(results, Language(code).of(results), {}, {})


@needs_browser
@pytest.mark.parametrize("code", ["nl", "en"])
@pytest.mark.parametrize("name", ["worlds", "luck", "own", "six"])
def test_a_laptop_shows_title_sentences_scorecard_and_plane_at_once(files, name, code, tmp_path):
    found = browser.look(page_of(files[name], code), *LAPTOP, PARTS, tmp_path)
    assert len(found["h1"]) == 1
    for part in PARTS[:-1]:
        assert found[part], part
        for left, top, right, bottom in found[part]:
            assert 0 <= left < right <= LAPTOP[0] and 0 <= top < bottom <= LAPTOP[1], part
    assert found["wide"] <= LAPTOP[0] and found["cut"] == []


@needs_browser
@pytest.mark.parametrize("code", ["nl", "en"])
@pytest.mark.parametrize("name", ["worlds", "own"])
def test_a_telephone_shows_title_and_sentences_first_and_scrolls_down_only(files, name, code, tmp_path):
    found = browser.look(page_of(files[name], code), *TELEPHONE, PARTS, tmp_path)
    for part in ("h1", PARTS[1]):
        assert all(bottom <= TELEPHONE[1] for *_, bottom in found[part]), part
    for part in PARTS:
        assert all(0 <= left and right <= TELEPHONE[0] for left, _, right, _ in found[part]), part
    assert found["table.score"] and found["figure.plane"]
    assert found["wide"] <= TELEPHONE[0] and found["cut"] == []


@needs_browser
def test_no_seed_stands_on_the_first_screen(files, tmp_path):
    found = browser.look(page_of(files["worlds"], "nl"), *LAPTOP, PARTS, tmp_path)
    assert "20221" not in found["text"] and "seed" not in found["text"].lower()


def test_the_four_variants_have_three_sentences(files):
    for name in ("worlds", "luck"):
        results = open_results(files[name])
        for code in ("nl", "en"):
            assert len(report.first_screen(results, Language(code))["sentences"]) == 3


class Headings(HTMLParser):
    """The heading of each section by its id, and where the contents lead."""

    def __init__(self):
        super().__init__()
        self.found, self.links, self.section, self.inside = {}, set(), None, False

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in ("section", "header") and "id" in attributes:
            self.section = attributes["id"]
            self.found.setdefault(self.section, "")
        self.links |= {attributes.get("href", "")} if tag == "a" else set()
        self.inside = tag == "h2"

    def handle_data(self, words):
        if self.inside:
            self.found[self.section] += words.strip()
            self.inside = False


def test_a_reader_finds_each_answer_where_the_document_says(files, tmp_path):
    text = (Path(__file__).parents[2] / "docs" / "report.md").read_text()
    rows = re.findall(r"^\| (.+?) \| `#(\w+)` \| (.*?) \| .+ \|$", text, re.M)
    assert len(rows) == 10
    with h5py.File(files["worlds"], "a") as file:
        names = [*file["parameters/parameter"].asstr()[:], "levers.sunset"]
        values = np.column_stack([file["parameters/value"][:], np.zeros(24)])
        del file["parameters/parameter"], file["parameters/value"]
        file.create_dataset("parameters/parameter", data=names, dtype=h5py.string_dtype())
        file["parameters/value"] = values
    for code, column in (("en", 0), ("nl", 2)):
        page = Headings()
        page.feed(page_of(files["worlds"], code))
        assert "organisation" not in page.found  # no scenario of this file has one
        for row in (row for row in rows if row[1] != "organisation"):
            assert row[1] in page.found, row
            assert row[1] == "answer" or f"#{row[1]}" in page.links
            if code == "nl" and row[1] != "answer":
                assert page.found[row[1]] == row[column]
            if code == "en" and row[1] not in ("answer", "tables", "again"):
                assert page.found[row[1]].lower() == row[column]
