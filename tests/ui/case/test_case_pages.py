"""Interview, route, texts, final check, upload and what comes after it."""

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from tests.cases.made import laid_down
from tests.ui import conftest as on
from tests.ui.drawn import APPLICANT
from tests.ui.places import PAGES
from tests.ui.walker import Walker
from zcdesk.cases.acts import following
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import open_case
from zcdesk.cases.rounds import Round, ToDo
from zcdesk.cases.upload_route import Route
from zcdesk.checks.concerning.gathering import concerning
from zcdesk.checks.concerning.told import Told, ToldKind
from zcdesk.checks.dates.mended import MendingStanding
from zcdesk.checks.dates.returns import returns
from zcdesk.checks.states import State
from zcdesk.notices.clock import now
from zcdesk.notices.files.loading import load_notice, notice_ids, notice_text
from zcdesk.notices.profile.notice import Corrections
from zcdesk.notices.profile.slots import Who
from zcdesk.notices.quoted import spans_of
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.case.slot_card import SlotCard
from zcdesk.ui.case.tiles import Tiles
from zcdesk.ui.finish.check_page import CheckPage
from zcdesk.ui.finish.printing import print_to
from zcdesk.ui.finish.stations import stations_of
from zcdesk.ui.frame.slot_picker import SlotPicker, matches, pick_rows
from zcdesk.ui.frame.told_lines import ToldLines
from zcdesk.ui.interview.interview_page import ALL
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.fields.moment_field import MomentField
from zcdesk.ui.kit.menu import Menu
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.kit.soon import PAUSE, Soon
from zcdesk.ui.look.text import Label
from zcdesk.ui.review.next_step import Way
from zcdesk.ui.words.sentences import need_words
from zcdesk.workflow.path.stops import Stop


@pytest.mark.slow
def test_an_answer_shows_at_once_what_it_changes(room: Room, press: on.Press) -> None:
    room.router.go(At("interview"))
    page = room.interview
    page.show_fact("title_origin")
    titles = [card.value for card in page.cards]
    press(Qt.Key(Qt.Key.Key_1 + titles.index("elsewhere")))
    assert dict(room.session.case.facts)["title_origin"] == "elsewhere"
    on.until(lambda: room.judge.evaluation.slot("title_doc").state is State.MISSING)
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
            on.until(lambda: not room.judge._running)
        reasons = {slot.title: need_words(slot) for slot in room.judge.evaluation.slots()}
        assert reasons.items() >= wanted.items()


@pytest.mark.slow
def test_news_of_a_page_takes_nobody_back_who_walks_the_list(room: Room, press: on.Press) -> None:
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
    walker.sort_by_hand({**files, loose: on.OTHER_SLOT})
    assert [page.slot for page in room.session.case.pages].count(on.OTHER_SLOT) == 3


@pytest.mark.slow
def test_all_answers_can_be_seen_together(room: Room) -> None:
    room.router.go(At("interview"))
    room.interview.show_fact(ALL)
    room.interview.primary.click()
    assert room.workspace.isVisible()


@pytest.mark.slow
def test_the_route_is_asked_before_an_export_and_not_preset(room: Room, press: on.Press) -> None:
    room.router.go(At("export", part=on.SLOT))
    assert room.route.isVisible()
    assert not any(card.is_marked for card in room.route.cards)
    press(Qt.Key.Key_Space)
    assert room.session.case.route is Route.COVERED
    room.route.primary.click()
    room.router.go(At("export", part=on.SLOT))
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
    on.until(lambda: "work_summary" in dict(room.session.case.texts))
    said = [widget.accessibleName() for widget in card.findChildren(QWidget)]
    assert any("2" in words and "姓名" in words for words in said)


@pytest.mark.nightly
def test_the_final_check_leads_to_the_first_open_point(room: Room) -> None:
    pages = room.session.case.pages
    gone = {page.number for page in pages if page.refused}
    room.workspace.acts.remove(sorted(gone))
    room.router.go(At("check"))
    check: CheckPage = room.check
    on.until(lambda: gone.isdisjoint(one.page for one in check._open))
    assert check.primary.text() == "去看第 1 条"
    check.primary.click()
    assert not check.isVisible()


