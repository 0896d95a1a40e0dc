"""What differs clearly between a scenario and the first, in words that follow 'under X'."""

from . import judgements, matters, natural, quantities, windows

MOST = 3  # differences in one sentence


def who(language, perspective):
    """Whom a matter is about, in words; what the texts do not know, as the file says it."""
    return language.texts["actors"].get(perspective, perspective)


def clear(results, scenario, window, perspectives=None):
    """Matters of these perspectives, or all, that differ clearly from the first scenario.

    Largest first.

    [(Matter, Estimate, Answer, level of the first)]
    """
    found = judgements.contrasts(results, window)
    rows = []
    for matter in matters.of(results):
        if perspectives is not None and matter.perspective not in perspectives:
            continue
        if (scenario, matter.metric) not in found:
            continue
        estimate, verdict = found[scenario, matter.metric]
        if verdict.direction:
            level = quantities.estimate(results, results.bases[0], matter.metric, window).mean
            rows.append((matter, estimate, verdict, level))
    return sorted(rows, key=lambda row: -abs(row[1].mean) / (abs(row[3]) or 1e-9))


def is_better(results, row):
    """Whether a clear difference is an improvement."""
    return row[2].direction == matters.sign(results, row[0])


def clause(results, language, row, main=""):
    """'do citizens wait longer': a difference in a matter, to follow 'under X'.

    With `main`, "_main", one that stands by itself, which in Dutch has another order of words.
    """
    matter, _, verdict, _ = row
    if matter.key:
        side = "better" if is_better(results, row) else "worse"
        return language(f"matter.{matter.key}.{side}{main}")
    side = "higher" if verdict.direction > 0 else "lower"
    label = language.metric(results.metrics[matter.metric])
    return language(f"answer.versus.{side}{main}", label=label)


def sized(results, language, row, main=""):
    """A clause with how large the difference is behind it: 'citizens wait longer (9 days)'."""
    matter, estimate, _, level = row
    metric = results.metrics[matter.metric]
    size = natural.size(language, metric, estimate.mean, level, matter.times)
    words = clause(results, language, row, main)
    return f"{words} ({size})" if size else words


def during(results, language, scenario, window):
    """What differs most clearly from the first scenario in a window: one sentence, the size first."""
    rows = clear(results, scenario, window)[:MOST]
    words = [sized(results, language, row, "_main") for row in rows]
    return language(
        "interest.clear" if rows else "interest.none",
        name=language.quoted(scenario),
        first=language.quoted(results.bases[0]),
        window=windows.during(language, window),
        clauses=language.enumerate(words),
    )
