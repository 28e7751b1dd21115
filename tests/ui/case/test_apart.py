"""What needs no place is asked for none: a refused file, somebody else's page, a section of words.

Another person's page stands apart where pages are sorted and reviewed, until she says whose it is.
"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import SLOT, there, until
from zcdesk.applicant import Target
from zcdesk.cases.acts.deciding import claim
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.rounds import Round
from zcdesk.findings import error, warning
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.notices.profile.slots import Who
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.case.section_area import UNSORTED
from zcdesk.ui.finish.refused_row import RefusedRow
from zcdesk.ui.intake import taking_in
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.menu_button import MenuButton
from zcdesk.ui.look.text import Label
from zcdesk.ui.picture.page_rows import Heading, PageRow, rows
from zcdesk.workflow.path.case_path import Deed
from zcdesk.workflow.path.to_do import to_do
from zcdesk.workflow.review import reviewing
from zcdesk.workflow.review.unsorted import strangers, strays
from zcdesk.workflow.side_by_side import doubts as sheets

pytestmark = pytest.mark.slow

STRANGER, REFUSED = 4, 5
STAMP = Hit(
    Mask(Target.SEAL, ((10, 10), (60, 10), (60, 60), (10, 60)), "", 0.5, Origin.SEAL),
    Verdict.DOUBT,
    warning("hit.unread_seal"),
)


@pytest.fixture
def sorted_case(sorted_case: Case) -> Case:
    """Page 4 seems to be another person's, with a doubt on it; page 5 could not be used."""
    foreign = replace(
        sorted_case.page(STRANGER),
        slot="",
        hits=(STAMP,),
        findings=(warning("page.other_name", document="毕业证"),),
    )
    spoilt = CasePage(
        REFUSED, "", "/x/坏了.jpg", findings=(error("scan.truncated", file="坏了.jpg"),),
        examined=True,
    )  # fmt: skip
    kept = tuple(page for page in sorted_case.pages if page.number < STRANGER)
    return replace(sorted_case, pages=(*kept, foreign, spoilt), numbered=REFUSED)


def words(widget: QWidget) -> list[str]:
    return [label.accessibleName() for label in widget.findChildren(Label)]


def test_neither_is_sorted_and_both_stand_in_the_check_until_they_are_decided(room: Room) -> None:
    overview = room.session.overview
    assert strays(overview) == ()
    assert [page.number for page in strangers(overview)] == [STRANGER]
    until(lambda: not room.judge._running)
    step = room.workspace.step
    assert step.deed not in (Deed.SORT_BY_HAND, Deed.SORT_AS_PROPOSED)
    left = {(one.code, one.page) for one in to_do(room.judge.evaluation)}
    assert ("check.page_foreign_unsorted", STRANGER) in left
    assert ("check.page_refused_unsorted", REFUSED) in left
    assert "check.pages_unsorted" not in {code for code, _ in left}
    room.session.act(claim(room.session.case, STRANGER))
    assert [page.number for page in strays(room.session.overview)] == [STRANGER]


def test_the_tray_sets_anothers_page_apart_and_proposes_no_place_for_it(room: Room) -> None:
    room.workspace.show_key(UNSORTED)
    tray = there(room.workspace.area.tray)
    assert "不像您的材料" in words(tray)
    assert tray.proposals == ()
    look, gone = (
        next(one for one in tray.findChildren(Button) if one.text() == text)
        for text in ("说明是谁的…", "移走")
    )
    look.click()
    assert room.review.isVisible()
    assert room.session.current == STRANGER
    room.router.go(At("sections"))
    gone.click()
    assert STRANGER not in room.session.overview.standings
    room.session.undo()
    assert STRANGER in room.session.overview.standings


def test_the_strip_sets_it_apart_and_no_act_for_many_touches_it(room: Room) -> None:
    overview = room.session.overview
    shown = rows(overview, frozenset(), doubtful_only=False)
    at = shown.index(Heading("不像您的材料"))
    behind = [row for row in shown[at + 1 :] if isinstance(row, PageRow)]
    assert [row.page.number for row in behind] == [STRANGER]
    assert behind[0].look.word == "不像您的材料"
    page = overview.case.page(STRANGER)
    for after in (
        reviewing.accept_all_undoubted(overview),
        reviewing.accept_all_proposed(overview),
    ):
        assert after.page(STRANGER) == page
    assert STRANGER not in {doubt.number for doubt in sheets.open_doubts(overview.case)}


