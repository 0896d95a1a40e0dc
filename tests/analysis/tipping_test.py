"""Where room tips: known ground, prices that change the answer, and one small study from end to end."""

import dataclasses
import math
from types import SimpleNamespace

import numpy as np
import pytest

from analysis import tipping, tipping_study, tipping_words
from analysis.command_line import main
from analysis.language import LANGUAGES, Language
from analysis.tipping import PRICES

ROOMS, HOURS, LAWS = [0, 50, 100], [0.8, 1.3], [1, 4]
SMALL = ["-n", "2", "-j", "1", "--worlds", "2", "--set", "population.size=100", "--set", "run.months=36", "--set", "run.warm_up=1"]
LUCK = np.random.default_rng(4).normal(scale=0.01, size=8)


class Known:
    """Ground whose misfit falls with room and whose waiting rises with it, `scarce` times as much where hours are few."""

    rooms, hours, laws, years = ROOMS, HOURS, LAWS, [1, 10]

    def __init__(self, scarce=5.0, in_worlds=None):
        self.scarce, self.runs = scarce, SimpleNamespace()
        self.worlds = SimpleNamespace() if in_worlds is not None else None
        self.others = in_worlds

    def values(self, name, year):
        return self.made(name, self.scarce, LUCK)

    def in_worlds(self, name, year):
        return np.concatenate([self.made(name, one, np.zeros(1)) for one in self.others], axis=-1)

    def made(self, name, scarce, luck):
        room = np.array(ROOMS) / 100
        if name == "misfit":
            means = [[1 - 0.5 * room, 1 - 0.5 * room]] * 2
        elif name == "waiting":
            means = [[scarce * room**2, 0 * room]] * 2
        else:
            means = np.zeros((2, 2, 3))
        own = np.linspace(-0.02, 0.02, 12).reshape(2, 2, 3)  # luck that places do not share
        return np.array(means)[..., None] + luck + own[..., None] * luck


def rooms(ground, prices=PRICES, year=10):
    return [[ROOMS[tip.room] if tip.exists else None for tip in law] for law in tipping.tips(ground, prices)[year]]


def test_room_tips_where_waiting_weighs_more_than_misfit_and_nowhere_else():
    assert rooms(Known(), PRICES | {"waiting": 0.15}) == [[50, None], [50, None]]
    assert rooms(Known(), PRICES | {"waiting": 1.0}) == [[0, None], [0, None]]
    assert rooms(Known(), PRICES | {"waiting": 0.0}) == [[None, None], [None, None]]


def test_what_luck_may_have_done_is_no_tipping_point():
    ground = Known(scarce=0.0)
    noise = np.random.default_rng(2).normal(size=(2, 2, 3, 8))
    ground.values = lambda name, year: noise if name == "misfit" else 0 * noise
    found = tipping.tips(ground, PRICES)
    assert not any(tip.exists for year in found.values() for law in year for tip in law)
    assert any(tip.least < 2 for year in found.values() for law in year for tip in law)  # the mean alone would say so


def test_the_price_from_which_it_tips_is_that_of_the_first_step_that_pays():
    tip = tipping.tips(Known(), PRICES)[10][0][0]
    assert tip.price == pytest.approx(0.25 / 3.75, rel=0.01)  # misfit between half and full room, over waiting there
    assert tipping.tips(Known(), PRICES)[10][0][1].price == math.inf


def test_worlds_say_where_it_tips_and_in_how_many_it_holds():
    ground = Known(in_worlds=[5.0] * 9 + [0.0])
    tip = tipping.tips(ground, PRICES | {"waiting": 0.15})[10][0][0]
    assert tip.exists and (tip.held.size, tip.held.worlds, tip.held.word) == (9, 10, "robust")
    assert [ROOMS[at] for at in tip.band] == [50, 50]
    none = tipping.tips(ground, PRICES | {"waiting": 0.0})[10][0][0]
    assert not none.exists and (none.held.size, none.held.word) == (10, "robust")
    split = tipping.tips(Known(in_worlds=[5.0] * 5 + [0.0] * 5), PRICES | {"waiting": 0.15})[10][0][0]
    assert split.held.word == "depends" and [ROOMS[at] for at in split.band] == [50, 100]


