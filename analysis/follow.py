"""One citizen through the scenarios of a file: each decision, and what the worker made of it.

The rows are those of /agents (docs/file-format.md), which a study has if `record.sampled_citizens`
is above 0. Followed citizens are the same under every scenario, and so is their luck.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .errors import FileError, UsageError
from .results import OK, load, text

VOICES = ("citizen", "law", "organisation", "profession", "society", "self")
NUMBERS = ("need", "rule", "perceived_gap", "room", "treatment")


@dataclass(frozen=True)
class Followed:
    """The handlings of followed citizens in the runs that ended well, by column."""

    path: Path
    columns: dict
    options: list
    runs: list  # (scenario, replicate) of those that ended well

    def citizens(self, replicate):
        """Everybody of whom a case was handled in a replicate."""
        return np.unique(self.columns["citizen_id"][self.columns["replicate"] == replicate])

    def replicates(self, citizen):
        """Replicates in which a case of a citizen was handled; of anybody if that is None."""
        here = slice(None) if citizen is None else self.columns["citizen_id"] == citizen
        return np.unique(self.columns["replicate"][here])

    def choose(self, citizen, replicate):
        """Citizen and replicate, the first that fit where either is None; UsageError if none do."""
        if replicate is None:
            known = self.replicates(citizen)
            if not len(known):
                raise UsageError(f"--citizen {citizen} (not followed, or without a case). {self.some()}")
            replicate = known[0]
        if replicate not in self.replicates(None):
            known = ", ".join(map(str, self.replicates(None)[:8]))
            raise UsageError(
                f"--replicate {replicate} (nobody is followed in it in {self.path}). Try: {known}"
            )
        known = self.citizens(replicate)
        if citizen is not None and citizen not in known:
            raise UsageError(
                f"--citizen {citizen} (not followed in replicate {replicate}, or without a case). "
                f"{self.some(replicate)}"
            )
        return known[0] if citizen is None else citizen, replicate

    def some(self, replicate=None):
        """Who can be asked for instead."""
        known = self.columns["citizen_id"] if replicate is None else self.citizens(replicate)
        return f"Try: {', '.join(str(i) for i in np.unique(known)[:8])}"

    def rows(self, scenario, replicate, citizen):
        """Rows of a citizen's handlings in one run, in order of months."""
        c = self.columns
        here = (c["scenario"] == scenario) & (c["replicate"] == replicate)
        found = np.flatnonzero(here & (c["citizen_id"] == citizen))
        return found[np.argsort(c["month_handled"][found], kind="stable")]


def open_followed(path):
    """Reads /agents of a result file; FileError, with the remedy, if nobody was followed."""
    return load(path, read)


def read(path, file):
    """All columns, with scenario and replicate of each row's run."""
    if "agents" not in file or not len(file["agents/run_id"]):
        raise FileError(
            f"{path} (nobody is followed in it). Run the study again with "
            "--set record.sampled_citizens=20"
        )
    group = file["agents"]
    run = group["run_id"][:]
    status = file["status"][:]
    good = np.flatnonzero(status[run] == OK)
    if not len(good):
        raise FileError(f"{path} (no run with a followed citizen ended well). See: maatwerk status")
    columns = {name: data[:][good] for name, data in group.items()}
    names = np.array([text(name) for name in file["scenario_name"][:]], dtype=object)
    columns["scenario"] = names[run[good]]
    replicates = file["replicate"][:]
    columns["replicate"] = replicates[run[good]]
    ended = [(names[k], replicates[k]) for k in np.flatnonzero(status == OK)]
    return Followed(path, columns, text(group["option"].attrs["flag_meanings"]).split(), ended)


def story(followed, citizen, replicate, language):
    """The lines of a text: a table for each scenario, a row for each handling.

    Without a citizen or a replicate it is of the first that fits the other.
    """
    citizen, replicate = followed.choose(citizen, replicate)
    yield language("follow.title", citizen=citizen, replicate=replicate)
    heads = [language(f"follow.{name}") for name in ("month", "worker", *NUMBERS)]
    heads += [language(f"follow.{name}") for name in ("option", "probability", "vote")]
    for scenario in [name for name, number in followed.runs if number == replicate]:
        yield ""
        yield language.variant(scenario)
        rows = followed.rows(scenario, replicate, citizen)
        if not len(rows):
            yield "  " + language("follow.nothing")
            continue
        table = [heads] + [describe(followed, row, language) for row in rows]
        widths = [max(map(len, column)) for column in zip(*table)]
        for line in table:
            yield "  " + "  ".join(word.rjust(width) for word, width in zip(line, widths))
    yield ""
    yield language("follow.note")


def describe(followed, row, language):
    """The words of one row."""
    c = followed.columns
    option = followed.options[c["option"][row]]
    votes = {voice: c[f"vote_{voice}"][row] for voice in VOICES}
    loudest = max(votes, key=lambda voice: abs(votes[voice]))
    return [
        str(c["month_handled"][row]),
        str(c["worker_id"][row]),
        *(language.digits(c[name][row], 2) for name in NUMBERS),
        language(f"follow.option_{option}"),
        language.digits(c[f"probability_{option}"][row], 2),
        f"{language('follow.voice_' + loudest)} {language.digits(votes[loudest], 2)}",
    ]
