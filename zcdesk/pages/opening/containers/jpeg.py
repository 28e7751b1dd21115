"""Walks the segments of a JPEG, so that a half-copied file never passes as a whole one.

Source: ITU-T T.81, annex B (markers and their order) and annex G (progressive scans).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zcdesk.errors import ScanError, TooLargeScanError, TruncatedScanError, UnsupportedScanError

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_LONE = {0x01, *range(0xD0, 0xD8)}
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PROGRESSIVE = {0xC2, 0xC6, 0xCA, 0xCE}
_OPENED = {0xC0, 0xC1, 0xC2}
"""Kinds of frames that every decoder opens; some open those of arithmetic coding, too."""
_NEAR_LOSSLESS = 0xF7  # JPEG-LS, ITU-T T.87, annex C: its scans are no sequence of such segments
_BITS = 8  # of a sample: what every decoder opens
_COEFFICIENTS = 64  # of a block of 8 × 8 samples
_MOST_SCANS = 200
"""Encoders write some ten scans. Each costs a walk over all blocks, whatever it says: a file of
some megabytes may hold thousands that take hours ("Two issues with the JPEG standard", 2017)."""
# Inside a scan FF 00 is a byte of data and FF D0 to FF D7 are restarts; anything else ends it.
# A pattern that begins with one plain byte is searched for ten times as fast as one of many.
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
# Between segments only markers count; fill, and junk that some programs leave there, does not.
_ANY_MARKER = re.compile(rb"\xff[^\x00\xff]")
# Bytes that decode to something else than the plain grey of missing data, whatever the tables.
_NOISE = bytes(range(1, 255)) * 4
SIGNATURE = b"\xff\xd8"
_FURTHEST_START = 512
"""Bytes of junk before a picture."""


@dataclass
class _Frame:
    """Which coefficients of which component the scans have delivered down to the last bit."""

    progressive: bool = False
    missing: dict[int, set[int]] = field(default_factory=dict)
    scans: int = 0
    refines: bool = False
    usual: bool = True

    @classmethod
    def of(cls, marker: int, segment: bytes) -> _Frame:
        """Read a frame header (T.81, B.2.2)."""
        components = segment[6::3][: segment[5]]
        missing = {component: set(range(_COEFFICIENTS)) for component in components}
        usual = marker in _OPENED and segment[0] == _BITS
        return cls(marker in _PROGRESSIVE, missing, usual=usual)

    def add_scan(self, segment: bytes) -> None:
        """Read a scan header (T.81, B.2.3)."""
        count = segment[0]
        first, last, bits = segment[1 + 2 * count : 4 + 2 * count]
        if not self.progressive:
            first, last, bits = 0, _COEFFICIENTS - 1, 0
        self.scans += 1
        if self.scans > _MOST_SCANS:
            raise TooLargeScanError("scan.too_complex")
        self.refines = bits >> 4 > 0
        if bits & 0x0F == 0:
            for component in segment[1 : 1 + 2 * count : 2]:
                self.missing[component] -= set(range(first, last + 1))

    @property
    def complete(self) -> bool:
        """Whether no coefficient of any component is missing."""
        return bool(self.missing) and not any(self.missing.values())


@dataclass(frozen=True)
class FirstPicture:
    """The first picture of a JPEG; phones append further ones behind it.

    Attributes:
        content: From its start marker to its end marker.
        one_scan: All of it comes in a single scan.
        refined: Its last scan only refines what is there already by the last bit.
        usual: It is of a kind that is opened: no 12 bits a colour, not without loss, no arithmetic
            coding (T.81, B.1).
    """

    content: bytes
    one_scan: bool
    refined: bool
    usual: bool

    def with_noise(self) -> bytes:
        """Return it with noise before its end marker.

        A decoder that has all its blocks passes over the noise; one that lacks some takes it for
        them, and the picture changes.
        """
        return self.content[:-2] + _NOISE + self.content[-2:]


def first_picture(content: bytes) -> FirstPicture:
    """Find the first picture; thumbnails inside segments are stepped over.

    Raises:
        TruncatedScanError: The content ends before the end marker, or scans are missing.
        TooLargeScanError: It has more scans than any encoder writes.
        UnsupportedScanError: It is coded as JPEG-LS.
        ScanError: Not a sequence of JPEG segments.
    """
    # Some programs write a line end before a picture inside a PDF.
    position = max(0, content.find(SIGNATURE + b"\xff", 0, _FURTHEST_START)) + len(SIGNATURE)
    begin = max(position, content.find(b"\xff", position))  # decoders want a marker there
    frame = _Frame()
    while True:
        position, marker = _marker(content, position)
        if marker == _END:
            if not frame.complete:
                raise TruncatedScanError
            picture = SIGNATURE + content[begin:position]
            return FirstPicture(picture, frame.scans == 1, frame.refines, frame.usual)
        if marker in _LONE:
            continue
        if marker == _NEAR_LOSSLESS:
            raise UnsupportedScanError("scan.unsupported_jpeg")
        if marker == _START:
            raise ScanError
        segment, position = _segment(content, position)
        if marker in _FRAMES:
            frame = _Frame.of(marker, segment)
        if marker == _SCAN:
            frame.add_scan(segment)
            match = _NEXT_MARKER.search(content, position)
            if match is None:
                raise TruncatedScanError
            position = match.start()


def _marker(content: bytes, position: int) -> tuple[int, int]:
    """Return the offset behind the next marker, and the marker."""
    match = _ANY_MARKER.search(content, position)
    if match is None:  # cut, or no marker where one must be
        cut = not content[position:].strip(b"\xff")
        raise TruncatedScanError if cut else ScanError
    return match.end(), content[match.end() - 1]


def _segment(content: bytes, position: int) -> tuple[bytes, int]:
    """Return what a segment holds, and the offset behind it."""
    if position + 2 > len(content):
        raise TruncatedScanError
    end = position + int.from_bytes(content[position : position + 2], "big")
    if end > len(content):
        raise TruncatedScanError
    if end < position + 2:
        raise ScanError
    return content[position + 2 : end], end


def halves_colours(layers: list[tuple[int, int, int, int]]) -> bool:
    """Whether the colours are stored at half the resolution both ways (4:2:0).

    Args:
        layers: Identifier, horizontal and vertical sampling, table of each component, as Pillow
            gives them.
    """
    return len(layers) == 3 and [layer[1:3] for layer in layers] == [(2, 2), (1, 1), (1, 1)]
