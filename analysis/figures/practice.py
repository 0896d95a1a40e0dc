"""A practice as a picture: the first thing its table shows, at every place of its design, with intervals."""

from copy import copy

import numpy as np

from .. import practice, statistics, style
from . import groups, rows, sheet, units

ROW, BESIDE = 1.1, 1.15  # em for a place, and for each scenario in it
NAMES, BELOW = 26.0, 3.4  # em beside the panel at most, and below it


def draw(name, declaration, study, language):
    """Dots with intervals, a row for each place and a colour for each scenario; the answer stands above."""
    return draw_answer(study.results, language, name, declaration, study)


@sheet.drawn
def draw_answer(results, language, name, declaration, study, width):
    """The same, as all figures are drawn."""
    names, cells = practice.Names(name, language), list(study.cells())
    keys = [key for key in practice.varied(cells) if key != "scenario"]
    places = list(dict.fromkeys(place_of(cell, keys, names) for cell in cells))
    scenarios = list(dict.fromkeys(cell["scenario"] for cell in cells))
    tall, head = (ROW + BESIDE * len(scenarios)) * len(places), 1.6 if len(scenarios) < 2 else 3.2
    answer = next(practice.sentences(name, practice.answers(declaration, study), language))
    explanation = f"{language(f'practice.{name}.title')}. {language('practice.not_the_organisation')}"
    page = sheet.Sheet(results, language, width, answer, explanation, head + tall + BELOW)
    if len(scenarios) > 1:
        language = copy(language)
        language.names = {one: names.value("scenario", one) for one in scenarios}
        groups.draw_names(page, results, language, scenarios)
    page.write(0, head - 1.6, " · ".join(names.of(key) for key in keys), 0.9, color=style.MUTED)
    left = rows.beside(places, NAMES)
    axis = page.axes(left, head, page.wide - left - 0.8, tall)
    rows.list_rows(axis, places, left)
    metric = study.describe(declaration["columns"][0])
    shift = np.linspace(-0.25, 0.25, len(scenarios)) if len(scenarios) > 1 else [0.0]
    reached = []
    for cell in cells:
        beside = shift[scenarios.index(cell["scenario"])]
        estimate = statistics.mean_interval(study.values(metric.name, practice.WINDOW, cell))
        look, row = style.look(results, cell["scenario"]), places.index(place_of(cell, keys, names)) + beside
        factor = units.unit_factor(metric)
        rows.dot(axis, estimate, row, factor, look)
        reached += [factor * number for number in (estimate.mean, estimate.low, estimate.high)]
    rows.fit(axis, language, reached)
    axis.set_xlabel(f"{units.name(language, metric)} ({units.unit(language, metric).axis})")
    return page.close()


def place_of(cell, keys, names):
    """The values that a place has of what varies; what that is stands above all of them."""
    return " · ".join(names.value(key, cell[key]) for key in keys)
