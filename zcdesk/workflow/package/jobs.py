"""Pictures of a package as a worker makes them, asked for now or while a person looks ahead.

What passes is kept in the case with its bytes, so that an export writes it, reads it back and
compares; what does not comes back while its page is still near.
"""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import replace

from zcdesk.cases.acts.deciding import ReviewedPage, reviewed
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file_limits import Arrangement, FileLimit
from zcdesk.checks.slots.pages import secrecy_open
from zcdesk.export.plan.columns import Limits
from zcdesk.export.plan.layout import content_of, leaves_so
from zcdesk.export.plan.manifest import Content
from zcdesk.notices.profile.notice import Notice
from zcdesk.workers.pool import WorkerPool, outcome_of
from zcdesk.workflow.one_page.finishing import (
    Finished,
    PagePart,
    PictureJob,
    finish,
    finish_unwritten,
)
from zcdesk.workflow.one_page.sought import Sought
from zcdesk.workflow.package.second_reading import KeptPictures, doubted_page, left_open


def make_picture(job: PictureJob) -> Finished:
    """Make one picture of a package, write it and read it again from the disk.

    Raises:
        ScanError: A scan cannot be used any more, or has other content now.
        LimitTooSmallError: Nothing readable fits the limit.
        OutputError: The JPEG cannot be written.
    """
    from zcdesk.workflow.one_page.found_scans import pixels_of  # every decoder: the worker's alone

    return finish(job, job.pictures(pixels_of))


def make_ahead(job: PictureJob) -> tuple[Finished, bytes]:
    """Make one picture and read it again before anybody exports it; return it with its bytes.

    Raises:
        ScanError: A scan cannot be used any more, or has other content now.
        LimitTooSmallError: Nothing readable fits the limit.
    """
    from zcdesk.workflow.one_page.found_scans import pixels_of

    return finish_unwritten(job, job.pictures(pixels_of))


def picture_job(
    case: Case, pages: Sequence[ReviewedPage], part: tuple[int, int], limit: FileLimit,
    *, covered: bool, output: str = "", known: str = "",
) -> PictureJob:  # fmt: skip
    """Return what is asked of a worker for one picture.

    Args:
        case: Whose words are sought.
        pages: The pages in the picture, all of one slot, from the top.
        part: Which part of the page it is, and of how many.
        limit: What the platform takes.
        covered: Covers are burnt in.
        output: Where it is written.
        known: SHA-256 of the one that was handed in.
    """
    sought = Sought(case.applicant, case.targets_on(pages[0].page))
    parts = tuple(map(_part, pages))
    return PictureJob(parts, part, covered, limit, sought, output, known)


def ahead_job(notice: Notice, case: Case, number: int) -> PictureJob | None:
    """Return what an export of the case would ask for the picture of one page.

    None where it would ask nothing, or nothing that is known before the other pages of its slot
    are confirmed. What leaves uncovered is none of it, either: it stays with the export.

    Args:
        notice: What is asked, with the case's own marks.
        case: The case as it is.
        number: The page.
    """
    page, content = case.page(number), content_of(case)
    if content is not Content.COVERED or not leaves_so(case, page, content):
        return None
    limits = Limits(notice, case)
    limit = limits.of_picture(page.slot)
    joined = limit.arrangement is not Arrangement.ONE_EACH or limit.most_pictures is not None
    if joined or limits.weighs(page.slot) or secrecy_open(notice, case, page):
        return None
    ready = reviewed(case, (number,))
    return picture_job(case, ready, (1, 1), limit, covered=True) if ready else None


def _part(page: ReviewedPage) -> PagePart:
    assert page.page.page is not None  # only read pages can be confirmed
    return PagePart(page.page.page, page.covers, left_open(page.page))


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
            case: The case as it is.
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
