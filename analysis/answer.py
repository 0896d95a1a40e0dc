"""The first screen in words: a finding as title, and three sentences. What, why and for whom.

Every sentence is chosen by a verdict (docs/verdicts.md) and says no more than it. Where the file has
worlds, each carries the share of them in which it holds.
"""

import math
from dataclasses import dataclass

from . import (
    clauses,
    dynamics,
    findings,
    judgements,
    levers,
    matters,
    natural,
    places,
    quantities,
    statistics,
    windows,
    worlds,
)
from .windows import during

KEPT = "tailored"  # what a policy of tailoring is asked to keep, in a model that has it
CAPACITY = ("tailored_low_capacity", "tailored_high_capacity")
TOP = ("manager", "administrator", "society")  # who share a sentence


@dataclass(frozen=True)
class Sentence:
    """Words, and in how many worlds they hold: a Robustness, or None where that was not looked at."""

    text: str
    robustness: worlds.Robustness = None


@dataclass(frozen=True)
class Answer:
    """What stands on the first screen."""

    title: str
    sentences: list


def answer(results, language, pulled=None):
    """The Answer of a file; `pulled` is the file with levers, if that is another."""
    if results.most < 2:
        return Answer(language("answer.one.title"), one_run(results, language))
    if is_comparison(results, language):
        return comparison(results, language)
    if results.months < 2 * statistics.YEAR:
        return Answer(
            language("answer.short.title", months=language.months(results.months)),
            [Sentence(language("answer.short.sentence"))],
        )
    if KEPT in results.metrics and has_numbers(results, KEPT):
        return remaining(results, language, pulled or results)
    return years(results, language, findings.focus(results))


def is_comparison(results, language):
    """Whether the scenarios are somebody's own, or the study is too short for anything else."""
    own = not all(language.is_variant(name) for name in results.bases)
    short = results.months < 2 * statistics.YEAR
    return len(results.bases) > 1 and (own or short)


def has_numbers(results, name):
    """Whether the scenario in focus has a first and a last year of a metric."""
    years = quantities.first_and_last(results, findings.focus(results), name)
    return years is not None and years.change.n > 1


def one_run(results, language):
    """What can be said of a file with one replicate: what it is about, and what to do."""
    found = [Sentence(language("answer.one.sentence"))]
    if results.months >= 2 * statistics.YEAR and KEPT in results.metrics:
        scenario = findings.focus(results)
        years = quantities.first_and_last(results, scenario, KEPT)
        if math.isfinite(years.change.mean):
            found.insert(0, Sentence(said(results, language, "seen", scenario, KEPT, years)))
    return found


# What is left of tailoring after years.


def remaining(results, language, pulled):
    """Of the scenario that tailors most: what is left, which dynamic took it, whom it reaches."""
    scenario = findings.focus(results)
    change, verdict = judgements.change(results, scenario, KEPT)
    years = quantities.first_and_last(results, scenario, KEPT)
    word = dynamics.CHANGE[verdict.verdict]
    if word == "unclear" and years.first.mean == years.last.mean == 0:
        word = "zero"
    title = language(
        f"answer.kept.title.{word}.{'variant' if language.is_variant(scenario) else 'own'}",
        variant=language.quoted(scenario),
        length=natural.years(language, results),
        left=natural.fraction(language, years.last.mean / years.first.mean) if change.mean < 0 else "",
    )
    what = Sentence(
        said(results, language, word, scenario, KEPT, years),
        worlds.robustness(worlds.change(results, scenario, KEPT), verdict.direction),
    )
    found = [what, why(results, language, scenario, word), for_whom(results, language, scenario, pulled)]
    return Answer(title, [sentence for sentence in found if sentence])


def said(results, language, word, scenario, name, years):
    """'In the first year 46 of 100 cases are tailored, in the last 15.'"""
    metric = results.metrics[name]
    unit = natural.apart(metric, years.first.mean, years.last.mean)
    return language(
        f"answer.kept.what.{word}",
        first=natural.amount(language, years.first.mean, unit),
        last=natural.number(language, years.last.mean, unit),
    )


