"""The sheets of a workbook (xlsx), also of one that was saved as “Strict Open XML”."""

from __future__ import annotations

import contextlib
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import repeat, zip_longest
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from zcdesk.batch.roster.sheets import Cell, Row, Sheet
from zcdesk.printable import printable

MOST_ROWS = 5_000
_LAST_ROW = 20_000
"""Beyond it nothing is looked for: a workbook may be formatted down to row 1 048 576."""
_MOST_SHEETS = 40
_MOST_MEMBERS = 2_000
_MOST_UNPACKED = 100_000_000
"""Bytes that all parts of a workbook may have; 5 000 rows of 40 columns have a tenth of it."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
"""Begin of a formula in a sheet."""
_RESULT = re.compile(rb"<(?:\w+:)?f(?:[^>]*/>|[\s>][^<]*</(?:\w+:)?f>)\s*<(?:\w+:)?v>[^<]")
"""A formula and what it came to."""
_EXACT = 10**15
"""A number in a workbook is exact below; an ID number is not."""

_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main",
     b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/",
     b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)  # fmt: skip
"""Names of ISO/IEC 29500 Strict, and what Transitional has in their place."""

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_UNSEEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']|\b(?:ht|width)=[\"']0(?:\.0*)?[\"']")
_NUMBER = {
    key: re.compile(rb"\b" + key + rb"=[\"'](\d{1,7})[\"']") for key in (b"r", b"min", b"max")
}
_WIDEST = 16_384
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How a workbook writes a character that XML does not take: ``_x000D_``."""


def sheets_of(content: bytes) -> Iterator[Sheet]:
    """Yield the sheets of cells; formulas stand as they were written where nothing worked them out.

    Raises:
        Exception: Whatever the reader of a broken workbook meets.
    """
    _require_small(content)
    content = as_transitional(content)
    unworked = _never_worked_out(content)
    with _opened(content, results=True) as book, _opened(content, results=False) as written:
        for place, sheet in enumerate(book.worksheets[:_MOST_SHEETS]):
            formulas = written.worksheets[place] if unworked else None
            rows, beyond = _filled(sheet, formulas)
            part = _part(content, sheet)
            hidden = sheet.sheet_state != "visible"
            tab = book.sheetnames.index(sheet.title) + 1
            merged = frozenset(_below_merged(part))
            yield Sheet(rows, place, tab, hidden, *_unseen(part), merged, beyond)


def as_transitional(content: bytes) -> bytes:
    """Return a workbook with the names that its readers know, in place of those of “Strict”.

    Args:
        content: A workbook whose parts are small, see :func:`sheets_of`.

    Source:
        ISO/IEC 29500-1 and -4, Annex A: both have the same elements in other namespaces.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if _STRICT not in packed.read("xl/workbook.xml"):
            return content
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as made:
            for name in packed.namelist():
                part = packed.read(name)
                if name.endswith((".xml", ".rels")):
                    for strict, transitional in _TRANSITIONAL:
                        part = part.replace(strict, transitional)
                made.writestr(name, part)
    return stream.getvalue()


@contextlib.contextmanager
def _opened(content: bytes, *, results: bool) -> Iterator[Any]:
    with warnings.catch_warnings(), contextlib.redirect_stdout(None):  # it prints at odd styles
        warnings.simplefilter("ignore")  # what openpyxl does not keep is of no use here
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=results)
        try:
            yield book
        finally:
            book.close()


def _filled(sheet: Any, formulas: Any) -> tuple[tuple[Row, ...], int]:
    """Return the rows that are not empty, and the first one beyond what a roster has, or 0."""
    rows: list[Row] = []
    for number, (values, written) in enumerate(
        zip(_values(sheet), _values(formulas) if formulas else repeat(()), strict=False), start=1
    ):
        if number > _LAST_ROW:
            break
        pairs = zip_longest(values, written[: len(values)])
        cells = [_cell(formula if result is None else result) for result, formula in pairs]
        if any(cell.text for cell in cells):
            if number > MOST_ROWS:
                return tuple(rows), number
            rows.append((number, cells))
    return tuple(rows), 0


def _values(sheet: Any) -> Iterator[Sequence[Any]]:
    sheet.reset_dimensions()  # a sheet that says it is 16 384 columns wide is read as it is
    yield from sheet.iter_rows(values_only=True)


def _part(content: bytes, sheet: Any) -> bytes:
    """Return the XML of a sheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read(str(sheet._worksheet_path).lstrip("/"))


def _below_merged(part: bytes) -> Iterator[tuple[int, int]]:
    """Yield row and place of each cell that was merged with the one above it."""
    for reference in _MERGED.findall(part):
        left, top, right, bottom = (edge or 0 for edge in range_boundaries(reference.decode()))
        for row in range(top + 1, min(bottom, MOST_ROWS) + 1):
            yield from ((row, place) for place in range(left, min(right, _WIDEST) + 1))


def _unseen(part: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """Return the numbers of hidden rows and the places of hidden columns, both from 1."""
    rows: set[int] = set()
    number = 0
    for found in _ROW.finditer(part):
        number = _number(b"r", found[1]) or number + 1
        if number > _LAST_ROW:
            break
        if _UNSEEN.search(found[1]):
            rows.add(number)
    columns: set[int] = set()
    for found in _COLUMN.finditer(part):
        if _UNSEEN.search(found[1]):
            last = min(_number(b"max", found[1]), _WIDEST)
            columns |= set(range(_number(b"min", found[1]), last + 1))
    return frozenset(rows), frozenset(columns)


def _number(key: bytes, tag: bytes) -> int:
    found = _NUMBER[key].search(tag)
    return int(found[1]) if found else 0


def _never_worked_out(content: bytes) -> bool:
    """Tell whether a workbook holds formulas and no result of any, as other programs write them.

    Where there is one result, a cell without any is a formula that came to an empty text.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        named = (one for one in packed.namelist() if one.startswith("xl/worksheets/"))
        sheets = [sheet for sheet in map(packed.read, named) if _FORMULA.search(sheet)]
    return bool(sheets) and not any(_RESULT.search(sheet) for sheet in sheets)


def _require_small(content: bytes) -> None:
    """Check what a workbook says it unpacks to, before anything is unpacked.

    Raises:
        ValueError: It is more than a roster has; no more than is said is ever unpacked.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        members = packed.infolist()
        if (
            len(members) > _MOST_MEMBERS
            or sum(member.file_size for member in members) > _MOST_UNPACKED
        ):
            raise ValueError("too large")


def _cell(value: Any) -> Cell:
    if value is None:
        return Cell("")
    if isinstance(value, bool):
        return Cell("yes" if value else "no")
    if isinstance(value, (datetime, date)):
        return Cell(f"{value:%Y-%m-%d}")
    if isinstance(value, (int, float)):
        whole = int(value) if float(value).is_integer() else value
        return Cell(str(whole), abs(value) >= _EXACT)
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))
    plain = printable(text)
    return Cell(plain.strip().removeprefix("'").strip(), unseen=plain != text)
