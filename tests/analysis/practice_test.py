"""Practices: declarations that fit the studies and words, and sentences that follow from verdicts."""

import tomllib
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from analysis import practice, statistics, verdicts
from analysis.command_line import main
from analysis.errors import UsageError
from analysis.language import LANGUAGES, Language

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SHARE = SimpleNamespace(is_share=True)
INDEX = SimpleNamespace(is_share=False)


def found(metric, before, after, smallest):
    """An Answer to two groups of replicates, as practices judge them."""
    difference = statistics.mean_interval(np.subtract(after, before))
    (verdict,) = verdicts.decide([verdicts.Question(difference, smallest)])
    means = (statistics.mean_interval(np.array(values)) for values in (before, after))
    return practice.Answer(metric, *means, verdict, difference)


@pytest.mark.parametrize("name", practice.declared())
def test_every_place_that_answers_is_in_the_design(name):
    declaration = practice.find(name)
    if "compare" in declaration:
        assert all((SCENARIOS / "practices" / f"{one}.toml").exists() for one in declaration["compare"])
        return
    path = SCENARIOS / "experiments" / f"{declaration['experiment']}.toml"
    experiment = tomllib.loads(path.read_text(encoding="utf-8"))
    values = {factor["name"]: factor["values"] for factor in experiment["factor"]}
    for answer in declaration["answer"]:
        for place in (answer["before"], answer["after"]):
            assert place["scenario"] in [one["name"] for one in experiment["scenario"]]
            assert {factor: place[factor] in values[factor] for factor in values} == dict.fromkeys(values, True)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", practice.declared())
def test_every_practice_has_its_words(name, code):
    words = Language(code).texts["practice"][name]
    assert words["title"] and words["question"].endswith("?")
    assert len(words["answers"]) == len(practice.find(name)["answer"])


def test_a_sentence_says_no_more_than_the_runs_do():
    en = Language("en")
    clear = found(SHARE, [0.10, 0.11, 0.12], [0.20, 0.21, 0.22], 0.01)
    unclear = found(SHARE, [0.10, 0.20, 0.12], [0.20, 0.11, 0.22], 0.01)
    same = found(SHARE, [0.10, 0.20, 0.30], [0.1001, 0.2, 0.2999], 0.01)
    assert "rises from 11\u00a0% to 21\u00a0%" in next(practice.sentences("duo", [clear], en))
    assert "no clear difference" in next(practice.sentences("duo", [unclear], en))
    assert "hardly changes" in next(practice.sentences("duo", [same], en))
    index = found(INDEX, [1.0, 1.1, 1.2], [0.5, 0.56, 0.6], 0.01)
    assert "falls by 50\u00a0%" in next(practice.sentences("duo", [index], en))


def test_shares_get_the_decimals_that_tell_them_apart():
    close = found(SHARE, [0.100, 0.101, 0.102], [0.103, 0.104, 0.105], 0.001)
    assert practice.apart(close, Language("nl")) == ["10,1\u00a0%", "10,4\u00a0%"]


def test_an_unknown_practice_is_refused_with_those_there_are():
    with pytest.raises(UsageError, match="duo, cbr"):
        practice.find("duoo")


def test_a_practice_is_run_answered_and_drawn(tmp_path, capsys):
    small = ["-n", "2", "--set", "population.size=2000", "--set", "run.months=24"]
    assert main(["practice", "nationaal-archief", "-o", str(tmp_path), *small]) == 0
    said = capsys.readouterr().out
    assert "Wie beslist wanneer maatwerk geboden is?" in said
    assert "bestuurder" in said and "geen oordeel over de organisatie" in said
    assert (tmp_path / "nationaal-archief.nl.png").stat().st_size > 10_000
