"""A figure for a column, a page or a slide: heading and footer written, room for plots between.

All lengths are in em, the size of the figure's text, so one layout serves every width.
"""

import warnings
from functools import lru_cache, wraps

import matplotlib
from matplotlib.figure import Figure  # never pyplot: a program that imports us keeps its backend
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.textpath import TextToPath

from .. import style

TITLE, SMALL, FOOT = 1.45, 0.9, 0.78  # sizes of text, in em
LEADING, TIGHT = 1.32, 1.17  # from line to line, in sizes; of a title
SPACING = 0.95  # of matplotlib's own from line to line, in sizes
HINTING = 1.03  # letters on a screen may be this much wider than those on paper


def drawn(draw):
    """A figure's `draw`, with all sizes those of the width that is asked: page, if none is."""

    @wraps(draw)
    def with_sizes(results, language, *arguments, width="page"):
        with matplotlib.rc_context(style.rc(width)):
            return draw(results, language, *arguments, width=width)

    return with_sizes


@lru_cache(20000)
def breadth(words, weight="normal"):
    """How wide words are, in sizes of their letters."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from current font")
        font = FontProperties(family=style.RC["font.sans-serif"][0], size=100, weight=weight)
        return HINTING * TextToPath().get_text_width_height_descent(words, font, False)[0] / 100


def wrap(words, wide, weight="normal"):
    """Words broken into lines of at most so many sizes; a number stays with its unit sign."""
    lines = [""]
    for word in words.replace(" %", "\u00a0%").split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and breadth(longer, weight) > wide:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def name(words, wide, lines=2, weight="normal"):
    """A name in at most so many lines, without its middle if it must: names differ at their ends."""
    shown, keep = wrap(words, wide, weight), len(words)
    while keep > 4 and too_large(shown, wide, lines, weight):
        keep -= 1
        front = (keep + 1) // 2
        cut = words[:front].rstrip() + "…" + words[len(words) - (keep - front) :].lstrip()
        shown = wrap(cut, wide, weight)
    return shown


def too_large(shown, wide, lines, weight):
    """Whether wrapped words need more room."""
    rows = shown.split("\n")
    return len(rows) > lines or any(breadth(row, weight) > wide for row in rows)


def room(width):
    """Of one of the WIDTHS: em between the margins, and of a margin."""
    form, margin = style.WIDTHS[width], 0.9 if width == "column" else 1.6
    return form.inches * 72 / form.size - 2 * margin, margin


class Sheet:
    """A figure with its heading and footer; `tall` em between them, or on a slide what is left."""

    def __init__(self, results, language, width, title, explanation, tall):
        form = style.WIDTHS[width]
        self.form, self.em = width, form.size / 72
        self.wide, self.margin = room(width)
        title = wrap(title, self.wide / TITLE, "bold")
        explanation = wrap(explanation, self.wide / SMALL)
        foot = wrap(style.footer(results, language), self.wide / FOOT)
        lines = len(title.split("\n")), len(explanation.split("\n")), len(foot.split("\n"))
        top = self.margin + 0.2
        after = top + TIGHT * TITLE * lines[0] + 0.4
        self.top = after + LEADING * SMALL * lines[1] + 0.9
        self.bottom = 0.7 * self.margin + LEADING * FOOT * lines[2] + 0.9
        self.high = form.high / self.em if form.high else self.top + tall + self.bottom
        self.tall = self.high - self.top - self.bottom
        self.figure = Figure(figsize=(form.inches, self.high * self.em))
        self.write(0, top - self.top, title, TITLE, weight="bold", linespacing=TIGHT / SPACING)
        self.write(0, after - self.top, explanation, SMALL, color=style.MUTED)
        self.write(0, self.tall + 1.15, foot, FOOT, color=style.MUTED)
        ends = [self.x(0), self.x(self.wide)]
        line = Line2D(
            ends,
            [self.y(self.tall + 0.75)] * 2,
            color=style.GRID,
            linewidth=style.em(0.09),
            transform=self.figure.transFigure,
        )
        self.figure.add_artist(line)

    @property
    def narrow(self):
        """Whether it is for a column."""
        return self.form == "column"

    @property
    def slide(self):
        """Whether its height is given."""
        return self.form == "slide"

    def x(self, right):
        """Figure coordinate of so many em from the left margin."""
        return (self.margin + right) / (self.wide + 2 * self.margin)

    def y(self, down):
        """Figure coordinate of so many em below the heading."""
        return 1 - (self.top + down) / self.high

    def write(self, right, down, words, size=1.0, **options):
        """Text at so many em from the left and below the heading; down is its top."""
        options = {"va": "top", "linespacing": LEADING / SPACING, **options}
        return self.figure.text(
            self.x(right), self.y(down), words, fontsize=style.em(size), **options
        )

    def axes(self, right, down, wide, tall, **options):
        """Axes of so many em at a place below the heading."""
        box = (
            self.x(right),
            self.y(down + tall),
            wide / (self.wide + 2 * self.margin),
            tall / self.high,
        )
        return self.figure.add_axes(box, **options)

    def grid(self, count, columns, left, right, above, below, tall, gap=1.5):
        """Axes of `count` panels, row by row; each has so many em around it, and is so tall.

        On a slide panels are as tall as its height lets them.
        """
        rows = -(-count // columns)
        cell = (self.wide - gap * (columns - 1)) / columns
        if self.slide:
            tall = max(2.0, self.tall / rows - above - below)
        found = []
        for place in range(count):
            row, column = divmod(place, columns)
            found.append(
                self.axes(
                    column * (cell + gap) + left,
                    row * (above + tall + below) + above,
                    cell - left - right,
                    tall,
                )
            )
        return found

    def close(self):
        """The figure."""
        return self.figure


def heading(axis, words, wide, remark="", lines=1, over=""):
    """A panel's title, left above it, in at most so many lines, a remark below, a word above it."""
    words, size = name(words, wide, lines, "bold"), 0.82
    remark = name(remark, wide / size, 2)
    under = 0.3 + len(remark.split("\n")) * 1.15 * size if remark else 0.0
    small = {"fontsize": style.em(size), "color": style.MUTED}
    above = 0.5 + under + 1.15 * len(words.split("\n")) + 0.1
    for text, up, options in (
        (remark, 0.45, small),
        (words, 0.5 + under, {"fontsize": style.em(), "fontweight": "bold"}),
        (name(over, wide / size, 1), above, {**small, "style": "italic"}),
    ):
        if not text:
            continue
        axis.annotate(
            text,
            (0, 1),
            xycoords="axes fraction",
            xytext=(0, style.em(up)),
            textcoords="offset points",
            va="bottom",
            linespacing=1.15,
            **options,
        )


def about(language, metric, unit):
    """What stands under a panel's title: unit, and which way is better, if one is."""
    ways = {"lower": "figure.lower_is_better", "higher": "figure.higher_is_better"}
    way = language(ways[metric.better]) if metric.better in ways else ""
    return " · ".join(filter(None, (unit, way)))


def width_of(axis):
    """Width of axes in em."""
    inches = axis.get_position().width * axis.figure.get_size_inches()[0]
    return inches * 72 / style.em()


def height_of(axis):
    """Height of axes in em."""
    inches = axis.get_position().height * axis.figure.get_size_inches()[1]
    return inches * 72 / style.em()

