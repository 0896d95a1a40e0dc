"""Sentences made from the numbers: what rises, falls or shows no clear change, with intervals.

No sentence holds a result of its own; each is chosen by a verdict (docs/verdicts.md).
"""

import math

from analysis import dynamics, judgements, quantities, statistics
from analysis.judgements import BURDEN, HEADLINE

EFFECTS = ("acts", "opposite", "equal", "undecided", "absent")
MOVEMENTS = ("rises", "falls", "unclear", "absent")


def about_years(results, language, scenario, name):
    """'Under X, Y falls from a in the first year to b in the last.' None if it cannot be said."""
    if name not in results.metrics:
        return None
    years = quantities.first_and_last(results, scenario, name)
    if years is None or not math.isfinite(years.change.mean):
        return None
    metric = results.metrics[name]
    _, answer = judgements.change(results, scenario, name)
    verb = dynamics.CHANGE[answer.verdict] if years.change.n > 1 else "no_interval"
    if verb == "unclear" and years.first.mean == years.last.mean == 0:
        verb = "zero"
    return language(
        f"sentence.{verb}",
        variant=language.variant(scenario),
        subject=subject(language, metric),
        first=language.interval(years.first, metric, runs=results.most),
        last=language.interval(years.last, metric, runs=results.most),
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
    """Under which variants a dynamic acts on its first signature, how much, and what years bring.

    One that stops by definition where the loop is cut is passed over: it would always show.
    """
    found = dynamics.evidence(results)[dynamic.name]
    found = [item for item in found if item.signature.sign and not item.signature.by_definition]
    if not found:
        return None
    first = [item for item in found if item.signature == found[0].signature]
    name = language(f"dynamic.{dynamic.name}.name")
    if not any(item.cut for item in first):
        return language("sentence.dynamic.uncut", name=name)
    parts = by_word(language, first, "sentence.dynamic", EFFECTS, lambda item: item.verdict)
    metric = results.metrics[found[0].signature.metric]
    whole = language(
        "sentence.dynamic.whole", name=name, metric=language.metric(metric), parts=parts
    )
    moved = by_word(language, first, "sentence.years", MOVEMENTS, lambda item: item.movement)
    years = language("sentence.dynamic.years", parts=moved)
    return " ".join(filter(None, (whole, size(results, language, metric, first), years)))


def by_word(language, items, texts, words, word_of):
    """'acts under a and b; is undecided under c': variants by the word that is said of them."""
    parts = []
    for word in words:
        variants = [language.variant(item.scenario) for item in items if word_of(item) == word]
        if variants:
            parts.append(language(f"{texts}.{word}", variants=language.enumerate(variants)))
    return "; ".join(parts)


def size(results, language, metric, items):
    """How much the loop changes where most is tailored, if a verdict says that it does."""
    for item in items:
        if item.scenario == focus(results) and item.effect_answer.direction:
            return language(
                "sentence.dynamic.size",
                variant=language.variant(item.scenario),
                effect=language.difference(item.effect, metric, runs=results.most),
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
    found = judgements.burdens(results, window)
    # Pairs can order two scenarios otherwise than their means where runs are missing.
    key = (name, most, least) if (name, most, least) in found else (name, least, most)
    gap, answer = found[key]
    clear = "clear" if key[1] == most and answer.direction else "unclear"
    return language(
        f"sentence.burden.{clear}",
        subject=capital(subject(language, metric)),
        window=language(f"window.in_{window}"),
        most=language.variant(most),
        least=language.variant(least),
        high=language.interval(levels[most], metric, runs=results.most),
        low=language.interval(levels[least], metric, runs=results.most),
        gap=language.difference(gap, metric, runs=results.most),
    )


def capital(words):
    """The words with a capital to begin with."""
    return words[:1].upper() + words[1:]
