"""What `maatwerk pilot` draws: how often evaluations see the effect, and what they show of it, by plan."""

import numpy as np

from .. import pilot_words, style
from ..evaluation import ALPHA, DESIGNS
from ..language import capital
from ..seen import ENOUGH
from . import sheet, units

LOOKS = (style.OTHER_LOOKS[1], style.OTHER_LOOKS[0], style.OTHER_LOOKS[2], *style.OTHER_LOOKS[3:])
HUNDRED = 100


def draw(study, language):
    """Power above, and what is shown below; a column a design, a line for each number of offices. For the first metric."""
    return draw_plans(study.first_runs, language, study)


@sheet.drawn
def draw_plans(results, language, study, width):
    """The same, as all figures are drawn."""
    metric, found = study.metrics[0], study.all_seen(study.metrics[0])
    page = sheet.Sheet(results, language, width, title(study, language, metric), explanation(study, language), 33)
    keys(page, language, study)
    wide, gap = (page.wide - 4.5 - 2 * 3.2) / 3, 3.2
    for column, design in enumerate(DESIGNS):
        right = 4.0 + column * (wide + gap)
        above, below = page.axes(right, 4.2, wide, 10.5), page.axes(right, 19.6, wide, 9.5)
        rows = [one for one in found if one.plan.design == design]
        power(above, language, rows, study, column == 0)
        effects(below, language, rows, study, metric, column == 0)
        sheet.heading(above, capital(language(f"pilot.design.{design}")), wide)
        below.set_xlabel(language("pilot.figure.months"), fontsize=style.em(0.85))
    level(page, found, metric)
    return page.close()


def title(study, language, metric):
    """What is recommended, or that nothing is."""
    best, told = study.recommended(metric), {"metric": language.metric(metric)}
    if best:
        return capital(language("pilot.figure.recommended", plan=pilot_words.of_plan(language, best.plan), **told))
    clear = any(one.sign for one in study.all_seen(metric))
    return language("pilot.figure.title" if clear else "pilot.figure.nothing", **told)


def explanation(study, language):
    """What is brought in, and how to read it."""
    return f"{study.change.heading(language)}, {study.base.named(language)}. {language('pilot.figure.explanation')}"


def keys(page, language, study):
    """Which colour is how many offices."""
    right = 4.0
    for place, offices in enumerate(study.options.offices):
        look, words = LOOKS[place], language("pilot.figure.offices", n=offices)
        page.write(right, 0.4, "●", color=look.colour)
        page.write(right + 1.1, 0.4, words)
        right += 2.6 + sheet.breadth(words)
    page.write(right, 0.4, "—", color=style.INK)
    page.write(right + 1.4, 0.4, language("pilot.figure.truth"))


def lines(rows, study):
    """[(Look, shift, [Seen])]: a line for each number of offices, a little apart so that none hides another."""
    count = len(study.options.offices)
    apart = 0.02 * max(study.options.months)
    for place, offices in enumerate(study.options.offices):
        yield LOOKS[place], apart * (place - (count - 1) / 2), [one for one in rows if one.plan.offices == offices]


def months_axis(axis, study):
    """The months that were tried."""
    months = study.options.months
    beside = 0.12 * max(months)
    axis.set_xlim(min(months) - beside, max(months) + beside)
    axis.set_xticks(months)


def power(axis, language, rows, study, first):
    """Of 100 evaluations those that see the effect, and those that raise a false alarm."""
    for look, shift, own in lines(rows, study):
        months = np.array([one.plan.months for one in own]) + shift
        values = np.array([HUNDRED * one.power for one in own])
        low, high = HUNDRED * np.array([one.power_interval for one in own]).T
        axis.fill_between(months, low, high, color=look.colour, alpha=style.BAND, lw=0)
        axis.plot(months, values, "-o", color=look.colour, markersize=style.em(0.5))
        alarms = [HUNDRED * one.alarms for one in own]
        axis.plot(months, alarms, ":", color=look.colour, marker="o", markerfacecolor="white", markersize=style.em(0.45))
    for height in (HUNDRED * ENOUGH, HUNDRED * ALPHA):
        axis.axhline(height, color=style.INK, linewidth=style.em(0.08), linestyle=(0, (1, 2)), zorder=1)
    axis.set_ylim(-3, 103)
    axis.set_yticks([HUNDRED * ALPHA, 50, HUNDRED * ENOUGH, 100])
    months_axis(axis, study)
    if first:
        axis.set_ylabel(language("pilot.figure.power"))


def effects(axis, language, rows, study, metric, first):
    """What plans show, and what a full rollout does."""
    factor = units.unit_factor(metric)
    # About the effect of the largest town: which offices there are in a smaller one is luck, and nobody's mistake.
    truth = {one.plan.months: one.truth.mean for one in rows if one.plan.offices == study.options.offices[-1]}
    for look, shift, own in lines(rows, study):
        for one in own:
            where = one.plan.months + shift
            shows = truth[one.plan.months] + np.array([one.bias.low, one.bias.mean, one.bias.high])
            axis.plot([where] * 2, factor * shows[[0, 2]], color=look.colour)
            axis.plot([where], factor * shows[[1]], "o", color=look.colour, markersize=style.em(0.5))
    for months, effect in truth.items():
        beside = 0.055 * max(study.options.months)
        ends = [months - beside, months + beside]
        axis.plot(ends, [factor * effect] * 2, color=style.INK, linewidth=style.em(0.16), zorder=1)
    axis.axhline(0, color=style.FAINT, linewidth=style.em(0.1), zorder=0)
    months_axis(axis, study)
    style.mark(axis.yaxis, language, 5)
    if first:
        axis.set_ylabel(units.gap(language, metric))


def level(page, found, metric):
    """Gives the panels of effects one scale, so that they can be compared."""
    axes = page.figure.axes[1::2]
    low, high = min(axis.get_ylim()[0] for axis in axes), max(axis.get_ylim()[1] for axis in axes)
    for axis in axes:
        axis.set_ylim(low, high)
