"""Studies from Python; figures, estimates and reports from result files. Installed under the name `maatwerk`.

    import maatwerk
    data = maatwerk.compare("standardisation", "standard-maatwerk", replicates=10)   # (scenario, replicate, month)

`maatwerk.run`, `compare`, `sweep`, `hypotheses` and `open` are in program.py; `python3 -m maatwerk report FILE.h5
--output DIR` is what `maatwerk report` runs. Explanation, not prediction: everything here describes what a
simulation of synthetic citizens did, never an existing organisation.
"""

STUDIES = {"run": "run", "compare": "compare", "sweep": "sweep", "hypotheses": "hypotheses", "open": "open_labelled"}
STUDIES["ProgramError"] = "ProgramError"
__all__ = sorted(STUDIES)


def __getattr__(name):
    """Labelled data takes half a second to load, and figures do without."""
    if name not in STUDIES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import program

    return getattr(program, STUDIES[name])
