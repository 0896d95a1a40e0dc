"""Verdicts on a model's patterns, of a file that declares them: docs/patterns.toml.

A claim is a sum of metrics of studies (`terms`), or a number that a study's runs give
(`statistic`), at each point of the studies' designs. Each point is a part, judged by
docs/verdicts.md over replicates; the parts of all claims are one family for Holm's procedure.
"""

from dataclasses import dataclass

import numpy as np

from .. import verdicts
from ..errors import UsageError
from ..results import OK, load, text
from ..statistics import Estimate, mean_interval
from . import contrast, eras

SHOWN, IN_PART, NOT_SHOWN, REVERSE = WORDS = ("shown", "in part", "not shown", "the reverse")
NEAR = "near"
SIGNS = {"more": 1, "less": -1, NEAR: 1}
MONTHS_28 = 28 * 12
STUDY = 1  # place in a term


@dataclass(frozen=True)
class Part:
    """A claim at one point: what was measured, what would matter, and the verdict."""

    label: str
    estimate: Estimate
    smallest_effect: float
    answer: verdicts.Answer
    holds: bool


@dataclass(frozen=True)
class Claim:
    """What was declared, its parts, and the word for all of them together."""

    declared: dict
    parts: list
    word: str


def judge(document, folder):
    """Claims of a file's every pattern, judged as one family: a list beside its patterns."""
    studies = {study["name"]: study for study in document["study"]}
    declared = [claim for pattern in document["pattern"] for claim in pattern["claim"]]
    measured = [list(values_of(claim, studies, folder)) for claim in declared]
    questions = [
        question(claim, values, both)
        for claim, parts in zip(declared, measured)
        for _, values, both in parts
    ]
    answers = iter(zip(questions, verdicts.decide(questions)))
    claims = iter(
        [
            claim_of(claim, parts, [next(answers) for _ in parts])
            for claim, parts in zip(declared, measured)
        ]
    )
    return [(pattern, [next(claims) for _ in pattern["claim"]]) for pattern in document["pattern"]]


def question(claim, values, both):
    """The question that a claim puts to the numbers of one part, in the declared direction."""
    smallest = claim.get("smallest_effect", verdicts.ANY_DIFFERENCE)
    if "smallest_effect_relative" in claim:
        share = claim["smallest_effect_relative"] * both
        smallest = max(share, claim["smallest_effect_floor"])
    difference = mean_interval(SIGNS[claim["direction"]] * (values - claim.get("limit", 0.0)))
    return verdicts.Question(difference, smallest)


def claim_of(claim, measured, judged):
    """A claim with its parts."""
    parts = [
        Part(label, mean_interval(values), asked.smallest_effect, answer, holds(claim, answer))
        for (label, values, _), (asked, answer) in zip(measured, judged)
    ]
    return Claim(claim, parts, word(parts, claim.get("somewhere", False)))


def holds(claim, answer):
    """Whether a part is as declared: near a number is no difference that matters."""
    wanted = verdicts.EQUIVALENT if claim["direction"] == NEAR else verdicts.SUPPORTED
    return answer.verdict == wanted


def word(parts, somewhere):
    """The word for all parts together; a claim that asks for some point is shown by one."""
    held = sum(part.holds for part in parts)
    if held == len(parts) or (somewhere and held):
        return SHOWN
    if held:
        return IN_PART
    against = all(part.answer.verdict == verdicts.CONTRADICTED for part in parts)
    return REVERSE if against else NOT_SHOWN


def values_of(claim, studies, folder):
    """Of each part: its label, float[replicate], and the mean size of both sides."""
    if "statistic" in claim:
        study = studies[claim["study"]]
        path = path_of(folder, study["name"])
        found = STATISTICS[claim["statistic"]](path, study, claim)
        for label, values in found.items():
            values, both = values if isinstance(values, tuple) else (values, np.nan)
            yield label, np.asarray(values), both
        return
    for name in claim.get("each", [""]):
        terms = split(claim, name)
        labels = studies[terms[0][STUDY]].get("points", [])
        by_point = sums(terms, claim, folder)
        if claim.get("pool"):
            values, both = zip(*by_point.values())
            by_point = {contrast.NO_POINT: (np.mean(values, axis=0), np.mean(both))}
        for point, (values, both) in by_point.items():
            place = labels[point] if point != contrast.NO_POINT and len(labels) > point else ""
            yield " ".join(one for one in (name, place) if one), values, both


def split(claim, name):
    """Terms of a claim at one of its `each`: weight, study, scenario, metric, perhaps a window."""
    return [one.replace("*", name).split() for one in claim["terms"]]


