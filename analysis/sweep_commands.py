"""What the commands for sweeps do: sensitivity, discover and plane, each with table and figures."""

import csv
import io

import numpy as np

from . import discovery, factors, planes, sensitivity, style
from .figures import maps, tipping
from .figures import discovery as discovery_figure
from .figures import sensitivity as sensitivity_figure

DEFAULT_METRICS = ("underserved",)
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
        figure = draw(language)
        for suffix in formats:
            yield f"{name}.{language.code}.{suffix}", style.image(figure, suffix)


def run_sensitivity(sweep, options, languages, formats):
    """Files of the command sensitivity, (name, bytes); prints what it found."""
    rows = [["metric", "window", "scenario", "factor", "measure", "estimate", "low", "high"]]
    rows[0].append("varies")
    noise = [["metric", "window", "scenario", "noise_variance", "noise_share", "sets", "dropped"]]
    noise[0].append("varies")
    for words in options.metric or DEFAULT_METRICS:
        observed = sweep.observed(words)
        items = sensitivity.analyse(sweep, observed)
        for item in items:
            print(*sensitivity_lines(sweep, item, languages), sep="\n")
            varies = int(item.everywhere is None)
            key = [observed.metric, observed.window, item.scenario]
            rows += [
                [*key, factor, name, *(float(x[place]) for x in vars(found).values()), varies]
                for place, factor in enumerate(item.factors)
                for name, found in item.measures.items()
            ]
            rows += [
                [*key, factor, "luck_alone", float(item.floor[place]), "", "", varies]
                for place, factor in enumerate(item.factors)
            ]
            luck = (item.noise.variance, item.noise.share)
            noise.append([*key, *luck, item.sets, item.dropped, varies])
        name = f"sensitivity-{observed.metric}-{observed.window}"
        yield from pictures(
            lambda language: sensitivity_figure.draw(sweep, language, items),
            name,
            languages,
            formats,
        )
    yield "sensitivity.csv", table(rows)
    yield "noise.csv", table(noise)


def sensitivity_lines(sweep, item, languages):
    """The short table of one scenario, or that there is nothing to see in it."""
    sets = "trajectories" if item.kind == "morris" else "blocks"
    yield f"\n{item.observed}, {item.scenario}: {item.sets} {sets}"
    if item.dropped:
        yield f"  {item.dropped} {sets} with runs or numbers missing are left out whole"
    if item.everywhere is not None:
        for language in languages:
            yield f"  {sensitivity_figure.constant(sweep, language, item)}"
        return
    columns = sensitivity_figure.SHOWN[item.kind]
    width = max(len(name) for name in item.factors)
    head = "".join(f"  {name:>26}" for name, _ in columns)
    yield f"  {'':<{width}}{head}  luck alone"
    for factor in item.order[:PRINTED]:
        cells = ""
        for name, _ in columns:
            found = item.measures[name]
            numbers = map(short, (found.estimate[factor], found.low[factor], found.high[factor]))
            cells += "  {:>26}".format("{} [{}, {}]".format(*numbers))
        yield f"  {item.factors[factor]:<{width}}{cells}  {short(item.floor[factor]):>10}"
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


def short(number):
    """A number in three digits, or a dash for one that is not known."""
    return f"{number:.3g}" if np.isfinite(number) else "–"


def run_discovery(sweep, options, languages, formats):
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
        *("box", "factor", "unit", "low", "high", "values", "quasi_p", "stability"),
        *("points", "hits", "all_points", "all_hits", "coverage", "density"),
        *("density_outside", "p_value"),
    ]
    for place, box in enumerate(found.boxes):
        score = box.score
        for factor in box.box.restricted:
            described, ends = found.factors[factor], (box.box.low[factor], box.box.high[factor])
            bounds = factors.limits(described, found.x[:, factor], *ends)
            if described.names:
                bounds = ("", "")
            yield [
                *(place + 1, described.name, described.unit),
                *map(bound, bounds),
                " ".join(factors.inside(described, *ends)),
                *(float(box.quasi_p[factor]), float(box.stability[factor])),
                *(score.points, score.hits, score.all_points, score.all_hits),
                *(score.coverage, score.density, box.outside, box.p_value),
            ]


def bound(limit):
    """A limit as a cell: a whole number without decimals, nothing where there is none."""
    if limit == "" or not np.isfinite(limit):
        return ""
    return int(limit) if limit == int(limit) else float(limit)


