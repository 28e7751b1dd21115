"""Name and employer in Uyghur: their own lines, the letters on the screen, kept with the case."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.cases.made import laid_down
from tests.ui.conftest import NOTICE, Press, entered
from zcdesk.cases.case import Case
from zcdesk.names.arabic_typing import LETTERS
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.fields.script_words import ScriptLine
from zcdesk.ui.start.identity_page import IdentityPage

NAME, EMPLOYER = "ئەكرەم سۇلايمان", "خوتەن يول كۆۋرۈك شىركىتى"


@pytest.fixture
def page(window: MainWindow) -> IdentityPage:
    """The page of a new case, with a name and an employer."""
    window.new_case(NOTICE)
    window.identity.name.setText("艾克然·苏莱曼")
    window.identity.employer.setText("云岭装备公司")
    window.identity._show_further(shown=True)
    return window.identity


def line_of(page: IdentityPage) -> ScriptLine:
    return page.script_names.findChildren(ScriptLine)[0]


def test_both_fields_are_empty_without_a_warning_and_begin_at_the_right(page: IdentityPage) -> None:
    line = line_of(page)
    assert line.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert "证件上的写法" in line.placeholderText()
    assert page.primary.text() == page.tr("开始")
    assert page.applicant.aliases == page.applicant.employer_aliases == ()


@pytest.mark.slow
def test_the_letters_are_clicked_into_the_line_and_taken_back(
    qtbot: QtBot, page: IdentityPage
) -> None:
    words = page.script_names
    words.toggle.click()
    qtbot.waitUntil(words.keys.isVisible)
    qtbot.waitUntil(lambda: all(key.height() > 9 for key in words.keys.letters))
    line_of(page).setFocus()
    shown = {key.text(): key for key in words.keys.letters}
    assert len(shown) == 33 == len(set(LETTERS))
    for letter in "ئەكرەم":
        QTest.mouseClick(shown[letter], Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is line_of(page)
    QTest.mouseClick(words.keys.space, Qt.MouseButton.LeftButton)
    QTest.mouseClick(shown["س"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(words.keys.backspace, Qt.MouseButton.LeftButton)
    assert line_of(page).text() == "ئەكرەم "
    assert page.applicant.aliases == ("ئەكرەم",)
    line_of(page).undo()
    assert line_of(page).text() != "ئەكرەم "


@pytest.mark.slow
def test_the_letters_are_typed_by_keyboard_alone(
    qtbot: QtBot, page: IdentityPage, press: Press
) -> None:
    words = page.script_employers
    words.toggle.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(words.keys.isVisible)
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is words.keys.letters[0]
    press(Qt.Key.Key_Left)  # the letters run from right to left
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)  # backspace, below the second letter
    assert page.applicant.employer_aliases == (LETTERS[1],)
    press(Qt.Key.Key_Escape)
    assert isinstance(QApplication.focusWidget(), ScriptLine)
    assert page.isVisible()


@pytest.mark.slow
def test_one_line_more_is_offered_once_there_is_a_spelling(page: IdentityPage) -> None:
    words = page.script_names
    assert not words._more.isVisible()
    line_of(page).setText("ئەكرەم")
    assert words._more.isVisible()
    words._more.click()
    assert len(words._lines) == 2


@pytest.mark.slow
def test_what_is_pasted_loses_only_what_nobody_sees(page: IdentityPage) -> None:
    line = line_of(page)
    QGuiApplication.clipboard().setText("\u202bئەكـــرەم\u200f سۇلايمان\u202c")
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == NAME
    assert "看不见" in noted(page)
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == ""


@pytest.mark.slow
def test_another_script_is_told_in_one_sentence_and_holds_the_case_up(page: IdentityPage) -> None:
    line = line_of(page)
    QTest.keyClicks(line, "Ekrem")
    assert "只写阿拉伯字母" in noted(page)
    begun: list[object] = []
    page.begun.connect(lambda *told: begun.append(told))
    page.primary.click()
    assert not begun
    assert line.property("wrong")
    line.setText(NAME)
    assert not line.property("wrong")
    page.primary.click()
    assert begun


@pytest.mark.slow
def test_words_are_kept_in_the_case_shown_again_and_undone(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, sorted_case: Case
) -> None:
    room = entered(qtbot, window, laid_down(tmp_path / "申报.zcase", sorted_case))
    session, before = room.session, room.session.case
    room.router.go(At("identity"))
    page = window.identity
    line_of(page).setText(NAME)
    page.script_employers.findChildren(ScriptLine)[0].setText(EMPLOYER)
    page.primary.click()
    qtbot.waitUntil(lambda: NAME in session.case.applicant.aliases)
    assert session.case.applicant.employer_aliases == (*_aliases(before), EMPLOYER)
    room.router.go(At("identity"))
    assert page.script_names.words == (NAME,)
    assert NAME not in page.aliases.words
    assert page.script_employers.words == (EMPLOYER,)
    assert page.short_names.words == _aliases(before)
    session.undo()
    assert session.case == before


@pytest.mark.slow
def test_the_letters_fit_at_1024_by_768(
    qtbot: QtBot, window: MainWindow, page: IdentityPage
) -> None:
    window.resize(1024, 690)
    page.script_names.toggle.click()
    keys = page.script_names.keys
    qtbot.waitUntil(lambda: _in_sight(page, keys.backspace))
    assert all(_in_sight(page, key) for key in keys.keys)


def noted(page: IdentityPage) -> str:
    return page.script_names.note.accessibleName()


def _in_sight(page: IdentityPage, widget: QWidget) -> bool:
    seen = widget.visibleRegion().boundingRect()
    return page.isVisible() and seen.size() == widget.size()


def _aliases(case: Case) -> tuple[str, ...]:
    return case.applicant.employer_aliases