def why(results, language, scenario, word):
    """Which dynamic takes most of it, and which others do: closed against cut, in the last year."""
    if not results.dynamics or word == "zero":
        return None
    if not results.cuts:
        return Sentence(language("answer.why.uncut"))
    found = judgements.takings(results, scenario, KEPT, dynamics.cut_name)
    takes = sorted(
        (name for name, (_, verdict) in found.items() if verdict.direction < 0),
        key=lambda name: found[name][0].mean,
    )
    if not takes:
        return Sentence(language("answer.why.undecided"))
    largest, others = takes[0], takes[1:]
    size, verdict = found[largest]
    metric = results.metrics[KEPT]
    text = language(
        "answer.why.takes",
        because=because(language, largest),
        size=natural.number(language, -size.mean, natural.unit(metric, size.mean)),
        unit=language(f"natural.{natural.unit(metric, size.mean).key}.of"),
    )
    if others:
        names = language.enumerate(because(language, name, "actors") for name in others)
        text += " " + language("answer.why.others", others=names)
    pair = worlds.contrast(
        results, scenario, dynamics.cut_name(scenario, largest), KEPT, matters.window(results)
    )
    return Sentence(text, worlds.robustness(pair, verdict.direction))


def because(language, dynamic, form="because"):
    """What the actors of a dynamic do, as a clause, or they themselves; a loop that has no words."""
    name = f"dynamic.{dynamic}.{form}"
    return language(name) if language.has(name) else language(f"answer.why.loop_{form}", name=dynamic)


def for_whom(results, language, scenario, pulled):
    """Whether those who can hardly explain their situation are tailored to less; and what helps."""
    text, sure = None, None
    window = matters.window(results)
    if all(name in results.metrics for name in CAPACITY):
        gap, verdict = judgements.gaps(results, (scenario,), (CAPACITY,), window)[scenario, CAPACITY]
        low, high = (quantities.estimate(results, scenario, name, window).mean for name in CAPACITY)
        unit = natural.apart(results.metrics[CAPACITY[0]], low, high)
        word = {1: "more", -1: "less", 0: "unclear"}[verdict.direction]
        if gap.n > 1 and max(low, high) > 0:
            text = language(
                f"answer.whom.{word}",
                low=natural.amount(language, low, unit),
                high=natural.number(language, high, unit),
            )
            pair = worlds.gap(results, scenario, *CAPACITY, window)
            sure = worlds.robustness(pair, verdict.direction)
    if text is None:
        text = next(filter(None, (findings.borne(results, language, n) for n in findings.BURDEN)), None)
    best = levers.best(pulled, language, KEPT)
    if best:
        text = f"{text} {best}" if text else best
    return Sentence(text, sure) if text else None


# Own scenarios against the first of them, or years of a model without tailoring.


def comparison(results, language):
    """Own scenarios: where the clearest differences lie, then what each actor gets of it."""
    window = matters.window(results)
    found = judgements.contrasts(results, window)
    clear = [key for key, (_, verdict) in found.items() if verdict.direction]
    if not clear:
        return nothing_differs(results, language, window)
    scenario = max(results.bases[1:], key=lambda name: sum(key[0] == name for key in clear))
    extra = asked_for(results, language, scenario, window)
    together = ("worker", *TOP) if extra else TOP
    sentences = [
        Sentence(
            about(results, language, scenario, group, window), robust_of(results, scenario, group, window)
        )
        for group in groups(results, together)
    ]
    sentences[3 - len(extra) :] = extra
    return Answer(title_of(results, language, scenario, window), sentences)


def nothing_differs(results, language, window):
    """No clear difference in the whole; there may be one in offices or months that were asked for."""
    names = [language.quoted(name) for name in results.bases]
    extra = asked_for(results, language, results.bases[1], window)
    whole = "_whole" if extra else ""
    title = language(
        f"answer.versus.{'same' if len(names) == 2 else 'none_differs'}{whole}",
        names=language.enumerate(names[:2]),
        first=names[0],
    )
    nothing = language(f"answer.versus.nothing{whole}", window=during(language, window))
    return Answer(title, [Sentence(nothing), *extra])


