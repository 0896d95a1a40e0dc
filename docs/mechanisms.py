"""What each mechanism of docs/mechanisms.toml does: alone, and to the model without it.

Each setting is one study over random draws of one file of hypotheses, made of the committed ones:
the gains of whole dynamics, what dynamics do downstream against their whole cuts, and the essay's
cells. Draws are keyed by seed and name of parameter, so that all settings have the same worlds.
"""

import hashlib
import json
import math
import re
import statistics
import tomllib

from dynamics_page import DYNAMICS, NOTHING, WITH_ROOM, tailoring_left

DRAWS = 40
REPLICATES = 1  # of each draw
CITIZENS = 4000
MANY_CELLS = 28
HEAD = """\
schema_version = 1
title = "What is left of gains, signatures and cells"
scenario = "municipality"
variants = true
cuts = true
windows = ["first_year", "last_year"]
report = ["tailored"]
"""
BLOCK = "[[hypothesis]]\n"


def read(root):
    """The mechanisms, in the file's order."""
    text = (root / "docs" / "mechanisms.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["mechanism"]


def settings(mechanisms):
    """Name of each setting, and the mechanisms that are off in it."""
    found = {"none": mechanisms, "all": []}
    for one in mechanisms:
        found[f"alone-{one['name']}"] = [other for other in mechanisms if other is not one]
        found[f"without-{one['name']}"] = [one]
    return found


def flags(off):
    """What turns these mechanisms off on the command line."""
    values = [pair for one in off for pair in one["off"].items()]
    return [word for key, value in values for word in ("--set", f"{key}={json.dumps(value)}")]


def claims(folder):
    """One file of hypotheses, of those of a folder."""
    text = HEAD
    for file, group, wanted in (
        ("gain", "gain", is_gain_of_a_whole),
        ("dynamics", "signatures", is_against_whole_cuts),
        ("essay", "cells", lambda one: one["group"] == "cells"),
    ):
        for block in (folder / f"{file}.toml").read_text(encoding="utf-8").split(BLOCK)[1:]:
            (one,) = tomllib.loads(BLOCK + block)["hypothesis"]
            if wanted(one):
                text += "\n" + BLOCK + re.sub(r"(?m)^group = .*$", f'group = "{group}"', block)
    return text


def is_gain_of_a_whole(one):
    """Of a whole dynamic, under a variant that gives individual room."""
    _, dynamic, variant = one["name"].split("/")
    return dynamic in DYNAMICS and variant in WITH_ROOM


def is_against_whole_cuts(one):
    """Against what a dynamic does not do at all, and not a part of it."""
    cuts = {right.split("+cut:")[1] for part in one.get("all", [one]) for right in part["right"]}
    return cuts <= set(DYNAMICS)


class Mechanisms:
    """The studies of every setting, in a folder of their own."""

    def __init__(self, root, folder, draws=DRAWS):
        self.folder, self.draws = folder, draws
        self.file = folder / "claims.toml"
        self.root = root
        self.list = read(root)
        self.text = claims(root / "scenarios" / "hypotheses")

    def command(self, off):
        """The study of a setting."""
        file = str(self.file.relative_to(self.root))
        draws = ["--draws", str(self.draws), "-n", str(REPLICATES), "--set", f"population.size={CITIZENS}"]
        return ["hypotheses", file, *draws, "--json", *flags(off)]

    def study(self, name, off):
        """Its result, if it was run as it would be now; else None."""
        path = self.folder / f"{name}.json"
        if not path.exists():
            return None
        document = json.loads(path.read_text(encoding="utf-8"))
        text = hashlib.sha256(self.text.encode()).hexdigest()
        same = (document["command"], document["study"]["sha256"]) == (self.command(off), text)
        return document["study"] if same else None

    def run(self, run, keep):
        """Runs every setting, or with `keep` those that are not there.

        `run` gives what a command of the program prints.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self.file.write_text(self.text, encoding="utf-8")
        for name, off in settings(self.list).items():
            if keep and self.study(name, off):
                continue
            path = self.folder / f"{name}.json"
            path.unlink(missing_ok=True)  # a run that fails must not leave an old one
            command = self.command(off)
            document = {"command": command, "study": json.loads(run(command))}
            path.write_text(json.dumps(document, indent=1), encoding="utf-8")

    def tables(self):
        """What the page shows; None unless every setting was run as it would be now."""
        studies = {name: self.study(name, off) for name, off in settings(self.list).items()}
        if None in studies.values():
            return None
        rows = [("none, all", studies["none"], studies["all"])]
        for name in (one["name"] for one in self.list):
            rows.append((f"`{name}`", studies[f"alone-{name}"], studies[f"without-{name}"]))

        def table(cells):
            return [(name, pairs(cells(alone), cells(without))) for name, alone, without in rows]

        return {
            "draws": self.draws,
            "replicates": REPLICATES,
            "citizens": CITIZENS,
            "half": round(98 / math.sqrt(self.draws)),  # of the 95 % interval of a share of a half
            "many": MANY_CELLS,
            "variants": WITH_ROOM,
            "list": self.list,
            "who": list(DYNAMICS.values()),
            "gain": table(gains),
            "signatures": table(signatures),
            "left": table(left),
        }


def summary(study):
    """What the page keeps of a study of the claims."""
    return [*gains(study), *signatures(study), *left(study)]


def before_and_after(root, declared):
    """Rows of the model before any of the mechanisms, kept in docs/before.json, and as it is, from
    the studies of declared files by drawing: {drawing: {file: study}}."""
    path = root / "docs" / "before.json"
    before = json.loads(path.read_text(encoding="utf-8"))
    rows = [
        (f"before, by {drawing}", one["draws"], one["cells"])
        for drawing, one in before["by_drawing"].items()
    ]
    names = names_by_group(claims(root / "scenarios" / "hypotheses"))
    for drawing, studies in declared.items():
        done = min(study["draws"]["done"] for study in studies.values())
        rows.append((f"now, by {drawing}", done, summary(joined(studies, names))))
    return before["version"], rows


def names_by_group(text):
    """Group of each claim, by name."""
    return {one["name"]: one["group"] for one in tomllib.loads(text)["hypothesis"]}


def joined(studies, names):
    """One study of the claims, of the studies of the files that they are from."""
    hypotheses = [
        {**one, "group": names[one["name"]]}
        for study in studies.values()
        for one in study["hypotheses"]
        if one["name"] in names
    ]
    return {
        "hypotheses": hypotheses,
        "groups": studies["essay"]["groups"],
        "report": studies["gain"]["report"],
    }


def pairs(alone, without):
    """One cell beside the other."""
    return [cell for both in zip(alone, without) for cell in both]


def of_group(study, group):
    """Hypotheses of a group."""
    return [one for one in study["hypotheses"] if one["group"] == group]


def gains(study):
    """By dynamic, the share of draws with a gain above 0 in the last year, under each variant."""
    cells = []
    for dynamic, who in DYNAMICS.items():
        shares = [
            one["windows"]["last_year"]["declared_way_share"]
            for variant in WITH_ROOM
            for one in of_group(study, "gain")
            if one["name"] == f"{who}/{dynamic}/{variant}"
        ]
        cells.append(" / ".join(NOTHING if one is None else f"{100 * one:.0f}" for one in shares))
    return cells


def signatures(study):
    """By dynamic, the share of draws in which a claim on it holds in the last year, over claims."""
    cells = []
    for who in DYNAMICS.values():
        shares = [
            one["windows"]["last_year"]["share"]
            for one in of_group(study, "signatures")
            if one["name"].startswith(who + "/")
        ]
        cells.append(NOTHING if None in shares else f"{100 * statistics.mean(shares):.0f}")
    return cells


def left(study):
    """Cells that hold together in the first and in the last year, and tailoring left by variant."""
    (group,) = [group for group in study["groups"] if group["name"] == "cells"]
    cells = []
    for year in ("first_year", "last_year"):
        held = group["held"][year]
        many = sum(count >= MANY_CELLS for count in held) / max(1, len(held))
        cells.append(f"{statistics.median(held):g}, {100 * many:.0f} %" if held else NOTHING)
    cells.append(" / ".join(tailoring_left(study, variant)[-1].split(" [")[0] for variant in WITH_ROOM))
    return cells
