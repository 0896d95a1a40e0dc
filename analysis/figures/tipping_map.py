"""Maps of room against hours, one for each complexity of the law: what is harmful, and where one more step of room tips."""

import matplotlib
import numpy as np

from .. import statistics, style, tipping, tipping_words
from ..tipping_study import METRICS
from . import atlas, sheet, units

LEFT, BAR, GAP, ABOVE, BELOW = 4.4, 4.6, 1.4, 3.4, 2.6  # em around maps
CONTOURS = 5


def draw_all(found, language, width="page"):
    """{name: figure}: where it tips, and what the four metrics are in each year."""
    with matplotlib.rc_context(style.rc(width)):
        figures = {"tipping": harm(found, language, width)}
        for year in found.ground.years:
            figures[f"tipping-year-{year}"] = levels(found, language, width, year)
        return figures


def harm(found, language, width):
    """A row of maps for each year."""
    tipped = found.tipped
    told = {"n": len(tipped), "all": len(found.flat)}
    title = language("figure.tipping_map.title_none")
    if tipped:
        where = tipping_words.headline(found, language).partition(": ")[2].rstrip(".")
        title = language("figure.tipping_map.title_some", where=where, **told)
    rows = []
    for year in found.ground.years:
        total = tipping.harm(lambda name, at=year: found.ground.values(name, at), found.prices)
        mean, low, high = statistics.mean_intervals(-tipping.against_full(total))
        unclear = ~((low > 0) | (high < 0)) & (mean != 0)
        rows.append((after(language, year), language("figure.tipping_map.harm"), mean, unclear, year))
    return maps(found, language, width, title, language("figure.tipping_map.explanation"), rows)


def levels(found, language, width, year):
    """A row of maps for each metric."""
    rows = []
    for name in METRICS:
        metric = found.ground.sweep.describe(name)
        mean = statistics.finite_mean(found.ground.values(name, year)) * units.unit_factor(metric)
        about = sheet.about(language, metric, units.unit(language, metric).axis)
        rows.append((units.name(language, metric), about, mean, None, year))
    title = language("figure.tipping_map.levels_title", year=year)
    return maps(found, language, width, title, language("figure.tipping_map.levels_explanation", year=year), rows)


def after(language, year):
    """'After 3 years'."""
    return language("figure.tipping_map.after_one") if year == 1 else language("figure.tipping_map.after", year=year)


def maps(found, language, width, title, explanation, rows):
    """Rows of (head, remark, values, unclear or None, year), a column for each law; a row has one scale of colours, and its bar to the right."""
    columns = len(found.ground.laws)
    wide = (sheet.room(width)[0] - LEFT - BAR - GAP * (columns - 1)) / columns
    tall = 0.62 * wide
    page = sheet.Sheet(found.ground.sweep, language, width, title, explanation, len(rows) * (tall + ABOVE + BELOW))
    if page.slide:
        tall = max(2.0, page.tall / len(rows) - ABOVE - BELOW)
    for place, (head, remark, values, unclear, year) in enumerate(rows):
        down = place * (tall + ABOVE + BELOW) + ABOVE
        page.write(0, down - ABOVE + 0.2, head, weight="bold")
        page.write(0, down - ABOVE + 1.5, remark, 0.8, color=style.MUTED)
        for law in range(columns):
            axis = page.axes(LEFT + law * (wide + GAP), down, wide, tall)
            image = paint(axis, language, found.ground, values, None if unclear is None else unclear[law], law)
            ridge(axis, found, year, law, bars=unclear is not None)
            name_axis(axis, language, found.ground, law, place, len(rows))
        bar = page.axes(LEFT + columns * wide + (columns - 1) * GAP + 0.6, down, 0.7, tall)
        atlas.colour_bar(page.figure, language, bar, image)
        bar.set_ylim(np.nanmin(values), np.nanmax(values))  # of the whole row
    return page.close()


