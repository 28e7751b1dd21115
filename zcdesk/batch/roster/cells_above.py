"""Cells of a roster that mean the one above: 同上, 〃, and the rest of a merged cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from zcdesk.batch.roster import columns
from zcdesk.batch.roster.sheets import RosterSheet, SheetCell
from zcdesk.findings import Detail, Finding, error, info
from zcdesk.names.typed_parts import is_no_word, without_invisible

_OWN = frozenset(
    {columns.NAME, columns.ID_NUMBER, columns.FOLDER, columns.CASE, columns.BORN}
    | {columns.WORK_NUMBER}
)
"""Columns in which every person has something of her own."""

_DITTO = SheetCell("〃")


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


def with_merged(sheet: RosterSheet, head: int) -> RosterSheet:
    """Return a sheet in which each cell below the first of a merged one says 〃.

    A workbook keeps the text of a merged cell in its first row only.

    Args:
        sheet: As it was read.
        head: Number of the row that names the columns; those down to it stay.
    """
    below: dict[int, set[int]] = {}
    for number, place in sheet.merged:
        if number > head:
            below.setdefault(number, set()).add(place)
    rows = [(number, _with_dittos(cells, below.get(number, set()))) for number, cells in sheet.rows]
    return replace(sheet, rows=tuple(rows))


def _with_dittos(cells: Sequence[SheetCell], places: Set[int]) -> Sequence[SheetCell]:
    """Return the cells of a row, which may end before the last of them that was merged."""
    width = max((len(cells), *places)) if places else len(cells)
    whole = (*cells, *[SheetCell("")] * (width - len(cells)))
    return [
        _DITTO if not cell.text and place in places else cell
        for place, cell in enumerate(whole, start=1)
    ]


def with_above(
    rows: Sequence[tuple[int, Mapping[str, SheetCell]]],
) -> tuple[list[tuple[int, Mapping[str, SheetCell]]], list[Above]]:
    """Return rows of people in which 同上 is what stands above it, and where that was so.

    A row that says 同上 of a person is none of hers: her name, number, folder and case stay.
    """
    found: list[Above] = []
    filled: list[tuple[int, Mapping[str, SheetCell]]] = []
    last: dict[str, tuple[int, SheetCell]] = {}
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
