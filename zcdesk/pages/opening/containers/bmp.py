"""Finds the rows of a BMP complete; the length that its head states is often some bytes off.

Source: Microsoft, Bitmap Storage; OS/2 2.x adds heads of 64 bytes, Photoshop those of 52 and 56.
"""

from __future__ import annotations

from zcdesk.errors import TruncatedScanError

_HEADS = {40, 52, 56, 64, 108, 124}
_FILE_HEAD = 14  # bytes of BITMAPFILEHEADER
_HEAD = 40  # bytes of BITMAPINFOHEADER, the shortest
_PLAIN, _MASKED, _MASKED_ALPHA = 0, 3, 6  # ways of packing that pack nothing
_ROW = 4  # bytes to a multiple of which each row is filled up

_UNBELIEVABLE = 1 << 32
"""Pixels that are refused for their number, not as half a picture."""


def is_bmp(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a BMP."""
    return head[:2] == b"BM" and _number(head, _FILE_HEAD, 4) in _HEADS


def whole(content: bytes) -> bytes:
    """Return the BMP; the bytes that only fill up its last row are added where none were written.

    Raises:
        TruncatedScanError: Rows are missing, or of a packed picture any byte that it states.
    """
    if len(content) < _FILE_HEAD + _HEAD:
        raise TruncatedScanError
    width, height, bits = (_number(content, at, size) for at, size in ((18, 4), (22, 4), (28, 2)))
    if _number(content, 30, 4) not in {_PLAIN, _MASKED, _MASKED_ALPHA}:
        if len(content) < _number(content, 34, 4):
            raise TruncatedScanError
        return content
    if height >= 1 << 31:  # written from the top
        height = (1 << 32) - height
    bare = (width * bits + 7) // 8
    row = -(-bare // _ROW) * _ROW
    end = _number(content, 10, 4) + row * height
    filling = row - bare if len(content) == _number(content, 2, 4) else 0
    if len(content) < end - filling and width * height < _UNBELIEVABLE:
        raise TruncatedScanError
    return content + bytes(min(filling, max(0, end - len(content))))


def _number(content: bytes, place: int, size: int) -> int:
    return int.from_bytes(content[place : place + size], "little")
