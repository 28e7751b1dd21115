"""Files that are given as a roster and are none: which kind each is, by its content."""

from __future__ import annotations

import io
import re
import zipfile

from zcdesk.batch.roster.sheets import RosterUnreadableError

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
    if any(found.start() % _SECTOR == 0 for found in _FILEPASS.finditer(content)):
        raise RosterUnreadableError("roster.locked", file=name)
    if "WordDocument".encode("utf-16-le") in content:
        raise RosterUnreadableError("roster.document", file=name)
    raise RosterUnreadableError("roster.old_kind", file=name)


def _refuse_packed(content: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
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
