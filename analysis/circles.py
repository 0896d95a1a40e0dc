"""Each dynamic in two sentences: what its actors do and what that takes, and whether it feeds itself."""

from . import dynamics, findings, judgements, matters, natural, quantities, worlds
from .answer import KEPT, Sentence


def sentences(results, language, dynamic):
    """What is said of a dynamic, of the scenario that tailors most; none of one without words."""
    scenario = findings.focus(results)
    found = []
    if language.has(f"dynamic.{dynamic.name}.does"):
        found.append(Sentence(language(f"dynamic.{dynamic.name}.does")))
    found.append(effect(results, language, scenario, dynamic))
    found.append(circle(results, language, scenario, dynamic))
    return [sentence for sentence in found if sentence]


def effect(results, language, scenario, dynamic):
    """What the closed loop changes in the last year: what is kept of tailoring, or its first signature."""
    cut = dynamics.cut_name(scenario, dynamic.name)
    if cut not in results.scenarios:
        return Sentence(language("circle.uncut"))
    window = matters.window(results)
    if KEPT in results.metrics:
        estimate, answer = judgements.takings(results, scenario, KEPT, dynamics.cut_name)[dynamic.name]
        if answer.direction:
            sure = worlds.robustness(
                worlds.contrast(results, scenario, cut, KEPT, window), answer.direction
            )
            unit = natural.unit(results.metrics[KEPT], estimate.mean)
            words = language(
                f"circle.kept.{'more' if answer.direction < 0 else 'less'}",
                variant=language.quoted(scenario),
                n=natural.number(language, abs(estimate.mean), unit),
                of=language(f"natural.{unit.key}.of"),
            )
            return Sentence(words, sure)
    for item in dynamics.evidence(results)[dynamic.name]:
        side = item.effect_answer.direction * item.signature.sign
        if item.scenario == scenario and side and item.signature in dynamic.evidence:
            return of_signature(results, language, item, side, window)
    return Sentence(language("circle.undecided", variant=language.quoted(scenario)))


def of_signature(results, language, item, side, window):
    """'Under X, waiting is 9 days longer than without.'"""
    metric = results.metrics[item.signature.metric]
    level = quantities.estimate(results, item.cut, metric.name, window).mean
    size = natural.size(language, metric, item.effect.mean, level)
    words = language(
        "circle.signature",
        variant=language.quoted(item.scenario),
        subject=findings.subject(language, metric),
        size=size,
        side=language(f"word.{findings.SIDES[side]}"),
    )
    pair = worlds.contrast(results, item.scenario, item.cut, metric.name, window)
    return Sentence(" ".join(words.split()), worlds.robustness(pair, side))


def circle(results, language, scenario, dynamic):
    """Whether it feeds itself: its response with its effect against one that only counts."""
    found = judgements.gains(results).get((scenario, dynamic.name))
    if not found:
        return None
    return Sentence(language(f"circle.{'unclear' if found[1] == 'undecided' else found[1]}"))
