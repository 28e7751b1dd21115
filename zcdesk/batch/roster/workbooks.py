"""The sheets of a workbook (xlsx), also of one that was saved as “Strict Open XML”.

Styles, names and properties are often wrong in files that other programs write, and a reader that
takes them seriously refuses the whole workbook: parts are left out that a roster does without.
Source: ISO/IEC 29500-1, 18.2, 18.3 and 18.8.
"""

from __future__ import annotations

import contextlib
import io
import posixpath
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from html import escape, unescape
from itertools import repeat, zip_longest
from typing import Any, TypeVar
from xml.etree import ElementTree

from openpyxl import Workbook, load_workbook
from openpyxl.utils.cell import range_boundaries

from zcdesk.batch.roster.sheets import RosterSheet, Row, SheetCell
from zcdesk.printable import printable

T = TypeVar("T")

MOST_ROWS = 5_000
_LAST_ROW = 20_000
"""Beyond it nothing is looked for: a workbook may be formatted down to row 1 048 576."""
_MOST_SHEETS = 40
_MOST_MEMBERS = 2_000
_MOST_UNPACKED = 100_000_000
"""Bytes that all parts of a workbook may have; 5 000 rows of 40 columns have a tenth of it."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
"""Begin of a formula in a sheet."""
_RESULT = re.compile(rb"<(?:\w+:)?f(?:[^>]*/>|[\s>][^<]*</(?:\w+:)?f>)\s*<(?:\w+:)?v>[^<]")
"""A formula and what it came to."""
_EXACT = 10**15
"""A number in a workbook is exact below; an ID number is not."""

_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main",
     b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/",
     b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)  # fmt: skip
"""Names of ISO/IEC 29500 Strict, and what Transitional has in their place."""

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>([^<]*+(?:<(?!(?:\w+:)?row\b)[^<]*+)*+)")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_SHARED = re.compile(rb"<(?:\w+:)?v>\s*(\d{1,7})\s*<")
"""A row and what it holds, a cell that holds anything, and the number of its text."""
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_UNSEEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']|\b(?:ht|width)=[\"']0(?:\.0*)?[\"']")
_NUMBER = {
    key: re.compile(rb"\b" + key + rb"=[\"'](\d{1,7})[\"']") for key in (b"r", b"s", b"min", b"max")
}
_WIDEST = 16_384
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
_TARGET = re.compile(rb"<Relationship\b[^>]*\bTarget=[\"']([^\"']*[cC]omment[^\"']*\.xml)[\"']")
_COMMENT = re.compile(
    rb"<(?:\w+:)?(?:comment|threadedComment)\s[^>]*?\bref=[\"'][A-Z]{1,3}(\d{1,7})[\"'][^>]*>(.*?)"
    rb"</(?:\w+:)?(?:comment|threadedComment)>",
    re.DOTALL,
)
_COMMENT_TEXT = re.compile(rb"<(?:\w+:)?(?:t|text)(?:\s[^>]*)?>([^<]+)<")
"""Where the comments of a sheet are, the row and the inside of one, and its words."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How a workbook writes a character that XML does not take: ``_x000D_``."""


def parts_of(content: bytes) -> zipfile.ZipFile:
    """Open the archive of parts that a workbook is."""
    return zipfile.ZipFile(io.BytesIO(content))


def sheets_of(content: bytes) -> tuple[RosterSheet, ...]:
    """Return the sheets of cells; where nothing worked them out formulas are as they are.

    Raises:
        Exception: Whatever the reader of a broken workbook meets.
    """
    _require_small(content)
    whole = _as_transitional(content)
    return _first(lambda book: tuple(_sheets(book, whole)), (_plain(whole), whole))


def _plain(content: bytes) -> bytes:
    """Return a workbook with nothing in it but cells: charts, styles, names are no roster's."""
    return _rewritten(content, plain_part)


