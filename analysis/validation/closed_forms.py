"""Holds the model against formulas that theory gives for parts of it, and draws both.

    python3 -m analysis.validation.closed_forms --program build/release/models/maatwerk -o out/closed-forms

Runs the experiments of scenarios/experiments/verification that the folder has no results of yet,
and draws a panel for each formula: simulated means with 95 % intervals over runs, and the curve.
The curves know nothing of the runs and fit nothing to them. docs/verification.md has the formulas.

Exit code 1 if a point lies further from its curve than a correct program's would in one of 1,000
figures; one in twenty lies outside its 95 % interval by luck alone. Points of a panel share their
luck, so they lie beside their curves together.
"""

import argparse
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.figure import Figure
from scipy import optimize, stats

from .. import style
from ..errors import FileError
from ..figures import sheet
from ..results import OK, load, text
from ..statistics import YEAR, mean_interval, t_quantile

EXPERIMENTS = Path(__file__).parents[2] / "scenarios" / "experiments" / "verification"
FALSE_ALARM = 1e-3  # of a whole figure of a correct program
COLOURS = ("#0072B2", "#D55E00", "#009E73")  # Okabe and Ito (2008)
MARKERS = ("o", "s", "D")
WIDTH = 11.5  # inch

# What the experiments set or leave as it is; formulas need it.
WISH_RATE = 0.05  # a month
FITTING_QUANTILE = 0.9
LIFE_SITUATIONS = 16
INCIDENT = 0.04
INCIDENT_DECAY = 0.7
WEIGHT_INCIDENTS = 0.25
NORM_START, NORM_SPREAD, NORM_RATE, NORM_BLAME = 0.5, 0.2, 0.05, 0.3
CROWDING, BLAME = 6.0, 0.05
TAKE_UP = 1 / (1 + np.exp(-8))  # of the load that hours are made for
# Of 10,000 citizens under one rule: a tenth of those who wish is underserved.
INCIDENTS_ALONE = 10_000 * WISH_RATE * (1 - FITTING_QUANTILE) * INCIDENT


@dataclass(frozen=True)
class Line:
    """A curve, float[x] from `theory(x)`, and means over runs at some x."""

    label: str
    theory: object
    x: np.ndarray
    estimates: list


@dataclass(frozen=True)
class Panel:
    """One formula: what is on its axes, and its lines."""

    title: str
    formula: str
    x_label: str
    y_label: str
    lines: list
    log: bool = False
    bottom: float = 0.0


class Runs:
    """Monthly values of a sweep over one factor, by scenario and value of the factor."""

    def __init__(self, path):
        self.path = path
        self.factor, self.keys, self.metrics = load(path, self._read)

    @staticmethod
    def _read(_, file):
        done = file["status"][:] == OK
        names = np.array([text(name) for name in file["scenario_name"][:]])[done]
        factor = text(file["design/factor"][0])
        values = file["design/value"][:, 0][file["design_point"][:]][done]
        metrics = {
            name: data[:][done].astype(float)
            for name, data in file.items()
            if getattr(data, "ndim", 0) == 2 and len(data) == len(done)
        }
        return factor, list(zip(names, values)), metrics

    def scenarios(self):
        """Names of scenarios, in order of the file."""
        return list(dict.fromkeys(name for name, _ in self.keys))

    def values(self):
        """Values of the factor, rising: float[point]."""
        return np.array(sorted({float(value) for _, value in self.keys}))

    def series(self, scenario, value, metric):
        """Monthly values of the runs at a point: float[run][month]."""
        return self.metrics[metric][[key == (scenario, value) for key in self.keys]]

    def line(self, label, scenario, theory, sample, place=None):
        """A line over all values of the factor.

        :param sample: (runs, scenario, value) to one number a run
        :param place: value of the factor to a place on the x axis
        """
        estimates = [mean_interval(sample(self, scenario, value)) for value in self.values()]
        x = np.array([value if place is None else place(value) for value in self.values()])
        return Line(label, theory, x, estimates)


