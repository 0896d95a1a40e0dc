"""PRIM, the patient rule induction method: boxes of points of interest, and how far to trust them.

Friedman and Fisher (1999, Statistics and Computing 9:123-143), used for the discovery of scenarios
by Bryant and Lempert (2010, Technological Forecasting and Social Change 77:34-49). A box is peeled
from the whole a few points at a time, then pasted, then rid of restrictions that chance explains.

Where the analyst of Bryant and Lempert picks a box from the trajectory, here its gain does: points
of interest in the box beyond what as many points hold on the average (the weighted relative
accuracy of Lavrac, Flach and Zupan 1999). A test by permutation tells a box from what luck gives.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy import stats

PEEL = 0.05  # share of a box's points that one step takes off
SUPPORT = 0.05  # share of all points that a box holds at least
FEWEST = 8  # points that a box holds at least
SIGNIFICANT = 0.05
PERMUTATIONS = 199
RESAMPLES = 100
SEED = 20221  # of permutations and resamples


@dataclass(frozen=True)
class Box:
    """Bounds of a box, float[factor], open and infinite where a factor is free."""

    low: np.ndarray
    high: np.ndarray

    def holds(self, x):
        """Which points are inside: float[point][factor] to bool[point]."""
        return ((x > self.low) & (x < self.high)).all(axis=1)

    @property
    def sides(self):
        """Restrictions as bool[factor][low, high]."""
        return np.stack([np.isfinite(self.low), np.isfinite(self.high)], axis=1)

    @property
    def restricted(self):
        """Factors with a restriction: int[restriction]."""
        return np.flatnonzero(self.sides.any(axis=1))

    def without(self, factor):
        """The box with one factor set free."""
        low, high = self.low.copy(), self.high.copy()
        low[factor], high[factor] = -np.inf, np.inf
        return Box(low, high)


def everywhere(factors):
    """The box without restrictions."""
    return Box(np.full(factors, -np.inf), np.full(factors, np.inf))


@dataclass(frozen=True)
class Score:
    """What a box holds: its points, those of interest, and of how many in all."""

    points: int
    hits: int
    all_points: int
    all_hits: int

    @property
    def density(self):
        """Share of the box's points that are of interest; NaN for an empty box."""
        return self.hits / self.points if self.points else np.nan

    @property
    def coverage(self):
        """Share of the points of interest that are in the box."""
        return self.hits / self.all_hits if self.all_hits else np.nan

    @property
    def gain(self):
        """Points of interest beyond those that as many points hold on the average."""
        return self.hits - self.points * self.all_hits / max(1, self.all_points)


@dataclass(frozen=True)
class Found:
    """A box with what supports it; arrays are by factor.

    p_value is that of the whole search; quasi_p is for each restricted factor. `stability` is the
    share of resamples whose box restricts the factor on the same side. `outside` is the mean
    density of resamples' boxes among the points that they did not see.
    """

    box: Box
    score: Score
    p_value: float
    quasi_p: np.ndarray
    stability: np.ndarray
    outside: float
    trajectory: list


def score(box, x, y):
    """Score of a box on points float[point][factor] and interest bool[point]."""
    inside = box.holds(x)
    return Score(int(inside.sum()), int(y[inside].sum()), len(y), int(y.sum()))


def peel(x, y):
    """[(Box, Score)] from the whole to the smallest that is allowed, each a peel of the last."""
    n, factors = x.shape
    hits = int(y.sum())
    least = max(FEWEST, int(np.ceil(SUPPORT * n)))
    box, inside = everywhere(factors), np.ones(n, dtype=bool)
    order = np.argsort(x, axis=0, kind="stable")
    trajectory = [(box, Score(n, hits, n, hits))]
    while True:
        rows = order.T[inside[order.T]].reshape(factors, -1).T  # of the box, sorted by each factor
        best = best_peel(np.take_along_axis(x, rows, axis=0), y[rows], least)
        if best is None:
            return trajectory
        factor, side, bound = best
        low, high = box.low.copy(), box.high.copy()
        (low if side == 0 else high)[factor] = bound
        box = Box(low, high)
        inside &= (x[:, factor] > bound) if side == 0 else (x[:, factor] < bound)
        trajectory.append((box, Score(int(inside.sum()), int(y[inside].sum()), n, hits)))


def best_peel(x, y, least):
    """(factor, side, bound) of the peel with the largest rise of density for each point it costs.

    `x` and `y` are sorted by each factor: [point][factor]. Equal values go together, so the cost
    differs between factors. None if every peel would leave fewer than `least`.
    """
    n = len(x)
    step = max(1, int(PEEL * n))
    best, most = None, -np.inf
    for side in (0, 1):
        values, interest = (x, y) if side == 0 else (-x[::-1], y[::-1])
        if n <= step:
            return None
        cost = (values < values[step]).sum(axis=0)
        cost = np.where(cost > 0, cost, (values <= values[0]).sum(axis=0))
        left = n - cost
        hits = interest.cumsum(axis=0)
        taken = np.take_along_axis(hits, cost[None] - 1, axis=0)[0]
        with np.errstate(divide="ignore", invalid="ignore"):
            rise = ((hits[-1] - taken) / left - hits[-1] / n) / cost
        rise[left < least] = -np.inf
        factor = int(np.argmax(rise))
        if rise[factor] > most:
            most = rise[factor]
            at = cost[factor]
            bound = (values[at - 1, factor] + values[at, factor]) / 2
            best = (factor, side, bound if side == 0 else -bound)
    return best


