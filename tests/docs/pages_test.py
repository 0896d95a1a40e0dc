"""Pages that are made from studies, on studies so small that their numbers are known."""

import json
import pathlib
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs"))

import dynamics_page  # noqa: E402


def window(share, way):
    cells = {"share": share, "ci_low": share / 2, "ci_high": 1}
    return cells | {f"declared_way_{end}": way for end in ("share", "ci_low", "ci_high")}


def drawn(name, first, last):
    windows = {"first_year": window(*first), "last_year": window(*last)}
    return {"hypotheses": [{"name": "another"}, {"name": name, "windows": windows}]}


def test_a_claim_has_its_shares_by_year_and_within_it_by_drawing():
    verdicts = {"first_year": {"verdict": "supported"}, "last_year": {"verdict": "undecided"}}
    at_defaults = {"hypotheses": [{"name": "a", "text_en": "A.", "windows": verdicts}]}
    draws = {"scale": drawn("a", (0.1, 0.2), (0.3, 0.4)), "factor": drawn("a", (0.5, 0.6), (0.7, 0.8))}
    (row,) = dynamics_page.claims(at_defaults, draws)
    assert row["verdicts"] == ["supported", "undecided"]
    assert row["holds"] == ["10 % [5, 100]", "50 % [25, 100]", "30 % [15, 100]", "70 % [35, 100]"]
    assert [cell.split()[0] for cell in row["way"]] == ["20", "60", "40", "80"]


def test_what_is_left_of_tailoring_is_a_ratio_of_each_draw():
    values = {"first_year": [0.4, 0.2, 0.0], "last_year": [0.1, 0.1, 0.3]}
    windows = {year: {"values": those} for year, those in values.items()}
    study = {"report": [{"metric": "tailored", "scenario": "town", "windows": windows}]}
    cells = dynamics_page.tailoring_left(study, "town")
    assert cells == ["20.0 %", "10.0 %", "38 % [31, 44]"]
    windows["first_year"]["values"] = [0.0, 0.0, 0.0]
    assert dynamics_page.tailoring_left(study, "town")[-1] == dynamics_page.NOTHING


def test_studies_of_two_texts_make_no_page(tmp_path):
    for name, text in {"a": "old", "draws-a-scale": "old", "draws-a-factor": "new"}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps({"sha256": text}))
    with pytest.raises(SystemExit, match="different texts"):
        dynamics_page.Studies(tmp_path).declared("a")
