"""What `maatwerk test-measure` prints, and the tables of its page: what each actor gets, what each dynamic does."""

import math

from . import clauses, findings, natural, scorecard
from .language import capital
from .measure_words import about, costs, costs_unit, dynamic, key, outcome, sentences, title, years
from .practice import as_lines

DOTS = {"robust": "●●●", "likely": "●●○", "depends": "●○○"}


def lines(study, language):
    """All that is printed."""
    yield title(study, language)
    yield ""
    yield from sentences(study, language)
    yield ""
    yield from as_lines(*effect_rows(study, language))
    yield key(study, language)
    yield ""
    if study.fed:
        yield from as_lines(*fed_rows(study, language))
        yield ""
    yield from about(study, language)


def unit_of(study, matter):
    """The Unit in which all numbers of a row are told."""
    levels = [level for (one, _), row in study.effects.items() if one == matter for level in (row.before, row.after)]
    largest = max((abs(x) for x in levels if math.isfinite(x)), default=0)
    return natural.unit(study.results.metrics[matter.metric], largest, matter.times)


def cell(study, language, effect):
    """{mark, outcome, numbers, interval, dots} of one."""
    unit = unit_of(study, effect.matter)
    way = outcome(study, effect) if math.isfinite(effect.difference.mean) else ""
    numbers = " → ".join(natural.number(language, level, unit) for level in (effect.before, effect.after))
    return {
        "mark": language(f"score.sign_{way}") if way else "",
        "way": way,
        "numbers": numbers if way else "–",
        "interval": interval(language, effect.difference, unit.factor),
        "dots": DOTS[effect.sure.word] if effect.sure else "",
        "worlds": scorecard.robust(language, effect.sure) if effect.sure else "",
    }


def decimals(bounds):
    """As many as tell the bounds of an interval apart."""
    if not all(map(math.isfinite, bounds)) or bounds[0] == bounds[1]:
        return 0
    return min(3, max(0, -math.floor(math.log10((bounds[1] - bounds[0]) / 2))))


def groups(study, language):
    """[(who, [(matter's name, unit, better, [cell])])] in order of whom."""
    found = {}
    for matter in study.matters:
        metric, unit = study.results.metrics[matter.metric], unit_of(study, matter)
        words = language("score.a_year" if matter.times > 1 else f"natural.{unit.key}.short")
        cells = [cell(study, language, study.effects[matter, count]) for count in study.horizons]
        row = capital(language.metric(metric)), words, language(f"score.{metric.better}"), cells
        found.setdefault(matter.perspective, []).append(row)
    return [(clauses.who(language, name), rows) for name, rows in found.items()]


def effect_rows(study, language):
    """The table of the perspectives as text: head and rows."""
    head = ["", "", *(language("measure.after", years=years(language, count)) for count in study.horizons)]
    rows = []
    for who, found in groups(study, language):
        for place, (name, unit, better, cells) in enumerate(found):
            words = [" ".join(filter(None, (one["mark"], one["numbers"], one["interval"], one["dots"]))) for one in cells]
            rows.append([capital(who) if not place else "", f"{name} ({unit}, {better})", *words])
    return head, rows


def fed_table(study, language):
    """What the change does to each dynamic, in words: a dictionary a row."""
    from .figures import units  # loads matplotlib, which the mistakes of a command line should not wait for

    ways, found = {1: "more", -1: "less", 0: "same"}, []
    for one in study.fed:
        metric, kept = study.results.metrics[one.response], study.results.metrics[study.outcome]
        numbers = units.pair(language, metric, *one.levels)
        factor = 100 if kept.is_share else 1
        found.append(
            {
                "name": dynamic(language, one.name),
                "response": capital(language.metric(metric)),
                "way": ways[one.answer.direction],
                "mark": language(f"score.sign_{ways[one.answer.direction]}"),
                "numbers": f"{numbers['first']} → {numbers['last']} {rate(language, metric)}".strip(),
                "costs": " → ".join(costs(study, language, one)),
                "costs_mark": language(f"score.sign_{ways[one.costs_answer.direction]}"),
                "costs_interval": interval(language, one.costs_differ, factor),
            }
        )
    return found


def rate(language, metric):
    """What a number is counted per, if its unit does not say so."""
    return "" if metric.is_share else language.texts["figure"]["unit"]["per"].get(metric.name, "")


def interval(language, estimate, factor):
    """The bounds of a difference, in brackets; empty without any."""
    bounds = [factor * estimate.low, factor * estimate.high]
    if not all(map(math.isfinite, bounds)):
        return ""
    places = decimals(bounds)
    low, high = (language.digits(one, places, True) for one in bounds)
    return f"[{low}{language('number.separator')} {high}]"


def fed_rows(study, language):
    """The same as text: head and rows."""
    head = [language(f"measure.dynamics.{key}") for key in ("name", "response")] + [costs_head(study, language)]
    rows = [
        [
            one["name"],
            f"{one['mark']} {one['response']}: {one['numbers']}",
            f"{one['costs_mark']} {one['costs']} {one['costs_interval']}",
        ]
        for one in fed_table(study, language)
    ]
    return head, rows


def costs_head(study, language):
    """What stands above what a dynamic costs."""
    metric = study.results.metrics[study.outcome]
    return language("measure.dynamics.costs", metric=findings.subject(language, metric), unit=costs_unit(language, metric))
