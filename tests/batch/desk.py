"""A clerk's desk: who applies, their scans, the results of a run; what its cases and tables say."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell

from zcdesk.batch.person_folders import folders_of
from zcdesk.batch.results.dashboard import to_xlsx
from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.running import Control, run
from zcdesk.batch.scan_folders import match_folders
from zcdesk.batch.shared.pages import SharedPage
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import open_case
from zcdesk.workers.pool import WorkerPool

NOW = datetime(2024, 9, 28, tzinfo=UTC)


@dataclass(frozen=True)
class Desk:
    """Who applies, what they gave, and the folder of what comes out."""

    pool: WorkerPool
    people: Sequence[RosterPerson]
    scans: Path
    out: Path

    def steps(
        self, control: Control | None = None, resume: bool = True, shared: Sequence[SharedPage] = ()
    ) -> Iterator[object]:
        """Run the batch, or go on with it, step by step."""
        matched = match_folders(self.people, self.scans)
        matched = matched.with_shared(shared) if shared else matched
        return run(self.pool, self.people, matched, self.out, NOW, control, resume=resume)

    def path(self, row: int) -> Path:
        """The case of somebody."""
        return folders_of(self.people, self.out)[row] / "person.zcase"

    def case(self, row: int) -> Case:
        """What it holds."""
        with open_case(self.path(row), writing=False) as stored:
            return stored.case

    def letter(self, row: int) -> str:
        """What her letter says."""
        return self.path(row).with_name("letter.txt").read_text("utf-8-sig")


def results_of(steps: Iterable[object]) -> dict[int, PersonResult]:
    """How everybody stands in the end."""
    return {one.row: one for one in steps if isinstance(one, PersonResult)}


def pages_in(out: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the examined pages of each case by its folder: file, place, turn, covers, reasons."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for path in sorted(out.rglob("person.zcase")):
        with open_case(path, writing=False) as stored:
            found[path.parent.relative_to(out).as_posix()] = [
                (page.file_name, page.slot, page.page and page.page.transform, page.hits,
                 page.findings)
                for page in stored.case.pages
                if page.examined
            ]  # fmt: skip
    return found


def said(*told: Any, **more: Any) -> list[object]:
    """What stands in the cells of the table of some people and how they stand."""
    return [cell.value for cell in _cells(*told, **more)]


def opened(*told: Any, **more: Any) -> set[str]:
    """What its cells open."""
    return {str(cell.hyperlink.target) for cell in _cells(*told, **more) if cell.hyperlink}


def _cells(*told: Any, **more: Any) -> Iterator[Cell]:
    book = load_workbook(io.BytesIO(to_xlsx(*told, **more)))
    for sheet in book.worksheets:
        for row in sheet:
            yield from (cell for cell in row if isinstance(cell, Cell))
