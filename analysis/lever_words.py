"""What `maatwerk levers` found, and how it is said: tables and sentences that follow from numbers."""

import re
from functools import cached_property
from itertools import combinations

import numpy as np

from . import bundles, quantities, statistics
from .language import capital
from .levers import PAID_IN, label
from .answer import KEPT
from .lever_study import AFTER, HARM, UNDOING
from .practice import as_lines
from .verdicts import Question, decide, directed
from .worlds import origin

CHAPTER = re.compile(r", chapters? ")
STOCKS = ("norm", "blame_expectation", "preconditions", "measures")  # what the world remembers
SINGLE = (KEPT, *PAID_IN, HARM[1])  # what is told of each lever alone
SHOWN = 5  # pairs in each direction


class Found:
    """All that a study found, each part worked out when it is asked for; bundles are measured again at once."""

    def __init__(self, study):
        self.study, self.measured = study, study.measured
        self.fronts = list(study.fronts())
        self.again, self.names = study.confirm(self.fronts)
        self.window = self.measured.first.default_window
        self.lately = study.late(study.best())
        self.varied = study.varied(self.fronts)
        self.undone = study.reversed()

    def metric(self, name):
        """The description of a metric."""
        return self.measured.first.describe(name)

    def difference(self, bundle, name):
        """What a bundle does to a metric, as it was searched."""
        values = self.measured.values(name)
        return statistics.mean_interval(values[bundle] - values[bundles.NONE])

    def confirmed(self, bundle, name):
        """The same on luck that the search did not use."""
        none = self.names[bundles.NONE]
        return quantities.contrast(self.again, self.names[bundle], none, name, self.window)

    @cached_property
    def singles(self):
        """[(Lever, {metric: Estimate})], what keeps most tailoring first."""
        rows = [
            (lever, {name: self.difference((lever.name,), name) for name in SINGLE})
            for lever in self.study.model.levers.values()
        ]
        return sorted(rows, key=lambda row: -np.nan_to_num(row[1][KEPT].mean, nan=-np.inf))

    def stays(self, front):
        """Which chosen bundles are still beaten by none of them, nor by nothing, on other luck: {bundle: bool}."""
        means = {
            one: [statistics.finite_mean(self.last(goal.metric.name, one)) for goal in front.goals]
            for one in (*front.chosen, bundles.NONE)
        }
        kept = self.unbeaten(front, means)
        return {one: kept[one] for one in front.chosen}

    def staying(self, front):
        """The chosen bundles that stay, what costs least first."""
        kept = [bundle for bundle, kept in self.stays(front).items() if kept] if front.chosen else []
        return sorted(kept, key=lambda bundle: self.confirmed(bundle, PAID_IN[0]).mean)

    @cached_property
    def brought_back(self):
        """What undoing did to tailoring, one family: {(what, window): (Estimate, Answer)}; the year after it, then the last."""
        results, names, first = self.undone
        soon = f"{first + UNDOING}:{first + UNDOING + statistics.YEAR - 1}"
        asked = [(what, window) for window in (soon, "last_year") for what in names if what != "nothing"]
        moved = [quantities.contrast(results, names[what], names["nothing"], KEPT, window) for what, window in asked]
        return dict(zip(asked, zip(moved, decide(map(Question, moved)))))

    def last(self, name, bundle):
        """Means of runs measured anew: float[replicate]."""
        rows = self.again.rows(self.names[bundle])
        return quantities.window_values(self.again, rows, name, self.window)

    def unbeaten(self, front, means):
        """{bundle: whether none of the others beats it} from {bundle: [mean of each goal]}."""
        gains = np.array(list(means.values())) * [goal.sign for goal in front.goals]
        widths = [self.measured.width(goal.metric.name) for goal in front.goals]
        kept = bundles.undominated(bundles.boxes(gains, widths))
        return dict(zip(means, map(bool, kept)))

    def worlds(self, front):
        """In how many worlds each chosen bundle is beaten by none: {bundle: count}, None without worlds."""
        if self.again.worlds is None:
            return None
        held = dict.fromkeys(front.chosen, 0)
        for world in range(len(self.again.worlds)):
            means = {
                one: [self.in_world(goal.metric.name, one, world) for goal in front.goals]
                for one in (*front.chosen, bundles.NONE)
            }
            for one, kept in self.unbeaten(front, means).items():
                if one in held:
                    held[one] += kept
        return held

    def in_world(self, name, bundle, world):
        """Mean of a bundle in one world."""
        found = self.again.worlds.of(self.names[bundle], name, self.window)
        return np.nan if found is None else found[world]

    @cached_property
    def interactions(self):
        """[(lever, lever, Estimate, Answer)] of all pairs, what helps most first."""
        values = self.measured.values(KEPT)
        pairs = list(combinations(self.study.levers, 2))
        found = [bundles.interaction(values, *pair) for pair in pairs]
        rows = [(*pair, *row) for pair, row in zip(pairs, zip(found, decide(map(Question, found))))]
        rows = [row for row in rows if np.isfinite(row[2].mean)]
        return sorted(rows, key=lambda row: -row[2].mean)

    def many(self, name):
        """A metric along the chains: (sizes, float[chain][size][replicate])."""
        values = self.measured.values(name)
        chains = np.array([[values[bundle] for bundle in chain] for chain in self.study.chains])
        return [0, *self.study.sizes], chains

    def against_none(self, name):
        """What so many levers do to a metric: [(size, Estimate)] over random orders; of all levers, over replicates."""
        sizes, chains = self.many(name)
        moved = chains - chains[:, :1]
        over_orders = statistics.finite_mean(moved)
        for place, size in enumerate(sizes[1:], 1):
            whole = size == len(self.study.levers)
            yield size, statistics.mean_interval(moved[0, place] if whole else over_orders[:, place])

    @cached_property
    def harm(self):
        """{metric: (size, Estimate) or None} from which on any number of levers clearly makes it worse; one family."""
        rows = [(name, *row) for name in HARM for row in self.against_none(name)]
        ways = {name: {"lower": 1, "higher": -1}.get(self.metric(name).better, 0) for name in HARM}
        answers = decide(Question(directed(estimate, ways[name])) for name, _, estimate in rows)
        found = dict.fromkeys(HARM)
        for (name, *row), answer in reversed(list(zip(rows, answers))):
            if answer.direction <= 0:
                ways[name] = 0  # fewer levers than these do not count: here it is not worse
            elif ways[name]:
                found[name] = tuple(row)
        return found


