"""How a map of the plane is painted: cells in colour, contours, and pale what is not clear."""

import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from .. import style
from .journeys import CORNERS

SEQUENTIAL, DIVERGING = "cividis", "PuOr_r"  # told apart under the common forms of colour blindness
CONTOURS = 4
UNDEFINED, FADED = "#d5d9dd", "#c9cfe0"
FADE = 0.62  # white over what is not clear


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
        axis.contour(group, individual, mean, levels, colors=light, linewidths=style.em(0.08), alpha=0.75)
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
    axis.text(50, 50, words, ha="center", va="center", fontsize=style.em(0.8), color=style.MUTED)
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
            markeredgewidth=style.em(0.08),
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
