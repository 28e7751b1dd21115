"""A notice from its text to a profile that can be chosen, by keys alone, and then walked with."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.notices.editing.texts import LIBRARY, RIVER
from tests.ui.drawn import draw_page
from zcdesk.cli.app import run
from zcdesk.notices.editing.draft import DemandMark, Draft
from zcdesk.notices.editing.keeping import kept_drafts, opened
from zcdesk.notices.editing.questions import questions
from zcdesk.notices.files.loading import load_notice, notice_text, user_folder
from zcdesk.notices.files.packing import packed
from zcdesk.notices.files.parsing import parse_profile, read_profile
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.sentences.proposals import Topic
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.keys.router import At
from zcdesk.ui.notice.notice_room import NoticeRoom
from zcdesk.ui.notice.sheet import TRY
from zcdesk.workflow.tasks.notice_four import Four

READING = 120_000
Keys = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier

MOST_KEYS, MOST_DECISIONS = 100, 30


@pytest.fixture(autouse=True)
def _without_own_notices() -> Iterator[None]:
    shutil.rmtree(user_folder(), ignore_errors=True)
    yield
    shutil.rmtree(user_folder(), ignore_errors=True)


class Clerk:
    """Presses keys and counts them."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._qtbot, self.window, self.keys = qtbot, window, 0

    @property
    def room(self) -> NoticeRoom:
        return self.window.notices.room

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        focus = QApplication.focusWidget() or self.window
        QTest.keyClick(focus, key, modifiers or Qt.KeyboardModifier.NoModifier)
        self.keys += 1

    def type(self, words: str) -> None:
        """Write into the line in which the keyboard is; each letter is a key."""
        line = QApplication.focusWidget()
        assert isinstance(line, QLineEdit)
        line.selectAll()
        line.insert(words)
        self.keys += len(words)

    def settle(self) -> None:
        """Wait until the profile is worked out and everything is on the disk."""
        self._qtbot.waitUntil(
            lambda: self.room.work.idle and not self.room.editor._pause.isActive(), timeout=READING
        )

    def begin(self, text: str, *, tables: bool = True) -> None:
        """Paste a text and begin, with the tables or the four sentences."""
        self.window.show_start()
        assert self.window.start.primary.text() == "我的通知"  # all of the shipped ones are over
        self.press(Keys.Key_Return)
        QGuiApplication.clipboard().setText(text)
        self.press(Keys.Key_V, CONTROL)
        self.room.intake.primary.setFocus()
        self.press(Keys.Key_Return)
        editor = self.room.editor
        self._qtbot.waitUntil(lambda: editor.steps is not None, timeout=READING)
        self.settle()
        if tables:
            self.press(Keys.Key_T)

    def agree(self) -> Notice:
        """Agree to the four sentences, each day chosen, and return the notice."""
        four, notice_id = self.room.four, self.room.editor.draft.notice_id
        for _ in Four:
            said = four.row.said
            if len(said.days) > 1:
                self.press(Keys.Key_1)  # nothing is preset
                assert four.row.said is said
                self.press(Keys.Key_Right)
            self.press(Keys.Key_3 if said.silent else Keys.Key_1)
        self.press(Keys.Key_F)
        self._qtbot.waitUntil(lambda: self.window.start.chosen == notice_id, timeout=READING)
        return load_notice(notice_id)

    def answer_everything(self) -> None:
        """Take what is found, and the first ready answer of what matters; wave policy through."""
        editor = self.room.editor
        for _ in range(MOST_KEYS):
            one = editor.question
            if one is None:
                self.settle()
                if not questions(editor.draft):
                    return
                self.press(Keys.Key_F)
            elif one.asked is None:
                self.press(Keys.Key_4 if one.silent else Keys.Key_1)
            elif one.asked.urgent or one.topic is Topic.COVERING:
                self.press(Keys.Key_1)
            else:
                self.press(Keys.Key_X)
        raise AssertionError("questions without end")

    def finish(self) -> Notice:
        """Look at the three people, keep the profile, and return it."""
        self.press(Keys.Key_F)
        assert self.room.editor.topic == TRY
        self.settle()
        notice_id = self.room.editor.draft.notice_id
        self.room.editor.primary.setFocus()
        self.press(Keys.Key_Space)
        self._qtbot.waitUntil(lambda: self.window.start.chosen == notice_id, timeout=READING)
        return load_notice(notice_id)


