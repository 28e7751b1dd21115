"""Words that are added later: looked for everywhere at once, without reading a page again."""

import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.cases.made import laid_down
from tests.ui.conftest import Press, entered, in_review, see, there, until
from tests.workflow.drawn_case import APPLICANT, page_of
from tests.workflow.package import test_kept_pictures
from zcdesk.applicant import Target
from zcdesk.cases.acts.deciding import rename_applicant
from zcdesk.cases.case import NO_NAME, Case, CasePage, Decision, PageState
from zcdesk.cases.file.store import open_case
from zcdesk.errors import ZcdeskError
from zcdesk.findings import warning
from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.reading.line import Reading
from zcdesk.sorting.told import NOTHING, PageTold
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.look import fonts
from zcdesk.ui.session.second_reading import SecondReading
from zcdesk.ui.session.session import Session, opened
from zcdesk.ui.words.notice_words import most_useful_first
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.known_forms import StoredReadings
from zcdesk.workflow.case.session_readings import SessionReadings
from zcdesk.workflow.one_page.examining import Examined
from zcdesk.workflow.one_page.sought import Sought
from zcdesk.workflow.package.exporting import PackageDone, export_case
from zcdesk.workflow.review.reviewing import accept


@pytest.fixture
def room(window: MainWindow, tmp_path: Path, sorted_case: Case, readings: SessionReadings) -> Room:
    """The room of a case file that knows the readings of its pages."""
    path = tmp_path / "申报.zcase"
    page = sorted_case.page(5)
    told = PageTold(kind="diploma", sure=True, names=("陆听澜",))
    page = replace(page, told=told, findings=(warning(NO_NAME, document="毕业证"),))
    with open_case(laid_down(path, sorted_case.with_page(page))) as stored:
        for one in stored.case.pages:
            reading = readings.of(one.page) if one.page is not None else None
            if one.page is not None and reading is not None:
                StoredReadings(stored).keep(one.page, reading)
    return entered(window, path)


@pytest.mark.nightly
def test_an_added_spelling_is_found_unread_and_undone(window: MainWindow, room: Room) -> None:
    session = room.session
    room.router.go(At("review", 5, 0))
    room.review.acts.cover()
    before = session.case
    reads: list[bool] = []
    session.reading_changed.connect(lambda: reads.append(session.is_reading))
    room.router.go(At("identity"))
    window.identity.aliases.show_words(("陆听澜",))
    window.identity.primary.click()
    until(lambda: session.case.applicant.aliases == ("陆听澜",))
    assert not any(reads)
    assert len(session.case.page(2).hits) == len(before.page(2).hits) + 1
    assert session.case.page(5).decision(0) is Decision.COVER
    assert len(session.case.page(5).hits) == len(before.page(5).hits) + 1
    session.undo()
    assert session.case == before


@pytest.mark.slow
def test_the_name_beside_its_label_is_offered_for_a_missing_one(room: Room, press: Press) -> None:
    room.router.go(At("review", 5, -1))
    offer = room.review.decisions.whose
    see(room.review)
    assert offer.isVisible()
    assert "陆听澜" in offer.spellings[0].text()
    press(Qt.Key.Key_U)
    until(lambda: bool(room.session.case.applicant.aliases))
    assert not offer.isVisible()
    assert not room.session.case.page(5).findings
    assert any(hit.mask.matched == "alias:1" for hit in room.session.case.page(2).hits)


@pytest.mark.nightly
def test_the_word_below_an_own_cover_is_found_everywhere(room: Room, press: Press) -> None:
    in_review(room, 2)
    acts = room.review.acts
    acts.draw(165, 355, 270, 410)
    room.review.canvas.view.setFocus()
    press(Qt.Key.Key_T)
    until(lambda: bool(room.session.case.applicant.aliases))
    assert room.session.case.applicant.aliases == ("陆听澜",)
    assert any(hit.mask.matched == "alias:1" for hit in room.session.case.page(5).hits)


@pytest.mark.nightly
def test_words_searched_for_while_leaving_are_kept(window: MainWindow, room: Room) -> None:
    path = there(room.session.path)
    room.words.add(Target.NAME, "陆听澜")
    window.show_start()
    case = entered(window, path).session.case
    assert case.applicant.aliases == ("陆听澜",)
    assert any(hit.mask.matched == "alias:1" for hit in case.page(2).hits)


