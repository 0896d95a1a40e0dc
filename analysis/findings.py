"""Sentences made from the numbers: what rises, falls or shows no clear change, with intervals.

No sentence holds a result of its own; each is chosen by whether an interval is clear of zero.
"""

import math

from analysis import dynamics, quantities, statistics

HEADLINE = ("tailored", "realised_individual", "preconditions", "measures", "over_conformity")
BURDEN = ("waiting", "hardship", "underserved", "complaints")
VERB = {1: "rises", -1: "falls", 0: "unclear"}


def about_years(results, language, scenario, name):
    """'Under X, Y falls from a in the first year to b in the last.' None if it cannot be said."""
    if name not in results.metrics:
        return None
    years = quantities.first_and_last(results, scenario, name)
    if years is None or not math.isfinite(years.change.mean):
        return None
    metric = results.metrics[name]
    verb = VERB[years.change.direction] if years.change.n > 1 else "no_interval"
    if verb == "unclear" and years.first.mean == years.last.mean == 0:
        verb = "zero"
    return language(
        f"sentence.{verb}",
        variant=language.variant(scenario),
        subject=subject(language, metric),
        first=language.interval(years.first, metric),
        last=language.interval(years.last, metric),
    )


def subject(language, metric):
    """The metric as the subject of a sentence, from the texts or else its label."""
    known = language.texts["subject"].get(metric.name)
    return known or language("sentence.subject", label=language.metric(metric))


def focus(results):
    """The scenario that tailors most in its first year: where the essay's question is asked."""
    if "tailored" not in results.metrics:
        return results.bases[-1]
    window = "first_year" if results.months >= 2 * statistics.YEAR else "all"
    return max(
        results.bases, key=lambda name: quantities.estimate(results, name, "tailored", window).mean
    )


def headlines(results, language):
    """Sentences for the scenario that tailors most, then one for each dynamic and the burden."""
    sentences = [about_years(results, language, focus(results), name) for name in HEADLINE]
    if len(results.bases) < len(results.scenarios):
        sentences += [about_dynamic(results, language, dynamic) for dynamic in results.dynamics]
    else:
        sentences.append(language("sentence.dynamic.none_cut"))
    sentences += [about_burden(results, language, name) for name in BURDEN[:2]]
    return [sentence for sentence in sentences if sentence]


def about_dynamic(results, language, dynamic):
    """Under which variants a dynamic's first signature shows, where not, and how much it does.

    One that stops by definition where the loop is cut is passed over: it would always show.
    """
    found = dynamics.evidence(results, dynamic)
    found = [item for item in found if item.signature.sign and not item.signature.by_definition]
    if not found:
        return None
    first = [item for item in found if item.signature == found[0].signature]
    name = language(f"dynamic.{dynamic.name}.name")
    parts = []
    for verdict in ("shows", "differs", "opposite", "unclear"):
        variants = [language.variant(i.scenario) for i in first if i.verdict == verdict]
        if variants:
            parts.append(
                language(f"sentence.dynamic.{verdict}", variants=language.enumerate(variants))
            )
    if not parts:
        return language("sentence.dynamic.absent", name=name)
    metric = results.metrics[found[0].signature.metric]
    whole = language(
        "sentence.dynamic.whole", name=name, metric=language.metric(metric), parts="; ".join(parts)
    )
    return " ".join(filter(None, (whole, size(results, language, metric, first))))


def size(results, language, metric, items):
    """How much the loop changes where most is tailored, if that is clear of zero."""
    for item in items:
        if item.scenario == focus(results) and item.effect and item.effect.direction:
            return language(
                "sentence.dynamic.size",
                variant=language.variant(item.scenario),
                effect=language.difference(item.effect, metric),
            )
    return None


def about_burden(results, language, name):
    """Which scenario has most of something citizens bear in the last year, and by how much."""
    if name not in results.metrics or len(results.bases) < 2:
        return None
    window = "last_year" if results.months >= 2 * statistics.YEAR else "all"
    metric = results.metrics[name]
    levels = {s: quantities.estimate(results, s, name, window) for s in results.bases}
    ranked = sorted(
        (s for s in levels if math.isfinite(levels[s].mean)), key=lambda s: levels[s].mean
    )
    if len(ranked) < 2:
        return None
    least, most = ranked[0], ranked[-1]
    gap = quantities.contrast(results, most, least, name, window)
    clear = "clear" if gap.n > 1 and gap.direction > 0 else "unclear"
    return language(
        f"sentence.burden.{clear}",
        subject=capital(subject(language, metric)),
        window=language(f"window.in_{window}"),
        most=language.variant(most),
        least=language.variant(least),
        high=language.interval(levels[most], metric),
        low=language.interval(levels[least], metric),
        gap=language.difference(gap, metric),
    )


def capital(words):
    """The words with a capital to begin with."""
    return words[:1].upper() + words[1:]