def run_plane(sweep, options, languages, formats):
    """Files of the command plane, (name, bytes); prints what it found."""
    plane = planes.plane_of(sweep)
    every = options.all or options.metric
    asked = options.metric or list(sweep.metrics)
    rows = [["map", "metric", "window", "group", "individual", "mean", "low", "high", "unclear"]]
    pages, usual = {}, sweep.default_window
    for words in asked:
        observed = sweep.observed(words)
        drawn = planes.level_map(plane, observed)
        if not np.isfinite(drawn.mean).any():
            for language in languages:
                print(language("figure.atlas.nowhere", observed=str(observed)))
            continue
        pages.setdefault((drawn.metric.perspective, observed.window), []).append(drawn)
        rows += map_rows(plane, "level", observed.metric, observed.window, drawn)
    best = [] if every else maps.level_maps(plane, usual)
    if best:
        yield from pictures(
            lambda language: maps.draw(plane, language, usual, best, width=options.width),
            "plane",
            languages,
            formats,
        )
    for (perspective, window), own in sorted(pages.items() if every else [], key=page_place):
        named = perspective if perspective in PERSPECTIVES else "other"
        name = f"plane-{named}" + ("" if window == usual else f"-{window}")
        yield from pictures(
            lambda language: maps.draw_perspective(plane, language, perspective, window, own, width=options.width),
            name,
            languages,
            formats,
        )
    loops = planes.loop_maps(plane, usual)
    for line in loop_lines(loops):
        print(line)
    for dynamic, signature, drawn in loops:
        rows += map_rows(plane, dynamic.name, signature.metric, usual, drawn)
    if loops:
        yield from pictures(
            lambda language: maps.draw_loops(plane, language, usual, loops, width=options.width),
            "plane-loops",
            languages,
            formats,
        )
    else:
        why = "loops" if plane.cuts else "cuts"
        print(*(language(f"figure.atlas.no_{why}") for language in languages), sep="\n")
    yield from tipping_files(plane, options.width, languages, formats, rows)
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


def loop_lines(loops):
    """Of each signature that can fail: on how many points it is clear, and to which side."""
    return [loop_line(*one) for one in loops if not one[1].by_definition]


def loop_line(dynamic, signature, drawn):
    """On how many points a loop's strength is clear, and to which side."""
    known = np.isfinite(drawn.mean)
    with_sign = (np.sign(drawn.mean) == signature.sign) & ~drawn.unclear & known
    against = (np.sign(drawn.mean) == -signature.sign) & ~drawn.unclear & known
    return (
        f"{dynamic.name}, {signature.metric}: closed minus cut is clear in the expected direction "
        f"on {with_sign.sum()} of {known.sum()} points, in the other on {against.sum()}"
    )


def tipping_files(plane, width, languages, formats, rows):
    """The page of pattern 12 and its words, where the file can say; adds to the table's rows."""
    windows = ("all",) if plane.sweep.default_window == "all" else ("first_year", "last_year")
    found = [planes.tipping(plane, window) for window in windows]
    found = [one for one in found if one is not None]
    if not found:
        why = why_no_tipping(plane)
        print(*(language(f"tipping.{why}") for language in languages), sep="\n")
        return
    ends = plane.individual[:-1]
    for one in found:
        for name, drawn in one.steps.items():
            rows += map_rows(plane, "step", name, one.window, drawn, ends)
    yield from pictures(
        lambda language: tipping.draw(plane, language, found, width=width),
        "plane-tipping",
        languages,
        formats,
    )
    for language in languages:
        said = [line for one in found for line in tipping_lines(language, plane, one)]
        for window in windows:
            other = planes.tipping(plane, window, hardship_only=True)
            if other is None:
                continue
            heading = language("tipping.all")
            said += [f"{heading}. {line}" for line in tipping_lines(language, plane, other)]
        print("", *said, sep="\n")
        yield f"tipping.{language.code}.txt", ("\n".join(said) + "\n").encode()


def why_no_tipping(plane):
    """Key of the sentence that says why the file cannot say where room tips."""
    if not all(plane.sweep.has(name) for name in ("misfit", "hardship")):
        return "no_metrics"
    return "no_calm" if plane.unhurt is None else "no_pairs"


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


RUN = {"sensitivity": run_sensitivity, "discovery": run_discovery, "plane": run_plane}
