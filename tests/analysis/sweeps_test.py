"""A sweep's file is read by point, scenario and replicate; what is missing is dropped and told."""

import numpy as np
import pytest
from synthetic import write_sweep

from analysis import discovery, sensitivity, style
from analysis.command_line import main
from analysis.errors import FileError, UsageError
from analysis.figures import sensitivity as sensitivity_figure
from analysis.language import Language
from analysis.sweeps import Observed, open_sweep

MISFIT = Observed("misfit", "last_year")
TWO = {"plain": {}, "other": {"loops.seek_shelter": 0.0}}


def morris_sweep(path, status=None, replicates=2, count=6):
    """A morris sweep of two factors: misfit is twice the first, under `other` three times."""
    random = np.random.default_rng(3)
    unit = np.repeat(random.choice([0, 1 / 3], (count, 1, 2)), 3, axis=1)
    unit[:, 1:, 0] += 2 / 3
    unit[:, 2:, 1] += 2 / 3
    unit = unit.reshape(-1, 2)

    def numbers(name, point, luck):
        return {"misfit": (2 if name == "plain" else 3) * point[0] + luck}

    return write_sweep(
        path, ["a.one", "a.two"], unit, unit, numbers, "morris", TWO, replicates, status
    )


def random_sweep(path, structure=True):
    """60 random points of two factors: `other` is above `plain` where the first is large."""
    unit = np.random.default_rng(4).random((60, 2))

    def numbers(name, point, luck):
        high = point[0] > 0.6 if structure else np.sin(1e6 * point[0]) > 0.2
        return {"misfit": luck + (0 if name == "plain" else 1 if high else -1)}

    return write_sweep(path, ["a.one", "a.two"], unit, unit, numbers, "random", TWO)


def test_each_scenario_is_analysed_on_its_own(tmp_path):
    plain, other = sensitivity.analyse(open_sweep(morris_sweep(tmp_path / "s.h5")), MISFIT)
    assert np.allclose(plain.measures["mu_star"].estimate, [2, 0])
    assert np.allclose(other.measures["mu_star"].estimate, [3, 0])
    assert plain.noise.variance == pytest.approx(0, abs=1e-20)


def test_scenarios_of_a_sweep_wear_colours_of_the_scheme(tmp_path):
    sweep = open_sweep(morris_sweep(tmp_path / "s.h5"))
    figure = sensitivity_figure.draw(sweep, Language("en"), sensitivity.analyse(sweep, MISFIT))
    worn = {line.get_color() for axis in figure.axes for line in axis.lines}
    assert {look.colour for look in style.OTHER_LOOKS[:2]} <= worn


def saltelli_sweep(path, value=0.25):
    """Four blocks of one factor, in which misfit is the same everywhere."""
    unit = np.random.default_rng(6).random((12, 1))
    numbers = lambda name, point, luck: {"misfit": value}  # noqa: E731
    return write_sweep(path, ["a.one"], unit, unit, numbers, "saltelli", TWO)


@pytest.mark.filterwarnings("error")
def test_a_constant_metric_is_said_not_to_vary(tmp_path, capsys):
    out = str(tmp_path / "out")
    assert main(["sensitivity", str(saltelli_sweep(tmp_path / "s.h5")), "-o", out,
                 "--metric", "misfit"]) == 0  # fmt: skip
    said = capsys.readouterr().out
    assert "Misfit: does not vary, 0.25 at every point" in said
    assert "Misfit (nl): varieert niet, 0,25 op elk punt" in said
    table = (tmp_path / "out" / "sensitivity.csv").read_text().splitlines()
    assert table[0].endswith(",varies") and all(row.endswith(",0") for row in table[1:])
    assert "nan" not in said + "".join(table) and "inf" not in said + "".join(table)
    sweep = open_sweep(tmp_path / "s.h5")
    for code, words in (("en", "does not vary"), ("nl", "varieert niet")):
        figure = sensitivity_figure.draw(sweep, Language(code), sensitivity.analyse(sweep, MISFIT))
        on = [text.get_text().replace("\n", " ") for axis in figure.axes for text in axis.texts]
        assert sum(words in text for text in on) == len(TWO)


def test_a_trajectory_with_a_failed_run_is_left_out_whole_and_counted(tmp_path):
    status = np.ones(6 * 3 * 2 * 2, np.int8)
    status[4 * 5] = 2  # a run of `plain` in the second trajectory
    found = sensitivity.analyse(open_sweep(morris_sweep(tmp_path / "s.h5", status)), MISFIT)
    assert [(item.sets, item.dropped) for item in found] == [(5, 1), (6, 0)]


