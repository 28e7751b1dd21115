"""Logging out, shutting down and Ctrl-C close the window as a hand would."""

from __future__ import annotations

import os
import signal
import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from zcdesk.ui.app.ending import ended_by_signals


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks each window itself")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_to_end_closes_the_window(qtbot: QtBot, name: str) -> None:
    number = getattr(signal, name)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = signal.getsignal(number)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    with ended_by_signals(application):
        QTimer.singleShot(0, lambda: os.kill(os.getpid(), number))
        qtbot.waitUntil(lambda: not window.isVisible())
    assert signal.getsignal(number) is before
