"""One page of HTML a language: offline, self-contained, printable, made from the numbers."""

import base64
import shlex

import matplotlib

from . import (
    answer,
    circles,
    clauses,
    close_up_page,
    differing,
    findings,
    gains,
    judgements,
    levers,
    matters,
    organisation,
    scorecard,
    small_plane,
    statistics,
    style,
    sure,
    tables,
    try_it,
    windows,
)
from .language import ENGLISH, LANGUAGES, capital
from .language import load as load_texts
from .pages import page


def file_name(language):
    """Name of the page in this language."""
    return file_name_in(language.code)


def file_name_in(code):
    """The same by the code of a language."""
    return "report.html" if code == ENGLISH else f"report_{code}.html"


def render(results, language, pictures, images, linked=False, pulled=None, case=None, done=None, beside=False):
    """The page as text, from the pictures and their SVG images (bytes) by name.

    `linked` if pages in the other languages stand beside it; `pulled` is a file with levers, if
    that is another; `case` a document of `maatwerk case`, to be shown from close by; `done` what
    studies of levers and of the tipping point say (what_helps.fields); `beside` if the explorer lies
    beside the page.
    """
    return page(
        "report.html",
        t=language,
        results=results,
        images={name: inline(image) for name, image in images.items()},
        pictures=pictures,
        warnings=warnings(results, language),
        others=other_pages(language) if linked else [],
        **(close_up_page.fields(case, language) if case else {"document": None}),
        **first_screen(results, language, pulled),
        **sections(results, language, pulled or results),
        organisation=organisation.fields(results, language),
        done=done,
        try_it=try_it.links(results, language),
        beside=beside,
        **all_numbers(results, language),
    )


def first_screen(results, language, pulled=None):
    """What the first screen needs."""
    found = answer.answer(results, language, pulled)
    return {
        "title": found.title,
        "sentences": [(s.text, robust(language, s)) for s in found.sentences],
        "differs": differing.listed(results, language),
        "most_differs": differing.MOST,
        "columns": scorecard.columns(results, language),
        "rows": scorecard.rows(results, language),
        "plane": small_plane.draw(results, language),
        "ink": {name: mark(results, name) for name in results.bases},
    }


def robust(language, sentence):
    """(word, words) of how a sentence holds over worlds; None where that was not looked at."""
    sure_of = sentence.robustness
    return sure_of and (sure_of.word, scorecard.robust(language, sure_of))


def sections(results, language, pulled):
    """What the sections between the first screen and the tables need."""
    held = sure.findings_held(results, language)
    return {
        "suits": scorecard.suits(results, language),
        "contrasts": tables.contrast_table(results, language, matters.window(results)),
        "versus": [(name, language.variant(name)) for name in scorecard.shown(results)[1:]],
        "interest": of_interest(results, language),
        "baseline": language.quoted(results.bases[0]),
        "window": matters.window(results),
        "dynamics": [
            {
                **tables.dynamic_section(results, language, item),
                "sentences": [
                    (s.text, robust(language, s)) for s in circles.sentences(results, language, item)
                ],
            }
            for item in results.dynamics
        ],
        "circles_measured": bool(judgements.gains(results)),
        "gains": [
            (group, *rows)
            for group, rows in (
                ("capacity", gains.by_capacity(results, language)),
                *((name, gains.by_part(results, language, name)) for name in gains.GROUPS),
            )
            if any(rows)
        ],
        "burden": [s for n in findings.BURDEN if (s := findings.about_burden(results, language, n))],
        "borne": [s for n in findings.BURDEN if (s := findings.borne(results, language, n))],
        "has_levers": any(name.startswith("levers.") for name in pulled.parameter_texts),
        "levers": levers.rows(pulled, language),
        "best_lever": levers.best(pulled, language, answer.KEPT),
        "held": [(one, scorecard.robust(language, one.robustness)) for one in held],
        "turning": sure.assumptions(results, language, held),
        "next": sure.find_out_next(results, language),
        "meaning_of": lambda name: sure.in_words(results, language, name),
        "assumed": sure.assumed(results),
    }


def of_interest(results, language):
    """Months and offices of interest: title, sentences and table; None if none were asked for."""
    window, others = windows.of_interest(results), scorecard.shown(results)[1:]
    if not (window and others):
        return None
    rows = tables.contrast_table(results, language, window)
    said = [
        answer.Sentence(
            clauses.during(results, language, name, window),
            answer.robust_of(results, name, None, window),
        )
        for name in others
    ]
    words = windows.during(language, window)
    return {
        "title": capital(words),
        "window": words,
        "sentences": [(one.text, robust(language, one)) for one in said],
        # What is not kept by office has no number there.
        "rows": [row for row in rows if any(cell[0] != "–" for cell in row[-1])],
    }


def all_numbers(results, language):
    """What the tables need, and how to make them again."""
    return {
        "facts": facts(results, language),
        "headlines": findings.headlines(results, language),
        "years": tables.year_table(results, language),
        "variants": [(name, language.variant(name)) for name in results.bases],
        "table": tables.key_table(results, language),
        "table_window": language(f"window.{tables.table_window(results)}"),
        "replicates": language("report.replicates", n=results.most),
        "provenance": provenance(results, language),
        "written": written(results),
        "file": shlex.quote(results.path.name),
    }


def written(results):
    """The scenario files themselves: [(names, text)], each text once."""
    found = {}
    for name in results.bases:
        text = results.about[name].written if name in results.about else ""
        if text:
            found.setdefault(text, []).append(name)
    return [(", ".join(names), text) for text, names in found.items()]


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
    return [(code, file_name_in(code), load_texts(code)["language"]) for code in others]
