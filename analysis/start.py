"""What the program `maatwerk` starts to answer its commands on result files, with the first Python that has all it needs."""

import os
import sys

# The folder of this file, which Python puts first, has names that Python's own library has too.
HERE = os.path.dirname(os.path.realpath(__file__))
sys.path[0] = os.path.dirname(HERE)

from importlib import import_module  # noqa: E402  (needs the path above)
from importlib.util import find_spec  # noqa: E402
from shutil import which  # noqa: E402

DEBIAN = "/usr/bin/python3"
NOT_THERE = 4  # exit status


def missing():
    """Debian's names of what this Python lacks."""
    with open(os.path.join(HERE, "needs.txt"), encoding="ascii") as rows:
        return [package for module, package in map(str.split, rows) if find_spec(module) is None]


def try_another():
    """Goes on as the first Python of the path, if this is Debian's own and nobody named one."""
    other = which("python3")
    if "MAATWERK_PYTHON" not in os.environ and sys.executable == DEBIAN and other not in (None, DEBIAN):
        os.execv(other, [other, os.path.realpath(__file__), *sys.argv[1:]])


def main():
    """Exit status of the command that the arguments give."""
    lacking = missing()
    if lacking:
        try_another()
        print(
            f"maatwerk: {sys.executable} (this Python lacks what the analysis needs). "
            f"Debian: apt-get install {' '.join(lacking)}; or name another Python in MAATWERK_PYTHON.",
            file=sys.stderr,
        )
        return NOT_THERE
    return import_module(f"{os.path.basename(HERE)}.command_line").main()


if __name__ == "__main__":
    sys.exit(main())
