"""What `maatwerk levers` draws: each lever alone, fronts, pairs, and what more and more levers do."""

import matplotlib
import numpy as np
from matplotlib.ticker import MaxNLocator

from .. import lever_words, statistics, style
from ..language import capital
from ..answer import KEPT
from ..lever_study import HARM
from ..levers import PAID_IN, label
from . import labels, rows, sheet, units

GOOD, BAD = style.OTHER_LOOKS[0], style.OTHER_LOOKS[7]
NEUTRAL = style.Look(style.INK, "o")
SHOWN = 8  # pairs in each direction


def draw_all(found, language):
    """{name: figure}, each if it has something to show."""
    with matplotlib.rc_context(style.rc("page")):
        figures = {"levers-alone": alone(found, language)}
        if any(front.members for front in found.fronts):
            figures["levers-front"] = fronts(found, language)
        if any(row[2].n > 1 for row in found.interactions):
            figures["levers-pairs"] = pairs(found, language)
        figures["levers-more"] = more(found, language)
        return figures


def page(results, language, title, explanation, tall):
    """A sheet of a page's width."""
    return sheet.Sheet(results, language, "page", title, explanation, tall)


def look(metric, estimate):
    """By whether the change is for the better; where neither is, or luck may have done it, ink."""
    way = {"higher": 1, "lower": -1}.get(metric.better, 0) * estimate.direction
    return GOOD if way > 0 else BAD if way < 0 else NEUTRAL


def alone(found, language):
    """Dots with intervals for each lever: tailoring, cost, waiting, hardship, and the document it is from."""
    metrics = [found.metric(name) for name in (KEPT, *PAID_IN, HARM[1])]
    tall, names, source, gap = 1.6 * len(found.singles) + 0.6, 12.6, 12.0, 1.2
    top = found.singles[0]
    best = language("bundles.single.best", lever=label(language, top[0].name))
    title = best if top[1][KEPT].direction > 0 else language("bundles.single.figure")
    drawn = page(found.measured.first, language, title, language("bundles.single.explanation"), tall + 6.4)
    wide = (drawn.wide - names - source - gap * len(metrics)) / len(metrics)
    for column, metric in enumerate(metrics):
        axis = drawn.axes(names + column * (wide + gap), 3.8, wide, tall)
        named = [capital(label(language, lever.name)) for lever, _ in found.singles]
        rows.list_rows(axis, named, names, column == 0)
        dots(axis, language, metric, [(row[metric.name], bool(lever.source)) for lever, row in found.singles])
        small_heading(axis, units.name(language, metric), units.gap(language, metric), wide + 0.8 * gap)
    for place, (lever, _) in enumerate(found.singles):
        words = sheet.name(lever_words.source(language, lever), source / 0.66)
        axis.annotate(words, (1, place), xycoords=("axes fraction", "data"), xytext=(style.em(0.8), 0),
                      textcoords="offset points", va="center", linespacing=1.0, fontsize=style.em(0.66), color=style.MUTED)
    return drawn.close()


def small_heading(axis, words, remark, wide):
    """The head of a narrow column: a metric's name, and its unit below."""
    lines = sheet.name(remark, wide / 0.72, 2)
    above = 0.4 + 0.9 * len(lines.split("\n"))
    for text, up, options in (
        (lines, 0.4, {"fontsize": style.em(0.72), "color": style.MUTED}),
        (sheet.name(words, wide / 0.8, 1, "bold"), above, {"fontsize": style.em(0.8), "fontweight": "bold"}),
    ):
        axis.annotate(text, (0, 1), xycoords="axes fraction", xytext=(0, style.em(up)),
                      textcoords="offset points", va="bottom", linespacing=1.05, **options)


