"""`maatwerk pilot`: which evaluation would see the effect of a change, before it is rolled out."""

import sys
import tempfile
from pathlib import Path

from .language import LANGUAGES, Language
from .levers_command import number, whole
from .output import announce, writing

DOES = "which evaluation of a rollout would see the effect of a change: designs, offices, months"


def numbers(words):
    """Whole numbers above 0, with commas."""
    return sorted({number(one) for one in words.split(",")})


def offices(words):
    """The same; an evaluation compares two offices or more."""
    found = numbers(words)
    if found[0] < 4:
        raise ValueError
    return found


numbers.__name__ = "list of whole numbers"  # what the parser calls them in its message
offices.__name__ = "list of whole numbers from 4"


def add(commands):
    """The command and its flags."""
    command = commands.add_parser("pilot", help=DOES, description=DOES, allow_abbrev=False)
    flag = command.add_argument
    flag("scenario", metavar="SCENARIO", help="where it is brought in: a path, or a name from `maatwerk list`")
    flag("--change", action="append", default=[], metavar="FILE|'KEY = VALUE'",
         help="what is brought in: a scenario file whose events count, or words of an event; words again for more events")
    flag("-o", "--output", metavar="DIR", help="keep all studies, the text and the figure; the same command goes on there")
    flag("--metric", action="append", default=[], metavar="NAME",
         help="what the evaluation measures; again for more (default: underserved)")
    flag("--offices", type=offices, default=[4, 8, 16], metavar="LIST",
         help="offices that take part, from 4 (default: 4,8,16)")
    flag("--months", type=numbers, default=[12, 24, 36], metavar="LIST",
         help="months from the first change to the end (default: 12,24,36)")
    flag("-n", "--replicates", type=number, default=100, metavar="N", help="evaluations of each plan (default: 100)")
    flag("--worlds", type=whole, default=20, metavar="N", help="worlds in which the best plan is looked at (default: 20)")
    flag("--worlds-replicates", type=number, default=10, metavar="N", help="evaluations in each (default: 10)")
    flag("-s", "--seed", metavar="N", help="default: that of the scenario")
    flag("-j", "--threads", type=number, metavar="N", help="default: every processor")
    flag("--set", action="append", default=[], metavar="KEY=VALUE", help="as of `maatwerk sweep`")
    flag("--language", "--lang", choices=LANGUAGES, default="en", help="default: en")
    flag("--dry-run", action="store_true", help="print only what it would take")


def run(options):
    """Runs the study and says what it found."""
    from . import pilot_words
    from .pilot_study import Study

    language = Language(options.language)
    kept = options.output if not options.dry_run else None
    with tempfile.TemporaryDirectory(prefix="maatwerk-") as scratch, writing(Path(kept or scratch)) as folder:
        study = Study(options, folder)
        plans, runs, seconds = study.forecast()
        announced = language("pilot.forecast", plans=plans, runs=runs, minutes=max(1, round(seconds / 60)))
        print(announced, file=sys.stdout if options.dry_run else sys.stderr)
        if options.dry_run:
            return
        study.check_metrics()
        said = "\n".join(pilot_words.lines(study, language)) + "\n"
        print(said, end="")
        if options.output:
            keep(study, language, folder, said)


def keep(study, language, folder, said):
    """Writes what was said and its figure beside the studies."""
    from . import style
    from .figures import pilot

    announce(folder / f"pilot.{language.code}.txt", said.encode())
    announce(folder / f"pilot.{language.code}.png", style.image(pilot.draw(study, language), "png"))
