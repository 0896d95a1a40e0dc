"""Pages of maps of the plane: five that answer whether it fits, is equal, and what it costs; all of a perspective; loops."""

from itertools import combinations

import numpy as np
from matplotlib.patches import Rectangle

from .. import judgements, planes, statistics, style
from ..language import capital
from ..sweeps import Observed
from . import atlas, sheet, units
from .journeys import CORNERS

CHOSEN = ("misfit", "equality", "waiting", "hardship", "cost_administration")
MOST = 5
MOST_COLUMNS = {"column": 2, "page": 3, "slide": 3}


def chosen(sweep):
    """Names of the metrics to map: the usual five, or of another model its first few."""
    found = [name for name in CHOSEN if name in sweep.metrics]
    rest = [name for name in sweep.metrics if sweep.describe(name).better in ("higher", "lower")]
    return (found or rest)[:MOST]


class Page(sheet.Sheet):
    """A sheet of maps, row by row, each with room for its head and a bar of its own."""

    GAP, LEFT, RIGHT, ABOVE, BELOW = 1.4, 2.4, 4.2, 4.4, 1.9  # em between maps, and around one

    def __init__(self, plane, language, width, title, explanation, count, over=False):
        if max(map(plane.sweep.count, plane.sweep.scenarios)) < 2:
            explanation = f"{explanation} {language('figure.atlas.one')}"
        self.columns = min(count, 2 if width == "column" else 3)
        self.cell = (sheet.room(width)[0] - self.GAP * (MOST_COLUMNS[width] - 1)) / MOST_COLUMNS[width]
        self.side = self.cell - self.LEFT - self.RIGHT
        self.above = self.ABOVE + (1.2 if over else 0.0)
        rows = -(-count // self.columns)
        around = self.above + self.BELOW
        super().__init__(plane.sweep, language, width, title, explanation, rows * (self.side + around))
        if self.slide:
            self.side = min(self.side, self.tall / rows - around)

    def at(self, place):
        """Left and top of a map."""
        row, column = divmod(place, self.columns)
        down = row * (self.side + self.above + self.BELOW) + self.above
        return column * (self.cell + self.GAP) + self.LEFT, down

    def square(self, place):
        """Axes of a map."""
        return self.axes(*self.at(place), self.side, self.side)

    def bar(self, place):
        """Axes of its bar."""
        left, down = self.at(place)
        return self.axes(left + self.side + 0.5, down, 0.6, self.side)

    def head(self, axis, words, remark, over=""):
        """Name of a map, a remark below it, and a word above it."""
        sheet.heading(axis, words, self.side + 3.0, remark, over=over)


@sheet.drawn
def draw(plane, language, window, drawn, width):
    """Figure of a map for each of the chosen, under what they say; gives the Figure."""
    explanation = language("figure.maps.explanation", window=language(f"window.{window}"))
    return draw_levels(plane, language, title(plane, language, window, drawn), explanation, drawn, width)


@sheet.drawn
def draw_perspective(plane, language, perspective, window, drawn, width):
    """Figure of all metrics of one perspective; gives the Figure."""
    named = perspective if language.has(f"perspective.{perspective}") else "other"
    words = language("figure.atlas.title", perspective=language(f"perspective.{named}"))
    explanation = language("figure.atlas.explanation", window=language(f"window.{window}"))
    return draw_levels(plane, language, words, explanation, drawn, width)


def draw_levels(plane, language, words, explanation, drawn, width):
    """A key, and a map of each level."""
    page = Page(plane, language, width, words, explanation, len(drawn) + 1)
    draw_key(page.square(0), language)
    for place, item in enumerate(drawn, 1):
        axis = draw_map(page, place, language, plane, item)
        about = sheet.about(language, item.metric, units.unit(language, item.metric).axis)
        page.head(axis, units.name(language, item.metric), about)
    return page.close()


@sheet.drawn
def draw_loops(plane, language, window, found, width):
    """Figure of what each dynamic that is cut does, a map for each signature; gives the Figure."""
    explanation = language("figure.atlas.explanation_loops", window=language(f"window.{window}"))
    words = language("figure.atlas.title_loops")
    page = Page(plane, language, width, words, explanation, len(found) + 1, over=True)
    draw_key(page.square(0), language)
    for place, (dynamic, signature, item) in enumerate(found, 1):
        axis = draw_map(page, place, language, plane, item)
        way = "size" if signature.by_definition else "up" if signature.sign > 0 else "down"
        remark = " · ".join(filter(None, (units.gap(language, item.metric), language(f"figure.atlas.{way}"))))
        name = units.name(language, item.metric) + signature.mark
        page.head(axis, name, remark, language(f"dynamic.{dynamic.name}.name"))
    return page.close()


def draw_map(page, place, language, plane, item):
    """One map with a bar of its own; gives its axes."""
    axis = page.square(place)
    factor = units.unit_factor(item.metric)
    if item.everywhere is None:
        image = atlas.paint(axis, plane.group, plane.individual, item, factor)
        atlas.colour_bar(page.figure, language, page.bar(place), image)
    else:
        atlas.paint_flat(axis, language, plane, item, item.everywhere * factor)
    atlas.mark_corners(axis)
    return axis


def name_axes(axis, language):
    """What goes to the right and upward."""
    size = style.em(0.8)
    axis.set_xlabel(f"{language('figure.atlas.group')} →", fontsize=size)
    axis.set_ylabel(f"{language('figure.atlas.individual')} →", fontsize=size)


def draw_key(axis, language):
    """An empty plane with its axes and corners named."""
    axis.set_xlim(0, 100)
    axis.set_ylim(0, 100)
    axis.set_xticks([])
    axis.set_yticks([])
    axis.grid(False)
    name_axes(axis, language)
    wide = sheet.width_of(axis)
    for name in list(CORNERS)[:4]:
        x, y = CORNERS[name]
        look = style.LOOKS[name]
        options = {"color": look.colour, "ms": style.em(0.7), "clip_on": False, "mec": "white"}
        axis.plot(x, y, look.marker, zorder=5, **options)
        axis.annotate(
            sheet.name(language.variant(name), (wide - 1.2) / 0.75, 1),
            (x, y),
            xytext=corner_offset(x, y),
            textcoords="offset points",
            ha="left" if x == 0 else "right",
            va="top" if y else "bottom",
            fontsize=style.em(0.75),
            color=look.ink,
        )


    for y, words, colour in ((0.56, "faded", atlas.FADED), (0.44, "empty", atlas.UNDEFINED)):
        size = (0.07, 0.07)
        axis.add_patch(Rectangle((0.1, y - 0.035), *size, transform=axis.transAxes, facecolor=colour, lw=0))
        axis.text(0.2, y, language(f"figure.atlas.{words}"), transform=axis.transAxes, va="center",
                  fontsize=style.em(0.75), color=style.MUTED)  # fmt: skip


def corner_offset(x, y):
    """Names on the right stand a line further in, so that long ones pass those on the left."""
    inward = 0.7 if x == 0 else 1.9
    return style.em(0.7 if x == 0 else -0.5), style.em(-inward if y else inward)


def title(plane, language, window, drawn):
    """Which corner is clearly best in what, or that none is."""
    said = []
    for item in drawn:
        name = item.name.split("@")[0]
        key = f"figure.tradeoff.best_{name}"
        best = best_corner(plane, item, Observed(name, window))
        if best and language.has(key):
            said.append(language(key, variant=language.variant(best)))
    if not said:
        return language("figure.maps.title")
    return capital(language.enumerate(said))


def best_corner(plane, item, observed):
    """The corner that is clearly better than each other, adjusted over all pairs, or None."""
    way = {"lower": -1, "higher": 1}.get(item.metric.better, 0)
    places = {
        name: (plane.group == at[0], plane.individual == at[1])
        for name, at in list(CORNERS.items())[:4]
    }
    if not way or any(not group.any() or not own.any() for group, own in places.values()):
        return None
    values = plane.values(observed)
    runs = {name: values[group][:, own][0, 0] for name, (group, own) in places.items()}
    pairs = {
        pair: (statistics.mean_interval(runs[pair[0]] - runs[pair[1]]), 1)
        for pair in combinations(runs, 2)
    }
    pairs = {pair: one for pair, one in pairs.items() if np.isfinite(one[0].mean)}
    found = {pair: answer.direction for pair, (_, answer) in judgements.judged(pairs).items()}
    for name in runs:
        others = [other for other in runs if other != name]
        signs = [found.get((name, o), 0) or -found.get((o, name), 0) for o in others]
        if all(sign * way > 0 for sign in signs):
            return name
    return None


def level_maps(plane, window):
    """Maps of the chosen metrics that have a number."""
    maps = [planes.level_map(plane, Observed(name, window)) for name in chosen(plane.sweep)]
    return [item for item in maps if np.isfinite(item.mean).any()]