def choose(trajectory):
    """The step of a trajectory with the largest gain, (Box, Score); the earliest of equals."""
    return max(trajectory, key=lambda step: step[1].gain)


def paste(box, x, y):
    """The box with sides moved out by a few points as long as its gain rises."""
    while True:
        wider = list(wider_boxes(box, x))
        best = max(wider, key=lambda other: score(other, x, y).gain, default=box)
        if score(best, x, y).gain <= score(box, x, y).gain:
            return box
        box = best


def wider_boxes(box, x):
    """Each box that has one side a peel's worth of points further out."""
    count = max(1, int(PEEL * box.holds(x).sum()))
    for factor in box.restricted:
        for side in np.flatnonzero(box.sides[factor]):
            bounds = [box.low.copy(), box.high.copy()]
            bound = bounds[side][factor]
            bounds[side][factor] = (-np.inf, np.inf)[side]
            column = x[Box(*bounds).holds(x), factor]
            beyond = np.unique(column[column <= bound] if side == 0 else column[column >= bound])
            beyond = beyond[::-1] if side == 0 else beyond
            if len(beyond) > count:
                bounds[side][factor] = (beyond[count - 1] + beyond[count]) / 2
            yield Box(*bounds)


def quasi_p(box, x, y):
    """For each restricted factor, how likely so many hits are if the restriction did nothing.

    Binomial (Bryant and Lempert 2010, appendix A): hits of the box, given the density of the box
    without that factor. float[factor], NaN where free. Too low, for the search chose the bounds.
    """
    found = np.full(x.shape[1], np.nan)
    own = score(box, x, y)
    for factor in box.restricted:
        wide = score(box.without(factor), x, y)
        found[factor] = stats.binom.sf(own.hits - 1, own.points, wide.density)
    return found


def drop_chance(box, x, y):
    """The box without restrictions whose quasi-p-value says that chance may have made them."""
    while len(box.restricted):
        found = quasi_p(box, x, y)
        worst = int(np.nanargmax(found))
        if found[worst] <= SIGNIFICANT:
            break
        box = box.without(worst)
    return box


def find(x, y):
    """The box of points of interest, as Found, or None where there is none to speak of.

    None means that the search does as well in points whose interest was shuffled in more than 5 %
    of shuffles, so a file without structure gives a box once in 20 times.
    """
    if not 0 < y.sum() < len(y) or len(y) < 2 * FEWEST:
        return None
    trajectory = peel(x, y)
    box, peeled = choose(trajectory)
    p_value = permutation_p(x, y, peeled.gain)
    if p_value > SIGNIFICANT:
        return None
    box = drop_chance(paste(box, x, y), x, y)
    if not len(box.restricted):
        return None
    found = Found(
        box=box,
        score=score(box, x, y),
        p_value=p_value,
        quasi_p=quasi_p(box, x, y),
        stability=np.full(x.shape[1], np.nan),
        outside=np.nan,
        trajectory=[step for _, step in trajectory],
    )
    return with_bootstrap(found, x, y)


def permutation_p(x, y, gain):
    """Share of searches in shuffled points that gain as much; the search itself is one of them."""
    random = np.random.default_rng([SEED, 1])
    as_much = 1
    for _ in range(PERMUTATIONS):
        as_much += choose(peel(x, random.permutation(y)))[1].gain >= gain
    return as_much / (1 + PERMUTATIONS)


def with_bootstrap(found, x, y):
    """Found with stability and the density outside the sample, over resamples of the points."""
    random = np.random.default_rng([SEED, 2])
    same = np.zeros(x.shape[1])
    points = hits = 0
    for _ in range(RESAMPLES):
        rows = random.integers(len(y), size=len(y))
        xs, ys = x[rows], y[rows]
        box = drop_chance(paste(choose(peel(xs, ys))[0], xs, ys), xs, ys)
        same += (box.sides & found.box.sides).any(axis=1)
        unseen = np.setdiff1d(np.arange(len(y)), rows)
        outcome = score(box, x[unseen], y[unseen])
        points, hits = points + outcome.points, hits + outcome.hits
    stability = np.where(found.box.sides.any(axis=1), same / RESAMPLES, np.nan)
    return replace(found, stability=stability, outside=hits / points if points else np.nan)


def find_all(x, y, most=3):
    """Boxes one after the other, each in the points that the ones before left: [Found]."""
    boxes, left = [], np.ones(len(y), dtype=bool)
    while len(boxes) < most:
        found = find(x[left], y[left])
        if found is None:
            break
        boxes.append(found)
        left[left] = ~found.box.holds(x[left])
    return boxes
