"""Hostile PDFs that swell: pictures, drawings and pages far larger than their file."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from tests.hostile.entry import HALF, Entry, opens, refused
from tests.hostile.pdf_wholes import SMALL, one_page
from tests.pages.pdf_writing import FILL, PdfPage, Stream, encoded, flat_picture, pdf, picture


def bombs() -> Iterator[Entry]:
    """Yield them."""
    blank = zlib.compress(bytes(20_000_000), 1)
    jpx = encoded(SMALL, "JPEG2000")
    size = jpx.index(b"\xff\x51") + 6
    large = struct.pack(">II", 60_000, 60_000)
    grey = "/BitsPerComponent 8/ColorSpace/DeviceGray"

    def swollen() -> bytes:
        return zlib.compress(b"0 0 m " * 10_000_000, 1)

    def twice() -> bytes:
        return zlib.compress(zlib.compress(bytes(500_000_000), 1), 1)

    def told(width: int, height: int, more: str, data: bytes) -> bytes:
        return pdf(PdfPage(FILL, (picture(width, height, more, data),)))

    def jpeg(width: int, height: int) -> bytes:
        stored = encoded(SMALL, "JPEG")
        frame = stored.index(b"\xff\xc0") + 5
        return stored[:frame] + struct.pack(">HH", height, width) + stored[frame + 4 :]

    yield refused(
        "a billion pixels.pdf", lambda: told(40_000, 40_000, grey, b""), "too_many_pixels"
    )
    yield refused(
        "negative pixels.pdf", lambda: told(-40_000, -40_000, grey, b""), "too_many_pixels", *HALF
    )
    yield refused(
        "a jpeg that is larger than it says.pdf",
        lambda: told(140, 90, f"{grey}/Filter/DCTDecode", jpeg(13_000, 13_000)),
        "too_many_pixels",
        *HALF,
    )
    yield refused(
        "a jpeg 2000 that is larger than it says.pdf",
        lambda: told(140, 90, "/Filter/JPXDecode", jpx[:size] + large + jpx[size + 8 :]),
        "too_many_pixels",
        "no_memory",
        *HALF,
    )
    yield refused(
        "a mask of a billion pixels.pdf",
        lambda: pdf(
            PdfPage(
                FILL,
                (
                    flat_picture(
                        SMALL,
                        "/SMask<</Type/XObject/Subtype/Image/Width 40000/Height 40000"
                        "/BitsPerComponent 8/ColorSpace/DeviceGray>>",
                    ),
                ),
            )
        ),
        "too_many_pixels",
        "no_memory",
        *HALF,
    )
    yield refused(
        "a picture within the drawing.pdf",
        lambda: pdf(PdfPage(b"q 280 0 0 180 0 0 cm BI /W 40000 /H 40000 /BPC 1 /CS /G ID x EI Q")),
        "too_many_pixels",
        *HALF,
    )
    yield opens("rows that swell.pdf", lambda: told(140, 90, f"{grey}/Filter/FlateDecode", blank))
    yield opens(
        "a drawing that swells.pdf",
        lambda: one_page(
            "/MediaBox[0 0 280 180]/Contents 4 0 R",
            Stream("/Filter/FlateDecode", swollen()),
        ),
        heavy=True,
    )
    yield opens(
        "packed twice.pdf",
        lambda: one_page(
            "/MediaBox[0 0 280 180]/Contents 4 0 R",
            Stream("/Filter[/FlateDecode/FlateDecode]", twice()),
        ),
        heavy=True,
    )
    yield opens(
        "packed a thousand times.pdf",
        lambda: one_page(
            "/MediaBox[0 0 280 180]/Contents 4 0 R",
            Stream(f"/Filter[{'/ASCIIHexDecode' * 1000}]", b"00" * 5000),
        ),
    )
    yield refused("forms that call each other.pdf", _forms, "too_complex")
    yield opens("a pattern of patterns.pdf", _patterns)
    yield opens(
        "a form that calls itself.pdf",
        lambda: pdf(
            PdfPage(
                b"/I0 Do",
                (
                    Stream(
                        "/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
                        "/Resources<</XObject<</I0 3 0 R>>>>",
                        b"/I0 Do",
                    ),
                ),
            )
        ),
    )
    yield refused(
        "a million brackets.pdf", lambda: pdf(PdfPage(b"q " * 500_000 + b"Q " * 500_000)), *HALF
    )
    yield opens("a huge page.pdf", lambda: one_page("/MediaBox[0 0 1000000 1000000]"))
    yield opens("a page without area.pdf", lambda: one_page("/MediaBox[0 0 0 0]"))
    yield opens("a page of no numbers.pdf", lambda: one_page("/MediaBox[/a (b) null 9]"))
    yield opens("a page that is a thread.pdf", lambda: one_page("/MediaBox[0 0 20000 .001]"))
    yield opens("units of a mile.pdf", lambda: one_page("/MediaBox[0 0 280 180]/UserUnit 5000000"))


def _forms() -> bytes:
    forms = []
    for number in range(10):
        body = b"0 0 1 1 re f" if number == 9 else b"/I%d Do " % (number + 1) * 10
        forms.append(Stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", body))
    return pdf(PdfPage(b"/I0 Do", tuple(forms)))


def _patterns() -> bytes:
    """Return a page filled with a pattern whose cells are filled with the next one, and so on."""
    head = "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep .1/YStep .1"
    below = "/Pattern cs /P scn 0 0 900 900 re f"
    chain = [
        Stream(f"{head}/Resources<</Pattern<</P {number + 1} 0 R>>>>", below.encode())
        for number in range(5, 12)
    ]
    last = Stream(f"{head}/Resources<<>>", b"0 0 1 1 re f")
    return one_page(
        "/MediaBox[0 0 900 900]/Contents 4 0 R/Resources<</Pattern<</P 5 0 R>>>>",
        Stream("", below.encode()),
        *chain,
        last,
    )
