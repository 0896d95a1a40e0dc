"""Who bears it: what citizens meet over time, all scenarios in one panel a metric, closed loops."""

from functools import partial
from itertools import combinations

from .. import judgements, style
from . import absent, labels, lines, says, sheet, units

METRICS = judgements.BURDEN
MOST = 8  # lines in a panel, named at their ends


@sheet.drawn
def draw(results, language, width):
    """Figure of up to four panels with direct labels; raises NothingToDraw without numbers."""
    metrics = absent.need_metrics(results, language, METRICS)
    shown = results.bases[:MOST]
    absent.need_numbers(results, language, metrics, shown)
    panels = {name: merged(results, language, name, shown) for name in metrics}
    panels = {name: own for name, own in panels.items() if not all(one.is_zero for one in own)}
    panels = panels or {name: merged(results, language, name, shown) for name in metrics[:1]}
    explanation = [language("figure.burden.explanation")]
    explanation += lines.about_events(results, language, shown, width == "column")
    explanation += absent.only_first(language, len(shown), len(results.bases))
    columns = 1 if width == "column" else min(2, len(panels))
    rows = -(-len(panels) // columns)
    tall = max(9.5, 1.25 * len(shown))
    page = sheet.Sheet(
        results,
        language,
        width,
        title(results, language, metrics, shown),
        " ".join(explanation),
        rows * (tall + 5.6),
    )
    room = 10.5 if width == "column" else 11.0
    axes = page.grid(len(panels), columns, 3.6, room + 1.2, 3.2, 2.4, tall)
    for place, (axis, (name, own)) in enumerate(zip(axes, panels.items())):
        last = place >= len(panels) - columns
        draw_panel(axis, results, language, name, own, room, place == 0, last, page.narrow)
    return page.close()


def merged(results, language, name, shown):
    """Lines of a metric in natural units, those that nearly coincide as one."""
    factor = units.unit(language, results.metrics[name]).factor
    return lines.together([lines.level(results, one, name, factor) for one in shown])


def draw_panel(axis, results, language, name, own, room, first, last, short):
    """One metric: lines, their names at their ends, events, and which way is better."""
    metric = results.metrics[name]
    for one in own:
        lines.draw(axis, results, one, of=len(own))
    shown = [scenario for one in own for scenario in one.names]
    head = lines.head(results, shown) if first else 0.0
    lines.fit(axis, language, own, head=head)
    lines.years(axis, results, language, last)
    lines.note_least_n(axis, results, own)
    lines.draw_events(axis, results, language, shown, first, short)
    units.head(axis, language, metric, sheet.width_of(axis) + room)
    ends = [
        (
            partial(lines.joined, results, language, one.names, room / labels.LABEL),
            style.look(results, one.names[0]).ink if len(one.names) == 1 else style.INK,
            *one.end,
        )
        for one in own
        if one.end
    ]
    if not ends:
        absent.write(axis, language)
    labels.name_ends(axis, ends)


def title(results, language, metrics, shown):
    """Where something is heavier than elsewhere; of one scenario, what becomes heavier or lighter."""
    if not says.testable(results, shown):
        return language("figure.burden.title")
    if len(shown) > 1:
        found = says.contrasts(results, list(combinations(shown, 2)), metrics)
        key = says.first_clear(found)
        if key is None:
            return language("figure.burden.nothing" if found else "figure.burden.title")
        estimate, _ = found[key]
        if estimate.mean < 0:
            key = key[0], key[2], key[1]
        return says.more(results, language, key, abs(estimate.mean))
    moved = says.changes(results, shown[0], metrics)
    for name, (years, answer) in moved.items():
        if answer.direction:
            return says.moves(results, language, shown[0], name, years, answer.direction)
    return language("figure.burden.steady" if moved else "figure.burden.title")
