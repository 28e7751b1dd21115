"""Words of a stranger's file are shown as they are written: none is HTML, none opens a file."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import QInputDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from zcdesk.ui.frame.password_dialog import PasswordDialog
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.toast import Toast
from zcdesk.ui.look.text import ElidedLabel, Label
from zcdesk.ui.look.tips import tip
from zcdesk.ui.notice.lit_text import LitText

UI = Path(__file__).parents[3] / "zcdesk" / "ui"

HOSTILE = '<img src="file:///etc/hostname">张<b>伟</b>&amp;<a href="//host/share">x</a>.jpg'
"""What somebody may call a file, a person or a notice."""


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(UI.rglob("*.py")):
        yield path, ast.parse(path.read_text("utf-8"))


def called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


@pytest.mark.slow
def test_every_tool_tip_goes_through_the_one_door() -> None:
    loose = []
    for path, tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            place = {"setToolTip": 0, "setWhatsThis": 0, "setStatusTip": 0, "showText": 1}
            at = place.get(called(node))
            if at is None:
                continue
            words = node.args[at]
            if not (isinstance(words, ast.Call) and called(words) == "tip"):
                loose.append(f"{path.relative_to(UI)}:{node.lineno}")
    assert loose == []


@pytest.mark.nightly
def test_whoever_answers_for_a_tool_tip_of_a_row_uses_the_door_or_leaves_it_to_the_base() -> None:
    loose = []
    for path, tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.FunctionDef) or node.name == "said":
                continue
            names = {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}
            calls = {called(one) for one in ast.walk(node) if isinstance(one, ast.Call)}
            if "ToolTipRole" in names and "tip" not in calls:
                loose.append(f"{path.relative_to(UI)}:{node.name}")
    assert loose == []


ALLOWED = {
    # the manual, which ships with the program; a notice's words, escaped
    "setHtml": {"help/manual_reader.py", "notice/lit_text.py"},
    "QLabel": {"kit/toast.py"},  # as plain text
    "RichText": {"look/text.py"},  # a line height around escaped words
    "setLabelText": {"frame/password_dialog.py"},
}
"""What may show HTML, and where it is used."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    ["setHtml", "insertHtml", "QLabel", "RichText", "AutoText", "QMessageBox", "QErrorMessage",
     "QProgressDialog", "QTextDocument", "QStaticText", "QSplashScreen", "setLabelText",
     "setInformativeText"],
)  # fmt: skip
def test_what_could_draw_html_is_used_at_known_places_alone(name: str) -> None:
    found = set()
    for path, tree in trees():
        for node in ast.walk(tree):
            used = isinstance(node, ast.Call) and called(node) == name
            named = isinstance(node, ast.Attribute) and node.attr == name
            if used or named:
                found.add(path.relative_to(UI).as_posix())
    assert found <= ALLOWED.get(name, set())


@given(st.text(st.sampled_from('<>/&;"=! abimgsrcp张伟\n'), max_size=60))
def test_a_tip_is_read_as_it_was_written_whatever_it_holds(qapp: object, words: str) -> None:
    shown = tip(words)
    if not Qt.mightBeRichText(shown):
        assert shown == words
        return
    page = QTextDocument()
    page.setHtml(shown)
    assert page.toPlainText().split() == words.split()


@pytest.mark.slow
@given(st.text(st.sampled_from('<>/&;"=! abimgsrcp张伟…'), min_size=1, max_size=60))
def test_a_notice_is_shown_as_it_was_written_whatever_it_holds(qapp: object, words: str) -> None:
    text = LitText(whole=True)
    text.show_lit(("通知", words), ((words[:9],),))
    assert "".join(text.toPlainText().split()) == "通知" + "".join(words.split())


def plain(words: str) -> str:
    page = QTextDocument()
    if Qt.mightBeRichText(words):
        page.setHtml(words)
        assert "<img" not in words
        return page.toPlainText()
    return words


def test_widgets_show_hostile_words_and_take_none_for_html(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    toast = Toast(over)
    toast.say(HOSTILE)
    button = Button(HOSTILE)
    button.set_compact(True)
    elided, wrapped = ElidedLabel(HOSTILE), Label(HOSTILE, wrap=True)
    dialog = PasswordDialog(over, "case", "口令", HOSTILE)
    for widget in (button, elided, wrapped):
        qtbot.addWidget(widget)
    for label in (*toast.findChildren(QLabel), elided):
        assert label.textFormat() is Qt.TextFormat.PlainText
    assert plain(button.toolTip()) == plain(elided.toolTip()) == HOSTILE
    assert plain(wrapped.text()) == plain(QInputDialog.labelText(dialog)) == HOSTILE
