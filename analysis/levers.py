"""What can be done: levers, where a file has scenarios that differ in levers alone."""

from . import judgements, matters, natural, quantities, worlds
from .language import capital
from .scenarios import lever_pairs
from .verdicts import Question, decide

PAID_IN = ("cost_administration", "waiting")


def contrasts(results, names):
    """[(without, pulled, [lever], {metric: (Estimate, Answer)})] for these metrics of the file."""
    window = matters.window(results)
    pairs = lever_pairs(results)
    names = [name for name in names if name in results.metrics]
    found = [
        quantities.contrast(results, pulled, without, name, window)
        for without, pulled, _ in pairs
        for name in names
    ]
    answers = iter(zip(found, decide([Question(one) for one in found])))
    return [(*pair, {name: next(answers) for name in names}) for pair in pairs]


def best(results, language, kept):
    """The lever that keeps most, what it keeps and what it costs, as a sentence; None without one."""
    rows = [
        row for row in contrasts(results, (kept, *PAID_IN)) if kept in row[3] and row[3][kept][1].direction > 0
    ]
    if not rows:
        return None
    without, pulled, names, found = max(rows, key=lambda row: row[3][kept][0].mean)
    gain = found[kept][0].mean
    unit = natural.unit(results.metrics[kept], gain)
    words = language(
        "levers.best",
        lever=language.enumerate(label(language, name) for name in names),
        amount=natural.amount(language, gain, unit),
    )
    return f"{words} {price(results, language, found)}".strip()


def price(results, language, found):
    """What a lever costs, if that is clear: the first of cost and waiting that moves."""
    for name in PAID_IN:
        if name not in found or not found[name][1].direction:
            continue
        estimate = found[name][0]
        side = "more" if estimate.mean > 0 else "less"
        size = natural.size(language, results.metrics[name], estimate.mean, None)
        return language(f"levers.price.{name}.{side}", size=size)
    return ""


def label(language, name):
    """A lever's name in words: from the texts, or as the file writes it."""
    known = f"lever.{name.removeprefix('levers.')}"
    return language(known) if language.has(known) else name.removeprefix("levers.").replace("_", " ")


def rows(results, language):
    """The table of single levers: [(lever, [(metric, interval, outcome, Robustness)])]."""
    listed = [matter.metric for matter in matters.of(results)]
    kept = [name for name in ("tailored", *listed) if name in results.metrics]
    table = []
    for without, pulled, names, found in contrasts(results, tuple(dict.fromkeys(kept))):
        cells = [
            (
                language.difference_with_unit(results.metrics[name]),
                language.difference(estimate, results.metrics[name], bare=True, runs=results.most),
                matters.outcome(results.metrics[name], verdict.direction),
                worlds.robustness(
                    worlds.contrast(results, pulled, without, name, matters.window(results)),
                    verdict.direction,
                ),
            )
            for name, (estimate, verdict) in found.items()
        ]
        words = language.enumerate(label(language, name) for name in names)
        table.append((capital(words), cells))
    return table

