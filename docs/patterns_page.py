"""docs/patterns.md from docs/patterns.toml, hypotheses/patterns.toml and their studies."""

import json
import math
import sys
import tomllib

from dynamics_page import NOTHING, WINDOW_WORDS

from analysis import verdicts
from analysis.validation import patterns

FEW = 5  # parts that a row of the table names one by one
HYPOTHESES = "hypotheses"
YEARS = [f"{month}-{month + 11}" for month in range(25, 120, 12)]
SWING = {  # what the pendulum moves: words, digits
    "salience_harshness": ("salience of harshness", 2),
    "moral_sensitivity": ("moral sensitivity", 4),
    "room": ("room", 4),
    "tailored": ("tailored", 4),
    "restrictions": ("restrictions in force", 2),
    "measures": ("measures in force", 2),
}


class Patterns:
    """The studies and claims, in a folder of their own."""

    def __init__(self, root, folder):
        self.folder = folder
        self.document = tomllib.loads((root / "docs" / "patterns.toml").read_text(encoding="utf-8"))
        patterns.check(self.document)

    def run(self, run, keep):
        """Runs every study, or with `keep` those that are not there.

        `run` gives what a command of the program prints.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        for study in self.document["study"]:
            path = self.folder / f"{study['name']}.h5"
            if not (keep and path.exists()):
                run([*command(study), "-o", str(path), "--deterministic", "--force", "-q"])
        path = self.folder / f"{HYPOTHESES}.json"
        if not (keep and path.exists()):
            path.write_text(run([HYPOTHESES, "patterns", "--json"]), encoding="utf-8")

    def page(self, template):
        """The page, from its template and the studies."""
        missing = [
            study["name"]
            for study in self.document["study"]
            if not (self.folder / f"{study['name']}.h5").exists()
        ]
        if missing:
            sys.exit(f"docs/measure: no studies {', '.join(missing)}. Run with --patterns first.")
        judged = patterns.judge(self.document, self.folder)
        between = json.loads((self.folder / f"{HYPOTHESES}.json").read_text(encoding="utf-8"))
        return template.render(
            studies=[
                {"name": study["name"], "command": " ".join(command(study))}
                for study in self.document["study"]
            ],
            judged=judged,
            family=sum(len(claim.parts) for _, claims in judged for claim in claims),
            rows=[
                (pattern["name"], claim.declared["name"], claim.word, estimates(claim))
                for pattern, claims in judged
                for claim in claims
            ],
            size=size,
            between=[between_row(one) for one in between["hypotheses"]],
            windows=[WINDOW_WORDS[window] for window in between["windows"]],
            years=YEARS,
            swing=self.swing(),
            policies=self.study("pendulum")["points"],
            ridge=ridge_rows(judged),
        )

    def study(self, name):
        """The study of this name."""
        (found,) = [study for study in self.document["study"] if study["name"] == name]
        return found

    def swing(self):
        """Affair less none by year, at each policy: {policy: rows of words and cells}."""
        rows = {}
        for metric, (words, digits) in SWING.items():
            by_year = []
            for year in YEARS:
                claim = {
                    "terms": [f"+ pendulum as-is {metric}", f"- pendulum-calm as-is {metric}"],
                    "window": year,
                }
                studies = {study["name"]: study for study in self.document["study"]}
                by_year.append(list(patterns.values_of(claim, studies, self.folder)))
            for parts in zip(*by_year):
                cells = [mean_cell(values, digits) for _, values, _ in parts]
                rows.setdefault(parts[0][0], []).append((words, cells))
        return rows


def command(study):
    """What runs a study, as on the command line."""
    return [*study["run"].split(), "--seed", str(study["seed"])]


def mean_cell(values, digits):
    """A mean, in bold if its plain interval is clear of 0."""
    estimate = patterns.mean_interval(values)
    words = f"{estimate.mean:+.{digits}f}"
    return f"**{words}**" if estimate.direction else words


def estimates(claim):
    """The parts of a claim in words, or the two ends where there are many."""
    parts = claim.parts
    digits = digits_of(min((part.smallest_effect for part in parts), default=0))
    if len(parts) <= FEW:
        return "; ".join(part_cell(part, digits) for part in parts)
    held = [part for part in parts if part.holds]
    ordered = sorted(parts, key=lambda part: part.estimate.mean)
    ends = f"from {part_cell(ordered[0], digits)} to {part_cell(ordered[-1], digits)}"
    named = f": {', '.join(part.label for part in held)}" if 0 < len(held) <= FEW else ""
    return f"{len(held)} of {len(parts)}{named}; {ends}"


def part_cell(part, digits):
    """A part's estimate with its interval, and its verdict where it does not hold."""
    mean, low, high = (
        f"{number + 0.0:.{digits}f}" if math.isfinite(number) else NOTHING
        for number in (part.estimate.mean, part.estimate.low, part.estimate.high)
    )
    label = f"{part.label}: " if part.label else ""
    doubt = "" if part.holds else f" ({doubt_of(part)})"
    return f"{label}{mean} [{low}, {high}]{doubt}"


def doubt_of(part):
    """Why a part does not hold."""
    if part.answer.verdict == verdicts.SUPPORTED:
        return "too far"  # from a number it should be near
    return part.answer.verdict


def digits_of(smallest):
    """Digits that show a tenth of what matters."""
    return 3 if smallest <= 0 else max(2, 1 - math.floor(math.log10(smallest)))


def size(claim):
    """What matters, as declared."""
    side = "above" if claim["direction"] == "more" else "below"
    limit = f"{side} {claim['limit']:g}" if "limit" in claim else ""
    if claim["direction"] == patterns.NEAR:
        return f"{claim['limit']:g} ± {claim['smallest_effect']:g}"
    if "smallest_effect_relative" in claim:
        share = 100 * claim["smallest_effect_relative"]
        return f"{share:g} %, at least {claim['smallest_effect_floor']:g}"
    if "smallest_effect" in claim:
        return f"{claim['smallest_effect']:g} {limit}".strip()
    return limit or "any at all"


def between_row(one):
    """A claim between variants: its name, and verdict and weakest part of each window."""
    cells = []
    for judged in one["windows"].values():
        part = judged["parts"][judged["weakest"]]
        numbers = [part[key] for key in ("difference", "ci_low", "ci_high")]
        words = NOTHING
        if all(number is not None for number in numbers):
            words = "{:+.3f} [{:.3f}, {:.3f}]".format(*numbers)
        cells.append(f"{judged['verdict']}, {words}")
    return one["group"], one["name"], one["text_en"], cells


def ridge_rows(judged):
    """Of each place of the ridge's design: where hardship is least, and how it is at full room."""
    found = [claim for _, claims in judged for claim in claims]
    (claim,) = [claim for claim in found if claim.declared.get("statistic") == "ridge"]
    places = {}
    for part in claim.parts:
        place, _, level = part.label.rpartition(": ")
        places.setdefault(place, []).append((level, part))
    rows = []
    for place, parts in places.items():
        level, best = max(parts, key=lambda row: row[1].estimate.mean)
        zero = next(part for level, part in parts if level == "0")
        full = best.estimate.mean <= 0
        least = "100" if full else f"{level}{' (clear)' if best.holds else ''}"
        rows.append((*place.split(", "), least, part_cell(best, 4), f"{zero.estimate.mean:+.4f}"))
    return rows
