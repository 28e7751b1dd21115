"""The correction round in the window: noted, mended card by card, exported in part, handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OTHER_SLOT, SLOT, confirm_pages, draw_read_case, entered
from tests.ui.drawn import APPLICANT, draw_page
from tests.ui.frame.test_path_line import line_of
from zcdesk.applicant import Target
from zcdesk.cases.acts import deciding, noting
from zcdesk.cases.acts.arranging import move_pages
from zcdesk.cases.deliveries import DeliveryKind
from zcdesk.cases.upload_route import Route
from zcdesk.checks.dates.mended import MendingStanding
from zcdesk.masking.hits import Mask
from zcdesk.notices.profile.slots import Who
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.case.remembered import remembered
from zcdesk.ui.finish.fault_card import FaultCard
from zcdesk.ui.finish.round_page import RoundPage
from zcdesk.ui.finish.upload_strip import UploadStrip
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.look.text import Label
from zcdesk.ui.start.recent_card import RecentCard
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workflow.package import exporting
from zcdesk.workflow.path.case_path import Deed
from zcdesk.workflow.path.stops import Stop

PAGES = {
    "1实践.jpg": ("风沙清扫装置试验报告", "试验时间：二〇二三年三月"),
    "2实践.jpg": ("低温润滑研究报告", "完成时间：二〇二二年八月"),
    "3业绩.jpg": ("荣　誉　证　书", f"{APPLICANT.name}同志："),
    "4业绩.jpg": ("论文获奖名单", f"{APPLICANT.name}　一等奖"),
}
NOTE = "1、业绩成果佐证材料第2张不清晰\n2、实践能力材料第1张倒置\n请在48小时内修改"


@pytest.fixture(scope="module")
def read_file(pool: WorkerPool, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of four pages that were read."""
    folder = tmp_path_factory.mktemp("扫描件")
    return draw_read_case(pool, folder, PAGES)


@pytest.fixture
def handed_in(qtbot: QtBot, window: MainWindow, read_file: Path, tmp_path: Path) -> Iterator[Room]:
    """A case of four pages in two slots, exported whole and handed in an hour ago."""
    preferences().set(package_folder=str(tmp_path / "材料"))
    path = Path(copy(read_file, tmp_path / "申报.zcase"))
    room = entered(qtbot, window, path)
    session = room.session
    case = move_pages(session.case, session.notice, (3, 4), OTHER_SLOT)
    session.act(noting.choose_route(case, Route.COVERED))
    confirm_pages(room, 1, 2, 3, 4)
    room.export.ask("")
    room.check.primary.click()
    qtbot.waitUntil(lambda: room.export.result.done is not None)
    room.router.go(At("after"))
    room.after.primary.click()
    yield room
    preferences().set(package_folder="")


def noted(room: Room, words: str, *, who: Who = Who.REVIEW_COMMITTEE) -> RoundPage:
    """Enter a return through its form and return the page that it leads to."""
    room.router.go(At("after"))
    form = room.after.form
    form.words.setPlainText(words)
    room.after.show_form()
    form.levels[who].click()
    room.after.primary.click()
    return room.round.page


def dropped(card: FaultCard, path: Path) -> None:
    """Drop a file on the picture of a card."""
    told = QMimeData()
    told.setUrls([QUrl.fromLocalFile(str(path))])
    where = QPointF(card.picture.rect().center())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    card.picture.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, told, left, none))


