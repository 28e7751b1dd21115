"""What the platform refuses: its limit is entered at the slot, with the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OTHER_SLOT, SLOT, Press, confirm_pages
from zcdesk.cases.acts.noting import limit_files
from zcdesk.cases.file_limits import Arrangement, FileLimit
from zcdesk.cases.upload_route import Route
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.case.slot_card import SlotCard
from zcdesk.ui.finish.export_part import WHOLE, ExportPart
from zcdesk.ui.frame.limit_dialog import LimitDialog, limit_words
from zcdesk.ui.keys.router import At
from zcdesk.workflow.package.exporting import PackageDone


def opened(qtbot: QtBot) -> LimitDialog:
    """Return the question that stands in front, with the keyboard."""

    def in_front() -> bool:
        dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
        return isinstance(dialog, LimitDialog) and focus is not None and dialog.isAncestorOf(focus)

    qtbot.waitUntil(in_front)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LimitDialog)
    return dialog


def write(text: str) -> None:
    """Type where the keyboard is, over what stands there."""
    focus = QApplication.focusWidget()
    assert isinstance(focus, QWidget)
    QTest.keyClicks(focus, text)


def card_of(room: Room, slot: str) -> SlotCard:
    room.workspace.show_slot(slot)
    return room.workspace.area.cards[slot]


@pytest.mark.slow
def test_a_limit_is_entered_at_the_slot_with_the_keyboard_and_can_be_undone(
    qtbot: QtBot, room: Room, press: Press
) -> None:
    card = card_of(room, SLOT)
    card.more.setFocus()
    told: list[str] = []
    room.session.told.connect(told.append)
    press(Qt.Key.Key_Space)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(card.more.acts, key)
    dialog = opened(qtbot)
    assert dialog.where.currentData() == SLOT
    for text in ("500", "02000", ""):
        write(text)
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return)
    limit = FileLimit(SLOT, 500_000, 2000, None, Arrangement.JOINED)
    assert room.session.case.limits == (limit,)
    assert "只重做这里的图片" in told[-1]
    assert card.limit.isVisible()
    assert limit_words(limit) in card.limit.accessibleName()
    assert not card_of(room, OTHER_SLOT).limit.isVisible()
    room.session.undo()
    assert not room.session.case.limits
    assert not card.limit.isVisible()


@pytest.mark.slow
def test_what_is_known_stands_there_and_escape_changes_nothing(
    qtbot: QtBot, room: Room, press: Press
) -> None:
    room.workspace.acts.enter_limit("")
    dialog = opened(qtbot)
    write("800")
    press(Qt.Key.Key_Return)
    assert room.session.case.limits == (FileLimit("", 800_000),)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    card = card_of(room, SLOT)
    assert "所有位置" in card.limit.accessibleName()
    before = room.session.case
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        card.refused.trigger()
        dialog = opened(qtbot)
        assert dialog.kilobytes.text() == "800"
        if key == Qt.Key.Key_Escape:
            write("7")
        press(key)
        assert room.session.case is before
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    room.workspace.acts.enter_limit("")
    dialog = opened(qtbot)
    dialog.clear.click()
    dialog.agree.click()
    assert not room.session.case.limits


def test_what_was_typed_stays_when_it_is_meant_for_every_slot(qtbot: QtBot, room: Room) -> None:
    card_of(room, SLOT).refused.trigger()
    dialog = opened(qtbot)
    dialog.pictures.insert("３")  # as an input method writes it
    dialog.where.setCurrentIndex(0)
    dialog.agree.click()
    assert room.session.case.limits == (FileLimit("", most_pictures=3),)


def asked_to_export(room: Room) -> ExportPart:
    """Confirm two pages and show the export of the whole case."""
    room.route._choose(Route.COVERED)
    confirm_pages(room, 1, 3)
    room.router.go(At("export", part=WHOLE))
    return room.export


def exported(qtbot: QtBot, export: ExportPart, folder: Path) -> PackageDone:
    """Export into a folder and return what came of it."""
    before = export.result.done
    export.put_into(folder)
    assert export.step is not None
    export.step[1]()
    qtbot.waitUntil(lambda: export.result.done is not before)
    qtbot.waitUntil(lambda: not export._job.busy)  # until then another press does nothing
    assert export.result.done is not None
    return export.result.done


def words_of(widget: QWidget) -> str:
    """Return all that stands in a part of the window."""
    return " ".join(label.accessibleName() for label in widget.findChildren(QLabel))


def sides(package: Path) -> Iterator[int]:
    for path in sorted(package.rglob("*.jpg")):
        with Image.open(path) as picture:
            yield max(picture.size)


@pytest.mark.slow
def test_after_a_refusal_only_the_pictures_of_that_slot_are_made_anew(
    qtbot: QtBot, room: Room, tmp_path: Path
) -> None:
    export = asked_to_export(room)
    first = exported(qtbot, export, tmp_path / "一")
    assert first.exported == 2
    whole = max(sides(first.folder))
    export.result.ask_limit()
    dialog = opened(qtbot)
    dialog.where.setCurrentIndex(dialog.where.findData(SLOT))
    dialog.pixels.setText(str(whole * 9 // 10))
    told: list[str] = []
    room.session.told.connect(told.append)
    dialog.agree.click()
    assert "改过的图片" in told[-1]
    export.ask("")
    export.changes.setChecked(True)
    second = exported(qtbot, export, tmp_path / "二")
    assert second.exported == 1
    assert list(sides(second.folder)) == [whole * 9 // 10]
    assert "删除后改传 1 张" in words_of(export.result)
    assert "只删除" not in words_of(export.result)


@pytest.mark.slow
def test_a_picture_that_is_only_to_be_deleted_is_named_after_an_export_of_changes(
    qtbot: QtBot, room: Room, tmp_path: Path
) -> None:
    export = asked_to_export(room)
    exported(qtbot, export, tmp_path / "一")
    assert "平台上要做的" not in words_of(export.result)
    sent = next(file for file in room.session.case.deliveries[-1].files if file.page == 1)
    room.workspace.acts.remove((1,))
    room.session.act(limit_files(room.session.case, FileLimit(OTHER_SLOT, most_pixels=1200)))
    export.ask("")
    export.changes.setChecked(True)
    done = exported(qtbot, export, tmp_path / "二")
    assert len(done.differences) == 2
    assert "只删除 1 张" in words_of(export.result)
    assert sent.name.partition("/")[2] in words_of(export.result)
