"""The text of a new notice out of a file: plain text, a Word document, a web page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from zcdesk.disk.archives import BROKEN_MEMBER
from zcdesk.disk.files import bounded
from zcdesk.errors import ZcdeskError
from zcdesk.notices.document.blocks import Block, is_gap, text_of, typed
from zcdesk.notices.document.web import blocks_of_archive, blocks_of_page
from zcdesk.notices.document.word import blocks_of_word
from zcdesk.notices.document.word_parts import LARGEST_PART, LargeWordError, NoWordError
from zcdesk.notices.files.parsing import UnreadableTextError, decoded

LARGEST_FILE = 20_000_000
"""Bytes of a file; a notice with pictures has a few million."""

MOST_LETTERS = 200_000
"""Letters of a notice with its annexes; the longest of the five has 25 thousand."""

TEXTS = frozenset({".txt", ".md", ""})
"""Endings of files that hold a text, as far as their names go."""

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_STRAY, _FEW = 20, 0.05  # so many, and that share of a text; of a picture every tenth byte is one

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PARTS = frozenset({".html", ".htm", ".css", ".aspx", ".jsp", ".php"})

_MOST_LINES, _LONGEST_LINE = 3_000, 20_000
_NO_NUMBER = re.compile(r"\d{1000}")

_PAGE = re.compile(
    rb"\s*(?:Version:[\d.]+\s+StartHTML|(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|\?xml|!--|html|head|meta|body|div|p|table|section|span|article|form|main|header|nav|aside|noscript|template|textarea|iframe|frameset|dl|ul|ol|pre|center|font|link|title|style|script)\b)",
    re.IGNORECASE,
)
_ARCHIVE = re.compile(
    rb"\s*(?:(?:From|MIME-Version|Subject|Date|Snapshot-Content-Location|Content-Type):[^\n]*\n\s*){2}"
)


class NoticeFileError(ZcdeskError):
    """A file cannot be read as the text of a notice."""

    code = "notice.file_unreadable"


class NoticeKindError(NoticeFileError):
    """A file is of a kind that is not read here; its text can be pasted."""

    code = "notice.file_kind"


def text_of_file(path: Path) -> str:
    """Return the text of a text file, a Word document or a web page, one paragraph a line.

    Raises:
        NoticeKindError: It is another kind of file (a PDF, an old ``.doc``).
        NoticeSizeError: It is too large.
        NoticeFileError: It cannot be read, or holds no text.
    """
    try:
        raw = bounded(path, LARGEST_FILE)
    except OSError as error:
        raise NoticeFileError(file=path.name) from error
    if len(raw) > LARGEST_FILE:
        raise NoticeFileError("notice.file_too_large", file=path.name)
    read = _reader(raw, path)
    try:
        text = text_of(read(raw)) if read else typed(_plain_text(raw, path.name))
    except LargeWordError as error:
        raise NoticeFileError("notice.file_too_large", file=path.name) from error
    except KeyError as error:
        raise NoticeKindError(file=path.name) from error
    except (NoWordError, RecursionError, *BROKEN_MEMBER) as error:
        raise NoticeFileError(file=path.name) from error
    words = [line for line in text.splitlines() if line.strip() and not is_gap(line)]
    if not words:  # of pictures only the pages are read as scans
        raise (NoticeKindError if text.strip() else NoticeFileError)(file=path.name)
    return text


_OF_2003 = re.compile(rb"<(?:\w+:)?(?:wordDocument|package)\b")
"""What the one file of a Word document without a package begins with; it is to be saved as docx."""


def _reader(raw: bytes, path: Path) -> Callable[[bytes], Iterator[Block]] | None:
    """Return what reads a file by its content; None for plain text.

    Raises:
        NoticeKindError: It is none of them.
    """
    if _OF_2003.search(raw[:4000].replace(b"\x00", b"")):
        raise NoticeKindError(file=path.name)
    if raw.startswith(b"PK\x03\x04"):
        return blocks_of_word
    if raw.startswith(_COMPOUND) and (_ENCRYPTED in raw or _locked_word(raw)):
        raise NoticeFileError("notice.file_locked", file=path.name)
    if _ARCHIVE.match(raw[:2000]):
        return blocks_of_archive
    utf16 = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
    if _PAGE.match(raw[:400].replace(b"\x00", b"")[2 * utf16 :]):
        return partial(blocks_of_page, parts=partial(_part_beside, path))
    if path.suffix.lower() not in TEXTS:
        raise NoticeKindError(file=path.name)
    return None


def _locked_word(raw: bytes) -> bool:
    """Tell whether an old Word document asks for a password: a mark in its head says so."""
    head = next((at for at in range(512, len(raw) - 32, 512) if raw[at : at + 2] == b"\xec\xa5"), 0)
    return bool(head and raw[head + 11] & 1)


def _part_beside(page: Path, address: str) -> bytes:
    """Return a frame or a style sheet that a browser saved in the folder of a page."""
    place = (page.parent / address).resolve()
    inside = place.is_relative_to(page.parent.resolve()) and place != page.resolve()
    if not inside or place.suffix.lower() not in _PARTS:
        return b""
    try:
        return bounded(place, LARGEST_FILE)[:LARGEST_FILE]
    except (OSError, ValueError):
        return b""


def require_notice(text: str, name: str) -> str:
    """Return a text that may be a notice; no search through a longer one would end in time.

    Raises:
        NoticeSizeError: It has more letters or lines than any, or a number without end.
    """
    lines = text.splitlines()
    longest = max(map(len, lines), default=0)
    long = len(text) > MOST_LETTERS or len(lines) > _MOST_LINES or longest > _LONGEST_LINE
    if long or _NO_NUMBER.search(text):
        raise NoticeFileError("notice.file_too_large", file=name)
    return text


def _plain_text(raw: bytes, name: str) -> str:
    if len(raw) > LARGEST_PART:
        raise NoticeFileError("notice.file_too_large", file=name)
    try:
        text = decoded(raw, name)
    except UnreadableTextError as error:
        raise (NoticeKindError if b"\x00" in raw else NoticeFileError)(file=name) from error
    plain = _CONTROLS.sub("", text)
    if len(text) - len(plain) > max(_STRAY, _FEW * len(text)):
        raise NoticeKindError(file=name)
    return plain
