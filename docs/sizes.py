"""What depends on size: the headlines in towns, offices, teams and steps of other sizes.

Settings are those of docs/sizes.toml. A step of half a month is the same model with every rate,
hazard and memory counted by the shorter step: docs/half_month.toml says how, beside what the
program's table of parameters tells.
"""

import json
import tomllib

import comparisons
from comparisons import year
from dynamics_page import DYNAMICS, VARIANTS, WITH_ROOM

from analysis import statistics, verdicts

BASE = "as it is"
WITHOUT_ROOM = tuple(name for name in VARIANTS if name not in WITH_ROOM)
TIMES = ("run.months", "run.warm_up")  # of a scenario, in months
BY_COUNT, BY_WAIT = 1, -1  # powers of steps a month that a figure of a step takes to be a month's
HEADLINES = {  # metric: words, factor, digits, power
    "tailored": ("tailored (%)", 100, 1, 0),
    "underserved": ("underserved (%)", 100, 1, 0),
    "complaints": ("complaints (%)", 100, 1, 0),
    "preconditions": ("preconditions a team", 1, 2, 0),
    "measures": ("measures an office", 1, 1, 0),
    "waiting": ("waiting (months)", 1, 2, BY_WAIT),
    "moral_sensitivity": ("moral sensitivity", 1, 2, 0),
    "manager_trust": ("managers' trust", 1, 2, 0),
    "preconditions_expected": ("preconditions expected", 1, 3, BY_COUNT),
    "measures_expected": ("measures expected", 1, 3, BY_COUNT),
    "restrictions_expected": ("restrictions expected", 1, 3, BY_COUNT),
}


def read(root, name):
    """A file of docs."""
    return tomllib.loads((root / "docs" / name).read_text(encoding="utf-8"))


def facts_of(ask, name):
    """What the program tells of a parameter."""
    facts = json.loads(ask(["explain", name, "--json"]))["explanations"][0]["facts"]
    drawn = facts.get("varied in random draws", "no")
    return {"unit": facts["unit"], "default": facts["default"], "drawn": drawn}


def parameters(ask):
    """The program's table of parameters, with how each is drawn."""
    listed = json.loads(ask(["list", "parameters", "--json"]))["parameters"]
    times = [{"name": name} for name in TIMES]
    return [row | facts_of(ask, row["name"]) for row in times + listed]


def shorter(row, steps, exceptions):
    """The default of a parameter for a step of 1/steps month; None where it is the same.

    `row` is that of the program's table, with how it is drawn.
    """
    name, unit, drawn = row["name"], row["unit"], row["drawn"]
    value = tomllib.loads(f"is = {row['default']}")["is"]
    if isinstance(value, (str, bool)):
        return None
    if name in exceptions:
        power = exceptions[name]["power"]
        return value * steps**power if power else None
    if drawn.startswith("half to twice its half-life"):
        return value ** (1 / steps)
    if unit == "month":
        return value * steps
    if unit == "month-1":
        is_share = drawn.startswith("half to twice its odds")
        return 1 - (1 - value) ** (1 / steps) if is_share else value / steps
    return None


def flags_of_step(rows, steps, exceptions):
    """What makes every parameter that of a shorter step, on the command line."""
    flags = []
    for row in rows:
        value = shorter(row, steps, exceptions)
        if value is not None:
            flags += ["--set", f"{row['name']}={json.dumps(value)}"]
    return flags


def scenarios():
    """All variants, and those with room with each dynamic cut."""
    found = {name: comparisons.scenario(name, name, {}) for name in (*WITHOUT_ROOM, *WITH_ROOM)}
    for variant in WITH_ROOM:
        for dynamic in DYNAMICS:
            name = f"{variant}-without-{dynamic}"
            found[name] = comparisons.scenario(variant, name, {f"loops.{dynamic}": False})
    return found


