"""The tables of the report: every number with its interval, for who unfolds them."""

from . import clauses, dynamics, findings, judgements, matters, quantities, scorecard, statistics, worlds

KEY_METRICS = (
    "tailored",
    "realised_group",
    "realised_individual",
    "misfit",
    "underserved",
    "hardship",
    "waiting",
    "complaints",
    "trust",
    "over_conformity",
    "moral_sensitivity",
    "preconditions",
    "hours_per_tailored",
    "measures",
    "complexity",
)


def year_table(results, language):
    """For each headline metric (label, rows); a row is (variant, first, last, change, word)."""
    blocks = []
    for name in findings.HEADLINE:
        if name not in results.metrics or results.months < 2 * statistics.YEAR:
            continue
        metric = results.metrics[name]
        rows = []
        for scenario in results.bases:
            years = quantities.first_and_last(results, scenario, name)
            _, answer = judgements.change(results, scenario, name)
            rows.append(
                (
                    language.variant(scenario),
                    language.interval(years.first, metric, unit="", runs=results.most),
                    language.interval(years.last, metric, unit="", runs=results.most),
                    language.difference(years.change, metric, bare=True, runs=results.most),
                    change_word(language, years.change, answer),
                )
            )
        blocks.append((language.metric_with_unit(metric), rows))
    return blocks


def change_word(language, change, answer):
    """Whether it rose or fell; a dash where one replicate, or none, cannot tell."""
    return language(
        f"word.{dynamics.CHANGE[answer.verdict]}" if change.n > 1 else "verdict.absent"
    )


def dynamic_section(results, language, dynamic):
    """Name, sentence and table of one dynamic; a row is one signature under one variant."""
    rows = []
    runs = results.most
    for item in dynamics.evidence(results)[dynamic.name]:
        metric = results.metrics[item.signature.metric]
        rows.append(
            {
                "metric": language.metric_with_unit(metric) + item.signature.mark,
                "expected": expected(language, item.signature),
                "variant": language.variant(item.scenario),
                "closed": language.interval(item.closed_last, metric, unit="", runs=runs),
                "cut": language.interval(item.cut_last, metric, unit="", runs=runs),
                "effect": language.difference(item.effect, metric, bare=True, runs=runs),
                "verdict": item.verdict,
                "verdict_words": language(f"verdict.{item.verdict}"),
                "change": language.difference(item.change, metric, bare=True, runs=runs),
                "movement": language(f"word.{item.movement}"),
            }
        )
    return {
        "name": dynamic.name,
        "sentence": findings.about_dynamic(results, language, dynamic),
        "rows": rows,
        "tested": any(row["effect"] != "–" for row in rows),
    }


def expected(language, signature):
    """In which direction a signature should show, and whether that proves anything."""
    words = language(f"expected.{signature.sign}")
    return language("expected.by_definition") if signature.by_definition else words


def table_window(results):
    """Last year, or the whole study if it is too short to have one."""
    return "last_year" if results.months >= 2 * statistics.YEAR else "all"


def key_table(results, language):
    """Rows of (label with unit, definition, cell for each closed scenario)."""
    rows = []
    for name in KEY_METRICS:
        if name not in results.metrics:
            continue
        metric = results.metrics[name]
        cells = [
            language.interval(
                quantities.estimate(results, scenario, name, table_window(results)),
                metric,
                unit="",
                runs=results.most,
            )
            for scenario in results.bases
        ]
        definition = metric.definitions.get(language.code, "")
        rows.append((language.metric_with_unit(metric), definition, cells))
    return rows


def contrast_table(results, language, window):
    """What matters, each other scenario minus the first: [(who, what, better, [cell])].

    A cell is (interval, better, worse or same, Robustness or None).
    """
    others = scorecard.shown(results)[1:]
    found = judgements.contrasts(results, window) if others else {}
    rows = []
    for matter in matters.of(results):
        metric = results.metrics[matter.metric]
        cells = []
        for scenario in others:
            estimate, answer = found[scenario, matter.metric]
            pair = worlds.contrast(results, scenario, results.bases[0], matter.metric, window)
            cells.append(
                (
                    language.difference(estimate, metric, bare=True, runs=results.most),
                    matters.outcome(metric, answer.direction),
                    worlds.robustness(pair, answer.direction),
                )
            )
        who = clauses.who(language, matter.perspective)
        better = language(f"score.{metric.better}")
        rows.append((who, language.difference_with_unit(metric), better, cells))
    return rows
