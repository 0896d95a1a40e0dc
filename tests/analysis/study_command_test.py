"""What the commands share that run studies of their own."""

import pytest
from analysis.command_line import STUDIES, main

CHANGE = ["--change", "policy.individual_tailoring = 100"]
SAYS = {
    "levers": ([], "bundles in the first sweep"),
    "tipping": ([], "72 runs in all"),
    "test-measure": (CHANGE, "runs in all"),
    "pilot": ([*CHANGE, "--offices", "4,6", "--months", "6,12"], "12 plans"),
}


@pytest.mark.parametrize("command", STUDIES)
def test_a_dry_run_says_what_it_takes_and_writes_nothing(command, tmp_path, capsys):
    flags, said = SAYS[command]
    few = ["-n", "1", "--worlds", "1", "--worlds-replicates", "1"] if command != "tipping" else ["-n", "1", "--worlds", "0"]
    words = ["standard-maatwerk", *flags, *few, "--dry-run", "-o", str(tmp_path / "none")]
    assert main([command, *words]) == 0
    assert said in capsys.readouterr().out and not (tmp_path / "none").exists()
