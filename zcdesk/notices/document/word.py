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

from zcdesk.notices.document.blocks import Block, Filled, gap, number_in, table_of
from zcdesk.notices.document.numbering import Numbering
from zcdesk.notices.document.web import blocks_of_page
from zcdesk.notices.document.word_letters import drawn, in_font, of_field, of_form
from zcdesk.notices.document.word_parts import (
    NOTHING,
    WordParts,
    child,
    is_on,
    name_of,
    said_of,
    value_of,
)
from zcdesk.quantities.numerals import raised

_DEEPEST = 8
"""Styles on styles and tables in tables."""

_AROUND = frozenset(
    ("body", "ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "customXml", "bdo", "dir",
     "sdt", "sdtContent", "AlternateContent", "Choice", "Fallback")
)  # fmt: skip
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_GALLERY = ("sdtPr", "docPartObj", "docPartGallery")
_NO_END = ("del", "moveFrom", "vanish", "specVanish")
_UNSEEN = {"vanish": "hidden", "webHidden": "hidden", "strike": "struck", "dstrike": "struck"}
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


def _heights(properties: Sequence[etree._Element | None]) -> tuple[str, str]:
    """Return by which two properties letters stand above or below their line."""
    return said_of(properties, "vertAlign"), said_of(properties, "position")


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
        self._numbering = Numbering(next(parts.related("numbering"), NOTHING), self._styles)
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
        for block in self._inside(self._parts.root):
            said += block.lines
            yield block
        self._around("".join("".join(said).split()))
        for code, words in self._left.items():
            yield gap(code, "".join(words), len(words))

    def _around(self, body: str) -> None:
        """Keep what stands at the head and the foot of the pages and nowhere in the text."""
        for part in (*self._parts.related("header"), *self._parts.related("footer")):
            lines = chain.from_iterable(block.lines for block in self._inside(part))
            words = " ".join(dict.fromkeys(filter(None, map(str.strip, lines))))
            known = "".join(words.split()) in body or words in self._left.get("header", ())
            if _OF_PAGE.sub("", words) and not known:
                self._leave("header", words)

    def _iterated(self, kind: str, name: str) -> Iterator[etree._Element]:
        parts = self._parts.related(kind)
        return chain.from_iterable(part.findall(f"{{*}}{name}") for part in parts)

    def _inside(self, around: etree._Element, depth: int = 0) -> Iterator[Block]:
        for element in around if depth < _DEEPEST else ():
            name = name_of(element)
            if name == "p":
                yield from self._paragraph(element, depth)
                continue
            yield from self._flushed()
            if name == "tbl":
                yield from table_of(self._rows(element, depth))
            elif name in ("altChunk", "subDoc"):
                yield from self._chunk(value_of(element, "id"))
            elif name in _AROUND and said_of((element,), *_GALLERY) != "Table of Contents":
                yield from self._inside(element, depth)
        yield from self._flushed()

    def _flushed(self) -> Iterator[Block]:
        """Yield what was read of a paragraph, a line a block: no more of it comes."""
        words, self._carried = self._carried, ""
        yield from map(Block, map(_without_tabs, words.split("\n")))

    def _leave(self, code: str, words: str = "") -> None:
        self._left.setdefault(code, []).append(words)

    def _rows(self, table: etree._Element, depth: int) -> Iterator[list[Filled]]:
        for row in _standing(table, "tr", "trPr", "del"):
            before = number_in(value_of(child(row, "trPr", "gridBefore")), 0)
            cells: list[Filled] = [([], before, 1)] if before else []
            for cell in _standing(row, "tc", "tcPr", "cellDel"):
                wide = number_in(value_of(child(cell, "tcPr", "gridSpan")), 1)
                blocks = [*self._inside(cell, depth + 1)]
                goes_on = {*map(value_of, cell.findall("{*}tcPr/{*}vMerge"))} - {"restart"}
                cells.append(([] if goes_on else blocks, wide, 1))
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

    def _paragraph(self, element: etree._Element, depth: int) -> Iterator[Block]:
        properties = child(element, "pPr")
        style = value_of(child(properties, "pStyle"))
        runs = ((_heights(self._properties(run, style)), run) for run in element.iter("{*}r"))
        of_letters = (height for height, run in runs for _ in "".join(run.itertext()))
        self._line = mode(chain(of_letters, (("", ""),)))
        words = "".join(self._words(element, style))
        boxes, self._beside = self._beside, []
        self._carried += words
        if not self._goes_on(properties):
            number = self._numbering.of(properties, [*self._styled(style)])
            self._carried = f"{number}{self._carried}"
            yield from self._flushed()
        for box in boxes:
            if isinstance(box, Block):
                yield box
            elif name_of(box) == "txbxContent":
                yield from self._inside(box, depth + 1)
            else:
                lines = "".join(block.text for block in self._inside(box, depth + 1)).strip()
                yield Block(f"注：{lines}")

    def _goes_on(self, properties: etree._Element | None) -> bool:
        """Tell whether the end of a paragraph is none: deleted, moved, hidden, one large letter."""
        mark = child(properties, "rPr")
        dropped_in = value_of(child(properties, "framePr"), "dropCap") not in ("", "none")
        return dropped_in or any(is_on((mark,), name) for name in _NO_END)

    def _words(self, around: etree._Element, style: str) -> Iterator[str]:
        for element in around:
            yield from _WORDS_OF.get(name_of(element), _Word._no_words)(self, element, style)

    def _no_words(self, _element: etree._Element, _style: str) -> Iterator[str]:
        yield ""

    def _chosen(self, holder: etree._Element, style: str) -> Iterator[str]:
        words = "".join(self._words(holder, style))
        empty = is_on((child(holder, "sdtPr"),), "showingPlcHdr") and _HOLDER.search(words)
        yield "" if empty else words

    def _simple_field(self, field: etree._Element, style: str) -> Iterator[str]:
        words = "".join(self._words(field, style))
        yield words or self._drawn_field(value_of(field, "instr"))

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
        codes = (code for switch, code in _UNSEEN.items() if is_on(properties, switch))
        return next(codes, "")

    def _letters(self, around: etree._Element, font: str) -> Iterator[str]:
        for element in around:
            yield from _LETTERS_OF.get(name_of(element), _Word._letters)(self, element, font)

    def _no_letters(self, _element: etree._Element, _font: str) -> Iterator[str]:
        yield ""

    def _text(self, text: etree._Element, font: str) -> Iterator[str]:
        yield self._told(text.text or "", font)

    def _sign(self, sign: etree._Element, _font: str) -> Iterator[str]:
        yield "" if value_of(sign, "type") == "page" else _SIGNS[name_of(sign)]

    def _symbol(self, symbol: etree._Element, _font: str) -> Iterator[str]:
        code = value_of(symbol, "char")
        own = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,5}", code) else 0
        yield self._known([drawn(value_of(symbol, "font"), own)])

    def _field_mark(self, mark: etree._Element, _font: str) -> Iterator[str]:
        yield self._field(mark)

    def _instruction(self, text: etree._Element, _font: str) -> Iterator[str]:
        for field in self._fields[-1:]:
            field.instruction += text.text or ""
        yield ""

    def _reference(self, mark: etree._Element, _font: str) -> Iterator[str]:
        self._refer(name_of(mark).removesuffix("Reference"), value_of(mark, "id"))
        yield ""

    def _stands_beside(self, box: etree._Element, _font: str) -> Iterator[str]:
        self._beside.append(box)
        yield ""

    def _drawn_words(self, path: etree._Element, _font: str) -> Iterator[str]:
        self._beside.append(Block(value_of(path, "string")))
        yield ""

    def _picture(self, _picture: etree._Element, _font: str) -> Iterator[str]:
        self._leave("picture")
        yield ""

    def _power(self, power: etree._Element, font: str) -> Iterator[str]:
        yield raised("".join(self._letters(power, font)))

    def _numerator(self, number: etree._Element, font: str) -> Iterator[str]:
        if len(number):
            yield from (*self._letters(number, font), "/")

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
        return "".join(filter(None, known_letters))

    def _field(self, mark: etree._Element) -> str:
        kind = value_of(mark, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field(form=of_form(mark)))
        elif kind == "separate" and self._fields:
            self._fields[-1].separated = True
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            return field.form or ("" if field.shown else self._drawn_field(field.instruction))
        return ""

    def _drawn_field(self, instruction: str) -> str:
        shown = of_field(instruction)
        if shown is None:
            self._leave("field")
        return shown or ""


