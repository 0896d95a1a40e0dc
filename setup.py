"""The version stands in CMakeLists.txt; all else is in pyproject.toml."""

import re
from pathlib import Path

from setuptools import setup

setup(version=re.search(r"project\(maatwerk VERSION ([\d.]+)", Path("CMakeLists.txt").read_text())[1])
