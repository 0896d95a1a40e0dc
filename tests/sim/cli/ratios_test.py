"""Ratios in result files: sums over sums, whatever months, offices or runs they are taken over."""

import h5py
import numpy as np
import pytest
from conftest import PROGRAM, Call

WINDOWS = {"first_year": slice(0, 12), "last_year": slice(-12, None), "all": slice(None)}
FORMULAS = {
    "numerator / denominator": lambda x: x,
    "sqrt(numerator / denominator)": np.sqrt,
    "1 - sqrt(numerator / denominator)": lambda x: 1 - np.sqrt(x),
    "1 / (1 + numerator / denominator)": lambda x: 1 / (1 + x),
}


@pytest.fixture(scope="module")
def rare(tmp_path_factory):
    """A study in which most months have no tailored decision, and so nothing to divide by."""
    folder = tmp_path_factory.mktemp("rare")
    call = Call(
        *"run quickstart --set policy.individual_tailoring=0 -n 10 -q -o d.h5".split(),
        program=PROGRAM,
        folder=folder,
    )
    assert call.exit == 0, call.err
    with h5py.File(folder / "d.h5") as file:
        yield file


def summary(file, metric, window):
    """Mean and n of a metric in a window, as the file's summary has them."""
    names = [file[f"summary/{axis}"].asstr()[:].tolist() for axis in ("metric", "window")]
    place = (0, names[0].index(metric), names[1].index(window))
    return file["summary/mean"][place], file["summary/n"][place]


def datasets(file):
    """Every dataset of numbers, with its name."""
    found = []
    file.visititems(lambda name, item: found.append((name, item)))
    return [
        (name, item[()])
        for name, item in found
        if isinstance(item, h5py.Dataset) and np.issubdtype(item.dtype, np.floating)
    ]


def of_window(file, metric, columns):
    """Sum of numerators over sum of denominators in each run, from what the attributes name."""
    attributes = file[metric].attrs
    terms = [file[attributes[role]][:, columns] for role in ("numerator", "denominator")]
    there = np.isfinite(terms[0]) & np.isfinite(terms[1])
    above, below = (np.where(there, term, 0).sum(axis=1) for term in terms)
    with np.errstate(invalid="ignore", divide="ignore"):
        return FORMULAS[attributes["formula"]](np.where(below > 0, above / below, np.nan))


def test_a_month_without_tailoring_loses_no_run(rare):
    name = "equality_complaints_per_tailored"
    tailored = rare[rare[name].attrs["denominator"]][:, WINDOWS["last_year"]]
    with_some = (tailored > 0).any(axis=1)
    assert 0 < with_some.sum() < len(with_some)
    assert (tailored[with_some] == 0).any()  # where a mean over months would lose the run
    mean, n = summary(rare, name, "last_year")
    assert np.isfinite(mean) and n == with_some.sum()
    mean, n = summary(rare, name, "first_year")
    assert np.isnan(mean) and n == 0


def test_every_ratio_of_the_summary_is_sums_over_sums(rare):
    ratios = [name for name, item in rare.items() if "numerator" in item.attrs]
    assert len(ratios) > 50
    for name in ratios:
        for window, columns in WINDOWS.items():
            runs = of_window(rare, name, columns)
            mean, n = summary(rare, name, window)
            assert n == np.isfinite(runs).sum(), (name, window)
            if n:
                assert mean == pytest.approx(runs[np.isfinite(runs)].mean(), rel=1e-9), name


def test_terms_are_by_office_and_life_situation_where_their_ratios_are(rare):
    for group in ("offices", "life_situations"):
        for item in rare[group].values():
            for role in ("numerator", "denominator", "minuend", "subtrahend"):
                if role in item.attrs:
                    assert item.attrs[role] in rare[group], item.name


def test_no_dataset_holds_an_infinity(rare, tmp_path):
    # Nothing varies between replicates of one month without cases: effect sizes have no scale.
    settings = ("--set", "need.inflow=0", "--months", "3", "-n", "5", "-q", "-o", "still.h5")
    call = Call(
        "compare", "--variants", "quickstart", *settings, program=PROGRAM, folder=tmp_path
    )
    assert call.exit == 0, call.err
    with h5py.File(tmp_path / "still.h5") as still:
        for file in (rare, still):
            for name, numbers in datasets(file):
                assert not np.isinf(numbers).any(), name


def test_terms_are_recorded_and_not_reported(rare):
    terms = [name for name, item in rare.items() if item.attrs.get("role") == "term"]
    assert "n_tailored" in terms
    assert not set(terms) & set(rare["summary/metric"].asstr()[:])


def test_export_by_run_gives_the_summary_s_values(rare, tmp_path):
    name = "equality_complaints_per_tailored"
    call = Call(
        "export", rare.filename, "--by", "run", "--metrics", name, program=PROGRAM, folder=tmp_path
    )
    assert call.exit == 0, call.err
    rows = [line.split(",") for line in call.out.split("\n")[1:] if line]
    head = call.out.split("\n")[0].strip().split(",")
    at = {key: head.index(key) for key in ("window", "value")}
    for window, columns in WINDOWS.items():
        found = [row[at["value"]].strip() for row in rows if row[at["window"]] == window]
        values = np.array([float(text) if text else np.nan for text in found])
        assert values == pytest.approx(of_window(rare, name, columns), nan_ok=True)
