"""Sheets of text out of a workbook or a CSV file, as HR offices save them."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

from zcdesk.batch.roster.other_kinds import require_table
from zcdesk.batch.roster.sheets import RosterSheet, RosterUnreadableError, Row, SheetCell
from zcdesk.batch.roster.workbooks import MOST_ROWS, sheets_of
from zcdesk.disk.paths import is_file, is_there
from zcdesk.errors import ZcdeskError
from zcdesk.printable import printable

MOST_BYTES = 20_000_000
_ENCODINGS = ("utf-8-sig", "gb18030")
_SEPARATORS = ",\t;；，|"
_LOOKED_AT = 50
"""Lines of a text that tell what stands between its cells: a title stands above the first ones."""
_LEAST_SEPARATORS = 3
"""Between the four columns that a roster has at least."""


def read_sheets(path: Path) -> tuple[RosterSheet, ...]:
    """Return the sheets of a workbook, or the one that a text file is.

    Raises:
        RosterUnreadableError: The file is not there, cannot be read, is too large or of another
            kind.
    """
    try:
        if not is_there(path):
            raise RosterUnreadableError("roster.not_there", file=path.name)
        if not is_file(path) or path.stat().st_size > MOST_BYTES:
            raise RosterUnreadableError(file=path.name)
        content = path.read_bytes()
        require_table(content, path.name)
        return sheets_of(content) if content.startswith(b"PK") else (_text(content),)
    except (ZcdeskError, MemoryError):
        raise
    except Exception as cause:  # a broken workbook makes its reader raise whatever it meets
        raise RosterUnreadableError(file=path.name) from cause


def decoded(content: bytes) -> tuple[str, str]:
    """Return the text of a CSV file and what stands between its cells.

    Raises:
        ValueError: It is no text of an encoding that offices use.
    """
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else _ENCODINGS:  # Excel's “Unicode 文本”
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise ValueError("neither UTF-8 nor UTF-16 nor GB 18030")
    if "\0" in text:
        raise ValueError("not a text")
    return text, _separator(text)


def _separator(text: str) -> str:
    """Return what stands between the cells of most lines."""
    lines = text.splitlines()[:_LOOKED_AT]
    counts = {mark: [line.count(mark) for line in lines] for mark in _SEPARATORS}
    return max(
        counts,
        key=lambda mark: (sum(n >= _LEAST_SEPARATORS for n in counts[mark]), sum(counts[mark])),
    )


def _text(content: bytes) -> RosterSheet:
    text, separator = decoded(content)
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=separator)
    rows: list[Row] = []
    for number, row in enumerate(reader, start=1):
        cells = [SheetCell(_typed(cell), unseen=printable(cell) != cell) for cell in row]
        if any(cell.text for cell in cells):
            if number > MOST_ROWS:
                return RosterSheet(tuple(rows), beyond=number)
            rows.append((number, cells))
    return RosterSheet(tuple(rows))


def _typed(cell: str) -> str:
    """Return what was meant: ="6599…" and '6599… are ways to keep a number as text."""
    plain = printable(cell).strip()
    if plain[:1] == "=" and (plain[1:2] == '"' or plain[1:2].isdecimal()):
        plain = plain[1:]
    return plain.strip('"').removeprefix("'").strip()
