"""Who gains and who loses against the first scenario: by capacity, life situation and office."""

import numpy as np

from . import breakdowns, judgements, matters, quantities, statistics
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
        for name, metric in results.metrics.items()
        if name.endswith((LOW, HIGH)) and not metric.term
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
    if all(name in names and matters.directed(results.metrics[name]) for name in (FIT + LOW, FIT + HIGH)):
        for scenario in others(results):
            low, high = (
                matters.outcome(results.metrics[FIT + who], found[scenario, FIT + who][1].direction)
                for who in (LOW, HIGH)
            )
            same = "both" if low == high else "apart"
            sentences.append(
                language(
                    f"gains.{same}",
                    name=language.quoted(scenario),
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
    """(interval in words, its outcome) of a difference with the first scenario."""
    words = language.difference(estimate, metric, bare=True, runs=results.most)
    return words, matters.outcome(metric, answer.direction)


def by_part(results, language, group):
    """Sentences and table rows of a breakdown of the file; both empty without it."""
    count = len(breakdowns.members(results, group)) if others(results) else 0
    window = matters.window(results)
    names = [
        name
        for name in METRICS
        if name in results.metrics
        and matters.directed(results.metrics[name])
        and breakdowns.values(results, group, name, window) is not None
    ]
    if count < 2 or not names:
        return [], []
    judged = judgements.judged(balances(results, group, names))
    sentences = [
        about_parts(results, language, group, scenario, names[0], judged, count)
        for scenario in others(results)
    ]
    rows = [
        (
            language.difference_with_unit(results.metrics[name]),
            [part_cell(results, language, group, s, name, judged) for s in others(results)],
        )
        for name in names
    ]
    return sentences, rows


def about_parts(results, language, group, scenario, name, judged, count):
    """'Under B decisions fit better in 14 of the 16 life situations, and less well in 2.'"""
    better, worse = (float(np.nanmean(x)) for x in sides(results, group, scenario, name))
    answer = judged[scenario, name][1]
    better, worse = (
        language.digits(number, 0) if number >= 0.5 else language("word.none")
        for number in (better, worse)
    )
    return language(
        f"gains.{'fitting' if name == FIT else 'parts'}.{SIDES[answer.direction]}",
        name=language.quoted(scenario),
        label=language.metric(results.metrics[name]),
        parts=language(f"gains.{group}.parts"),
        better=better,
        worse=worse,
        n=count,
    )


def part_cell(results, language, group, scenario, name, judged):
    """In how many parts it is better and worse, and the least and the greatest mean difference."""
    better, worse = (float(np.nanmean(x)) for x in sides(results, group, scenario, name))
    means = statistics.finite_mean(moved(results, group, scenario, name), axis=0)
    ends = (np.nanmin(means), np.nanmax(means)) if np.isfinite(means).any() else (np.nan, np.nan)
    metric = results.metrics[name]
    words = language(
        "gains.cell",
        better=language.digits(better, 1),
        worse=language.digits(worse, 1),
        low=bare(language, ends[0], metric),
        high=bare(language, ends[1], metric),
    )
    return words, SIDES[judged[scenario, name][1].direction]


def bare(language, value, metric):
    """A signed difference without its unit."""
    exact = statistics.Estimate(float(value), np.nan, np.nan, np.nan, 1)
    return language.difference(exact, metric, bare=True, runs=1)


def moved(results, group, scenario, name):
    """Each part less the same part under the first scenario: float[pair of runs][part]."""
    found = breakdowns.values(results, group, name, matters.window(results))
    left, right = results.common_rows(scenario, results.bases[0])
    return found[left] - found[right]


def sides(results, group, scenario, name):
    """In how many parts of a run it is better, and in how many worse: two float[pair of runs]."""
    sign = {"higher": 1, "lower": -1}.get(results.metrics[name].better, 0)
    found = sign * moved(results, group, scenario, name)
    return [np.sum(side * found > 0, axis=1).astype(float) for side in (1, -1)]


def balances(results, group, names):
    """Parts that are better less parts that are worse, in a run: {(scenario, metric): (Estimate, 1)}.

    Which part has which number is drawn anew in each run, so parts are counted and not named.
    """
    return {
        (scenario, name): (
            statistics.mean_interval(np.subtract(*sides(results, group, scenario, name))),
            1,
        )
        for scenario in others(results)
        for name in names
    }
