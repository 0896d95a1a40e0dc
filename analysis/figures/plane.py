"""The signature picture: aimed, realised with the loops cut, realised year by year.

The arrow from aimed to cut is what perception and take-up leave of a policy. Only the second one,
from cut through the years, is dynamics. Coordinates are 0 to 100 on both axes.
"""

import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke

from .. import dynamics, quantities, statistics, style
from ..errors import NothingToDraw
from . import absent, journeys, plane_detail

SIDE = 6.05  # of the plane, inches
MORE = 0.35  # for each sentence about what is not drawn, inches
MOST = 5  # scenarios, each with a panel of its own beside the plane
VIEW = (-9, 109)  # the ends of both axes
NAME, NAME_SIZE = 2.4, 11.5  # width of a name, inches, and its letters, points
LETTER, LINE, AIM = 7.0, 15.0, 9.0  # of a name: a letter, a line; half an aim's symbol; all in points


def draw(results, language):
    """The figure; raises NothingToDraw if the file has no realised point."""
    absent.need_months(results, language, statistics.YEAR)
    if len(absent.need_metrics(results, language, journeys.AXES)) < len(journeys.AXES):
        raise NothingToDraw(language("missing.metrics", metrics=", ".join(journeys.AXES)))
    absent.need_numbers(results, language, journeys.AXES, results.bases)
    everybody = [journeys.of(results, name) for name in results.bases]
    items = [item for item in everybody if item.years][:MOST]
    lost = [language.variant(item.scenario) for item in everybody if not item.years]
    if not items:
        raise NothingToDraw(language("missing.year"))
    explanation = [language("figure.plane.explanation")]
    explanation += absent.only_first(language, len(items), len(everybody) - len(lost))
    if lost:
        explanation.append(language("missing.scenarios", scenarios=language.enumerate(lost)))
    canvas = style.Canvas(
        results,
        language,
        language("figure.plane.title"),
        " ".join(explanation),
        width=10.6,
        height=9.35 + MORE * len(explanation[1:]),
    )
    axis = square(canvas, language)
    for item in items:
        draw_journey(axis, language, item)
    name_aims(axis, language, [item for item in items if item.aim], results.most)
    plane_detail.draw_key(canvas, axis, language, any(item.cut for item in items))
    plane_detail.draw_details(canvas, axis, language, items)
    return canvas.figure


def square(canvas, language):
    """The plane itself, with what its ends mean."""
    left, down = canvas.margin + 0.72, canvas.top + 0.42
    axis = canvas.figure.add_axes(
        (
            left / canvas.width,
            1 - (down + SIDE) / canvas.height,
            SIDE / canvas.width,
            SIDE / canvas.height,
        )
    )
    axis.set_xlim(*VIEW)
    axis.set_ylim(*VIEW)
    axis.set_xticks(range(0, 101, 25))
    axis.set_yticks(range(0, 101, 25))
    axis.tick_params(length=0, pad=4)
    for spine in axis.spines.values():
        spine.set_visible(False)
    axis.add_patch(Rectangle((0, 0), 100, 100, fill=False, edgecolor=style.FAINT, lw=1.2, zorder=1))
    axis.set_xlabel(language("figure.plane.group"), fontsize=10, labelpad=6)
    axis.set_ylabel(language("figure.plane.individual"), fontsize=10, labelpad=6)
    return axis


def draw_journey(axis, language, item):
    """Aim, first arrow, cut point, and the path through the years with its intervals."""
    colour, marker = item.look.colour, item.look.marker
    if item.aim:
        axis.plot(
            *item.aim,
            marker,
            markersize=16,
            markerfacecolor="white",
            markeredgecolor=colour,
            markeredgewidth=1.6,
            zorder=3,
        )
        axis.plot(*item.aim, ".", markersize=5, color=colour, zorder=4)
    if item.cut and item.aim:
        arrow(axis, item.aim, journeys.means(item.cut), style.MUTED, linestyle=(0, (3, 2)), lw=1.2)
    if item.cut:
        axis.plot(
            *journeys.means(item.cut),
            marker,
            markersize=9,
            markerfacecolor="white",
            markeredgecolor=colour,
            markeredgewidth=1.8,
            zorder=6,
        )
    journeys.draw_path(axis, item, size=4.2, width=2.6)


def arrow(axis, start, end, colour, **line):
    """An arrow between two places, clear of both symbols."""
    axis.annotate(
        "",
        end,
        start,
        arrowprops={
            "arrowstyle": "-|>",
            "color": colour,
            "shrinkA": 10,
            "shrinkB": 6,
            "mutation_scale": 11,
            **line,
        },
        zorder=4,
    )


def name_aims(axis, language, items, runs):
    """The variants' names above the upper aims and below the others, each clear of the rest.

    A name that would cover another, or an aim, moves on to the middle of the plane.
    """
    taken = [around(item.aim, -AIM, AIM, -AIM, AIM) for item in items]
    for item in items:
        x, y = item.aim
        above = y > 50
        align = "left" if x < 25 else "right" if x > 75 else "center"
        words = style.shorten(language.variant(item.scenario), NAME, NAME_SIZE)
        words += f" (n ≥ {item.least_n})" if item.least_n < runs else ""
        wide = len(words) * LETTER
        aside = {"left": -AIM, "center": 0.0, "right": AIM}[align]
        left = aside - wide * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        up = 15.0 if above else -15.0 - LINE
        while any(
            overlap(around(item.aim, left, left + wide, up, up + LINE), other) for other in taken
        ):
            up += -LINE if above else LINE
        taken.append(around(item.aim, left, left + wide, up, up + LINE))
        axis.annotate(
            words,
            item.aim,
            xytext=(aside, up if above else up + LINE),
            textcoords="offset points",
            ha=align,
            va="bottom" if above else "top",
            fontsize=NAME_SIZE,
            fontweight="bold",
            color=item.look.ink,
            zorder=8,
            path_effects=[withStroke(linewidth=2.5, foreground="white")],
        )


def around(point, left, right, bottom, top):
    """A box about a point of the plane, in points of type: (left, right, bottom, top)."""
    x, y = (SIDE * 72 / (VIEW[1] - VIEW[0]) * coordinate for coordinate in point)
    return x + left, x + right, y + bottom, y + top


def overlap(box, other):
    """Whether two boxes have a part in common."""
    return box[0] < other[1] and other[0] < box[1] and box[2] < other[3] and other[2] < box[3]
