"""What a person types or pastes, letter by letter: cleaned of all that nobody sees.

Text from a web page, a PDF or a Word file carries marks of direction, joiners, selectors of a
glyph, blanks of every width and radicals that only look like letters. In a word they part letters
that belong together, or are none of its letters.
"""

from __future__ import annotations

import html
import re
import tomllib
import unicodedata
from functools import cache, lru_cache

from zcdesk.names.arabic_letters import is_arabic
from zcdesk.resources import resource

_STRETCH = "\u0640"
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u3164\uffa0")
"""Letters and marks that show nothing; selectors of a glyph stand in two blocks of their own."""

_KEPT = frozenset("（）【】〔〕［］｛｝《》〈〉「」『』“”‘’，：；！？…")
"""Full-width marks, which stay as they were typed: a legal name is printed with its brackets."""

_ENTITY = re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_TAG = re.compile(r"</?(?:br|p|b|i|u|em|strong|span|div|td|tr|font|a)\b[^<>]*>", re.IGNORECASE)

_DOT_NAME = re.compile(
    r"\b(?:DOT|STOP|BULLET|HYPHEN|DASH|MINUS|PERIOD|LEADER|TELEIA|BLACK CIRCLE|RING OPERATOR"
    r"|IDEOGRAPHIC COMMA|DEGREE|INTERPUNCT|HYPHENATION|ELLIPSIS|HORIZONTAL BAR|RING ABOVE)\b"
)
FIGURES = r"\dⅠ-ⅿ①-⓿"
"""Inside of a class of a regular expression: figures of all kinds."""

_DOTS_BY_SIGHT = frozenset("ꞏーｰㆍᆞ᛫⸱")
"""Letters and marks whose names do not say that people use them as a dot or a dash."""


@cache
def typed_words() -> dict[str, list[str]]:
    """Return the tables of what people type beside a word, by kind."""
    text = resource("characters", "typed_words.toml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)
    return table


@cache
def _radicals() -> dict[int, str]:
    pairs = "".join(typed_words()["radicals"])
    return {ord(radical): letter for radical, letter in zip(pairs[::2], pairs[1::2], strict=True)}


def without_invisible(text: str) -> str:
    """Return a text as it shows: without invisible marks, in plain width, with single spaces.

    What a web page leaves (``&nbsp;``, ``<br>``) goes too; letters of compatibility blocks and
    radicals become the letters that they show, presentation forms of the Arabic script as well.
    Full-width brackets and marks stay as they are.
    """
    text = "".join(letter for letter in text if letter.isspace() or not _is_invisible(letter))
    if _ENTITY.search(text):
        text = html.unescape(text)
    text = unicodedata.normalize("NFC", _TAG.sub(" ", text))
    shown = "".join(" " if letter.isspace() else letter for letter in text)
    shown = "".join(letter for letter in shown if not _is_invisible(letter))
    plain = "".join(map(_plain, shown)).translate(_radicals())
    return " ".join(_without_loose_marks(unicodedata.normalize("NFC", plain)).split())


def is_dot(letter: str) -> bool:
    """Tell whether a character is a dot, a dash or a stop, as people type the one in a name."""
    return letter in _DOTS_BY_SIGHT or _named_a_dot(letter)


@lru_cache(1 << 12)
def _named_a_dot(letter: str) -> bool:
    name = unicodedata.name(letter, "")
    return not letter.isalnum() and "RADICAL" not in name and bool(_DOT_NAME.search(name))


def _is_invisible(letter: str) -> bool:
    if letter == _STRETCH or letter in _BLANKS or "\ufe00" <= letter <= "\ufe0f":
        return True
    category = unicodedata.category(letter)
    return category in ("Cf", "Cc", "Me", "Cs") or "\U000e0100" <= letter <= "\U000e01ef"


def _plain(letter: str) -> str:
    if letter in _KEPT or is_dot(letter) or unicodedata.category(letter) in ("Nl", "No"):
        return letter  # Ⅱ is no letter, and ④ stands before a word, not in it
    return unicodedata.normalize("NFKC", letter)


def _without_loose_marks(text: str) -> str:
    """Return a text without marks that belong to no letter which has any: a line through 赵."""
    kept: list[str] = []
    for letter in text:
        if unicodedata.category(letter) == "Mn":
            before = kept[-1] if kept else " "
            if not (is_arabic(before) or unicodedata.name(before, "").startswith(("LA", "CY"))):
                continue
        kept.append(letter)
    return "".join(kept)
