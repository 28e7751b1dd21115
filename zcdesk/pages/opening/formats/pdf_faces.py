"""Text in a face that a PDF names and does not carry.

Older programs set Chinese in a face of single bytes: two of them are a letter to a reader that
knows the face by its name, and gibberish to MuPDF, which takes the stated encoding at its word.
Such a face is told here how its bytes are read. Where letters stay that are drawn as others' or
not at all, because nothing says what they are, the page is asked about.

Source: ISO 32000-2, 9.6 (simple fonts), 9.7.5.2 (predefined CMaps, by the bytes that they read).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

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


@dataclass(frozen=True)
class _Bytes:
    """How the bytes of a kind of faces are read: their names, a CMap, a collection of letters, and
    where the narrow Latin letters begin in it."""

    encoding: str
    faces: re.Pattern[str]
    cmap: str
    collection: str
    narrow: int


_READ = (
    _Bytes(
        "gbk",
        re.compile(
            "宋|黑体|楷|仿|隶书|幼圆|雅黑|等线|华文|方正|文鼎|魏碑|行楷|姚体"
            r"|simsun|simhei|kaiti|fangsong|fangsun|lisu|youyuan|yahei|dengxian|^st[a-z]|^fz[a-z]|gb2312|gbk",
            re.I,
        ),
        "GBK-EUC-H", "GB1", 814,
    ),
    _Bytes(
        "big5",
        re.compile("[明黑楷宋\u5713]體|\u96b8書|mingliu|dfkai|jhenghei|biaukai|big5", re.I),
        "ETen-B5-H", "CNS1", 13648,
    ),
)  # fmt: skip


def give_faces(document: pymupdf.Document, index: int) -> bool:
    """Have the Chinese letters of a page drawn, in memory.

    Returns:
        Whether letters stay of which nothing tells how they look.

    Raises:
        TooLargeScanError: The page takes more steps to draw than any real one.
    """
    absent = [
        (number, kind, _SUBSET.sub("", name))
        for number, carried, kind, name, *_ in document.get_page_fonts(index)
        if carried == _NOT_CARRIED and kind != "Type3"
    ]
    if not absent:
        return False
    contents_of(document[index])  # of a page that never ends no letters are asked for
    shown = _shown(document[index])
    pymupdf.TOOLS.store_shrink(100)  # faces stay as they were first loaded
    lost = False
    for number, kind, name in absent:
        letters = shown.get(name, "")
        if kind not in _SIMPLE:
            lost |= letters.count(chr(_LOST)) >= _LEAST
        elif _is_gibberish(letters):
            known = next((read for read in _READ if _is_named(name, read)), None)
            if known is not None:
                document.update_object(number, _composite(known))
            lost |= known is None
    return lost


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


def _is_named(name: str, read: _Bytes) -> bool:
    return any(read.faces.search(written) for written in _names(name, read.encoding))


def _names(name: str, encoding: str) -> Iterator[str]:
    """Yield what the name of a face may be: its bytes are of any encoding."""
    yield name
    for codec in ("utf-8", encoding):
        try:
            yield name.encode("latin-1").decode(codec)
        except UnicodeError:
            continue


def _composite(read: _Bytes) -> str:
    """Return a face whose letters have two bytes, or one where they are Latin."""
    return (
        f"<</Type/Font/Subtype/Type0/BaseFont/Face/Encoding/{read.cmap}/DescendantFonts[<</Type/Font"
        "/Subtype/CIDFontType0/BaseFont/Face/CIDSystemInfo<</Registry(Adobe)"
        f"/Ordering({read.collection})/Supplement 2>>/DW 1000"
        f"/W[{read.narrow} {read.narrow + 94} 500]"
        "/FontDescriptor<</Type/FontDescriptor/FontName/Face/Flags 6>>>>]>>"
    )
