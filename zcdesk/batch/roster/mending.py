"""Cells of a roster mended in a copy: the file itself, which is somebody's, is only read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from zcdesk.batch.roster.heads import find_roster
from zcdesk.batch.roster.tables import decoded
from zcdesk.batch.roster.workbooks import changed_book
from zcdesk.disk.files import reported, write_atomically

Mends = Mapping[tuple[int, str], str]
"""What is to be in a cell, by the row's number in the file and the column's title.

``WHOLE_ROW`` in place of a title empties the row: those below keep their numbers.
"""

WHOLE_ROW = ""

_MARK = "-改好"
_COPY = re.compile(rf"{_MARK}(?:\.[0-9]+)?$")


def copy_place(roster: Path) -> Path:
    """Return where a mended copy goes: beside the roster, under a name that nothing has."""
    stem = _COPY.sub("", roster.stem) + _MARK
    number = 1
    while (place := roster.with_name(_named(stem, number) + roster.suffix)).exists():
        number += 1
    return place


def _named(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}.{number}"


def write_mended(roster: Path, mends: Mends) -> Path:
    """Write a copy of a roster in which some cells are mended, and return where it is.

    A column that the roster does not have is added behind the last one. Cells that were merged are
    taken apart where one of them is mended.

    Args:
        roster: The workbook or CSV file.
        mends: What is to be where.

    Raises:
        RosterUnreadableError: It cannot be read any more.
        OutputError: The copy cannot be written.
    """
    sheet, head, _ = find_roster(roster)
    with reported(roster.name):
        content = roster.read_bytes()
        target = copy_place(roster)
    places = {title: place for place, title in reversed(list(enumerate(head.titles, start=1)))}
    gone = {row for row, column in mends if column == WHOLE_ROW}
    emptied = {(row, place): "" for row in gone for place in range(1, len(head.titles) + 1)}
    mends = {cell: text for cell, text in mends.items() if cell[0] not in gone}
    added = [column for _, column in mends if column not in places]
    for column in dict.fromkeys(added):
        places[column] = max(places.values(), default=0) + 1
    heads = {(head.row, column): column for column in added}
    cells = {(row, places[column]): text for (row, column), text in {**heads, **mends}.items()}
    cells |= emptied
    packed = content.startswith(b"PK")
    made = _workbook(content, sheet.place, cells) if packed else _text(content, cells)
    write_atomically(target, made)
    return target


def _workbook(content: bytes, sheet_place: int, cells: Mapping[tuple[int, int], str]) -> bytes:
    def mend(book: Workbook) -> None:
        sheet = book[book.sheetnames[sheet_place]]
        for (row, place), text in cells.items():
            _take_apart(sheet, row, place)
            cell = sheet.cell(row, place)
            cell.value = text
            cell.data_type = "s"  # never a formula
            cell.number_format = "@"

    return changed_book(content, mend)


def _take_apart(sheet: Worksheet, row: int, place: int) -> None:
    for merged in tuple(sheet.merged_cells.ranges):
        if merged.min_row <= row <= merged.max_row and merged.min_col <= place <= merged.max_col:
            sheet.unmerge_cells(merged.coord)


def _text(content: bytes, cells: Mapping[tuple[int, int], str]) -> bytes:
    words, separator = decoded(content)
    rows = list(csv.reader(io.StringIO(words, newline=None), delimiter=separator))
    for (row, place), text in cells.items():
        line = rows[row - 1]
        line += [""] * (place - len(line))
        line[place - 1] = text
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue().encode("utf-8-sig")
