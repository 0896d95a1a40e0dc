"""Which tests reach a file, as ninja and CTest tell."""

import dataclasses
import json
import os
import re
import subprocess

PINNED_TAG = "[regression]"  # of Catch2's tests; CTest's have a label
PINNED_LABEL = "pinned"


@dataclasses.dataclass(frozen=True)
class Test:
    """A command that fails if something is wrong: a test program as a whole, or one of CTest's own tests."""

    name: str
    command: tuple
    folder: str
    environment: tuple
    programs: frozenset  # paths of what is built and run by it, from the build folder
    mirrors: bool = False  # a test program, which mirrors the sources


def properties_of(entry):
    return {p["name"]: p["value"] for p in entry.get("properties", [])}


def is_catch(command):
    return list(command[-2:]) == ["-w", "NoTests"]


def tests_of(build, programs):
    """All tests of a build folder but those that compare pinned bits. Programs are paths from the build folder."""
    shown = subprocess.run(["ctest", "--test-dir", build, "--show-only=json-v1"], capture_output=True, text=True, check=True)
    found = {}
    for entry in json.loads(shown.stdout)["tests"]:
        about = properties_of(entry)
        command = entry.get("command")
        if not command or {PINNED_LABEL, "explorer"} & set(about.get("LABELS", [])):
            continue
        environment = tuple(about.get("ENVIRONMENT", []))
        words = " ".join([*command, *environment])
        # A test program lists what it has anew when it is built, so its tests are run as one.
        if is_catch(command):
            name = os.path.basename(command[0])
            command = [command[0], f"~{PINNED_TAG}", "--abort"]
        else:
            name = entry["name"]
        mirrors = is_catch(entry["command"])
        used = frozenset(p for p in programs if re.search(re.escape(os.path.join(build, p)) + r"(?![\w/])", words))
        found[name] = Test(name, tuple(command), about.get("WORKING_DIRECTORY", build), environment, used, mirrors)
    return list(found.values())


def programs_of(build):
    """Paths, from the build folder, of all programs that the build folder can make."""
    listed = re.findall(r"^(\S+): CXX_EXECUTABLE_LINKER", ninja(build, "targets", "all"), re.MULTILINE)
    return [program for program in listed if not program.endswith(".cmake")]


def ninja(build, tool, *arguments):
    return subprocess.run(["ninja", "-C", build, "-t", tool, *arguments], capture_output=True, text=True, check=True).stdout


class Graph:
    """What each program is made of, as ninja's graph and the headers that compilers named tell."""

    def __init__(self, build, programs):
        self.inputs = {program: set(ninja(build, "inputs", program).splitlines()) for program in programs}
        self.objects = {}  # by header
        for block in ninja(build, "deps").split("\n\n"):
            head, *headers = block.strip().splitlines() or [""]
            for header in headers:
                path = os.path.normpath(os.path.join(build, header.strip()))
                self.objects.setdefault(path, set()).add(head.split(":")[0])

    def programs_with(self, path):
        """Programs that would be linked anew if this file changed."""
        concerned = {path} | self.objects.get(path, set())
        return {program for program, inputs in self.inputs.items() if inputs & concerned}
