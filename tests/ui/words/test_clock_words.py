"""Every time on a screen is Beijing time and says so, also where the computer goes by another."""

from __future__ import annotations

import ast
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import zcdesk.ui
from zcdesk.ui.words.clock_words import clock_told, left_words, moment_words

MOMENT = datetime(2026, 5, 3, 6, 5, tzinfo=UTC)


@pytest.fixture
def zone(
    request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Let the computer go by another clock."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("zone", ["UTC-8"], indirect=True)  # as POSIX writes UTC+8
def test_a_time_is_named_where_the_computer_goes_by_it_too(zone: None) -> None:
    assert moment_words(MOMENT) == "2026-05-03 14:05（北京时间）"
    assert moment_words(MOMENT, day=False) == "14:05（北京时间）"
    assert clock_told(MOMENT) == "时间都按北京时间。"


@pytest.mark.parametrize("zone", ["UTC-6"], indirect=True)  # Xinjiang's own
def test_two_hours_behind_the_computers_time_stands_beside_it(zone: None) -> None:
    assert moment_words(MOMENT) == "2026-05-03 14:05（北京时间，这台电脑 12:05）"
    night = MOMENT.replace(hour=17)
    assert moment_words(night) == "2026-05-04 01:05（北京时间，这台电脑 2026-05-03 23:05）"
    assert "这台电脑显示 2026-05-03 12:05" in clock_told(MOMENT)


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (timedelta(hours=47, minutes=12, seconds=50), "47 小时 12 分"),
        (timedelta(minutes=5), "0 小时 5 分"),
        (timedelta(hours=100), "4 天 4 小时"),
        (timedelta(seconds=-1), "0 小时 0 分"),
    ],
    ids=str,
)
def test_what_is_left_is_told_to_the_minute(left: timedelta, told: str) -> None:
    assert left_words(left) == told


@pytest.mark.slow
def test_no_page_of_the_window_writes_a_time_or_asks_the_clock_by_itself() -> None:
    """One place names the clock; a time from anywhere else would stand there without a name."""
    home = Path(zcdesk.ui.__file__).parent
    found = []
    for path in home.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if path.name == "clock_words.py":
            continue
        for node in ast.walk(ast.parse(text)):
            words = node.value if isinstance(node, ast.Constant) else ""
            asked = isinstance(node, ast.Attribute) and node.attr in ("strftime", "utcnow")
            bare = isinstance(node, ast.Call) and ast.unparse(node) == "datetime.now()"
            if asked or bare or (isinstance(words, str) and "%H" in words):
                found.append(f"{path.relative_to(home)}:{getattr(node, 'lineno', 0)}")
    assert found == []
