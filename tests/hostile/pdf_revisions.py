"""Hostile PDFs with later revisions behind them, and those that are locked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pymupdf

from tests.hostile.entry import HALF, Entry, opens, refused
from tests.hostile.pdf_wholes import LETTERED, wholes
from tests.pages.pdf_writing import PdfPage, Writer, pdf


def revisions() -> Iterator[Entry]:
    """Yield PDFs to which something was added."""
    old = wholes()["drawn.pdf"]
    stamped = PdfPage(LETTERED + b" 10 10 90 90 re S")
    update = _update(old, pdf(stamped))
    yield opens("an older revision below.pdf", lambda: old + update)
    for share in (0.1, 0.5, 0.95):
        yield refused(
            f"an update cut at {share}.pdf",
            partial(bytes, old + update[: int(len(update) * share)]),
            *HALF,
        )
    yield refused("an update cut in its first number.pdf", lambda: old + b"4 0 ob", *HALF)
    yield opens("a note of a web server behind.pdf", lambda: old + b"<!-- served by x -->")
    yield opens("twenty revisions.pdf", lambda: with_revisions(20))


def with_revisions(times: int) -> bytes:
    """Return a PDF to which later revisions of its page were added."""
    content = wholes()["drawn.pdf"]
    for _ in range(times):
        content += _update(content, pdf(PdfPage(LETTERED)))
    return content


def _update(old: bytes, new: bytes) -> bytes:
    """Return what makes the drawing of ``new`` the later revision of ``old``."""
    start = new.index(b"3 0 obj")
    body = new[start : new.index(b"endobj", start) + 7]
    before = int(old[old.rindex(b"startxref") + 10 :].split(b"\n")[0])
    place = len(old)
    table = f"xref\n3 1\n{place:010d} 00000 n \ntrailer\n<</Size 5/Root 1 0 R/Prev {before}>>\n"
    return body + table.encode() + f"startxref\n{place + len(body)}\n%%EOF\n".encode()


def locked() -> Iterator[Entry]:
    """Yield PDFs behind every kind of lock."""
    ways = {
        "RC4 of 40 bits": pymupdf.mupdf.PDF_ENCRYPT_RC4_40,
        "RC4 of 128 bits": pymupdf.mupdf.PDF_ENCRYPT_RC4_128,
        "AES of 128 bits": pymupdf.mupdf.PDF_ENCRYPT_AES_128,
        "AES of 256 bits": pymupdf.mupdf.PDF_ENCRYPT_AES_256,
    }

    def made_with(way: int, user: str) -> bytes:
        document = pymupdf.open(stream=wholes()["flat.pdf"])
        return bytes(document.tobytes(encryption=way, user_pw=user, owner_pw="owner"))

    for name, way in ways.items():
        yield refused(f"locked by {name}.pdf", partial(made_with, way, "secret"), "locked")
        yield opens(f"not to be printed, {name}.pdf", partial(made_with, way, ""))
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    for name, filters in {
        "a certificate": "/Filter/Adobe.PubSec/V 4/R 4",
        "nothing known": "/Filter/Standard/V 99/R 99/O(x)/U(x)/P 0",
        "keys of no length": "/Filter/Standard/V 5/R 6/O()/U()/OE()/UE()/P 0/Length 0",
    }.items():
        made = partial(_locked_by, filters, page)
        yield refused(f"locked by {name}.pdf", made, "specially_locked", "locked", *HALF)


def _locked_by(filters: str, page: str) -> bytes:
    writer = Writer()
    writer.add("<</Type/Catalog/Pages 2 0 R>>")
    writer.add("<</Type/Pages/Count 1/Kids[3 0 R]>>")
    writer.add(page)
    return writer.finished(1, f"/ID[<00><00>]/Encrypt<<{filters}>>")
