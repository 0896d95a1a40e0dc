"""Made-up files of scenarios of one's own: long names, an event in two offices, offices, worlds."""

import h5py
import numpy as np
from synthetic import write_result

LONG = "{} with a title that says all there is to say of it, and then some more"
NAMES = [f"mine-{k}" for k in range(6)]
GROUPS = {"offices": ("office", 4), "life_situations": ("life_situation", 6)}
EVENT = '[[event]]\nmonth = 13\noffices = [0, 1]\nset = { "levers.cover" = 1.0 }\n'


def write_own(path, count, cuts=False, gap=0.3, months=24, replicates=3):
    """A file of `count` scenarios; each has a `gap` more of everything than the one before it."""
    names = NAMES[:count]
    if cuts:
        loops = ("see_difference", "seek_shelter", "pile_preconditions", "risk_rule_reflex")
        names = [*names, *(f"{name}+cut:{loop}" for name in names for loop in loops)]
    write_result(path, names, months=months, replicates=replicates)
    words = h5py.string_dtype()
    with h5py.File(path, "a") as file:
        owners = [name.split("+")[0] for name in names]
        labels = [LONG.format(owner) for owner in owners]
        for code in ("en", "nl"):
            file.create_dataset(f"scenarios/label_{code}", data=labels, dtype=words)
        resolved = ["schema_version = 1\n" + (EVENT if o == NAMES[1] else "") for o in owners]
        file.create_dataset("provenance/scenario", data=names, dtype=words)
        file.create_dataset("provenance/scenario_resolved", data=resolved, dtype=words)
        place = np.array([NAMES.index(n.split("+")[0]) for n in file["scenario_name"].asstr()[:]])
        for name, data in file.items():
            if isinstance(data, h5py.Dataset) and data.ndim == 2 and data.dtype == float:
                data.attrs["better"] = "lower"
                data[:] = data[:] * (1 + gap * place[:, None])
        for group, (scale, members) in GROUPS.items():
            file[f"{group}/{scale}"] = np.arange(members, dtype=np.int32)
            for name in ("misfit", "waiting", "tailored"):
                whole = file[name][:][..., None] * (1 + 0.02 * np.arange(members))
                made = file.create_dataset(f"{group}/{name}", data=whole)
                made.attrs.update(file[name].attrs)
    return path


def add_worlds(path, count, worlds=12):
    """The same scenarios in other worlds."""
    metrics = ["misfit", "waiting"]
    windows = ["first_year", "last_year", "all"]
    random = np.random.default_rng(5)
    words = h5py.string_dtype()
    with h5py.File(path, "a") as file:
        file["worlds/value"] = 0.5 + 0.2 * random.random((worlds, count, len(metrics), len(windows)))
        for name, texts in (("scenario", NAMES[:count]), ("metric", metrics), ("window", windows)):
            file.create_dataset(f"worlds/{name}", data=texts, dtype=words)
    return path