def test_replicates_that_until_did_without_cost_no_trajectory(tmp_path):
    status = np.ones(6 * 3 * 3 * 2, np.int8)
    status[4:6] = 3  # the third replicate of the first point
    sweep = open_sweep(morris_sweep(tmp_path / "s.h5", status, replicates=3))
    assert [item.dropped for item in sensitivity.analyse(sweep, MISFIT)] == [0, 0]


def test_too_few_whole_trajectories_are_refused(tmp_path):
    with pytest.raises(FileError, match="3 of 3 trajectories"):
        sensitivity.analyse(open_sweep(morris_sweep(tmp_path / "s.h5", count=3)), MISFIT)


def test_a_box_is_told_in_both_languages(tmp_path):
    sweep = open_sweep(random_sweep(tmp_path / "s.h5"))
    statement = discovery.parse(sweep, "misfit other < plain", 0.0)
    found = discovery.discover(sweep, statement, "fails")
    english, dutch = (
        " ".join(discovery.sentences(Language(code), sweep, found)) for code in ("en", "nl")
    )
    assert "other stops beating plain on misfit in the last year when a.one > 0." in english
    assert "in het laatste jaar niet meer van plain wint op misfit (nl)" in dutch
    assert "als a.one > 0," in dutch
    assert not found.verdicts["undecided"] and len(found.boxes) == 1


def test_nothing_found_is_said(tmp_path):
    sweep = open_sweep(random_sweep(tmp_path / "s.h5", structure=False))
    found = discovery.discover(sweep, discovery.parse(sweep, "misfit other < plain", 0.0), "holds")
    assert "Nothing found" in " ".join(discovery.sentences(Language("en"), sweep, found))
    whole = discovery.discover(sweep, discovery.parse(sweep, "misfit other < plain", 5.0), "holds")
    assert "alike" in " ".join(discovery.sentences(Language("en"), sweep, whole))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("misfit other plain", "no statement"),
        ("misfti other < plain", "Did you mean misfit"),
        ("misfit@last other < plain", "Did you mean last_year"),
        ("misfit othr < plain", "Did you mean other"),
        ("misfit other < other", "against itself"),
    ],
)
def test_a_wrong_statement_is_refused_with_its_remedy(tmp_path, words, message):
    sweep = open_sweep(random_sweep(tmp_path / "s.h5"))
    with pytest.raises(UsageError, match=message):
        discovery.parse(sweep, words, 0.0)


def test_every_command_writes_its_files_in_both_languages(tmp_path, capsys):
    grid = np.array([(g, i) for g in (0, 50, 100) for i in (0, 50, 100)], float)

    def numbers(name, point, luck):
        return {"misfit": luck - point[1] / 100, "hardship": luck}

    worlds = {"closed": {}, "cut": {"loops.seek_shelter": 0}, "calm": {"need.hardship_waiting": 0}}
    axes = ["policy.group_tailoring", "policy.individual_tailoring"]
    plane = write_sweep(tmp_path / "p.h5", axes, grid / 100, grid, numbers, "grid", worlds)
    effects = morris_sweep(tmp_path / "m.h5")
    draws = random_sweep(tmp_path / "r.h5")
    out = str(tmp_path / "out")
    assert main(["sensitivity", str(effects), "-o", out, "--metric", "misfit"]) == 0
    assert main(["discovery", str(draws), "-o", out, "--when", "misfit other < plain"]) == 0
    assert main(["plane", str(plane), "-o", out]) == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    figures = ("sensitivity-misfit-last_year", "discovery-1", "plane", "plane-tipping")
    assert names >= {f"{figure}.{code}.png" for figure in figures for code in ("en", "nl")}
    assert names >= {"sensitivity.csv", "noise.csv", "discovery.csv", "plane.csv", "tipping.nl.txt"}
    assert "Tipping contour, last year: none" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("figures", "a sweep"),
        ("report", "a sweep"),
        ("discovery", "discovery needs random, lhs or sobol"),
        ("plane", "plane.toml"),
    ],
)
def test_a_command_refuses_a_sweep_that_it_is_not_for(tmp_path, capsys, command, words):
    extra = ["--when", "misfit other < plain"] if command == "discovery" else []
    path = str(morris_sweep(tmp_path / "s.h5"))
    assert main([command, path, "-o", str(tmp_path / "x"), *extra]) == 4
    message = capsys.readouterr().err
    assert words in message and message.count("\n") == 1


def test_a_comparison_is_refused_where_a_sweep_is_needed(cutless, tmp_path, capsys):
    assert main(["sensitivity", str(cutless), "-o", str(tmp_path)]) == 4
    assert "this needs a sweep" in capsys.readouterr().err
