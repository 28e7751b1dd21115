"""The numbers that Word counts itself, as it prints them: 一、, （二）, 1., ①.

Source:
    ECMA-376, part 1, 17.9 and the formats of 17.18.59 that Chinese notices use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from lxml import etree

from zcdesk.notices.document.blocks import number_in
from zcdesk.notices.document.word_parts import NOTHING, child, said_of, value_of
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


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "chinese|taiwaneseCounting|japaneseCounting|ideographDigital"
    "|(?:cjk-ideo|simp|trad|cjk-decimal)": han,
    "decimalEnclosed(?:Circle|Fullstop|Paren)": lambda n: chr(0x245F + n) if n < 21 else str(n),
    "ideographTraditional|cjk-heavenly-stem": lambda n: _STEMS[(n - 1) % 10],
    "ideographZodiac|cjk-earthly-branch": lambda n: _BRANCHES[(n - 1) % 12],
    "upper-?(?:Letter|alpha|latin)": _letters,
    "lower-?(?:Letter|alpha|latin)": lambda n: _letters(n).lower(),
    "upper-?[Rr]oman": _roman,
    "lower-?[Rr]oman": lambda n: _roman(n).lower(),
    "decimalZero|decimal-leading-zero": "{:02d}".format,
}


def printed_number(kind: str, number: int) -> str:
    """Return a number in a format of Word, or of a list on the web; in digits where unknown."""
    known = next((write for pattern, write in _FORMATS.items() if re.match(pattern, kind)), str)
    return known(number) if 0 < number < 100 else str(number)


_BARE_END = re.compile(r"(?<=[0-9A-Za-z])\Z")
"""Where a number has no sign of its own behind it."""


class Numbering:
    """Counts the paragraphs of each list as they come.

    Args:
        root: The part that says how lists count.
        styles: The styles of paragraphs, by their ids.
    """

    def __init__(self, root: etree._Element, styles: dict[str, etree._Element]) -> None:
        self._abstract = {
            value_of(one, "abstractNumId"): one for one in root.findall("{*}abstractNum")
        }
        self._lists = {value_of(one, "numId"): one for one in root.findall("{*}num")}
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def of(self, properties: etree._Element | None, styles: Sequence[etree._Element]) -> str:
        """Return the number before a paragraph; "" without."""
        around = [properties, *(child(style, "pPr") for style in styles)]
        key = said_of(around, "numPr", "numId")
        levels = self._levels(key)
        deep = number_in(said_of(around, "numPr", "ilvl"), self._tied(levels, styles))
        if deep not in levels:
            return ""
        return self._text(levels, deep, self._counted(key, levels, deep))

    @staticmethod
    def _tied(levels: dict[int, etree._Element], styles: Sequence[etree._Element]) -> int:
        """Return the level that is tied to one of the styles, the first where none is."""
        names = [value_of(style, "styleId") for style in styles]
        tied = (at for at, level in levels.items() if value_of(child(level, "pStyle")) in names)
        return next(tied, 0)

    def _levels(self, key: str) -> dict[int, etree._Element]:
        own = self._lists.get(key, NOTHING)
        abstract = self._abstract.get(value_of(child(own, "abstractNumId")), NOTHING)
        link = value_of(child(abstract, "numStyleLink"))
        named = value_of(child(self._styles.get(link), "pPr", "numPr", "numId"))
        if named not in ("", key):
            return self._levels(named)
        levels = (*abstract.findall("{*}lvl"), *own.findall("{*}lvlOverride/{*}lvl"))
        return {_place(level): level for level in levels}

    def _counted(self, key: str, levels: dict[int, etree._Element], deep: int) -> dict[int, int]:
        """Return how far each level has counted, this paragraph included."""
        own = self._lists.get(key, NOTHING)
        abstract = value_of(child(own, "abstractNumId"))
        counts = self._counts.get(abstract, {})
        overrides = (one for one in own.findall("{*}lvlOverride") if _place(one) == deep)
        anew = said_of(overrides, "startOverride")
        if anew and (key, deep) not in self._begun:
            self._begun.add((key, deep))
            counts[deep] = number_in(anew, 1) - 1
        firsts = {at: number_in(value_of(child(levels.get(at, levels[deep]), "start")), 1)
                  for at in range(deep + 1)}  # fmt: skip
        before = {**firsts, deep: firsts[deep] - 1, **counts}
        counts = {at: before[at] for at in firsts} | {deep: before[deep] + 1}
        self._counts[abstract] = counts
        return counts

    @staticmethod
    def _text(levels: dict[int, etree._Element], deep: int, counts: dict[int, int]) -> str:
        level = levels[deep]
        words = value_of(child(level, "lvlText"))
        if value_of(child(level, "numFmt")) == "bullet":
            return f"{words if words.isprintable() else _SYMBOL} ".lstrip()
        legal = child(level, "isLgl") is not None
        for at, count in counts.items():
            kind = value_of(child(levels.get(at), "numFmt"))
            number = "" if kind == "none" else printed_number("" if legal else kind, count)
            words = words.replace(f"%{at + 1}", number)
        return _BARE_END.sub(" ", words)


def _place(level: etree._Element) -> int:
    return number_in(value_of(level, "ilvl"), 0)
