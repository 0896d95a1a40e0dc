"""What the commands for sweeps do: sensitivity, discover and plane, each with table and figures."""

import csv
import io

import matplotlib
import numpy as np

from analysis import discovery, planes, sensitivity, style
from analysis.figures import atlas
from analysis.figures import discovery as discovery_figure
from analysis.figures import sensitivity as sensitivity_figure
from analysis.sweeps import DEFAULT_WINDOW

DEFAULT_METRICS = ("underserved@last_year",)
PERSPECTIVES = ("citizen", "worker", "manager", "administrator", "society")
PRINTED = 10  # factors on the screen; the table has all


def table(rows):
    """Rows as the bytes of a CSV file; numbers are the shortest text that reads back the same."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(
        ["" if isinstance(cell, float) and np.isnan(cell) else cell for cell in row] for row in rows
    )
    return buffer.getvalue().encode()


def pictures(draw, name, languages, formats):
    """A figure in each language and format: (file name, bytes)."""
    for language in languages:
        with matplotlib.rc_context(style.RC):
            figure = draw(language)
        for suffix in formats:
            yield f"{name}.{language.code}.{suffix}", style.image(figure, suffix)


def run_sensitivity(sweep, options, languages, formats):
    """Files of the command sensitivity, (name, bytes); prints what it found."""
    rows = [["metric", "window", "scenario", "factor", "measure", "estimate", "low", "high"]]
    noise = [["metric", "window", "scenario", "noise_variance", "noise_share", "sets", "dropped"]]
    for words in options.metric or DEFAULT_METRICS:
        observed = sweep.observed(words)
        items = sensitivity.analyse(sweep, observed)
        for item in items:
            print(*sensitivity_lines(item), sep="\n")
            key = [observed.metric, observed.window, item.scenario]
            rows += [
                [*key, factor, name, *(float(x[place]) for x in vars(found).values())]
                for place, factor in enumerate(item.factors)
                for name, found in item.measures.items()
            ]
            rows += [
                [*key, factor, "luck_alone", float(item.floor[place]), "", ""]
                for place, factor in enumerate(item.factors)
            ]
            noise.append([*key, item.noise.variance, item.noise.share, item.sets, item.dropped])
        name = f"sensitivity-{observed.metric}-{observed.window}"
        yield from pictures(
            lambda language: sensitivity_figure.draw(sweep, language, items),
            name,
            languages,
            formats,
        )
    yield "sensitivity.csv", table(rows)
    yield "noise.csv", table(noise)


def sensitivity_lines(item):
    """The short table of one scenario."""
    sets = "trajectories" if item.kind == "morris" else "blocks"
    yield f"\n{item.observed}, {item.scenario}: {item.sets} {sets}"
    if item.dropped:
        yield f"  {item.dropped} {sets} with runs or numbers missing are left out whole"
    columns = sensitivity_figure.SHOWN[item.kind]
    width = max(len(name) for name in item.factors)
    head = "".join(f"  {name:>26}" for name, _ in columns)
    yield f"  {'':<{width}}{head}  luck alone"
    for factor in item.order[:PRINTED]:
        cells = ""
        for name, _ in columns:
            found = item.measures[name]
            numbers = (found.estimate[factor], found.low[factor], found.high[factor])
            cells += "  {:>26}".format("{:.3g} [{:.3g}, {:.3g}]".format(*numbers))
        yield f"  {item.factors[factor]:<{width}}{cells}  {item.floor[factor]:>10.3g}"
    for factor in np.flatnonzero(item.unmoved):
        yield (
            f"  {item.factors[factor]}: {item.unmoved[factor]} of {item.sets} steps left its value "
            "as it was (no value between, or a limit), and count nowhere"
        )
    if len(item.factors) > PRINTED:
        yield f"  and {len(item.factors) - PRINTED} more, in sensitivity.csv"
    if np.isfinite(item.noise.share):
        yield f"  noise: {100 * item.noise.share:.0f} % of the variance of point means is luck"
    else:
        yield "  noise: unknown (one replicate a point)"


def run_discover(sweep, options, languages, formats):
    """Files of the command discover, (name, bytes); prints what it found."""
    statement = discovery.parse(sweep, options.when, options.smallest_effect)
    found = discovery.discover(sweep, statement, options.find)
    for language in languages:
        said = list(discovery.sentences(language, sweep, found))
        print("", *said, sep="\n")
        yield f"discovery.{language.code}.txt", ("\n".join(said) + "\n").encode()
    yield "discovery.csv", table(discovery_rows(found))
    for place in range(len(found.boxes)):
        yield from pictures(
            lambda language: discovery_figure.draw(sweep, language, found, place),
            f"discovery-{place + 1}",
            languages,
            formats,
        )


def discovery_rows(found):
    """A row for each restriction of each box; a file without boxes has the head only."""
    yield [
        *("box", "factor", "unit", "low", "high", "quasi_p", "stability"),
        *("points", "hits", "all_points", "all_hits", "coverage", "density"),
        *("density_outside", "p_value"),
    ]
    for place, box in enumerate(found.boxes):
        score = box.score
        for factor in box.box.restricted:
            bounds = (box.box.low[factor], box.box.high[factor])
            yield [
                *(place + 1, found.factors[factor], found.units[factor]),
                *(float(bound) if np.isfinite(bound) else "" for bound in bounds),
                *(float(box.quasi_p[factor]), float(box.stability[factor])),
                *(score.points, score.hits, score.all_points, score.all_hits),
                *(score.coverage, score.density, box.outside, box.p_value),
            ]


def run_plane(sweep, options, languages, formats):
    """Files of the command plane, (name, bytes); prints what it found."""
    plane = planes.plane_of(sweep)
    asked = options.metric or [f"{name}@{DEFAULT_WINDOW}" for name in sweep.metrics]
    rows = [["map", "metric", "window", "group", "individual", "mean", "low", "high", "unclear"]]
    pages = {}
    for words in asked:
        observed = sweep.observed(words)
        drawn = planes.level_map(plane, observed)
        if not np.isfinite(drawn.mean).any():
            print(f"{observed}: no number anywhere on the plane")
            continue
        pages.setdefault((drawn.metric.perspective, observed.window), []).append(drawn)
        rows += map_rows(plane, "level", observed.metric, observed.window, drawn)
    for (perspective, window), maps in sorted(pages.items(), key=page_place):
        named = perspective if perspective in PERSPECTIVES else "other"
        name = f"plane-{named}" + ("" if window == DEFAULT_WINDOW else f"-{window}")
        yield from pictures(
            lambda language: atlas.draw_levels(plane, language, perspective, window, maps),
            name,
            languages,
            formats,
        )
    loops = planes.loop_maps(plane, DEFAULT_WINDOW)
    for dynamic, signature, drawn in loops:
        print(loop_line(dynamic, signature, drawn))
        rows += map_rows(plane, dynamic.name, signature.metric, DEFAULT_WINDOW, drawn)
    if loops:
        yield from pictures(
            lambda language: atlas.draw_loops(plane, language, DEFAULT_WINDOW, loops),
            "plane-loops",
            languages,
            formats,
        )
    else:
        print("No loop that is cut in this file shows in its metrics: no maps of what loops do")
    yield from tipping_files(plane, languages, formats, rows)
    yield "plane.csv", table(rows)


def page_place(page):
    """Pages in the order of the documents."""
    (perspective, window), _ = page
    place = PERSPECTIVES.index(perspective) if perspective in PERSPECTIVES else len(PERSPECTIVES)
    return place, window


def map_rows(plane, kind, metric, window, drawn, individual=None):
    """Rows of the table for one map."""
    up = plane.individual if individual is None else individual
    for g, i in np.ndindex(drawn.mean.shape):
        numbers = (drawn.mean[g, i], drawn.low[g, i], drawn.high[g, i])
        place = (float(plane.group[g]), float(up[i]))
        yield [kind, metric, window, *place, *map(float, numbers), int(drawn.unclear[g, i])]


def loop_line(dynamic, signature, drawn):
    """On how many points a loop's strength is clear, and to which side."""
    known = np.isfinite(drawn.mean)
    with_sign = (np.sign(drawn.mean) == signature.sign) & ~drawn.unclear & known
    against = (np.sign(drawn.mean) == -signature.sign) & ~drawn.unclear & known
    return (
        f"{dynamic.name}, {signature.metric}: closed minus cut is clear in the expected direction "
        f"on {with_sign.sum()} of {known.sum()} points, in the other on {against.sum()}"
    )


