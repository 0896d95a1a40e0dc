"""Labels of figures cover neither each other nor leave the sheet; colours never repeat."""

import re
from types import SimpleNamespace

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from own_scenarios import NAMES, add_worlds, write_own
from synthetic import write_result

from analysis import scenarios, style
from analysis.figures import burden, difference, draw_all, labels, lines, loops, plane, sheet, units
from analysis.language import Language
from analysis.results import open_results

SOME = dict.fromkeys([(2, "page"), (4, "slide"), (6, "column")])


def words_of(figure):
    """[(words, box)] of what a figure says, without the numbers along its axes."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    texts = list(figure.texts)
    for axis in figure.axes:
        texts += [*axis.texts, axis.xaxis.label, axis.yaxis.label]
        low, high = sorted(axis.get_ylim())
        ticks = zip(axis.get_yticks(), axis.get_yticklabels())
        texts += [
            label
            for at, label in ticks
            if low <= at <= high and not re.fullmatch(r"[−\d.,]*", label.get_text())
        ]
    said = [text for text in texts if text.get_text().strip() and text.get_visible()]
    return [(t.get_text(), Text.get_window_extent(t, canvas.get_renderer())) for t in said]


def covered(figure):
    """Pairs of texts that cover each other by more than a pixel or two."""
    found = words_of(figure)
    return [
        (one, other)
        for place, (one, a) in enumerate(found)
        for other, b in found[:place]
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1.5 and min(a.y1, b.y1) - max(a.y0, b.y0) > 2
    ]


@pytest.fixture(scope="module", params=SOME, ids=str)
def pictures(request, tmp_path_factory):
    """All figures of so many scenarios of one's own at one of the widths."""
    count, width = request.param
    path = tmp_path_factory.mktemp("own") / "r.h5"
    add_worlds(write_own(path, count, cuts=True), count)
    results = open_results(path)
    return draw_all(results, Language("nl").of(results), width)


def test_no_text_covers_another(pictures):
    for name, picture in pictures.items():
        if picture.figure:
            assert not covered(picture.figure), name


def test_no_text_leaves_the_sheet(pictures):
    for name, picture in pictures.items():
        if picture.figure:
            wide, tall = picture.figure.get_size_inches() * picture.figure.dpi
            for words, box in words_of(picture.figure):
                inside = box.x0 > -2 and box.x1 < wide + 2 and box.y0 > -2 and box.y1 < tall + 2
                assert inside, (name, words)


def test_figures_of_own_scenarios_are_drawn_for_offices_and_trade_offs(pictures):
    assert pictures["offices"].figure and pictures["winners"].figure
    assert "werelden" in pictures["tradeoff"].alternative or not pictures["tradeoff"].figure


def test_an_event_stands_in_figures_with_its_month_offices_and_name(tmp_path):
    results = open_results(write_own(tmp_path / "r.h5", 2))
    ((event, owners),) = scenarios.events_of(results)
    assert (event.month, event.offices) == (13, (0, 1)) and owners == [NAMES[1]]
    words = lines.event_words(Language("nl"), event)
    assert words == "maand 13: rugdekking wordt 1 (kantoren 0 en 1)"
    figure = difference.draw(results, Language("nl"))
    said = " ".join(text.get_text() for axis in figure.axes for text in axis.texts)
    assert "maand 13: rugdekking" in said.replace("\n", " ")


@pytest.mark.parametrize("count", [2, 6, 13, 40])
def test_no_colour_repeats_within_a_file(count):
    names = (*style.LOOKS, *(f"mine-{k}" for k in range(count)))
    looks = style.scheme(names[-count:]), style.scheme(names)
    for scheme in looks:
        assert len({look.colour for look in scheme.values()}) == len(scheme)


def test_a_scenario_of_ones_own_has_its_title_for_a_name_unless_two_share_it(tmp_path):
    path = write_own(tmp_path / "r.h5", 2)
    results = open_results(path)
    assert Language("en").of(results).variant(NAMES[0]).startswith("mine-0 with a title")
    plain = open_results(write_result(tmp_path / "p.h5", ["one"], months=24, replicates=2))
    assert Language("en").of(plain).variant("one") == "one"


