"""What stands beside the plane: the key, and each variant's second arrow enlarged."""

import numpy as np
from matplotlib.patheffects import withStroke

from .. import style
from . import journeys

KEY_TEXT = {"fontsize": 8.8, "va": "center", "color": style.INK}
SMALLEST_VIEW = 6.0  # points of the plane across a detail, lest noise look like a journey


def draw_details(canvas, axis, language, items):
    """A small panel for each variant, in its own scale, with the first and last year named."""
    box = axis.get_position()
    left = box.x1 + 0.85 / canvas.width
    width = 1 - (canvas.margin / canvas.width) - left
    gap = 0.52 / canvas.height
    tall = (box.height - gap * (len(items) - 1) - 0.12 / canvas.height) / len(items)
    order = sorted(items, key=lambda item: (-(item.aim or (0, 0))[1], (item.aim or (0, 0))[0]))
    for number, item in enumerate(order):
        bottom = box.y1 - 0.12 / canvas.height - tall - number * (tall + gap)
        detail = canvas.figure.add_axes((left, bottom, width, tall))
        draw_detail(detail, language, item, width * canvas.width, tall * canvas.height)
    canvas.figure.text(
        left,
        box.y1 + 0.25 / canvas.height,
        language("figure.plane.detail"),
        fontsize=9.5,
        fontweight="bold",
        va="bottom",
    )


def draw_detail(axis, language, item, width, height):
    """The cut point and the years, equal units on both axes; width and height in inches."""
    aspect = width / height
    journeys.draw_path(axis, item, size=4.0, width=2.2)
    if item.cut:
        axis.plot(
            *journeys.means(item.cut),
            item.look.marker,
            markersize=8,
            markerfacecolor="white",
            markeredgecolor=item.look.colour,
            markeredgewidth=1.6,
            zorder=6,
        )
    xs, ys = (extent(item, axis_number) for axis_number in (0, 1))
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    tall = max(1.55 * (max(ys) - min(ys)), 1.7 * (max(xs) - min(xs)) / aspect, SMALLEST_VIEW)
    axis.set_xlim(middle[0] - tall * aspect / 2, middle[0] + tall * aspect / 2)
    axis.set_ylim(middle[1] - tall / 2, middle[1] + tall / 2)
    style.mark(axis.xaxis, language, 5)
    style.mark(axis.yaxis, language, 4)
    axis.tick_params(length=0, pad=2, labelsize=7.5)
    for spine in axis.spines.values():
        spine.set_visible(True)
        spine.set_color(style.GRID)
    axis.set_title(
        style.shorten(language.variant(item.scenario), width, 9.5),
        loc="left",
        fontsize=9,
        fontweight="bold",
        color=item.look.ink,
        pad=3,
    )
    label_year(axis, item, -1, language("figure.plane.year", n=item.numbers[-1]))
    if len(item.years) > 1:
        label_year(axis, item, 0, language("figure.plane.year", n=item.numbers[0]))


def extent(item, axis_number):
    """All that a detail has to show along one axis: means, and bounds at first and last."""
    shown = [year[axis_number].mean for year in item.years]
    for year in (item.years[0], item.years[-1]):
        shown += [year[axis_number].low, year[axis_number].high]
    if item.cut:
        shown.append(item.cut[axis_number].mean)
    return [value for value in shown if np.isfinite(value)]


def label_year(axis, item, which, words):
    """Names a year beside its dot: away from the rest of the path, clear of its interval."""
    point, rest = journeys.means(item.years[which]), journeys.means(item.years[0 if which else -1])
    right, up = point[0] >= rest[0], point[1] >= rest[1]
    axis.annotate(
        words,
        point,
        xytext=(9 if right else -9, 8 if up else -8),
        textcoords="offset points",
        ha="left" if right else "right",
        va="center",
        fontsize=7.5,
        color=style.MUTED,
        zorder=8,
        path_effects=[withStroke(linewidth=2.5, foreground="white")],
    )


def draw_key(canvas, axis, language, has_cut):
    """Under the plane: the three points in the order in which a policy passes them."""
    box = axis.get_position()
    bottom = box.y0 - 1.28 / canvas.height
    key = canvas.figure.add_axes(
        (
            canvas.margin / canvas.width,
            bottom,
            1 - 2 * canvas.margin / canvas.width,
            0.58 / canvas.height,
        )
    )
    key.set_axis_off()
    key.set_xlim(0, 1)
    key.set_ylim(0, 1)
    key.plot(0.015, 0.5, "o", markersize=15, mfc="white", mec=style.INK, mew=1.5)
    key.plot(0.015, 0.5, ".", color=style.INK, markersize=4)
    key.text(0.035, 0.5, language("figure.plane.aimed"), **KEY_TEXT)
    if has_cut:
        key.annotate(
            "",
            (0.297, 0.5),
            (0.235, 0.5),
            arrowprops={
                "arrowstyle": "-|>",
                "mutation_scale": 11,
                "color": style.MUTED,
                "lw": 1.2,
                "linestyle": (0, (3, 2)),
                "shrinkB": 3,
            },
        )
        key.plot(0.303, 0.5, "o", markersize=9, mfc="white", mec=style.INK, mew=1.7)
    key.text(0.323, 0.5, language(f"figure.plane.{'cut' if has_cut else 'no_cut'}"), **KEY_TEXT)
    for step in range(6):
        x, strength = 0.595 + 0.013 * step, 0.35 + 0.11 * step
        key.plot([x, x + 0.013], [0.5, 0.5], color=style.INK, lw=2.4, alpha=strength)
        key.plot(x, 0.5, "o", color=style.INK, alpha=strength, markersize=4.2, mec="white", mew=0.6)
    key.plot(0.675, 0.5, "o", markersize=9, color=style.INK, mec="white")
    key.text(0.695, 0.5, language("figure.plane.closed"), **KEY_TEXT)
