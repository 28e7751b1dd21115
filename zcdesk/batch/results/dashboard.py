"""The table of a run for the clerk, a workbook that is ready to be printed: who waits for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.results.person_words import batch_words
from zcdesk.batch.results.table_cells import (
    COLUMNS,
    FIRST,
    LIST_COLUMNS,
    TableCell,
    TableColumn,
    counted,
    head,
    list_cells,
    people_cells,
)
from zcdesk.batch.roster.people import RosterPerson, people_by_row
from zcdesk.batch.shared.pages import SharedPage
from zcdesk.export.papers.workbook import book_bytes
from zcdesk.printable import printable

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_FIRST = 3
"""Row of the first person in the workbook: the counts and the heads are above."""

_DAY, _MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"


@dataclass(frozen=True)
class _Table:
    """A table as a sheet shows it."""

    title: str
    columns: Sequence[TableColumn]
    rows: Sequence[tuple[TableCell, ...]]


def to_xlsx(
    people: Sequence[RosterPerson],
    results: Sequence[PersonResult],
    left_over: Sequence[str] = (),
    unclear: Sequence[str] = (),
    language: str = "zh",
    due: date | None = None,
    unclaimed: Sequence[SharedPage] = (),
) -> bytes:
    """Return the workbook: the people, and what waits for others; no cell is a formula."""
    counts, tables = _tables(people, results, language, due, unclaimed)
    book = Workbook()
    for table in tables:
        first = table is tables[0]
        sheet = book.worksheets[0] if first else book.create_sheet()
        sheet.title = table.title
        _fill(sheet, table, counts if first else table.title, language)
    sheet = book.worksheets[0]
    for number, line in enumerate(_leftovers(left_over, unclear, language)):
        # Between them and the table stays a free row: sorting and filtering leave them alone.
        _write(sheet, _FIRST + len(tables[0].rows) + 1 + number, 1, TableCell(line))
    return book_bytes(book)


def _fill(sheet: Worksheet, table: _Table, line: str, language: str) -> None:
    """Write a table into a sheet: a line, the heads, the rows; and make it ready for printing."""
    _write(sheet, 1, 1, TableCell(line)).font = Font(bold=True, size=13)
    for across, title in enumerate(head(table.columns, language), start=1):
        _write(sheet, 2, across, TableCell(title), wrapped=True).font = Font(bold=True)
    for down, row in enumerate(table.rows, start=_FIRST):
        for across, content in enumerate(row, start=1):
            _write(sheet, down, across, content, wrapped=True)
    for across, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(across)].width = column.width
    last = get_column_letter(len(table.columns))
    if table.columns is COLUMNS:
        behind = get_column_letter(FIRST + 1)
        sheet.column_dimensions.group(behind, last, outline_level=1, hidden=True)
    sheet.freeze_panes = f"C{_FIRST}"
    sheet.auto_filter.ref = f"A2:{last}{_FIRST - 1 + len(table.rows)}"
    sheet.print_title_rows = f"1:{_FIRST - 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write(
    sheet: Worksheet, down: int, across: int, content: TableCell, *, wrapped: bool = False
) -> SheetCell:
    """Write one cell; text stays text whatever it looks like."""
    cell = cast(SheetCell, sheet.cell(down, across))  # no cells are merged here
    value = content.value
    cell.value = printable(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA)
    elif isinstance(value, datetime):
        cell.number_format = _MOMENT
    elif isinstance(value, date):
        cell.number_format = _DAY
    elif content.quiet or content.behind:
        cell.number_format = f'0"{content.behind}"' + (';-0;""' if content.quiet else "")
    if content.link:
        cell.hyperlink = quote(content.link, safe="/:%")
        cell.font = Font(color="FF0B5CAD", underline="single")
    if wrapped:
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _tables(
    people: Sequence[RosterPerson],
    results: Sequence[PersonResult],
    language: str,
    due: date | None,
    unclaimed: Sequence[SharedPage],
) -> tuple[str, list[_Table]]:
    """Return the line that counts, the table of the people, the list for the clerk."""
    by_row = people_by_row(people)
    known = [result for result in sorted(results, key=lambda one: one.row) if result.row in by_row]
    whom = tuple(people_cells(known, by_row, due, language))
    others = tuple(list_cells(known, by_row, language, unclaimed))
    tables = [
        _Table(batch_words("sheet", language), COLUMNS, whom),
        _Table(batch_words("list", language), LIST_COLUMNS, others),
    ]
    return counted(known, language), tables


def _leftovers(left_over: Sequence[str], unclear: Sequence[str], language: str) -> list[str]:
    nobodys = {"left_over": left_over, "unclear": unclear}
    return [
        batch_words(code, language, names="、".join(names))
        for code, names in nobodys.items()
        if names
    ]
