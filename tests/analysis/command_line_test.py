"""The command line: one line for each mistake, and an exit status that says whose it is."""

import pytest

from analysis.command_line import main


def test_figures_are_written_in_every_format_asked_for(cutless, tmp_path, capsys):
    arguments = ["figures", str(cutless), "--output", str(tmp_path), "--language", "nl"]
    assert main([*arguments, "--format", "png,svg,pdf"]) == 0
    for suffix in ("png", "svg", "pdf"):
        assert (tmp_path / f"plane.nl.{suffix}").stat().st_size > 1000
    assert "plane.nl.png" in capsys.readouterr().out


def test_a_file_that_is_written_again_is_named_as_replaced(cutless, tmp_path, capsys):
    for _ in range(2):
        main(["report", str(cutless), "-o", str(tmp_path), "--language", "en"])
    assert capsys.readouterr().out.count("report.html (replaced)") == 1


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["figures", "r.h5", "-o", "x", "--format", "gif"], 2, "no such format: gif"),
        (["report", "r.h5"], 2, "--output"),
        (["reprot", "r.h5", "-o", "x"], 2, "invalid choice"),
        ([], 2, "COMMAND"),
        (["report", "nowhere/r.h5", "-o", "x"], 4, "no such file"),
    ],
)
def test_a_mistake_is_one_line_with_its_status(arguments, status, words, capsys):
    assert main(arguments) == status
    message = capsys.readouterr().err
    assert words in message
    assert message.count("\n") == 1 and message.startswith("maatwerk: ")


def test_an_output_that_is_a_file_is_refused(cutless, tmp_path, capsys):
    (tmp_path / "taken").write_text("")
    assert main(["report", str(cutless), "-o", str(tmp_path / "taken")]) == 4
    assert "--output" in capsys.readouterr().err
