"""Compares the instructions of fixed workloads, counted by valgrind, with those of instructions.txt.

Usage: check_instructions.py COUNTED_PROGRAM. MAATWERK_UPDATE_INSTRUCTIONS=1 writes the file anew.
Times drift with the machine; instructions do not, so that a slip shows in the change that makes it.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

EXPECTED = Path(__file__).with_name("instructions.txt")
TOLERANCE = 0.03  # compilers' patch releases and the C library's own dispatch stay below it
SKIPPED = 77  # ctest's word for it (CMakeLists.txt)

HEADER = """\
# Instructions of fixed workloads (counted.cpp) as valgrind counts them: preset dev, g++ 12, plain x86-64.
# After a change that is meant: MAATWERK_UPDATE_INSTRUCTIONS=1 ctest --test-dir build/dev -L instructions
"""


def count(program, workload):
    """Instructions of one workload, those of starting the program included."""
    run = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, workload],
        capture_output=True,
        text=True,
        check=True,
    )
    return int(re.search(r"Collected : (\d+)", run.stderr)[1])


def counts(program):
    """Millions of instructions by workload, those of starting the program left out."""
    names = subprocess.run([program], capture_output=True, text=True, check=True).stdout.split()
    all_of = {name: count(program, name) for name in names}
    start = all_of.pop("nothing")
    return {name: round((value - start) / 1e6, 2) for name, value in all_of.items()}


def expected():
    """The stored counts; none if there is no file yet."""
    if not EXPECTED.exists():
        return {}
    rows = (line.split() for line in EXPECTED.read_text().splitlines() if line[:1] not in "#")
    return {name: float(value) for name, value in rows}


def main():
    if shutil.which("valgrind") is None:
        print("Skipped: valgrind is not installed (apt-get install valgrind).")
        return SKIPPED
    now = counts(sys.argv[1])
    if os.environ.get("MAATWERK_UPDATE_INSTRUCTIONS"):
        rows = "".join(f"{name} {value:.2f}\n" for name, value in now.items())
        EXPECTED.write_text(HEADER + rows)
        print(f"Wrote {EXPECTED}.")
        return 0
    before = expected()
    wrong = 0
    for name, value in now.items():
        ratio = value / before[name] if name in before else float("nan")
        fits = abs(ratio - 1) <= TOLERANCE
        wrong += not fits
        was = before.get(name, "nothing")
        print(f"{'ok   ' if fits else 'WRONG'} {name}: {value} million, was {was} ({ratio:.3f})")
    if wrong:
        print("If the change is meant: MAATWERK_UPDATE_INSTRUCTIONS=1 ctest -L instructions")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
