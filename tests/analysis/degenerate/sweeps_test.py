"""Every command on every degenerate sweep: a picture, or a sentence that says why not."""

import pytest
from checks import COMMANDS, SLOW, check, quick
from worlds import SWEEPS, make

pytestmark = pytest.mark.filterwarnings("error")


@pytest.mark.parametrize("name", quick(SWEEPS))
def test_a_degenerate_sweep_gives_pictures_or_says_why_not(name, tmp_path, monkeypatch, capsys):
    world, out = SWEEPS[name], tmp_path / "out"
    path = make(world, tmp_path)
    formats = "svg,png,pdf" if SLOW else "svg"
    for command in COMMANDS:
        check(command, world, path, out, monkeypatch, capsys, world.when, formats)
