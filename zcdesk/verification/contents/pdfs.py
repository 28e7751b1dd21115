"""PDF: every page as it is shown, the pictures behind what is shown, and all its texts.

A black box over a picture or a text hides them from the eye alone; so pictures are looked at once
more by themselves wherever the page is more than one of them, and texts are searched as they stand
in the file. What lies in layers, earlier versions or programs is told as unread.

Source: NSA I333-015R-2005, "Redacting with Confidence"; NSA 2008, "Hidden Data and Metadata in
PDF".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pymupdf

from zcdesk.errors import ScanError
from zcdesk.pages.formats import pdf
from zcdesk.pages.formats.format import require_size
from zcdesk.pages.formats.pdf_contents import contents_of
from zcdesk.picture import Picture
from zcdesk.verification.contents.drawings import pixels
from zcdesk.verification.contents.pieces import MOST_BYTES, Part, Piece, Shown, Unread
from zcdesk.verification.contents.texts import words_in
from zcdesk.verification.identity import words_in_bytes

_KIND = "PDF"
_MOST_OBJECTS = 20_000
_LEAST_SIDE = 12  # px; a smaller picture holds no letter
_HEX = re.compile(r"<([0-9A-Fa-f\s]{4,})>")
_UNSEEN = re.compile(
    r"/(JavaScript|JS|XFA|RichMedia|Movie|Sound|3D|Launch|OCProperties|FileAttachment)\b"
)
_PICTURE = re.compile(r"/Subtype\s*/Image\b")


def is_pdf(data: bytes) -> bool:
    """Tell whether a file is a PDF."""
    return pdf.FORMAT.recognises(data[:1024])


def pieces_of_pdf(part: Part) -> Iterator[Piece]:
    """Yield the words of a PDF and what its pages and pictures show."""
    yield from words_in_bytes(part.data, part.search.words)
    try:
        opened = pdf.FORMAT.open(part.data, ())
        assert isinstance(opened, pdf.PdfFile)
        document = opened.document
        if opened.findings or _versions(document) != 1:
            yield Unread(_KIND)
        yield from _texts(document, part)
        yield from _attached(document, part)
        hidden: set[int] = set()
        yield from _objects(document, part, hidden)
        for number in range(opened.page_count):
            page = document.load_page(number)
            hidden -= _seen_whole(page)
            yield Shown(lambda number=number: opened.decode(number).picture)  # type: ignore[misc]
        for xref in sorted(hidden):
            yield Shown(lambda xref=xref: _picture(document, xref))  # type: ignore[misc]
    except MemoryError:
        raise
    except Exception:  # ScanError, and MuPDF's errors, which have no common class
        yield Unread(_KIND)


def _versions(document: pymupdf.Document) -> int:
    """Return how often the file was saved; earlier states stand before the last one in it."""
    return int(pymupdf.mupdf.pdf_count_versions(pymupdf._as_pdf_document(document)))


def _texts(document: pymupdf.Document, part: Part) -> Iterator[Piece]:
    told = [str(one) for one in (document.metadata or {}).values() if one]
    told.append(document.get_xml_metadata())
    told += [str(entry[1]) for entry in document.get_toc()]
    for number in range(document.page_count):
        page = document.load_page(number)
        told.append(page.get_text())
        told += [str(link.get("uri", "")) for link in page.get_links()]
        for note in page.annots():
            told += [str(one) for one in note.info.values() if one]
        for field in page.widgets():
            told += [str(field.field_name), str(field.field_value), str(field.field_label)]
    yield from words_in("\n".join(told), part.search.words)


def _attached(document: pymupdf.Document, part: Part) -> Iterator[Piece]:
    for name in document.embfile_names():
        yield from words_in(name, part.search.words)
        content = document.embfile_get(name)
        if part.search.takes(len(content)):
            yield from part.within(content)
        else:
            yield Unread(_KIND)


def _objects(document: pymupdf.Document, part: Part, pictures: set[int]) -> Iterator[Piece]:
    """Yield the words in all objects, known or not; ``pictures`` gets the numbers of those."""
    count = int(document.xref_length())
    if count > _MOST_OBJECTS:
        yield Unread(_KIND)
    for xref in range(1, min(count, _MOST_OBJECTS)):
        written = document.xref_object(xref, compressed=True)
        if _UNSEEN.search(written):
            yield Unread(_KIND)
        yield from words_in(written, part.search.words)
        for match in _HEX.finditer(written):
            digits = "".join(match[1].split())
            raw = bytes.fromhex(digits + "0" * (len(digits) % 2))
            yield from words_in_bytes(raw, part.search.words)
        if _PICTURE.search(written):
            pictures.add(xref)
        elif part.search.words and document.xref_is_stream(xref):
            content = document.xref_stream(xref) or b""
            yield from words_in_bytes(content[:MOST_BYTES], part.search.words)


def _seen_whole(page: pymupdf.Page) -> set[int]:
    """Return the picture of a page that is this picture and nothing else, seen to its edges."""
    listed = page.get_images()
    if len(listed) != 1:
        return set()
    shown = contents_of(page)
    if shown.others or len(shown.pictures) != 1 or not shown.pictures[0].plain:
        return set()
    left, top, right, bottom = shown.pictures[0].box
    across, down = float(page.rect.width), float(page.rect.height)
    inside = left >= -1 and top >= -1 and right <= across + 1 and bottom <= down + 1
    return {int(listed[0][0])} if inside else set()


def _picture(document: pymupdf.Document, xref: int) -> Picture | bytes:
    """Return the pixels of a picture as they are stored, whatever lies over them on the page.

    Raises:
        ScanError: It is too large.
    """
    size: list[Any] = [document.xref_get_key(xref, key)[1] for key in ("Width", "Height")]
    width, height = (int(side) for side in size)
    require_size(width, height)
    if min(width, height) < _LEAST_SIDE:
        return b""
    try:
        return pixels(pymupdf.Pixmap(document, xref))
    except Exception as cause:  # MuPDF's errors have no common class
        raise ScanError from cause
