"""What `maatwerk test-measure` says in sentences."""

import shlex

from . import changes, clauses, findings, judgements, matters, places
from .measure_study import WITH
from .studies import origin_of

MOST = 3  # things in one sentence


def title(study, language):
    """The finding: what is better and what is worse after the most years."""
    sides = {side: clear(study, side)[:1] for side in ("better", "worse")}
    words = {side: clause(study, language, rows[0]) for side, rows in sides.items() if rows}
    kind = "both" if len(words) > 1 else next(iter(words), "none")
    return language(f"measure.title.{kind}", change=study.change.heading(language), **length(study, language), **words)


def length(study, language):
    """'ten years', and that number."""
    return {"years": years(language, study.longest)}


def years(language, count):
    """'1 year', 'ten years'."""
    return language("natural.year" if count == 1 else "natural.years", n=language.counted(count))


def clear(study, side=None, perspective=None):
    """Clear Effects after the most years, largest first; for better or worse, of one perspective."""
    rows = [
        one
        for (matter, count), one in study.effects.items()
        if count == study.longest and one.answer.direction and perspective in (None, matter.perspective)
    ]
    rows = [one for one in rows if side in (None, outcome(study, one))]
    return sorted(rows, key=lambda one: -abs(one.difference.mean) / (abs(one.before) or 1e-9))


def outcome(study, effect):
    """better, worse or same."""
    return matters.outcome(study.results.metrics[effect.matter.metric], effect.answer.direction)


def clause(study, language, effect):
    """'waiting takes more time (9 days)'."""
    row = effect.matter, effect.difference, effect.answer, effect.before
    return clauses.sized(study.results, language, row, "_main")


def sentences(study, language):
    """One for each actor, what becomes of it over the years, the dynamics, and how sure it is."""
    nothing = []
    for perspective in dict.fromkeys(matter.perspective for matter in study.matters):
        who, rows = clauses.who(language, perspective), clear(study, perspective=perspective)
        if not rows:
            nothing.append(who)
            continue
        words = language.enumerate(clause(study, language, one) for one in rows[:MOST])
        yield language("measure.for", who=who, what=words, **length(study, language))
    if nothing:
        yield language("measure.for_nothing", who=language.enumerate(nothing), **length(study, language))
    yield from elsewhere(study, language)
    yield from over_years(study, language)
    yield from feeding(study, language)
    yield from how_sure(study, language)


def elsewhere(study, language):
    """What a change in some offices does there, and whether it is felt in the others."""
    if study.change.offices:
        window = study.horizons[study.longest].partition(" ")[0]
        said = places.sentence(study.results, language, WITH, window)
        yield from filter(None, [said])


def over_years(study, language):
    """What of the first year turns, what fades, and what grows."""
    start = min(study.horizons)
    if start == study.longest:
        return
    first = {matter: one for (matter, count), one in study.effects.items() if count == start and one.answer.direction}
    moved = judgements.judged({matter: (study.moved(matter), 1) for matter in first})
    kinds = {"turns_worse": [], "turns_better": [], "fades": [], "grows": []}
    for matter, one in first.items():
        last = study.effects[matter, study.longest].answer.direction
        if last == -one.answer.direction:
            kinds["turns_worse" if outcome(study, one) == "better" else "turns_better"].append(matter)
        elif moved[matter][1].direction:
            kinds["grows" if moved[matter][1].direction == one.answer.direction else "fades"].append(matter)
    for kind, rows in kinds.items():
        if rows:
            names = language.enumerate(heading(study, language, matter) for matter in rows)
            yield language(f"measure.{kind}", names=names, **length(study, language))


def heading(study, language, matter):
    """A matter by its metric's own name."""
    return language.metric(study.results.metrics[matter.metric])


def feeding(study, language):
    """Which dynamics get more to do, and which less; and what that takes from tailoring."""
    for one in study.fed:
        if not (one.answer.direction or one.costs_answer.direction):
            continue
        way = {1: "more", -1: "less", 0: "same"}[one.answer.direction]
        said = language(f"measure.fed.{way}", dynamic=dynamic(language, one.name), size=grown(language, one.levels))
        if one.costs_answer.direction:
            before, after = costs(study, language, one)
            metric = study.results.metrics[study.outcome]
            unit = costs_unit(language, metric)
            told = {"metric": findings.subject(language, metric), "before": before, "after": after, "unit": unit}
            said += " " + language("measure.fed.costs", **told)
        yield said
    if study.fed and not any(one.answer.direction for one in study.fed):
        yield language("measure.fed.none")


def costs(study, language, fed):
    """What a dynamic does without the change, and with it: two numbers as text."""
    factor = 100 if study.results.metrics[study.outcome].is_share else 1
    return [language.digits(factor * side.mean, 1, True) for side in fed.costs]


def costs_unit(language, metric):
    """Their unit."""
    return language("word.percentage_points") if metric.is_share else language.unit_on_axis(metric)


def dynamic(language, name):
    """A dynamic's name; that of a loop without words is its own."""
    return language(f"dynamic.{name}.name") if language.has(f"dynamic.{name}.name") else name


def grown(language, levels):
    """How much more or less the second is: '28 per cent more', '4 times as much'."""
    before, after = levels
    if not before:
        return language("measure.from_nothing")
    if after >= 2 * before:
        return language("natural.times", n=language.digits(after / before, 0))
    percent = language("natural.percent", n=language.digits(100 * abs(after / before - 1), 0))
    return f"{percent} {language('measure.more' if after > before else 'measure.less')}"


def how_sure(study, language):
    """How many clear differences hold in nearly all worlds."""
    sure = [one.sure for one in study.effects.values() if one.sure]
    if sure:
        count = sum(one.word == "robust" for one in sure)
        worlds = language(f"worlds_of.{origin_of(study.options.worlds)}", n=sure[0].worlds)
        yield language("measure.sure", robust=count, clear=len(sure), worlds=worlds)
    elif not study.options.worlds:
        yield language("sure.only_luck_short") + "."


def key(study, language):
    """How to read the cells."""
    words = language("measure.key")
    return f"{words} {language('measure.key_worlds', worlds=study.options.worlds)}" if study.options.worlds else words


def brought_in(study, language):
    """What the change is, event by event."""
    for event in study.change.events:
        where = language("measure.in_offices", offices=", ".join(map(str, event.offices))) if event.offices else ""
        yield language("measure.event", month=event.month, sets=", ".join(changes.written(event)), where=where)


def meant(study, language):
    """What the parameters mean that it sets."""
    for name in dict.fromkeys(name for event in study.change.events for name, _ in event.changes):
        if name in study.model.meanings:
            yield f"{name}: {study.model.meanings[name].get(language.code, '')}"


def about(study, language):
    """What was brought in and how it was looked at."""
    events = "; ".join(brought_in(study, language))
    said = language("measure.what", scenario=study.base.named(language), events=events)
    yield " ".join([said, *meant(study, language)])
    yield language(
        "measure.how",
        n=study.results.count(WITH),
        seed=study.results.attributes["master_seed"],
        months=language.length(study.months),
    )
    if study.change.offices:
        yield language("measure.there", offices=", ".join(map(str, study.change.offices)))
    yield language("measure.assumed")


def command(study):
    """The command that makes the same."""
    options = study.options
    words = ["maatwerk", "test-measure", options.scenario, *(f"--change={one}" for one in options.change)]
    words += [f"--from={options.begin}"] if options.begin else []
    words += [f"--set={one}" for one in options.set]
    return shlex.join(words)


