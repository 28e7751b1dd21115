"""After the settings one is where one was, whatever was changed there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.cases.made import laid_down
from tests.ui.conftest import entered
from zcdesk.cases.case import Case
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.preferences import preferences
from zcdesk.workflow.path.stops import Stop

pytestmark = pytest.mark.slow

WAYS = {
    "review": At("review", 3),
    "check": At("check"),
    "after": At("after"),
    "a section": At("sections", part="practice_evidence"),
}


@pytest.mark.parametrize("change", [{"size": 120}, {"language": "en"}])
@pytest.mark.parametrize("where", WAYS)
def test_esc_leads_back_to_where_one_was(
    qtbot: QtBot,
    window: MainWindow,
    sorted_case: Case,
    tmp_path: Path,
    where: str,
    change: dict[str, object],
) -> None:
    room = entered(qtbot, window, laid_down(tmp_path / "申报.zcase", sorted_case))
    room.router.go(WAYS[where])
    stood = room.way.whereabouts
    window.show_settings()
    preferences().set(**change)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QWidget)
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.room is not None)
    assert window.room is not None
    assert window.room.way.whereabouts == stood
    assert (stood.name == Stop.REVIEW) == (where == "review")
    assert window.router.currentWidget() is window.router.beneath
