"""Sheets that lie in two people's folders, told once all folders were read."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from zcdesk.batch.mislaid import lying_elsewhere
from zcdesk.batch.results.person_results import PersonResult, read_result
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.row_folders import folder_of
from zcdesk.batch.strangers import Stranger, copies_marked, marked
from zcdesk.batch.whose.copies import CopiedSheet, twins
from zcdesk.batch.whose.evidence import text_of
from zcdesk.batch.working import case_path, look_again, strange_in
from zcdesk.cases.case import ELSEWHERE, CasePage
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.store import open_case
from zcdesk.errors import ZcdeskError
from zcdesk.finding_facts import finding_of
from zcdesk.workflow.case.examining import StoredReadings


def told_crosswise(
    people: Sequence[RosterPerson], worked: Container[int], out: Path, now: datetime
) -> Iterator[PersonResult]:
    """Mark the sheets that lie in two folders, and yield how those people stand who have one.

    Where a sheet names its owner, her page keeps its word and the finding is for her information;
    where it names nobody, it waits for a person in both folders. No page is read or drawn.

    Args:
        people: All rows.
        worked: Those that were worked on without a problem.
        out: Where their cases lie.
        now: For what is due.
    """
    sheets: list[CopiedSheet] = []
    marks: set[int] = set()
    for person in people:
        with suppress(ZcdeskError), open_case(_place(person, out), writing=False) as stored:
            sheets += _sheets(person.row, stored.case.pages)
            if copies_marked(stored.case.pages):
                marks.add(person.row)
    found = twins(sheets, _words(people, out))
    for person in people:
        if person.row in worked and (person.row in found or person.row in marks):
            with suppress(ZcdeskError):
                yield _looked_over(person, people, out, now, found.get(person.row, {}))


def told_elsewhere(
    people: Sequence[RosterPerson], out: Path, now: datetime
) -> Iterator[PersonResult]:
    """Yield how those stand of whose pages others lie in other folders than they knew of.

    Only papers are asked of a person that do not lie here already.
    """
    kept = [(person, read_result(folder_of(person, out))) for person in people]
    known = [(person, result) for person, result in kept if result and result.row == person.row]
    results = [result for _, result in known]
    for person, result in known:
        if result.elsewhere != lying_elsewhere(person.row, results):
            with suppress(ZcdeskError):
                yield look_again(person, people, folder_of(person, out), now)


def _looked_over(
    person: RosterPerson,
    people: Sequence[RosterPerson],
    out: Path,
    now: datetime,
    twin: Mapping[int, int],
) -> PersonResult:
    with open_case(_place(person, out)) as stored:
        strange = strange_in(stored, person, people, lambda page: twin.get(page.number))
        pages = _informed(marked(stored.case.pages, strange), strange, twin)
        if pages != stored.case.pages and not stored.read_only:
            stored.keep_found(replace(stored.case, pages=pages))
    return look_again(person, people, folder_of(person, out), now)


def _informed(
    pages: Sequence[CasePage], strange: Sequence[Stranger], twin: Mapping[int, int]
) -> tuple[CasePage, ...]:
    """Return the pages with a word on those that are hers and lie elsewhere too."""
    asked = {stranger.page for stranger in strange}
    informed = []
    for page in pages:
        others = tuple(finding for finding in page.findings if finding.code != ELSEWHERE)
        row = None if page.number in asked else twin.get(page.number)
        findings = others if row is None else (*others, finding_of(ELSEWHERE, row=row))
        informed.append(page if findings == page.findings else replace(page, findings=findings))
    return tuple(informed)


def _sheets(row: int, pages: Sequence[CasePage]) -> Iterator[CopiedSheet]:
    for page in pages:
        if page.page is not None:
            source = page.page.source
            yield CopiedSheet(row, page.number, (source.sha256, source.index), page.page.look)


def _words(people: Sequence[RosterPerson], out: Path) -> Callable[[CopiedSheet], str]:
    by_row = {person.row: person for person in people}

    @cache
    def words_on(sheet: CopiedSheet) -> str:
        place = _place(by_row[sheet.row], out)
        with suppress(ZcdeskError), open_case(place, writing=False) as stored:
            return _read(stored, sheet.page)
        return ""

    return words_on


def _read(stored: CaseFile, number: int) -> str:
    page = stored.case.page(number).page
    return text_of(StoredReadings(stored).of(page)).replace("\n", "") if page is not None else ""


def _place(person: RosterPerson, out: Path) -> Path:
    return case_path(person, folder_of(person, out))
