"""The command line: `python3 -m analysis COMMAND FILE`; `--help` lists the commands."""

import sys

from .command_line import main

if __name__ == "__main__":
    sys.exit(main())
