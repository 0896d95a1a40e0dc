"""The tests of the tools import them as these import one another."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
