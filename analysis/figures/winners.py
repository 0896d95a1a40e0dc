"""Who gains and who loses against the first scenario: by capacity, office and life situation."""

from .. import breakdowns, findings, style
from ..errors import NothingToDraw
from . import absent, groups, rows, says, sheet, units

METRICS = ("misfit", "waiting", "take_up", "complaints", "hardship")
KINDS = ("all", "low_capacity", "high_capacity", "offices", "life_situations")
MOST = 5  # scenarios beside the first


@sheet.drawn
def draw(results, language, width):
    """Figure of a panel a metric; raises NothingToDraw with one scenario or without the metrics."""
    base, *others = results.bases
    shown = [one for one in others if len(results.common_rows(one, base)[0])][:MOST]
    if not shown:
        raise NothingToDraw(language("missing.two"))
    metrics = absent.need_metrics(results, language, METRICS)
    kinds = ("all", "capacity", "offices", "life_situations")
    found = groups.differences(results, metrics, shown, kinds)
    panels = [name for name in metrics if any(item.metric == name for item in found)]
    if not panels:
        words = [language.metric(results.metrics[name]) for name in metrics]
        raise NothingToDraw(language("missing.numbers", metrics=", ".join(words)))
    panels = [n for n in panels if any(i.estimate.mean for i in found if i.metric == n)] or panels
    here = [kind for kind in KINDS if any(kind_of(item) == kind for item in found)]
    words = language.variant(base)
    explanation = [language("figure.winners.explanation", base=words)]
    explanation += absent.only_first(language, len(shown), len(others), "figure.difference.first")
    columns = min({"column": 2, "page": 3, "slide": 5}[width], len(panels))
    tall = len(here) * (0.95 * len(shown) + 0.75)
    form = style.WIDTHS[width]
    key = groups.names_high(results, language, shown, form.inches * 72 / form.size - 3.2)
    above = {"column": 5.6, "page": 4.4, "slide": 5.6}[width]
    page = sheet.Sheet(
        results,
        language,
        width,
        title(results, language, found, shown, base),
        " ".join(explanation),
        -(-len(panels) // columns) * (tall + above + 2.3) + key,
    )
    key = groups.draw_names(page, results, language, shown)
    axes = rows.panels(page, len(panels), columns, tall, above, 2.3, key, 1.2)
    for place, (axis, name) in enumerate(zip(axes, panels)):
        own = [item for item in found if item.metric == name]
        draw_panel(axis, results, language, name, own, here, shown, place % columns == 0)
    return page.close()


def kind_of(item):
    """The row of a difference."""
    return groups.CAPACITY[item.member] if item.group == "capacity" else item.group


def draw_panel(axis, results, language, name, own, here, shown, named):
    """Rows of groups, in each a line for every scenario; the better side is shaded."""
    metric = results.metrics[name]
    factor = units.unit_factor(metric)
    step = len(shown) + 0.8
    for row, kind in enumerate(here):
        for line, one in enumerate(shown):
            items = [i for i in own if kind_of(i) == kind and i.scenario == one]
            groups.draw_marks(axis, results, items, row * step + line, factor)
    axis.set_ylim(len(here) * step - 0.9, -0.9)
    axis.set_yticks([row * step + (len(shown) - 1) / 2 for row in range(len(here))])
    axis.tick_params(axis="y", length=0)
    axis.grid(axis="y", visible=False)
    axis.spines["left"].set_visible(False)
    words = [row_name(results, language, kind) for kind in here]
    words = [sheet.name(text, (rows.NAMES - 0.9) / 0.92, 2) for text in words]
    axis.set_yticklabels(words if named else [], linespacing=1.0, fontsize=style.em(0.92))
    axis.tick_params(axis="y", labelcolor=style.INK)
    for row in range(1, len(here)):
        axis.axhline(row * step - 0.9, color=style.GRID, lw=style.em(0.08), zorder=1)
    numbers = [factor * item.estimate.mean for item in own]
    numbers += [
        factor * bound
        for item in own
        if item.group in ("all", "capacity")
        for bound in (item.estimate.low, item.estimate.high)
    ]
    rows.fit(axis, language, numbers, zero=True)
    axis.axvline(0, color=style.INK, lw=style.em(0.1), zorder=2)
    low, high = axis.get_xlim()
    if metric.better in ("higher", "lower"):
        side = (0, high) if metric.better == "higher" else (low, 0)
        axis.axvspan(*side, color="#eef4ee", zorder=0, lw=0)
        axis.set_xlim(low, high)
    for row, kind in enumerate(here):
        if not any(kind_of(item) == kind for item in own):
            write_uncounted(axis, language, row * step + (len(shown) - 1) / 2)
    about = sheet.about(language, metric, units.gap(language, metric))
    sheet.heading(axis, units.name(language, metric), sheet.width_of(axis) + 0.8, about, 2)


def write_uncounted(axis, language, height):
    """That the metric is not counted for a group: an empty row would look like nothing changed."""
    low, high = axis.get_xlim()
    middle = (high if high > -low else low) / 2  # the wider side of the zero line
    look = {"ha": "center", "va": "center", "style": "italic", "color": style.MUTED}
    axis.text(middle, height, language("figure.winners.uncounted"), fontsize=style.em(0.85), **look)


def row_name(results, language, kind):
    """What a row is of."""
    if kind in ("offices", "life_situations"):
        number = len(breakdowns.members(results, kind))
        return language(f"figure.winners.{kind}", n=number)
    return language(f"figure.winners.{kind}")


def title(results, language, found, shown, base):
    """In what citizens clearly gain and lose, where most is tailored, or that they do in nothing."""
    if not says.testable(results, [base, *shown]) or not found:
        return language("figure.winners.title")
    focus = findings.focus(results)
    one = focus if focus in shown else shown[-1]
    words = {
        "variant": says.label(results, language, one),
        "base": says.label(results, language, base),
    }
    sides = {1: [], -1: []}
    for item in found:
        metric = results.metrics[item.metric]
        way = item.answer.direction * {"lower": -1, "higher": 1}.get(metric.better, 0)
        if item.scenario == one and item.group == "all" and way:
            sides[way].append(language.metric(metric))
    better, worse = (language.enumerate(sides[way]) for way in (1, -1))
    if better and worse:
        return language("figure.winners.both", better=better, worse=worse, **words)
    if better or worse:
        which = "only_better" if better else "only_worse"
        return language(f"figure.winners.{which}", metrics=better or worse, **words)
    return some_group(language, found, one, words)


def some_group(language, found, one, words):
    """That only some offices or life situations gain or lose, or that nobody does."""
    own = [item for item in found if item.scenario == one and item.answer.direction]
    return language(f"figure.winners.{'some' if own else 'none'}", **words)
