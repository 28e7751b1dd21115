"""What a correction round does on the platform: pictures to delete, to upload, to click anew."""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.cases.case import Case
from zcdesk.cases.records import DeliveredFile
from zcdesk.cases.sent import below_root, sent_files
from zcdesk.export.papers.checklist import checklist
from zcdesk.export.papers.differences import Difference, PlatformChange, differences, gone_files
from zcdesk.export.plan.layout import PlannedPage
from zcdesk.export.plan.manifest import Content, Finished, FinishedPicture
from zcdesk.notices.profile.notice import Notice


def changes_of(
    case: Case,
    notice: Notice,
    planned: Sequence[PlannedPage],
    kept: Sequence[PlannedPage],
    pictures: Finished,
    same: Finished,
) -> tuple[Difference, ...]:
    """Return what is to be done on the platform since the package that was handed in.

    Args:
        case: The whole case, with its deliveries and returns.
        notice: What is asked.
        planned: Every picture that was made, also those that did not change.
        kept: Those that changed.
        pictures: Finished pictures of ``kept``.
        same: Finished pictures that are the very ones that were handed in.
    """
    again = [page for page in planned if page.file in same and _clicks_otherwise(case, page)]

    listed = checklist(notice, kept, pictures, content=Content.CHANGES)
    clicked = checklist(notice, again, same, content=Content.CHANGES)
    return differences(case, notice, listed.rows, gone_files(case, planned), clicked.rows)


def _clicks_otherwise(case: Case, page: PlannedPage) -> bool:
    """Tell whether another answer is to be clicked than the one that was handed in."""
    before = sent_files(case).get(below_root(page.file.as_posix()))
    if before is None or not before.file.answer:
        return False
    return page.answer is not None and page.answer != before.file.answer


def delivered(
    planned: Sequence[PlannedPage], finished: Finished, lines: Sequence[Difference] = ()
) -> tuple[DeliveredFile, ...]:
    """Return what to note about a package: its pictures, what is deleted, what is clicked anew.

    Args:
        planned: Every picture that was made.
        finished: Those that are in the package, and those that only are to be clicked otherwise.
        lines: What is to be done on the platform, for a package of changes.
    """
    written = {below_root(page.file.as_posix()) for page in planned if page.file in finished}
    gone = [
        line.old.file
        for line in lines
        if line.change in (PlatformChange.DELETE, PlatformChange.REPLACE)
        and line.old is not None
        and below_root(line.old.file.name) not in written
    ]
    return (
        *(_delivered(page, finished[page.file]) for page in planned if page.file in finished),
        *(DeliveredFile(old.name, "", old.slot, old.page) for old in gone),
    )


def _delivered(page: PlannedPage, picture: FinishedPicture) -> DeliveredFile:
    name = page.file.as_posix()
    joined = tuple(one.page.number for one in page.joined)
    return DeliveredFile(
        name, picture.sha256, page.slot, page.number, str(page.answer or ""), joined
    )
