"""One dynamic over time: a panel for each signature and scenario, closed and cut.

What holds by definition where the loop is cut is drawn hollow: a size, and no evidence.
"""

import numpy as np

from .. import dynamics, findings, quantities, style
from . import absent, effects, lines, says, sheet, units

MOST_COLUMNS = 6
FEW = 3  # signatures in a column or on a slide


@sheet.drawn
def draw(results, language, dynamic, width):
    """Figure of a dynamic's signatures; closed solid, cut dashed, 95 % bands over replicates.

    Raises NothingToDraw if the file has no numbers for them.
    """
    metrics = absent.need_metrics(results, language, [s.metric for s in dynamic.signatures])
    signatures = [s for s in dynamic.signatures if s.metric in metrics]
    shown = results.bases[:MOST_COLUMNS]
    absent.need_numbers(results, language, metrics, shown)
    drawn = {
        signature: {one: both(results, dynamic, signature, one) for one in shown}
        for signature in signatures
    }
    kept = [s for s in signatures if any(not line.is_zero for own in drawn[s].values() for line in own)]
    # What can fail comes first where there is no room for all.
    ranked = sorted(kept or signatures[:1], key=lambda signature: signature.by_definition)
    kept = ranked if width == "page" else ranked[:FEW]
    explanation = [about(language, dynamic), language("figure.loops.reading" if results.cuts else "figure.loops.reading_closed")]
    if any(signature.by_definition for signature in kept):
        explanation.append(language("figure.loops.by_definition"))
    explanation += lines.about_events(results, language, shown, True)
    if len(kept) < len(ranked):
        left = [language.metric(results.metrics[s.metric]) for s in ranked[len(kept) :]]
        explanation.append(language("figure.loops.left", metrics=language.enumerate(left)))
    explanation += absent.only_first(language, len(shown), len(results.bases))
    # In a column scenarios are rows, since names need more room than signatures.
    across, down = (kept, shown) if width == "column" else (shown, kept)
    tall, name, side = 4.6, 2.4, 1.2
    if width == "column":
        tall, name, side = 4.0, 1.7, 4.6
    page = sheet.Sheet(
        results,
        language,
        width,
        title(results, language, dynamic),
        " ".join(explanation),
        len(down) * (tall + name) + side + 2.6,
    )
    axes = grid(page, len(down), len(across), tall, name, side)
    for row, outer in enumerate(down):
        for column, inner in enumerate(across):
            pair = (inner, outer) if width == "column" else (outer, inner)
            draw_panel(axes[row][column], results, language, dynamic, *pair, drawn)
            axes[row][column].tick_params(labelbottom=row == len(down) - 1)
    fit(results, language, kept, shown, drawn, axes, width == "column")
    name_panels(page, results, language, dynamic, kept, shown, axes, side)
    return page.close()


def grid(page, rows, columns, tall, name, side):
    """Axes[row][column], each row with a name of so many em above it, below one for the columns."""
    left, gap = 3.3, 1.7 if not page.narrow else 2.6
    across = (page.wide - left - gap * (columns - 1) - 0.4) / columns
    if page.slide:
        tall = max(1.2, (page.tall - side - 2.2) / rows - name)
    return [
        [
            page.axes(left + k * (across + gap), side + r * (tall + name) + name, across, tall)
            for k in range(columns)
        ]
        for r in range(rows)
    ]


def both(results, dynamic, signature, scenario):
    """Lines of a metric with the loop closed and, if the file has it, cut."""
    length = lines.block_length(results, quantities.rare(results, signature.metric))
    factor = units.unit_factor(results.metrics[signature.metric])
    cut = dynamics.comparison(results, scenario, dynamic.name)
    return [
        lines.level(results, one, signature.metric, factor, length)
        for one in ([scenario, cut] if cut else [scenario])
    ]


def draw_panel(axis, results, language, dynamic, signature, scenario, drawn):
    """Closed and cut lines of one metric under one scenario."""
    closed, *cut = drawn[signature][scenario]
    hollow = signature.by_definition
    for line in cut:
        if not (hollow and line.is_zero):
            lines.draw(axis, results, line, style.MUTED, style.CUT, marks=False)
    lines.draw(axis, results, closed, hollow=hollow, marks=False)
    if not closed.end:
        absent.write(axis, language)
    lines.years(axis, results, language, named=False)


def fit(results, language, kept, shown, drawn, axes, turned):
    """The panels of one signature share their axis of values; all but the first are not numbered."""
    for place, signature in enumerate(kept):
        own = [axes[k][place] if turned else axes[place][k] for k in range(len(shown))]
        everything = [line for lines_ in drawn[signature].values() for line in lines_]
        for number, axis in enumerate(own):
            lines.fit(axis, language, everything)
            lines.note_least_n(axis, results, drawn[signature][shown[number]])
            style.mark(axis.yaxis, language, 3)
            if number and not turned:
                axis.tick_params(labelleft=False)


