"""A web page as blocks: the main text of a saved page, of an archive of one, or pasted rich text.

Source:
    The main text is the smallest element that holds nearly all sentences of the page, as readers'
    modes of browsers look for it; menus are lists of links without a sentence.
"""

from __future__ import annotations

import email
import email.policy
import plistlib
import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree, html

from zcdesk.notices.document.blocks import Block, BlockKind, Filled, gap, table_of
from zcdesk.notices.document.numbering import han
from zcdesk.resources import Patterns

_SAYS = Patterns("notices/reading.toml", "web")
_STRUCK = frozenset(("s", "strike", "del"))
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_MOST = 0.85
"""Share of a page's sentences that its main text holds at least."""

_ICON = 48
"""Pixels: a smaller picture is an ornament."""


_FRAMED = re.compile(rb"StartHTML:\s*\d+.*?(?=<)", re.DOTALL)


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
    """Yield the blocks of a saved page in one file: MHTML, or Safari's archive.

    Args:
        whole: As of :func:`blocks_of_page`.
    """
    if content.startswith(b"bplist") or b"WebMainResource" in content[:2000]:
        try:
            main = plistlib.loads(content)["WebMainResource"]
            yield from blocks_of_page(bytes(main["WebResourceData"]))
        except (plistlib.InvalidFileException, KeyError, TypeError, ValueError):
            return
        return
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part.get_payload(decode=True)
            assert isinstance(page, bytes)
            charset = part.get_content_charset() or ""
            if charset and not _CHARSET.search(page[:4000]):
                page = f'<meta charset="{charset}">'.encode() + page
            yield from blocks_of_page(page, whole=whole)
            return


