"""PDF files: opened with or without a password, found whole, page by page.

MuPDF runs in worker processes only. It repairs what it can and tells it in messages that are kept
here: whether a page is damaged is read from them, and nothing reaches the terminal.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np
import pymupdf

from zcdesk.errors import ScanError, TooLargeScanError, UnsupportedScanError
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding
from zcdesk.pages.opening.containers.pdf import ended, has_false_length, without_directory
from zcdesk.pages.opening.formats.format import DecodedPage, require_pages
from zcdesk.pages.opening.formats.pdf_faces import lacks_faces
from zcdesk.pages.opening.formats.pdf_page import decoded_page
from zcdesk.pages.opening.formats.pdf_values import keep_appearances, loses_values
from zcdesk.pages.opening.refusals import DamagedPageScanError, LockedScanError
from zcdesk.picture import Picture


def is_drawn_elsewhere(document: pymupdf.Document) -> bool:
    """Whether the pages inside are there only until a program draws the form."""
    return _entry(document, "AcroForm/XFA") != "null" and (
        _entry(document, "NeedsRendering") == "true"
    )


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
    page_count: int
    findings: tuple[Finding, ...] = ()
    drawn_elsewhere: bool = False

    def decode(self, index: int) -> DecodedPage:
        """Return one page: its own scanned pixels, or the page drawn.

        Raises:
            DamagedPageScanError: This page is damaged; others may be whole.
            ScanError: It cannot be used for another reason.
        """
        if self.drawn_elsewhere:
            raise ScanError("scan.unsupported_form", page=index + 1)
        with _captured_messages() as messages:
            try:
                asked = (
                    ("scan.value_not_drawn", loses_values(self.document, index)),
                    ("scan.font_not_carried", lacks_faces(self.document, index)),
                )
                decoded = decoded_page(self.document.load_page(index))
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
        doubtful = ("scan.page_doubtful", any(word in said for word in _DOUBTFUL))
        told = (finding_of(code, page=index + 1) for code, is_so in (*asked, doubtful) if is_so)
        return replace(decoded, findings=(*decoded.findings, *told))


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
        count = int(document.page_count)
        keep_appearances(document)
        form = is_drawn_elsewhere(document)
        packed = is_portfolio(document)
    if packed:
        raise UnsupportedScanError("scan.unsupported_portfolio")
    if count < 1:
        raise ScanError("scan.no_pages")
    require_pages(count)
    mended = document.is_repaired or not end.marked
    repaired = (finding_of("scan.repaired", count=count),) if mended else ()
    return PdfFile(document, count, repaired, form)


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
