"""The essay's headline: first against last year per variant, with intervals."""

import numpy as np

from .. import judgements, quantities, statistics, style
from . import absent

METRICS = judgements.HEADLINE
COLUMNS = 3
PANEL = 2.0  # width for a panel's title, inches
KEY_LINE = 0.41  # from one line of the key to the next, inches
NAME = 1.6  # and for a scenario's name


def draw(results, language):
    """Figure with a panel for each metric; raises NothingToDraw if under two years or empty."""
    absent.need_months(results, language, 2 * statistics.YEAR)
    metrics = absent.need_metrics(results, language, METRICS)
    absent.need_numbers(results, language, metrics, results.bases)
    cells = len(metrics) + 1  # the last one holds the key
    rows = -(-cells // COLUMNS)
    tall = 0.62 + 0.36 * len(results.bases)
    canvas = style.Canvas(
        results,
        language,
        language("figure.headline.title"),
        language("figure.headline.explanation"),
        height=1.6 + rows * (tall + 0.5),
    )
    axes = canvas.panels(rows, COLUMNS, margins=(1.35, 0.1, 0.55, 0.35), gaps=(0.35, 0.85)).ravel()
    for index, axis in enumerate(axes):
        if index < len(metrics):
            draw_panel(axis, results, language, metrics[index], index % COLUMNS == 0)
        else:
            axis.set_axis_off()
    draw_key(axes[len(metrics)], language, tall)
    return canvas.figure


def draw_panel(axis, results, language, name, named):
    """Dots with intervals: hollow for the first year, filled for the last, an arrow between."""
    metric = results.metrics[name]
    factor = 100 if metric.is_share else 1
    drawn = False
    for place, scenario in enumerate(results.bases):
        look = style.look(results, scenario)
        years = quantities.first_and_last(results, scenario, name)
        _, answer = judgements.change(results, scenario, name)
        draw_step(axis, place, years, answer.direction, factor, look)
        for year in (years.first, years.last):
            style.note_n(axis, results, year, year.mean * factor, place)
        drawn |= bool(np.isfinite([years.first.mean, years.last.mean]).any())
    axis.set_ylim(len(results.bases) - 0.5, -0.5)
    axis.set_yticks(range(len(results.bases)))
    names = [style.shorten(language.variant(s), NAME, 9) for s in results.bases]
    axis.set_yticklabels(names if named else [])
    for label, scenario in zip(axis.get_yticklabels(), results.bases):
        label.set_color(style.look(results, scenario).ink)
        label.set_fontsize(9)
    axis.tick_params(axis="y", length=0)
    axis.grid(axis="y", visible=False)
    axis.spines["left"].set_visible(False)
    axis.margins(x=0.08)
    if drawn:
        low, high = axis.get_xlim()
        axis.set_xlim(0 if 0 < low < 0.5 * high else low, high)
    else:
        absent.write(axis, language)
    style.mark(axis.xaxis, language, 5)
    label = style.wrap(language.metric_with_unit(metric), PANEL, 9.5)
    axis.set_title(label, loc="left", fontsize=9.5, fontweight="bold", pad=8)


def draw_step(axis, place, years, direction, factor, look):
    """One variant's two dots; the arrow is drawn only if the change has a direction."""
    first, last = years.first.mean * factor, years.last.mean * factor
    if direction:
        axis.annotate(
            "",
            (last, place),
            (first, place),
            arrowprops={
                "arrowstyle": "-|>",
                "color": look.colour,
                "lw": 1.6,
                "alpha": 0.65,
                "shrinkA": 4,
                "shrinkB": 4,
                "mutation_scale": 9,
            },
        )
    for year, filled in ((years.first, False), (years.last, True)):
        mean = year.mean * factor
        error = np.array([[mean - year.low * factor], [year.high * factor - mean]])
        axis.errorbar(
            mean,
            place,
            xerr=error if np.isfinite(error).all() else None,
            fmt=look.marker,
            color=look.colour,
            markerfacecolor=look.colour if filled else "white",
            markersize=7,
            markeredgewidth=1.5,
            elinewidth=1.6,
            capsize=3,
            zorder=3 + filled,
        )


def draw_key(axis, language, tall):
    """How to read the dots, where a sixth panel would be: a line below another, from the top."""
    first, last, arrow, no_arrow = (1 - KEY_LINE * (line + 1) / tall for line in range(4))
    axis.set_xlim(0, 1)
    axis.set_ylim(0, 1)
    lines = (
        (first, "white", "figure.headline.first"),
        (last, style.MUTED, "figure.headline.last"),
    )
    for height, face, words in lines:
        axis.plot(0.08, height, "o", color=style.MUTED, markerfacecolor=face, markersize=7, mew=1.5)
        axis.plot([0.04, 0.12], [height] * 2, color=style.MUTED, linewidth=1.4, zorder=1)
        axis.text(0.2, height, language(words), va="center", fontsize=9)
    axis.annotate(
        "",
        (0.14, arrow),
        (0.02, arrow),
        arrowprops={"arrowstyle": "-|>", "color": style.MUTED, "lw": 1.6},
    )
    axis.text(0.2, arrow, language("figure.headline.arrow"), va="center", fontsize=9)
    axis.text(
        0.02,
        no_arrow,
        language("figure.headline.no_arrow"),
        va="center",
        fontsize=8.5,
        color=style.MUTED,
    )
