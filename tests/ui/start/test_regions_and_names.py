"""F6 goes round the start page, chosen and focused cards differ, the window says where one is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QFileDialog,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.conftest import NOTICE, there, until
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.help.sheet import HelpSheet
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.cards.card import ChoiceCard
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.kit.settings import Recent
from zcdesk.ui.look.theme import theme, tokens
from zcdesk.ui.look.tokens import Look
from zcdesk.ui.start.kept_path import going_on, place_words


@pytest.mark.slow
def test_f6_goes_round_the_start_page_and_back(window: MainWindow) -> None:
    start = window.start
    regions = start.regions()
    assert len(regions) >= 3
    start.focus()
    seen = []
    for _ in regions:
        QTest.keyClick(start, Qt.Key.Key_F6)
        seen.append(window.focusWidget())
    assert set(seen) == set(regions)
    QTest.keyClick(start, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget() is seen[-2]


def picture(card: ChoiceCard, other: QLineEdit, *, marked: bool, focused: bool) -> QImage:
    card.mark(marked)
    (card if focused else other).setFocus()
    QApplication.processEvents()
    return card.grab().toImage()


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK, Look.CONTRAST])
def test_cards_are_four_pictures_in_each_look(qtbot: QtBot, look: Look, qapp: QApplication) -> None:
    before = tokens().look
    theme().apply(qapp, look)
    host, card, other = QWidget(), ChoiceCard("a", "一张卡片"), QLineEdit()
    qtbot.addWidget(host)
    layout = QVBoxLayout(host)
    layout.addWidget(card)
    layout.addWidget(other)
    host.resize(300, 160)
    host.show()
    host.activateWindow()
    until(host.isActiveWindow)
    try:
        drawn = [
            picture(card, other, marked=marked, focused=focused)
            for marked in (False, True)
            for focused in (False, True)
        ]
        for place, one in enumerate(drawn):
            assert all(one != other for other in drawn[place + 1 :]), (look, place)
    finally:
        theme().apply(qapp, before)


@pytest.mark.slow
def test_the_window_is_named_after_notice_and_page(window: MainWindow, room: Room) -> None:
    notice = room.session.notice.short_title
    room.router.go(At("sections"))
    assert window.windowTitle() == f"栏目 · {notice} — zcdesk"
    room.router.go(At("check"))
    assert window.windowTitle() == f"最后检查 · {notice} — zcdesk"
    assert "沈知遥" not in window.windowTitle()
    window.leave_case()
    assert window.windowTitle() == "zcdesk"


@pytest.mark.slow
def test_help_shows_the_keys_of_a_page_once(window: MainWindow, room: Room) -> None:
    room.router.go(At("sections"))
    sheet = HelpSheet(window, room.workspace)
    assert "上一栏" not in sheet.reader.toPlainText()
    sheet.reader.open("sorting-keys")  # whoever asks for the table gets it
    assert "上一栏" in sheet.reader.toPlainText()
    sheet.close()


def test_names_in_a_file_dialog_can_be_read_in_the_dark(qtbot: QtBot, qapp: QApplication) -> None:
    before = tokens().look
    theme().apply(qapp, Look.DARK)
    try:
        dialog = QFileDialog()
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        qtbot.addWidget(dialog)
        field = there(dialog.findChild(QLineEdit))
        completer = field.completer()
        assert isinstance(completer, QCompleter)
        for view in (completer.popup(), dialog.findChild(QListView, "listView")):
            assert view is not None
            view.resize(200, 100)
            view.ensurePolished()
            drawn = view.grab().toImage()
            ground = drawn.pixelColor(drawn.width() - 3, drawn.height() - 3)
            ink = view.palette().color(QPalette.ColorRole.Text)
            assert abs(ground.lightness() - ink.lightness()) > 120, (ground.name(), ink.name())
            assert ground == QColor(tokens().surface)
    finally:
        theme().apply(qapp, before)


@pytest.fixture
def in_english() -> Iterator[None]:
    preferences().set(language="en")
    yield
    preferences().set(language="zh", recent=())


@pytest.mark.slow
def test_a_stop_is_named_in_todays_language(window: MainWindow, in_english: None) -> None:
    kept = Recent(path="/a.zcase", notice=NOTICE, title="一", where="归类", stop="sort")
    preferences().set(recent=(kept,))
    window.show_start()
    assert window.start._recent[0].accessibleName().count("Sort") == 1
    assert "归类" not in window.start._recent[0].accessibleName()


KEPT = (*[("done", "nothing", 0, 0)] * 2, ("needs_person", "unsorted", 4, 0),
        *[("open", "nothing", 0, 0)] * 4)  # fmt: skip


@pytest.mark.parametrize(
    ("stop", "stops", "place", "verb"),
    [
        ("sort", KEPT, "归类 4 页未归", "继续归类 4 页未归"),
        ("fill", KEPT, "填写", "继续填写"),
        ("sort", (), "归类", "继续归类"),
        ("sort", (("of-a-later-version", "", 0, 0),) * 7, "归类", "继续归类"),
        ("of-a-later-version", KEPT, "论文", "继续"),
        ("", (), "论文", "继续"),
    ],
)
def test_the_place_is_told_as_far_as_this_version_knows_it(
    stop: str, stops: tuple[tuple[str, str, int, int], ...], place: str, verb: str
) -> None:
    kept = Recent(path="/a.zcase", notice=NOTICE, title="一", where="论文", stop=stop, stops=stops)
    assert (place_words(kept), going_on(kept)) == (place, verb)
