"""Walks the blocks of a GIF and keeps its first frame.

Source: Graphics Interchange Format, version 89a (CompuServe 1990), sections 17 to 27.
"""

from __future__ import annotations

from collections.abc import Iterator

from zcdesk.errors import ScanError, TruncatedScanError

_EXTENSION, _PICTURE, _END = 0x21, 0x2C, 0x3B
_SCREEN, _SCREEN_SIZE = 13, 6
_DESCRIPTOR = 10  # bytes of an image descriptor with its mark (GIF89a, section 20)


def whole(content: bytes) -> bytes:
    """Return the GIF up to its first frame, after all of its blocks were walked.

    Raises:
        TruncatedScanError: The content ends before the end mark.
        ScanError: Not a sequence of GIF blocks, or no frame.
    """
    frames = list(_frames(content))
    if not frames:
        raise ScanError
    _, end = frames[0]
    return content[:end] + bytes([_END])


def stated_size(content: bytes) -> tuple[int, int]:
    """Return the width and height that a whole GIF takes: its screen, and frames that are larger.

    A decoder makes the screen larger when a frame does not fit into it.
    """
    right, bottom = _numbers(content, _SCREEN_SIZE)
    for frame, _ in _frames(content):
        left, top = _numbers(content, frame + 1)
        width, height = _numbers(content, frame + 5)
        right, bottom = max(right, left + width), max(bottom, top + height)
    return right, bottom


def _numbers(content: bytes, position: int) -> tuple[int, int]:
    """Return two numbers of two bytes each."""
    first, second = content[position : position + 2], content[position + 2 : position + 4]
    return int.from_bytes(first, "little"), int.from_bytes(second, "little")


def _frames(content: bytes) -> Iterator[tuple[int, int]]:
    """Yield the offsets of each frame and behind it."""
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
            start = position
            table = _table_bytes(_byte(content, position + _DESCRIPTOR - 1))
            position = _behind_data(content, position + _DESCRIPTOR + table + 1)
            yield start, position
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
