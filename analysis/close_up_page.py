"""A page of one case, or of one life: what `maatwerk case` and `maatwerk story` tell, with a picture.

The program is asked for its JSON, in one language; every sentence and every number on the page stands in that. Pictures are SVG, made
here without a library: a dot for each of a hundred desks, a line through the years of a life. What they show stands in words above them.
"""

import json
from pathlib import Path

from . import statistics
from .errors import UsageError
from .language import ENGLISH, Language, capital
from .pages import page
from .program import ProgramError, call

KINDS = ("citizen", "worker", "rule", "office")
DOTS, ROW = 100, 25
SIZE = 12  # of a dot with its room [px]
# Of each kind of life, what its years show: name in the data, and whether it is a share.
LINES = {
    "citizen": ("trust", "hardship"),
    "worker": ("tailored", "blame"),
    "office": ("tailored", "room"),
    "rule": (),
}
HEIGHT, STEP = 60, 34  # of a line of years [px]


def make(name, code, flags):
    """Asks the program for a case or a story: its page's file name, and the page as text."""
    document = asked(name, code, flags)
    return file_name(document, name, code), render(document, Language(code))


def file_name(document, name, code):
    """Name of the page: of the case's file, or of the kind of story; and the language, but for English."""
    stem = Path(name).stem if document["command"] == "case" else f"story_{name}"
    return f"{stem}.html" if code == ENGLISH else f"{stem}_{code}.html"


def asked(name, code, flags):
    """What the program tells, as a document."""
    command = "story" if name in KINDS else "case"
    try:
        return json.loads(call(command, [name, "--json", "--lang", code], {**flags, "progress": "none"}))
    except ProgramError as problem:
        raise UsageError(str(problem).rstrip(".")) from problem


def render(document, language):
    """The page as text."""
    return page("close_up.html", t=language, **fields(document, language))


def fields(document, language):
    """What the templates need: the document and its pictures."""
    pictures = desks(document, language) if document["command"] == "case" else lives(document, language)
    return {"document": document, "scenes": pictures}


# --- desks --------------------------------------------------------------------------------------


def desks(document, language):
    """For each scenario: its name, and a field of dots for each moment, those who tailor filled."""
    return [
        {
            "name": capital(language.variant(told["scenario"])),
            "fields": [
                {
                    "year": language("close_up.year", year=-(-moment["month"] // statistics.YEAR)),
                    "said": language("close_up.desks", desks=hundredths(moment["chosen"]["tailor"])),
                    "svg": dots(moment["chosen"]),
                }
                for moment in told["moments"]
            ],
        }
        for told in document["scenarios"]
    ]


def hundredths(share):
    """So many of a hundred."""
    return round(100 * share)


def dots(chosen):
    """A hundred desks: tailoring, shortcuts, passing on, and the rule, in this order."""
    kinds = []
    for option in ("tailor", "shortcut", "escalate"):
        kinds += [option] * hundredths(chosen[option])
    kinds = (kinds + ["apply"] * DOTS)[:DOTS]
    marks = "".join(
        f'<circle class="{kind}" cx="{SIZE * (k % ROW) + SIZE / 2:g}" cy="{SIZE * (k // ROW) + SIZE / 2:g}" r="{SIZE * 0.36:g}"/>'
        for k, kind in enumerate(kinds)
    )
    return f'<svg viewBox="0 0 {SIZE * ROW} {SIZE * DOTS // ROW}" aria-hidden="true">{marks}</svg>'


# --- lives --------------------------------------------------------------------------------------


def lives(document, language):
    """For each scenario its years as lines."""
    return [
        {
            "name": capital(language.variant(told["scenario"])),
            "fields": [
                {"year": language(f"close_up.{name}"), "said": said(told["years"], name), "svg": line(told["years"], name)}
                for name in LINES[document["story"]]
                if len(told.get("years", [])) > 1
            ],
        }
        for told in document["scenarios"]
    ]


def said(years, name):
    """First and last year, of a hundred."""
    return f"{hundredths(years[0][name])} → {hundredths(years[-1][name])}"


def line(years, name):
    """A share over the years, 0 below and 1 above."""
    points = [
        f"{STEP * k + STEP / 2:g},{HEIGHT * (1 - min(1, max(0, year[name]))) + 4:.1f}" for k, year in enumerate(years)
    ]
    return (
        f'<svg viewBox="0 0 {STEP * len(years)} {HEIGHT + 8}" aria-hidden="true">'
        f'<polyline class="tailor" points="{" ".join(points)}"/></svg>'
    )