@pytest.mark.nightly
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
    on.until(lambda: export.result.done is not None)
    assert on.there(export.result.done).exported == 2
    room.router.go(At("upload"))
    strip = on.there(room.strip)
    assert [len(step.pictures) for step in strip.steps] == [2]
    strip.copy_path()
    assert QGuiApplication.clipboard().text() == str(strip.steps[0].folder)
    strip.boxes[0].setChecked(True)
    assert len(room.session.case.ticks) == 1
    room.session.undo()
    assert not strip.boxes[0].isChecked()
    strip.primary.click()
    assert len(room.session.case.ticks) == 2


@pytest.mark.nightly
def test_one_slot_is_exported_and_its_checklist_printed(room: Room, tmp_path: Path) -> None:
    room.route._choose(Route.COVERED)
    on.confirm_pages(room, 1, 3)
    room.workspace.show_slot(on.SLOT)
    room.workspace.area.cards[on.SLOT].export.trigger()
    export = room.export
    assert "1 页" in export._title()
    export.put_into(tmp_path)
    room.check.primary.click()
    done = on.come(lambda: export.result.done)
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
        counted = on.there(returns(room.session.notice, room.session.case))
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


def test_each_sentence_stands_with_its_clause_and_none_takes_no_room(qtbot: QtBot) -> None:
    lines = ToldLines()
    qtbot.addWidget(lines)
    lines.show_told((PENALTY, NOTE))
    assert seen(lines) == [
        "处罚：弄虚作假。原文：“三年内不得申报。”（六）",
        "注意：年份取自题名。（三）",
    ]
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
    on.there(page.line).setText("2024-09-02")
    page.primary.click()
    assert dict(room.session.case.facts)["posting_start"] == "2024-09-02"
    assert page.fact == ALL


@pytest.mark.parametrize("at_once", [False, True])
def test_much_news_is_acted_upon_once(qtbot: QtBot, at_once: bool) -> None:
    acted: list[int] = []
    parent = QObject()
    soon = Soon(lambda: acted.append(1), parent)
    for _news in range(1 if at_once else 20):
        soon.note()
    assert not acted
    if at_once:
        soon.act_now()
    on.until(lambda: bool(acted))
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


@pytest.mark.slow
@pytest.mark.parametrize("shows", [True, False])
def test_a_reading_that_ends_behind_is_told_once_and_names_nobody(
    window: MainWindow, waiting_case: Case, platform: Platform, shows: bool
) -> None:
    platform.shows = shows
    room = on.opened(window, replace(waiting_case, pages=waiting_case.pages[:2]))
    on.until(lambda: not room.session.overview.waiting)
    on.until(lambda: not room.session.is_reading)
    assert platform.said == (["都认完了，可以接着做了。"] if shows else [])
    assert platform.flashed == ([] if shows else [window])
    assert not any(APPLICANT.name in words for words in platform.said)
    assert len(platform.icons) == shows
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert not platform.icons


@pytest.mark.nightly
@pytest.mark.parametrize("behind", [True, False])
def test_an_export_is_told_only_while_another_program_is_in_front(
    window: MainWindow, sorted_case: Case, platform: Platform, tmp_path: Path, behind: bool
) -> None:
    pages = tuple(page for page in sorted_case.pages if page.number in (1, 2))
    room = on.opened(window, replace(sorted_case, pages=pages, route=Route.COVERED))
    platform.front = None if behind else window
    platform.said.clear()
    on.confirm_pages(room, 1, 2)
    room.router.go(At("export", part=on.SLOT))
    room.export.put_into(tmp_path)
    room.check.primary.click()
    on.until(lambda: room.export.result.done is not None)
    assert platform.said == (["导出好了。"] if behind else [])


def _ask(room: Room, slot: str, number: int) -> SlotPicker:
    """Press M on a page in the sections, and return what asks for its slot."""
    room.workspace.show_slot(slot)
    tiles = room.workspace.area.cards[slot].tiles
    tiles.select(number)
    tiles.setFocus()
    QTest.keyClick(tiles, Qt.Key.Key_M)
    return room.workspace.findChildren(SlotPicker)[-1]


