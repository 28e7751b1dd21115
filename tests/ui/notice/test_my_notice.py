"""A notice from its text to a profile that can be chosen, by keys alone, and then walked with."""

import html
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu

from tests.notices.editing.texts import LIBRARY, RIVER
from tests.notices.made_notices import notice_of, text_of
from tests.setup.checkout import ROOT
from tests.ui.conftest import drop, focused, there, until
from tests.ui.drawn import draw_page
from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case
from zcdesk.checks.concerning.gathering import concerning
from zcdesk.checks.concerning.told import told_line
from zcdesk.checks.evaluating import evaluate
from zcdesk.cli.app import run
from zcdesk.export.papers.checklist import Reminders, checklist
from zcdesk.notices.editing.acts import DraftSteps
from zcdesk.notices.editing.building import built
from zcdesk.notices.editing.draft import TARGET_OF, TICKS, DemandMark, Draft, Span
from zcdesk.notices.editing.four_sentences import (
    Four,
    confirmed,
    four_of,
    looked_at,
    not_said,
    typed,
    with_the_rest,
)
from zcdesk.notices.editing.keeping import kept_drafts, opened
from zcdesk.notices.editing.reading import read
from zcdesk.notices.files.consistency import bare
from zcdesk.notices.files.loading import load_notice, notice_text, user_folder
from zcdesk.notices.files.own_examples import examples_file, kept
from zcdesk.notices.files.packing import packed
from zcdesk.notices.files.parsing import parse_profile, read_profile
from zcdesk.notices.profile.notice import Corrections, Notice
from zcdesk.notices.profile.slots import Need
from zcdesk.notices.profile.sources import NOT_STATED
from zcdesk.quantities.moments import BEIJING
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit import Button
from zcdesk.ui.notice.four_row import Row
from zcdesk.ui.notice.grid import Grid
from zcdesk.ui.notice.notice_room import NoticeRoom
from zcdesk.ui.notice.tables import ANSWERS, odd_about
from zcdesk.ui.words.notice_words import about_lines

pytestmark = pytest.mark.slow

Keys = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _without_own_notices() -> Iterator[None]:
    shutil.rmtree(user_folder(), ignore_errors=True)
    yield
    shutil.rmtree(user_folder(), ignore_errors=True)


class Clerk:
    """Presses keys and counts them."""

    def __init__(self, window: MainWindow) -> None:
        self.window, self.keys = window, 0

    @property
    def room(self) -> NoticeRoom:
        return self.window.notices

    @property
    def draft(self) -> Draft:
        return self.room.hand.draft

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        focus = QApplication.focusWidget() or self.window
        QTest.keyClick(focus, key, modifiers or Qt.KeyboardModifier.NoModifier)
        self.keys += 1

    def settle(self) -> None:
        """Wait until the profile is worked out and everything is on the disk."""
        until(lambda: self.room.work.idle and self.room.hand.settled)

    def begin(self, text: str, *, tables: bool = True) -> None:
        """Paste a text and begin, with the tables or the four sentences."""
        self.window.show_start()
        self.window.router.go(At("notice"))
        QGuiApplication.clipboard().setText(text)
        self.press(Keys.Key_V, CONTROL)
        self.room.intake.primary.setFocus()
        self.press(Keys.Key_Return)
        until(lambda: self.room.hand.steps is not None)
        self.settle()
        if tables:
            self.press(Keys.Key_T)

    def mark(self, table: str, row: int, column: int = 0) -> Grid:
        """Give the keyboard to a cell."""
        grid = self.room.tables.tables[table]
        grid.setFocus()
        grid.setCurrentIndex(grid.grid.index(row, column))
        return grid

    def agree(self, *papers: str) -> tuple[Notice, DraftSteps]:
        """Agree to all, each day chosen, and of what is read unsurely to some; return the notice,
        and what was done."""
        notice_id, four = self.draft.notice_id, self.room.four
        for row in four.rows:
            if len(row.said.days) > 1:
                self.press(Keys.Key_1)  # nothing is preset
                assert row.here
                self.press(Keys.Key_Right)
            self.press(Keys.Key_3 if row.said.silent else Keys.Key_1)
        for at, paper in enumerate(four.papers.papers[:9]):  # behind the ninth by Tab and Space
            if paper.title in papers:
                self.press(Qt.Key(Keys.Key_1 + at))
        self.press(Keys.Key_F)
        steps = there(self.room.hand.steps)
        until(lambda: self.window.start.chosen == notice_id)
        return load_notice(notice_id), steps


