"""docs/dynamics.md from the studies' files: what each dynamic does, and whether it feeds itself."""

import json
import sys

import numpy as np

VARIANTS = ("standardisation", "policy-categories", "hardship-clauses", "standard-maatwerk")
WITH_ROOM = VARIANTS[2:]
DRAWINGS = ("scale", "factor")
YEARS = ("first_year", "last_year")
WINDOW_WORDS = {"first_year": "first year", "last_year": "last year", "all": "all months"}
NOTHING = "–"
DYNAMICS = {  # the parameter loops.NAME: who
    "see_difference": "citizens",
    "seek_shelter": "workers",
    "pile_preconditions": "managers",
    "risk_rule_reflex": "administrators",
}


class Studies:
    """The studies' files of a folder, by name."""

    def __init__(self, folder):
        self.folder = folder

    def __getitem__(self, name):
        return json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))

    def declared(self, name):
        """A file of hypotheses at the defaults, and over draws by each drawing."""
        at_defaults = self[name]
        draws = {drawing: self[f"draws-{name}-{drawing}"] for drawing in DRAWINGS}
        if any(study["sha256"] != at_defaults["sha256"] for study in draws.values()):
            sys.exit(f"docs/measure: the studies of {name} are of different texts. Run them again.")
        return at_defaults, draws


def page(template, studies, loops_command, mechanisms, before, comparisons):
    """The page, from its template, the studies, what mechanisms do, or None, the model before
    them, and what comparisons say by name, or None."""
    loops = studies["loops"]
    declared, draws = studies.declared("gain")
    return template.render(
        loops_command=loops_command,
        mechanisms=mechanisms,
        version_before=before[0],
        before=before[1],
        **comparisons,
        variants=VARIANTS,
        gains=by_variant(loops["gains"], "without_effect", gain_cell),
        pulses=by_variant(loops["pulses"], "dynamic", pulse_cell),
        put_in={row["dynamic"]: row["put_in"] for row in loops["pulses"]},
        least=loops["least_gain"],
        windows=[WINDOW_WORDS[window] for window in declared["windows"]],
        columns=[f"{WINDOW_WORDS[year]}, by {way}" for year in YEARS for way in DRAWINGS],
        gain_claims=claims(declared, draws),
        dynamics_claims=claims(*studies.declared("dynamics")),
        done={drawing: study["draws"]["done"] for drawing, study in draws.items()},
        left=[
            (f"{variant}, by {drawing}", tailoring_left(study, variant))
            for variant in VARIANTS
            for drawing, study in draws.items()
        ],
    )


def by_variant(rows, key, cell):
    """Rows of a table: what each is of, its response, and a cell a variant."""
    table = {}
    for row in rows:
        table.setdefault((row[key], row["response"]), {})[row["scenario"]] = cell(row)
    return [(*name, [cells.get(variant, NOTHING) for variant in VARIANTS]) for name, cells in table.items()]


def gain_cell(row):
    """The gain in per cent of the response without effect, and its word."""
    ratio = row["ratio"]
    numbers = [ratio[end] for end in ("value", "ci_low", "ci_high")]
    if any(number is None for number in numbers):
        return row["verdict"]
    value, low, high = (100 * (number - 1) for number in numbers)
    return f"{value:+.0f} % [{low:+.0f}, {high:+.0f}] {row['verdict']}"


def pulse_cell(row):
    """What followed for each response put in."""
    found = row["followed_by"]
    if found["mean"] is None or found["ci_low"] is None:
        return NOTHING
    return f"{found['mean']:+.2f} [{found['ci_low']:+.2f}, {found['ci_high']:+.2f}]"


def claims(at_defaults, draws):
    """Each claim: its verdicts at the defaults, and in which share of draws it holds, and goes the
    declared way: by year, and within it by drawing."""
    rows = []
    for one in at_defaults["hypotheses"]:
        over = [
            hypothesis(draws[drawing], one["name"])["windows"][year]
            for year in YEARS
            for drawing in DRAWINGS
        ]
        rows.append(
            {
                "name": one["name"],
                "text": one["text_en"],
                "verdicts": [judged["verdict"] for judged in one["windows"].values()],
                "holds": [share_cell(window, "") for window in over],
                "way": [share_cell(window, "declared_way_") for window in over],
            }
        )
    return rows


def hypothesis(study, name):
    """The hypothesis of this name."""
    (found,) = [one for one in study["hypotheses"] if one["name"] == name]
    return found


def share_cell(window, of):
    """A share of draws with its interval."""
    share, low, high = (window[of + end] for end in ("share", "ci_low", "ci_high"))
    return NOTHING if share is None else f"{100 * share:.0f} % [{100 * low:.0f}, {100 * high:.0f}]"


def tailoring_left(study, variant):
    """Medians over draws of the share tailored in the first and last year, and of their ratio with
    its quartiles; draws in which nothing was tailored at first have none."""
    (row,) = [
        row
        for row in study["report"]
        if (row["metric"], row["scenario"]) == ("tailored", variant)
    ]
    first, last = (np.array(row["windows"][year]["values"], dtype=float) for year in YEARS)
    ratio = (last / np.where(first > 0, first, np.nan))[first > 0]
    cells = [f"{100 * np.nanmedian(values):.1f} %" for values in (first, last)]
    if not ratio.size:
        return [*cells, NOTHING]
    low, middle, high = 100 * np.nanquantile(ratio, (0.25, 0.5, 0.75))
    return [*cells, f"{middle:.0f} % [{low:.0f}, {high:.0f}]"]
