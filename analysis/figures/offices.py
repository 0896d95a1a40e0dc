"""Differences between offices: against the first scenario, or of one scenario against their mean."""

import numpy as np

from .. import breakdowns, judgements, statistics, style
from ..language import capital
from ..errors import NothingToDraw
from . import absent, difference, groups, lines, rows, says, sheet, units

MOST, OFFICES = 5, 16


@sheet.drawn
def draw(results, language, width):
    """Figure of a row an office, a panel a metric; raises NothingToDraw with fewer than two."""
    offices = [int(number) for number in breakdowns.members(results, "offices")]
    if len(offices) < 2:
        raise NothingToDraw(language("figure.offices.few"))
    base, *others = results.bases
    shown = [one for one in others if len(results.common_rows(one, base)[0])][:MOST] or [base]
    metrics = difference.that_matter(results)
    if shown == [base]:
        found = from_mean(results, metrics, base)
    else:
        found = groups.differences(results, metrics, shown, ("offices",))
    panels = [n for n in metrics if any(i.estimate.mean for i in found if i.metric == n)]
    if not panels:
        raise NothingToDraw(language("figure.offices.same"))
    rows_ = offices[:OFFICES]
    key = "alone" if shown == [base] else "against"
    words = language.variant(base)
    explanation = [language(f"figure.offices.{key}", base=words)]
    explanation += lines.about_events(results, language, [base, *shown], True, "named")
    if len(offices) > OFFICES:
        explanation.append(language("figure.offices.first", shown=OFFICES, n=len(offices)))
    columns = min({"column": 2, "page": 3, "slide": 3}[width], len(panels))
    tall = len(rows_) * (0.95 * len(shown) + 0.7)
    form = style.WIDTHS[width]
    high = 0.0
    if len(shown) > 1:
        high = groups.names_high(results, language, shown, form.inches * 72 / form.size - 3.2)
    above = 5.6 if width == "column" else 4.4
    page = sheet.Sheet(
        results,
        language,
        width,
        title(results, language, found, shown, base),
        " ".join(explanation),
        -(-len(panels) // columns) * (tall + above + 2.3) + high,
    )
    if high:
        high = groups.draw_names(page, results, language, shown)
    axes = rows.panels(page, len(panels), columns, tall, above, 2.3, high, 1.2)
    for place, (axis, name) in enumerate(zip(axes, panels)):
        own = [item for item in found if item.metric == name]
        draw_panel(axis, results, language, name, own, rows_, shown, place % columns == 0)
    return page.close()


def from_mean(results, metrics, scenario):
    """[Found]: each office less the mean of all, within runs."""
    raw = {}
    for name in metrics:
        values = breakdowns.values(results, "offices", name, says.window(results))
        if values is None:
            continue
        own = values[results.rows(scenario)]
        own = own - statistics.finite_mean(own)[:, None]
        for place, member in enumerate(breakdowns.members(results, "offices")):
            estimate = statistics.mean_interval(own[:, place])
            if np.isfinite(estimate.mean):
                raw[name, scenario, "offices", int(member)] = estimate, 1
    return [groups.Found(*key, *found) for key, found in judgements.judged(raw).items()]


def touched(results, shown):
    """Offices that an event names in any of these scenarios: {office: [Event]}."""
    found = {}
    for event, _ in lines.events_of(results, shown):
        for office in event.offices:
            found.setdefault(office, []).append(event)
    return found


def draw_panel(axis, results, language, name, own, offices, shown, named):
    """Rows of offices, in each a line for every scenario; those of an event stand on a band."""
    metric = results.metrics[name]
    factor = units.unit_factor(metric)
    step = len(shown) + 0.7
    marked = touched(results, shown)
    for row, office in enumerate(offices):
        if office in marked:
            ends = row * step - 0.85, row * step + len(shown) - 0.15
            axis.axhspan(*ends, color="#fff3d6", zorder=0, lw=0)
        for line, one in enumerate(shown):
            items = [i for i in own if i.member == office and i.scenario == one]
            groups.draw_marks(axis, results, items, row * step + line, factor)
    axis.set_ylim(len(offices) * step - 0.85, -0.85)
    axis.set_yticks([row * step + (len(shown) - 1) / 2 for row in range(len(offices))])
    axis.tick_params(axis="y", length=0, labelcolor=style.INK)
    axis.grid(axis="y", visible=False)
    axis.spines["left"].set_visible(False)
    words = []
    for office in offices:
        text = language("figure.event.office", offices=office)
        words.append(sheet.name(text, (rows.NAMES - 0.9) / 0.88, 1))
    axis.set_yticklabels(words if named else [], linespacing=1.0, fontsize=style.em(0.88))
    numbers = [factor * x for i in own for x in (i.estimate.mean, i.estimate.low, i.estimate.high)]
    rows.fit(axis, language, numbers, zero=True)
    axis.axvline(0, color=style.INK, lw=style.em(0.1), zorder=2)
    about = sheet.about(language, metric, units.gap(language, metric))
    sheet.heading(axis, units.name(language, metric), sheet.width_of(axis) + 0.8, about, 2)


def title(results, language, found, shown, base):
    """In which offices what is clearly different, or that it is nowhere."""
    if not says.testable(results, [base, *shown]) or not found:
        return language("figure.offices.title")
    alone = shown == [base]
    for name in dict.fromkeys(item.metric for item in found):
        for one in shown:
            own = [i for i in found if (i.metric, i.scenario) == (name, one)]
            for way, word in ((1, "higher"), (-1, "lower")):
                clear = [i.member for i in own if i.answer.direction == way]
                if clear and (alone or not any(i.answer.direction == -way for i in own)):
                    return language(
                        f"figure.offices.{'mean_' if alone else ''}{word}",
                        offices=where(language, clear, own),
                        subject=units.subject(language, results.metrics[name]),
                        one=says.label(results, language, one),
                        base=says.label(results, language, base),
                    )
            if any(i.answer.direction for i in own):
                return language(
                    "figure.offices.both",
                    subject=capital(units.subject(language, results.metrics[name])),
                    one=says.label(results, language, one),
                    base=says.label(results, language, base),
                    higher=where(language, [i.member for i in own if i.answer.direction > 0], own),
                    lower=where(language, [i.member for i in own if i.answer.direction < 0], own),
                )
    return language(f"figure.offices.{'mean_none' if alone else 'none'}")


def where(language, clear, own):
    """'kantoren 0 en 1', or how many of how many where they are many."""
    if len(clear) > 3:
        return language("figure.offices.count", n=len(clear), of=len(own))
    return lines.offices(language, clear)
