"""`maatwerk tipping`: where one more step of room does more harm than good, over hours and complexity of the law."""

from pathlib import Path

from . import study_command as studies

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
    flag = studies.new(commands, "tipping", DOES)
    flag("study", metavar="SCENARIO|FILE", help="a scenario to run, or tipping.h5 of an earlier run, which is only read")
    flag("-o", "--output", metavar="DIR", help="keep the studies and figures; the same command goes on there")
    for name, metric in PRICED.items():
        flag(f"--{name}", type=price, metavar="X", help=f"what a unit of {metric} weighs in misfit")
    flag("--width", choices=("column", "page", "slide"), default="page", help="of the figures (default: page)")
    studies.add_common(flag, 6, 12, 1, "at each place", "sweep")


def prices(options):
    """The declared prices, with those that were asked for."""
    from .tipping import PRICES

    asked = {metric: getattr(options, name) for name, metric in PRICED.items()}
    return PRICES | {metric: value for metric, value in asked.items() if value is not None}


def run(options):
    """Runs the study if there is none, and says what it shows."""
    from . import tipping_study, tipping_words
    from .figures import tipping_map
    from .language import Language

    language = Language(options.language)
    with studies.folder_of(options) as folder:
        if options.study.endswith((".h5", ".partial")):
            path = Path(options.study)
        else:
            both = tipping_study.Studies(options.study, options, folder)
            runs, seconds = both.forecast()
            if not studies.goes_on(options, language, "tipping_map.forecast", seconds, runs=runs):
                return
            path = both.make()
        map_ = tipping_words.Map(tipping_study.open_ground(path), prices(options))
        said = studies.say(tipping_words.lines(map_, language))
        if options.output:
            studies.keep(folder, language.code, "tipping", said, tipping_map.draw_all(map_, language, options.width))