def name_panels(page, results, language, dynamic, kept, shown, axes, side):
    """Names of scenarios in their colours, of signatures with their units, and of the axis of time."""
    turned = page.narrow
    for place, scenario in enumerate(shown):
        first = axes[place][0] if turned else axes[0][place]
        wide = page.wide - 3.8 if turned else sheet.width_of(first)
        words = sheet.name(language.variant(scenario), wide, 1, "bold")
        note = which_cut(results, language, dynamic, scenario)
        if note and turned:
            words = sheet.name(f"{words} ({note})", wide, 1, "bold")
        axis = first
        up = 0.35 if turned else 3.0
        write(axis, words, up, style.look(results, scenario).ink, weight="bold")
        if note and not turned:
            write(axis, sheet.name(note, wide / 0.75, 1), up - 0.95, style.MUTED, 0.75)
        for own in (axes[place] if turned else [row[place] for row in axes]):
            lines.draw_events(own, results, language, [scenario], own is first, True)
    for place, signature in enumerate(kept):
        axis = axes[0][place] if turned else axes[place][0]
        metric = results.metrics[signature.metric]
        words = units.name(language, metric) + signature.mark
        unit = sheet.about(language, metric, units.unit(language, metric).axis)
        wide = sheet.width_of(axis) + 1.5 if turned else page.wide
        if turned:
            named = sheet.name(words, wide / 0.85, 2)
            write(axis, named, 3.6, style.INK, 0.85)
            write(axis, sheet.name(unit, wide / 0.75, 2), 1.75, style.MUTED, 0.75)
        else:
            write(axis, sheet.name(words, wide, 1, "bold"), 0.4, style.INK, weight="bold")
            beside = sheet.breadth(words, "bold") + 0.8
            write(axis, sheet.name(unit, (wide - beside) / 0.82, 1), 0.4, style.MUTED, 0.82, beside)
    axes[-1][0].set_xlabel(
        language("axis.years"), color=style.MUTED, fontsize=style.em(0.82), loc="left"
    )


def write(axis, words, up, colour, size=1.0, right=0.0, weight="normal"):
    """Words above an axis, so many em up and to the right of its corner."""
    axis.annotate(
        words,
        (0, 1),
        xycoords="axes fraction",
        xytext=(style.em(right), style.em(up)),
        textcoords="offset points",
        va="bottom",
        color=colour,
        fontsize=style.em(size),
        fontweight=weight,
        linespacing=1.1,
    )


def about(language, dynamic):
    """What a dynamic is, if the texts know it."""
    key = f"figure.{dynamic.name}.explanation"
    return language(key) if language.has(key) else ""


def which_cut(results, language, dynamic, scenario):
    """What to know of the dashed line: nothing if only this loop is cut, as the heading says."""
    cut = dynamics.comparison(results, scenario, dynamic.name)
    if cut is None:
        return language("figure.loops.no_cut")
    return "" if cut.endswith(dynamic.name) else language("figure.loops.all_cut")


def title(results, language, dynamic):
    """Under which scenarios the dynamic acts, by the signatures that can fail."""
    known = effects.has_name(language, dynamic)
    name = language(f"dynamic.{dynamic.name}.name") if known else dynamic.name
    key = f"figure.{dynamic.name}.title"
    neutral = language(key) if language.has(key) else name
    items = [
        item
        for item in dynamics.evidence(results)[dynamic.name]
        if item.signature in dynamic.evidence and item.effect is not None and item.effect.n > 1
    ]
    tested = list(dict.fromkeys(item.scenario for item in items))
    if not tested:
        return neutral
    acting = [one for one in tested if any(i.verdict == "acts" for i in items if i.scenario == one)]
    against = [
        one for one in tested if any(i.verdict == "opposite" for i in items if i.scenario == one)
    ]
    if not acting:
        only = [one for one in against]
        key = "opposite" if only else "undecided"
        return language(f"figure.loops.{key}", name=name, variants=listed(results, language, only))
    everywhere = len(acting) == len(tested) > 2
    words = language("word.all_variants") if everywhere else listed(results, language, acting)
    return language("figure.loops.acts", name=name, variants=words) + gap(
        results, language, items, acting
    )


def listed(results, language, names):
    """Names of scenarios in a title."""
    return language.enumerate(says.label(results, language, one) for one in names)


def gap(results, language, items, acting):
    """The size of it, where most is tailored: '; onder X +32 van de 100'."""
    focus = findings.focus(results)
    for item in items:
        if item.scenario == focus and focus in acting and item.verdict == "acts":
            metric = results.metrics[item.signature.metric]
            side = "more" if item.effect.mean > 0 else "less"
            return language(
                f"figure.loops.{side}",
                variant=says.label(results, language, focus),
                subject=units.subject(language, metric),
                gap=units.size(language, metric, item.effect.mean),
            )
    return ""
