"""The checks that users run on their own machine."""

import time

from conftest import PROGRAM, Call


def test_every_check_holds_within_a_minute(folder):
    start = time.monotonic()
    call = Call("selftest", program=PROGRAM, folder=folder)
    assert call.exit == 0, call.out
    assert time.monotonic() - start < 60
    lines = call.out.splitlines()
    assert all(line.startswith("ok ") for line in lines[1:-1]) and len(lines) > 8
    assert lines[-1].startswith("all ")
    assert call.err == ""


def test_a_model_without_checks_has_those_of_the_engine(toy):
    call = toy("selftest")
    assert call.exit == 0 and "Philox" in call.out
