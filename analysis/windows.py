"""Names of windows: years, all, and the months and offices that a study was asked to look at."""

import re
from dataclasses import dataclass
from functools import cache

NAME = re.compile(r"(\d+):(\d+)(?: in (\d+(?:,\d+)*))?")


@dataclass(frozen=True)
class Interest:
    """From the first month to the last, both included; `offices` is empty if they all count."""

    first: int
    last: int
    offices: tuple

    @property
    def columns(self):
        """Its months as a slice of those of a run."""
        return slice(self.first - 1, self.last)


@cache
def of(window):
    """The Interest of a window's name, '37:48 in 0,1'; None for a year, or all."""
    found = NAME.fullmatch(window)
    if not found:
        return None
    first, last, offices = found.groups()
    numbers = tuple(map(int, offices.split(","))) if offices else ()
    return Interest(int(first), int(last), numbers)


def of_interest(results):
    """Name of the window of interest of a file, as docs/file-format.md has it, or None."""
    months = results.attributes.get("interest_months", "").split()
    offices = results.attributes.get("interest_offices", "").split()
    if len(months) != 2 or int(months[1]) > results.months:
        return None
    return ":".join(months) + (f" in {','.join(offices)}" if offices else "")


def during(language, window):
    """A window in a sentence: 'in the last year', 'in months 37 to 48, in office 0 and 1'."""
    asked = of(window)
    if asked is None:
        return language(f"window.in_{window}")
    one = "month" if asked.first == asked.last else "months"
    words = language(f"interest.{one}", first=asked.first, last=asked.last)
    if not asked.offices:
        return words
    return f"{words}, {language('differs.in', offices=offices(language, asked.offices))}"


def offices(language, numbers):
    """'office 0', 'offices 0 and 1'."""
    kind = "one" if len(numbers) == 1 else "many"
    return language(f"differs.offices.{kind}", offices=language.enumerate(map(str, numbers)))
