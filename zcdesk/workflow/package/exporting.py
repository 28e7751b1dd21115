"""Confirmed pages become a package: made, written, read again, and only then released."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from zcdesk.applicant import Target
from zcdesk.cases.acts.deciding import ReviewedPage, reviewed
from zcdesk.cases.case import Case, CasePage, Decision
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.ordering import in_slot_order
from zcdesk.cases.records import Delivery, DeliveryKind
from zcdesk.cases.tables.faults import DamagedOriginalError, OutsideOriginalError
from zcdesk.checks.concerning.gathering import concerning
from zcdesk.checks.concerning.owed import asked_papers
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.slots.pages import secrecy_open
from zcdesk.errors import OutputError, ZcdeskError
from zcdesk.export.package.packing import Staging
from zcdesk.export.package.problems import (
    ColumnOpenError,
    NonePassedError,
    OriginalsLostError,
    SecrecyNotToldError,
    told_for,
)
from zcdesk.export.papers.checklist import Checklist
from zcdesk.export.papers.difference_page import difference_page
from zcdesk.export.papers.differences import Difference, below_root, sent_files
from zcdesk.export.papers.open_points import open_points
from zcdesk.export.plan.columns import Limits, PlannedPdf, planned_pdfs, share_of
from zcdesk.export.plan.finished import FinishedPicture
from zcdesk.export.plan.layout import PlannedPage, plan
from zcdesk.export.plan.left_out import LeftOut, Reason, pages_left_out
from zcdesk.export.plan.manifest import DIFFERENCES, Content
from zcdesk.export.plan.names import given_stems
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding, Severity
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.timing import BEIJING
from zcdesk.pages.opening.refusals import ChangedScanError
from zcdesk.verification.covers.left_open import Find, LeftOpen
from zcdesk.verification.picture import Status
from zcdesk.workers.pool import Outcome, WorkerPool, outcome_of, run_each
from zcdesk.workflow.package.binding import bind, waits_for_others
from zcdesk.workflow.package.changes import changes_of, delivered
from zcdesk.workflow.package.kept_pictures import KeptPictures
from zcdesk.workflow.package.making_pictures import make_picture
from zcdesk.workflow.package.measuring import measured_bands
from zcdesk.workflow.package.own_use import forms_without_text, own_use_files
from zcdesk.workflow.package.routes import content_of, leaves_so
from zcdesk.workflow.tasks.examining import Sought
from zcdesk.workflow.tasks.finishing import Finished, LimitTooSmallError, PagePart, PictureJob

_KINDS = {
    Content.COVERED: DeliveryKind.COVERED,
    Content.FOR_COVERING_INSIDE: DeliveryKind.INSIDE_PLATFORM,
    Content.CHANGES: DeliveryKind.CHANGES,
}


_LONGEST_SECONDS = 600.0
"""For drawing a guide of hundreds of pages, or searching as many files."""

_LOST = (DamagedOriginalError, OutsideOriginalError, ChangedScanError)
"""What tells that the case has no whole scan of a page any more."""

_SECOND_LOOK = "hit.second_look"
"""Why a place is shown that only the reading of the finished picture found."""


@dataclass(frozen=True)
class Exported:
    """One picture written and read again.

    ``page`` is the page with the places that the second reading doubts as new hits, or None when
    it doubts nothing; such a page stays out until a person has looked.
    """

    number: int
    findings: tuple[Finding, ...]
    page: CasePage | None = None


@dataclass(frozen=True)
class PackageDone:
    """The package lies in its place.

    Attributes:
        folder: The package.
        checklist: Its checklist, to open next.
        exported: How many pictures it holds; 0 when there is only something to delete or click.
        left_out: Pages that stayed out.
        delivery: What to note in the case about it.
        differences: What is to be done on the platform, for a package of changes.
    """

    folder: Path
    checklist: Path
    exported: int
    left_out: tuple[LeftOut, ...]
    delivery: Delivery | None = None
    differences: tuple[Difference, ...] = ()


def export_case(
    pool: WorkerPool,
    case: Case,
    notice: Notice,
    folder: Path,
    now: datetime,
    content: Content | None = None,
    whole: Case | None = None,
    stored: CaseFile | None = None,
) -> Generator[Exported | PackageDone, None, None]:
    """Write the package of all confirmed pages; last of all comes ``PackageDone``.

    Closing the generator earlier leaves what stood at ``folder`` before.

    Args:
        pool: Where pages are written and read again.
        case: The case; pages without a valid confirmation stay out.
        notice: What is asked.
        folder: The package; its parent folders are made.
        now: For the deadlines on the checklist.
        content: What the package holds; by the case's route when left out. ``CHANGES`` takes only
            pictures that differ from those handed in last; where there are none, but something is
            to be deleted or clicked otherwise, the package tells just that.
        whole: The whole case where ``case`` is a part of it; what else was handed in stays.
        stored: Where finished pictures are kept: what did not change since is not read again, and
            an export that ended early goes on where it was. None keeps nothing.

    Raises:
        NothingToExportError: No page is confirmed, or none passed the second reading.
        SecrecyNotToldError: The notice asks of each page whether it is secret; nobody said it.
        ZcdeskError: The folder cannot be used; its sentence says why.
    """
    content = content or content_of(case)
    notice = case.marked(notice)
    # As the window has them, also where a case was put together otherwise.
    ordered = in_slot_order(notice, (whole or case).pages)
    places = {page.number: place for place, page in enumerate(ordered, start=1)}
    chosen = [
        replace(reviewed_page, place=places[reviewed_page.page.number])
        for reviewed_page in reviewed(case)
        if leaves_so(case, reviewed_page.page, content)
    ]
    ready = [
        reviewed_page
        for reviewed_page in chosen
        if not secrecy_open(notice, case, reviewed_page.page)
    ]
    if chosen and not ready:
        raise SecrecyNotToldError(clause=_clause_on_secrecy(notice))
    given = given_stems(case.deliveries)
    covered = content is not Content.FOR_COVERING_INSIDE
    limits = Limits(notice, case)
    bands = measured_bands(pool, limits, ready, covered=covered)
    planned = plan(notice, ready, content.pictures, given, limits.of_picture, bands)
    pdfs = planned_pdfs(limits, planned, bands)
    by_file = {page.file: page for page in planned}
    kept_before = KeptPictures(stored)
    pictures: dict[PurePosixPath, FinishedPicture] = {}
    same: dict[PurePosixPath, FinishedPicture] = {}
    failed: dict[int, LeftOut] = {}
    lines: tuple[Difference, ...] = ()

    def in_worker(function: Callable[..., Any], *arguments: object) -> Any:
        future = pool.submit(function, *arguments, seconds=_LONGEST_SECONDS)
        outcome = outcome_of("", future, folder.name)
        if outcome.error is not None:
            raise outcome.error
        return outcome.result

    with (
        Staging.start(folder, content) as staging,
        # Closed before what is staged is removed: no worker writes into it any more.
        closing(
            _pictures(pool, _tasks(limits, planned, staging, content, pdfs), kept_before)
        ) as outcomes,
    ):
        for outcome in outcomes:
            if isinstance(outcome.error, OutputError):  # the disk's fault, not the page's
                with told_for(staging.target):
                    raise outcome.error
            page = by_file[PurePosixPath(outcome.key)]
            made = outcome.result
            exported = _exported(page, made, outcome.error)
            passed = made if exported.page is None else None
            if passed is not None and not passed.unchanged:
                pictures[page.file] = _picture(page, passed)
            else:
                staging.withdraw(page)
                if passed is not None:
                    same[page.file] = _picture(page, passed)
                reason = _reason(made, outcome.error)
                for reviewed_page in page.pages:
                    failed[reviewed_page.page.number] = LeftOut(reviewed_page.page.number, reason)
            yield exported
        if len({page.page.number for joined in planned for page in joined.pages}) == len(ordered):
            kept_before.forget_others()
        sent_before = sent_files(whole or case) if content is Content.CHANGES else {}
        waits = partial(waits_for_others, case, whole, content)
        bound = bind(pdfs, planned, pictures, same, staging, sent_before, in_worker, waits)
        planned, pictures, same = bound.planned, bound.pictures, bound.same
        failed |= {out.number: out for out in bound.left_out}
        kept = _whole(planned, pictures, staging, failed)
        out = {page.page.number for planned_page in kept for page in planned_page.pages}
        evaluation = evaluate(notice, whole or case, now)
        if content is Content.CHANGES:
            lines = changes_of(whole or case, notice, planned, kept, pictures, same)
        if not kept and not lines:
            _tell_failed(failed)
        report = staging.finish(
            notice,
            kept,
            {page.file: pictures[page.file] for page in kept},
            tuple(
                replace(left_out, place=places[left_out.number])
                for left_out in _left_out(case, notice, out, failed, content)
            ),
            (*open_points(evaluation), *forms_without_text(whole or case, notice, evaluation)),
            [deadline for deadline in evaluation.deadlines if deadline.hours_left >= 0],
            own_use_files(case, notice, kept, content, evaluation, in_worker),
            case.applicant,
            _difference_page(whole or case, lines) if lines else None,
            in_worker,
            concerning(notice, whole or case),
            asked_papers(notice, whole or case),
        )
    clicked = {f"{line.row.folder}/{line.row.file}" for line in lines if line.row is not None}
    sent = {page.file: pictures[page.file] for page in kept}
    sent |= {
        file: picture for file, picture in same.items() if below_root(file.as_posix()) in clicked
    }
    files = delivered(planned, sent, lines)
    delivery = Delivery(case.moment(now).astimezone(BEIJING), _KINDS[content], files)
    yield PackageDone(report.folder, report.checklist, len(kept), report.left_out, delivery, lines)


def _clause_on_secrecy(notice: Notice) -> str:
    asked = notice.masking.classified if notice.masking else None
    return asked.clause if asked is not None else ""


def _tasks(
    limits: Limits,
    planned: Sequence[PlannedPage],
    staging: Staging,
    content: Content,
    pdfs: Sequence[PlannedPdf],
) -> Iterator[tuple[str, str, tuple[PictureJob]]]:
    case, limited = limits.case, share_of(pdfs)
    bound = {page.file for pdf in pdfs for page in pdf.pages}
    sent = sent_files(case) if content is Content.CHANGES else {}
    covered = content is not Content.FOR_COVERING_INSIDE
    for planned_page in planned:
        name = planned_page.file.as_posix()
        parts = tuple(_part(page) for page in planned_page.pages)
        before = sent.get(below_root(name))
        apart = before is not None and planned_page.file not in bound
        known = before.file.sha256 if before is not None and apart else ""
        output = str(staging.picture_path(planned_page))
        limit = limited(planned_page, limits.of_picture(planned_page.slot))
        sought = Sought(
            case.applicant, case.targets_on(planned_page.reviewed.page)
        )  # pages of one slot
        job = PictureJob(parts, planned_page.part, covered, limit, sought, output, known)
        yield name, planned_page.reviewed.page.file_name, (job,)


def _pictures(
    pool: WorkerPool, tasks: Iterable[tuple[str, str, tuple[PictureJob]]], kept: KeptPictures
) -> Generator[Outcome[str, Finished], None, None]:
    """Yield every picture: those that were kept, then those that are made, which are kept, too."""
    left = []
    for name, file_name, (job,) in tasks:
        known = kept.take(job)
        if known is None:
            left.append((name, file_name, (job,)))
        else:
            yield Outcome(name, known, None)
    jobs = {name: job for name, _, (job,) in left}
    with closing(run_each(pool, make_picture, left)) as outcomes:
        for outcome in outcomes:
            if outcome.result is not None:
                kept.keep(jobs[outcome.key], outcome.result)
            yield outcome


def _part(page: ReviewedPage) -> PagePart:
    assert page.page.page is not None  # only read pages can be confirmed
    return PagePart(page.page.page, page.covers, left_open(page.page))


def _whole(
    planned: Sequence[PlannedPage],
    pictures: dict[PurePosixPath, FinishedPicture],
    staging: Staging,
    failed: dict[int, LeftOut],
) -> tuple[PlannedPage, ...]:
    """Return the pictures that stay: a page of which one part failed is left out as a whole."""
    kept = []
    for page in planned:
        if page.file not in pictures:
            continue
        lost = failed.get(page.number)
        if lost is not None and lost.reason is not Reason.UNCHANGED:
            staging.withdraw(page)
        else:
            kept.append(page)
    return tuple(kept)


def _tell_failed(failed: dict[int, LeftOut]) -> None:
    """Raise where nothing is left to export because of pages that a person can do something for."""
    lost = [out for out in failed.values() if out.reason is not Reason.UNCHANGED]
    by_reason = {out.reason for out in lost}
    pages = "、".join(map(str, sorted(out.number for out in lost)))
    if by_reason == {Reason.COLUMN_OPEN}:
        raise ColumnOpenError(pages=pages)
    if by_reason == {Reason.ORIGINAL_LOST}:
        raise OriginalsLostError(pages=pages)
    if by_reason and by_reason <= {Reason.STILL_READABLE, Reason.TO_LOOK_AT}:
        raise NonePassedError(pages=pages)


def _left_out(
    case: Case, notice: Notice, exported: set[int], failed: dict[int, LeftOut], content: Content
) -> tuple[LeftOut, ...]:
    def why(out: LeftOut) -> LeftOut:
        page = case.page(out.number)
        if out.reason is not Reason.NOT_VERIFIED:
            return out
        if not leaves_so(case, page, content):
            return LeftOut(out.number, Reason.OTHER_ROUTE)
        return LeftOut(out.number, Reason.CLASSIFIED) if secrecy_open(notice, case, page) else out

    others = (why(out) for out in pages_left_out(case, exported) if out.number not in failed)
    told = [out for number, out in failed.items() if number not in exported]
    return (*(out for out in told if out.reason is not Reason.UNCHANGED), *others)


def _difference_page(
    case: Case, lines: Sequence[Difference]
) -> Callable[[Checklist], tuple[str, bytes]]:
    """Return what makes the difference page out of the checklist."""
    latest = case.rounds[-1] if case.rounds else None
    return lambda listed: (DIFFERENCES, difference_page(listed, lines, latest))


def left_open(page: CasePage) -> tuple[LeftOpen, ...]:
    """Return the places of a page that a person left open, each for what she was shown there.

    What the masking itself left open, a near miss, is none of them: the second reading judges it
    by its own lights, and where it sees more a person is asked.
    """
    return tuple(
        _left_open(page.hits[index])
        for index, decision in page.decisions
        if decision is Decision.LEAVE
    )


def _left_open(hit: Hit) -> LeftOpen:
    mask = hit.mask
    if hit.reason.code == _SECOND_LOOK and not mask.matched:
        return LeftOpen(mask.polygon, frozenset(Target))  # an outline of the second reading's own
    targets = {mask.target} if mask.kind is None else {mask.target, mask.kind.target}
    if mask.target is Target.SIGNATURE:
        targets.add(Target.NAME)
    return LeftOpen(
        mask.polygon,
        frozenset(targets),
        named=bool(mask.matched) and hit.verdict is not Verdict.LEAVE,
    )


def _exported(planned: PlannedPage, made: Finished | None, error: ZcdeskError | None) -> Exported:
    page = planned.reviewed.page
    if made is None:
        findings = (error.finding(),) if error else ()
        return Exported(planned.number, findings, page)
    seen = made.verified
    if seen.status is Status.CLEAN:
        return Exported(planned.number, seen.findings)
    doubts = tuple(map(second_look, seen.finds))
    findings = (*page.findings, *(() if doubts else (finding_of("page.second_look"),)))
    changed = replace(page, hits=(*page.hits, *doubts), findings=findings)
    return Exported(planned.number, seen.findings, changed)


def second_look(find: Find) -> Hit:
    """Return what the second reading doubts as a hit for a person to decide."""
    mask = Mask(find.target or Target.NAME, find.place, find.word, 0.5, Origin.SPOTTED)
    return Hit(mask, Verdict.DOUBT, finding_of(_SECOND_LOOK))


def _reason(made: Finished | None, error: ZcdeskError | None) -> Reason:
    if isinstance(error, LimitTooSmallError):
        return Reason.LIMIT
    if isinstance(error, _LOST):
        return Reason.ORIGINAL_LOST
    if made is None:
        return Reason.NOT_VERIFIED
    if made.verified.status is Status.CLEAN:
        return Reason.UNCHANGED
    leaks = any(finding.severity is Severity.ERROR for finding in made.verified.findings)
    return Reason.STILL_READABLE if leaks else Reason.TO_LOOK_AT


def _picture(planned: PlannedPage, made: Finished) -> FinishedPicture:
    return FinishedPicture(
        made.sha256,
        made.width,
        made.height,
        made.thumbnail,
        frozenset().union(*map(_still_shows, planned.pages)),
        made.covers,
        made.guide,
        made.checked,
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
