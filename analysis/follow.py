"""One citizen through the scenarios of a file: each decision, and what the worker made of it.

The rows are those of /agents (docs/file-format.md), which a study has if `record.sampled_citizens`
is above 0. Followed citizens are the same under every scenario, and so is their luck.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis.errors import FileError, UsageError
from analysis.results import OK, load, text

VOICES = ("citizen", "law", "organisation", "profession", "society", "self")
NUMBERS = ("need", "rule", "perceived_gap", "room", "treatment")


@dataclass(frozen=True)
class Followed:
    """The handlings of followed citizens in the runs that ended well, by column."""

    path: Path
    columns: dict
    options: list

    @property
    def citizens(self):
        """Everybody of whom a case was handled."""
        return np.unique(self.columns["citizen_id"])

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
    good = np.flatnonzero(file["status"][:][run] == OK)
    columns = {name: data[:][good] for name, data in group.items()}
    names = np.array([text(name) for name in file["scenario_name"][:]], dtype=object)
    columns["scenario"] = names[run[good]]
    columns["replicate"] = file["replicate"][:][run[good]]
    return Followed(path, columns, text(group["option"].attrs["flag_meanings"]).split())


def story(followed, citizen, replicate, language):
    """The lines of a text: a table for each scenario, a row for each handling."""
    c = followed.columns
    if citizen not in followed.citizens:
        some = ", ".join(str(i) for i in followed.citizens[:8])
        raise UsageError(f"--citizen {citizen} (not followed, or without a case). Try: {some}")
    if replicate not in c["replicate"]:
        raise UsageError(f"--replicate {replicate} (not in {followed.path}). Leave it out")
    yield language("follow.title", citizen=citizen, replicate=replicate)
    heads = [language(f"follow.{name}") for name in ("month", "worker", *NUMBERS)]
    heads += [language(f"follow.{name}") for name in ("option", "probability", "vote")]
    for scenario in dict.fromkeys(c["scenario"]):
        yield ""
        yield language.variant(scenario)
        rows = followed.rows(scenario, replicate, citizen)
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
