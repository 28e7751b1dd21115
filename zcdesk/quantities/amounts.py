"""Amounts as a person types them: a number with what it counts behind it (300元, 5个工作日)."""

from __future__ import annotations

import re

from zcdesk.quantities.numerals import as_number

_COUNTED = re.compile(
    r"\s*(?:个?(?:工作日|小时|天|日|次|字|元|份|页)|(?:work(?:ing )?)?days?|hours?|times?)$"
)
_UNITS = {"工作日": ("工作日", "work"), "天": ("天", "日", "day")}


def as_amount(text: str) -> int | None:
    """Return the number of an amount, of money, time, letters or paper; None where it is none."""
    return as_number(_COUNTED.sub("", text.strip()))


def unit_of(text: str) -> str:
    """Return in what a span of time is counted (工作日, 天, 小时); hours where it does not say."""
    return next((unit for unit, words in _UNITS.items() if any(word in text for word in words)),
                "小时")  # fmt: skip
