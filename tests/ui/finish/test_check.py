"""The final check: its rows and their buttons, what may stand, and what it says with all others."""

from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.ui.conftest import OTHER_SLOT, SLOT, Press, confirm_pages, focused, there, until
from zcdesk.cases.acts import noting
from zcdesk.cases.acts.asked import Turned
from zcdesk.cases.acts.noting import limit_files
from zcdesk.cases.acts.table import TURN
from zcdesk.cases.file_limits import Arrangement, FileLimit
from zcdesk.cases.upload_route import Route
from zcdesk.checks.states import UNFINISHED, CaseFinding, State
from zcdesk.findings import error, info, warning
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.case.section_area import UNSORTED
from zcdesk.ui.case.slot_card import SlotCard
from zcdesk.ui.finish import check_page
from zcdesk.ui.finish.export_part import WHOLE, ExportPart
from zcdesk.ui.finish.let_stand import LetStand, Stood
from zcdesk.ui.finish.refused_row import refused_file
from zcdesk.ui.frame.limit_dialog import LimitDialog, limit_words
from zcdesk.ui.frame.mending_page import act_words, mended_at
from zcdesk.ui.intake import taking_in
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.look.text import Label
from zcdesk.ui.words.finding_row import FindingRow
from zcdesk.ui.words.states import Chip, asks_to_act, slot_look, standing_look
from zcdesk.workflow.package.exporting import PackageDone
from zcdesk.workflow.path.stops import Stop


def _rows(room: Room) -> list[FindingRow]:
    return [row for row in room.check.findChildren(FindingRow) if row.isVisible()]


@pytest.mark.slow
def test_each_row_says_by_its_button_what_is_to_be_done_and_enter_leads_there(room: Room) -> None:
    room.router.go(At("check"))
    until(lambda: not room.judge._running and len(_rows(room)) > 5)
    rows = _rows(room)
    buttons = [row.findChildren(Button) for row in rows]
    assert all(len(found) == 1 for found in buttons)
    assert {row.focusPolicy() for row in rows} == {Qt.FocusPolicy.NoFocus}
    assert {found[0].text() for found in buttons} >= {"看这一页", "去放材料"}
    looks = next(found[0] for found in buttons if found[0].text() == "看这一页")
    looks.setFocus()
    QTest.keyClick(looks, Qt.Key.Key_Return)
    assert room.review.isVisible()


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (CaseFinding(error("check.missing"), slot="diploma"), "去放材料"),
        (CaseFinding(warning("check.years_unseen"), slot="diploma"), "放入文件…"),
        (CaseFinding(warning("check.pages_unconfirmed"), slot="diploma"), "去复核"),
        (CaseFinding(warning("check.fact_unanswered"), slot="diploma"), "去回答"),
        (CaseFinding(info("check.photo_kept"), slot="diploma"), "看这一栏"),
        (CaseFinding(error("check.name"), slot="diploma", page=3), "看这一页"),
        (CaseFinding(error("check.text"), slot="x", field="x"), "去填写"),
        (CaseFinding(warning("check.closed")), "看原话"),
    ],
)
def test_a_button_is_named_after_what_it_leads_to(finding: CaseFinding, words: str) -> None:
    assert act_words(finding) == words


@pytest.mark.nightly
def test_a_page_that_lies_is_named_and_stood_upright_from_its_row(room: Room) -> None:
    session = room.session
    session.do(TURN, Turned(1, 90), "")
    until(lambda: session.case.page(1).upright_turn == 270)
    room.router.go(At("check"))
    until(lambda: any(map(_stands, _rows(room))))
    next(filter(None, map(_stands, _rows(room)))).click()
    until(lambda: session.case.page(1).upright_turn == 0)


def _stands(row: FindingRow) -> Button | None:
    buttons = row.findChildren(Button)
    return next((button for button in buttons if button.text() == "转正"), None)


@pytest.mark.slow
def test_the_check_is_printed_with_a_box_before_each_thing_to_do(
    room: Room, tmp_path: Path, outside: list[Path]
) -> None:
    preferences().set(package_folder=str(tmp_path))
    room.router.go(At("check"))
    room.check.paper.click()
    until(lambda: bool(outside))
    with pymupdf.open(outside[0]) as paper:
        text = "".join(page.get_text() for page in paper)
    assert text.count("□") == len(room.check._open) > 5
    assert "沈知遥" not in text


