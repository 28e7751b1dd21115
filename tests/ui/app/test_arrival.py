"""What is asked for while something else comes into the window."""

from __future__ import annotations

from collections.abc import Generator
from threading import Event

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from zcdesk.ui.app.arrival import Arrival
from zcdesk.workers.pool import WorkerPool


def test_what_is_asked_for_when_the_first_has_come_is_not_lost_while_its_thread_ends(
    qtbot: QtBot, pool: WorkerPool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    arrival, ends = Arrival(window, pool), Event()
    given: list[str] = []

    def first() -> Generator[str, None, None]:
        yield "first"
        ends.wait()

    assert arrival.load(first(), given.append)
    assert not arrival.load(giving("too early"), given.append)  # nothing has come yet
    qtbot.waitUntil(lambda: given == ["first"])
    kept = arrival.load(giving("second"), given.append)
    ends.set()  # before anything may fail: no window goes while its thread waits
    assert kept
    qtbot.waitUntil(lambda: given == ["first", "second"])


def giving(word: str) -> Generator[str, None, None]:
    """Give one word."""
    yield word
