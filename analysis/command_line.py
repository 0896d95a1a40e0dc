"""Reads the command line, does what it asks, and turns mistakes into one line and a status."""

import argparse
import sys
import tempfile
from pathlib import Path

from . import levers_command, measure_command, pilot_command, tipping_command
from .errors import FileError, ProgramError, UsageError
from .language import LANGUAGES, Language
from .matching import is_matching, open_matching
from .output import announce, writing
from .results import open_results
from .sweeps import open_sweep

FORMATS = ("png", "svg", "pdf")
WIDTHS = ("column", "page", "slide")  # of style.WIDTHS, which takes a second to load


class Parser(argparse.ArgumentParser):
    """A parser whose mistakes are one line with a remedy, not a page of usage."""

    def error(self, message):
        raise UsageError(f"{message}. See: {self.prog} --help")


# command: what it makes, and whether of a sweep
COMMANDS = {
    "report": ("one page of HTML a language, to read offline or print, and its figures", False),
    "figures": ("every figure as a file", False),
    "sensitivity": ("which factors of a morris or saltelli sweep matter", True),
    "discovery": ("where in a random sweep a statement about two scenarios fails", True),
    "plane": ("maps of a sweep over the plane: levels, loops, where room tips", True),
}

# Commands that run studies of their own: each has its flags and its run.
STUDIES = {
    "levers": levers_command,
    "tipping": tipping_command,
    "test-measure": measure_command,
    "pilot": pilot_command,
}

CLOSE_UP = "Write a page of one case, or of one life under each scenario, with a picture."
PRACTICE = "a practice of the essay: its study, and the answer to its question with a table and a figure"


def parser():
    """All commands and their flags."""
    top = Parser(prog="maatwerk")
    top.description = "Figures, reports and estimates from a result file of maatwerk."
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (does, _) in COMMANDS.items():
        command = commands.add_parser(name, help=does, description=does, allow_abbrev=False)
        command.add_argument("file", metavar="FILE", help="result file (.h5)")
        command.add_argument("-o", "--output", metavar="DIR", required=True, help="where to write")
        command.add_argument(
            "--language", "--lang", choices=(*LANGUAGES, "both"), default="both", help="default: both"
        )
        if name == "report":
            command.add_argument(
                "--levers", metavar="FILE|DIR", help="result file whose scenarios differ in levers, or what `maatwerk levers -o` left"
            )
            command.add_argument("--tipping", metavar="FILE", help="tipping.h5 of `maatwerk tipping -o`")
            command.add_argument("--case", metavar="CASE", help="show this case from close by, under each variant")
        else:
            command.add_argument(
                "--format", default="png", metavar="LIST", help="png,svg,pdf (default: png)"
            )
        if name in ("figures", "plane"):
            command.add_argument(
                "--width", choices=WIDTHS, default="page", help="made for (default: page)"
            )
        if name == "plane":
            command.add_argument(
                "--all", action="store_true", help="a map of every metric, not only the chosen five"
            )
        if name in ("sensitivity", "plane"):
            command.add_argument(
                "--metric",
                action="append",
                metavar="NAME@WINDOW",
                help="again for more; the window is last_year if not given",
            )
        if name == "discovery":
            command.add_argument(
                "--when",
                required=True,
                metavar="STATEMENT",
                help='as "underserved@last_year standard-maatwerk < policy-categories"',
            )
            command.add_argument(
                "--find", choices=("fails", "holds"), default="fails", help="default: fails"
            )
            command.add_argument(
                "--smallest-effect",
                type=float,
                default=0.0,
                metavar="X",
                help="differences up to X count as failing (default: 0)",
            )
    practice = commands.add_parser("practice", help=PRACTICE, description=PRACTICE, allow_abbrev=False)
    practice.add_argument("name", metavar="NAME", help="duo, cbr, coa and others; `all` for all nine")
    practice.add_argument("-o", "--output", metavar="DIR", help="keep the study, and write its figure")
    practice.add_argument("--language", "--lang", choices=LANGUAGES, default="nl", help="default: nl")
    practice.add_argument("-n", "--replicates", type=int, metavar="N", help="default: 10")
    practice.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="as of `maatwerk sweep`")
    close_up = commands.add_parser("close-up", help=CLOSE_UP, description=CLOSE_UP, allow_abbrev=False)
    close_up.add_argument("name", metavar="CASE", help="a case's file or name, or citizen, worker, rule, office")
    close_up.add_argument("-o", "--output", metavar="DIR", default=".", help="default: here")
    close_up.add_argument("--language", "--lang", choices=(*LANGUAGES, "both"), default="both", help="default: both")
    close_up.add_argument("--scenario", action="append", default=[], metavar="NAME", help="as of `maatwerk case`")
    close_up.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="as of `maatwerk case`")
    close_up.add_argument("--months", type=int, metavar="N", help="recorded months of each run")
    close_up.add_argument("-n", "--replicates", type=int, metavar="N", help="of each scenario")
    for study in STUDIES.values():
        study.add(commands)
    return top


def main(arguments=None):
    """Runs the program; gives its exit status: 0 done, 2 usage, 4 files."""
    try:
        options = parser().parse_args(arguments)
        run(options)
    except (UsageError, FileError, ProgramError) as problem:
        print(f"maatwerk: {str(problem).rstrip('.')}.", file=sys.stderr)
        return problem.exit_status
    return 0


