"""Five maps of the plane, chosen to answer: does it fit, is it equal, waiting, hardship, cost."""

from itertools import combinations

import numpy as np

from .. import judgements, planes, statistics, style
from ..sweeps import Observed
from . import atlas, natural, sheet
from .journeys import CORNERS

CHOSEN = ("misfit", "equality", "waiting", "hardship", "cost_administration")
MOST = 5


def chosen(sweep):
    """Names of the metrics to map: the usual five, or of another model its first few."""
    found = [name for name in CHOSEN if name in sweep.metrics]
    rest = [name for name in sweep.metrics if sweep.describe(name).better in ("higher", "lower")]
    return (found or rest)[:MOST]


@sheet.drawn
def draw(plane, language, window, drawn, width):
    """Figure of a map for each of `drawn`, and a key; gives the Figure."""
    columns = {"column": 2, "page": 3, "slide": 3}[width]
    count = len(drawn) + 1
    rows = -(-count // columns)
    explanation = language("figure.maps.explanation", window=language(f"window.{window}"))
    if max(map(plane.sweep.count, plane.sweep.scenarios)) < 2:
        explanation = f"{explanation} {language('figure.atlas.one')}"
    gap, left, right, above, below = 1.4, 2.4, 4.2, 4.4, 1.9
    form = style.WIDTHS[width]
    wide = form.inches * 72 / form.size - (1.8 if width == "column" else 3.2)
    cell = (wide - gap * (columns - 1)) / columns
    side = cell - left - right
    page = sheet.Sheet(
        plane.sweep,
        language,
        width,
        title(plane, language, window, drawn),
        explanation,
        rows * (side + above + below),
    )
    if page.slide:
        side = min(side, page.tall / rows - above - below)
    for place, item in enumerate(["key", *drawn]):
        row, column = divmod(place, columns)
        at = column * (cell + gap) + left, row * (side + above + below) + above
        axis = page.axes(*at, side, side)
        if item == "key":
            draw_key(axis, language)
        else:
            draw_map(page, axis, language, plane, item, at, side)
    return page.close()


def draw_map(page, axis, language, plane, item, at, side):
    """One map with its title and a bar of its own."""
    metric = item.metric
    factor = natural.unit_factor(metric)
    if item.everywhere is None:
        image = atlas.paint(axis, plane.group, plane.individual, item, factor)
        bar = page.axes(at[0] + side + 0.5, at[1], 0.6, side)
        atlas.colour_bar(page.figure, language, bar, image)
    else:
        atlas.paint_flat(axis, language, plane, item, item.everywhere * factor)
    atlas.mark_corners(axis)
    natural.head(axis, language, metric, side + 3.0, 1)


def draw_key(axis, language):
    """An empty plane with its axes and corners named."""
    axis.set_xlim(0, 100)
    axis.set_ylim(0, 100)
    axis.set_xticks([])
    axis.set_yticks([])
    axis.grid(False)
    size = style.em(0.8)
    axis.set_xlabel(f"{language('figure.atlas.group')} →", fontsize=size)
    axis.set_ylabel(f"{language('figure.atlas.individual')} →", fontsize=size)
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
    words = language.enumerate(said)
    return words[:1].upper() + words[1:]


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
