"""Why a figure cannot be drawn, and what it leaves out, in words."""

import numpy as np

from .. import quantities, style
from ..errors import NothingToDraw


def need_months(results, language, months):
    """Raises NothingToDraw if the study is shorter than that."""
    if results.months < months:
        has, needs = language.months(results.months), language.months(months)
        raise NothingToDraw(language("missing.short", has=has, needs=needs))


def need_metrics(results, language, names):
    """Those of these metrics and ratios that the file has; raises NothingToDraw if there are none."""
    found = [name for name in names if name in results.metrics]
    if not found:
        raise NothingToDraw(language("missing.metrics", metrics=", ".join(names)))
    return found


def need_numbers(results, language, names, scenarios):
    """Raises NothingToDraw if no run of these scenarios has a number for any of these metrics."""
    rows = np.concatenate([results.rows(scenario) for scenario in scenarios])
    if not any(np.isfinite(quantities.block_values(results, rows, name, 1)).any() for name in names):
        words = [language.metric(results.metrics[name]) for name in names]
        raise NothingToDraw(language("missing.numbers", metrics=", ".join(words)))


def only_first(language, shown, of, key="missing.first"):
    """A sentence if not all scenarios are shown, as a list of at most one."""
    return [language(key, shown=shown, n=of)] if shown < of else []


def write(axis, language):
    """Says in an empty panel that it has no numbers."""
    axis.text(
        0.5,
        0.5,
        language("word.undefined"),
        transform=axis.transAxes,
        ha="center",
        va="center",
        fontsize=8,
        color=style.MUTED,
        style="italic",
    )
