"""clang-tidy over sources, of which those are passed over that it found clean with the same content before.

    clang_tidy.py BUILD_FOLDER JOBS SOURCE...

A source's content is its own, that of every header that its object was made of (ninja knows them), its command, and
clang-tidy's configuration and version. What was clean is remembered in BUILD_FOLDER/lint/clean. Exits with 1 if anything is found.
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys

# What is compiled for each number (sim/core/number.cmake) is read as compiled for double.
OTHER_WIDTHS = "-DSIM_WIDTH"


def commands_of(folder):
    """The compile command of each source: {absolute path: entry}."""
    entries = json.loads((folder / "compile_commands.json").read_text())
    return {e["file"]: e for e in entries if OTHER_WIDTHS not in e["command"]}


def inputs_of(folder):
    """What each object was made of, as ninja recorded it: {object: [absolute paths]}."""
    listing = subprocess.run(["ninja", "-C", folder, "-t", "deps"], capture_output=True, text=True, check=True).stdout
    inputs, files = {}, []
    for line in listing.splitlines():
        if line.startswith(" "):
            files.append(os.path.normpath(folder / line.strip()))
        elif ": #deps" in line:
            files = inputs[line.split(": #deps")[0]] = []
    return inputs


class Contents:
    """Digests of files, each read once."""

    def __init__(self):
        self.known = {}

    def digest(self, path):
        if path not in self.known:
            self.known[path] = hashlib.sha256(pathlib.Path(path).read_bytes()).digest()
        return self.known[path]


def digest_of(entry, inputs, rules, contents):
    """Hexadecimal; None for what no object is made of, so that it is always read."""
    if not entry:
        return None
    words = shlex.split(entry["command"])
    made_of = inputs.get(words[words.index("-o") + 1])
    if not made_of:
        return None
    total = hashlib.sha256(rules + entry["command"].encode())
    for path in sorted(made_of):
        total.update(path.encode() + contents.digest(path))
    return total.hexdigest()


def read(folder, source, clean):
    """Runs clang-tidy; its findings, or nothing. What is clean is remembered at once: an interruption loses nothing."""
    done = subprocess.run(["clang-tidy", "-p", folder / "lint", "--quiet", source], capture_output=True, text=True)
    if done.returncode == 0:
        if clean:
            clean.touch()
        return ""
    return done.stdout or done.stderr or f"{source}: clang-tidy ended with {done.returncode}\n"


def main(folder, jobs, *sources):
    folder = pathlib.Path(folder).resolve()
    remembered = folder / "lint" / "clean"
    remembered.mkdir(parents=True, exist_ok=True)
    commands, inputs, contents = commands_of(folder), inputs_of(folder), Contents()
    (folder / "lint" / "compile_commands.json").write_text(json.dumps(list(commands.values())))
    version = subprocess.run(["clang-tidy", "--version"], capture_output=True, check=True).stdout
    rules = version + pathlib.Path(".clang-tidy").read_bytes()
    to_read = []
    for source in sources:
        digest = digest_of(commands.get(os.path.abspath(source)), inputs, rules, contents)
        clean = remembered / digest if digest else None
        if not (clean and clean.exists()):
            to_read.append((source, clean))
    print(f"{len(to_read)} of {len(sources)} sources to read; the others were clean, and are as they were", flush=True)
    found = False
    with concurrent.futures.ThreadPoolExecutor(int(jobs)) as pool:
        for findings in pool.map(lambda one: read(folder, *one), to_read):
            if findings:
                found = True
                print(findings, flush=True)
    return int(found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
