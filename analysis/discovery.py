"""Where in the space of factors a statement about two scenarios fails, or holds.

A statement is "underserved@last_year standard-maatwerk < policy-categories": the difference of the
two scenarios' point means, on the same luck, has that sign by more than the smallest effect asked.
"""

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np

from . import factors, prim, statistics, sweeps, verdicts
from .errors import FileError, UsageError

KINDS = ("random", "lhs", "sobol")
STATEMENT = re.compile(r"^\s*(\S+)\s+(\S+)\s*([<>])\s*(\S+)\s*$")
FEWEST_POINTS = 20
FINDS = ("fails", "holds")


@dataclass(frozen=True)
class Statement:
    """A contrast with its direction: left below (-1) or above (+1) right by more than smallest."""

    observed: sweeps.Observed
    left: str
    right: str
    sign: int
    smallest: float

    def __str__(self):
        return f"{self.observed} {self.left} {'<' if self.sign < 0 else '>'} {self.right}"


@dataclass(frozen=True)
class Discovery:
    """What was looked for and found; `x` is float[point][factor], `holds` bool[point].

    `verdicts` counts points by the verdict on them, of all points as one family; where it is
    undecided, luck may have decided which of the two a point is. `difference` is left minus right
    where that is the same at all points, else None.
    """

    statement: Statement
    find: str
    factors: list
    x: np.ndarray
    holds: np.ndarray
    verdicts: Counter
    difference: float
    dropped: int
    boxes: list

    @property
    def interest(self):
        """The points that boxes are to hold: bool[point]."""
        return self.holds if self.find == "holds" else ~self.holds


def parse(sweep, words, smallest):
    """A Statement from its text; raises UsageError for what the file does not have."""
    found = STATEMENT.match(words)
    if not found:
        raise UsageError(
            f'--when "{words}" (no statement). '
            'Write METRIC@WINDOW SCENARIO < SCENARIO, as "underserved@last_year a < b"'
        )
    observed, left, sign, right = found.groups()
    for name in (left, right):
        sweep.scenario(name)
    if left == right:
        raise UsageError(f'--when "{words}" (a scenario against itself). Name two scenarios')
    if not (np.isfinite(smallest) and smallest >= 0):
        raise UsageError(f"--smallest-effect {smallest} (not 0 or more). Give it without a sign")
    return Statement(
        sweep.observed(observed), left, right, {"<": -1, ">": 1}[sign], float(smallest)
    )


def discover(sweep, statement, find):
    """The Discovery of a sweep; raises FileError for a design that is no sample of a space."""
    if sweep.design.kind not in KINDS:
        raise FileError(
            f"{sweep.path} (a {sweep.design.kind} design; discovery needs random, lhs or sobol). "
            'Set kind = "random" in [design] and run the sweep again'
        )
    sides = [sweep.scenario(name) for name in (statement.left, statement.right)]
    values = sweep.numbers(statement.observed)
    pairs = statement.sign * (values[:, sides[0]] - values[:, sides[1]])
    mean = statistics.finite_mean(pairs)
    kept = np.isfinite(mean) & ~sweep.unmade()[:, sides].any(axis=1)
    if kept.sum() < FEWEST_POINTS:
        raise FileError(
            f"{sweep.path} ({kept.sum()} of {len(kept)} points have {statement.observed} in both "
            f"scenarios; {FEWEST_POINTS} are needed). Finish the sweep, or draw more points"
        )
    x, holds = sweep.design.value[kept], mean[kept] > statement.smallest
    answers = verdicts.decide(
        verdicts.Question(statistics.mean_interval(pair), statement.smallest)
        for pair in pairs[kept]
    )
    return Discovery(
        statement=statement,
        find=find,
        factors=sweep.design.described,
        x=x,
        holds=holds,
        verdicts=Counter(answer.verdict for answer in answers),
        difference=statement.sign * float(mean[0]) if sweeps.constant(mean) else None,
        dropped=int(np.sum(~kept)),
        boxes=prim.find_all(x, holds if find == "holds" else ~holds),
    )


def conditions(language, discovery, box):
    """Restrictions of a box in words, the least likely to be chance first."""
    order = sorted(box.box.restricted, key=lambda factor: box.quasi_p[factor])
    return language.enumerate(restriction(language, discovery, box, f) for f in order)


def restriction(language, discovery, box, factor):
    """What a box asks of a factor, in the words of scenario files."""
    column = discovery.x[:, factor]
    low, high = box.box.low[factor], box.box.high[factor]
    return factors.restriction(language, discovery.factors[factor], column, low, high)


def claim(language, sweep, discovery):
    """What happens inside a box: 'a stops beating b on underserved decisions'."""
    statement = discovery.statement
    metric = sweep.describe(statement.observed.metric)
    good = {"higher": 1, "lower": -1}.get(metric.better, 0)
    verb = "beats" if good == statement.sign else "below" if statement.sign < 0 else "above"
    words = language(
        f"discovery.{verb}.{discovery.find}",
        left=language.variant(statement.left),
        right=language.variant(statement.right),
        metric=language.metric(metric),
        window=language(f"window.in_{statement.observed.window}"),
    )
    if statement.smallest:
        words += " " + language("discovery.by", smallest=factors.number(language, statement.smallest))
    return words


def sentences(language, sweep, discovery):
    """All that can be said, a sentence a line: how many points, each box, or that there is none."""
    n, hits = len(discovery.holds), int(discovery.interest.sum())
    said = claim(language, sweep, discovery)
    yield language("discovery.base", claim=said, hits=hits, n=n)
    counts = {word: discovery.verdicts[word] for word in verdicts.WORDS}
    yield language("discovery.verdicts", n=n, **counts)
    if discovery.dropped:
        yield language("discovery.dropped", dropped=discovery.dropped)
    if discovery.difference is not None:
        metric = sweep.describe(discovery.statement.observed.metric)
        yield language(
            "discovery.constant",
            metric=language.metric(metric),
            difference=language.value(discovery.difference, metric, signed=True),
        )
    if hits in (0, n):
        yield language("discovery.all_alike")
    elif not discovery.boxes:
        yield language("discovery.nothing")
    for place, box in enumerate(discovery.boxes):
        part = "first" if place == 0 else "next"
        yield language(
            f"discovery.{part}",
            claim=said,
            conditions=conditions(language, discovery, box),
            coverage=percent(language, box.score.coverage),
            density=percent(language, box.score.density),
            hits=box.score.hits,
            points=box.score.points,
            base=percent(language, box.score.all_hits / box.score.all_points),
            outside=percent(language, box.outside),
            p=language.digits(box.p_value, 3),
        )


def percent(language, share):
    """A share in whole per cent."""
    return f"{language.digits(100 * share, 0)} %" if np.isfinite(share) else "–"
