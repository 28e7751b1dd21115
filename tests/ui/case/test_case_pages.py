"""Interview, route, texts, final check, upload and what comes after it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OTHER_SLOT, SLOT, Press, come, confirm_pages, opened, there, until
from tests.ui.drawn import APPLICANT
from tests.ui.walker import Walker
from zcdesk.cases.case import Case
from zcdesk.cases.upload_route import Route
from zcdesk.checks.concerning.gathering import concerning
from zcdesk.checks.concerning.told import Told, ToldKind
from zcdesk.checks.dates.returns import returns
from zcdesk.checks.states import State
from zcdesk.notices.files.loading import load_notice, notice_ids, notice_text
from zcdesk.notices.profile.notice import Corrections
from zcdesk.notices.profile.slots import Who
from zcdesk.notices.quoted import spans_of
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.finish.check_page import CheckPage
from zcdesk.ui.finish.printing import print_to
from zcdesk.ui.finish.stations import stations_of
from zcdesk.ui.frame.told_lines import ToldLines
from zcdesk.ui.interview.interview_page import ALL
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.kit.soon import PAUSE, Soon
from zcdesk.ui.look.text import Label
from zcdesk.ui.words.sentences import need_words
from zcdesk.workflow.path.stops import Stop


@pytest.mark.slow
def test_an_answer_shows_at_once_what_it_changes(room: Room, press: Press) -> None:
    room.router.go(At("interview"))
    page = room.interview
    page.show_fact("title_origin")
    titles = [card.value for card in page.cards]
    press(Qt.Key(Qt.Key.Key_1 + titles.index("elsewhere")))
    assert dict(room.session.case.facts)["title_origin"] == "elsewhere"
    until(lambda: room.judge.evaluation.slot("title_doc").state is State.MISSING)
    assert "需要，因为" in room.judge.evaluation.slot("title_doc").reason
    assert page.fact != "title_origin"  # the keyboard is at the next question
    here = page.facts
    press(Qt.Key.Key_Backspace)
    assert page.facts != here
    press(Qt.Key.Key_Return)
    assert page.facts == here


CHANGED = [
    # question, answers before and after, what the slots say then
    ("chsi_record", "found", "not_found",
     {"学信网查询结果": "不需要，因为学信网查询不到您的学历，四（一）2",
      "相关学历材料": "需要，因为学信网查询不到您的学历，四（一）2"}),
    ("published_papers", "no", "yes", {"著作、论文": "需要，因为您要填报著作或论文，四（一）8"}),
    ("moved_from_office", "yes", "no",
     {"任命文件": "不需要，因为您不是从机关调动来的，四（一）4",
      "干部履历表": "不需要，因为您不是从机关调动来的，四（一）4"}),
    ("title_origin", "xinjiang", "xinjiang", {}),
]  # fmt: skip


@pytest.mark.slow
def test_a_changed_answer_tells_what_it_added_and_dropped(room: Room) -> None:
    room.router.go(At("interview"))
    page = room.interview
    for fact, before, after, wanted in CHANGED:
        for answer in (before, after):
            page.show_fact(fact)
            page.answer(answer)
            until(lambda: not room.judge._running)
        reasons = {slot.title: need_words(slot) for slot in room.judge.evaluation.slots()}
        assert reasons.items() >= wanted.items()


@pytest.mark.slow
def test_news_of_a_page_takes_nobody_back_who_walks_the_list(room: Room, press: Press) -> None:
    sections = room.workspace.list
    room.workspace.show_key("practice")
    sections.setFocus()
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Down)
    here = sections.currentIndex().row()
    room.session.changed.emit()
    assert sections.currentIndex().row() == here
    assert sections.rows[here].key == "interview"
    room.workspace.show_slot("diploma")
    assert sections.rows[sections.currentIndex().row()].key == "education"


@pytest.mark.slow
def test_pages_are_dragged_to_a_row_of_the_list_which_asks_for_the_slot(
    window: MainWindow, room: Room
) -> None:
    walker = Walker(window)
    room.workspace.show_key("unsorted")
    walker.drag_to_row([5], "annual_assessment")
    assert room.session.case.page(5).slot == "annual_assessment"
    case = room.session.case
    files = {page.file_name: page.slot for page in case.pages if page.slot}
    loose = next(page.file_name for page in case.pages if not page.slot)
    walker.sort_by_hand({**files, loose: OTHER_SLOT})
    assert [page.slot for page in room.session.case.pages].count(OTHER_SLOT) == 3


@pytest.mark.slow
def test_all_answers_can_be_seen_together(room: Room) -> None:
    room.router.go(At("interview"))
    room.interview.show_fact(ALL)
    room.interview.primary.click()
    assert room.workspace.isVisible()


@pytest.mark.slow
def test_the_route_is_asked_before_an_export_and_not_preset(room: Room, press: Press) -> None:
    room.router.go(At("export", part=SLOT))
    assert room.route.isVisible()
    assert not any(card.is_marked for card in room.route.cards)
    press(Qt.Key.Key_Space)
    assert room.session.case.route is Route.COVERED
    room.route.primary.click()
    room.router.go(At("export", part=SLOT))
    assert room.export.isVisible()


@pytest.mark.slow
def test_the_whole_case_is_exported_only_by_way_of_the_final_check(room: Room) -> None:
    room.route._choose(Route.COVERED)
    room.way.go_to(Stop.EXPORT)
    assert room.check.isVisible()
    assert not room.export.isVisible()  # the check is not passed
    room.router.go(At("review"))
    room.review.decisions._export.click()
    assert room.check.isVisible()
    assert not room.check.partial.isVisible()  # nothing is confirmed yet
    room.check.export()
    assert room.export.isVisible()


@pytest.mark.slow
def test_a_text_is_counted_checked_where_it_stands_and_kept(room: Room) -> None:
    room.workspace.show_slot("work_summary")
    card = room.workspace.area.texts["work_summary"]
    card.editor.setPlainText("任现职以来工作认真。\n沈知遥独立完成装置改进。")
    assert card.counts.text().startswith("22 字")
    until(lambda: "work_summary" in dict(room.session.case.texts))
    said = [widget.accessibleName() for widget in card.findChildren(QWidget)]
    assert any("2" in words and "姓名" in words for words in said)


@pytest.mark.slow
def test_the_final_check_leads_to_the_first_open_point(room: Room) -> None:
    pages = room.session.case.pages
    gone = {page.number for page in pages if page.refused}
    room.workspace.acts.remove(sorted(gone))
    room.router.go(At("check"))
    check: CheckPage = room.check
    until(lambda: gone.isdisjoint(one.page for one in check._open))
    assert check.primary.text() == "去看第 1 条"
    check.primary.click()
    assert not check.isVisible()


@pytest.mark.slow
def test_one_section_is_exported_and_uploaded_tick_by_tick(room: Room, tmp_path: Path) -> None:
    room.route._choose(Route.COVERED)
    for number in (1, 2):
        room.session.current = number
        room.router.go(At("review"))
        room.review.acts.confirm(0)
    room.router.go(At("export", part="practice"))
    export = room.export
    export.put_into(tmp_path)
    room.check.primary.click()
    until(lambda: export.result.done is not None)
    assert there(export.result.done).exported == 2
    room.router.go(At("upload"))
    strip = there(room.strip)
    assert [len(step.pictures) for step in strip.steps] == [2]
    strip.copy_path()
    assert QGuiApplication.clipboard().text() == str(strip.steps[0].folder)
    strip.boxes[0].setChecked(True)
    assert len(room.session.case.ticks) == 1
    room.session.undo()
    assert not strip.boxes[0].isChecked()
    strip.primary.click()
    assert len(room.session.case.ticks) == 2


@pytest.mark.slow
def test_one_slot_is_exported_and_its_checklist_printed(room: Room, tmp_path: Path) -> None:
    room.route._choose(Route.COVERED)
    confirm_pages(room, 1, 3)
    room.workspace.show_slot(SLOT)
    room.workspace.area.cards[SLOT].export.trigger()
    export = room.export
    assert "1 页" in export._title()
    export.put_into(tmp_path)
    room.check.primary.click()
    done = come(lambda: export.result.done)
    assert done.exported == 1
    paper = tmp_path / "清单.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(paper))
    print_to(done.checklist, printer)
    assert paper.read_bytes().startswith(b"%PDF")
    assert paper.stat().st_size > 4000


@pytest.mark.slow
def test_stations_go_on_one_by_one_and_a_return_has_its_clock(room: Room) -> None:
    room.router.go(At("after"))
    after = room.after
    told = concerning(room.session.notice, room.session.case)
    plans = stations_of(room.session.notice, told)
    after.reach()
    assert [one.id for one in room.session.case.stations] == [plans[0].id]
    assert after.present == plans[1]
    form = after.form
    form.words.setPlainText("推荐意见没有盖章")
    form.moment.setText("2026-05-01 09:30")
    form.choose(Who.EMPLOYER)  # what the employer sends back counts for nobody
    form.enter()
    assert room.session.case.rounds[0].words == "推荐意见没有盖章"
    form.enter()  # nothing typed: nothing noted
    assert len(room.session.case.rounds) == 1
    limit = room.session.notice.corrections
    assert isinstance(limit, Corrections)
    assert isinstance(limit.limit, int)
    for number in range(2, limit.limit + 3):
        form.words.setPlainText("推荐意见没有盖章")
        form.moment.setText(f"2026-05-{number:02d} 09:30")
        form.choose(Who.REVIEW_COMMITTEE)
        form.enter()
        counted = there(returns(room.session.notice, room.session.case))
        words = [one.text() for one in room.round.page.findChildren(QLabel)]
        assert any("最后一次修改机会" in one for one in words) == counted.last_time
        assert any("超过" in one for one in words) == counted.over


@pytest.mark.parametrize("notice_id", notice_ids())
def test_every_quote_of_a_slot_is_found_in_the_notices_text(notice_id: str) -> None:
    notice = load_notice(notice_id)
    text = "\n".join(notice_text(notice))
    for slot in notice.slots():
        assert spans_of(slot.quote, text), slot.id


@pytest.mark.slow
def test_text_size_and_look_take_effect_at_once_and_are_kept(window: MainWindow) -> None:
    before = window.start.primary.sizeHint().width()
    preferences().set(size=150)
    assert window.start.primary.sizeHint().width() > before * 1.2
    preferences().set(size=100)
    # Qt may thicken the shipped font's letters or not when it makes a face anew: some pixels.
    assert window.start.primary.sizeHint().width() == pytest.approx(before, rel=0.1)


PENALTY = Told("check", "", ToldKind.PENALTY, "弄虚作假", "六", "三年内不得申报。")
NOTE = Told("check", "", ToldKind.NOTE, "年份取自题名。", "三")


def seen(lines: ToldLines) -> list[str]:
    return [one._text for one in lines.findChildren(Label) if one.isVisibleTo(lines)]


def test_each_sentence_stands_with_its_clause(qtbot: QtBot) -> None:
    lines = ToldLines()
    qtbot.addWidget(lines)
    lines.show_told((PENALTY, NOTE))
    assert seen(lines) == [
        "处罚：弄虚作假。原文：“三年内不得申报。”（六）",
        "注意：年份取自题名。（三）",
    ]


def test_a_place_of_which_nothing_is_said_takes_no_room(qtbot: QtBot) -> None:
    lines = ToldLines()
    qtbot.addWidget(lines)
    lines.show_told((NOTE,))
    assert not lines.isHidden()
    lines.show_told(())
    assert lines.isHidden()


@pytest.mark.slow
def test_a_day_that_only_an_event_brings_is_answered_from_the_list_of_answers(room: Room) -> None:
    room.router.go(At("interview"))
    page = room.interview
    page.show_fact(ALL)
    found = [one for one in page.findChildren(Button) if one.property("fact") == "posting_start"]
    found[0].click()
    assert page.fact == "posting_start"
    there(page.line).setText("2024-09-02")
    page.primary.click()
    assert dict(room.session.case.facts)["posting_start"] == "2024-09-02"
    assert page.fact == ALL


def test_much_news_is_acted_upon_once(qtbot: QtBot) -> None:
    acted: list[int] = []
    parent = QObject()
    soon = Soon(lambda: acted.append(1), parent)
    for _news in range(20):
        soon.note()
    assert not acted
    until(lambda: bool(acted))
    qtbot.wait(2 * PAUSE)
    assert acted == [1]


def test_what_was_noted_is_done_by_acting_at_once(qtbot: QtBot) -> None:
    acted: list[int] = []
    parent = QObject()
    soon = Soon(lambda: acted.append(1), parent)
    soon.note()
    soon.act_now()
    qtbot.wait(2 * PAUSE)
    assert acted == [1]


class Platform:
    """The edge of the desktop: which window it has in front, what it was asked to show."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.front: QWidget | None = None
        self.shows = True
        self.said: list[str] = []
        self.flashed: list[QWidget] = []
        self.icons: list[QSystemTrayIcon] = []


