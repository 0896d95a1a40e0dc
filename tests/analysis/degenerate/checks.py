"""What holds of every command on every world: pictures, or sentences that say why not."""

import os
import re

import matplotlib
import pytest

from analysis import style
from analysis.command_line import main

SLOW = os.environ.get("MAATWERK_SLOW") == "1"
# The atlas of all metrics is for MAATWERK_SLOW; these have numbers, none, and always the same.
SOME = [word for name in ("misfit", "births_descended", "profiling") for word in ("--metric", name)]
COMMANDS = ("report", "figures", "sensitivity", "discovery", "plane")
NAN = re.compile(r"(?<![\w+/])(nan|inf)(?![\w+/=-])", re.IGNORECASE)
INLINE = re.compile(r"data:image/[\w+]+;base64,[\w+/=\s]+")
# Problem (why it is one). Suggestion.
REFUSAL = re.compile(r"^maatwerk: .+ \(.+\)\. .+\.$", re.DOTALL)


def quick(worlds):
    """Parameters of pytest: the names of worlds, the slow ones only if asked for."""
    unless = pytest.mark.skipif(not SLOW, reason="slow: MAATWERK_SLOW=1")
    return [
        pytest.param(name, marks=[unless] if world.slow else []) for name, world in worlds.items()
    ]


def arguments(command, path, folder, when, formats):
    """The command line of a command of the analysis."""
    rest = {
        "report": [],
        "figures": ["--format", formats],
        "discovery": ["--when", when, "--format", formats],
        "plane": ["--format", formats, *([] if SLOW else SOME)],
    }.get(command, ["--format", formats])
    return [command, str(path), "-o", str(folder), *rest]


def written(monkeypatch):
    """The texts of all figures that are made from now on, as a list that grows."""
    texts, made = [], style.image

    def image(figure, suffix):
        content = made(figure, suffix)
        texts.extend(text.get_text() for text in figure.findobj(matplotlib.text.Text))
        return content

    monkeypatch.setattr(style, "image", image)
    return texts


def has_no_nan(words):
    """AssertionError if a text has a number that is none."""
    found = NAN.search(INLINE.sub("", words))
    assert not found, words[max(0, found.start() - 80) : found.end() + 80]


def check(command, world, path, folder, monkeypatch, capsys, when="", formats="svg"):
    """A command on a world: files without fault, or one sentence of refusal."""
    texts = written(monkeypatch)
    capsys.readouterr()
    status = main(arguments(command, path, folder, when, formats))
    said = capsys.readouterr()
    has_no_nan(said.out + said.err)
    if command not in world.makes:
        refusal = [line for line in said.err.splitlines() if not line.startswith("note: ")]
        assert status in (2, 4) and REFUSAL.match("\n".join(refusal)), said.err
        return said
    assert status == 0, said.err
    for file in folder.rglob("*") if folder.exists() else []:
        if file.is_file():
            content = file.read_bytes()
            assert content, file
            if file.suffix in (".csv", ".txt", ".html"):
                has_no_nan(content.decode())
            if file.suffix == ".svg":
                assert not re.search(rb'(="|\s)nan[\s",]', content), file
    for words in texts:
        has_no_nan(words)
    return said
