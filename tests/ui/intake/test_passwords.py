"""The window asks for the password of a case or of files, with the manual at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.cases.made import laid_down
from tests.ui.conftest import NOTICE, entered
from tests.ui.drawn import APPLICANT
from tests.workflow.case.test_importing import locked
from zcdesk.applicant import Target
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import change_password
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.frame.password_dialog import PasswordDialog
from zcdesk.ui.help.sheet import HelpSheet

Answer = Callable[[PasswordDialog], object]


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A case without pages."""
    case = Case(NOTICE, APPLICANT, frozenset((Target.NAME, Target.EMPLOYER)))
    return laid_down(tmp_path / "申报.zcase", case)


@pytest.fixture
def answers(qtbot: QtBot) -> Iterator[list[Answer]]:
    """What a person does at each question that comes, one after the other."""
    waiting: list[Answer] = []
    timer = QTimer()

    def look() -> None:
        front = QApplication.activeModalWidget()
        if not isinstance(front, PasswordDialog):
            return
        if not front.isActiveWindow():  # only then keys reach it
            front.activateWindow()
        else:  # one question too many is left, and ends the test
            (waiting.pop(0) if waiting else PasswordDialog.reject)(front)

    timer.timeout.connect(look)
    timer.start(50)
    yield waiting
    timer.stop()


def field_of(dialog: PasswordDialog) -> QLineEdit:
    found = dialog.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def typed(password: str) -> Answer:
    def answer(dialog: PasswordDialog) -> None:
        field = field_of(dialog)
        assert field.echoMode() is QLineEdit.EchoMode.Password
        field.setText(password)
        QTest.keyClick(field, Qt.Key.Key_Return)

    return answer


def asks_the_manual(passages: list[str]) -> Answer:
    def answer(dialog: PasswordDialog) -> None:
        QTest.keyClick(field_of(dialog), Qt.Key.Key_F1)
        (sheet,) = dialog.findChildren(HelpSheet)
        passages.append(sheet.reader.shown)
        sheet.close()

    return answer


@pytest.mark.slow
def test_a_case_with_a_password_is_asked_for_again_until_it_opens(
    qtbot: QtBot, window: MainWindow, empty: Path, answers: list[Answer]
) -> None:
    change_password(empty, None, "开门")
    passages: list[str] = []
    answers += [asks_the_manual(passages), typed("关门"), typed("开门")]
    assert entered(qtbot, window, empty).session.case.applicant == APPLICANT
    assert passages == ["privacy-shared"]
    assert not answers


@pytest.mark.slow
def test_files_with_a_password_are_asked_for_and_kept_without_one(
    qtbot: QtBot, window: MainWindow, empty: Path, answers: list[Answer], tmp_path: Path
) -> None:
    passages: list[str] = []
    answers += [asks_the_manual(passages), typed("开门")]
    room = entered(qtbot, window, empty)
    path = tmp_path / "证书.pdf"
    path.write_bytes(locked())
    room.workspace.acts.take_files("", [path], 0)
    qtbot.waitUntil(lambda: len(room.session.case.pages) == 2)
    assert not any(page.refused for page in room.session.case.pages)
    assert passages == ["scans"]


def test_a_question_that_is_left_leaves_a_refused_page(
    qtbot: QtBot, window: MainWindow, empty: Path, answers: list[Answer], tmp_path: Path
) -> None:
    answers.append(PasswordDialog.reject)
    room = entered(qtbot, window, empty)
    path = tmp_path / "证书.pdf"
    path.write_bytes(locked())
    room.workspace.acts.take_files("", [path], 0)
    qtbot.waitUntil(lambda: bool(room.session.case.pages))
    assert [page.refused for page in room.session.case.pages] == [True]
