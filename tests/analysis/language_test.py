"""Languages with the same texts, and numbers written as each language writes them."""

from shutil import copytree

import pytest

from analysis import language
from analysis.language import LANGUAGES, Language, decimals_for, load
from analysis.results import Metric
from analysis.statistics import Estimate


def texts(table, path=""):
    """All texts in a nested table by name."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from texts(value, f"{path}{key}.")
        else:
            yield path + key, value


def fields(words):
    """The {fields} of a text."""
    import string

    return {name.partition("|")[0] for _, name, _, _ in string.Formatter().parse(str(words)) if name}


def share(name="tailored"):
    labels = {"en": "tailored", "nl": "maatwerk"}
    return Metric(name, "1", "", "", labels, {}, "worker", "neutral")


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_has_every_text_of_english_with_the_same_fields(code):
    english, other = dict(texts(load("en"))), dict(texts(load(code)))
    assert sorted(english.keys() - other.keys()) == [], f"{code} lacks these"
    assert sorted(other.keys() - english.keys()) == []
    own = {"step.twelve"}  # what each replaces is of its own grammar
    assert [key for key in english.keys() - own if fields(english[key]) != fields(other[key])] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_words_agree_only_with_fields_that_the_sentence_says(code):
    for key, words in texts(load(code)):
        said = language.AGREES.sub("", str(words))
        assert {match[0] for match in language.AGREES.findall(str(words))} <= fields(said), key


@pytest.mark.parametrize(
    ("first", "verb"),
    [
        ("1 van de 100", "krijgt"),
        ("minder dan 1 van de 100", "krijgt"),
        ("11 van de 100", "krijgen"),
        ("0 van de 100", "krijgen"),
        ("1,5 van de 100", "krijgen"),
        ("1.000", "krijgen"),
        ("–", "krijgen"),
    ],
)
def test_a_verb_agrees_with_the_number_beside_it(first, verb):
    said = Language("nl")("answer.kept.what.falls", first=first, last="9")
    assert said == f"In het eerste jaar {verb} {first} zaken maatwerk, in het laatste 9."


def test_what_a_language_lacks_is_said_in_english(tmp_path, monkeypatch):
    copytree(language.TEXTS, tmp_path / "texts")
    (tmp_path / "texts/xx.toml").write_text('[word]\nand = "und"\n[number]\nthousands = "."\ndecimal = ","\n')
    monkeypatch.setattr(language, "TEXTS", tmp_path / "texts")
    other = Language("xx")
    assert other("word.and") == "und" and other("word.or") == "or"
    assert other.digits(1234.5, 1) == "1.234,5" and other.mark == ","


def test_a_share_is_written_in_per_cent_with_its_interval():
    estimate = Estimate(0.612, 0.598, 0.626, 0.02, 20)
    assert Language("en").interval(estimate, share(), runs=20) == "61\u00a0% [60,\u00a063]"
    assert Language("nl").interval(estimate, share(), runs=20) == "61\u00a0% [60;\u00a063]"


def test_a_number_says_its_n_unless_that_is_the_number_of_runs():
    estimate = Estimate(0.612, 0.598, 0.626, 0.02, 17)
    for runs in (None, 20):
        words = Language("en").interval(estimate, share(), runs=runs)
        assert words == "61\u00a0% [60,\u00a063] (n\u00a0=\u00a017)"
    assert "n" not in Language("en").interval(estimate, share(), runs=17)


def test_dutch_has_a_decimal_comma_and_both_a_true_minus():
    estimate = Estimate(-0.0312, -0.0342, -0.0282, 0.01, 20)
    assert Language("nl").difference(estimate, share()).startswith("\u22123,1\u00a0procentpunt")
    assert Language("en").difference(estimate, share()).startswith("\u22123.1\u00a0percentage")


@pytest.mark.parametrize(
    ("mean", "half", "decimals"), [(61.2, 1.4, 0), (5.42, 0.22, 1), (0.117, 0.0012, 3), (0, 0, 0)]
)
def test_no_more_digits_are_written_than_the_interval_supports(mean, half, decimals):
    assert decimals_for(mean, half) == decimals


def test_a_number_without_replicates_is_a_dash():
    nothing = Estimate(float("nan"), float("nan"), float("nan"), float("nan"), 0)
    assert Language("en").interval(nothing, share()) == "–"
    assert Language("en").interval(None, share()) == "–"


def test_a_length_of_time_is_in_what_the_model_calls_its_steps():
    english, dutch = Language("en"), Language("nl")
    assert english.length(24) == "24 months (2 years)"
    english.step = dutch.step = "period"
    assert (english.length(24), dutch.length(1)) == ("24 periods", "1 periode")
    english.step = "week"
    assert english.months(3) == "3 weeks"


def leaves(texts):
    if isinstance(texts, str):
        yield texts
    elif isinstance(texts, (dict, list)):
        for one in texts.values() if isinstance(texts, dict) else texts:
            yield from leaves(one)


@pytest.mark.parametrize("code, years", [("nl", ("eerste jaar", "laatste jaar")), ("en", ("first year", "last year"))])
def test_a_model_without_months_has_no_first_and_last_year(code, years):
    language = Language(code)
    assert years[0] in language("window.first_year")
    language.step = "period"
    texts = {key: text for key, text in language.texts.items() if key != "step"}
    assert [text for text in leaves(texts) if any(year in text.lower() for year in years)] == []
    language.step = "month"
    assert years[0] in language("window.first_year")