@pytest.fixture
def clerk(window: MainWindow) -> Clerk:
    return Clerk(window)


def offered(row: Row) -> list[str]:
    """Return the answers that a row offers now, once its buttons are shown."""
    QApplication.processEvents()
    return [one.text() for one in row.findChildren(Button) if one.key and one.isVisibleTo(row)]


def test_a_row_offers_what_it_takes_and_answered_shows_her_answer_alone(clerk: Clerk) -> None:
    clerk.begin(text_of("batches-letter"), tables=False)
    who, last, *_ = clerk.room.four.rows
    for row, key in ((who, Keys.Key_3), (last, Keys.Key_Right)):
        assert offered(row) == ["改", "通知没说"]
        clerk.press(Keys.Key_1)
        assert row._told.isVisibleTo(row)
        clerk.press(key)
        assert not row._told.isVisibleTo(row)
    assert offered(last) == ["对", "改", "通知没说"]
    clerk.press(Keys.Key_1)
    assert offered(last) == []
    clerk.press(Keys.Key_Up)
    assert offered(last) == ["改"]
    assert last.accessibleName().split("，")[1:] == ["2026年3月27日 星期五", "第一批填报"]


@pytest.mark.parametrize(("text", "titles", "told"), [
    (RIVER, "身份证 学历证书 职称证书 考核表 工程业绩证明 工作总结 代表作 推荐信 "
     "获奖证书 评审表", "荣誉证书"),
    (LIBRARY, "身份证 毕业证书 学位证书 学信网查询结果 聘用合同 聘任文件 继续教育证明 论文 著作 "
     "结题报告 破格申报表 诚信承诺书", ""),
    (text_of("university-tables"), "代表作", "项目结题证书"),
], ids=["river", "library", "tables"])  # fmt: skip
def test_few_keys_make_a_profile_and_unsure_papers_are_asked_once_as_one_list(
    clerk: Clerk, text: str, titles: str, told: str
) -> None:
    clerk.begin(text, tables=False)
    unsure = [paper.title for paper in clerk.room.four.papers.papers]
    papers = titles.split()
    notice, steps = clerk.agree(*papers)
    assert clerk.keys <= 10
    assert len(steps.before) == len(Four) + 1  # the list is one decision
    asked = {slot.title: slot.otherwise for slot in notice.slots()}
    listed = [one.title for one in notice.papers] if isinstance(notice.papers, tuple) else []
    assert not [name for name in papers if not any(name in title for title in (*asked, *listed))]
    assert asked.get("代表作", Need.REQUIRED) is Need.REQUIRED
    assert told in ("", *unsure)
    assert told not in asked
    left = [entry for entry in notice.statements if entry.inferred]
    assert any(told in one.quote for one in left)
    assert all(entry.at for entry in left)  # each is told at its step


def write(grid: Grid, row: int, **cells: str) -> None:
    """Write cells of a row, each by the title of its column."""
    places = {one.title: at for at, one in enumerate(grid.grid.columns)}
    for title, words in cells.items():
        grid.grid.setData(grid.grid.index(row, places[title]), words)


def lit(clerk: Clerk) -> str:
    """Return what is lit in the text beside the tables."""
    found = re.findall(r"<span style=.*?background-color:.*?>(.*?)</span>",
                       clerk.room.tables.text.toHtml(), re.DOTALL)  # fmt: skip
    return html.unescape("".join(found))


