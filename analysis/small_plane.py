"""The plane, small, for the first screen: intended, got in the first year, and what years leave."""

import math

from . import quantities, statistics
from .figures import sheet
from .scorecard import shown

AXES = ("realised_group", "realised_individual")
AIMS = ("policy.group_tailoring", "policy.individual_tailoring")
SIDE, MARGIN, BELOW = 210, 26, 24  # of the plane; left and right of it; below it
NEAR = 3  # per cent: points that lie so near are one
LINE, SIZE = 13, 11.5  # of a label: from line to line, and its letters


def points(results):
    """[(scenario, aim or None, first, last)], each a point in per cent; without those that have none."""
    if results.months < 2 * statistics.YEAR or not all(name in results.metrics for name in AXES):
        return []
    found = []
    for name in shown(results):
        years = [
            tuple(100 * quantities.estimate(results, name, axis, window).mean for axis in AXES)
            for window in ("first_year", "last_year")
        ]
        aim = tuple(results.parameter(name, axis) for axis in AIMS)
        if all(math.isfinite(value) for year in years for value in year):
            found.append((name, None if None in aim else aim, *years))
    return found


def place(point):
    """Coordinates of a point in the picture."""
    across, up = (min(105.0, max(-5.0, value)) for value in point)
    return round(MARGIN + SIDE * across / 100, 1), round(MARGIN + SIDE * (1 - up / 100), 1)


def labels(journeys, language):
    """[(words, x, y, scenario)]: scenarios with one aim share a label, at it or at their last point."""
    groups = []
    for name, aim, _, last in journeys:
        at = aim or last
        for group in groups:
            if math.dist(group[0], at) < NEAR:
                group[1].append(name)
                break
        else:
            groups.append((at, [name]))
    return [label for at, names in groups for label in lines(at, names, language)]


def lines(at, names, language):
    """The lines of one label; they grow into the plane, away from its edges."""
    x, y = place(at)
    right = at[0] > 50
    rows = [(row, name) for name in names for row in fitted(language.variant(name))]
    found = []
    for k, (words, name) in enumerate(rows):
        line = k + right  # names to the right stand a line further in: two are wider than the plane
        down = y + LINE * (line + 1) if at[1] > 50 else y - 12 - LINE * (len(rows) - 1 - k + right)
        found.append((words, x + (-8 if right else 8), down, name, right))
    return found


def fitted(words):
    """A name in the lines that fit in the plane, at most two: a longer one without its middle."""
    return sheet.name(words, (SIDE - 8) / SIZE, 2, "bold").split("\n")


def draw(results, language):
    """What the template draws, or None without a realised point."""
    journeys = points(results)
    if not journeys:
        return None
    return {
        "width": SIDE + 2 * MARGIN,
        "height": SIDE + MARGIN + BELOW,
        "side": SIDE,
        "margin": MARGIN,
        "journeys": [
            {
                "name": name,
                "aim": place(aim) if aim else None,
                "first": place(first),
                "last": place(last),
            }
            for name, aim, first, last in journeys
        ],
        "labels": labels(journeys, language),
        "alternative": "; ".join(
            language(
                "score.plane_words",
                name=language.variant(name),
                first=language.enumerate(language.digits(v, 0) for v in first),
                last=language.enumerate(language.digits(v, 0) for v in last),
            )
            for name, _, first, last in journeys
        ),
    }
