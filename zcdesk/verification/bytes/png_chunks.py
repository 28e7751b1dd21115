"""What in a PNG is not picture: foreign chunks, rows that are not shown.

Nothing is on a list of forbidden chunks; there is a list of those that a picture needs, each
with the most bytes that it may have.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from zcdesk.pages.opening.containers.png import SIGNATURE, unpacked_length

_PICTURE = b"IDAT"
_NEEDED = {
    b"IHDR": 13, b"PLTE": 768, b"IEND": 0, b"tRNS": 256, b"gAMA": 4, b"cHRM": 32, b"sRGB": 1,
    b"cICP": 4, b"sBIT": 4, b"bKGD": 6, b"hIST": 512, b"pHYs": 9, b"tIME": 7,
}  # fmt: skip


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and content of every chunk of a PNG; nothing for another file."""
    position = len(SIGNATURE)
    while data.startswith(SIGNATURE) and position + 12 <= len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        kind = data[position + 4 : position + 8]
        yield kind, data[position + 8 : position + 8 + length]
        if kind == b"IEND":
            return
        position += 12 + length


def foreign_chunks(data: bytes) -> tuple[str, ...]:
    """Return the kinds of chunks that no picture needs, or that hold more than it needs."""
    return tuple(
        dict.fromkeys(
            kind.decode("ascii", "replace")
            for kind, content in chunks(data)
            if kind != _PICTURE and len(content) > _NEEDED.get(kind, -1)
        )
    )


def hides_rows(data: bytes) -> bool:
    """Tell whether the packed pixels of a PNG go on behind those that are shown."""
    parts = list(chunks(data))
    header = dict(parts).get(b"IHDR", b"")
    packed = b"".join(content for kind, content in parts if kind == _PICTURE)
    if len(header) != _NEEDED[b"IHDR"]:
        return False
    walk = zlib.decompressobj()
    try:
        size = unpacked_length(header)
        shown = len(walk.decompress(packed, size + 1))
    except (KeyError, zlib.error):
        return False  # it is reported as damaged
    return shown > size or bool(walk.unused_data)
