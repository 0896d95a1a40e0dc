"""The plane of the two kinds of tailoring as maps: levels, what a loop does, where more room tips.

Arrays over the plane are [group][individual], both from low to high. Runs of a replicate share
their luck all over the plane, so neighbours and scenarios are compared within replicates.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from . import statistics
from .errors import FileError
from .sweeps import Observed

AXES = ("policy.group_tailoring", "policy.individual_tailoring")
LOOP = "loops."
WAITING = "need.hardship_waiting"
RESAMPLES = 2000
SEED = 20221


@dataclass(frozen=True)
class Plane:
    """A sweep over the plane: coordinates of its rows and columns, and what its scenarios are.

    `cuts` is {loop: scenario}; `unhurt` is the scenario in which waiting brings no hardship, or
    None. `places` is int[group][individual], the design point there.
    """

    sweep: object
    group: np.ndarray
    individual: np.ndarray
    places: np.ndarray
    closed: str
    cuts: dict
    unhurt: str

    def values(self, observed, scenario=None):
        """Means of runs: float[group][individual][replicate]."""
        place = self.sweep.scenario(scenario or self.closed)
        return self.sweep.values(observed)[:, place][self.places]


def plane_of(sweep):
    """The Plane of a sweep; raises FileError if its design is not a grid of the two tailorings."""
    if sorted(sweep.design.factors) != sorted(AXES):
        raise FileError(
            f"{sweep.path} (factors {', '.join(sweep.design.factors)}). "
            f"Maps need a grid of {' and '.join(AXES)}, as scenarios/experiments/plane.toml"
        )
    columns = [sweep.design.factors.index(name) for name in AXES]
    at = sweep.design.value[:, columns]
    group, individual = (np.unique(at[:, axis]) for axis in (0, 1))
    places = np.full((len(group), len(individual)), -1)
    places[np.searchsorted(group, at[:, 0]), np.searchsorted(individual, at[:, 1])] = np.arange(
        len(at)
    )
    if np.any(places < 0) or min(places.shape) < 2:
        raise FileError(
            f"{sweep.path} (points that are no grid). "
            'Use kind = "grid" in [design], with two levels or more'
        )
    closed = closed_scenario(sweep)
    cuts, unhurt = {}, None
    for name in sweep.scenarios:
        changed = differences(sweep, closed, name)
        if len(changed) != 1:
            continue
        key, value = changed.popitem()
        if key.startswith(LOOP) and not value:
            cuts[key[len(LOOP) :]] = name
        elif key == WAITING and not value:
            unhurt = name
    return Plane(sweep, group, individual, places, closed, cuts, unhurt)


def closed_scenario(sweep):
    """The first scenario in which no loop is cut; the first of all if each has a cut."""
    for name in sweep.scenarios:
        loops = {k: v for k, v in sweep.parameters.get(name, {}).items() if k.startswith(LOOP)}
        if all(loops.values()):
            return name
    return sweep.scenarios[0]


def differences(sweep, baseline, name):
    """Parameters that differ between two scenarios: {name: value in the second}."""
    before, after = (sweep.parameters.get(scenario, {}) for scenario in (baseline, name))
    return {key: value for key, value in after.items() if value != before.get(key)}


@dataclass(frozen=True)
class Map:
    """A quantity on the plane: mean, and whether it is unclear, float and bool[group][individual].

    A difference is unclear where its 95 % interval holds zero; a level where that is so of its
    differences with all its neighbours. `low` and `high` are the bounds of the mean.
    """

    name: str
    metric: object
    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray
    unclear: np.ndarray
    difference: bool

    @property
    def everywhere(self):
        """Its number if that is the same wherever it is defined, else None."""
        known = self.mean[np.isfinite(self.mean)]
        return float(known[0]) if len(known) and np.ptp(known) < 1e-12 else None

    @property
    def diverging(self):
        """Whether zero is a middle: in differences, and levels well on both sides of it."""
        ends = np.nanmin(self.mean), np.nanmax(self.mean)
        return self.difference or ends[0] < -0.1 * ends[1] < 0 or -0.1 * ends[0] > ends[1] > 0


def level_map(plane, observed):
    """Map of a metric with all loops closed."""
    values = plane.values(observed)
    estimate = statistics.mean_intervals(values)
    unclear = ~differs_from_a_neighbour(values) & np.isfinite(estimate[0])
    metric = plane.sweep.describe(observed.metric)
    return Map(str(observed), metric, *estimate, unclear, difference=False)


def differs_from_a_neighbour(values):
    """Where the paired difference with one of up to four neighbours is clear: bool[group][ind.]."""
    clear = np.zeros(values.shape[:2], dtype=bool)
    for axis in (0, 1):
        _, low, high = statistics.mean_intervals(np.diff(values, axis=axis))
        step = excludes_zero(low, high)
        ahead = [slice(None), slice(None)]
        behind = list(ahead)
        ahead[axis], behind[axis] = slice(1, None), slice(None, -1)
        clear[tuple(ahead)] |= step
        clear[tuple(behind)] |= step
    return clear


def excludes_zero(low, high):
    """Whether an interval lies on one side of zero; a single value, without luck, does not."""
    return (low > 0) | (high < 0)


def loop_map(plane, loop, observed):
    """Map of closed minus cut on the same luck, or None if the loop is not cut in this file."""
    if loop not in plane.cuts:
        return None
    pairs = plane.values(observed) - plane.values(observed, plane.cuts[loop])
    mean, low, high = statistics.mean_intervals(pairs)
    unclear = ~excludes_zero(low, high) & np.isfinite(mean)
    metric = plane.sweep.describe(observed.metric)
    return Map(f"{loop}:{observed}", metric, mean, low, high, unclear, difference=True)


def loop_maps(plane, window):
    """[(Dynamic, Signature, Map)] of each loop that is cut and each of its signatures."""
    found = []
    for dynamic in plane.sweep.dynamics:
        for signature in dynamic.signatures:
            if not plane.sweep.has(signature.metric):
                continue
            drawn = loop_map(plane, dynamic.name, Observed(signature.metric, window))
            if drawn is not None and np.isfinite(drawn.mean).any():
                found.append((dynamic, signature, drawn))
    return found


@dataclass(frozen=True)
class Tipping:
    """Where one more step of room adds more hardship of waiting than it removes misfit.

    See docs/decisions/0012-the-tipping-contour.md. `steps` are maps of what a step of individual
    tailoring does to misfit, to hardship of waiting, and to their sum: [group][step]. `best` is the
    individual tailoring with the least sum for each group tailoring, with the bounds of its 95 %
    bootstrap interval: float[group]. `exists` says where the sum is clearly lower before full room
    than with it: bool[group], with 5 % false alarms for the whole plane. `price` is the smallest
    weight of hardship of waiting, against misfit, with which the sum, averaged over group
    tailoring, is least before full room; infinite if more room adds none. With bounds.
    """

    window: str
    steps: dict
    best: np.ndarray
    low: np.ndarray
    high: np.ndarray
    exists: np.ndarray
    price: tuple


def tipping(plane, window, hardship_only=False):
    """The Tipping of a window, or None if the file cannot say.

    With hardship_only all hardship counts, not only that of waiting: the alternative definition.
    """
    if not all(plane.sweep.has(name) for name in ("misfit", "hardship")):
        return None
    if plane.unhurt is None and not hardship_only:
        return None
    misfit = plane.values(Observed("misfit", window))
    added = plane.values(Observed("hardship", window))
    if not hardship_only:
        added = added - plane.values(Observed("hardship", window), plane.unhurt)
    whole = np.isfinite(misfit + added).all(axis=(0, 1))
    if whole.sum() < 2:
        return None
    misfit, added = misfit[..., whole], added[..., whole]
    metric = plane.sweep.describe("misfit")
    steps = {}
    parts = {"misfit": misfit, "waiting": added, "sum": misfit + added}
    for name, values in parts.items():
        mean, low, high = statistics.mean_intervals(np.diff(values, axis=1))
        steps[name] = Map(name, metric, mean, low, high, ~excludes_zero(low, high), difference=True)
    weights = resamples(misfit.shape[2])
    mean_misfit, mean_added = misfit @ weights.T, added @ weights.T  # [group][individual][resample]
    best = plane.individual[np.argmin(mean_misfit + mean_added, axis=1)]
    prices = break_even(mean_misfit, mean_added)
    low, high = np.percentile(best[:, 1:], [2.5, 97.5], axis=1, method="nearest")
    bounds = np.percentile(prices[1:], [2.5, 97.5], method="nearest")
    exists = lower_than_full(misfit + added)
    return Tipping(window, steps, best[:, 0], low, high, exists, (prices[0], *bounds))


def lower_than_full(values):
    """Where some point is clearly lower than the last of its row: [row][point][replicate] to [row].

    Paired t tests, one-sided, with Bonferroni's correction for all points: of all rows without any
    lower point together one gives a false alarm in at most 5 % of files.
    """
    pairs = values[:, :-1] - values[:, -1:]
    n, tests = pairs.shape[2], pairs.shape[0] * pairs.shape[1]
    limit = stats.t.ppf(1 - (1 - statistics.CONFIDENCE) / tests, n - 1)
    error = pairs.std(axis=2, ddof=1) / np.sqrt(n)
    return (pairs.mean(axis=2) < -limit * error - 1e-12).any(axis=1)  # rounding is no luck


def resamples(replicates):
    """Weights of the mean and of each bootstrap resample: float[1 + resample][replicate]."""
    random = np.random.default_rng([SEED, replicates])
    drawn = random.multinomial(replicates, np.full(replicates, 1 / replicates), size=RESAMPLES)
    return np.vstack([np.ones(replicates), drawn]) / replicates


def break_even(misfit, added):
    """Least weight w for which misfit + w added is least before full room: float[resample].

    Before the top it is lower where w > (misfit here - misfit at the top) / (added at the top -
    added here), if more room does add. Of the means over group tailoring: the least of many noisy
    points would be low by their number alone.
    """
    misfit, added = misfit.mean(axis=0), added.mean(axis=0)
    removed, more = misfit[:-1] - misfit[-1:], added[-1:] - added[:-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = np.where(more > 0, np.maximum(removed, 0) / more, np.inf)
    weight = np.where((removed < 0) & (more <= 0), 0.0, weight)
    return weight.min(axis=0)