def visible(room: Room) -> list[FindingRow]:
    return [row for row in room.check.findChildren(FindingRow) if row.isVisible()]


def place(room: Room, row: FindingRow) -> tuple[int, int]:
    corner = row.mapTo(room.check, row.rect().topLeft())
    return corner.x(), corner.y()


def shown(room: Room) -> list[CaseFinding]:
    """Open the check and return the findings in the order of their rows."""
    room.router.go(At("check"))
    until(lambda: not room.judge._running and len(visible(room)) > 5)
    until(
        lambda: len({place(room, row) for row in visible(room)}) == len(visible(room)),
        timeout=5_000,
    )
    found = sorted(visible(room), key=lambda row: place(room, row))
    return [row._finding for row in found if row._finding.to_do]


def test_the_filled_button_goes_to_the_row_that_stands_first(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = shown(room)
    assert len({row.section for row in rows}) > 1
    assert rows[: len(room.check._open)] == room.check._open
    gone: list[At] = []
    asked: list[QWidget] = []
    monkeypatch.setattr(check_page, "go", lambda _page, at: gone.append(at))

    def none_chosen(over: QWidget, _take: object) -> None:
        asked.append(over)

    monkeypatch.setattr(taking_in, "ask_for_scans", none_chosen)
    room.check.primary.click()
    refused = refused_file(room.session.case, rows[0]) is not None
    assert len(asked) == refused  # a file in its place is asked for here
    assert gone == ([] if refused else [mended_at(rows[0])])


@pytest.mark.nightly
def test_head_path_and_rows_have_one_number(room: Room) -> None:
    confirm_pages(room, 1, 2)
    shown(room)
    until(lambda: not room.judge._running and not room.judge._again)
    room.check.refresh()
    pledge = room.session.notice.pledge is not None
    rows = len(room.check._open) + pledge
    counted = room.view.path.path.of(Stop.CHECK).count.number
    heads = [one.accessibleName() for one in room.check.findChildren(Label)]
    assert rows == counted == room.check.turns
    assert str(rows) in heads
    assert str(len(room.check._awaited)) in heads
    assert room.check.partial.text() == "先导出 2 页"
    there(room.check.truthful).click()
    assert room.check.turns == rows - pledge


@pytest.mark.slow
def test_one_reason_lets_all_chosen_rows_stand_as_one_act(room: Room) -> None:
    shown(room)
    able = [one for one in room.check._open if one.may_stand]
    assert len(able) > 1
    room.check._take_several()
    together = there(room.check.together)
    until(together.isVisible)
    assert not together.done.isVisible()
    boxes = list(together.boxes.values())
    QTest.mouseClick(boxes[0], Qt.MouseButton.LeftButton)
    assert together.done.isVisible()
    assert not together.done.isEnabled()
    together._choose_all(True)
    assert all(box.isChecked() for box in boxes)
    room.check.refresh()  # the case is judged again while she writes
    together = there(room.check.together)
    together.reason.setText("都已问过人社局")
    steps = room.session.steps
    together.done.click()
    assert room.session.steps == steps + 1
    assert {waiver.reason for waiver in room.session.case.waivers} == {"都已问过人社局"}
    assert len(room.session.case.waivers) == len(able)
    room.session.undo()
    assert not room.session.case.waivers


def judged(room: Room) -> None:
    until(lambda: not room.judge._running)


@pytest.mark.nightly
def test_a_warning_stands_with_a_reason_and_is_taken_back(room: Room) -> None:
    room.router.go(At("check"))
    judged(room)
    before, left = room.session.case, len(room.check._open)
    assert not room.check.findChildren(LetStand)
    room.check._ask_reason(next(one for one in room.check._open if one.may_stand))
    first = room.check.findChildren(LetStand)[0]
    until(first.reason.hasFocus)
    assert not first.done.isEnabled()
    QTest.keyClicks(first.reason, "ok")
    room.check.refresh()  # made anew while she types: the words stay
    asked = next(row for row in room.check.findChildren(LetStand) if row.reason.text() == "ok")
    QTest.keyClick(asked.done, Qt.Key.Key_Return)
    assert room.session.case == before  # Enter decides nothing
    QTest.mouseClick(asked.done, Qt.MouseButton.LeftButton)
    assert [one.reason for one in room.session.case.waivers] == ["ok"]
    until(lambda: len(room.check._open) == left - 1)

    room.check._fold()

    def standing() -> list[Stood]:
        return [one for one in room.check.findChildren(Stood) if one.isVisible()]

    until(lambda: len(standing()) == 1)
    room.session.undo()
    assert room.session.case == before
    room.session.redo()
    until(lambda: len(standing()) == 1)
    standing()[0].findChildren(Button)[0].click()
    assert room.session.case == before


def test_only_what_a_person_can_see_for_herself_may_stand() -> None:
    assert CaseFinding(warning("check.no_signature_seen")).may_stand
    assert not CaseFinding(warning("check.pages_unconfirmed")).may_stand
    assert not CaseFinding(warning("check.questions_open")).may_stand
    assert not CaseFinding(error("check.no_signature_seen")).may_stand
    assert not CaseFinding(info("check.no_signature_seen")).may_stand
    assert not CaseFinding(warning("check.no_signature_seen"), waived="seen").may_stand


FINISHED = {slot_look(state).word for state in State if state not in UNFINISHED}
PRACTICE = "practice"
"""A section with a field that the notice does not let stand empty."""


def settle(room: Room) -> None:
    until(lambda: not room.judge._running and not room.judge._again)


def rows_of(room: Room) -> list[str]:
    return [row.accessibleName() for row in room.check.findChildren(FindingRow)]


@pytest.mark.nightly
def test_every_section_has_one_state_in_list_head_and_check(room: Room) -> None:
    settle(room)
    room.router.go(At("check"))
    told = {one.section for one in room.judge.evaluation.to_do}
    room.router.go(At("sections"))
    tails = {row.key: row.tail for row in room.workspace.list.rows}
    for section in room.judge.evaluation.sections:
        room.workspace.show_key(section.id)
        area = room.workspace.area
        assert isinstance(area._chip, Chip)
        if not asks_to_act(section):
            assert not tails[section.id]
            assert area._chip.isHidden()
            continue
        assert tails[section.id].startswith(standing_look(section).word), section.id
        assert area._chip.accessibleName().startswith(standing_look(section).word)
        shown = [row for row in area.findChildren(FindingRow) if row.isVisibleTo(area)]
        if shown:
            assert tails[section.id] not in FINISHED, section.id
            assert section.id in told


def test_a_field_that_nobody_wrote_reads_the_same_in_its_card_and_in_the_check(room: Room) -> None:
    settle(room)
    room.workspace.show_key(PRACTICE)
    card = room.workspace.area.texts[PRACTICE]
    (row,) = card.findChildren(FindingRow)
    assert "没有在这里填写" in row.accessibleName()
    room.router.go(At("check"))
    assert row.accessibleName() in rows_of(room)
    finding = next(one for one in room.judge.evaluation.to_do if one.field == PRACTICE)
    room.check._go(finding)
    assert room.workspace.key == PRACTICE
    assert card.editor.hasFocus()
    room.session.act(noting.write_text(room.session.case, PRACTICE, "无"))
    until(lambda: not any(one.field == PRACTICE for one in room.judge.evaluation.to_do))


@pytest.mark.slow
def test_open_questions_and_loose_pages_are_tasks_that_lead_where_they_are_done(room: Room) -> None:
    settle(room)
    room.router.go(At("check"))
    told = "\n".join(rows_of(room))
    assert "个问题没有回答" in told
    assert "没有归到栏目里" in told
    found = {one.code: one for one in room.judge.evaluation.to_do}
    room.check._go(found["check.questions_open"])
    assert room.interview.isVisible()
    room.router.go(At("check"))
    room.check._go(found["check.pages_unsorted"])
    assert room.workspace.isVisible()
    assert room.workspace.key == UNSORTED


def opened() -> LimitDialog:
    """Return the question that stands in front, with the keyboard."""

    def in_front() -> bool:
        dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
        return isinstance(dialog, LimitDialog) and focus is not None and dialog.isAncestorOf(focus)

    until(in_front)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LimitDialog)
    return dialog


