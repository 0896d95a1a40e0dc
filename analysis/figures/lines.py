"""Lines over time: read, those that nearly coincide taken together, drawn, and named at their ends."""

from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from .. import quantities, scenarios, statistics, style
from . import labels, sheet

QUARTER = 3
# Shares of what a panel shows: lines that are on the whole, and everywhere, this close are one mark.
NEAR, NOWHERE_BEYOND = 0.02, 0.08
MOST_SAID = 6  # events in a sentence
NOTE_WIDE = 0.25  # share of a panel that a note in its corner takes, about
FEW = 3  # lines whose bands can be told apart; those of more are fainter


@dataclass(frozen=True)
class Line:
    """Mean and bounds over time of the scenarios that it stands for: float[time] each."""

    names: tuple
    years: np.ndarray
    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray
    n: np.ndarray

    @property
    def end(self):
        """Where its last number stands, or None if it has none."""
        known = np.flatnonzero(np.isfinite(self.mean))
        return (self.years[known[-1]], self.mean[known[-1]]) if len(known) else None

    @property
    def is_zero(self):
        """Whether all its numbers are zero, or it has none."""
        return not np.nan_to_num(np.concatenate([self.mean, self.low, self.high])).any()


def block_length(results, rare=False):
    """Months that a point in a figure is the mean of."""
    if results.months < 2 * statistics.YEAR:
        return 1
    return statistics.YEAR if rare else QUARTER


def level(results, scenario, metric, factor=1.0, length=None):
    """Line of a metric under a scenario."""
    length = length or block_length(results)
    series = quantities.block_values(results, results.rows(scenario), metric, length)
    return line((scenario,), series * factor, length)


def gap(results, scenario, base, metric, factor=1.0):
    """Line of a scenario less another on the same luck."""
    length = block_length(results)
    one, other = (
        quantities.block_values(results, rows, metric, length)
        for rows in results.common_rows(scenario, base)
    )
    return line((scenario,), (one - other) * factor, length)


def line(names, series, length):
    """Line of series of runs: float[run][time]."""
    mean, low, high, n = statistics.series_interval(series)
    years = (np.arange(len(mean)) + 0.5) * length / statistics.YEAR
    return Line(names, years, mean, low, high, n)


def together(lines):
    """The same with those that nearly coincide as one line with all their names."""
    shown = np.concatenate([one.mean for one in lines]) if lines else np.array([])
    if not np.isfinite(shown).any():
        return lines
    reach = np.nanmax(shown) - min(0.0, np.nanmin(shown))
    found = []
    for one in lines:
        for place, other in enumerate(found):
            if coincide(one, other, reach):
                found[place] = replace(other, names=other.names + one.names)
                break
        else:
            found.append(one)
    return found


def coincide(one, other, reach):
    """Whether two lines could not be told apart in a panel that shows so much."""
    known = np.isfinite(one.mean)
    if not np.array_equal(known, np.isfinite(other.mean)):
        return False
    distance = np.abs(one.mean - other.mean)[known]
    return not len(distance) or (
        distance.mean() <= NEAR * reach and distance.max() <= NOWHERE_BEYOND * reach
    )


def joined(results, language, names, wide, lines=2):
    """The names of one mark, each in at most so many lines."""
    each = lines if len(names) == 1 else 1
    words = [
        sheet.name(language.variant(one), wide, each) for one in names[:3]
    ]
    if len(names) > 3:
        words[-1] = language("figure.and_others", n=len(names) - 2)
    return "\n".join(words)


def note_least_n(axis, results, own):
    """In a panel of lines that is fitted: the fewest replicates behind a point that is drawn, if not all.

    In the corner that lines, and if it can be their bands, keep free.
    """
    drawn = [number for one in own for number in np.ravel(one.n) if number > 0]
    if not drawn or min(drawn) == results.most:
        return
    corners = [(True, True), (True, False), (False, True), (False, False)]
    right, top = max(corners, key=partial(free_height, axis, own))
    axis.text(
        0.985 if right else 0.015,
        0.985 if top else 0.015,
        f"n \u2265 {min(drawn)}",
        transform=axis.transAxes,
        ha="right" if right else "left",
        va="top" if top else "bottom",
        fontsize=style.em(0.75),
        color=style.MUTED,
    )


def free_height(axis, own, corner):
    """Of a corner (right, top), the share of the panel's height that is free of lines; bands count a quarter."""
    right, top = corner

    def free_of(bound):
        points = np.concatenate([np.column_stack([one.years, getattr(one, bound)]) for one in own])
        across, up = axis.transLimits.transform(points[np.isfinite(points[:, 1])]).T
        there = up[across > 1 - NOTE_WIDE if right else across < NOTE_WIDE]
        return np.clip(1 - there if top else there, 0, 1).min(initial=1.0)

    return 0.75 * free_of("mean") + 0.25 * free_of("high" if top else "low")


