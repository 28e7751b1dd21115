"""The walk through one stored case: import, examine, decide; each step is on the disk.

Window and scripts use the same functions. What a person does is an act that can be undone; what
the program finds is kept without one.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from zcdesk.cases.acts.act import Act, Asked
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.deciding import renew_page, was_removed
from zcdesk.cases.case import Case, CasePage, CasePages, in_slot_order
from zcdesk.cases.exchange.decision_file import DecisionFile, apply_decisions
from zcdesk.cases.exchange.naming import as_in_case
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.profiles import notice_of
from zcdesk.cases.tables.rows import place_inside
from zcdesk.checks.slots.answers import with_proposed_answers
from zcdesk.findings import Finding, info, warning
from zcdesk.names.spellings import LEAST_LETTERS, folded
from zcdesk.notices.profile.notice import Notice
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.examining import examine
from zcdesk.workflow.case.importing import KeptScan, keep_scans, with_scan
from zcdesk.workflow.case.known_forms import StoredReadings


@dataclass(frozen=True)
class Imported:
    """One file that was imported; without ``pages`` it is in this slot already, or stays away.

    ``source`` is where it is itself, ``path`` where its pages are read from, or would be.
    """

    name: str
    pages: CasePages
    findings: tuple[Finding, ...] = ()
    source: str = ""
    path: str = ""


def import_scans(
    pool: WorkerPool,
    stored: CaseFile,
    paths: Iterable[Path],
    slot: str = "",
    passwords: Sequence[str] = (),
    *,
    again: bool = False,
    instead_of: int = 0,
) -> Generator[Imported, None, None]:
    """Copy scans into the case and yield each file once its pages are durable.

    Folders give their files by name, archives too; every page of a file becomes a page. The file
    itself is only read. One that cannot be used becomes a refused page, so that nothing is lost
    silently; one that the slot holds already is told and not added again, nor is an unsorted one
    that is in any slot. Where the copy in the case was damaged, such a file mends it.

    Args:
        pool: Where files are opened.
        stored: The case file.
        paths: Files, folders and archives.
        slot: Where the pages belong.
        passwords: Tried on every file that asks for one.
        again: A run gives what is there, and nobody chose these files one by one: what a person
            took out of the case stays away.
        instead_of: Number of the page whose place the pages of the first file take, 0 for none.

    Raises:
        ZcdeskError: The case cannot be written; what was yielded stays.
    """
    notice = notice_of(stored.case)
    for scan in keep_scans(pool, stored, paths, passwords):
        twins = () if scan.refused else _twins(stored.case, scan)
        if any(slot in ("", twin.slot) for twin in twins):
            yield _mended(stored, scan, twins) if scan.new else _known(scan, twins)
            continue
        if again and was_removed(stored.case, scan.path):
            yield Imported(scan.name, (), (), scan.source, scan.path)
            continue
        before = stored.case
        case = with_scan(before, scan, slot)
        known = before.places.keys()
        pages = tuple(page for page in case.pages if page.number not in known)
        old, instead_of = (0 if scan.refused else instead_of), instead_of * scan.refused
        if old and pages:
            case = renew_page(case, old, pages)
        case = replace(case, pages=in_slot_order(notice, case.pages))
        if case != before:
            stored.save(case, ActCode.REPLACE_PAGE if old and pages else ActCode.ADD)
        elsewhere = {twin.slot: twin for twin in reversed(twins)}.values()
        also = [info("case.also_in_slot", file=scan.name, page=twin.number) for twin in elsewhere]
        yield Imported(scan.name, pages, (*scan.findings, *also), scan.source, scan.path)


def words_known(case: Case) -> bool:
    """Tell whether the applicant's words are known, so that pages can be searched for them."""
    words = case.applicant.name, case.applicant.employer
    return all(len(folded(word)) >= LEAST_LETTERS for word in words)


def examine_stored(
    pool: WorkerPool,
    stored: CaseFile,
    numbers: Sequence[int] | None = None,
) -> Generator[CasePage, None, None]:
    """Yield each waiting page once it was read, searched and stored.

    Args:
        pool: Where the work runs.
        stored: The case file.
        numbers: Which pages; by default all that wait.

    Raises:
        ZcdeskError: The case cannot be written; what was yielded stays.
    """
    for page in examine(pool, stored.case, StoredReadings(stored), numbers):
        stored.keep_found(stored.case.with_page(page))
        yield stored.case.page(page.number)  # with what its place asks of it


def decide_stored(
    stored: CaseFile,
    decisions: DecisionFile,
    unseen: Collection[int] = (),
    notice: Notice | None = None,
) -> None:
    """Give the answers of a file; all of them are one act.

    Args:
        stored: The case.
        decisions: The answers.
        unseen: Numbers of pages that were read a moment ago; to name one confirms nothing.
        notice: Whose platform asks about each page; a page that is confirmed is answered as well.

    Raises:
        ZcdeskError: The case cannot be written.
    """
    decided = apply_decisions(stored.case, decisions, unseen=unseen)
    if notice is not None:
        decided = with_proposed_answers(decided, notice, stored.case)
    stored.save(decided, ActCode.DECIDE)


def do_stored(stored: CaseFile, notice: Notice, act: Act[Asked], asked: Asked) -> tuple[int, ...]:
    """Do one act; return the pages that it lets wait to be read again.

    Args:
        stored: The case.
        notice: Its notice.
        act: What is done.
        asked: What it asks, with pages and slots as a person names them.

    Raises:
        ZcdeskError: It cannot be done, or the case cannot be written.
    """
    before = set(_waiting(stored.case))
    stored.save(act.done(stored.case, as_in_case(stored.case, notice, asked)), act.code)
    return tuple(number for number in _waiting(stored.case) if number not in before)


def _waiting(case: Case) -> tuple[int, ...]:
    return tuple(page.number for page in case.pages if not page.examined)


def _known(kept: KeptScan, twins: Sequence[CasePage]) -> Imported:
    """Return the result for a file whose pages the case has already."""
    finding = warning("case.imported_before", file=kept.name, page=twins[0].number)
    return Imported(kept.name, (), (finding,), kept.source, kept.path)


def _mended(stored: CaseFile, kept: KeptScan, twins: Sequence[CasePage]) -> Imported:
    """Let pages whose scan was damaged in the case wait again; it is whole now."""
    case = stored.case
    for page in twins:
        if page.refused:
            case = case.with_page(replace(page, examined=False, findings=()))
    if case != stored.case:
        stored.save(case, ActCode.ADD)
    finding = info("case.original_mended", file=kept.name, page=twins[0].number)
    return Imported(kept.name, (), (finding,), kept.source, kept.path)


def _twins(case: Case, kept: KeptScan) -> CasePages:
    """Return the pages that are made of the same bytes already."""
    same = place_inside(Path(kept.path))
    return tuple(page for page in case.pages if same and place_inside(Path(page.path)) == same)
