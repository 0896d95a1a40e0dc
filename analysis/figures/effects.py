"""What each loop does: closed minus cut in the last year, paired on common random numbers.

What stops by definition where the loop is cut is no evidence, and has no panel.
"""

import numpy as np

from .. import dynamics, statistics, style
from ..errors import NothingToDraw
from . import absent

PANEL = 2.45  # width of a panel, inches
NAME = 1.6  # and for a scenario's name


def draw(results, language):
    """Figure with a row of panels for each dynamic; raises NothingToDraw without cuts or numbers."""
    if not results.dynamics:
        raise NothingToDraw(language("missing.dynamics"))
    if len(results.bases) == len(results.scenarios):
        raise NothingToDraw(language("missing.cuts"))
    absent.need_months(results, language, 2 * statistics.YEAR)
    rows = []
    evidence = dynamics.evidence(results)
    for dynamic in results.dynamics:
        found = [
            item
            for item in evidence[dynamic.name]
            if item.effect is not None and item.signature in dynamic.evidence
        ]
        known = {item.signature.metric for item in found if np.isfinite(item.effect.mean)}
        found = [item for item in found if item.signature.metric in known]
        if found:
            rows.append((dynamic, found))
    if not rows:
        metrics = [s.metric for dynamic in results.dynamics for s in dynamic.evidence]
        raise NothingToDraw(language("missing.pairs", metrics=", ".join(dict.fromkeys(metrics))))
    height = 1.6 + len(rows) * (1.1 + 0.25 * len(results.bases))
    canvas = style.Canvas(
        results,
        language,
        language("figure.effects.title"),
        language("figure.effects.explanation"),
        height=height,
    )
    axes = canvas.panels(len(rows), 3, margins=(1.35, 0.1, 0.78, 0.35), gaps=(0.35, 1.12))
    for line, (dynamic, found) in zip(axes, rows):
        line[0].annotate(
            language(f"dynamic.{dynamic.name}.name"),
            (0, 1),
            xycoords="axes fraction",
            xytext=(-97, 33),
            textcoords="offset points",
            fontsize=10.5,
            fontweight="bold",
        )
        metrics = list(dict.fromkeys(item.signature.metric for item in found))
        for index, axis in enumerate(line):
            if index >= len(metrics):
                axis.set_axis_off()
                continue
            here = [item for item in found if item.signature.metric == metrics[index]]
            draw_panel(axis, results, language, here, index == 0)
    return canvas.figure


def draw_panel(axis, results, language, items, named):
    """Dots with intervals about a zero line; the side the theory declares is shaded."""
    metric = results.metrics[items[0].signature.metric]
    factor = 100 if metric.is_share else 1
    axis.axvline(0, color=style.INK, linewidth=0.9, zorder=1)
    widest = 0.0
    for place, item in enumerate(items):
        look = style.look(results, item.scenario)
        mean = item.effect.mean * factor
        if not np.isfinite(mean):
            axis.text(
                0,
                place,
                "  " + language("word.undefined"),
                fontsize=8,
                va="center",
                color=style.MUTED,
            )
            continue
        low, high = item.effect.low * factor, item.effect.high * factor
        error = np.array([[mean - low], [high - mean]])
        axis.errorbar(
            mean,
            place,
            xerr=error if np.isfinite(error).all() else None,
            fmt=look.marker,
            color=look.colour,
            markerfacecolor=look.colour if item.effect_answer.direction else "white",
            markersize=6.5,
            markeredgewidth=1.4,
            elinewidth=1.6,
            capsize=3,
            zorder=3,
        )
        style.note_n(axis, results, item.effect, mean, place)
        widest = np.nanmax([widest, abs(mean), abs(low), abs(high)])
    reach = 1.15 * widest or 1.0
    axis.set_xlim(-reach, reach)
    axis.axvspan(0, items[0].signature.sign * reach, color="#f3f5f7", zorder=0)
    axis.set_ylim(len(items) - 0.5, -0.5)
    axis.set_yticks(range(len(items)))
    names = [style.shorten(language.variant(item.scenario), NAME, 9) for item in items]
    axis.set_yticklabels(names if named else [])
    for label, item in zip(axis.get_yticklabels(), items):
        label.set_color(style.look(results, item.scenario).ink)
        label.set_fontsize(9)
    axis.tick_params(axis="y", length=0)
    axis.grid(axis="y", visible=False)
    axis.spines["left"].set_visible(False)
    style.mark(axis.xaxis, language, 5)
    label = language.difference_with_unit(metric)
    axis.set_title(style.wrap(label, PANEL, 9), loc="left", fontsize=9, pad=5)
