"""Pages are read without a halt, the page on screen first, whatever is done to pages meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.workflow.drawn_case import APPLICANT, page_of
from zcdesk.applicant import Target
from zcdesk.cases.acts.deciding import rename_applicant
from zcdesk.cases.case import Case
from zcdesk.errors import ZcdeskError
from zcdesk.reading.line import Reading
from zcdesk.sorting.told import NOTHING
from zcdesk.ui.session.session import Session
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.one_page.examining import Examined
from zcdesk.workflow.one_page.sought import Sought

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
        page = case.page(number).page
        assert page is not None
        future.set_result(Examined(page, Reading(page.width, page.height, ()), (), NOTHING))


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
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
def test_no_worker_waits_for_the_end_of_a_portion(qtbot: QtBot, session: Session) -> None:
    pool = hand(session)
    session.read()
    for done in range(COUNT):
        left = min(3, COUNT - done)
        qtbot.waitUntil(lambda left=left: len(pool.open) == left)  # type: ignore[misc]
        pool.end(session.case, pool.open[-1])  # the first one given takes longest
    qtbot.waitUntil(lambda: not session.is_reading)
    assert not session.overview.waiting
    assert len(pool.given) == COUNT


def test_the_page_on_screen_is_the_next_one_that_is_read(qtbot: QtBot, session: Session) -> None:
    pool = hand(session)
    session.read()
    qtbot.waitUntil(lambda: pool.open == [1, 2, 3])
    session.current = 11
    pool.end(session.case, 2)
    qtbot.waitUntil(lambda: pool.open == [1, 3, 11])
    pool.end(session.case, 1)
    qtbot.waitUntil(lambda: pool.open == [3, 11, 4])


@pytest.mark.slow
def test_a_page_that_was_turned_while_it_was_read_is_read_again_before_the_end(
    qtbot: QtBot, session: Session
) -> None:
    pool = hand(session)
    session.read()
    qtbot.waitUntil(lambda: pool.open == [1, 2, 3])
    before = session.case
    session.act(before.with_page(replace(before.page(2), turned=90)), "", "turn")
    pool.end(before, 2)
    qtbot.waitUntil(lambda: len(pool.given) == 4)  # the next page, or the turned one at once
    assert session.overview.waiting[:3] == (1, 2, 3)
    pool.end(session.case, 1)
    qtbot.waitUntil(lambda: pool.open.count(2) == 1)
    pool.end(session.case, 2)
    qtbot.waitUntil(lambda: 2 not in session.overview.waiting)
    assert session.case.page(2).turned == 90


@pytest.mark.slow
def test_what_was_searched_for_other_words_is_not_taken(qtbot: QtBot, session: Session) -> None:
    pool = hand(session)
    session.read()
    qtbot.waitUntil(lambda: pool.open == [1, 2, 3])
    before = session.case
    words = replace(APPLICANT, aliases=("张伟",))
    session.act(rename_applicant(before, words), "", "words")
    pool.end(before, 1)
    qtbot.waitUntil(lambda: sum(one.applicant == words for _, one, _ in pool.given) >= 3)
    assert len(session.overview.waiting) == COUNT
