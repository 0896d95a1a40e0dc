"""The dynamics as circles: what drives each, what it does, and whether it feeds itself.

Of the scenario that tailors most. An arrow's strength is closed minus cut in the last year; a hollow
one is of what holds by definition. Gains need worlds in which a response is counted only.
"""

import numpy as np

from .. import dynamics, findings, judgements, quantities, statistics, style
from ..errors import NothingToDraw
from ..language import NO_BREAK
from . import absent, effects, says, sheet, units

RING = 3.1  # radius, em
GAP, STEP = 1.4, 3.3  # between two cells; from signature to signature
NAME, SMALL = 0.86, 0.78  # sizes of text
SYMBOLS = {"feeds_itself": "+", "balances": "−", "undecided": "?"}
CLEAR = ("acts", "opposite")


@sheet.drawn
def draw(results, language, width):
    """Figure of a cell a dynamic; raises NothingToDraw without dynamics or cuts."""
    if not results.dynamics:
        raise NothingToDraw(language("missing.dynamics"))
    if not results.cuts:
        raise NothingToDraw(language("missing.cuts"))
    absent.need_months(results, language, 2 * statistics.YEAR)
    focus = findings.focus(results)
    evidence = dynamics.evidence(results)
    cells = {
        dynamic: [i for i in evidence[dynamic.name] if i.scenario == focus and i.effect is not None]
        for dynamic in results.dynamics
    }
    cells = {dynamic: items for dynamic, items in cells.items() if items}
    if not cells:
        raise NothingToDraw(language("missing.cuts"))
    columns = 1 if width == "column" else 2
    rows = -(-len(cells) // columns)
    most = max(sum(bool(i.signature.sign) for i in items) for items in cells.values())
    tall = 2.2 + max(2 * RING + 1.6, STEP * most)
    found = judgements.gains(results)
    explanation = language("figure.loop_diagram.explanation", variant=says.label(results, language, focus))
    measured = any((focus, dynamic.name) in found for dynamic in cells)
    more = language(f"figure.loop_diagram.{'gain' if measured else 'no_gain'}")
    page = sheet.Sheet(
        results,
        language,
        width,
        title(results, language, focus, cells, found),
        f"{explanation} {more}",
        rows * (tall + 1.4),
    )
    if page.slide:
        tall = page.tall / rows - 0.8
    wide = (page.wide - GAP * (columns - 1)) / columns
    for place, (dynamic, items) in enumerate(cells.items()):
        row, column = divmod(place, columns)
        axis = page.axes(column * (wide + GAP), row * (tall + (0.8 if page.slide else 1.4)), wide, tall)
        axis.set_axis_off()
        axis.set_xlim(0, wide)
        axis.set_ylim(tall, 0)
        circle = found.get((focus, dynamic.name))
        draw_cell(axis, results, language, dynamic, items, focus, circle, wide, tall)
    return page.close()


def draw_cell(axis, results, language, dynamic, items, focus, circle, wide, tall):
    """One dynamic: drivers to the left, the circle, and to the right what it does."""
    look = style.look(results, focus)
    known = effects.has_name(language, dynamic)
    name = language(f"dynamic.{dynamic.name}.name") if known else dynamic.name
    who = language(f"dynamic.{dynamic.name}.who") if known else ""
    axis.plot([0, wide], [0.1, 0.1], color=style.GRID, lw=style.em(0.1), clip_on=False)
    axis.text(0, 0.5, name, fontweight="bold", fontsize=style.em(1.1), va="top")
    beside = sheet.breadth(name, "bold") * 1.1 + 0.8
    axis.text(beside, 0.62, who, fontsize=style.em(0.9), va="top", color=style.MUTED)
    middle = 0.36 * wide, 2.2 + (tall - 2.2) / 2
    radius = min(RING, (tall - 3.4) / 2)
    draw_ring(axis, results, language, dynamic, focus, circle, middle, radius)
    drivers = [item for item in items if not item.signature.sign]
    signatures = [item for item in items if item.signature.sign]
    left = middle[0] - radius - 1.6
    for item, y in zip(drivers, spaced(len(drivers), middle[1], tall, 3.6)):
        words = language.metric(results.metrics[item.signature.metric])
        shown = sheet.name(words, (left - 0.2) / SMALL, 3)
        axis.text(left - 0.2, y, shown, ha="right", va="center", fontsize=style.em(SMALL))
        arrow(axis, (left, y), edge(middle, radius, (left, y)), style.FAINT, 0.12)
    right = middle[0] + radius + 1.8
    heights = spaced(len(signatures), middle[1], tall, STEP)
    lines = 1 if len(heights) > 1 and heights[1] - heights[0] < 2.8 else 2
    for item, y in zip(signatures, heights):
        at = right, y
        draw_signature(axis, results, language, item, look, middle, radius, at, wide - right, lines)


def spaced(count, middle, tall, step):
    """Heights of so many lines about the middle of a cell."""
    step = min(step, (tall - 2.2) / max(1, count))
    return [middle + step * (k - (count - 1) / 2) for k in range(count)]


def edge(middle, radius, point):
    """Where the circle is nearest to a point, a little outside it."""
    way = np.subtract(point, middle)
    return tuple(np.add(middle, way / np.hypot(*way) * (radius + 0.35)))


def draw_ring(axis, results, language, dynamic, focus, circle, middle, radius):
    """The circle with its arrow head, and in it whether it feeds itself."""
    word = circle[1] if circle else "unknown"
    heavy = word in ("feeds_itself", "balances")
    colour = style.INK if heavy else style.FAINT
    angles = np.radians(np.linspace(-60, 250, 90))
    xs, ys = middle[0] + radius * np.cos(angles), middle[1] - radius * np.sin(angles)
    dash = "-" if word != "undecided" else (0, (3, 1.5))
    axis.plot(xs, ys, color=colour, lw=style.em(0.3 if heavy else 0.18), linestyle=dash)
    axis.annotate(
        "",
        (xs[0], ys[0]),
        (xs[2], ys[2]),
        arrowprops={
            "arrowstyle": "-|>",
            "color": colour,
            "lw": style.em(0.2),
            "mutation_scale": style.em(1.5),
            "shrinkA": 0,
            "shrinkB": 0,
        },
    )
    symbol = SYMBOLS.get(word, "")
    words = sheet.wrap(language(f"figure.loop_diagram.{word}"), 2 * (radius - 0.5) / 0.78)
    if symbol:
        axis.text(
            *np.add(middle, (0, -0.62 * radius)),
            symbol,
            ha="center",
            va="center",
            fontsize=style.em(1.7),
            fontweight="bold",
            color=colour if heavy else style.MUTED,
        )
        share = relative(results, dynamic, focus, circle[0])
        if share is not None and word != "undecided":
            words += f"\n{language.digits(share, 0, signed=True)} %"
    axis.text(
        *np.add(middle, (0, 0.2 * radius if symbol else 0)),
        words,
        ha="center",
        va="center",
        fontsize=style.em(0.78),
        linespacing=1.15,
    )


def relative(results, dynamic, focus, gain):
    """A gain in per cent of the response without effect; None if that is nothing."""
    response = next((one for one in dynamic.responses if one.whole), None)
    if response is None or gain is None:
        return None
    closed = quantities.estimate(results, focus, response.metric, "last_year").mean
    counted = closed - gain.mean
    return 100 * gain.mean / counted if counted > 0 else None


def draw_signature(axis, results, language, item, look, middle, radius, at, room, lines):
    """An arrow to a signature, as strong as it is sure, and what it comes to."""
    metric = results.metrics[item.signature.metric]
    hollow, sure = item.signature.by_definition, item.verdict in CLEAR
    colour = look.colour if sure or hollow else style.FAINT
    start = edge(middle, radius, at)
    end = (at[0] - 0.3, at[1])
    arrow(axis, start, end, colour, 0.34 if sure or hollow else 0.12, hollow)
    mark = item.signature.mark.replace(" ", NO_BREAK)  # never on a line of its own
    how = units.unit(language, metric)
    mean = item.effect.mean * how.factor
    amount = units.number(language, mean, signed=True)
    unit = units.gap(language, metric) if metric.is_share else how.words or how.axis
    name = sheet.name(units.name(language, metric) + mark, room / NAME, lines)
    note = f" · {language('verdict.opposite')}" if item.verdict == "opposite" else ""
    weight = "bold" if sure and not hollow else "normal"
    words = f"{amount} {unit}{note}" if np.isfinite(mean) else language("word.undefined")
    words = sheet.name(words, room / SMALL, 1, weight)
    ink = style.INK if sure or hollow else style.MUTED
    axis.text(at[0], at[1] - 0.05, name, fontsize=style.em(NAME), va="bottom", color=ink, linespacing=1.05)
    axis.text(
        at[0],
        at[1] + 0.05,
        words,
        fontsize=style.em(SMALL),
        va="top",
        color=look.ink if sure else style.MUTED,
        fontweight=weight,
    )


def arrow(axis, start, end, colour, weight, hollow=False):
    """An arrow from one place to another; a hollow one has a white core."""
    shape = {"shrinkA": 0, "shrinkB": 0, "mutation_scale": style.em(1.0)}
    drawn = axis.annotate(
        "",
        end,
        start,
        arrowprops={
            "arrowstyle": "-|>",
            "color": colour,
            "lw": style.em(weight),
            "fc": "white" if hollow else colour,
            **shape,
        }
        if not hollow
        else {
            "arrowstyle": "-|>",
            "edgecolor": colour,
            "facecolor": "white",
            "lw": style.em(weight),
            **shape,
        },
    )
    if hollow:
        drawn.arrow_patch.set_gid("by-definition")
        last = np.add(start, np.multiply(0.88, np.subtract(end, start)))
        core = {"color": "white", "lw": style.em(0.5 * weight), "solid_capstyle": "butt"}
        axis.plot(*zip(start, last), **core, zorder=drawn.zorder + 1)


def title(results, language, focus, cells, found):
    """Which dynamics feed or balance themselves; without gains, which act."""
    words = {}
    for dynamic in cells:
        if (focus, dynamic.name) in found:
            known = effects.has_name(language, dynamic)
            name = language(f"dynamic.{dynamic.name}.name") if known else dynamic.name
            words.setdefault(found[focus, dynamic.name][1], []).append(name[:1].lower() + name[1:])
    if not words:
        evidence = effects.evidence(results, results.bases)
        return effects.title(results, language, evidence) if evidence else language(
            "figure.loop_diagram.title"
        )
    variant = says.label(results, language, focus)
    said = []
    for word in ("feeds_itself", "balances"):
        if word in words:
            key = f"{word}_{'one' if len(words[word]) == 1 else 'some'}"
            said.append(
                language(f"figure.loop_diagram.{key}", names=language.enumerate(words[word]))
            )
    if not said:
        return language("figure.loop_diagram.all_undecided", variant=variant)
    return language("figure.loop_diagram.found", variant=variant, said="; ".join(said))