@pytest.mark.slow
def test_a_letter_that_cannot_be_read_is_told_where_it_is_typed(window: MainWindow) -> None:
    window.new_case("region-senior-2024")
    window.identity.employer.setText("某某公司")
    window.identity.name.setText("张𰻝")
    unread = window.identity.unread
    until(unread.isVisible)
    # By its code where no font of the computer has it.
    assert ("".join(fonts.missing("𰻝")) or "𰻝") in unread.accessibleName()
    window.identity.name.setText("张伟")
    until(lambda: not unread.isVisible())


def test_a_name_in_uyghur_is_not_called_unreadable(window: MainWindow) -> None:
    window.new_case("region-senior-2024")
    window.identity.employer.setText("某某公司")
    window.identity.name.setText("张𰻝")
    window.identity.aliases.show_words(("ئالىمجان تۇرسۇن",))
    window.identity.aliases.changed.emit()
    unread = window.identity.unread
    until(unread.isVisible)
    assert "ئالىمجان" not in unread.accessibleName()


COUNT = 14


class ByHand(WorkerPool):
    """Two workers whose pages are done when the test says so, in the order they were given."""

    def __init__(self) -> None:
        self.workers = 2
        self.given: list[tuple[str, Sought, Future[Any]]] = []
        self.over = False

    def submit(self, function: Callable[..., Any], *arguments: Any, **_: object) -> Future[Any]:
        future: Future[Any] = Future()
        if self.over:
            future.set_exception(ZcdeskError())
        self.given.append((Path(arguments[0]).stem[-2:].strip(), arguments[2], future))
        return future

    @property
    def open(self) -> list[int]:
        return [int(name) for name, _, future in self.given if not future.done()]

    def end(self, case: Case, number: int) -> None:
        """Answer that a page holds nothing."""
        future = next(one for name, _, one in self.given if int(name) == number and not one.done())
        page = there(case.page(number).page)
        future.set_result(Examined(page, Reading(page.width, page.height, ()), (), NOTHING))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    pages = [page_of(tmp_path, number, "diploma", 60) for number in range(1, COUNT + 1)]
    waiting = tuple(replace(page, examined=False) for page in pages)
    case = Case("region-senior-2024", APPLICANT, frozenset({Target.NAME}), waiting)
    session = Session(case, ByHand())
    yield session
    hand(session).over = True
    for _, _, future in hand(session).given:
        if not future.done():
            future.set_exception(ZcdeskError())
    session.close()


def hand(session: Session) -> ByHand:
    assert isinstance(session.pool, ByHand)
    return session.pool


@pytest.mark.slow
def test_no_worker_waits_for_the_end_of_a_portion(session: Session) -> None:
    pool = hand(session)
    session.read()
    for done in range(COUNT):
        left = min(3, COUNT - done)
        until(lambda left=left: len(pool.open) == left)  # type: ignore[misc]
        pool.end(session.case, pool.open[-1])  # the first one given takes longest
    until(lambda: not session.is_reading)
    assert not session.overview.waiting
    assert len(pool.given) == COUNT


def test_the_page_on_screen_is_the_next_one_that_is_read(session: Session) -> None:
    pool = hand(session)
    session.read()
    until(lambda: pool.open == [1, 2, 3])
    session.current = 11
    pool.end(session.case, 2)
    until(lambda: pool.open == [1, 3, 11])
    pool.end(session.case, 1)
    until(lambda: pool.open == [3, 11, 4])


@pytest.mark.slow
def test_a_page_turned_while_it_was_read_is_read_again_before_the_end(session: Session) -> None:
    pool = hand(session)
    session.read()
    until(lambda: pool.open == [1, 2, 3])
    before = session.case
    session.act(before.with_page(replace(before.page(2), turned=90)), "", "turn")
    pool.end(before, 2)
    until(lambda: len(pool.given) == 4)  # the next page, or the turned one at once
    assert session.overview.waiting[:3] == (1, 2, 3)
    pool.end(session.case, 1)
    until(lambda: pool.open.count(2) == 1)
    pool.end(session.case, 2)
    until(lambda: 2 not in session.overview.waiting)
    assert session.case.page(2).turned == 90


