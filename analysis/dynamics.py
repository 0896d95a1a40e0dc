"""The four dynamics, where each is cut, and whether its signatures show in the numbers.

A signature *shows* if the metric moves in the declared direction from the first to the last year
and the closed loop differs in that direction from the same world with only this loop cut, both
with a 95 % interval on one side of zero. A stock that can only grow proves nothing by growing.
"""

from dataclasses import dataclass

from analysis import quantities
from analysis.results import CUT_MARK
from analysis.statistics import Estimate

EVERY_LOOP = "all"


@dataclass(frozen=True)
class Signature:
    """A metric in which a dynamic should show; sign 0 means reported, free to go either way.

    A rare one counts events of which most months have none: it is drawn by year.
    """

    metric: str
    sign: int
    rare: bool = False


@dataclass(frozen=True)
class Dynamic:
    """A loop with the metrics that give it away; `name` is that of the parameter loops.NAME."""

    name: str
    signatures: tuple


# The first signature of each is the one that sentences judge by: what a loop does to the rest of
# the world, rather than the count that stops by definition when the loop is cut.
DYNAMICS = (
    Dynamic(
        "see_difference",
        (
            Signature("measures_born_restrict", +1, rare=True),
            Signature("equality_complaints_per_tailored", +1),
            Signature("difference_seen", 0),
        ),
    ),
    Dynamic(
        "seek_shelter",
        (
            Signature("over_conformity", +1),
            Signature("unused_room", +1),
            Signature("moral_sensitivity", -1),
        ),
    ),
    Dynamic(
        "pile_preconditions",
        (Signature("hours_per_tailored", +1), Signature("preconditions", +1)),
    ),
    Dynamic(
        "risk_rule_reflex",
        (
            Signature("complexity", +1),
            Signature("measures", +1),
            Signature("births_descended", +1, rare=True),
        ),
    ),
)


def cut_name(scenario, loop):
    """Name of a scenario with one loop cut, or with `all`."""
    return f"{scenario}{CUT_MARK}{loop}"


def comparison(results, scenario, loop):
    """The scenario to hold a closed one against: this loop cut, else all cut, else None."""
    for candidate in (cut_name(scenario, loop), cut_name(scenario, EVERY_LOOP)):
        if candidate in results.scenarios:
            return candidate
    return None


@dataclass(frozen=True)
class Evidence:
    """What the file says of one signature under one scenario; estimates are None if absent."""

    scenario: str
    signature: Signature
    cut: str
    closed_last: Estimate
    cut_last: Estimate
    change: Estimate
    effect: Estimate

    @property
    def verdict(self):
        """shows, differs, opposite, unclear or absent (see the texts for what each means)."""
        if self.effect is None or self.effect.n < 2 or self.change is None:
            return "absent"
        if self.effect.direction == 0:
            return "unclear"
        if self.signature.sign == 0:
            return "higher" if self.effect.direction > 0 else "lower"
        if self.effect.direction != self.signature.sign:
            return "opposite"
        return "shows" if self.change.direction == self.signature.sign else "differs"


def evidence(results, dynamic):
    """Evidence for every signature of a dynamic under every closed scenario, in file order."""
    found = []
    for signature in dynamic.signatures:
        metric = signature.metric
        if not quantities.available(results, metric):
            continue
        for scenario in results.bases:
            # The effect of one loop needs that very cut: with all cut, others would count too.
            cut = cut_name(scenario, dynamic.name)
            held = cut in results.scenarios
            last = "last_year"
            found.append(
                Evidence(
                    scenario=scenario,
                    signature=signature,
                    cut=cut if held else None,
                    closed_last=quantities.estimate(results, scenario, metric, last),
                    cut_last=quantities.estimate(results, cut, metric, last) if held else None,
                    change=quantities.change(results, scenario, metric),
                    effect=(
                        quantities.contrast(results, scenario, cut, metric, last) if held else None
                    ),
                )
            )
    return found
