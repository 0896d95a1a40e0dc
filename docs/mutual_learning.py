#!/usr/bin/python3
"""Draws the figures of March (1991) anew, each below what the paper says of it.

    docs/mutual_learning.py PROGRAM    writes docs/images/mutual-learning.png (a minute)
"""

import pathlib
import subprocess
import sys
import tempfile

import h5py
import matplotlib
import numpy as np

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
REPLICATES = 80
RATES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]


def knowledge(program, periods, **learning):
    """Knowledge of the code, float[replicate][period]."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "run.h5"
        settings = [f"--set=learning.{name}={value:g}" for name, value in learning.items()]
        length = ["-n", str(REPLICATES), "--months", str(periods)]
        call = [program, "run", "slow-socialisation", "-q", "-o", file, *length, *settings]
        subprocess.run(call, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        with h5py.File(file) as result:
            return result["code_knowledge"][:]


def last(program, periods, **learning):
    """Mean in the last period, and half its 95 % interval."""
    values = knowledge(program, periods, **learning)[:, -1]
    return values.mean(), 1.96 * values.std(ddof=1) / np.sqrt(len(values))


def draw_line(axis, places, estimates, label):
    means, halves = np.transpose(estimates)
    axis.errorbar(places, means, halves, label=label, capsize=2, linewidth=1.2)


def learning_rates(program, axis):
    for code in (0.1, 0.5, 0.9):
        found = [last(program, 150, socialisation=rate, code=code) for rate in RATES]
        draw_line(axis, RATES, found, f"p2 = {code}")
    axis.set(xlabel="socialisation, p1", title="1: slow socialisation ends with more,\nmost where the code learns fast")


def mixtures(program, axis):
    shares = np.linspace(0, 1, 6)
    means = 0.1 + 0.8 * shares
    mixed = [last(program, 150, socialisation=0.1, fast_share=share) for share in shares]
    draw_line(axis, means, mixed, "some at 0.1, others at 0.9")
    draw_line(axis, means, [last(program, 150, socialisation=mean) for mean in means], "all at the mean")
    axis.set(xlabel="mean socialisation, p1", title="2: slow and fast together\nknow more than all at their mean")


def turnover(program, axis):
    rates = [0, 0.02, 0.05, 0.1, 0.2, 0.3]
    for p1 in (0.1, 0.9):
        found = [last(program, 20, socialisation=p1, turnover=rate) for rate in rates]
        draw_line(axis, rates, found, f"p1 = {p1}")
    axis.set(xlabel="turnover, p3 (after 20 periods)", title="3: some turnover helps\nwhere socialisation is fast")


def turbulence(program, axis):
    for rate in (0, 0.1):
        course = knowledge(program, 100, socialisation=0.5, turbulence=0.02, turnover=rate).mean(axis=0)
        axis.plot(range(1, 101), course, label=f"p3 = {rate}", linewidth=1.2)
    axis.set(xlabel="period (p4 = 0.02)", title="4: in turbulence knowledge decays\nwithout turnover, and holds with some")


def main(program):
    figure, axes = plt.subplots(2, 2, figsize=(9, 7), sharey=True)
    for axis, draw in zip(axes.flat, (learning_rates, mixtures, turnover, turbulence)):
        draw(program, axis)
        axis.legend(frameon=False, fontsize="small")
        axis.title.set_fontsize("medium")
    for axis in axes[:, 0]:
        axis.set_ylabel("knowledge of the code")
    figure.tight_layout()
    figure.savefig(ROOT / "docs/images/mutual-learning.png", dpi=110)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve())
