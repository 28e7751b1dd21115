"""What Word draws without writing it: symbols of its own fonts, fields, ticks, chosen entries.

Source:
    ECMA-376, part 1: 17.3.3.30 (sym), 17.16 (fields and the data of forms); the tables of Adobe's
    Symbol and of Microsoft's Wingdings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from zcdesk.notices.document.blocks import number_in
from zcdesk.notices.document.numbering import printed_number
from zcdesk.notices.document.word_parts import child, is_on, said_of, value_of
from zcdesk.resources import table

_SYMBOLS = "notices", "word_symbols.toml"
_LIST = ("ffData", "ddList")
_CIRCLED = re.compile(r"\s*EQ\s[^)]*?\\o\b.*?([\d\u4e00-\u9fa5]{1,2})\s*\)", re.IGNORECASE)
_DRAWN = re.compile(
    r"\s*(?:EQ|SYMBOL|LISTNUM|AUTONUM|AUTONUMLGL|AUTONUMOUT|ADDIN)(?!\S)", re.IGNORECASE
)


def drawn(font: str, code: int) -> str | None:
    """Return the letter that a code stands for in a font of symbols; None where nobody knows."""
    letters: dict[str, str] | None = table(*_SYMBOLS).get(font.lower().strip())
    if letters is not None and (code < 0x100 or 0xF000 <= code < 0xF100):
        return letters.get(f"{code & 0xFF:02X}")
    return chr(code) if 0x20 <= code < 0xD800 or 0xF900 <= code < 0x110000 else None


def in_font(font: str, words: str) -> Iterator[str | None]:
    """Yield the letters of a run; in a font of symbols what they stand for there."""
    known = font.lower().strip() in table(*_SYMBOLS)
    for letter in words:
        yield drawn(font, ord(letter)) if known and not letter.isspace() else letter


def of_form(mark: etree._Element) -> str:
    """Return what a field of a form shows of itself: the chosen entry of a list, a tick."""
    listed = [value_of(one) for one in mark.findall("{*}ffData/{*}ddList/{*}listEntry")]
    if listed:
        chosen = said_of((mark,), *_LIST, "result") or said_of((mark,), *_LIST, "default")
        at = number_in(chosen, 0)
        return "".join(listed[at : at + 1])
    tick = child(mark, "ffData", "checkBox")
    if tick is None:
        return ""
    ticked = is_on((tick,), "checked" if tick.find("{*}checked") is not None else "default")
    return "☑" if ticked else "□"


def of_field(instruction: str) -> str | None:
    """Return what a field shows that keeps no result; None where only Word can tell."""
    circled = _CIRCLED.match(instruction)
    if circled:  # a letter in a circle, as older editors draw it
        digit = circled[1]
        number = printed_number("decimalEnclosedCircle", number_in(digit, 0))
        return number if digit.isdecimal() else digit
    return None if _DRAWN.match(instruction) else ""
