"""What can be done, for the report: bundles of levers from a folder of `maatwerk levers`, and the map of `maatwerk tipping`."""

from . import lever_study, lever_words, report, style, tipping, tipping_study, tipping_words
from .answer import KEPT
from .language import capital
from .levers import label


def fields(folder, file, language):
    """What the template needs of both; None if neither is given."""
    if folder is None and file is None:
        return None
    return {
        "levers": of_levers(lever_words.Found(lever_study.open_study(folder)), language) if folder else None,
        "tipping": of_tipping(tipping_words.Map(tipping_study.open_ground(file), tipping.PRICES), language) if file else None,
    }


def of_levers(found, language):
    """Sentences, figures, and a row for each lever with the document that it comes from and the sentence it reads."""
    from .figures import bundles

    title, luck = lever_words.opening(found, language)
    harm, reading, *harmful = lever_words.many_lines(found, language)
    drawn = bundles.draw_all(found, language)
    pairs = f"{lever_words.pair_count(found, language)}."
    return {
        "title": title,
        "luck": luck,
        "parts": [
            (title, said, pictures([drawn[figure]] if figure in drawn else []))
            for figure, (title, *said) in (
                ("levers-alone", single_part(found, language)),
                ("levers-front", front_part(found, language)),
                ("", lever_words.half_lines(found, language)),
                ("levers-pairs", [language("bundles.pairs.title"), pairs, *largest_pairs(found, language)]),
                ("levers-more", [harm, *harmful, reading]),
                *(("", part) for part in undone_part(found, language)),
            )
        ],
        "head": [language.difference_with_unit(found.metric(name)) for name in lever_words.SINGLE],
        "rows": [lever_row(found, language, lever, row) for lever, row in found.singles],
    }


def single_part(found, language):
    """The lever that alone keeps most."""
    lever, row = found.singles[0]
    kept = row[KEPT]
    size = language.difference(kept, found.metric(KEPT), runs=found.study.options.replicates)
    key = "best" if kept.direction > 0 else "none_alone"
    return [language("bundles.single.title"), language(f"what_helps.{key}", lever=capital(label(language, lever.name)), size=size)]


def front_part(found, language):
    """For each actor how many bundles no other beats, and the one of them that costs least."""
    yield language("what_helps.fronts")
    for front in found.fronts:
        stays = found.staying(front)
        if not stays:
            continue
        price, gain = front.goals[0].metric, front.goals[min(1, len(front.goals) - 1)].metric
        told = {
            name: f"{language.metric(metric)} {language.difference(found.confirmed(stays[0], metric.name), metric, runs=found.again.most)}"
            for name, metric in (("price", price), ("gain", gain))
        }
        yield language(
            "what_helps.front",
            actor=lever_words.actor(language, front),
            members=len(front.members),
            all=len(found.measured.tried),
            stays=len(stays),
            chosen=len(front.chosen),
            bundle=lever_words.named(found, language, stays[0]),
            **told,
        )


def undone_part(found, language):
    """What undoing brings back, with how it was done at the end; nothing if it was not tried."""
    title, reading, *said = list(lever_words.undone_lines(found, language)) or (None, None)
    if title:
        yield [title, *said, reading]


def largest_pairs(found, language):
    """The pairs that help and that spoil most, with intervals, and whether they are clear."""
    metric = found.metric(KEPT)
    for one, other, estimate, answer in lever_words.ends(found.interactions, 1):
        if estimate.n < 2:
            continue
        side = "helps" if estimate.mean > 0 else "spoils"
        yield language(
            f"what_helps.pair.{side}",
            pair=lever_words.named(found, language, (one, other)),
            size=language.difference(estimate, metric, runs=found.study.options.replicates),
            clear=language("what_helps.pair.clear" if answer.direction else "what_helps.pair.unclear"),
        )


def lever_row(found, language, lever, row):
    """(name, what it does, document, its sentence, numbers) of a lever."""
    n = found.study.options.replicates
    cells = [language.difference(row[name], found.metric(name), bare=True, runs=n) for name in lever_words.SINGLE]
    sentence = f"lever_sentence.{lever.name}"
    return (
        capital(label(language, lever.name)),
        lever.help.get(language.code, ""),
        lever_words.source(language, lever),
        language(sentence) if language.has(sentence) else "",
        cells,
    )


def of_tipping(found, language):
    """Sentences, the map, and the prices that it rests on."""
    from .figures import tipping_map

    drawn = tipping_map.draw_all(found, language)
    return {
        "sentences": [*tipping_words.summary(found, language), tipping_words.luck(found, language)],
        "figures": pictures([drawn["tipping"], drawn[f"tipping-year-{found.ground.years[-1]}"]]),
        "prices": tipping_words.price_rows(found, language),
    }


def pictures(figures):
    """[(data, words)] of figures, for the page."""
    from .figures import alternative

    return [(report.inline(style.image(figure, "svg")), alternative(figure)) for figure in figures]