def lines(found, language):
    """All that is printed."""
    yield from opening(found, language)
    for part in (single_lines, front_lines, half_lines, pair_lines, many_lines, late_lines, varied_lines, undone_lines):
        yield ""
        yield from part(found, language)


def opening(found, language):
    """Whose levers, and on what luck."""
    study, first = found.study, found.measured.first
    months = found.again.months
    yield language("bundles.title", scenario=language.variant(first.scenarios[0]))
    yield language(
        "bundles.luck" if found.window == "last_year" else "bundles.luck_short",
        months=language.length(months),
        bundles=len(found.measured.tried),
        n=study.options.replicates,
        seed=first.attributes["master_seed"],
        confirmed=2 * study.options.replicates,
        other=study.other_seed,
    )


def named(found, language, bundle):
    """A bundle by its levers, or by those that are not in it if these are fewer."""
    absent = [lever for lever in found.study.levers if lever not in bundle]
    if not bundle:
        return language("bundles.none")
    if not absent:
        return language("bundles.all", n=len(bundle))
    if len(absent) < len(bundle):
        return language("bundles.all_but", absent=language.enumerate(label(language, one) for one in absent))
    return " + ".join(label(language, lever) for lever in bundle)


def source(language, lever):
    """The document that a lever is from, without its chapter."""
    return CHAPTER.split(lever.source)[0] or language("bundles.assumption")


def single_lines(found, language):
    """The table of single levers."""
    yield language("bundles.single.title")
    names = SINGLE
    head = [language("bundles.lever"), *(language.difference_with_unit(found.metric(name)) for name in names)]
    n = found.study.options.replicates
    rows = [
        [
            label(language, lever.name),
            *(language.difference(row[name], found.metric(name), bare=True, runs=n) for name in names),
            source(language, lever),
        ]
        for lever, row in found.singles
    ]
    yield from as_lines([*head, language("bundles.source")], rows)


def actor(language, front):
    """Whose front it is."""
    key = f"perspective.{front.name}"
    return language(key) if language.has(key) else language("bundles.front.of_own")


