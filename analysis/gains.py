"""Who gains and who loses against the first scenario: by capacity, life situation and office."""

import numpy as np

from . import breakdowns, findings, judgements, matters, quantities, statistics
from .scorecard import shown

METRICS = ("misfit", "waiting", "take_up", "complaints", "hardship")
GROUPS = ("life_situations", "offices")
LOW, HIGH = "_low_capacity", "_high_capacity"
FIT = "misfit"
SIDES = {1: "better", -1: "worse", 0: "same"}


def others(results):
    """The scenarios that are held against the first."""
    return shown(results)[1:]


def by_capacity(results, language):
    """Sentences, and table rows (what, who, [cell of each other scenario]), by capacity."""
    names = [
        name
        for name in results.metrics
        if name.endswith((LOW, HIGH)) and name.removesuffix(LOW).removesuffix(HIGH) in results.metrics
    ]
    if not names or not others(results):
        return [], []
    window = matters.window(results)
    found = judgements.judged(
        {
            (scenario, name): (
                quantities.contrast(results, scenario, results.bases[0], name, window),
                1,
            )
            for scenario in others(results)
            for name in names
        }
    )
    sentences = []
    if FIT + LOW in names and FIT + HIGH in names:
        for scenario in others(results):
            low, high = (
                SIDES[-found[scenario, FIT + who][1].direction] for who in (LOW, HIGH)
            )
            sentences.append(
                language(
                    "gains.by_capacity",
                    name=language.quoted(scenario),
                    first=language.quoted(results.bases[0]),
                    low=language(f"gains.fit.{low}"),
                    high=language(f"gains.fit.{high}"),
                )
            )
    rows = [
        (
            language.difference_with_unit(results.metrics[name]),
            [cell(results, language, results.metrics[name], *found[s, name]) for s in others(results)],
        )
        for name in names
    ]
    return sentences, rows


def cell(results, language, metric, estimate, answer):
    """(interval in words, better, worse or same) of a difference with the first scenario."""
    sign = {"higher": 1, "lower": -1}.get(metric.better, 0)
    words = language.difference(estimate, metric, bare=True, runs=results.most)
    return words, SIDES[answer.direction * sign]


def by_part(results, language, group):
    """Sentences and table rows of a breakdown of the file; both empty without it."""
    count = len(breakdowns.members(results, group)) if others(results) else 0
    window = matters.window(results)
    names = [
        name
        for name in METRICS
        if name in results.metrics and breakdowns.values(results, group, name, window) is not None
    ]
    if count < 2 or not names:
        return [], []
    judged = judgements.judged(contrasts(results, group, names, count))
    sentences = [
        about_parts(results, language, group, scenario, names[0], judged, count)
        for scenario in others(results)
    ]
    rows = [
        (
            language.difference_with_unit(results.metrics[name]),
            [part_cell(results, language, judged, s, name, count) for s in others(results)],
        )
        for name in names
    ]
    return sentences, rows


def about_parts(results, language, group, scenario, name, judged, count):
    """'Under B, misfit is lower in 12 of the 16 life situations than under A, and higher in 2.'"""
    better, worse, _, _ = tally(results, judged, scenario, name, count)
    return language(
        f"gains.{group}.{'some' if better or worse else 'none'}",
        name=language.quoted(scenario),
        first=language.quoted(results.bases[0]),
        metric=findings.subject(language, results.metrics[name]),
        better=better,
        worse=worse,
        n=count,
    )


def part_cell(results, language, judged, scenario, name, count):
    """How many parts are better and worse off, from the least difference to the greatest."""
    better, worse, *ends = tally(results, judged, scenario, name, count)
    low, high = (language.value(value, results.metrics[name], signed=True) for value in ends)
    rest = count - better - worse
    words = language("gains.cell", better=better, worse=worse, rest=rest, low=low, high=high)
    return words, SIDES[int(np.sign(better - worse))]


def contrasts(results, group, names, count):
    """{(scenario, metric, part): (Estimate, 1)}: each part against the same of the first scenario."""
    window, first = matters.window(results), results.bases[0]
    differences = {}
    for scenario in others(results):
        left, right = results.common_rows(scenario, first)
        for name in names:
            found = breakdowns.values(results, group, name, window)
            for k in range(count):
                estimate = statistics.mean_interval(found[left, k] - found[right, k])
                differences[scenario, name, k] = estimate, 1
    return differences


def tally(results, judged, scenario, name, count):
    """How many parts are better off and worse off, and the least and the greatest difference."""
    sign = {"higher": 1, "lower": -1}.get(results.metrics[name].better, 0)
    items = [judged[scenario, name, k] for k in range(count)]
    sides = [sign * answer.direction for _, answer in items]
    means = [estimate.mean for estimate, _ in items if np.isfinite(estimate.mean)] or [np.nan]
    return sides.count(1), sides.count(-1), min(means), max(means)
