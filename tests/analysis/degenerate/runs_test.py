"""Every command on every degenerate run or comparison: a picture, or a sentence that says why not."""

import re

import pytest
from checks import COMMANDS, SLOW, check, quick
from worlds import RUNS, make

from analysis.language import Language
from analysis.results import open_results
from analysis.worlds import WORDS

pytestmark = pytest.mark.filterwarnings("error")
FIGURES = ("plane", "headline", "effects", "burden")


@pytest.mark.parametrize("name", quick(RUNS))
def test_a_degenerate_run_gives_pictures_or_says_why_not(name, tmp_path, monkeypatch, capsys):
    world, out = RUNS[name], tmp_path / "out"
    path = make(world, tmp_path)
    for command in COMMANDS:
        if command == "figures" and world.makes and not SLOW:
            continue  # the report has drawn them all
        check(command, world, path, out, monkeypatch, capsys, "underserved@all a < b", "png,pdf")
    if not world.makes:
        return
    for code, page in (("en", "report.html"), ("nl", "report_nl.html")):
        words = (out / page).read_text()
        claims_no_more_than_it_may(words, Language(code))
        for figure in (*FIGURES, *(dynamic.name for dynamic in open_results(path).dynamics)):
            drawn = (out / "figures" / f"{figure}.{code}.svg").exists()
            title = Language(code)(f"figure.{figure}.title")
            assert drawn != (Language(code).not_drawn(title, "") in words), figure


def claims_no_more_than_it_may(page, language):
    """A title and a sentence or more; and no word for how sure, where no world was looked at."""
    page = page[page.index("</style>") :]
    first = page[: page.index("</header>")]
    assert re.search(r"<h1>.+</h1>", first) and first.count("<p>") >= 1
    assert not any(language(f"sure.{word}.word") in page.lower() for word in WORDS)
    assert len(re.findall(r'class="sure', page)) == 0
