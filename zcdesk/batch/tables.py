"""A table of text out of a workbook or a CSV file, as HR offices save them."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from zcdesk.errors import ZcdeskError

MOST_BYTES = 20_000_000
MOST_ROWS = 5_000
_ENCODINGS = ("utf-8-sig", "gb18030")
_EXACT = 10**15
"""A number in a workbook is exact below; an ID number is not."""


class RosterUnreadableError(ZcdeskError):
    """The file is no roster."""

    code = "roster.unreadable"


@dataclass(frozen=True)
class Cell:
    """One cell: its text, and whether the program that saved it may have changed its digits."""

    text: str
    inexact: bool = False


Row = tuple[int, Sequence[Cell]]
"""Number of the row in the file, from 1, and its cells."""


def read_table(path: Path) -> list[Row]:
    """Return the rows of the first sheet that are not empty.

    Raises:
        RosterUnreadableError: The file cannot be read, is too large, or is of another kind.
    """
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            raise RosterUnreadableError(file=path.name)
        content = path.read_bytes()
        rows = _workbook(content) if content.startswith(b"PK") else _text(content)
        found = []
        for number, cells in rows:
            if number > MOST_ROWS:
                raise RosterUnreadableError(file=path.name)
            if any(cell.text for cell in cells):
                found.append((number, cells))
    except (OSError, ValueError, KeyError, InvalidFileException, zipfile.BadZipFile) as cause:
        raise RosterUnreadableError(file=path.name) from cause
    return found


def _workbook(content: bytes) -> Iterator[Row]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl does not keep is of no use here
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
            yield number, [_cell(value) for value in row]
    finally:
        book.close()


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
    return Cell(str(value).strip())


def _text(content: bytes) -> Iterator[Row]:
    for encoding in _ENCODINGS:
        try:
            told = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise ValueError("neither UTF-8 nor GB 18030")
    if "\0" in told:
        raise ValueError("not a text")
    head = told.splitlines()[0] if told.strip() else ""
    separator = max(",\t;；", key=head.count)
    reader = csv.reader(io.StringIO(told), delimiter=separator)
    for number, row in enumerate(reader, start=1):
        # Excel writes ="6599…" to keep a number as text.
        yield number, [Cell(cell.strip().removeprefix("=").strip('"').strip()) for cell in row]
