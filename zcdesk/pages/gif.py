"""Walks the blocks of a GIF and keeps its first frame.

Source: Graphics Interchange Format, version 89a (CompuServe 1990), sections 17 to 27.
"""

from __future__ import annotations

from collections.abc import Iterator

from zcdesk.errors import ScanError, TruncatedScanError

_EXTENSION, _PICTURE, _END = 0x21, 0x2C, 0x3B
_SCREEN = 13
_DESCRIPTOR = 10


def whole(content: bytes) -> bytes:
    """Return the GIF up to its first frame, after all of its blocks were walked.

    Raises:
        TruncatedScanError: The content ends before the end mark.
        ScanError: Not a sequence of GIF blocks, or no frame.
    """
    ends = list(_frame_ends(content))
    if not ends:
        raise ScanError
    return content[: ends[0]] + bytes([_END])


def is_moving(content: bytes) -> bool:
    """Whether a whole GIF has more than one frame."""
    return sum(1 for _ in _frame_ends(content)) > 1


def _frame_ends(content: bytes) -> Iterator[int]:
    """Yield the offset behind each frame."""
    if len(content) < _SCREEN:
        raise TruncatedScanError
    position = _SCREEN + _table_bytes(content[10])
    while True:
        kind = _byte(content, position)
        if kind == _END:
            return
        if kind == _EXTENSION:
            position = _behind_data(content, position + 2)
        elif kind == _PICTURE:
            table = _table_bytes(_byte(content, position + _DESCRIPTOR - 1))
            position = _behind_data(content, position + _DESCRIPTOR + table + 1)
            yield position
        else:
            raise ScanError


def _table_bytes(flags: int) -> int:
    """Return the length of the colour table that packed ``flags`` announce."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _behind_data(content: bytes, position: int) -> int:
    """Return the offset behind a chain of data blocks, whose last is empty."""
    while length := _byte(content, position):
        position += 1 + length
    return position + 1


def _byte(content: bytes, position: int) -> int:
    if position >= len(content):
        raise TruncatedScanError
    return content[position]
