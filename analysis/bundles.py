"""Bundles of levers: which no other beats, what two levers do to each other, and which to try next.

A bundle is a sorted tuple of levers, each at full strength. Gains are float[bundle][goal], and more is better.
"""

from itertools import combinations

import numpy as np

from . import statistics

NONE = ()


def boxes(gains, widths):
    """The box of each gain: differences within a width are none (Laumanns et al. 2002). A width of 0 keeps numbers."""
    gains, widths = np.asarray(gains, dtype=float), np.asarray(widths, dtype=float)
    wide = np.where(widths > 0, widths, 1.0)
    return np.where(widths > 0, np.floor(gains / wide), gains)


def undominated(points):
    """Which points no other beats, as good everywhere and better somewhere: bool[point]. One without a number is beaten."""
    points = np.asarray(points, dtype=float)
    known = np.isfinite(points).all(axis=1)
    kept = known.copy()
    for place in np.flatnonzero(known):
        others = points[known]
        better = (others >= points[place]).all(axis=1) & (others > points[place]).any(axis=1)
        kept[place] = not better.any()
    return kept


def front(gains, widths, sizes):
    """Places of the bundles that no other beats; of those in one box the one with fewest levers: list of int."""
    gains = np.asarray(gains, dtype=float)
    if not len(gains):
        return []
    placed, chosen = boxes(gains, widths), {}
    # A dominating point is in the same box or in a better one, so that nothing on the front is dominated.
    kept = undominated(placed)
    kept[kept] = kept[kept] & within_boxes(gains[kept], placed[kept])
    for place in sorted(np.flatnonzero(kept), key=lambda one: (sizes[one], one)):
        chosen.setdefault(tuple(placed[place]), int(place))
    return sorted(chosen.values())


def within_boxes(gains, placed):
    """Which points no other of the same box beats: bool[point]."""
    kept = np.zeros(len(gains), dtype=bool)
    for box in np.unique(placed, axis=0):
        here = np.flatnonzero((placed == box).all(axis=1))
        kept[here] = undominated(gains[here])
    return kept


def spread_out(gains, most):
    """Places of at most so many points that lie far apart, ends first: crowding distance (Deb et al. 2002)."""
    gains = np.asarray(gains, dtype=float)
    places = list(range(len(gains)))
    while len(places) > max(most, 0):
        alone = crowding(gains[places])
        places.pop(int(np.argmin(alone)))
    return places


def crowding(gains):
    """How far the neighbours of each point lie apart, over all goals; without end at the ends of a goal."""
    distance = np.zeros(len(gains))
    for column in gains.T:
        order = np.argsort(column, kind="stable")
        wide = column[order[-1]] - column[order[0]]
        distance[order[[0, -1]]] = np.inf
        if wide > 0:
            distance[order[1:-1]] += (column[order[2:]] - column[order[:-2]]) / wide
    return distance


def singles_and_pairs(levers):
    """Nothing, each lever alone, and every two of them."""
    return [NONE, *((one,) for one in levers), *(pair(*two) for two in combinations(levers, 2))]


def pair(one, other):
    """A bundle of two."""
    return tuple(sorted((one, other)))


def nested(levers, orders, sizes, seed=1):
    """[[bundle of each size]] for so many random orders of the levers: each grows out of the one before."""
    random = np.random.default_rng(seed)
    shuffled = [random.permutation(levers) for _ in range(orders)]
    return [[tuple(sorted(map(str, order[:size]))) for size in sizes] for order in shuffled]


def interaction(values, one, other):
    """What two levers do together beyond the sum of what each does: Estimate, paired by replicate.

    `values` is {bundle: float[replicate]}.
    """
    both, first, second, none = (values[b] for b in (pair(one, other), (one,), (other,), NONE))
    return statistics.mean_interval(both - first - second + none)


class Predictor:
    """Means of any bundle from those of nothing, single levers and pairs, as if no three did anything new together."""

    def __init__(self, means):
        """`means` is {bundle: float[goal]}."""
        self.means = means

    def __call__(self, bundle):
        base = self.means[NONE]
        alone = {one: self.means[(one,)] - base for one in bundle}
        total = base + sum(alone.values())
        for one, other in combinations(bundle, 2):
            total = total + (self.means[pair(one, other)] - base - alone[one] - alone[other])
        return total


def grown(members, levers, tried):
    """Every member with one lever more that was not tried yet, each once, in order."""
    found = {}
    for member in members:
        for lever in levers:
            if lever not in member:
                found.setdefault(tuple(sorted((*member, lever))))
    return [bundle for bundle in found if bundle not in tried]