def sums(terms, claim, folder):
    """By design point, the sum of the terms, float[replicate], and the mean size of both sides."""
    sides = {1: [], -1: []}
    for weight, study, scenario, metric, *window in terms:
        path, when = path_of(folder, study), window[0] if window else claim["window"]
        number = float(weight + "1" if weight in "+-" else weight)
        term = f"{scenario}:{metric}"
        values = load(path, lambda at, file, t=term, w=when: contrast.read_term(at, file, w, t))
        signed = {key: number * value for key, value in values.items()}
        sides[1 if number > 0 else -1].append(signed)
    totals = contrast.sum_of_terms(sides[1] + sides[-1])
    parts = [contrast.sum_of_terms(side) for side in sides.values() if side]
    return {
        point: (np.array(values), sum(abs(np.mean(part[point])) for part in parts) / 2)
        for point, values in totals.items()
    }


def path_of(folder, study):
    """The result file of a study."""
    return str(folder / f"{study}.h5")


def persistence(path, study, _):
    """Eras: share of like neighbours beyond chance, by scenario and point."""
    _, found = load(path, eras.read_eras)
    return {
        f"{scenario}, {study['points'][point]}": [share for share, _ in runs]
        for (point, scenario), runs in sorted(found.items())
    }


def turn(path, study, _):
    """Eras: autocorrelation of strict less mild births a year, at the lag of the lowest mean."""
    _, found = load(path, eras.read_eras)
    rows = {}
    for (point, scenario), runs in sorted(found.items()):
        series = np.array([series for _, series in runs])
        if np.isfinite(series).all(axis=1).sum() > 1:
            lag = int(np.argmin(np.nanmean(series, axis=0)))
            label = f"{scenario}, {study['points'][point]}, {eras.LAGS[lag]} years"
            rows[label] = series[:, lag]
    return rows


def slope(path, _, claim):
    """Of a metric on another across the points of a design, in each replicate."""

    def read(at, file):
        of, on = (
            contrast.read_term(at, file, claim["window"], f"{claim['scenario']}:{claim[key]}")
            for key in ("of", "on")
        )
        replicates = sorted({replicate for _, replicate in of})
        points = sorted({point for point, _ in of})
        slopes = []
        for one in replicates:
            x, y = ([side[point, one] for point in points] for side in (on, of))
            slopes.append(np.polyfit(x, y, 1)[0])
        return {"": slopes}

    return load(path, read)


def survival(path, study, claim):
    """Share of measures in force that are so 28 years later, at the rate of repeal of each run."""

    def read(at, file):
        repealed, there = (
            contrast.read_term(at, file, claim["window"], f"{claim['scenario']}:{name}")
            for name in ("measures_repealed", "measures")
        )
        found = {}
        for (point, replicate), count in repealed.items():
            share = np.exp(-count / there[point, replicate] * MONTHS_28)
            found.setdefault(study["points"][point], []).append(share)
        return found

    return load(path, read)


def ridge(path, _, claim):
    """A metric at the full value of a factor less that at each lower one, all else as it is."""

    def read(at, file):
        scenarios = list(dict.fromkeys(text(name) for name in file["scenario_name"][:]))
        design = file["design/value"][:]
        factors = [text(name) for name in file["design/factor"][:]]
        moved = factors.index(claim["factor"])
        levels = np.unique(design[:, moved])
        found = {}
        for scenario in scenarios:
            values = contrast.read_term(at, file, claim["window"], f"{scenario}:{claim['metric']}")
            for cell, points in cells(design, moved).items():
                *lower, full = (
                    np.array([value for (at_point, _), value in values.items() if at_point == here])
                    for here in (points[level] for level in levels)
                )
                place = ", ".join([scenario, *(f"{value:g}" for value in cell)])
                for level, less in zip(levels, lower):
                    found[f"{place}: {level:g}"] = full - less, (np.mean(full) + np.mean(less)) / 2
        return found

    return load(path, read)


def cells(design, moved):
    """Points that differ in one factor only: {the other values: {value of the factor: point}}."""
    found = {}
    for point, row in enumerate(design):
        others = tuple(float(value) for value in np.delete(row, moved))
        found.setdefault(others, {})[row[moved]] = point
    return found


STATISTICS = {
    "persistence": persistence, "turn": turn, "slope": slope, "survival": survival, "ridge": ridge,
}


def check(document):
    """Refuses a file whose claims name no study, direction or size."""
    names = {study["name"] for study in document["study"]}
    for pattern in document["pattern"]:
        for claim in pattern["claim"]:
            each = claim.get("each", [""]) if "terms" in claim else []
            named = {term[STUDY] for name in each for term in split(claim, name)}
            unknown = (named or {claim["study"]}) - names
            if unknown or claim["direction"] not in SIGNS:
                said = f"{', '.join(unknown)} {claim['direction']}"
                raise UsageError(f"{claim['name']} (no such study or direction: {said})")
