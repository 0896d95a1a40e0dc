"""The way of a variant over the plane: where it aims, where it lands without dynamics, and its years."""

from dataclasses import dataclass

import numpy as np

from .. import dynamics, quantities, statistics, style

AXES = ("realised_group", "realised_individual")
AIMS = ("policy.group_tailoring", "policy.individual_tailoring")
CORNERS = {
    "standardisation": (0.0, 0.0),
    "policy-categories": (100.0, 0.0),
    "hardship-clauses": (0.0, 100.0),
    "standard-maatwerk": (100.0, 100.0),
    "mid-plane": (50.0, 50.0),
}


@dataclass(frozen=True)
class Journey:
    """One variant on the plane; a place is two Estimates (group, individual), 0 to 100.

    `years` are places, `numbers` which years they are: one without a realised point has none.
    """

    scenario: str
    look: style.Look
    aim: tuple
    cut: tuple
    years: list
    numbers: list

    @property
    def least_n(self):
        """Fewest replicates behind any of its places."""
        places = self.years + ([self.cut] if self.cut else [])
        return min(estimate.n for place in places for estimate in place)


def of(results, scenario):
    """Where a variant aims, where it lands without dynamics, and where the years take it."""
    aim = tuple(results.parameter(scenario, name) for name in AIMS)
    if None in aim:
        aim = CORNERS.get(scenario)
    cut = dynamics.cut_name(scenario, dynamics.EVERY_LOOP)
    start = place(results, cut, slice(-statistics.YEAR, None)) if cut in results.scenarios else None
    years = {
        year: place(results, scenario, slice(statistics.YEAR * (year - 1), statistics.YEAR * year))
        for year in range(1, 1 + results.months // statistics.YEAR)
    }
    known = [year for year, point in years.items() if is_known(point)]
    return Journey(
        scenario,
        style.look(results, scenario),
        aim,
        start if start and is_known(start) else None,
        [years[year] for year in known],
        known,
    )


def is_known(point):
    """Whether a place has both coordinates."""
    return bool(np.isfinite(means(point)).all())


def place(results, scenario, columns):
    """Realised point over some months: two Estimates in 0..100."""
    rows = results.rows(scenario)

    def over(name):
        return quantities.taken_over(results, rows, name, lambda series: series[:, None, columns])

    return tuple(statistics.mean_interval(100 * over(name)[:, 0]) for name in AXES)


def means(point):
    """The two coordinates of a place."""
    return tuple(estimate.mean for estimate in point)


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
            markeredgewidth=style.em(0.06),
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
        markeredgewidth=style.em(0.08),
    )
    axis.plot(
        *means(item.years[-1]),
        marker,
        markersize=2.2 * size,
        color=colour,
        zorder=7,
        markeredgecolor="white",
        markeredgewidth=style.em(0.1),
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
                elinewidth=style.em(0.14),
                capsize=style.em(0.24),
                capthick=style.em(0.14),
                fmt="none",
                zorder=6,
            )
