"""PDF files: opened with or without a password, found whole, page by page.

MuPDF runs in worker processes only. It repairs what it can and tells it in messages that are kept
here: whether a page is damaged is read from them, and nothing reaches the terminal.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pymupdf

from zcdesk.errors import ScanError, TooLargeScanError, UnsupportedScanError
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding
from zcdesk.pages.opening.containers.pdf import ended, has_false_length, without_directory
from zcdesk.pages.opening.formats.format import DecodedPage, require_pages
from zcdesk.pages.opening.formats.pdf_faces import give_faces
from zcdesk.pages.opening.formats.pdf_page import decoded_page
from zcdesk.pages.opening.formats.pdf_text import TextSetter
from zcdesk.pages.opening.refusals import DamagedPageScanError, LockedScanError
from zcdesk.picture import Picture

mupdf: Any = pymupdf.mupdf

_HEAD, _CHECKSUM = 2, 4
_STEP = 1 << 20
_MOST_OBJECTS = 5000
_REFERENCE = re.compile(r"(/Parent\s+|/P\s+)?\b(\d+) 0 R\b")


def complete_checksums(document: pymupdf.Document, index: int) -> bool:
    """Write the missing ends of checksums below a page, in memory.

    Returns:
        Whether there was any.
    """
    completed = False
    try:
        for number in _below(document, document.page_xref(index)):
            completed |= document.xref_is_stream(number) and _complete(document, number)
    except Exception:  # MuPDF's errors have no common class in its bindings
        return False
    return completed


def _complete(document: pymupdf.Document, number: int) -> bool:
    packing = document.xref_get_key(number, "Filter")[1].lstrip("[ ")
    if not packing.startswith("/FlateDecode"):
        return False
    packed = document.xref_stream_raw(number)
    missing = _missing(packed)
    if missing:
        inner = mupdf.pdf_document_from_fz_document(document.this)
        held = mupdf.pdf_new_indirect(inner, number, 0)
        whole = mupdf.fz_new_buffer_from_copied_data(packed + missing)
        mupdf.pdf_update_stream(inner, held, whole, 1)
    return bool(missing)


def _below(document: pymupdf.Document, root: int) -> Iterator[int]:
    """Yield the objects that a page uses, not the tree above it."""
    waiting, seen = [root], {root}
    while waiting and len(seen) < _MOST_OBJECTS:
        number = waiting.pop()
        yield number
        for above, below in _REFERENCE.findall(document.xref_object(number, compressed=True)):
            inner = int(below)
            if not above and inner not in seen and inner < document.xref_length():
                seen.add(inner)
                waiting.append(inner)


def _missing(packed: bytes) -> bytes:
    """Return the bytes of a checksum that are not there, none where data is missing before it."""
    unpacker, checksum = zlib.decompressobj(-zlib.MAX_WBITS), 1
    rest = packed[_HEAD:]
    try:
        while not unpacker.eof and rest:
            checksum = zlib.adler32(unpacker.decompress(rest, _STEP), checksum)
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return b""
    right, there = checksum.to_bytes(_CHECKSUM, "big"), unpacker.unused_data
    short = unpacker.eof and len(there) < _CHECKSUM and right.startswith(there)
    return right[len(there) :] if short else b""


_WAITING = re.compile(
    r"please\s+wait|请\s*稍\s*[候等]|\u8acb\s*稍\s*[候等]|正在加载|to\s+view\s+the\s+full\s+contents",
    re.IGNORECASE,
)
_OTHER_PROGRAM = re.compile(r"adobe|acrobat|reader|pdf\s*viewer|阅读器|查看器", re.IGNORECASE)
_LONGEST = 1500
"""Letters of a page that only asks to wait: Adobe's has some 700 in English, 300 in Chinese."""


def is_drawn_elsewhere(document: pymupdf.Document) -> bool:
    """Whether the pages inside are there only until a program draws the form."""
    return _entry(document, "AcroForm/XFA") != "null" and (
        _entry(document, "NeedsRendering") == "true"
    )


def is_placeholder(document: pymupdf.Document, index: int) -> bool:
    """Whether a drawable page holds only a plea to wait or to open it in another program."""
    words = str(document.load_page(index).get_text())[: _LONGEST + 1]
    asks = _WAITING.search(words) and _OTHER_PROGRAM.search(words)
    return len(words) <= _LONGEST and bool(asks)


def is_portfolio(document: pymupdf.Document) -> bool:
    """Whether it is a cover around other files."""
    return _entry(document, "Collection") != "null" and int(document.embfile_count()) > 0


def _entry(document: pymupdf.Document, key: str) -> str:
    """Return an entry of the catalog, ``null`` where the catalog cannot be read."""
    try:
        return str(document.xref_get_key(document.pdf_catalog(), key)[1])
    except Exception:  # MuPDF's errors have no common class in its bindings
        return "null"


_MISSING = (
    "premature end",
    "padding truncated",
    "image truncated",
    "ignoring zlib error: invalid",
    "non-page object",
)
"""MuPDF's words for data that ended early; it fills the rest with white, black or grey."""

