"""Whether the signatures of a dynamic, as the result file declares them, show in the numbers.

A signature *shows* if the metric moves in the declared direction from the first to the last year
and the closed loop differs in that direction from the same world with only this loop cut, both
with a 95 % interval on one side of zero. A stock that can only grow proves nothing by growing.
"""

from dataclasses import dataclass

from analysis import quantities
from analysis.results import CUT_MARK, Signature
from analysis.statistics import Estimate

EVERY_LOOP = "all"


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
    """Evidence for each signature and driver of a dynamic under each closed scenario, in order."""
    found = []
    for signature in dynamic.signatures + dynamic.drivers:
        metric = signature.metric
        if metric not in results.metrics:
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
