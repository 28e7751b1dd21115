"""The checklist as a workbook: the same rows, plain text, the same bytes every time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zcdesk.export.papers.checklist import (
    Checklist,
    ChecklistRow,
    QuotedSentence,
    about_content,
    word,
)
from zcdesk.export.papers.html import cover_words, own_use
from zcdesk.export.papers.workbook import book_bytes
from zcdesk.printable import printable
from zcdesk.resources import table

_EPOCH = datetime(1980, 1, 1)
_BOX = "☐"
_EDGE = Side(style="thin", color="FFB9C0BA")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_REFERENCE = re.compile(rb"&#(1[3-9]\d|1[4-9]\d|[2-9]\d\d|\d{4,7});")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_LONGEST_CELL = 32_767

_COLUMNS = table("checklist", "columns.toml")
"""Columns with their widths in characters."""


def to_xlsx(listed: Checklist) -> bytes:
    """Return the workbook: one sheet with a row a picture, one with what to know before.

    Every cell is text and never a formula; nothing tells who made the file or when.
    """
    book = Workbook()
    pages = book.worksheets[0]
    pages.title = word("export.title")
    asked = {"click": listed.asks_clicks, "classified": listed.asks_classified}
    names = [name for name in _COLUMNS if asked.get(name, True)]
    _fill(pages, [[word(f"export.column.{name}") for name in names]], bold=True)
    _fill(pages, [[_cells(row)[name] for name in names] for row in listed.rows], start=2)
    _arrange(pages, [_COLUMNS[name] for name in names])
    about = book.create_sheet(word("export.about"))
    _fill(about, [[word("export.about"), ""]], bold=True)
    _fill(about, [list(line) for line in _about(listed)], start=2)
    _arrange(about, [40, 100])
    return book_bytes(book, compressed=False, mend=_without_references)


def _cells(row: ChecklistRow) -> dict[str, str]:
    """Return a row's text by column."""
    covers = "\n".join(cover_words(row)) or word("export.covers_none")
    return vars(row) | {"done": _BOX, "page": row.pages, "covers": covers}


def _about(listed: Checklist) -> list[tuple[str, str]]:
    """Return what the page says above its tables, as pairs of heading and text."""
    return [
        (word("export.title"), listed.notice),
        (word("export.platform"), listed.platform),
        (own_use(listed.content), about_content(listed)),
        (word("export.percent"), ""),
        (word("export.before"), ""),
        *((passage.text, _quotes(passage)) for passage in listed.passages),
        (word("export.missing"), "" if listed.open_lines else word("export.missing_none")),
        *(
            (f"{line.state}：{line.what}", _dotted(line.message, line.who, line.clause))
            for line in listed.open_lines
        ),
        (word("export.deadlines"), ""),
        *((line.what, " · ".join((line.at, line.left, line.clause))) for line in listed.deadlines),
        (word("export.copy_texts"), ""),
        *((f"{line.who} {line.clause}", line.text) for line in listed.copies),
        (word("export.papers"), "" if listed.papers else word("export.papers_not_stated")),
        *(
            (paper.title, _dotted(paper.copies, paper.form, paper.clause))
            for paper in listed.papers
        ),
        (word("export.contacts"), ""),
        *listed.contacts,
        *([(word("told.heading"), "")] if listed.told else []),
        *((place, line) for place, words in listed.told for line in words),
    ]


def _quotes(passage: QuotedSentence) -> str:
    """Return the notice's words behind a sentence, each with the clause."""
    clause = f"（{passage.clause}）" if passage.clause else ""
    return "\n".join(f"“{quote}”{clause}" for quote in passage.quotes)


def _dotted(*parts: str) -> str:
    """Return what is known of several things on one line."""
    return " · ".join(part for part in parts if part)


def _fill(
    sheet: Worksheet, rows: Sequence[Sequence[str]], start: int = 1, bold: bool = False
) -> None:
    first: Cell | None = None
    for down, row in enumerate(rows, start=start):
        for across, text in enumerate(row, start=1):
            cell = sheet.cell(down, across)
            if not isinstance(cell, Cell):
                continue
            if first is None:
                first = cell
                _dress(cell, bold)
            else:
                # Dressing each cell anew, openpyxl compares all parts of its style every time.
                cell._style = copy(first._style)  # type: ignore[attr-defined]
            _write(cell, text)


def _write(cell: Cell, text: str) -> None:
    """Write ``text`` so that no spreadsheet program takes it for a formula, now or when edited."""
    clean = printable(text)[:_LONGEST_CELL]
    cell.value = clean
    cell.data_type = "s"
    cell.quotePrefix = clean.startswith(_FORMULA)


def _dress(cell: Cell, bold: bool) -> None:
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.border = Border(_EDGE, _EDGE, _EDGE, _EDGE)
    if bold:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", start_color="FFEAECE8")


def _arrange(sheet: Worksheet, widths: Sequence[int]) -> None:
    """Set widths, a heading that stays and repeats on paper, and A4 across."""
    for across, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(across)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _without_references(name: str, content: bytes) -> bytes:
    """Write letters out: where lxml is installed openpyxl writes others than ASCII as ``&#…;``.

    A search for words must see them, and the bytes must not depend on it.
    """
    if name.endswith((".xml", ".rels")):
        return _REFERENCE.sub(lambda found: chr(int(found.group(1))).encode(), content)
    return content
