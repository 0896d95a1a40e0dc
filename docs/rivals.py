"""Each dynamic against simple rivals: which declared signatures tell them apart, and which do not.

Rivals, and what was predicted of them, are in docs/rivals.toml; signatures are the claims of
scenarios/hypotheses/dynamics.toml. A rival is matched to the model on other luck than it is judged
on.
"""

import json
import tomllib

import comparisons
import numpy as np
from comparisons import year
from dynamics_page import DYNAMICS, NOTHING
from dynamics_page import WITH_ROOM as VARIANTS

from analysis import statistics, verdicts

OFFICES, YEARS, MONTHS = 4, 10, 120
REPLICATES = 8
RATES = {  # dynamic: what its response is counted by, and what puts it in
    "see_difference": ("equality_complaints", "loops.added_complaints"),
    "seek_shelter": ("shelter", "loops.added_rules"),
    "pile_preconditions": ("preconditions_born", "loops.added_preconditions"),
    "risk_rule_reflex": ("measures_born", "loops.added_measures"),
}
AFFAIR = [(25, {"administration.affair": 10}), (28, {"administration.affair": 0})]
YEAR_OF_AFFAIR = slice(24, 36)
NO_MATCH = "no match"
SHOWN = {True: "shown", False: "not shown", None: NO_MATCH}


def slug(name):
    """A name as files have it."""
    return name.replace(",", "").replace(" ", "-")


def by_calendar(key, rate):
    """Events that put something in at a constant rate a month in every office, offices in turn."""
    events = []
    if rate <= 0:
        return events
    for office in range(OFFICES):
        first = (office + 0.5) / OFFICES
        count = int(MONTHS * rate - first) + 1
        months = [int((k + first) / rate) + 1 for k in range(max(0, count))]
        for month in sorted({m for m in months if m <= MONTHS}):
            events.append((month, {key: months.count(month)}, office))
            if month + 1 not in months and month < MONTHS:
                events.append((month + 1, {key: 0}, office))
    return sorted(events, key=lambda event: event[0])


def growing(share):
    """Events by which a share of calls gets the rule: none in the first year, this in the last."""
    return [
        (12 * k + 1, {"loops.added_rules": share * k / (YEARS - 1)}) for k in range(1, YEARS)
    ]


