"""Numbers as people write them, in one grammar: 1,500, 1.5万, 二〇二四, 一千五百, 贰拾, 廿三."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

HAN_DIGITS = "〇零○一二三四五六七八九"
"""What is in the brackets of a pattern for a digit of 二〇二四; ○ is how many type the zero."""

HAN_ORDINALS = "一二三四五六七八九十"
"""The same for the number of a heading: 一、 (十二)."""

HAN_NUMERALS = f"{HAN_DIGITS}两十廿卅百千万壹贰\u8cb3叁\u53c3肆伍陆\u9678柒捌玖拾佰仟萬"
"""The same for a count, in the capitals of money and vouchers too; letters that
no font of ours has are written by code."""

ITEM_NUMBER = re.compile(rf"^[（(]?[\d{HAN_ORDINALS}]+[）).、．]\s*")
"""The number before an item of a list: （三）, 3. or 十二、."""

_ONE_DIGIT = [
    "〇零○",
    "一壹",
    "二两俩贰\u8cb3",
    "三仨叁\u53c3",
    "四肆",
    "五伍",
    "六陆\u9678",
    "七柒",
    "八捌",
    "九玖",
]
_IN_DIGITS = {
    ord(letter): str(digit) for digit, letters in enumerate(_ONE_DIGIT) for letter in letters
} | str.maketrans("０１２３４５６７８９拾佰仟萬，", "0123456789十百千万,")
_PRINTED_DIGITS = str.maketrans("０１２３４５６７８９〇○零壹贰叁肆柒捌玖", "01234567890001234789")
"""Letter for letter in a whole text. 一 to 九 are words as well, and 伍 and 陆 people's names."""

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Figures above the line: marks of notes and powers. None is a figure of the number before it."""

MARK = "\u2009"
"""In place of the mark of a note: a blank like any, but none behind which a list's item begins."""

_TO_RAISED = str.maketrans("0123456789", RAISED)
_FROM_RAISED = str.maketrans(RAISED, "0123456789")
_MARKS = rf"[{RAISED}]+(?:[,，、–-][{RAISED}]+)*"
_NOTE_MARKS = re.compile(
    rf"(?<![A-Za-zΑ-ω{RAISED}])(?<!(?<!\d)10)(?:[\[(（〔⁽]注?{_MARKS}[\])）〕⁾]|{_MARKS})"
    r"|(?<=\d)(?:[①-⑳]+|[*＊※†]+(?=[\u4e00-\u9fff]))"
)
"""72¹, 400 ⁽²⁾, 5①, 30*: but m² and 10³ are no notes, and what follows 10 may be either."""

_SEVERAL = re.compile("[一二两三四五六七八九]{2,3}")  # 三四天 are three or four; 一九九八 is a year
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_BELOW_TEN_THOUSAND = re.compile(
    r"(?:([1-9])千)?(?:0?([1-9])百)?(?:(0?[1-9]?)十)?(?:(?<=[千百])([1-9])|0?([1-9]))?"
)
_TEN_THOUSAND = 10_000


def as_number(text: str) -> int | None:
    """Return the whole number that a text is, or None: 三四 is one of two, 百 and 第三 are none.

    A digit behind a unit counts the next lower one: 一百五 is 150, 一万二 is 12000.
    """
    text = text.strip()
    if len(text) == 1 and unicodedata.category(text) == "No" and text not in RAISED:  # ① ⑴ ❶ ㈠
        return int(unicodedata.numeric(text))
    if _SEVERAL.fullmatch(text):
        return None
    plain = text.translate(_IN_DIGITS).replace("廿", "2十").replace("卅", "3十")
    head, unit, rest = plain.partition("万")
    if not unit:
        return _below_ten_thousand(plain)
    if re.fullmatch(r"\d+\.\d+", head):
        value = Decimal(head) * _TEN_THOUSAND
        return int(value) if not rest and value == int(value) else None
    many, ones = _below_ten_thousand(head), _below_ten_thousand(rest or "0")
    if many is None or ones is None:
        return None
    return many * _TEN_THOUSAND + (ones * 1000 if re.fullmatch("[1-9]", rest) else ones)


def as_count(text: str) -> int:
    """Return the number that a text is; 0 for none."""
    return as_number(text) or 0


def _below_ten_thousand(text: str) -> int | None:
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    if text.isascii() and text.isdecimal():
        return int(text)
    parts = _BELOW_TEN_THOUSAND.fullmatch(text)
    if not parts or not text:
        return None
    thousands, hundreds, tens, next_lower, ones = parts.groups()
    lower = 100 if hundreds is None else 10  # 三千五 and 一百五
    value = 1000 * int(thousands or 0) + 100 * int(hundreds or 0) + int(ones or 0)
    tens_counted = 0 if tens is None else int(tens.lstrip("0") or 1)
    return value + 10 * tens_counted + lower * int(next_lower or 0)


def plain_digits(text: str) -> str:
    """Return a text with full-width digits and 〇 as plain digits; its length stays.

    The marks of notes are blank in it, as in :func:`without_marks`.
    """
    return without_marks(text.translate(_PRINTED_DIGITS))


def raised(text: str) -> str:
    """Return a text that stands above the line, its digits as raised ones."""
    return text.translate(_TO_RAISED)


def flat(text: str) -> str:
    """Return a text whose raised digits stand on the line, as they may be read."""
    return text.translate(_FROM_RAISED)


def without_marks(text: str) -> str:
    """Return a text whose marks of notes are :data:`MARK`; its length stays."""
    return _NOTE_MARKS.sub(lambda found: MARK * len(found[0]), text)


def digit_by_digit(text: str) -> str:
    """Return a text with each Han digit as a plain one: 二〇一团 is 201团."""
    return text.translate(_IN_DIGITS)


def han_digits(number: str) -> str:
    """Return a number's digits in Han, one by one: 201 is 二〇一."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in number)


def han(number: int) -> str:
    """Return a number up to 99 in Chinese as it is counted: 12 is 十二, 20 is 二十."""
    tens, ones = divmod(number, 10)
    head = f"{han_digits(str(tens)) if tens > 1 else ''}十" if tens else ""
    return head + (han_digits(str(ones)) if ones or not tens else "")
