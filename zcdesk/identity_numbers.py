"""The Chinese ID number: eighteen places, a day of birth, a check digit.

Source:
    GB 11643—1999 公民身份号码 (ISO 7064 MOD 11-2).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_FORM = re.compile(r"[1-9][0-9]{16}[0-9X]")
_LABEL = re.compile(r"^\W*(?:居民|公民)?(?:身份证|身份|证件)(?:件)?(?:号码?|编号)?\W*")
_BLANKS = "\u115f\u1160\u3164"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_EARLIEST = date(1900, 1, 1)

COMPARED_FACT = "told_number"
"""A case keeps under this key a number that was compared with the paper: it is there so."""


def plain_number(number: str) -> str:
    """Return a number as typed in plain characters, without its label, marks and blanks.

    Marks that stand for a hidden digit stay, so that the number is told to be none.
    """
    plain = unicodedata.normalize("NFKC", _LABEL.sub("", number)).upper()
    return "".join(
        mark
        for mark in plain
        if mark in "*?_.+□×" or (unicodedata.category(mark)[0] in "LN" and mark not in _BLANKS)
    )


def check_digit(first: str) -> str:
    """Return the eighteenth place that belongs to the first seventeen digits."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first, strict=True))
    return _CHECK_DIGITS[total % 11]


def birth_day(number: str) -> date | None:
    """Return the day of birth that a number of eighteen places tells, or None."""
    try:
        day = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return day if day >= _EARLIEST else None


def is_identity_number(number: str) -> bool:
    """Tell whether a plain number has the form, a possible day of birth and the check digit."""
    return (
        _FORM.fullmatch(number) is not None
        and birth_day(number) is not None
        and check_digit(number[:17]) == number[17]
    )
