"""Walks the segments of a JBIG2 picture inside a PDF, so that half a page never passes as white.

Decoders leave white what did not arrive, and say nothing.

Source: ITU-T T.88, 7.2 (segment headers); ISO 32000-1, 7.4.7 (without the ends that a file has).
"""

from __future__ import annotations

from zcdesk.errors import TruncatedScanError

_REGIONS = {4, 6, 7, 20, 22, 23, 36, 38, 39, 40, 42, 43}
"""Kinds of segments that put ink on the page (T.88, 7.3)."""

_GENERIC, _UNKNOWN = 38, 0xFFFFFFFF
_MMR_FLAG = 17  # offset of the flags behind size and place of a region
_ENDS = (b"\xff\xac", b"\0\0")  # arithmetic coding, MMR; the number of rows follows in four bytes
_LONG_REFERENCES = 7


def require_whole(content: bytes) -> None:
    """Check that all segments are there to their last byte, and that one of them shows something.

    Raises:
        TruncatedScanError: Something is missing.
    """
    position = 0
    shown = False
    while position < len(content):
        kind, start, length = _header(content, position)
        if length == _UNKNOWN and kind == _GENERIC:
            mark = _ENDS[_number(content, start + _MMR_FLAG, 1) & 1]
            end = content.find(mark, start + _MMR_FLAG)
            length = end + len(mark) + 4 - start if end >= 0 else _UNKNOWN
        position = start + length
        shown |= kind in _REGIONS
    if position > len(content) or not shown:
        raise TruncatedScanError


def _header(content: bytes, position: int) -> tuple[int, int, int]:
    """Return the kind of a segment, the offset of its data, and their length."""
    number, flags = _number(content, position, 4), _number(content, position + 4, 1)
    position += 5
    count = _number(content, position, 1) >> 5
    if count == _LONG_REFERENCES:
        count = _number(content, position, 4) & 0x1FFFFFFF
        position += 4 + (count + 8) // 8
    else:
        position += 1
    position += count * (1 if number <= 256 else 2 if number <= 65536 else 4)
    position += 4 if flags & 0x40 else 1
    return flags & 0x3F, position + 4, _number(content, position, 4)


def _number(content: bytes, position: int, size: int) -> int:
    if position + size > len(content):
        raise TruncatedScanError
    return int.from_bytes(content[position : position + size], "big")
