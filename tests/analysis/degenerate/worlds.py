"""Degenerate results, as tables: how the program makes each, and what the analysis makes of it.

A world is made in a folder with the scenario files of `write_scenarios`. Commands of the analysis
that are not in `makes` must refuse its file, with a sentence.
"""

import json
import os
import shlex
import subprocess
from dataclasses import dataclass

PROGRAM, TOY = os.environ["MAATWERK_PROGRAM"], os.environ["MAATWERK_TOY"]
ODD = "prix & <b>$x_{2}$ 'ö' 100% 語"
LONG = "a-name-that-says-all-there-is-to-say-of-scenario-number-{}"
FORTY = [LONG.format(k) for k in range(40)]
PAGE = frozenset({"report", "figures"})


@dataclass(frozen=True)
class Run:
    """A run or a comparison; `ends` are the statuses that the program may give."""

    arguments: str
    makes: frozenset = PAGE
    slow: bool = False
    program: str = PROGRAM
    ends: tuple = (0,)


def toy(arguments, **options):
    """Of the toy model: other metrics, no dynamics, no levers, and runs that fail when told to."""
    return Run(arguments, program=TOY, **options)


RUNS = {
    "a plain comparison": Run("compare --variants --cuts town.toml -n 2 --months 24"),
    "nobody files": Run("run town.toml -n 2 --months 24 --set need.inflow=0", slow=True),
    "nobody files, with cuts": Run("compare --cuts town.toml -n 2 --months 24 --set need.inflow=0"),
    "one replicate": Run("compare --cuts town.toml -n 1 --months 24"),
    "month one only": Run("run town.toml -n 2 --months 1"),
    "eleven months": Run("run town.toml -n 2 --months 11"),
    "a year": Run("run town.toml -n 2 --months 12", slow=True),
    "twenty-five months": Run("run town.toml -n 2 --months 25"),
    "no cuts": Run("compare --variants town.toml -n 2 --months 24", slow=True),
    "only cuts": Run("run town+cut:all.toml -n 2 --months 24"),
    "one office": Run("run town.toml -n 2 --months 24 --set population.offices=1", slow=True),
    "one life situation": Run(
        "run town.toml -n 2 --months 24 --set population.life_situations=1", slow=True
    ),
    "the least of everything": Run(
        "run town.toml -n 1 --months 1 --set population.size=100 --set population.offices=1 "
        "--set population.life_situations=1 --set run.warm_up=0"
    ),
    "constant metrics": Run(
        "run rules.toml -n 2 --months 24 --set loops.see_difference=false "
        "--set loops.seek_shelter=false --set loops.pile_preconditions=false "
        "--set loops.risk_rule_reflex=false",
        slow=True,
    ),
    "two policies at one point": Run("compare town.toml twin.toml -n 2 --months 24"),
    "forty scenarios": Run(f"compare {' '.join(f'{x}.toml' for x in FORTY)} -n 2 --months 24"),
    "forty scenarios with cuts": Run(
        f"compare --cuts {' '.join(f'{x}.toml' for x in FORTY)} -n 2 --months 24", slow=True
    ),
    "odd letters": Run(f"compare {shlex.quote(ODD)}.toml {LONG}.toml -n 2 --months 24"),
    "followed citizens": Run(
        "run town.toml -n 2 --months 12 --set record.sampled_citizens=20", PAGE
    ),
    "a study that was stopped": Run(
        "run town.toml -n 9000 --months 24 --time-limit {limit}", makes=(), ends=(75,)
    ),
    "another model": toy("run toy.toml -n 3 --months 24"),
    "failed runs": toy(
        "run toy.toml -n 3 --months 24 --set testing.failing_replicate=1", ends=(5,)
    ),
    "nothing but failed runs": toy(
        "run toy.toml -n 1 --months 6 --set testing.failing_replicate=0", makes=(), ends=(1,)
    ),
}


@dataclass(frozen=True)
class Sweep:
    """A sweep; `when` is the statement that discovery gets."""

    design: str
    factors: dict
    scenarios: str
    when: str
    makes: frozenset = frozenset()
    replicates: int = 2
    flags: str = "--months 24"
    slow: bool = False
    program: str = PROGRAM
    ends: tuple = (0,)

    @property
    def text(self):
        """The experiment file."""
        factors = "".join(f'[[factor]]\nname = "{k}"\n{v}\n' for k, v in self.factors.items())
        base = "town.toml" if self.program == PROGRAM else "toy.toml"
        before, after = ("", self.scenarios)
        if not after.startswith("[["):
            before, after = after, ""
        return (
            f'schema_version = 1\ntitle = "Degenerate"\nbase = "{base}"\n{before}[design]\n'
            f"{self.design}\n{factors}{after}[replicates]\nn = {self.replicates}\n"
        )


def named(*names):
    """Scenarios by name, all alike."""
    return "".join(f'[[scenario]]\nname = "{name}"\n' for name in names)


