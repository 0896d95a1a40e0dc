"""Where the essay's chapter 4 expects each dynamic, from what a variant's policy aims at.

What it says of them is in the texts: `dynamic.NAME.claim`, with its section.
"""

AIMS = ("policy.group_tailoring", "policy.individual_tailoring")
EXPECTED, SILENT, NO_OCCASION = 1, 0, -1


def by_room(group, individual):
    """Citizens, 4.1: as a result of tailoring. Of categories without room it is not said."""
    return EXPECTED if individual > 0 else SILENT if group > 0 else NO_OCCASION


def by_room_alone(_, individual):
    """Managers, 4.3: where room is made."""
    return EXPECTED if individual > 0 else NO_OCCASION


def by_any(group, individual):
    """Workers, 4.2: with room, and with rules and categories. Administrators, 4.4: with both."""
    return EXPECTED if group > 0 or individual > 0 else SILENT


OCCASIONS = {
    "see_difference": by_room,
    "seek_shelter": by_any,
    "pile_preconditions": by_room_alone,
    "risk_rule_reflex": by_any,
}


def occasion(results, scenario, dynamic):
    """EXPECTED, SILENT or NO_OCCASION; SILENT of what the essay or the file does not name."""
    aims = [results.parameter(scenario, name) for name in AIMS]
    if None in aims or dynamic not in OCCASIONS:
        return SILENT
    return OCCASIONS[dynamic](*aims)