def front_lines(found, language):
    """A table for each front: the chosen bundles as they were measured anew."""
    for place, front in enumerate(found.fronts):
        if place:
            yield ""
        if not front.members:
            yield language("bundles.front.empty", actor=actor(language, front))
            continue
        goals = language.enumerate(language.metric(goal.metric) for goal in front.goals)
        told = {"actor": actor(language, front), "members": len(front.members), "goals": goals}
        yield language("bundles.front.title", all=len(found.measured.tried), **told)
        if not front.chosen:
            yield language("bundles.front.only_none")
            continue
        yield from as_lines(*front_table(found, language, front))
    worlds = found.again.worlds
    key = "bundles.front.reading_alone" if worlds is None else "bundles.front.reading"
    told = {} if worlds is None else {"n": len(worlds), "found": origin(worlds, language)}
    yield language(key, **told)


def front_table(found, language, front):
    """Head and rows: goals, whether it stays, in how many worlds, and the bundle."""
    stays, worlds, runs = found.stays(front), found.worlds(front), 2 * found.study.options.replicates
    head = [language.difference_with_unit(goal.metric) for goal in front.goals] + [language("bundles.front.stays")]
    head += [language("bundles.front.worlds")] if worlds is not None else []
    rows = []
    for bundle in front.chosen:
        row = [
            language.difference(found.confirmed(bundle, goal.metric.name), goal.metric, bare=True, runs=runs)
            for goal in front.goals
        ]
        row.append(language("bundles.yes" if stays[bundle] else "bundles.no"))
        if worlds is not None:
            row.append(language("bundles.front.worlds_of", held=worlds[bundle], n=len(found.again.worlds)))
        rows.append([*row, named(found, language, bundle)])
    return [*head, language("bundles.bundle")], rows


def half_lines(found, language):
    """The cheapest bundle that keeps half."""
    yield language("bundles.half.title")
    bundle, first, _ = found.study.half_kept()
    kept, cost, values = found.metric(KEPT), found.metric(PAID_IN[0]), found.measured.values(KEPT)

    def share(values):
        return language.interval(statistics.mean_interval(values), kept, runs=len(values))

    shown = {"first": language.value(first, kept), "none": share(values[bundles.NONE])}
    if not first > 0:
        yield language("bundles.half.no_tailoring")
    elif bundle is None:
        yield language("bundles.half.none", first=shown["first"])
    elif not bundle:
        yield language("bundles.half.unneeded", **shown)
    else:
        yield language(
            "bundles.half.found",
            **shown,
            bundle=named(found, language, bundle),
            kept=share(values[bundle]),
            cost=language.difference(found.difference(bundle, cost.name), cost, runs=len(values[bundle])),
            again=share(found.last(KEPT, bundle)),
            cost_again=language.difference(
                found.confirmed(bundle, cost.name), cost, runs=2 * found.study.options.replicates
            ),
        )
        if not statistics.finite_mean(found.last(KEPT, bundle)) >= first / 2:
            yield language("bundles.half.short")


def ends(rows, most):
    """The first and last rows of a list that is in order: what helps and what spoils."""
    helping = [row for row in rows if row[2].mean > 0][:most]
    spoiling = [row for row in rows if row[2].mean < 0][-most:]
    return [*helping, *spoiling]


def pair_lines(found, language):
    """The pairs that help and spoil each other most."""
    yield language("bundles.pairs.title")
    rows, metric = found.interactions, found.metric(KEPT)
    if not any(row[2].n > 1 for row in rows):
        yield language("bundles.pairs.none")
        return
    yield pair_count(found, language)
    yield language("bundles.pairs.reading", n=len(rows))
    head = ["", language.difference_with_unit(metric), language("bundles.bundle")]
    n = found.study.options.replicates
    shown = [
        [
            "*" if answer.direction else "",
            language.difference(estimate, metric, bare=True, runs=n),
            named(found, language, (one, other)),
        ]
        for one, other, estimate, answer in ends(rows, SHOWN)
    ]
    yield from as_lines(head, shown)


def pair_count(found, language):
    """How many pairs clearly help, and spoil, each other."""
    way = [answer.direction for *_, answer in found.interactions]
    return language("bundles.pairs.count", n=len(way), helping=way.count(1), spoiling=way.count(-1))


