"""The group /worlds: the same scenarios in worlds drawn from what is not known, or found for what was observed.

A finding of the study itself is held against them: in what share of worlds its sign holds, and its
smallest effect; and which parameter, of those that were drawn, goes with its size.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy import stats

from .stored import by_language, text, texts
from .verdicts import ALPHA, holm

ROBUST, LIKELY = 0.90, 0.75  # shares of worlds
LEAST = 0.05  # smallest effect, as a share of the mean size of both sides
WORDS = ("robust", "likely", "depends")


@dataclass(frozen=True)
class Next:
    """What to find out next, as the program reckoned it: no labels where no figure clearly settles something.

    `needs` is how many worlds it takes to say, where there are fewer; `now` and `then` are how often two worlds
    disagree on the sign of a difference, of 1: without the figure, and with it.
    """

    needs: int = 0
    labels: dict = field(default_factory=dict)
    now: float = 0.0
    then: float = 0.0


@dataclass(frozen=True, eq=False)
class Worlds:
    """Window means by world; `value` is float[world][scenario][metric][window]."""

    scenarios: list
    metrics: list
    windows: list
    value: np.ndarray
    parameters: list
    parameter_value: np.ndarray
    replicates: int
    scheme: str = ""
    seed: str = ""
    next: Next | None = None  # nobody asked

    def __len__(self):
        return len(self.value)

    @property
    def found(self):
        """Where they come from: drawn, fitted to what was observed, or given by a file that does not say."""
        return found(self.scheme)

    def of(self, scenario, metric, window):
        """One number a world: float[world], or None if these were not kept."""
        if scenario not in self.scenarios or metric not in self.metrics or window not in self.windows:
            return None
        place = self.scenarios.index(scenario), self.metrics.index(metric), self.windows.index(window)
        return self.value[(slice(None), *place)]


@dataclass(frozen=True)
class Robustness:
    """In how many worlds a finding holds: its sign, and its size too."""

    worlds: int
    sign: int
    size: int

    @property
    def word(self):
        """robust, likely or depends: by the worlds in which sign and size hold."""
        share = self.size / self.worlds
        return WORDS[0] if share >= ROBUST else WORDS[1] if share >= LIKELY else WORDS[2]


def read_worlds(file):
    """Worlds of a file, or None if it was not run in any."""
    group = file.get("worlds")
    if group is None or not len(group["value"]):
        return None
    drawn = "parameter_value" in group
    return Worlds(
        scenarios=texts(group["scenario"]),
        metrics=texts(group["metric"]),
        windows=texts(group["window"]),
        value=group["value"][:],
        parameters=texts(group["parameter"]) if drawn else [],
        parameter_value=group["parameter_value"][:] if drawn else np.empty((len(group["value"]), 0)),
        replicates=int(group.attrs.get("replicates", 0)),
        scheme=text(group.attrs.get("scheme", "")),
        seed=text(group.attrs.get("seed", "")),
        next=read_next(group.attrs),
    )


def found(scheme):
    """Where worlds of a scheme come from: a key of the texts below `worlds`."""
    return scheme if scheme in ("fitted", "given") else "drawn"


def origin(worlds, language):
    """Where worlds come from, in words; a number of them is drawn."""
    return language(f"worlds.{getattr(worlds, 'found', 'drawn')}")


def read_next(attributes):
    """What to find out next; None where nobody asked, as of worlds that were drawn."""
    if "next_needs_worlds" in attributes:
        return Next(needs=int(attributes["next_needs_worlds"]))
    if "next_figure" not in attributes:
        return None
    labels = by_language(attributes, "next_label_", text)
    return Next(0, labels, *(float(attributes.get(f"next_disagree_{when}", 0)) for when in ("now", "then")))


def contrast(results, left, right, metric, window):
    """Both scenarios in every world, (float[world], float[world]), or None if the file has not."""
    return both(results, (left, metric, window), (right, metric, window))


def change(results, scenario, metric):
    """Last year and first in every world, as a contrast."""
    return both(results, *((scenario, metric, year) for year in ("last_year", "first_year")))


def gap(results, scenario, one, other, window):
    """Two metrics of one scenario in every world, as a contrast."""
    return both(results, (scenario, one, window), (scenario, other, window))


def both(results, *sides):
    """Two sides of a contrast, each (scenario, metric, window); None if one of them is absent."""
    if results.worlds is None:
        return None
    found = [results.worlds.of(*side) for side in sides]
    return None if any(side is None for side in found) else tuple(found)


def robustness(pair, side):
    """Robustness of a difference with this sign (+1 or -1), or None without worlds or a sign.

    A world in which it has no number is one in which it does not hold.
    """
    if pair is None or not side:
        return None
    left, right = pair
    with np.errstate(invalid="ignore"):
        moved = side * (left - right)
        least = LEAST * (np.abs(left) + np.abs(right)) / 2
        return Robustness(len(left), int(np.sum(moved > 0)), int(np.sum((moved > 0) & (moved >= least))))


def turns(worlds, pair):
    """The drawn parameter that goes most with a difference: (name, rank correlation), or None.

    Spearman's over worlds with a number; one that is clear of 0 after Holm over all parameters.
    """
    if pair is None or not worlds.parameters:
        return None
    moved = pair[0] - pair[1]
    there = np.isfinite(moved)
    if there.sum() < 5 or np.ptp(moved[there]) == 0:
        return None
    found, p = [], []
    for name, drawn in zip(worlds.parameters, worlds.parameter_value[there].T):
        if np.ptp(drawn) > 0:
            rank, chance = stats.spearmanr(drawn, moved[there])
            found.append((name, float(rank)))
            p.append(float(chance))
    clear = [item for item, adjusted in zip(found, holm(p)) if adjusted < ALPHA]
    return max(clear, key=lambda item: abs(item[1]), default=None)
