"""Cells of a roster that mean the one above: 同上, 〃, and the rest of a merged cell."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from zcdesk.batch.roster import columns
from zcdesk.batch.roster.tables import MOST_ROWS, Cell, Row
from zcdesk.findings import Detail, Finding, error, info
from zcdesk.names.typed_letters import without_invisible
from zcdesk.names.typed_parts import is_no_word

_OWN = frozenset({columns.NAME, columns.ID_NUMBER, columns.FOLDER, columns.CASE, columns.BORN})
"""Columns in which every person has something of her own."""

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=\"([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)\"")
_DITTO = Cell("〃")


@dataclass(frozen=True)
class Above:
    """A cell that means what stands above it, in row ``above``; 0 where nothing can be taken."""

    row: int
    column: str
    above: int

    @property
    def finding(self) -> Finding:
        """What there is to tell of it."""
        details: dict[str, Detail] = {"row": self.row, "column": self.column, "above": self.above}
        if self.above:
            return info("roster.as_above", **details)
        return error("roster.nothing_above", **details)


def with_merged(path: Path, rows: Sequence[Row]) -> list[Row]:
    """Return rows in which each cell below the first of a merged one says 〃.

    A workbook keeps the text of a merged cell in its first row only.
    """
    below: dict[int, set[int]] = {}
    for number, place in _below_merged(path):
        below.setdefault(number, set()).add(place)
    return [(number, _with_dittos(cells, below.get(number, set()))) for number, cells in rows]


def _with_dittos(cells: Sequence[Cell], places: Set[int]) -> Sequence[Cell]:
    """Return the cells of a row, which may end before the last of them that was merged."""
    width = max((len(cells), *places)) if places else len(cells)
    whole = (*cells, *[Cell("")] * (width - len(cells)))
    return [
        _DITTO if not cell.text and place in places else cell
        for place, cell in enumerate(whole, start=1)
    ]


def _below_merged(path: Path) -> Iterator[tuple[int, int]]:
    """Yield row and column, from 1, of each cell that a cell above it was merged with."""
    if not zipfile.is_zipfile(path):
        return
    with warnings.catch_warnings(), redirect_stdout(None):
        warnings.simplefilter("ignore")
        book = load_workbook(path, read_only=True)
    try:
        seen = (sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
        sheet = next(seen, book.worksheets[0])
        with zipfile.ZipFile(path) as packed:
            told = packed.read(str(getattr(sheet, "_worksheet_path", "")).lstrip("/"))
    finally:
        book.close()
    for reference in _MERGED.findall(told):
        left, top, right, bottom = (edge or 0 for edge in range_boundaries(reference.decode()))
        for row in range(top + 1, min(bottom, MOST_ROWS) + 1):
            yield from ((row, place) for place in range(left, right + 1))


def with_above(
    rows: Sequence[tuple[int, Mapping[str, Cell]]],
) -> tuple[list[tuple[int, Mapping[str, Cell]]], list[Above]]:
    """Return rows of people in which 同上 is what stands above it, and where that was so.

    A row that says 同上 of a person is none of hers: her name, number, folder and case stay.
    """
    found: list[Above] = []
    filled: list[tuple[int, Mapping[str, Cell]]] = []
    last: dict[str, tuple[int, Cell]] = {}
    for number, written in rows:
        row = dict(written)
        for column, cell in written.items():
            if column in _OWN or not is_no_word(without_invisible(cell.text), "above"):
                if cell.text:
                    last[column] = number, cell
                continue
            above, meant = last.get(column, (0, cell))
            row[column] = replace(meant)
            found.append(Above(number, column, above))
        filled.append((number, row))
    return filled, found