@pytest.fixture
def clerk(qtbot: QtBot, window: MainWindow) -> Clerk:
    return Clerk(qtbot, window)


PAPERS = {
    RIVER: ("身份证", "学历证书", "职称证书", "考核表", "工程业绩证明", "工作总结", "代表作",
            "推荐信", "获奖证书", "荣誉证书", "评审表"),
    LIBRARY: ("身份证", "毕业证书", "学位证书", "学信网查询结果", "聘用合同", "聘任文件",
              "继续教育证明", "论文", "著作", "结题报告", "破格申报表", "诚信承诺书"),
}  # fmt: skip


def test_a_sentence_is_put_aside_in_ones_own_words_and_a_telephone_is_written_by_hand(
    clerk: Clerk, qtbot: QtBot
) -> None:
    clerk.begin(RIVER + "九、各科室传阅。\n十、问文博科，内线八二一六。\n")
    editor = clerk.room.editor
    while editor.question is None or editor.question.asked is None:
        clerk.press(Keys.Key_F)
    aside = editor.question.asked
    clerk.press(Keys.Key_R)
    clerk.type("县里另有文件，问过人社局")
    clerk.press(Keys.Key_Return)
    assert editor.draft.reasons == {aside.key: "县里另有文件，问过人社局"}
    editor.show_topic(Topic.WHERE)
    clerk.press(Keys.Key_Insert, Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(one for one in menu.actions() if one.text() == "联系方式").trigger()
    menu.close()
    grid = editor.sheet.found
    row = grid.currentIndex().row()
    for column, words in ((2, "文博科"), (3, "八二一六"), (4, "内线八二一六")):
        grid.grid.setData(grid.grid.index(row, column), words)
    clerk.settle()
    assert editor.worked is not None
    assert editor.worked.refused == {}
    made = parse_profile(editor.worked.profile.encode(), "x.yaml")
    assert ("文博科", "八二一六") in [(one.title, one.value) for one in made.contacts]
    assert "县里另有文件，问过人社局" in [one.reason for one in made.committee_rules]
    grid.grid.setData(grid.grid.index(row, 4), "内线无人")
    clerk.settle()
    assert grid.grid.lines[row].cells[5].startswith("“内线无人”不在")


@pytest.mark.parametrize("text", [RIVER, LIBRARY], ids=["river", "library"])
def test_a_clerk_makes_a_profile_by_keys_and_a_case_of_it_is_walked_to_its_pictures(
    clerk: Clerk, text: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    clerk.begin(text, tables=False)
    notice = clerk.agree()
    decisions = clerk.room.editor.decisions
    assert clerk.keys <= MOST_KEYS
    assert decisions <= MOST_DECISIONS
    asked = [slot.title for slot in notice.slots()]
    asked += [one.title for one in notice.papers] if isinstance(notice.papers, tuple) else []
    assert not [name for name in PAPERS[text] if not any(name in title for title in asked)]
    left = [entry for entry in notice.statements if entry.inferred]
    assert all(entry.at for entry in left)  # each is told at its step
    record_property("figure", f"{clerk.keys} keys, {decisions} decisions, {len(left)} open")

    slot = next(one for one in notice.slots() if "业绩" in one.title or "结题" in one.title)
    lines = ("工程业绩证明", "沈知遥同志参加清河灌区改造。", "特此证明。")
    scan = draw_page(tmp_path / "1.jpg", lines)
    facts, case = tmp_path / "facts.yaml", tmp_path / "甲.zcase"
    facts.write_text("name: 沈知遥\nemployer: 清河市水利工程处\n", encoding="utf-8")
    new = ["case", "new", str(case), "--notice", notice.id, "--facts", str(facts)]
    assert run(new) in (0, 1)
    assert run(["case", "add", str(case), slot.id, str(scan)]) in (0, 1)
    given, out = tmp_path / "given.json", tmp_path / "成品"
    given.write_text('{"schema": 1, "by_hand": [1], "confirm_sure": true}', encoding="utf-8")
    assert run(["case", "decide", str(case), str(given)]) in (0, 1)
    export = ["case", "export", str(case), "--slot", slot.id, "--out", str(out), "--confirm-truth"]
    run([*export, "--route", "covered"])
    assert list(out.rglob("*.jpg"))


def test_the_draft_is_on_the_disk_after_every_act_and_every_act_is_undone(
    qtbot: QtBot, clerk: Clerk
) -> None:
    clerk.begin(RIVER)
    editor = clerk.room.editor
    first = editor.draft
    clerk.press(Keys.Key_1)
    clerk.settle()
    (path,) = kept_drafts()
    kept = opened(path)
    assert kept.looked == {Topic.WHEN}
    assert kept.answers == editor.draft.answers
    clerk.press(Keys.Key_Z, CONTROL)
    clerk.settle()
    assert editor.draft == first
    assert opened(path) == first
    clerk.press(Keys.Key_Y, CONTROL)
    assert editor.draft.looked == {Topic.WHEN}


def test_cells_are_typed_ticked_pasted_and_removed_by_keys(qtbot: QtBot, clerk: Clerk) -> None:
    clerk.begin(RIVER)
    editor = clerk.room.editor
    editor.show_topic(Topic.PAPERS)
    table, count = editor.sheet.papers, len(editor.draft.papers)
    table.setFocus()
    table.setCurrentIndex(table.grid.index(0, 0))
    assert not table.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    clerk.press(Keys.Key_Return)
    clerk.type("身份证正反面")
    clerk.press(Keys.Key_Return)
    qtbot.waitUntil(lambda: editor.draft.papers[0].title == "身份证正反面")
    table.setFocus()
    table.setCurrentIndex(table.grid.index(0, 2))
    clerk.press(Keys.Key_Space)
    assert editor.draft.papers[0].marks == (
        DemandMark.MAY,
        DemandMark.MUST,
        DemandMark.MUST,
        DemandMark.MUST,
    )
    clerk.press(Keys.Key_Delete)
    assert len(editor.draft.papers) == count - 1
    QGuiApplication.clipboard().setText("材料\t栏目\t初级\t高级\n合同\t其他\t√\t—\n")
    clerk.press(Keys.Key_V, CONTROL)
    assert editor.draft.papers[-1].title == "合同"
    assert editor.draft.papers[-1].marks == (
        DemandMark.MUST,
        DemandMark.MUST,
        DemandMark.NO,
        DemandMark.NO,
    )
    clerk.press(Keys.Key_1)  # the digit is the page's, in the table too
    assert Topic.PAPERS in editor.draft.looked


def test_a_time_that_is_none_is_told_and_changes_nothing(clerk: Clerk) -> None:
    clerk.begin(RIVER)
    editor = clerk.room.editor
    before = editor.draft
    editor.sheet.spans.typed.emit(0, 2, "月底")
    assert "月底" in editor._said.text()
    assert editor.draft == before
    editor.sheet.spans.typed.emit(0, 2, "6月5日")
    editor.sheet.spans.typed.emit(0, 3, "18：00")
    assert str(editor.draft.spans[0].end) == "2027-06-05"
    assert editor.draft.spans[0].hour == "18:00"


def test_a_click_and_a_drag_tick_several_rows(clerk: Clerk) -> None:
    clerk.begin(RIVER)
    editor = clerk.room.editor
    editor.show_topic(Topic.PAPERS)
    table = editor.sheet.papers
    box = table.visualRect(table.grid.index(0, 3)).center()
    last = table.visualRect(table.grid.index(2, 3)).center()
    viewport = table.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=box)
    QTest.mouseMove(viewport, table.visualRect(table.grid.index(1, 3)).center())
    QTest.mouseMove(viewport, last)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=last)
    assert [one.marks[1] for one in editor.draft.papers[:3]] == [DemandMark.MAY] * 3


