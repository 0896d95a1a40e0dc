"""Made-up result files in the layout of docs/file-format.md, for tests only.

Written with h5py alone, so reader and writer share no code. The numbers mean nothing: they are
straight lines plus noise whose direction a test chooses.
"""

import tomllib

import h5py
import numpy as np
from scipy import stats

VARIANTS = {
    "standardisation": (0, 0),
    "policy-categories": (100, 0),
    "hardship-clauses": (0, 100),
    "standard-maatwerk": (100, 100),
}
CUTS = ("see_difference", "seek_shelter", "pile_preconditions", "risk_rule_reflex", "all")
EVERYTHING = [*VARIANTS, *(f"{name}+cut:{cut}" for name in VARIANTS for cut in CUTS)]

# name: (unit, scale, English label, Dutch label, first value, last value, noise)
METRICS = {
    "tailored": ("1", "", "tailored decisions", "maatwerkbeslissingen", 0.61, 0.32, 0.010),
    "realised_group": ("1", "", "realised group tailoring", "groepsmaatwerk", 0.85, 0.70, 0.01),
    "realised_individual": ("1", "", "realised individual", "individueel", 0.55, 0.25, 0.01),
    "preconditions": ("1", "precondition", "preconditions", "randvoorwaarden", 0.3, 5.0, 0.2),
    "measures": ("1", "measure", "measures", "maatregelen", 20.0, 28.0, 0.5),
    "measures_born": ("1", "measure", "measures born", "nieuwe maatregelen", 0.05, 0.15, 0.05),
    "restrictions_born_of_difference": (
        "1",
        "measure",
        "restricting",
        "inperkend",
        0.01,
        0.04,
        0.02,
    ),
    "births_descended": ("1", "", "births with a parent", "met ouder", 0.3, 0.6, 0.2),
    "complexity": ("1", "complexity", "complexity", "complexiteit", 1.0, 2.0, 0.02),
    "over_conformity": ("1", "", "over-conformity", "overconformiteit", 0.05, 0.20, 0.01),
    "unused_room": ("1", "", "unused room", "ongebruikte ruimte", 0.3, 0.5, 0.01),
    "moral_sensitivity": ("1", "sensitivity", "moral sensitivity", "gevoeligheid", 0.8, 0.5, 0.01),
    "blame_expectation": ("1", "blame", "blame expectation", "schuldverwachting", 0.1, 0.3, 0.01),
    "hours_per_tailored": ("hour", "", "hours per tailored case", "uren", 2.2, 3.5, 0.05),
    "equality_complaints": ("1", "", "equality complaints", "gelijkheid", 0.01, 0.02, 0.002),
    "difference_seen": (
        "1",
        "standard deviation of need",
        "difference",
        "verschil",
        0.2,
        0.1,
        0.01,
    ),
    "underserved": ("1", "", "underserved", "tekortgedaan", 0.08, 0.12, 0.004),
    "misfit": ("1", "standard deviation of need", "misfit", "mispassing", 0.4, 0.5, 0.01),
    "complaints": ("1", "", "complaints", "klachten", 0.03, 0.05, 0.003),
    "hardship": ("1", "hardship", "hardship", "nood", 0.05, 0.12, 0.004),
    "waiting": ("month", "", "waiting time", "wachttijd", 0.4, 1.2, 0.05),
    "trust": ("1", "trust", "trust", "vertrouwen", 0.7, 0.55, 0.005),
    "equality": ("1", "index", "equality", "gelijkheid", 0.36, 0.66, 0.01),
    "work_pressure": ("1", "index", "work pressure", "werkdruk", 0.7, 0.2, 0.01),
    "worker_dispersion": ("1", "index", "dispersion", "spreiding", 0.3, 0.16, 0.01),
    "hours_per_case": ("hour", "", "hours per case", "uren per zaak", 1.2, 1.5, 0.02),
    "fidelity": ("1", "index", "fidelity", "wetsgetrouwheid", 0.7, 0.9, 0.01),
    "incidents": ("1", "count", "incidents", "incidenten", 1.0, 3.0, 0.2),
    "tailored_low_capacity": ("1", "", "low capacity", "weinig doenvermogen", 0.5, 0.2, 0.01),
    "tailored_high_capacity": ("1", "", "high capacity", "veel doenvermogen", 0.7, 0.4, 0.01),
}
PERSPECTIVES = {
    "worker": ("tailored", "moral_sensitivity", "work_pressure"),
    "manager": ("worker_dispersion", "hours_per_case", "preconditions"),
    "administrator": ("fidelity", "incidents", "measures"),
}
HIGHER_IS_BETTER = ("moral_sensitivity", "trust", "equality", "fidelity")
NEUTRAL = ("tailored", "realised_group", "realised_individual")
WINDOWS = {"first_year": slice(0, 12), "last_year": slice(-12, None), "all": slice(None)}
DRAWN = ("citizens.lens", "workers.perception_noise")
# loop: its signatures, (metric, sign, by definition); sign 0 is a driver
DYNAMICS = {
    "see_difference": (
        ("restrictions_born_of_difference", 1, 0),
        ("equality_complaints_per_tailored", 1, 1),
        ("difference_seen", 0, 0),
    ),
    "seek_shelter": (
        ("over_conformity", 1, 0),
        ("unused_room", 1, 0),
        ("moral_sensitivity", -1, 0),
        ("blame_expectation", 0, 0),
    ),
    "pile_preconditions": (("preconditions", 1, 1), ("hours_per_tailored", 1, 0)),
    "risk_rule_reflex": (
        ("measures_born", 1, 1),
        ("births_descended", 1, 1),
        ("complexity", 1, 0),
    ),
}
# loop: (metric of its response, scenario in which that is counted and does not act)
RESPONSES = {
    "see_difference": ("equality_complaints", "effect:see_difference"),
    "seek_shelter": ("over_conformity", "effect:seek_shelter"),
    "pile_preconditions": ("preconditions", "effect:pile_preconditions"),
    "risk_rule_reflex": ("measures_born", "effect:risk_rule_reflex"),
}
RATIO = "equality_complaints_per_tailored"
SHARE_OF_CHANGE = {"standardisation": 0.3, "policy-categories": 0.5, "hardship-clauses": 0.7}