def test_scenarios_that_nearly_coincide_are_one_mark_with_both_names(tmp_path):
    results = open_results(write_own(tmp_path / "r.h5", 2, gap=0.001))
    for draw in (burden.draw, plane.draw):
        axes = draw(results, Language("en").of(results)).axes
        said = [text.get_text() for axis in axes for text in axis.texts]
        assert any("mine-0" in words and "mine-1" in words for words in said), draw.__module__


def test_what_holds_by_definition_is_hollow(complete):
    results = open_results(complete)
    dynamic = next(item for item in results.dynamics if item.name == "pile_preconditions")
    figure = loops.draw(results, Language("en"), dynamic)
    drawn = [line for axis in figure.axes for line in axis.lines]
    hollow = [line for line in drawn if line.get_gid() == "by-definition"]
    cores = [line for line in drawn if line.get_color() == "white"]
    assert len(hollow) == len(cores) == len(results.bases)
    assert all(core.get_linewidth() < own.get_linewidth() for own, core in zip(hollow, cores))


def test_text_of_a_picture_is_text(tmp_path):
    results = open_results(write_own(tmp_path / "r.h5", 2))
    figure = burden.draw(results, Language("en"))
    svg = style.image(figure, "svg").decode()
    assert "<text" in svg and "waiting" in svg.lower()


@pytest.mark.parametrize(("width", "inches"), [("column", 3.35), ("page", 7.09), ("slide", 13.33)])
def test_a_figure_is_as_wide_as_it_is_asked_to_be(cutless, width, inches):
    figure = burden.draw(open_results(cutless), Language("en"), width=width)
    wide, tall = figure.get_size_inches()
    assert wide == pytest.approx(inches, abs=0.01)
    assert width != "slide" or tall == 7.5


def test_stacked_labels_are_moved_apart_and_stay_between_the_ends():
    heights = [1.0, 2.0, 1.0]
    moved = labels.within(labels.apart([5.0, 5.0, 5.2], heights), heights, 0.0, 6.0)
    edges = sorted((m - h / 2, m + h / 2) for m, h in zip(moved, heights))
    assert edges[0][0] >= 0 and edges[-1][1] <= 6
    assert all(low[1] <= high[0] + 1e-9 for low, high in zip(edges, edges[1:]))


def test_a_name_that_must_be_shortened_keeps_both_its_ends():
    short = sheet.name("the beginning of a very long name and its end", 12, 1)
    assert short.startswith("the") and short.endswith("end") and "…" in short
    assert sheet.breadth(short) <= 12


def test_numbers_are_said_in_natural_units_and_told_apart(complete):
    metrics, language = open_results(complete).metrics, Language("nl")
    waiting = metrics["waiting"]
    assert units.amount(language, waiting, 0.29) == "9\u00a0dagen"
    ends = ("first", "last")
    pair = units.pair(language, waiting, 0.2200, 0.2210)
    assert len({pair[key].split("\u00a0")[0] for key in ends}) == 2
    assert units.unit(language, metrics["misfit"]).axis == "1 = gewone spreiding van behoeften"
    assert units.unit(language, metrics["preconditions"]).axis == "per team"
    assert np.isclose(units.unit(language, waiting).factor, 30.4375)


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("top", [True, False])
def test_how_few_replicates_a_panel_rests_on_stands_where_no_line_is(right, top):
    """Of four corners three have a line in them."""
    years = np.arange(10.0)
    free = (years >= 5) == right
    lowest = np.where(free & (not top), 5.0, 0.0)
    highest = np.where(free & top, 5.0, 10.0)
    own = [lines.Line(("a",), years, values, values, values, np.full(10, 3)) for values in (lowest, highest)]
    axis = Figure().subplots()
    axis.set(xlim=(0, 9), ylim=(0, 10))
    lines.note_least_n(axis, SimpleNamespace(most=8), own)
    note, = axis.texts
    assert note.get_text() == "n ≥ 3"
    assert (note.get_position()[0] > 0.5, note.get_position()[1] > 0.5) == (right, top)
