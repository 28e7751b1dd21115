"""Text in a face that a PDF names and does not carry.

Older programs set Chinese in a face of single bytes: two of them are a letter to a reader that
knows the face by its name, and gibberish to MuPDF, which takes the stated encoding at its word.
Where letters are drawn as others' or not at all, the page is asked about.

Source: ISO 32000-2, 9.6 (simple fonts), 9.7.5.2 (predefined CMaps, by the bytes that they read).
"""

from __future__ import annotations

import re
import unicodedata

import pymupdf

from zcdesk.pages.opening.formats.pdf_contents import contents_of

_SIMPLE = frozenset({"TrueType", "Type1", "MMType1"})
_NOT_CARRIED = "n/a"
_GIBBERISH = 0.4
_LEAST = 4
"""Of the letters in a face of single bytes, and how many, when two bytes are one letter. In GBK all
of them are above 127, in Big5 two thirds; of French every tenth letter is."""

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_LOST = 0xFFFD  # the letter that stands for one that could not be told
_UNSEEN = 3  # what a program that recognises letters lays under its scan (9.3.6)
_OTHER_SCRIPTS = range(0x370, 0x2000)


def lacks_faces(document: pymupdf.Document, index: int) -> bool:
    """Tell whether a page shows letters of which nothing tells how they look.

    Raises:
        TooLargeScanError: The page takes more steps to draw than any real one.
    """
    absent = [
        (kind, _SUBSET.sub("", name))
        for _, carried, kind, name, *_ in document.get_page_fonts(index)
        if carried == _NOT_CARRIED and kind != "Type3"
    ]
    if not absent:
        return False
    contents_of(document[index])  # of a page that never ends no letters are asked for
    shown = _shown(document[index])
    return any(
        _is_gibberish(shown.get(name, ""))
        if kind in _SIMPLE
        else shown.get(name, "").count(chr(_LOST)) >= _LEAST
        for kind, name in absent
    )


def _shown(page: pymupdf.Page) -> dict[str, str]:
    """Return by face which letters are seen, as far as MuPDF knows them."""
    shown: dict[str, str] = {}
    for span in page.get_texttrace():
        if span["type"] == _UNSEEN:
            continue
        drawn = (chr(code if glyph else _LOST) for code, glyph, *_ in span["chars"] if code > 32)
        name = _SUBSET.sub("", span["font"])
        shown[name] = shown.get(name, "") + "".join(drawn)
    return shown


def _is_gibberish(letters: str) -> bool:
    odd = [letter for letter in letters if letter > "\x7f" and ord(letter) not in _OTHER_SCRIPTS]
    words = sum(unicodedata.category(letter)[0] == "L" or letter == chr(_LOST) for letter in odd)
    return words >= _LEAST and len(odd) >= _GIBBERISH * len(letters)
