"""How a page's own style sheets make its elements look: seen, struck, in rows, counted.

Source:
    CSS 2.2: 6.4 (the cascade), 9.2.4 (display), 9.4.3 and 10.8.1 (lifted letters), 12 (generated
    content, counters, lists);
    the HTML standard, 15.3 (what is not rendered).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import html

from zcdesk.notices.document.numbering import printed_number
from zcdesk.quantities.numerals import raised
from zcdesk.resources import Patterns

_SAYS = Patterns("notices/reading.toml", "web_styles", "web")
_MOST_LETTERS = 2_000_000
"""Letters of all style sheets of a page that are looked at."""

_NEAR = 40
"""Steps of one colour (of 255) by which ink and ground differ where nobody sees it."""

_LONGEST_MARK = 8
"""Letters of what stands above its line and is a mark; more of them are a line that was moved."""

_LIFTS = ("vertical-align", "font-size", "position", "top", "bottom", "font-variant-position")
_BY_TAG: Mapping[str, str] = {
    "s": "text-decoration: line-through", "strike": "text-decoration: line-through",
    "del": "text-decoration: line-through", "pre": "white-space: pre", "xmp": "white-space: pre",
    "textarea": "white-space: pre", "noscript": "display: none", "template": "display: none",
    "dialog": "display: none", "table": "display: table", "tr": "display: table-row",
    "td": "display: table-cell", "th": "display: table-cell", "ol": "list-style: decimal",
    "ul": "list-style: disc",
}  # fmt: skip
"""What a browser does with an element that no style sheet speaks of."""

_ROLES = {"table": "table", "grid": "table", "row": "table-row", "cell": "table-cell",
          "gridcell": "table-cell", "columnheader": "table-cell",
          "rowheader": "table-cell"}  # fmt: skip

Selector = tuple[tuple[str, frozenset[str], str], ...]
"""Compounds from the last to the first: tag, classes, id."""


@dataclass(frozen=True)
class ElementLook:
    """How an element is seen.

    Attributes:
        gone: It and all in it take no room, or are not to be seen for other reasons.
        unseen: Its own letters are not seen; an element inside may be.
        display: The word of CSS, "" for the usual.
        kept_lines: Ends of lines of its source are ends of lines.
        ink: Its colour, red green blue; ``ground`` what lies below, None where nobody knows.
        small: Its letters are too small to be seen.
        lifted: It stands above its line: a mark, no figure of the number before it.
    """

    gone: bool = False
    hidden: bool = False
    struck: bool = False
    small: bool = False
    lifted: bool = False
    display: str = ""
    kept_lines: bool = False
    ink: tuple[int, ...] = (0, 0, 0)
    ground: tuple[int, ...] | None = (255, 255, 255)
    marker: str = ""

    @property
    def unseen(self) -> bool:
        """Its own letters are not seen."""
        same = self.ground is not None and max(
            abs(shade - other) for shade, other in zip(self.ink, self.ground, strict=True)
        ) < _NEAR  # fmt: skip
        return self.gone or self.hidden or self.small or same


class Styles:
    """What the style sheets of a page say of each of its elements.

    Args:
        sheets: Their texts.
        unread: There are others, which nobody could read.
    """

    def __init__(self, sheets: Iterable[str], *, unread: bool) -> None:
        self._rules: dict[str, list[tuple[tuple[int, ...], Selector, dict[str, str], str]]] = {}
        self._unread = unread
        self._counts: dict[str, int] = {}
        text = "\n".join(sheets)[:_MOST_LETTERS]
        for at, (names, rule) in enumerate(_SAYS.rules.findall(_unwrapped(text))):
            said = _declared(rule)
            for name in names.split(",") if said else ():
                self._add(name.strip(), said, at)

    def look(self, element: html.HtmlElement, around: ElementLook) -> ElementLook:
        """Return how an element inside another is seen."""
        said = self.of(element)
        display = said.get("display", "")
        ink, ground = said.get("color", ""), said.get("background", "")
        lined = said.get("text-decoration", "")
        white = said.get("white-space", "")
        visible = said.get("visibility", "")
        size = said.get("font-size", "")
        own = replace(
            around,
            gone=around.gone or _is_gone(element, said),
            hidden=visible in ("hidden", "collapse") if visible else around.hidden,
            struck=around.struck or "line-through" in lined,
            small=bool(_SAYS.no_size.match(size)) if size else around.small,
            lifted=around.lifted or _is_lifted(element, said),
            display=display or _ROLES.get(str(element.get("role")), ""),
            kept_lines=white.startswith("pre") if white else around.kept_lines,
            ink=_colour(ink) or around.ink,
            marker=said.get("list-style") or around.marker,
        )
        if ground and not _SAYS.nothing.match(ground):
            own = replace(own, ground=None if _SAYS.pictured.search(ground) else _colour(ground))
        elif (self._unread and "class" in element.attrib) or element.get("background"):
            own = replace(own, ground=None)  # its ground may be in a sheet that is not here
        return own

    def of(self, element: html.HtmlElement, pseudo: str = "") -> dict[str, str]:
        """Return what is said of an element, or of what stands before it, the strongest last."""
        tag = str(element.tag)
        keys = (tag, "*", *(f".{word}" for word in (element.get("class") or "").split()),
                f"#{element.get('id')}")  # fmt: skip
        rules = [
            (strength, said)
            for key in keys for strength, selector, said, of in self._rules.get(key, ())
            if of == pseudo and _matches(element, selector)
        ]  # fmt: skip
        said = {} if pseudo else _declared(_BY_TAG.get(tag, ""))
        for _, more in sorted(rules, key=lambda one: one[0]):
            said |= more
        own = "" if pseudo else f"{_of_attributes(element)};{element.get('style') or ''}"
        return said | _declared(own)

    def before(self, element: html.HtmlElement) -> str:
        """Return the letters that a sheet puts before an element; to be asked in their order."""
        shown = self.of(element, "before")
        for said in (self.of(element), shown):
            for name, start in _SAYS.counters.findall(said.get("counter-reset", "")):
                self._counts[name] = int(start or 0)
            for name, by in _SAYS.counters.findall(said.get("counter-increment", "")):
                self._counts[name] = self._counts.get(name, 0) + int(by or 1)
        words = "".join(self._generated(shown.get("content", "")))
        return raised(words) if _is_lifted(element, shown) else words

    def _generated(self, content: str) -> Iterator[str]:
        for words, name, kind in _SAYS.generated.findall(content):
            letters = words[1:-1] if words else ""
            if name:
                letters = printed_number(kind or "decimal", self._counts.get(name, 0))
            yield _SAYS.escaped.sub(lambda found: chr(int(found[1], 16) % 0x110000), letters)

    def _add(self, name: str, said: dict[str, str], at: int) -> None:
        pseudo = "before" if re.search("::?before$", name) else ""
        plain = re.sub("::?before$", "", name)
        compounds = [_compound(piece) for piece in reversed(re.split(r"[\s>]+", plain)) if piece]
        known = [compound for compound in compounds if compound is not None]
        if not known or len(known) < len(compounds):
            return
        tag, classes, named = known[0]
        key = f"#{named}" if named else f".{min(classes)}" if classes else tag
        strength = (
            sum(bool(compound[2]) for compound in known),
            sum(len(compound[1]) for compound in known),
            sum(compound[0] != "*" for compound in known),
            at,
        )
        self._rules.setdefault(key, []).append((strength, tuple(known), said, pseudo))


def _unwrapped(text: str) -> str:
    """Return a sheet without remarks and without what is for paper or small screens alone."""
    text = _SAYS.remarks.sub("", text)
    return _SAYS.media_open.sub("", _SAYS.media_others.sub("", text))


def _declared(rule: str) -> dict[str, str]:
    """Return what a rule says that is of use here, shorthands by their chief part."""
    said: dict[str, str] = {}
    for name, value in _SAYS.declared.findall(rule):
        plain = _SAYS.shorthand.sub("", name.lower())
        said[plain] = value.strip() if plain == "content" else value.strip().lower()
    return said


def _compound(words: str) -> tuple[str, frozenset[str], str] | None:
    """Return tag, classes and id of a part of a selector; None for one that asks for more."""
    match = _SAYS.compound.fullmatch(words)
    if not match:
        return None
    marks = re.findall(r"([.#])([^.#]+)", match[2])
    named = [name for mark, name in marks if mark == "#"]
    classes = frozenset(name for mark, name in marks if mark == ".")
    return (match[1] or "*").lower(), classes, named[0] if named else ""


def _matches(element: html.HtmlElement | None, selector: Selector) -> bool:
    for at, (tag, classes, named) in enumerate(selector):
        while element is not None and not (
            tag in ("*", element.tag) and classes <= {*(element.get("class") or "").split()}
            and named in ("", element.get("id"))
        ):  # fmt: skip
            if at == 0:
                return False
            element = element.getparent()
        if element is None:
            return False
        element = element.getparent()
    return True


def _of_attributes(element: html.HtmlElement) -> str:
    """Return what older attributes say, as a style would."""
    ground, ink = element.get("bgcolor"), element.get("color")
    return f"background:{ground or 'none'};" * bool(ground) + f"color:{ink};" * bool(ink)


def _is_gone(element: html.HtmlElement, said: Mapping[str, str]) -> bool:
    shown = element.get("open") is not None or element.get("shadowrootmode") is not None
    none = said.get("display", "").startswith("none") and not (
        shown and element.tag in ("dialog", "template")
    )
    aside = any(_SAYS.far_away.match(said.get(name, "")) for name in ("left", "top", "text-indent"))
    flat = "hidden" in said.get("overflow", "") and bool(
        _SAYS.no_size.match(said.get("height", "auto"))
    )
    return bool(
        none or aside or flat or "hidden" in element.attrib
        or element.get("aria-hidden") == "true" or said.get("mso-hide") == "all"
        or _SAYS.no_size.match(said.get("opacity", "1"))
    )  # fmt: skip


def _is_lifted(element: html.HtmlElement, said: Mapping[str, str]) -> bool:
    stands = ";".join(said.get(name, "") for name in _LIFTS)
    inline = _SAYS.inline.fullmatch(str(element.tag))
    lifted = element.tag == "sup" or (inline and _SAYS.lifted.search(stands))
    return bool(lifted) and len("".join(element.itertext())) <= _LONGEST_MARK


def _colour(words: str) -> tuple[int, ...] | None:
    """Return a colour as red, green and blue; None for one that is not plain."""
    plain = words.split("!")[0].strip().lower()
    match = _SAYS.hexadecimal.search(plain)
    if match:
        digits = match[1] if len(match[1]) > 4 else "".join(digit * 2 for digit in match[1])
        return tuple(int(digits[at : at + 2], 16) for at in (0, 2, 4))
    parts = _SAYS.parts_of_colour.search(plain)
    if parts:
        clear = parts[4] is not None and float(parts[4]) == 0
        return None if clear else tuple(min(int(float(group)), 255) for group in parts.groups()[:3])
    named = {"white": (255,) * 3, "black": (0,) * 3, "red": (255, 0, 0), "snow": (255, 250, 250),
             "whitesmoke": (245,) * 3, "ivory": (255, 255, 240)}  # fmt: skip
    return next((colour for name, colour in named.items() if name in plain.split()), None)
