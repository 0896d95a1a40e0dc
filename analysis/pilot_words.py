"""What `maatwerk pilot` says: a recommendation, when to stop and when to scale, and a table of all plans."""

import numpy as np

from . import evaluation, judgements, natural
from .evaluation import BEFORE, BEFORE_AFTER
from .language import capital
from .practice import as_lines
from .seen import ENOUGH
from .studies import origin_of

HUNDRED = 100


def lines(study, language):
    """All that is printed."""
    yield title(study, language)
    first = study.all_seen(study.metrics[0])[0]
    yield language(
        "pilot.luck",
        n=len(first.found.p),
        seed=study.first_runs.attributes["master_seed"],
        citizens=language.digits(study.citizens, 0),
        before=BEFORE,
    )
    for place, metric in enumerate(study.metrics):
        yield ""
        yield from found_lines(study, language, metric, worlds=place == 0)
        yield ""
        yield from as_lines(*table(study, language, metric))
    yield ""
    yield language("pilot.table.reading")


def title(study, language):
    """Of what and where."""
    return language("pilot.title", change=study.change.named(language), scenario=study.base.named(language))


def found_lines(study, language, metric, worlds):
    """What was found for one metric: the recommendation, what is off, worlds, and when to stop and to scale."""
    yield capital(headline(study, language, metric))
    best = study.best(metric)
    yield from years(study, language, metric)
    yield from drifts(study, language, metric)
    yield from slow(study, language, metric)
    if blind := [one.plan for one in study.all_seen(metric) if never_clear(one.plan)]:
        yield language("pilot.blind", plans=language.enumerate(of_plan(language, plan) for plan in blind))
    shown = best or most_seen(study, metric)
    if shown:
        yield spilled(language, metric, shown)
    if best is None:
        return
    if worlds and study.options.worlds:
        yield in_worlds(study, language, best)
    yield ""
    yield language("pilot.stop.title")
    yield from stopping(study, language, metric, best)


def headline(study, language, metric):
    """The recommendation, or that there is none."""
    best, told = study.best(metric), {"metric": language.metric(metric)}
    if best is None:
        clear = any(one.sign for one in study.all_seen(metric))
        return language("pilot.misleading" if clear else "pilot.nothing", **told)
    told |= {"plan": of_plan(language, best.plan), "power": share(language, best.power, best.power_interval)}
    told["effect"] = size(language, best.truth, metric)
    key = "pilot.recommended" if study.recommended(metric) else "pilot.none"
    return language(key, enough=round(ENOUGH * HUNDRED), **told)


def size(language, estimate, metric):
    """A difference with its interval and unit; how many evaluations it is of stands above all."""
    return language.difference(estimate, metric, runs=estimate.n)


def of_plan(language, plan):
    """'a parallel pilot in 8 offices for 12 months'."""
    return language(f"pilot.of.{plan.design}", offices=plan.offices, months=plan.months)


def share(language, value, interval=None):
    """So many of a hundred, with the interval behind it."""
    if not np.isfinite(value):
        return "–"
    words = language.digits(HUNDRED * value, 0)
    if interval is None:
        return words
    low, high = (language.digits(HUNDRED * bound, 0) for bound in interval)
    return f"{words} [{low}{language('number.separator')} {high}]"


def years(study, language, metric):
    """What a full rollout does in each year."""
    rows = [
        language("pilot.year", year=year, size=size(language, one, metric))
        for year, one in enumerate(study.yearly(metric), 1)
    ]
    if rows:
        yield language("pilot.years", metric=language.metric(metric), years="; ".join(rows))


def drifts(study, language, metric):
    """Whether before and after raises false alarms: that of most offices and months."""
    rows = [one for one in study.all_seen(metric) if one.plan.design == BEFORE_AFTER]
    if rows:
        worst = max(rows, key=lambda one: one.alarms)
        kind = "false" if worst.alarming else "fair"
        yield language(
            f"pilot.drift.{kind}",
            plan=of_plan(language, worst.plan),
            alarms=share(language, worst.alarms, worst.alarms_interval),
            drift=size(language, worst.drift, metric),
        )


def slow(study, language, metric):
    """Whether wedges are far off, for what an early office gets later is not what a late one gets at first."""
    rows = [one for one in study.all_seen(metric) if one.plan.design == evaluation.WEDGE and one.sign and not one.near]
    if rows:
        one = max(rows, key=lambda row: (row.plan.offices, row.plan.months))
        told = {"shown": size(language, one.shown, metric), "truth": size(language, one.truth, metric)}
        yield language("pilot.slow", plan=capital(of_plan(language, one.plan)), **told)


