"""How well scenarios/calibrated.toml does: the two figures it was fitted to, and two that were only looked at.

    python3 -m analysis.validation.calibrated --program build/release/models/maatwerk

Fitted, by `maatwerk calibrate`: under standardisation with all loops cut 2.6 to 3.0 % of decisions objected to (UWV 2014,
2015) and 23 % of objections upheld (UWV 2015). Not fitted: the margin of judgement under standard maatwerk in the first
year (15 to 30 %), and the growth of the stock of measures under standardisation in years 21 to 30 (1 to 3 % a year).
Prints the rows of the table in the model's ODD, section 1.
"""

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

import h5py

from .. import statistics

STANDARDISATION = {"policy.group_tailoring": 0, "policy.individual_tailoring": 0}
STANDARD_MAATWERK = {"policy.group_tailoring": 100, "policy.individual_tailoring": 100}
LOOPS = ("see_difference", "seek_shelter", "pile_preconditions", "risk_rule_reflex")
LOOPS_CUT = {f"loops.{name}": "false" for name in LOOPS}
REPLICATES = 20
FIGURES = {
    "complaints": ("decisions objected to, standardisation, loops cut", "2.6 to 3.0 %"),
    "upheld": ("objections upheld, the same", "23 %"),
    "margin": ("`margin`, standard-maatwerk, first year", "15 to 30 %"),
    "growth": ("growth of measures a year, standardisation, years 21 to 30", "1 to 3 %"),
}


class Simulator:
    """Runs the program on a scenario; gives means with intervals by metric."""

    def __init__(self, program, scenario):
        self.program, self.scenario = program, scenario

    def run(self, settings, *arguments):
        """What a run of these settings prints."""
        sets = [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]
        command = [self.program, "run", self.scenario, "-q", "-n", str(REPLICATES), *arguments, *sets]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def first_year(self, settings, metric):
        """(mean, low, high) of a metric in the first year."""
        report = json.loads(self.run(settings, "--months", "24", "--json"))
        (row,) = (row for row in report["summary"] if (row["metric"], row["window"]) == (metric, "first_year"))
        return row["mean"], row["ci_low"], row["ci_high"]

    def growth(self, settings):
        """Growth a year of the stock of measures in years 21 to 30, with its 95 % interval."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "long.h5"
            self.run(settings, "--months", "360", "-o", str(path))
            with h5py.File(path) as file:
                stock = file["measures"][:]
        early, late = stock[:, 228:240].mean(axis=1), stock[:, 348:360].mean(axis=1)
        found = statistics.mean_interval((late / early) ** (1 / 10) - 1)
        return found.mean, found.low, found.high

    def figures(self):
        """All four, by name."""
        cut = {**STANDARDISATION, **LOOPS_CUT}
        return {
            "complaints": self.first_year(cut, "complaints"),
            "upheld": self.first_year(cut, "upheld"),
            "margin": self.first_year(STANDARD_MAATWERK, "margin"),
            "growth": self.growth(STANDARDISATION),
        }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default="build/release/models/maatwerk")
    program = parser.parse_args().program
    found = [Simulator(program, scenario).figures() for scenario in ("municipality", "calibrated")]
    for name, (label, target) in FIGURES.items():
        cells = ["{:.2f} % [{:.2f}, {:.2f}]".format(*(100 * number for number in one[name])) for one in found]
        print(f"| {label} | {target} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