def monthly(metric, scenario, replicate, months, flip):
    """One run's numbers: float[month]. Same replicate, same luck; a full cut does not change."""
    first, last, noise = METRICS[metric][4:7]
    if flip:
        first, last = last, first
    base, _, cut = scenario.partition("+cut:")
    change = (last - first) * SHARE_OF_CHANGE.get(base, 1.0)
    change *= {"": 1.0, "all": 0.0}.get(cut, 0.4)
    group, individual = VARIANTS.get(base, (100, 100))
    level = {"realised_group": group / 100, "realised_individual": individual / 100}
    level = 0.03 + 0.97 * level.get(metric, 1.0)
    if metric == "tailored" and not individual:
        level = 0.0
    seed = [list(METRICS).index(metric), replicate]
    luck = np.random.default_rng(seed).normal(size=months + 1)
    time = np.linspace(0.0, 1.0, months)
    own = 0.3 * np.random.default_rng([*seed, len(cut)]).normal()  # common luck is not all luck
    return level * (first + change * time + noise * (luck[1:] + 0.5 * luck[0] + own))


def write_result(
    path,
    scenarios=EVERYTHING,
    months=120,
    replicates=8,
    flip=False,
    status=None,
    worlds=0,
    written=None,
):
    """Writes a result file; `status` is int[run], 1 (ok) for each if not given. Gives the path.

    `written` is {scenario: its file}, for those that have a title and events.
    """
    runs = [(scenario, number) for scenario in scenarios for number in range(replicates)]
    status = np.ones(len(runs), np.int8) if status is None else np.asarray(status, np.int8)
    words = h5py.string_dtype()
    with h5py.File(path, "w") as file:
        file.attrs.update(
            {
                "Conventions": "CF-1.11 MAATWERK-1.0",
                "file_type": "comparison",
                "format_version": "1.0",
                "title": "Made up for a test",
                "software": "maatwerk",
                "software_version": "0.0.0",
                "master_seed": "20221",
                "calibration_status": "illustrative",
            }
        )
        file.create_dataset("run", data=np.arange(len(runs), dtype=np.int32))
        file.create_dataset("month", data=np.arange(1, months + 1, dtype=np.int32))
        numbers = [scenarios.index(name) for name, _ in runs]
        file.create_dataset("scenario", data=np.array(numbers, np.int32))
        file.create_dataset("scenario_name", data=[name for name, _ in runs], dtype=words)
        file.create_dataset("replicate", data=np.array([n for _, n in runs], np.int32))
        file.create_dataset("status", data=status)
        write_groups(file, scenarios, months)
        if written:
            write_texts(file, scenarios, written)
        write_dynamics(file)
        for metric, (unit, scale, english, dutch, *_) in METRICS.items():
            rows = [monthly(metric, name, number, months, flip) for name, number in runs]
            data = np.where(status[:, None] == 1, np.array(rows), np.nan)
            dataset = file.create_dataset(metric, data=data)
            dataset.attrs.update({"units": unit, "long_name": english, "label_nl": dutch})
            dataset.attrs.update({"definition": f"Made up: {metric}.", "better": better(metric)})
            dataset.attrs["perspective"] = perspective(metric)
            if scale:
                dataset.attrs["scale"] = scale
        decisions = np.where(status[:, None] == 1, 400, -1) * np.ones(months)
        file.create_dataset("decisions", data=decisions.astype(np.int32)).attrs["units"] = "1"
        write_ratio(file)
        write_summary(file, scenarios)
        if worlds:
            write_worlds(file, scenarios, worlds)
    return path