def whole_mean(metric):
    """A sample of means over all months."""
    return lambda runs, scenario, value: runs.series(scenario, value, metric).mean(axis=1)


def last_decade_mean(metric):
    """A sample of means over the last ten years, when what began empty is long forgotten."""
    months = slice(-10 * YEAR, None)
    return lambda runs, scenario, value: runs.series(scenario, value, metric)[:, months].mean(axis=1)


def mean_waiting(runs, scenario, value):
    """A sample of months waited by a decision, all months together."""
    waiting, decisions = (runs.series(scenario, value, name) for name in ("waiting", "decisions"))
    return np.sum(waiting * decisions, axis=1) / np.sum(decisions, axis=1)


@cache
def underserved_share(group_share, draws=400):
    """Share of decisions that a rule at each life situation's mean leaves underserved.

    The threshold h solves mean_g Phi((h - m_g)/sd) = fitting quantile, sd^2 = 1 - group share; then
    1 - Phi(h/sd) is left, in expectation over the means m_g, which have exactly the variance.
    """
    random = np.random.default_rng(1)
    means = random.standard_normal((draws, LIFE_SITUATIONS))
    means -= means.mean(axis=1, keepdims=True)
    means *= np.sqrt(group_share) / means.std(axis=1, keepdims=True)
    sd = np.sqrt(1 - group_share)

    def beyond(group_means):
        fits = optimize.brentq(
            lambda h: stats.norm.cdf((h - group_means) / sd).mean() - FITTING_QUANTILE, -5, 10
        )
        return stats.norm.sf(fits / sd)

    return float(np.mean([beyond(row) for row in means]))


@cache
def queue_waiting(citizens, probability, capacity, most=200):
    """Load and mean months of waiting of a worker's queue, by Little's law.

    Of n pending cases next month has max(0, n + binomial(citizens - n, probability) - capacity);
    more than `most` are as good as never pending.
    """
    states = np.arange(min(citizens - capacity, most) + 1)
    filed = np.arange(citizens + 1)
    chain = np.zeros((len(states), len(states)))
    for n in states:
        mass = stats.binom.pmf(filed, citizens - n, probability)
        np.add.at(chain[n], np.clip(n + filed - capacity, 0, states[-1]), mass)
    balance = chain.T - np.eye(len(states))
    balance[-1] = 1.0  # one equation too many; shares add up to 1
    share = np.linalg.solve(balance, np.append(np.zeros(len(states) - 1), 1.0))
    pending = share @ states
    arrivals = probability * (citizens - pending)
    return arrivals / capacity, pending / arrivals


def born_over_ended(birth, end):
    """Mean number where births come with one hazard and each ends with another, month by month."""
    return (1 - np.exp(-birth)) / (1 - np.exp(-end))


def preconditions_at_rest(requests, drop, most=100):
    """Mean of a chain that moves by one at most: detailed balance gives its distribution."""
    p = np.arange(most + 1)
    born = 1 - np.exp(-requests / (1 + p / CROWDING))
    dropped = 1 - np.exp(-drop * p)
    up, down = born[:-1] * (1 - dropped[:-1]), dropped[1:] * (1 - born[1:])
    weights = np.cumprod(np.append(1.0, up / down))
    return float(p @ weights / weights.sum())


def norm_after(months, blame):
    """Mean norm of workers who are pulled half by their team and half to where they started.

    Their mean m moves by rate (m_0/2 - m/2 + pull x blame) a month (Friedkin & Johnsen 1990).
    """
    start = NORM_START * np.exp(NORM_SPREAD**2 / 2)
    return start + 2 * NORM_BLAME * blame * (1 - (1 - NORM_RATE / 2) ** np.asarray(months))


def each(function):
    """A function of numbers, of arrays."""
    return lambda x: np.array([function(float(value)) for value in np.atleast_1d(x)])