class Rivals:
    """The studies of the model, of cuts and of rivals."""

    def __init__(self, root, replicates=REPLICATES):
        self.folder = comparisons.Folder(root, "rivals")
        read = lambda path: tomllib.loads((root / path).read_text(encoding="utf-8"))  # noqa: E731
        declared = read("docs/rivals.toml")
        self.list = declared["rival"]
        self.seeds = declared["seed_of_matching"], declared["seed"]
        self.claims = read("scenarios/hypotheses/dynamics.toml")["hypothesis"]
        self.replicates = replicates
        self.results = None

    def flags(self, seed):
        """Of a comparison."""
        return ["-n", str(self.replicates), "--seed", str(seed)]

    def run(self, run, _, keep):
        """Matches rivals and runs them, or with `keep` takes what is there.

        `run` gives what a command of the program prints. Without it only takes what is there.
        """
        try:
            self.take(run, keep)
        except comparisons.NotThereError:
            self.results = None

    def take(self, run, keep):
        """The same, or throws NotThereError."""
        scenarios = self.model_and_cuts()
        model = self.folder.compare(run, keep, "matching", scenarios, self.flags(self.seeds[0]))
        scenarios |= self.shaken({name: scenarios[name] for name in VARIANTS})
        for rival in self.list:
            for variant in VARIANTS:
                found = self.rival(model, rival, variant)
                scenarios |= {} if found is None else found
        self.results = self.folder.compare(
            run, keep, "rivals", scenarios, self.flags(self.seeds[1])
        )

    def model_and_cuts(self):
        """The model under both variants, and each dynamic cut in it."""
        found = {}
        for variant in VARIANTS:
            found[variant] = comparisons.scenario(variant, variant, {})
            for dynamic in DYNAMICS:
                name = f"{variant}-without-{dynamic}"
                found[name] = comparisons.scenario(variant, name, {f"loops.{dynamic}": False})
        return found

    def shaken(self, scenarios):
        """Each scenario with an affair that the media bring up in its third year."""
        return {
            f"{name}-affair": text + comparisons.events_text(AFFAIR)
            for name, text in scenarios.items()
        }

    def rival(self, model, rival, variant):
        """Scenarios of a rival under a variant, by name; None where nothing simple matches."""
        dynamic, name = rival["dynamic"], f"{variant}-{slug(rival['name'])}"
        cut = {f"loops.{dynamic}": False}
        if rival["kind"] == "set":
            return {
                name: comparisons.scenario(variant, name, rival["set"]),
                f"{name}-cut": comparisons.scenario(variant, f"{name}-cut", rival["set"] | cut),
            }
        value = self.match(model, rival, variant)
        if not value > 0:
            return None
        key = RATES[dynamic][1]
        if rival["kind"] == "decay":
            text = comparisons.scenario(variant, name, cut, growing(value))
        elif dynamic in ("pile_preconditions", "risk_rule_reflex"):
            text = comparisons.scenario(variant, name, cut, by_calendar(key, value))
        else:
            text = comparisons.scenario(variant, name, cut | {key: value})
        return {name: text} | self.shaken({name: text})

    def match(self, model, rival, variant):
        """The rate or share that makes a rival as the model is on average, or at the end."""
        without = f"{variant}-without-{rival['dynamic']}"
        if rival["kind"] == "decay":
            last = [year(model, name, "tailored", True) for name in (variant, without)]
            left, most = (float(np.nanmean(values)) for values in last)
            return 1 - left / most
        metric = RATES[rival["dynamic"]][0]
        of_model, of_cut = (whole(model, name, metric) for name in (variant, without))
        if rival["dynamic"] == "seek_shelter":  # a share of what is not sheltered anyway
            return (of_model - of_cut) / (1 - of_cut)
        return of_model - of_cut

    def tables(self):
        """What the page shows; None unless it was run."""
        if self.results is None:
            return None
        found = {rival["name"]: self.signatures(rival) for rival in self.list}
        told = [cell for cells in found.values() for cell in cells.values() if cell["asked"]]
        return {
            "list": self.list,
            "variants": VARIANTS,
            "replicates": self.replicates,
            "seeds": self.seeds,
            "matches": [
                (
                    rival["name"],
                    [self.left(rival, variant) for variant in VARIANTS],
                    [self.affair(rival, variant) for variant in VARIANTS],
                )
                for rival in self.list
            ],
            "dynamics": [self.of_dynamic(found, dynamic) for dynamic in DYNAMICS],
            "shown": sum(cell["shown"] for cell in told),
            "asked": len(told),
            "right": sum(cell["shown"] == cell["predicted"] for cell in told),
        }

    def of_dynamic(self, found, dynamic):
        """The signatures of a dynamic, and whether model and rivals show them."""
        rivals = [rival["name"] for rival in self.list if rival["dynamic"] == dynamic]
        rows = []
        for claim, first in found[rivals[0]].items():
            cells = [SHOWN[first["model"]]]
            for name in rivals:
                cell = found[name][claim]
                wrong = cell["asked"] and cell["shown"] != cell["predicted"]
                cells.append(SHOWN[cell["shown"]] + (" †" if wrong else ""))
            rows.append((claim, cells))
        return {"who": DYNAMICS[dynamic], "rivals": rivals, "rows": rows}

    def signatures(self, rival):
        """Each signature of the dynamic: whether model and rival show it in the last year."""
        found = {}
        for claim in self.claims:
            group, what, variant = claim["name"].split("/")
            if group != DYNAMICS[rival["dynamic"]]:
                continue
            name = f"{variant}-{slug(rival['name'])}"
            cut = f"{variant}-without-{rival['dynamic']}"
            of_model, of_rival = self.shown(claim, variant, cut), None
            if name in self.results.scenarios:
                right = f"{name}-cut" if rival["kind"] == "set" else cut
                of_rival = self.shown(claim, name, right)
            found[claim["name"]] = {
                "model": of_model,
                "shown": of_rival,
                "predicted": f"{group}/{what}" not in rival["fails"],
                # What the model does not show tells nothing apart.
                "asked": of_model and of_rival is not None,
            }
        return found

    def left(self, rival, variant):
        """Tailoring in the last year of rival and model."""
        name = f"{variant}-{slug(rival['name'])}"
        if name not in self.results.scenarios:
            return NO_MATCH
        of_rival, of_model = (
            100 * np.nanmean(year(self.results, one, "tailored", True)) for one in (name, variant)
        )
        return f"{of_rival:.1f} / {of_model:.1f}"

    def shown(self, claim, left, right):
        """Whether every part of a claim is supported, after Holm over its parts."""
        questions = []
        for part in claim.get("all", [claim]):
            sides = [year(self.results, one, part["metric"], True) for one in (left, right)]
            matters = part.get("smallest_effect", part.get("smallest_effect_floor", 0))
            if "smallest_effect_relative" in part:
                mean = abs(statistics.finite_mean(np.concatenate(sides)))
                matters = max(matters, part["smallest_effect_relative"] * mean)
            difference = statistics.mean_interval(sides[0] - sides[1])
            sign = 1 if part["direction"] == "more" else -1
            questions.append(verdicts.Question(verdicts.directed(difference, sign), matters))
        return all(answer.verdict == verdicts.SUPPORTED for answer in verdicts.decide(questions))

    def affair(self, rival, variant):
        """What an affair does to tailoring in its year, in rival and model; bold if they differ."""
        name = f"{variant}-{slug(rival['name'])}"
        if f"{name}-affair" not in self.results.scenarios:
            return NOTHING
        of_rival, of_model = (self.shaken_by(one) for one in (name, variant))
        clear = statistics.mean_interval(of_rival - of_model).direction
        text = f"{100 * np.nanmean(of_rival):+.1f} / {100 * np.nanmean(of_model):+.1f}"
        return f"**{text}**" if clear else text

    def shaken_by(self, name):
        """Tailoring with an affair less without, in the year it begins: one number a replicate."""
        return comparisons.over(self.results, f"{name}-affair", "tailored", YEAR_OF_AFFAIR) - (
            comparisons.over(self.results, name, "tailored", YEAR_OF_AFFAIR)
        )


def whole(results, name, metric):
    """The mean of a metric over all months."""
    return float(np.nanmean(comparisons.over(results, name, metric, slice(0, results.months))))
