"""What `maatwerk calibrate` left: figures, the worlds that give them, and how these were found (docs/file-format.md)."""

from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np

from .errors import FileError
from .results import DAMAGED, check_format, load
from .scenarios import read_parameters
from .stored import text, texts

WORLDS = "worlds"  # attribute file_type
OUTER = (5, 95)  # per cent: nine in ten lie between


@dataclass(frozen=True)
class Figure:
    """A figure that was observed, with what emulators said of vectors that they had not seen."""

    name: str
    labels: dict
    unit: str
    value: float
    margin: float
    share_alone: float
    worlds: np.ndarray  # what each gives
    found: np.ndarray  # of vectors that were left out
    said: np.ndarray
    sd: np.ndarray


@dataclass(frozen=True)
class Matching:
    """A file of worlds that were fitted. It has no runs but those of worlds."""

    path: Path
    attributes: dict
    figures: tuple
    shares: np.ndarray  # of all space: what is left after each wave
    parameters: tuple
    places: np.ndarray  # [point][parameter]: what nothing speaks against, 0 to 1
    worlds: np.ndarray  # [world][parameter]: the same of the worlds
    replicates: int
    parameter_texts: dict

    found = "fitted"
    scenarios = ("worlds",)

    def count(self, _):
        """Replicates of each, for what stands under a figure."""
        return self.replicates

    def narrowed(self):
        """[(parameter, low, high, share of its range)], the most narrowed first."""
        low, high = np.percentile(self.places, OUTER, axis=0)
        shares = np.minimum(1, (high - low) / ((OUTER[1] - OUTER[0]) / 100))
        order = np.argsort(shares, kind="stable")
        return [(self.parameters[i], low[i], high[i], shares[i]) for i in order]


def is_matching(path):
    """Whether a file is one; False too of what cannot be read, which whoever reads it says."""
    try:
        with h5py.File(path, "r", locking=False) as file:
            check_format(path, file)
            return text(file.attrs["file_type"]) == WORLDS
    except (*DAMAGED, FileError):
        return False


def open_matching(path):
    """Reads a file of fitted worlds; FileError as of any result."""
    return load(path, read)


def read(path, file):
    """A Matching."""
    group = file["matching"]
    names = texts(group["parameter"])
    seen = np.isfinite(group["vector_left_out_sd"][:]).all(axis=1)
    chosen = group["world_vector"][:]
    labels = {key.removeprefix("figure_label_"): texts(group[key]) for key in group if key.startswith("figure_label_")}

    def figure(place, name):
        def column(key, rows):
            return group[key][:][rows, place]

        return Figure(
            name,
            {code: words[place] for code, words in labels.items()},
            texts(group["figure_unit"])[place],
            float(group["figure_value"][place]),
            float(group["figure_margin"][place]),
            float(group["figure_share_alone"][place]),
            column("vector_mean", chosen),
            column("vector_mean", seen),
            column("vector_left_out_mean", seen),
            column("vector_left_out_sd", seen),
        )

    return Matching(
        path,
        {key: text(value) for key, value in file.attrs.items()},
        tuple(figure(place, name) for place, name in enumerate(texts(group["figure"]))),
        group["wave_share"][:],
        tuple(names),
        group["point_place"][:],
        group["vector_place"][:][chosen],
        int(file["worlds"].attrs["replicates"]),
        read_parameters(file),
    )
