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

from zcdesk.notices.document.blocks import Block, Filled, gap, number_in, table_of
from zcdesk.notices.document.numbering import printed_number
from zcdesk.notices.document.web_styles import ElementLook, Styles
from zcdesk.quantities.numerals import HAN_ORDINALS, raised
from zcdesk.resources import Patterns, table

_SAYS = Patterns("notices/documents.toml", "web")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_MOST = 0.85
"""Share of what is around it that an element holds when the main text lies in it."""

_OF_PAGE = 0.7
"""Share of a page's sentences that its main text holds at least."""

_HALF = 0.5
"""Share of a page's sentences; of less that is kept, the text says so."""

_DROPPED = str(table("notices", "documents.toml")["web"]["dropped"]).split("|")
_MARKED = re.compile(rf"附|[（(]?[\d{HAN_ORDINALS}①-⑳]{{1,3}}[）)、.．]|[①-⑳•●▪·\-]")
"""How an item of a list begins that brings a number of its own."""

_FILE = re.compile(r"附\s*[件表]|\.(?:docx?|xlsx?|pdf|zip|rar|wps)\b")
_KINDS = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
"""What the letters mean by which a list says how it counts."""

_ICON = 48
"""Pixels: a smaller picture is an ornament."""

_FRAMED = re.compile(rb"StartHTML:\s*\d+.*?(?=<)", re.DOTALL)

_NO_TAG = re.compile(r"^\s*<\?xml[^>]*\?>|</\s*(?:html|body)\s*>", re.IGNORECASE)
"""What may stand in the middle of a page that was put together, and ends it for some parsers."""

Parts = Callable[[str], bytes]
"""Gives what a page calls by an address; nothing for what is not at hand."""


def nothing_beside(_address: str) -> bytes:
    """Give nothing: a page that came alone."""
    return b""