def _first(use: Callable[[bytes], T], books: Sequence[bytes]) -> T:
    """Return what comes of the first of some writings of a workbook that its reader takes."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(None):  # it prints at odd styles
        warnings.simplefilter("ignore")  # what openpyxl does not keep is of no use here
        for book in books[:-1]:
            with contextlib.suppress(Exception):
                return use(book)
        return use(books[-1])


def _sheets(content: bytes, whole: bytes) -> Iterator[RosterSheet]:
    """Yield the sheets of ``content``; what else is noted of their rows is in the ``whole``."""
    unworked = _never_worked_out(content)
    with (
        contextlib.closing(_loaded(content, read_only=True, data_only=True)) as book,
        contextlib.closing(_loaded(content, read_only=True)) as written,
    ):
        for sheet in book.worksheets[:_MOST_SHEETS]:
            place = book.sheetnames.index(sheet.title)
            rows, beyond = _filled(sheet, written[sheet.title] if unworked else None)
            name = str(sheet._worksheet_path).lstrip("/")
            part = _part(whole, name)
            hidden = sheet.sheet_state != "visible"
            merged, struck = frozenset(_below_merged(part)), frozenset(_struck(whole, part))
            unseen, noted = _unseen(part), _comments(whole, name)
            yield RosterSheet(rows, place, hidden, *unseen, merged, struck, beyond, noted)


def _as_transitional(content: bytes) -> bytes:
    """Return a workbook with the names that its readers know, in place of those of “Strict”.

    Folders of its archive are parted by a slash, as they must be, where a program wrote others.

    Args:
        content: A workbook whose parts are small, see :func:`sheets_of`.

    Source:
        ISO/IEC 29500-1 and -4, Annex A: both have the same elements in other namespaces.
    """
    with parts_of(content) as packed:
        odd = any("\\" in member.orig_filename for member in packed.infolist())
        if not odd and _STRICT not in packed.read("xl/workbook.xml"):
            return content
    return _rewritten(content, _transitional)


def changed_book(content: bytes, change: Callable[[Workbook], None]) -> bytes:
    """Return a workbook with a change, which can be read again; looks may be lost for that.

    Raises:
        Exception: Whatever the reader of a broken workbook meets.
    """
    whole = _as_transitional(content)

    def changed(content: bytes) -> bytes:
        book: Workbook = _loaded(content)
        change(book)
        stream = io.BytesIO()
        book.save(stream)
        sheets_of(stream.getvalue())
        return stream.getvalue()

    return _first(changed, (whole, _rewritten(whole, without_charts), _plain(whole)))


def _loaded(content: bytes, **how: bool) -> Any:
    return load_workbook(io.BytesIO(content), **how)


def _rewritten(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Return a workbook of which each part went through ``change``; None leaves it out."""
    stream = io.BytesIO()
    with parts_of(content) as packed, zipfile.ZipFile(stream, "w") as made:
        for member in packed.infolist():
            name = member.orig_filename.replace("\\", "/")
            part = change(name, packed.read(member))
            if part is not None:
                made.writestr(name, part)
    return stream.getvalue()


def _transitional(name: str, part: bytes) -> bytes:
    for strict, transitional in _TRANSITIONAL if name.endswith((".xml", ".rels")) else ():
        part = part.replace(strict, transitional)
    return part


def _filled(sheet: Any, formulas: Any) -> tuple[tuple[Row, ...], int]:
    """Return the rows that are not empty, and the first one beyond what a roster has, or 0."""
    rows: list[Row] = []
    for number, (values, written) in enumerate(
        zip(_values(sheet), _values(formulas) if formulas else repeat(()), strict=False), start=1
    ):
        if number > _LAST_ROW:
            break
        pairs = zip_longest(values, written[: len(values)])
        cells = [_cell(formula if result is None else result) for result, formula in pairs]
        if any(cell.text for cell in cells):
            if number > MOST_ROWS:
                return tuple(rows), number
            rows.append((number, cells))
    return tuple(rows), 0


def _values(sheet: Any) -> Iterator[Sequence[Any]]:
    sheet.reset_dimensions()  # a sheet that says it is 16 384 columns wide is read as it is
    yield from sheet.iter_rows(values_only=True)


def _part(content: bytes, name: str) -> bytes:
    """Return the XML of a part, nothing where it is not there."""
    with parts_of(content) as packed:
        return packed.read(name) if name in packed.namelist() else b""