@pytest.mark.nightly
def test_a_telephone_that_no_reader_found_is_written_beside_its_sentence(clerk: Clerk) -> None:
    clerk.begin(RIVER + "九、各科室传阅。\n十、问文博科，内线八二一六。\n")
    grid = clerk.room.tables.tables["found"]
    clerk.mark("asked", next(
        at for at, one in enumerate(clerk.draft.asked) if "八二一六" in one.words))  # fmt: skip
    clerk.press(Keys.Key_Insert)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(one for one in menu.actions() if one.text() == "联系方式").trigger()
    menu.close()
    last = grid.currentIndex().row()
    assert last == len(clerk.draft.found) - 1
    assert "八二一六" in clerk.draft.found[last].quote  # the sentence that was marked
    write(grid, last, 名称="文博科", 值="八二一六")
    clerk.settle()
    worked = there(clerk.room.hand.worked)
    assert worked.refused == {}
    made = parse_profile(worked.profile.encode(), "x.yaml")
    assert ("文博科", "八二一六") in [(one.title, one.value) for one in made.contacts]
    write(grid, last, 原话="内线无人")
    clerk.settle()
    assert grid.grid.rows[last].cells[5].startswith("“内线无人”不在")


def test_what_a_sentence_is_goes_round_and_it_is_put_aside_in_own_words(clerk: Clerk) -> None:
    clerk.begin(RIVER)
    grid, one = clerk.mark("asked", 0), clerk.draft.asked[0]
    assert "".join(one.words.split()) in "".join(lit(clerk).split())
    clerk.press(Keys.Key_Space)
    assert clerk.draft.answers == {one.key: "tell"}
    for _ in ANSWERS:
        clerk.press(Keys.Key_Space)
    assert clerk.draft.answers == {}
    write(grid, 0, 放在一边的理由="县里另有文件，问过人社局")
    clerk.settle()
    assert clerk.draft.answers == {one.key: "not_mine"}
    worked = there(clerk.room.hand.worked)
    made = parse_profile(worked.profile.encode(), "x.yaml")
    assert "县里另有文件，问过人社局" in [rule.reason for rule in made.committee_rules]


def test_each_row_lights_its_own_sentence(clerk: Clerk) -> None:
    clerk.begin(RIVER)
    for name in ("papers", "spans"):
        for at, line in enumerate(clerk.room.tables.tables[name].grid.rows):
            clerk.mark(name, at, 1)
            assert "".join(line.quote.split()) in "".join(lit(clerk).split()), line


def test_days_in_the_past_and_steps_before_the_application_are_marked() -> None:
    mine = Span("个人申报", date(2027, 5, 10), date(2027, 6, 4))
    odd = {
        "past": mine, "before": Span("单位审核", None, date(2027, 5, 1), who="employer"),
        "backwards": Span("缴费", date(2027, 7, 1), date(2027, 6, 1)),
        "": Span("资历计算", None, date(2026, 12, 31), only_years=True),
    }  # fmt: skip
    draft = Draft("x", 2027, "", (), spans=tuple(odd.values()))
    assert [odd_about(one, draft, date(2027, 6, 5)) for one in draft.spans] == [*odd]
    assert odd_about(mine, draft, date(2027, 6, 4)) == ""


@pytest.mark.nightly
def test_the_draft_is_on_the_disk_after_every_act_and_every_act_is_undone(clerk: Clerk) -> None:
    clerk.begin(RIVER)
    first = clerk.draft
    clerk.mark("papers", 0)
    clerk.press(Keys.Key_Space)
    clerk.settle()
    (path,) = kept_drafts()
    assert opened(path).papers[0].sure is not first.papers[0].sure
    clerk.press(Keys.Key_Z, CONTROL)
    clerk.settle()
    assert clerk.draft == first
    assert opened(path) == first
    clerk.press(Keys.Key_Y, CONTROL)
    assert clerk.draft.papers[0].sure is not first.papers[0].sure


