"""One dynamic over time: a row for each signature, a column for each variant, closed and cut."""

import numpy as np

from .. import dynamics, quantities, statistics, style
from . import absent

QUARTER = 3
MOST_COLUMNS = 6
NAME = 0.95  # width for a name above each of six columns, as a part of the column


def draw(results, language, dynamic):
    """Figure of a dynamic's signatures; closed solid, cut dashed, 95 % bands over replicates.

    Raises NothingToDraw if the file has no numbers for them.
    """
    metrics = absent.need_metrics(results, language, [s.metric for s in dynamic.signatures])
    signatures = [s for s in dynamic.signatures if s.metric in metrics]
    scenarios = results.bases[:MOST_COLUMNS]
    absent.need_numbers(results, language, metrics, scenarios)
    key = f"figure.{dynamic.name}"
    explanation = [language(f"{key}.explanation"), language("figure.loops.reading")]
    if any(signature.by_definition for signature in signatures):
        explanation.append(language("figure.loops.by_definition"))
    explanation += absent.only_first(language, len(scenarios), len(results.bases))
    canvas = style.Canvas(
        results,
        language,
        language(f"{key}.title"),
        " ".join(explanation),
        height=2.1 + 1.6 * len(signatures),
    )
    axes = canvas.panels(
        len(signatures),
        len(scenarios),
        margins=(0.42, 0.08, 0.72, 0.42),
        gaps=(0.2, 0.46),
        sharex=True,
        sharey="row",
    )
    for row, signature in zip(axes, signatures):
        metric = results.metrics[signature.metric]
        lines = []
        for axis, scenario in zip(row, scenarios):
            lines += draw_panel(axis, results, language, dynamic, signature, scenario)
        fit(row, language, lines)
        row[0].annotate(
            language.metric_with_unit(metric) + signature.mark,
            (0, 1),
            xycoords="axes fraction",
            xytext=(-30, 8),
            textcoords="offset points",
            fontsize=9.5,
            fontweight="bold",
        )
    width = NAME * axes[0, 0].get_position().width * canvas.width
    for axis, scenario in zip(axes[0], scenarios):
        axis.annotate(
            style.shorten(language.variant(scenario), width, 11),  # bold letters are wider
            (0.5, 1),
            xycoords="axes fraction",
            xytext=(0, 36),
            textcoords="offset points",
            ha="center",
            color=style.look(results, scenario).ink,
            fontsize=10,
            fontweight="bold",
        )
        note(axis, 1.32, which_cut(results, language, dynamic, scenario))
    for axis in axes[-1]:
        axis.set_xlabel(language("axis.years"), color=style.MUTED, fontsize=8.5)
    return canvas.figure


def draw_panel(axis, results, language, dynamic, signature, scenario):
    """Closed and cut lines of one metric under one scenario; gives what was drawn: [line][time]."""
    look = style.look(results, scenario)
    cut = dynamics.comparison(results, scenario, dynamic.name)
    drawn = [draw_line(axis, results, cut, signature, style.MUTED, style.CUT)] if cut else []
    drawn.append(draw_line(axis, results, scenario, signature, look.colour, style.CLOSED))
    lines = [bounds for bounds, _ in drawn]
    if np.isfinite(lines[-1]).any():
        style.note_least_n(axis, results, [n for _, n in drawn])
    else:
        note(axis, 0.92, language("figure.loops.undefined"))
    axis.set_xlim(0, results.months / statistics.YEAR)
    return lines


def draw_line(axis, results, scenario, signature, colour, dash):
    """Mean over a quarter, or a year if events are rare, with its band; [bound][time] and n."""
    rare = quantities.rare(results, signature.metric)
    length = block_length(results, rare)
    series = quantities.block_values(results, results.rows(scenario), signature.metric, length)
    factor = 100 if results.metrics[signature.metric].is_share else 1
    *bounds, n = statistics.series_interval(series)
    mean, low, high = (bound * factor for bound in bounds)
    years = (np.arange(len(mean)) + 0.5) * length / statistics.YEAR
    axis.fill_between(years, low, high, color=colour, alpha=style.BAND, linewidth=0)
    marks = None if rare else line_marks(mean, len(mean))
    axis.plot(years, mean, color=colour, linestyle=dash, marker=".", markevery=marks)
    return np.array([mean, low, high]), n


def line_marks(mean, every):
    """Points of a line to mark: one in so many, and those that no line reaches from a neighbour."""
    known = np.isfinite(np.concatenate([[np.nan], mean, [np.nan]]))
    alone = known[1:-1] & ~known[:-2] & ~known[2:]
    regular = np.arange(len(mean)) % every == 0 if every < len(mean) else np.zeros(len(mean), bool)
    return alone | regular


def block_length(results, rare=False):
    """Months that a point in a figure is the mean of."""
    if results.months < 2 * statistics.YEAR:
        return 1
    return statistics.YEAR if rare else QUARTER


def which_cut(results, language, dynamic, scenario):
    """What to know of the dashed line: nothing if only this loop is cut, as the heading says."""
    cut = dynamics.comparison(results, scenario, dynamic.name)
    if cut is None:
        return language("figure.loops.no_cut")
    return "" if cut.endswith(dynamic.name) else language("figure.loops.all_cut")


def note(axis, height, words):
    """A remark in the middle of a panel, at a height in axes fractions."""
    axis.text(
        0.5,
        height,
        words,
        transform=axis.transAxes,
        ha="center",
        va="center",
        fontsize=7.5,
        color=style.MUTED,
        style="italic",
    )


def fit(row, language, lines):
    """A row's shared axis: around the means, with room for bands, from zero if that is near."""
    drawn = np.concatenate([np.atleast_2d(line) for line in lines], axis=1)
    low, high = style.limits(*drawn)
    row[0].set_ylim(low, high)
    for axis in row:
        style.mark(axis.yaxis, language, 4)
