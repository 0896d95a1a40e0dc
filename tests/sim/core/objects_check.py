"""Looks into the objects that are compiled with wide instructions (sim/core/number.cmake).

A function that such an object shares with others by name could be taken from it by the linker, and fail on a machine
without the instructions. So all that it shows must bear the name of its registers, and nothing may be weak, as what
g++ inlines or makes of templates is. Nor may a multiplication and an addition be fused: that has other bits.

    objects_check.py CONTROL OBJECT...      CONTROL: an ordinary object, in which this check must find something
"""

import re
import subprocess
import sys

REGISTERS = re.compile(r"Dv[48]_d")  # of four or eight doubles, in mangled names
FUSED = re.compile(r"\bvf(n?m(add|sub)|maddsub|msubadd)\w*")


def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def shared_with_others(path):
    """Names that the linker sees and that another object may define too; common ones (C) hold no instructions."""
    names = [line.split() for line in output_of("nm", "--defined-only", "--format=posix", path).splitlines()]
    return [name for name, kind, *_ in names if kind in "wWvVu" or (kind in "TDRBGSi" and not REGISTERS.search(name))]


def main(control, objects):
    assert objects, "no objects to look at"
    assert shared_with_others(control), f"{control} shares no name: this check would see nothing"
    found = [f"{path} shares {name}" for path in objects for name in shared_with_others(path)]
    for path in objects:
        fused = FUSED.search(output_of("objdump", "--disassemble", "--no-show-raw-insn", path))
        if fused:
            found.append(f"{path} has {fused.group()}")
    print("\n".join(found) or f"{len(objects)} objects keep what they inline to themselves")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
