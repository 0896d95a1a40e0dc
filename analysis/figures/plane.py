"""The signature picture: aimed, realised with the loops cut, realised year by year.

The arrow from aimed to cut is what perception and take-up leave of a policy. Only the second one,
from cut through the years, is dynamics. Coordinates are 0 to 100 on both axes.
"""

from dataclasses import dataclass

import numpy as np
from matplotlib.patches import Rectangle

from analysis import dynamics, quantities, statistics, style
from analysis.figures import plane_detail

AXES = ("realised_group", "realised_individual")
AIMS = ("policy.group_tailoring", "policy.individual_tailoring")
CORNERS = {
    "standardisation": (0.0, 0.0),
    "policy-categories": (100.0, 0.0),
    "hardship-clauses": (0.0, 100.0),
    "standard-maatwerk": (100.0, 100.0),
    "mid-plane": (50.0, 50.0),
}
SIDE = 6.05  # of the plane, inches


@dataclass(frozen=True)
class Journey:
    """One variant on the plane; a place is two Estimates (group, individual), 0 to 100."""

    scenario: str
    look: style.Look
    aim: tuple
    cut: tuple
    years: list

    @property
    def least_n(self):
        """Fewest replicates behind any of its places."""
        places = self.years + ([self.cut] if self.cut else [])
        return min(estimate.n for place in places for estimate in place)


def draw(results, language):
    """The figure, or None if the file has no realised point."""
    if not all(name in results.metrics for name in AXES) or results.months < statistics.YEAR:
        return None
    journeys = [journey(results, name) for name in results.bases[: len(style.LOOKS)]]
    canvas = style.Canvas(
        results,
        language,
        language("figure.plane.title"),
        language("figure.plane.explanation"),
        width=10.6,
        height=9.35,
    )
    axis = square(canvas, language)
    for item in journeys:
        draw_journey(axis, language, item, results.most)
    plane_detail.draw_key(canvas, axis, language, any(item.cut for item in journeys))
    plane_detail.draw_details(canvas, axis, language, journeys)
    return canvas.figure


def journey(results, scenario):
    """Where a variant aims, where it lands without dynamics, and where the years take it."""
    aim = tuple(results.parameter(scenario, name) for name in AIMS)
    if None in aim:
        aim = CORNERS.get(scenario)
    cut = dynamics.cut_name(scenario, dynamics.EVERY_LOOP)
    start = place(results, cut, slice(-statistics.YEAR, None)) if cut in results.scenarios else None
    count = results.months // statistics.YEAR
    years = [
        place(results, scenario, slice(statistics.YEAR * y, statistics.YEAR * (y + 1)))
        for y in range(count)
    ]
    return Journey(scenario, style.look(results, scenario), aim, start, years)


def place(results, scenario, columns):
    """Realised point over some months: two Estimates in 0..100."""
    rows = results.rows(scenario)

    def over(name):
        return quantities.taken_over(results, rows, name, lambda series: series[:, None, columns])

    return tuple(statistics.mean_interval(100 * over(name)[:, 0]) for name in AXES)


def means(point):
    """The two coordinates of a place."""
    return tuple(estimate.mean for estimate in point)


def square(canvas, language):
    """The plane itself, with what its ends mean."""
    left, down = canvas.margin + 0.72, canvas.top + 0.42
    axis = canvas.figure.add_axes(
        (
            left / canvas.width,
            1 - (down + SIDE) / canvas.height,
            SIDE / canvas.width,
            SIDE / canvas.height,
        )
    )
    axis.set_xlim(-9, 109)
    axis.set_ylim(-9, 109)
    axis.set_xticks(range(0, 101, 25))
    axis.set_yticks(range(0, 101, 25))
    axis.tick_params(length=0, pad=4)
    for spine in axis.spines.values():
        spine.set_visible(False)
    axis.add_patch(Rectangle((0, 0), 100, 100, fill=False, edgecolor=style.FAINT, lw=1.2, zorder=1))
    axis.set_xlabel(language("figure.plane.group"), fontsize=10, labelpad=6)
    axis.set_ylabel(language("figure.plane.individual"), fontsize=10, labelpad=6)
    return axis