def fit_panels(folder):
    runs = Runs(folder / "theory-fit.h5")
    alike, apart = "one rule", "a rule for each life situation"
    shares = [
        runs.line(alike, alike, each(lambda s: 1 - FITTING_QUANTILE), whole_mean("underserved")),
        runs.line(apart, apart, each(underserved_share), whole_mean("underserved")),
    ]
    # Of one rule the audit's signal is all variance, 1; of many what life situations leave.
    variances = [
        runs.line(alike, alike, each(lambda s: 1.0), whole_mean("salience_drift")),
        runs.line(apart, apart, each(lambda s: 1 - s), whole_mean("salience_drift")),
    ]
    return [
        Panel("Underserved", r"mean of $1-\Phi((h-m_g+y_g)/\sqrt{1-s})$",
              "share $s$ of need from life situation", "share of decisions", shares),
        Panel("Variance of misfit", "$1-s$ where each life situation has its rule",
              "share $s$ of need from life situation", "variance [sd² of need]", variances),
    ]  # fmt: skip


def queue_panel(folder):
    runs = Runs(folder / "theory-queue.h5")
    lines = []
    for scenario in runs.scenarios():
        citizens = int(scenario)
        mean_load = citizens * WISH_RATE * TAKE_UP

        def capacity_of(margin, mean_load=mean_load):
            return int(np.ceil(margin * mean_load))

        least, most = (capacity_of(margin) for margin in runs.values()[[0, -1]])
        falling = range(most, least - 1, -1)  # so that loads rise
        loads, waits = np.array([queue_waiting(citizens, WISH_RATE, c) for c in falling]).T
        lines.append(
            runs.line(
                f"{citizens} citizens a worker", scenario,
                lambda x, loads=loads, waits=waits: np.exp(np.interp(x, loads, np.log(waits))),
                mean_waiting,
                lambda margin, n=citizens, c=capacity_of: queue_waiting(n, WISH_RATE, c(margin))[0],
            )
        )  # fmt: skip
    return Panel("Waiting in a queue", "$N' = \\max(0, N + A - c)$, Little's law",
                 "load $E(A)/c$", "mean waiting [month]", lines, log=True)  # fmt: skip


def salience_panel(folder):
    signal = WEIGHT_INCIDENTS * INCIDENTS_ALONE
    line = Runs(folder / "theory-salience.h5").line(
        "", "incidents", lambda decay: signal / (1 - decay), whole_mean("salience_harshness")
    )
    return Panel("Salience of harshness", r"AR(1): signal$\,/\,(1-\rho)$",
                 "decay $\\rho$ of salience a month", "mean salience", [line])  # fmt: skip


def measures_panel(folder):
    runs = Runs(folder / "theory-measures.h5")
    lines = [
        runs.line(f"birth hazard {name}", name,
                  lambda end, birth=float(name): born_over_ended(birth, end),
                  last_decade_mean("measures"))
        for name in runs.scenarios()
    ]  # fmt: skip
    return Panel("Measures in force", r"$(1-e^{-b})/(1-e^{-r})$",
                 "hazard $r$ of repeal [1/month]", "measures an office", lines)  # fmt: skip


def preconditions_panel(folder):
    runs = Runs(folder / "theory-preconditions.h5")
    lines = []
    for name in runs.scenarios():
        requests = float(name) * BLAME
        theory = each(lambda drop, asked=requests: preconditions_at_rest(asked, drop))
        lines.append(runs.line(f"birth hazard {requests:g}", name, theory,
                               last_decade_mean("preconditions")))  # fmt: skip
    return Panel("Preconditions", "detailed balance, births crowded out",
                 "hazard of a drop, each [1/month]", "preconditions a team", lines)  # fmt: skip


def incidents_panel(folder):
    def branching(excitement):
        return INCIDENTS_ALONE * excitement / (1 - INCIDENT_DECAY)

    line = Runs(folder / "theory-incidents.h5").line(
        "", "incidents", lambda n: INCIDENTS_ALONE / (1 - n), whole_mean("incidents"), branching
    )
    return Panel("Incidents that excite incidents", r"Hawkes: $\mu/(1-n)$",
                 "branching number $n$", "incidents a month\nper 10,000 citizens", [line])  # fmt: skip