def dots(axis, language, metric, estimates):
    """A column of differences about zero; [(Estimate, filled)]."""
    factor = units.unit(language, metric).factor
    reached = []
    for place, (estimate, filled) in enumerate(estimates):
        if not np.isfinite(estimate.mean):
            continue
        rows.dot(axis, estimate, place, factor, look(metric, estimate), filled, faint=not estimate.direction, size=0.6)
        reached += [factor * x for x in (estimate.mean, estimate.low, estimate.high)]
    rows.fit(axis, language, reached, zero=True)
    axis.axvline(0, color=style.INK, linewidth=style.em(0.1), zorder=1)


def fronts(found, language):
    """For each front cost against its first goal, with the bundles by name beside it."""
    shown = [front for front in found.fronts if front.members]
    stays = [kept for front in shown if front.chosen for kept in found.stays(front).values()]
    told = {"held": sum(stays), "all": len(stays)}
    title = language("bundles.front.held", **told) if stays else language("bundles.front.none_chosen")
    lists = [numbered(found, language, front) for front in shown]
    high = [max(11.0, 1.25 * sum(1 + words.count("\n") for words in names)) for names in lists]
    drawn = page(found.again, language, title, language("bundles.front.explanation"), sum(high) + 7.2 * len(shown))
    down = 0.0
    for front, names, tall in zip(shown, lists, high):
        axis = drawn.axes(3.2, down + 3.0, 27.3, tall)
        plot_front(axis, found, language, front)
        whose = capital(lever_words.actor(language, front))
        sheet.heading(axis, whose, 26, named_axis(language, shown_goals(front)[1]))
        drawn.write(33, down + 3.0, "\n".join(names), 0.82)
        down += tall + 7.2
    return drawn.close()


def numbered(found, language, front):
    """The chosen bundles, each with its number, in lines that fit beside a panel."""
    names = [lever_words.named(found, language, bundle) for bundle in front.chosen]
    lines = [f"{place}  {name}" for place, name in enumerate(names, 1)]
    return [sheet.wrap(words, 26.5 / 0.82).replace("\n", "\n     ") for words in lines]


def shown_goals(front):
    """What is paid, and the first thing that it is paid for."""
    return front.goals[0].metric, front.goals[min(1, len(front.goals) - 1)].metric


def plot_front(axis, found, language, front):
    """All bundles as dots, the chosen ones with intervals and numbers."""
    price, gain = shown_goals(front)
    factors = [units.unit(language, metric).factor for metric in (price, gain)]
    none = found.measured.tried.index(())
    cloud = [factor * (m - m[none]) for factor, m in zip(factors, (found.measured.means(x.name) for x in (price, gain)))]
    axis.plot(*cloud, "o", color=style.FAINT, markersize=style.em(0.3), markeredgewidth=0, zorder=2)
    axis.axhline(0, color=style.FAINT, linewidth=style.em(0.1), zorder=1)
    axis.axvline(0, color=style.FAINT, linewidth=style.em(0.1), zorder=1)
    stays = found.stays(front) if front.chosen else {}
    measured = [[found.confirmed(bundle, metric.name) for metric in (price, gain)] for bundle in front.chosen]
    for bundle, at in zip(front.chosen, measured):
        mark(axis, at, factors, stays[bundle])
    axis.set_xlabel(named_axis(language, price))
    for side in (axis.xaxis, axis.yaxis):
        style.mark(side, language, 6)
    number(axis, [[factor * one.mean for factor, one in zip(factors, at)] for at in measured])


def named_axis(language, metric):
    """A metric and the unit of its differences."""
    return f"{units.name(language, metric)} ({units.gap(language, metric)})"


def mark(axis, at, factors, filled):
    """A mark with both intervals; hollow if it was beaten when measured anew."""
    mean = [factor * one.mean for factor, one in zip(factors, at)]
    half = [factor * (one.high - one.mean) for factor, one in zip(factors, at)]
    axis.errorbar(*mean, xerr=half[0] if np.isfinite(half[0]) else None, yerr=half[1] if np.isfinite(half[1]) else None,
                  fmt="o", color=GOOD.colour, markerfacecolor=GOOD.colour if filled else "white",
                  markersize=style.em(0.7), elinewidth=style.em(0.14), markeredgewidth=style.em(0.14), zorder=4)


