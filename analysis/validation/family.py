"""Draws the genealogy of the rules: each measure of one administration, with the one that led to it.

    python3 -m analysis.validation.family FILE --scenario NAME --run 0 --office 0 -o family.png

FILE is a result file of run or compare with a /genealogy (docs/file-format.md). A line is a measure,
from the month it acts to its end or the end of the run, its dot the month it was announced; a curve
leads from the parent, the measure that supplied most of the signal that caused the birth.
"""

import argparse
import sys

import h5py
import numpy as np

COLOURS = ("#d55e00", "#cc79a7", "#0072b2", "#009e73")  # by kind: Okabe and Ito


def read_family(path, scenario, replicate, office):
    """Columns of the measures of one administration in one run, in order of announcement.

    :returns: columns by name, names of kinds, names of causes, months of the run
    :raises ValueError: if the file has no such scenario, replicate or office
    """
    with h5py.File(path) as file:
        names = [name.decode() if isinstance(name, bytes) else name for name in file["scenario_name"][:]]
        if scenario not in names:
            raise ValueError(f"--scenario {scenario} (not in {path}). Choose from {', '.join(names)}")
        of_run = (file["scenario"][:] == names.index(scenario)) & (file["replicate"][:] == replicate)
        runs = np.flatnonzero(of_run)
        if len(runs) == 0:
            raise ValueError(f"--run {replicate} (no such replicate in {path})")
        group = file["genealogy"]
        here = (group["run_id"][:] == runs[0]) & (group["office_id"][:] == office)
        columns = {name: data[:][here] for name, data in group.items() if data.shape == here.shape}
        words = [str(group[name].attrs["flag_meanings"]).split() for name in ("kind", "cause")]
        return columns, words[0], words[1], file["month"].shape[0]


def draw(columns, kinds, causes, months, title, path):
    """One picture of a family; measures from top to bottom in order of announcement."""
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

    count = len(columns["kind"])
    row_of = {number: row for row, number in enumerate(columns["measure_id"])}
    figure = Figure(figsize=(9, 1.6 + 0.28 * max(count, 4)), layout="constrained")
    axis = figure.subplots()
    for row in range(count):
        colour = COLOURS[columns["kind"][row]]
        start, end = columns["month_effective"][row], columns["month_ended"][row] or months
        announced, parent = columns["month_announced"][row], columns["parent"][row]
        axis.plot(announced, row, "o", color=colour, ms=5)
        if start < end:
            axis.plot([start, min(end, months)], [row, row], color=colour, lw=4, solid_capstyle="butt")
        axis.text(months + 1, row, causes[columns["cause"][row]], va="center", fontsize=7)
        if parent >= 0:
            bend = {"arrowstyle": "->", "color": "#555555", "connectionstyle": "arc3,rad=0.25"}
            axis.annotate("", (announced, row), (announced, row_of[parent]), arrowprops=bend)
    handles = [Line2D([], [], color=COLOURS[k], lw=4, label=kind) for k, kind in enumerate(kinds)]
    axis.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1), ncols=4, frameon=False)
    descended = int(np.sum(columns["parent"] >= 0))
    figure.suptitle(f"{title}: {count} measures, {descended} from earlier ones", fontsize=10)
    axis.set_xlim(0, months)
    axis.set_ylim(count - 0.5, -0.5)
    axis.set_yticks([])
    axis.set_xlabel("month")
    axis.spines[["top", "left", "right"]].set_visible(False)
    figure.savefig(path, dpi=150)


def main(arguments=None):
    """Runs the program; gives its exit status: 0 done, 2 usage."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--scenario", required=True)
    parser.add_argument("--run", type=int, default=0, help="replicate (default: 0)")
    parser.add_argument("--office", type=int, default=0, help="-1: one administration for all")
    parser.add_argument("-o", "--output", required=True, metavar="PNG")
    options = parser.parse_args(arguments)
    try:
        family = read_family(options.file, options.scenario, options.run, options.office)
    except ValueError as problem:
        print(f"{problem}.", file=sys.stderr)
        return 2
    draw(*family, f"{options.scenario}, office {options.office}", options.output)
    print(options.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
