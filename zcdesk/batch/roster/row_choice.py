"""Rows of a roster as people name them on a line: ``3,5-8``."""

from __future__ import annotations

import re
import unicodedata

_PART = re.compile(r"([1-9][0-9]{0,6})(?:[-~–—至到]([1-9][0-9]{0,6}))?")
_BETWEEN = re.compile(r"[,、;\s]+")


def rows_named(written: str, known: frozenset[int]) -> frozenset[int]:
    """Return the rows that ``written`` names.

    Args:
        written: Numbers of rows and spans of them, with commas between.
        known: Rows of the roster that somebody stands in; a span may hold others, too.

    Raises:
        ValueError: It names no rows, or a row by itself that nobody stands in; its text is the
            part at fault.
    """
    found: set[int] = set()
    for part in filter(None, _BETWEEN.split(unicodedata.normalize("NFKC", written))):
        matched = _PART.fullmatch(part)
        if matched is None:
            raise ValueError(part)
        first, last = int(matched[1]), int(matched[2] or matched[1])
        inside = {row for row in known if first <= row <= last}
        if not inside:
            raise ValueError(part)
        found |= inside
    if not found:
        raise ValueError(written)
    return frozenset(found)
