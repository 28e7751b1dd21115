"""PDF files: opened with or without a password, found whole, page by page.

MuPDF runs in worker processes only. It repairs what it can and tells it in messages that are kept
here: whether a page is damaged is read from them, and nothing reaches the terminal.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import pymupdf

from zcdesk.errors import ScanError, TruncatedScanError
from zcdesk.findings import Finding, warning
from zcdesk.pages.opening.formats.format import Decoded, Format, require_pages
from zcdesk.pages.opening.formats.pdf_page import decoded_page
from zcdesk.pages.opening.formats.pdf_text import TextSetter
from zcdesk.pages.opening.refusals import (
    DamagedPageScanError,
    LockedScanError,
    NoMemoryScanError,
    NoPagesScanError,
    SpeciallyLockedScanError,
    WrongPasswordScanError,
)

_EMPTY = b"\0 \t\r\n"
_TAIL = 2048
"""The end mark stands in the last bytes; some programs write a little behind it."""

_STATED_LENGTH = re.compile(
    rb"/Linearized\b[^>]{0,200}?/L\s+(\d+)|/L\s+(\d+)[^>]{0,200}?/Linearized"
)

_BEGUN = re.compile(rb"\d+(\s+\d+)?\s*(ob?)?\Z|\d+\s+\d+\s+obj|xref|trailer|startxref")
"""How the later revision of a PDF begins, which is written behind its end (ISO 32000-1, 7.5.6)."""

_MISSING = (
    "premature end",
    "padding truncated",
    "image truncated",
    "ignoring zlib error: invalid",
    "non-page object",
)
"""MuPDF's words for data that ended early; it fills the rest with white, black or grey."""

_NO_MEMORY = ("malloc", "calloc", "realloc", "out of memory")

_NOTHING_DRAWN = "encountered syntax errors"
"""What MuPDF says when it passed over parts of a drawing; where nothing is left, it is lost."""

_DOUBTFUL = (
    "syntax error",
    "zlib error",
    "format error",
    "cannot draw",
    "cannot load",
    "image err",
)
"""MuPDF's words for parts of a page that it passed over."""


@dataclass(frozen=True, eq=False)
class PdfFile:
    """An opened PDF whose end is there; its pages may still be damaged one by one."""

    document: pymupdf.Document
    text: TextSetter
    page_count: int
    findings: tuple[Finding, ...] = ()

    def decode(self, index: int) -> Decoded:
        """Return one page: its own scanned pixels, or the page drawn.

        Raises:
            DamagedPageScanError: This page is damaged; others may be whole.
            ScanError: It cannot be used for another reason.
        """
        with _told() as messages:
            try:
                page, lost_letters = self.text.page(index)
                decoded = decoded_page(page)
            except (ScanError, MemoryError):
                raise
            except Exception as cause:  # MuPDF's errors have no common class in its bindings
                if any(word in str(cause) for word in _NO_MEMORY):
                    raise NoMemoryScanError from cause
                raise DamagedPageScanError(page=index + 1) from cause
            finally:
                pymupdf.TOOLS.store_shrink(100)  # decoded pictures would stay for later pages
        said = "\n".join(messages)
        lost = _NOTHING_DRAWN in said and np.ptp(decoded.picture) == 0
        if lost or any(word in said for word in _MISSING):
            raise DamagedPageScanError(page=index + 1)
        found = (*decoded.findings, *lost_letters)
        if any(word in said for word in _DOUBTFUL):
            found = (*found, warning("scan.page_doubtful", page=index + 1))
        return Decoded(decoded.picture, decoded.dpi, found)


def unlocked(content: bytes, passwords: Sequence[str]) -> bytes:
    """Return the PDF without its protection; pictures inside keep their bytes.

    Raises:
        LockedScanError: None of ``passwords`` opens it.
        ScanError: It cannot be opened for another reason.
    """
    document = _document(content, passwords)
    with _told():
        plain = document.tobytes(encryption=pymupdf.mupdf.PDF_ENCRYPT_NONE, no_new_id=True)
    return bytes(plain)


def is_locked(content: bytes) -> bool:
    """Whether a PDF asks for a password before it shows a page.

    Raises:
        ScanError: It cannot be opened at all.
    """
    try:
        _document(content, ())
    except LockedScanError:
        return True
    return False


def _opened(content: bytes, passwords: Sequence[str]) -> PdfFile:
    _require_end(content)
    document = _document(content, passwords)
    with _told():
        count, text = int(document.page_count), TextSetter(document)
    if count < 1:
        raise NoPagesScanError
    require_pages(count)
    repaired = (warning("scan.repaired", count=count),) if document.is_repaired else ()
    return PdfFile(document, text, count, repaired)


def _document(content: bytes, passwords: Sequence[str]) -> pymupdf.Document:
    """Open and unlock; an owner's password, which only restricts printing, is never asked for."""
    with _told():
        try:
            document = pymupdf.open(stream=content, filetype="pdf")
            asks = bool(document.needs_pass)
        except Exception as cause:  # MuPDF's errors have no common class in its bindings
            if "encryption" in f"{cause.__cause__} {cause.__context__}":
                raise SpeciallyLockedScanError from cause
            raise ScanError from cause
        if asks and not any(document.authenticate(password) for password in passwords):
            raise WrongPasswordScanError if any(passwords) else LockedScanError
    return document


def _require_end(content: bytes) -> None:
    """Check the end mark, and the length that a PDF made for the web states.

    Raises:
        TruncatedScanError: Something is missing at the end.
    """
    stated = _STATED_LENGTH.search(content[:1024])
    length = int(stated[1] or stated[2]) if stated else 0
    tail = content.rstrip(_EMPTY)[-_TAIL:]
    _, end, behind = tail.rpartition(b"%%EOF")
    if len(content) < length or not end:
        raise TruncatedScanError
    if _BEGUN.match(behind.lstrip(_EMPTY)):  # a later revision was cut; the older one is whole
        raise TruncatedScanError


@contextmanager
def _told() -> Generator[list[str], None, None]:
    """Keep MuPDF's messages from the terminal; they are in the list afterwards, lines of text."""
    tools = pymupdf.TOOLS
    tools.mupdf_display_errors(False)
    tools.mupdf_display_warnings(False)
    tools.reset_mupdf_warnings()
    messages: list[str] = []
    try:
        yield messages
    finally:
        messages.append(str(tools.mupdf_warnings()))


FORMAT = Format("PDF", frozenset({".pdf"}), lambda head: b"%PDF-" in head[:1024], _opened)
