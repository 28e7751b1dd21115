"""PDFs whose pages are not what they are about: forms drawn elsewhere, and files in a file.

A form of XFA is drawn by Adobe's programs alone; its one PDF page says "Please wait…". A portfolio
(PDF 文件包) holds other files; its one page says which program opens it.

Source: ISO 32000-1, 12.7.8 (XFA), 7.7.2 (NeedsRendering), 7.11.6 (collections).
"""

from __future__ import annotations

import re

import pymupdf

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
    """Whether the words of a page that can be drawn ask to wait, or for another program."""
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
