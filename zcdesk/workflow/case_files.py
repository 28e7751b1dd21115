"""The walk through one stored case: import, examine, decide, export; each step is on the disk.

Window and scripts use the same functions. What a person does is an act that can be undone; what
the program finds is kept without one.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.decision_file import Decisions, apply_decisions
from zcdesk.cases.rows import inside, place_inside
from zcdesk.cases.store import CaseFile
from zcdesk.errors import ScanError
from zcdesk.findings import Finding, info, warning
from zcdesk.notices.notice import Notice
from zcdesk.pages.scan import read_scan
from zcdesk.spellings import words
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.examining import examine
from zcdesk.workflow.exporting import Exported, PackageDone, export_case
from zcdesk.workflow.importing import files_of
from zcdesk.workflow.stored_readings import StoredReadings


@dataclass(frozen=True)
class Imported:
    """One file that was imported; without ``page`` it is in this slot already."""

    path: Path
    page: CasePage | None
    findings: tuple[Finding, ...] = ()


def import_scans(
    stored: CaseFile, paths: Iterable[Path], slot: str = ""
) -> Generator[Imported, None, None]:
    """Copy files into the case and yield each once it is durable; folders give their files by name.

    The file itself is only read. One that cannot be read becomes a refused page, so that nothing
    is lost silently; one that the slot holds already is told and not added again.

    Raises:
        ZcdeskError: The case cannot be written; what was yielded stays.
    """
    for path in files_of(paths):
        number = max((stored.case.numbered, *(page.number for page in stored.case.pages))) + 1
        try:
            content = read_scan(path)
        except ScanError as error:
            shown = _printable(str(path.absolute()))
            page = CasePage(number, slot, shown, findings=(error.finding(),), examined=True)
            _add(stored, page)
            yield Imported(path, page, page.findings)
            continue
        sha256, _ = stored.keep_original(content)
        twins = _pages_of(stored.case, sha256)
        if any(twin.slot == slot for twin in twins):
            told = warning("case.imported_before", file=path.name, page=twins[0].number)
            yield Imported(path, None, (told,))
            continue
        page = CasePage(number, slot, inside(stored.path, sha256, _printable(path.name)))
        _add(stored, page)
        also = [info("case.also_in_slot", file=path.name, page=twin.number) for twin in twins]
        yield Imported(path, page, tuple(also))


def words_known(case: Case) -> bool:
    """Tell whether the applicant's words are known, so that pages can be searched for them."""
    applicant = case.applicant
    try:
        return bool(words(applicant) and applicant.name and applicant.employer)
    except ValueError:
        return False


def examine_stored(
    pool: WorkerPool, stored: CaseFile, numbers: Sequence[int] | None = None
) -> Generator[CasePage, None, None]:
    """Yield each waiting page once it was read, searched and stored.

    Raises:
        ZcdeskError: The case cannot be written; what was yielded stays.
    """
    for page in examine(pool, stored.case, StoredReadings(stored), numbers):
        stored.keep_found(stored.case.with_page(page))
        yield page


def decide_stored(stored: CaseFile, decisions: Decisions) -> None:
    """Give the answers of a file; all of them are one act.

    Raises:
        ZcdeskError: The case cannot be written.
    """
    stored.save(apply_decisions(stored.case, decisions), "decide")


def part_of(case: Case, notice: Notice, section: str | None, slot: str | None) -> Case:
    """Return the case with the pages of one section or slot only.

    Raises:
        KeyError: The notice has no such section or slot.
    """
    wanted = {
        each.id
        for part in notice.sections
        for each in part.slots
        if section in (None, part.id) and slot in (None, each.id)
    }
    if not wanted:
        raise KeyError(slot or section)
    if section is None and slot is None:
        return case
    return replace(case, pages=tuple(page for page in case.pages if page.slot in wanted))


def export_stored(
    pool: WorkerPool, stored: CaseFile, part: Case, notice: Notice, folder: Path, now: datetime
) -> Generator[Exported | PackageDone, None, None]:
    """Write the package of ``part`` (see :func:`part_of`); pages that come back in doubt are kept.

    Raises:
        ZcdeskError: As for :func:`zcdesk.workflow.exporting.export_case`.
    """
    for step in export_case(pool, part, notice, folder, now):
        if isinstance(step, Exported) and step.page is not None and not stored.read_only:
            stored.keep_found(stored.case.with_page(step.page))
        yield step


def _add(stored: CaseFile, page: CasePage) -> None:
    case = stored.case
    stored.save(replace(case, pages=(*case.pages, page), numbered=page.number), "add")


def _pages_of(case: Case, sha256: str) -> tuple[CasePage, ...]:
    return tuple(
        page for page in case.pages if (place_inside(Path(page.path)) or ("", ""))[1] == sha256
    )


def _printable(text: str) -> str:
    """Return a name without the half characters that stand for undecodable bytes on Linux."""
    return text.encode("utf-8", "replace").decode("utf-8")
