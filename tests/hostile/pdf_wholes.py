"""Whole PDFs, from which the hostile ones are made, and PDFs whose tree of pages a test writes."""

from __future__ import annotations

from functools import cache

import pymupdf
from PIL import Image

from tests.pages.drawn import patches
from tests.pages.pdf_writing import (
    FILL,
    PdfPage,
    Stream,
    Writer,
    fax_picture,
    flat_picture,
    jbig2_picture,
    jpeg2000_picture,
    jpeg_picture,
    pdf,
)

SMALL = Image.fromarray(patches())
LETTERED = b"BT /F 9 Tf 20 20 Td (Small print) Tj ET"

DOUBTFUL = "scan.page_doubtful"
"""The page is given, and told to be looked at."""


@cache
def wholes() -> dict[str, bytes]:
    """Return whole PDFs: scans of every packing, drawn pages, streams of objects, revisions."""
    bits = SMALL.convert("1")
    scans = {
        "jpeg": jpeg_picture(SMALL),
        "flat": flat_picture(SMALL),
        "fax": fax_picture(bits),
        "jbig2": jbig2_picture(bits),
        "jpeg 2000": jpeg2000_picture(SMALL),
        "inks": jpeg_picture(SMALL.convert("CMYK")),
    }
    found = {f"{kind}.pdf": pdf(PdfPage(FILL, (one,))) for kind, one in scans.items()}
    found["drawn.pdf"] = pdf(PdfPage(LETTERED))
    document = pymupdf.open(stream=pdf(PdfPage(LETTERED), PdfPage(FILL, (scans["flat"],))))
    found["object streams.pdf"] = bytes(
        document.tobytes(use_objstms=1, deflate=True, no_new_id=True)
    )
    return found


def laid(kids: str, count: int, *more: str | Stream) -> bytes:
    """Return a PDF whose tree of pages has this root and these objects from number 3."""
    writer = Writer()
    writer.add("<</Type/Catalog/Pages 2 0 R>>")
    writer.add(f"<</Type/Pages/Count {count}/Kids[{kids}]>>")
    for body in more:
        writer.add(body)
    return writer.finished(1)


def one_page(page: str, *more: str | Stream) -> bytes:
    """Return a PDF of one page; ``page`` stands in its dictionary, the objects begin at 4."""
    return laid("3 0 R", 1, f"<</Type/Page/Parent 2 0 R{page}>>", *more)
