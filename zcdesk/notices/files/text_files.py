"""The text of a new notice out of a file: plain text or a Word document.

A Word document is a zip of XML. Nothing in it is trusted: sizes are bounded before anything is
unpacked, and a document type declaration (the way to entity bombs) is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from zcdesk.disk.archives import BROKEN_MEMBER
from zcdesk.disk.reading import bounded
from zcdesk.errors import ZcdeskError
from zcdesk.notices.files.original_texts import UnreadableTextError, decoded

LARGEST_FILE = 20_000_000
"""Bytes of a file; a notice with pictures has a few million."""

LARGEST_CONTENT = 8_000_000
"""Bytes of the document inside, unpacked; the longest of the five notices has 0.2 million."""

MOST_LETTERS = 200_000
"""Letters of a notice with its annexes; the longest of the five has 25 thousand."""

TEXTS = frozenset({".txt", ".md", ""})
"""Endings of files that hold a text, as far as their names go."""

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_STRAY, _FEW = 20, 0.05  # so many, and that share of a text; of a picture every tenth byte is one

_MOST_LINES, _LONGEST_LINE = 3_000, 20_000
_NO_NUMBER = re.compile(r"\d{1000}")

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
        raw = bounded(path, LARGEST_FILE)
    except OSError as error:
        raise NoticeFileError(file=path.name) from error
    word = raw.startswith(b"PK\x03\x04")
    if not word and path.suffix.lower() not in TEXTS:
        raise NoticeKindError(file=path.name)
    if len(raw) > LARGEST_FILE:
        raise NoticeSizeError(file=path.name)
    text = _word_text(raw, path.name) if word else _plain_text(raw, path.name)
    if not text.strip():
        raise NoticeFileError(file=path.name)
    return text


def require_notice(text: str, name: str) -> str:
    """Return a text that may be a notice; no search through a longer one would end in time.

    Raises:
        NoticeSizeError: It has more letters or lines than any, or a number without end.
    """
    lines = text.splitlines()
    longest = max(map(len, lines), default=0)
    if len(text) > MOST_LETTERS or len(lines) > _MOST_LINES or longest > _LONGEST_LINE:
        raise NoticeSizeError(file=name)
    if _NO_NUMBER.search(text):
        raise NoticeSizeError(file=name)
    return text


def _plain_text(raw: bytes, name: str) -> str:
    if len(raw) > LARGEST_CONTENT:
        raise NoticeSizeError(file=name)
    try:
        text = decoded(raw, name)
    except UnreadableTextError as error:
        raise (NoticeKindError if b"\x00" in raw else NoticeFileError)(file=name) from error
    kept = _CONTROLS.sub("", text)
    if len(text) - len(kept) > max(_STRAY, _FEW * len(text)):
        raise NoticeKindError(file=name)
    return kept


def _word_text(raw: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed, packed.open(_CONTENT) as stream:
            content = stream.read(LARGEST_CONTENT + 1)
    except KeyError as error:
        raise NoticeKindError(file=name) from error
    except BROKEN_MEMBER as error:
        raise NoticeFileError(file=name) from error
    if len(content) > LARGEST_CONTENT:
        raise NoticeSizeError(file=name)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\x00" in content:
        raise NoticeFileError(file=name)
    return "\n".join(_paragraphs(content, name))


def _paragraphs(content: bytes, name: str) -> Iterator[str]:
    """Yield paragraphs in their order; a table's row is one line, its cells parted by tabs."""
    words: list[str] = []
    cells: list[list[str]] = []  # of rows that are open; a table may stand in a cell
    depth = 0
    try:
        for event, element in ElementTree.iterparse(io.BytesIO(content), ("start", "end")):
            if event == "start":
                depth += element.tag == f"{_WORD}tc"
                cells += [[]] if element.tag == f"{_WORD}tr" else []
                continue
            if element.tag == f"{_WORD}t":
                words.append(element.text or "")
            elif element.tag == f"{_WORD}tab":
                words.append(" ")
            elif element.tag == f"{_WORD}br":
                words.append("\n")
            elif element.tag == f"{_WORD}p" and not (depth and cells):
                yield "".join(words)
                words.clear()
                element.clear()
            elif element.tag == f"{_WORD}p":
                words.append(" ")
                element.clear()
            elif element.tag == f"{_WORD}tc" and cells:
                cells[-1].append(" ".join("".join(words).split()))
                words.clear()
                depth -= 1
            elif element.tag == f"{_WORD}tr" and cells:
                yield "\t".join(cells.pop())
    except (ElementTree.ParseError, RecursionError) as error:
        raise NoticeFileError(file=name) from error
