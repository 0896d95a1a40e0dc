"""Fit against waiting and cost: every scenario from its first year to its last, and its worlds."""

from itertools import combinations

import numpy as np

from .. import quantities, style
from ..language import capital
from ..errors import NothingToDraw
from ..worlds import origin
from . import absent, labels, lines, says, sheet, units

FIT, PRICES = "misfit", ("waiting", "cost_administration")
MOST = 8
NEAR = 0.025  # share of both axes: scenarios this close are one mark


@sheet.drawn
def draw(results, language, width):
    """Figure of a panel for each price; raises NothingToDraw without fit, or without a price."""
    absent.need_metrics(results, language, (FIT,))
    prices = absent.need_metrics(results, language, PRICES)
    shown = results.bases[:MOST]
    absent.need_numbers(results, language, (FIT,), shown)
    explanation = [language("figure.tradeoff.explanation")]
    window = says.window(results)
    if says.window(results) == "all":
        explanation = [language("figure.tradeoff.short")]
    if results.worlds is not None:
        explanation.append(language("figure.tradeoff.worlds", found=origin(results.worlds, language)))
    explanation += absent.only_first(language, len(shown), len(results.bases))
    columns = 1 if width == "column" else len(prices)
    page = sheet.Sheet(
        results,
        language,
        width,
        title(results, language, shown, (FIT, *prices)),
        " ".join(explanation),
        -(-len(prices) // columns) * 26.5,
    )
    axes = page.grid(len(prices), columns, 4.2, 1.0, 3.2, 3.3, 20.0, 2.0)
    drawn = [
        draw_panel(axis, results, language, name, shown, window)
        for axis, name in zip(axes, prices)
    ]
    if not any(drawn):
        words = [language.metric(results.metrics[name]) for name in (FIT, *prices)]
        raise NothingToDraw(language("missing.numbers", metrics=", ".join(words)))
    return page.close()


def draw_panel(axis, results, language, price, shown, window):
    """Fit across, a price upward; gives whether there was anything to draw."""
    names = (FIT, price)
    factors = [units.unit_factor(results.metrics[name]) for name in names]
    last = {one: spot(results, one, names, window, factors) for one in shown}
    last = {one: spot_ for one, spot_ in last.items() if np.isfinite(spot_[0]).all()}
    if not last:
        absent.write(axis, language)
        return False
    first = {}
    if window == "last_year":
        first = {one: spot(results, one, names, "first_year", factors) for one in last}
        first = {one: found for one, found in first.items() if np.isfinite(found[0]).all()}
    others = worlds(results, names, window, factors, list(last))
    view(axis, [*last.values(), *first.values()], others)
    placer = labels.Labels(axis)
    for one, points in others.items():
        axis.plot(*points, ".", color=style.look(results, one).colour, ms=style.em(0.35), alpha=0.3)
    groups = together(axis, last)
    for group in groups:
        one = group[0]
        look = style.look(results, one)
        if one in first:
            (x, y), (to, up) = first[one][0], last[one][0]
            axis.plot([x, to], [y, up], color=look.colour, alpha=0.5, lw=style.em(0.16))
            axis.plot(
                x,
                y,
                look.marker,
                mfc="white",
                mec=look.colour,
                ms=style.em(0.6),
                mew=style.em(0.12),
            )
            placer.keep_line((x, to), (y, up))
        draw_spot(axis, last[one], look)
        (x, y), (wide, tall) = last[one]
        placer.keep_free(x, y, 0.6)
        placer.keep_line((x - wide, x + wide), (y, y))
        placer.keep_line((x, x), (y - tall, y + tall))
    better(axis, language, results, price, placer)
    middle = np.mean([last[group[0]][0] for group in groups], axis=0)
    for group in groups:
        words = lines.joined(results, language, group, 11)
        outward = tuple(int(x) for x in np.sign(last[group[0]][0] - middle))
        look = style.look(results, group[0])
        colour = look.ink if len(group) == 1 else style.INK
        side = outward if outward in labels.AROUND else (1, 0)
        placer.put(words, *last[group[0]][0], colour, labels.LABEL, "bold", side)
    style.mark(axis.xaxis, language, 5)
    style.mark(axis.yaxis, language, 5)
    metric = results.metrics[FIT]
    across = units.name(language, metric), units.unit(language, metric).axis
    words = language("figure.tradeoff.across", name=across[0], unit=across[1])
    axis.set_xlabel(sheet.wrap(words, sheet.width_of(axis) + 2), color=style.MUTED)
    units.head(axis, language, results.metrics[price], sheet.width_of(axis))
    return True


def spot(results, scenario, names, window, factors):
    """Means and the half-widths of their intervals, two of each."""
    found = [quantities.estimate(results, scenario, name, window) for name in names]
    means = np.array([e.mean * factor for e, factor in zip(found, factors)])
    halves = np.array([(e.high - e.mean) * factor for e, factor in zip(found, factors)])
    return means, halves


def worlds(results, names, window, factors, shown):
    """{scenario: two float[world]} of a file that has worlds."""
    every = results.worlds
    if every is None:
        return {}
    found = {one: [every.of(one, name, window) for name in names] for one in shown}
    return {
        one: [values * factor for values, factor in zip(pair, factors)]
        for one, pair in found.items()
        if all(values is not None for values in pair)
    }


def view(axis, spots, clouds):
    """Both axes about all marks, from zero if that is near, with room for names."""
    for which, fit in ((0, axis.set_xlim), (1, axis.set_ylim)):
        values = [number for mean, half in spots for number in bounds(mean[which], half[which])]
        values += [number for pair in clouds.values() for number in pair[which]]
        values = [number for number in values if np.isfinite(number)]
        low, high = min(values), max(values)
        if 0 <= low < 0.5 * high:
            low = 0.0
        room = 0.1 * (high - low) or 0.1 * abs(high) or 1.0
        fit(low - room, high + room)


def bounds(mean, half):
    """A mean and the ends of its interval."""
    return mean, mean - half, mean + half


def draw_spot(axis, found, look):
    """A scenario with both its intervals."""
    (x, y), (wide, tall) = found
    axis.errorbar(
        x,
        y,
        xerr=wide if np.isfinite(wide) else None,
        yerr=tall if np.isfinite(tall) else None,
        fmt=look.marker,
        color=look.colour,
        ms=style.em(0.95),
        mec="white",
        mew=style.em(0.08),
        elinewidth=style.em(0.12),
        zorder=5,
    )


def together(axis, spots):
    """Lists of scenarios of which the marks would lie on each other."""
    sizes = np.array([np.ptp(axis.get_xlim()), np.ptp(axis.get_ylim())])
    groups = []
    for one, (mean, _) in spots.items():
        for group in groups:
            if (np.abs(mean - spots[group[0]][0]) / sizes <= NEAR).all():
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def better(axis, language, results, price, placer):
    """An arrow to the corner where everything is best."""
    signs = [{"lower": -1, "higher": 1}.get(results.metrics[n].better, 0) for n in (FIT, price)]
    if 0 in signs:
        return
    corner = [0.985 if sign > 0 else 0.015 for sign in signs]
    start = [at - sign * 0.1 for at, sign in zip(corner, signs)]
    ends = (axis.get_xlim(), axis.get_ylim())
    placer.keep_free(*(low + at * (high - low) for at, (low, high) in zip(start, ends)), 1.5)
    axis.annotate(
        language("figure.better"),
        corner,
        start,
        xycoords="axes fraction",
        textcoords="axes fraction",
        ha="center",
        va="center",
        fontsize=style.em(0.85),
        style="italic",
        color=style.MUTED,
        arrowprops={
            "arrowstyle": "-|>",
            "color": style.MUTED,
            "lw": style.em(0.12),
            "mutation_scale": style.em(0.9),
        },
    )


def title(results, language, shown, names):
    """Who is clearly best in what, or that nobody is."""
    if len(shown) < 2 or not says.testable(results, shown):
        return language("figure.tradeoff.title")
    found = says.contrasts(results, list(combinations(shown, 2)), names)
    said = []
    for name in names:
        best = clearly_best(results, found, name, shown)
        if best is not None:
            words = says.label(results, language, best)
            said.append(language(f"figure.tradeoff.best_{name}", variant=words))
    if not said:
        return language("figure.tradeoff.none" if found else "figure.tradeoff.title")
    return capital(language.enumerate(said))


def clearly_best(results, found, name, shown):
    """The scenario that is clearly better in a metric than every other, or None."""
    way = {"lower": -1, "higher": 1}.get(results.metrics[name].better, 0)
    for one in shown:
        others = [other for other in shown if other != one]
        if all(direction(found, name, one, other) * way > 0 for other in others):
            return one
    return None


def direction(found, name, one, other):
    """+1 if one clearly has more than the other, -1 if less, else 0."""
    if (name, one, other) in found:
        return found[name, one, other][1].direction
    if (name, other, one) in found:
        return -found[name, other, one][1].direction
    return 0