def perspective(metric):
    """Whom it is about, as the file says."""
    return next((who for who, own in PERSPECTIVES.items() if metric in own), "citizen")


def better(metric):
    """Which way is better, as the file says."""
    if metric.startswith(NEUTRAL):
        return "neutral"
    return "higher" if metric in HIGHER_IS_BETTER else "lower"


def write_ratio(file):
    """A metric that is one count over another, with its terms."""
    terms = [np.round(400 * file[name][:]) for name in ("equality_complaints", "tailored")]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(terms[1] > 0, terms[0] / terms[1], np.nan)
    names = ("n_equality_complaints", "n_tailored")
    for name, numbers in zip(names, terms):
        file.create_dataset(name, data=numbers).attrs.update({"units": "1", "role": "term"})
    file.create_dataset(RATIO, data=ratio).attrs.update(
        {
            "units": "1",
            "long_name": "equality complaints per tailored decision",
            "label_nl": "gelijkheidsklachten per maatwerkbesluit",
            "better": "lower",
            "numerator": names[0],
            "denominator": names[1],
            "formula": "numerator / denominator",
        }
    )


def write_groups(file, scenarios, months):
    """The groups /scenarios, /parameters and /provenance, as far as figures and reports read."""
    words = h5py.string_dtype()
    for group in ("scenarios", "parameters"):
        file.create_dataset(f"{group}/scenario", data=scenarios, dtype=words)
    file["scenarios/months"] = np.full(len(scenarios), months, np.int32)
    names = ["policy.group_tailoring", "policy.individual_tailoring"]
    file.create_dataset("parameters/parameter", data=names, dtype=words)
    corners = [VARIANTS.get(name.split("+")[0], (100, 100)) for name in scenarios]
    file["parameters/value"] = np.array(corners, float)
    command = "maatwerk compare --variants scenarios/quickstart.toml"
    file.create_dataset("provenance/command_line", data=command, dtype=words)


