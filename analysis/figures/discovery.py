"""A box that PRIM found: its restrictions, the points in its surest factors, its trajectory."""

import numpy as np
from matplotlib.patches import Rectangle

from .. import discovery, factors, style
from . import sheet

INTEREST, OTHER = style.INK, style.FAINT  # no variant's colour: a point is of two of them


BOUND, RANGE = 6.5, 28.0  # em for a bound beside a range, and for a range
ROW, TALL = 3.4, 21.0  # em for a restriction, and for the panels below


def draw(sweep, language, found, place):
    """Figure of box number `place` of a Discovery; points of earlier boxes are left out."""
    return draw_box(sweep, language, found, place)


@sheet.drawn
def draw_box(sweep, language, found, place, width):
    """The same, as all figures are drawn."""
    box = found.boxes[place]
    left = np.ones(len(found.x), dtype=bool)
    for earlier in found.boxes[:place]:
        left &= ~earlier.box.holds(found.x)
    order = sorted(box.box.restricted, key=lambda factor: box.quasi_p[factor])
    rows = ROW * len(order)
    title = language("figure.discovery.title", claim=discovery.claim(language, sweep, found))
    page = sheet.Sheet(sweep, language, width, title, explained(language, box), rows + TALL + 9.4)
    draw_restrictions(page.axes(BOUND, 2.0, RANGE, rows), language, found, box, order)
    wide = (page.wide - 2 * 5.0 - 2.0) / 2
    for column, paint in enumerate((draw_points, draw_trajectory)):
        axis = page.axes(5.0 + column * (wide + 6.0), rows + 6.0, wide, TALL)
        paint(axis, language, found, box, order, found.x[left], found.interest[left])
    return page.close()


def explained(language, box):
    """How much of what was sought is in the box."""
    return language(
        "figure.discovery.explanation",
        hits=box.score.hits,
        all_hits=box.score.all_hits,
        points=box.score.points,
        coverage=discovery.percent(language, box.score.coverage),
        density=discovery.percent(language, box.score.density),
        p=language.digits(box.p_value, 3),
    )


def heading(axis, words):
    """The title of a panel."""
    axis.set_title(words, loc="left", fontsize=style.em(), fontweight="bold", pad=style.em(0.8))


def draw_restrictions(axis, language, found, box, order):
    """The box's part of each restricted factor's range, with both bounds and how sure it is."""
    axis.set_xlim(0, 1)
    axis.set_ylim(len(order) - 0.5, -0.5)
    for row, factor in enumerate(order):
        described, column = found.factors[factor], found.x[:, factor]
        least, most = column.min(), column.max()
        low, high = box.box.low[factor], box.box.high[factor]
        # Names and whole numbers fill cells about their points, so that one of them has a width.
        half = 0.5 if described.names or described.whole else 0.0
        ends = np.clip((low, high), least - half, most + half) - (least - half)
        ends = ends / (most - least + 2 * half)
        axis.add_patch(Rectangle((0, row - 0.13), 1, 0.26, color=style.GRID, lw=0))
        axis.add_patch(
            Rectangle((ends[0], row - 0.13), ends[1] - ends[0], 0.26, color=INTEREST, lw=0)
        )
        words = discovery.restriction(language, found, box, factor)
        axis.annotate(
            language.factor_with_unit(words, described.unit),
            (0, row),
            xytext=(0, style.em(0.9)),
            textcoords="offset points",
            fontsize=style.em(0.95),
            va="bottom",
        )
        chance = box.quasi_p[factor]
        axis.annotate(
            language(
                "figure.discovery.quasi",
                p=language.digits(chance, 3)
                if chance >= 0.001
                else "< " + language.digits(0.001, 3),
                stability=discovery.percent(language, box.stability[factor]),
            ),
            (1.03, row),
            fontsize=style.em(0.85),
            va="center",
            color=style.MUTED,
            annotation_clip=False,
        )
        limits_told = factors.limits(described, column, low, high)
        for at, end, limit in ((0, least, limits_told[0]), (1, most, limits_told[1])):
            axis.annotate(
                factors.value(language, described, end, limit),
                (at, row),
                xytext=(-style.em(0.6), 0) if at == 0 else (-style.em(0.3), style.em(0.9)),
                textcoords="offset points",
                ha="right",
                va="center" if at == 0 else "bottom",
                fontsize=style.em(0.8),
                color=style.MUTED,
                annotation_clip=False,
            )
    axis.set_axis_off()
    heading(axis, language("figure.discovery.restrictions"))


