"""A Word document as blocks: Open XML by the names of its elements, Strict or not.

Nothing in it is trusted: sizes are bounded before anything is unpacked, and a document type
declaration (the way to entity bombs) is refused.

Source:
    ECMA-376, part 1: 17.3 (paragraphs, runs), 17.4 (tables), 17.9 (numbers), 17.11 (notes),
    17.16 (fields), 17.17.2.1 (altChunk); MS-OI29500 for what Word does beside it.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from zcdesk.notices.document.blocks import Block, BlockKind, Filled, gap, table_of
from zcdesk.notices.document.numbering import Numbering, value_of
from zcdesk.notices.document.web import blocks_of_archive, blocks_of_page

LARGEST_PART = 8_000_000
"""Bytes of one part, unpacked; the longest of the five shipped notices has 0.2 million."""

_PLAIN, _ITEM, _NOTE = BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.NOTE
_DEEPEST = 8
"""Chunks in chunks, styles on styles and tables in tables."""

_AROUND = frozenset(
    ("ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "customXml", "bdo", "dir", "sdtContent")
)
_PICTURES = frozenset(("blip", "imagedata"))
_SYMBOLS = {"F0FE": "☑", "F052": "☑", "F0FD": "☒", "F0A8": "□", "F06F": "□", "F0A3": "□",
            "F0FC": "√", "F0FB": "×", "F0B7": "•", "F0D8": "➢", "F0E0": "→"}  # fmt: skip
_GREEK = {"F0A3": "≤", "F0B3": "≥", "F0B1": "±", "F0B4": "×", "F0B7": "•", "F0AE": "→"}
_CIRCLED = re.compile(r"\bEQ\b.*?\\o\b.*?([\d\u4e00-\u9fa5]{1,2})\s*\)", re.IGNORECASE)


class NoWordError(Exception):
    """It is no Word document, or a broken one."""


class LargeWordError(Exception):
    """A part unpacks to more than any notice has."""


def blocks_of_word(content: bytes, depth: int = 0) -> Iterator[Block]:
    """Yield the blocks of a Word document.

    Raises:
        NoWordError: It is none, or broken.
        LargeWordError: A part of it is too large.
        KeyError: It has no part with a text: another kind of packed file.
        BadZipFile: As the other errors of :mod:`zipfile`.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        yield from _Word(packed, depth).blocks()


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _child(element: etree._Element | None, *names: str) -> etree._Element | None:
    for name in names:
        if element is None:
            return None
        element = next((one for one in element if _name(one) == name), None)
    return element


def _on(properties: etree._Element | None, *names: str) -> bool | None:
    """Return whether one of these switches is on; None where none is named."""
    found = [one for one in (_child(properties, name) for name in names) if one is not None]
    return any(value_of(one) not in ("0", "false", "off") for one in found) if found else None


