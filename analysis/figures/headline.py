"""The essay's headline: first against last year per scenario, with intervals."""

import numpy as np

from .. import findings, judgements, statistics, style
from . import absent, rows, says, sheet, units

METRICS = judgements.HEADLINE
MOST = 12  # scenarios, each a row


@sheet.drawn
def draw(results, language, width):
    """Figure with a panel for each metric; raises NothingToDraw if under two years or empty."""
    absent.need_months(results, language, 2 * statistics.YEAR)
    metrics = absent.need_metrics(results, language, METRICS)
    shown = results.bases[:MOST]
    absent.need_numbers(results, language, metrics, shown)
    years = {
        name: [(one, *step(results, one, name)) for one in shown] for name in metrics
    }
    panels = [name for name in metrics if any(moved(own) for own in years[name])] or metrics[:1]
    explanation = [language("figure.headline.explanation")]
    explanation += absent.only_first(language, len(shown), len(results.bases))
    columns = {"column": 1, "page": 3, "slide": 3}[width]
    columns = min(columns, len(panels))
    tall = 1.75 * len(shown) + 0.6
    key = 3.2 if width == "column" else 1.9
    page = sheet.Sheet(
        results,
        language,
        width,
        title(results, language, metrics, shown),
        " ".join(explanation),
        -(-len(panels) // columns) * (tall + 6.7) + key,
    )
    above = 3.4 if columns == 1 else 4.4
    axes = rows.panels(page, len(panels), columns, tall, above, down=key)
    told = finding(results, metrics, shown)
    for place, (axis, name) in enumerate(zip(axes, panels)):
        draw_panel(axis, results, language, name, years[name], place % columns == 0)
        if told and told[0] == name:
            annotate(axis, results, language, told, shown)
    draw_key(page, language)
    return page.close()


def step(results, scenario, name):
    """FirstAndLast of a metric, and the Answer whether it moved."""
    return says.years(results, scenario, name), judgements.change(results, scenario, name)[1]


def moved(row):
    """Whether a row has a number that is not zero."""
    _, years, _ = row
    return bool(np.nan_to_num([years.first.mean, years.last.mean]).any())


def draw_panel(axis, results, language, name, own, named):
    """Dots with intervals: hollow for the first year, filled for the last, an arrow between."""
    metric = results.metrics[name]
    factor = units.unit(language, metric).factor
    rows.name_rows(axis, results, language, [one for one, *_ in own], named)
    drawn = []
    for place, (scenario, years, answer) in enumerate(own):
        look = style.look(results, scenario)
        if answer.direction:
            arrow(axis, place, years.first.mean * factor, years.last.mean * factor, look)
        for year, filled in ((years.first, False), (years.last, True)):
            rows.dot(axis, year, place, factor, look, filled)
            style.note_n(axis, results, year, year.mean * factor, place)
            drawn += [year.mean * factor, year.low * factor, year.high * factor]
    rows.fit(axis, language, drawn)
    if not np.isfinite(drawn).any():
        absent.write(axis, language)
    units.head(axis, language, metric, sheet.width_of(axis) + 0.5, 2)


def arrow(axis, place, first, last, look):
    """From the first year to the last."""
    axis.annotate(
        "",
        (last, place),
        (first, place),
        arrowprops={
            "arrowstyle": "-|>",
            "color": look.colour,
            "lw": style.em(0.18),
            "alpha": 0.65,
            "shrinkA": style.em(0.4),
            "shrinkB": style.em(0.4),
            "mutation_scale": style.em(0.9),
        },
    )


def annotate(axis, results, language, told, shown):
    """Both numbers of the title at their dots."""
    name, scenario, years, _ = told
    if sheet.height_of(axis) < 1.6 * len(shown):
        return
    factor = units.unit(language, results.metrics[name]).factor
    for year in (years.first, years.last):
        axis.annotate(
            units.spoken(language, year.mean * factor),
            (year.mean * factor, shown.index(scenario)),
            xytext=(0, style.em(0.5)),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=style.em(0.85),
            fontweight="bold",
            color=style.look(results, scenario).ink,
        )


def draw_key(page, language):
    """How to read the dots, above the panels."""
    parts = ("first", "last", "arrow")
    at, down = 0.0, 0.2
    for part in parts:
        words = language(f"figure.headline.{part}")
        wide = sheet.breadth(words) * 0.9 + 2.4
        if at + wide > page.wide:
            at, down = 0.0, down + 1.5
        axis = page.axes(at, down, 1.6, 1.2)
        axis.set_axis_off()
        axis.set_xlim(0, 1)
        axis.set_ylim(0, 1)
        if part == "arrow":
            axis.annotate(
                "",
                (1, 0.5),
                (0, 0.5),
                arrowprops={
                    "arrowstyle": "-|>",
                    "color": style.MUTED,
                    "lw": style.em(0.16),
                    "mutation_scale": style.em(0.9),
                },
            )
        else:
            face = "white" if part == "first" else style.MUTED
            axis.plot(
                0.5,
                0.5,
                "o",
                color=style.MUTED,
                markerfacecolor=face,
                markersize=style.em(0.7),
                markeredgewidth=style.em(0.15),
            )
        page.write(at + 1.9, down + 0.6, words, 0.9, va="center", color=style.MUTED)
        at += wide + 1.0


def finding(results, metrics, shown):
    """(metric, scenario, years, direction) of what clearly moves where most is tailored, or else
    anywhere; None if nothing does."""
    focus = findings.focus(results)
    order = ([focus] if focus in shown else []) + [one for one in shown if one != focus]
    for name in metrics:
        for scenario in order:
            _, answer = judgements.change(results, scenario, name)
            if answer.direction:
                return name, scenario, says.years(results, scenario, name), answer.direction
    return None


def title(results, language, metrics, shown):
    """What clearly moves, or that nothing does."""
    if not says.testable(results, shown):
        return language("figure.headline.title")
    told = finding(results, metrics, shown)
    if told is None:
        return language("figure.headline.steady")
    name, scenario, years, direction = told
    return says.moves(results, language, scenario, name, years, direction)
