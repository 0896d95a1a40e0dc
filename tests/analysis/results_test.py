"""Reading result files: what counts, what is left out, and what is refused with a remedy."""

import h5py
import numpy as np
import pytest
from synthetic import write_result

from analysis.command_line import main
from analysis.errors import FileError
from analysis.results import open_results


def test_a_complete_file_gives_replicates_by_months_for_each_scenario(complete):
    results = open_results(complete)
    assert results.series("standard-maatwerk", "tailored").shape == (8, 120)
    assert results.months == 120
    assert results.bases == [
        "standardisation",
        "policy-categories",
        "hardship-clauses",
        "standard-maatwerk",
    ]
    assert results.metrics["waiting"].unit == "month"
    assert results.parameter("hardship-clauses", "policy.individual_tailoring") == 100


def test_loops_are_those_that_the_file_declares(tmp_path):
    path = write_result(tmp_path / "r.h5", ["standardisation"], replicates=2)
    with h5py.File(path, "a") as file:
        file["dynamics/signature_sign"][4] = -1
    shelter = open_results(path).dynamics[1]
    assert shelter.name == "seek_shelter"
    assert [(item.metric, item.sign) for item in shelter.signatures] == [
        ("over_conformity", 1),
        ("unused_room", -1),
        ("moral_sensitivity", -1),
    ]
    assert [item.metric for item in shelter.drivers] == ["blame_expectation"]


def test_a_file_from_before_loops_were_declared_has_figures_and_a_note(tmp_path, capsys):
    path = write_result(tmp_path / "r.h5", ["standardisation"], replicates=5)
    with h5py.File(path, "a") as file:
        del file["dynamics"]
    assert open_results(path).dynamics == ()
    assert main(["figures", str(path), "-o", str(tmp_path), "--language", "en"]) == 0
    said = capsys.readouterr()
    assert "burden.en.png" in said.out and "seek_shelter" not in said.out
    assert "names no dynamics" in said.err


def test_counts_of_runs_that_did_not_finish_are_not_numbers(tmp_path):
    path = write_result(tmp_path / "r.h5", ["standardisation"], replicates=3, status=[1, 2, 1])
    results = open_results(path)
    assert results.metrics["decisions"].integer
    assert results.series("standardisation", "decisions").tolist() == [[400.0] * 120] * 2


def test_only_runs_that_ended_well_count_and_the_others_are_counted(tmp_path):
    status = [1, 2, 1, 3, 1, 0]
    path = write_result(
        tmp_path / "r.h5", ["standardisation", "standard-maatwerk"], replicates=3, status=status
    )
    results = open_results(path)
    assert results.count("standardisation") == 2
    assert results.count("standard-maatwerk") == 1
    assert (results.planned, results.failed, results.unfinished) == (6, 1, 2)


def test_a_pair_is_dropped_if_either_of_its_runs_failed(tmp_path):
    status = [1, 2, 1, 1, 1, 2]
    path = write_result(
        tmp_path / "r.h5", ["standardisation", "standard-maatwerk"], replicates=3, status=status
    )
    results = open_results(path)
    left, right = results.common_rows("standardisation", "standard-maatwerk")
    assert results.replicate_of[left].tolist() == results.replicate_of[right].tolist() == [0]


def test_a_journal_points_at_what_reads_it_and_at_what_ends_its_study(tmp_path):
    path = tmp_path / "r.h5.partial"
    path.write_bytes(b"maatwerk journal 4\nprocess 1 on here since then\n")
    with pytest.raises(FileError, match="not done.*maatwerk status.*maatwerk export.*--resume"):
        open_results(path)
    with pytest.raises(FileError, match="r.h5.partial exists: its study is not done.*--resume"):
        open_results(tmp_path / "r.h5")


def test_a_partial_file_whose_study_has_ended_points_at_the_whole_one(tmp_path):
    write_result(tmp_path / "r.h5", ["standardisation"], replicates=2)
    with pytest.raises(FileError, match="its study is done.*Name .*r.h5$"):
        open_results(tmp_path / "r.h5.partial")


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(FileError, match="no such file.*maatwerk compare"):
        open_results(tmp_path / "r.h5")


def test_a_file_that_is_not_hdf5_is_refused(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("not a result")
    with pytest.raises(FileError, match="not an HDF5 file"):
        open_results(path)


def test_another_programs_hdf5_file_is_refused(tmp_path):
    with h5py.File(tmp_path / "other.h5", "w") as file:
        file["x"] = np.zeros(3)
    with pytest.raises(FileError, match="not a result of maatwerk"):
        open_results(tmp_path / "other.h5")


def test_another_major_format_version_is_refused_with_both_versions_named(tmp_path):
    path = write_result(tmp_path / "r.h5", ["standardisation"], replicates=2)
    with h5py.File(path, "a") as file:
        file.attrs["format_version"] = "2.0"
    with pytest.raises(FileError, match=r"format version 2.0; this program reads 1"):
        open_results(path)


def test_a_cut_short_file_is_called_damaged(tmp_path):
    path = write_result(tmp_path / "r.h5", ["standardisation"], replicates=2)
    path.write_bytes(path.read_bytes()[:4000])
    with pytest.raises(FileError, match="damaged"):
        open_results(path)


def test_a_file_without_one_good_run_is_refused(tmp_path):
    path = write_result(tmp_path / "r.h5", ["standardisation"], replicates=2, status=[2, 2])
    with pytest.raises(FileError, match="no run ended well"):
        open_results(path)
