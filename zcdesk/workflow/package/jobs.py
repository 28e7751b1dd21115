"""What a worker is asked for to make one picture of a package, now or ahead, and does."""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.cases.acts.deciding import ReviewedPage, reviewed
from zcdesk.cases.case import Case
from zcdesk.cases.records import Arrangement, FileLimit
from zcdesk.checks.slots.pages import secrecy_open
from zcdesk.export.plan.columns import Limits
from zcdesk.export.plan.manifest import Content
from zcdesk.notices.profile.notice import Notice
from zcdesk.workflow.package.routes import content_of, leaves_so
from zcdesk.workflow.package.second_reading import left_open
from zcdesk.workflow.tasks.finishing import Finished, PagePart, PictureJob, finish, finish_unwritten
from zcdesk.workflow.tasks.sought import Sought


def make_picture(job: PictureJob) -> Finished:
    """Make one picture of a package, write it and read it again from the disk.

    Raises:
        ScanError: A scan cannot be used any more, or has other content now.
        LimitTooSmallError: Nothing readable fits the limit.
        OutputError: The JPEG cannot be written.
    """
    from zcdesk.workflow.tasks.places import pixels_of  # every decoder: the worker's alone

    return finish(job, (pixels_of(part.page) for part in job.parts))


def make_ahead(job: PictureJob) -> tuple[Finished, bytes]:
    """Make one picture and read it again before anybody exports it; return it with its bytes.

    Raises:
        ScanError: A scan cannot be used any more, or has other content now.
        LimitTooSmallError: Nothing readable fits the limit.
    """
    from zcdesk.workflow.tasks.places import pixels_of

    return finish_unwritten(job, (pixels_of(part.page) for part in job.parts))


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
        case: The case as it stands.
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