def draw_points(axis, language, found, box, order, x, interest):
    """Points by the two surest factors of the box, and its outline; by one against nothing else."""
    first = order[0]
    second = order[1] if len(order) > 1 else None
    height = x[:, second] if second is not None else np.linspace(0, 1, len(x))
    for chosen, colour, marker, name in (
        (~interest, OTHER, "o", "other"),
        (interest, INTEREST, "D", "interest"),
    ):
        axis.plot(
            beside(x[:, first], found.factors[first])[chosen],
            (height if second is None else beside(height, found.factors[second]))[chosen],
            marker,
            color=colour,
            markersize=style.em(0.4),
            markeredgecolor="white" if name == "interest" else style.MUTED,
            markeredgewidth=style.em(0.044),
            label=language(f"figure.discovery.{name}"),
        )
    ends_x = np.clip((box.box.low[first], box.box.high[first]), *limits(axis.get_xlim()))
    ends_y = limits(axis.get_ylim())
    if second is not None:
        ends_y = np.clip((box.box.low[second], box.box.high[second]), *ends_y)
    axis.add_patch(
        Rectangle(
            (ends_x[0], ends_y[0]),
            ends_x[1] - ends_x[0],
            ends_y[1] - ends_y[0],
            fill=False,
            edgecolor=style.INK,
            lw=style.em(0.16),
            zorder=4,
        )
    )
    name_axis(axis.xaxis, language, found.factors[first])
    if second is None:
        axis.set_yticks([])
        axis.set_ylabel(language("figure.discovery.order"), fontsize=style.em(0.9))
    else:
        name_axis(axis.yaxis, language, found.factors[second])
    heading(axis, language("figure.discovery.points"))
    axis.legend(
        loc="lower right",
        bbox_to_anchor=(1.0, 1.0),
        ncol=2,
        frameon=False,
        fontsize=style.em(0.85),
        handletextpad=0.1,
        borderaxespad=0.1,
        columnspacing=1.0,
    )


def beside(values, factor):
    """Values to draw: points of one name stand beside one another, or they would cover others."""
    if not factor.names:
        return values
    golden = 0.6180339887498949  # multiples of it are spread evenly, the same in every picture
    return values + 0.6 * ((np.arange(len(values)) * golden) % 1 - 0.5)


def name_axis(axis, language, factor):
    """A factor's name and unit along an axis, with names or numbers for marks."""
    axis.set_label_text(language.factor_with_unit(factor.name, factor.unit), fontsize=style.em(0.9))
    if factor.names:
        axis.set_ticks(range(len(factor.names)), labels=factor.names)
    else:
        style.mark(axis, language, 5, whole=factor.whole)


def limits(ends):
    """Ends of an axis, fixed."""
    return min(ends), max(ends)


def draw_trajectory(axis, language, found, box, order, x, interest):
    """Coverage and density of every peel, with the box that was chosen and then tidied."""
    steps = [step for step in box.trajectory if step.points]
    axis.plot(
        [100 * step.coverage for step in steps],
        [100 * step.density for step in steps],
        "o-",
        color=style.FAINT,
        markersize=style.em(0.36),
        lw=style.em(0.11),
    )
    at = (100 * box.score.coverage, 100 * box.score.density)
    axis.plot(*at, "D", color=INTEREST, markersize=style.em(0.78), markeredgecolor="white")
    axis.annotate(
        language("figure.discovery.chosen"),
        at,
        xytext=(-style.em(0.8), -style.em(1.3)),
        textcoords="offset points",
        ha="right",
        fontsize=style.em(0.95),
    )
    axis.set_xlim(-2, 104)
    axis.set_ylim(0, 104)
    axis.set_xlabel(language("figure.discovery.coverage"), fontsize=style.em(0.9))
    axis.set_ylabel(language("figure.discovery.density"), fontsize=style.em(0.9))
    heading(axis, language("figure.discovery.trajectory"))
