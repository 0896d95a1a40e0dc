"""A page of one case, or of one life: what `maatwerk case` and `maatwerk story` tell, with a picture.

The program is asked for its JSON, in one language; every sentence and every number on the page stands in that. Pictures are SVG, made
here without a library: a dot for each of a hundred desks, a line through the years of a life. What they show stands in words above them.
"""

import json
import re
from pathlib import Path

from . import statistics
from .errors import UsageError
from .language import ENGLISH, Language, capital
from .pages import page
from .program import ProgramError, call

KINDS = ("citizen", "worker", "rule", "office")
DOTS, ROW = 100, 25
SIZE = 12  # of a dot with its room [px]
# Of each kind of life, what its years show, each a share; the first line is drawn thick.
LINES = {"citizen": ("trust", "hardship"), "worker": ("tailored", "blame"), "office": ("tailored", "room"), "rule": ()}
WIDTH, HEIGHT, LABELS = 360, 70, 14  # of a strip of years, and what stands under it [px]
MARK = 3.4  # radius of what happened [px]


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
    """What the templates need: the document, what is told of each scenario, and its picture."""
    opening, scenarios = passages_of(document)
    pictures = desks(document, language) if document["command"] == "case" else lives(document, language)
    for picture, told in zip(pictures, scenarios):
        picture["heading"], picture["said"] = told[0]["heading"], told[0]["sentences"]
        picture["passages"] = told[1:] if document["command"] == "case" else told
    return {"document": document, "opening": opening, "scenes": pictures}


def passages_of(document):
    """What is told before any scenario, and of each: lists of passages."""
    opening, scenarios = [], []
    for passage in document["told"]:
        if passage["about"] in ("case.scenario.heading", "story.under"):
            scenarios.append([])
        (scenarios[-1] if scenarios else opening).append({**passage, "numbers": columns_of_numbers(passage["rows"])})
    return opening, scenarios


def columns_of_numbers(rows):
    """Of each column of a table, whether numbers stand in it."""
    return [all(re.fullmatch(r"[+−]?\d+|–|", cell) for cell in column) for column in zip(*rows)]


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
    """For each scenario a strip of its years."""
    kind = document["story"]
    return [
        {
            "name": capital(language.variant(told["scenario"])),
            "fields": [
                {"year": language(f"close_up.{name}"), "said": said(told["years"], name)}
                for name in LINES[kind]
                if len(told.get("years", [])) > 1
            ],
            "strip": strip(kind, told),
        }
        for told in document["scenarios"]
    ]


def said(years, name):
    """First and last year, of a hundred."""
    return f"{hundredths(years[0][name])} → {hundredths(years[-1][name])}"


def strip(kind, told):
    """The years of one scenario as a picture: lines, and what happened; empty without any."""
    years = told.get("years", [])
    months = told.get("months", statistics.YEAR * len(years))
    if not months:
        return ""
    drawn = [line(years, name, name if k else "thick", months) for k, name in enumerate(LINES[kind]) if len(years) > 1]
    drawn += marks(told.get("events", []), months) if kind == "citizen" else []
    drawn += rule_bar(told["moments"], months) if kind == "rule" else []
    height = HEIGHT + LABELS
    return (
        f'<svg class="strip" viewBox="0 0 {WIDTH} {height}" aria-hidden="true">'
        f'<path class="frame" d="M0 {HEIGHT}H{WIDTH}"/>{grid(months)}{"".join(drawn)}</svg>'
    )


def at(month, months):
    """Where the middle of a month stands [px]."""
    return WIDTH * (month - 0.5) / months


def grid(months):
    """A line and a number for each year."""
    each = max(1, months // statistics.YEAR // 12)
    return "".join(
        f'<path class="grid" d="M{WIDTH * first / months:.1f} 0V{HEIGHT}"/>'
        f'<text x="{WIDTH * (first + statistics.YEAR / 2) / months:.1f}" y="{HEIGHT + LABELS - 3}">{first // statistics.YEAR + 1}</text>'
        for first in range(0, months, statistics.YEAR * each)
    )


def line(years, name, kind, months):
    """A share over the years, 0 below and 1 above."""
    points = [
        f"{at(statistics.YEAR * year['year'], months):.1f},{(HEIGHT - 4) * (1 - min(1, max(0, year[name]))) + 2:.1f}"
        for year in years
    ]
    return f'<polyline class="{kind}" points="{" ".join(points)}"/>'


def marks(events, months):
    """What happened to a citizen, above the month in which it did."""
    drawn, stacked = [], {}
    for event in events:
        kind = event["option"] if event["what"] == "decided" else event["what"]
        shape = SHAPES.get(kind)
        if shape is None:
            continue
        level = stacked.get(event["month"], 0)
        stacked[event["month"]] = level + 1
        x, y = at(event["month"], months), HEIGHT - 8 - level * (2 * MARK + 2)
        drawn.append(shape.format(kind=kind, x=f"{x:.1f}", y=f"{y:.1f}", r=MARK, w=2 * MARK, left=f"{x - MARK:.1f}"))
    return drawn


DOT = '<circle class="{kind}" cx="{x}" cy="{y}" r="{r}"/>'
SHAPES = {
    "apply": DOT,
    "tailor": DOT,
    "shortcut": DOT,
    "escalate": DOT,
    "not_asked": '<path class="{kind}" d="M{left} {y}h{w}"/>',
    "complained": '<path class="{kind}" d="M{left} {y}l{r} -{w}l{r} {w}z"/>',
    "revoked": '<path class="{kind}" d="M{left} {y}l{w} -{w}m-{w} 0l{w} {w}"/>',
}


def rule_bar(moments, months):
    """A rule: announced, in force as high as it works when new or revised, revised, ended."""
    drawn = [f'<path class="announced" d="M{at(moments[0]["month"], months):.1f} {HEIGHT}V4"/>'] if moments else []
    for moment, then in zip(moments, [*moments[1:], {"month": months + 0.5}]):
        if moment["in_force"]:
            left, right = at(moment["month"], months), at(then["month"], months)
            high = (HEIGHT - 4) * min(1, max(0.04, moment["effectiveness"]))
            drawn.append(f'<rect class="force" x="{left:.1f}" y="{HEIGHT - high:.1f}" width="{right - left:.1f}" height="{high:.1f}"/>')
    return drawn
