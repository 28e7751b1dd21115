"""How much a case may hold: far more than anybody's, and little enough for any computer.

Figures of real cases: a page with twenty places to look at has rows of 30 KB, so 300 pages have
9 MB of text; a backup of them has 1 MB; nobody has more than a few hundred pages.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping

MOST_ROWS = 40_000
"""Rows of text; a page has two."""

LARGEST_ROW = 16 << 20
"""Bytes of one row of text; a page full of hits has 0.2 MB, the largest is the list of what was
handed in (300 pictures exported a hundred times: 4.5 MB)."""

LARGEST_TEXT = 128 << 20
"""Bytes of all rows together, each counted with ``ROW_ITSELF`` more: 4,000 full pages."""

ROW_ITSELF = 500
"""Bytes that an empty row takes in memory, in round figures."""

LARGEST_BACKUP = LARGEST_TEXT * 5 // 4
"""Bytes of an unpacked backup: the same rows with their quotation marks escaped."""

LARGEST_CACHED = 64 << 20
"""Bytes of one derived value, and of a reading when it is unpacked (a full page has 0.5 MB)."""

LARGEST_NUMBER = 2**53
"""Whole numbers up to this one are the same in every program; pixels and counts are far smaller."""

DEEPEST = 24
"""Brackets in brackets; the deepest row that the program writes has ten."""

_MOST_DIGITS = 16  # of ``LARGEST_NUMBER``
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"')
_HALF = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|"
                   r"(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)")  # fmt: skip


def loads(text: str, most: int = LARGEST_ROW) -> object:
    """Return what a row of JSON says.

    Half characters, as odd file names of other systems leave them, become question marks: they
    cannot be shown, written or sent anywhere.

    Args:
        text: The row.
        most: Bytes that it may have.

    Raises:
        ValueError: It is no JSON, longer than ``most``, deeper than ``DEEPEST`` or names a number
            beyond ``LARGEST_NUMBER``.
    """
    raw = text.encode()
    if len(raw) > most:
        raise ValueError("too long")
    _require_shallow(raw)
    if "\\ud" in text or "\\uD" in text:
        text = _HALF.sub(lambda found: "?" if found[1] else found[0], text)
    return json.loads(text, parse_int=_whole)


def small_enough(rows: Mapping[str, str]) -> bool:
    """Tell whether the rows of a case are few and short enough to be opened again."""
    sizes = [len(text) for text in rows.values()]  # of ASCII, so letters are bytes
    weighs = sum(sizes) + ROW_ITSELF * len(sizes)
    longest = max(sizes, default=0)
    return len(sizes) <= MOST_ROWS and longest <= LARGEST_ROW and weighs <= LARGEST_TEXT


def unpacked(content: bytes, most: int) -> bytes:
    """Return what zlib packed, at most so many bytes.

    Raises:
        ValueError: It is no such thing, has no end, or holds more.
    """
    packed = zlib.decompressobj()
    try:
        plain = packed.decompress(content, most)
    except zlib.error as cause:
        raise ValueError("not packed") from cause
    if not packed.eof:
        raise ValueError("too long")
    return plain


def _require_shallow(raw: bytes) -> None:
    """Look how deep brackets stand in brackets, without following them.

    Each round takes away the innermost pairs of all that is left, so ``DEEPEST`` rounds are enough
    for what is allowed. Brackets inside texts are counted too at first, which can only be too many.
    """
    if _depth_is_fine(raw):
        return
    if not _depth_is_fine(_STRING.sub(b"", raw)):
        raise ValueError("too deep")


def _depth_is_fine(raw: bytes) -> bool:
    brackets = raw.translate(None, _NOT_BRACKETS)
    for _ in range(DEEPEST):
        if not brackets:
            return True
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
    return not brackets


def _whole(digits: str) -> int:
    if len(digits.lstrip("-")) > _MOST_DIGITS or abs(number := int(digits)) > LARGEST_NUMBER:
        raise ValueError("too large")
    return number
