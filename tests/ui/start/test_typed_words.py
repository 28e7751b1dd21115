"""What the page of words says of a word with something beside it, and what it takes."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.cases.made import laid_down
from tests.ui.conftest import NOTICE, Press, entered, until
from zcdesk.cases.case import Case
from zcdesk.names.arabic_typing import LETTERS
from zcdesk.names.spellings import folded
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.fields.script_words import ScriptLine
from zcdesk.ui.start.identity_page import IdentityPage

EMPLOYER = "新疆天山桥梁工程有限公司"


@pytest.fixture
def page(window: MainWindow) -> IdentityPage:
    window.new_case(NOTICE)
    window.identity.employer.setText(EMPLOYER)
    return window.identity


def test_a_remark_is_cut_off_and_the_page_says_what_is_looked_for(page: IdentityPage) -> None:
    page.name.setText("姓名：赵启明（女）")
    page.aliases.show_words(("赵小明同志",))
    assert page.applicant.name == "赵启明"
    assert page.applicant.aliases == ("赵小明",)
    assert "姓名按“赵启明”查找" in page.intake.text()
    page.aliases.show_words(())
    page.name.setText("赵启明")
    assert page.intake.isHidden()


@pytest.mark.parametrize("name", ["赵*明", "赵启明、钱小文", "同上"])
def test_what_is_no_name_does_not_begin_a_case(page: IdentityPage, name: str) -> None:
    begun: list[object] = []
    page.begun.connect(lambda *told: begun.append(told))
    page.name.setText(name)
    page.primary.click()
    assert not begun
    assert "姓名：" in page.intake.text()
    assert page.name.property("wrong")


def test_a_dot_typed_in_any_way_is_the_dot_without_a_word(page: IdentityPage) -> None:
    for dot in "。｡.．-–—、•・":
        page.name.setText(f"古丽米热{dot}阿不都")
        assert folded(page.applicant.name) == folded("古丽米热·阿不都")
        assert page.intake.isHidden()
        assert "拉丁字母" in page.aliases.findChildren(QLineEdit)[-1].placeholderText()
        page.name.setText("赵启明")
        assert "拉丁字母" not in page.aliases.findChildren(QLineEdit)[-1].placeholderText()


NAME, HIRER = "ئەكرەم سۇلايمان", "خوتەن يول كۆۋرۈك شىركىتى"


@pytest.fixture
def written(window: MainWindow) -> IdentityPage:
    """The page of a new case, with a name and an employer."""
    window.new_case(NOTICE)
    window.identity.name.setText("艾克然·苏莱曼")
    window.identity.employer.setText("云岭装备公司")
    window.identity._show_further(shown=True)
    return window.identity


def line_of(written: IdentityPage) -> ScriptLine:
    return written.script_names.findChildren(ScriptLine)[0]


def test_both_fields_are_empty_without_warning_begin_at_the_right(written: IdentityPage) -> None:
    line = line_of(written)
    assert line.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert "证件上的写法" in line.placeholderText()
    assert written.primary.text() == written.tr("开始")
    assert written.applicant.aliases == written.applicant.employer_aliases == ()


@pytest.mark.slow
def test_the_letters_are_clicked_into_the_line_and_taken_back(written: IdentityPage) -> None:
    words = written.script_names
    words.toggle.click()
    until(words.keys.isVisible)
    until(lambda: all(key.height() > 9 for key in words.keys.letters))
    line_of(written).setFocus()
    shown = {key.text(): key for key in words.keys.letters}
    assert len(shown) == 33 == len(set(LETTERS))
    for letter in "ئەكرەم":
        QTest.mouseClick(shown[letter], Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is line_of(written)
    QTest.mouseClick(words.keys.space, Qt.MouseButton.LeftButton)
    QTest.mouseClick(shown["س"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(words.keys.backspace, Qt.MouseButton.LeftButton)
    assert line_of(written).text() == "ئەكرەم "
    assert written.applicant.aliases == ("ئەكرەم",)
    line_of(written).undo()
    assert line_of(written).text() != "ئەكرەم "


@pytest.mark.slow
def test_the_letters_are_typed_by_keyboard_alone(written: IdentityPage, press: Press) -> None:
    words = written.script_employers
    words.toggle.setFocus()
    press(Qt.Key.Key_Space)
    until(words.keys.isVisible)
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is words.keys.letters[0]
    press(Qt.Key.Key_Left)  # the letters run from right to left
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)  # backspace, below the second letter
    assert written.applicant.employer_aliases == (LETTERS[1],)
    press(Qt.Key.Key_Escape)
    assert isinstance(QApplication.focusWidget(), ScriptLine)
    assert written.isVisible()


@pytest.mark.slow
def test_one_line_more_is_offered_once_there_is_a_spelling(written: IdentityPage) -> None:
    words = written.script_names
    assert not words._more.isVisible()
    line_of(written).setText("ئەكرەم")
    assert words._more.isVisible()
    words._more.click()
    assert len(words._lines) == 2


@pytest.mark.slow
def test_what_is_pasted_loses_only_what_nobody_sees(written: IdentityPage) -> None:
    line = line_of(written)
    QGuiApplication.clipboard().setText("\u202bئەكـــرەم\u200f سۇلايمان\u202c")
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == NAME
    assert "看不见" in noted(written)
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == ""


@pytest.mark.slow
def test_another_script_is_told_once_and_holds_the_case_up(written: IdentityPage) -> None:
    line = line_of(written)
    QTest.keyClicks(line, "Ekrem")
    assert "只写阿拉伯字母" in noted(written)
    begun: list[object] = []
    written.begun.connect(lambda *told: begun.append(told))
    written.primary.click()
    assert not begun
    assert line.property("wrong")
    line.setText(NAME)
    assert not line.property("wrong")
    written.primary.click()
    assert begun


@pytest.mark.nightly
def test_words_are_kept_and_undone(window: MainWindow, tmp_path: Path, sorted_case: Case) -> None:
    room = entered(window, laid_down(tmp_path / "申报.zcase", sorted_case))
    session, before = room.session, room.session.case
    room.router.go(At("identity"))
    written = window.identity
    line_of(written).setText(NAME)
    written.script_employers.findChildren(ScriptLine)[0].setText(HIRER)
    written.primary.click()
    until(lambda: NAME in session.case.applicant.aliases)
    assert session.case.applicant.employer_aliases == (*_aliases(before), HIRER)
    room.router.go(At("identity"))
    assert written.script_names.words == (NAME,)
    assert NAME not in written.aliases.words
    assert written.script_employers.words == (HIRER,)
    assert written.short_names.words == _aliases(before)
    session.undo()
    assert session.case == before


@pytest.mark.slow
def test_the_letters_fit_at_1024_by_768(window: MainWindow, written: IdentityPage) -> None:
    window.resize(1024, 690)
    written.script_names.toggle.click()
    keys = written.script_names.keys
    until(lambda: _in_sight(written, keys.backspace))
    assert all(_in_sight(written, key) for key in keys.keys)


def noted(written: IdentityPage) -> str:
    return written.script_names.note.accessibleName()


def _in_sight(written: IdentityPage, widget: QWidget) -> bool:
    seen = widget.visibleRegion().boundingRect()
    return written.isVisible() and seen.size() == widget.size()


def _aliases(case: Case) -> tuple[str, ...]:
    return case.applicant.employer_aliases