def never_clear(plan):
    """Whether no data at all could make its test clear: too few ways to divide its offices."""
    ways = len(evaluation.orders(plan.treated)) if plan.design == evaluation.WEDGE else None
    return ways is not None and 1 / ways > evaluation.ALPHA


def most_seen(study, metric):
    """The plan with somebody to compare with that sees most, be it off or not; None without an effect."""
    rows = [one for one in study.all_seen(metric) if one.comparable and one.sign]
    return max(rows, key=lambda one: one.power, default=None)


def spilled(language, metric, one):
    """What comes in through offices that wait, and what is off in all."""
    told = {"spill": size(language, one.spill, metric), "bias": size(language, one.bias, metric)}
    told["share"] = language.digits(HUNDRED * abs(one.bias.mean / one.truth.mean), 0)
    if one.plan.design == BEFORE_AFTER:
        return language("pilot.spill.nobody", **told)
    kind = {0: "none", one.sign: "more"}.get(one.spill.direction, "less")
    return language(f"pilot.spill.{kind}", **told)


def in_worlds(study, language, best):
    """How the plan does in worlds."""
    rows = study.in_worlds(best)
    same = [one for one in rows if one.truth.mean * best.sign > 0]
    return language(
        "pilot.worlds",
        worlds=language(f"worlds_of.{origin_of(study.options.worlds)}", n=len(rows)),
        same=len(same),
        held=sum(one.found.sees(best.sign).mean() >= ENOUGH for one in same),
        power=share(language, np.mean([one.found.sees(best.sign).mean() for one in rows])),
        near=sum(one.near for one in rows),
        spilled=sum(bool(one.spill.direction) for one in rows),
    )


def stopping(study, language, metric, best):
    """When to stop, when to scale, and what to watch beside."""
    for_the_worse = best.sign == {"higher": -1, "lower": 1}.get(metric.better)
    seen, false = share(language, best.power), share(language, best.nothing.sees(best.sign).mean())
    if for_the_worse:
        yield language("pilot.stop.worse", seen=seen, false=false)
    else:
        half = best.plan.months // 2
        wrong, right = (share(language, best.stopped(effect)) for effect in (True, False))
        yield language("pilot.stop.halfway", half=half, wrong=wrong, right=right)
        yield language("pilot.stop.scale", seen=seen, false=false)
    if not for_the_worse and (left := what_is_left(study, metric)):
        yield language("pilot.stop.fades", year=left[0], size=size(language, left[1], metric))
    yield language("pilot.stop.between")
    beside = watched(study, language)
    yield language("pilot.stop.beside" if beside else "pilot.stop.beside_none", list="; ".join(beside))


def what_is_left(study, metric):
    """(year, Estimate) of the last year that was run, if half of the first year's effect has gone by then; else None."""
    found = study.yearly(metric)
    if len(found) < 2 or not found[0].direction or found[-1].mean / found[0].mean > 0.5:
        return None
    return len(found), found[-1]


def watched(study, language):
    """What else a full rollout clearly moves, largest first, for better or worse."""
    rows = study.beside()
    judged = judgements.judged({matter: (estimate, 1) for matter, (estimate, _) in rows.items()})
    clear = [(matter, estimate, rows[matter][1]) for matter, (estimate, answer) in judged.items() if answer.direction]
    clear.sort(key=lambda row: -abs(row[1].mean) / (abs(row[2]) or 1e-9))
    found = []
    for matter, estimate, level in clear:
        metric = study.model.metrics[matter.metric]
        side = "better" if (estimate.mean > 0) == (metric.better == "higher") else "worse"
        size = natural.size(language, metric, estimate.mean, level, matter.times)
        found.append(f"{language(f'matter.{matter.key}.{side}_main')} ({size})")
    return found


def table(study, language, metric):
    """Head and rows: every plan."""
    keys = ("design", "offices", "months", "power", "alarms", "truth", "shown", "bias", "spill")
    head = [language(f"pilot.table.{key}") for key in keys]
    rows = []
    for one in study.all_seen(metric):
        n = len(one.found.p)
        sizes = [
            language.difference(estimate, metric, bare=True, runs=n)
            for estimate in (one.truth, one.shown, one.bias, one.spill)
        ]
        rows.append(
            [
                language(f"pilot.design.{one.plan.design}"),
                str(one.plan.offices),
                str(one.plan.months),
                share(language, one.power, one.power_interval),
                share(language, one.alarms, one.alarms_interval),
                *sizes,
            ]
        )
    unit = language.difference_with_unit(metric)
    return [*head[:5], f"{head[5]}: {unit}", *head[6:]], rows
