"""Direct labels that cover neither each other nor what they name."""

import numpy as np
from matplotlib.patheffects import withStroke

from .. import style
from .sheet import LEADING, breadth

LABEL = 0.92  # size of a label, in em
AROUND = [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)]
FAR = (0.7, 1.2, 1.9, 2.8, 4.0, 5.5, 7.5, 10.0)  # distances of a label from its mark, in em
LEADER = 1.5  # em beyond which a line joins them


def halo():
    """White about letters, so that lines under them do not strike them through."""
    return [withStroke(linewidth=style.em(0.3), foreground="white")]


def size(words, scale=LABEL, weight="normal"):
    """Width and height of words, in points."""
    lines = words.split("\n")
    wide = max(breadth(line, weight) for line in lines)
    return wide * style.em(scale), (len(lines) * LEADING) * style.em(scale)


def apart(places, heights):
    """Middles of labels of these heights moved so that none overlap, order kept, near as can be."""
    order = sorted(range(len(places)), key=lambda label: places[label])
    groups = [[[label], places[label]] for label in order]
    merged = True
    while merged:
        merged = False
        for i in range(len(groups) - 1):
            (low, a), (high, b) = groups[i], groups[i + 1]
            half = (sum(heights[k] for k in low) + sum(heights[k] for k in high)) / 2
            if b - a < half - 1e-9:
                both = low + high
                groups[i : i + 2] = [[both, centre(both, places, heights)]]
                merged = True
                break
    moved = [0.0] * len(places)
    for group, middle in groups:
        at = middle - sum(heights[k] for k in group) / 2
        for label in group:
            moved[label] = at + heights[label] / 2
            at += heights[label]
    return moved


def centre(group, places, heights):
    """The middle of stacked labels that leaves them, on the whole, nearest to their places."""
    at, wanted = 0.0, []
    for label in group:
        wanted.append(places[label] - at - heights[label] / 2)
        at += heights[label]
    return float(np.mean(wanted)) + at / 2


def within(places, heights, low, high):
    """The same moved again, so that all stay between two ends if there is room at all."""
    order = sorted(range(len(places)), key=lambda label: places[label])
    moved, free = list(places), high
    for label in reversed(order):
        moved[label] = min(moved[label], free - heights[label] / 2)
        free = moved[label] - heights[label] / 2
    free = low
    for label in order:
        moved[label] = max(moved[label], free + heights[label] / 2)
        free = moved[label] + heights[label] / 2
    return moved


def name_ends(axis, entries, above=0.4, below=1.4):
    """Names to the right of lines' ends; `entries` are (words, colour, x, y), in data units.

    `words(lines)` gives a name in so many lines. They may stand so many em above and below the axes.
    """
    if not entries:
        return
    box, dpi = axis.get_window_extent(), axis.figure.dpi
    tall, aside = box.height * 72 / dpi, style.em(1.1) / (box.width * 72 / dpi)
    up = [(axis.transData.transform((x, y))[1] - box.y0) * 72 / dpi for _, _, x, y in entries]
    for lines, scale in ((2, LABEL), (1, LABEL), (1, 0.8), (1, 0.65)):
        named = [words(lines) for words, *_ in entries]
        heights = [size(words, scale)[1] for words in named]
        if sum(heights) <= tall + style.em(above + below):
            break
    places = within(apart(up, heights), heights, -style.em(below), tall + style.em(above))
    for words, (_, colour, x, y), place in zip(named, entries, places):
        axis.annotate(
            words,
            (x, y),
            xytext=(1 + aside, place / tall),
            textcoords="axes fraction",
            color=colour,
            fontsize=style.em(scale),
            va="center",
            linespacing=1.05,
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-",
                "color": style.FAINT,
                "lw": style.em(0.08),
                "shrinkA": style.em(0.1),
                "shrinkB": style.em(0.25),
                "relpos": (0, 0.5),
            },
        )


