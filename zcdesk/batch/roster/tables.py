"""Sheets of text out of a workbook or a CSV file, as HR offices save them.

What is given as a roster and is none is told by its content.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from pathlib import Path

from zcdesk.batch.roster.sheets import RosterSheet, RosterUnreadableError, Row, SheetCell
from zcdesk.batch.roster.workbooks import MOST_ROWS, parts_of, sheets_of
from zcdesk.disk.paths import is_file, is_there
from zcdesk.errors import ZcdeskError
from zcdesk.printable import printable

MOST_BYTES = 20_000_000
_ENCODINGS = ("utf-8-sig", "gb18030")
_SEPARATORS = ",\t;；，|"
_LOOKED_AT = 50
"""Lines of a text that tell what is between its cells: a title is above the first ones."""
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
    """Return the text of a CSV file and what is between its cells.

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
    """Return what is between the cells of most lines."""
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


_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
"""First bytes of files of Office before 2007, and of a newer one that has a password."""

_BIFF = re.compile(
    rb"\x09[\x00\x02\x04](?:\x04|\x06)\x00|\x09\x08[\x04\x06\x08\x10]\x00\x00[\x05\x06]"
)
"""A workbook before 1995 has no container around it."""

_SECTOR = 512
_FILEPASS = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}\x2f\x00", re.DOTALL)
"""The first record of an old workbook that has a password, behind the one that begins it."""

_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|meta|table|style|body|div)\b|MIME-Version:",
    re.I | re.S,
)
_HEAD = 4_000
_DOCUMENTS = b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"GIF8", b"II*\0", b"MM\0*"
_BOOKS = (
    ("xl/workbook.bin", "xlsb"),
    ("Index/Document.iwa", "Numbers"),
    ("Index.zip", "Numbers"),
    ("content.xml", "OpenDocument (ods)"),
)
"""Parts of packed files that tell their kind."""


def require_table(content: bytes, name: str) -> None:
    """Check that a file may be a workbook of today or a text.

    Args:
        content: Its bytes.
        name: Its name, for the sentence.

    Raises:
        RosterUnreadableError: It is of another kind; the error tells which.
    """
    if content.startswith(_OLE):
        _refuse_old(content, name)
    if _BIFF.match(content):
        raise RosterUnreadableError("roster.old_kind", file=name)
    if content.startswith(b"PK"):
        _refuse_packed(content, name)
    elif content.startswith(_DOCUMENTS):
        raise RosterUnreadableError("roster.document", file=name)
    elif kind := _marked_up(content):
        raise RosterUnreadableError("roster.other_kind", file=name, kind=kind)


def _refuse_old(content: bytes, name: str) -> None:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise RosterUnreadableError("roster.locked", file=name)
    if any(match.start() % _SECTOR == 0 for match in _FILEPASS.finditer(content)):
        raise RosterUnreadableError("roster.locked", file=name)
    if "WordDocument".encode("utf-16-le") in content:
        raise RosterUnreadableError("roster.document", file=name)
    raise RosterUnreadableError("roster.old_kind", file=name)


def _refuse_packed(content: bytes, name: str) -> None:
    with parts_of(content) as packed:
        parts = frozenset(packed.namelist())
    if "word/document.xml" in parts:
        raise RosterUnreadableError("roster.document", file=name)
    for part, kind in _BOOKS:
        if part in parts and "xl/workbook.xml" not in parts:
            raise RosterUnreadableError("roster.other_kind", file=name, kind=kind)


def _marked_up(content: bytes) -> str:
    """Return the kind of a table that is written in tags, "" for other texts."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = content[: 2 * _HEAD].decode("utf-16", "replace").encode()
    else:
        head = content[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(head) or (head.lstrip()[:5] == b"<?xml" and b"<html" in head.lower()):
        return "HTML"
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return "XML 2003"
    return "OpenDocument (fods)" if b"urn:oasis:names:tc:opendocument" in head else ""
