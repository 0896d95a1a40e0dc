"""What a file says of its scenarios beside their numbers: short names and events."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from .results import MARKS, load, text

KEPT = 8  # files in hand


@dataclass(frozen=True)
class Event:
    """What a scenario sets from a month on; `offices` is empty if it is everywhere."""

    month: int
    offices: tuple
    changes: tuple

    def __str__(self):
        return ", ".join(name for name, _ in self.changes)


@dataclass(frozen=True)
class Described:
    """Short names of a scenario by language, and its events in order of months."""

    labels: dict
    events: tuple


@lru_cache(KEPT)
def described(results):
    """{scenario: Described}; those of which the file says nothing have their name alone."""
    found = load(results.path, lambda _, file: read(file)) if results.path.exists() else {}
    return {
        name: found.get(name) or Described({"en": name, "nl": name}, ())
        for name in results.scenarios
    }


def read(file):
    """Described of each scenario that the file describes."""
    if "scenarios" not in file:
        return {}
    names = [text(name) for name in file["scenarios/scenario"][:]]
    labels = {
        code: [text(word) for word in file[f"scenarios/label_{code}"][:]]
        if f"scenarios/label_{code}" in file
        else names
        for code in ("en", "nl")
    }
    events = {}
    if "provenance/scenario_resolved" in file:
        owners = [text(name) for name in file["provenance/scenario"][:]]
        events = dict(zip(owners, map(read_events, file["provenance/scenario_resolved"][:])))
    return {
        name: Described({code: labels[code][k] for code in labels}, events.get(name, ()))
        for k, name in enumerate(names)
    }


def read_events(written):
    """Events of a scenario as it was resolved; none of one that cannot be read."""
    try:
        rows = tomllib.loads(text(written)).get("event", [])
    except tomllib.TOMLDecodeError:
        return ()
    events = [
        Event(int(row["month"]), tuple(row.get("offices", ())), tuple(row.get("set", {}).items()))
        for row in rows
    ]
    return tuple(sorted(events, key=lambda event: event.month))


def label(results, language, scenario):
    """Short name of a scenario: its variant's, or the file's, or its own where that says more.

    A label that two scenarios share would tell them apart no longer.
    """
    if language.has(f"variant.{scenario}") or any(mark in scenario for mark in MARKS):
        return language.variant(scenario)
    everybody = described(results)
    own = everybody[scenario].labels[language.code]
    shared = sum(everybody[name].labels[language.code] == own for name in results.bases)
    return own if own and shared == 1 else scenario


def events(results, scenario):
    """Events of a scenario within the study, in order of months."""
    return [event for event in described(results)[scenario].events if event.month <= results.months]


def own_events(results):
    """[(Event, scenarios that have it)] of the closed scenarios, each event once, in order."""
    found = {}
    for scenario in results.bases:
        for event in events(results, scenario):
            found.setdefault((event.month, event.offices, event.changes), (event, []))[1].append(
                scenario
            )
    return sorted(found.values(), key=lambda item: item[0].month)
