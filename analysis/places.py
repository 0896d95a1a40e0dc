"""What an event in some offices did there, and whether the other offices differ too."""

import numpy as np

from . import breakdowns, clauses, judgements, matters, statistics
from .scenarios import differences, offices_of_events


def of_events(results):
    """Offices that events name in which the closed scenarios differ; empty if there are none."""
    about = [results.about[name] for name in results.bases if name in results.about]
    return offices_of_events(differences(about)) if len(about) > 1 else []


def sentence(results, language, scenario, window):
    """'In office 0 and 1 citizens wait longer (9 days); elsewhere there is no clear difference.'

    Of the matter that differs most there; None if no event is for some offices only.
    """
    offices = of_events(results)
    names = [matter.metric for matter in matters.of(results) if matter.key]
    found = breakdowns.read_breakdown(results, "offices", names) if offices else None
    if found is None or not set(offices) < set(found.parts):
        return None
    there = [found.parts.index(office) for office in offices]
    elsewhere = [k for k in range(len(found.parts)) if k not in there]
    judged = judgements.judged(
        {
            (matter, where): (contrast(results, found, scenario, matter.metric, columns, window), 1)
            for matter in matters.of(results)
            if matter.metric in found.values
            for where, columns in (("there", there), ("elsewhere", elsewhere))
        }
    )
    words = language("answer.versus.office", offices=language.enumerate(map(str, offices)))
    clear = [key for key, item in judged.items() if key[1] == "there" and item[1].direction]
    if not clear:
        return language("answer.versus.not_there", offices=words, window=language(f"window.in_{window}"))

    def level(matter):
        rows = results.rows(results.bases[0])
        return np.nanmean(found.window_values(results, rows, matter.metric, window)[:, there])

    chosen = max(clear, key=lambda key: abs(judged[key][0].mean) / (abs(level(key[0])) or 1e-9))[0]
    row = chosen, *judged[chosen, "there"], level(chosen)
    too = judged[chosen, "elsewhere"][1].direction
    return language(
        "answer.versus.there_too" if too else "answer.versus.only_there",
        offices=words,
        clause=clauses.sized(results, language, row),
    )


def contrast(results, found, scenario, metric, columns, window):
    """Scenario minus the first, of the mean of these offices: Estimate over pairs of runs."""
    pair = results.common_rows(scenario, results.bases[0])
    left, right = (
        statistics.finite_mean(found.window_values(results, rows, metric, window)[:, columns])
        for rows in pair
    )
    return statistics.mean_interval(left - right)
