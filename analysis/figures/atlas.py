"""The atlas: maps of the plane, a page for each perspective, one for the loops, one for tipping.

What is not clear is faded.
"""

from dataclasses import dataclass

import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from .. import planes, style
from .journeys import CORNERS

SIDE = 1.52  # of a map, inches
KEY_SIDE = 1.24
COLUMN, ROW = 2.68, 2.32  # from one map to the next
SEQUENTIAL, DIVERGING = "cividis", "PuOr_r"  # told apart under the common forms of colour blindness
CONTOURS = 4
UNDEFINED, FADED = "#d5d9dd", "#c9cfe0"
FADE = 0.62  # white over what is not clear


@dataclass(frozen=True)
class Panel:
    """A map with its title and a second line below that."""

    title: str
    remark: str
    drawn: planes.Map
    unit: str
    factor: float


def draw_levels(plane, language, perspective, window, maps):
    """A page of levels: the metrics of one perspective."""
    panels = [level_panel(language, drawn) for drawn in maps]
    named = perspective if language.has(f"perspective.{perspective}") else "other"
    title = language("figure.atlas.title", perspective=language(f"perspective.{named}"))
    explanation = language("figure.atlas.explanation", window=language(f"window.{window}"))
    return page(plane, language, title, explanation, panels, columns=5)


def level_panel(language, drawn):
    """A level with its unit and the direction that is better."""
    metric = drawn.metric
    return Panel(
        title=language.metric(metric),
        remark=language(f"figure.atlas.better_{metric.better}"),
        drawn=drawn,
        unit=language.unit_on_axis(metric),
        factor=100 if metric.is_share else 1,
    )


def draw_loops(plane, language, window, found):
    """The page of loops: a row for each dynamic that is cut, a map for each signature."""
    rows = {}
    for dynamic, signature, drawn in found:
        metric = drawn.metric
        way = "up" if signature.sign > 0 else "down"
        panel = Panel(
            title=language.metric(metric) + signature.mark,
            remark=language(f"figure.atlas.{'size' if signature.by_definition else way}"),
            drawn=drawn,
            unit=language("word.percentage_points")
            if metric.is_share
            else language.unit_on_axis(metric),
            factor=100 if metric.is_share else 1,
        )
        rows.setdefault(dynamic.name, []).append(panel)
    columns = max(len(row) for row in rows.values())
    panels = []
    for name, row in rows.items():
        panels.append(language(f"dynamic.{name}.name"))
        panels += row + [None] * (columns - len(row))
    title = language("figure.atlas.title_loops")
    explanation = language("figure.atlas.explanation_loops", window=language(f"window.{window}"))
    return page(plane, language, title, explanation, panels, columns + 1)


