"""Hints in three steps, and how it is going, with the way to every mistake."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtCore import Qt, QThread
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from tests.training.lessons.working import settle
from tests.ui.conftest import entered, see, there, until
from tests.ui.lessons.conftest import MISSED, NUMBER
from tests.ui.pressing import Presser
from tests.ui.test_enter_and_tab import SCREENS
from tests.ui.test_heard import differing
from tests.ui.test_printed_keys import begins_well, keys_hold
from zcdesk.cases.case import Case
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.training.lessons.certificate import certificate, code_drawn
from zcdesk.training.lessons.lesson import Trap
from zcdesk.training.lessons.loading import lessons
from zcdesk.training.lessons.making import practice_folder
from zcdesk.training.lessons.results import codes_in, result_in
from zcdesk.training.lessons.scoring import Mistake
from zcdesk.training.lessons.truth import on_page, truth_of
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.finish import printing
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.lessons.lessons_room import LessonsRoom
from zcdesk.ui.lessons.score_page import LessonScorePage

pytestmark = pytest.mark.slow


def press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key)


def scored(window: MainWindow) -> LessonScorePage:
    """Ask how it is going, and return the page."""
    room: LessonsRoom = window.lessons.room
    for _ in range(2 - ("score" in room._asked)):  # the first says what it costs
        press(window, Qt.Key.Key_F4)
    until(lambda: not room._job.busy and window.router.currentWidget() is room.score)
    return room.score


def hinted(window: MainWindow) -> str:
    """Ask for a hint, and return what is said."""
    press(window, Qt.Key.Key_F2)
    room: LessonsRoom = window.lessons.room
    until(lambda: not room._job.busy)
    return room.strip.told.accessibleName()


def test_a_hint_says_first_what_it_costs_then_where_then_what_then_shows_the_place(
    window: MainWindow, missed_room: Room
) -> None:
    session = missed_room.session
    assert "扣 2、5、10 分" in hinted(window)
    assert session.case.practice is not None
    assert not session.case.practice.hints
    assert "提示 1 / 3" in hinted(window)
    assert "提示 2 / 3" in hinted(window)
    missed_room.router.go(At("sections"))
    assert "提示 3 / 3" in hinted(window)
    assert missed_room.review.isVisible()
    assert missed_room.review.canvas.view._entries[-1].index == -1
    assert [shown for _, shown in there(session.case.practice).hints] == [3]


def test_every_button_of_the_score_acts_or_says_why_not(
    presser: Presser, window: MainWindow, missed_room: Room
) -> None:
    path = there(missed_room.session.path)

    def show() -> None:
        until(lambda: not window._arrival._job.busy)
        if window.room is None:
            entered(window, path)
        asked: LessonsRoom = window.lessons.room
        asked._asked.add("score")
        asked.ask_score()
        until(lambda: window.router.currentWidget() is asked.score)

    presser.press_page(show, "score")
    assert not presser.dead, presser.dead
    assert presser.pressed > 8


@pytest.mark.nightly
def test_neither_undo_nor_opening_gives_a_hint_back(window: MainWindow, missed_room: Room) -> None:
    session = missed_room.session
    assert session.stored is not None
    thing = truth_of(session.stored).things[0]
    session.act(settle(session.case, truth_of(session.stored).things[-1]), "", "act.draw")
    for _ in range(2):
        hinted(window)
    until(lambda: not session.unsaved)
    assert session.stored.case.practice == session.case.practice
    session.undo()
    assert there(session.case.practice).shown(thing.id) == 1
    path = there(session.path)
    window.show_start()
    window.open_path(path)
    until(lambda: window.room is not None)
    assert there(there(window.session).case.practice).shown(thing.id) == 1


def shown_on(page: LessonScorePage) -> str:
    return "".join(label.text() for label in page.findChildren(QLabel))


@pytest.mark.nightly
def test_a_click_on_a_mistake_shows_where_and_why(window: MainWindow, missed_room: Room) -> None:
    session = missed_room.session
    things = truth_of(there(session.stored)).things
    session.act(settle(session.case, things[0]), "", "act.draw")
    page = scored(window)
    assert len(page.cards) == len(things) - 1
    assert "看过成绩 1 次" in shown_on(page)
    card, thing = page.cards[0], things[1]
    card.chosen.emit(card.value)
    review = missed_room.review
    assert review.isVisible()
    assert session.current == thing.page
    see(review)
    spot = review.canvas.view._entries[-1]
    assert spot.polygon == on_page(thing.boxes, session.case.page(session.current))[0]
    said = window.lessons.room.strip.told.accessibleName()
    assert thing.clause
    assert thing.clause in said
    assert "盖" in said
    again = scored(window)
    assert "看过成绩 1 次" in shown_on(again), "the same work seen twice is one look"
    session.act(settle(session.case, thing), "", "act.draw")
    again = scored(window)
    assert "看过成绩 2 次" in shown_on(again)
    QTest.keyClick(again, Qt.Key.Key_Escape)
    assert review.isVisible()


def test_a_look_counts_what_a_slow_disk_has_not_taken_yet(
    window: MainWindow, missed_room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = missed_room.session
    things = truth_of(there(session.stored)).things
    assert "看过成绩 1 次" in shown_on(scored(window))
    save = CaseFile.save

    def save_slowly(stored: CaseFile, case: Case, what: str) -> None:
        QThread.msleep(400)
        save(stored, case, what)

    monkeypatch.setattr(CaseFile, "save", save_slowly)
    session.act(settle(session.case, things[0]), "", "act.draw")
    assert "看过成绩 2 次，看过答案才改好 1 处（不得分）" in shown_on(scored(window))


def test_a_mistake_on_no_page_leads_to_its_mending(window: MainWindow, lesson_room: Room) -> None:
    page, seen = scored(window), list[str]()
    for card in page.cards:
        window.router.setCurrentWidget(page)
        card.chosen.emit(card.value)
        assert window.router.currentWidget() is not page, card.accessibleName()
        mistake = card.value
        assert isinstance(mistake, Mistake)
        thing = window.lessons.room._things.get(mistake.thing)
        if thing is not None and thing.trap is Trap.RETURNED:
            assert lesson_room.round.shown.isVisible()  # the return, with its faults
            seen.append(mistake.thing)
    assert seen


def test_the_code_on_screen_the_file_and_the_printed_page_say_the_same_result(
    window: MainWindow,
    missed_room: Room,
    outside: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = scored(window)
    page.keep.click()
    assert (page.code, page.seat.hasFocus()) == ("", True)
    assert not page._picture.isVisible()
    page.seat.setText("7")
    found = result_in(page.code, lessons())
    assert (found.lesson, found.number, found.seat) == (MISSED, NUMBER, 7)
    pixels = code_drawn(page.code)
    assert [one.text for one in zxingcpp.read_barcodes(pixels)] == [page.code]
    file = tmp_path / "7.zcresult"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(file), ""))
    page.keep.click()
    assert codes_in(file) == (page.code,)
    monkeypatch.setattr(printing, "BROWSER_PRINTS", True)
    page.paper.click()
    paper = practice_folder() / f"{MISSED}-{NUMBER}.html"
    assert outside == [paper]
    text = paper.read_text("utf-8")
    assert page.code in text
    assert re.search(r"练习成绩单", text)
    assert missed_room.session.case.applicant.name not in text
    assert page._scored is not None
    assert text == certificate(page._scored.score, page.code, page._scored.lesson)
    paper.unlink()


@pytest.mark.nightly
def test_enter_and_tab_on_the_score_and_the_strip_write_nothing_and_ask_for_no_hint(
    window: MainWindow, missed_room: Room, nowhere: Path
) -> None:
    page, before = scored(window), missed_room.session.case
    for button in (*page.findChildren(Button), *window.lessons.room.strip.findChildren(Button)):
        if button.isVisible():
            button.setFocus()
            for _ in range(2):  # once may only ask
                QTest.keyClick(button, Qt.Key.Key_Return)
            until(lambda: not window.lessons.room._job.busy)
            assert window.room is missed_room
            window.router.setCurrentWidget(page)
    assert missed_room.session.case == before
    assert not nowhere.exists()
    paper = practice_folder() / f"{MISSED}-{NUMBER}.html"
    paper.unlink(missing_ok=True)


def test_beside_a_score_the_printed_key_does_it(window: MainWindow, missed_room: Room) -> None:
    assert scored(window).isVisible()
    begins_well(window)
    assert keys_hold(window)


@pytest.mark.nightly
def test_a_lesson_is_begun_with_a_number_and_opens_at_the_work(window: MainWindow) -> None:
    links = window.start.findChildren(Button)
    (door,) = [link for link in links if "练习与培训" in link.accessibleName()]
    QTest.keyClick(door, Qt.Key.Key_Return)
    until(lambda: bool("room" in vars(window.lessons) and window.lessons.room.page.cards))
    until(lambda: not window._arrival._job.busy)
    page = window.lessons.room.page
    assert len(page.cards) >= 10
    page.cards["text-fields"].chosen.emit("text-fields")
    QTest.keyClick(page.primary, Qt.Key.Key_Return)
    assert page.number.hasFocus()  # without a number nothing is made
    QTest.keyClicks(page.number, "31")
    QTest.keyClick(page.number, Qt.Key.Key_Return)
    path = practice_folder() / "text-fields-31.zcase"
    until(lambda: window.room is not None)
    assert path.exists()
    assert window.room is not None
    practice = there(window.room.session.case.practice)
    assert practice.began is not None
    assert practice.number == 31
    assert "已截止" not in window.room.workspace.bar._days.accessibleName()
    window.close()
    path.unlink()


def test_each_page_and_the_window_say_it_is_practice(window: MainWindow, lesson_room: Room) -> None:
    strip = window.lessons.room.strip
    for name in ("sections", "review", "gallery", "check", "after", "identity"):
        lesson_room.router.go(At(name))
        assert strip.isVisible()
        assert "练习" in strip.accessibleName()
        assert str(NUMBER) in strip.title.accessibleName()
    assert "练习" in window.windowTitle()
    window.show_start()
    assert not strip.isVisible()
    assert "练习" not in window.windowTitle()


def test_a_lesson_counts_its_days_and_a_return_hours(window: MainWindow, lesson_room: Room) -> None:
    session = lesson_room.session
    practice = there(session.case.practice)
    assert timedelta() <= session.moment - practice.today < timedelta(hours=1)
    lesson_room.router.go(At("after"))
    page = lesson_room.round.page
    assert "为止" in page._clock.accessibleName()
    assert "已过" not in page._clock.accessibleName()


def test_a_lesson_leaves_no_trace_among_the_cases_opened_last_and_is_listed_as_begun(
    window: MainWindow, lesson_room: Room, lesson_path: Path
) -> None:
    before = preferences().settings.recent
    window.leave_case()
    assert window.room is None
    until(lambda: bool(window.lessons.room.page.cards))
    assert preferences().settings.recent == before
    page = window.lessons.room.page
    assert page.isVisible()
    go = [one for one in page.findChildren(Button) if one.text() == f"继续 {NUMBER}"]
    assert len(go) == 1
    go[0].click()
    until(lambda: window.room is not None)
    assert there(window.session).path == lesson_path


@pytest.mark.nightly
def test_begin_anew_asks_once_and_then_makes_the_case_as_it_was(
    window: MainWindow, lesson_room: Room, lesson_path: Path
) -> None:
    session = lesson_room.session
    session.act(replace(session.case, texts=()), "", "act.text")
    number = len(session.case.texts)
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F9)
    assert window.room is lesson_room
    assert "再按一次" in window.lessons.room.strip.told.accessibleName()
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F9)
    until(lambda: window.room is not None and window.room is not lesson_room)
    assert window.room is not None
    assert len(window.room.session.case.texts) >= number
    assert not window.room.session.can_undo
    assert window.room.session.path == lesson_path


def test_a_lesson_says_what_it_said(window: MainWindow, lesson_room: Room) -> None:
    assert not differing("lesson", window, SCREENS, lesson_room)
