"""What an organisation said of itself and of today: results in its units, its figures beside the model's, by name."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from . import breakdowns, matters, natural, quantities, statistics
from .language import capital, decimals_for
from .results import load
from .stored import by_language, text, texts

NAMED = "life_situations"
DAYS = natural.Unit(1, "days")
FITTING = ("misfit", "underserved", "waiting", "complaints")  # what is shown by name


@dataclass(frozen=True)
class Spoken:
    """A metric in a unit of the organisation; `factors` by scenario, NaN where figures are missing."""

    metric: str
    unit: str
    labels: dict
    units: dict
    factors: dict


@dataclass(frozen=True)
class Figure:
    """What is known of today: numbers by scenario as {scenario: (value, margin, year, source)}."""

    metric: str
    window: str
    factor: float
    labels: dict
    definitions: dict
    units: dict
    given: dict


def at(found, place):
    """The text at a place in each language."""
    return {code: words[place] for code, words in found.items()}


def of_group(results, name, absent, make):
    """What is made of a group of the file; `absent` where there is none."""

    def read(_, file):
        group = file.get(name)
        return absent if group is None else make(group)

    return load(results.path, read)


@lru_cache(16)
def spoken(results):
    """[Spoken], in the order of the file; none where no scenario has an organisation."""

    def make(group):
        scenarios, factors = texts(group["scenario"]), group["factor"][:]
        labels, units = (by_language(group, f"spoken_{kind}_") for kind in ("label", "unit"))
        return [
            Spoken(metric, unit, at(labels, k), at(units, k), dict(zip(scenarios, factors[:, k].tolist())))
            for k, (metric, unit) in enumerate(
                zip(texts(group["spoken_metric"]), texts(group["spoken_unit"]))
            )
        ]

    return of_group(results, "organisation", [], make)


@lru_cache(16)
def known(results):
    """Names of organisations and their figures by scenario: ({scenario: name}, {scenario: {figure: value}})."""

    def make(group):
        scenarios, figures, values = texts(group["scenario"]), texts(group["figure"]), group["value"][:]
        given = {s: dict(zip(figures, row.tolist())) for s, row in zip(scenarios, values)}
        return dict(zip(scenarios, texts(group["name"]))), given

    return of_group(results, "organisation", ({}, {}), make)


@lru_cache(16)
def observed(results):
    """[Figure] that some scenario gives, in the order of the file."""

    def make(group):
        labels, definitions, units = (
            by_language(group, f"{kind}_") for kind in ("label", "definition", "unit")
        )
        parts = [group[part][:] for part in ("value", "margin", "year")]
        sources = group["source"][:]
        scenarios = texts(group["scenario"])
        found = []
        for k, metric in enumerate(texts(group["metric"])):
            given = {
                name: (*(part[s, k] for part in parts), text(sources[s, k]))
                for s, name in enumerate(scenarios)
                if math.isfinite(parts[0][s, k])
            }
            window = text(group["compared_window"][k])
            words = (at(labels, k), at(definitions, k), at(units, k))
            found.append(Figure(metric, window, float(group["factor"][k]), *words, given))
        return [figure for figure in found if figure.given]

    return of_group(results, "observed", [], make)


@lru_cache(16)
def names(results):
    """What the life situations are called, or none where the file has numbers only."""

    return of_group(results, f"{NAMED}/life_situation_name", [], texts)


def fit(figure, estimate, value, margin):
    """fits, too_high, too_low or undecided, as the program has it (sim/io/scenario/observed)."""
    if estimate is None or estimate.n < 2:
        return "undecided"
    low, high = (figure.factor * bound for bound in (estimate.low, estimate.high))
    if low > value + margin:
        return "too_high"
    if high < value - margin:
        return "too_low"
    return "fits" if low >= value - margin and high <= value + margin else "undecided"


def in_words(language, estimate, factor):
    """'1,234 [1,200, 1,268]' in the unit that the factor leads to; a dash where there is none."""
    if estimate is None or not math.isfinite(estimate.mean * factor):
        return "–"
    mean, low, high = (factor * bound for bound in (estimate.mean, estimate.low, estimate.high))
    decimals = decimals_for(mean, high - mean)
    words = language.digits(mean, decimals)
    if math.isfinite(low):
        bounds = [language.digits(bound, decimals) for bound in (low, high)]
        words += f" [{bounds[0]}{language('number.separator')} {bounds[1]}]"
    return words


def window_of(results, asked):
    """A study that is too short for a window has one only: all its months."""
    return "all" if statistics.window_columns(results.months, asked) is None else asked


def labelled(language, labels, units):
    """'Waiting time (day)'; of a unit only what the label does not end with: 'Costs a year (euros)'."""
    label, unit = capital(language.said(labels)), language.said(units).split(" ")
    said = (k for k in range(len(unit)) if label.endswith(" " + " ".join(unit[k:])))
    rest = " ".join(unit[: next(said, None)])
    return f"{label} ({rest})" if rest else label


def units_table(results, language):
    """Rows (label, [cell a scenario]) of results in the units of the organisation."""
    window = matters.window(results)
    rows = []
    for one in spoken(results):
        cells = [
            in_words(language, estimate_of(results, name, one.metric, window), one.factors.get(name, math.nan))
            for name in results.bases
        ]
        if any(cell != "–" for cell in cells):
            rows.append((labelled(language, one.labels, one.units), cells))
    return rows


def estimate_of(results, scenario, metric, window):
    """Mean and interval, or None of a metric that the file has not."""
    if metric not in results.metrics:
        return None
    return quantities.estimate(results, scenario, metric, window_of(results, window))


def today_table(results, language):
    """Rows of figures of today: label, definition, scenario, figure, model, verdict and its words, source."""
    rows = []
    for figure in observed(results):
        for name, (value, margin, year, source) in figure.given.items():
            if name not in results.bases:
                continue
            estimate = estimate_of(results, name, figure.metric, figure.window)
            verdict = fit(figure, estimate, value, margin)
            rows.append(
                {
                    "label": labelled(language, figure.labels, figure.units),
                    "definition": language.said(figure.definitions),
                    "scenario": language.variant(name),
                    "name": name,
                    "figure": f"{plain(language, value)} ± {plain(language, margin)}",
                    "model": in_words(language, estimate, figure.factor),
                    "window": language(f"window.in_{window_of(results, figure.window)}"),
                    "verdict": verdict,
                    "words": language(f"organisation.{verdict}"),
                    "source": f"{source}, {int(year)}",
                }
            )
    return rows


def plain(language, number):
    """A number as somebody gave it."""
    decimals = len(f"{number:.6g}".partition(".")[2])
    return language.digits(number, decimals)


def fits_in_words(language, rows):
    """'Of 4 figures the model fits 2; 1 is too high, 1 undecided.' for each scenario."""
    sentences = []
    for scenario in dict.fromkeys(row["scenario"] for row in rows):
        own = [row["verdict"] for row in rows if row["scenario"] == scenario]
        count = {verdict: own.count(verdict) for verdict in ("fits", "too_high", "too_low", "undecided")}
        sentences.append(language("organisation.fit", scenario=scenario, n=len(own), **count))
    return sentences


def by_name(results, language):
    """Rows (life situation, [cell a scenario]) and their caption, a table for each metric; none without names."""
    called = names(results)
    window = matters.window(results)
    tables = []
    for metric in FITTING:
        if not called or metric not in results.metrics:
            continue
        values = breakdowns.values(results, NAMED, metric, window)
        if values is None:
            continue
        factor, unit = by_name_unit(results, language, metric)
        rows = []
        for place, name in enumerate(called):
            found = [statistics.mean_interval(values[results.rows(s), place]) for s in results.bases]
            rows.append((name, [in_words(language, one, factor) for one in found]))
        label = capital(language.metric(results.metrics[metric]))
        tables.append((f"{label} ({unit})" if unit else label, rows))
    return tables


def by_name_unit(results, language, metric):
    """The unit of the organisation where all scenarios have it, else the metric's own."""
    for one in spoken(results):
        factors = {one.factors.get(name, math.nan) for name in results.bases}
        if one.metric == metric and len(factors) == 1 and np.isfinite(min(factors)):
            return factors.pop(), language.said(one.units)
    own = results.metrics[metric]
    return (100 if own.is_share else 1), language.unit(own)