def number(axis, means):
    """Numbers beside the marks, on none of them."""
    placer = labels.Labels(axis)
    for mean in means:
        placer.keep_free(*mean)
    for place, mean in enumerate(means, 1):
        placer.put(str(place), *mean, weight="bold")


def pairs(found, language):
    """The pairs that help and spoil each other most, with intervals."""
    shown = lever_words.ends(found.interactions, SHOWN)
    tall, names, metric = 1.5 * len(shown) + 0.6, 27.0, found.metric(KEPT)
    title, n = lever_words.pair_count(found, language), len(found.interactions)
    drawn = page(found.measured.first, language, title, language("bundles.pairs.explanation", n=n), tall + 3.6)
    axis = drawn.axes(names, 0.4, drawn.wide - names - 0.8, tall)
    rows.list_rows(axis, [capital(lever_words.named(found, language, row[:2])) for row in shown], names)
    factor, reached = units.unit(language, metric).factor, [0.0]
    for place, (_, _, estimate, answer) in enumerate(shown):
        side = GOOD if estimate.mean > 0 else BAD
        rows.dot(axis, estimate, place, factor, side, bool(answer.direction), faint=not estimate.direction)
        reached += [factor * x for x in (estimate.mean, estimate.low, estimate.high)]
    rows.fit(axis, language, reached, zero=True)
    axis.axvline(0, color=style.INK, linewidth=style.em(0.1), zorder=1)
    axis.set_xlabel(language("bundles.pairs.axis"))
    return drawn.close()


def more(found, language):
    """Waiting and hardship against the number of levers."""
    first = min((row for row in found.harm.items() if row[1]), key=lambda row: row[1][0], default=None)
    title = language("bundles.many.figure_none")
    if first:
        size, metric = first[1][0], language.metric(found.metric(first[0]))
        every = size == len(found.study.levers)
        title = language(f"bundles.many.figure_{'all' if every else 'harm'}", metric=metric, n=size)
    explanation = language("bundles.many.explanation", orders=len(found.study.chains))
    drawn = page(found.measured.first, language, title, explanation, 22)
    for axis, name in zip(drawn.grid(len(HARM), 2, 4.2, 0.6, 3.0, 3.2, 15, 2.5), HARM):
        plot_more(axis, found, language, name)
    return drawn.close()


def plot_more(axis, found, language, name):
    """One metric along the chains: thin lines, their mean with a band, and from where on it clearly is worse."""
    metric = found.metric(name)
    factor = units.unit(language, metric).factor
    sizes, chains = found.many(name)
    for chain in statistics.finite_mean(chains):
        axis.plot(sizes, factor * chain, color=style.FAINT, linewidth=style.em(0.1), zorder=2)
    over_orders = statistics.finite_mean(chains)
    mean, low, high = (factor * one for one in statistics.mean_intervals(over_orders.T))
    axis.fill_between(sizes, low, high, color=NEUTRAL.colour, alpha=style.BAND, lw=0, zorder=3)
    axis.plot(sizes, mean, "o-", color=NEUTRAL.colour, markersize=style.em(0.4), zorder=4)
    axis.axhline(mean[0], color=style.MUTED, linewidth=style.em(0.1), zorder=1)
    if found.harm[name]:
        axis.axvline(found.harm[name][0], color=BAD.colour, linestyle=":", linewidth=style.em(0.14), zorder=1)
    axis.xaxis.set_major_locator(MaxNLocator(8, integer=True))
    style.mark(axis.yaxis, language, 6)
    axis.set_xlabel(language("bundles.many.axis"))
    units.head(axis, language, metric, sheet.width_of(axis))