MORRIS, SALTELLI = 'kind = "morris"\ntrajectories = 4\nlevels = 4', 'kind = "saltelli"\nn = 4'
LHS, GRID = 'kind = "lhs"\nn = 24', 'kind = "grid"'
BIAS = {"workers.perception_bias": "min = 0\nmax = 2"}
LENS = {"citizens.lens": "min = 0\nmax = 1"}
IDLE = {"levers.deliberation_gain": "min = 0\nmax = 1"}  # of a lever that is not pulled
CORNERS = {f"policy.{x}_tailoring": "values = [0, 100]" for x in ("group", "individual")}
WORDS = {
    "administration.level": 'values = ["office", "all"]',
    "loops.see_difference": "values = [true, false]",
    "population.offices": "min = 1\nmax = 6",
}
VARIANTS, TWINS = "variants = true\n", named("one", "other")
CUTS = (
    named("closed", "cut")
    + 'set = { "loops.seek_shelter" = false }\n'
    + named("calm")
    + 'set = { "need.hardship_waiting" = 0 }\n'
)
NOBODY = "--months 24 --set need.inflow=0"
TWO, ALIKE = "underserved standard-maatwerk < standardisation", "underserved one < other"
EFFECTS, DISCOVER, PLANE = map(frozenset, ({"sensitivity"}, {"discovery"}, {"plane"}))

SWEEPS = {
    "trajectories of one factor": Sweep(MORRIS, BIAS, TWINS, ALIKE, EFFECTS),
    "trajectories without effect": Sweep(MORRIS, IDLE, TWINS, ALIKE, EFFECTS),
    "trajectories of nothing": Sweep(MORRIS, BIAS, TWINS, ALIKE, flags=NOBODY),
    "trajectories of half a year": Sweep(MORRIS, BIAS, TWINS, ALIKE, EFFECTS, flags="--months 6"),
    "trajectories in forty scenarios": Sweep(
        MORRIS, {**BIAS, **LENS}, named(*FORTY), f"underserved {FORTY[0]} < {FORTY[1]}", EFFECTS
    ),
    "blocks without effect": Sweep(SALTELLI, IDLE, TWINS, ALIKE, EFFECTS),
    "blocks of one replicate": Sweep(SALTELLI, BIAS, VARIANTS, TWO, EFFECTS, 1),
    "one point": Sweep(GRID, {"citizens.lens": "values = [0.5]"}, VARIANTS, TWO),
    "points alike": Sweep(LHS, IDLE, TWINS, ALIKE, DISCOVER),
    "choices, yes or no, and whole numbers": Sweep(LHS, WORDS, VARIANTS, TWO, DISCOVER),
    "points of one month": Sweep(LHS, {**BIAS, **LENS}, VARIANTS, TWO, DISCOVER, 1, "--months 1"),
    "points of nothing": Sweep(LHS, BIAS, VARIANTS, TWO, flags=NOBODY, slow=True),
    "a failed point": Sweep(
        'kind = "random"\nn = 40',
        {"testing.failing_replicate": "min = 0\nmax = 3"},
        named("one", "other"),
        "waiting one < other",
        DISCOVER,
        1,
        program=TOY,
        ends=(5,),
    ),
    "the four corners": Sweep(GRID, CORNERS, CUTS, "misfit closed < cut", PLANE),
    "the corners in one replicate of half a year": Sweep(
        GRID, CORNERS, CUTS, "misfit closed < cut", PLANE, 1, "--months 6"
    ),
    "the corners of nothing": Sweep(GRID, CORNERS, CUTS, "misfit closed < cut", PLANE, flags=NOBODY),
    "a plane of one row": Sweep(
        GRID, {**CORNERS, "policy.group_tailoring": "values = [50]"}, CUTS, "misfit closed < cut"
    ),
}

TOWN = """\
schema_version = 1
title = "A small town"

[population]
size = 1600
offices = 2

[policy]
group_tailoring = {room}
individual_tailoring = {room}
"""


def write_scenarios(folder):
    """The scenario files that worlds are made of."""
    names = ("town", "twin", "town+cut:all", ODD, LONG, *FORTY)
    for name in names:
        (folder / f"{name}.toml").write_text(TOWN.format(room=100))
    (folder / "rules.toml").write_text(TOWN.format(room=0))
    (folder / "toy.toml").write_text('schema_version = 1\ntitle = "A toy town"\n')


def make(world, folder):
    """The path of a world's file; AssertionError if the program ends as it should not."""
    write_scenarios(folder)
    if isinstance(world, Sweep):
        (folder / "sweep.toml").write_text(world.text)
        call(world, folder, f"sweep sweep.toml {world.flags}")
        return folder / "r.h5"
    if "{limit}" not in world.arguments:
        call(world, folder, world.arguments)
        return folder / "r.h5"
    partial = folder / "r.h5.partial"
    for limit in (0.3, 1, 3):  # the start alone may take one on a busy machine
        call(world, folder, world.arguments.replace("{limit}", str(limit)))
        command = [world.program, "status", partial, "--json"]
        status = subprocess.run(command, capture_output=True, text=True).stdout
        if status and json.loads(status)["ok"]:
            return partial
    raise AssertionError("no run in three seconds")


def call(world, folder, arguments):
    """Runs the program in the folder."""
    done = subprocess.run(
        [world.program, *shlex.split(arguments), "-o", "r.h5", "-q", "--force", "--progress", "none"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode in world.ends, done.stderr
