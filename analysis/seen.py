"""What evaluations of a plan find beside what there was to find: with all arms of a rollout on one luck, both are known."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from . import evaluation, statistics
from .evaluation import BEFORE_AFTER, Plan

ENOUGH = 0.8  # power that an evaluation should have
CHANCE = 0.001  # of so many false alarms: rarer ones tell against a plan, of dozens that are looked at
OFF = 0.5  # bias, as a share of the effect, beyond which no plan is recommended


@dataclass(frozen=True)
class Seen:
    """What evaluations of a plan find: with the change, and where nothing changes; and what there was to find.

    `truth` is the effect of a full rollout in the same months; `shown` what the plan shows of it, but for luck; `spill` the
    part of that which offices without the change bring in; `drift` what time alone does; `bias` what is off in all.
    """

    plan: Plan
    found: evaluation.Found
    nothing: evaluation.Found
    half: np.ndarray
    half_nothing: np.ndarray
    truth: statistics.Estimate
    shown: statistics.Estimate
    spill: statistics.Estimate
    drift: statistics.Estimate
    bias: statistics.Estimate

    @property
    def sign(self):
        """Direction of the effect; 0 if it is not clear that there is one."""
        return self.truth.direction

    @property
    def power(self):
        """Share of evaluations that see the effect, in its direction."""
        return float(self.found.sees(self.sign).mean()) if self.sign else np.nan

    @property
    def power_interval(self):
        """Wilson's interval of it."""
        return share_interval(self.found.sees(self.sign)) if self.sign else (np.nan, np.nan)

    @property
    def alarms(self):
        """Share of evaluations that find an effect where nothing changes."""
        return float(self.nothing.alarms.mean())

    @property
    def alarms_interval(self):
        """Wilson's interval of it."""
        return share_interval(self.nothing.alarms)

    @property
    def alarming(self):
        """Whether it raises more false alarms than luck explains."""
        count = len(self.nothing.alarms)
        return bool(stats.binom.sf(self.nothing.alarms.sum() - 1, count, evaluation.ALPHA) < CHANCE)

    @property
    def near(self):
        """Whether it is not far off."""
        return bool(abs(self.bias.mean) <= OFF * abs(self.truth.mean))

    @property
    def honest(self):
        """Whether it raises no more false alarms than luck explains, and is not far off."""
        return self.near and not self.alarming

    @property
    def comparable(self):
        """Whether it has something to compare with: else whatever happens in those months is taken for the effect."""
        return self.plan.design != BEFORE_AFTER

    @property
    def enough(self):
        """Whether it can be recommended."""
        return self.comparable and self.honest and self.power >= ENOUGH

    def stopped(self, effect):
        """Share of evaluations that point the wrong way halfway, if there is an effect, or none."""
        return float((np.sign(self.half if effect else self.half_nothing) == -self.sign).mean())


def share_interval(hits):
    """Wilson's interval of the share that is true."""
    return statistics.wilson_interval(int(np.sum(hits)), len(hits))


def seen(plan, rolled_out, everywhere, never, halves):
    """A plan as Seen, from y[evaluation][office][period] of three arms; `halves` are two of them up to half of the months."""
    treated, share = plan.treated, evaluation.weights(plan.treated)
    moved = rolled_out - never
    truth = effect(everywhere, never, plan)
    shown = (share * moved).sum(axis=(1, 2))
    spill = (share * ~treated * moved).sum(axis=(1, 2))
    drift = evaluation.estimate(treated, never)
    # Of the offices that get the change: which ones do is luck, and no bias.
    own = effect(everywhere, never, plan, treated.any(axis=1))
    bias = shown - own + (drift if plan.design == BEFORE_AFTER else 0.0)
    half = [evaluation.estimate(treated[:, : y.shape[-1]], y) for y in halves]
    found = [evaluation.evaluate(plan, y) for y in (rolled_out, never)]
    return Seen(plan, *found, *half, *map(statistics.mean_interval, (truth, shown, spill, drift, bias)))


def effect(everywhere, never, plan, offices=slice(None)):
    """What a full rollout does in the plan's months, over its offices or these: float[evaluation]."""
    lengths = [last - first + 1 for first, last in plan.periods[1:]]
    return np.average((everywhere - never)[:, offices, 1:].mean(axis=1), axis=1, weights=lengths)
