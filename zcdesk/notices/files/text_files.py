"""The text of a new notice out of a file: plain text or a Word document.

A Word document is a zip of XML. Nothing in it is trusted: sizes are bounded before anything is
unpacked, and a document type declaration (the way to entity bombs) is refused.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from zcdesk.disk.archives import BROKEN_MEMBER
from zcdesk.errors import ZcdeskError
from zcdesk.notices.files.original_texts import UnreadableTextError, decoded

LARGEST_FILE = 20_000_000
"""Bytes of a file; a notice with pictures has a few million."""

LARGEST_CONTENT = 8_000_000
"""Bytes of the document inside, unpacked; the longest of the five notices has 0.2 million."""

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CONTENT = "word/document.xml"


class NoticeFileError(ZcdeskError):
    """A file cannot be read as the text of a notice."""

    code = "notice.file_unreadable"


class NoticeKindError(NoticeFileError):
    """A file is of a kind that is not read here; its text can be pasted."""

    code = "notice.file_kind"


class NoticeSizeError(NoticeFileError):
    """A file, or what it unpacks to, is larger than any notice."""

    code = "notice.file_too_large"


def text_of_file(path: Path) -> str:
    """Return the text of a ``.txt`` or ``.docx`` file, one paragraph a line.

    Raises:
        NoticeKindError: It is another kind of file (a PDF, an old ``.doc``).
        NoticeSizeError: It is too large.
        NoticeFileError: It cannot be read, or holds no text.
    """
    try:
        if not path.is_file():
            raise NoticeFileError(file=path.name)
        with path.open("rb") as stream:
            head = stream.read(4)
        word = head.startswith(b"PK\x03\x04")
        if not word and (path.suffix.lower() not in (".txt", ".md", "") or b"\x00" in head):
            raise NoticeKindError(file=path.name)
        if path.stat().st_size > LARGEST_FILE:
            raise NoticeSizeError(file=path.name)
        raw = path.read_bytes()
    except OSError as error:
        raise NoticeFileError(file=path.name) from error
    if word:
        text = _word_text(path)
    elif b"\x00" not in raw:
        text = _plain_text(raw, path.name)
    else:
        raise NoticeKindError(file=path.name)
    if not text.strip():
        raise NoticeFileError(file=path.name)
    return text


def _plain_text(raw: bytes, name: str) -> str:
    if len(raw) > LARGEST_CONTENT:
        raise NoticeSizeError(file=name)
    try:
        return decoded(raw, name)
    except UnreadableTextError as error:
        raise NoticeFileError(file=name) from error


def _word_text(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as packed, packed.open(_CONTENT) as stream:
            content = stream.read(LARGEST_CONTENT + 1)
    except KeyError as error:
        raise NoticeKindError(file=path.name) from error
    except BROKEN_MEMBER as error:
        raise NoticeFileError(file=path.name) from error
    if len(content) > LARGEST_CONTENT:
        raise NoticeSizeError(file=path.name)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\x00" in content:
        raise NoticeFileError(file=path.name)
    return "\n".join(_paragraphs(content, path.name))


def _paragraphs(content: bytes, name: str) -> Iterator[str]:
    """Yield paragraphs in their order, table cells one after the other."""
    words: list[str] = []
    try:
        for _, element in ElementTree.iterparse(io.BytesIO(content)):
            if element.tag == f"{_WORD}t":
                words.append(element.text or "")
            elif element.tag == f"{_WORD}tab":
                words.append(" ")
            elif element.tag == f"{_WORD}br":
                words.append("\n")
            elif element.tag == f"{_WORD}p":
                yield "".join(words)
                words.clear()
                element.clear()
    except (ElementTree.ParseError, RecursionError) as error:
        raise NoticeFileError(file=name) from error