def write_texts(file, scenarios, written):
    """Titles of scenarios and their files, of the closed ones."""
    words = h5py.string_dtype()
    own = [written.get(name.split("+")[0], "") for name in scenarios]
    titles = [tomllib.loads(text).get("title", "") for text in own]
    for name in ("title", "label_en", "label_nl"):
        file.create_dataset(f"scenarios/{name}", data=titles, dtype=words)
    file.create_dataset("provenance/scenario", data=scenarios, dtype=words)
    for name in ("as_written", "resolved"):
        file.create_dataset(f"provenance/scenario_{name}", data=own, dtype=words)


def write_offices(path, scenario, offices, more, names=("waiting", "misfit"), count=4):
    """The group /offices: as the whole, but `more` of it under one scenario in some offices."""
    with h5py.File(path, "a") as file:
        mine = np.array(file["scenario_name"].asstr()[:]) == scenario
        file["offices/office"] = np.arange(count, dtype=np.int32)
        for name in names:
            found = np.repeat(file[name][:][:, :, None], count, axis=2)
            for office in offices:
                found[mine, :, office] += more
            data = file.create_dataset(f"offices/{name}", data=found)
            data.attrs.update(dict(file[name].attrs))


def write_worlds(file, scenarios, worlds):
    """The group /worlds: what changes over the years changes 1 - lens times as much in a world.

    lens is spread evenly over 0 to 1.5, so that every third world changes the other way.
    """
    names = file["scenario_name"].asstr()[:]
    lens = np.linspace(0.0, 1.5, worlds)
    noise = np.random.default_rng(3).uniform(size=worlds)
    value = np.empty((worlds, len(scenarios), len(METRICS), len(WINDOWS)))
    for s, m in np.ndindex(len(scenarios), len(METRICS)):
        series = file[list(METRICS)[m]][:][names == scenarios[s]].mean(axis=0)
        first = series[WINDOWS["first_year"]].mean()
        for w, columns in enumerate(WINDOWS.values()):
            value[:, s, m, w] = first + (1 - lens) * (series[columns].mean() - first)
    words = h5py.string_dtype()
    group = file.create_group("worlds")
    group.attrs.update({"replicates": 2, "scheme": "odds", "seed": "7"})
    group["world"] = np.arange(worlds, dtype=np.int32)
    for name, labels in (("scenario", scenarios), ("metric", METRICS), ("window", WINDOWS)):
        group.create_dataset(name, data=list(labels), dtype=words)
    group.create_dataset("parameter", data=list(DRAWN), dtype=words)
    group["value"], group["parameter_value"] = value, np.column_stack([lens, noise])


def write_dynamics(file):
    """The group /dynamics."""
    words = h5py.string_dtype()
    rows = [(k, *row) for k, own in enumerate(DYNAMICS.values()) for row in own]
    owners, metrics, signs, stopped = zip(*rows)
    file.create_dataset("dynamics/dynamic", data=list(DYNAMICS), dtype=words)
    file.create_dataset("dynamics/signature_metric", data=metrics, dtype=words)
    for name, numbers in (("dynamic_id", owners), ("sign", signs), ("by_definition", stopped)):
        file[f"dynamics/signature_{name}"] = np.array(numbers, np.int32)
    for place, name in enumerate(("metric", "without_effect")):
        texts = [row[place] for row in RESPONSES.values()]
        file.create_dataset(f"dynamics/response_{name}", data=texts, dtype=words)
    owners = [list(DYNAMICS).index(name) for name in RESPONSES]
    file["dynamics/response_dynamic_id"] = np.array(owners, np.int32)
    file["dynamics/response_whole"] = np.ones(len(owners), np.int32)


