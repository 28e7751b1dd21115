"""Writes pictures byte by byte where no encoder would write what a test needs."""

import struct
import zlib
from collections.abc import Mapping, Sequence

import numpy as np
from PIL import Image

# --- PNG -----------------------------------------------------------------------------------------

PNG = b"\x89PNG\r\n\x1a\n"
_ADAM7 = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
"""From the specification and not from the program, which is tried with what is written here."""


def chunk(kind: bytes, content: bytes) -> bytes:
    """Return a PNG chunk with its right checksum."""
    checksum = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checksum


def header(
    width: int, height: int, depth: int = 8, colour: int = 0, method: int = 0, passes: int = 0
) -> bytes:
    """Return the first chunk of a PNG."""
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, method, 0, passes))


def png(head: bytes, data: bytes, *before: bytes, behind: Sequence[bytes] = ()) -> bytes:
    """Return a PNG of its header, chunks before its data, the packed data and chunks behind."""
    return b"".join((PNG, head, *before, chunk(b"IDAT", data), *behind, chunk(b"IEND", b"")))


def rows(width: int, height: int, value: int = 200) -> bytes:
    """Return the packed rows of a grey PNG."""
    return zlib.compress((b"\0" + bytes([value]) * width) * height, 1)


def interlaced(image: Image.Image) -> bytes:
    """Return an RGB picture as a PNG in seven passes (PNG specification, 8.2)."""
    pixels = np.asarray(image.convert("RGB"))
    height, width = pixels.shape[:2]
    data = b""
    for left, top, across, down in _ADAM7:
        for row in pixels[top::down, left::across]:
            data += b"\0" + row.tobytes()
    return png(header(width, height, 8, 2, 0, 1), zlib.compress(data))


# --- TIFF ----------------------------------------------------------------------------------------

Tags = Mapping[int, tuple[int, Sequence[int]]]
"""Tag → kind of its numbers (3: two bytes, 4: four) and the numbers."""


def tiff(tags: Tags, data: bytes = b"", following: int = 0) -> bytes:
    """Return a TIFF of one directory; ``data`` begins at offset 8."""
    start = 8 + len(data) + len(data) % 2
    entries, more = b"", b""
    behind = start + 2 + 12 * len(tags) + 4
    for tag, (kind, values) in sorted(tags.items()):
        packed = struct.pack(f"<{len(values)}{'HI'[kind - 3]}", *values)
        if len(packed) > 4:
            place = struct.pack("<I", behind + len(more))
            more += packed
        else:
            place = packed.ljust(4, b"\0")
        entries += struct.pack("<HHI", tag, kind, len(values)) + place
    directory = struct.pack("<H", len(tags)) + entries + struct.pack("<I", following)
    return b"II*\0" + struct.pack("<I", start) + data.ljust(start - 8, b"\0") + directory + more


def grey_tags(width: int, height: int, **changed: tuple[int, Sequence[int]]) -> Tags:
    """Return the tags of a raw grey picture in one strip; ``changed`` by ``t`` and number."""
    tags: dict[int, tuple[int, Sequence[int]]] = {tag: (3, [1]) for tag in (259, 262, 277)}
    tags |= {256: (4, [width]), 257: (4, [height]), 258: (3, [8])}
    tags |= {273: (4, [8]), 278: (4, [height]), 279: (4, [width * height])}
    return tags | {int(name[1:]): value for name, value in changed.items()}


def tiled(image: Image.Image, side: int = 64) -> bytes:
    """Return a picture as a TIFF in tiles."""
    pixels = np.asarray(image.convert("L"))
    height, width = pixels.shape
    across, down = -(-width // side), -(-height // side)
    sheet = np.full((down * side, across * side), 255, np.uint8)
    sheet[:height, :width] = pixels
    tiles = [
        sheet[y * side : (y + 1) * side, x * side : (x + 1) * side].tobytes()
        for y in range(down)
        for x in range(across)
    ]
    offsets = [8 + number * side * side for number in range(len(tiles))]
    tags = dict(grey_tags(width, height))
    for unused in (273, 278, 279):
        del tags[unused]
    tags |= {322: (4, [side]), 323: (4, [side]), 324: (4, offsets)}
    tags[325] = (4, [side * side] * len(tiles))
    return tiff(tags, b"".join(tiles))


# --- JPEG, GIF, WebP, BMP ------------------------------------------------------------------------


def segment(marker: int, content: bytes) -> bytes:
    """Return a JPEG segment."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def many_scans(count: int, width: int = 4000, height: int = 4000) -> bytes:
    """Return a progressive grey JPEG that repeats a scan which says nothing, again and again.

    Source: "Two issues with the JPEG standard" (libjpeg-turbo, 2017): each scan of some bytes
    costs a walk over all blocks.
    """
    one_code = bytes([1]) + bytes(15) + b"\xe0"  # the only code: a run of blocks without news
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    parts = [
        b"\xff\xd8",
        segment(0xDB, b"\0" + b"\x01" * 64),
        segment(0xC2, frame),
        segment(0xC4, b"\0" + bytes([1]) + bytes(15) + b"\0"),
        segment(0xC4, b"\x10" + one_code),
        segment(0xDA, b"\1\1\0\0\0\0"),
        bytes(-(-(width // 8) * (height // 8) // 8)),
    ]
    blocks = (width // 8) * (height // 8)
    # Each run is a zero bit and fourteen bits of length; 16383 + 16384 blocks.
    runs = -(-blocks // 32767)
    bits = ("0" + "1" * 14) * runs
    data = int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")
    scan = segment(0xDA, b"\1\1\0\1\x3f\0") + data.replace(b"\xff", b"\xff\0")
    return b"".join(parts) + scan * count + b"\xff\xd9"


def gif(width: int, height: int, *blocks: bytes, end: bytes = b";") -> bytes:
    """Return a GIF of two colours."""
    screen = struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    return b"GIF89a" + screen + b"".join(blocks) + end


def gif_frame(left: int, top: int, width: int, height: int, data: bytes, size: int = 2) -> bytes:
    """Return a frame whose packed data is ``data``, at most 255 bytes."""
    head = b"," + struct.pack("<HHHHB", left, top, width, height, 0)
    return head + bytes([size, len(data)]) + data + b"\0"


def riff(*chunks: tuple[bytes, bytes], stated: int | None = None) -> bytes:
    """Return a WebP container; ``stated`` instead of its true length."""
    body = b"WEBP"
    for kind, content in chunks:
        body += kind + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
    return b"RIFF" + struct.pack("<I", len(body) if stated is None else stated) + body


def bmp(
    width: int,
    height: int,
    data: bytes,
    bits: int = 8,
    packing: int = 0,
    colours: int = 0,
    offset: int = 14 + 40 + 1024,
    size: int | None = None,
) -> bytes:
    """Return a BMP with a palette of 256 greys."""
    palette = b"".join(bytes([grey, grey, grey, 0]) for grey in range(256))
    info = struct.pack(
        "<IiiHHIIiiII", 40, width, height, 1, bits, packing, len(data), 0, 0, colours, 0
    )
    body = info + palette + data
    return (
        b"BM" + struct.pack("<IHHI", 14 + len(body) if size is None else size, 0, 0, offset) + body
    )


def box(kind: bytes, *content: bytes) -> bytes:
    """Return a box of a HEIC file."""
    body = b"".join(content)
    return struct.pack(">I", 8 + len(body)) + kind + body
