"""How elements of a page look: what its attributes, tags and plain style rules say of them.

No cascade: of a style sheet count rules by tag, class and id, of an element and of what is around
it; the later one wins, and an element's own style beats them. Letters below other rules are read as
shown, and letters in the colour of their ground as letters.

Source:
    CSS 2.2: 9.2.4 (display), 10.8.1 (lifted letters), 12.5 (lists);
    the HTML standard, 15.3 (what is not rendered).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lxml import html

from zcdesk.resources import Patterns, table

_SAYS = Patterns("notices/documents.toml", "web_styles", "web")
_MOST_LETTERS = 2_000_000
"""Letters of all style sheets of a page that are looked at."""

_LONGEST_MARK = 8
"""Letters of what stands above its line and is a mark; more of them are a line that was moved."""

_LIFTS = ("vertical-align", "font-size", "position", "top", "bottom", "font-variant-position")
_BY_TAG = table("web_styles.toml")["by_tag"]
"""What a browser does with an element that no style sheet speaks of."""

_ROLES = table("web_styles.toml")["roles"]


Marks = frozenset[str]
"""Tag, classes (``.c``) and id (``#i``) of an element, or of those that a rule asks for."""


@dataclass(frozen=True)
class ElementLook:
    """How an element is seen.

    Attributes:
        gone: It and all in it take no room, or are not to be seen for other reasons.
        visibility: The word of CSS: its own letters may be unseen and those of an element inside
            seen.
        display: The word of CSS, "" for the usual.
        white_space: The word of CSS: ends of lines of its source may be ends of lines.
        lifted: It stands above its line: a mark, no figure of the number before it.
        marker: What stands before the items of a list.
    """

    gone: bool = False
    visibility: str = ""
    struck: bool = False
    lifted: bool = False
    display: str = ""
    white_space: str = ""
    marker: str = ""


class Styles:
    """What the style sheets of a page, given by their texts, say of each of its elements."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._rules: dict[str, list[tuple[list[Marks], int, dict[str, str]]]] = {}
        text = _SAYS.remarks.sub("", "\n".join(sheets)[:_MOST_LETTERS])
        text = _SAYS.media_open.sub("", _SAYS.media_others.sub("", text))
        for at, (names, rule) in enumerate(_SAYS.rules.findall(text)):
            for name in names.split(",") if (said := _declared(rule)) else ():
                parts = name.replace(">", " ").split()
                marks = [frozenset(_SAYS.marks.findall(part)) for part in reversed(parts)]
                if sum(len(one) for part in marks for one in part) == sum(map(len, parts)) > 0:
                    self._rules.setdefault(min(marks[0]), []).append((marks, at, said))

    def look(self, element: html.HtmlElement, around: ElementLook) -> ElementLook:
        """Return how an element inside another is seen."""
        said = self.of(element)
        return replace(
            around,
            gone=around.gone or _is_gone(element, said),
            visibility=said.get("visibility", around.visibility),
            struck=around.struck or "line-through" in said.get("text-decoration", ""),
            lifted=around.lifted or _is_lifted(element, said),
            display=said.get("display", _ROLES.get(element.get("role", ""), "")),
            white_space=said.get("white-space", around.white_space),
            marker=said.get("list-style", around.marker),
        )

    def of(self, element: html.HtmlElement) -> dict[str, str]:
        """Return what is said of an element, the strongest last."""
        marks = _marks(element)
        rules = [
            rule for mark in marks for rule in self._rules.get(mark, ())
            if rule[0][0] <= marks and all(
                any(part <= _marks(around) for around in element.iterancestors())
                for part in rule[0][1:]
            )
        ]  # fmt: skip
        said = _declared(_BY_TAG.get(str(element.tag), ""))
        for _, _, more in sorted(rules, key=lambda one: one[1]):
            said |= more
        return said | _declared(element.get("style") or "")


def _marks(element: html.HtmlElement) -> Marks:
    """Return by what rules can name an element: its tag, classes and id."""
    classes = (element.get("class") or "").split()
    return frozenset(
        (str(element.tag), "*", f"#{element.get('id')}", *(f".{one}" for one in classes))
    )


def _declared(rule: str) -> dict[str, str]:
    """Return what a rule says that is of use here, shorthands by their chief part."""
    return {
        _SAYS.shorthand.sub("", name.lower()): value.strip().lower()
        for name, value in _SAYS.declared.findall(rule)
    }


def _is_gone(element: html.HtmlElement, said: Mapping[str, str]) -> bool:
    shown = element.get("open") is not None and element.tag == "dialog"
    none = said.get("display", "").startswith("none") and not shown
    unseen = said.get("mso-hide") == "all" or said.get("opacity") in ("0", "0.0")
    return none or unseen or "hidden" in element.attrib or element.get("aria-hidden") == "true"


def _is_lifted(element: html.HtmlElement, said: Mapping[str, str]) -> bool:
    stands = ";".join(said.get(name, "") for name in _LIFTS)
    inline = _SAYS.inline.fullmatch(str(element.tag))
    lifted = element.tag == "sup" or (inline and _SAYS.lifted.search(stands))
    return bool(lifted) and len("".join(element.itertext())) <= _LONGEST_MARK
