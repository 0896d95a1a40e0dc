"""docs/practices.md from analysis/practices.toml, docs/practices.toml and their studies."""

import sys
import tomllib

from analysis import practice, statistics
from analysis.language import Language


class Practices:
    """The studies of the practices, and the comparisons beside them, in a folder of their own."""

    def __init__(self, root, folder):
        self.folder = folder
        self.language = Language("en")
        document = tomllib.loads((root / "docs" / "practices.toml").read_text(encoding="utf-8"))
        self.comparisons = document["comparison"]

    def commands(self):
        """What makes each study, by name."""
        commands = {
            name: ["compare", *one["compare"], "-n", str(practice.REPLICATES)]
            if "compare" in one
            else ["sweep", one["experiment"]]
            for name, one in practice.declared().items()
        }
        return commands | {one["name"]: one["run"].split() for one in self.comparisons}

    def run(self, run, keep):
        """Runs every study, or with `keep` those that are not there.

        `run` gives what a command of the program prints.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, command in self.commands().items():
            if not (keep and self.path(name).exists()):
                run([*command, "-o", str(self.path(name)), "--deterministic", "--force", "-q"])

    def path(self, name):
        """The result of a study."""
        return self.folder / f"{name}.h5"

    def page(self, template):
        """The page, from its template and the studies."""
        missing = [name for name in self.commands() if not self.path(name).exists()]
        if missing:
            sys.exit(f"docs/measure: no studies {', '.join(missing)}. Run with --practices first.")
        return template.render(
            practices=[self.answered(name, one) for name, one in practice.declared().items()],
            comparisons=[self.compared(one) for one in self.comparisons],
        )

    def answered(self, name, declaration):
        """A practice: its question, answer and table."""
        study = practice.open_study(declaration, self.path(name))
        head, rows = practice.table(name, declaration, study, self.language)
        return {
            "name": name,
            "title": self.language(f"practice.{name}.title"),
            "question": self.language(f"practice.{name}.question"),
            "sentences": list(practice.sentences(name, practice.answers(declaration, study), self.language)),
            "head": head,
            "rows": rows,
        }

    def compared(self, comparison):
        """Each scenario less the last, in every window."""
        study = practice.OfComparison(self.path(comparison["name"]), list(comparison["windows"]))
        *scenarios, baseline = dict.fromkeys(study.names)
        rows = [
            [f"{scenario}: {self.language.metric_with_unit(metric)}"]
            + [self.difference(study, metric, window, scenario, baseline) for window in comparison["windows"]]
            for scenario in scenarios
            for metric in map(study.describe, comparison["metrics"])
        ]
        return comparison | {
            "windows": list(comparison["windows"].values()),
            "baseline": baseline,
            "runs": int((study.names == baseline).sum()),
            "rows": rows,
        }

    def difference(self, study, metric, window, scenario, baseline):
        """A paired difference, in bold if its plain interval is clear of 0."""
        with_it, without = (
            study.values(metric.name, window, {"scenario": one}) for one in (scenario, baseline)
        )
        estimate = statistics.mean_interval(with_it - without)
        words = self.language.difference(estimate, metric, bare=True, runs=len(with_it))
        return f"**{words}**" if estimate.direction else words