def test_a_scanned_notice_is_read_page_by_page_and_can_be_stopped(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    scan = draw_page(tmp_path / "通知.jpg", RIVER.splitlines()[:12], size=(1400, 1414))
    told = QMimeData()
    told.setUrls([QUrl.fromLocalFile(str(scan))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(40, 40), Qt.DropAction.CopyAction, told, left, none)
    window.start.dropEvent(event)
    room = window.notices.room
    intake, editor = room.intake, room.editor
    qtbot.waitUntil(room.four.isVisible, timeout=READING)  # straight to the four sentences
    assert "2027年5月10日" in "".join("".join(editor.draft.text).split())
    editor.steps = None
    window.router.go(At("notice"))
    intake.year.setText("2027")
    intake.year.setFocus()
    QTest.keyClick(intake.year, Qt.Key.Key_Return)
    assert intake.words.hasFocus()  # the button beside it was pressed, and asks for the text
    window.notices.read((scan, scan))
    assert intake.cancel.isVisible()
    intake.cancel.click()
    assert not intake.cancel.isVisible()
    qtbot.waitUntil(lambda: window.notices.room.work.idle, timeout=READING)
    assert intake.words.toPlainText() == ""


def test_the_profile_is_handed_on_as_one_file_that_the_command_takes(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk.begin(LIBRARY)
    place = tmp_path / "交给别人.yaml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(place), ""))
    clerk.press(Keys.Key_E, CONTROL)
    assert read_profile(place).text
    assert run(["notice", "add", str(place)]) == 0
    (draft,) = kept_drafts()
    made = tmp_path / "做成.yaml"
    assert run(["notice", "finish", str(draft), "--out", str(made)]) == 1  # sentences are open
    assert packed(made.read_text("utf-8"), {}) == place.read_text("utf-8")


def test_a_draft_of_the_command_is_gone_on_with_in_the_window(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    text, draft = tmp_path / "通知.txt", tmp_path / "某馆.draft.json"
    text.write_text(LIBRARY, encoding="utf-8")
    assert run(["notice", "draft", str(text), "--out", str(draft)]) == 1
    window.notices.read((draft,))
    editor = window.notices.room.editor
    qtbot.waitUntil(lambda: editor.steps is not None, timeout=READING)
    assert editor.draft == opened(draft)


def test_an_older_notice_fills_the_draft_and_stands_beside_it(
    qtbot: QtBot, window: MainWindow, clerk: Clerk
) -> None:
    window.router.go(At("notice"))
    intake, editor = clerk.room.intake, clerk.room.editor
    old = load_notice("urumqi-private-2025")
    text = "\n".join(notice_text(old)).replace("2025", "2027")
    more = "（八）评审费：每人260元，须在平台缴纳。\n工作要求"
    intake.words.setPlainText(text.replace("工作要求", more, 1))
    intake.older.setCurrentIndex(intake.older.findData(old.id))
    intake.primary.click()
    qtbot.waitUntil(lambda: editor.steps is not None, timeout=READING)
    clerk.settle()
    clerk.press(Keys.Key_T)
    before = sum(not one.taken for one in editor.draft.carried)
    assert 0 < before < len(editor.draft.carried) / 2
    editor.show_topic(Topic.WHEN)
    table = editor.sheet.carried
    assert table.isVisible()
    assert "2025" in table.grid.lines[0].cells[3]
    table.setFocus()
    table.setCurrentIndex(table.grid.index(0, 0))
    clerk.press(Keys.Key_Space)
    assert sum(not one.taken for one in editor.draft.carried) == before - 1
    clerk.press(Keys.Key_Z, CONTROL)
    assert sum(not one.taken for one in editor.draft.carried) == before
    fee = next(one for one in questions(editor.draft) if one.asked and "260元" in one.asked.words)
    editor._question = fee
    editor.refresh()
    assert any("260元" in one for one in texts_of(editor.card))
    clerk.answer_everything()
    clerk.settle()
    clerk.room._finish()
    qtbot.waitUntil(lambda: editor.steps is None, timeout=READING)
    made = load_notice(window.start.chosen)
    assert made.year == 2027
    assert {slot.id for slot in old.slots()} <= {slot.id for slot in made.slots()}
    assert made.terms[0].workdays == old.terms[0].workdays


def texts_of(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def test_too_little_text_and_a_text_without_a_year_are_told(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.router.go(At("notice"))
    room = window.notices.room
    room.intake.primary.click()
    assert "全文" in room.intake._said.text()
    room.intake.words.setPlainText("关于职称评审的通知\n一、申报材料。上传身份证。\n" * 5)

    def answer(draft: Draft) -> None:  # at once, while what has told it is not quite at its end
        if not draft.year:
            assert "年度" in room.intake._said.text()
            room.intake.year.setText("2027")
            room.intake.primary.click()

    room.work.begun.connect(answer)
    room.intake.primary.click()
    qtbot.waitUntil(lambda: room.editor.steps is not None, timeout=READING)
    assert room.editor.draft.year == 2027


def test_closing_right_after_an_act_writes_it_and_begins_nothing(
    qtbot: QtBot, window: MainWindow, clerk: Clerk
) -> None:
    clerk.begin(LIBRARY)
    clerk.press(Keys.Key_1)
    assert clerk.room.editor._pause.isActive()
    draft, work = clerk.room.editor.draft, clerk.room.work
    window.close()
    (path,) = kept_drafts()
    assert opened(path) == draft
    clerk.room.editor._pause.timeout.emit()
    assert work.idle
