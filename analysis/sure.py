"""How sure: luck, worlds, the assumptions that matter most, calibration."""

from collections import Counter
from dataclasses import dataclass

from . import answer, clauses, dynamics, findings, judgements, matters, scorecard, worlds
from .differing import meaning, name_of
from .language import capital

MOST = 3  # assumptions that are named above the table
ASSUMED = "assumed"


@dataclass(frozen=True)
class Held:
    """A finding, in how many worlds it holds, and the parameter that goes with its size."""

    words: str
    robustness: worlds.Robustness
    turns: tuple = None


def findings_held(results, language):
    """Every clear finding of the page with what worlds say of it; none without worlds."""
    if results.worlds is None:
        return []
    found = [*over_years(results, language), *between(results, language), *by_loops(results, language)]
    return [
        Held(words, sure, worlds.turns(results.worlds, pair))
        for words, pair, side in found
        if (sure := worlds.robustness(pair, side))
    ]


def over_years(results, language):
    """(words, contrast, sign) of what clearly changes from the first year to the last."""
    for name in scorecard.shown(results):
        for metric in dict.fromkeys((answer.KEPT, *(m.metric for m in matters.of(results)))):
            if metric not in results.metrics:
                continue
            _, verdict = judgements.change(results, name, metric)
            if verdict.direction:
                words = language(
                    f"sure.{dynamics.CHANGE[verdict.verdict]}",
                    name=language.variant(name),
                    label=language.metric(results.metrics[metric]),
                )
                yield words, worlds.change(results, name, metric), verdict.direction


def between(results, language):
    """(words, contrast, sign) of what clearly differs from the first scenario."""
    window = matters.window(results)
    for name in scorecard.shown(results)[1:]:
        for row in clauses.clear(results, name, window):
            pair = worlds.contrast(results, name, results.bases[0], row[0].metric, window)
            words = language(
                "answer.versus.title",
                name=language.quoted(name),
                first=language.quoted(results.bases[0]),
                clause=clauses.clause(results, language, row),
            )
            yield words, pair, row[2].direction


def by_loops(results, language):
    """(words, contrast, sign) of what each dynamic clearly does to what is kept of tailoring."""
    if answer.KEPT not in results.metrics or not results.cuts:
        return
    scenario, window = findings.focus(results), matters.window(results)
    for name, (_, verdict) in judgements.takings(
        results, scenario, answer.KEPT, dynamics.cut_name
    ).items():
        if verdict.direction:
            cut = dynamics.cut_name(scenario, name)
            words = language(
                f"sure.loop.{'less' if verdict.direction < 0 else 'more'}",
                because=answer.because(language, name, "actors"),
                name=language.variant(scenario),
            )
            pair = worlds.contrast(results, scenario, cut, answer.KEPT, window)
            yield words, pair, verdict.direction


def assumptions(results, language, held):
    """The parameters that go with most findings that are not robust: [(words, number of findings)]."""
    turned = Counter(one.turns[0] for one in held if one.turns and one.robustness.word != "robust")
    return [(in_words(results, language, name), n) for name, n in turned.most_common(MOST)]


def find_out_next(results, language):
    """A sentence on the figure whose knowledge would settle most of what worlds disagree on; None if nobody asked."""
    told = results.worlds and results.worlds.next
    if not told:
        return None
    if told.needs:
        return language("sure.next.few", n=told.needs)
    if not told.labels:
        return language("sure.next.nothing")
    return language(
        "sure.next.figure",
        figure=capital(language.said(told.labels)),
        now=round(100 * told.now),
        then=round(100 * told.then),
    )


def in_words(results, language, name):
    """A parameter by what it means, with its name behind it; by its name alone where the file is silent."""
    explained = meaning(results, language, name).rstrip(".")
    return f"{explained} ({name})" if explained else name_of(language, name)


def assumed(results):
    """How many numbers of the model are assumed, and how many there are; None if the file is silent."""
    grades = [one.number_grade for one in results.parameter_texts.values() if one.number_grade]
    return (grades.count(ASSUMED), len(grades)) if grades else None