@pytest.mark.slow
def test_m_and_a_digit_move_a_page_and_take_the_next_in_hand(room: Room, press: on.Press) -> None:
    picker = _ask(room, on.SLOT, 1)
    digit = next(row.digit for row in picker.rows if row.slot == "diploma")
    press(getattr(Qt.Key, f"Key_{digit}"))
    assert room.session.case.page(1).slot == "diploma"
    assert picker.isHidden()
    tiles = on.focused(Tiles)
    assert tiles.selected == (2,)
    room.session.undo()
    assert room.session.case.page(1).slot == on.SLOT


@pytest.mark.slow
def test_the_button_that_offers_a_place_asks_as_m_does_and_opens_no_menu(room: Room) -> None:
    room.workspace.show_slot(on.SLOT)
    room.workspace.area.cards[on.SLOT].tiles.offer_slots(2)
    assert QApplication.activePopupWidget() is None
    picker = room.workspace.findChildren(SlotPicker)[-1]
    assert picker.isVisible()
    assert picker.field.hasFocus()


@pytest.mark.slow
def test_typing_finds_a_slot_by_its_words_or_their_first_letters(
    room: Room, press: on.Press
) -> None:
    picker = _ask(room, on.SLOT, 1)
    field = on.focused(QLineEdit)
    QTest.keyClicks(field, "yjcg")
    assert picker.rows[0].slot == on.OTHER_SLOT
    press(Qt.Key.Key_Return)
    assert room.session.case.page(1).slot == on.OTHER_SLOT


@pytest.mark.slow
def test_enter_alone_moves_nothing_and_esc_gives_it_back(room: Room, press: on.Press) -> None:
    before = [page.slot for page in room.session.case.pages]
    picker = _ask(room, on.SLOT, 2)
    for _ in range(3):
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Tab)
    assert [page.slot for page in room.session.case.pages] == before
    assert picker.isVisible()
    press(Qt.Key.Key_Escape)
    assert picker.isHidden()
    tiles = on.focused(Tiles)
    assert tiles.selected == (2,)


@pytest.mark.slow
def test_several_pages_go_together_and_the_tray_is_a_place_too(room: Room, press: on.Press) -> None:
    room.workspace.show_slot(on.SLOT)
    room.workspace.area.select_pages((1, 2))
    QTest.keyClick(room.workspace.area.cards[on.SLOT].tiles, Qt.Key.Key_M)
    press(Qt.Key.Key_Up)  # from the end
    press(Qt.Key.Key_Return)
    assert [room.session.case.page(number).slot for number in (1, 2)] == ["", ""]


@pytest.mark.slow
def test_the_page_in_review_is_moved_by_the_same_keys(room: Room, press: on.Press) -> None:
    on.in_review(room, 1)
    press(Qt.Key.Key_M)
    first = room.review.findChildren(SlotPicker)[-1].rows[0]
    assert first.proposed  # it is a certificate of honour, and lies elsewhere
    press(Qt.Key.Key_1)
    assert room.session.case.page(1).slot == first.slot != on.SLOT
    assert room.session.current == 1


@pytest.mark.parametrize(
    ("typed", "slot"),
    [
        ("公示", "posting"), ("gscl", "posting"), ("Xue Li", "diploma"), ("xuelizh", "diploma"),
        ("xlz", "diploma"), ("jxjy", "ce_special"), ("qqqq", ""), ("xuez", ""),
    ],
)  # fmt: skip
def test_what_is_typed_means_a_slot(typed: str, slot: str) -> None:
    found = [row.slot for row in pick_rows(load_notice(on.NOTICE), "", ()) if matches(row, typed)]
    assert slot in found if slot else not found, found


def test_what_a_page_proposes_comes_first_and_its_own_slot_is_left_out() -> None:
    rows = pick_rows(load_notice(on.NOTICE), on.SLOT, ("diploma", "nowhere"))
    assert (rows[0].slot, rows[0].proposed) == ("diploma", True)
    assert on.SLOT not in [row.slot for row in rows]
    assert rows[-1].slot == ""


def card_of(room: Room, slot: str) -> SlotCard:
    room.router.go(At("sections"))
    room.workspace.show_slot(slot)
    return room.workspace.area.cards[slot]


def menu_of(room: Room, slot: str) -> Menu:
    menu = card_of(room, slot).more.acts
    card_of(room, slot).more.open()
    assert menu.isVisible()
    return menu


