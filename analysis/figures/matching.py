"""What `maatwerk calibrate` is drawn as: what each figure taught, what it leaves free, and how good the emulators were."""

import numpy as np

from .. import differing, style
from ..language import capital
from . import sheet

MOST = 12  # parameters shown
ROW, DOWN = 4.2, 0.3  # em: height of a parameter's row; of the axes below the heading
MEANING, CALLED = 0.9, 0.75  # sizes of what a parameter means, and of its name
HUNDRED = 100
INSIDE = 2  # standard deviations


def draw_all(matching, language, width="page"):
    """{name: figure}, in order."""
    return {
        "taught": taught(matching, language, width=width),
        "narrowed": narrowed(matching, language, width=width),
        "emulators": emulators(matching, language, width=width),
    }


def label(language, figure):
    """A figure's name in the language, else in English."""
    return language.said(figure.labels) or figure.name


def written(language, share):
    """A percentage in two digits, as the language writes numbers."""
    return f"{share:.2g}".replace(".", language.mark)


def rows_of(page, count, left, tall):
    """Axes with a row for each of so many names."""
    axis = page.axes(left, 0.3, page.wide - left - 3.5, tall)
    axis.set_ylim(count - 0.5, -0.5)
    return axis


@sheet.drawn
def taught(matching, language, width):
    """Of all space, what each figure would leave by itself, and what all leave together."""
    names = [label(language, one) for one in matching.figures] + [language("matching.together")]
    shares = HUNDRED * np.array([one.share_alone for one in matching.figures] + [matching.shares[-1]])
    best = matching.figures[int(np.argmin(shares[:-1]))]
    title = language("matching.taught.title", figure=label(language, best), left=written(language, shares[-1]))
    tall = 1.9 * len(names)
    page = sheet.Sheet(matching, language, width, title, language("matching.taught.explanation"), tall + 3)
    left = min(0.45 * page.wide, 1 + max(map(sheet.breadth, names)))
    axis = rows_of(page, len(names), left, tall)
    colours = [style.OTHER_LOOKS[0].colour] * len(matching.figures) + [style.INK]
    axis.barh(range(len(names)), shares, height=0.55, color=colours)
    for place, share in enumerate(shares):
        axis.text(share + 1, place, f"{written(language, share)} %", va="center", fontsize=style.em(0.85))
    axis.set_yticks(range(len(names)), names)
    axis.set_xlim(0, 112)
    axis.set_xticks([0, 25, 50, 75, 100])
    axis.set_xlabel(language("matching.taught.axis"))
    return page.close()


def write_parameter(page, middle, wide, language, matching, name):
    """What a parameter means, in at most two lines, and below it small what it is called; `middle` em down."""
    meaning = differing.meaning(matching, language, name).rstrip(".")
    if not meaning:
        page.write(0, middle + DOWN, name, MEANING, va="center")
        return
    words = sheet.name(meaning, wide / MEANING)
    high = sheet.LEADING * (MEANING * len(words.split("\n")) + CALLED)
    page.write(0, middle + DOWN - high / 2, words, MEANING)
    page.write(0, middle + DOWN + high / 2, name, CALLED, va="bottom", color=style.MUTED)


@sheet.drawn
def narrowed(matching, language, width):
    """Where each parameter may still be: nine in ten of what is left, and the worlds themselves."""
    rows = matching.narrowed()[:MOST]
    clear = sum(share < 0.8 for *_, share in matching.narrowed())
    title = language(f"matching.narrowed.title{'' if clear else '_none'}", n=clear, all=len(matching.parameters))
    tall = ROW * len(rows)
    page = sheet.Sheet(matching, language, width, title, language("matching.narrowed.explanation"), tall + 3)
    left = 0.55 * page.wide
    axis = rows_of(page, len(rows), left, tall)
    for place, (name, low, high, _) in enumerate(rows):
        column = matching.parameters.index(name)
        write_parameter(page, ROW * (place + 0.5), left - 1, language, matching, name)
        axis.plot([low, high], [place, place], color=style.OTHER_LOOKS[0].colour, linewidth=style.em(0.5), alpha=0.5)
        axis.plot(matching.worlds[:, column], np.full(len(matching.worlds), place), "|", color=style.INK, markersize=style.em(0.5), alpha=0.5)
    axis.axvline(0.5, color=style.FAINT, linewidth=style.em(0.1), zorder=0)
    axis.set_yticks([])
    axis.set_xlim(0, 1)
    axis.set_xticks([0, 0.5, 1], [language(f"matching.narrowed.{end}") for end in ("half", "default", "double")])
    return page.close()


@sheet.drawn
def emulators(matching, language, width):
    """What vectors gave against what emulators that had not seen them said, in standard deviations."""
    panels = matching.figures
    inside = [np.mean(np.abs(one.found - one.said) <= INSIDE * one.sd) for one in panels]
    title = language("matching.emulators.title", share=f"{HUNDRED * np.mean(inside):.0f}")
    columns = 1 if width == "column" else min(3, len(panels))
    rows = -(-len(panels) // columns)
    page = sheet.Sheet(matching, language, width, title, language("matching.emulators.explanation"), 13.5 * rows)
    for axis, one in zip(page.grid(len(panels), columns, 4.2, 0.5, 1.8, 3.6, 8), panels):
        off = np.clip((one.found - one.said) / one.sd, -5, 5)
        axis.axhspan(-INSIDE, INSIDE, color=style.FAINT, alpha=style.BAND, lw=0)
        axis.plot(one.said, off, ".", color=style.OTHER_LOOKS[0].colour, markersize=style.em(0.35))
        axis.axvspan(one.value - one.margin, one.value + one.margin, color=style.OTHER_LOOKS[1].colour, alpha=style.BAND, lw=0)
        axis.set_ylim(-5.3, 5.3)
        axis.set_xlabel(language("matching.emulators.said"), fontsize=style.em(0.85))
        sheet.heading(axis, capital(label(language, one)), sheet.width_of(axis))
    return page.close()
