"""Result files as labelled data: (scenario, replicate, month) instead of rows of runs."""

from pathlib import Path

import numpy
import xarray

from .errors import FileError
from .results import OK



def open_labelled(path):
    """A result file, read into memory, with scenarios by name.

    Runs of a study become (scenario, replicate); those of a sweep stay rows, with the design's factors as
    coordinates. A run that failed is NaN. Raises FileError if there is no such file, or it is no result.
    """
    path = Path(path)
    if not path.is_file():
        raise FileError(f"{path} (no such file). Give the path of a result file")
    try:
        # h5netcdf looks at every dataset for the length of each: twenty times slower.
        with xarray.open_dataset(path, engine="netcdf4") as stored:
            data = stored.load()
    except (OSError, ValueError, KeyError) as problem:
        raise FileError(f"{path} (no result file: {problem})") from problem
    if "scenario_name" not in data.coords:
        raise FileError(f"{path} (no result file of maatwerk: it has no scenarios)")
    if data.attrs.get("file_type") == "sweep":
        return data
    order = list(dict.fromkeys(data.scenario_name.values))
    kept = ("scenario_name", "replicate", "month")
    plain = data.drop_vars([name for name in data.coords if name not in kept])
    fine = (data.status == OK).reset_coords(drop=True)
    if not fine.all():
        plain = plain.where(fine)
    with numpy.errstate(invalid="ignore"):  # integers are filled before it is seen that none is missing
        table = plain.set_index(run=["scenario_name", "replicate"]).unstack("run")
    table = table.rename(scenario_name="scenario").sel(scenario=order)
    return table.transpose("scenario", "replicate", "month", ...)
