"""The signature picture: aimed, realised with the loops cut, realised year by year.

The arrow from aimed to cut is what perception and take-up leave of a policy. Only the second one,
from cut through the years, is dynamics. Coordinates are 0 to 100 on both axes.
"""

import numpy as np
from matplotlib.patches import Rectangle

from .. import findings, judgements, statistics, style
from ..errors import NothingToDraw
from . import absent, journeys, labels, says, sheet, units

MOST = 6  # scenarios
VIEW = (-12, 112)  # the ends of both axes
NEAR = 3.0  # points of the plane: journeys that stay this close are one mark


@sheet.drawn
def draw(results, language, width):
    """The figure; raises NothingToDraw if the file has no realised point."""
    absent.need_months(results, language, statistics.YEAR)
    if len(absent.need_metrics(results, language, journeys.AXES)) < len(journeys.AXES):
        raise NothingToDraw(language("missing.metrics", metrics=", ".join(journeys.AXES)))
    absent.need_numbers(results, language, journeys.AXES, results.bases)
    everybody = [journeys.of(results, name) for name in results.bases]
    items = [item for item in everybody if item.years][:MOST]
    lost = [language.variant(i.scenario) for i in everybody if not i.years]
    if not items:
        raise NothingToDraw(language("missing.year"))
    cut = any(item.cut for item in items)
    explanation = [language("figure.plane.explanation")]
    if not cut:
        explanation.append(language("figure.plane.no_cut"))
    explanation += absent.only_first(language, len(items), len(everybody) - len(lost))
    if lost:
        explanation.append(language("missing.scenarios", scenarios=language.enumerate(lost)))
    side = {"column": 29.0, "page": 40.0, "slide": 0.0}[width]
    key = 7.6 if width == "column" else 0.0
    page = sheet.Sheet(
        results,
        language,
        width,
        title(results, language, items),
        " ".join(explanation),
        side + 4.6 + key,
    )
    side = side or page.tall - 4.4
    left = 5.2 if width == "column" else 6.0
    axis = square(page, language, left, side)
    draw_journeys(axis, results, language, items)
    if width == "column":
        draw_key(page, language, 0.0, side + 4.8, page.wide, cut)
    elif width == "slide":
        draw_key(page, language, left + side + 2.0, 1.0, page.wide - left - side - 2.0, cut)
    else:
        draw_key(page, language, left + side + 1.2, 2.0, page.wide - left - side - 1.2, cut)
    return page.close()


def square(page, language, left, side):
    """The plane itself, with what its ends mean."""
    axis = page.axes(left, 0.4, side, side)
    axis.set_xlim(*VIEW)
    axis.set_ylim(*VIEW)
    axis.set_xticks(range(0, 101, 25))
    axis.set_yticks(range(0, 101, 25))
    axis.tick_params(length=0)
    for spine in axis.spines.values():
        spine.set_visible(False)
    axis.add_patch(
        Rectangle((0, 0), 100, 100, fill=False, edgecolor=style.FAINT, lw=style.em(0.12), zorder=1)
    )
    axis.set_xlabel(sheet.wrap(language("figure.plane.group"), side))
    axis.set_ylabel(sheet.wrap(language("figure.plane.individual"), side))
    return axis


def draw_journeys(axis, results, language, items):
    """Journeys that nearly coincide as one; names at their aims, years at the ends of one of them."""
    groups = together(items)
    placer = labels.Labels(axis)
    for group in groups:
        draw_journey(axis, group[0])
        keep_free(placer, group[0])
    for group in groups:
        item = group[0]
        words = []
        for one in group:
            name = sheet.name(language.variant(one.scenario), 16, 1, "bold")
            short = one.least_n < results.most
            words.append(f"{name} (n ≥ {one.least_n})" if short else name)
        shared = any(other[0].aim == item.aim for other in groups if other is not group)
        at = journeys.means(item.years[-1]) if shared or not item.aim else item.aim
        first = (0, 1) if at[1] > 50 else (0, -1)
        colour = item.look.ink if len(group) == 1 else style.INK
        placer.put("\n".join(words), *at, colour, 1.0, "bold", first)
    told = next((g[0] for g in groups if g[0].scenario == findings.focus(results)), groups[0][0])
    ends = ((0, told.years[0]), (-1, told.years[-1])) if len(told.years) > 1 else ()
    for which, year in ends:
        words = language("figure.plane.year", n=told.numbers[which])
        placer.put(words, *journeys.means(year), style.MUTED, 0.85)


def together(items):
    """Lists of journeys that nearly coincide: the same aim, and every year close by."""
    groups = []
    for item in items:
        for group in groups:
            other = group[0]
            if item.aim == other.aim and item.numbers == other.numbers:
                pairs = zip(item.years, other.years)
                if all(far(one, two) <= NEAR for one, two in pairs):
                    group.append(item)
                    break
        else:
            groups.append([item])
    return groups


