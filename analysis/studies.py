"""Studies that a command makes of its own, each a file in one folder, with how it was made beside it."""

import json
from pathlib import Path

from . import program


DRAWN, FOUND, GIVEN = "drawn", "found", "given"  # where worlds come from; the texts under worlds_of


class WorldsOf(int):
    """How many worlds a file has; as text the file, which the program's --worlds takes as well as a number.

    `origin` is FOUND for worlds that give what was observed, and GIVEN for those of any other study.
    """

    def __new__(cls, path, count, origin=FOUND):
        worlds = super().__new__(cls, count)
        worlds.path, worlds.origin = Path(path).resolve(), origin
        return worlds

    def __str__(self):
        return str(self.path)


def origin_of(worlds):
    """Where the worlds of --worlds come from: drawn unless a file has them."""
    return worlds.origin if isinstance(worlds, WorldsOf) else DRAWN


def as_told(flags):
    """Flags as they are written down: of two files with as many worlds each is its own."""
    return {name: str(value) if isinstance(value, WorldsOf) else value for name, value in flags.items()}


class Files:
    """A folder of studies, each with how it was made beside it."""

    def __init__(self, folder, made_by, only_read=False):
        self.folder, self.made_by, self.only_read = Path(folder), made_by, only_read

    def make(self, command, name, operands, flags, texts):
        """Path of a study's file: made now, gone on with, or there already from the very same words."""
        if self.only_read:
            return self.folder / f"{name}.h5"
        self.write(texts)
        path, record = self.folder / f"{name}.h5", self.folder / f"{name}.json"
        made = json.dumps([self.made_by, command, operands, as_told(flags), texts], indent=1)
        same = record.exists() and record.read_text(encoding="utf-8") == made
        if same and path.exists():
            return path
        record.write_text(made, encoding="utf-8")
        again = "--resume" if same and Path(f"{path}.partial").exists() else "--force"
        paths = [str(self.folder / operand) for operand in operands]
        program.call(command, [*paths, "--output", str(path), again], dict(flags))
        return path

    def write(self, texts):
        """Writes files of a study, those that are not there in the very same words."""
        for file, words in texts.items():
            path = self.folder / file
            if not path.exists() or path.read_text(encoding="utf-8") != words:
                path.write_text(words, encoding="utf-8")

    def forecast(self, command, operands, flags, texts):
        """(runs, seconds) of a study, without running."""
        self.write(texts)
        asked = [*(str(self.folder / operand) for operand in operands), "--dry-run", "--json"]
        asked += ["--output", str(self.folder / "forecast.h5")]
        told = json.loads(program.call(command, asked, {**flags, "progress": "none"}))
        return told["runs"], told["seconds"]
