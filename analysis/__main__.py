"""The command line: `python3 -m analysis report FILE` and `python3 -m analysis figures FILE`."""

import sys

from analysis.command_line import main

if __name__ == "__main__":
    sys.exit(main())