def _below_merged(part: bytes) -> Iterator[tuple[int, int]]:
    """Yield row and place of each cell that was merged with the one above it."""
    for reference in _MERGED.findall(part):
        left, top, right, bottom = (edge or 0 for edge in range_boundaries(reference.decode()))
        for row in range(top + 1, min(bottom, MOST_ROWS) + 1):
            yield from ((row, place) for place in range(left, min(right, _WIDEST) + 1))


def _unseen(part: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """Return the numbers of hidden rows and the places of hidden columns, both from 1."""
    rows = {number for number, row, _ in _rows(part) if _UNSEEN.search(row)}
    columns: set[int] = set()
    for match in _COLUMN.finditer(part):
        if _UNSEEN.search(match[1]):
            last = min(_number(b"max", match[1]), _WIDEST)
            columns |= set(range(_number(b"min", match[1]), last + 1))
    return frozenset(rows), frozenset(columns)


def _rows(part: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield number, attributes and cells of each row, down to where anything is looked for."""
    number = 0
    for match in _ROW.finditer(part):
        number = _number(b"r", match[1]) or number + 1
        if number > _LAST_ROW:
            break
        yield number, match[1], match[2]


def _struck(content: bytes, part: bytes) -> Iterator[int]:
    """Yield the numbers of rows in which letters are struck out."""
    styles = struck_styles(_part(content, "xl/styles.xml"))
    texts = struck_strings(_part(content, "xl/sharedStrings.xml"))
    for number, _, cells in _rows(part):
        for head, inner in _CELL.findall(cells):
            shared = _SHARED.search(inner) if b't="s"' in head else None
            text = int(shared[1]) if shared else -1
            if inner and (_number(b"s", head) in styles or text in texts or is_struck(inner)):
                yield number
                break


def _comments(content: bytes, name: str) -> dict[int, str]:
    """Return what is noted at the cells of a sheet, by row."""
    folder, _, file = name.rpartition("/")
    comments: dict[int, str] = {}
    for target in _TARGET.findall(_part(content, f"{folder}/_rels/{file}.rels")):
        place = posixpath.normpath(posixpath.join("/", folder, target.decode("utf-8", "replace")))
        for row, inner in _COMMENT.findall(_part(content, place.lstrip("/"))):
            text = b"".join(_COMMENT_TEXT.findall(inner)).decode("utf-8", "replace")
            words = printable(unescape(text)).strip()
            comments[int(row)] = f"{comments[int(row)]}\n{words}" if int(row) in comments else words
    return comments


def _number(key: bytes, tag: bytes) -> int:
    number = _NUMBER[key].search(tag)
    return int(number[1]) if number else 0


def _never_worked_out(content: bytes) -> bool:
    """Tell whether a workbook holds formulas and no result of any, as other programs write them.

    Where there is one result, a cell without any is a formula that came to an empty text.
    """
    with parts_of(content) as packed:
        named = (name for name in packed.namelist() if name.startswith("xl/worksheets/"))
        sheets = [sheet for sheet in map(packed.read, named) if _FORMULA.search(sheet)]
    return bool(sheets) and not any(_RESULT.search(sheet) for sheet in sheets)


def _require_small(content: bytes) -> None:
    """Check what a workbook says it unpacks to, before anything is unpacked.

    Raises:
        ValueError: It is more than a roster has; no more than is said is ever unpacked.
    """
    with parts_of(content) as packed:
        members = packed.infolist()
        if (
            len(members) > _MOST_MEMBERS
            or sum(member.file_size for member in members) > _MOST_UNPACKED
        ):
            raise ValueError("too large")


def _cell(value: Any) -> SheetCell:
    if value is None:
        return SheetCell("")
    if isinstance(value, bool):
        return SheetCell("yes" if value else "no")
    if isinstance(value, (datetime, date)):
        return SheetCell(f"{value:%Y-%m-%d}")
    if isinstance(value, (int, float)):
        whole = int(value) if float(value).is_integer() else value
        return SheetCell(str(whole), abs(value) >= _EXACT)
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))
    plain = printable(text)
    return SheetCell(plain.strip().removeprefix("'").strip(), unseen=plain != text)


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

_EMPTY_SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/>'
    b"</worksheet>"
)
_BOOK_LINKS = "xl/_rels/workbook.xml.rels"
_CHART_LINK = re.compile(rb"relationships/(?:chart|dialog)sheet([\"'])")
_CHART_TYPE = re.compile(rb"spreadsheetml\.(?:chart|dialog)sheet\+xml")
_NO_LINKS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_SPARE = 1000  # styles that are not there, though cells may name them


def plain_part(name: str, part: bytes) -> bytes | None:
    """Return a part with nothing in it but cells and how their numbers are written.

    Args:
        name: Where it is in the workbook.
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
        matches = list(_CELLS.finditer(part))
        prefix = next((pair[1] for pair in matches if pair[1]), b"")
        return b"".join([*(pair[0] for pair in matches), b"</" + prefix + b"worksheet>"])
    return None if _DRESS.match(name) else without_charts(name, part)


def without_charts(name: str, part: bytes) -> bytes:
    """Return a part in which a sheet that is a chart or a dialog is one without cells.

    So the tabs keep their numbers; the reader fails at a chart that leads to no drawing.
    """
    if name.startswith(("xl/chartsheets/sheet", "xl/dialogsheets/sheet")):
        return _EMPTY_SHEET
    if name == "[Content_Types].xml":
        return _CHART_TYPE.sub(rb"spreadsheetml.worksheet+xml", part)
    return _CHART_LINK.sub(rb"relationships/worksheet\1", part) if name == _BOOK_LINKS else part


def struck_styles(part: bytes) -> frozenset[int]:
    """Return the numbers of the styles whose letters are struck out."""
    root = _parsed(part)
    struck = {
        str(number)
        for number, font in enumerate(_inside(root, "fonts"))
        if any(_named(node) == "strike" and node.get("val", "1") not in _OFF for node in font)
    }
    cells = enumerate(_inside(root, "cellXfs"))
    return frozenset(number for number, cell in cells if cell.get("fontId") in struck)


def struck_strings(part: bytes) -> frozenset[int]:
    """Return the numbers of the shared texts of which letters are struck out."""
    texts = enumerate(pair[1] or b"" for pair in _STRING.finditer(part))
    return frozenset(number for number, text in texts if is_struck(text))


def is_struck(text: bytes) -> bool:
    """Tell whether letters of a text of several looks are struck out."""
    return _STRUCK_RUN.search(text) is not None


def _plain_styles(root: ElementTree.Element) -> str:
    codes = "".join(
        f'<numFmt numFmtId="{element.get("numFmtId")}" formatCode="{escape(written)}"/>'
        for element in _inside(root, "numFmts")
        if element.get("numFmtId", "").isdecimal() and (written := element.get("formatCode"))
    )
    numbers = [element.get("numFmtId", "") for element in _inside(root, "cellXfs")] + ["0"] * _SPARE
    cells = "".join(f'<xf numFmtId="{n if n.isdecimal() else 0}"/>' for n in numbers)
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts>{codes}</numFmts><fonts><font/></fonts>'
        "<fills><fill><patternFill/></fill></fills><borders><border/></borders>"
        f"<cellStyleXfs><xf/></cellStyleXfs><cellXfs>{cells}</cellXfs></styleSheet>"
    )


def _plain_book(part: bytes) -> bytes:
    """Return a workbook's list of sheets; what is around it need not be well-formed."""
    old = _FROM_1904.search(part) is not None
    sheets = b""
    for number, sheet in enumerate(_SHEET.findall(part), start=1):
        attributes = {name.rpartition(b":")[2]: value for name, value in _ATTRIBUTE.findall(sheet)}
        state = b"hidden" if b"idden" in attributes.get(b"state", b"") else b"visible"
        sheets += b'<sheet name=%b sheetId="%d" r:id=%b state="%b"/>' % (
            attributes.get(b"name", b'"%d"' % number), number, attributes.get(b"id", b'""'), state,
        )  # fmt: skip
    head = b'<workbook xmlns="%b" xmlns:r="%b"><workbookPr date1904="%d"/>'
    return head % (_MAIN.encode(), _LINKS, old) + b"<sheets>%b</sheets></workbook>" % sheets


def _parsed(part: bytes) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(part)
    except ElementTree.ParseError:
        return ElementTree.Element("none")


def _inside(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (node for each in root if _named(each) == name for node in each)


def _named(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]
