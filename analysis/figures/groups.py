"""Differences from the first scenario by group; those of a kind of group are judged as a family."""

from dataclasses import dataclass

import numpy as np

from .. import breakdowns, judgements, quantities, statistics, style
from ..statistics import Estimate
from ..verdicts import Answer
from . import says, sheet

CAPACITY = ("low_capacity", "high_capacity")


@dataclass(frozen=True)
class Found:
    """A difference of a scenario from the first, in a metric, for a member of a group."""

    metric: str
    scenario: str
    group: str
    member: int
    estimate: Estimate
    answer: Answer


def differences(results, metrics, others, groups):
    """[Found] of these metrics, scenarios and groups: all, capacity, offices, life_situations."""
    base = results.bases[0]
    found = []
    for group in groups:
        raw = {
            (name, one, group, member): (estimate, 1)
            for name in metrics
            for one in others
            for member, estimate in pairs(results, name, one, base, group)
            if np.isfinite(estimate.mean)
        }
        found += [Found(*key, *judged) for key, judged in judgements.judged(raw).items()]
    return found


def pairs(results, name, one, base, group):
    """(member, Estimate) of a scenario less the first, on the same luck."""
    window = says.window(results)
    if group == "all":
        return [(0, quantities.contrast(results, one, base, name, window))]
    if group == "capacity":
        return [
            (place, quantities.contrast(results, one, base, f"{name}_{kind}", window))
            for place, kind in enumerate(CAPACITY)
            if f"{name}_{kind}" in results.metrics
        ]
    values = breakdowns.values(results, group, name, window)
    if values is None:
        return []
    rows = results.common_rows(one, base)
    gaps = values[rows[0]] - values[rows[1]]
    return [
        (int(member), statistics.mean_interval(gaps[:, place]))
        for place, member in enumerate(breakdowns.members(results, group))
    ]


def draw_names(page, results, language, shown, down=0.0):
    """Marks and names of scenarios in a line or more; gives how many em they take."""
    at, line = 0.0, 0
    for one in shown:
        look = style.look(results, one)
        words = sheet.name(language.variant(one), page.wide - 2, 1, "bold")
        wide = sheet.breadth(words, "bold") + 1.6
        if at and at + wide > page.wide:
            at, line = 0.0, line + 1
        axis = page.axes(at, down + 1.45 * line + 0.1, 1.1, 1.1)
        axis.set_axis_off()
        axis.plot(0.5, 0.5, look.marker, color=look.colour, ms=style.em(0.7), clip_on=False)
        page.write(at + 1.4, down + 1.45 * line, words, 1.0, weight="bold", color=look.ink)
        at += wide + 1.6
    return 1.45 * (line + 1) + 0.2


def names_high(results, language, shown, wide):
    """How many em the names take on a page so wide."""
    at, line = 0.0, 0
    for one in shown:
        words = sheet.name(language.variant(one), wide - 2, 1, "bold")
        long = sheet.breadth(words, "bold") + 1.6
        if at and at + long > wide:
            at, line = 0.0, line + 1
        at += long + 1.6
    return 1.45 * (line + 1) + 0.2


def draw_marks(axis, results, items, place, factor):
    """Marks of one scenario in one row: full where clear, pale where unsure."""
    for item in items:
        look = style.look(results, item.scenario)
        mean = item.estimate.mean * factor
        clear = item.answer.direction != 0
        axis.plot(
            mean,
            place,
            look.marker,
            color=look.colour,
            ms=style.em(0.6 if len(items) > 1 else 0.75),
            mec="white",
            mew=style.em(0.05),
            alpha=0.95 if clear else 0.3,
            zorder=4 if clear else 3,
        )
        if len(items) == 1 and np.isfinite(item.estimate.low):
            axis.plot(
                [item.estimate.low * factor, item.estimate.high * factor],
                [place, place],
                color=look.colour,
                lw=style.em(0.15),
                alpha=0.9 if clear else 0.3,
            )
