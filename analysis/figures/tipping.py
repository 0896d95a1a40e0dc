"""Where more room tips: what a step of individual tailoring does to misfit, hardship of waiting and their sum."""

import numpy as np

from .. import style
from ..language import capital
from . import atlas, maps, sheet

SHOWN = ("misfit", "waiting", "sum")


@sheet.drawn
def draw(plane, language, found, width):
    """Figure of a row for each window; gives the Figure."""
    steps = [language.digits(step, 0) for step in np.unique(np.diff(plane.individual))]
    explanation = language(
        "figure.atlas.explanation_tipping", step="–".join(dict.fromkeys((steps[0], steps[-1])))
    )
    title, shown = language("figure.atlas.title_tipping"), [(one, name) for one in found for name in SHOWN]
    page = maps.Page(plane, language, width, title, explanation, len(shown), over=True)
    for place, (tipping, name) in enumerate(shown):
        axis = page.square(place)
        draw_steps(page, axis, place, plane, language, tipping, name)
        if place == 0:
            maps.name_axes(axis, language)
        if name == "sum":
            draw_least(axis, plane, tipping)
    return page.close()


def draw_steps(page, axis, place, plane, language, tipping, name):
    """The map of what a step does, at the middle of each step."""
    middles = (plane.individual[1:] + plane.individual[:-1]) / 2
    image = atlas.paint(axis, plane.group, middles, tipping.steps[name], 1, levels=[0])
    axis.set_ylim(plane.individual[[0, -1]])
    atlas.mark_corners(axis)
    atlas.colour_bar(page.figure, language, page.bar(place), image)
    words, unit = language(f"figure.atlas.{name}"), language("figure.atlas.step_unit")
    page.head(axis, capital(words), unit, language(f"window.{tipping.window}"))


def draw_least(axis, plane, tipping):
    """The individual tailoring with the least sum for each group tailoring, with its interval."""
    axis.errorbar(
        plane.group,
        tipping.best,
        yerr=[tipping.best - tipping.low, tipping.high - tipping.best],
        fmt="o-",
        color=style.INK,
        markersize=style.em(0.45),
        lw=style.em(0.15),
        elinewidth=style.em(0.12),
        capsize=style.em(0.25),
        markerfacecolor="white",
        zorder=7,
        clip_on=False,
    )
    there = tipping.exists
    axis.plot(plane.group[there], tipping.best[there], "o", color=style.INK, ms=style.em(0.55), zorder=8)
