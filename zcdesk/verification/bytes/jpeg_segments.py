"""Walks a finished JPEG from its first byte to its last and tells what is not picture.

Nothing is on a list of forbidden things; there is a list of what a picture needs, and the rest is
foreign.

Source: ITU-T T.81, annex B; JFIF 1.02; promise R5.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_START = b"\xff\xd8"
_SCAN, _END = 0xDA, 0xD9
_APP0, _APP14 = 0xE0, 0xEE
# Quantisation, Huffman tables, restart interval, number of lines, scans, and the frames that are
# read everywhere: baseline, extended sequential, progressive.
_NEEDED = {0xDB, 0xC4, 0xDD, 0xDC, 0xC0, 0xC1, 0xC2, _SCAN}
# A restart interval and a number of lines are two bytes; quantisation tables have one or two bytes
# for each of 64 coefficients.
_TABLES = tuple(65 * number + 64 * wide for number in range(5) for wide in range(5))
_LENGTHS = {0xDD: (2,), 0xDC: (2,), 0xDB: _TABLES}
_MARKER = re.compile(rb"\xff+([^\xff])")  # any number of bytes may be filled in before it
# A pattern that begins with one plain byte is searched for ten times as fast as one of many.
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_JFIF_LENGTH = 14  # of a JFIF segment without a thumbnail, T.871 10.1
_ADOBE_LENGTH = 12  # bytes of Adobe's segment APP14
_OTHER_PICTURE = re.compile(rb"\xff\xd8\xff|\x89PNG")

_NAMES = (
    (b"JFIF\0", "JFIF"),
    (b"Exif\0", "EXIF"),
    (b"http://ns.adobe.com/", "XMP"),
    (b"Photoshop 3.0", "IPTC"),
    (b"ICC_PROFILE\0", "ICC"),
    (b"MPF\0", "MPF"),
    (b"JFXX\0", "JFXX"),
)
_SMALL_PICTURES = ("JFXX", "MPF", "JFIF")
_MARKER_NAMES = {0xFE: "COM"} | {_APP0 + number: f"APP{number}" for number in range(16)}


class NotAJpegError(ValueError):
    """The bytes do not begin like a JPEG, or its segments make no sense."""


class CutPictureError(ValueError):
    """The file ends before its picture does."""


@dataclass
class Foreign:
    """What a JPEG holds besides the picture.

    Attributes:
        kinds: Names of the foreign segments ("EXIF", "COM", "APP5" …) in their order.
        content: Bytes of all segments that are foreign.
        thumbnail: A second, small picture is inside a segment.
        after_end: Bytes behind the end of the picture.
        picture: Bytes of the picture itself, compressed.
        tables: Bytes of the segments that a picture needs.
    """

    kinds: list[str] = field(default_factory=list)
    content: bytes = b""
    thumbnail: bool = False
    after_end: bytes = b""
    picture: bytes = b""
    tables: bytes = b""


def foreign_parts(data: bytes) -> Foreign:
    """Return what is in a JPEG besides its picture.

    Raises:
        NotAJpegError: Not a JPEG.
        CutPictureError: The end marker is missing.
    """
    if not data.startswith(_START + b"\xff"):
        raise NotAJpegError
    foreign = Foreign()
    position = 2
    while True:
        position, marker = _marker(data, position)
        if marker == _END:
            foreign.after_end = data[position:]
            return foreign
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:
            raise NotAJpegError
        end = position + int.from_bytes(data[position : position + 2], "big")
        if end > len(data) or position + 2 > len(data):
            raise CutPictureError
        _note(foreign, marker, data[position + 2 : end])
        position = end
        if marker == _SCAN:
            match = _NEXT_MARKER.search(data, position)
            if match is None:
                raise CutPictureError
            foreign.picture += data[position : match.start()].rstrip(b"\xff")
            position = match.start()


def _marker(data: bytes, position: int) -> tuple[int, int]:
    """Return the offset behind the marker that must be here, and the marker."""
    match = _MARKER.match(data, position)
    if match is None:
        cut = data[position : position + 1] in (b"", b"\xff")
        raise CutPictureError if cut else NotAJpegError
    return match.end(), match[1][0]


def _note(found: Foreign, marker: int, content: bytes) -> None:
    """Note one segment unless it belongs to the picture."""
    lengths = _LENGTHS.get(marker, (len(content),))
    if len(content) in lengths and (marker in _NEEDED or _is_bare_header(marker, content)):
        found.tables += content
        return
    kind = _kind(marker, content)
    found.content += content
    found.kinds.append(kind)
    found.thumbnail |= kind in _SMALL_PICTURES or bool(_OTHER_PICTURE.search(content))


def _is_bare_header(marker: int, content: bytes) -> bool:
    jfif = marker == _APP0 and content.startswith(b"JFIF\0") and len(content) == _JFIF_LENGTH
    adobe = marker == _APP14 and content.startswith(b"Adobe") and len(content) == _ADOBE_LENGTH
    return adobe or (jfif and content[12:14] == b"\0\0")


def _kind(marker: int, content: bytes) -> str:
    """Return what a segment is called: after what it begins with, else after its marker."""
    names = (name for beginning, name in _NAMES if content.startswith(beginning))
    return next(names, _MARKER_NAMES.get(marker, f"{marker:02X}"))
