"""Comparisons of scenarios that are made for one page: their files, the run, and what it says."""

import json

import numpy as np

from analysis import quantities, statistics
from analysis.results import open_results

VARIANTS_FOLDER = "../../../scenarios/variants"  # from a folder of out/measured


def scenario(variant, title, values, events=()):
    """The text of a scenario: a variant with other values, and what is set in which months."""
    lines = [
        "schema_version = 1",
        f"title = {json.dumps(title)}",
        f'extends = "{VARIANTS_FOLDER}/{variant}.toml"',
    ]
    lines += [f"{key} = {json.dumps(value)}" for key, value in values.items()]
    return "\n".join(lines) + "\n" + events_text(events)


def events_text(events):
    """Events: (month, values), or (month, values, office) where only one office has it."""
    text = ""
    for month, changes, *offices in events:
        inside = ", ".join(
            f"{json.dumps(key)} = {json.dumps(value)}" for key, value in changes.items()
        )
        text += f"\n[[event]]\nmonth = {month}\nset = {{ {inside} }}\n"
        text += f"offices = {offices}\n" if offices else ""
    return text


class NotThereError(Exception):
    """A comparison that was not run as it would be now."""


class Folder:
    """Scenario files and results of a comparison, in a folder of out/measured."""

    def __init__(self, root, name):
        self.root, self.path = root, root / "out" / "measured" / name

    def write(self, scenarios):
        """Writes scenarios by name."""
        self.path.mkdir(parents=True, exist_ok=True)
        for name, text in scenarios.items():
            (self.path / f"{name}.toml").write_text(text, encoding="utf-8")

    def compare(self, run, keep, name, scenarios, flags):
        """Compares scenarios, or with `keep` takes the result of the same comparison.

        Without `run` only takes it, and throws NotThereError.
        """
        files = [str(self.relative(f"{one}.toml")) for one in scenarios]
        result = self.path / f"{name}.h5"
        output = ["-q", "--force", "-o", str(self.relative(result.name))]
        command = ["compare", *files, *flags, *output]
        asked = {"command": command, "scenarios": scenarios}
        if not (keep and self.same(name, asked)):
            if run is None:
                raise NotThereError(name)
            self.write(scenarios)
            (self.path / f"{name}.json").unlink(missing_ok=True)
            run(command)
            text = json.dumps(asked, indent=1)
            (self.path / f"{name}.json").write_text(text, encoding="utf-8")
        return self.result(name)

    def same(self, name, asked):
        """Whether this was run as it would be now."""
        path = self.path / f"{name}.json"
        return path.exists() and json.loads(path.read_text(encoding="utf-8")) == asked

    def result(self, name):
        """The result of a comparison."""
        return open_results(self.path / f"{name}.h5")

    def relative(self, name):
        """Where a file of the folder is, from the root."""
        return (self.path / name).relative_to(self.root)


def year(results, scenario_name, metric, last, steps_a_month=1):
    """A metric over the first or the last year, one number a replicate."""
    steps = statistics.YEAR * steps_a_month
    columns = slice(results.months - steps, results.months) if last else slice(0, steps)
    return over(results, scenario_name, metric, columns)


def over(results, scenario_name, metric, columns):
    """A metric over some months, one number a replicate."""
    rows = results.rows(scenario_name)
    window = lambda series: series[:, None, columns]  # noqa: E731
    return quantities.taken_over(results, rows, metric, window)[:, 0]


def apart(one, other):
    """The difference of two means that share no luck, as an Estimate."""
    a, b = (statistics.mean_interval(values) for values in (one, other))
    n = min(a.n, b.n)
    error = np.hypot(a.sd / np.sqrt(a.n), b.sd / np.sqrt(b.n))
    mean = a.mean - b.mean
    half = statistics.t_quantile(n - 1) * error
    return statistics.Estimate(mean, mean - half, mean + half, error * np.sqrt(n), n)