def tipping_files(plane, languages, formats, rows):
    """The page of pattern 12 and its words, where the file can say; adds to the table's rows."""
    windows = [w for w in ("first_year", "last_year") if w in plane.sweep.windows]
    found = [planes.tipping(plane, window) for window in windows]
    found = [tipping for tipping in found if tipping is not None]
    if not found:
        print("Tipping: this file has no scenario with need.hardship_waiting = 0, or one replicate")
        return
    ends = plane.individual[:-1]
    for tipping in found:
        for name, drawn in tipping.steps.items():
            rows += map_rows(plane, "step", name, tipping.window, drawn, ends)
    yield from pictures(
        lambda language: atlas.draw_tipping(plane, language, found),
        "plane-tipping",
        languages,
        formats,
    )
    for language in languages:
        said = [line for tipping in found for line in tipping_lines(language, plane, tipping)]
        for window in windows:
            other = planes.tipping(plane, window, hardship_only=True)
            heading = language("tipping.all")
            said += [f"{heading}. {line}" for line in tipping_lines(language, plane, other)]
        print("", *said, sep="\n")
        yield f"tipping.{language.code}.txt", ("\n".join(said) + "\n").encode()


def tipping_lines(language, plane, tipping):
    """Whether the contour exists, with its interval, what it would take, and the clear steps."""
    window = language(f"window.{tipping.window}")
    if tipping.exists.any():
        points = language.enumerate(
            language(
                "tipping.point",
                best=language.digits(tipping.best[k], 0),
                low=language.digits(tipping.low[k], 0),
                high=language.digits(tipping.high[k], 0),
                group=language.digits(plane.group[k], 0),
            )
            for k in np.flatnonzero(tipping.exists)
        )
        yield language("tipping.some", window=window, points=points)
    else:
        yield language("tipping.none", window=window)
    if np.isfinite(tipping.price[0]):
        numbers = [language.digits(x, 1) if np.isfinite(x) else "∞" for x in tipping.price]
        yield language("tipping.price", price=numbers[0], low=numbers[1], high=numbers[2])
    else:
        yield language("tipping.no_price")
    total = tipping.steps["sum"]
    clear = ~total.unclear
    yield language(
        "tipping.steps",
        n=total.mean.size,
        worse=int(np.sum(clear & (total.mean > 0))),
        better=int(np.sum(clear & (total.mean < 0))),
        chance=language.digits(0.05 * total.mean.size, 1),
    )


RUN = {"sensitivity": run_sensitivity, "discover": run_discover, "plane": run_plane}