def decoded_page(content: bytes) -> str:
    """Return a page's letters: as its byte order mark or its own word says, else as they fit."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    named = b"".join(_CHARSET.findall(content[:4000])[:1]).decode("ascii", "ignore")
    said = re.sub("^gb.*", "gb18030", named.lower())
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


def _named(parts: Mapping[str, bytes], address: str) -> bytes:
    ends = (name for name in parts if name.endswith(address.lstrip("./")))
    return parts.get(address) or parts.get(next(ends, ""), b"")


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
    yield Block("" if whole else page.title(main))
    yield from page.read(main)
    yield from (gap("beside", words) for words in page.passed_over(main))
    yield from (gap(code, "".join(words), len(words)) for code, words in page.left.items())
    share = page.share(main)
    if share < _HALF:
        yield gap("half", count=round(100 * share))


_PARSER = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)


def _parsed(content: bytes) -> html.HtmlElement | None:
    text = decoded_page(_FRAMED.sub(b"", content, count=1))
    text = _NO_TAG.sub("", text)
    try:
        return html.document_fromstring(text, parser=_PARSER)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


class _Page:
    """Walks a page; what does not count is kept by why.

    First all goes that is no text whatever it holds, then what is not to be seen: what is left is
    read. But where that is nearly all of the page, a script shows it, and it stays.
    """

    def __init__(self, root: html.HtmlElement, parts: Parts) -> None:
        self._root = root
        self.left: dict[str, list[str]] = {}
        sheets = [str(style.text) for style in root.iter("style")]
        linked = root.xpath("//link[contains(@rel, 'stylesheet')]/@href")
        sheets += [parts(unquote(href)).decode("utf-8", errors="replace") for href in linked]
        self._styles = Styles(sheets)
        self._title = " ".join(root.findtext(".//title", "").split())
        for opener in root.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4]//button"):
            opener.tag = "span"  # it opens what stands below it, and is its heading
        etree.strip_elements(root, *_DROPPED, with_tail=False)
        self._body = next(root.iter("body"), root)
        self._looks: dict[html.HtmlElement, ElementLook] = {}
        self._look_inside(root, self._styles.look(root, ElementLook()))
        self._whole = self._weighed()
        self._gone: list[tuple[html.HtmlElement, str]] = []
        self._take_out()
        self._held = self._weighed()

    def _look_inside(self, element: html.HtmlElement, look: ElementLook) -> None:
        """Look at all that is in an element, which itself is seen so."""
        self._looks[element] = look
        for inner in element.iterdescendants():
            self._looks[inner] = self._styles.look(inner, self._looks[inner.getparent()])

    def _take_out(self) -> None:
        """Take out what is not to be seen."""
        most = _HALF * self._whole[self._body]
        for element in [*self._body.iter()]:
            look, light = self._looks[element], self._whole[element] <= most
            if look.gone and light and element is not self._body:
                self._gone.append((element.getparent(), _plain(element)))
                element.drop_tree()
            elif look.gone:
                self._look_inside(element, replace(look, gone=False, visibility=""))

    def _weighed(self) -> dict[html.HtmlElement, int]:
        """Count for each element the letters of its sentences and cells outside links."""
        held: dict[html.HtmlElement, int] = {}
        for element in reversed([*self._root.iter()]):
            held[element] = sum(held[child] for child in element)
            if not held[element] and not _SAYS.inline.fullmatch(element.tag):
                words = _plain(element)
                if _SAYS.sentences.search(words) or self._looks[element].display == "table-cell":
                    held[element] = max(0, len(words) - _linked(element))
        return held

    def share(self, main: html.HtmlElement) -> float:
        """Return which share of all sentences of the page its main text holds."""
        return self._held[main] / max(1, self._whole[self._body]) if self._held[main] else 1.0

    def read(self, main: html.HtmlElement) -> Iterator[Block]:
        """Yield the blocks of the main text."""
        inside = {*main.iter()}
        for around, words in self._gone:
            if around in inside:
                self._leave("hidden", words)
        yield from self.blocks(main)

    def main(self) -> html.HtmlElement:
        """Return the smallest element that holds nearly all of the page's words."""
        main = self._body
        while True:
            least = max(_MOST * self._held[main], _OF_PAGE * self._held[self._body], 1)
            inner = [element for element in main if self._held[element] >= least]
            if not inner or self._is_content(inner[0]):
                return main
            main = inner[0]

    def _is_content(self, element: html.HtmlElement) -> bool:
        """Tell whether an element is a paragraph, a list or a table, not what holds them, as a
        table does that lays a page out."""
        tabled = self._looks[element].display == "table" and element.find(".//table") is None
        return tabled or element.tag in ("p", "ul", "ol")

    def title(self, main: html.HtmlElement) -> str:
        """Return the page's title where the main text does not begin with one."""
        if next(main.iter("h1", "h2"), None) is not None:
            return ""
        named = [*filter(None, map(_plain, self._body.iter("h1", "h2")))]
        own = _SAYS.title_ends.sub("", self._title)
        fitting = (name for name in named if name in own or own in name)
        title = next(filter(None, (*fitting, own, *named)), "")
        begins = re.sub(r"\s", "", _plain(main))[: len(title) + 200]
        nothing = not begins and main.find(".//img") is None
        return "" if nothing or re.sub(r"\s", "", title) in begins else title

    def passed_over(self, main: html.HtmlElement) -> Iterator[str]:
        """Yield sentences that are beside the main text; menus and feet have none."""
        around = {*main.iter(), *main.iterancestors()}
        for element in self._body.iter("p", "div", "td", "li"):
            holds = next(element.iterdescendants("p", "div"), None) is not None
            words = "" if holds or element in around else _plain(element)
            if "。" in words and len(words) > 12 and self._held[element] > len(words) / 2:
                yield words

    def blocks(self, around: html.HtmlElement, number: str = "") -> Iterator[Block]:
        """Yield the blocks inside an element, a number before the first."""
        words = number
        for piece in (*self._pieces(around), None):
            if isinstance(piece, str):
                words += piece
                continue
            line = " ".join(_SAYS.broken_line.sub("", words).split())
            if line and line != number.strip():
                yield Block(line)
                number = ""
            if piece is not None:
                yield replace(piece, text=f"{number}{piece.text}")
                number = ""
            words = number

    def _pieces(self, around: html.HtmlElement) -> Iterator[str | Block | None]:
        """Yield letters, blocks, and None where a line ends."""
        yield from self._letters(around, around.text or "")
        for element in around:
            yield from _PIECES_OF.get(element.tag, _Page._inside)(self, element)
            yield from self._letters(around, element.tail or "")

    def _inside(self, element: html.HtmlElement) -> Iterator[str | Block | None]:
        if self._is_inline(element):
            yield from self._pieces(element)
        else:
            yield from (None, *self._block(element), None)

    def _line_end(self, _element: html.HtmlElement) -> Iterator[None]:
        yield None

    def _frame(self, _element: html.HtmlElement) -> Iterator[str]:
        self.left.setdefault("chunk", []).append("")
        yield ""

    def _is_inline(self, element: html.HtmlElement) -> bool:
        shown = self._looks[element].display
        return bool(_SAYS.inline.fullmatch(element.tag)) and shown in ("", "inline", "inline-block")

    def _letters(self, around: html.HtmlElement, words: str) -> Iterator[str | None]:
        """Yield letters that stand in an element, unless nobody sees them as its words."""
        look = self._looks[around]
        words = raised(words) if look.lifted else words
        if look.struck or look.visibility in ("hidden", "collapse"):
            self._leave("struck" if look.struck else "hidden", words)
        elif look.white_space.startswith("pre"):
            first, *others = words.split("\n")
            yield first
            for line in others:
                yield from (None, line)
        else:
            yield words

    def _leave(self, code: str, words: str) -> None:
        plain = " ".join(words.split())
        if _SAYS.says_something.search(plain):
            self.left.setdefault(code, []).append(plain)

    def _block(self, element: html.HtmlElement) -> Iterator[Block]:
        rows = [*self._rows(element)]
        if rows:
            yield from table_of(self._cells(row) for row in rows)
        elif element.tag == "dl":
            yield from self._told(element)
        elif element.tag in ("ul", "ol"):
            yield from self._list(element)
        elif _leads_away(element) and (
            _leads_away(element.getprevious()) or _leads_away(element.getnext())
        ):
            self._leave("beside", _plain(element))
        elif element.tag not in ("nav", "aside", "header", "footer") or not _is_menu(element):
            yield from self.blocks(element)

    def _told(self, element: html.HtmlElement) -> Iterator[Block]:
        """Yield a list of names with what is told of each: ``申报时间：9月1日起``."""
        term = ""
        for item in element.iter("dt", "dd"):
            if item.tag == "dt":
                term = " ".join(block.text for block in self.blocks(item)).rstrip("：:")
            else:
                yield from self.blocks(item, f"{term}：" if term else "")
                term = ""

    def _list(self, element: html.HtmlElement) -> Iterator[Block]:
        count = number_in(element.get("start"), 1) - 1
        for item in element:
            empty = not re.search(r"\w", _plain(item)) and item.find(".//img") is None
            if empty or _is_menu(item):
                continue
            count = number_in(item.get("value"), count + (item.tag == "li"))
            marked = item.tag != "li" or _MARKED.match(_plain(item))
            yield from self.blocks(item, "" if marked else self._number(element, item, count))

    def _number(self, around: html.HtmlElement, item: html.HtmlElement, count: int) -> str:
        """Return what stands before an item of a list."""
        kind = _KINDS.get(around.get("type", ""), self._looks[item].marker)
        quoted = re.search("[\"'](.+?)[\"']", kind)
        if quoted or re.search("none|disc|circle|square|url", kind):
            return f"{quoted[1]} " if quoted else "• "
        word = next((one for one in kind.split() if one not in ("inside", "outside")), "decimal")
        return f"{printed_number(word, count)}{'.' if word[0] in 'dlu' else '、'}"

    def _rows(self, element: html.HtmlElement) -> Iterator[list[html.HtmlElement]]:
        """Yield the rows of a table, each as its cells: by its tags, by display, or by names."""
        if self._looks[element].display.endswith("table"):
            yield from self._rows_in(element)
        else:
            rows = [[*row] for row in element if self._side_by_side(row)]
            if len(rows) == len(element) > 1 and len({*map(len, rows)}) == 1:
                yield from rows

    def _rows_in(self, table: html.HtmlElement) -> Iterator[list[html.HtmlElement]]:
        for row in table:
            if self._looks[row].display == "table-row":
                yield [*row]
            elif row.tag != "caption":
                yield from self._rows_in(row)

    def _side_by_side(self, row: html.HtmlElement) -> bool:
        """Tell whether an element is a row of cells, though nothing says that it is a table."""
        named = _SAYS.row_named.search(row.get("class", "")) and all(
            _SAYS.cell_named.search(cell.get("class", "")) for cell in row
        )
        shown = self._looks[row].display in ("flex", "table-row")
        return len(row) > 1 and bool(shown or named)

    def _cells(self, cells: list[html.HtmlElement]) -> list[Filled]:
        return [
            (
                [*self.blocks(cell)],
                number_in(cell.get("colspan"), 1),
                number_in(cell.get("rowspan"), 1),
            )
            for cell in cells
        ]

    def _picture(self, element: html.HtmlElement) -> Iterator[str]:
        sizes = (element.get(key, "").rstrip("px") for key in ("width", "height"))
        if not any(number_in(size, _ICON) < _ICON for size in sizes):
            self.left.setdefault("picture", []).append("")
        yield ""


_PIECES_OF: Mapping[str, Callable[[_Page, html.HtmlElement], Iterator[str | Block | None]]] = {
    "br": _Page._line_end, "img": _Page._picture,
    **dict.fromkeys(("iframe", "frame", "object", "embed", "video", "canvas"), _Page._frame),
}  # fmt: skip
"""What reads an element in which nothing is read; others are read inside."""


def _plain(element: html.HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _linked(element: html.HtmlElement) -> int:
    """Return how many letters in an element are links."""
    return sum(len(_plain(anchor)) for anchor in element.iter("a"))


def _is_menu(item: html.HtmlElement) -> bool:
    return _leads_away(item) and not _SAYS.sentences.search(_plain(item))


def _leads_away(item: html.HtmlElement | None) -> bool:
    """Tell whether an element is a link to another page and no more; a file belongs to this one."""
    if item is None:
        return False
    words = _plain(item)
    return bool(words) and _linked(item) >= len(words) * 0.9 and not _FILE.search(words)
