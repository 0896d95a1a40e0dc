"""`--lang` answers in another language; what one types and what programs read stay as they are."""

import pathlib
import re

from conftest import PROGRAM, Call

ROOT = pathlib.Path(__file__).parents[3]
SMALL = ("quickstart", "--set", "population.size=400", "-n", "2", "--months", "12", "-q", "-j1")


def maatwerk(*arguments):
    return Call(*arguments, program=PROGRAM, folder=ROOT)


def test_a_name_is_explained_in_dutch_alone():
    call = maatwerk("explain", "citizens.lens", "--lang", "nl")
    assert "Kans dat een burger" in call.out and "Probability" not in call.out
    assert "standaardwaarde" in call.out and "default" not in call.out


def test_a_run_is_told_in_dutch_with_the_same_numbers():
    english, dutch = maatwerk("run", *SMALL), maatwerk("run", *SMALL, "--lang", "nl")
    assert "besluiten die tekortdoen" in dutch.out and "replicates" not in dutch.out
    assert "\nburger\n" in dutch.out and "Doel: verklaring, geen voorspelling" in dutch.out
    numbers = [re.findall(r"\d+\.\d+", call.out) for call in (english, dutch)]
    assert len(numbers[0]) > 20 and numbers[0] == numbers[1]


def test_a_scenario_to_start_from_is_commented_in_dutch_and_can_be_read(tmp_path):
    path = tmp_path / "mijn.toml"
    assert maatwerk("init", "--full", "--lang", "nl", "-o", str(path)).exit == 0
    assert "Aantal burgers." in path.read_text() and maatwerk("check", str(path)).exit == 0


def test_documents_are_the_same_in_every_language():
    for command in (("list", "metrics"), ("explain", "misfit"), ("run", *SMALL)):
        answers = [maatwerk(*command, "--json", *more).out for more in ((), ("--lang", "nl"))]
        assert answers[0] == answers[1]


def test_a_language_without_words_is_refused_with_those_that_have_them():
    call = maatwerk("list", "metrics", "--lang", "fr")
    assert call.exit == 2 and "Choose en or nl" in call.err
