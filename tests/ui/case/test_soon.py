"""Much news is acted upon once, and at once where somebody asks for it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from zcdesk.ui.kit.soon import PAUSE, Soon


def test_much_news_is_acted_upon_once(qtbot: QtBot) -> None:
    acted: list[int] = []
    parent = QObject()
    soon = Soon(lambda: acted.append(1), parent)
    for _news in range(20):
        soon.note()
    assert not acted
    qtbot.waitUntil(lambda: bool(acted))
    qtbot.wait(2 * PAUSE)
    assert acted == [1]


def test_what_was_noted_is_done_by_acting_at_once(qtbot: QtBot) -> None:
    acted: list[int] = []
    parent = QObject()
    soon = Soon(lambda: acted.append(1), parent)
    soon.note()
    soon.act_now()
    qtbot.wait(2 * PAUSE)
    assert acted == [1]
