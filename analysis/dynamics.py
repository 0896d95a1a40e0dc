"""Whether the signatures of a dynamic, as the result file declares them, show in the numbers.

A dynamic *acts* on a signature if the closed loop differs, in the declared direction, from the same
world with only this loop cut. Whether the metric also moves over the years is judged beside it: a
stock that can only grow proves nothing by growing. What stops by definition where the loop is cut
has a size and no verdict.
"""

from dataclasses import dataclass

from . import judgements, quantities
from .results import CUT_MARK, Signature
from .statistics import Estimate
from .verdicts import CONTRADICTED, EQUIVALENT, SUPPORTED, UNDECIDED, Answer

EVERY_LOOP = "all"
EFFECT = {
    SUPPORTED: "acts",
    CONTRADICTED: "opposite",
    EQUIVALENT: "equal",
    UNDECIDED: "undecided",
}
DRIVER = {**EFFECT, SUPPORTED: "higher", CONTRADICTED: "lower"}
CHANGE = {SUPPORTED: "rises", CONTRADICTED: "falls", EQUIVALENT: "unclear", UNDECIDED: "unclear"}


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
    change_answer: Answer
    effect: Estimate
    effect_answer: Answer

    @property
    def verdict(self):
        """acts, opposite, equal or undecided; of a driver higher or lower; absent if not tested.

        And by_definition of what has none, since it stops where the loop is cut.
        """
        if self.effect is None or self.effect.n < 2:
            return "absent"
        if self.signature.by_definition:
            return "by_definition"
        words = EFFECT if self.signature.sign else DRIVER
        return words[self.effect_answer.verdict]

    @property
    def movement(self):
        """rises, falls or unclear, over the years with the loop closed; absent if not tested."""
        if self.change is None or self.change.n < 2:
            return "absent"
        return CHANGE[self.change_answer.verdict]


def evidence(results):
    """Evidence for each signature and driver of each dynamic under each closed scenario, in order.

    {name of the dynamic: [Evidence]}. All verdicts of a kind are one family, so it is all or none.
    """
    effects = judgements.effects(results, cut_name)
    changes = judgements.changes(results)
    nothing = None, Answer()
    last = "last_year"
    found = {}
    for dynamic in results.dynamics:
        own = found.setdefault(dynamic.name, [])
        for signature in dynamic.signatures + dynamic.drivers:
            metric = signature.metric
            if metric not in results.metrics:
                continue
            for scenario in results.bases:
                # The effect of one loop needs that very cut: with all cut, others would count too.
                cut = cut_name(scenario, dynamic.name)
                held = cut in results.scenarios
                change, change_answer = changes.get((scenario, metric), nothing)
                effect, effect_answer = effects.get((scenario, dynamic.name, metric), nothing)
                own.append(
                    Evidence(
                        scenario=scenario,
                        signature=signature,
                        cut=cut if held else None,
                        closed_last=quantities.estimate(results, scenario, metric, last),
                        cut_last=quantities.estimate(results, cut, metric, last) if held else None,
                        change=change,
                        change_answer=change_answer,
                        effect=effect,
                        effect_answer=effect_answer,
                    )
                )
    return found
