"""What Word draws without writing it: symbols of its own fonts, fields, ticks, chosen entries.

Source:
    ECMA-376, part 1: 17.3.3.30 (sym), 17.16 (fields and the data of forms); the tables of Adobe's
    Symbol and of Microsoft's Wingdings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from zcdesk.notices.document.word_parts import child, value_of


def _circled(first: int, start: int) -> dict[int, str]:
    return {first + at: chr(start + at) for at in range(10)}


_SYMBOL = {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB7: "•", 0xAE: "→", 0xB9: "≠", 0xBB: "≈",
           0xB8: "÷", 0xB0: "°", 0xD7: "·", 0xA5: "∞", 0xDE: "⇒", 0x2D: "−", 0xA2: "′", 0xB2: "″",
           0x61: "α", 0x62: "β", 0x67: "γ", 0x6D: "μ", 0x70: "π", 0x53: "Σ", 0xD0: "∠", 0xC6: "∅",
           0x3C: "<", 0x3E: ">", 0x3D: "=", 0x2B: "+", 0x25: "%"}  # fmt: skip
_WINGDINGS = {0xFE: "☑", 0x52: "☑", 0xFD: "☒", 0xA8: "□", 0x6F: "□", 0xA3: "□", 0x71: "□",
              0x72: "□", 0xFC: "√", 0xFB: "×", 0xB7: "•", 0xD8: "➢", 0xE0: "→", 0xE8: "→",
              0x6C: "●", 0x6D: "○", 0x6E: "■", 0x75: "◆", 0x76: "❖", 0xAB: "★", 0xB6: "☆",
              0x9F: "•", 0xA7: "▪", 0x28: "☎", 0x2A: "✉", 0xA1: "○", 0x80: "⓪", 0x8B: "⓿",
              **_circled(0x81, 0x2460), **_circled(0x8C, 0x2776)}  # fmt: skip
_WINGDINGS_2 = {0x50: "√", 0x4F: "×", 0x52: "☑", 0x54: "☒", 0x53: "☒", 0xA3: "□", 0x2A: "□",
                0x69: "⓪", **_circled(0x6A, 0x2460), **_circled(0x76, 0x2776)}  # fmt: skip
_FONTS: Mapping[str, Mapping[int, str]] = {
    "symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2,
    "wingdings 3": {0x7D: "▶", 0xC6: "→"}, "webdings": {0x61: "√", 0x63: "□", 0x72: "×"},
}  # fmt: skip
_CIRCLED = re.compile(r"\\o\b.*?([\d\u4e00-\u9fa5]{1,2})\s*\)", re.IGNORECASE)
_QUOTED = re.compile(r"\"([^\"]*)\"|(\S+)")


def drawn(font: str, code: int) -> str | None:
    """Return the letter that a code stands for in a font of symbols; None where nobody knows."""
    table = _FONTS.get(font.lower().strip())
    if table is not None and (code < 0x100 or 0xF000 <= code < 0xF100):
        return table.get(code & 0xFF)
    return chr(code) if 0x20 <= code < 0xD800 or 0xF900 <= code < 0x110000 else None


def in_font(font: str, words: str) -> Iterator[str | None]:
    """Yield the letters of a run; in a font of symbols what they stand for there."""
    known = font.lower().strip() in _FONTS
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
