"""`maatwerk test-measure`: what an intended change would bring each actor, which dynamics it feeds, and how sure that is."""

import sys

from . import study_command as studies
from .errors import NothingToDraw
from .language import LANGUAGES, Language
from .output import announce
from .pages import page

DOES = "what an intended change brings citizen, worker, manager and administrator after 1, 3 and 10 years, in one page"


def add(commands):
    """The command and its flags."""
    flag = studies.new(commands, "test-measure", DOES)
    flag("scenario", metavar="SCENARIO", help="where it is brought in: a path, or a name from `maatwerk list`")
    flag("--change", action="append", default=[], metavar="FILE|'KEY = VALUE'",
         help="what is brought in: a scenario file whose events count, or words of an event, as "
              "'month = 25, offices = [0], policy.individual_tailoring = 50'; words again for more events")
    flag("--from", dest="begin", type=studies.number, metavar="MONTH", help="moves the change, so that it begins in this month")
    flag("-o", "--output", metavar="DIR", help="write the page in both languages, and keep the studies")
    flag("--months", type=studies.number, metavar="N", help="recorded months (default: ten years from the change on)")
    studies.add_common(flag, 20, 20, 2)


def run(options):
    """Runs the study, says what it found, and writes its page."""
    from . import measure_tables
    from .measure_study import Study

    language = Language(options.language)
    with studies.folder_of(options) as folder:
        study = Study(options, folder)
        runs, seconds = study.forecast()
        if not studies.goes_on(options, language, "measure.forecast", seconds, runs=runs):
            return
        studies.say(measure_tables.lines(study, language))
        if options.output:
            for code in LANGUAGES:
                announce(folder / file_name(code), render(study, Language(code)).encode())
                draw(study, Language(code), folder)


def draw(study, language, folder):
    """Writes the picture of what the change does over the years, if there is one."""
    from . import style
    from .figures import difference

    try:
        figure = difference.draw(study.results, language.of(study.results), width="page")
    except NothingToDraw as reason:
        print(f"note: {reason}", file=sys.stderr)
        return
    announce(folder / f"test-measure.{language.code}.png", style.image(figure, "png"))


def file_name(code):
    """Name of the page in a language."""
    return f"test-measure.{code}.html"


def render(study, language):
    """The page as text."""
    from . import measure_tables as tables
    from . import measure_words as words

    return page(
        "measure.html",
        t=language,
        title=words.title(study, language),
        sentences=list(words.sentences(study, language)),
        heads=[language("measure.after", years=words.years(language, count)) for count in study.horizons],
        groups=tables.groups(study, language),
        key=words.key(study, language),
        dynamics=tables.fed_table(study, language),
        costs_head=tables.costs_head(study, language),
        about=list(words.about(study, language)),
        command=words.command(study),
        others=[(code, file_name(code), Language(code)("language")) for code in LANGUAGES if code != language.code],
    )