def page(plane, language, title, explanation, panels, columns):
    """A page of maps; its first place is the key. A text is a row's name, None a gap."""
    keyed = not any(isinstance(panel, str) for panel in panels)
    places = (["key"] if keyed else []) + panels
    columns = min(columns, len(places))
    rows = -(-len(places) // columns)
    if max(map(plane.sweep.count, plane.sweep.scenarios)) < 2:
        explanation = f"{explanation} {language('figure.atlas.one')}"
    canvas = style.Canvas(
        plane.sweep,
        language,
        title,
        explanation,
        width=max(7.6, 0.9 + COLUMN * columns),
        height=1.7 + ROW * rows,
    )
    for place, panel in enumerate(places):
        row, column = divmod(place, columns)
        if panel is None:
            continue
        left = canvas.margin + 0.18 + COLUMN * column
        down = canvas.top + 0.48 + ROW * row
        if isinstance(panel, str) and panel != "key":
            write_name(canvas, panel, left, down)
            if row == 0:
                draw_key(canvas, language, left, down + 0.3)
            continue
        if panel == "key":
            draw_key(canvas, language, left, down)
        else:
            draw_map(canvas, language, plane, panel, left, down)
    return canvas.figure


def write_name(canvas, words, left, down):
    """The name of a row of maps."""
    canvas.figure.text(
        left / canvas.width,
        1 - (down - 0.02) / canvas.height,
        style.wrap(words, COLUMN - 0.4, 10.5),
        fontsize=10.5,
        fontweight="bold",
        va="top",
    )


def square(canvas, left, down, side, right=None):
    """Axes of a square in inches from the left and the top of the page."""
    return canvas.figure.add_axes(
        (
            left / canvas.width,
            1 - (down + side) / canvas.height,
            (right or side) / canvas.width,
            side / canvas.height,
        )
    )


def draw_key(canvas, language, left, down):
    """An empty plane with its axes and corners named, and the two marks."""
    axis = square(canvas, left + 0.2, down, KEY_SIDE)
    axis.set_xlim(0, 100)
    axis.set_ylim(0, 100)
    axis.set_xticks([])
    axis.set_yticks([])
    axis.grid(False)
    axis.set_xlabel(f"{language('figure.atlas.group')} →", fontsize=7.2, labelpad=4)
    axis.set_ylabel(f"{language('figure.atlas.individual')} →", fontsize=7.2, labelpad=4)
    for name in list(CORNERS)[:4]:
        x, y = CORNERS[name]
        look = style.LOOKS[name]
        axis.plot(
            x, y, look.marker, color=look.colour, markersize=6, clip_on=False, zorder=5, mec="white"
        )
        # Names on the right stand further in, so that long ones pass those on the left.
        off = 6 if x == 0 else 21
        axis.annotate(
            language.variant(name),
            (x, y),
            xytext=(6 if x == 0 else -4, -off if y else off),
            textcoords="offset points",
            ha="left" if x == 0 else "right",
            va="top" if y else "bottom",
            fontsize=7,
            color=look.ink,
        )
    for place, (words, patch) in enumerate(
        (
            ("faded", {"facecolor": FADED, "edgecolor": FADED}),
            ("empty", {"facecolor": UNDEFINED, "edgecolor": UNDEFINED}),
        )
    ):
        y = -0.31 - 0.13 * place
        axis.add_patch(
            Rectangle((0, y), 0.1, 0.085, transform=axis.transAxes, clip_on=False, lw=0.5, **patch)
        )
        axis.text(
            0.14,
            y + 0.04,
            language(f"figure.atlas.{words}"),
            transform=axis.transAxes,
            fontsize=7.2,
            va="center",
            color=style.MUTED,
        )


def draw_map(canvas, language, plane, panel, left, down):
    """One map: cells, contours, marks of the corners and its own colour bar."""
    axis = square(canvas, left, down, SIDE)
    same = panel.drawn.everywhere
    if same is None:
        image = paint(axis, plane.group, plane.individual, panel.drawn, panel.factor)
        bar = square(canvas, left + SIDE + 0.08, down, SIDE, 0.09)
        colour_bar(canvas.figure, language, bar, image)
    else:
        paint_flat(axis, language, plane, panel.drawn, same * panel.factor)
    mark_corners(axis)
    title = style.wrap(panel.title, COLUMN - 0.15, 8.6).splitlines()
    title = title[:1] + [" ".join(title[1:])] if len(title) > 1 else title
    words = "\n".join(title)
    axis.set_title(words, loc="left", fontsize=8.6, fontweight="bold", pad=14, linespacing=1.05)
    remark(axis, f"{panel.unit} · {panel.remark}" if panel.unit else panel.remark, 3.5)
    return axis


def remark(axis, words, up):
    """The second line of a map's title, so many points above the map."""
    axis.annotate(
        words,
        (0, 1),
        xycoords="axes fraction",
        xytext=(0, up),
        textcoords="offset points",
        fontsize=7.2,
        color=style.MUTED,
    )


def paint(axis, group, individual, drawn, factor, levels=None):
    """Cells in colour about their points, contours, and paler where the map is unclear.

    Contours are at round levels, unless given; a map that is mostly unclear has none.
    """
    mean = drawn.mean.T * factor  # rows upward
    axis.set_facecolor(UNDEFINED)
    axis.grid(False)
    finite = mean[np.isfinite(mean)]
    if not len(finite):
        low, high = 0.0, 1.0
    elif drawn.diverging:
        reach = np.abs(finite).max() or 1.0
        low, high = -reach, reach
    else:
        low, high = finite.min(), finite.max()
    image = axis.pcolormesh(
        edges(group),
        edges(individual),
        np.ma.masked_invalid(mean),
        cmap=DIVERGING if drawn.diverging else SEQUENTIAL,
        vmin=low,
        vmax=high,
        rasterized=True,
    )
    if levels is None:
        levels = MaxNLocator(CONTOURS + 1, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    levels = [x for x in levels if len(finite) and finite.min() < x < finite.max()]
    if len(finite) == mean.size and levels and drawn.unclear.mean() < 0.5:
        light = style.INK if drawn.diverging else "white"
        axis.contour(group, individual, mean, levels, colors=light, linewidths=0.7, alpha=0.75)
    for across, up in np.argwhere(drawn.unclear):
        x, y = edges(group)[across : across + 2], edges(individual)[up : up + 2]
        size = x[1] - x[0], y[1] - y[0]
        axis.add_patch(Rectangle((x[0], y[0]), *size, facecolor="white", alpha=FADE, lw=0))
    fit(axis, group, individual)
    return image


def paint_flat(axis, language, plane, drawn, value):
    """A map without colours: the number that it has wherever it is defined."""
    axis.set_facecolor(UNDEFINED)
    axis.grid(False)
    axis.pcolormesh(
        edges(plane.group),
        edges(plane.individual),
        np.ma.masked_invalid(drawn.mean.T),
        cmap=ListedColormap(["white"]),
    )
    number = language.digits(value, 0 if value == round(value) else 3)
    words = language("figure.atlas.everywhere", value=number)
    axis.text(50, 50, words, ha="center", va="center", fontsize=7.2, color=style.MUTED)
    fit(axis, plane.group, plane.individual)


def fit(axis, group, individual):
    """The axes of a map: to the borders of its cells, with three marks."""
    axis.set_xlim(edges(group)[[0, -1]])
    axis.set_ylim(edges(individual)[[0, -1]])
    axis.set_xticks([0, 50, 100])
    axis.set_yticks([0, 50, 100])
    axis.tick_params(length=2, pad=1.5, labelsize=style.em(0.73))


def edges(points):
    """Borders between cells about points, the first and last as wide as their neighbours.

    A point alone has the whole axis.
    """
    if len(points) == 1:
        return np.array([0.0, 100.0])
    middle = (points[1:] + points[:-1]) / 2
    return np.concatenate([[2 * points[0] - middle[0]], middle, [2 * points[-1] - middle[-1]]])


def mark_corners(axis):
    """The corners' markers on their points."""
    for name in list(CORNERS)[:4]:
        look = style.LOOKS[name]
        axis.plot(
            *CORNERS[name],
            look.marker,
            color=look.colour,
            markersize=style.em(0.47),
            markeredgecolor="white",
            markeredgewidth=0.7,
            clip_on=False,
            zorder=6,
        )


def colour_bar(figure, language, axis, image):
    """A narrow bar with a few numbers as the language writes them."""
    bar = figure.colorbar(image, cax=axis)
    bar.outline.set_visible(False)
    values = np.ma.append(image.get_array().compressed(), 0.0 if image.norm.vmin < 0 else [])
    if len(values) and values.min() < values.max():
        bar.ax.set_ylim(values.min(), values.max())  # not the side of zero where nothing is
    style.mark(bar.ax.yaxis, language, 4)
    bar.ax.tick_params(length=2, pad=1.5, labelsize=style.em(0.73), labelcolor=style.MUTED)
    bar.ax.yaxis.get_offset_text().set_fontsize(style.em(0.73))
    bar.ax.grid(False)


def draw_tipping(plane, language, found):
    """The page of pattern 12: a row for each window, what a step does to both sides and the sum."""
    steps = [language.digits(step, 0) for step in np.unique(np.diff(plane.individual))]
    canvas = style.Canvas(
        plane.sweep,
        language,
        language("figure.atlas.title_tipping"),
        language(
            "figure.atlas.explanation_tipping",
            step="–".join(dict.fromkeys((steps[0], steps[-1]))),
        ),
        width=10.8,
        height=2.0 + 2.95 * len(found),
    )
    for row, tipping in enumerate(found):
        for column, name in enumerate(("misfit", "waiting", "sum")):
            left = canvas.margin + 0.95 + 3.25 * column
            down = canvas.top + 0.55 + 2.95 * row
            axis = square(canvas, left, down, 2.15)
            drawn = tipping.steps[name]
            middles = (plane.individual[1:] + plane.individual[:-1]) / 2
            image = paint(axis, plane.group, middles, drawn, 1, levels=[0])
            axis.set_ylim(plane.individual[[0, -1]])
            mark_corners(axis)
            axis.set_title(
                language(f"figure.atlas.{name}"),
                loc="left",
                fontsize=9.5,
                fontweight="bold",
                pad=19,
            )
            remark(axis, language("figure.atlas.step_unit"), 7)
            axis.set_xlabel(language("figure.atlas.group"), fontsize=8)
            colour_bar(canvas.figure, language, square(canvas, left + 2.25, down, 2.15, 0.1), image)
            if column == 0:
                axis.set_ylabel(
                    f"{language(f'window.{tipping.window}')}\n\n"
                    + language("figure.atlas.individual"),
                    fontsize=8,
                )
            if name == "sum":
                draw_least(axis, plane, tipping)
    return canvas.figure


def draw_least(axis, plane, tipping):
    """The individual tailoring with the least sum for each group tailoring, with its interval."""
    axis.errorbar(
        plane.group,
        tipping.best,
        yerr=[tipping.best - tipping.low, tipping.high - tipping.best],
        fmt="o-",
        color=style.INK,
        markersize=3.4,
        lw=1.2,
        elinewidth=1.0,
        capsize=2,
        markerfacecolor="white",
        zorder=7,
        clip_on=False,
    )
    there = tipping.exists
    axis.plot(plane.group[there], tipping.best[there], "o", color=style.INK, ms=4.5, zorder=8)
