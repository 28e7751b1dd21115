"""What Word draws without writing it: symbols of its own fonts, fields, ticks, chosen entries.

Source:
    ECMA-376, part 1: 17.3.3.30 (sym), 17.16 (fields and the data of forms); the tables of Adobe's
    Symbol and of Microsoft's Wingdings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from zcdesk.notices.document.word_parts import child, value_of
from zcdesk.resources import table

_SYMBOLS = "notices", "word_symbols.toml"
_CIRCLED = re.compile(r"\\o\b.*?([\d\u4e00-\u9fa5]{1,2})\s*\)", re.IGNORECASE)
_QUOTED = re.compile(r"\"([^\"]*)\"|(\S+)")


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


def of_form(data: etree._Element | None) -> str:
    """Return what a field of a form shows of itself: the chosen entry of a list, a tick."""
    entries, tick = child(data, "ddList"), child(data, "checkBox")
    if entries is not None:
        listed = [value_of(entry) for entry in entries.iter("{*}listEntry")]
        chosen = child(entries, "result")
        place = value_of(chosen if chosen is not None else child(entries, "default")) or "0"
        return listed[int(place)] if place.isdecimal() and int(place) < len(listed) else ""
    if tick is not None:
        state = child(tick, "checked")
        state = state if state is not None else child(tick, "default")
        off = state is None or value_of(state) in ("0", "false", "off")
        return "□" if off else "☑"
    return ""


def of_field(instruction: str) -> str | None:
    """Return what a field shows that keeps no result; None where only Word can tell."""
    words = [quoted or other for quoted, other in _QUOTED.findall(instruction)]
    kind = words[0].upper() if words else ""
    if kind == "EQ":
        circled = _CIRCLED.search(instruction)
        if circled:  # a letter in a circle, as older editors draw it
            digit = circled[1]
            known = digit.isdecimal() and 0 < int(digit) < 21
            return chr(0x245F + int(digit)) if known else digit
    shows = ("EQ", "SYMBOL", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "ADDIN")
    return None if kind in shows else ""