def write(text: str) -> None:
    """Type where the keyboard is, over what stands there."""
    focus = focused(QWidget)
    QTest.keyClicks(focus, text)


def card_of(room: Room, slot: str) -> SlotCard:
    room.workspace.show_slot(slot)
    return room.workspace.area.cards[slot]


@pytest.mark.slow
def test_a_limit_is_entered_at_the_slot_by_keys_and_undone(room: Room, press: Press) -> None:
    card = card_of(room, SLOT)
    card.more.setFocus()
    told: list[str] = []
    room.session.told.connect(told.append)
    press(Qt.Key.Key_Space)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(card.more.acts, key)
    dialog = opened()
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
def test_what_is_known_stands_there_and_escape_changes_nothing(room: Room, press: Press) -> None:
    room.workspace.acts.enter_limit("")
    dialog = opened()
    write("800")
    press(Qt.Key.Key_Return)
    assert room.session.case.limits == (FileLimit("", 800_000),)
    until(lambda: QApplication.activeModalWidget() is None)
    card = card_of(room, SLOT)
    assert "所有位置" in card.limit.accessibleName()
    before = room.session.case
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        card.refused.trigger()
        dialog = opened()
        assert dialog.kilobytes.text() == "800"
        if key == Qt.Key.Key_Escape:
            write("7")
        press(key)
        assert room.session.case is before
        until(lambda: QApplication.activeModalWidget() is None)
    room.workspace.acts.enter_limit("")
    dialog = opened()
    dialog.clear.click()
    dialog.agree.click()
    assert not room.session.case.limits