@pytest.mark.slow
def test_nothing_is_preset_and_the_clock_runs_as_soon_as_a_return_is_noted(
    qtbot: QtBot, handed_in: Room
) -> None:
    room = handed_in
    room.router.go(At("after"))
    form = room.after.form
    assert form.level is None
    assert not form.moment.text()
    form.words.setPlainText(NOTE)
    assert "要改的 2 处" in form.read.accessibleName()
    assert "1 句只是说明" in form.read.accessibleName()
    room.after.show_form()
    assert room.after.primary.text() == "请选谁退回的"
    room.after.primary.click()
    assert "谁退回的" in form.refused.accessibleName()
    form.choose(Who.REVIEW_COMMITTEE)
    assert "一致" in form.read.accessibleName()
    room.after.escape()
    room.after.show_form()
    assert form.words.toPlainText() == NOTE
    QTest.keyClick(form.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page = room.round.page
    assert room.router.currentWidget() is page
    assert "为止" in page._clock.accessibleName()
    listed = remembered(room.view, At("after"))
    card = RecentCard(listed, date(2030, 1, 1))  # long after the last day of handing in
    qtbot.addWidget(card)
    told = [label.accessibleName() for label in card.findChildren(Label)]
    assert any("补正 1/2 · 还剩 47 小时" in one for one in told)
    assert not any("已截止" in one for one in told)
    assert [card.page.number for card in page.cards if card.page] == [4, 1]
    QTest.keyClick(page, Qt.Key.Key_Escape)  # right after the clock was begun
    assert room.router.currentWidget() is not page
    room.router.go(At("after"))
    room.session.undo()
    assert room.router.currentWidget() is room.after


@pytest.mark.slow
def test_two_rounds_from_the_note_to_handing_in_again(
    qtbot: QtBot,
    window: MainWindow,
    handed_in: Room,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room, session = handed_in, handed_in.session
    page = noted(room, NOTE)
    new = draw_page(tmp_path / "清晰.jpg", ("论文获奖名单", f"{APPLICANT.name}　一等奖", "清晰"))
    dropped(page.cards[0], new)
    qtbot.waitUntil(lambda: session.case.pages[3].number == 5)
    qtbot.waitUntil(lambda: session.case.pages[3].examined)
    qtbot.waitUntil(lambda: page.cards[0].fault.standing is MendingStanding.UNCONFIRMED)
    assert [one.slot for one in session.case.pages] == [SLOT, SLOT, OTHER_SLOT, OTHER_SLOT]
    replaced = session.case.pages[3].number
    page.primary.click()
    assert room.router.currentWidget() is room.review
    assert session.current == replaced
    assert line_of(window).round.words.startswith("补正 1/2")
    confirm_pages(room, replaced)
    room.router.go(At("after"))
    assert page.cards[0].fault.standing is MendingStanding.MENDED
    page.cards[1]._ask_word()
    page.cards[1]._word.setText("原件就是横向的")
    page.cards[1]._agree.click()
    assert page.cards[1].fault.standing is MendingStanding.BY_HAND
    assert page.primary.text() == "导出改过的 1 页"
    made: list[object] = []

    def counted(pool: WorkerPool, act: Callable[..., Any], jobs: Sequence[Any]) -> Any:
        made.extend(jobs)
        return run_each(pool, act, jobs)

    monkeypatch.setattr(exporting, "run_each", counted)
    page.primary.click()
    assert room.router.currentWidget() is room.check
    qtbot.waitUntil(lambda: room.export.result.isVisible())
    assert len(made) == 1
    folder = room.export.result.done.folder if room.export.result.done else Path()
    assert folder.name.endswith("第1次补正")
    assert len([*folder.joinpath("上传").rglob("*.jpg")]) == 1
    assert session.case.deliveries[-1].kind is DeliveryKind.CHANGES
    room.router.go(At("upload"))
    strip = room.strip
    assert isinstance(strip, UploadStrip)
    assert strip.focusWidget() is strip.primary
    told = [label.accessibleName() for label in strip.findChildren(Label)]
    assert "删 004，传 004a → 业绩成果印证材料" in told
    strip.primary.click()
    assert room.router.currentWidget() is page
    assert page.primary.text() == "记下：已重新提交"
    page.primary.click()
    assert room.router.currentWidget() is room.after
    second = noted(room, "承诺书缺失，请在24小时内补交")
    assert "第 2 次退回" in " ".join(one.accessibleName() for one in second.findChildren(Label))
    assert second.under_way is not None
    left = second.under_way.left(room.session.moment)
    assert left is not None
    assert timedelta(hours=23) < left <= timedelta(hours=24)
    assert [card.fault.item.slot for card in second.cards] == ["pledge"]
    pledge = draw_page(tmp_path / "承诺书.jpg", ("承诺书", "本人承诺材料真实"))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(pledge)], ""))
    second.cards[0].replace()
    qtbot.waitUntil(lambda: len(session.case.pages) == 5)
    pledged = next(one.number for one in session.case.pages if one.slot == "pledge")
    qtbot.waitUntil(lambda: session.case.page(pledged).examined)
    room.router.go(At("review", page=pledged))
    assert line_of(window).round.words.startswith("补正 2/2")
    confirm_pages(room, pledged)
    room.router.go(At("after"))
    assert second.cards[0].fault.standing == MendingStanding.MENDED
    session.undo()  # the confirmation
    undone: object = second.cards[0].fault.standing
    assert undone is MendingStanding.UNCONFIRMED


def test_pages_that_were_never_handed_in_are_asked_about_and_counted_once(
    qtbot: QtBot, handed_in: Room
) -> None:
    """Button, page, result and stop say the same number, for the changed ones and for both."""
    room, session = handed_in, handed_in.session
    (sent,) = session.case.deliveries
    files = tuple(file for file in sent.files if file.page not in (1, 2))  # only a section was
    session.act(replace(session.case, deliveries=(replace(sent, files=files),)))
    page = noted(room, NOTE)
    session.act(deciding.draw(session.case, 4, Mask(Target.NAME, ((9, 9), (60, 9), (60, 60)))))
    confirm_pages(room, 4)
    for card in range(2):
        page._mark_done(page.cards[card].fault, True, "原件如此")
    under_way = page.under_way
    assert under_way is not None
    assert under_way.changed == (4,)
    assert under_way.unsent == (1, 2)
    assert page.primary.text() == "导出改过的 1 页"
    page.primary.click()
    export = room.export
    assert export._head.accessibleName() == "导出改过的 1 页"
    assert room.check.primary.text() == "只导出改过的 1 页"
    assert export.together.text() == "另有 2 页还没有提交过，一起导出 3 页"
    room.check.primary.click()
    qtbot.waitUntil(lambda: export.result.isVisible())
    assert export._head.accessibleName() == "已导出 1 页"
    count = room.view.path.path.of(Stop.EXPORT).count
    assert count.number != 4
    assert room.view.path.path.step.deed is Deed.HAND_IN_AGAIN