@pytest.fixture
def platform(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Platform:
    """A desktop where another program is in front."""
    edge = Platform(window)
    monkeypatch.setattr(QApplication, "activeWindow", lambda: edge.front)
    monkeypatch.setattr(QApplication, "alert", edge.flashed.append)
    for asked in ("isSystemTrayAvailable", "supportsMessages"):
        monkeypatch.setattr(QSystemTrayIcon, asked, lambda: edge.shows)
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _, __, words, *___: edge.said.append(words)
    )
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda icon: edge.icons.append(icon))
    monkeypatch.setattr(QSystemTrayIcon, "hide", lambda icon: edge.icons.remove(icon))
    return edge


@pytest.mark.parametrize("shows", [True, False])
def test_a_reading_that_ends_behind_is_told_once_and_names_nobody(
    window: MainWindow, waiting_case: Case, platform: Platform, shows: bool
) -> None:
    platform.shows = shows
    room = opened(window, replace(waiting_case, pages=waiting_case.pages[:2]))
    until(lambda: not room.session.overview.waiting)
    until(lambda: not room.session.is_reading)
    assert platform.said == (["都认完了，可以接着做了。"] if shows else [])
    assert platform.flashed == ([] if shows else [window])
    assert not any(APPLICANT.name in words for words in platform.said)
    assert len(platform.icons) == shows
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert not platform.icons


@pytest.mark.parametrize("behind", [True, False])
def test_an_export_is_told_only_while_another_program_is_in_front(
    window: MainWindow, sorted_case: Case, platform: Platform, tmp_path: Path, behind: bool
) -> None:
    pages = tuple(page for page in sorted_case.pages if page.number in (1, 2))
    room = opened(window, replace(sorted_case, pages=pages, route=Route.COVERED))
    platform.front = None if behind else window
    platform.said.clear()
    confirm_pages(room, 1, 2)
    room.router.go(At("export", part=SLOT))
    room.export.put_into(tmp_path)
    room.check.primary.click()
    until(lambda: room.export.result.done is not None)
    assert platform.said == (["导出好了。"] if behind else [])
