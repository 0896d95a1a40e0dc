"""What an event in some offices did there, and whether the other offices differ too."""

from . import breakdowns, clauses, judgements, matters, statistics, windows
from .scenarios import differences, offices_of_events

GROUP = "offices"


def of_events(results):
    """Offices that events name in which the closed scenarios differ; empty if there are none."""
    about = [results.about[name] for name in results.bases if name in results.about]
    return offices_of_events(differences(about)) if len(about) > 1 else []


def sentence(results, language, scenario, window):
    """'In office 0 and 1 citizens wait longer (9 days); elsewhere there is no clear difference.'

    Of the matter that differs most there; None if no event is for some offices only.
    """
    offices = of_events(results)
    parts = list(breakdowns.members(results, GROUP)) if offices else []
    if not set(offices) < set(parts):
        return None
    there = [parts.index(office) for office in offices]
    elsewhere = [k for k in range(len(parts)) if k not in there]
    judged = judgements.judged(
        {
            (matter, where): (contrast(results, scenario, matter.metric, columns, window), 1)
            for matter in matters.of(results)
            if matter.key and breakdowns.values(results, GROUP, matter.metric, window) is not None
            for where, columns in (("there", there), ("elsewhere", elsewhere))
        }
    )
    words = windows.offices(language, offices)
    clear = [key for key, item in judged.items() if key[1] == "there" and item[1].direction]
    if not clear:
        return language("answer.versus.not_there", offices=words, window=windows.during(language, window))

    def level(matter):
        rows = results.rows(results.bases[0])
        found = breakdowns.values(results, GROUP, matter.metric, window)[rows][:, there]
        return statistics.finite_mean(found.ravel())

    chosen = max(clear, key=lambda key: abs(judged[key][0].mean) / (abs(level(key[0])) or 1e-9))[0]
    row = chosen, *judged[chosen, "there"], level(chosen)
    too = judged[chosen, "elsewhere"][1].direction
    return language(
        "answer.versus.there_too" if too else "answer.versus.only_there",
        offices=words,
        clause=clauses.sized(results, language, row),
    )


def contrast(results, scenario, metric, columns, window):
    """Scenario minus the first, of the mean of these offices: Estimate over pairs of runs."""
    found = statistics.finite_mean(breakdowns.values(results, GROUP, metric, window)[:, columns])
    left, right = results.common_rows(scenario, results.bases[0])
    return statistics.mean_interval(found[left] - found[right])
