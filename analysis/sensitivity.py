"""Which factors matter: elementary effects and Sobol' indices, with intervals and the noise.

Morris (1991), with the mean of absolute effects of Campolongo, Cariboni and Saltelli (2007); first
order after Saltelli et al. (2010, table 2, b), total after Jansen (1999; the same table, f).
Intervals are percentile bootstrap over what was drawn independently: trajectories or blocks.
An effect is for the way across a factor's range, so it is divided by the step that its value made,
not by the step on the unit cube: whole numbers, lists and limits make the two differ.

Replicates share their luck at all points, so luck that all points have in common moves no effect.
Noise is what is left, the interaction of point and replicate. Points that differ in one factor
share more of it than others, so an effect's noise is taken from that effect in each replicate.
"""

from dataclasses import dataclass

import numpy as np

from . import statistics, sweeps
from .errors import FileError

RESAMPLES = 1000
SEED = 20221  # of the bootstrap: the same file gives the same intervals
KINDS = ("morris", "saltelli")
FEWEST = 4  # trajectories or blocks; fewer give no interval worth the name


@dataclass(frozen=True)
class Measure:
    """An estimate for each factor with its bounds: three float[factor]."""

    estimate: np.ndarray
    low: np.ndarray
    high: np.ndarray


@dataclass(frozen=True)
class Noise:
    """Luck left in the mean of a point: its variance, and its share of that between points.

    `rest` is float[point][replicate], how a run departs from its point and its replicate, scaled so
    that products of rows sum to covariances of point means. None where luck is not known, and NaN.
    """

    variance: float
    share: float
    rest: np.ndarray = None


@dataclass(frozen=True)
class Sensitivity:
    """What a sweep says of one metric in one scenario.

    `measures` is {name: Measure}: mu_star, mu and sigma, or total and first and, without the noise,
    total_corrected and first_corrected. `floor` is how far noise alone brings mu_star or total:
    float[factor]. `unmoved` is int[factor]: steps of a trajectory that left the value as it was.
    """

    scenario: str
    observed: sweeps.Observed
    kind: str
    factors: list
    measures: dict
    noise: Noise
    floor: np.ndarray
    everywhere: float  # its number if that is the same at all points, else None
    sets: int
    dropped: int
    unmoved: np.ndarray

    @property
    def main(self):
        """The measure that factors are ordered by."""
        return self.measures["mu_star" if self.kind == "morris" else "total"]

    @property
    def order(self):
        """Factors from the most to the least important: int[factor]."""
        return np.argsort(-np.nan_to_num(self.main.estimate), kind="stable")


def analyse(sweep, observed):
    """A Sensitivity for each scenario of a morris or saltelli sweep, each on its own."""
    if sweep.design.kind not in KINDS:
        raise FileError(
            f"{sweep.path} (a {sweep.design.kind} design; effects need morris or saltelli). "
            'Set kind = "morris" in [design] and run the sweep again'
        )
    values = sweep.numbers(observed)
    lacking = sweep.unmade()
    return [
        of_scenario(sweep, observed, name, values[:, place], lacking[:, place])
        for place, name in enumerate(sweep.scenarios)
    ]


def of_scenario(sweep, observed, scenario, values, lacking):
    """Sensitivity of one scenario from float[point][replicate]; whole sets are kept or dropped."""
    design = sweep.design
    size = len(design.factors) + (1 if design.kind == "morris" else 2)
    means = sweeps.point_means(values)
    bad = (lacking | ~np.isfinite(means)).reshape(-1, size).any(axis=1)
    if np.sum(~bad) < FEWEST:
        raise FileError(
            f"{sweep.path} ({scenario} has {np.sum(~bad)} of {len(bad)} "
            f"{'trajectories' if design.kind == 'morris' else 'blocks'} with {observed} at every "
            f"point; {FEWEST} are needed). Finish the sweep, or choose another metric"
        )
    kept = np.repeat(~bad, size)
    noise = replicate_noise(values[kept])
    sets = means[kept].reshape(-1, size)
    rest = None if noise.rest is None else noise.rest.reshape(len(sets), size, -1)
    everywhere = float(sets.flat[0]) if sweeps.constant(sets) else None
    if everywhere is not None:
        sets = np.zeros_like(sets)  # rounding has no effects and no variance
    if design.kind == "morris":
        unit = design.unit[kept].reshape(-1, size, size - 1)
        steps = steps_made(design, design.value[kept].reshape(unit.shape))
        effects = elementary_effects(unit, sets, steps)
        unmoved = np.isnan(effects).sum(axis=0)
        measures = morris(effects)
        floor = morris_floor(unit, rest, steps)
    else:
        measures, floor = sobol(sets, noise.variance, rest)
        unmoved = np.zeros(len(design.factors), dtype=int)
    return Sensitivity(
        scenario=scenario,
        observed=observed,
        kind=design.kind,
        factors=design.factors,
        measures=measures,
        noise=noise,
        floor=floor,
        everywhere=everywhere,
        sets=len(sets),
        dropped=int(bad.sum()),
        unmoved=unmoved,
    )