def test_cells_are_typed_ticked_pasted_and_removed_by_keys(clerk: Clerk) -> None:
    clerk.begin(RIVER)
    table, count = clerk.mark("papers", 0, 1), len(clerk.draft.papers)
    assert not table.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    clerk.press(Keys.Key_Return)
    focused(QLineEdit).setText("身份证正反面")
    clerk.press(Keys.Key_Return)
    until(lambda: clerk.draft.papers[0].title == "身份证正反面")
    clerk.mark("papers", 0, 3)
    clerk.press(Keys.Key_Space)
    must = DemandMark.MUST
    assert clerk.draft.papers[0].marks == (DemandMark.MAY, must, must, must)
    clerk.press(Keys.Key_Delete)
    assert len(clerk.draft.papers) == count - 1
    QGuiApplication.clipboard().setText("材料\t栏目\t初级\t高级\n合同\t其他\t√\t—\n")
    clerk.press(Keys.Key_V, CONTROL)
    assert clerk.draft.papers[-1].title == "合同"
    assert clerk.draft.papers[-1].marks == (must, must, DemandMark.NO, DemandMark.NO)
    clerk.press(Keys.Key_F)  # the letter is the page's, in the table too
    assert clerk.room.four.isVisible()


def test_tables_are_ticked_and_written_but_for_a_time_that_is_none(clerk: Clerk) -> None:
    clerk.begin(RIVER)
    table, grid = (clerk.room.tables.tables[name] for name in ("papers", "spans"))
    first, middle, last = (table.visualRect(table.grid.index(at, 4)).center() for at in range(3))
    QTest.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=first)
    for place in (middle, last):
        QTest.mouseMove(table.viewport(), place)
    QTest.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=last)
    assert [one.marks[1] for one in clerk.draft.papers[:3]] == [DemandMark.MAY] * 3
    before = clerk.draft
    write(grid, 0, 到="月底")
    assert "月底" in clerk.room.tables._said.text()
    assert clerk.draft == before
    write(grid, 0, 到="6月5日", 几点="18：00")
    assert (str(clerk.draft.spans[0].end), clerk.draft.spans[0].hour) == ("2027-06-05", "18:00")
    assert "name" in clerk.draft.covering.ticks
    grid = clerk.mark("covering", 0)
    clerk.press(Keys.Key_Space)
    assert "name" not in clerk.draft.covering.ticks
    write(grid, len(TICKS), 写明="基金号、股票代码")
    write(grid, len(TICKS) + 1, 写明="执业证")
    covering = clerk.draft.covering
    assert (covering.words, covering.exempt) == (("基金号", "股票代码"), ("执业证",))


@pytest.mark.nightly
def test_a_scanned_notice_is_read_by_page_and_stopped(window: MainWindow, tmp_path: Path) -> None:
    scan = draw_page(tmp_path / "通知.jpg", RIVER.splitlines()[:12], size=(1400, 1414))
    drop(window.start, scan)
    room = window.notices
    intake, hand = room.intake, room.hand
    until(room.four.isVisible)  # straight to the four sentences
    assert "2027年5月10日" in "".join("".join(hand.draft.text).split())
    hand.steps = None
    window.router.go(At("notice"))
    intake.year.setText("2027")
    intake.year.setFocus()
    QTest.keyClick(intake.year, Qt.Key.Key_Return)
    assert intake.words.hasFocus()  # the button beside it was pressed, and asks for the text
    window.notices.read((scan, scan))
    assert intake.cancel.isVisible()
    intake.cancel.click()
    assert not intake.cancel.isVisible()
    until(lambda: window.notices.work.idle)
    assert intake.words.toPlainText() == ""


