"""Amounts as a person types them: a number with what it counts behind it (300元, 5个工作日)."""

from __future__ import annotations

import re

from zcdesk.quantities.numerals import as_number

_COUNTED = re.compile(r"个?(?:工作日|小时|天|日|次|字|元|份|页)$")


def as_amount(text: str) -> int | None:
    """Return the number of an amount, of money, time, letters or paper; None where it is none."""
    return as_number(_COUNTED.sub("", text.strip()))
