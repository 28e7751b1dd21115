"""The rows of a list that are other people's: what stands in one line with their ID numbers."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from zcdesk.geometry import Box
from zcdesk.identity_numbers import is_identity_number
from zcdesk.names.spellings import folded, simplified
from zcdesk.reading.line import Reading
from zcdesk.sorting.page_rows import Row, page_rows
from zcdesk.sorting.proposing import MANY

_LIKE_NUMBER = re.compile(r"(?<![0-9])[1-9][0-9]{13,17}[0-9Xx](?![0-9])")
_MISREAD = 2
"""Digits in which a number that was read may differ from her own and be the same."""


def others_rows(reading: Reading, own_number: str, own_names: Collection[str]) -> tuple[Box, ...]:
    """Return where the rows of others stand on a list of people, pixels of the page.

    A row on which the applicant's number or name was read is hers. Once a page is a list, a row
    counts whose number was read badly, too.

    Args:
        reading: What was read.
        own_number: Her ID number, or "".
        own_names: Her names.
    """
    rows = [row for row in page_rows(reading) if _LIKE_NUMBER.search(row.text)]
    numbers = {number for row in rows for number in _LIKE_NUMBER.findall(row.text)}
    if sum(is_identity_number(number.upper()) for number in numbers) < MANY:
        return ()
    names = [simplified(folded(name)) for name in own_names if name]
    return tuple(row.box for row in rows if not _is_hers(row, own_number, names))


def _is_hers(row: Row, own_number: str, own_names: Sequence[str]) -> bool:
    numbers = _LIKE_NUMBER.findall(row.text)
    if own_number and any(_differing(own_number, number) <= _MISREAD for number in numbers):
        return True
    plain = simplified(folded(row.text))
    return any(name in plain for name in own_names)


def _differing(one: str, other: str) -> int:
    if len(one) != len(other):
        return len(one)
    return sum(a != b for a, b in zip(one.upper(), other.upper(), strict=True))
