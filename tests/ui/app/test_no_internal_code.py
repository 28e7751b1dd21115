"""No screen shows a code that only the rules' authors know (A-03, R15)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.app.test_calm_keys import PAGES
from zcdesk.notices.files.loading import load_notice, notice_ids, notice_text
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.interview.interview_page import ALL
from zcdesk.ui.interview.option_words import option_lines, quoted_sentences
from zcdesk.ui.keys.router import At

CODE = re.compile(r"(?<![A-Za-z0-9])[A-Z]-?[0-9]{2}(?![0-9A-Za-z])")


def _words(window: QWidget) -> Iterator[str]:
    """Yield what the widgets of a window show, say to a screen reader, and hint at."""
    for widget in window.findChildren(QWidget):
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            yield widget.text()
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model: QAbstractItemModel = widget.model()
            for row in range(model.rowCount(QModelIndex())):
                index = model.index(row, 0)
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                    yield str(index.data(role) or "")


@pytest.mark.slow
def test_no_page_of_a_case_shows_an_internal_code(window: MainWindow, room: Room) -> None:
    seen = 0

    def look(where: str) -> None:
        nonlocal seen
        for words in _words(window):
            seen += bool(words)
            assert not CODE.search(words), (where, words)

    for section in room.session.notice.sections:
        for slot in section.slots:
            room.workspace.show_slot(slot.id)
            look(slot.id)
    for name, show in PAGES.items():
        show(room)
        look(name)
    room.router.go(At("interview"))
    for fact in (*room.session.notice.facts, None):
        room.interview.show_fact(fact.id if fact is not None else ALL)
        look(fact.id if fact is not None else ALL)
    assert seen > 2000


@pytest.mark.slow
def test_no_page_outside_of_a_case_shows_an_internal_code(qtbot: QtBot, window: MainWindow) -> None:
    for name in ("start", "settings", "batch"):
        window.router.go(At(name))
        assert [words for words in _words(window) if CODE.search(words)] == []
    window.router.go(At("notice"))
    intake, room = window.notices.intake, window.notices
    for notice_id in notice_ids():
        room.hand.steps = None
        intake.words.setPlainText("\n".join(notice_text(load_notice(notice_id))))
        intake.older.setCurrentIndex(intake.older.findData(notice_id))
        intake.primary.click()
        qtbot.waitUntil(lambda: room.hand.steps is not None)
        for page in (room.four, room.tables):
            page.refresh()
            assert [words for words in _words(page) if CODE.search(words)] == [], notice_id


def test_no_question_of_any_notice_shows_an_internal_code() -> None:
    for notice_id in notice_ids():
        notice = load_notice(notice_id)
        for fact in notice.facts:
            told = (fact.question, fact.note, *quoted_sentences(notice, fact))
            lines = option_lines(notice, {}, fact.id).values()
            titles = (option.title for option in fact.options)
            for words in (*told, *lines, *titles):
                assert not CODE.search(words), (notice_id, fact.id, words)