def terms(results, language):
    """Sentences on the legal term beside the waiting time: one for the scenarios within it, one for those beyond."""
    _, given = known(results)
    found = {}
    for name in results.bases:
        term = given.get(name, {}).get("term", math.nan)
        estimate = estimate_of(results, name, "waiting", matters.window(results))
        if not math.isfinite(term) or estimate is None or not math.isfinite(estimate.mean):
            continue
        days = estimate.mean * natural.DAYS
        words = language(
            "organisation.term_each",
            days=natural.amount(language, days, DAYS),
            scenario=language.quoted(name),
        )
        found.setdefault(("within" if days <= term else "beyond", term), []).append(words)
    return [
        language(
            f"organisation.term_{side}",
            each=language.enumerate(each),
            term=natural.amount(language, term, DAYS),
        )
        for (side, term), each in found.items()
    ]


def fields(results, language):
    """What the section of the report needs; None if no scenario says anything of an organisation."""
    today = today_table(results, language)
    units = units_table(results, language)
    if not (today or units or names(results)):
        return None
    called = sorted({name for name in known(results)[0].values() if name})
    return {
        "names": language.enumerate(called),
        "units": units,
        "window": matters.window(results),
        "terms": terms(results, language),
        "today": today,
        "fits": fits_in_words(language, today),
        "definitions": dict((row["label"], row["definition"]) for row in today).items(),
        "by_name": by_name(results, language),
    }
