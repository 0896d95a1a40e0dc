"""Evaluations of a rollout, as an evaluator would make them: which office has the change when, and what is estimated.

An office has one number for each period: y[evaluation][office][period], the first period before anything changes.
Offices, not months, are the sample (Bertrand, Duflo and Mullainathan 2004): months of one office hang together, and
inference that takes them for independent finds effects where there are none. docs/decisions/0033 says why which test.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import permutations
from math import factorial, prod

import numpy as np
from scipy import stats

ALPHA = 0.05
BEFORE = 12  # months that are measured before the first office begins
STEP = 3  # fewest months from one step of a wedge to the next
ALL_ORDERS, ORDERS = 5040, 1999  # orders that are all looked at; and otherwise so many drawn ones
PARALLEL, WEDGE, BEFORE_AFTER = "parallel", "wedge", "before_after"
DESIGNS = (PARALLEL, WEDGE, BEFORE_AFTER)


@dataclass(frozen=True)
class Plan:
    """An evaluation that one may make: a design, so many offices, and so many months from the first change on."""

    design: str
    offices: int
    months: int

    @property
    def steps(self):
        """Number of moments at which offices begin."""
        return min(self.offices, max(2, self.months // STEP)) if self.design == WEDGE else 1

    @cached_property
    def begins(self):
        """[office]: the step at which it begins, from 1; 0 if it never does."""
        if self.design == WEDGE:
            return [1 + office * self.steps // self.offices for office in range(self.offices)]
        with_it = self.offices // 2 if self.design == PARALLEL else self.offices
        return [1] * with_it + [0] * (self.offices - with_it)

    @cached_property
    def periods(self):
        """[(first month, last month)]: before, and a period for each step."""
        edges = [BEFORE + self.months * step // self.steps for step in range(self.steps + 1)]
        return [(1, BEFORE), *((first + 1, last) for first, last in zip(edges, edges[1:]))]

    @cached_property
    def treated(self):
        """bool[office][period]: whether the office has the change."""
        return np.array([[0 < begin <= period for period in range(self.steps + 1)] for begin in self.begins])

    def month_of(self, begin):
        """Month in which offices of a step begin."""
        return self.periods[begin][0]

    def half(self):
        """The periods up to half of the months, cut off there."""
        until = BEFORE + self.months // 2
        return [(first, min(last, until)) for first, last in self.periods if first <= until]


@dataclass(frozen=True)
class Found:
    """What evaluations find, each its estimate and two-sided p: float[evaluation]; NaN and 1 without a number."""

    estimate: np.ndarray
    p: np.ndarray

    def sees(self, sign):
        """Which find an effect of this sign: bool[evaluation]."""
        return (self.p <= ALPHA) & (np.sign(self.estimate) == sign)

    @property
    def alarms(self):
        """Which find an effect of either sign: bool[evaluation]."""
        return self.p <= ALPHA


def evaluate(plan, y):
    """What the evaluations of a plan Find in y[evaluation][office][period], of its first periods or all."""
    treated = plan.treated[:, : y.shape[-1]]
    if plan.design == WEDGE:
        return by_orders(treated, y)
    change = y[..., 1] - y[..., 0]
    groups = [change[:, begun] for begun in (treated[:, -1], ~treated[:, -1])]
    return of_two(*groups) if plan.design == PARALLEL else of_one(change)


def weights(treated):
    """What each cell counts in the estimate, float[office][period]: difference in differences, or after less before."""
    own = treated.astype(float)
    if treated[:, -1].all() and treated.shape[1] == 2:  # nobody to compare with: after less before
        return np.where(own > 0, 1.0, -1.0) / len(own)
    left = own - own.mean(axis=1, keepdims=True) - own.mean(axis=0, keepdims=True) + own.mean()
    size = (left**2).sum()
    return left / size if size > 1e-12 else np.full_like(own, np.nan)


def estimate(treated, y):
    """The estimate alone: float[evaluation]."""
    return (weights(treated) * y).sum(axis=(-2, -1))


def of_two(one, other):
    """Two groups of offices and Student's t on each office's change, with one variance (Donald and Lang 2007)."""
    counts = one.shape[1], other.shape[1]
    freedom = sum(counts) - 2
    apart = one.mean(axis=1) - other.mean(axis=1)
    squares = sum(((group - group.mean(axis=1, keepdims=True)) ** 2).sum(axis=1) for group in (one, other))
    return judged(apart, np.sqrt(squares / max(freedom, 1) * sum(1 / count for count in counts)), freedom)


def of_one(change):
    """All offices, after less before, and Student's t on each office's change."""
    count = change.shape[1]
    return judged(change.mean(axis=1), change.std(axis=1, ddof=1) / np.sqrt(count), count - 1)


def judged(found, error, freedom):
    """Found, from estimates and their standard errors."""
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where(error > 0, np.abs(found) / error, np.where(found == 0, 0.0, np.inf))
    p = 2 * stats.t.sf(t, freedom) if freedom > 0 else np.ones_like(found)
    return Found(found, np.where(np.isfinite(found), p, 1.0))


def by_orders(treated, y):
    """A wedge: offices and periods taken out (Hussey and Hughes 2007), and every order in which offices might have begun."""
    share = weights(treated)
    if not np.isfinite(share).all():
        return Found(np.full(len(y), np.nan), np.ones(len(y)))
    # What office k would add if it began when office j did: the estimate of an order is a sum of these.
    table = np.einsum("jt,ekt->ejk", share, y)
    places = np.arange(len(treated))
    actual = table[:, places, places].sum(axis=1)
    others = table[:, orders(treated), places].sum(axis=2)
    as_far = np.abs(others) >= np.abs(actual)[:, None] * (1 - 1e-9) - 1e-15
    p = np.where(np.isfinite(actual), as_far.mean(axis=1), 1.0)
    return Found(actual, p)


def orders(treated):
    """int[order][office]: whose place each office takes; each way to divide the offices once, or the actual and drawn ones."""
    rows = [tuple(row) for row in treated]
    alike = {row: [place for place, other in enumerate(rows) if other == row] for row in rows}
    ways = factorial(len(rows)) // prod(factorial(len(group)) for group in alike.values())
    if ways > ALL_ORDERS:
        # Like all evaluations of this plan, so that the same data give the same p.
        random = np.random.default_rng(len(rows))
        return np.array([range(len(rows)), *(random.permutation(len(rows)) for _ in range(ORDERS))])
    return np.array(list(distinct([group[0] for group in map(alike.get, rows)])))


def distinct(places):
    """Every different order of a list in which some are the same."""
    if len(set(places)) == len(places):
        yield from permutations(places)
        return
    left = {one: places.count(one) for one in dict.fromkeys(places)}

    def grow(row):
        if len(row) == len(places):
            yield tuple(row)
            return
        for one in left:
            if left[one]:
                left[one] -= 1
                yield from grow([*row, one])
                left[one] += 1

    yield from grow([])