def asked_for(results, language, scenario, window):
    """What was asked for by the scenarios or the study: offices of an event, months of interest."""
    there = places.sentence(results, language, scenario, window)
    found = [Sentence(there)] if there else []
    asked = windows.of_interest(results)
    if asked:
        words = clauses.during(results, language, scenario, asked)
        found.append(Sentence(words, robust_of(results, scenario, None, asked)))
    return found


def groups(results, together):
    """Actors of the file, those of `together` in one sentence, the last."""
    present = dict.fromkeys(matter.perspective for matter in matters.of(results))
    rows = [(name,) for name in present if name not in together]
    last = tuple(name for name in present if name in together)
    return [*rows, last] if last else rows


def title_of(results, language, scenario, window):
    """The largest clear difference for better and for worse, of citizens if they have one."""
    rows = clauses.clear(results, scenario, window)
    rows.sort(key=lambda row: row[0].perspective != "citizen")  # stable: largest first of each
    better = [row for row in rows if clauses.is_better(results, row)]
    worse = [row for row in rows if not clauses.is_better(results, row)]
    chosen = [side[0] for side in (better, worse) if side]
    words = [clauses.clause(results, language, row) for row in chosen]
    return language(
        "answer.versus.both" if len(words) > 1 else "answer.versus.title",
        name=language.quoted(scenario),
        first=language.quoted(results.bases[0]),
        clause=words[0],
        other=words[-1],
    )


def about(results, language, scenario, perspectives, window):
    """What these actors get of it: their clear differences, with the size of the largest."""
    who = language.enumerate(clauses.who(language, name) for name in perspectives)
    rows = clauses.clear(results, scenario, window, perspectives)
    if not rows:
        return language("answer.versus.none", who=who)
    words = [clauses.sized(results, language, rows[0], "_main")]
    words += [clauses.clause(results, language, row, "_main") for row in rows[1:]]
    return language("answer.versus.who", who=who, clauses=language.enumerate(words))


def robust_of(results, scenario, perspectives, window):
    """Robustness of the largest clear difference of these actors, or of all."""
    rows = clauses.clear(results, scenario, window, perspectives)
    if not rows:
        return None
    matter, _, verdict, _ = rows[0]
    pair = worlds.contrast(results, scenario, results.bases[0], matter.metric, window)
    return worlds.robustness(pair, verdict.direction)


def years(results, language, scenario):
    """A model without tailoring: what the years change in what its file calls better or worse."""
    clear, unclear = [], []
    for matter in matters.of(results):
        change, verdict = judgements.change(results, scenario, matter.metric)
        if change is not None and change.n > 1:
            (clear if verdict.direction else unclear).append((matter, change, verdict))
    sentences = []
    for matter, _, verdict in clear[:3]:
        values = quantities.first_and_last(results, scenario, matter.metric)
        metric = results.metrics[matter.metric]
        unit = natural.apart(metric, values.first.mean, values.last.mean, matter.times)
        words = language(
            "answer.years.moves",
            label=language.metric(metric),
            first=natural.amount(language, values.first.mean, unit),
            last=natural.amount(language, values.last.mean, unit),
        )
        pair = worlds.change(results, scenario, matter.metric)
        sentences.append(Sentence(words, worlds.robustness(pair, verdict.direction)))
    if not clear:
        return Answer(
            language("answer.years.nothing", length=natural.years(language, results)),
            [Sentence(language("answer.years.still"))],
        )
    matter, _, verdict = clear[0]
    title = language(
        f"answer.years.{'rises' if verdict.direction > 0 else 'falls'}",
        label=language.metric(results.metrics[matter.metric]),
        length=natural.years(language, results),
        name=language.quoted(scenario),
    )
    return Answer(title, sentences)
