"""The paper package: one PDF to print, with a cover page, the list of items, forms and copies.

Copies are of the originals, never of the covered pictures. An item of which the office wants the
original is only listed. Each item begins on the front of a sheet, so that it can be printed on both
sides.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pymupdf

from zcdesk.cases.case import Case, CasePages
from zcdesk.cases.deliveries import Delivery, DeliveryKind
from zcdesk.checks.concerning.gathering import concerning
from zcdesk.checks.concerning.told import Told, asked_papers, at, told_line
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.slots.forms import FormStage, forms
from zcdesk.disk.files import make_folder, write_atomically
from zcdesk.documents.blocks import Block
from zcdesk.documents.forms import MissingFormTextError, NoSuchFormError, UnreadableFormError
from zcdesk.documents.making import make_form
from zcdesk.documents.pdf import Figure, drawn, finished
from zcdesk.export.papers.check_paper import table
from zcdesk.export.papers.checklist import word
from zcdesk.export.papers.guide import empty_sheet, line
from zcdesk.export.papers.open_points import open_points
from zcdesk.export.pictures.jpeg import encode
from zcdesk.export.plan.manifest import OpenPoint
from zcdesk.notices.profile.entries import Moment, PaperItem
from zcdesk.notices.profile.notice import Notice
from zcdesk.pages.page import Page
from zcdesk.quantities.moments import BEIJING
from zcdesk.wording import sentence
from zcdesk.workers.pool import Outcome, WorkerPool, run_each
from zcdesk.workflow.one_page.found_scans import pixels_of
from zcdesk.workflow.package.own_use import forms_without_text

_PRINTED_QUALITY = 85


@dataclass(frozen=True)
class PaperDone:
    """The PDF is written; ``by_hand`` are items that the person gets together herself."""

    file: Path
    sheets: int
    by_hand: tuple[str, ...]
    delivery: Delivery


def print_paper(
    pool: WorkerPool,
    case: Case,
    notice: Notice,
    file: Path,
    now: datetime,
    write: Callable[[Path, bytes], object] = write_atomically,
) -> Generator[Outcome[int, bytes] | PaperDone, None, None]:
    """Write the PDF, page by page; last of all comes ``PaperDone``.

    Args:
        pool: Where scans are decoded.
        case: Its pages that are not refused, by slot.
        notice: Whose list of papers.
        file: The PDF; it is written atomically.
        now: For the history.
        write: What writes it.

    Raises:
        OutputError: It cannot be written.
    """
    notice = case.marked(notice)
    items = asked_papers(notice, case)
    wanted = {item.title: _pages(case, item) for item in items}
    pictures: dict[int, bytes] = {}
    pages = {page.number: page for pages in wanted.values() for page in pages}
    tasks = ((number, page.file_name, (page.page,)) for number, page in sorted(pages.items()))
    for outcome in run_each(pool, printed_page, tasks):
        if outcome.result is not None:
            pictures[outcome.key] = outcome.result
        yield outcome
    by_hand = tuple(item.title for item in items if not wanted[item.title])
    evaluation = evaluate(notice, case, now)
    points = (*open_points(evaluation), *forms_without_text(case, notice, evaluation))
    notes = at(concerning(notice, case), Moment.PAPER)
    parts = [_front(notice, items, wanted, points, notes)]
    parts += _forms(case, notice)
    for item in items:
        shown = [pictures[page.number] for page in wanted[item.title] if page.number in pictures]
        if shown:
            count = item.copies if isinstance(item.copies, int) else 1
            parts += [_copies(shown)] * count
    content, sheets = _bound(parts)
    make_folder(file.parent)
    write(file, content)
    at_moment = case.moment(now).astimezone(BEIJING)
    yield PaperDone(file, sheets, by_hand, Delivery(at_moment, DeliveryKind.PAPER))


def printed_page(page: Page) -> bytes:
    """Return the upright page, uncovered, as JPEG; for workers.

    Raises:
        ScanError: The scan cannot be used any more, or has other content now.
    """
    return encode(pixels_of(page), _PRINTED_QUALITY, page.dpi)


def _pages(case: Case, item: PaperItem) -> CasePages:
    """Return the pages to be copied for an item: those of the slots that it names.

    A page that seems to be somebody else's is printed for nobody before the person claims it.
    """
    return tuple(
        page
        for page in case.pages
        if page.slot in item.slots and page.page is not None and not page.whose_open
    )


def _front(
    notice: Notice,
    items: Sequence[PaperItem],
    wanted: dict[str, CasePages],
    points: Sequence[OpenPoint],
    told: Sequence[Told],
) -> bytes:
    """Return the cover page: copies, form, clause, what the notice says, what is open."""
    rows = [
        ("□", item.title, _count(item), item.form, item.clause, _where(len(wanted[item.title])))
        for item in items
    ]
    blocks: list[Block | Figure] = [
        line(word("export.paper_title"), 18.0, bold=True),
        line(notice.title),
        line(word("export.content.paper"), 10.5, bold=True),
        *([line("", 6.0)] if rows else []),
        table((0.05, 0.27, 0.1, 0.3, 0.1, 0.18), rows)
        if rows
        else line(word("export.papers_not_stated")),
        *([_heading("told.heading")] if told else []),
        *(line(told_line(passage)) for passage in told),
        _heading("export.contacts"),
        *(line(f"{contact.title}：{contact.value}") for contact in notice.contacts),
        _heading("export.missing"),
        table((0.14, 0.26, 0.6), [_open_row(point) for point in points])
        if points
        else line(word("export.missing_none")),
    ]
    return drawn(empty_sheet(), blocks)


def _heading(code: str) -> Block:
    return line(word(code), 12.0, bold=True, before=12)


def _where(pages: int) -> str:
    """Return where an item is: how many of its pages are printed here, or that she brings it."""
    if pages:
        return sentence("export.paper_here", count=pages).message
    return word("export.paper_own")


def _open_row(point: OpenPoint) -> tuple[str, str, str]:
    what = " · ".join(dict.fromkeys(part for part in (point.section, point.slot) if part))
    return word(f"export.state.{point.state}"), what, point.message


def _count(item: PaperItem) -> str:
    if not isinstance(item.copies, int):
        return item.copies
    return sentence("export.copies", count=item.copies).message if item.copies else "—"


def _forms(case: Case, notice: Notice) -> Iterator[bytes]:
    """Yield the forms that are still to be printed, signed and sealed."""
    for form in forms(notice, case):
        if form.stage is FormStage.SCANNED:
            continue
        try:
            yield make_form(notice, form.template, [case]).pdf
        except (MissingFormTextError, NoSuchFormError, UnreadableFormError):
            continue


def _copies(pictures: Sequence[bytes]) -> bytes:
    """Return one copy of an item: a page a sheet side, as large as the paper takes."""
    with pymupdf.open() as paper:
        for picture in pictures:
            page = paper.new_page(width=595.3, height=841.9)
            page.insert_image(pymupdf.Rect(28, 28, 567, 814), stream=picture)
        return finished(paper)


def _bound(parts: Sequence[bytes]) -> tuple[bytes, int]:
    """Put the parts together; each begins on the front of a sheet."""
    with pymupdf.open() as whole:
        for part in parts:
            if len(whole) % 2:
                whole.new_page(width=595.3, height=841.9)
            with pymupdf.open(stream=part) as more:
                whole.insert_pdf(more)
        return finished(whole), (len(whole) + 1) // 2
