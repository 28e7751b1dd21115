"""Confirmed pages become a package: burnt in, written, read again, and only then released."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from zcdesk.applicant import Target
from zcdesk.cases.case import Case, CasePage, Decision
from zcdesk.cases.deciding import ReviewedPage, reviewed
from zcdesk.checks.evaluating import evaluate
from zcdesk.errors import ZcdeskError
from zcdesk.export.finished import FinishedPicture
from zcdesk.export.layout import PlannedPage, plan
from zcdesk.export.left_out import LeftOut, Reason, pages_left_out
from zcdesk.export.open_points import open_points
from zcdesk.export.package import Staging
from zcdesk.findings import Finding, warning
from zcdesk.geometry import Polygon
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.notices.notice import Notice
from zcdesk.verification.picture import Status
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workflow.page_tasks import Finished, Sought, finish_page


@dataclass(frozen=True)
class Exported:
    """One page written and read again.

    ``page`` is the page with the places that the second reading doubts as new hits, or None when
    it doubts nothing; such a page stays out until a person has looked.
    """

    number: int
    findings: tuple[Finding, ...]
    page: CasePage | None = None


@dataclass(frozen=True)
class PackageDone:
    """The package lies in its place."""

    folder: Path
    checklist: Path
    exported: int
    left_out: tuple[LeftOut, ...]


def export_case(
    pool: WorkerPool, case: Case, notice: Notice, folder: Path, now: datetime
) -> Generator[Exported | PackageDone, None, None]:
    """Write the package of all confirmed pages; last of all comes ``PackageDone``.

    Closing the generator earlier leaves what stood at ``folder`` before.

    Args:
        pool: Where pages are written and read again.
        case: The case; pages without a valid confirmation stay out.
        notice: What is asked.
        folder: The package; its parent folders are made.
        now: For the deadlines on the checklist.

    Raises:
        NothingToExportError: No page is confirmed, or none passed the second reading.
        ZcdeskError: The folder cannot be used; its sentence says why.
    """
    planned = plan(notice, reviewed(case))
    by_number = {page.number: page for page in planned}
    sought = Sought(case.applicant, case.targets)
    pictures: dict[PurePosixPath, FinishedPicture] = {}
    failed: list[LeftOut] = []
    with Staging.start(folder) as staging:
        for outcome in run_each(pool, finish_page, _tasks(case, planned, staging, sought)):
            page = by_number[outcome.key]
            exported = _exported(page, outcome.result, outcome.error)
            if outcome.result is not None and exported.page is None:
                pictures[page.file] = _picture(page, outcome.result)
            else:
                staging.withdraw(page)
                failed.append(LeftOut(page.number, _reason(outcome.result)))
            yield exported
        kept = tuple(page for page in planned if page.file in pictures)
        kept_numbers = {page.number for page in kept}
        told = {one.number for one in failed}
        left_out = (
            *failed,
            *(one for one in pages_left_out(case, kept_numbers) if one.number not in told),
        )
        report = staging.finish(
            notice, kept, pictures, left_out, open_points(evaluate(notice, case, now))
        )
    yield PackageDone(report.folder, report.checklist, len(kept), report.left_out)


def _tasks(
    case: Case, planned: Sequence[PlannedPage], staging: Staging, sought: Sought
) -> Iterator[tuple[int, str, Sequence[object]]]:
    for one in planned:
        page = one.reviewed.page
        output = str(staging.picture_path(one))
        arguments = (page.page, one.reviewed.covers, allowed(page), sought, output)
        yield one.number, page.file_name, arguments


def allowed(page: CasePage) -> tuple[Polygon, ...]:
    """Return the places of a page that stay open knowingly: near misses and what was left open."""
    return tuple(
        hit.mask.polygon
        for index, hit in enumerate(page.hits)
        if (page.decision(index) or default_of(hit)) is Decision.LEAVE
    )


def default_of(hit: Hit) -> Decision:
    """Return what happens to a hit while nobody decided otherwise."""
    return Decision.COVER if hit.covers_by_default else Decision.LEAVE


def _exported(
    planned: PlannedPage, finished: Finished | None, error: ZcdeskError | None
) -> Exported:
    page = planned.reviewed.page
    if finished is None:
        findings = (error.finding(),) if error else ()
        return Exported(planned.number, findings, page)
    verified = finished.verified
    if verified.status is Status.CLEAN:
        return Exported(planned.number, verified.findings)
    doubts = tuple(second_look(place) for place in verified.places)
    findings = (*page.findings, *(() if doubts else (warning("page.second_look"),)))
    changed = replace(page, hits=(*page.hits, *doubts), findings=findings)
    return Exported(planned.number, verified.findings, changed)


def second_look(place: Polygon) -> Hit:
    """Return a place that the second reading doubts as a hit for a person to decide."""
    mask = Mask(Target.NAME, place, "", 0.5, Origin.SPOTTED)
    return Hit(mask, Verdict.DOUBT, warning("hit.second_look"))


def _reason(finished: Finished | None) -> Reason:
    if finished is not None and finished.verified.status is Status.LEAK:
        return Reason.STILL_READABLE
    return Reason.NOT_VERIFIED


def _picture(planned: PlannedPage, finished: Finished) -> FinishedPicture:
    return FinishedPicture(
        finished.sha256,
        finished.width,
        finished.height,
        finished.thumbnail,
        _still_shows(planned.reviewed),
    )


def _still_shows(page: ReviewedPage) -> frozenset[Target]:
    """Return what the person decided to leave open, beyond what the program itself left."""
    return frozenset(
        page.page.hits[index].mask.target
        for index, decision in page.page.decisions
        if decision is Decision.LEAVE
        and page.page.hits[index].verdict is not Verdict.LEAVE
        and page.page.hits[index].mask.matched
    )
