"""A web page as blocks: the main text of a saved page, of an MHTML of one, or pasted rich text.

What is text is decided by weight: only scripts, style sheets and fields to fill in are no text
whatever they hold. What nobody sees on the page is counted and said.

Source:
    The main text is the smallest element that holds nearly all sentences of the page, as readers'
    modes of browsers look for it; menus are lists of links without a sentence.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from email.message import Message
from urllib.parse import unquote

from lxml import etree, html

from zcdesk.notices.document.blocks import Block, BlockKind, Filled, gap, table_of
from zcdesk.notices.document.numbering import printed_number
from zcdesk.notices.document.web_styles import ElementLook, Styles
from zcdesk.quantities.numerals import HAN_ORDINALS, raised
from zcdesk.resources import Patterns

_SAYS = Patterns("notices/reading.toml", "web")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_MOST = 0.85
"""Share of what is around it that an element holds when the main text lies in it."""

_OF_PAGE = 0.7
"""Share of a page's sentences that its main text holds at least."""

_HALF = 0.5
"""Share of a page's sentences; of less that is kept, the text says so."""

_ICON = 48
"""Pixels: a smaller picture is an ornament."""

_FRAMED = re.compile(rb"StartHTML:\s*\d+.*?(?=<)", re.DOTALL)

_NO_TAG = re.compile(r"^\s*<\?xml[^>]*\?>|</\s*(?:html|body)\s*>", re.IGNORECASE)
"""What may stand in the middle of a page that was put together, and ends it for some parsers."""

Parts = Callable[[str], bytes | None]
"""Gives what a page calls by an address; None for what is not at hand."""


def nothing_beside(_address: str) -> None:
    """Give nothing: a page that came alone."""


