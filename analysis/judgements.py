"""What a report judges: each kind of difference is a family for the rule of `analysis.verdicts`.

Closed minus cut, change over the years, and who bears more are three kinds. No smallest effect is
declared for them, so any difference counts.
"""

from functools import lru_cache
from itertools import combinations

import numpy as np

from . import matters, quantities, statistics
from .verdicts import (
    ALPHA,
    Answer,
    Question,
    decide,
    directed,
    holm,
    p_of_no_difference,
)

HEADLINE = ("tailored", "realised_individual", "preconditions", "measures", "over_conformity")
BURDEN = ("waiting", "hardship", "underserved", "complaints")


LEAST_GAIN = 0.05  # share of the response without effect: sim/experiment/gain.hpp
KEPT = 8  # families of the files in hand: each sentence and cell asks for its whole family


def judged(differences):
    """{key: (Estimate, Answer)} from {key: (Estimate, sign of the declared direction)}."""
    answers = decide(Question(directed(*item)) for item in differences.values())
    return {
        key: (estimate, answer)
        for (key, (estimate, _)), answer in zip(differences.items(), answers)
    }


@lru_cache(KEPT)
def changes(results):
    """Last year minus first, up being the direction: {(scenario, metric): (Estimate, Answer)}."""
    if results.months < 2 * statistics.YEAR:
        return {}
    marks = [s.metric for d in results.dynamics for s in d.signatures + d.drivers]
    mattering = [matter.metric for matter in matters.of(results)]
    names = [n for n in dict.fromkeys((*HEADLINE, *marks, *mattering)) if n in results.metrics]
    return judged(
        {
            (scenario, name): (quantities.change(results, scenario, name), 1)
            for name in names
            for scenario in results.bases
        }
    )


def change(results, scenario, name):
    """(Estimate, Answer) of one; what no table of a report shows is judged alone."""
    found = changes(results).get((scenario, name))
    if found is None:
        alone = quantities.change(results, scenario, name)
        return alone, Answer() if alone is None else decide([Question(alone)])[0]
    return found


@lru_cache(KEPT)
def effects(results, cut_name):
    """Closed minus cut in the last year: {(scenario, dynamic, metric): (Estimate, Answer)}.

    The direction is the signature's, up for a driver. `cut_name(scenario, dynamic)` names the cut.
    What stops by definition is a size: it is no part of the family, and has an empty Answer.
    """
    differences, sizes = {}, {}
    for dynamic in results.dynamics:
        for mark in dynamic.signatures + dynamic.drivers:
            if mark.metric not in results.metrics:
                continue
            for scenario in results.bases:
                cut = cut_name(scenario, dynamic.name)
                if cut not in results.scenarios:
                    continue
                found = quantities.contrast(results, scenario, cut, mark.metric, "last_year")
                key = scenario, dynamic.name, mark.metric
                if found is not None and mark.by_definition:
                    sizes[key] = found, Answer()
                elif found is not None:
                    differences[key] = found, mark.sign
    return {**judged(differences), **sizes}


@lru_cache(KEPT)
def gains(results):
    """Whether each loop feeds itself: {(scenario, dynamic): (Estimate, word)}, in the last year.

    The gain is the response with its effect minus the response that is counted and does not act;
    the word is feeds_itself, balances or undecided. As sim/experiment/gain.cpp: clear of 5 % of the
    response without effect, after Holm over the responses of a scenario, those of parts included.
    """
    found = {}
    for scenario in results.bases:
        rows = [
            (dynamic.name, response, *gain(results, scenario, response))
            for dynamic in results.dynamics
            for response in dynamic.responses
            if f"{scenario}+{response.without_effect}" in results.scenarios
            and response.metric in results.metrics
        ]
        for (name, response, estimate, side, _), p in zip(rows, holm([row[-1] for row in rows])):
            word = {1: "feeds_itself", -1: "balances"}[side] if p < ALPHA else "undecided"
            if response.whole:
                found[scenario, name] = estimate, word
    return found


def gain(results, scenario, response):
    """(Estimate, side, p): +1 if it may be clear above, -1 if below; p is NaN if not tested."""
    pair = results.common_rows(scenario, f"{scenario}+{response.without_effect}")
    closed, counted = (
        quantities.window_values(results, rows, response.metric, "last_year") for rows in pair
    )
    if closed is None:
        return None, 1, np.nan
    estimate, side, p = statistics.mean_interval(closed - counted), 1, 1.0
    for one in (1, -1):
        beyond = statistics.mean_interval(closed - (1 + one * LEAST_GAIN) * counted)
        if beyond.n < 2:
            return estimate, 1, np.nan
        if one * beyond.mean > 0:
            side, p = one, p_of_no_difference(Question(beyond))
    return estimate, side, p


@lru_cache(KEPT)
def burdens(results, window):
    """Differences of all pairs of scenarios: {(metric, scenario, scenario): (Estimate, Answer)}.

    The first of a pair is the one with more, since it is what the sentences are about.
    """
    differences = {}
    for name in (name for name in BURDEN if name in results.metrics):
        for pair in combinations(results.bases, 2):
            found = quantities.contrast(results, *pair, name, window)
            up = not found.mean < 0
            key = (name, *(pair if up else reversed(pair)))
            differences[key] = (found if up else directed(found, -1)), 1
    return judged(differences)


@lru_cache(KEPT)
def contrasts(results, window):
    """What matters, against the first scenario: {(scenario, metric): (Estimate, Answer)}.

    Scenario minus the first, up being the direction.
    """
    first, *others = results.bases
    return judged(
        {
            (scenario, matter.metric): (
                quantities.contrast(results, scenario, first, matter.metric, window),
                1,
            )
            for matter in matters.of(results)
            for scenario in others
        }
    )


@lru_cache(KEPT)
def rivals(results, scenarios, window):
    """What matters, for all pairs of these: {(metric, one, other): (Estimate, Answer)}, one - other."""
    return judged(
        {
            (matter.metric, *pair): (
                quantities.contrast(results, *pair, matter.metric, window),
                1,
            )
            for matter in matters.of(results)
            for pair in combinations(scenarios, 2)
        }
    )


@lru_cache(KEPT)
def takings(results, scenario, metric, cut_name):
    """What each loop does to a metric in the last year: {dynamic: (Estimate, Answer)}.

    Closed minus cut, up being the direction. `cut_name(scenario, dynamic)` names the cut.
    """
    differences = {}
    for dynamic in results.dynamics:
        cut = cut_name(scenario, dynamic.name)
        if cut in results.scenarios:
            found = quantities.contrast(results, scenario, cut, metric, matters.window(results))
            differences[dynamic.name] = found, 1
    return judged(differences)


@lru_cache(KEPT)
def gaps(results, scenarios, pairs, window):
    """One metric less another of the same runs: {(scenario, pair): (Estimate, Answer)}."""
    differences = {}
    for scenario in scenarios:
        rows = results.rows(scenario)
        for pair in pairs:
            one, other = (quantities.window_values(results, rows, name, window) for name in pair)
            differences[scenario, pair] = statistics.mean_interval(one - other), 1
    return judged(differences)
