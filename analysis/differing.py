"""In what scenarios differ, in words: events with their months and offices, parameters, levers."""

from . import levers, scenarios, windows
from .results import ENGLISH

MOST = 6  # differences on the first screen


def listed(results, language):
    """[(what, [(scenario, words)], explanation)] of closed scenarios that are not the program's own."""
    about = [results.about[name] for name in results.bases if name in results.about]
    if len(about) < 2 or all(language.is_variant(one.name) for one in about):
        return []
    found = scenarios.differences(about)
    return [row(results, language, about, difference) for difference in found]


def row(results, language, about, difference):
    """One difference: its name, the value or events of each scenario, what it means."""
    if difference.kind == "events":
        cells = [events(results, language, own) for own in difference.values]
        return language("differs.events"), pairs(language, about, cells), meanings(results, language, difference.values)
    cells = [value(language, words) for words in difference.values]
    explained = meaning(results, language, difference.name)
    return name_of(language, difference.name), pairs(language, about, cells), explained


def meaning(results, language, name):
    """What a parameter means, as the file says it; empty if it does not in this language."""
    help_here = "help" if language.code == ENGLISH else f"help_{language.code}"
    return getattr(results.parameter_texts.get(name), help_here, "")


def meanings(results, language, values):
    """What the parameters mean that events change and that have no name in words."""
    names = dict.fromkeys(name for own in values for event in own or () for name, _ in event.changes)
    told = {name: meaning(results, language, name) for name in names if name_of(language, name) == name}
    return " ".join(f"{name}: {words}" for name, words in told.items() if words)


def pairs(language, about, cells):
    """(label, words) of each scenario."""
    return [(language.variant(one.name), words) for one, words in zip(about, cells)]


def events(results, language, own):
    """'from month 36, in office 0 and 1: individual tailoring becomes 30'."""
    if not own:
        return language("word.none")
    return "; ".join(
        language(
            "differs.event",
            month=event.month,
            where=language("differs.in", offices=windows.offices(language, event.offices))
            if event.offices
            else language("differs.everywhere"),
            sets=language.enumerate(
                language("differs.becomes", name=name_of(language, name), value=value(language, str(v)))
                for name, v in event.changes
            ),
        )
        for event in own
    )


def name_of(language, name):
    """A parameter in words if the texts know it, else as the file writes it."""
    if name.startswith(scenarios.LEVERS):
        return levers.label(language, name)
    known = f"parameter.{name}"
    return language(known) if language.has(known) else name


def value(language, words):
    """A TOML value for readers: whole numbers without a point, yes and no."""
    plain = {"true": "word.yes", "True": "word.yes", "false": "word.no", "False": "word.no"}
    if words in plain:
        return language(plain[words])
    try:
        number = float(words)
    except ValueError:
        return words.strip('"')
    decimals = max(0, len(f"{number:.6f}".rstrip("0").partition(".")[2]))
    return language.digits(number, decimals)