def test_what_was_typed_stays_when_it_is_meant_for_every_slot(room: Room) -> None:
    card_of(room, SLOT).refused.trigger()
    dialog = opened()
    dialog.pictures.insert("３")  # as an input method writes it
    dialog.where.setCurrentIndex(0)
    dialog.agree.click()
    assert room.session.case.limits == (FileLimit("", most_pictures=3),)


def asked_to_export(room: Room) -> ExportPart:
    room.route._choose(Route.COVERED)
    confirm_pages(room, 1, 3)
    room.router.go(At("export", part=WHOLE))
    return room.export


def exported(export: ExportPart, folder: Path) -> PackageDone:
    before = export.result.done
    export.put_into(folder)
    there(export.step)[1]()
    until(lambda: export.result.done is not before)
    until(lambda: not export._job.busy)  # until then another press does nothing
    return there(export.result.done)


def words_of(widget: QWidget) -> str:
    return " ".join(label.accessibleName() for label in widget.findChildren(QLabel))


def sides(package: Path) -> Iterator[int]:
    for path in sorted(package.rglob("*.jpg")):
        with Image.open(path) as picture:
            yield max(picture.size)


@pytest.mark.nightly
def test_after_a_refusal_only_that_slots_pictures_are_made(room: Room, tmp_path: Path) -> None:
    export = asked_to_export(room)
    first = exported(export, tmp_path / "一")
    assert first.exported == 2
    whole = max(sides(first.folder))
    export.result.ask_limit()
    dialog = opened()
    dialog.where.setCurrentIndex(dialog.where.findData(SLOT))
    dialog.pixels.setText(str(whole * 9 // 10))
    told: list[str] = []
    room.session.told.connect(told.append)
    dialog.agree.click()
    assert "改过的图片" in told[-1]
    export.ask("")
    export.changes.setChecked(True)
    second = exported(export, tmp_path / "二")
    assert second.exported == 1
    assert list(sides(second.folder)) == [whole * 9 // 10]
    assert "删除后改传 1 张" in words_of(export.result)
    assert "只删除" not in words_of(export.result)


@pytest.mark.nightly
def test_a_picture_only_to_be_deleted_is_named_after_changes(room: Room, tmp_path: Path) -> None:
    export = asked_to_export(room)
    exported(export, tmp_path / "一")
    assert "平台上要做的" not in words_of(export.result)
    sent = next(file for file in room.session.case.deliveries[-1].files if file.page == 1)
    room.workspace.acts.remove((1,))
    room.session.act(limit_files(room.session.case, FileLimit(OTHER_SLOT, most_pixels=1200)))
    export.ask("")
    export.changes.setChecked(True)
    done = exported(export, tmp_path / "二")
    assert len(done.differences) == 2
    assert "只删除 1 张" in words_of(export.result)
    assert sent.name.partition("/")[2] in words_of(export.result)
