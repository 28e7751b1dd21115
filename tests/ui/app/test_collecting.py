"""Garbage is collected in the window's thread, whatever other threads do."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import weakref
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from zcdesk.ui.app.collecting import (
    collect_after_closing,
    collect_what_is_due,
    spare_open_case,
)

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import sys, threading, weakref
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QLabel, QWidget
from zcdesk.ui.app.application import prepare_application

class Card(QWidget):
    def __init__(self):
        super().__init__()
        self.label = QLabel("", self)
        self.told = lambda: self.label

class Busy(QThread):
    def run(self):  # until something was collected, however quick the computer is
        for count in range(5_000_000):
            filled = [[] for _ in range(5)]
            filled.append(filled)
            if threads and count > 500_000:
                break

def shown_and_forgotten():
    for _ in range(5):
        weakref.finalize(Card(), lambda: threads.add(threading.get_ident()))

application, threads, busy, timer = prepare_application(), set(), Busy(), QTimer()
timer.timeout.connect(shown_and_forgotten)
timer.start(5)
busy.finished.connect(application.quit)
busy.start()
application.exec()
print(threads == {threading.get_ident()}, sys.getswitchinterval() < 0.001)
"""


class Kept:
    """Something that refers to itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.slow
def test_what_the_window_forgot_goes_in_its_thread_which_is_not_kept_waiting_by_a_busy_one() -> (
    None
):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, b"True True")


def test_garbage_goes_while_the_window_waits(qtbot: QtBot) -> None:
    forgotten = [weakref.ref(Kept()) for _ in range(3000)]
    # Whichever generation is due: an older one takes the youngest along.
    qtbot.waitUntil(lambda: not any(kept() for kept in forgotten))
    assert not gc.isenabled()


@pytest.mark.slow
def test_an_open_case_is_never_walked_through_and_goes_when_it_is_closed(qtbot: QtBot) -> None:
    walks: list[int] = []

    def note(phase: str, told: dict[str, int]) -> None:
        if phase == "start":
            walks.append(told["generation"])

    collect_what_is_due()  # nothing of an earlier test is left to be walked through
    gc.freeze()
    spare_open_case()
    stays = [Kept() for _ in range(20_000)]
    forgotten = weakref.ref(stays[0])
    thresholds = gc.get_threshold()
    gc.set_threshold(1, 1, 1)
    gc.callbacks.append(note)
    try:
        for _ in range(12):
            filled = [Kept() for _ in range(20)]
            collect_what_is_due()
        assert set(walks) == {0, 1}, "what is young is collected, and nothing else"
        collect_after_closing()
        spare_open_case()  # the next person of the queue
        del stays, filled
        qtbot.waitUntil(lambda: forgotten() is None)
        assert 2 in walks
        assert gc.get_freeze_count() > 0, "what was there before was not walked through"
    finally:
        gc.callbacks.remove(note)
        gc.set_threshold(*thresholds)
        collect_after_closing()


@pytest.mark.slow
def test_all_is_walked_through_where_no_case_is_open_any_more(qtbot: QtBot) -> None:
    stays = [Kept() for _ in range(100)]
    forgotten = weakref.ref(stays[0])
    gc.freeze()
    del stays
    gc.collect()
    assert forgotten() is not None
    collect_after_closing()
    qtbot.waitUntil(lambda: forgotten() is None)
