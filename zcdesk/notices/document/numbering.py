"""The numbers that Word counts itself, as it prints them: 一、, （二）, 1., ①.

Source:
    ECMA-376, part 1, 17.9 and the formats of 17.18.59 that Chinese notices use.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from zcdesk.notices.document.word_parts import value_of
from zcdesk.quantities.numerals import han

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_SYMBOL = "•"


def _letters(number: int) -> str:
    return chr(64 + (number - 1) % 26 + 1) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return _TENS[tens % 10] + _ONES[ones]


_FORMATS = (
    (
        re.compile(
            "chinese|taiwaneseCounting|japaneseCounting|ideographDigital|(?:cjk-ideo|simp|trad|cjk-decimal)"
        ),
        han,
    ),
    (
        re.compile("decimalEnclosed(?:Circle|Fullstop|Paren)"),
        lambda n: chr(0x245F + n) if n < 21 else str(n),
    ),
    (re.compile("ideographTraditional|cjk-heavenly-stem"), lambda n: _STEMS[(n - 1) % 10]),
    (re.compile("ideographZodiac|cjk-earthly-branch"), lambda n: _BRANCHES[(n - 1) % 12]),
    (re.compile("upper-?(?:Letter|alpha|latin)"), _letters),
    (re.compile("lower-?(?:Letter|alpha|latin)"), lambda n: _letters(n).lower()),
    (re.compile("upper-?[Rr]oman"), _roman),
    (re.compile("lower-?[Rr]oman"), lambda n: _roman(n).lower()),
    (re.compile("decimalZero|decimal-leading-zero"), lambda n: f"{n:02d}"),
)


def printed_number(kind: str, number: int) -> str:
    """Return a number in a format of Word, or of a list on the web; in digits where unknown."""
    known = next((write for pattern, write in _FORMATS if pattern.match(kind)), str)
    return known(number) if 0 < number < 100 else str(number)


class Numbering:
    """Counts the paragraphs of each list as they come."""

    def __init__(self, root: etree._Element | None, styles: dict[str, etree._Element]) -> None:
        find = root.findall if root is not None else lambda _: []
        self._abstract = {value_of(node, "abstractNumId"): node for node in find("{*}abstractNum")}
        self._lists = {value_of(node, "numId"): node for node in find("{*}num")}
        self._styles = styles
        self._counts: dict[str, list[int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def of(
        self, properties: etree._Element | None, styles: Sequence[etree._Element]
    ) -> tuple[str, int]:
        """Return the number before a paragraph, and how deep its list lies from 1; "" without."""
        around = [properties, *(style.find("{*}pPr") for style in styles)]
        found = [
            number_node
            for each in around
            if each is not None and (number_node := each.find("{*}numPr")) is not None
        ]
        key = next((of for node in found if (of := value_of(node.find("{*}numId"), "val"))), "")
        level = next((of for node in found if (of := value_of(node.find("{*}ilvl"), "val"))), "")
        if not level and styles:  # the level that is tied to the style
            level = self._tied(key, [value_of(style, "styleId") for style in styles])
        deep = int(level) if level.isdecimal() else 0
        return self._counted(key, deep) if key in self._lists and deep < 9 else ("", 0)

    def _tied(self, key: str, styles: Sequence[str]) -> str:
        for level in self._levels(key).values():
            if value_of(level.find("{*}pStyle"), "val") in styles:
                return value_of(level, "ilvl")
        return ""

    def _levels(self, key: str) -> dict[int, etree._Element]:
        own = self._lists.get(key)
        abstract = (
            self._abstract.get(value_of(own.find("{*}abstractNumId"), "val"))
            if own is not None
            else None
        )
        link = value_of(abstract.find("{*}numStyleLink"), "val") if abstract is not None else ""
        if link in self._styles:
            named = value_of(self._styles[link].find("{*}pPr/{*}numPr/{*}numId"), "val")
            if named != key:
                return self._levels(named)
        levels = [*(abstract.findall("{*}lvl") if abstract is not None else ()),
                  *(own.findall("{*}lvlOverride/{*}lvl") if own is not None else ())]  # fmt: skip
        return {int(value_of(level, "ilvl") or 0): level for level in levels}

    def _counted(self, key: str, deep: int) -> tuple[str, int]:
        levels = self._levels(key)
        if deep not in levels:
            return "", 0
        counts = self._counts.setdefault(
            value_of(self._lists[key].find("{*}abstractNumId"), "val"), [0] * 9
        )
        for override in self._lists[key].findall("{*}lvlOverride"):
            start = value_of(override.find("{*}startOverride"), "val")
            at = int(value_of(override, "ilvl") or 0)
            if start.isdecimal() and (key, at) not in self._begun and at == deep:
                self._begun.add((key, at))
                counts[at] = int(start) - 1
        for at in range(deep + 1):
            if not counts[at] or at == deep:
                first = int(value_of(levels.get(at, levels[deep]).find("{*}start"), "val") or 1)
                counts[at] = counts[at] + 1 if counts[at] else first
        counts[deep + 1 :] = [0] * (8 - deep)
        return self._text(levels, deep, counts), deep + 1

    @staticmethod
    def _text(levels: dict[int, etree._Element], deep: int, counts: Sequence[int]) -> str:
        level = levels[deep]
        words = value_of(level.find("{*}lvlText"), "val")
        if value_of(level.find("{*}numFmt"), "val") == "bullet":
            return (
                f"{words if words.isprintable() and words < chr(0xE000) else _SYMBOL} "
                if words
                else ""
            )
        legal = level.find("{*}isLgl") is not None
        for at in range(deep + 1):
            kind = value_of(levels[at].find("{*}numFmt"), "val") if at in levels else "decimal"
            number = (
                "" if kind == "none" else printed_number("decimal" if legal else kind, counts[at])
            )
            words = words.replace(f"%{at + 1}", number)
        return f"{words} " if words[-1:].isascii() and words[-1:].isalnum() else words