class _Word:
    """Walks the main part, with the parts that it is related to."""

    def __init__(self, packed: zipfile.ZipFile, depth: int) -> None:
        self._packed, self._depth = packed, depth
        main = self._related("").get("officeDocument", [""])[0] or "word/document.xml"
        self._root, self._folder = self._xml(main), posixpath.dirname(main)
        self._parts = self._related(main)
        self._ids = {key: target for key, _, target in self._relations(main)}
        self._styles = {value_of(one, "styleId"): one for one in self._iterated("styles", "style")}
        numbering = self._part("numbering")
        self._numbering = Numbering(numbering, self._styles)
        self._notes = {
            (kind, value_of(one, "id")): one
            for kind in ("footnote", "endnote") for one in self._iterated(f"{kind}s", kind)
        }  # fmt: skip
        self._left: dict[str, list[str]] = {}
        self._fields: list[list[str]] = []  # of each open field its instruction; "=" behind it
        self._beside: list[etree._Element] = []  # boxes and notes of a paragraph
        self._carried = ""

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks; at the end what could not be read."""
        yield from self._inside(_child(self._root, "body"))
        for code, words in self._left.items():
            yield gap(code, "".join(words), len(words))

    def _read(self, name: str) -> bytes:
        with self._packed.open(name) as stream:
            content = stream.read(LARGEST_PART + 1)
        if len(content) > LARGEST_PART:
            raise LargeWordError
        return content

    def _xml(self, name: str) -> etree._Element:
        content = self._read(name)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\x00" in content:
            raise NoWordError
        try:
            return etree.fromstring(
                content, etree.XMLParser(resolve_entities=False, no_network=True)
            )
        except etree.XMLSyntaxError as error:
            raise NoWordError from error

    def _relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self._packed.namelist():
            return
        for one in self._xml(path):
            target = posixpath.normpath(posixpath.join("/", folder, value_of(one, "Target")))
            if value_of(one, "TargetMode") != "External":
                yield (
                    value_of(one, "Id"),
                    value_of(one, "Type").rpartition("/")[2],
                    target.lstrip("/"),
                )

    def _related(self, part: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for _, kind, target in self._relations(part):
            found.setdefault(kind, []).append(target)
        return found

    def _part(self, kind: str) -> etree._Element | None:
        name = self._parts.get(kind, [""])[0]
        return self._xml(name) if name in self._packed.namelist() else None

    def _iterated(self, kind: str, name: str) -> Iterator[etree._Element]:
        root = self._part(kind)
        yield from (one for one in root if _name(one) == name) if root is not None else ()

    def _inside(self, around: etree._Element | None, depth: int = 0) -> Iterator[Block]:
        for element in around if around is not None and depth < _DEEPEST else ():
            name = _name(element)
            if name == "p":
                yield from self._paragraph(element, depth)
            elif name == "tbl":
                yield from table_of(self._rows(element, depth))
            elif name == "altChunk":
                yield from self._chunk(element)
            elif name == "subDoc":
                self._left.setdefault("chunk", []).append("")
            elif name == "sdt":
                kind = _child(element, "sdtPr", "docPartObj", "docPartGallery")
                if value_of(kind) != "Table of Contents":
                    yield from self._inside(_child(element, "sdtContent"), depth)
            elif name in _AROUND:
                yield from self._inside(element, depth)

    def _rows(self, table: etree._Element, depth: int) -> Iterator[list[Filled]]:
        for row in table.iter("{*}tr"):
            if next(row.iterancestors("{*}tbl"), None) is not table or _name(row.getparent()) in (
                "del", "moveFrom"
            ):  # fmt: skip
                continue
            properties = _child(row, "trPr")
            if _child(properties, "del") is not None:
                continue
            before = value_of(_child(properties, "gridBefore"))
            cells: list[Filled] = [([], int(before), 1, False)] if before.isdecimal() else []
            for cell in row.iter("{*}tc"):
                if next(cell.iterancestors("{*}tr"), None) is not row:
                    continue
                of_cell = _child(cell, "tcPr")
                wide = value_of(_child(of_cell, "gridSpan"))
                merged = _child(of_cell, "vMerge")
                goes_on = merged is not None and value_of(merged) != "restart"
                blocks = list(self._inside(cell, depth + 1))
                cells.append((blocks, int(wide) if wide.isdecimal() else 1, 1, goes_on))
            yield cells

    def _chunk(self, element: etree._Element) -> Iterator[Block]:
        name = self._ids.get(value_of(element, "id"), "")
        if name not in self._packed.namelist() or self._depth >= _DEEPEST:
            self._left.setdefault("chunk", []).append("")
            return
        content = self._read(name)
        if content.startswith(b"PK\x03\x04"):
            yield from blocks_of_word(content, self._depth + 1)
        elif re.match(rb"\s*[\w-]+:[^\n]*\n", content[:400]):
            yield from blocks_of_archive(content, whole=True)
        elif b"<" in content[:2000] and not content.startswith(b"{\\rtf"):
            yield from blocks_of_page(content, whole=True)
        elif content.startswith(b"{\\rtf"):
            self._left.setdefault("chunk", []).append("")
        else:
            lines = content.decode("utf-8-sig", errors="replace").splitlines()
            yield from (Block(_PLAIN, line) for line in lines)

    def _styled(self, style: str) -> Iterator[etree._Element]:
        """Yield a style and those it rests on."""
        for _ in range(_DEEPEST):
            found = self._styles.get(style)
            if found is None:
                return
            yield found
            style = value_of(_child(found, "basedOn"))

    def _level(self, properties: etree._Element | None, style: str) -> int:
        """Return which heading a paragraph is, 0 for none."""
        for around in (properties, *(_child(one, "pPr") for one in self._styled(style))):
            level = value_of(_child(around, "outlineLvl"))
            if level.isdecimal():
                return int(level) + 1 if int(level) < 9 else 0
        named = (value_of(_child(one, "name")).lower() for one in self._styled(style))
        found = (re.fullmatch(r"(?:heading|标题)\s*(\d)", name) for name in named)
        return next((int(one[1]) for one in found if one), 0)

    def _paragraph(self, element: etree._Element, depth: int) -> Iterator[Block]:
        properties = _child(element, "pPr")
        style = value_of(_child(properties, "pStyle"))
        number, item = self._numbering.of(properties, [*self._styled(style)])
        words = self._carried + number + "".join(self._words(element, style))
        boxes, self._beside = self._beside, []
        mark = _child(properties, "rPr")
        dropped_in = value_of(_child(properties, "framePr"), "dropCap") not in ("", "none")
        self._carried = ""
        if dropped_in or _child(mark, "del") is not None or _on(mark, "specVanish"):
            self._carried = words  # it goes on in the next paragraph
        else:
            level = self._level(properties, style)
            kind = BlockKind.HEADING if level else _ITEM if number else _PLAIN
            for line in words.split("\n"):
                yield Block(kind, _without_tabs(line), level or item)
        for box in boxes:
            if _name(box) == "txbxContent":
                yield from self._inside(box, depth + 1)
            else:
                lines = "".join(one.text for one in self._inside(box, depth + 1)).strip()
                yield Block(_NOTE, f"注：{lines}")

    def _words(self, around: etree._Element, style: str) -> Iterator[str]:
        for element in around:
            name = _name(element)
            if name in ("r", "oMath", "oMathPara"):
                yield from self._run(element, style)
            elif name == "sdt":
                if _on(_child(element, "sdtPr"), "showingPlcHdr") is None:
                    yield from self._words(_child(element, "sdtContent") or (), style)
            elif name in (*_AROUND, "AlternateContent") or self._chosen(element):
                yield from self._words(element, style)

    @staticmethod
    def _chosen(element: etree._Element) -> bool:
        """Tell whether it is the alternative to read: the first that shows anything."""
        if _name(element) not in ("Choice", "Fallback"):
            return False
        shown = [one for one in element.getparent() if any(
            _name(each) in ("t", "txbxContent", *_PICTURES) for each in one.iter())]  # fmt: skip
        return bool(shown) and shown[0] is element

    def _run(self, run: etree._Element, style: str) -> Iterator[str]:
        said = "".join(self._letters(run))
        code = self._left_out(_child(run, "rPr"), style)
        if code and said.strip():
            self._left.setdefault(code, []).append(said)
            said = ""
        yield said

    def _left_out(self, own: etree._Element | None, style: str) -> str:
        """Return why the letters of a run do not count: hidden, or struck through."""
        properties = [own]
        for one in (*self._styled(value_of(_child(own, "rStyle"))), *self._styled(style)):
            properties.append(_child(one, "rPr"))
        for code, names in (("hidden", ("vanish", "webHidden")), ("struck", ("strike", "dstrike"))):
            if next((on for one in properties if (on := _on(one, *names)) is not None), False):
                return code
        size = next(
            (value_of(_child(one, "sz")) for one in properties if _child(one, "sz") is not None), ""
        )
        white = value_of(_child(own, "color")).upper() == "FFFFFF"
        shaded = _child(own, "shd") is not None or _child(own, "highlight") is not None
        return "hidden" if size in ("1", "2", "3", "4") or (white and not shaded) else ""

    def _letters(self, around: etree._Element) -> Iterator[str]:
        for element in around:
            name = _name(element)
            if name == "t":
                yield (element.text or "") if self._shown() else ""
            elif name == "tab":
                yield "\t"
            elif name in ("br", "cr"):
                yield "" if value_of(element, "type") == "page" else "\n"
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "sym":
                font = _GREEK if value_of(element, "font") == "Symbol" else _SYMBOLS
                yield font.get(value_of(element, "char").upper(), "")
            elif name == "fldChar":
                yield self._field(value_of(element, "fldCharType"))
            elif name == "instrText" and self._fields:
                self._fields[-1].append(element.text or "")
            elif name in ("footnoteReference", "endnoteReference"):
                note = self._notes.get((name.removesuffix("Reference"), value_of(element, "id")))
                self._beside += [note] if note is not None else []
            elif name == "txbxContent":
                self._beside.append(element)
            elif name in _PICTURES or name in ("object", "relIds", "chart"):
                self._left.setdefault("picture", []).append("")
            elif name in ("Choice", "Fallback") and not self._chosen(element):
                continue
            elif name == "num" and len(element):
                yield from (*self._letters(element), "/")
            elif name not in ("rPr", "rt", "del", "delText", "moveFrom", "instrText", "pPr"):
                yield from self._letters(element)

    def _field(self, kind: str) -> str:
        if kind == "begin":
            self._fields.append([])
        elif kind == "separate" and self._fields:
            self._fields[-1].append("\0")
        elif kind == "end" and self._fields:
            circled = _CIRCLED.search("".join(self._fields.pop()))
            if circled:  # a letter in a circle, as older editors draw it
                digit = circled[1]
                return (
                    chr(0x245F + int(digit)) if digit.isdecimal() and 0 < int(digit) < 21 else digit
                )
        return ""

    def _shown(self) -> bool:
        """Tell whether letters are the result of the fields around them, not their instruction."""
        return all(
            field[-1:] == ["\0"] and not re.match(r"\s*TOC\b", "".join(field))
            for field in self._fields
        )


def _without_tabs(line: str) -> str:
    """Return a line whose tabs part columns; one behind a number or before a line is a blank."""
    line = re.sub(r"^(\s*\S{1,5})\t+", r"\1 ", line.strip(" \t\u3000"))
    return line if line.count("\t") != 1 else line.replace("\t", " ")
