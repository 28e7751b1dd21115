"""The Chinese ID number: eighteen places, a day of birth, a check digit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from zcdesk.checks.states import CaseFinding
from zcdesk.findings import error, warning

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"


def id_number_findings(number: str, today: date, born: date | None = None) -> Iterator[CaseFinding]:
    """Yield what is wrong with an ID number; nothing for an empty one.

    Args:
        number: As typed; spaces and full-width digits do not count.
        today: Nobody is born later.
        born: Day of birth as the form has it, or None.

    Source:
        GB 11643—1999 公民身份号码 (ISO 7064 MOD 11-2).
    """
    plain = "".join(unicodedata.normalize("NFKC", number).split()).upper()
    if not plain:
        return
    if re.fullmatch(r"[0-9]{15}", plain):
        yield CaseFinding(warning("check.id_number_old"))
        return
    if not re.fullmatch(r"[0-9]{17}[0-9X]", plain):
        yield CaseFinding(error("check.id_number_form", count=len(plain)))
        return
    day = _birth(plain)
    if day is None or not date(1900, 1, 1) <= day <= today:
        yield CaseFinding(error("check.id_number_birth"))
    elif born is not None and born != day:
        yield CaseFinding(error("check.id_number_other_birth"))
    if plain[-1] != check_digit(plain[:17]):
        yield CaseFinding(error("check.id_number_digit"))


def check_digit(first: str) -> str:
    """Return the eighteenth place that belongs to the first seventeen digits."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first, strict=True))
    return _CHECK_DIGITS[total % 11]


def _birth(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
