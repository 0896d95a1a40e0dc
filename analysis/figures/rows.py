"""Panels in which each scenario is a row."""

import numpy as np

from .. import style
from . import sheet

NAMES = 10.5  # em beside the first panel of a row of panels
SMALL = 0.75  # em of the text of names in a list


def beside(names, most):
    """How many em list_rows needs for these names, at most so many."""
    return min(most, SMALL * max(map(sheet.breadth, names)) + 1.0)


def list_rows(axis, names, wide, named=True):
    """Rows with these names from the top, to the left of the axes, so many em wide, if asked."""
    axis.set_ylim(len(names) - 0.5, -0.5)
    lines = 2 if sheet.height_of(axis) / max(1, len(names)) > 1.5 else 1
    shown = [sheet.name(one, (wide - 0.8) / SMALL, lines) if named else "" for one in names]
    axis.set_yticks(range(len(names)), shown, linespacing=0.95)
    axis.tick_params(axis="y", length=0)
    axis.grid(axis="y", visible=False)
    axis.spines["left"].set_visible(False)
    for words in axis.get_yticklabels():
        words.set_color(style.INK)
        words.set_fontsize(style.em(SMALL))


def name_rows(axis, results, language, shown, named=True):
    """Rows of scenarios from the top, with their names to the left of the axes if asked."""
    list_rows(axis, shown, NAMES, False)
    room = sheet.height_of(axis) / max(1, len(shown))
    scale = 0.92 if room > 1.2 else max(0.4, 0.75 * room)
    lines = 2 if room > 2.3 else 1
    words = [sheet.name(language.variant(one), (NAMES - 0.9) / scale, lines) for one in shown]
    axis.set_yticklabels(words if named else [], linespacing=1.0)
    for label, one in zip(axis.get_yticklabels(), shown):
        label.set_color(style.look(results, one).ink)
        label.set_fontsize(style.em(scale))


def panels(page, count, columns, tall, above=3.4, below=2.3, down=0.0, gap=1.5):
    """Axes of panels; names stand to the left of the first of each row of them."""
    rows = -(-count // columns)
    if page.slide:
        tall = max(1.5, (page.tall - down) / rows - above - below)
    across = (page.wide - NAMES - gap * (columns - 1) - 0.8) / columns
    return [
        page.axes(
            NAMES + (place % columns) * (across + gap),
            down + (place // columns) * (above + tall + below) + above,
            across,
            tall,
        )
        for place in range(count)
    ]


def fit(axis, language, numbers, zero=False):
    """The axis of numbers: about them, to zero if that is near or asked, and no further."""
    known = [number for number in np.ravel(numbers) if np.isfinite(number)]
    known += [0.0] if zero else []
    if known:
        low, high = min(known), max(known)
        low = 0.0 if 0 <= low < 0.6 * high else low
        high = 0.0 if 0.6 * low < high <= 0 else high
        room = 0.06 * (high - low) or 1.0
        axis.set_xlim(low - room, high + room)
    style.mark(axis.xaxis, language, max(2, int(sheet.width_of(axis) / 4)))


def dot(axis, estimate, place, factor, look, filled=True, faint=False, size=0.72):
    """A mark with its interval: hollow if not filled, pale if unsure."""
    mean = estimate.mean * factor
    error = np.array([[mean - estimate.low * factor], [estimate.high * factor - mean]])
    return axis.errorbar(
        mean,
        place,
        xerr=error if np.isfinite(error).all() else None,
        fmt=look.marker,
        color=look.colour,
        markerfacecolor=look.colour if filled else "white",
        markersize=style.em(size),
        markeredgewidth=style.em(0.14),
        elinewidth=style.em(0.15),
        capsize=style.em(0.25),
        alpha=0.38 if faint else 1.0,
        zorder=3 + filled,
    )
