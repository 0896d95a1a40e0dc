"""What is not meant well, or goes wrong around us: odd names, outputs that are no files, streams
that are closed or full, signals, control characters."""

import json
import os
import pty
import shutil
import signal
import stat
import subprocess
import time

import pytest
import xarray

from conftest import TOY, Call

ODD_NAMES = [
    "with space",
    "quote'd",
    'double"quote',
    "a;b",
    "$(touch PWNED)",
    "`touch PWNED`",
    "star*",
    "-n",
    "new\nline",
    "back\\slash",
    "é",
]


# --- Outputs that are not files -----------------------------------------------------------------


@pytest.mark.parametrize(
    "line", ["run town.toml", "init", "export r.h5", "compare --variants town.toml -n 2"]
)
@pytest.mark.parametrize("flags", [[], ["--force"]], ids=["", "force"])
def test_what_is_no_file_is_never_replaced(toy, folder, line, flags):
    toy("run", "town.toml", "-o", "r.h5", "-q")
    os.mkfifo(folder / "pipe")
    (folder / "device").symlink_to("/dev/null")
    (folder / "dangling").symlink_to("nowhere")
    (folder / "folder").mkdir()
    for name, kind in [
        ("pipe", "a pipe"),
        ("device", "a device"),
        ("/dev/null", "a device"),
        ("dangling", "a link to nothing"),
        ("folder", "a directory"),
    ]:
        call = toy(*line.split(), "-o", name, *flags)
        assert (call.exit, f"({kind})" in call.err) == (4, True), (name, call.err)
        assert call.err.count("\n") == 1
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    assert (folder / "dangling").is_symlink()
    left = {path.name for path in folder.iterdir()}
    assert left == {"town.toml", "r.h5", "pipe", "device", "dangling", "folder"}


def test_a_journal_that_is_no_file_is_not_written_to(toy, folder):
    (folder / "r.h5.partial").symlink_to("/dev/null")
    call = toy("run", "town.toml", "-o", "r.h5", "--force")
    assert call.exit == 4 and "r.h5.partial (a device)" in call.err


@pytest.mark.parametrize(
    "line, output",
    [
        ("run town.toml", "town.toml"),
        ("run town.toml", "./town.toml"),
        ("run town.toml", "linked.toml"),
        ("run child.toml", "town.toml"),
        ("compare town.toml child.toml", "child.toml"),
        ("export r.h5", "r.h5"),
        ("merge r.h5", "r.h5"),
        ("sweep design.toml", "town.toml"),
        ("sweep design.toml", "design.toml"),
    ],
)
def test_a_file_that_is_read_is_not_written_over(toy, folder, line, output):
    (folder / "child.toml").write_text('schema_version = 1\nextends = "town.toml"\n')
    (folder / "linked.toml").symlink_to("town.toml")
    (folder / "design.toml").write_text(
        'schema_version = 1\nbase = "town.toml"\n[design]\nkind = "grid"\nlevels = 2\n'
        '[[factor]]\nname = "citizens.lens"\nmin = 0\nmax = 1\n'
    )
    toy("run", "town.toml", "-o", "r.h5", "-q")
    before = (folder / output).read_bytes()
    call = toy(*line.split(), "-o", output, "--force")
    assert (call.exit, "reads it" in call.err) == (4, True), call.err
    assert (folder / output).read_bytes() == before


@pytest.mark.parametrize(
    "command", ["run", "check", "sweep --dry-run", "hypotheses", "status", "export"]
)
def test_inputs_that_never_end_are_refused_at_once(toy, folder, command):
    os.mkfifo(folder / "pipe.toml")
    (folder / "gone.toml").symlink_to("nowhere")
    for name in ["pipe.toml", "gone.toml", "/dev/zero", "/proc/self/environ", "."]:
        began = time.monotonic()
        call = toy(*command.split(), name)
        assert call.exit in (2, 4), (name, call.err)
        assert name in call.err
        assert time.monotonic() - began < 5


@pytest.mark.parametrize("line", ["init --full", "export r.h5"])
def test_a_full_disk_leaves_no_half_of_a_text(toy, folder, line):
    toy("run", "town.toml", "-n", "20", "-o", "r.h5", "-q")
    command = f"ulimit -f 1; exec {TOY} {line} -o text"
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 4 and "File too large" in done.stderr
    assert {path.name for path in folder.iterdir()} == {"town.toml", "r.h5"}


def test_two_exports_to_one_name_end_with_one_whole_table(toy, folder):
    toy("run", "town.toml", "-n", "200", "-o", "r.h5", "-q")
    whole = toy("export", "r.h5", "--by", "month").out.encode()
    writers = [
        subprocess.Popen(
            [TOY, "export", "r.h5", "--by", "month", "-o", "t.csv", "--force", "-q"],
            cwd=folder,
            stderr=subprocess.PIPE,
        )
        for _ in range(6)
    ]
    codes = [writer.wait() for writer in writers]
    assert set(codes) <= {0, 4} and 0 in codes
    same = (folder / "t.csv").read_bytes() == whole
    assert same  # and no difference of a megabyte to print
    assert not (folder / "t.csv.writing").exists()


