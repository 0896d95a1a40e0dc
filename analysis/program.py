"""The program from Python: studies go in as names, paths or dictionaries, and come back as labelled data.

    import maatwerk

    data = maatwerk.compare("standardisation", "standard-maatwerk", replicates=10, seed=1)
    data.underserved.mean("replicate").plot(hue="scenario")

Each call runs the program `maatwerk` and reads the file that it wrote, so the numbers are those of the command
line, bit for bit. MAATWERK_PROGRAM names another program than the first `maatwerk` on the path.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

from .errors import ProgramError
from .labelled import open_labelled

STUDIES = ("run", "compare", "sweep")  # what shows its progress
SOME_FAILED = 5  # exit status: the file is whole, and says which
BESIDE = Path(__file__).resolve().parents[3] / "bin" / "maatwerk"  # where both are installed: PREFIX/share/maatwerk/…


def run(scenario, **flags):
    """The replicates of one scenario; see compare for the flags."""
    return study("run", [scenario], flags)


def compare(*scenarios, **flags):
    """Scenarios on common random numbers, as a dataset (scenario, replicate, month).

    A scenario is a name, a path, or a dictionary like its file: {"policy": {"group_tailoring": 100}}. Flags are
    those of the command line with `_` for `-`: replicates=10, seed=1, threads=2, variants=True, cuts=True,
    set={"population.size": 2000}, output="r.h5" to keep the file. `progress` is "auto" or "none".

    Raises ProgramError with the program's own message.
    """
    return study("compare", scenarios, flags)


def sweep(experiment, **flags):
    """The runs of an experiment, as a dataset (run, month) with the design's factors as coordinates."""
    return study("sweep", [experiment], flags)


def hypotheses(declaration, **flags):
    """The verdicts on a file of hypotheses, as `maatwerk hypotheses --json` gives them."""
    return json.loads(call("hypotheses", [str(declaration), "--json"], flags))


def study(command, scenarios, flags):
    """Runs a study to a file of its own, or to `output`, and opens it."""
    with tempfile.TemporaryDirectory(prefix="maatwerk-") as folder:
        output = Path(flags.pop("output", Path(folder) / "result.h5"))
        operands = [str(as_file(scenario, Path(folder), k)) for k, scenario in enumerate(scenarios)]
        call(command, [*operands, "--output", str(output)], flags)
        return open_labelled(output)


def as_file(scenario, folder, number):
    """A name or path as it is; a dictionary written down, under its title or its number."""
    if not isinstance(scenario, dict):
        return scenario
    import tomli_w

    path = folder / f"{scenario.get('name', f'scenario-{number + 1}')}.toml"
    content = {"schema_version": 1} | {key: value for key, value in scenario.items() if key != "name"}
    path.write_text(tomli_w.dumps(content), encoding="utf-8")
    return path


def call(command, operands, flags):
    """Standard output of the program; its warnings become Python's, its failures exceptions."""
    progress = flags.pop("progress", "auto")
    shown = command in STUDIES and progress != "none" and sys.stderr is not None and sys.stderr.isatty()
    words = [program(), command, *operands, *words_of(flags)]
    if command in STUDIES:
        words += ["--progress", "bar" if shown else "none"]
    done = subprocess.run(words, capture_output=not shown, stdout=subprocess.PIPE if shown else None, text=True)
    notes = (done.stderr or "").splitlines()
    for note in notes:
        if note.startswith("warning: "):
            warnings.warn(note.removeprefix("warning: "), stacklevel=4)
    if done.returncode == SOME_FAILED:
        warnings.warn(f"some runs failed: {notes[-1] if notes else 'they are NaN'}", stacklevel=4)
    elif done.returncode != 0:
        said = [note.removeprefix("maatwerk: ") for note in notes if note.startswith("maatwerk: ")]
        raise ProgramError("\n".join(said or notes or [f"maatwerk {command} failed"]), done.returncode)
    return done.stdout


def words_of(flags):
    """Flags as the command line writes them: set={...} again and again, True for one without a value."""
    for name, value in flags.items():
        flag = f"--{name.replace('_', '-')}"
        if isinstance(value, dict):
            for key, one in value.items():
                yield from (flag, f"{key}={toml(one)}")
        elif isinstance(value, (list, tuple)):
            for one in value:
                yield from (flag, str(one))
        elif value is True:
            yield flag
        elif value is not False and value is not None:
            yield from (flag, str(value))


def toml(value):
    """A value as TOML writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def program():
    """Path of the program: MAATWERK_PROGRAM, the one that this package was installed with, or the first on the path."""
    named = os.environ.get("MAATWERK_PROGRAM")
    found = named or (str(BESIDE) if BESIDE.exists() else shutil.which("maatwerk"))
    if found is None:
        raise ProgramError("no program maatwerk on the path. Install it, or name it in MAATWERK_PROGRAM", 127)
    return found
