"""`python3 -m analysis COMMAND FILE` does in this tree what `maatwerk COMMAND FILE` does."""

import sys

from .command_line import main

if __name__ == "__main__":
    sys.exit(main())
