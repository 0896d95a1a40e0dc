"""What each loop does: closed minus cut in the last year, paired on common random numbers.

What stops by definition where the loop is cut is no evidence, and has no panel.
"""

import numpy as np

from .. import dynamics, findings, statistics, style
from ..errors import NothingToDraw
from . import absent, rows, says, sheet, units

MOST = 12  # scenarios, each a row


@sheet.drawn
def draw(results, language, width):
    """Figure with a row of panels for each dynamic; raises NothingToDraw without cuts or numbers."""
    if not results.dynamics:
        raise NothingToDraw(language("missing.dynamics"))
    if len(results.bases) == len(results.scenarios):
        raise NothingToDraw(language("missing.cuts"))
    absent.need_months(results, language, 2 * statistics.YEAR)
    shown = results.bases[:MOST]
    panels = evidence(results, shown)
    if not panels:
        metrics = [s.metric for dynamic in results.dynamics for s in dynamic.evidence]
        raise NothingToDraw(language("missing.pairs", metrics=", ".join(dict.fromkeys(metrics))))
    columns = {"column": 1, "page": 3, "slide": 5}[width]
    columns = min(columns, len(panels))
    tall = 1.45 * len(shown) + 0.6
    explanation = [language("figure.effects.explanation")]
    explanation += absent.only_first(language, len(shown), len(results.bases))
    above = {"column": 4.8, "page": 5.6, "slide": 6.2}[width]
    page = sheet.Sheet(
        results,
        language,
        width,
        title(results, language, panels),
        " ".join(explanation),
        -(-len(panels) // columns) * (tall + above + 2.5),
    )
    axes = rows.panels(page, len(panels), columns, tall, above, 2.5)
    for place, (axis, (dynamic, items)) in enumerate(zip(axes, panels)):
        draw_panel(axis, results, language, dynamic, items, shown, place % columns == 0)
    return page.close()


def evidence(results, shown):
    """[(Dynamic, [Evidence])] of each signature that can fail and has a number somewhere."""
    found = dynamics.evidence(results)
    panels = []
    for dynamic in results.dynamics:
        for signature in dynamic.evidence:
            items = [
                item
                for item in found[dynamic.name]
                if item.signature == signature and item.effect is not None and item.scenario in shown
            ]
            if any(np.isfinite(item.effect.mean) for item in items):
                panels.append((dynamic, items))
    return panels


def draw_panel(axis, results, language, dynamic, items, shown, named):
    """Dots with intervals from a zero line; the side that the theory declares is shaded."""
    metric = results.metrics[items[0].signature.metric]
    factor = units.unit(language, metric).factor
    rows.name_rows(axis, results, language, shown, named)
    drawn = []
    for item in items:
        place = shown.index(item.scenario)
        if not np.isfinite(item.effect.mean):
            axis.text(
                0,
                place,
                f" {language('word.undefined')}",
                fontsize=style.em(0.8),
                va="center",
                color=style.MUTED,
            )
            continue
        look = style.look(results, item.scenario)
        rows.dot(axis, item.effect, place, factor, look, faint=not item.effect_answer.direction)
        style.note_n(axis, results, item.effect, item.effect.mean * factor, place)
        drawn += [factor * x for x in (item.effect.mean, item.effect.low, item.effect.high)]
    rows.fit(axis, language, drawn, zero=True)
    axis.axvline(0, color=style.INK, linewidth=style.em(0.1), zorder=1)
    low, high = axis.get_xlim()
    side = (0, high) if items[0].signature.sign > 0 else (low, 0)
    axis.axvspan(*side, color="#f1f4f6", zorder=0, lw=0)
    axis.set_xlim(low, high)
    name = language(f"dynamic.{dynamic.name}.name") if has_name(language, dynamic) else dynamic.name
    wide = sheet.width_of(axis) + 0.5
    words, unit = units.name(language, metric), units.gap(language, metric)
    sheet.heading(axis, words, wide, unit, 2, name)


def has_name(language, dynamic):
    """Whether a dynamic has a name in this language: those of other models may not."""
    return language.has(f"dynamic.{dynamic.name}.name")


def title(results, language, panels):
    """Which dynamics act where most is tailored; of one scenario, where it is."""
    focus = findings.focus(results)
    here = [
        (dynamic, item) for dynamic, items in panels for item in items if item.scenario == focus
    ]
    if not here or all(item.effect.n < 2 for _, item in here):
        return language("figure.effects.title")
    names = {d.name: language(f"dynamic.{d.name}.name") if has_name(language, d) else d.name for d, _ in here}
    acting = [names[d] for d in names if any(i.verdict == "acts" for o, i in here if o.name == d)]
    variant = says.label(results, language, focus)
    if not acting:
        return language("figure.effects.none", variant=variant)
    if len(acting) == len(results.dynamics) > 1:
        return language("figure.effects.all", variant=variant, n=language.counted(len(acting)))
    listed = language.enumerate(name[:1].lower() + name[1:] for name in acting)
    key = "one" if len(acting) == 1 else "some"
    return language(f"figure.effects.{key}", variant=variant, names=listed)
