"""`maatwerk pilot`: which evaluation would see the effect of a change, before it is rolled out."""

from . import study_command as studies

DOES = "which evaluation of a rollout would see the effect of a change: designs, offices, months"


def numbers(words):
    """Whole numbers above 0, with commas."""
    return sorted({studies.number(one) for one in words.split(",")})


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
    flag = studies.new(commands, "pilot", DOES)
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
    studies.add_common(flag, 100, 20, 10, "evaluations of each plan", "sweep")


def run(options):
    """Runs the study and says what it found."""
    from . import pilot_words
    from .figures import pilot
    from .language import Language
    from .pilot_study import Study

    language = Language(options.language)
    with studies.folder_of(options) as folder:
        study = Study(options, folder)
        plans, runs, seconds = study.forecast()
        if not studies.goes_on(options, language, "pilot.forecast", seconds, plans=plans, runs=runs):
            return
        study.check_metrics()
        said = studies.say(pilot_words.lines(study, language))
        if options.output:
            studies.keep(folder, language.code, "pilot", said, {"pilot": pilot.draw(study, language)})
