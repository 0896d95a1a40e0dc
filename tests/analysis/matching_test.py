"""Pictures of fitted worlds, by a file that the program made."""

import os
import subprocess

import pytest

from analysis.command_line import main
from analysis.errors import FileError
from analysis.figures import matching as figures
from analysis.language import Language
from analysis.matching import is_matching, open_matching
from analysis.studies import as_told
from analysis.study_command import so_many

TOWN = """\
schema_version = 1
title = "A town"
[population]
size = 300
offices = 1
[run]
months = 12
warm_up = 0
[observed.objections]
value = 5
margin = 3
year = 2024
source = "made up"
[observed.take_up]
value = 85
margin = 6
year = 2024
source = "made up"
"""


@pytest.fixture(scope="module")
def fitted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fitted")
    (folder / "town.toml").write_text(TOWN)
    words = ["calibrate", "town.toml", "--free", "citizens.complaint_level,citizens.take_up_level,workers.hours_tailoring"]
    words += ["--worlds", "10", "-n", "2", "-q", "-o", "worlds.h5"]
    subprocess.run([os.environ["MAATWERK_PROGRAM"], *words], cwd=folder, check=True, capture_output=True)
    return folder / "worlds.h5"


def test_what_is_narrowed_most_comes_first_and_shares_are_of_the_range(fitted):
    matching = open_matching(fitted)
    shares = [share for *_, share in matching.narrowed()]
    assert shares == sorted(shares) and 0 < shares[0] < shares[-1] <= 1
    assert matching.narrowed()[-1][0] == "workers.hours_tailoring"  # which moves neither figure much
    assert is_matching(fitted) and not is_matching(__file__)


@pytest.mark.parametrize("code", ["en", "nl"])
def test_figures_say_what_taught_and_what_is_left(fitted, code):
    drawn = figures.draw_all(open_matching(fitted), Language(code))
    assert list(drawn) == ["taught", "narrowed", "emulators"]
    words = [text.get_text() for text in drawn["taught"].axes[0].get_yticklabels()]
    assert words[-1] == Language(code)("matching.together")
    assert len(drawn["emulators"].axes) == 2
    for figure in drawn.values():
        foot = figure.texts[2].get_text().replace("\n", " ")
        assert Language(code)("footer.worlds", found=Language(code)("worlds.fitted")) in foot


def test_parameters_are_named_by_what_they_mean_and_by_their_name(fitted):
    matching = open_matching(fitted)
    for code, help_in in (("en", "help"), ("nl", "help_nl")):
        figure = figures.draw_all(matching, Language(code))["narrowed"]
        said = [text.get_text().replace("\n", " ") for text in figure.texts[3:]]
        for name, *_ in matching.narrowed():
            meaning = getattr(matching.parameter_texts[name], help_in).rstrip(".")
            assert name in said
            assert any(one.partition("…")[0] and meaning.startswith(one.partition("…")[0].strip()) for one in said), name


def test_the_command_writes_each_in_both_languages(fitted, tmp_path):
    assert main(["figures", str(fitted), "--output", str(tmp_path / "figures")]) == 0
    assert len(list((tmp_path / "figures").glob("*.png"))) == 6


def test_studies_take_a_file_of_worlds_for_their_number(fitted):
    worlds = so_many(str(fitted))
    assert worlds.found == "fitted"
    assert worlds == 10 and 2 * worlds == 20 and str(worlds) == str(fitted)
    assert as_told({"worlds": worlds, "months": 3}) == {"worlds": str(fitted), "months": 3}
    assert so_many("12") == 12
    with pytest.raises(FileError, match="no such file"):
        so_many("nowhere.h5")
