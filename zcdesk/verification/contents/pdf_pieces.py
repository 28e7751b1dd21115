"""PDF: every page as it is shown, the pictures behind what is shown, and all its texts.

A black box over a picture or a text hides them from the eye alone; so pictures are looked at
once more by themselves wherever the page is more than one of them, and texts are searched as
they are in the file. What is in layers, earlier versions or programs, what nothing leads to
and what may be letters drawn as shapes is reported as unread.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from contextlib import suppress

import numpy as np
import pymupdf

from zcdesk.applicant import Word
from zcdesk.errors import ScanError
from zcdesk.pages.opening.formats.format import require_size
from zcdesk.pages.opening.formats.pdf import opened_pdf
from zcdesk.pages.opening.formats.pdf_contents import contents_of
from zcdesk.picture import Picture
from zcdesk.verification.contents.pieces import (
    MOST_BYTES,
    FilePart,
    Piece,
    ShownPicture,
    UnreadPart,
)
from zcdesk.verification.contents.texts import words_in
from zcdesk.verification.contents.unreached import unreached
from zcdesk.verification.contents.zips import is_zip
from zcdesk.verification.words.identity import words_in_bytes, words_in_picture_data

_KIND = "PDF"
_JPEG = b"\xff\xd8\xff"
_MOST_OBJECTS = 20_000
_FILES = (
    b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"RIFF", b"\0\0\0\x0cjP",
    b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ",
)  # fmt: skip
_LEAST_SIDE = 12  # px; a smaller picture holds no letter
_HEX = re.compile(r"<([0-9A-Fa-f\s]{4,})>")
_OCTAL = re.compile(r"\\([0-3][0-7]{2})")
_CURVED = 5  # parts of a shape that is no plain box
_LETTERS = 20
"""Such parts from which on a page may have letters drawn as shapes, which no text of the file says
and anything may be over: a Chinese letter has some ten. Rules, boxes and cells have none."""

_UNSEEN = re.compile(
    r"/(JavaScript|JS|XFA|RichMedia|Movie|Sound|3D|Launch|OCProperties|FileAttachment|Thumb"
    r"|PieceInfo)\b"
)
_PICTURE = re.compile(r"/Subtype\s*/Image\b")
_SIZED = re.compile(r"/Width\b.*/Height\b|/Height\b.*/Width\b", re.S)
_EMBEDDED = re.compile(r"/Type\s*/EmbeddedFile\b")
_INLINE = re.compile(rb"\bBI\b[^\0]{1,300}?\bID\s")


def is_pdf(data: bytes) -> bool:
    """Tell whether a file is a PDF."""
    return b"%PDF-" in data[:1024]


def pieces_of_pdf(part: FilePart) -> Iterator[Piece]:
    """Yield the words of a PDF and what its pages and pictures show."""
    yield from _in_bytes(part)
    if not part.data.startswith(b"%PDF-"):
        yield UnreadPart(_KIND)  # something is before it
    try:
        opened = opened_pdf(part.data)
        document = opened.document
        # MuPDF says only once what a page lacks: to who opens it first, here the search for words.
        shown = opened_pdf(part.data)
        if opened.findings or _versions(document) != 1:
            yield UnreadPart(_KIND)
        yield from _texts(document, part)
        objects = _objects_of(document)
        streams = [xref for xref in objects if document.xref_is_stream(xref)]
        lost = unreached(objects, document.xref_object(-1))
        if len(objects) >= _MOST_OBJECTS or lost.intersection(streams):
            yield UnreadPart(_KIND)
        yield from _attached(document, part)
        hidden = {xref for xref in streams if _PICTURE.search(objects[xref])}
        inline = yield from _written(document, objects, frozenset(streams) - hidden, part)
        for number in range(opened.page_count):
            page = document.load_page(number)
            whole = _seen_whole(page)
            hidden -= whole
            if (inline and not whole) or _may_have_drawn_letters(page):
                yield UnreadPart(_KIND)
            yield ShownPicture(lambda number=number: shown.decode(number).picture)  # type: ignore[misc]
        for xref in sorted(hidden):
            yield ShownPicture(lambda xref=xref: _picture(document, xref))  # type: ignore[misc]
    except MemoryError:
        raise
    except Exception:  # ScanError, and MuPDF's errors, which have no common class
        yield UnreadPart(_KIND)


def _in_bytes(part: FilePart) -> Iterator[Word]:
    """Yield the words that are in the bytes of the file.

    Pictures packed as JPEG are millions of bytes in which a short word turns up by chance; they are
    searched as a JPEG that is a file of its own is.
    """
    data = part.data
    with suppress(Exception), pymupdf.open(stream=data) as document:  # who reads it tells its fault
        for xref in range(1, min(int(document.xref_length()), _MOST_OBJECTS)):
            if document.xref_get_key(xref, "Filter") != ("name", "/DCTDecode"):
                continue
            packed = bytes(document.xref_stream_raw(xref))
            if packed.startswith(_JPEG) and packed in data:
                data = data.replace(packed, b"", 1)
                yield from words_in_picture_data(packed, part.search.words)
    yield from words_in_bytes(data, part.search.words)


def _versions(document: pymupdf.Document) -> int:
    """Return how often the file was saved; earlier states are before the last one in it."""
    return int(pymupdf.mupdf.pdf_count_versions(pymupdf._as_pdf_document(document)))


def _texts(document: pymupdf.Document, part: FilePart) -> Iterator[Piece]:
    texts = [str(value) for value in (document.metadata or {}).values() if value]
    texts.append(document.get_xml_metadata())
    texts += [str(entry[1]) for entry in document.get_toc()]
    for number in range(document.page_count):
        page = document.load_page(number)
        # Once as letters are known, once with the numbers of those that are not, off the page too.
        everywhere = pymupdf.INFINITE_RECT()
        texts += [page.get_text(), page.get_text(flags=0, clip=everywhere)]
        texts += [str(link.get("uri", "")) for link in page.get_links()]
        for note in page.annots():
            texts += [str(value) for value in note.info.values() if value]
        for field in page.widgets():
            texts += [str(field.field_name), str(field.field_value), str(field.field_label)]
    yield from words_in("\n".join(texts), part.search.words)


def _attached(document: pymupdf.Document, part: FilePart) -> Iterator[Piece]:
    for name in document.embfile_names():
        yield from words_in(name, part.search.words)
        yield from part.inner(document.embfile_get(name), _KIND)


def _objects_of(document: pymupdf.Document) -> dict[int, str]:
    """Return the objects as they are written, by number, up to a bound."""
    count = min(int(document.xref_length()), _MOST_OBJECTS)
    return {xref: str(document.xref_object(xref, compressed=True)) for xref in range(1, count)}


def _written(
    document: pymupdf.Document, objects: Mapping[int, str], streams: frozenset[int], part: FilePart
) -> Generator[Piece, None, bool]:
    """Yield the words in all objects, known or not, and what is packed into them.

    Args:
        document: The PDF.
        objects: Its objects as they are written.
        streams: Which of them hold something else than a picture.
        part: The file.

    Returns:
        Whether pictures are inside drawing commands, where nothing takes them out.
    """
    inline = False
    for xref, written in objects.items():
        if _UNSEEN.search(written):
            yield UnreadPart(_KIND)
        yield from words_in(written, part.search.words)
        for match in _HEX.finditer(written):
            digits = "".join(match[1].split())
            raw = bytes.fromhex(digits + "0" * (len(digits) % 2))
            yield from words_in_bytes(raw, part.search.words)
        if _OCTAL.search(written):
            raw = _OCTAL.sub(lambda match: chr(int(match[1], 8)), written).encode(
                "latin-1", "ignore"
            )
            yield from words_in_bytes(raw, part.search.words)
        if xref in streams:
            content = (document.xref_stream(xref) or b"")[:MOST_BYTES]
            yield from words_in_bytes(content, part.search.words)
            inline |= bool(_INLINE.search(content))
            if _EMBEDDED.search(written) or _is_file(content):
                yield from part.inner(content, _KIND)
            elif _SIZED.search(written):
                yield UnreadPart(_KIND)
    return inline


def _is_file(content: bytes) -> bool:
    """Tell whether a stream begins as a file of its own."""
    return content.startswith(_FILES) or is_zip(content) or is_pdf(content)


def _may_have_drawn_letters(page: pymupdf.Page) -> bool:
    """Tell whether a page draws shapes that may be letters, or letters that nobody knows.

    Raises:
        TooLargeScanError: It takes more steps to draw than any real page.
    """
    contents_of(page)  # raises where the next lines would never end
    if "\ufffd" in str(page.get_text(flags=0, clip=pymupdf.INFINITE_RECT())):
        return True
    parts = [len(drawn["items"]) for drawn in page.get_drawings()]
    return sum(count for count in parts if count >= _CURVED) >= _LETTERS


def _seen_whole(page: pymupdf.Page) -> set[int]:
    """Return the picture of a page that is this picture and nothing else, seen to its edges."""
    listed, shown = page.get_images(), contents_of(page)
    if len(listed) != 1 or shown.others or len(shown.pictures) != 1:
        return set()
    (picture,) = shown.pictures
    seen = page.rect + pymupdf.Rect(-1, -1, 1, 1)
    inside = pymupdf.Rect(picture.box) in seen
    return {int(listed[0][0])} if picture.plain and inside else set()


def _picture(document: pymupdf.Document, xref: int) -> Picture | bytes:
    """Return the pixels of a picture as they are stored, whatever is over them on the page.

    Raises:
        ScanError: It is too large.
    """
    width, height = (int(document.xref_get_key(xref, key)[1]) for key in ("Width", "Height"))
    require_size(width, height)
    if min(width, height) < _LEAST_SIDE:
        return b""
    try:
        coloured = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.Pixmap(document, xref))
        return np.asarray(coloured.pil_image().convert("RGB"))
    except Exception as cause:  # MuPDF's errors have no common class
        raise ScanError from cause
