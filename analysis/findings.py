"""Sentences made from the numbers: what rises, falls or shows no clear change, with intervals.

No sentence holds a result of its own; each is chosen by a verdict (docs/verdicts.md).
"""

import math

from . import dynamics, essay, judgements, matters, natural, quantities, statistics
from .judgements import BURDEN, HEADLINE
from .language import capital
from .windows import during

DECIDED = ("acts", "opposite", "equal")
CIRCLES = ("feeds_itself", "balances", "undecided")
SIDES = {1: "higher", -1: "lower"}


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
    if results.cuts:
        sentences += [about_dynamic(results, language, dynamic) for dynamic in results.dynamics]
    else:
        sentences.append(language("sentence.dynamic.none_cut"))
    sentences += [about_burden(results, language, name) for name in BURDEN[:2]]
    return [sentence for sentence in sentences if sentence]


def about_dynamic(results, language, dynamic):
    """What the essay says of a dynamic, where it acts in this study, and whether that agrees.

    Judged by signatures that can fail: one that stops by definition would always show.
    """
    found = [
        item
        for item in dynamics.evidence(results)[dynamic.name]
        if item.signature in dynamic.evidence
    ]
    if not found:
        return None
    said = language("sentence.dynamic.said", **language.texts["dynamic"][dynamic.name])
    if not any(item.cut for item in found):
        return f"{said} {language('sentence.dynamic.uncut')}"
    by_variant = {}
    for item in found:
        by_variant.setdefault(item.scenario, []).append(item)
    parts = (
        where(results, language, by_variant),
        size(results, language, by_variant[focus(results)]),
        agreement(results, language, dynamic, by_variant),
        about_circle(results, language, dynamic),
    )
    return " ".join(filter(None, (said, *parts)))


def where(results, language, by_variant):
    """On what a dynamic acts, under which variants: those of which the same is said go together.

    Variants under which it acts on most come first.
    """
    alike = {}
    for variant in sorted(
        by_variant, key=lambda v: -sum(item.verdict == "acts" for item in by_variant[v])
    ):
        alike.setdefault(doing(results, language, by_variant[variant]), []).append(variant)
    parts = [
        under(language, "sentence.dynamic.under", variants, whole=by_variant, clauses=clauses)
        for clauses, variants in alike.items()
    ]
    return language("sentence.dynamic.shown", parts="; ".join(parts))


def doing(results, language, items):
    """'acts on a and b, the rest is undecided': what a dynamic does to signatures under a variant."""
    clauses = []
    for word in DECIDED:
        marks = [about_mark(results, language, item) for item in items if item.verdict == word]
        if marks:
            clauses.append(language(f"sentence.dynamic.{word}", metrics=language.enumerate(marks)))
    words = {item.verdict for item in items}
    if not clauses:
        return language(f"sentence.dynamic.{'absent' if words == {'absent'} else 'undecided'}")
    rest = [] if words <= set(DECIDED) else [language("sentence.dynamic.rest")]
    return ", ".join([language.enumerate(clauses), *rest])


def about_mark(results, language, item):
    """A signature's metric, with the side to which the closed loop takes it if that is clear."""
    metric = results.metrics[item.signature.metric]
    words = language.texts["subject"].get(metric.name) or language.metric(metric)
    side = item.effect_answer.direction * item.signature.sign
    return f"{words} ({language(f'word.{SIDES[side]}')})" if side else words


def size(results, language, items):
    """How much the loop changes where most is tailored, on the first that a verdict is had of."""
    for item in items:
        if item.effect_answer.direction:
            metric = results.metrics[item.signature.metric]
            return language(
                "sentence.dynamic.size",
                variant=language.variant(item.scenario),
                metric=language.texts["subject"].get(metric.name) or language.metric(metric),
                effect=language.difference(item.effect, metric, runs=results.most),
            )
    return None


def agreement(results, language, dynamic, by_variant):
    """Whether the essay's words hold where it expects them, and where else the dynamic acts."""
    verdicts = {variant: {i.verdict for i in items} for variant, items in by_variant.items()}
    places = {
        place: [v for v in verdicts if essay.occasion(results, v, dynamic.name) == place]
        for place in (essay.EXPECTED, essay.NO_OCCASION)
    }
    expected = places[essay.EXPECTED]
    against = [v for v in expected if "opposite" in verdicts[v]]
    sentences = []
    if against:
        sentences.append(under(language, "sentence.essay.disagrees", against))
    elif expected and all(verdicts[v] == {"acts"} for v in expected):
        sentences.append(language("sentence.essay.agrees"))
    elif any("acts" in verdicts[v] for v in expected):
        sentences.append(language("sentence.essay.in_part"))
    elif expected:
        sentences.append(language("sentence.essay.not_shown"))
    beyond = [v for v in places[essay.NO_OCCASION] if "acts" in verdicts[v]]
    if beyond:
        occasion = language.texts["dynamic"][dynamic.name]["no_occasion"]
        sentences.append(under(language, "sentence.essay.beyond", beyond, occasion=occasion))
    return " ".join(sentences)


def about_circle(results, language, dynamic):
    """Whether the dynamic feeds itself, if the file has worlds in which its responses only count."""
    found = judgements.gains(results)
    words = {s: found[s, dynamic.name][1] for s in results.bases if (s, dynamic.name) in found}
    if not words:
        return None
    parts = []
    for word in CIRCLES:
        variants = [s for s in words if words[s] == word]
        if variants:
            parts.append(under(language, f"sentence.circle.{word}", variants, whole=words))
    whole = language("sentence.circle.whole", parts="; ".join(parts))
    balances = [s for s in words if words[s] == "balances"]
    if balances:
        whole += " " + under(language, "sentence.circle.disagrees", balances)
    return whole


def under(language, text, scenarios, whole=(), **fields):
    """A text about some scenarios, or about all of the `whole`."""
    names = language.enumerate(language.variant(name) for name in scenarios)
    if len(scenarios) == len(whole) > 2:
        names = language("word.all_variants")
    return language(text, variants=names, **fields)


def about_burden(results, language, name):
    """Which scenario has most of something citizens bear in the last year, and by how much."""
    found = burden_of(results, name)
    if found is None:
        return None
    least, most, levels, gap, clear, window = found
    metric = results.metrics[name]
    return language(
        f"sentence.burden.{clear}",
        subject=capital(subject(language, metric)),
        window=during(language, window),
        most=language.variant(most),
        least=language.variant(least),
        high=language.interval(levels[most], metric, runs=results.most),
        low=language.interval(levels[least], metric, runs=results.most),
        gap=language.difference(gap, metric, runs=results.most),
    )


def borne(results, language, name):
    """The same in a natural unit, without intervals."""
    found = burden_of(results, name)
    if found is None:
        return None
    least, most, levels, _, clear, window = found
    metric = results.metrics[name]
    unit = natural.apart(metric, levels[most].mean, levels[least].mean)
    return language(
        f"sentence.borne.{clear}",
        subject=capital(subject(language, metric)),
        window=during(language, window),
        most=language.quoted(most),
        least=language.quoted(least),
        high=natural.amount(language, levels[most].mean, unit),
        low=natural.amount(language, levels[least].mean, unit),
    )


def burden_of(results, name):
    """(least, most, {scenario: Estimate}, gap, clear or unclear, window); None without two levels."""
    if name not in results.metrics or len(results.bases) < 2:
        return None
    window = matters.window(results)
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
    return least, most, levels, gap, clear, window
