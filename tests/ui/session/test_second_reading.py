"""What a person confirms is read again while she goes on; the export then reads nothing."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.workflow.package.test_kept_pictures import (
    NOTICE,
    NOW,
    CountingPool,
    kept_names,
    stored_case,
)
from tests.workflow.package.test_reading_ahead import with_the_name
from zcdesk.cases.case import CasePage, PageState
from zcdesk.notices.files.loading import load_notice
from zcdesk.ui.session.second_reading import SecondReading
from zcdesk.ui.session.session import Session, opened
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.package.exporting import PackageDone, export_case
from zcdesk.workflow.review.reviewing import accept


@pytest.fixture
def session(one_worker: WorkerPool, tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    stored = stored_case(tmp_path / "案卷", 2)
    session = Session(stored.case, CountingPool(one_worker), opened=opened(stored))
    yield session
    session.close()


@pytest.mark.slow
def test_a_page_is_read_when_it_is_confirmed_and_an_export_takes_it(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    assert session.path is not None
    second, case = SecondReading(session), session.case
    session.act(case.with_page(_unconfirmed(session, 1)), "", "decide")
    qtbot.waitUntil(lambda: len(kept_names(tmp_path / "案卷" / "甲.zcase")) == 1)
    qtbot.waitUntil(lambda: not second.busy)
    assert len(kept_names(session.path)) == 1
    session.act(accept(session.case, 1, session.notice), "", "decide")
    qtbot.waitUntil(lambda: len(kept_names(tmp_path / "案卷" / "甲.zcase")) == 2)
    pool = session.pool
    assert isinstance(pool, CountingPool)
    before = pool.made  # shared with whoever counted on the same workers
    steps = export_case(
        pool, session.case, load_notice(NOTICE), tmp_path / "包", NOW, stored=session.stored
    )
    done = list(second.apart(steps))[-1]
    assert isinstance(done, PackageDone)
    assert (done.exported, pool.made - before) == (2, 0)
    second.close()


def _unconfirmed(session: Session, number: int) -> CasePage:
    return replace(session.case.page(number), confirmed="")


def test_an_export_that_waits_for_a_page_is_not_begun_when_the_case_is_closed(
    session: Session,
) -> None:
    second = SecondReading(session)
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
    stored = with_the_name(tmp_path)
    session = Session(stored.case, one_worker, opened=opened(stored))
    second = SecondReading(session)
    with qtbot.waitSignal(second.doubted) as told:
        session.changed.emit()
    assert told.args == [1]
    assert session.overview.of(1).state is PageState.REVIEW
    assert not session.overview.of(1).confirmed
    second.close()
    session.close()


def test_a_case_without_a_file_reads_nothing_ahead(
    qtbot: QtBot, one_worker: WorkerPool, tmp_path: Path
) -> None:
    with stored_case(tmp_path / "案卷", 1) as stored:
        session = Session(stored.case, one_worker)
        second = SecondReading(session)
        session.changed.emit()
        assert not second.busy
        second.close()
        session.close()
