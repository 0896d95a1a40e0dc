"""The essay's headline: first against last year per scenario, with intervals."""

import numpy as np

from .. import findings, judgements, scenarios, statistics, style
from . import absent, natural, says, sheet

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
    rows = -(-len(panels) // columns)
    tall = 1.75 * len(shown) + 0.6
    key = 3.2 if width == "column" else 1.9
    page = sheet.Sheet(
        results,
        language,
        width,
        title(results, language, metrics, shown),
        " ".join(explanation),
        rows * (tall + 5.9) + key,
    )
    wide = 10.5
    left, gap = (wide, 1.5) if columns == 1 else (0.8, 1.5)
    axes = panel_axes(page, len(panels), columns, left, wide, gap, tall, key)
    for place, (axis, name) in enumerate(zip(axes, panels)):
        draw_panel(axis, results, language, name, years[name], wide if place % columns == 0 else 0)
    draw_key(page, language)
    return page.close()


def panel_axes(page, count, columns, left, wide, gap, tall, key):
    """Axes of the panels; the first of a row has the scenarios' names beside it."""
    rows, above, below = -(-count // columns), 3.4, 2.3
    if page.slide:
        tall = max(2.0, (page.tall - key) / rows - above - below)
    across = (page.wide - wide - gap * (columns - 1) - 0.8) / columns
    return [
        page.axes(
            wide + (place % columns) * (across + gap),
            key + (place // columns) * (above + tall + below) + above,
            across,
            tall,
        )
        for place in range(count)
    ]


def step(results, scenario, name):
    """FirstAndLast of a metric, and the Answer whether it moved."""
    return says.years(results, scenario, name), judgements.change(results, scenario, name)[1]


def moved(row):
    """Whether a row has a number that is not zero."""
    _, years, _ = row
    return bool(np.nan_to_num([years.first.mean, years.last.mean]).any())


def draw_panel(axis, results, language, name, rows, names):
    """Dots with intervals: hollow for the first year, filled for the last, an arrow between."""
    metric = results.metrics[name]
    factor = natural.unit(language, metric).factor
    drawn = []
    for place, (scenario, years, answer) in enumerate(rows):
        look = style.look(results, scenario)
        draw_step(axis, place, years, answer.direction, factor, look)
        for year in (years.first, years.last):
            style.note_n(axis, results, year, year.mean * factor, place)
            drawn += [year.mean * factor, year.low * factor, year.high * factor]
    axis.set_ylim(len(rows) - 0.5, -0.5)
    axis.set_yticks(range(len(rows)))
    labels = [
        sheet.name(scenarios.label(results, language, one), (names - 0.8) / 0.92)
        for one, *_ in rows
    ]
    axis.set_yticklabels(labels if names else [], linespacing=1.0)
    for label, (scenario, *_) in zip(axis.get_yticklabels(), rows):
        label.set_color(style.look(results, scenario).ink)
        label.set_fontsize(style.em(0.92 if len(rows) < 8 else 0.75))
    axis.tick_params(axis="y", length=0)
    axis.grid(axis="y", visible=False)
    axis.spines["left"].set_visible(False)
    known = [number for number in drawn if np.isfinite(number)]
    if known:
        low, high = min(known), max(known)
        low = 0.0 if 0 <= low < 0.6 * high else low
        room = 0.05 * (high - low) or 1.0
        axis.set_xlim(low - room, high + room)
    else:
        absent.write(axis, language)
    style.mark(axis.xaxis, language, 4)
    natural.head(axis, language, metric, sheet.width_of(axis) + 0.5, 2)


def draw_step(axis, place, years, direction, factor, look):
    """One scenario's two dots; the arrow is drawn only if the change has a direction."""
    first, last = years.first.mean * factor, years.last.mean * factor
    if direction:
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
            markersize=style.em(0.72),
            markeredgewidth=style.em(0.15),
            elinewidth=style.em(0.16),
            capsize=style.em(0.28),
            zorder=3 + filled,
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


def title(results, language, metrics, shown):
    """What clearly moves where most is tailored, or else anywhere, or that nothing does."""
    if not says.testable(results, shown):
        return language("figure.headline.title")
    focus = findings.focus(results)
    order = ([focus] if focus in shown else []) + [one for one in shown if one != focus]
    for name in metrics:
        for scenario in order:
            _, answer = judgements.change(results, scenario, name)
            years = says.years(results, scenario, name)
            if answer.direction:
                return says.moves(results, language, scenario, name, years, answer.direction)
    return language("figure.headline.steady")
