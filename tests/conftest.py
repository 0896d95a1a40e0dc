"""What a machine lacks is skipped, and said; under `./dev check` (MAATWERK_COMPLETE=1) nothing may be lacking."""

import os

import pytest

COMPLETE = os.environ.get("MAATWERK_COMPLETE") == "1"


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Makes a failure of a test that was skipped since something "is not installed"."""
    report = (yield).get_result()
    reason = report.longrepr[2] if report.skipped and isinstance(report.longrepr, tuple) else ""
    if COMPLETE and "is not installed" in reason:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: {reason}"