@pytest.mark.nightly
def test_the_profile_is_handed_on_as_one_file_that_the_command_takes(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    examples_file().parent.mkdir(parents=True)
    examples_file().write_text("{}", "utf-8")
    clerk.begin(LIBRARY)
    assert "有 1 行例子" in clerk.room.four._said.text()
    write(clerk.room.tables.tables["papers"], 0, 材料="身份证正反面")
    clerk.settle()
    place = tmp_path / "交给别人.yaml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(place), ""))
    clerk.press(Keys.Key_E, CONTROL)
    assert read_profile(place).text
    assert run(["notice", "add", str(place)]) == 0
    (draft,) = kept_drafts()
    made = tmp_path / "做成.yaml"
    assert run(["notice", "finish", str(draft), "--out", str(made)]) == 1  # sentences are open
    learnt = kept().rows
    assert packed(made.read_text("utf-8"), {}, learnt) == place.read_text("utf-8")
    examples_file().unlink()
    clerk.press(Keys.Key_F)
    clerk.agree()
    assert kept().rows == learnt != ()


@pytest.mark.nightly
def test_a_draft_of_the_command_goes_on_in_the_window(window: MainWindow, tmp_path: Path) -> None:
    text, draft = tmp_path / "通知.txt", tmp_path / "某馆.draft.json"
    text.write_text(LIBRARY, encoding="utf-8")
    assert run(["notice", "draft", str(text), "--out", str(draft)]) == 1
    window.notices.read((draft,))
    hand = window.notices.hand
    until(lambda: hand.steps is not None)
    assert hand.draft == opened(draft)


@pytest.mark.nightly
def test_an_older_notice_fills_the_draft_beside_it(window: MainWindow, clerk: Clerk) -> None:
    window.router.go(At("notice"))
    intake, hand = clerk.room.intake, clerk.room.hand
    old = load_notice("urumqi-private-2025")
    text = "\n".join(notice_text(old)).replace("2025", "2027")
    more = "（八）评审费：每人260元，须在平台缴纳。\n工作要求"
    intake.words.setPlainText(text.replace("工作要求", more, 1))
    intake.older.setCurrentIndex(intake.older.findData(old.id))
    intake.primary.click()
    until(lambda: hand.steps is not None)
    clerk.settle()
    clerk.press(Keys.Key_T)
    before = sum(not one.taken for one in clerk.draft.carried)
    assert 0 < before < len(clerk.draft.carried) / 2
    table = clerk.room.tables.tables["carried"]
    row = next(at for at, one in enumerate(clerk.draft.carried) if not one.taken)
    assert "2025" in "".join(cell for line in table.grid.rows for cell in line.cells[3])
    clerk.mark("carried", row)
    clerk.press(Keys.Key_Space)
    assert sum(not one.taken for one in clerk.draft.carried) == before - 1
    clerk.press(Keys.Key_Z, CONTROL)
    assert sum(not one.taken for one in clerk.draft.carried) == before
    assert any("260元" in one.words for one in clerk.draft.asked)
    clerk.press(Keys.Key_Escape)
    clerk.agree()
    made = load_notice(window.start.chosen)
    assert made.year == 2027
    assert {slot.id for slot in old.slots()} <= {slot.id for slot in made.slots()}
    assert made.terms[0].workdays == old.terms[0].workdays


def test_too_little_text_and_a_text_without_a_year_are_told(window: MainWindow) -> None:
    window.router.go(At("notice"))
    room = window.notices
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
    until(lambda: room.hand.steps is not None)
    assert room.hand.draft.year == 2027


def test_closing_after_an_act_writes_it_begins_nothing(window: MainWindow, clerk: Clerk) -> None:
    clerk.begin(LIBRARY, tables=False)
    clerk.press(Keys.Key_1)
    hand, work = clerk.room.hand, clerk.room.work
    assert hand._pause.isActive()
    draft = hand.draft
    window.close()
    (path,) = kept_drafts()
    assert opened(path) == draft
    hand._pause.timeout.emit()
    assert work.idle


FOLDERS = (ROOT / "tests/notices/customs", ROOT.parent / "shared/notices-public")
TEXTS = {path.stem: path for folder in FOLDERS for path in sorted(folder.glob("*.txt"))}
"""Those of the house, and those beside the checkout where they are there."""

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=BEIJING)
WRITTEN = {
    Four.WHO: ("全区在册的手艺人",), Four.LAST: ("2027年9月11日 17:30",),
    Four.COVERED: ("本人姓名、基金号",), Four.RETURNS: ("3", "72小时"),
}  # fmt: skip


