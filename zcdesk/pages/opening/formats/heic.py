"""HEIC and HEIF photos of phones.

Their turning is part of the picture (boxes ``irot`` and ``imir``) and done by the decoder; the
EXIF orientation that cameras write beside it means nothing there (ISO/IEC 23008-12, 6.5.10 and
A.2.2). Of several pictures in a file the primary one is taken, the one that a phone shows.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pillow_heif
from PIL import Image

from zcdesk.errors import ScanError, TruncatedScanError, UnsupportedScanError
from zcdesk.findings import Finding
from zcdesk.pages.opening.colour import to_srgb
from zcdesk.pages.opening.formats.format import DecodedPage, require_size

_LONG_HEADER = 16  # bytes of the head of a box whose size has 64 bits (ISO/IEC 14496-12, 4.2)


@dataclass(frozen=True)
class HeicFile:
    """A HEIC file whose boxes are all there."""

    content: bytes
    findings: tuple[Finding, ...] = ()
    page_count: int = 1

    def decode(self, index: int) -> DecodedPage:
        """Decode the primary picture.

        Raises:
            ScanError: It is damaged.
        """
        if index != 0:
            raise IndexError(f"no page {index}")
        photo = _photo(self.content)
        image = Image.frombuffer(
            photo.mode, photo.size, photo.data, "raw", photo.mode, photo.stride, 1
        )
        profile = photo.info.get("icc_profile")
        del photo
        if profile:
            image.info["icc_profile"] = profile
        return DecodedPage(to_srgb(image))


def opened_heic(content: bytes) -> HeicFile:
    """Return a HEIC file whose boxes are all there.

    Raises:
        ScanError: They are not, or it is a film.
    """
    kinds = [kind for kind, _ in _boxes(content)]
    if b"moov" in kinds and b"meta" not in kinds:  # a sequence (.heics), no single photo
        raise UnsupportedScanError("scan.unsupported_video")
    if not {b"meta", b"mdat"} <= {*kinds, *_inner_data(content)}:
        raise TruncatedScanError
    photo = _photo(content)
    require_size(*photo.size)
    return HeicFile(content)


def _photo(content: bytes) -> pillow_heif.HeifFile:
    """Read the directory of the file; pixels are decoded when they are asked for."""
    pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.options.THUMBNAILS = False
    pillow_heif.options.DEPTH_IMAGES = False
    pillow_heif.options.AUX_IMAGES = False
    try:
        return pillow_heif.open_heif(io.BytesIO(content), convert_hdr_to_8bit=True)
    except EOFError as cause:
        raise ScanError from cause


def _boxes(content: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield kind and length of the boxes; together they fill the file (ISO/IEC 14496-12, 4.2)."""
    position = 0
    while position < len(content):
        length = int.from_bytes(content[position : position + 4], "big")
        kind = content[position + 4 : position + 8]
        if length == 1:
            length = int.from_bytes(content[position + 8 : position + _LONG_HEADER], "big")
        if length == 0:  # to the end of the file
            length = len(content) - position
        if length < 8 and position > 0 and not content[position:].strip(b"\0"):
            return  # zeros that a stick or a phone appended
        if len(kind) < 4 or length < 8 or position + length > len(content):
            raise TruncatedScanError
        yield kind, length
        position += length


def _inner_data(content: bytes) -> set[bytes]:
    """Return ``mdat`` when small pictures are in an ``idat`` box of the directory instead."""
    return {b"mdat"} if b"idat" in content[:65536] else set()