# --- Names -----------------------------------------------------------------------------------------


def with_odd_scenarios(folder):
    (folder / "scenarios").mkdir()
    for name in ODD_NAMES:
        shutil.copy(folder / "town.toml", folder / "scenarios" / f"{name}.toml")
    raw = os.fsencode(folder / "scenarios") + b"/no\xff utf8.toml"
    with open(raw, "wb") as file:
        file.write((folder / "town.toml").read_bytes())


BASH = """
maatwerk() {{ {program} "$@"; }}
source <(maatwerk completion bash)
COMP_WORDS=(maatwerk run "$1"); COMP_CWORD=2; _maatwerk
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
ZSH = """
zmodload zsh/zpty; autoload -U +X compinit && compinit -u; autoload -U +X bashcompinit && bashcompinit
maatwerk() {{ {program} "$@"; }}
source <(maatwerk completion bash | sed '/^complete /d')
setopt ksharrays
COMP_WORDS=(maatwerk run "$1"); COMP_CWORD=2
_maatwerk
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
FISH = """
function maatwerk; {program} $argv; end
maatwerk completion fish | source
complete -C "maatwerk run $argv[1]"
"""


def required(shell):
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    return shell


@pytest.mark.parametrize(
    "shell, script", [("bash", BASH), ("zsh", ZSH), ("fish", FISH)], ids=["bash", "zsh", "fish"]
)
def test_completion_offers_names_and_runs_nothing_of_them(folder, shell, script):
    with_odd_scenarios(folder)
    (folder / "$(touch PWNED)").write_text("")
    for word in ["", "$", "a", "`", "with"]:
        done = subprocess.run(
            [required(shell), *(["-f"] if shell == "zsh" else []), "-c", script.format(program=TOY)]
            + (["_"] if shell != "fish" else [])
            + [word],
            cwd=folder,
            capture_output=True,
            env={**os.environ, "HOME": str(folder / "home")},
        )
        if word == "a":
            assert b"a;b" in done.stdout, done.stderr
        if word == "with":
            assert b"with space" in done.stdout or b"with\\ space" in done.stdout
    assert not list(folder.rglob("PWNED"))


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_file_of_any_name_runs_and_is_read_back(toy, folder, name):
    shutil.copy(folder / "town.toml", folder / f"{name}.toml")
    call = toy("run", f"./{name}.toml", "-o", f"./{name}.h5", "-q")
    assert call.exit == 0, call.err
    # The netCDF library takes a backslash for a slash; h5netcdf does not.
    engine = "h5netcdf" if "\\" in name else "netcdf4"
    with xarray.open_dataset(folder / f"{name}.h5", engine=engine) as file:
        assert file.attrs["model"]
    for command in ("status", "export", "reproduce"):
        assert toy(command, f"./{name}.h5").exit == 0


def test_a_name_that_is_no_text_is_refused_or_works_and_breaks_no_list(toy, folder):
    with_odd_scenarios(folder)
    call = subprocess.run([TOY, "list", "scenarios"], cwd=folder, capture_output=True)
    assert call.returncode == 0 and b"with space" in call.stdout
    call = subprocess.run([TOY, "list", "scenarios", "--json"], cwd=folder, capture_output=True)
    assert call.returncode == 0
    assert "with space" in {row["name"] for row in json.loads(call.stdout)["scenarios"]}
    raw = b"scenarios/no\xff utf8.toml"
    for line in ([b"check", raw], [b"run", raw], [b"run", raw, b"--json"], [b"run", raw, b"-o", b"r.h5"]):
        call = subprocess.run([os.fsencode(TOY), *line], cwd=folder, capture_output=True)
        assert call.returncode in (0, 4), (line, call.stderr)
    with xarray.open_dataset(folder / "r.h5", group="scenarios", engine="netcdf4") as file:
        assert str(file.scenario.values[0]) == "no\ufffd utf8"


def test_a_name_longer_than_a_file_may_have_is_an_error_of_output(toy, folder):
    assert toy("run", "town.toml", "-o", "x" * 300 + ".h5").exit == 4
    assert toy("init", "-o", "x" * 300).exit == 4
    assert toy("run", "x" * 5000 + ".toml").exit == 4


# --- Streams and signals -----------------------------------------------------------------------------


def shell(folder, command):
    return subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True)


@pytest.mark.parametrize("end", ["2>&-", "2>/dev/full", "2> >(exit 0)"])
@pytest.mark.parametrize("progress", ["plain", "bar", "json"])
def test_a_broken_stderr_stops_no_work(folder, end, progress):
    done = shell(folder, f"{TOY} run town.toml -n 20 --progress {progress} -o r.h5 {end}")
    assert done.returncode == 0 and "underserved" in done.stdout
    assert shell(folder, f"{TOY} status r.h5").returncode == 0