def decoded_page(content: bytes) -> str:
    """Return a page's letters: as its byte order mark or its own word says, else as they fit."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    named = _CHARSET.search(content[:4000])
    said = named[1].decode("ascii", "ignore").lower() if named else ""
    said = "gb18030" if said.startswith("gb") else said
    for encoding in filter(None, ("utf-8-sig", said, "gb18030")):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("gb18030" if said.startswith("gb") else "utf-8", errors="replace")


def blocks_of_archive(content: bytes, whole: bool = False) -> Iterator[Block]:
    """Yield the blocks of a saved page in one file (MHTML).

    Args:
        whole: As of :func:`blocks_of_page`.
    """
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    pages, parts = list[bytes](), dict[str, bytes]()
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml", "text/css"):
            held = _held_in(part)
            pages += [held] if part.get_content_type() != "text/css" else []
            for name in (part.get("Content-Location"), f"cid:{part.get('Content-ID', '')}"):
                parts[str(name).strip().replace("<", "").replace(">", "")] = held
    for page in pages[:1]:
        yield from blocks_of_page(page, whole, lambda name: _named(parts, name))


def _held_in(part: Message) -> bytes:
    page = part.get_payload(decode=True)
    assert isinstance(page, bytes)
    charset = part.get_content_charset() or ""
    named = part.get_content_type() == "text/css" or _CHARSET.search(page[:4000])
    return page if named or not charset else f'<meta charset="{charset}">'.encode() + page


def _named(parts: Mapping[str, bytes], address: str) -> bytes | None:
    ends = (name for name in parts if address and name.endswith(address.lstrip("./")))
    return parts.get(address) or parts.get(next(ends, ""))


def blocks_of_page(
    content: bytes, whole: bool = False, parts: Parts = nothing_beside
) -> Iterator[Block]:
    """Yield the blocks of a page's main text.

    Args:
        whole: Everything is main text: a part of a document, not a page of a site.
        parts: What the page calls: style sheets.
    """
    root = _parsed(content)
    if root is None:
        return
    page = _Page(root, parts)
    main = root if whole else page.main()
    title = "" if whole else page.title(main)
    blocks = [*page.blocks(main)]
    if title:
        yield Block(BlockKind.HEADING, title, 1)
    yield from blocks
    for words in () if whole else page.passed_over(main):
        yield gap("beside", words)
    for code, count in page.left.items():
        yield gap(code, "".join(count), len(count))
    share = page.share(main)
    if not whole and share < _HALF:
        yield gap("half", count=round(100 * share))


def _parsed(content: bytes) -> html.HtmlElement | None:
    text = decoded_page(_FRAMED.sub(b"", content, count=1))
    text = _NO_TAG.sub("", text)
    try:
        return html.document_fromstring(
            text, parser=html.HTMLParser(no_network=True, huge_tree=False)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


class _Page:
    """Walks a page; what does not count is kept by why."""

    def __init__(self, root: html.HtmlElement, parts: Parts) -> None:
        self._root = root
        self.left: dict[str, list[str]] = {}
        linked = [link.get("href") or "" for link in root.iter("link")
                  if "stylesheet" in (link.get("rel") or "")]  # fmt: skip
        read = [parts(unquote(href)) for href in linked]
        sheets = [style.text or "" for style in root.iter("style")]
        sheets += [sheet.decode("utf-8", errors="replace") for sheet in read if sheet]
        self._styles = Styles(sheets)
        body = root.find("body")
        self._body = body if body is not None else root
        self._looks: dict[html.HtmlElement, ElementLook] = {}
        self._look_at(self._root, ElementLook(), frozenset())
        self._whole = self._weighed(hidden=True)
        gone = (element for element in self._body.iter() if self._look(element).gone)
        heavy = [
            element
            for element in gone
            if self._whole.get(element, 0) > _HALF * self._whole[self._body]
        ]
        if heavy:  # a script shows what nearly all of the page is
            self._look_at(self._root, ElementLook(), frozenset(heavy))
        self._held = self._weighed(hidden=False)

    def _look_at(
        self, element: html.HtmlElement, around: ElementLook, shown: frozenset[html.HtmlElement]
    ) -> None:
        waiting = [(element, around)]
        while waiting:
            here, above = waiting.pop()
            look = self._styles.look(here, above) if isinstance(here.tag, str) else above
            if here in shown:
                look = replace(look, gone=False, hidden=False)
            self._looks[here] = look
            waiting += [(one, look) for one in here]

    def _look(self, element: html.HtmlElement) -> ElementLook:
        return self._looks[element]

    def _no_text(self, element: html.HtmlElement) -> bool:
        if element.tag == "button" and next(element.iterancestors("h1", "h2", "h3", "h4"), None):
            return False  # it opens what stands below it, and is its heading
        return not isinstance(element.tag, str) or bool(_SAYS.dropped.fullmatch(element.tag))

    def _drops(self, element: html.HtmlElement) -> bool:
        return self._no_text(element) or self._look(element).gone

    def _weighed(self, *, hidden: bool) -> dict[html.HtmlElement, int]:
        """Count for each element the letters of its sentences and cells outside links."""
        dropped: set[html.HtmlElement] = set()
        held: dict[html.HtmlElement, int] = {}
        drops = self._no_text if hidden else self._drops
        for element in self._root.iter():
            if element.getparent() in dropped or drops(element):
                dropped.add(element)
        for element in reversed([*self._root.iter()]):
            inner = [child for child in element if child not in dropped]
            own = sum(held.get(child, 0) for child in inner)
            if element not in dropped and not _SAYS.inline.fullmatch(str(element.tag)) and not own:
                linked = sum(len(_plain(anchor)) for anchor in element.iter("a"))
                words = _plain(element)
                cell = self._look(element).display == "table-cell"
                own = max(0, len(words) - linked) if _SAYS.sentences.search(words) or cell else 0
            held[element] = 0 if element in dropped else own
        return held

    def share(self, main: html.HtmlElement) -> float:
        """Return which share of all sentences of the page its main text holds."""
        return self._held[main] / (self._whole[self._body] or 1) if self._held[main] else 1.0

    def main(self) -> html.HtmlElement:
        """Return the smallest element that holds nearly all of the page's words."""
        main = self._body
        while True:
            least = max(_MOST * self._held[main], _OF_PAGE * self._held[self._body])
            inner = [element for element in main if self._held.get(element, 0) >= least]
            if not inner or not least or self._is_content(inner[0]):
                return main
            main = inner[0]

    def _is_content(self, element: html.HtmlElement) -> bool:
        """Tell whether an element is a paragraph, a list or a table, not what holds them."""
        whole = self._look(element).display == "table" or element.tag in ("p", "ul", "ol")
        return whole and not _lays_out(element)

    def title(self, main: html.HtmlElement) -> str:
        """Return the page's title where the main text does not begin with one."""
        heads = [heading for heading in self._body.iter("h1", "h2") if not self._drops(heading)]
        inside = {*main.iter()}
        if any(head in inside for head in heads):
            return ""
        named = [_plain(head) for head in heads if _plain(head)]
        title_element = self._root.find(".//title")
        own = _SAYS.title_ends.sub("", _plain(title_element)) if title_element is not None else ""
        title = (
            next((name for name in named if name in own or own in name), "")
            or own
            or (named or [""])[0]
        )
        begins = re.sub(r"\s", "", _plain(main))[: len(title) + 200]
        return "" if not title or re.sub(r"\s", "", title) in begins else title

    def passed_over(self, main: html.HtmlElement) -> Iterator[str]:
        """Yield sentences that are beside the main text; menus and feet have none."""
        around = {main, *main.iter(), *main.iterancestors()}
        for element in self._body.iter("p", "div", "td", "li"):
            outside = element not in around and not any(
                self._drops(outer) for outer in (element, *element.iterancestors())
            )
            if outside and not element.findall(".//p") and not element.findall(".//div"):
                words = " ".join(_plain(element).split())
                if "。" in words and len(words) > 12 and self._held[element] > len(words) / 2:
                    yield words

    def blocks(
        self, around: html.HtmlElement, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0,
        number: str = "",
    ) -> Iterator[Block]:  # fmt: skip
        """Yield the blocks inside an element, a number before the first."""
        words = number
        for piece in (*self._pieces(around, kind, level), None):
            if isinstance(piece, str):
                words += piece
                continue
            line = " ".join(_SAYS.broken_line.sub("", words).split())
            if line and line != number.strip():
                yield Block(kind, line, level)
                number = ""
            if piece is not None:
                yield replace(piece, text=f"{number}{piece.text}") if piece.text else piece
                number = ""
            words = number

    def _pieces(
        self, around: html.HtmlElement, kind: BlockKind, level: int
    ) -> Iterator[str | Block | None]:
        """Yield letters, blocks, and None where a line ends."""
        yield from self._letters(around, around.text)
        for element in around:
            name = element.tag if isinstance(element.tag, str) else ""
            if self._no_text(element):
                pass
            elif self._look(element).gone:
                self._leave("hidden", _plain(element))
            elif name == "br":
                yield None
            elif name == "img":
                self._picture(element)
            elif name in ("iframe", "frame", "object", "embed", "video", "canvas"):
                self.left.setdefault("chunk", []).append("")
            elif _SAYS.inline.fullmatch(name) and self._look(element).display in ("", "inline"):
                yield from self._pieces(element, kind, level)
            else:
                yield None
                yield from self._block(element, name, kind, level)
                yield None
            yield from self._letters(around, element.tail)

    def _letters(self, around: html.HtmlElement, words: str | None) -> Iterator[str | None]:
        """Yield letters that stand in an element, unless nobody sees them as its words."""
        look = self._look(around)
        words = raised(words or "") if look.lifted else words or ""
        if look.struck or look.hidden:
            self._leave("struck" if look.struck else "hidden", words)
        elif look.kept_lines:
            for at, line in enumerate(words.split("\n")):
                yield from ((None, line) if at else (line,))
        else:
            yield words

    def _leave(self, code: str, words: str) -> None:
        plain = " ".join(words.split())
        if _SAYS.says_something.search(plain):
            self.left.setdefault(code, []).append(plain)

    def _block(
        self, element: html.HtmlElement, name: str, kind: BlockKind, level: int
    ) -> Iterator[Block]:
        rows = [*self._rows(element)]
        if rows:
            yield from table_of(self._cells(row) for row in rows)
        elif re.fullmatch("h[1-6]", name):
            yield from self.blocks(element, BlockKind.HEADING, int(name[1]))
        elif name == "dl":
            yield from self._told(element, kind, level)
        elif name in ("ul", "ol"):
            yield from self._list(element, level + 1 if kind is BlockKind.ITEM else 1)
        elif not (name in ("nav", "aside", "header", "footer") and _is_menu(element)):
            yield from self.blocks(element, kind, level)

    def _told(self, element: html.HtmlElement, kind: BlockKind, level: int) -> Iterator[Block]:
        """Yield a list of names with what is told of each: ``申报时间：9月1日起``."""
        term = ""
        for item in element.iter("dt", "dd"):
            if item.tag == "dt":
                term = " ".join(block.text for block in self.blocks(item)).rstrip("：:")
            elif not self._drops(item):
                yield from self.blocks(item, kind, level, f"{term}：" if term else "")
                term = ""

    def _list(self, element: html.HtmlElement, level: int) -> Iterator[Block]:
        start = element.get("start") or "1"
        count = int(start) - 1 if start.isdecimal() else 0
        for item in element:
            empty = not re.search(r"\w", _plain(item)) and item.find(".//img") is None
            if self._drops(item) or empty or _is_menu(item):
                continue
            own = item.get("value") or ""
            count = int(own) if own.isdecimal() else count + (item.tag == "li")
            marked = re.match(
                rf"附|[（(]?[\d{HAN_ORDINALS}①-⑳]{{1,3}}[）)、.．]|[①-⑳•●▪·\-]", _plain(item)
            )
            number = "" if marked or item.tag != "li" else self._number(element, item, count)
            yield from self.blocks(item, BlockKind.ITEM, level, number)

    def _number(self, around: html.HtmlElement, item: html.HtmlElement, count: int) -> str:
        """Return what stands before an item of a list."""
        said = self._look(item).marker
        kind = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}.get(
            around.get("type") or "", said)  # fmt: skip
        quoted = re.search("[\"'](.+?)[\"']", kind)
        if quoted or re.search("none|disc|circle|square|url", kind):
            return f"{quoted[1]} " if quoted else "• "
        word = next((one for one in kind.split() if one not in ("inside", "outside")), "decimal")
        return (
            f"{printed_number(word, count)}{'.' if word.isascii() and word[0] in 'dlu' else '、'}"
        )

    def _rows(self, element: html.HtmlElement) -> Iterator[list[html.HtmlElement]]:
        """Yield the rows of a table, each as its cells: by its tags, by display, or by names."""
        lays = self._look(element).display
        if lays.endswith("table"):
            yield from self._rows_in(element)
        else:
            rows = [[cell for cell in row if not self._drops(cell)] for row in element
                    if self._side_by_side(row)]  # fmt: skip
            if len(rows) > 1 and len(rows) == len(element) and len({*map(len, rows)}) == 1:
                yield from rows

    def _rows_in(self, table: html.HtmlElement) -> Iterator[list[html.HtmlElement]]:
        for row in table:
            if self._drops(row) or not isinstance(row.tag, str):
                continue
            if self._look(row).display == "table-row":
                yield [cell for cell in row if not self._drops(cell) and isinstance(cell.tag, str)]
            elif row.tag != "caption":
                yield from self._rows_in(row)

    def _side_by_side(self, row: html.HtmlElement) -> bool:
        """Tell whether an element is a row of cells, though nothing says that it is a table."""
        named = bool(_SAYS.row_named.search(row.get("class") or ""))
        cells = [cell for cell in row if isinstance(cell.tag, str)]
        return len(cells) > 1 and (
            self._look(row).display in ("flex", "table-row")
            or (named and all(_SAYS.cell_named.search(cell.get("class") or "") for cell in cells))
        )  # fmt: skip

    def _cells(self, cells: list[html.HtmlElement]) -> list[Filled]:
        return [
            ([*self.blocks(cell)], _count(cell.get("colspan")), _count(cell.get("rowspan")), False)
            for cell in cells
        ]

    def _picture(self, element: html.HtmlElement) -> None:
        sizes = [str(element.get(key) or "").rstrip("px") for key in ("width", "height")]
        if not any(size.isdecimal() and int(size) < _ICON for size in sizes if len(size) < 6):
            self.left.setdefault("picture", []).append("")


def _count(words: str | None) -> int:
    return max(1, int(words)) if words and words.isdecimal() and len(words) < 4 else 1


def _plain(element: html.HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _lays_out(element: html.HtmlElement) -> bool:
    """Tell whether a table only lays a page out: other tables or many paragraphs are in it."""
    return element.tag == "table" and bool(element.findall(".//table"))


def _is_menu(item: html.HtmlElement) -> bool:
    linked = sum(len(_plain(anchor)) for anchor in item.iter("a"))
    words = _plain(item)
    file = re.search(r"附\s*[件表]|\.(?:docx?|xlsx?|pdf|zip|rar|wps)\b", words)
    return (
        bool(words)
        and not file
        and linked >= len(words) * 0.9
        and not _SAYS.sentences.search(words)
    )
