"""Hostile PDFs whose structure is broken: trees of pages, tables of objects, numbers that lie."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.entry import HALF, Entry, opens, refused
from tests.hostile.pdf_wholes import DOUBTFUL, laid, one_page, wholes
from tests.pages.pdf_writing import Writer

_REPAIRED = "scan.repaired"


def trees() -> Iterator[Entry]:
    """Yield them."""
    same = " ".join("3 0 R" for _ in range(100_000))
    many = " ".join(f"{number} 0 R" for number in range(3, 100_003))
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    deep = [f"<</Type/Pages/Count 1/Parent {n} 0 R/Kids[{n + 2} 0 R]>>" for n in range(2, 3002)]
    yield refused("no pages.pdf", lambda: laid("", 0), "no_pages", "unreadable")
    yield refused(
        "no tree.pdf", lambda: Writer([b"<</Type/Catalog>>"]).finished(1), "no_pages", "unreadable"
    )
    yield refused("a tree that bites its tail.pdf", lambda: laid("2 0 R", 5), "no_pages", *HALF)
    yield refused(
        "a tree that bites its tail below.pdf",
        lambda: laid("3 0 R", 1, "<</Type/Pages/Count 1/Kids[2 0 R]>>"),
        "no_pages",
        *HALF,
    )
    yield refused(
        "100 000 pages.pdf", lambda: laid(many, 100_000, *[page] * 100_000), "too_many_pages"
    )
    yield refused(
        "the same page 100 000 times.pdf",
        lambda: laid(same, 100_000, page),
        "too_many_pages",
        *HALF,
    )
    yield refused(
        "billions of pages that are not there.pdf",
        lambda: laid("3 0 R", 2**31 - 1, page),
        "too_many_pages",
        *HALF,
    )
    yield refused("fewer than no pages.pdf", lambda: laid("3 0 R", -5, page), "no_pages", *HALF)
    yield refused("a page that is not there.pdf", lambda: laid("7 0 R", 1), *HALF)
    yield refused("a page that is a number.pdf", lambda: laid("3 0 R", 1, "17"), *HALF)
    yield opens(
        "a tree three thousand deep.pdf", lambda: laid("3 0 R", 1, *deep, page), 1, DOUBTFUL
    )
    yield refused(
        "brackets without an end.pdf",
        lambda: one_page("/MediaBox" + "[" * 100_000),
        *HALF,
        "no_pages",
    )
    yield refused(
        "words instead of objects.pdf", lambda: b"%PDF-1.4\nnothing\n%%EOF\n", *HALF, "no_pages"
    )
    yield refused("an endless chain of tables.pdf", _ring_of_tables, *HALF, "no_pages")
    yield refused("a stream of objects inside itself.pdf", _self_stream, *HALF, "no_pages")
    yield opens(
        "a length that points to itself.pdf",
        lambda: one_page("/MediaBox[0 0 9 9]/Contents 4 0 R").replace(
            b"xref\n0 4", b"4 0 obj<</Length 4 0 R>>stream\n0 0 m\nendstream endobj\nxref\n0 4"
        ),
        1,
    )
    yield opens(
        "a lost directory.pdf",
        lambda: wholes()["flat.pdf"].replace(b"\nxref\n", b"\nyref\n"),
        1,
        _REPAIRED,
    )


def _ring_of_tables() -> bytes:
    content = b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Prev 9/Root 1 0 R>>\n"
    return content + b"startxref\n9\n%%EOF\n"


def _self_stream() -> bytes:
    """Return a PDF whose table says that a stream of objects lies inside of itself."""
    table = b"\x01\0\x09\0\x02\0\x01\0\x02\0\x01\x01"
    head = f"1 0 obj<</Type/XRef/Size 3/W[1 2 1]/Root 2 0 R/Length {len(table)}>>stream\n".encode()
    return b"%PDF-1.7\n" + head + table + b"\nendstream endobj\nstartxref\n9\n%%EOF\n"
