"""Which factors matter: dots with intervals, a panel for each scenario, and what luck gives."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis import style

MOST = 20  # factors that are drawn; the table has all
SHOWN = {
    "morris": (("mu_star", "size"), ("mu", "signed")),
    "saltelli": (("total", "total"), ("first", "first")),
}
LABEL = 0.085  # inches for a letter of a factor's name


def draw(sweep, language, items):
    """Figure of one metric: a panel for each Sensitivity in `items`, factors in common order."""
    kind, observed = items[0].kind, items[0].observed
    order = common_order(items)
    shown = order[:MOST]
    metric = sweep.describe(observed.metric)
    explanation = [
        language(f"figure.sensitivity.{kind}", window=language(f"window.{observed.window}"))
    ]
    if not np.isfinite(items[0].floor).all():
        explanation.append(language("figure.sensitivity.unknown_noise"))
    if len(order) > len(shown):
        explanation.append(language("figure.sensitivity.more", n=len(order) - len(shown)))
    canvas = style.Canvas(
        sweep,
        language,
        language(f"figure.sensitivity.title_{kind}", metric=language.metric(metric)),
        " ".join(explanation),
        width=max(8.0, 3.4 + 2.3 * len(items)),
        height=2.75 + 0.27 * len(shown),
    )
    names = [items[0].factors[factor] for factor in shown]
    left = LABEL * max(len(name) for name in names)
    axes = canvas.panels(
        1, len(items), margins=(left, 0.15, 0.72, 0.5), gaps=(0.28, 0.3), sharex=True, sharey=True
    )[0]
    factor = 100 if metric.is_share or kind == "saltelli" else 1
    for axis, item in zip(axes, items):
        draw_panel(axis, language, item, style.look(sweep, item.scenario), shown, factor)
    axes[0].set_yticks(range(len(shown)))
    axes[0].set_yticklabels(names, color=style.INK)
    axes[0].set_ylim(len(shown) - 0.4, -0.6)
    label_axis(axes, language, kind, metric)
    draw_key(canvas, language, kind, np.isfinite(items[0].floor).all())
    return canvas.figure


def common_order(items):
    """Factors by their largest importance in any scenario: int[factor]."""
    sizes = np.array([np.nan_to_num(item.main.estimate) for item in items])
    return np.argsort(-sizes.max(axis=0), kind="stable")


def draw_panel(axis, language, item, look, shown, factor):
    """Two dots a factor with their intervals, and the band that luck alone reaches."""
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
    axis.set_title(
        language.variant(item.scenario),
        loc="left",
        fontsize=9.5,
        fontweight="bold",
        color=look.ink,
        pad=6,
    )
    axis.tick_params(axis="y", length=0)
    axis.grid(axis="y", visible=True)
    axis.spines["left"].set_visible(False)
    style.mark(axis.xaxis, language, 4)


def label_axis(axes, language, kind, metric):
    """What the numbers are, under each panel."""
    if kind == "saltelli":
        words = f"{language('figure.sensitivity.axis_saltelli')} (%)"
    else:
        unit = language("word.percentage_points") if metric.is_share else language.unit_on_axis(metric)
        name = "axis_morris" if unit else "axis_plain"
        words = language(f"figure.sensitivity.{name}", **({"unit": unit} if unit else {}))
    for axis in axes:
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
