"""How heavy pictures are, and the PDFs that a platform takes, one for each of its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from zcdesk.applicant import Target
from zcdesk.cases.acts.deciding import ReviewedPage
from zcdesk.cases.case import Case
from zcdesk.cases.sent import Sent, below_root
from zcdesk.errors import OutputError, ZcdeskError
from zcdesk.export.package.folders import told_for
from zcdesk.export.package.packing import Staging
from zcdesk.export.pictures.jpeg import SMALL_QUALITY, encode
from zcdesk.export.plan.columns import Limits, PlannedPdf
from zcdesk.export.plan.layout import LeftOut, PlannedPage, Reason, leaves_so
from zcdesk.export.plan.manifest import Content, FinishedPicture, PictureCheck
from zcdesk.masking.burning import burn
from zcdesk.masking.hits import Mask
from zcdesk.pages.page import Page
from zcdesk.workers.pool import WorkerPool, run_each

_BANDS = 24
_HEADER = 620
"""Bytes of a JPEG before its pixels; the bands of one picture share them."""


def measured_bands(
    pool: WorkerPool, limits: Limits, pages: Sequence[ReviewedPage], *, covered: bool
) -> dict[int, tuple[int, ...]]:
    """Return the bytes of the bands of each page whose slot joins, splits or binds by bytes.

    A page that cannot be decoded is left out; making its picture tells why.

    Args:
        pool: Where scans are decoded.
        limits: What the platform takes.
        pages: What is exported.
        covered: Covers are burnt in first.
    """
    tasks = (
        (page.page.number, page.page.file_name, (page.page.page, page.covers if covered else ()))
        for page in pages
        if limits.weighs(page.page.slot)
    )
    bands = run_each(pool, bands_of, tasks)
    return {outcome.key: outcome.result for outcome in bands if outcome.result is not None}


def bands_of(page: Page, covers: Sequence[Mask]) -> tuple[int, ...]:
    """Return the bytes of equal bands of a page, from the top; for workers.

    Raises:
        ScanError: The scan cannot be used any more, or has other content now.
    """
    from zcdesk.workflow.one_page.found_scans import pixels_of  # every decoder: the worker's alone

    picture = burn(pixels_of(page, covers), covers)
    height = picture.shape[0]
    cuts = [round(height * place / _BANDS) for place in range(_BANDS + 1)]
    return tuple(
        max(0, len(encode(picture[top:bottom], SMALL_QUALITY)) - _HEADER) if bottom > top else 0
        for top, bottom in pairwise(cuts)
    )


Pictures = dict[PurePosixPath, FinishedPicture]


@dataclass(frozen=True)
class Bound:
    """A package after its columns were bound.

    Attributes:
        planned: What there is to upload, in platform order; a PDF stands for its pages.
        pictures: Finished files that are in the package.
        same: Finished files that are the very ones that were handed in.
        left_out: Pages that stay out because of their PDF.
    """

    planned: tuple[PlannedPage, ...]
    pictures: Pictures
    same: Pictures
    left_out: tuple[LeftOut, ...]


def bind(
    pdfs: Sequence[PlannedPdf],
    planned: Sequence[PlannedPage],
    pictures: Pictures,
    same: Pictures,
    staging: Staging,
    sent: Mapping[str, Sent],
    in_worker: Callable[..., Any],
    waits: Callable[[PlannedPdf, frozenset[int]], bool],
) -> Bound:
    """Bind the pictures of each column; the pictures themselves leave the package.

    Args:
        pdfs: What ``columns.planned_pdfs`` returned.
        planned: All pictures, in platform order.
        pictures: Those that passed, by file.
        same: Those that did not change.
        staging: Where the pictures are.
        sent: What was handed in last, by name, for a package of changes.
        in_worker: Calls a function in a worker.
        waits: Whether a PDF must wait for pages that are not among those that passed.

    Raises:
        PackageError: The disk refuses.
    """
    pictures, same = dict(pictures), dict(same)
    bound_in = {page.file for pdf in pdfs for page in pdf.pages}
    ends = {pdf.pages[-1].file: pdf for pdf in pdfs}
    listed: list[PlannedPage] = []
    left_out: list[LeftOut] = []
    for page in planned:
        if page.file not in bound_in:
            listed.append(page)
        pdf = ends.get(page.file)
        inside = [page for page in pdf.pages if page.file in pictures] if pdf is not None else []
        if pdf is None or not inside:
            continue
        finished = [pictures.pop(page.file) for page in inside]
        whole = replace(
            inside[0], file=pdf.file, joined=tuple(page.reviewed for page in inside[1:]),
            sheets=tuple(inside),
        )  # fmt: skip
        numbers = frozenset(page.number for page in inside)
        if waits(pdf, numbers):
            reason: Reason | None = Reason.COLUMN_OPEN
        else:
            made, reason = _made(pdf, whole, finished, staging, in_worker)
            before = sent.get(below_root(pdf.file.as_posix()))
            if made is not None and before is not None and before.file.sha256 == made.sha256:
                same[pdf.file], reason = made, Reason.UNCHANGED
            elif made is not None:
                pictures[pdf.file] = made
        for part in inside:
            staging.withdraw(part)
        if reason is not None:
            staging.withdraw(whole)
            left_out += [LeftOut(number, reason) for number in sorted(numbers)]
        listed.append(whole)
    return Bound(tuple(listed), pictures, same, tuple(left_out))


def _made(
    pdf: PlannedPdf,
    whole: PlannedPage,
    finished: Sequence[FinishedPicture],
    staging: Staging,
    in_worker: Callable[..., Any],
) -> tuple[FinishedPicture | None, Reason | None]:
    """Return the PDF as a finished file, or why it is not made."""
    from zcdesk.workflow.one_page.binding import (  # few ask for PDFs
        BindJob,
        BoundFile,
        bind_pictures,
    )

    pictures = tuple(
        (str(staging.picture_path(sheet)), picture.sha256)
        for sheet, picture in zip(whole.sheets, finished, strict=True)
    )
    job = BindJob(pictures, str(staging.picture_path(whole)))
    try:
        with told_for(staging.target):
            file: BoundFile = in_worker(bind_pictures, job)
    except OutputError:
        raise
    except ZcdeskError:
        return None, Reason.NOT_VERIFIED
    if pdf.most_bytes is not None and file.size > pdf.most_bytes:
        return None, Reason.LIMIT
    return _finished(file.sha256, finished), None


def _finished(sha256: str, sheets: Sequence[FinishedPicture]) -> FinishedPicture:
    return replace(
        sheets[0],
        sha256=sha256,
        still_shows=frozenset[Target]().union(*(sheet.still_shows for sheet in sheets)),
        covers=(),
        guide=b"",
        checked=tuple(_checked_on_all(sheets)),
        sheets=tuple(sheets),
    )


def _checked_on_all(sheets: Sequence[FinishedPicture]) -> Iterator[PictureCheck]:
    """Yield what was found right on every page, or on each where there was something to check."""
    hiding = (PictureCheck.COVERS, PictureCheck.WORDS)
    for check in PictureCheck:
        having = [check in sheet.checked for sheet in sheets]
        if all(having) or (check in hiding and any(having)):
            yield check


def waits_for_others(
    case: Case, whole: Case | None, content: Content, pdf: PlannedPdf, inside: frozenset[int]
) -> bool:
    """Tell whether a PDF must not go out without pages that are not in it.

    One that replaces another on the platform must not lose pages that only wait for somebody, and
    a part of a case makes no PDF of a whole section.
    """
    every = [page for page in (whole or case).pages if page.slot in pdf.slots and not page.refused]
    missing = [page for page in every if page.number not in inside]
    if content is Content.CHANGES:
        return any(leaves_so(case, page, content) for page in missing)
    chosen = case.places.keys()
    return any(page.number not in chosen for page in missing)
