"""Which factors matter: dots with intervals, a panel for each scenario, and what luck gives."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from .. import style
from . import absent

MOST = 20  # factors that are drawn; the table has all
SHOWN = {
    "morris": (("mu_star", "size"), ("mu", "signed")),
    "saltelli": (("total", "total"), ("first", "first")),
}
LABEL = 0.085  # inches for a letter of a factor's name
COLUMNS, MOST_PANELS = 5, 10  # of scenarios
GAP = 0.95  # between rows of panels, inches
NAME = 2.0  # width for a scenario's name above its panel, inches


def draw(sweep, language, items):
    """Figure of one metric: a panel for each Sensitivity in `items`, factors in common order."""
    everybody, items = len(items), items[:MOST_PANELS]
    kind, observed = items[0].kind, items[0].observed
    order = common_order(items)
    shown = order[:MOST]
    metric = sweep.describe(observed.metric)
    explanation = [
        language(f"figure.sensitivity.{kind}", window=language(f"window.{observed.window}"))
    ]
    varied = [item for item in items if item.everywhere is None]
    known_noise = bool(varied) and np.isfinite(varied[0].floor).all()
    if varied and not known_noise:
        explanation.append(language("figure.sensitivity.unknown_noise"))
    if len(order) > len(shown):
        explanation.append(language("figure.sensitivity.more", n=len(order) - len(shown)))
    explanation += absent.only_first(language, len(items), everybody, "missing.first_of_sweep")
    rows, columns = -(-len(items) // COLUMNS), min(len(items), COLUMNS)
    tall = max(0.7, 0.27 * len(shown))  # room for one factor between texts and axis
    canvas = style.Canvas(
        sweep,
        language,
        language(f"figure.sensitivity.title_{kind}", metric=language.metric(metric)),
        " ".join(explanation),
        width=max(8.0, 3.4 + 2.3 * columns),
        height=2.75 + tall * rows + GAP * (rows - 1),
    )
    names = [items[0].factors[factor] for factor in shown]
    left = LABEL * max(len(name) for name in names)
    grid = canvas.panels(
        rows, columns, margins=(left, 0.15, 0.72, 0.5), gaps=(0.28, GAP), sharex=True, sharey=True
    )
    axes = grid.ravel()
    for axis in axes[len(items) :]:
        axis.set_visible(False)
    factor = 100 if metric.is_share or kind == "saltelli" else 1
    for axis, item in zip(axes, items):
        draw_panel(axis, language, item, style.look(sweep, item.scenario), shown, factor)
        if item.everywhere is not None:
            say_constant(axis, constant(sweep, language, item), len(shown))
    axes[0].set_yticks(range(len(shown)))
    for axis in grid[:, 0]:
        axis.set_yticklabels(names, color=style.INK)
    axes[0].set_ylim(len(shown) - 0.4, -0.6)
    if varied:
        label_axis(axes, language, kind, metric)
        draw_key(canvas, language, kind, known_noise)
    else:
        axes[0].set_xlim(-1, 1)  # nothing is drawn, so there is no scale
        axes[0].set_xticks([])
    return canvas.figure


def constant(sweep, language, item):
    """That a metric is the same at all points, and what."""
    metric = sweep.describe(item.observed.metric)
    return language(
        "figure.sensitivity.constant",
        metric=language.metric(metric)[:1].upper() + language.metric(metric)[1:],
        value=language.value(item.everywhere, metric),
    )


def say_constant(axis, words, factors):
    """Writes it into a panel."""
    axis.text(
        0.5,
        (factors - 1) / 2,
        style.wrap(words, 1.9, 9),
        transform=axis.get_yaxis_transform(),
        ha="center",
        va="center",
        fontsize=9,
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
    axis.tick_params(axis="y", length=0)
    axis.grid(axis="y", visible=True)
    axis.spines["left"].set_visible(False)
    if item.everywhere is not None:
        return
    reach = np.nan_to_num(item.floor[shown]) * factor
    axis.barh(range(len(shown)), reach, height=0.86, color=style.FAINT, alpha=0.5, zorder=0, lw=0)
    axis.axvline(0, color=style.INK, linewidth=0.9, zorder=1)
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
            markersize=5.2,
            markeredgewidth=1.2,
            elinewidth=1.2,
            zorder=3,
        )
    style.mark(axis.xaxis, language, 4)


def name_panel(axis, language, item, look):
    """The scenario above its panel."""
    axis.set_title(
        style.shorten(language.variant(item.scenario), NAME, 10.5),
        loc="left",
        fontsize=9.5,
        fontweight="bold",
        color=look.ink,
        pad=6,
    )


def label_axis(axes, language, kind, metric):
    """What the numbers are, under each panel."""
    if kind == "saltelli":
        words = f"{language('figure.sensitivity.axis_saltelli')} (%)"
    else:
        unit = language("word.percentage_points") if metric.is_share else language.unit_on_axis(metric)
        name = "axis_morris" if unit else "axis_plain"
        words = language(f"figure.sensitivity.{name}", **({"unit": unit} if unit else {}))
    for axis in axes:
        axis.tick_params(labelbottom=True)
        axis.set_xlabel(words, fontsize=8.5, color=style.MUTED)


def draw_key(canvas, language, kind, noise):
    """The two dots and the band in words, above the panels."""
    dot = {"color": style.MUTED, "marker": "o", "linestyle": "-", "markersize": 5.2, "lw": 1.2}
    handles = [
        Line2D([], [], label=language(f"figure.sensitivity.{words}"), markerfacecolor=face, **dot)
        for (_, words), face in zip(SHOWN[kind], (style.MUTED, "white"))
    ]
    if noise:
        label = language("figure.sensitivity.noise")
        handles.append(Patch(facecolor=style.FAINT, alpha=0.45, label=label))
    canvas.figure.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(
            (canvas.margin - 0.08) / canvas.width,
            1 - (canvas.top + 0.02) / canvas.height,
        ),
        ncol=len(handles),
        frameon=False,
        fontsize=8.8,
    )
