"""What `maatwerk tipping` found, in words: a table of prices, and for each year where room tips."""

import math
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from . import tipping
from .practice import as_lines
from .tipping_study import METRICS
from .worlds import WORDS


@dataclass(frozen=True, eq=False)
class Map:
    """A Ground under prices."""

    ground: object
    prices: dict

    @cached_property
    def tips(self):
        """{year: Tip[law][hours]}."""
        return tipping.tips(self.ground, self.prices)

    @cached_property
    def flat(self):
        """[(year, law, hours, Tip)], places of law and hours."""
        return [
            (year, law, hours, tip)
            for year, found in self.tips.items()
            for law, row in enumerate(found)
            for hours, tip in enumerate(row)
        ]

    @property
    def tipped(self):
        """Those where room tips."""
        return [row for row in self.flat if row[3].exists]


def lines(found, language):
    """All that is printed."""
    ground = found.ground
    yield luck(found, language)
    yield ""
    yield from price_lines(found, language)
    yield ""
    yield from summary(found, language)
    for year in ground.years:
        yield ""
        yield from year_lines(found, language, year)


def luck(found, language):
    """How long, on what luck, and in how many worlds."""
    ground = found.ground
    return language(
        "tipping_map.luck",
        n=ground.sweep.replicates,
        seed=ground.sweep.attributes["master_seed"],
        worlds=ground.worlds.sweep.design.points if ground.worlds else 0,
        found=language(f"worlds.{ground.origin}"),
        months=language.length(ground.months),
    )


def price_lines(found, language):
    """What a unit of each weighs, and why."""
    yield language("tipping_map.price.title")
    head = [language(f"tipping_map.price.{key}") for key in ("what", "weighs", "because")]
    yield from as_lines(head, price_rows(found, language))


def price_rows(found, language):
    """The same as a table."""
    rows = []
    for name in METRICS:
        asked = found.prices[name] != tipping.PRICES[name]
        why = "tipping_map.price.asked" if asked else f"tipping_map.price.why.{name}"
        metric = found.ground.sweep.describe(name)
        rows.append([language.metric_with_unit(metric), price_of(language, found.prices[name]), language(why)])
    return rows


def price_of(language, value):
    """A price in at most three digits."""
    decimals = 0 if value in (0, round(value)) else 2 - math.floor(math.log10(value))
    words = language.digits(value, min(6, decimals))
    return words.rstrip("0").rstrip(language.mark) if decimals else words


def summary(found, language):
    """Whether room tips anywhere, and how sure that is."""
    yield headline(found, language)
    held = [tip.held for *_, tip in found.flat if tip.held]
    if held:
        words = Counter(one.word for one in held)
        shares = [language("tipping_map.words", n=words[w], word=language(f"sure.{w}.word")) for w in WORDS if words[w]]
        yield language("tipping_map.sure", n=len(held), shares=language.enumerate(shares))
    prices = [tip.price for *_, tip in found.flat if not tip.exists]
    dearer = [price for price in prices if found.prices["waiting"] < price < math.inf]
    if dearer:
        yield language("tipping_map.price_least", price=price_of(language, min(dearer)), n=len(dearer))
    elif prices and all(price == math.inf for price in prices):
        yield language("tipping_map.no_price")


def headline(found, language):
    """One sentence: nowhere, everywhere, or in so many places, by when and in what law it does most."""
    ground, tipped = found.ground, found.tipped
    if not tipped:
        return language("tipping_map.none", n=len(found.flat))
    most = Counter((law, hours) for _, law, hours, _ in tipped).most_common(1)[0]
    by_law = Counter(law for _, law, _, _ in tipped)
    if len(by_law) == 1 and len(ground.laws) > 1:
        where = language("tipping_map.only_law", law=law_name(language, ground, next(iter(by_law))))
    elif len({hours for _, _, hours, _ in tipped}) == 1 and len(ground.hours) > 1:
        where = language("tipping_map.only_hours", hours=hours_name(language, ground, tipped[0][2]))
    else:
        law, hours = most[0]
        where = language(
            "tipping_map.mostly", law=law_name(language, ground, law), hours=hours_name(language, ground, hours)
        )
    return language("tipping_map.some", n=len(tipped), all=len(found.flat), where=where)


def law_name(language, ground, law, kind="law"):
    """The law of a place in a sentence, or as a head: as it is, or so many times as complex."""
    times = ground.laws[law]
    return language(f"tipping_map.{kind}.{'as_is' if times == 1 else 'times'}", n=f"{times:g}")


def hours_name(language, ground, hours):
    """Hours of a place: 1.3 times the load."""
    return language("tipping_map.hours", n=language.digits(ground.hours[hours], 2).rstrip("0").rstrip(language.mark))


def year_lines(found, language, year):
    """A table of a year: hours down, law across."""
    ground = found.ground
    yield language("tipping_map.year", year=year)
    head = [language("tipping_map.hours_head"), *(law_name(language, ground, law, "head") for law in range(len(ground.laws)))]
    rows = [
        [hours_name(language, ground, hours), *(cell(language, ground, law[hours]) for law in found.tips[year])]
        for hours in range(len(ground.hours))
    ]
    yield from as_lines(head, rows)


def cell(language, ground, tip):
    """'tips at 40 [20, 80], likely (9 of 12)'."""
    words = language("tipping_map.cell.tips", room=f"{ground.rooms[tip.room]:g}") if tip.exists else language("tipping_map.cell.none")
    if tip.band is None:
        return words
    low, high = (f"{ground.rooms[at]:g}" for at in tip.band)
    told = {"low": low, "high": high, "word": language(f"sure.{tip.held.word}.word"), "n": tip.held.size}
    return language("tipping_map.cell.worlds", found=words, worlds=tip.held.worlds, **told)
