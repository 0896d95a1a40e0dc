"""Where one more step of room does more harm than good, for prices that may change after the runs."""

from dataclasses import dataclass

import numpy as np

from . import planes, statistics, worlds
from .tipping_study import METRICS
from .verdicts import Question, decide

# What a unit of each weighs in misfit, a standard deviation of need; why, stands in the texts under tipping_map.price.
PRICES = {"misfit": 1.0, "hardship": 1.0, "waiting": 0.02, "cost_administration": 0.001}
BAND = (10, 90)  # per cent of worlds


@dataclass(frozen=True)
class Tip:
    """One place of hours and law in one year; rooms are places among those of the Ground.

    Mean harm is least at `least`. `room` is the least harmful room where it tips, and full room elsewhere. `exists` if some room before the last is clearly less harmful than it; `band` are rooms between which most worlds have it, and
    `held` in how many of them what is said here holds, both None without worlds. `price` of waiting at which it begins to tip.
    """

    least: int
    room: int
    exists: bool
    gain: statistics.Estimate
    band: tuple
    held: worlds.Robustness
    price: float


def harm(values, prices):
    """All in one unit: `values(metric)` is an array for each metric."""
    return sum(prices[name] * values(name) for name in METRICS)


def against_full(total):
    """Harm at full room less that at each room: float[...][room][replicate]."""
    return total[..., -1:, :] - total


def tips(ground, prices):
    """{year: Tip[law][hours]}; every room of every place and year is one family."""
    totals = {year: harm(lambda name, at=year: ground.values(name, at), prices) for year in ground.years}
    gains = {year: against_full(total)[:, :, :-1] for year, total in totals.items()}
    asked = [
        [[[statistics.mean_interval(room) for room in hours] for hours in law] for law in gains[year]] for year in gains
    ]
    flat = [Question(one) for year in asked for law in year for hours in law for one in hours]
    answers = iter(decide(flat))
    return {
        year: [[tip(ground, prices, year, (law, at), totals[year], rooms, [next(answers) for _ in rooms])
                for at, rooms in enumerate(hours)] for law, hours in enumerate(found)]
        for year, found in zip(gains, asked)
    }  # fmt: skip


def tip(ground, prices, year, at, total, estimates, answers):
    """The Tip of one place."""
    mean = statistics.finite_mean(total[at])
    exists = any(answer.direction > 0 for answer in answers)
    inner = int(np.nanargmin(mean[:-1]))
    room = inner if exists else len(mean) - 1
    band, held = of_worlds(ground, prices, year, at, room)
    return Tip(int(np.nanargmin(mean)), room, exists, estimates[inner], band, held, price(ground, prices, year, at))


def of_worlds(ground, prices, year, at, room):
    """(band, Robustness): where worlds have the least harm, and whether they find what is said."""
    if ground.worlds is None:
        return None, None
    total = harm(lambda name: ground.in_worlds(name, year)[at], prices)
    total = total[:, np.isfinite(total).all(axis=0)]
    if not total.shape[1]:
        return None, None
    low, high = np.percentile(np.argmin(total, axis=0), BAND, method="nearest")
    full = room == len(total) - 1
    tipping = worlds.robustness((total[-1], total[:-1].min(axis=0) if full else total[room]), 1)
    return (int(low), int(high)), others(tipping) if full else tipping


def others(found):
    """The worlds in which something does not hold."""
    return worlds.Robustness(found.worlds, found.worlds - found.sign, found.worlds - found.size)


def price(ground, prices, year, at):
    """The price of waiting from which harm is least before full room; infinite if there is none."""
    mean = {name: statistics.finite_mean(ground.values(name, year)[at]) for name in METRICS}
    rest = harm(mean.get, prices | {"waiting": 0.0})
    return float(planes.break_even(rest[None], mean["waiting"][None]))