def norm_panel(folder, at=(1, 12, 24, 36, 48, 60, 72, 84, 96, 108, 120)):
    runs = Runs(folder / "theory-norm.h5")
    lines = []
    for blame in runs.values():
        series = runs.series("norm", blame, "norm")
        estimates = [mean_interval(series[:, month - 1]) for month in at]
        lines.append(Line(rf"blame $\beta$ = {blame:g}", lambda t, b=blame: norm_after(t, b),
                          np.array(at, dtype=float), estimates))  # fmt: skip
    return Panel("Norm of workers", r"Friedkin–Johnsen: $m_0+0.6\beta(1-0.975^t)$",
                 "month $t$", "mean norm [sd of need]", lines, bottom=0.35)  # fmt: skip


def all_panels(folder):
    """The panels of a folder of results."""
    return [
        *fit_panels(folder), queue_panel(folder), salience_panel(folder), measures_panel(folder),
        preconditions_panel(folder), incidents_panel(folder), norm_panel(folder),
    ]  # fmt: skip


def deviations(line):
    """Of each point, the distance of its mean from the curve in standard errors."""
    expected = np.atleast_1d(line.theory(line.x))
    return np.array([(e.mean - y) * np.sqrt(e.n) / e.sd for e, y in zip(line.estimates, expected)])


def outside(line):
    """Of each point, whether its 95 % interval leaves out the curve: bool[point]."""
    expected = np.atleast_1d(line.theory(line.x))
    return np.array([not e.low <= y <= e.high for e, y in zip(line.estimates, expected)])


def draw_panel(axis, strip, panel):
    """Curves with points and their intervals; below, how far points lie from the curves."""
    for line, colour, marker in zip(panel.lines, COLOURS, MARKERS):
        x = np.linspace(line.x.min(), line.x.max(), 41)  # a multiple of the points' steps
        axis.plot(x, np.broadcast_to(line.theory(x), x.shape), color=colour, lw=1.4, zorder=2)
        scores = deviations(line)
        for place, estimate, score, beside in zip(line.x, line.estimates, scores, outside(line)):
            error = [[estimate.mean - estimate.low], [estimate.high - estimate.mean]]
            look = {"fmt": marker, "color": colour, "mfc": "white" if beside else colour}
            axis.errorbar(place, estimate.mean, error, ms=4.5, mew=1.2, capsize=3, elinewidth=1.2,
                          zorder=3, **look)  # fmt: skip
            strip.errorbar(place, score, ms=4, mew=1.1, zorder=3, **look)
        if line.label:
            axis.plot([], [], color=colour, marker=marker, ms=4.5, lw=1.4, label=line.label)
    if len(panel.lines) > 1:
        axis.legend(fontsize=7.5, frameon=False, handlelength=1.6, borderaxespad=0.2)
    if panel.log:
        axis.set_yscale("log")
    else:
        axis.set_ylim(bottom=panel.bottom)
    axis.set_title(panel.title, fontsize=10, loc="left", fontweight="bold", pad=17)
    axis.text(0, 1.03, panel.formula, transform=axis.transAxes, fontsize=8, color=style.MUTED)
    axis.set_ylabel(panel.y_label)
    axis.tick_params(labelbottom=False)
    band = t_quantile(panel.lines[0].estimates[0].n - 1)
    strip.axhspan(-band, band, color=style.GRID, lw=0)
    strip.axhline(0, color=style.INK, lw=0.8)
    reach = max(4.5, *(np.abs(deviations(line)).max() + 0.5 for line in panel.lines))
    strip.set_ylim(-reach, reach)
    strip.set_yticks([-3, 0, 3])
    strip.grid(False)
    strip.set_xlabel(panel.x_label)


