"""What README says can be done, from two studies of `maatwerk levers`; and the figure of docs/howto/levers.md."""

import shutil
import sys

from analysis import lever_study, lever_words
from analysis.answer import KEPT
from analysis.language import Language, capital
from analysis.verdicts import Question, decide

SCENARIOS = ("standard-maatwerk", "hardship-clauses")
WORDS = "levers.en.txt"
FIGURE = "levers-front.en.png"  # of the first, shown in the how-to
NO_CHANGE = "nothing clear"


class Levers:
    """The studies, in a folder of their own."""

    def __init__(self, root, folder):
        self.root, self.folder = root, folder
        self.language = Language("en")

    @staticmethod
    def command(scenario):
        """What makes a study."""
        return ["levers", scenario]

    def run(self, run, keep):
        """Runs both studies, or with `keep` those that are not there. A study that was stopped goes on."""
        for scenario in SCENARIOS:
            if not (keep and self.there(scenario)):
                run([*self.command(scenario), "--output", str(self.folder / scenario)])

    def there(self, scenario):
        """Whether a study was finished: its words are what is written last."""
        return (self.folder / scenario / WORDS).exists()

    def page(self, template):
        """The section, from its template and the studies."""
        missing = [scenario for scenario in SCENARIOS if not self.there(scenario)]
        if missing:
            sys.exit(f"docs/measure: no studies {', '.join(missing)}. Run with --levers first.")
        found = {
            scenario: lever_words.Found(lever_study.open_study(self.folder / scenario))
            for scenario in SCENARIOS
        }
        study = found[SCENARIOS[0]].study
        return template.render(
            studies=[self.told(scenario, one) for scenario, one in found.items()],
            undone=self.undone(found.values()),
            replicates=study.options.replicates,
            confirmed=2 * study.options.replicates,
            seed=study.measured.first.attributes["master_seed"],
            other_seed=study.other_seed,
            worlds=study.options.worlds,
            most=study.options.front,
        )

    def draw(self):
        """Puts the figure of the first study beside the pages."""
        shutil.copyfile(self.folder / SCENARIOS[0] / FIGURE, self.root / "docs" / "images" / "levers-front.png")

    def told(self, scenario, found):
        """One scenario: its fronts, and sentences of the bundle that keeps half, of pairs, of many and of late."""
        _, *half = lever_words.half_lines(found, self.language)
        _, *many = lever_words.many_lines(found, self.language)
        late = [line for line in lever_words.late_lines(found, self.language) if not line.startswith(" ")]
        return {
            "name": scenario,
            "command": " ".join(self.command(scenario)),
            "tried": len(found.measured.tried),
            "front": [row for front in found.fronts if (row := self.front_row(found, front))],
            "said": [
                capital(line)
                for line in [*half, f"{lever_words.pair_count(found, self.language)}.", *many, *self.sentences(late)]
            ],
        }

    @staticmethod
    def sentences(lines):
        """Those lines of a text that are sentences, and no titles or rows of tables."""
        return [line for line in lines if line.endswith(".")]

    def front_row(self, found, front):
        """The cheapest bundle of a front that stayed; None without one."""
        stays = found.staying(front)
        if not stays:
            return None
        cheapest, (cost, *others) = stays[0], (goal.metric for goal in front.goals)
        moved = [found.confirmed(cheapest, metric.name) for metric in others]
        clear = [
            f"{self.language.metric(metric)} {self.language.difference(one, metric, runs=found.again.most)}"
            for metric, one, answer in zip(others, moved, decide(map(Question, moved)))
            if answer.direction
        ]
        return {
            "actor": lever_words.actor(self.language, front),
            "bundle": lever_words.named(found, self.language, cheapest),
            "cost": self.language.difference(
                found.confirmed(cheapest, cost.name), cost, bare=True, runs=found.again.most
            ),
            "moved": "; ".join(clear) or NO_CHANGE,
            "worlds": found.worlds(front)[cheapest],
        }

    def undone(self, studies):
        """Rows of what was undone: what came back in the year after and in the last year, by scenario."""
        rows = {}
        for found in studies:
            results, *_ = found.undone
            told = {}
            for (what, _), (one, answer) in found.brought_back.items():
                size = self.language.difference(one, results.metrics[KEPT], bare=True, runs=results.most)
                told.setdefault(what, []).append(size if answer.direction else NO_CHANGE)
            for what, (soon, later) in told.items():
                rows.setdefault(what, []).append(f"{soon}, in the fifth year {later}")
        return [[capital(self.language(f"bundles.undone.{what}")), *cells] for what, cells in rows.items()]