def draw(axis, results, one, colour=None, dash=style.CLOSED, hollow=False, marks=True, of=1):
    """A line with its band, one `of` so many; a hollow one, of what holds by definition, has a
    white core."""
    look = style.look(results, one.names[0])
    colour = colour or look.colour
    faint = 2 if hollow or of > FEW else 1
    axis.fill_between(one.years, one.low, one.high, color=colour, alpha=style.BAND / faint, lw=0)
    every = max(1, len(one.mean) // 6)
    options = {"color": colour, "linestyle": dash}
    if marks:
        options |= {
            "marker": look.marker,
            "markevery": marked(one.mean, every, list(style.looks(results).values()).index(look)),
            "markersize": style.em(0.55),
            "markeredgecolor": "white",
            "markeredgewidth": style.em(0.07),
        }
    else:
        options |= {
            "marker": ".",
            "markevery": marked(one.mean, len(one.mean)),
            "markersize": style.em(0.5),
        }
    if hollow:
        options["linewidth"] = style.em(0.34)
    (drawn,) = axis.plot(one.years, one.mean, **options)
    if hollow:
        drawn.set_gid("by-definition")
        axis.plot(one.years, one.mean, color="white", linestyle=dash, linewidth=style.em(0.16))
    return drawn


def marked(mean, every, start=0):
    """Points of a line to mark: one in so many, and those that no line reaches from a neighbour."""
    known = np.isfinite(np.concatenate([[np.nan], mean, [np.nan]]))
    alone = known[1:-1] & ~known[:-2] & ~known[2:]
    regular = (np.arange(len(mean)) - start) % every == 0 if every < len(mean) else np.zeros(len(mean), bool)
    return alone | regular


def fit(axis, language, drawn, zero=False, head=0.0):
    """The axis of values about lines and their bands, with so much of it free above them."""
    numbers = np.concatenate([[one.mean, one.low, one.high] for one in drawn], axis=1)
    if zero:
        numbers = np.concatenate([numbers, np.zeros((3, 1))], axis=1)
    low, high = style.limits(*numbers)
    axis.set_ylim(low, high + head * (high - low))
    style.mark(axis.yaxis, language, 4)


def years(axis, results, language, named=True):
    """The axis of time."""
    axis.set_xlim(0, results.months / statistics.YEAR)
    style.mark(axis.xaxis, language, 5, whole=results.months >= 2 * statistics.YEAR)
    if named:
        axis.set_xlabel(language("axis.years"), color=style.MUTED, fontsize=style.em(0.9))


def events_of(results, names):
    """[(Event, scenarios)] of these scenarios within the study."""
    found = [(event, [one for one in own if one in names]) for event, own in scenarios.events_of(results)]
    return [(event, own) for event, own in found if own]


def head(results, names):
    """Share of a panel to keep free above its lines for the names of events."""
    return (0.0, 0.4, 0.3)[min(2, len(events_of(results, names)))]


def draw_events(axis, results, language, names, named=True, short=False):
    """A line for each event; if asked, with its name, or with the month of each of several."""
    events = events_of(results, names)
    top, free = axis.get_ylim()[1], -np.inf
    for event, own in events:
        at = (event.month - 1) / statistics.YEAR
        everywhere = len(own) == len(results.bases)
        colour = style.MUTED if everywhere else style.look(results, own[0]).ink
        axis.axvline(at, color=colour, lw=style.em(0.12), linestyle=(0, (1.5, 1.5)), zorder=2)
        if named and len(events) == 1 and not short:
            left = at < 0.6 * results.months / statistics.YEAR
            words = sheet.wrap(event_words(language, event), 0.55 * sheet.width_of(axis) / 0.8)
            side = (1, -1) if left else (-1, -1)
            labels.Labels(axis).put(words, at, top, colour=colour, scale=0.8, first=side)
        elif named and axis.transData.transform((at, 0))[0] > free:
            axis.annotate(
                language("figure.event.short", month=event.month),
                (at, top),
                xytext=(style.em(0.2), -style.em(0.2)),
                textcoords="offset points",
                rotation=90,
                va="top",
                fontsize=style.em(0.75),
                color=colour,
                path_effects=labels.halo(),
            )
            free = axis.transData.transform((at, 0))[0] + style.em(1.3) * axis.figure.dpi / 72


def about_events(results, language, names, short=False, key="all"):
    """A sentence on the events whose months alone are in the panels, as a list of at most one."""
    events = events_of(results, names)
    if len(events) < (1 if short else 2):
        return []
    said = [
        language(
            "figure.event.of",
            event=event_words(language, event),
            scenarios=language.enumerate(
                dict.fromkeys(language.variant(one) for one in own)
            ),
        )
        if len(own) < len(results.bases)
        else event_words(language, event)
        for event, own in events[:MOST_SAID]
    ]
    words = language(f"figure.event.{key}", events="; ".join(said))
    return [words if len(events) <= MOST_SAID else f"{words} …"]


def event_words(language, event):
    """'maand 36: rugdekking (kantoren 0 en 1)'."""
    changes = [parameter(language, key) for key, _ in event.changes]
    values = [change_value(language, value) for _, value in event.changes]
    said = [
        language("figure.event.change", name=name, value=value)
        for name, value in zip(changes, values)
    ]
    words = language("figure.event.long", month=event.month, changes=language.enumerate(said))
    return f"{words} ({offices(language, event.offices)})" if event.offices else words


def parameter(language, key):
    """A parameter in words, if the texts have some."""
    known = f"figure.change.{key}"
    return language(known) if language.has(known) else key.split(".")[-1].replace("_", " ")


def change_value(language, value):
    """What an event sets, as a reader writes it."""
    if isinstance(value, bool):
        return language("word.yes" if value else "word.no")
    return f"{value:g}".replace(".", language.mark) if isinstance(value, int | float) else str(value)


def offices(language, numbers):
    """'kantoren 0 en 1'."""
    key = "figure.event.office" if len(numbers) == 1 else "figure.event.offices"
    return language(key, offices=language.enumerate(map(str, numbers)))
