"""Confirmed pages are made and read a second time while a person looks at the next ones.

What passes is kept in the case with its bytes, so that an export writes it, reads it back and
compares; what does not comes back while its page is still near.
"""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterable
from concurrent.futures import CancelledError, Future
from dataclasses import replace

from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.notices.profile.notice import Notice
from zcdesk.workers.pool import WorkerPool, outcome_of
from zcdesk.workflow.package.jobs import ahead_job, make_ahead
from zcdesk.workflow.package.kept_pictures import KeptPictures
from zcdesk.workflow.package.second_reading import doubted_page
from zcdesk.workflow.tasks.finishing import Finished, PictureJob


class ReadingAhead:
    """The second readings of one open case, a page at a time.

    Attributes:
        alone: Held while a page is made, and by whoever exports: nothing is made twice at once.
        ended: No page is made any more.
    """

    def __init__(self, pool: WorkerPool, stored: CaseFile) -> None:
        self.alone = threading.Lock()
        self._pool, self._kept = pool, KeptPictures(stored)
        self._about: Case | None = None
        self._seen: dict[int, CasePage] = {}
        self._made: dict[int, PictureJob] = {}
        self._running: Future[tuple[Finished, bytes]] | None = None
        self.ended = False

    def left(self, case: Case, numbers: Iterable[int]) -> list[int]:
        """Return the pages that were not looked at as they are in this case."""
        about = replace(case, pages=(), deliveries=(), rounds=(), stations=())
        if about != self._about:
            self._about, self._seen = about, {}
        return [number for number in numbers if self._seen.get(number) is not case.page(number)]

    def read(
        self, case: Case, notice: Notice, numbers: Iterable[int]
    ) -> Generator[tuple[CasePage, CasePage], None, None]:
        """Make, read and keep the first of some pages that lacks it, and no other.

        Args:
            case: The case as it stands.
            notice: What is asked.
            numbers: Pages, in the order in which they are wanted.

        Yields:
            The page as it was and with what the second reading doubts, if it doubts anything.
        """
        notice = case.marked(notice)
        for number in numbers:
            page = self._seen[number] = case.page(number)
            job = ahead_job(notice, case, number)
            if job is None:
                continue
            if self._kept.holds(job):  # of an earlier day, or of an export
                self._note(number, job)
                continue
            with self.alone:
                if self.ended:
                    return
                made = self._finished(job, page.file_name)
            self._note(number, job)
            self._kept.forget_others(2 * len(case.pages))
            doubted = doubted_page(page, made.verified) if made is not None else None
            if doubted is not None:
                yield page, doubted
            return

    def stop(self) -> None:
        """Give the page in hand up; whoever waits for it goes on at once."""
        self.ended = True
        if self._running is not None:
            self._running.cancel()

    def _note(self, number: int, job: PictureJob) -> None:
        """Note what a page has become; the picture in whose place it comes is dropped."""
        before, self._made[number] = self._made.get(number), job
        if before not in (None, job):
            self._kept.forget(before)

    def _finished(self, job: PictureJob, file_name: str) -> Finished | None:
        """Return a picture that was made, read, and kept if it passed; None where it failed.

        What failed fails in the export, too, and is reported there.
        """
        self._running = self._pool.submit(make_ahead, job)
        try:
            made = outcome_of(file_name, self._running, file_name).result
        except CancelledError:
            return None
        if made is None:
            return None
        finished, picture = made
        self._kept.keep(job, finished, picture)
        return finished