def test_the_head_says_that_there_is_none_or_where():
    language = Language("en")
    none = tipping_words.Map(Known(), PRICES | {"waiting": 0.0})
    assert tipping_words.headline(none, language) == language("tipping_map.none", n=8)
    some = tipping_words.Map(Known(), PRICES | {"waiting": 0.15})
    assert "4 of 8 places" in tipping_words.headline(some, language) and "0.8 × the load" in tipping_words.headline(some, language)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where a small study is kept."""
    return tmp_path_factory.mktemp("tipping")


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_study_is_run_once_told_and_drawn(folder, code, capsys):
    before = {path: path.stat().st_mtime_ns for path in folder.glob("*.h5")}
    assert main(["tipping", "standard-maatwerk", "-o", str(folder), "--lang", code, *SMALL]) == 0
    said, language = capsys.readouterr().out, Language(code)
    assert language("tipping_map.price.title") in said and language("tipping_map.year", year=3) in said
    for name in ("tipping", "tipping-year-1", "tipping-year-3"):
        assert (folder / f"{name}.{code}.png").stat().st_size > 20_000
    assert not (folder / f"tipping-year-10.{code}.png").exists()
    assert all(path.stat().st_mtime_ns == time for path, time in before.items())


def test_every_place_is_what_its_name_says_in_the_file_and_in_worlds(folder):
    ground = tipping_study.open_ground(folder / "tipping.h5")
    assert (ground.rooms, ground.hours, ground.laws) == ([0, 20, 40, 60, 80, 100], [0.8, 1.0, 1.15, 1.3], [1, 2, 4])
    assert ground.values("misfit", 3).shape == (3, 4, 6, 2) and ground.in_worlds("misfit", 3).shape == (3, 4, 6, 2)
    for law, hours, room in ((0, 0, 0), (2, 1, 5)):
        name = f"law-{ground.laws[law]:g}-hours-{ground.hours[hours]}-room-{ground.rooms[room]:g}"
        place = ground.sweep.scenarios.index(name)
        assert ground.runs.place_of[name] == (law, hours, room)
        whole = ground.sweep.values(tipping_study_window("misfit"))[0, place]
        assert ground.values("misfit", 1)[law, hours, room] == pytest.approx(whole)


def tipping_study_window(metric):
    from analysis.sweeps import Observed

    return Observed(metric, "first_year")


def test_a_file_is_told_anew_at_other_prices_without_runs(folder, capsys, monkeypatch):
    monkeypatch.setenv("MAATWERK_PROGRAM", "/bin/false")
    assert main(["tipping", str(folder / "tipping.h5"), "--waiting", "0.1"]) == 0
    said = capsys.readouterr().out
    assert Language("en")("tipping_map.price.asked") in said and "0.1 " in said


def test_a_report_has_its_map_and_prices(folder):
    from analysis import what_helps

    for code in LANGUAGES:
        language = Language(code)
        told = what_helps.fields(None, folder / "tipping.h5", language)["tipping"]
        assert language("tipping_map.none", n=24) in told["sentences"] or len(told["sentences"]) > 1
        assert [row[2] for row in told["prices"]][0] == language("tipping_map.price.why.misfit")
        assert all(image.startswith("data:image/svg") and words for image, words in told["figures"])


def test_luck_is_shared_by_all_places_of_the_file(folder):
    sweep = tipping_study.open_ground(folder / "tipping.h5").sweep
    assert sweep.design.points == 1 and sweep.replicates == 2 and len(sweep.scenarios) == 72


@pytest.mark.parametrize(
    "words, said",
    [
        (["standard-maatwerk", "--waiting", "-1"], "price"),
        (["none.h5"], "no such file"),
        (["standard-maatwerk", "--set", "population.sise=3"], "population.sise"),
        (["mutual_learning/mutual_learning"], ""),
    ],
)
def test_what_cannot_be_meant_is_one_line_with_a_remedy(words, said, capsys):
    assert main(["tipping", *words]) in (2, 3, 4)
    told = capsys.readouterr().err
    assert said in told and told.startswith("maatwerk: ") and told.count("\n") == 1


def test_a_sweep_of_something_else_is_refused(folder, tmp_path):
    ground = tipping_study.open_ground(folder / "tipping.h5")
    other = dataclasses.replace(ground.sweep, parameters={})
    with pytest.raises(Exception, match="maatwerk tipping SCENARIO"):
        tipping_study.coordinates(other)
