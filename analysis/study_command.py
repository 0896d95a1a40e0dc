"""What commands share that run studies of their own: flags, a folder, what it would take, and what they leave."""

import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from .errors import FileError
from .language import LANGUAGES
from .output import announce, writing
from .results import load
from .stored import text
from .studies import WorldsOf
from .worlds import found


def number(words):
    """A whole number above 0."""
    value = int(words)
    if value < 1:
        raise ValueError
    return value


def whole(words):
    """A whole number, 0 too."""
    value = int(words)
    if value < 0:
        raise ValueError
    return value


def so_many(words):
    """So many worlds, or a file of them."""
    if words.isdecimal():
        return whole(words)
    return worlds_of(words)


def worlds_of(path):
    """How many worlds a file has, a result or a table with a world in each row, and where they come from."""
    if Path(path).suffix == ".csv":
        return WorldsOf(path, rows_of(path))

    def read(path, file):
        if "worlds" not in file:
            raise FileError(f"{path} (it has no worlds). Make some with: maatwerk calibrate SCENARIO -o worlds.h5")
        scheme = text(file["worlds"].attrs.get("scheme", ""))
        return WorldsOf(path, len(file["worlds/world"]), "fitted" if found(scheme) == "fitted" else "given")

    return load(path, read)


def rows_of(path):
    """How many rows a table has below its head."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as problem:
        raise FileError(f"{path} (no table: {problem}). Make one with: maatwerk export worlds.h5 --by world_vectors") from problem
    return sum(bool(line.strip()) for line in lines[1:])


so_many.__name__ = "whole number or file of worlds"
number.__name__ = whole.__name__ = "whole number"  # what the parser calls them in its message


def new(commands, name, does):
    """A command of this name; gives what adds a flag to it."""
    return commands.add_parser(name, help=does, description=does, allow_abbrev=False).add_argument


def add_common(flag, replicates, worlds, worlds_replicates, each="of each scenario", like="compare", files=True):
    """Flags that each of these commands has, with its own defaults; `like` is the program's command that takes --set."""
    flag("-n", "--replicates", type=number, default=replicates, metavar="N", help=f"{each} (default: {replicates})")
    flag("--worlds", type=so_many if files else whole, default=worlds, metavar="N|FILE" if files else "N",
         help=f"worlds in which it is looked at too{', or a file of them' if files else ''} (default: {worlds})")
    flag("--worlds-replicates", type=number, default=worlds_replicates, metavar="N",
         help=f"replicates in each (default: {worlds_replicates})")
    flag("-s", "--seed", metavar="N", help="default: that of the scenario")
    flag("-j", "--threads", type=number, metavar="N", help="default: every processor")
    flag("--set", action="append", default=[], metavar="KEY=VALUE", help=f"as of `maatwerk {like}`")
    flag("--language", "--lang", choices=LANGUAGES, default="en", help="of what is printed (default: en)")
    flag("--dry-run", action="store_true", help="print only what it would take")


@contextmanager
def folder_of(options):
    """The folder of --output; without it, and for a dry run, one that goes again."""
    kept = options.output if not options.dry_run else None
    with tempfile.TemporaryDirectory(prefix="maatwerk-") as scratch, writing(Path(kept or scratch)) as folder:
        yield folder


def goes_on(options, language, key, seconds, **told):
    """Says what it would take; whether it is then to be run."""
    words = language(key, minutes=max(1, round(seconds / 60)), **told)
    print(words, file=sys.stdout if options.dry_run else sys.stderr)
    return not options.dry_run


def say(lines):
    """Prints lines; gives them as one text."""
    said = "\n".join(lines) + "\n"
    print(said, end="")
    return said


def keep(folder, code, name, said, figures):
    """Writes what was said, and figures by name, beside the studies."""
    from . import style

    announce(folder / f"{name}.{code}.txt", said.encode())
    for one, figure in figures.items():
        announce(folder / f"{one}.{code}.png", style.image(figure, "png"))
