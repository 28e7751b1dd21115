"""Reads what the container of a WebP says: its length and its size.

Source: WebP Container Specification; RFC 6386, 9.1 (VP8); WebP Lossless Bitstream, 3 (VP8L).
"""

from __future__ import annotations

from zcdesk.errors import TruncatedScanError

_HEAD = 30  # bytes up to the size of the picture, the longest of its three kinds
_SIZE_BITS = 0x3FFF  # 14 bits of width, 14 of height


def whole(content: bytes) -> bytes:
    """Return the WebP without the bytes behind its end.

    Raises:
        TruncatedScanError: It is shorter than its container says.
    """
    stated = int.from_bytes(content[4:8], "little") + 8
    if len(content) < max(stated, 20):
        raise TruncatedScanError
    return content[:stated]


def stated_size(content: bytes) -> tuple[int, int]:
    """Return width and height in pixels as the first chunk states them, before any decoder looks.

    Raises:
        TruncatedScanError: The chunk is not there.
    """
    if len(content) < _HEAD:
        raise TruncatedScanError
    kind = content[12:16]
    if kind == b"VP8X":
        return _number(content[24:27]) + 1, _number(content[27:30]) + 1
    if kind == b"VP8L":
        bits = _number(content[21:25])
        return (bits & _SIZE_BITS) + 1, (bits >> 14 & _SIZE_BITS) + 1
    return _number(content[26:28]) & _SIZE_BITS, _number(content[28:30]) & _SIZE_BITS


def _number(content: bytes) -> int:
    return int.from_bytes(content, "little")
