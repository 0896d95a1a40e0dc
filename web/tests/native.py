"""What the program wrote of first runs, for tests in node: {name: {place: numbers in base64, float64}}."""

import base64
import json
import pathlib
import sys

import h5py
import numpy as np

PLACES = ("", "offices", "life_situations", "dilemmas")


def numbers(dataset):
    """The first run's numbers; a count that is none is -1 in files."""
    values = dataset[0]
    if values.dtype.kind == "i":
        values = np.where(values < 0, np.nan, values.astype(np.float64))
    return base64.b64encode(values.astype("<f8").tobytes()).decode()


def datasets(path):
    """{place: numbers} of a result file."""
    with h5py.File(path) as file:
        return {
            f"{place}/{name}": numbers(dataset)
            for place in PLACES
            for name, dataset in (file[place] if place else file).items()
            if isinstance(dataset, h5py.Dataset) and dataset.ndim > 1 and "definition" in dataset.attrs
        }


def main(folder):
    found = {path.stem: datasets(path) for path in pathlib.Path(folder).glob("*.h5")}
    json.dump(found, sys.stdout)


main(sys.argv[1])