_WORDS_OF = {
    **dict.fromkeys(_AROUND, _Word._words),
    **dict.fromkeys(("r", "oMath", "oMathPara"), _Word._run),
    "sdt": _Word._chosen, "fldSimple": _Word._simple_field,
}  # fmt: skip
"""What reads the words of an element in a paragraph; in others there are none."""

_LETTERS_OF = {
    **dict.fromkeys(("rPr", "rt", "del", "delText", "moveFrom", "pPr", "delInstrText"),
                    _Word._no_letters),
    **dict.fromkeys(_SIGNS, _Word._sign),
    **dict.fromkeys(("footnoteReference", "endnoteReference", "commentReference"),
                    _Word._reference),
    **dict.fromkeys(("txbxContent", "footnote", "endnote"), _Word._stands_beside),
    **dict.fromkeys(("blip", "imagedata", "object", "chart", "relIds"), _Word._picture),
    "t": _Word._text, "sym": _Word._symbol, "fldChar": _Word._field_mark,
    "instrText": _Word._instruction, "textpath": _Word._drawn_words, "sup": _Word._power,
    "num": _Word._numerator,
}  # fmt: skip
"""What reads the letters of an element in a run; of others those inside it are read."""


def _standing(around: etree._Element, name: str, *gone: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, whatever is put around them.

    Args:
        gone: By which way of names one that is deleted says so.
    """
    for element in around:
        if name_of(element) in _AROUND:
            yield from _standing(element, name, *gone)
        elif name_of(element) == name and child(element, *gone) is None:
            yield element


def _without_tabs(line: str) -> str:
    """Return a line whose tabs part columns; one behind a number or before a line is a blank."""
    line = re.sub(r"^(\s*\S{1,5})\t+", r"\1 ", line.strip(" \t\u3000"))
    return line if line.count("\t") != 1 else line.replace("\t", " ")
