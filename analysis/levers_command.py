"""`maatwerk levers`: what each lever does alone, which bundles no other beats, and what that rests on."""

import sys
import tempfile
from pathlib import Path

from .language import LANGUAGES, Language
from .output import announce, writing

DOES = "what each lever does alone, which bundles of them no other beats, and where more of them does harm"


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


number.__name__ = whole.__name__ = "whole number"  # what the parser calls them in its message


def add(commands):
    """The command and its flags."""
    command = commands.add_parser("levers", help=DOES, description=DOES, allow_abbrev=False)
    flag = command.add_argument
    flag("scenario", metavar="SCENARIO", help="a path, or a name from `maatwerk list`")
    flag("-o", "--output", metavar="DIR", help="keep all studies, tables and figures; the same command goes on there")
    flag("--for", dest="actors", default="citizen,worker,manager,administrator", metavar="LIST",
         help="a front for each: citizen, worker, manager, administrator (default: all four)")
    flag("--goal", action="append", default=[], metavar="'METRIC [up|down]'",
         help="one front for these instead; again for more")
    flag("--limit", action="append", default=[], metavar="'METRIC < X'", help="bundles must keep this; again for more")
    flag("--budget-euro", type=float, metavar="X", help="most that a bundle may add to the cost of a decision")
    flag("--budget-hours", type=float, metavar="X", help="most that it may add to the hours of a case")
    flag("-n", "--replicates", type=number, default=4, metavar="N",
         help="of each bundle; the front gets twice as many (default: 4)")
    flag("-s", "--seed", metavar="N", help="of the search; the front gets the next (default: that of the scenario)")
    flag("-j", "--threads", type=number, metavar="N", help="default: every processor")
    flag("--largest", type=number, default=5, metavar="N", help="most levers of a bundle that is searched for (default: 5)")
    flag("--front", type=number, default=4, metavar="N", help="bundles of each front measured anew (default: 4)")
    flag("--worlds", type=whole, default=10, metavar="N", help="worlds in which the front is measured too (default: 10)")
    flag("--worlds-replicates", type=number, default=2, metavar="N", help="replicates in each (default: 2)")
    flag("--set", action="append", default=[], metavar="KEY=VALUE", help="as of `maatwerk sweep`")
    flag("--language", "--lang", choices=LANGUAGES, default="en", help="default: en")
    flag("--dry-run", action="store_true", help="print only what it would take")


def run(options):
    """Runs the study and says what it found."""
    from . import lever_words
    from .lever_study import Study

    language = Language(options.language)
    kept = options.output if not options.dry_run else None
    with tempfile.TemporaryDirectory(prefix="maatwerk-") as scratch, writing(Path(kept or scratch)) as folder:
        study = Study(options.scenario, options, folder)
        first, runs, seconds = study.forecast()
        announced = language("bundles.forecast", first=first, runs=runs, minutes=max(1, round(seconds / 60)))
        print(announced, file=sys.stdout if options.dry_run else sys.stderr)
        if options.dry_run:
            return
        study.search()
        study.remember()
        found = lever_words.Found(study)
        said = "\n".join(lever_words.lines(found, language)) + "\n"
        print(said, end="")
        if options.output:
            keep(found, language, folder, said)


def keep(found, language, folder, said):
    """Writes what was said and its figures beside the studies."""
    from . import style
    from .figures import bundles

    announce(folder / f"levers.{language.code}.txt", said.encode())
    for name, figure in bundles.draw_all(found, language).items():
        announce(folder / f"{name}.{language.code}.png", style.image(figure, "png"))