def replicate_noise(values):
    """Noise of point means from float[point][replicate], by a two-way analysis of variance.

    Uses the replicates that all points have; the variance is that of a mean over a point's own.
    """
    finite = np.isfinite(values)
    common = values[:, finite.all(axis=0)]
    points, replicates = common.shape
    if points < 2 or replicates < 2:
        return Noise(np.nan, np.nan)
    rest = common - common.mean(axis=1, keepdims=True) - common.mean(axis=0) + common.mean()
    freedom = (1 - 1 / points) * (replicates - 1)
    rest *= np.sqrt(np.mean(1 / finite.sum(axis=1)) / freedom)
    variance = float((rest**2).sum() / points)
    total = float(statistics.finite_mean(values).var(ddof=1))
    return Noise(variance, min(1.0, variance / total) if total > 0 else np.nan, rest)


def resampling(sets):
    """Weights of the estimate and of each bootstrap resample: float[1 + resample][set]."""
    random = np.random.default_rng([SEED, sets])
    weights = np.ones((1 + RESAMPLES, sets))
    for row in weights[1:]:
        row[:] = np.bincount(random.integers(sets, size=sets), minlength=sets)
    return weights / sets


def measure(estimates):
    """Measure from float[1 + resample][factor], the estimate first; NaN where there is none."""
    tail = 50 * (1 - statistics.CONFIDENCE)
    drawn = np.where(np.isfinite(estimates[1:]), estimates[1:], np.nan)
    known = np.isfinite(drawn).any(axis=0)
    bounds = np.full((2, len(known)), np.nan)
    bounds[:, known] = np.nanpercentile(drawn[:, known], [tail, 100 - tail], axis=0)
    return Measure(np.where(np.isfinite(estimates[0]), estimates[0], np.nan), *bounds)


def steps_made(design, value):
    """Steps of trajectories as parts of each factor's range: float[trajectory][step][factor].

    From a name to any other is the whole way.
    """
    steps = np.diff(value, axis=1)
    return np.where(design.named, np.sign(steps), steps / design.range)


def elementary_effects(unit, values, steps=None):
    """Effects of each factor's step: float[trajectory][factor], or with [replicate] behind.

    `unit` is float[trajectory][point][factor] in the unit cube, and says which factor steps; values
    [trajectory][point], or with [replicate]; `steps` is float[trajectory][step][factor], those in
    the unit cube if not given. An effect is the difference by the step: NaN where it led nowhere.
    """
    in_cube = np.diff(unit, axis=1)
    factor = np.abs(in_cube).argmax(axis=2)
    steps = in_cube if steps is None else steps
    step = np.take_along_axis(steps, factor[..., None], axis=2)
    found = np.diff(values.reshape(*unit.shape[:2], -1), axis=1) / np.where(step == 0, np.nan, step)
    effects = np.empty_like(found)
    np.put_along_axis(effects, factor[..., None], found, axis=1)
    return effects.reshape(effects.shape[:2] + values.shape[2:])


def morris(effects):
    """mu_star, mu and sigma from float[trajectory][factor], of the steps that moved the factor."""
    moved = np.isfinite(effects)
    effects = np.where(moved, effects, 0)
    weights = resampling(len(effects))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = weights @ moved

        def mean(x):
            return weights @ np.where(moved, x, 0) / share

        away = effects - mean(effects)[0]
        variance = np.maximum(mean(away**2) - mean(away) ** 2, 0)
        count = moved.sum(axis=0)
        sigma = np.sqrt(variance * count / np.where(count > 1, count - 1, np.nan))
        return {
            "mu_star": measure(mean(np.abs(effects))),
            "mu": measure(mean(effects)),
            "sigma": measure(sigma),
        }


def morris_floor(unit, rest, steps=None):
    """What mu_star of a factor without effect stays below in 95 % of designs: float[factor].

    Its effects are normal about zero with the variance of their noise; their absolute values have
    the mean and variance of a half-normal, and their mean over trajectories is near normal.
    """
    if rest is None:
        return np.full(unit.shape[2], np.nan)
    noise = (elementary_effects(unit, rest, steps) ** 2).sum(axis=2)
    moved = np.isfinite(noise)
    sets = np.where(moved.any(axis=0), moved.sum(axis=0), np.nan)
    quantile = 1.6449  # 95 % of the standard normal
    spread = np.sqrt((1 - 2 / np.pi) / sets)
    return np.sqrt(np.nansum(noise, axis=0) / sets) * (np.sqrt(2 / np.pi) + quantile * spread)


def sobol(values, noise, rest):
    """total, first, and both corrected for noise, from float[block][A, A with one of B..., B].

    Noise adds its variance to the denominator, and to each numerator what the same estimator gives
    for `rest`, float[block][point][replicate]. Gives the measures and the noise's part of totals.
    """
    values = values - values.mean()
    a, mixed, b = values[:, :1], values[:, 1:-1], values[:, -1:]
    weights = resampling(len(values))
    centre = weights @ (a + b) / 2  # float[resample][1]
    variance = weights @ (a**2 + b**2) / 2 - centre**2
    floor = np.full(mixed.shape[1], np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        first = weights @ (b * (mixed - a)) - centre * (weights @ (mixed - a))
        total = weights @ (a - mixed) ** 2 / 2
        found = {"total": measure(total / variance), "first": measure(first / variance)}
        if rest is not None:
            step = rest[:, 1:-1] - rest[:, :1]
            luck_total = (step**2).sum(axis=2).mean(axis=0) / 2
            luck_first = (rest[:, -1:] * step).sum(axis=2).mean(axis=0)
            signal = np.where(variance > noise, variance - noise, np.nan)
            found["total_corrected"] = measure((total - luck_total) / signal)
            found["first_corrected"] = measure((first - luck_first) / signal)
            floor = np.where(variance[0] > 0, luck_total / variance[0], np.nan)
    return found, floor
