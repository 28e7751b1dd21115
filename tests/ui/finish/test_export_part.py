"""The export below the final check: begun by one press, and gone on with while one is elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import READING, SLOT, confirm_pages, opened
from zcdesk.cases.acts import deciding
from zcdesk.cases.acts.asked import Pledged
from zcdesk.cases.acts.table import PLEDGE
from zcdesk.cases.case import Answer, Case
from zcdesk.cases.upload_route import Route
from zcdesk.errors import ZcdeskError
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.finish import check_page, export_part, printing
from zcdesk.ui.finish.export_part import WHOLE
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button
from zcdesk.workflow.package.exporting import PackageDone, export_case


@pytest.fixture
def passed(
    window: MainWindow, sorted_case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Room:
    """The check of a case of which nothing is to be done any more, with two pages to export."""
    monkeypatch.setattr(check_page, "to_do", lambda _evaluation: [])
    room = opened(window, replace(sorted_case, pages=sorted_case.pages[:2]))
    room.route._choose(Route.COVERED)
    confirm_pages(room, 1, 2)
    room.session.do(PLEDGE, Pledged(True))
    room.export.put_into(tmp_path)
    room.router.go(At("check"))
    return room


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """An export ends only when this is set."""
    let_go = threading.Event()

    def late(*arguments: Any, **named: Any) -> Generator[object, None, None]:
        for step in export_case(*arguments, **named):
            if isinstance(step, PackageDone):
                let_go.wait(READING / 1000)
            yield step

    monkeypatch.setattr(export_part, "export_case", late)
    return let_go


def ended(qtbot: QtBot, room: Room) -> None:
    """Wait until nothing is being written."""
    qtbot.waitUntil(lambda: not room.export.is_writing)


@pytest.mark.slow
def test_it_is_no_window_of_its_own_before_the_check_was_seen(room: Room) -> None:
    room.export.ask(SLOT)
    assert not room.export.isWindow()
    assert room.export not in QApplication.topLevelWidgets()


@pytest.mark.slow
def test_a_check_that_is_passed_exports_by_one_press_and_by_no_other_key(
    qtbot: QtBot, passed: Room, tmp_path: Path
) -> None:
    check, export = passed.check, passed.export
    assert export.isVisible()
    assert check.primary.text() == "导出 2 页"
    assert QApplication.focusWidget() is check.primary
    for key in (Qt.Key.Key_F, Qt.Key.Key_Return):
        QTest.keyClick(check.primary, key)
        assert not export.is_writing
        assert list(tmp_path.iterdir()) == []
    QTest.keyClick(check.primary, Qt.Key.Key_Space)
    assert export.is_writing
    assert check.primary.text() == "正在导出…"
    ended(qtbot, passed)
    assert check.primary.text() == "打开上传助手"
    assert passed.session.written == {1, 2}


@pytest.mark.slow
@pytest.mark.parametrize("to", ["sections", "review", "after"])
def test_it_goes_on_while_another_page_is_in_front_and_the_result_stands_there(
    qtbot: QtBot, passed: Room, held: threading.Event, to: str
) -> None:
    passed.check.primary.click()
    passed.check.escape()
    passed.router.go(At(to))
    assert passed.export.is_writing
    held.set()
    ended(qtbot, passed)
    assert passed.toast.accessibleName() == "导出好了。"
    passed.router.go(At("check"))
    assert passed.export.result.isVisible()
    assert passed.export._head.accessibleName() == "已导出 2 页"


@pytest.mark.slow
def test_the_result_of_one_slot_stands_there_once(
    qtbot: QtBot, passed: Room, held: threading.Event
) -> None:
    passed.router.go(At("export", part=SLOT))
    passed.check.primary.click()
    passed.router.go(At("review"))
    held.set()
    ended(qtbot, passed)
    passed.router.go(At("check"))
    assert passed.export.result.isVisible()


@pytest.mark.slow
def test_what_is_changed_meanwhile_is_not_taken_for_exported(
    qtbot: QtBot, passed: Room, held: threading.Event
) -> None:
    session, check = passed.session, passed.check
    check.primary.click()
    passed.router.go(At("review", 2))
    session.act(deciding.answer(session.case, 2, Answer.YES))
    session.act(deciding.confirm(session.case, 2))
    held.set()
    ended(qtbot, passed)
    assert session.case.deliveries
    assert not session.written
    assert session.outdated
    passed.router.go(At("check"))
    assert "改的不在里面" in passed.export._head.accessibleName()
    assert check.primary.text() == "再导出一次"
    check.primary.click()
    assert check.primary.text() == "导出 2 页"
    check.primary.click()
    ended(qtbot, passed)
    assert session.written == {1, 2}


def test_an_error_that_comes_meanwhile_stands_there_too(
    qtbot: QtBot, passed: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go = threading.Event()

    def failing(*_arguments: Any, **_named: Any) -> Generator[object, None, None]:
        let_go.wait(READING / 1000)
        raise ZcdeskError
        yield

    monkeypatch.setattr(export_part, "export_case", failing)
    passed.check.primary.click()
    passed.router.go(At("sections"))
    let_go.set()
    ended(qtbot, passed)
    assert passed.toast.isVisible()
    passed.router.go(At("check"))
    assert passed.export._error.accessibleName()
    assert passed.check.primary.text() == "导出 2 页"


@pytest.mark.slow
def test_after_it_every_button_does_something(
    qtbot: QtBot, passed: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    check, export = passed.check, passed.export
    check.primary.click()
    ways = [button for button in check._alone if not button.isEnabled()]
    assert ways == check._alone != []  # nothing else is begun meanwhile
    assert not export.changes.isEnabled()  # nor asked anew what is being written
    ended(qtbot, passed)
    printed: list[str] = []
    monkeypatch.setattr(printing, "print_page", lambda *_: printed.append("checklist"))
    monkeypatch.setattr(check_page, "show_outside", lambda _: printed.append("check"))
    paper = next(one for one in export.findChildren(Button) if one.printed_key == "Ctrl+P")
    paper.click()
    QTest.keyClick(check.primary, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert printed == ["checklist", "checklist"]
    assert check.paper.printed_key == ""
    check.paper.click()
    qtbot.waitUntil(lambda: "check" in printed)
    presses: list[Callable[[], object]] = [
        lambda: check._alone[0].click(),
        lambda: passed.router.go(At("export", part=WHOLE)),
        lambda: QTest.keyClick(check.primary, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier),
    ]
    for press in presses:
        passed.router.go(At("check"))
        assert export.result.isVisible()
        press()
        assert export.change.isVisible()
        export.arrive(At("export"))


@pytest.mark.slow
def test_f1_tells_of_the_export_where_it_is(passed: Room) -> None:
    assert passed.check.help_name == "CheckPage.export"


@pytest.mark.slow
def test_it_is_in_sight_when_it_is_asked_for_and_stays_so(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    window.resize(1024, 700)
    room.route._choose(Route.COVERED)
    confirm_pages(room, 1, 2)
    room.router.go(At("check"))
    qtbot.waitUntil(lambda: not room.judge._running)

    def in_sight() -> bool:
        return not room.export.change.visibleRegion().isEmpty()

    room.router.go(At("export", part=SLOT))
    qtbot.waitUntil(in_sight)
    room.check._refresh_shown()
    qtbot.wait(50)
    assert in_sight()
