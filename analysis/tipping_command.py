"""`maatwerk tipping`: where one more step of room does more harm than good, over hours and complexity of the law."""

import sys
import tempfile
from pathlib import Path

from .language import LANGUAGES, Language
from .levers_command import number, whole
from .output import announce, writing

DOES = "where one more step of room does more harm than good, over hours and complexity of the law"
PRICED = {"waiting": "waiting", "hardship": "hardship", "cost": "cost_administration"}


def price(words):
    """A number from 0."""
    value = float(words)
    if not 0 <= value < float("inf"):
        raise ValueError
    return value


price.__name__ = "price"  # what the parser calls it in its message


def add(commands):
    """The command and its flags."""
    command = commands.add_parser("tipping", help=DOES, description=DOES, allow_abbrev=False)
    flag = command.add_argument
    flag("study", metavar="SCENARIO|FILE", help="a scenario to run, or tipping.h5 of an earlier run, which is only read")
    flag("-o", "--output", metavar="DIR", help="keep the studies and figures; the same command goes on there")
    for name, metric in PRICED.items():
        flag(f"--{name}", type=price, metavar="X", help=f"what a unit of {metric} weighs in misfit")
    flag("-n", "--replicates", type=number, default=6, metavar="N", help="at each place (default: 6)")
    flag("-s", "--seed", metavar="N", help="default: that of the scenario")
    flag("-j", "--threads", type=number, metavar="N", help="default: every processor")
    flag("--worlds", type=whole, default=12, metavar="N", help="worlds in which it is run too (default: 12)")
    flag("--worlds-replicates", type=number, default=1, metavar="N", help="replicates in each (default: 1)")
    flag("--set", action="append", default=[], metavar="KEY=VALUE", help="as of `maatwerk sweep`")
    flag("--width", choices=("column", "page", "slide"), default="page", help="of the figures (default: page)")
    flag("--language", "--lang", choices=LANGUAGES, default="en", help="default: en")


def prices(options):
    """The declared prices, with those that were asked for."""
    from .tipping import PRICES

    asked = {metric: getattr(options, name) for name, metric in PRICED.items()}
    return PRICES | {metric: value for metric, value in asked.items() if value is not None}


def run(options):
    """Runs the study if there is none, and says what it shows."""
    from . import tipping_study, tipping_words

    language = Language(options.language)
    with tempfile.TemporaryDirectory(prefix="maatwerk-") as scratch, writing(Path(options.output or scratch)) as folder:
        known = options.study.endswith((".h5", ".partial"))
        path = Path(options.study) if known else tipping_study.make(options.study, options, folder)
        map_ = tipping_words.Map(tipping_study.open_ground(path), prices(options))
        said = "\n".join(tipping_words.lines(map_, language)) + "\n"
        print(said, end="")
        if options.output:
            keep(map_, language, folder, said, options.width)
    sys.stdout.flush()


def keep(map_, language, folder, said, width):
    """Writes what was said and the figures beside the studies."""
    from . import style
    from .figures import tipping_map

    announce(folder / f"tipping.{language.code}.txt", said.encode())
    for name, figure in tipping_map.draw_all(map_, language, width).items():
        announce(folder / f"{name}.{language.code}.png", style.image(figure, "png"))