def draw(panels, path):
    """Small multiples, with a sentence about how many intervals leave out their curve."""
    found = np.concatenate([outside(line) for panel in panels for line in panel.lines])
    with matplotlib.rc_context(style.RC):
        figure = Figure(figsize=(WIDTH, 7.4), layout="constrained")
        figure.get_layout_engine().set(h_pad=0.04, w_pad=0.06)
        axes = figure.subplots(5, 4, height_ratios=(3, 1, 0.12, 3, 1))
        for k, panel in enumerate(panels):
            row, column = 3 * (k // 4), k % 4
            axes[row + 1][column].sharex(axes[row][column])
            draw_panel(axes[row][column], axes[row + 1][column], panel)
            if column == 0:
                axes[row + 1][column].set_ylabel("distance\n[s.e.]")
        for empty in axes[2]:
            empty.set_axis_off()
        runs = panels[0].lines[0].estimates[0].n
        figure.suptitle("The model where theory can solve it", fontsize=14, fontweight="bold",
                        x=0.01, ha="left")  # fmt: skip
        caption = (
            f"Lines: theory, nothing fitted. Points: means of {runs} runs with 95 % intervals, most of them smaller "
            "than the point. Strips: mean less theory, in standard errors of the mean; by luck alone 95 % of points "
            "lie in the grey band, and points of a panel share their luck. Hollow points, whose interval leaves out "
            f"the line: {found.sum()} of {len(found)}."
        )
        figure.supxlabel(sheet.wrap(caption, WIDTH * 72 / 8.5), fontsize=8.5, color=style.MUTED, x=0.01,
                         ha="left")  # fmt: skip
        path.write_bytes(style.image(figure, path.suffix[1:]))


def report(panels):
    """Prints each panel's largest distance, and what lies outside; returns whether all is well."""
    points = sum(len(line.x) for panel in panels for line in panel.lines)
    fine = True
    for panel in panels:
        largest = max(np.abs(deviations(line)).max() for line in panel.lines)
        number = sum(len(line.x) for line in panel.lines)
        print(f"{panel.title}: {number} points, at most {largest:.2f} standard errors from theory")
        for line in panel.lines:
            limit = stats.t.ppf(1 - FALSE_ALARM / (2 * points), line.estimates[0].n - 1)
            fine = fine and bool(np.all(np.abs(deviations(line)) < limit))
            for k in np.flatnonzero(outside(line)):
                estimate, expected = line.estimates[k], np.atleast_1d(line.theory(line.x))[k]
                print(
                    f"  {line.label or 'mean'} at {line.x[k]:.4g}: {estimate.mean:.4g} "
                    f"[{estimate.low:.4g}, {estimate.high:.4g}], theory {expected:.4g}"
                )
    print("as theory says" if fine else "NOT as theory says")
    return fine


def run_missing(program, folder):
    """Makes the results that the folder lacks."""
    for experiment in sorted(EXPERIMENTS.glob("*.toml")):
        result = folder / f"{experiment.stem}.h5"
        if not result.exists():
            command = [program, "sweep", experiment, "-q", "--resume", "-o", result]
            subprocess.run(command, check=True)


def main(arguments=None):
    """Runs the program; gives its exit status: 0 as theory says, 1 not so, else an error."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default="build/release/models/maatwerk")
    parser.add_argument("-o", "--output", default="out/closed-forms")
    options = parser.parse_args(arguments)
    folder = Path(options.output)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        run_missing(options.program, folder)
        panels = all_panels(folder)
    except FileError as problem:
        print(f"closed_forms: {problem}", file=sys.stderr)
        return problem.exit_status
    except (OSError, subprocess.CalledProcessError) as problem:
        message = f"closed_forms: {options.program} ({problem}). Name it with --program"
        print(message, file=sys.stderr)
        return 4
    draw(panels, folder / "closed-forms.png")
    fine = report(panels)
    print(f"wrote {folder / 'closed-forms.png'}")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
