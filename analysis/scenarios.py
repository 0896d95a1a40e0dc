"""What a file says of its scenarios: titles, the text of each, every value, and how two of them differ."""

import tomllib
from dataclasses import dataclass, field

from .stored import texts

LEVERS = "levers."
# How a study is made says nothing about the world it is about.
OF_THE_STUDY = ("run.", "record.")


@dataclass(frozen=True)
class Parameter:
    """A parameter as the file describes it; `help_nl` is empty where the file has English only."""

    name: str
    unit: str
    help: str
    help_nl: str = ""
    number_grade: str = ""


@dataclass(frozen=True)
class Event:
    """What a scenario sets from a month on, as (parameter, value); `offices` is empty if it is everywhere."""

    month: int
    offices: tuple
    changes: tuple


@dataclass(frozen=True)
class Scenario:
    """One scenario: its names for people, its file, and its values as TOML: {parameter: text}."""

    name: str
    title: str = ""
    label_en: str = ""
    label_nl: str = ""
    colour: str = ""
    written: str = ""
    resolved: str = ""
    values: dict = field(default_factory=dict)

    @property
    def events(self):
        """Its Events in order of month; none of a text that is no TOML."""
        try:
            rows = tomllib.loads(self.resolved or self.written).get("event", [])
        except tomllib.TOMLDecodeError:
            return ()
        found = [
            Event(row.get("month", 0), tuple(row.get("offices", ())), tuple(row.get("set", {}).items()))
            for row in rows
        ]
        return tuple(sorted(found, key=lambda event: event.month))


@dataclass(frozen=True)
class Difference:
    """One thing in which scenarios differ: a parameter, a lever or events.

    `values` is [scenario]: TOML of a value, or a tuple of events.
    """

    kind: str
    name: str
    values: tuple


def read_scenarios(file):
    """{name: Scenario}, as far as the file says."""
    group = file.get("scenarios")
    if group is None:
        return {}
    names = texts(group["scenario"])
    columns = {
        key: texts(group[key]) if key in group else [""] * len(names)
        for key in ("title", "label_en", "label_nl", "colour")
    }
    own = file.get("provenance/scenario")
    place = {name: k for k, name in enumerate(texts(own))} if own is not None else {}
    for key, stored in (("written", "as_written"), ("resolved", "resolved")):
        data = file.get(f"provenance/scenario_{stored}")
        lines = texts(data) if data is not None else []
        columns[key] = [lines[place[name]] if name in place and lines else "" for name in names]
    values = read_values(file)
    return {
        name: Scenario(name, **{key: column[k] for key, column in columns.items()},
                       values=values.get(name, {}))
        for k, name in enumerate(names)
    }


def read_values(file):
    """Every value by scenario as TOML: {scenario: {parameter: text}}; numbers where texts are not."""
    group = file.get("parameters")
    if group is None or "scenario" not in group:
        return {}
    stored = "value_text" if "value_text" in group else "value"
    names, scenarios = texts(group["parameter"]), texts(group["scenario"])
    return {
        scenario: dict(zip(names, texts(row) if stored == "value_text" else map(str, row)))
        for scenario, row in zip(scenarios, group[stored][:])
    }


def read_parameters(file):
    """{name: Parameter} of the file's table of parameters."""
    group = file.get("parameters")
    if group is None:
        return {}
    names = texts(group["parameter"])
    columns = [
        texts(group[key]) if key in group else [""] * len(names)
        for key in ("unit", "help", "help_nl", "number_grade")
    ]
    return {name: Parameter(name, *row) for name, *row in zip(names, *columns)}


def differences(scenarios):
    """In what these Scenarios differ, of the world they are about: [Difference], events first."""
    found = []
    events = tuple(one.events for one in scenarios)
    if any(own != events[0] for own in events):
        found.append(Difference("events", "", events))
    for name in dict.fromkeys(key for one in scenarios for key in one.values):
        values = tuple(one.values.get(name, "") for one in scenarios)
        if len(set(values)) > 1 and not name.startswith(OF_THE_STUDY):
            found.append(Difference("lever" if name.startswith(LEVERS) else "value", name, values))
    return found


def offices_of_events(found):
    """Offices that an event names which not all scenarios have; empty if events are for all."""
    offices = set()
    for difference in found:
        if difference.kind != "events":
            continue
        named = [event for own in difference.values for event in own]
        parted = [event for event in named if any(event not in own for own in difference.values)]
        if not all(event.offices for event in parted):
            return []
        offices |= {office for event in parted for office in event.offices}
    return sorted(offices)


def events_of(results):
    """[(Event, closed scenarios that have it)] within the study, each event once, in order of months."""
    found = []
    for scenario in results.bases:
        for event in results.about[scenario].events if scenario in results.about else ():
            known = next((names for other, names in found if other == event), None)
            if known is not None:
                known.append(scenario)
            elif event.month <= results.months:
                found.append((event, [scenario]))
    return sorted(found, key=lambda item: item[0].month)


def lever_pairs(results):
    """Pairs (without, with) of closed scenarios that differ in levers alone: [(name, name, [lever])].

    The one without has every lever of these at 0 or off.
    """
    pairs = []
    for without in results.bases:
        for pulled in results.bases:
            if without == pulled or not {without, pulled} <= results.about.keys():
                continue
            rows = differences([results.about[without], results.about[pulled]])
            if rows and all(row.kind == "lever" for row in rows):
                names = [row.name for row in rows if is_off(row.values[0])]
                others = [row for row in rows if not is_off(row.values[0])]
                # A strength beside the lever itself may change with it: levers.sunset_months.
                if names and not any(is_off(row.values[1]) for row in others):
                    pairs.append((without, pulled, names))
    return pairs


def is_off(value):
    """Whether the TOML text of a lever's value is that of one that is not pulled."""
    try:
        return float(value) == 0
    except ValueError:
        return value in ("false", "")