def blocks_of_page(content: bytes, whole: bool = False) -> Iterator[Block]:
    """Yield the blocks of a page's main text.

    Args:
        whole: Everything is main text: a part of a document, not a page of a site.
    """
    text = decoded_page(_FRAMED.sub(b"", content, count=1))
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root = html.document_fromstring(
            text, parser=html.HTMLParser(no_network=True, huge_tree=False)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    page = _Page(root)
    main = root if whole else page.main()
    title = "" if whole else page.title(main)
    blocks = [*page.blocks(main)]
    if title:
        yield Block(BlockKind.HEADING, title, 1)
    yield from blocks
    for words in () if whole else page.passed_over(main):
        yield gap("beside", words)
    for code, found in page.left.items():
        yield gap(code, "".join(found), len(found))


class _Page:
    """Walks a page; what does not count is kept by why."""

    def __init__(self, root: html.HtmlElement) -> None:
        self._root = root
        self.left: dict[str, list[str]] = {}
        self._hidden: set[str] = set()
        for style in root.iter("style"):
            for names, rule in _SAYS.rules.findall(style.text or ""):
                if _SAYS.hidden.search(rule):
                    self._hidden |= {one.strip() for one in names.split(",")}
        body = root.find("body")
        self._body = body if body is not None else root
        self._held: dict[html.HtmlElement, int] = {}
        self._weigh(self._body)

    def _drops(self, element: html.HtmlElement) -> bool:
        if not isinstance(element.tag, str) or _SAYS.dropped.fullmatch(element.tag):
            return True
        named = {f".{one}" for one in (element.get("class") or "").split()}
        named |= {f"#{element.get('id')}", *(f"{element.tag}{one}" for one in named)}
        return bool(
            self._hidden & named
            or "hidden" in element.attrib
            or _SAYS.hidden.search(element.get("style") or "")
        )

    def _weigh(self, root: html.HtmlElement) -> None:
        """Count for each element the letters of its sentences and cells outside links."""
        dropped: set[html.HtmlElement] = set()
        for element in root.iter():
            if element.getparent() in dropped or self._drops(element):
                dropped.add(element)
        for element in reversed([*root.iter()]):
            inner = [one for one in element if one not in dropped]
            held = sum(self._held.get(one, 0) for one in inner)
            if element not in dropped and not _SAYS.inline.fullmatch(str(element.tag)) and not held:
                linked = sum(len(_plain(one)) for one in element.iter("a"))
                words = _plain(element)
                says = _SAYS.sentences.search(words) or element.tag in ("td", "th")
                held = max(0, len(words) - linked) if says else 0
            self._held[element] = 0 if element in dropped else held

    def main(self) -> html.HtmlElement:
        """Return the smallest element that holds nearly all of the page's words."""
        main = self._body
        while True:
            inner = [one for one in main if self._held.get(one, 0) >= _MOST * self._held[main]]
            if not inner or (
                inner[0].tag in ("table", "p", "ul", "ol") and not _lays_out(inner[0])
            ):
                return main
            main = inner[0]

    def title(self, main: html.HtmlElement) -> str:
        """Return the page's title where the main text does not begin with one."""
        heads = [one for one in self._body.iter("h1", "h2") if not self._drops(one)]
        inside = {*main.iter()}
        if any(one in inside for one in heads):
            return ""
        named = [_plain(one) for one in heads if _plain(one)]
        found = self._root.find(".//title")
        own = _SAYS.title_ends.sub("", _plain(found)) if found is not None else ""
        title = (
            next((one for one in named if one in own or own in one), "")
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
                self._drops(one) for one in (element, *element.iterancestors())
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
        yield around.text or ""
        for element in around:
            name = element.tag if isinstance(element.tag, str) else ""
            if self._drops(element):
                pass
            elif name == "br":
                yield None
            elif name == "img":
                self._picture(element)
            elif name in ("iframe", "object", "embed", "video", "canvas"):
                self.left.setdefault("chunk", []).append("")
            elif name in _STRUCK or _SAYS.lined.search(element.get("style") or ""):
                self.left.setdefault("struck", []).append(_plain(element))
            elif _SAYS.inline.fullmatch(name):
                yield from self._pieces(element, kind, level)
            else:
                yield None
                yield from self._block(element, name, kind, level)
                yield None
            yield element.tail or ""

    def _block(
        self, element: html.HtmlElement, name: str, kind: BlockKind, level: int
    ) -> Iterator[Block]:
        if name == "table":
            yield from table_of(self._rows(element))
        elif re.fullmatch("h[1-6]", name):
            yield from self.blocks(element, BlockKind.HEADING, int(name[1]))
        elif name in ("ul", "ol"):
            yield from self._list(element, name, level + 1 if kind is BlockKind.ITEM else 1)
        else:
            yield from self.blocks(element, kind, level)

    def _list(self, element: html.HtmlElement, name: str, level: int) -> Iterator[Block]:
        start = element.get("start") or "1"
        count = int(start) - 1 if start.isdecimal() else 0
        style = element.get("style") or ""
        for item in element:
            if self._drops(item):
                continue
            if _is_menu(item):
                continue
            count += item.tag == "li"
            inner = _plain(item)
            marked = re.match(
                r"附|[（(]?[\d一二三四五六七八九十①-⑳]{1,3}[）)、.．]|[①-⑳•●▪·\-]", inner
            )
            number = (
                ""
                if marked or item.tag != "li"
                else "• "
                if name == "ul" or "none" in style
                else f"{count}."
            )
            if number and re.search("cjk|chinese|trad|simp", style):
                number = f"{han(count)}、"
            elif number and element.get("type") in ("a", "A"):
                number = f"{chr(ord(str(element.get('type'))) + count - 1)}."
            yield from self.blocks(item, BlockKind.ITEM, level, number)

    def _rows(self, table: html.HtmlElement) -> Iterator[list[Filled]]:
        for row in table.iter("tr"):
            if next(row.iterancestors("table"), None) is table and not self._drops(row):
                cells = [one for one in row if one.tag in ("td", "th") and not self._drops(one)]
                spans = [(_count(one.get("colspan")), _count(one.get("rowspan"))) for one in cells]
                yield [
                    ([*self.blocks(cell)], *span, False)
                    for cell, span in zip(cells, spans, strict=True)
                ]

    def _picture(self, element: html.HtmlElement) -> None:
        sizes = [str(element.get(key) or "").rstrip("px") for key in ("width", "height")]
        if not any(one.isdecimal() and int(one) < _ICON for one in sizes if len(one) < 6):
            self.left.setdefault("picture", []).append("")


def _count(words: str | None) -> int:
    return max(1, int(words)) if words and words.isdecimal() and len(words) < 4 else 1


def _plain(element: html.HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _lays_out(element: html.HtmlElement) -> bool:
    """Tell whether a table only lays a page out: other tables or many paragraphs are in it."""
    return element.tag == "table" and bool(element.findall(".//table"))


def _is_menu(item: html.HtmlElement) -> bool:
    linked = sum(len(_plain(one)) for one in item.iter("a"))
    words = _plain(item)
    file = re.search(r"附\s*[件表]|\.(?:docx?|xlsx?|pdf|zip|rar|wps)\b", words)
    return (
        bool(words)
        and not file
        and linked >= len(words) * 0.9
        and not _SAYS.sentences.search(words)
    )
