"""A practice as a picture: the first thing its table shows, at every place of its design, with intervals."""

import matplotlib
import numpy as np

from .. import practice, statistics, style

FRAME = 3.1  # inches for title, axis and footer
ROW, BESIDE = 0.12, 0.13  # inches for a place, and for each variant in it
LABEL = 0.085  # inches for a letter of a place's name


def draw(name, declaration, study, language):
    """Dots with intervals, a row for each place and a colour for each variant; the answer stands above."""
    with matplotlib.rc_context(style.RC):
        names = practice.Names(name, language)
        cells = list(study.cells())
        keys = [key for key in practice.varied(cells) if key != "scenario"]
        places = list(dict.fromkeys(place_of(cell, keys, names) for cell in cells))
        scenarios = list(dict.fromkeys(cell["scenario"] for cell in cells))
        above = " · ".join(names.of(key) for key in keys)
        canvas = style.Canvas(
            study.results,
            language,
            next(practice.sentences(name, practice.answers(declaration, study), language)),
            f"{language(f'practice.{name}.title')}. {language('practice.not_the_organisation')}",
            width=8.6,
            height=FRAME + (ROW + BESIDE * len(scenarios)) * len(places),
        )
        wide = 0.15 + LABEL * max(map(len, places))
        axis = canvas.panels(1, 1, margins=(wide, 0.2, 0.62, 0.5))[0, 0]
        left, up = canvas.margin / canvas.width, 1 - (canvas.top + 0.2) / canvas.height
        canvas.figure.text(left, up, above, fontsize=8.8, color=style.MUTED)
        metric = study.describe(declaration["columns"][0])
        shift = np.linspace(-0.25, 0.25, len(scenarios)) if len(scenarios) > 1 else [0.0]
        for scenario, beside in zip(scenarios, shift):
            look = style.look(study.results, scenario)
            for cell in cells:
                if cell["scenario"] == scenario:
                    values = study.values(metric.name, practice.WINDOW, cell)
                    row = places.index(place_of(cell, keys, names)) + beside
                    draw_dot(axis, statistics.mean_interval(values), row, metric, look)
            axis.plot([], [], look.marker, color=look.colour, label=names.value("scenario", scenario))
        axis.set_yticks(range(len(places)), places, color=style.INK)
        axis.set_ylim(len(places) - 0.5, -0.5)
        axis.tick_params(axis="y", length=0)
        axis.set_xlabel(language.metric_with_unit(metric))
        if metric.is_share:
            axis.set_xlim(left=0)
        style.mark(axis.xaxis, language, 6)
        if len(scenarios) > 1:
            at = {"loc": "lower left", "bbox_to_anchor": (0, 1.0), "ncol": len(scenarios)}
            axis.legend(**at, frameon=False, fontsize=8.8, handletextpad=0.1)
        return canvas.figure


def place_of(cell, keys, names):
    """The values that a place has of what varies; what that is stands above all of them."""
    return " · ".join(names.value(key, cell[key]) for key in keys)


def draw_dot(axis, estimate, height, metric, look):
    """A mean with its interval."""
    scale = 100 if metric.is_share else 1
    half = (estimate.high - estimate.mean) * scale
    axis.errorbar(
        estimate.mean * scale,
        height,
        xerr=half if np.isfinite(half) else None,
        fmt=look.marker,
        color=look.colour,
        markersize=6,
        elinewidth=1.4,
        capsize=2.5,
        markeredgecolor="white",
        zorder=3,
    )