def write_summary(file, scenarios):
    """The group /summary, with the intervals that scipy gives for each scenario and window."""
    names = file["scenario_name"].asstr()[:]
    good = file["status"][:] == 1
    shape = (len(scenarios), len(METRICS), len(WINDOWS))
    mean, low, high = np.full((3, *shape), np.nan)
    for place in np.ndindex(shape):
        scenario, metric, window = (
            list(t)[i] for t, i in zip((scenarios, METRICS, WINDOWS), place)
        )
        rows = np.flatnonzero((names == scenario) & good)
        runs = file[metric][:][rows, WINDOWS[window]].mean(axis=1)
        if len(runs) > 1:
            interval = stats.ttest_1samp(runs, 0.0).confidence_interval(0.95)
            mean[place], low[place], high[place] = runs.mean(), interval.low, interval.high
    words = h5py.string_dtype()
    for name, labels in (("scenario", scenarios), ("metric", METRICS), ("window", WINDOWS)):
        file.create_dataset(f"summary/{name}", data=list(labels), dtype=words)
    for name, values in (("mean", mean), ("ci_low", low), ("ci_high", high)):
        file[f"summary/{name}"] = values


def write_sweep(
    path,
    factors,
    unit,
    value,
    numbers,
    kind="grid",
    scenarios=None,
    replicates=4,
    status=None,
    ends=None,
):
    """Writes the file of a sweep; gives its path.

    `numbers(scenario, point, luck)` gives {metric: number} of a run; luck is that of the replicate,
    the same at every point. `scenarios` is {name: {parameter: value}}, `status` int8[run], `ends`
    the least and the greatest values that factors can be given: none in a file of before.
    """
    scenarios = scenarios or {"closed": {}}
    names = list(scenarios)
    runs = [(p, r, s) for p in range(len(value)) for r in range(replicates) for s in names]
    luck = np.random.default_rng(11).normal(size=replicates)
    made = [numbers(name, value[p], luck[r]) for p, r, name in runs]
    status = np.ones(len(runs), np.int8) if status is None else np.asarray(status, np.int8)
    metrics = list(made[0])
    words = h5py.string_dtype()
    windows = ["first_year", "last_year", "all"]
    with h5py.File(path, "w") as file:
        file.attrs.update(
            {
                "Conventions": "CF-1.11 MAATWERK-1.0",
                "file_type": "sweep",
                "format_version": "1.0",
                "software_version": "0.0.0",
                "master_seed": "20221",
                "calibration_status": "illustrative",
                "n_runs_experiment": len(runs),
            }
        )
        file["design_point"] = np.array([p for p, _, _ in runs], np.int32)
        file["replicate"] = np.array([r for _, r, _ in runs], np.int32)
        file["scenario"] = np.array([names.index(s) for _, _, s in runs], np.int32)
        file["status"] = status
        parameters = ["loops.seek_shelter", "loops.risk_rule_reflex", "need.hardship_waiting"]
        defaults = dict(zip(parameters, (1.0, 1.0, 0.02)))
        for group in ("scenarios", "parameters"):
            file.create_dataset(f"{group}/scenario", data=names, dtype=words)
        file.create_dataset("parameters/parameter", data=parameters, dtype=words)
        file["parameters/value"] = np.array(
            [[{**defaults, **scenarios[name]}[key] for key in parameters] for name in names]
        )
        write_dynamics(file)
        design = file.create_group("design")
        design.attrs["kind"] = kind
        for name, data in (("factor", list(factors)), ("factor_unit", ["1"] * len(factors))):
            design.create_dataset(name, data=data, dtype=words)
        if ends is not None:
            design["factor_low"], design["factor_high"] = np.asarray(ends, float)
        design["unit_cube"], design["value"] = np.asarray(unit, float), np.asarray(value, float)
        means = np.array([[[row[name]] * len(windows) for name in metrics] for row in made], float)
        means[status != 1] = np.nan
        file["run_means/mean"] = means
        for name, data in (("metric", metrics), ("window", windows)):
            file.create_dataset(f"run_means/{name}", data=data, dtype=words)
        for place, name in enumerate(metrics):
            dataset = file.create_dataset(name, data=means[:, place, :1])
            dataset.attrs.update({"units": "1", "long_name": name, "label_nl": f"{name} (nl)"})
            dataset.attrs.update({"perspective": "citizen", "better": "lower", "scale": "index"})
    return path
