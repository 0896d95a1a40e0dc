"""Who bears it: what citizens meet over time, all variants in one panel a metric, closed loops."""

import numpy as np

from .. import judgements, quantities, statistics, style
from . import absent
from .loops import block_length, line_marks

METRICS = judgements.BURDEN
MOST = 8  # lines in a panel, named at their ends
NAME = 1.35  # width for a name, inches


def draw(results, language):
    """Figure of up to four panels with direct labels; raises NothingToDraw without numbers."""
    metrics = absent.need_metrics(results, language, METRICS)
    scenarios = results.bases[:MOST]
    absent.need_numbers(results, language, metrics, scenarios)
    explanation = [language("figure.burden.explanation")]
    rows = (len(metrics) + 1) // 2
    canvas = style.Canvas(
        results,
        language,
        language("figure.burden.title"),
        " ".join(explanation + absent.only_first(language, len(scenarios), len(results.bases))),
        height=1.5 + 2.55 * rows,
    )
    axes = canvas.panels(
        rows, 2, margins=(0.35, 1.45, 0.35, 0.42), gaps=(2.0, 0.62), sharex=True
    ).ravel()
    for axis, name in zip(axes, metrics):
        draw_panel(axis, results, language, name, scenarios)
    for axis in axes[len(metrics) :]:
        axis.set_visible(False)
    for axis in axes[max(0, len(metrics) - 2) : len(metrics)]:
        axis.set_xlabel(language("axis.years"), color=style.MUTED, fontsize=8.5)
        axis.tick_params(labelbottom=True)
    return canvas.figure


def draw_panel(axis, results, language, name, scenarios):
    """One metric under these closed scenarios, named at the end of its line."""
    metric = results.metrics[name]
    factor = 100 if metric.is_share else 1
    length = block_length(results)
    ends, drawn, counts = [], [], []
    for scenario in scenarios:
        look = style.look(results, scenario)
        series = quantities.block_values(results, results.rows(scenario), name, length) * factor
        mean, low, high, n = statistics.series_interval(series)
        years = (np.arange(len(mean)) + 0.5) * length / statistics.YEAR
        axis.fill_between(years, low, high, color=look.colour, alpha=style.BAND, linewidth=0)
        axis.plot(
            years,
            mean,
            color=look.colour,
            marker=look.marker,
            markevery=line_marks(mean, max(1, len(mean) // 6)),
            markersize=4.5,
            markeredgecolor="white",
            markeredgewidth=0.6,
        )
        known = np.flatnonzero(np.isfinite(mean))
        if len(known):
            ends.append((scenario, years[known[-1]], mean[known[-1]]))
        drawn.append([mean, low, high])
        counts.append(n)
    axis.set_xlim(0, results.months / statistics.YEAR)
    axis.set_ylim(*style.limits(*np.concatenate(drawn, axis=1)))
    style.note_least_n(axis, results, counts)
    style.mark(axis.yaxis, language, 5)
    axis.set_title(
        language.metric_with_unit(metric), loc="left", fontsize=9.5, fontweight="bold", pad=8
    )
    if not ends:
        absent.write(axis, language)
    name_lines(axis, results, language, ends)


def name_lines(axis, results, language, ends):
    """Labels to the right of the lines' ends, moved apart where they would touch."""
    bottom, top = axis.get_ylim()
    gap = (top - bottom) * 0.105
    places = style.spread([value for *_, value in ends], gap)
    for (scenario, year, value), place in zip(ends, places):
        look = style.look(results, scenario)
        axis.annotate(
            style.shorten(language.variant(scenario), NAME, 8.5),
            (year, value),
            xytext=(1.045, (place - bottom) / (top - bottom)),
            textcoords="axes fraction",
            color=look.ink,
            fontsize=8.5,
            va="center",
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-",
                "color": style.FAINT,
                "lw": 0.7,
                "shrinkB": 2,
                "relpos": (0, 0.5),
            },
        )
