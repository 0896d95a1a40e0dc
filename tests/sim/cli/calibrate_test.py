"""calibrate: worlds that were run and fit, resumable and the same for any number of threads; and --worlds FILE."""

import json

import h5py
import numpy
import pytest
from conftest import PROGRAM, Call

TOWN = """\
schema_version = 1
title = "A town"

[population]
size = 400
offices = 1

[run]
months = 24
warm_up = 0

[observed.objections]
value = {objections}
margin = 2
year = 2024
source = "made up"

[observed.take_up]
value = 85
margin = 5
year = 2024
source = "made up"
"""
FREE = ("--free", "citizens.complaint_level,citizens.take_up_level")
FIT = ("calibrate", "town.toml", *FREE, "--worlds", 12, "-n", 2, "-q", "--deterministic")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the town and its worlds."""
    folder = tmp_path_factory.mktemp("fitted")
    (folder / "town.toml").write_text(TOWN.format(objections=5))
    call = Call(*FIT, "-j", 1, "-o", "worlds.h5", "--json", program=PROGRAM, folder=folder)
    assert call.exit == 0, call.err
    (folder / "told.json").write_text(call.out)
    return folder


@pytest.fixture
def maatwerk(folder):
    return lambda *arguments: Call(*arguments, program=PROGRAM, folder=folder)


def test_every_world_was_run_and_lies_within_margin_discrepancy_and_noise(folder):
    told = json.loads((folder / "told.json").read_text())
    with h5py.File(folder / "worlds.h5") as file:
        assert file.attrs["file_type"] == "worlds" and len(file["worlds/world"]) == 12 == told["worlds"]
        matching = file["matching"]
        chosen = matching["world_vector"][:]
        assert (matching["vector_implausibility"][:][chosen] <= 2).all()
        assert len(numpy.unique(matching["vector_place"][:][chosen], axis=0)) == 12
        # What a world gives of a figure is the mean of its runs, by the table of worlds too.
        metric = list(file["worlds/metric"].asstr()[:]).index("take_up")
        window = list(file["worlds/window"].asstr()[:]).index("all")
        column = list(matching["figure"].asstr()[:]).index("take_up")
        given = 100 * file["worlds/value"][:, 0, metric, window]
        assert numpy.allclose(given, matching["vector_mean"][:][chosen][:, column])


def test_a_file_of_worlds_is_made_again_from_itself(maatwerk):
    assert maatwerk("reproduce", "worlds.h5", "-q").exit == 0
    assert "12, in them 24 runs planned, 24 ok" in maatwerk("status", "worlds.h5").out


def test_threads_and_stops_change_no_byte(maatwerk, folder):
    call = maatwerk(*FIT, "-j", 3, "-o", "other.h5", "--time-limit", "0.5s")
    while call.exit == 75:
        refused = maatwerk(*FIT, "-o", "other.h5")
        assert refused.exit == 4 and "--resume" in refused.err
        call = maatwerk(*FIT, "-j", 3, "-o", "other.h5", "--resume")
    assert call.exit == 0, call.err
    assert (folder / "other.h5").read_bytes() == (folder / "worlds.h5").read_bytes()
    assert not (folder / "other.h5.partial").exists()


def test_nothing_that_fits_is_said_in_words_with_the_nearest(maatwerk, folder):
    (folder / "far.toml").write_text(TOWN.format(objections=60))
    call = maatwerk("calibrate", "far.toml", *FREE, "--worlds", 12, "-n", 2, "-q", "-o", "far.h5")
    assert call.exit == 6
    assert "No world gives objections" in call.out and "The nearest gives" in call.out
    assert not (folder / "far.h5").exists() and not (folder / "far.h5.partial").exists()
    assert "Geen wereld geeft" in maatwerk(
        "calibrate", "far.toml", *FREE, "--worlds", 12, "-n", 2, "-q", "-o", "far.h5", "--lang", "nl"
    ).out


def test_others_are_asked_of_these_worlds(maatwerk, folder):
    two = ("compare", "--variants", "town.toml", "-n", 2, "-q", "--worlds", "worlds.h5", "--worlds-replicates", 1)
    assert maatwerk(*two, "-o", "asked.h5").exit == 0
    with h5py.File(folder / "asked.h5") as asked, h5py.File(folder / "worlds.h5") as worlds:
        assert asked["worlds"].attrs["scheme"] == "fitted"  # they were, and are so still
        assert asked["worlds"].attrs["next_needs_worlds"] == 40 and "next_figure" not in asked["worlds"].attrs
        assert (asked["worlds/parameter_value"][:] == worlds["worlds/parameter_value"][:]).all()
    assert maatwerk(*two, "--set", "citizens.take_up_level=1", "-o", "set.h5").exit == 0
    with h5py.File(folder / "set.h5") as asked:
        assert list(asked["worlds/parameter"].asstr()[:]) == ["citizens.complaint_level"]


def test_figures_that_narrow_nothing_are_told_of_in_one_sentence(maatwerk):
    fit = ("calibrate", "town.toml", "--free", "workers.hours_tailoring", "--worlds", 5, "-n", 2, "-q", "--force", "-o", "open.h5")
    call = maatwerk(*fit)
    assert call.exit == 0, call.err
    assert "clearly narrow none of the free parameters (1) by itself" in call.out and "of its range, %" not in call.out
    assert "geen van de vrije parameters (1)" in maatwerk(*fit, "--lang", "nl").out


def test_what_to_find_out_next_is_the_same_on_the_page_in_the_document_and_in_the_file(maatwerk, folder):
    small = ("--months", 12, "--worlds-replicates", 1)
    assert maatwerk("run", "town.toml", "-n", 2, *small, "--worlds", 150, "-q", "-o", "drawn.h5").exit == 0
    asked = ("compare", "--variants", "town.toml", "-n", 2, *small, "--worlds", "drawn.h5", "--deterministic", "--force", "-o", "next.h5")
    call = maatwerk(*asked, "--json", "-q")
    assert call.exit == 0, call.err
    told = json.loads(call.out)["worlds"]["find_out_next"]
    with h5py.File(folder / "next.h5") as file:
        kept = dict(file["worlds"].attrs)
    assert kept["scheme"] == "given"
    assert kept["next_figure"] == told["figure"] and told["then"] < told["disagree"]
    assert (kept["next_disagree_now"], kept["next_disagree_then"]) == (told["disagree"], told["then"])
    first = (folder / "next.h5").read_bytes()
    assert maatwerk(*asked, "--json", "-q", "-j", 1).exit == 0
    assert (folder / "next.h5").read_bytes() == first
    words = " ".join(maatwerk(*asked, "--lang", "nl", "--verbose").out.split())
    now, then = (f"{100 * told[when]:.0f}" for when in ("disagree", "then"))
    assert f"Wat nu uit te zoeken: {kept['next_label_nl']}. Twee van deze werelden zijn het {now} van de 100 keer" in words
    assert f"met dat cijfer erbij {then} keer" in words


def test_of_worlds_that_were_drawn_the_file_says_nothing_of_what_to_find_out(maatwerk, folder):
    assert maatwerk("compare", "--variants", "town.toml", "-n", 2, "--months", 12, "-q", "--worlds", 3, "-o", "no.h5").exit == 0
    with h5py.File(folder / "no.h5") as file:
        assert not [name for name in file["worlds"].attrs if name.startswith("next_")]


@pytest.mark.parametrize(
    "flags, exit, told",
    [
        ((), 2, "no output"),
        (("-o", "x.h5", "--free", "citizens.lense"), 3, "citizens.lens"),
        (("-o", "x.h5", "--max-runs", 3), 2, "a wave alone takes"),
        (("-o", "x.h5", "--discrepancy", 2), 2, "a share from 0 to 1"),
        (("-o", "x.h5", "--worlds", "worlds.h5"), 2, "how many to find"),
        (("-o", "x.h5", "-n", 1), 2, "2 or more"),
    ],
)
def test_mistakes_are_one_line(maatwerk, flags, exit, told):
    call = maatwerk("calibrate", "town.toml", *flags)
    assert call.exit == exit and told in call.err


def test_a_scenario_without_figures_and_a_file_without_worlds_are_refused(maatwerk):
    call = maatwerk("calibrate", "quickstart", "-o", "x.h5")
    assert call.exit == 3 and "[observed]" in call.err
    assert maatwerk("run", "town.toml", "-n", 2, "-q", "-o", "plain.h5", "--force").exit == 0
    call = maatwerk("run", "town.toml", "-n", 2, "-q", "--worlds", "plain.h5")
    assert call.exit == 4 and "no worlds" in call.err
    call = maatwerk("run", "town.toml", "-n", 2, "-q", "--worlds", "nowhere.h5")
    assert call.exit == 4 and "nowhere.h5" in call.err


def test_a_dry_run_says_what_it_may_take(maatwerk, folder):
    call = maatwerk("calibrate", "town.toml", "--dry-run", "-o", "dry.h5")
    assert call.exit == 0 and "at most" in call.out and not (folder / "dry.h5.partial").exists()