@pytest.mark.slow
def test_what_was_searched_for_other_words_is_not_taken(session: Session) -> None:
    pool = hand(session)
    session.read()
    until(lambda: pool.open == [1, 2, 3])
    before = session.case
    words = replace(APPLICANT, aliases=("张伟",))
    session.act(rename_applicant(before, words), "", "words")
    pool.end(before, 1)
    until(lambda: sum(one.applicant == words for _, one, _ in pool.given) >= 3)
    assert len(session.overview.waiting) == COUNT


@pytest.fixture
def twice(one_worker: WorkerPool, tmp_path: Path) -> Iterator[Session]:
    stored = test_kept_pictures.stored_case(tmp_path / "案卷", 2)
    twice = Session(stored.case, test_kept_pictures.CountingPool(one_worker), opened=opened(stored))
    yield twice
    twice.close()


@pytest.mark.nightly
def test_a_confirmed_page_is_read_and_an_export_takes_it(twice: Session, tmp_path: Path) -> None:
    assert twice.path is not None
    second, case = SecondReading(twice), twice.case
    twice.act(case.with_page(_unconfirmed(twice, 1)), "", "decide")
    until(lambda: len(test_kept_pictures.kept_names(tmp_path / "案卷" / "甲.zcase")) == 1)
    until(lambda: not second.busy)
    assert len(test_kept_pictures.kept_names(twice.path)) == 1
    twice.act(accept(twice.case, 1, twice.notice), "", "decide")
    until(lambda: len(test_kept_pictures.kept_names(tmp_path / "案卷" / "甲.zcase")) == 2)
    pool = twice.pool
    assert isinstance(pool, test_kept_pictures.CountingPool)
    before = pool.made  # shared with whoever counted on the same workers
    steps = export_case(
        pool,
        twice.case,
        load_notice(test_kept_pictures.NOTICE),
        tmp_path / "包",
        test_kept_pictures.NOW,
        stored=twice.stored,
    )
    done = list(second.apart(steps))[-1]
    assert isinstance(done, PackageDone)
    assert (done.exported, pool.made - before) == (2, 0)
    second.close()


def _unconfirmed(twice: Session, number: int) -> CasePage:
    return replace(twice.case.page(number), confirmed="")


def test_an_export_that_waits_is_not_begun_when_the_case_is_closed(twice: Session) -> None:
    second = SecondReading(twice)
    begun: list[int] = []

    def steps() -> Generator[int, None, None]:
        begun.append(1)
        yield 1

    assert second._ahead is not None
    waits = second.apart(steps())
    walk = threading.Thread(target=lambda: list(waits))
    with second._ahead.alone:  # as while a page is made, for as long as the test needs it
        walk.start()
        second.close()
    walk.join()
    assert begun == []


@pytest.mark.slow
def test_a_page_in_doubt_is_told_and_waits_for_a_person(
    qtbot: QtBot, one_worker: WorkerPool, tmp_path: Path
) -> None:
    stored = test_kept_pictures.with_the_name(tmp_path)
    twice = Session(stored.case, one_worker, opened=opened(stored))
    second = SecondReading(twice)
    with qtbot.waitSignal(second.doubted) as told:
        twice.changed.emit()
    assert told.args == [1]
    assert twice.overview.of(1).state is PageState.REVIEW
    assert not twice.overview.of(1).confirmed
    second.close()
    twice.close()


def test_a_case_without_a_file_reads_nothing_ahead(one_worker: WorkerPool, tmp_path: Path) -> None:
    with test_kept_pictures.stored_case(tmp_path / "案卷", 1) as stored:
        twice = Session(stored.case, one_worker)
        second = SecondReading(twice)
        twice.changed.emit()
        assert not second.busy
        second.close()
        twice.close()


def test_of_notices_that_are_over_the_newest_comes_first() -> None:
    notices = [load_notice(one) for one in notice_ids()]
    later, then = (most_useful_first(notices, day) for day in (date(2030, 1, 1), date(2024, 9, 20)))
    assert (later[0].id, then[0].id) == ("urumqi-private-2025", "etdz-2024")