def test_a_refused_file_offers_another_file_or_to_go_and_no_place(room: Room) -> None:
    acts = room.workspace.acts
    offered = [act.text() for act in acts.menu(REFUSED).actions() if act.text()]
    assert offered == ["换成另一个文件…", "移走 1 页", "打开，逐页复核"]
    assert "移到" in [act.text() for act in acts.menu(1).actions()]
    before = set(room.findChildren(QDialog))
    acts.pick_slot(REFUSED)
    assert set(room.findChildren(QDialog)) == before
    room.router.go(At("review", REFUSED))
    room.review.pick_slot()
    assert room.session.case.page(REFUSED).slot == ""
    assert room.review.decisions._file.text() == "未归类"
    room.router.go(At("preparation", REFUSED))
    assert room.preparation.bar.subtitle.text() == "坏了.jpg"


def test_a_refused_file_is_replaced_or_removed_in_its_row_of_the_check(
    room: Room, monkeypatch: pytest.MonkeyPatch, outside: list[Path], tmp_path: Path
) -> None:
    """By the keyboard alone; no page that only leads back is on the way."""
    asked: list[int] = []

    def no_file(_: QWidget, _take: object) -> None:
        asked.append(REFUSED)

    spoilt = tmp_path / "坏了.jpg"
    case = room.session.case
    pages = (replace(one, path=str(spoilt)) if one.refused else one for one in case.pages)
    room.session.act(replace(case, pages=tuple(pages)))
    monkeypatch.setattr(taking_in, "ask_for_scans", no_file)
    room.router.go(At("check"))
    until(lambda: bool(room.check.findChildren(RefusedRow)))
    assert room.check.primary.text() == "给第 1 条换文件…"
    QTest.keyClick(room.check.primary, Qt.Key.Key_F)
    (row,) = room.check.findChildren(RefusedRow)
    other, gone = row.findChildren(Button)
    QTest.keyClick(other, Qt.Key.Key_Return)
    assert asked == [REFUSED, REFUSED]
    assert room.check.isVisible()
    menus = room.check.findChildren(MenuButton)
    offered = [act for menu in menus for act in menu.acts.actions()]
    (shown,) = [act for act in offered if act.text() == "打开文件所在的文件夹"]
    shown.trigger()
    assert outside == [tmp_path]
    QTest.keyClick(gone, Qt.Key.Key_Space)  # Enter decides nothing
    assert REFUSED not in {page.number for page in room.session.case.pages}
    assert room.check.isVisible()
    assert room.check.primary.text() == "去看第 1 条"  # at once: nothing leads to what is gone
    assert REFUSED not in {finding.page for finding in room.judge.evaluation.findings}
    QTest.keyClick(room.check.primary, Qt.Key.Key_F)
    assert asked == [REFUSED, REFUSED]


def test_ctrl_e_on_a_section_without_a_place_is_a_sentence(qtbot: QtBot, room: Room) -> None:
    bare = next(section for section in room.session.notice.sections if not section.slots)
    room.workspace.show_key(bare.id)
    with qtbot.waitSignal(room.workspace.acts.refused) as told:
        QTest.keyClick(room.workspace, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert bare.title in told.args[0]
    assert room.workspace.isVisible()
    room.workspace.show_slot(SLOT)
    told_more: list[str] = []
    room.workspace.acts.refused.connect(told_more.append)
    room.workspace.export_here()
    assert not told_more


def test_the_bar_counts_complete_sections_and_leaves_a_return_to_the_path(room: Room) -> None:
    bar = room.workspace.bar
    assert "栏中" in bar.subtitle.accessibleName()
    assert not bar._days.isHidden()
    session = room.session
    at = session.moment - timedelta(hours=1)
    returned = replace(session.case, rounds=(Round(at, Who.REVIEW_COMMITTEE),))
    session.act(returned)
    bar.refresh_days()
    assert bar._days.isHidden()
