"""What a run of the tests says while it lasts: how many of how many, and which file."""

import json
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

PAUSE, LONG_PAUSE = 0.5, 15.0
"""Seconds between two lines on a screen, where each takes the other's place, and in a file."""
WIDTH = 100


class Progress:
    """Counts the tests of a run where they are reported, and tells failures as they come.

    Args:
        tally: Where the counts are written in the end, as JSON: passed, failed, skipped.
    """

    def __init__(self, tally: Path) -> None:
        self._tally = tally
        self._counts = Counter(passed=0, failed=0, skipped=0)
        self._failed: list[str] = []
        self._total = 0
        self._done = 0
        self._last = 0.0

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self._total = len(session.items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node: object, ids: list[str]) -> None:
        self._total = len(ids)

    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """Let no dot and no letter be written; this class says it in its own way."""
        if report.passed and report.when != "call":
            return None
        return "error" if report.failed and report.when != "call" else report.outcome, "", ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._counts["failed"] += 1
            self._failed.append(report.nodeid)
            self._say(f"没有通过：{report.nodeid}", stays=True)
        elif report.skipped or report.when == "call":
            self._counts[report.outcome] += 1
        if report.when == "teardown":
            self._done += 1
            file = report.nodeid.partition("::")[0]
            self._say(f"{self._done:>6} / {self._total}  {file}")

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for test in dict.fromkeys(self._failed):
            quoted = test.replace("'", "'\\''")
            terminalreporter.write_line(f"单独再运行：python3 start.py test '{quoted}'")

    def pytest_unconfigure(self) -> None:
        self._tally.write_text(json.dumps(self._counts), encoding="utf-8")

    def _say(self, line: str, *, stays: bool = False) -> None:
        """Write a line on a screen over the one before; into a file only now and then."""
        screen = sys.__stderr__
        if screen is None:
            return
        live, now = screen.isatty(), time.monotonic()
        if not stays and now - self._last < (PAUSE if live else LONG_PAUSE):
            return
        self._last = now
        start, end = ("\r", "\n" if stays else "") if live else ("", "\n")
        screen.write(f"{start}{line:{WIDTH if live else 1}}{end}")
        screen.flush()
