"""Walks the chunks of a PNG and keeps only those that make the picture.

Source: W3C PNG specification (third edition), sections 5 and 11.
"""

from __future__ import annotations

import re
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
_NOTES = {b"zTXt", b"tEXt", b"iTXt"}
_RAW_EXIF = re.compile(rb"\s*\w+\s+\d+\s+([0-9A-Fa-f\s]+)")
"""How ImageMagick writes an Exif block as text: its kind, its length, its bytes as digits."""

_XMP_TURN = re.compile(rb"tiff:Orientation\s*(?:=\s*[\"']|>)\s*([1-8])")
_NOTED = struct.Struct(">2sHIHHHIHHI")
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
    colour, noted = None, b""
    for kind, chunk in _chunks(content):
        if zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:], "big"):
            raise ScanError
        if kind == b"IHDR":
            colour = chunk[_COLOUR]
        if kind in _NOTES:
            noted = noted or _turning(kind, bytes(chunk[8:-4]))
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
    if noted and b"eXIf" not in kinds:
        parts.insert(_BEHIND_HEADER, memoryview(_chunk(b"eXIf", noted)))
    return b"".join(parts)


def _turning(kind: bytes, note: bytes) -> bytes:
    """Return the Exif block that a text holds in digits, or one with the turning an XMP note asks.

    Source: XMP Specification part 3 (Adobe 2020), 1.1.5; Exif 2.32, tag 274.
    """
    keyword, _, text = note.partition(b"\0")
    if keyword in {b"Raw profile type exif", b"Raw profile type APP1"}:
        match = _RAW_EXIF.match(_unpacked(text[1:]) if kind == b"zTXt" else text)
        digits = b"".join(match[1].split()) if match else b""
        block = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
        return block.removeprefix(b"Exif\0\0") if block[:2] != b"ht" else b""
    if keyword == b"XML:com.adobe.xmp":
        turned = _XMP_TURN.search(text) or _XMP_TURN.search(_unpacked(text.lstrip(b"\0\1")))
        if turned:
            return _NOTED.pack(b"MM", 42, 8, 1, 274, 3, 1, int(turned[1]), 0, 0)
    return b""


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _STEP)
    except zlib.error:
        return b""


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _swells(chunk: memoryview) -> bool:
    """Whether a packed colour profile unpacks to more than any has; the largest have half of it."""
    _, _, packed = bytes(chunk[8:-4]).partition(b"\0")
    try:
        return len(zlib.decompressobj().decompress(packed[1:], _STEP)) >= _STEP
    except zlib.error:
        return False  # the decoder passes over it


def further(content: bytes) -> int:
    """Return how many frames a complete PNG has beside its picture (section 11.3.6)."""
    kinds = [kind for kind, _ in _chunks(content)]
    own = b"fcTL" in kinds[: kinds.index(b"IDAT")]  # else the picture is no frame of its animation
    return max(kinds.count(b"fcTL") - own, 0)


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
