"""A Word document as blocks: Open XML by the names of its elements, Strict or not.

What the eye sees counts: what is deleted, hidden or struck is said to be left out, and so is what
stands beside the text (heads of pages, remarks) and what only Word can draw: its drawings of lists,
documents inside, most fields without a result. Letters in the colour of their ground are read. What
is lifted above its line is a mark, no figure of the number before it.

Source:
    ECMA-376, part 1: 17.3 (paragraphs, runs; 17.3.2.24, 17.3.2.42: lifted letters), 17.4 (tables),
    17.9 (numbers), 17.11 (notes), 17.16 (fields); MS-OI29500 for what Word does beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import mode

from lxml import etree

from zcdesk.notices.document.blocks import Block, BlockKind, Filled, gap, table_of
from zcdesk.notices.document.numbering import Numbering
from zcdesk.notices.document.web import blocks_of_page
from zcdesk.notices.document.word_letters import drawn, in_font, of_field, of_form
from zcdesk.notices.document.word_parts import WordParts, child, name_of, value_of
from zcdesk.quantities.numerals import raised

_PLAIN, _ITEM, _NOTE = BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.NOTE
_DEEPEST = 8
"""Styles on styles and tables in tables."""

_AROUND = frozenset(
    ("ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "customXml", "bdo", "dir", "sdtContent")
)
_PICTURES = frozenset(("blip", "imagedata"))
_SHOWS = frozenset(("t", "txbxContent", "textpath", *_PICTURES))
_SILENT = frozenset(("rPr", "rt", "del", "delText", "moveFrom", "instrText", "pPr", "delInstrText"))
_DELETED = ("del", "moveFrom")
_LIFTED = re.compile(r"superscript|[4-9]|\d{2,3}|(?:[2-9]|\d\d)(?:\.\d+)?pt")
"""How a mark stands above its line: so called, or by 2 pt (in half-points) at least. Word offers
3 pt; less is how two fonts of a line are brought to one height."""

_HOLDER = re.compile(r"单击|点|选择|输入|填写|click|tap|choose|enter", re.IGNORECASE)
_OF_PAGE = re.compile(r"[\W\d_]|第|共|页|page|of", re.IGNORECASE)


def blocks_of_word(content: bytes) -> Iterator[Block]:
    """Yield the blocks of a Word document.

    Raises:
        NoWordError: It is none, or broken.
        LargeWordError: A part of it is too large.
        KeyError: It has no part with a text: another kind of packed file.
        BadZipFile: As the other errors of :mod:`zipfile`.
    """
    yield from _Word(WordParts(content)).blocks()


def _on(properties: etree._Element | None, *names: str) -> bool | None:
    """Return whether one of these switches is on; None where none is named."""
    nodes = [node for node in (child(properties, name) for name in names) if node is not None]
    return any(value_of(node) not in ("0", "false", "off") for node in nodes) if nodes else None


def _said_of(properties: Iterable[etree._Element | None], name: str) -> str:
    """Return what the first of them that has a property says of it; "" for none."""
    return next(filter(None, (value_of(child(node, name)) for node in properties)), "")


def _heights(properties: Sequence[etree._Element | None]) -> tuple[str, str]:
    """Return by which two properties letters stand above or below their line."""
    return _said_of(properties, "vertAlign"), _said_of(properties, "position")


@dataclass
class _Field:
    """An open field: its instruction so far, what its form shows, whether letters came of it."""

    instruction: str = ""
    form: str = ""
    separated: bool = False
    shown: bool = False


class _Word:
    """Walks the main part, with the parts that it is related to."""

    def __init__(self, parts: WordParts) -> None:
        self._parts = parts
        self._styles = {
            value_of(element, "styleId"): element for element in self._iterated("styles", "style")
        }
        base = next(iter(self._iterated("styles", "docDefaults")), None)
        self._base = child(base, "rPrDefault", "rPr")
        self._numbering = Numbering(next(parts.related("numbering"), None), self._styles)
        self._notes = {
            (kind, value_of(element, "id")): element
            for kind in ("footnote", "endnote", "comment")
            for element in self._iterated(f"{kind}s", kind)
        }
        self._left: dict[str, list[str]] = {}
        self._fields: list[_Field] = []
        self._beside: list[etree._Element | Block] = []  # boxes and notes of a paragraph
        self._carried = ""
        self._line = "", ""  # heights of most letters of the paragraph

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks; at the end what could not be read, and what is not the text."""
        said: list[str] = []
        for block in self._inside(child(self._parts.root, "body")):
            said += block.lines
            yield block
        self._around("".join("".join(said).split()))
        for code, words in self._left.items():
            yield gap(code, "".join(words), len(words))

    def _around(self, body: str) -> None:
        """Keep what stands at the head and the foot of the pages and nowhere in the text."""
        heads = [part for kind in ("header", "footer") for part in self._parts.related(kind)]
        for part in heads:
            lines = (line for block in self._inside(part) for line in block.lines)
            words = " ".join(dict.fromkeys(filter(None, map(str.strip, lines))))
            known = "".join(words.split()) in body or words in self._left.get("header", ())
            if _OF_PAGE.sub("", words) and not known:
                self._left.setdefault("header", []).append(words)

    def _iterated(self, kind: str, name: str) -> Iterator[etree._Element]:
        for part in self._parts.related(kind):
            yield from (node for node in part if name_of(node) == name)

    def _inside(self, around: etree._Element | None, depth: int = 0) -> Iterator[Block]:
        for element in around if around is not None and depth < _DEEPEST else ():
            name = name_of(element)
            if name == "p":
                yield from self._paragraph(element, depth)
                continue
            yield from self._flushed()
            if name == "tbl":
                yield from table_of(self._rows(element, depth))
            elif name in ("altChunk", "subDoc"):
                yield from self._chunk(value_of(element, "id"))
            elif name == "sdt":
                kind = child(element, "sdtPr", "docPartObj", "docPartGallery")
                if value_of(kind) != "Table of Contents":
                    yield from self._inside(child(element, "sdtContent"), depth)
            elif name in _AROUND:
                yield from self._inside(element, depth)
        yield from self._flushed()

    def _flushed(self) -> Iterator[Block]:
        """Yield what was to go on in a paragraph that does not come."""
        words, self._carried = self._carried, ""
        yield from (Block(_PLAIN, _without_tabs(line)) for line in words.split("\n") if line)

    def _leave(self, code: str, words: str = "") -> None:
        self._left.setdefault(code, []).append(words)

    def _rows(self, table: etree._Element, depth: int) -> Iterator[list[Filled]]:
        for row in table.iter("{*}tr"):
            own = next(row.iterancestors("{*}tbl"), None) is table
            properties = child(row, "trPr")
            if (
                not own
                or name_of(row.getparent()) in _DELETED
                or child(properties, "del") is not None
            ):
                continue
            before = value_of(child(properties, "gridBefore"))
            cells: list[Filled] = [([], int(before), 1, False)] if before.isdecimal() else []
            for cell in row.iter("{*}tc"):
                of_cell = child(cell, "tcPr")
                if (
                    next(cell.iterancestors("{*}tr"), None) is row
                    and child(of_cell, "cellDel") is None
                ):
                    wide = value_of(child(of_cell, "gridSpan"))
                    merged = [node for node in of_cell if name_of(node).lower() == "vmerge"] if (
                        of_cell is not None) else []  # fmt: skip
                    goes_on = any(value_of(node) != "restart" for node in merged)
                    blocks = list(self._inside(cell, depth + 1))
                    cells.append((blocks, int(wide) if wide.isdecimal() else 1, 1, goes_on))
            yield cells

    def _chunk(self, number: str) -> Iterator[Block]:
        """Yield the web page that lies in a document; another document in it is told."""
        name = self._parts.by_id.get(number, "")
        content = self._parts.bytes_of(name) if name in self._parts.names else b""
        if re.match(rb"\s*<", content.removeprefix(b"\xef\xbb\xbf")):
            yield from blocks_of_page(content, whole=True)
        else:
            self._leave("chunk")

    def _styled(self, style: str) -> Iterator[etree._Element]:
        """Yield a style and those it rests on."""
        for _ in range(_DEEPEST):
            style_element = self._styles.get(style)
            if style_element is None:
                return
            yield style_element
            style = value_of(child(style_element, "basedOn"))

    def _level(self, properties: etree._Element | None, style: str) -> int:
        """Return which heading a paragraph is, 0 for none."""
        for around in (properties, *(child(element, "pPr") for element in self._styled(style))):
            level = value_of(child(around, "outlineLvl"))
            if level.isdecimal():
                return int(level) + 1 if int(level) < 9 else 0
        named = (value_of(child(element, "name")).lower() for element in self._styled(style))
        matches = (re.fullmatch(r"(?:heading|标题)\s*(\d)", name) for name in named)
        return next((int(match[1]) for match in matches if match), 0)

    def _paragraph(self, element: etree._Element, depth: int) -> Iterator[Block]:
        properties = child(element, "pPr")
        style = value_of(child(properties, "pStyle"))
        runs = ((_heights(self._properties(run, style)), run) for run in element.iter("{*}r"))
        of_letters = (height for height, run in runs for _ in "".join(run.itertext()))
        self._line = mode(chain(of_letters, (("", ""),)))
        words = "".join(self._words(element, style))
        boxes, self._beside = self._beside, []
        if self._goes_on(properties):
            self._carried += words
        else:
            number, item = self._numbering.of(properties, [*self._styled(style)])
            level = self._level(properties, style)
            kind = BlockKind.HEADING if level else _ITEM if number else _PLAIN
            words, self._carried = f"{number}{self._carried}{words}", ""
            for line in words.split("\n"):
                yield Block(kind, _without_tabs(line), level or item)
        for box in boxes:
            if isinstance(box, Block):
                yield box
            elif name_of(box) == "txbxContent":
                yield from self._inside(box, depth + 1)
            else:
                lines = "".join(block.text for block in self._inside(box, depth + 1)).strip()
                yield Block(_NOTE, f"注：{lines}")

    def _goes_on(self, properties: etree._Element | None) -> bool:
        """Tell whether the end of a paragraph is none: deleted, moved, hidden, one large letter."""
        mark = child(properties, "rPr")
        dropped_in = value_of(child(properties, "framePr"), "dropCap") not in ("", "none")
        gone = any(child(mark, name) is not None for name in _DELETED)
        return bool(dropped_in or gone or _on(mark, "vanish", "specVanish"))

    def _words(self, around: etree._Element | None, style: str) -> Iterator[str]:
        for element in around if around is not None else ():
            name = name_of(element)
            if name in ("r", "oMath", "oMathPara"):
                yield from self._run(element, style)
            elif name == "sdt":
                words = "".join(self._words(child(element, "sdtContent"), style))
                holder = _on(child(element, "sdtPr"), "showingPlcHdr") and _HOLDER.search(words)
                yield "" if holder else words
            elif name == "fldSimple":
                words = "".join(self._words(element, style))
                yield words or self._drawn_field(value_of(element, "instr"))
            elif name in (*_AROUND, "AlternateContent") or self._chosen(element):
                yield from self._words(element, style)

    @staticmethod
    def _chosen(element: etree._Element) -> bool:
        """Tell whether it is the alternative to read: the first that shows anything."""
        if name_of(element) not in ("Choice", "Fallback"):
            return False
        shown = [sibling for sibling in element.getparent()
                 if any(name_of(each) in _SHOWS for each in sibling.iter())]  # fmt: skip
        return bool(shown) and shown[0] is element

    def _run(self, run: etree._Element, style: str) -> Iterator[str]:
        properties = self._properties(run, style)
        said = "".join(self._letters(run, value_of(child(properties[0], "rFonts"), "ascii")))
        code = self._left_out(properties)
        if code and said.strip():
            self._leave(code, said)
            said = ""
        heights = zip(_heights(properties), self._line, strict=True)
        lifted = any(own != line and _LIFTED.fullmatch(own) for own, line in heights)
        yield raised(said) if lifted else said

    def _properties(self, run: etree._Element, style: str) -> list[etree._Element | None]:
        """Return what is said of a run: by itself, by its styles, by the document."""
        own = child(run, "rPr")
        styles = (*self._styled(value_of(child(own, "rStyle"))), *self._styled(style))
        return [own, *(child(element, "rPr") for element in styles), self._base]

    def _left_out(self, properties: Sequence[etree._Element | None]) -> str:
        """Return why the letters of a run do not count: hidden, or struck through.

        Args:
            properties: Its own, then those of its styles.
        """
        for code, names in (("hidden", ("vanish", "webHidden")), ("struck", ("strike", "dstrike"))):
            if next((on for node in properties if (on := _on(node, *names)) is not None), False):
                return code
        return ""

    def _letters(self, around: etree._Element, font: str) -> Iterator[str]:
        for element in around:
            name = name_of(element)
            if name == "t":
                yield self._told(element.text or "", font)
            elif name == "tab":
                yield "\t"
            elif name in ("br", "cr"):
                yield "" if value_of(element, "type") == "page" else "\n"
            elif name in ("noBreakHyphen", "softHyphen"):
                yield "-" if name == "noBreakHyphen" else ""
            elif name == "sym":
                code = value_of(element, "char")
                own = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,5}", code) else 0
                yield self._known([drawn(value_of(element, "font"), own)])
            elif name == "fldChar":
                yield self._field(element)
            elif name == "instrText" and self._fields:
                self._fields[-1].instruction += element.text or ""
            elif name in ("footnoteReference", "endnoteReference", "commentReference"):
                self._refer(name.removesuffix("Reference"), value_of(element, "id"))
            elif name in ("txbxContent", "footnote", "endnote"):
                self._beside.append(element)
            elif name == "textpath":
                self._beside.append(Block(_PLAIN, value_of(element, "string")))
            elif name in (*_PICTURES, "object", "chart", "relIds"):
                self._leave("picture")
            elif name in ("Choice", "Fallback") and not self._chosen(element):
                continue
            elif name == "sup":  # a power in a formula
                yield raised("".join(self._letters(element, font)))
            elif name == "num" and len(element):
                yield from (*self._letters(element, font), "/")
            elif name not in _SILENT:
                yield from self._letters(element, font)

    def _refer(self, kind: str, number: str) -> None:
        note = self._notes.get((kind, number))
        if note is not None and kind == "comment":
            self._leave("comment", "".join(note.itertext()))
        elif note is not None:
            self._beside.append(note)

    def _told(self, words: str, font: str) -> str:
        """Return letters as they are seen, unless they are of a field's instruction."""
        if not all(field.separated and not re.match(r"\s*TOC\b", field.instruction)
                   for field in self._fields):  # fmt: skip
            return ""
        for field in self._fields:
            field.shown |= bool(words.strip())
        return self._known(in_font(font, words))

    def _known(self, letters: Iterable[str | None]) -> str:
        """Return letters; one that nobody knows is counted."""
        known_letters = [*letters]
        for _ in range(known_letters.count(None)):
            self._leave("symbol")
        return "".join(letter or "" for letter in known_letters)

    def _field(self, mark: etree._Element) -> str:
        kind = value_of(mark, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field(form=of_form(child(mark, "ffData"))))
        elif kind == "separate" and self._fields:
            self._fields[-1].separated = True
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            if field.form or not field.shown:
                return field.form or self._drawn_field(field.instruction)
        return ""

    def _drawn_field(self, instruction: str) -> str:
        shown = of_field(instruction)
        if shown is None:
            self._leave("field")
        return shown or ""


def _without_tabs(line: str) -> str:
    """Return a line whose tabs part columns; one behind a number or before a line is a blank."""
    line = re.sub(r"^(\s*\S{1,5})\t+", r"\1 ", line.strip(" \t\u3000"))
    return line if line.count("\t") != 1 else line.replace("\t", " ")