@pytest.mark.parametrize("command", ["run town.toml -n 2", "list metrics", "export r.h5", "help"])
@pytest.mark.parametrize("end", [">&-", ">/dev/full"])
def test_a_table_that_is_lost_is_an_error(folder, command, end):
    shell(folder, f"{TOY} run town.toml -o r.h5 -q")
    done = shell(folder, f"{TOY} {command} {end}")
    assert done.returncode == 4 and "standard output" in done.stderr
    assert done.stderr.count("standard output") == 1


@pytest.mark.parametrize("closed", ["<&-", "<&- >&-", "<&- >&- 2>&-", "2>&-"])
def test_no_result_becomes_a_standard_stream(folder, closed):
    shell(folder, f"{TOY} run town.toml -o whole.h5 --deterministic -q")
    shell(folder, f"{TOY} run town.toml -o r.h5 --deterministic {closed}")
    assert (folder / "r.h5").read_bytes() == (folder / "whole.h5").read_bytes()


def test_a_reader_that_goes_away_ends_a_list_without_a_word(folder):
    done = shell(folder, f"set -o pipefail; {TOY} list parameters --json | head -1")
    assert done.returncode in (0, 128 + signal.SIGPIPE) and done.stderr == ""


def slow_study(folder, prefix=()):
    process = subprocess.Popen(
        [*prefix, TOY, "run", "town.toml", "-n", "60", "-j", "2", "-o", "r.h5", "--progress", "json"]
        + ["--set", "testing.milliseconds=100"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert b'"done":16' in process.stderr.readline()
    return process


def test_a_terminal_that_closes_ends_a_study_as_sigterm_does(toy, folder):
    process = slow_study(folder)
    process.send_signal(signal.SIGHUP)
    process.communicate()
    assert process.returncode == 129
    assert toy("run", "town.toml", "-n", "60", "-o", "r.h5", "--resume", "-q",
               "--set", "testing.milliseconds=100").exit == 0


def test_under_nohup_a_hangup_is_ignored(folder):
    process = slow_study(folder, prefix=["nohup"])
    process.send_signal(signal.SIGHUP)
    time.sleep(0.2)
    assert process.poll() is None
    process.kill()
    process.communicate()


def test_a_second_sigterm_ends_at_once(folder):
    process = slow_study(folder)
    process.send_signal(signal.SIGTERM)
    time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    began = time.monotonic()
    process.communicate()
    assert process.returncode == 143 and time.monotonic() - began < 1


# --- What reaches screens ------------------------------------------------------------------------------

EVIL = "\x1b[2J\x1b]0;owned\x07 \u009b31m red\x7f"


def steering(text):
    """Control characters that a terminal may obey, but for line ends, tabs, and our bold and dim."""
    for own in ("\x1b[0m", "\x1b[1m", "\x1b[2m", "\r\x1b[K"):
        text = text.replace(own, "")
    return [c for c in text if (ord(c) < 32 and c not in "\n\t\r") or 127 <= ord(c) < 160]


def in_terminal(folder, *arguments):
    """What a terminal would get of it."""
    primary, secondary = pty.openpty()
    process = subprocess.Popen([TOY, *arguments], cwd=folder, stdout=secondary, stderr=secondary)
    os.close(secondary)
    parts = []
    while True:
        try:
            part = os.read(primary, 65536)
        except OSError:
            break
        if not part:
            break
        parts.append(part)
    process.wait()
    os.close(primary)
    return b"".join(parts).decode(errors="replace")


def test_no_title_key_or_name_steers_a_terminal(folder):
    quoted = json.dumps(EVIL)
    (folder / "scenarios").mkdir()
    text = (folder / "town.toml").read_text()
    (folder / "scenarios/evil.toml").write_text(text.replace('"A small town"', quoted))
    (folder / "key.toml").write_text(text + f"\n[citizens]\n{quoted} = 1\n")
    (folder / f"a{EVIL.replace('/', '')}.toml").write_text(text)
    for line in (
        ["run", "scenarios/evil.toml", "-n", "2", "-o", "e.h5"],
        ["status", "e.h5"],
        ["export", "e.h5", "--by", "run"],
        ["list", "scenarios"],
        ["check", "key.toml"],
        ["check", "--print-resolved", "scenarios/evil.toml"],
        ["run", f"a{EVIL}.toml", "-n", "2"],
        ["run", EVIL],
        [EVIL],
        ["run", "town.toml", "--set", f"{EVIL}=1"],
    ):
        assert steering(in_terminal(folder, *line)) == [], line


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_cell_of_a_table_is_a_formula(folder, name):
    shutil.copy(folder / "town.toml", folder / f"{name}.toml")
    assert Call("run", f"./{name}.toml", "-n", "2", "-o", "r.h5", "-q", folder=folder).exit == 0
    rows = Call("export", "r.h5", "--by", "run", folder=folder).out.splitlines()
    assert rows[1].startswith(f"'{name},")


def test_json_with_control_characters_stays_json(folder):
    (folder / "town.toml").write_text(
        (folder / "town.toml").read_text().replace('"A small town"', json.dumps(EVIL))
    )
    call = Call("run", "town.toml", "--json", "-n", "2", folder=folder)
    assert not steering(call.out)
    assert json.loads(call.out)["title"] == EVIL
