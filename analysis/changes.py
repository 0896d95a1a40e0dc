"""An intended change: events, from a scenario file or from words, and scenarios that have it in some offices or in all."""

import json
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from . import program
from .errors import FileError, ProgramError, UsageError
from .language import ENGLISH, capital
from .scenarios import Event

FIRST = 13  # month from which words without a month hold: there is a year before
OF_EVENTS = ("month", "offices", "set")


@dataclass(frozen=True)
class Change:
    """Events in order of month, and names by language; no names of words, which are named by what they set."""

    events: tuple
    labels: dict

    @property
    def month(self):
        """The first month in which it holds."""
        return self.events[0].month

    @property
    def offices(self):
        """The offices it is for; empty if for all."""
        if any(not event.offices for event in self.events):
            return ()
        return tuple(sorted({office for event in self.events for office in event.offices}))

    def named(self, language):
        """In words: its label, or what it sets."""
        said = self.labels.get(language.code) or self.labels.get(ENGLISH)
        return said or ", ".join(dict.fromkeys(sets for event in self.events for sets in written(event)))

    def heading(self, language):
        """The same at the beginning of a line: a parameter's name keeps its letters."""
        return capital(self.named(language)) if any(self.labels.values()) else self.named(language)

    def begun(self, month):
        """The same, so that its first event is in this month."""
        later = month - self.month
        return replace(self, events=tuple(replace(event, month=event.month + later) for event in self.events))

    def within(self, offices):
        """The same, in these offices only."""
        return replace(self, events=tuple(replace(event, offices=tuple(offices)) for event in self.events))


def written(event):
    """What an event sets, each as TOML."""
    return [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in event.changes]


@dataclass(frozen=True)
class Base:
    """A scenario that a change comes into: its file, values as TOML (with --set, and as written), events, title."""

    path: str
    values: dict
    written: dict
    events: tuple
    title: str

    def number(self, name):
        """A value that is a whole number; raises UsageError if the model has no such parameter."""
        if name not in self.values:
            raise UsageError(f"{self.path} (its model has no {name}). Choose a scenario of a model with offices")
        return int(self.values[name])

    def named(self, language):
        """Its name in words: a variant's, or that of its file."""
        stem = Path(self.path).stem
        return language.variant(stem) if language.is_variant(stem) else labels_of(self.path).get(language.code) or self.title

    def smallest(self, offices):
        """Settings that make the town as small as so many offices can have it: one of each life situation in each."""
        if not {"population.size", "population.life_situations"} <= set(self.values):
            return []
        return [f"population.size={max(100, offices * self.number('population.life_situations'))}"]


def open_base(scenario, sets):
    """The Base of a path or a name; raises ProgramError as the program says it."""
    row, values = resolved(scenario, sets)
    path = Path(row["path"]).resolve()
    written = resolved(scenario, ())[1] if sets else values
    return Base(str(path), values, written, events_of(path), json.loads(values.get("title", json.dumps(path.stem))))


def resolved(scenario, sets):
    """(what the program says of a scenario, {parameter: value as TOML})."""
    said = json.loads(program.call("check", ["--print-resolved", "--json", scenario], {"set": list(sets)}))
    row = said["scenarios"][0]
    return row, {one["key"]: one["value"] for one in row["values"]}


def read_change(words, month=None):
    """The Change that --change means: words of an event, or a scenario file, whose events count and nothing else."""
    if not words:
        raise UsageError("no change. Name a file, such as --change preconditions-stop, or set a value: "
                         "--change 'policy.individual_tailoring = 50'")  # fmt: skip
    if any("=" in one for one in words):
        change = Change(ordered(event_of(one) for one in words), {})
    elif len(words) > 1:
        raise UsageError(f"--change {words[1]} (one file is a change). Put the events of both into one file")
    else:
        change = of_file(words[0])
    return change if month is None else change.begun(month)


def of_file(name):
    """The Change of a scenario's file or name."""
    try:
        path = Path(open_base(name, ()).path)
    except ProgramError as problem:
        raise UsageError(f"--change {problem}") from problem
    found = ordered(events_of(path))
    if not found:
        raise UsageError(f"{name} (it has no events to bring in). Write [[event]] with a month and what it sets")
    return Change(found, labels_of(path))


def labels_of(path):
    """{language: name} of a scenario's file, as far as it has them."""
    told = tomllib.loads(Path(path).read_text("utf-8"))
    return {ENGLISH: told.get("label") or told.get("title", ""), "nl": told.get("label_nl", "")}


def event_of(words):
    """An Event of the words of one: 'month = 25, offices = [0], policy.individual_tailoring = 50'."""
    try:
        told = tomllib.loads(f"event = {{ {words} }}")["event"]
    except tomllib.TOMLDecodeError as problem:
        how = "Write TOML, such as 'month = 25, policy.individual_tailoring = 50'"
        raise UsageError(f"--change '{words}' ({problem}). {how}") from problem
    sets = dict(flat({key: value for key, value in told.items() if key not in OF_EVENTS}), **told.get("set", {}))
    if not sets:
        how = "Add what it sets, such as policy.individual_tailoring = 50"
        raise UsageError(f"--change '{words}' (it sets nothing). {how}")
    return Event(told.get("month", FIRST), tuple(told.get("offices", ())), tuple(sets.items()))


def flat(table, before=""):
    """{dotted name: value} of nested tables."""
    found = {}
    for key, value in table.items():
        found |= flat(value, f"{before}{key}.") if isinstance(value, dict) else {before + key: value}
    return found


def events_of(path):
    """Events of a scenario file: its own, or else those of the file that it extends."""
    try:
        told = tomllib.loads(Path(path).read_text("utf-8"))
    except OSError as problem:
        raise FileError(f"{path} ({problem.strerror}). Name a scenario's file") from problem
    if "event" in told or "extends" not in told:
        return tuple(
            Event(row["month"], tuple(row.get("offices", ())), tuple(row.get("set", {}).items()))
            for row in told.get("event", ())
        )
    return events_of(Path(path).parent / told["extends"])


def ordered(events):
    """By month."""
    return tuple(sorted(events, key=lambda event: event.month))


def scenario_text(base, events, values, labels=None):
    """A scenario's file: the base with these events beside its own, and these values: {parameter: number}.

    `labels` are names by language.
    """
    # The events of a file take the place of those of the file that it extends, so all are written.
    lines = ["schema_version = 1", f"extends = {json.dumps(base.path)}"]
    for code, words in (labels or {}).items():
        key = "label" if code == ENGLISH else f"label_{code}"
        lines.append(f"{key} = {json.dumps(words, ensure_ascii=False)}")
    lines += [f"{name} = {value}" for name, value in values.items() if base.written.get(name) != str(value)]
    for event in ordered([*base.events, *events]):
        lines += ["", "[[event]]", f"month = {event.month}"]
        lines += [f"offices = {list(event.offices)}"] if event.offices else []
        inside = ", ".join(f"{json.dumps(key)} = {json.dumps(value)}" for key, value in event.changes)
        lines.append(f"set = {{ {inside} }}")
    return "\n".join(lines) + "\n"
