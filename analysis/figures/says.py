"""What a figure says in its title: a finding, chosen by its verdict (docs/verdicts.md).

None where runs cannot tell; the figure then has a title that claims nothing.
"""

import math

from .. import judgements, quantities, scorecard, statistics
from ..language import capital
from . import units

NAME = 40  # letters of a scenario in a title


def window(results):
    """The window that is judged: the last year, or all of a study that has none."""
    return "last_year" if results.months >= 2 * statistics.YEAR else "all"


def label(results, language, scenario):
    """A scenario in a title: of one's own between quotes, and long ones without their middle."""
    words = language.variant(scenario)
    if language.has(f"variant.{scenario}"):
        return words
    if len(words) > NAME:
        words = f"{words[: NAME // 2].rstrip()}…{words[-NAME // 2 :].lstrip()}"
    return language("figure.quoted", words=words)


def testable(results, names):
    """Whether each of these scenarios has runs enough for an interval."""
    return all(results.count(name) > 1 for name in names)


def contrasts(results, pairs, names):
    """{(metric, left, right): (Estimate, Answer)}, left less right.

    What the report's tables judge, a title says as they do: one page never says two things of one difference. The rest is
    a family of its own.
    """
    tables = of_tables(results, pairs)
    keys, differences = [(name, *pair) for name in names for pair in pairs], {}
    for name, left, right in (key for key in keys if key not in tables):
        found = quantities.contrast(results, left, right, name, window(results))
        if found is not None and math.isfinite(found.mean):
            differences[name, left, right] = found, 1
    judged = tables | judgements.judged(differences)
    return {key: judged[key] for key in keys if key in judged and math.isfinite(judged[key][0].mean)}


def of_tables(results, pairs):
    """What the report's tables judge of these pairs, as contrasts."""
    base = results.bases[0]
    if all(right == base for _, right in pairs):
        against = judgements.contrasts(results, window(results)).items()
        return {(name, one, base): found for (one, name), found in against}
    return judgements.rivals(results, tuple(scorecard.shown(results)), window(results))


def first_clear(found):
    """Key of the largest difference with a direction, in the first metric that has one, or None."""
    clear = [key for key, (_, answer) in found.items() if answer.direction]
    first = [key for key in clear if key[0] == clear[0][0]]
    return max(first, key=lambda key: abs(found[key][0].mean), default=None)


def differs(results, language, key, estimate):
    """'Met B is de wachttijd in het laatste jaar 9 dagen hoger dan met A': (metric, B, A)."""
    name, left, right = key
    metric = results.metrics[name]
    return language(
        f"figure.says.{'higher' if estimate.mean > 0 else 'lower'}",
        subject=units.subject(language, metric),
        window=language(f"window.in_{window(results)}"),
        one=label(results, language, left),
        other=label(results, language, right),
        gap=units.size(language, metric, estimate.mean),
    )


def more(results, language, key, gap):
    """The same with both levels: (metric, the one with more, the other)."""
    name, most, least = key
    metric = results.metrics[name]
    levels = [
        quantities.estimate(results, one, name, window(results)).mean for one in (most, least)
    ]
    if levels[0] <= levels[1]:  # pairs can order them otherwise where runs are missing
        return differs(results, language, key, statistics.Estimate(gap, gap, gap, 0.0, 2))
    said = units.pair(language, metric, *levels)
    return language(
        "figure.says.more",
        subject=capital(units.subject(language, metric)),
        window=language(f"window.in_{window(results)}"),
        one=label(results, language, most),
        other=label(results, language, least),
        high=said["first"],
        low=said["last"],
    )


def years(results, scenario, name):
    """FirstAndLast of a metric under a scenario."""
    return quantities.first_and_last(results, scenario, name)


def changes(results, scenario, names):
    """{metric: (FirstAndLast, Answer)} of one scenario, judged as one family."""
    found = {name: quantities.first_and_last(results, scenario, name) for name in names}
    found = {k: v for k, v in found.items() if v is not None and math.isfinite(v.change.mean)}
    judged = judgements.judged({name: (years.change, 1) for name, years in found.items()})
    return {name: (found[name], answer) for name, (_, answer) in judged.items()}


def moves(results, language, scenario, name, years, direction):
    """'Onder A daalt de wachttijd van 56 naar 15 dagen'."""
    metric = results.metrics[name]
    return language(
        f"figure.says.{'rises' if direction > 0 else 'falls'}",
        variant=label(results, language, scenario),
        subject=units.subject(language, metric),
        **units.pair(language, metric, years.first.mean, years.last.mean),
    )