_NOT_DECODED = ("(NYI)", "unhandled", "unsupported", "reference bitmap", "huffman table")
"""What the decoder of JBIG2 says of ways of packing that it does not know (refinement of whole
regions, which papers from CNKI have)."""

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
    """An opened PDF whose end is there; its pages may still be damaged one by one.

    ``drawn_elsewhere``: its pages are made by the program that shows a form; those inside only ask
    to wait.
    """

    document: pymupdf.Document
    text: TextSetter
    page_count: int
    findings: tuple[Finding, ...] = ()
    drawn_elsewhere: bool = False

    def decode(self, index: int) -> DecodedPage:
        """Return one page: its own scanned pixels, or the page drawn.

        Raises:
            DamagedPageScanError: This page is damaged; others may be whole.
            ScanError: It cannot be used for another reason.
        """
        try:
            decoded = self._decoded(index)
        except DamagedPageScanError:
            # All the data may be there and only the checksum behind it be missing.
            if not complete_checksums(self.document, index):
                raise
            decoded = self._decoded(index)
        with _captured_messages():
            if self.drawn_elsewhere or is_placeholder(self.document, index):
                raise ScanError("scan.unsupported_form", page=index + 1)
        return decoded

    def _decoded(self, index: int) -> DecodedPage:
        with _captured_messages() as messages:
            try:
                unknown = give_faces(self.document, index)
                page, lost_letters = self.text.page(index)
                decoded = decoded_page(page)
            except (ScanError, MemoryError):
                raise
            except Exception as cause:  # MuPDF's errors have no common class in its bindings
                if any(word in str(cause) for word in _NO_MEMORY):
                    raise TooLargeScanError("scan.no_memory") from cause
                raise DamagedPageScanError(page=index + 1) from cause
            finally:
                pymupdf.TOOLS.store_shrink(100)  # decoded pictures would stay for later pages
        said = "\n".join(messages)
        if "jbig2" in said and any(word in said for word in _NOT_DECODED):
            raise ScanError("scan.unsupported_packing", page=index + 1, kind="JBIG2")
        lost = _NOTHING_DRAWN in said and np.ptp(decoded.picture) == 0
        if lost or any(word in said for word in _MISSING):
            raise DamagedPageScanError(page=index + 1)
        findings = (*decoded.findings, *lost_letters)
        if unknown:
            findings = (*findings, finding_of("scan.font_not_carried", page=index + 1))
        if any(word in said for word in _DOUBTFUL):
            findings = (*findings, finding_of("scan.page_doubtful", page=index + 1))
        return replace(decoded, findings=findings)


def unlocked(content: bytes, passwords: Sequence[str]) -> bytes:
    """Return the PDF without its protection; pictures inside keep their bytes.

    Raises:
        LockedScanError: None of ``passwords`` opens it.
        ScanError: It cannot be opened for another reason.
    """
    document = _document(content, passwords)
    with _captured_messages():
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


def opened_pdf(content: bytes, passwords: Sequence[str] = ()) -> PdfFile:
    """Return a PDF that is whole and unlocked.

    Raises:
        ScanError: It is damaged, asks for another password, or has no page.
    """
    end = ended(content)
    document = _document(content, passwords)
    with _captured_messages():
        count, text = int(document.page_count), TextSetter(document)
        form = is_drawn_elsewhere(document)
        packed = is_portfolio(document)
    if packed:
        raise UnsupportedScanError("scan.unsupported_portfolio")
    if count < 1:
        raise ScanError("scan.no_pages")
    require_pages(count)
    mended = document.is_repaired or not end.marked
    repaired = (finding_of("scan.repaired", count=count),) if mended else ()
    return PdfFile(document, text, count, repaired, form)


def sketched_pdf(content: bytes, index: int, side: int) -> Picture:
    """Return a page of an unlocked PDF as it is shown, its long side some ``side`` pixels.

    Raises:
        ScanError: It cannot be drawn.
    """
    document = _document(content, ())
    with _captured_messages():
        try:
            page = document[index]
            zoom = side / max(page.rect.width, page.rect.height, 1.0)
            drawn = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False)
        except Exception as cause:  # MuPDF's errors have no common class in its bindings
            raise DamagedPageScanError(page=index + 1) from cause
    rows = np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.stride)
    return rows[:, : drawn.width * 3].reshape(drawn.height, drawn.width, 3)


def _document(content: bytes, passwords: Sequence[str]) -> pymupdf.Document:
    """Open and unlock; an owner's password, which only restricts printing, is never asked for."""
    content = ended(content).content
    if has_false_length(content):
        content = without_directory(content)
    with _captured_messages():
        try:
            document = pymupdf.open(stream=content, filetype="pdf")
            asks = bool(document.needs_pass)
        except Exception as cause:  # MuPDF's errors have no common class in its bindings
            if "encryption" in f"{cause.__cause__} {cause.__context__}":
                raise ScanError("scan.specially_locked") from cause
            raise ScanError from cause
        if asks and not any(document.authenticate(password) for password in passwords):
            raise LockedScanError("scan.wrong_password" if any(passwords) else "")
    return document


@contextmanager
def _captured_messages() -> Generator[list[str], None, None]:
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
