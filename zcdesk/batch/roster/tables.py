"""A table of text out of a workbook or a CSV file, as HR offices save them."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import re
import warnings
import zipfile
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import repeat, zip_longest
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from zcdesk.disk.paths import is_file, is_there
from zcdesk.errors import ZcdeskError
from zcdesk.printable import printable

MOST_BYTES = 20_000_000
MOST_ROWS = 5_000
_LAST_ROW = 20_000
"""Beyond it nothing is looked for: a workbook may be formatted down to row 1 048 576."""
_ENCODINGS = ("utf-8-sig", "gb18030")
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
"""First bytes of a workbook before 2007, and of a newer one that has a password."""
_MOST_MEMBERS = 2_000
_MOST_UNPACKED = 100_000_000
"""Bytes that all parts of a workbook may have; 5 000 rows of 40 columns have a tenth of it."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
"""Begin of a formula in a sheet."""
_RESULT = re.compile(rb"<(?:\w+:)?f(?:[^>]*/>|[\s>][^<]*</(?:\w+:)?f>)\s*<(?:\w+:)?v>[^<]")
"""A formula and what it came to."""
_EXACT = 10**15
"""A number in a workbook is exact below; an ID number is not."""


class RosterUnreadableError(ZcdeskError):
    """The file is no roster."""

    code = "roster.unreadable"


class NoRosterError(RosterUnreadableError):
    """There is no such file."""

    code = "roster.not_there"


class OldRosterError(RosterUnreadableError):
    """It is a workbook of the old kind, or has a password."""

    code = "roster.old_kind"


class LongRosterError(RosterUnreadableError):
    """It has more rows than anybody's roster."""

    code = "roster.too_long"


@dataclass(frozen=True)
class Cell:
    """One cell: its text, and whether the program that saved it may have changed its digits."""

    text: str
    inexact: bool = False


Row = tuple[int, Sequence[Cell]]
"""Number of the row in the file, from 1, and its cells."""


def read_table(path: Path) -> list[Row]:
    """Return the rows of the first visible sheet that are not empty.

    Raises:
        RosterUnreadableError: The file is not there, cannot be read, is too large or of another
            kind.
    """
    try:
        if not is_there(path):
            raise NoRosterError(file=path.name)
        if not is_file(path) or path.stat().st_size > MOST_BYTES:
            raise RosterUnreadableError(file=path.name)
        content = path.read_bytes()
        if content.startswith(_OLE):
            raise OldRosterError(file=path.name)
        rows = _workbook(content) if content.startswith(b"PK") else _text(content)
        found = []
        for number, cells in rows:
            if number > _LAST_ROW:
                break
            if not any(cell.text for cell in cells):
                continue
            if number > MOST_ROWS:
                raise LongRosterError(file=path.name, row=number, most=MOST_ROWS)
            found.append((number, cells))
    except (ZcdeskError, MemoryError):
        raise
    except Exception as cause:  # a broken workbook makes its reader raise whatever it meets
        raise RosterUnreadableError(file=path.name) from cause
    return found


def _workbook(content: bytes) -> Iterator[Row]:
    """Yield the rows; formulas stand as they were written where no program worked them out."""
    _require_small(content)
    rows = _values(content, results=True)
    written = _values(content, results=False) if _never_worked_out(content) else repeat(())
    with contextlib.closing(rows):
        for number, (row, formulas) in enumerate(zip(rows, written, strict=False), start=1):
            cells = zip_longest(row, formulas[: len(row)])
            yield number, [_cell(told if result is None else result) for result, told in cells]


def _values(content: bytes, *, results: bool) -> Generator[Sequence[Any], None, None]:
    """Yield the values of each row: what formulas came to, or the formulas themselves."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(None):  # it prints at odd styles
        warnings.simplefilter("ignore")  # what openpyxl does not keep is of no use here
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=results)
    try:
        # A hidden sheet before it is nothing that the person knows of.
        seen = (worksheet for worksheet in book.worksheets if worksheet.sheet_state == "visible")
        sheet = next(seen, book.worksheets[0])
        sheet.reset_dimensions()  # a sheet that says it is 16 384 columns wide is read as it is
        yield from sheet.iter_rows(values_only=True)
    finally:
        book.close()


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
    return Cell(printable(str(value)).strip().removeprefix("'"))


def decoded(content: bytes) -> tuple[str, str]:
    """Return the text of a CSV file and what stands between its cells.

    Raises:
        ValueError: It is no text of an encoding that offices use.
    """
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else _ENCODINGS:  # Excel's “Unicode 文本”
        try:
            told = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise ValueError("neither UTF-8 nor UTF-16 nor GB 18030")
    if "\0" in told:
        raise ValueError("not a text")
    head = told.splitlines()[0] if told.strip() else ""
    return told, max(",\t;；", key=head.count)


def _text(content: bytes) -> Iterator[Row]:
    told, separator = decoded(content)
    reader = csv.reader(io.StringIO(told, newline=None), delimiter=separator)
    for number, row in enumerate(reader, start=1):
        yield number, [Cell(_typed(cell)) for cell in row]


def _typed(cell: str) -> str:
    """Return what was meant: ="6599…" and '6599… are ways to keep a number as text."""
    plain = printable(cell).strip()
    if plain[:1] == "=" and (plain[1:2] == '"' or plain[1:2].isdecimal()):
        plain = plain[1:]
    return plain.strip('"').removeprefix("'").strip()