def run(options):
    """Opens the file, says what it leaves out, and writes what was asked."""
    if options.command == "practice":
        answer_practices(options)
        return
    if options.command == "close-up":
        write_close_up(options)
        return
    if options.command in STUDIES:
        STUDIES[options.command].run(options)
        return
    formats = read_formats(getattr(options, "format", "png"))
    if options.command == "figures" and is_matching(options.file):
        draw_matching(options, formats)
        return
    of_sweep = COMMANDS[options.command][1]
    results = open_sweep(options.file) if of_sweep else open_results(options.file)
    for remark in [*remarks(results), *([] if of_sweep else remarks_on_runs(results))]:
        print(f"note: {remark}", file=sys.stderr)
    codes = codes_of(options)
    with writing(Path(options.output)) as directory:
        if of_sweep:
            write_of_sweep(options, results, codes, directory, formats)
            return
        for code in codes:
            write(options, results, Language(code).of(results), directory, formats)


def draw_matching(options, formats):
    """Draws what a file of fitted worlds says of how they were found."""
    from .figures import matching as figures

    matching = open_matching(options.file)
    with writing(Path(options.output)) as directory:
        for code in codes_of(options):
            keep(directory, code, figures.draw_all(matching, Language(code), options.width), formats)


def keep(directory, code, figures, formats):
    """Writes figures by name, each in every format, and names the files."""
    from . import style

    for name, figure in figures.items():
        for suffix in formats:
            announce(directory / f"{name}.{code}.{suffix}", style.image(figure, suffix))


def codes_of(options):
    """The languages that are asked for."""
    return LANGUAGES if options.language == "both" else (options.language,)


def write_close_up(options):
    """Writes the page of a case or a life, and names it."""
    from . import close_up_page

    flags = {name: getattr(options, name) for name in ("scenario", "set", "months", "replicates")}
    with writing(Path(options.output)) as directory:
        for code in codes_of(options):
            name, page = close_up_page.make(options.name, code, flags)
            announce(directory / name, page.encode())


def answer_practices(options):
    """Runs the study of one practice or of all, and prints what it answers."""
    from . import practice

    names = list(practice.declared()) if options.name == "all" else [options.name]
    declarations = {name: practice.find(name) for name in names}
    language = Language(options.language)
    with (
        tempfile.TemporaryDirectory(prefix="maatwerk-") as folder,
        writing(Path(options.output or folder)) as directory,
    ):
        for name, declaration in declarations.items():
            path = directory / f"{name}.h5"
            practice.run_study(declaration, path, options)
            study = practice.open_study(declaration, path)
            for line in practice.lines(name, declaration, study, language):
                print(line)
            if options.output:
                draw_practice(name, declaration, study, language, directory)


def draw_practice(name, declaration, study, language, directory):
    """Writes the picture of a practice beside its study."""
    from .figures import practice

    figure = practice.draw(name, declaration, study, language)
    keep(directory, language.code, {name: figure}, ("png",))


def write(options, results, language, directory, formats):
    """Writes the report with its figures, or the figures, and names every file written."""
    # Drawing takes a second to load; mistakes on the command line should not wait for it.
    from . import close_up_page, report, style, try_it, what_helps
    from .figures import draw_all

    language.step = results.step
    if options.command == "report":  # what is read comes first: its mistakes should not wait for pictures
        folder = options.levers and Path(options.levers).is_dir()
        pulled = open_results(options.levers) if options.levers and not folder else None
        done = what_helps.fields(options.levers if folder else None, options.tipping, language)
    pictures = draw_all(results, language, getattr(options, "width", "page"))
    drawn = {name: picture for name, picture in pictures.items() if picture.figure}
    for picture in pictures.values():
        if picture.reason:
            print(f"note: {picture.reason}", file=sys.stderr)
    if options.command == "report":
        images = {name: style.image(picture.figure, "svg") for name, picture in drawn.items()}
        linked = options.language == "both"
        case = close_up_page.asked(options.case, language.code, {}) if options.case else None
        page = report.render(results, language, pictures, images, linked, pulled, case, done, try_it.is_beside(directory))
        announce(directory / report.file_name(language), page.encode())
        (directory / "figures").mkdir(exist_ok=True)
        for name, image in images.items():
            announce(directory / "figures" / f"{name}.{language.code}.svg", image)
        return
    keep(directory, language.code, {name: picture.figure for name, picture in drawn.items()}, formats)


def write_of_sweep(options, sweep, codes, directory, formats):
    """Writes the tables and figures of a command for sweeps, and names every file written."""
    from . import sweep_commands  # loads matplotlib, see write

    languages = [Language(code) for code in codes]
    for name, content in sweep_commands.RUN[options.command](sweep, options, languages, formats):
        announce(directory / name, content)


def read_formats(words):
    """The list after --format, checked."""
    formats = [word.strip() for word in words.split(",") if word.strip()]
    unknown = [word for word in formats if word not in FORMATS]
    if unknown or not formats:
        raise UsageError(
            f"--format {words} (no such format: {', '.join(unknown) or 'empty'}). "
            f"Choose from {', '.join(FORMATS)}"
        )
    return formats


def remarks(results):
    """What a reader must know of a file before its numbers: drops."""
    if results.failed:
        yield f"{results.failed} of {results.planned} runs failed and are left out"
    if results.unfinished:
        yield f"{results.unfinished} of {results.planned} runs were not made"


def remarks_on_runs(results):
    """The same of a run or comparison: a sweep has its own uses for few replicates."""
    if not results.dynamics:
        yield "it names no dynamics (written before files did): run it again to see what loops do"
    fewest = min(results.count(name) for name in results.scenarios)
    if fewest < 5:
        few = f"{fewest} replicates" if fewest > 1 else "1 replicate"
        yield f"only {few}: intervals are wide and rough (5 or more advised)"
