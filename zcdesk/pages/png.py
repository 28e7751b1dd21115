"""Walks the chunks of a PNG and keeps only those that make the picture.

Source: W3C PNG specification (third edition), sections 5 and 11.
"""

from __future__ import annotations

import zlib

from zcdesk.errors import ScanError, TruncatedScanError

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# What changes the look of the picture; comments, private data and animations stay behind.
_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"iCCP", b"sRGB", b"eXIf", b"pHYs"}


def essential(content: bytes) -> bytes:
    """Return the PNG with nothing but its picture, after every chunk's checksum was tried.

    Raises:
        TruncatedScanError: The content ends before the end chunk.
        ScanError: A chunk is damaged, or there is no picture data.
    """
    view = memoryview(content)
    parts = [view[:8]]
    kinds = set()
    position = 8
    while True:
        if position + 12 > len(view):
            raise TruncatedScanError
        end = position + 12 + int.from_bytes(view[position : position + 4], "big")
        if end > len(view):
            raise TruncatedScanError
        kind = bytes(view[position + 4 : position + 8])
        checksum = int.from_bytes(view[end - 4 : end], "big")
        if zlib.crc32(view[position + 4 : end - 4]) != checksum:
            raise ScanError
        if kind in _KEPT:
            parts.append(view[position:end])
            kinds.add(kind)
        if kind == b"IEND":
            if b"IDAT" not in kinds:
                raise TruncatedScanError
            return b"".join(parts)
        position = end
