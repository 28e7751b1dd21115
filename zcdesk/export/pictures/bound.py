"""Pictures to the bytes of one PDF that carries nothing but their pixels."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from PIL import Image

from zcdesk.export.pictures.jpeg import ASSUMED_DPI

_INCH = 72
"""Points; a page is as large as its picture is on paper."""

_HEAD = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
_CATALOG, _TREE = 1, 2
_A_PAGE = 3
"""Objects: the page, what is drawn on it, its picture."""


def bound(jpegs: Sequence[bytes]) -> bytes:
    """Return one PDF with a page for each JPEG, filled by it to its edges.

    The JPEGs go in byte by byte; there is no text, no metadata, no date, no number of its own, so
    that the same pictures give the same bytes.

    Args:
        jpegs: RGB pictures as ``jpeg.encode`` makes them.

    Source:
        ISO 32000-1, 7.5 (file structure), 7.4.8 (DCTDecode), 8.9.5 (image dictionaries).
    """
    objects = list(_objects(jpegs))
    parts, places = [_HEAD], []
    place = len(_HEAD)
    for number, content in enumerate(objects, start=1):
        written = b"%d 0 obj\n%b\nendobj\n" % (number, content)
        places.append(place)
        place += len(written)
        parts.append(written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table))
    parts.append(b"trailer\n<</Size %d/Root %d 0 R>>\n" % (count, _CATALOG))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % place)
    return b"".join(parts)


def _objects(jpegs: Sequence[bytes]) -> Iterator[bytes]:
    first = _TREE + 1
    pages = [first + _A_PAGE * place for place in range(len(jpegs))]
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    yield b"<</Type/Catalog/Pages %d 0 R>>" % _TREE
    yield b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(pages), kids)
    for page, data in zip(pages, jpegs, strict=True):
        with Image.open(io.BytesIO(data)) as picture:
            width, height = picture.size
            across, down = (float(one) or ASSUMED_DPI for one in picture.info.get("dpi", (0, 0)))
        size = b"%.2f %.2f" % (width * _INCH / across, height * _INCH / down)
        yield (
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %b]/Resources<</XObject<</P %d 0 R>>>>"
            b"/Contents %d 0 R>>" % (_TREE, size, page + 2, page + 1)
        )
        drawn = b"q %b 0 0 cm /P Do Q" % size.replace(b" ", b" 0 0 ")
        yield _stream(b"", drawn)
        head = b"/Type/XObject/Subtype/Image/Width %d/Height %d" % (width, height)
        yield _stream(head + b"/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode", data)


def _stream(head: bytes, content: bytes) -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (head, len(content), content)
