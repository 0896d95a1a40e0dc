"""What matters to whom: the columns of the scorecard, as far as a file has metrics for them.

The first metric of a row that the file holds, with a better direction, stands for it. Of a model
that has few of them, the metrics that say which way is better stand for themselves.
"""

from dataclasses import dataclass

from . import statistics

PERSPECTIVES = ("citizen", "worker", "manager", "administrator", "society")
FEW, MOST = 4, 10  # matters known by name that make a scorecard; columns that fit on a screen


@dataclass(frozen=True)
class Matter:
    """A thing that matters; `times` makes a year of what is counted a month.

    `key` names its words in the texts, and is empty if it has only its metric's own label.
    """

    key: str
    perspective: str
    metrics: tuple
    times: int = 1

    @property
    def metric(self):
        """The one metric of a matter of a file."""
        return self.metrics[0]


TABLE = (
    Matter("fit", "citizen", ("underserved",)),
    Matter("equality", "citizen", ("equality",)),
    Matter("waiting", "citizen", ("waiting",)),
    Matter("hardship", "citizen", ("hardship",)),
    Matter("meaning", "worker", ("moral_sensitivity",)),
    Matter("load", "worker", ("work_pressure",)),
    Matter("grip", "manager", ("worker_dispersion_adjusted", "worker_dispersion")),
    Matter("cost", "manager", ("cost_administration", "hours_per_case")),
    Matter("steering", "administrator", ("fidelity",)),
    Matter("damage", "administrator", ("incidents",), statistics.YEAR),
)


def of(results):
    """The matters of a file, each with the one metric that stands for it, in order of whom."""
    known = [one for matter in TABLE if (one := found(results, matter))]
    if len(known) >= FEW:
        return known
    taken = {matter.metric for matter in known}
    others = [
        Matter("", metric.perspective, (name,))
        for name, metric in results.metrics.items()
        if name not in taken and directed(metric) and not metric.term
    ]
    everything = sorted([*known, *others[: MOST - len(known)]], key=rank)
    return everything


def found(results, matter):
    """The matter with its first metric of the file, or None."""
    for name in matter.metrics:
        if name in results.metrics and directed(results.metrics[name]):
            return Matter(matter.key, matter.perspective, (name,), matter.times)
    return None


def directed(metric):
    """Whether the file says which way is better."""
    return metric.better in ("higher", "lower")


def sign(results, matter):
    """+1 if more of it is better, -1 if less is."""
    return 1 if results.metrics[matter.metric].better == "higher" else -1


def outcome(metric, direction):
    """better, worse or same for a verdict's direction; more or less where neither is better."""
    if not direction:
        return "same"
    if not directed(metric):
        return "more" if direction > 0 else "less"
    return "better" if (direction > 0) == (metric.better == "higher") else "worse"


def rank(matter):
    """Its place in the order of perspectives; what the file calls otherwise comes last."""
    known = matter.perspective in PERSPECTIVES
    return PERSPECTIVES.index(matter.perspective) if known else len(PERSPECTIVES)


def window(results):
    """The years that are compared: the last, or all months of a study too short to have one."""
    return "last_year" if results.months >= 2 * statistics.YEAR else "all"
