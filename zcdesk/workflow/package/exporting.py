"""Confirmed pages become a package: made, written, read again, and only then released."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from zcdesk.cases.acts.deciding import ReviewedPage, reviewed
from zcdesk.cases.case import Case
from zcdesk.cases.deliveries import Delivery, DeliveryKind
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.sent import below_root, sent_files
from zcdesk.checks.concerning.gathering import concerning
from zcdesk.checks.concerning.told import asked_papers
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.slots.pages import secrecy_open
from zcdesk.errors import OutputError
from zcdesk.export.package.folders import PackageError, told_for
from zcdesk.export.package.packing import Staging
from zcdesk.export.papers.checklist import Checklist, Reminders
from zcdesk.export.papers.differences import Difference, changes_of, delivered, difference_page
from zcdesk.export.papers.open_points import open_points
from zcdesk.export.plan.columns import Limits, PlannedPdf, planned_pdfs, share_of
from zcdesk.export.plan.layout import (
    LeftOut,
    PlannedPage,
    Reason,
    content_of,
    given_stems,
    leaves_so,
    pages_left_out,
    plan,
)
from zcdesk.export.plan.manifest import DIFFERENCES, Content, FinishedPicture
from zcdesk.notices.profile.notice import Notice
from zcdesk.quantities.moments import BEIJING
from zcdesk.workers.pool import Outcome, WorkerPool, outcome_of, run_each
from zcdesk.workflow.one_page.finishing import Finished, PictureJob
from zcdesk.workflow.package.binding import bind, measured_bands, waits_for_others
from zcdesk.workflow.package.jobs import make_picture, picture_job
from zcdesk.workflow.package.own_use import forms_without_text, own_use_files
from zcdesk.workflow.package.second_reading import (
    Exported,
    KeptPictures,
    exported_of,
    finished_picture,
    reason_of,
)

_KINDS = {
    Content.COVERED: DeliveryKind.COVERED,
    Content.FOR_COVERING_INSIDE: DeliveryKind.INSIDE_PLATFORM,
    Content.CHANGES: DeliveryKind.CHANGES,
}


_LONGEST_SECONDS = 600.0
"""For drawing a guide of hundreds of pages, or searching as many files."""


@dataclass(frozen=True)
class PackageDone:
    """The package is complete and has its final name.

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
        PackageError: No page is confirmed, or none passed the second reading.
        SecrecyNotToldError: The notice asks of each page whether it is secret; nobody said it.
        ZcdeskError: The folder cannot be used; its sentence says why.
    """
    content, whole = content or content_of(case), whole or case
    asked = _Export(pool, case, whole, case.marked(notice), folder, now, content)
    planned = asked.planned()
    made = _Made()
    kept_before = KeptPictures(stored)
    by_file = {page.file: page for page in planned.pages}
    with (
        Staging.start(folder, content, asked.in_worker) as staging,
        # Closed before what is staged is removed: no worker writes into it any more.
        closing(_pictures(pool, _tasks(asked, planned, staging), kept_before)) as outcomes,
    ):
        for outcome in outcomes:
            yield made.take(by_file[PurePosixPath(outcome.key)], outcome, staging)
        inside = {page.page.number for joined in planned.pages for page in joined.pages}
        every = len(inside) == len(asked.whole.pages)
        kept_before.forget_others(0 if every else 2 * len(asked.whole.pages))
        done = _finished(asked, planned, made, staging)
    yield done


@dataclass(frozen=True)
class _Planned:
    """What is made: pictures in platform order, and the PDFs that they become."""

    limits: Limits
    pages: Sequence[PlannedPage]
    pdfs: Sequence[PlannedPdf]


@dataclass(frozen=True)
class _Export:
    """What one export is asked for.

    Attributes:
        pool: Where pages are written and read again.
        case: What is exported.
        whole: The case of which it is a part, or itself.
        notice: What is asked, with the case's own marks.
        folder: The package.
        now: For the deadlines.
        content: What the package holds.
    """

    pool: WorkerPool
    case: Case
    whole: Case
    notice: Notice
    folder: Path
    now: datetime
    content: Content

    @property
    def covered(self) -> bool:
        """Whether covers are burnt in."""
        return self.content is not Content.FOR_COVERING_INSIDE

    def ready(self) -> list[ReviewedPage]:
        """Return the confirmed pages that leave by this route.

        Raises:
            SecrecyNotToldError: The notice asks whether each is secret; nobody said it.
        """
        chosen = [
            page for page in reviewed(self.case) if leaves_so(self.case, page.page, self.content)
        ]
        ready = [page for page in chosen if not secrecy_open(self.notice, self.case, page.page)]
        if chosen and not ready:
            raise PackageError("export.secrecy_not_told", clause=_clause_on_secrecy(self.notice))
        return ready

    def planned(self) -> _Planned:
        """Return the pictures to be made, and the PDFs.

        Raises:
            SecrecyNotToldError: As ``ready``.
        """
        ready, limits = self.ready(), Limits(self.notice, self.case)
        given = given_stems(self.case.deliveries)
        bands = measured_bands(self.pool, limits, ready, covered=self.covered)
        pages = plan(self.notice, ready, self.content.pictures, given, limits.of_picture, bands)
        return _Planned(limits, pages, planned_pdfs(limits, pages, bands))

    def in_worker(self, function: Callable[..., Any], *arguments: object) -> Any:
        """Call a function in a worker, or here where no worker runs and nobody else waits.

        Raises:
            ZcdeskError: What the function raised.
        """
        if self.pool.idle:
            return function(*arguments)
        future = self.pool.submit(function, *arguments, seconds=_LONGEST_SECONDS)
        outcome = outcome_of("", future, self.folder.name)
        if outcome.error is not None:
            raise outcome.error
        return outcome.result


@dataclass
class _Made:
    """What became of the planned pictures so far.

    Attributes:
        pictures: Finished ones that are in the package.
        same: Finished ones that are the very ones that were handed in.
        failed: Pages that stay out, by number.
    """

    pictures: dict[PurePosixPath, FinishedPicture] = field(default_factory=dict)
    same: dict[PurePosixPath, FinishedPicture] = field(default_factory=dict)
    failed: dict[int, LeftOut] = field(default_factory=dict)

    def take(
        self, page: PlannedPage, outcome: Outcome[str, Finished], staging: Staging
    ) -> Exported:
        """Note a picture that was made and read again; one that does not pass is withdrawn.

        Raises:
            PackageError: The disk refuses.
        """
        if isinstance(outcome.error, OutputError):  # the disk's fault, not the page's
            with told_for(staging.target):
                raise outcome.error
        made = outcome.result
        exported = exported_of(page, made, outcome.error)
        passed = made if exported.page is None else None
        if passed is not None and not passed.unchanged:
            self.pictures[page.file] = finished_picture(page, passed)
            return exported
        staging.withdraw(page)
        if passed is not None:
            self.same[page.file] = finished_picture(page, passed)
        reason = reason_of(made, outcome.error)
        for reviewed_page in page.pages:
            self.failed[reviewed_page.page.number] = LeftOut(reviewed_page.page.number, reason)
        return exported


def _finished(asked: _Export, planned: _Planned, made: _Made, staging: Staging) -> PackageDone:
    """Bind the PDFs, write checklist, forms and manifest, and give the package its name.

    Raises:
        PackageError: Nothing is left to export, to delete or to click.
        ZcdeskError: The folder cannot be used.
    """
    case, whole, notice, content = asked.case, asked.whole, asked.notice, asked.content
    changes = content is Content.CHANGES
    waits = partial(waits_for_others, case, whole, content)
    bound = bind(
        planned.pdfs, planned.pages, made.pictures, made.same, staging,
        sent_files(whole) if changes else {}, asked.in_worker, waits,
    )  # fmt: skip
    failed = made.failed | {out.number: out for out in bound.left_out}
    pages = _whole(bound.planned, bound.pictures, staging, failed)
    evaluation = evaluate(notice, whole, asked.now)
    lines = (
        changes_of(whole, notice, bound.planned, pages, bound.pictures, bound.same)
        if changes
        else ()
    )
    if not pages and not lines:
        _tell_failed(failed)
    own = own_use_files(case, notice, pages, content, evaluation, asked.in_worker)
    sent = {page.file: bound.pictures[page.file] for page in pages}
    report = staging.finish(
        notice,
        pages,
        sent,
        _left_out(asked, pages, failed),
        (*open_points(evaluation), *forms_without_text(whole, notice, evaluation)),
        Reminders(
            [deadline for deadline in evaluation.deadlines if deadline.hours_left >= 0],
            concerning(notice, whole),
            asked_papers(notice, whole),
        ),
        replace(
            own,
            applicant=case.applicant,
            page_of=_difference_page(whole, lines) if lines else None,
        ),
    )
    clicked = {f"{line.row.folder}/{line.row.file}" for line in lines if line.row is not None}
    sent = sent | {
        file: picture
        for file, picture in bound.same.items()
        if below_root(file.as_posix()) in clicked
    }
    files = delivered(bound.planned, sent, lines)
    delivery = Delivery(case.moment(asked.now).astimezone(BEIJING), _KINDS[content], files)
    return PackageDone(
        report.folder, report.checklist, len(pages), report.left_out, delivery, lines
    )


def _clause_on_secrecy(notice: Notice) -> str:
    asked = notice.classified
    return asked.clause if asked is not None else ""


def _tasks(
    asked: _Export, planned: _Planned, staging: Staging
) -> Iterator[tuple[str, str, tuple[PictureJob]]]:
    case, limits, limited = asked.case, planned.limits, share_of(planned.pdfs)
    bound = {page.file for pdf in planned.pdfs for page in pdf.pages}
    sent = sent_files(case) if asked.content is Content.CHANGES else {}
    for planned_page in planned.pages:
        name = planned_page.file.as_posix()
        before = sent.get(below_root(name))
        apart = before is not None and planned_page.file not in bound
        known = before.file.sha256 if before is not None and apart else ""
        output = str(staging.picture_path(planned_page))
        limit = limited(planned_page, limits.of_picture(planned_page.slot))
        job = picture_job(
            case, planned_page.pages, planned_page.part, limit,
            covered=asked.covered, output=output, known=known,
        )  # fmt: skip
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


def _whole(
    planned: Sequence[PlannedPage],
    pictures: dict[PurePosixPath, FinishedPicture],
    staging: Staging,
    failed: dict[int, LeftOut],
) -> tuple[PlannedPage, ...]:
    """Return the pictures that stay: a page of which one part failed is left out as a whole."""
    pages = []
    for page in planned:
        if page.file not in pictures:
            continue
        lost = failed.get(page.number)
        if lost is not None and lost.reason is not Reason.UNCHANGED:
            staging.withdraw(page)
        else:
            pages.append(page)
    return tuple(pages)


def _tell_failed(failed: dict[int, LeftOut]) -> None:
    """Raise where nothing is left to export because of pages that a person can do something for."""
    lost = [out for out in failed.values() if out.reason is not Reason.UNCHANGED]
    by_reason = {out.reason for out in lost}
    pages = "、".join(map(str, sorted(out.number for out in lost)))
    if by_reason == {Reason.COLUMN_OPEN}:
        raise PackageError("export.column_open", pages=pages)
    if by_reason == {Reason.ORIGINAL_LOST}:
        raise PackageError("export.originals_lost", pages=pages)
    if by_reason and by_reason <= {Reason.STILL_READABLE, Reason.TO_LOOK_AT}:
        raise PackageError("export.none_passed", pages=pages)


def _left_out(
    asked: _Export, kept: Sequence[PlannedPage], failed: Mapping[int, LeftOut]
) -> tuple[LeftOut, ...]:
    """Return the pages that are not in the package, each with its reason and place."""
    case, notice = asked.case, asked.notice
    inside = {page.page.number for planned_page in kept for page in planned_page.pages}

    def why(out: LeftOut) -> LeftOut:
        page = case.page(out.number)
        if out.reason is not Reason.NOT_VERIFIED:
            return out
        if not leaves_so(case, page, asked.content):
            return LeftOut(out.number, Reason.OTHER_ROUTE)
        return LeftOut(out.number, Reason.CLASSIFIED) if secrecy_open(notice, case, page) else out

    others = (why(out) for out in pages_left_out(case, inside) if out.number not in failed)
    failures = (out for number, out in failed.items() if number not in inside)
    every = (*(out for out in failures if out.reason is not Reason.UNCHANGED), *others)
    return tuple(replace(out, place=case.page(out.number).place) for out in every)


def _difference_page(
    case: Case, lines: Sequence[Difference]
) -> Callable[[Checklist], tuple[str, bytes]]:
    """Return what makes the difference page out of the checklist."""
    latest = case.last_round
    return lambda listed: (DIFFERENCES, difference_page(listed, lines, latest))
