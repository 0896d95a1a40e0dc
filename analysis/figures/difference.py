"""What one scenario does other than another, over time: paired on the same luck, events marked."""

from functools import partial

import numpy as np

from .. import style
from ..errors import NothingToDraw
from . import absent, labels, lines, says, sheet, units

METRICS = ("tailored", "misfit", "waiting", "hardship", "complaints", "cost_administration")
MOST, PANELS = 5, 6  # scenarios held against the first; panels


@sheet.drawn
def draw(results, language, width):
    """Figure of B less A; raises NothingToDraw with one scenario or without numbers."""
    base, *others = results.bases
    if not others:
        raise NothingToDraw(language("missing.two"))
    shown = [name for name in others if len(results.common_rows(name, base)[0])][:MOST]
    if not shown:
        raise NothingToDraw(language("missing.two"))
    metrics = that_matter(results)
    absent.need_numbers(results, language, metrics, results.bases)
    panels = {}
    for name in metrics:
        factor = units.unit(language, results.metrics[name]).factor
        own = [lines.gap(results, one, base, name, factor) for one in shown]
        if any(np.isfinite(one.mean).any() for one in own) and not all(one.is_zero for one in own):
            panels[name] = lines.together(own)
    explanation = [
        language("figure.difference.explanation", base=language.variant(base))
    ]
    explanation += lines.about_events(results, language, [base, *shown], width == "column")
    explanation += absent.only_first(language, len(shown), len(others), "figure.difference.first")
    if not panels:
        raise NothingToDraw(language("figure.difference.same"))
    columns = {"column": 2 if len(shown) == 1 else 1, "page": 2, "slide": 3}[width]
    columns = min(columns, len(panels))
    rows = -(-len(panels) // columns)
    tall = max(8.0, 1.3 * len(shown))
    page = sheet.Sheet(
        results,
        language,
        width,
        title(results, language, base, shown, metrics),
        " ".join(explanation),
        rows * (tall + (6.6 if width == "column" else 5.6)),
    )
    above = 4.2 if page.narrow else 3.2
    room = room_for(results, language, shown)
    axes = page.grid(len(panels), columns, 3.6, room + 1.2, above, 2.4, tall)
    for place, (axis, (name, own)) in enumerate(zip(axes, panels.items())):
        last = place >= len(panels) - columns
        draw_panel(axis, results, language, name, own, room, place == 0, last, [base, *shown], page.narrow)
    return page.close()


def room_for(results, language, shown):
    """Em beside a panel for what stands at the ends of its lines: numbers, or names unbroken."""
    if len(shown) == 1:
        return 3.2
    words = [w for one in shown for w in language.variant(one).split()]
    return min(11.5, max(8.5, labels.LABEL * max(map(sheet.breadth, words)) + 0.3))


def that_matter(results):
    """Metrics to compare by: those of the usual list that the file has, or else its first few."""
    found = [name for name in METRICS if name in results.metrics]
    own = [n for n, m in results.metrics.items() if m.better in ("higher", "lower") and not m.term]
    return (found or own or [n for n, m in results.metrics.items() if not m.term])[:PANELS]


def draw_panel(axis, results, language, name, own, room, first, last, everybody, short):
    """One metric: lines of differences about zero, with what they come to at the end."""
    metric = results.metrics[name]
    axis.axhline(0, color=style.INK, lw=style.em(0.1), zorder=1.5)
    for one in own:
        lines.draw(axis, results, one, of=len(own))
    head = lines.head(results, everybody) if first else 0.0
    lines.fit(axis, language, own, zero=True, head=head)
    lines.years(axis, results, language, last)
    lines.draw_events(axis, results, language, everybody, first, short)
    units.head(axis, language, metric, sheet.width_of(axis) + room)
    several = sum(len(one.names) for one in own) > 1
    ends = []
    for one in own:
        if one.end:
            value = units.number(language, one.end[1], signed=True)
            words = partial(lines.joined, results, language, one.names, room / labels.LABEL)
            look = style.look(results, one.names[0])
            ends.append((words if several else partial(repeat, value), look.ink, *one.end))
    labels.name_ends(axis, ends)


def repeat(words, _):
    """The same words in any number of lines."""
    return words


def title(results, language, base, shown, metrics):
    """The first clear difference, or that there is none."""
    if not says.testable(results, [base, *shown]):
        return language("figure.difference.title")
    found = says.contrasts(results, [(one, base) for one in shown], metrics)
    key = says.first_clear(found)
    if key is None:
        words = {
            "one": says.label(results, language, shown[0]),
            "base": says.label(results, language, base),
            "window": language(f"window.in_{says.window(results)}"),
        }
        which = "nothing" if len(shown) == 1 else "nothing_of_all"
        return language(f"figure.difference.{which}" if found else "figure.difference.title", **words)
    estimate, _ = found[key]
    return says.differs(results, language, key, estimate)