def paint(axis, language, ground, values, unclear, law):
    """Cells in colour, pale where unclear, and contours that all maps of a row share."""
    diverging = unclear is not None
    finite = values[np.isfinite(values)]
    low, high = (finite.min(), finite.max()) if len(finite) else (0.0, 1.0)
    if diverging:
        high = max(np.abs(finite).max() if len(finite) else 1.0, 1e-9)
        low = -high
    edges = [atlas.edges(np.arange(len(one), dtype=float)) for one in (ground.hours, ground.rooms)]
    axis.grid(False)
    axis.set_facecolor(atlas.UNDEFINED)
    cells = np.ma.masked_invalid(values[law].T)
    image = axis.pcolormesh(*edges, cells, cmap=atlas.DIVERGING if diverging else atlas.SEQUENTIAL, vmin=low, vmax=high,
                            rasterized=True)  # fmt: skip
    for hours, room in np.argwhere(unclear) if diverging else ():
        axis.add_patch(matplotlib.patches.Rectangle((hours - 0.5, room - 0.5), 1, 1, facecolor="white", alpha=atlas.FADE, lw=0))
    steps = matplotlib.ticker.MaxNLocator(CONTOURS, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    inside = [0.0] if diverging else [x for x in steps if np.nanmin(values[law]) < x < np.nanmax(values[law])]
    if inside and np.isfinite(values[law]).all() and np.ptp(values[law]) > 0:
        drawn = axis.contour(range(len(ground.hours)), range(len(ground.rooms)), values[law].T, inside,
                             colors=style.MUTED if diverging else "white", linewidths=style.em(0.09), alpha=0.8)  # fmt: skip
        decimals = units.decimals(steps[1] - steps[0])
        if not diverging:
            axis.clabel(drawn, fmt=lambda x: language.digits(x, decimals), fontsize=style.em(0.62), inline_spacing=1)
    return image


def ridge(axis, found, year, law, bars):
    """The room with least harm at each number of hours, filled where it tips, with the band of worlds."""
    tips = found.tips[year][law]
    hours, best = np.arange(len(tips)), np.array([tip.least for tip in tips])
    line = {"color": style.INK, "zorder": 7, "clip_on": False}
    axis.plot(hours, best, "-", linewidth=style.em(0.14), **line)
    if bars and all(tip.band for tip in tips):
        low, high = np.array([tip.band for tip in tips]).T
        axis.vlines(hours, low, high, linewidth=style.em(0.13), **line)
    for at, tip in zip(hours, tips):
        axis.plot(at, tip.least, "o", markersize=style.em(0.5), markerfacecolor=style.INK if tip.exists else "white",
                  markeredgewidth=style.em(0.12), **line)  # fmt: skip


def name_axis(axis, language, ground, law, row, rows):
    """Ticks at every place; names at the edges of the page."""
    axis.set_xlim(-0.5, len(ground.hours) - 0.5)
    axis.set_ylim(-0.5, len(ground.rooms) - 0.5)
    names = [language.digits(one, 2).rstrip("0").rstrip(language.mark) for one in ground.hours]
    axis.set_xticks(range(len(names)), names, fontsize=style.em(0.75))
    low = sheet.height_of(axis) < len(ground.rooms)  # too low for all of them
    shown = [f"{one:g}" if not low or place in (0, len(ground.rooms) - 1) else "" for place, one in enumerate(ground.rooms)]
    axis.set_yticks(range(len(shown)), shown if law == 0 else [""] * len(shown), fontsize=style.em(0.75))
    words = tipping_words.law_name(language, ground, law, "head")
    axis.annotate(sheet.name(words, sheet.width_of(axis) / 0.8, 1), (0, 1), xycoords="axes fraction",
                  xytext=(0, style.em(0.3)), textcoords="offset points", fontsize=style.em(0.8))  # fmt: skip
    size = {"fontsize": style.em(0.8)}
    if law == 0:
        axis.set_ylabel(f"{language('figure.tipping_map.room')} →", **size)
    if row == rows - 1 and law == len(ground.laws) // 2:
        axis.set_xlabel(f"{language('figure.tipping_map.hours')} →", **size)