class Sizes:
    """The study of every setting."""

    def __init__(self, root):
        self.folder = comparisons.Folder(root, "sizes")
        self.settings = read(root, "sizes.toml")["setting"]
        self.exceptions = read(root, "half_month.toml")
        self.results = {}

    def run(self, run, ask, keep):
        """Runs every setting, or with `keep` those that are not there.

        `run` and `ask` give what a command of the program prints, the latter without a word.
        Without `run` only takes what is there, if everything is.
        """
        try:
            self.take(run, ask, keep)
        except comparisons.NotThereError:
            self.results = {}

    def take(self, run, ask, keep):
        """The same, or throws NotThereError."""
        for one in self.settings:
            flags = ["-n", str(one["replicates"])]
            for key, value in one["set"].items():
                flags += ["--set", f"{key}={json.dumps(value)}"]
            if (steps := one.get("steps_a_month", 1)) > 1:
                flags += flags_of_step(parameters(ask), steps, self.exceptions)
            name = one["name"].replace(" ", "-").replace(",", "")
            self.results[one["name"]] = self.folder.compare(run, keep, name, scenarios(), flags)

    def values(self, setting, scenario, metric, last):
        """One number a replicate, of months whatever the step."""
        steps = setting.get("steps_a_month", 1)
        found = year(self.results[setting["name"]], scenario, metric, last, steps)
        return found * float(steps) ** HEADLINES[metric][3]

    def signs(self, setting):
        """What changes over the years, and what each dynamic does in the last: by words."""
        found = {}
        for metric, (words, *_) in HEADLINES.items():
            for variant in (*WITH_ROOM, *WITHOUT_ROOM):
                last = self.values(setting, variant, metric, True)
                change = last - self.values(setting, variant, metric, False)
                found[f"{words} over ten years", variant] = statistics.mean_interval(change)
                for dynamic, who in DYNAMICS.items() if variant in WITH_ROOM else ():
                    cut = self.values(setting, f"{variant}-without-{dynamic}", metric, True)
                    found[f"{who}: {words}", variant] = statistics.mean_interval(last - cut)
        return found

    def tables(self):
        """What the page shows; None unless every setting was run."""
        if not self.results:
            return None
        signs = {one["name"]: self.signs(one) for one in self.settings}
        asked = [(name, what) for name, found in signs.items() for what in found]
        questions = [verdicts.Question(signs[name][what]) for name, what in asked]
        clear = {
            place: answer.direction for place, answer in zip(asked, verdicts.decide(questions))
        }
        return {
            "settings": [one["name"] for one in self.settings],
            "headlines": [self.headline(metric) for metric in HEADLINES],
            "signs": [self.compared(signs, clear, one["name"]) for one in self.settings[1:]],
            "all": len(signs[BASE]),
        }

    def headline(self, metric):
        """A headline's last year under both variants with room, by setting; bold where it is clear
        of what it is as it is."""
        words, factor, digits, _ = HEADLINES[metric]
        cells = []
        for one in self.settings:
            parts = []
            for variant in WITH_ROOM:
                values = self.values(one, variant, metric, True)
                base = self.values(self.settings[0], variant, metric, True)
                text = f"{factor * statistics.finite_mean(values):.{digits}f}"
                other = one["name"] != BASE and comparisons.apart(values, base).direction
                parts.append(f"**{text}**" if other else text)
            cells.append(" / ".join(parts))
        return words, cells

    def compared(self, signs, clear, name):
        """Signs that are clear here and as it is: how many, and those that differ."""
        both = [what for what in signs[BASE] if clear[BASE, what] and clear[name, what]]
        other = [what for what in both if clear[BASE, what] != clear[name, what]]
        return {
            "name": name,
            "both": len(both),
            "other": [
                f"{words} ({variant}): {self.number(signs[BASE][words, variant], words)} as it is, "
                f"{self.number(signs[name][words, variant], words)} here"
                for words, variant in other
            ],
        }

    @staticmethod
    def number(estimate, words):
        """A difference with its interval, as its headline is written."""
        (row,) = [row for row in HEADLINES.values() if row[0] in words]
        _, factor, digits, _ = row
        value, low, high = (factor * x for x in (estimate.mean, estimate.low, estimate.high))
        return f"{value:+.{digits + 1}f} [{low:+.{digits + 1}f}, {high:+.{digits + 1}f}]"