def far(one, other):
    """Distance of two places on the plane."""
    return float(np.hypot(*np.subtract(journeys.means(one), journeys.means(other))))


def keep_free(placer, item):
    """No name on an aim, a cut point, or the path."""
    if item.aim:
        placer.keep_free(*item.aim, 0.9)
    stops = [journeys.means(year) for year in item.years]
    stops = ([journeys.means(item.cut)] if item.cut else []) + stops
    for stop in (stops[0], stops[-1]):
        placer.keep_free(*stop, 0.55)
    if item.aim and item.cut:
        placer.keep_line(*zip(item.aim, stops[0]))
    if len(stops) > 1:
        placer.keep_line(*zip(*stops))


def draw_journey(axis, item):
    """Aim, first arrow, cut point, and the path through the years with its intervals."""
    colour, marker = item.look.colour, item.look.marker
    if item.aim:
        hollow = {"markerfacecolor": "white", "markeredgecolor": colour, "zorder": 3}
        size = {"markersize": style.em(1.6), "markeredgewidth": style.em(0.15)}
        axis.plot(*item.aim, marker, **hollow, **size)
        axis.plot(*item.aim, ".", markersize=style.em(0.5), color=colour, zorder=4)
    if item.cut and item.aim:
        arrow(axis, item.aim, journeys.means(item.cut), style.MUTED)
    if item.cut:
        axis.plot(
            *journeys.means(item.cut),
            marker,
            markersize=style.em(0.95),
            markerfacecolor="white",
            markeredgecolor=colour,
            markeredgewidth=style.em(0.18),
            zorder=6,
        )
    journeys.draw_path(axis, item, size=style.em(0.45), width=style.em(0.28))


def arrow(axis, start, end, colour):
    """An arrow between two places, clear of both symbols."""
    axis.annotate(
        "",
        end,
        start,
        arrowprops={
            "arrowstyle": "-|>",
            "color": colour,
            "linestyle": (0, (3, 2)),
            "lw": style.em(0.13),
            "shrinkA": style.em(1.0),
            "shrinkB": style.em(0.6),
            "mutation_scale": style.em(1.1),
        },
        zorder=4,
    )


def draw_key(page, language, right, down, wide, cut):
    """The points in the order in which a policy passes them, from the top."""
    parts = ("aimed", *(["cut"] if cut else []), "closed")
    across = wide > 24
    at = down
    for part in parts:
        words = sheet.wrap(language(f"figure.plane.{part}"), (wide - 3.4) / 0.9)
        axis = page.axes(right, at, 2.8, 1.6)
        draw_symbol(axis, part)
        page.write(right + 3.3, at + 0.15, words, 0.9)
        at += max(1.9, len(words.split("\n")) * sheet.LEADING * 0.9 + 0.6)
        at += 0.0 if across else 0.5


def draw_symbol(axis, part):
    """One symbol of the key."""
    axis.set_axis_off()
    axis.set_xlim(0, 1)
    axis.set_ylim(0, 1)
    ring = {"mfc": "white", "mec": style.INK, "mew": style.em(0.15), "clip_on": False}
    if part == "aimed":
        axis.plot(0.5, 0.5, "o", markersize=style.em(1.4), **ring)
        axis.plot(0.5, 0.5, ".", color=style.INK, markersize=style.em(0.4))
    elif part == "cut":
        arrow(axis, (-0.25, 0.5), (0.8, 0.5), style.MUTED)
        axis.plot(0.85, 0.5, "o", markersize=style.em(0.8), **ring)
    else:
        steps = np.linspace(0, 0.85, 6)
        axis.plot(steps, 0 * steps + 0.5, color=style.INK, lw=style.em(0.25))
        axis.plot(steps[:-1], 0 * steps[:-1] + 0.5, ".", color=style.INK, markersize=style.em(0.6))
        axis.plot(0.85, 0.5, "o", markersize=style.em(0.8), color=style.INK, clip_on=False)


def title(results, language, items):
    """How much individual tailoring comes or goes where most is tailored, or that nothing moves."""
    if results.months < 2 * statistics.YEAR or not says.testable(
        results, [item.scenario for item in items]
    ):
        return language("figure.plane.title")
    focus = findings.focus(results)
    shown = [item.scenario for item in items]
    order = ([focus] if focus in shown else []) + [one for one in shown if one != focus]
    for axis in reversed(journeys.AXES):
        for scenario in order:
            _, answer = judgements.change(results, scenario, axis)
            if answer.direction:
                years = says.years(results, scenario, axis)
                return language(
                    f"figure.plane.{'rises' if answer.direction > 0 else 'falls'}",
                    variant=says.label(results, language, scenario),
                    what=language(f"figure.plane.{axis}"),
                    first=units.spoken(language, 100 * years.first.mean),
                    last=units.spoken(language, 100 * years.last.mean),
                    year=results.months // statistics.YEAR,
                )
    return language("figure.plane.steady")
