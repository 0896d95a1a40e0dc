"""What a report judges: each kind of difference is a family for the rule of `analysis.verdicts`.

Closed minus cut, change over the years, and who bears more are three kinds. No smallest effect is
declared for them, so any difference counts.
"""

from functools import lru_cache
from itertools import combinations

from analysis import quantities, statistics
from analysis.verdicts import Answer, Question, decide, directed

HEADLINE = ("tailored", "realised_individual", "preconditions", "measures", "over_conformity")
BURDEN = ("waiting", "hardship", "underserved", "complaints")


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
    names = [n for n in dict.fromkeys((*HEADLINE, *marks)) if n in results.metrics]
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
    """
    differences = {}
    for dynamic in results.dynamics:
        for mark in dynamic.signatures + dynamic.drivers:
            if mark.metric not in results.metrics:
                continue
            for scenario in results.bases:
                cut = cut_name(scenario, dynamic.name)
                if cut not in results.scenarios:
                    continue
                found = quantities.contrast(results, scenario, cut, mark.metric, "last_year")
                if found is not None:
                    differences[scenario, dynamic.name, mark.metric] = found, mark.sign
    return judged(differences)


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
