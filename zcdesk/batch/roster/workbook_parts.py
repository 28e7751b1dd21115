"""Parts of a workbook without what a roster does without, and what of their look matters to it.

Styles, names and properties are often wrong in files that other programs write, and a reader that
takes them seriously refuses the whole workbook. Source: ISO/IEC 29500-1, 18.2, 18.3 and 18.8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFF = ("0", "false", "off")
_STRUCK_RUN = re.compile(rb"<(?:\w+:)?strike(?:\s*/?>|\s+val=[\"'](?!0|false|off))")
_STRING = re.compile(rb"<(?:\w+:)?si\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_CELLS = re.compile(
    rb"<(\w+:)?worksheet\b[^>]*>"
    rb"|<(?P<name>(?:\w+:)?(?:sheetData|mergeCells))\b(?:[^>]*/>|.*?</(?P=name)>)",
    re.DOTALL,
)
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_FROM_1904 = re.compile(rb"\bdate1904=[\"'](?:1|true|on)")
_DRESS = re.compile(
    r"docProps/|xl/(?:theme|drawings|charts?|media|externalLinks|pivot\w+|printerSettings|customXml"
    r"|comments\w*)[/.]"
)
"""Parts that hold no cell."""

_CHART = (
    b'<chartsheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>'
    b'<sheetView workbookViewId="0"/></sheetViews></chartsheet>'
)
_NO_LINKS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_SPARE = 1000  # styles that are not there, though cells may name them


def plain_part(name: str, part: bytes) -> bytes | None:
    """Return a part with nothing in it but cells and how their numbers are written.

    Args:
        name: Where it lies in the workbook.
        part: Its bytes, by the names of “Transitional”.

    Returns:
        None for a part that holds no cell.
    """
    if name == "xl/styles.xml":
        return _plain_styles(_parsed(part)).encode()
    if name == "xl/workbook.xml":
        return _plain_book(part)
    if "sheets/_rels/" in name:
        return _NO_LINKS
    if name.startswith("xl/worksheets/") and name.endswith(".xml"):
        kept = list(_CELLS.finditer(part))
        prefix = next((found[1] for found in kept if found[1]), b"")
        return b"".join([*(found[0] for found in kept), b"</" + prefix + b"worksheet>"])
    if name.startswith("xl/chartsheets/") and name.endswith(".xml"):
        return _CHART  # it stays, so that the tabs keep their numbers
    return None if _DRESS.match(name) else part


def struck_styles(part: bytes) -> frozenset[int]:
    """Return the numbers of the styles whose letters are struck out."""
    root = _parsed(part)
    struck = {
        str(number)
        for number, font in enumerate(_inside(root, "fonts"))
        if any(_named(one) == "strike" and one.get("val", "1") not in _OFF for one in font)
    }
    cells = enumerate(_inside(root, "cellXfs"))
    return frozenset(number for number, cell in cells if cell.get("fontId") in struck)


def struck_strings(part: bytes) -> frozenset[int]:
    """Return the numbers of the shared texts of which letters are struck out."""
    texts = enumerate(found[1] or b"" for found in _STRING.finditer(part))
    return frozenset(number for number, text in texts if is_struck(text))


def is_struck(text: bytes) -> bool:
    """Tell whether letters of a text of several looks are struck out."""
    return _STRUCK_RUN.search(text) is not None


def _plain_styles(root: ElementTree.Element) -> str:
    codes = "".join(
        f'<numFmt numFmtId="{one.get("numFmtId")}" formatCode="{escape(written)}"/>'
        for one in _inside(root, "numFmts")
        if one.get("numFmtId", "").isdecimal() and (written := one.get("formatCode"))
    )
    numbers = [one.get("numFmtId", "") for one in _inside(root, "cellXfs")] + ["0"] * _SPARE
    cells = "".join(f'<xf numFmtId="{n if n.isdecimal() else 0}"/>' for n in numbers)
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts>{codes}</numFmts><fonts><font/></fonts>'
        "<fills><fill><patternFill/></fill></fills><borders><border/></borders>"
        f"<cellStyleXfs><xf/></cellStyleXfs><cellXfs>{cells}</cellXfs></styleSheet>"
    )


def _plain_book(part: bytes) -> bytes:
    """Return a workbook's list of sheets; what stands around it need not be well-formed."""
    old = _FROM_1904.search(part) is not None
    sheets = b""
    for number, sheet in enumerate(_SHEET.findall(part), start=1):
        told = {name.rpartition(b":")[2]: value for name, value in _ATTRIBUTE.findall(sheet)}
        state = b"hidden" if b"idden" in told.get(b"state", b"") else b"visible"
        sheets += b'<sheet name=%b sheetId="%d" r:id=%b state="%b"/>' % (
            told.get(b"name", b'"%d"' % number), number, told.get(b"id", b'""'), state,
        )  # fmt: skip
    head = b'<workbook xmlns="%b" xmlns:r="%b"><workbookPr date1904="%d"/>'
    return head % (_MAIN.encode(), _LINKS, old) + b"<sheets>%b</sheets></workbook>" % sheets


def _parsed(part: bytes) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(part)
    except ElementTree.ParseError:
        return ElementTree.Element("none")


def _inside(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (one for each in root if _named(each) == name for one in each)


def _named(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]
