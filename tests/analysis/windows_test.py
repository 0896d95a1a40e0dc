"""Months and offices of interest: the program's own numbers, in words, in section and answer."""

import os
import subprocess

import h5py
import numpy as np
import pytest
from synthetic import write_offices, write_result

from analysis import answer, quantities, report, windows
from analysis.language import Language
from analysis.results import open_results

EN, NL = Language("en"), Language("nl")
ASKED = "37:48 in 0,1"


def asked(path, more, months="37 48", offices="0 1"):
    """Two scenarios of one's own; the second waits longer in offices 0 and 1, and no whole is moved."""
    write_result(path, ["now", "then"], months=60, written={"now": "", "then": ""})
    write_offices(path, "then", (0, 1), more)
    with h5py.File(path, "a") as file:
        file.attrs["interest_months"], file.attrs["interest_offices"] = months, offices
    return open_results(path)


def test_a_window_is_said_in_words():
    assert windows.during(EN, "last_year") == "in the last year"
    assert windows.during(EN, "37:48") == "from month 37 to 48"
    assert windows.during(NL, ASKED) == "van maand 37 tot en met 48, in de kantoren 0 en 1"
    assert windows.during(NL, "37:37 in 2") == "in maand 37, in kantoor 2"


def test_a_study_has_the_window_it_was_asked_for_as_far_as_its_months_go(tmp_path):
    assert windows.of_interest(asked(tmp_path / "a.h5", 1.0)) == ASKED
    assert windows.of_interest(asked(tmp_path / "b.h5", 1.0, "37 72")) is None
    assert windows.of_interest(asked(tmp_path / "c.h5", 1.0, offices="")) == "37:48"


def test_the_report_and_its_answer_say_what_differs_then_and_there(tmp_path):
    results = asked(tmp_path / "r.h5", 1.0)
    section = report.of_interest(results, EN)
    assert section["title"] == "From month 37 to 48, in offices 0 and 1"
    said = "Under ‘then’, from month 37 to 48, in offices 0 and 1: waiting takes more time (30 days)."
    assert [text for text, _ in section["sentences"]] == [said]
    assert [label for _, label, _, _ in section["rows"]] == ["Waiting time (months)"]  # all that is by office
    found = answer.answer(results, EN)
    assert "on the whole" in found.title and found.sentences[-1].text == said


def test_what_does_not_differ_then_is_said_not_to(tmp_path):
    section = report.of_interest(asked(tmp_path / "r.h5", 0.0), NL)
    assert section["sentences"][0][0] == (
        "Onder ‘then’ is er van maand 37 tot en met 48, in de kantoren 0 en 1 geen duidelijk verschil met ‘now’."
    )


def test_a_file_that_was_asked_for_nothing_has_no_such_section(complete):
    assert report.of_interest(open_results(complete), EN) is None


@pytest.mark.parametrize("offices", ([], ["--offices", "0,1"]))
def test_numbers_are_those_that_the_program_stored(tmp_path, offices):
    file = tmp_path / "r.h5"
    words = ["compare", "--variants", "quickstart", "-n", "2", "--months", "24", "--set", "population.size=500"]
    words += ["--window", "7:12", *offices, "-q", "-o", file]
    subprocess.run([os.environ["MAATWERK_PROGRAM"], *words], capture_output=True, check=True)
    results = open_results(file)
    window = windows.of_interest(results)
    with h5py.File(file, locking=False) as stored:
        group = stored["summary"]
        scenarios, metrics, names = (
            list(group[key].asstr()[:]) for key in ("scenario", "metric", "window")
        )
        means = group["mean"][:, :, names.index(window)]
    made = [[quantities.estimate(results, s, m, window).mean for m in metrics] for s in scenarios]
    np.testing.assert_allclose(made, means, rtol=1e-5, atol=1e-9)
    assert np.isfinite(means).sum() > 20
