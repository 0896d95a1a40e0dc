"""`maatwerk levers`: what each lever does alone, which bundles no other beats, and what that rests on."""

from . import study_command as studies

DOES = "what each lever does alone, which bundles of them no other beats, and where more of them does harm"


def add(commands):
    """The command and its flags."""
    flag = studies.new(commands, "levers", DOES)
    flag("scenario", metavar="SCENARIO", help="a path, or a name from `maatwerk list`")
    flag("-o", "--output", metavar="DIR", help="keep all studies, tables and figures; the same command goes on there")
    flag("--for", dest="actors", default="citizen,worker,manager,administrator", metavar="LIST",
         help="a front for each: citizen, worker, manager, administrator (default: all four)")
    flag("--goal", action="append", default=[], metavar="'METRIC [up|down]'",
         help="one front for these instead; again for more")
    flag("--limit", action="append", default=[], metavar="'METRIC < X'", help="bundles must keep this; again for more")
    flag("--budget-euro", type=float, metavar="X", help="most that a bundle may add to the cost of a decision")
    flag("--budget-hours", type=float, metavar="X", help="most that it may add to the hours of a case")
    flag("--largest", type=studies.number, default=5, metavar="N", help="most levers of a bundle that is searched for (default: 5)")
    flag("--front", type=studies.number, default=4, metavar="N", help="bundles of each front measured anew (default: 4)")
    studies.add_common(flag, 4, 10, 2, "of each bundle; the front gets twice as many, of the next seed", "sweep")


def run(options):
    """Runs the study and says what it found."""
    from . import lever_words
    from .figures import bundles
    from .language import Language
    from .lever_study import Study

    language = Language(options.language)
    with studies.folder_of(options) as folder:
        study = Study(options.scenario, options, folder)
        first, runs, seconds = study.forecast()
        if not studies.goes_on(options, language, "bundles.forecast", seconds, first=first, runs=runs):
            return
        study.search()
        study.remember()
        found = lever_words.Found(study)
        said = studies.say(lever_words.lines(found, language))
        if options.output:
            studies.keep(folder, language.code, "levers", said, bundles.draw_all(found, language))