def many_lines(found, language):
    """Where more levers do harm."""
    yield language("bundles.many.title")
    yield language("bundles.many.reading", orders=len(found.study.chains))
    everything = tuple(sorted(found.study.levers))
    for name, step in found.harm.items():
        metric = found.metric(name)
        told = {"metric": capital(language.metric(metric)), "all": len(everything)}
        told["total"] = language.difference(
            found.difference(everything, name), metric, runs=found.study.options.replicates
        )
        if step is None:
            yield language("bundles.many.never", **told)
            continue
        if step[0] == len(everything):
            yield language("bundles.many.worse_all", **told)
            continue
        size = language.difference(step[1], metric, runs=len(found.study.chains))
        yield language("bundles.many.worse", **told, size=size, n=step[0])


def late_lines(found, language):
    """The bundle begun at several moments, and what does not come back."""
    if found.lately is None:
        return
    results, names = found.lately
    bundle, kept, runs = found.study.best(), results.metrics[KEPT], results.most
    yield language("bundles.late.title", bundle=named(found, language, bundle))
    shown = [KEPT, *HARM]
    head = [language("bundles.late.begun"), *(language.metric_with_unit(results.metrics[name]) for name in shown)]
    rows = []
    for month, scenario in names.items():
        cells = [quantities.estimate(results, scenario, name, found.window) for name in shown]
        begun = language("bundles.late.never") if month is None else str(month)
        rows.append(
            [begun]
            + [language.interval(c, results.metrics[name], unit="", runs=runs) for c, name in zip(cells, shown)]
        )
    yield from as_lines(head, rows)
    later = [month for month in names if month not in (None, 1)]
    lost = [quantities.contrast(results, names[1], names[month], KEPT, found.window) for month in later]
    for month, one, answer in zip(later, lost, decide(map(Question, lost))):
        key = "lasting" if answer.direction > 0 else "back"
        size = language.difference(one, kept, runs=runs)
        yield language(f"bundles.late.{key}", month=month, size=size)
        yield from why(results, language, names[month], names[1], found.window)


def why(results, language, scenario, other, window):
    """What clearly differs among the stocks that the world remembers, as one sentence; nothing if nothing does."""
    there = [name for name in STOCKS if name in results.metrics]
    moved = [quantities.contrast(results, scenario, other, name, window) for name in there]
    clear = [
        f"{language.metric(results.metrics[name])} {language.difference(one, results.metrics[name], runs=results.most)}"
        for name, one, answer in zip(there, moved, decide(map(Question, moved)))
        if answer.direction
    ]
    key = "stocks" if clear else "no_stocks"
    yield language(f"bundles.{key}", stocks=language.enumerate(clear))


def varied_lines(found, language):
    """Bundles of the front at other strengths and begun later: what they keep."""
    if found.varied is None:
        return
    results, names = found.varied
    tried = list(dict.fromkeys(key[1:] for key in names if key[0]))
    metric = results.metrics[KEPT]
    yield language("bundles.varied.title")
    yield language("bundles.varied.reading", n=results.most)
    head = [language(f"bundles.varied.{'strength' if month == 1 else 'begun'}", strength=f"{100 * strength:g}", month=month)
            for strength, month in tried]  # fmt: skip
    rows = []
    for bundle in dict.fromkeys(key[0] for key in names if key[0]):
        cells = [
            quantities.contrast(results, names[bundle, *one], names[bundles.NONE, 1.0, 1], KEPT, found.window) for one in tried
        ]
        shown = [language.difference(cell, metric, bare=True, runs=results.most) for cell in cells]
        rows.append([*shown, named(found, language, bundle)])
    yield from as_lines([*head, language("bundles.bundle")], rows)


def undone_lines(found, language):
    """What had piled up undone: whether tailoring comes back, and what the world still remembers."""
    if found.undone is None:
        return
    results, names, first = found.undone
    metric, runs = results.metrics[KEPT], results.most
    yield language("bundles.undone.title", year=(first - 1) // statistics.YEAR)
    yield language("bundles.undone.reading", months=UNDOING, years=AFTER // statistics.YEAR, n=runs)
    soon, later = dict.fromkeys(window for _, window in found.brought_back)
    for what in dict.fromkeys(what for what, _ in found.brought_back):
        for window, when in ((soon, "soon"), (later, "later")):
            one, answer = found.brought_back[what, window]
            key = {1: "back", 0: "not", -1: "less"}[answer.direction]
            told = {"what": capital(language(f"bundles.undone.{what}")), "size": language.difference(one, metric, runs=runs)}
            yield language(f"bundles.undone.{when}.{key}", **told)
        yield from why(results, language, names[what], names["nothing"], "last_year")
