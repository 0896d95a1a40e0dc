"""Variants against what matters to whom: first year and last, as dots, a tint and a number."""

import math
from dataclasses import dataclass

from . import clauses, dynamics, judgements, matters, natural, quantities, statistics, worlds
from .language import capital

MOST = 6  # scenarios on the first screen
LEVELS = 3
FULL, EMPTY = "●", "○"


@dataclass(frozen=True)
class Column:
    """A thing that matters, its unit and which way is better."""

    matter: matters.Matter
    heading: str
    explained: str
    unit: str
    better: str
    flat: bool


@dataclass(frozen=True)
class Cell:
    """One scenario in one thing that matters; levels are 1 to 3, 0 without a number."""

    column: Column
    levels: tuple
    dots: str
    numbers: str
    move: str
    details: list


def columns(results, language):
    """The columns of the scorecard, grouped by whom: [(perspective in words, [Column])]."""
    groups = {}
    for matter in matters.of(results):
        groups.setdefault(matter.perspective, []).append(column(results, language, matter))
    return [(clauses.who(language, name), found) for name, found in groups.items()]


def column(results, language, matter):
    """What stands above a column."""
    metric = results.metrics[matter.metric]
    unit = unit_of(results, matter)
    label = language.metric(metric)
    return Column(
        matter=matter,
        heading=language(f"matter.{matter.key}.heading") if matter.key else label,
        explained=language(f"matter.{matter.key}.explained") if matter.key else label,
        unit=language("score.a_year" if matter.times > 1 else f"natural.{unit.key}.short"),
        better=language(f"score.{metric.better}"),
        flat=not told_apart(results, matter),
    )


def shown(results):
    """The scenarios on the first screen."""
    return results.bases[:MOST]


def windows(results):
    """First and last year, or all of a short study."""
    return ("first_year", "last_year") if results.months >= 2 * statistics.YEAR else ("all",)


def means(results, matter, scenario):
    """The numbers of a cell: one for each window, NaN without one."""
    return [
        quantities.estimate(results, scenario, matter.metric, window).mean
        for window in windows(results)
    ]


def unit_of(results, matter):
    """The unit of a column's numbers."""
    largest = max(
        (abs(m) for name in shown(results) for m in means(results, matter, name) if math.isfinite(m)),
        default=0.0,
    )
    return natural.unit(results.metrics[matter.metric], largest, matter.times)


def told_apart(results, matter):
    """Whether any verdict tells the numbers of a column apart: over the years or between scenarios."""
    name = matter.metric
    moved = any(judgements.change(results, s, name)[1].direction for s in shown(results))
    window = matters.window(results)
    pairs = judgements.rivals(results, tuple(shown(results)), window)
    return moved or any(item[1].direction for key, item in pairs.items() if key[0] == name)


def rows(results, language):
    """[(scenario, label, [Cell])] of the scorecard."""
    found = [one for _, group in columns(results, language) for one in group]
    scales = [scale(results, one.matter) for one in found]
    return [
        (
            name,
            language.variant(name),
            [cell(results, language, name, one, ends) for one, ends in zip(found, scales)],
        )
        for name in shown(results)
    ]


def scale(results, matter):
    """Worst and best number of a column."""
    values = [m for s in shown(results) for m in means(results, matter, s) if math.isfinite(m)]
    if not values:
        return math.nan, math.nan
    ends = min(values), max(values)
    return ends if matters.sign(results, matter) > 0 else ends[::-1]


def level(value, ends, flat):
    """1 to 3 by where a number lies between the worst and the best; 2 if nothing tells them apart."""
    if not math.isfinite(value):
        return 0
    worst, best = ends
    if flat or best == worst:
        return (LEVELS + 1) // 2
    return min(LEVELS, 1 + int(LEVELS * (value - worst) / (best - worst)))


def cell(results, language, scenario, column, ends):
    """The Cell of a scenario."""
    matter, values = column.matter, means(results, column.matter, scenario)
    unit = unit_of(results, matter)
    levels = tuple(level(value, ends, column.flat) for value in values)
    change, answer = judgements.change(results, scenario, matter.metric)
    return Cell(
        column=column,
        levels=levels,
        dots="→".join(FULL * n + EMPTY * (LEVELS - n) if n else "–" for n in levels),
        numbers=" → ".join(natural.number(language, value, unit) for value in values),
        move=matters.outcome(results.metrics[matter.metric], answer.direction) if len(values) > 1 else "",
        details=details(results, language, scenario, matter, change, answer),
    )


def details(results, language, scenario, matter, change, answer):
    """What a tap on a cell gives: (label, words) of numbers, verdict, worlds and where it is from."""
    metric = results.metrics[matter.metric]

    def interval(window):
        found = quantities.estimate(results, scenario, matter.metric, window)
        return language.interval(found, metric, runs=results.most)

    found = [(language(f"window.{window}"), interval(window)) for window in windows(results)]
    if change is not None:
        verdict = dynamics.CHANGE[answer.verdict] if change.n > 1 else "absent"
        moved = language.difference(change, metric, runs=results.most)
        found.append((language("report.change"), f"{moved}: {language(f'word.{verdict}')}"))
    sure = worlds.robustness(worlds.change(results, scenario, matter.metric), answer.direction)
    if sure:
        found.append((language("sure.worlds"), robust(language, sure)))
    found.append((language("score.source"), f"maatwerk explain {matter.metric}"))
    return found


def robust(language, sure):
    """'Robust: in 57 of 60 worlds.'"""
    words = language(f"sure.{sure.word}.word")
    return language("sure.share", word=capital(words), n=sure.size, worlds=sure.worlds)


def suits(results, language):
    """For each thing that matters, which scenarios do best: [(who, [(what, scenarios)])].

    The best by its mean, and all that no verdict tells from it; all of them if none is told apart.
    """
    scenarios, window = shown(results), matters.window(results)
    if len(scenarios) < 2:
        return []
    found = judgements.rivals(results, tuple(scenarios), window)
    groups = {}
    for matter in matters.of(results):
        sign = matters.sign(results, matter)
        values = {
            name: sign * quantities.estimate(results, name, matter.metric, window).mean
            for name in scenarios
        }
        values = {name: value for name, value in values.items() if math.isfinite(value)}
        if not values:
            continue
        best = max(values, key=values.get)
        alike = [name for name in values if name == best or not told(found, matter.metric, best, name)]
        what = (
            language(f"matter.{matter.key}.best")
            if matter.key
            else language.metric(results.metrics[matter.metric])
        )
        names = [language.variant(name) for name in alike]
        words = language("suits.none") if len(alike) == len(scenarios) else language.enumerate(names, "or")
        groups.setdefault(matter.perspective, []).append((what, words))
    return [(clauses.who(language, name), rows) for name, rows in groups.items()]


def told(found, metric, one, other):
    """Whether a verdict tells two scenarios apart in a metric."""
    key = (metric, one, other) if (metric, one, other) in found else (metric, other, one)
    return bool(found[key][1].direction)