@pytest.mark.slow
@pytest.mark.parametrize("away", ["another section", "another page", "out of the case"])
def test_a_menu_closes_with_what_it_acts_for(window: MainWindow, room: Room, away: str) -> None:
    menu = menu_of(room, on.SLOT)
    if away == "another section":
        card_of(room, "photo_1inch")
    elif away == "another page":
        room.router.go(At("check"))
    else:
        window.leave_case()
    assert QApplication.activePopupWidget() is None
    assert not shiboken6.isValid(menu) or not menu.isVisible()


@pytest.mark.slow
def test_a_menu_of_a_page_closes_with_the_sections(room: Room) -> None:
    card_of(room, on.SLOT)
    room.workspace.acts.open_menu(1, room.workspace.mapToGlobal(room.workspace.rect().center()))
    assert isinstance(QApplication.activePopupWidget(), Menu)
    room.router.go(At("check"))
    assert QApplication.activePopupWidget() is None


def test_a_calendar_closes_with_its_line(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    field = MomentField("提交时间", "")
    field.setParent(holder)
    holder.show()
    field.open()
    assert isinstance(QApplication.activePopupWidget(), Menu)
    holder.hide()
    assert QApplication.activePopupWidget() is None
    holder.show()
    field.open()  # and opens again
    assert isinstance(QApplication.activePopupWidget(), Menu)


@pytest.mark.nightly
def test_sides_scanned_apart_are_put_together_by_one_act_of_the_menu(room: Room) -> None:
    numbers = [page.number for page in room.session.case.pages][:4]
    room.workspace.acts.move(on.SLOT, numbers)
    room.workspace.show_slot(on.SLOT)
    room.workspace.area.select_pages(tuple(numbers))
    before = [page.number for page in room.session.case.pages if page.number in numbers]
    menu = room.workspace.acts.menu(numbers[0])
    under = next(each for each in menu.findChildren(QMenu) if "正反面" in each.title())
    under.actions()[1].trigger()
    after = [page.number for page in room.session.case.pages if page.number in numbers]
    assert after == [before[0], before[3], before[1], before[2]]
    room.session.undo()
    assert [page.number for page in room.session.case.pages if page.number in numbers] == before


@pytest.mark.nightly
def test_every_page_is_shown_inside_it(window: MainWindow, read_case: Case, tmp_path: Path) -> None:
    walker = Walker(window)
    room = on.entered(window, laid_down(tmp_path / "申报.zcase", read_case))
    for section in room.session.notice.sections:
        room.workspace.show_key(section.id)
    for page in PAGES:
        if page != "upload":  # a window of its own, and asked for
            room.router.go(At(page))
    room.router.go(At("sections"))
    room.workspace.show_key("unsorted")
    room.workspace.show_slot(on.SLOT)
    room.router.go(At("export", part=on.SLOT))
    assert walker.shown.others == []
    assert QApplication.activeWindow() is window


@pytest.mark.slow
def test_of_a_case_that_was_left_nothing_stays_behind(window: MainWindow, room: Room) -> None:
    """A part that a notice has no use for stood by itself, and lived until the program ended."""
    for page in PAGES:
        if page != "upload":
            room.router.go(At(page))
            assert _alone() == [window], page
    room.workspace.show_key("unsorted")  # the tray has no head, so no state stands in it
    assert _alone() == [window]
    window.leave_case()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    left = [one for one in QApplication.topLevelWidgets() if one is not window]
    assert [type(one).__name__ for one in left] == []
    assert window.room is None


def _alone() -> list[QWidget]:
    """Return what would be a window of its own when shown: it has no parent, and is no menu."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return [
        one
        for one in QApplication.topLevelWidgets()
        if one.parent() is None and one.windowType() is Qt.WindowType.Window
    ]


@pytest.mark.slow
def test_the_open_case_chosen_once_more_stays_open_and_can_be_changed(
    qtbot: QtBot, window: MainWindow, read_case: Case, tmp_path: Path
) -> None:
    path = laid_down(tmp_path / "申报.zcase", read_case)
    room = on.entered(window, path)
    room.router.go(At("check"))
    window.open_path(tmp_path / "." / path.name)
    qtbot.wait(500)  # what would open it works beside the window
    assert window.room is room
    assert not room.session.read_only
    assert room.workspace.isVisible()


WHY = "只能看"


@pytest.fixture
def locked(window: MainWindow, sorted_case: Case, tmp_path: Path, nowhere: Path) -> Iterator[Room]:
    """The room of a case that is open elsewhere."""
    returned = Round(now(), Who.EMPLOYER, "证书不清晰", (ToDo("证书不清晰", slot=on.SLOT),))
    case = following.begin_round(sorted_case, returned)
    path = laid_down(tmp_path / "申报.zcase", case)
    with open_case(path):
        room = on.entered(window, path)
        assert room.session.read_only
        yield room


def deciding(page: QWidget) -> list[Button]:
    return [one for one in page.findChildren(Button) if one.decides and one.isVisible()]


@pytest.mark.nightly
def test_no_key_and_no_button_of_review_confirms(locked: Room) -> None:
    locked.router.go(At("review"))
    review, before = locked.review, locked.session.case
    for number in [page.number for page in before.pages]:
        review.go_to(number)
        on.see(review)
        assert review.step.way in (Way.GO, Way.CHECK, Way.WAIT)
        assert not review.decisions.primary.decides
        for key in (Qt.Key.Key_E, Qt.Key.Key_R, Qt.Key.Key_T, Qt.Key.Key_I, Qt.Key.Key_O):
            QTest.keyClick(review.canvas.view, key)
        locked.toast.hide()
        QTest.keyClick(review.canvas.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert not review.decisions.asks_bulk
        assert not review.decisions.bulk.agree.isVisible()
        assert WHY in locked.toast.accessibleName()
        assert "已在另一处打开" in locked.toast.accessibleName()
    for _ in before.pages:
        QTest.keyClick(review.canvas.view, Qt.Key.Key_F)
    assert locked.session.case == before


ACTING = [page for page in PAGES if page not in ("upload", "identity", "gallery")]
"""In the gallery 不盖 on her own word decides nothing: it opens the page that asks her."""


@pytest.mark.slow
@pytest.mark.parametrize("page", ACTING)
def test_every_act_is_refused_with_a_reason(window: MainWindow, locked: Room, page: str) -> None:
    before, room = locked.session.case, locked
    room.router.go(At(page))
    QApplication.processEvents()
    acts = [one for one in deciding(window) if one.isEnabled()]
    for place in range(len(acts)):
        room.toast.hide()
        button = [one for one in deciding(window) if one.isEnabled()][place]
        words = button.text()
        button.click()
        QApplication.processEvents()
        assert room.toast.isVisible(), (words, place)
        assert WHY in room.toast.accessibleName(), button.text()
        assert room.session.case == before
    if page == "after":
        assert acts


def test_a_tick_outlives_the_column_that_it_makes_anew(room: Room) -> None:
    returned = Round(now(), Who.EMPLOYER, "证书不清晰", (ToDo("证书不清晰", slot=on.SLOT),))
    room.session.act(following.begin_round(room.session.case, returned))
    room.router.go(At("after"))
    card = room.round.page.cards[0]
    card._ask_word()
    card._word.setText("原件如此")
    card._agree.click()  # what it belongs to is gone before the click ends
    assert room.session.case.rounds[0].items[0].done
    assert room.round.page.cards[0].fault.standing is MendingStanding.BY_HAND


@pytest.mark.slow
def test_what_was_clicked_shows_again_how_it_stands(window: MainWindow, locked: Room) -> None:
    room, before = locked, locked.session.case
    room.router.go(At("interview"))
    room.interview.cards[0].chosen.emit(room.interview.cards[0].value)
    assert not any(card.is_marked for card in room.interview.cards)
    room.router.go(At("route"))
    room.route.cards[0].chosen.emit(room.route.cards[0].value)
    assert not any(card.is_marked for card in room.route.cards)
    room.router.go(At("after"))
    card = room.round.page.cards[0]
    card.ticked.emit(card.fault, True, "原件如此")
    assert room.round.page.cards[0].fault.standing is MendingStanding.OPEN
    form = room.after.form
    form.words.setPlainText("没有盖章")
    form.enter()
    assert form.words.toPlainText() == "没有盖章"
    room.router.go(At("identity"))
    window.identity.name.setText("陆听澜")
    window.identity.keep()
    assert WHY in room.toast.accessibleName()
    assert room.session.case == before