def answered(draft: Draft, how: str) -> Draft:
    """Return a draft whose four sentences were all answered one way."""
    draft = replace(draft, asked=built(draft).asked)
    for what, said in zip(Four, four_of(draft), strict=True):
        day = next(iter(said.days), None)
        if how == "typed":
            made = there(typed(draft, what, WRITTEN[what], day))
            draft = made
        else:
            deny = how == "denied" or said.silent
            draft = not_said(draft, what, day) if deny else confirmed(draft, what, day)
    return draft


def checklist_of(notice: Notice) -> str:
    """Return what the upload checklist of a case tells beside its pictures."""
    case = Case(notice.id, Applicant("沈知遥", "清河市水利工程处"), frozenset())
    told = concerning(notice, case)
    listed = checklist(notice, (), {}, reminders=Reminders(evaluate(notice, case, NOW).deadlines))
    deadlines = (f"{one.what} {one.at}" for one in listed.deadlines)
    return "\n".join((*map(told_line, told), *deadlines))


def lacking(notice: Notice, draft: Draft) -> Iterator[str]:
    """Yield which answers of a draft stand not in the profile, on the start page, on paper."""
    who, last, covered, back = four_of(draft)
    start, paper = "\n".join(about_lines(notice)), checklist_of(notice)
    own = [one for one in notice.eligibility if one.id in notice.who_may_apply]
    yield from (words for words in who.words
                if not any(words in (one.title, one.quote) for one in own))  # fmt: skip
    yield from (one.title for one in own if one.title not in start or one.title not in paper)
    ends = {(one.end, one.end_time): one for one in notice.windows if one.id in notice.handing_in}
    for hour, end in ((day.hour, day.end) for day in last.days if day.hers):
        assert end is not None
        window = ends.get((end, hour))
        words = f"{end.year} 年 {end.month} 月 {end.day} 日 {hour}".strip()
        if window is None or words not in start or window.last_words not in paper:
            yield words
    masking, back_rule = notice.masking, notice.corrections
    wanted = {TARGET_OF[word] for word in covered.words if word in TARGET_OF}
    if {*map(str, masking.targets if masking else ())} != wanted:
        yield "targets"
    forms = [word for word in covered.words if word not in (*TARGET_OF, "logo")]
    yield from (word for word in forms if word not in start or word not in paper)
    limits = [word for word in back.words if word.startswith("returns:") and word[-1].isdecimal()]
    if limits and not (
        isinstance(back_rule, Corrections) and f"returns:{back_rule.limit}" == limits[0]
    ):
        yield limits[0]


@pytest.mark.parametrize("how", ["confirmed", "typed", "denied"])
@pytest.mark.parametrize("name", TEXTS)
def test_what_was_answered_is_no_sentence_that_nobody_looked_at(name: str, how: str) -> None:
    text = TEXTS[name].read_text(encoding="utf-8")
    draft = read(text, name)
    assert not [one.what for one in draft.spans if one.what in (one.rule, one.what[:1])]
    draft = answered(draft if draft.year else read(text, name, 2027), how)
    notice = notice_of(with_the_rest(draft))
    waiting = [bare(one.quote) for one in notice.statements if one.inferred]
    seen = [bare(words) for words in looked_at(draft)]
    assert not [one for one in waiting for words in seen if one in words or words in one]
    if how == "denied":
        assert (notice.who_may_apply, notice.handing_in) == (NOT_STATED, NOT_STATED)
        assert (notice.masking, notice.corrections) == (None, NOT_STATED)
        assert all(words in checklist_of(notice) for words in (
            "没有说谁能报", "没有说最后一天", "没有说要盖什么", "没有说退回"))  # fmt: skip
    else:
        assert not [*lacking(notice, draft)]
