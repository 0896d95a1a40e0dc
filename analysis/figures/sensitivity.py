"""Which factors matter: dots with intervals, a panel for each scenario, and what luck gives."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from .. import style
from ..language import capital
from . import absent, rows, sheet

MOST = 20  # factors that are drawn; the table has all
SHOWN = {
    "morris": (("mu_star", "size"), ("mu", "signed")),
    "saltelli": (("total", "total"), ("first", "first")),
}
COLUMNS, MOST_PANELS = 4, 10  # of scenarios
NAMES, GAP = 17.0, 1.4  # em beside the panels at most, and between two
KEY, ROW, ABOVE, BELOW = 1.8, 1.75, 2.0, 3.6  # em for the key, for a factor, and around a panel


def draw(sweep, language, items):
    """Figure of one metric: a panel for each Sensitivity in `items`, factors in common order."""
    return draw_items(sweep, language, items)


@sheet.drawn
def draw_items(sweep, language, items, width):
    """The same, as all figures are drawn."""
    everybody, items = len(items), items[:MOST_PANELS]
    kind, order = items[0].kind, common_order(items)
    shown = order[:MOST]
    metric = sweep.describe(items[0].observed.metric)
    varied = [item for item in items if item.everywhere is None]
    known_noise = bool(varied) and np.isfinite(varied[0].floor).all()
    explanation = explained(language, items[0], varied and not known_noise, len(order) - len(shown))
    explanation += absent.only_first(language, len(items), everybody, "missing.first_of_sweep")
    title = language(f"figure.sensitivity.title_{kind}", metric=language.metric(metric))
    tall, columns = ROW * max(2, len(shown)), min(len(items), COLUMNS)
    high = KEY + -(-len(items) // columns) * (ABOVE + tall + BELOW)
    page = sheet.Sheet(sweep, language, width, title, " ".join(explanation), high)
    names = [items[0].factors[factor] for factor in shown]
    left = rows.beside(names, NAMES)
    axes = panels(page, len(items), columns, left, tall)
    factor = 100 if metric.is_share or kind == "saltelli" else 1
    for place, (axis, item) in enumerate(zip(axes, items)):
        rows.list_rows(axis, names, left, place % columns == 0)
        draw_panel(axis, language, item, style.look(sweep, item.scenario), shown, factor)
        if item.everywhere is not None:
            say_constant(axis, constant(sweep, language, item), len(shown))
    if varied:
        label_axis(axes, language, kind, metric)
        draw_key(page, language, kind, known_noise)
    else:
        axes[0].set_xlim(-1, 1)  # nothing is drawn, so there is no scale
        axes[0].set_xticks([])
    return page.close()


def panels(page, count, columns, left, tall):
    """Axes of panels on one scale."""
    wide, found = (page.wide - left - 0.8 - GAP * (columns - 1)) / columns, []
    for place in range(count):
        row, column = divmod(place, columns)
        at = left + column * (wide + GAP), KEY + row * (ABOVE + tall + BELOW) + ABOVE
        found.append(page.axes(*at, wide, tall, sharex=found[0] if found else None))
    return found


def explained(language, item, unknown_noise, more):
    """Sentences on what is drawn."""
    window = language(f"window.{item.observed.window}")
    noise = [language("figure.sensitivity.unknown_noise")] if unknown_noise else []
    others = [language("figure.sensitivity.more", n=more)] if more else []
    return [language(f"figure.sensitivity.{item.kind}", window=window), *noise, *others]


def constant(sweep, language, item):
    """That a metric is the same at all points, and what."""
    metric = sweep.describe(item.observed.metric)
    return language(
        "figure.sensitivity.constant",
        metric=capital(language.metric(metric)),
        value=language.value(item.everywhere, metric),
    )


def say_constant(axis, words, factors):
    """Writes it into a panel."""
    axis.text(
        0.5,
        (factors - 1) / 2,
        sheet.wrap(words, 0.85 * sheet.width_of(axis) / 0.85),
        transform=axis.get_yaxis_transform(),
        ha="center",
        va="center",
        fontsize=style.em(0.85),
        color=style.MUTED,
        style="italic",
        bbox={"facecolor": "white", "edgecolor": "none"},
    )


def common_order(items):
    """Factors by their largest importance in any scenario: int[factor]."""
    sizes = np.array([np.nan_to_num(item.main.estimate) for item in items])
    return np.argsort(-sizes.max(axis=0), kind="stable")


def draw_panel(axis, language, item, look, shown, factor):
    """Two dots a factor with their intervals, and the band that luck alone reaches."""
    name_panel(axis, language, item, look)
    axis.grid(axis="y", visible=True)
    if item.everywhere is not None:
        return
    reach = np.nan_to_num(item.floor[shown]) * factor
    axis.barh(range(len(shown)), reach, height=0.86, color=style.FAINT, alpha=0.5, zorder=0, lw=0)
    axis.axvline(0, color=style.INK, linewidth=style.em(0.1), zorder=1)
    for (name, _), shift, face in zip(SHOWN[item.kind], (-0.15, 0.17), (look.colour, "white")):
        found = item.measures[name]
        estimate, low, high = (
            getattr(found, key)[shown] * factor for key in ("estimate", "low", "high")
        )
        axis.errorbar(
            estimate,
            np.arange(len(shown)) + shift,
            xerr=[np.maximum(estimate - low, 0), np.maximum(high - estimate, 0)],
            fmt="o",
            color=look.colour,
            markerfacecolor=face,
            markersize=style.em(0.5),
            markeredgewidth=style.em(0.13),
            elinewidth=style.em(0.13),
            zorder=3,
        )
    style.mark(axis.xaxis, language, max(2, int(sheet.width_of(axis) / 3)))


def name_panel(axis, language, item, look):
    """The scenario above its panel."""
    words = sheet.name(language.variant(item.scenario), sheet.width_of(axis) / 0.85, 1, "bold")
    axis.set_title(words, loc="left", fontsize=style.em(0.85), fontweight="bold", color=look.ink, pad=style.em(0.5))


def label_axis(axes, language, kind, metric):
    """What the numbers are, under each panel."""
    if kind == "saltelli":
        words = f"{language('figure.sensitivity.axis_saltelli')} (%)"
    else:
        unit = language("word.percentage_points") if metric.is_share else language.unit_on_axis(metric)
        name = "axis_morris" if unit else "axis_plain"
        words = language(f"figure.sensitivity.{name}", **({"unit": unit} if unit else {}))
    for axis in axes:
        axis.set_xlabel(sheet.wrap(words, sheet.width_of(axis) / 0.85), fontsize=style.em(0.85), color=style.MUTED)


def draw_key(page, language, kind, noise):
    """The two dots and the band in words, above the panels."""
    size = {"markersize": style.em(0.5), "lw": style.em(0.13)}
    dot = {"color": style.MUTED, "marker": "o", "linestyle": "-", **size}
    handles = [
        Line2D([], [], label=language(f"figure.sensitivity.{words}"), markerfacecolor=face, **dot)
        for (_, words), face in zip(SHOWN[kind], (style.MUTED, "white"))
    ]
    if noise:
        label = language("figure.sensitivity.noise")
        handles.append(Patch(facecolor=style.FAINT, alpha=0.45, label=label))
    at = {"loc": "upper left", "bbox_to_anchor": (page.x(-0.5), page.y(-0.2)), "ncol": len(handles)}
    page.figure.legend(handles=handles, **at, frameon=False, fontsize=style.em(0.9))
