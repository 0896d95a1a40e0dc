"""One page of HTML a language: offline, self-contained, printable, made from the numbers."""

import base64
import shlex
from pathlib import Path

import jinja2
import matplotlib

from . import dynamics, findings, judgements, quantities, statistics, style
from .language import ENGLISH, LANGUAGES
from .language import load as load_texts

TEMPLATES = Path(__file__).parent / "templates"
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


def file_name(language):
    """Name of the page in this language."""
    return file_name_in(language.code)


def file_name_in(code):
    """The same by the code of a language."""
    return "report.html" if code == ENGLISH else f"report_{code}.html"


def render(results, language, pictures, images, linked=False):
    """The page as text, from the pictures and their SVG images (bytes) by name.

    `linked` if pages in the other languages stand beside it.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    page = environment.get_template("report.html")
    return page.render(
        t=language,
        results=results,
        facts=facts(results, language),
        warnings=warnings(results, language),
        headlines=findings.headlines(results, language),
        years=year_table(results, language),
        burden=[s for n in findings.BURDEN if (s := findings.about_burden(results, language, n))],
        dynamics=[dynamic_section(results, language, item) for item in results.dynamics],
        images={name: inline(image) for name, image in images.items()},
        pictures=pictures,
        variants=[(name, language.variant(name), mark(results, name)) for name in results.bases],
        table=key_table(results, language),
        table_window=language(f"window.{table_window(results)}"),
        replicates=language("report.replicates", n=results.most),
        provenance=provenance(results, language),
        file=shlex.quote(results.path.name),
        others=other_pages(language) if linked else [],
    )


def mark(results, scenario):
    """Colour of a scenario's text, as CSS."""
    return matplotlib.colors.to_hex(style.look(results, scenario).ink)


def inline(image):
    """An SVG image (bytes) as a data URI: sharp on screen and paper, and part of the page."""
    return "data:image/svg+xml;base64," + base64.b64encode(image).decode("ascii")


def facts(results, language):
    """What was run: (label, value) pairs."""
    counts = sorted({results.count(name) for name in results.scenarios})
    cuts = len(results.cuts)
    values = {
        "scenarios": language.enumerate(language.variant(name) for name in results.bases),
        "cuts": str(cuts) if cuts else language("word.none"),
        "months": language.length(results.months),
        "replicates": "–".join(str(count) for count in sorted({counts[0], counts[-1]})),
        "seed": results.attributes.get("master_seed", "?"),
        "calibration": language.calibration(results),
    }
    return [(language(f"fact.{name}"), value) for name, value in values.items()]


def warnings(results, language):
    """What the reader must know before the numbers."""
    found = []
    if results.failed:
        found.append(language("warning.failed", failed=results.failed, planned=results.planned))
    if results.unfinished:
        found.append(language("warning.unfinished", n=results.unfinished, planned=results.planned))
    fewest = min(results.count(name) for name in results.scenarios)
    if fewest < statistics.FEW_REPLICATES:
        found.append(language("warning.few" if fewest > 1 else "warning.one", n=fewest))
    if results.months < 2 * statistics.YEAR:
        found.append(language("warning.short", months=language.months(results.months)))
    return found


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


def provenance(results, language):
    """Where the numbers come from: (label, value) pairs; only what the file says."""
    attributes, study = results.attributes, results.provenance
    values = {
        "command": study.get("command_line"),
        "version": " ".join(
            filter(None, (attributes.get("software"), attributes.get("software_version")))
        ),
        "commit": attributes.get("git_sha1"),
        "created": attributes.get("created_utc"),
        "rng": attributes.get("rng_algorithm"),
        "seed": attributes.get("master_seed"),
        "format": attributes.get("format_version"),
        "file": results.path.name,
    }
    return [(language(f"provenance.{name}"), value) for name, value in values.items() if value]


def other_pages(language):
    """Names of the pages in the other languages, and those languages' own names for themselves."""
    others = [code for code in LANGUAGES if code != language.code]
    return [(file_name_in(code), load_texts(code)["language"]) for code in others]
