"""Which parameters tell worlds in which tailoring collapses from worlds in which it stays."""

import numpy as np
from dynamics_page import WITH_ROOM
from scipy import stats

SWEEP = "sweep tailoring-left"
SHOWN = 8  # parameters
FAMILY_WISE = 0.05


def table(sweep):
    """By variant with individual room: quantiles of tailoring left, and the parameters it hangs on."""
    years = ("first_year", "last_year")
    values = {year: sweep.values(sweep.observed(f"tailored@{year}")) for year in years}
    rows = {}
    for variant in WITH_ROOM:
        at = sweep.scenario(variant)
        first, last = (values[year][:, at, 0] for year in years)
        there = np.isfinite(first) & np.isfinite(last) & (first > 0)
        left = last[there] / first[there]
        rows[variant] = {
            "draws": int(there.sum()),
            "quantiles": [100 * float(q) for q in np.quantile(left, (0.05, 0.25, 0.5, 0.75, 0.95))],
            "parameters": told_apart(sweep.design, there, left),
        }
    return rows


def told_apart(design, there, left):
    """Parameters by rank correlation with what is left, those clear of 0 after Bonferroni, strongest
    first: name, correlation, and medians of what is left in the lowest and the highest quarter."""
    found = []
    for k, name in enumerate(design.factors):
        drawn = design.unit[there, k]
        correlation, p = stats.spearmanr(drawn, left)
        if not p < FAMILY_WISE / len(design.factors):
            continue
        low, high = np.quantile(drawn, (0.25, 0.75))
        ends = [100 * float(np.median(left[quarter])) for quarter in (drawn <= low, drawn >= high)]
        found.append((name, float(correlation), *ends))
    return sorted(found, key=lambda row: -abs(row[1]))[:SHOWN]
