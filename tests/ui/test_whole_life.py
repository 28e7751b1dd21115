"""The whole life of an application by clicks and keys alone, to its second export."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import NOTICE, OTHER_SLOT
from tests.ui.drawn import APPLICANT, draw_page
from tests.ui.walker import Walker
from zcdesk.cases.deliveries import DeliveryKind
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.finish.after_page import Here
from zcdesk.ui.kit.preferences import preferences

Keys = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
TITLE = "荣　誉　证　书"
NOTE = "1、业绩成果佐证材料第1张不清晰，请在48小时内修改"


@pytest.fixture
def own_folders(tmp_path: Path) -> Iterator[None]:
    """Cases and packages lie below the folder of the test."""
    (tmp_path / "导出").mkdir()
    preferences().set(case_folder=str(tmp_path / "案卷"), package_folder=str(tmp_path / "导出"))
    yield
    preferences().set(case_folder="", package_folder="")


@pytest.mark.usefixtures("own_folders")
def test_it_is_exported_sent_back_and_exported_again(window: MainWindow, tmp_path: Path) -> None:
    scan = draw_page(tmp_path / "1.jpg", (TITLE, f"{APPLICANT.name}同志："))
    person = Walker(window)
    person.choose_notice(NOTICE)
    person.introduce(APPLICANT, [scan])
    person.wait(lambda: len(person.room.session.case.pages) == 1)
    person.answer_questions({})
    person.choose_route()
    person.sort_tray()
    person.sort_by_hand({"1.jpg": OTHER_SLOT})
    person.review(lambda _page, _hit: True)
    assert person.check_and_export().exported == 1
    session, after = person.room.session, person.room.after
    person.press(Keys.Key_7, Qt.KeyboardModifier.AltModifier)
    assert after.here is Here.SUBMIT
    person.click(after.primary)
    assert session.case.deliveries[0].submitted is not None
    person.press(Keys.Key_F)
    assert len(session.case.stations) == 1
    QApplication.clipboard().setText(NOTE)
    person.press(Keys.Key_V, CONTROL)
    person.click(list(after.form.levels.values())[-1])
    person.press(Keys.Key_Return, CONTROL)
    (card,) = person.room.round.page.cards
    new = draw_page(tmp_path / "2.jpg", (TITLE, f"{APPLICANT.name}同志：", "重新扫描"))
    person.drop(card.picture, [new])
    person.wait(lambda: session.case.pages[0].file_name == "2.jpg")
    round_page = person.room.round.page
    person.wait(lambda: round_page.primary.text() == "去确认第 1 处")
    person.press(Keys.Key_F)
    person.review(lambda _page, _hit: True)
    person.press(Keys.Key_7, Qt.KeyboardModifier.AltModifier)
    export = person.room.export
    assert round_page.primary.text() == "导出改过的 1 页"
    person.click(round_page.primary)
    person.wait(lambda: export.result.isVisible())
    assert session.case.deliveries[-1].kind is DeliveryKind.CHANGES
    person.press(Keys.Key_7, Qt.KeyboardModifier.AltModifier)
    assert round_page.primary.text() == "记下：已重新提交"
    person.click(round_page.primary)
    assert session.case.deliveries[-1].submitted is not None
    ended: object = after.here
    assert ended is Here.STATION
    assert person.shown.others == []
