"""Walks the chunks of a PNG and keeps only those that make the picture.

Source: W3C PNG specification (third edition), sections 5 and 11.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from zcdesk.errors import ScanError, TruncatedScanError

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# What changes the look of the picture; comments, private data and animations stay behind.
_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"iCCP", b"sRGB", b"eXIf", b"pHYs"}
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_ADAM7 = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
_STEP = 1 << 20
_COLOUR = 17  # offset of the colour type in the first chunk (11.2.1)
_INDEXED = 3  # the type of colour that has a palette
_BEHIND_HEADER = 2  # place among the parts: signature, header


def essential(content: bytes) -> bytes:
    """Return the PNG with nothing but its picture, after every chunk's checksum was tried.

    Raises:
        TruncatedScanError: The content ends before the end chunk.
        ScanError: A chunk is damaged, or the colours of a palette are missing.
    """
    parts = [memoryview(content)[:8]]
    kinds: set[bytes] = set()
    colour = None
    for kind, chunk in _chunks(content):
        if zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:], "big"):
            raise ScanError
        if kind == b"IHDR":
            colour = chunk[_COLOUR]
        if kind == b"iCCP" and _swells(chunk):
            continue
        if kind in _KEPT:
            # Notes may be behind the picture (11.3.3.4); its decoder looks for them before.
            parts.insert(_BEHIND_HEADER if kind == b"eXIf" and kinds else len(parts), chunk)
            kinds.add(kind)
    if b"IDAT" not in kinds:
        raise TruncatedScanError
    if colour == _INDEXED and b"PLTE" not in kinds:
        raise ScanError
    return b"".join(parts)


def _swells(chunk: memoryview) -> bool:
    """Whether a packed colour profile unpacks to more than any has; the largest have half of it."""
    _, _, packed = bytes(chunk[8:-4]).partition(b"\0")
    try:
        return len(zlib.decompressobj().decompress(packed[1:], _STEP)) >= _STEP
    except zlib.error:
        return False  # the decoder passes over it


def has_all_rows(content: bytes) -> bool:
    """Whether the picture data of a complete PNG unpacks to as many bytes as its header states.

    Decoders fill missing rows with zeros and say nothing.
    """
    expected = 0
    unpacked = 0
    unpacker = zlib.decompressobj()
    for kind, chunk in _chunks(content):
        if kind == b"IHDR":
            expected = unpacked_length(bytes(chunk[8:-4]))
        if kind == b"IDAT":
            packed = bytes(chunk[8:-4])
            while packed and not unpacker.eof and unpacked < expected:
                unpacked += len(unpacker.decompress(packed, _STEP))
                packed = unpacker.unconsumed_tail
    # What the unpacker still holds back is at most one step.
    return unpacked + len(unpacker.flush()) >= expected


def unpacked_length(header: bytes) -> int:
    """Return how many bytes the unpacked pixels have, with those that tell each row's filter.

    Args:
        header: The 13 bytes of the header's chunk.

    Raises:
        KeyError: There is no such type of colours.

    Source:
        W3C PNG specification, 7.2 and 8.1.
    """
    width, height, depth, colour, *_, interlaced = struct.unpack(">IIBBBBB", header)
    bits = depth * _CHANNELS[colour]
    passes = _ADAM7 if interlaced else ((0, 0, 1, 1),)
    total = 0
    for left, top, across, down in passes:
        columns, rows = -(-(width - left) // across), -(-(height - top) // down)
        if columns > 0 and rows > 0:
            total += rows * (1 + (columns * bits + 7) // 8)
    return total


def _chunks(content: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """Yield kind and bytes of each chunk, from its length to its checksum, up to the end chunk."""
    view = memoryview(content)
    position = 8
    kind = b""
    while kind != b"IEND":
        end = position + 12 + int.from_bytes(view[position : position + 4], "big")
        if end > len(view):
            raise TruncatedScanError
        kind = bytes(view[position + 4 : position + 8])
        yield kind, view[position:end]
        position = end