def draw_journey(axis, language, item, runs):
    """Aim, first arrow, cut point, and the path through the years with its intervals."""
    colour, marker = item.look.colour, item.look.marker
    if item.aim:
        axis.plot(
            *item.aim,
            marker,
            markersize=16,
            markerfacecolor="white",
            markeredgecolor=colour,
            markeredgewidth=1.6,
            zorder=3,
        )
        axis.plot(*item.aim, ".", markersize=5, color=colour, zorder=4)
        name_aim(axis, language, item, runs)
    if item.cut and item.aim:
        arrow(axis, item.aim, means(item.cut), style.MUTED, linestyle=(0, (3, 2)), lw=1.2)
    if item.cut:
        axis.plot(
            *means(item.cut),
            marker,
            markersize=9,
            markerfacecolor="white",
            markeredgecolor=colour,
            markeredgewidth=1.8,
            zorder=6,
        )
    draw_path(axis, item, size=4.2, width=2.6)


def draw_path(axis, item, size, width):
    """Line from the cut point through every year; later years darker, arrow at the last one."""
    colour, marker = item.look.colour, item.look.marker
    stops = ([means(item.cut)] if item.cut else []) + [means(year) for year in item.years]
    for number, (start, end) in enumerate(zip(stops, stops[1:])):
        strength = 0.35 + 0.65 * (number + 1) / len(stops)
        axis.plot(*zip(start, end), color=colour, lw=width, alpha=strength, zorder=4)
    for number, year in enumerate(item.years[:-1]):
        strength = 0.35 + 0.65 * (number + 1) / len(item.years)
        axis.plot(
            *means(year),
            "o",
            markersize=size,
            color=colour,
            alpha=strength,
            zorder=5,
            markeredgecolor="white",
            markeredgewidth=0.6,
        )
    for year in (item.years[0], item.years[-1]):
        cross(axis, year, colour)
    axis.plot(
        *means(item.years[0]),
        "o",
        markersize=1.3 * size,
        color=colour,
        zorder=7,
        markeredgecolor="white",
        markeredgewidth=0.8,
    )
    axis.plot(
        *means(item.years[-1]),
        marker,
        markersize=2.2 * size,
        color=colour,
        zorder=7,
        markeredgecolor="white",
        markeredgewidth=1.0,
    )


def cross(axis, point, colour):
    """95 % intervals of both coordinates."""
    for direction, estimate in zip("xy", point):
        half = estimate.high - estimate.mean
        if np.isfinite(half):
            axis.errorbar(
                *means(point),
                **{f"{direction}err": half},
                color=colour,
                elinewidth=1.3,
                capsize=2.2,
                capthick=1.3,
                fmt="none",
                zorder=6,
            )


def arrow(axis, start, end, colour, **line):
    """An arrow between two places, clear of both symbols."""
    axis.annotate(
        "",
        end,
        start,
        arrowprops={
            "arrowstyle": "-|>",
            "color": colour,
            "shrinkA": 10,
            "shrinkB": 6,
            "mutation_scale": 11,
            **line,
        },
        zorder=4,
    )


def name_aim(axis, language, item, runs):
    """The variant's name above the upper aims and below the others; n if it is not all runs."""
    x, y = item.aim
    above = y > 50
    few = f" (n ≥ {item.least_n})" if item.least_n < runs else ""
    align = "left" if x < 25 else "right" if x > 75 else "center"
    axis.annotate(
        language.variant(item.scenario) + few,
        item.aim,
        xytext=(-9 if align == "left" else 9 if align == "right" else 0, 15 if above else -15),
        textcoords="offset points",
        ha=align,
        va="bottom" if above else "top",
        fontsize=11.5,
        fontweight="bold",
        color=item.look.ink,
    )
