"""Fits the two parameters that figures from outside can say something about, and says how well.

    python3 -m analysis.validation.calibrate --program build/release/models/maatwerk -o out/calibration

Targets are those of the model's section on patterns and nothing else: under standardisation with
all loops cut, 2.6 to 3.0 % of decisions objected to (UWV 2014, 2015) and 23 % of objections upheld
(UWV 2015). Two more figures are looked at and not fitted: the margin of judgement under standard
maatwerk in the first year (15 to 30 %), and the growth of the stock of measures under
standardisation in years 21 to 30 (1 to 3 % a year).
"""

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

import h5py
from scipy import stats

STANDARDISATION = {"policy.group_tailoring": 0, "policy.individual_tailoring": 0}
STANDARD_MAATWERK = {"policy.group_tailoring": 100, "policy.individual_tailoring": 100}
LOOPS = ("see_difference", "seek_shelter", "pile_preconditions", "risk_rule_reflex")
LOOPS_CUT = {f"loops.{name}": "false" for name in LOOPS}
REPLICATES = 20
# What is fitted: parameter, metric, target, the interval searched.
FITTED = (
    ("citizens.complaint_level", "complaints", 0.028, (-6.5, -4.0)),
    ("citizens.upheld_misfit", "upheld", 0.23, (0.0, 0.5)),
)
BANDS = (
    ("complaints", "decisions objected to", 0.026, 0.030),
    ("upheld", "objections upheld", 0.22, 0.24),
    ("margin", "margin of judgement", 0.15, 0.30),
    ("growth", "growth of measures a year", 0.01, 0.03),
)


class Simulator:
    """Runs the program on the reference case; gives means with intervals by metric."""

    def __init__(self, program, scenario="municipality"):
        self.program = program
        self.scenario = scenario

    def run(self, settings, *arguments):
        sets = [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]
        command = [self.program, "run", self.scenario, "-q", "-n", str(REPLICATES), *arguments]
        return subprocess.run([*command, *sets], check=True, capture_output=True, text=True).stdout

    def means(self, settings, months, window):
        report = json.loads(self.run(settings, "--months", str(months), "--json"))
        return {row["metric"]: row for row in report["summary"] if row["window"] == window}

    def growth(self, settings):
        """Growth a year of the stock of measures in years 21 to 30, with its 95 % interval."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "long.h5"
            self.run(settings, "--months", "360", "-o", str(path))
            with h5py.File(path) as file:
                stock = file["measures"][:]
        early, late = stock[:, 228:240].mean(axis=1), stock[:, 348:360].mean(axis=1)
        growth = (late / early) ** (1 / 10) - 1
        half = stats.t.ppf(0.975, len(growth) - 1) * stats.sem(growth)
        return {"mean": growth.mean(), "ci_low": growth.mean() - half, "ci_high": growth.mean() + half}


def bisect(wanted, low, high, metric_of, steps=9):
    """The value at which a rising metric reaches what is wanted, on common random numbers."""
    for _ in range(steps):
        middle = (low + high) / 2
        low, high = (middle, high) if metric_of(middle) < wanted else (low, middle)
    return (low + high) / 2


def fit(simulator):
    """Values of the fitted parameters; twice round, since corrections feed back on complaints."""
    values = {}
    for _ in range(2):
        for parameter, metric, wanted, (low, high) in FITTED:

            def metric_of(value, parameter=parameter, metric=metric):
                settings = {**STANDARDISATION, **LOOPS_CUT, **values, parameter: value}
                return simulator.means(settings, 60, "all")[metric]["mean"]

            values[parameter] = round(bisect(wanted, low, high, metric_of), 3)
    return values


def misfit(simulator, values):
    """Estimates of all four figures at these values."""
    cut = simulator.means({**STANDARDISATION, **LOOPS_CUT, **values}, 60, "all")
    full = simulator.means({**STANDARD_MAATWERK, **values}, 24, "first_year")
    return {
        "complaints": cut["complaints"],
        "upheld": cut["upheld"],
        "margin": full["margin"],
        "growth": simulator.growth({**STANDARDISATION, **values}),
    }


def draw(estimates, path):
    """Bands of the targets, and estimates at the defaults and at the fitted values."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 3.2), layout="constrained")
    axes = figure.subplots(1, len(BANDS))
    for axis, (name, label, low, high) in zip(axes, BANDS):
        axis.axhspan(100 * low, 100 * high, color="#bbbbbb", alpha=0.5, lw=0)
        for place, (who, found) in enumerate(estimates.items()):
            row = found[name]
            error = [[100 * (row["mean"] - row["ci_low"])], [100 * (row["ci_high"] - row["mean"])]]
            axis.errorbar(place, 100 * row["mean"], error, fmt="o", capsize=4,
                          color=("#0072b2", "#d55e00")[place])
        axis.set_xticks(range(len(estimates)), list(estimates))
        axis.set_xlim(-0.6, len(estimates) - 0.4)
        axis.set_ylim(bottom=0)
        axis.set_title(label, fontsize=10)
        axis.set_ylabel("%")
    figure.suptitle("Targets (grey) and model, 20 replicates, 95 % intervals; "
                    "the two on the right are not fitted", fontsize=10)
    figure.savefig(path, dpi=150)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default="build/release/models/maatwerk")
    parser.add_argument("-o", "--output", default="out/calibration")
    options = parser.parse_args()
    folder = Path(options.output)
    folder.mkdir(parents=True, exist_ok=True)
    simulator = Simulator(options.program)
    values = fit(simulator)
    estimates = {"default": misfit(simulator, {}), "fitted": misfit(simulator, values)}
    for parameter, value in values.items():
        print(f"{parameter} = {value:g}")
    for name, label, low, high in BANDS:
        for who, found in estimates.items():
            row = found[name]
            print(f"{label}, target {100 * low:.3g} to {100 * high:.3g} %, {who}: "
                  f"{100 * row['mean']:.2f} % [{100 * row['ci_low']:.2f}, {100 * row['ci_high']:.2f}]")
    draw(estimates, folder / "calibration.png")
    print(f"wrote {folder / 'calibration.png'}")


if __name__ == "__main__":
    main()