class Labels:
    """Labels of marks in one panel: each goes to the first place that is free, near it."""

    def __init__(self, axis, margin=0.0):
        """`margin` is how far labels may stand outside the axes, in em."""
        self.axis = axis
        self.points = 72 / axis.figure.dpi
        box = axis.get_window_extent()
        beyond = style.em(margin)
        self.left, self.right = box.x0 * self.points - beyond, box.x1 * self.points + beyond
        self.low, self.high = box.y0 * self.points - beyond, box.y1 * self.points + beyond
        self.taken = []

    def at(self, x, y):
        """A data point in points of type."""
        return self.axis.transData.transform((x, y)) * self.points

    def keep_free(self, x, y, radius=0.5):
        """No label here: about a mark of so many em."""
        (across, up), r = self.at(x, y), style.em(radius)
        self.taken.append((across - r, up - r, across + r, up + r))

    def keep_line(self, xs, ys):
        """No label on a line."""
        for start, end in zip(zip(xs, ys), zip(xs[1:], ys[1:])):
            if not np.isfinite([*start, *end]).all():
                continue
            a, b = self.at(*start), self.at(*end)
            steps = max(2, int(np.hypot(*(b - a)) / style.em(0.8)))
            for part in np.linspace(0, 1, steps + 1):
                across, up = a + part * (b - a)
                r = style.em(0.15)
                self.taken.append((across - r, up - r, across + r, up + r))

    def put(self, words, x, y, colour=style.INK, scale=LABEL, weight="normal", first=(1, 0)):
        """Writes words near a data point; `first` is the side to try first. Gives the text."""
        start = AROUND.index(first)
        sides = [AROUND[(start + k) % 8] for k in (0, 1, -1, 2, -2, 3, -3, 4)]
        wide, tall = size(words, scale, weight)
        across, up = self.at(x, y)
        best = None
        for distance in FAR:
            for dx, dy in sides:
                left = across + dx * style.em(distance) + (dx - 1) * wide / 2
                low = up + dy * style.em(distance) + (dy - 1) * tall / 2
                box = self.moved_in((left, low, left + wide, low + tall), wide, tall)
                covered = sum(common(box, other) for other in self.taken)
                if not covered and self.inside(box):
                    return self.write(words, (x, y), box, distance, colour, scale, weight)
                if best is None or covered < best[0]:
                    best = covered, box, distance
        return self.write(words, (x, y), *best[1:], colour, scale, weight)

    def moved_in(self, box, wide, tall):
        """A box that is a little outside the panel, moved into it."""
        left = max(self.left, min(box[0], self.right - wide))
        low = max(self.low, min(box[1], self.high - tall))
        return left, low, left + wide, low + tall

    def inside(self, box):
        """Whether a box is within the panel and its margin."""
        beyond = 1e-6
        return (
            box[0] >= self.left - beyond
            and box[2] <= self.right + beyond
            and box[1] >= self.low - beyond
            and box[3] <= self.high + beyond
        )

    def write(self, words, point, box, distance, colour, scale, weight):
        """The text in its box, joined to its mark if that is far."""
        self.taken.append(box)
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        across, up = self.at(*point)
        far = distance > LEADER
        return self.axis.annotate(
            words,
            point,
            xytext=(middle[0] - across, middle[1] - up),
            textcoords="offset points",
            ha="center",
            va="center",
            color=colour,
            fontsize=style.em(scale),
            fontweight=weight,
            linespacing=1.05,
            zorder=9,
            annotation_clip=False,
            path_effects=halo(),
            arrowprops={
                "arrowstyle": "-",
                "color": style.FAINT,
                "lw": style.em(0.08),
                "shrinkA": 0,
                "shrinkB": style.em(0.4),
            }
            if far
            else None,
        )


def common(box, other):
    """Area that two boxes have in common."""
    wide = min(box[2], other[2]) - max(box[0], other[0])
    tall = min(box[3], other[3]) - max(box[1], other[1])
    return wide * tall if wide > 0 and tall > 0 else 0.0
