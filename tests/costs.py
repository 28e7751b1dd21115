"""What each test costs: processor time of the test and of all programs that it starts.

``python tools/costs.py`` runs the tests under this plugin and writes ``tests/costs.toml``, of which
``tests/tiers.py`` makes the day's tests. What tests share (a fixture of a module) is told apart and
spread over those that use it; what the whole run shares counts for none of them.
"""

from __future__ import annotations

import json
import resource
import time
from collections import Counter
from collections.abc import Generator
from pathlib import Path

import psutil
import pytest

OPTION = "--costs"

_PAUSE = 20.0
"""Seconds between two times that the costs are written."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(OPTION, metavar="FOLDER", help="write what each test costs into this folder")


def pytest_configure(config: pytest.Config) -> None:
    folder = config.getoption(OPTION)
    if folder is not None:
        config.pluginmanager.register(Meter(Path(folder)), "meter")


class Meter:
    """Notes the processor time of each test, without what it shares with others.

    Args:
        folder: Each process of a run leaves a file there: milliseconds by test (``own``) and by
            fixture of a file (``shared``, as ``file::fixture``), and which of these each test uses.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._own: Counter[str] = Counter()
        self._shared: Counter[str] = Counter()
        self._uses: dict[str, list[str]] = {}
        self._apart = 0.0
        self._kept = time.monotonic()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self._apart = 0.0
        before = processor_time()
        result = yield
        self._own[item.nodeid] += round(1000 * (processor_time() - before - self._apart))
        self._uses[item.nodeid] = [f"{file_of(item)}::{name}" for name in shared_by(item)]
        if time.monotonic() - self._kept > _PAUSE:  # a run that is cut keeps what was measured
            self._keep(item.config)
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
    ) -> Generator[None, object, object]:
        before, inner = processor_time(), self._apart
        result = yield
        if fixturedef.scope != "function":
            took = processor_time() - before - (self._apart - inner)
            self._apart += took
            if fixturedef.scope != "session":
                self._shared[f"{file_of(request.node)}::{fixturedef.argname}"] += round(1000 * took)
        return result

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        self._keep(session.config)

    def _keep(self, config: pytest.Config) -> None:
        self._kept = time.monotonic()
        worker = getattr(config, "workerinput", {}).get("workerid", "alone")
        found = json.dumps({"own": self._own, "shared": self._shared, "uses": self._uses})
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / f"{worker}.json").write_text(found, encoding="utf-8")


def file_of(node: pytest.Item | pytest.Collector) -> str:
    """Return the file of a test or of what holds tests."""
    return node.nodeid.partition("::")[0]


def shared_by(item: pytest.Item) -> list[str]:
    """Return the fixtures that a test uses with other tests of its file."""
    if not isinstance(item, pytest.Function):
        return []
    made = item._fixtureinfo.name2fixturedefs
    return [name for name, of in made.items() if of[-1].scope not in ("function", "session")]


def processor_time() -> float:
    """Return the seconds of this process and of all that it started, ended ones too."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = time.process_time() + ended.ru_utime + ended.ru_stime
    for child in psutil.Process().children(recursive=True):
        try:
            seconds += sum(child.cpu_times()[:4])
        except psutil.Error:
            continue  # it ended in this moment, and counts among the ended ones now
    return seconds
