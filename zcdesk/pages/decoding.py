"""One decoder per file format, behind one small table: a new format is one more row.

A decoder either gives the whole picture or refuses; it never repairs. All of this runs in a
worker process.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import (
    BmpImagePlugin,
    Image,
    ImageChops,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

from zcdesk.errors import ScanError, TruncatedScanError
from zcdesk.pages import jpeg, png
from zcdesk.pages.colour import to_srgb
from zcdesk.pages.refusals import TooManyPixelsScanError
from zcdesk.picture import Picture

MAX_PIXELS = 80_000_000
"""A 300-dpi A2 scan has 35 Mpx, a large phone photo 50 Mpx; 80 Mpx still fit a 2 GiB worker."""

MAX_SIDE = 32_768

_ORIENTATION_TAG = 0x0112
_SIDEWAYS = {5, 6, 7, 8}
_BELIEVABLE_DPI = (30.0, 2400.0)


@dataclass(frozen=True)
class Header:
    """What a file says of one of its pages before any pixel is decoded.

    Attributes:
        width: Pixels across, after EXIF turning.
        height: Pixels down, after EXIF turning.
        dpi: Resolution, or None when the file gives none that can be believed.
    """

    width: int
    height: int
    dpi: float | None


@dataclass(frozen=True)
class Format:
    """A kind of file that zcdesk takes.

    Attributes:
        kind: Its name, as shown to people.
        suffixes: File name endings under which it is expected.
        recognises: Whether the first bytes of a file are of this kind.
        headers: Check the structure of a whole file and tell its pages; raises ScanError.
        decode: Decode one page (content, index) to an EXIF-turned picture; raises ScanError.
    """

    kind: str
    suffixes: frozenset[str]
    recognises: Callable[[bytes], bool]
    headers: Callable[[bytes], tuple[Header, ...]]
    decode: Callable[[bytes, int], Picture]


def _opened(
    plugin: type[ImageFile.ImageFile], whole: Callable[[bytes], bytes], content: bytes
) -> ImageFile.ImageFile:
    """Open with one named decoder only, after ``whole`` has found the content complete.

    Raises:
        TooManyPixelsScanError: Told from the header, before anything is decoded.
    """
    image = plugin(io.BytesIO(whole(content)))
    width, height = image.size
    if width < 1 or height < 1:
        raise ScanError
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise TooManyPixelsScanError(
            width=width, height=height, limit=MAX_PIXELS // 1_000_000, side=MAX_SIDE
        )
    return image


def _format(
    kind: str,
    suffixes: set[str],
    recognises: Callable[[bytes], bool],
    plugin: type[ImageFile.ImageFile],
    whole: Callable[[bytes], bytes],
    load: Callable[[ImageFile.ImageFile, bytes], object] = lambda image, content: image.load(),
) -> Format:
    """Return a one-page format that Pillow decodes."""

    def headers(content: bytes) -> tuple[Header, ...]:
        image = _opened(plugin, whole, content)
        width, height = image.size
        if _orientation(image) in _SIDEWAYS:
            width, height = height, width
        return (Header(width, height, _dpi(image)),)

    def decode(content: bytes, index: int) -> Picture:
        if index != 0:
            raise IndexError(f"no page {index}")
        image = _opened(plugin, whole, content)
        orientation = _orientation(image)
        load(image, content)
        picture = to_srgb(image)
        del image  # before the turned copy is made
        return _exif_turned(picture, orientation)

    return Format(kind, frozenset(suffixes), recognises, headers, decode)


def _orientation(image: Image.Image) -> int:
    """Return the EXIF orientation, 1 to 8; a missing or senseless one counts as 1."""
    embedded = image.info.get("exif")
    if not isinstance(embedded, bytes):
        return 1
    exif = Image.Exif()
    try:
        exif.load(embedded)
        value = exif.get(_ORIENTATION_TAG, 1)
    except Exception:  # EXIF blocks are broken in many ways; none of them hurts the picture
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _dpi(image: Image.Image) -> float | None:
    stated = image.info.get("dpi")
    try:
        dpi = float(stated[0]) if isinstance(stated, tuple) else math.nan
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    low, high = _BELIEVABLE_DPI
    return round(dpi, 2) if low <= dpi <= high else None


def _exif_turned(picture: Picture, orientation: int) -> Picture:
    """Undo an EXIF orientation. Source: Exif 2.32, section 4.6.4, tag 274."""
    if orientation in {5, 6, 7, 8}:
        picture = picture.transpose(1, 0, 2)
    if orientation in {2, 3, 6, 7}:
        picture = picture[:, ::-1]
    if orientation in {3, 4, 7, 8}:
        picture = picture[::-1]
    return np.ascontiguousarray(picture)


def _whole_jpeg(content: bytes) -> bytes:
    return jpeg.first_picture(content).content


def _load_jpeg(image: ImageFile.ImageFile, content: bytes) -> None:
    """Decode, and find out pictures that were cut and given an end marker again.

    libjpeg fills what is missing with middle grey and says nothing. Where the last pixel looks
    like that, or later scans may be short, the picture is decoded a second time with noise behind
    its data: a whole one stays the same.

    Raises:
        TruncatedScanError: Data is missing inside the picture.
    """
    image.load()
    picture = jpeg.first_picture(content)
    last = image.getpixel((image.width - 1, image.height - 1))
    values = last if isinstance(last, tuple) else (last,)
    if picture.one_scan and not all(abs(value - 128) <= 1 for value in values if value is not None):
        return
    again = JpegImagePlugin.JpegImageFile(io.BytesIO(picture.with_noise()))
    again.load()
    if ImageChops.difference(image, again).getbbox(alpha_only=False) is not None:
        raise TruncatedScanError


def _load_png(image: ImageFile.ImageFile, content: bytes) -> None:
    """Decode, and find out pictures whose packed data ends some rows early.

    Missing rows come out as zeros: only where the last row is all zeros, or rows come in passes,
    the data is unpacked once more to be counted.

    Raises:
        TruncatedScanError: Rows are missing.
    """
    interlaced = bool(image.info.get("interlace"))
    image.load()
    last = image.crop((0, image.height - 1, image.width, image.height))
    empty = not np.asarray(last).any()
    if (interlaced or empty) and not png.has_all_rows(content):
        raise TruncatedScanError


def _whole_webp(content: bytes) -> bytes:
    """Check the length that the RIFF container states."""
    stated = int.from_bytes(content[4:8], "little") + 8
    if len(content) < max(stated, 20):
        raise TruncatedScanError
    return content[:stated]


def _whole_bmp(content: bytes) -> bytes:
    """Check the length that the file header states, where it states one."""
    if len(content) < max(int.from_bytes(content[2:6], "little"), 26):
        raise TruncatedScanError
    return content


def _starts(signature: bytes) -> Callable[[bytes], bool]:
    """Recognise a signature; a file cut inside its signature still counts."""
    return lambda head: head.startswith(signature) or (head != b"" and signature.startswith(head))


def _is_webp(head: bytes) -> bool:
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def _is_bmp(head: bytes) -> bool:
    return head[:2] == b"BM" and head[14:18] in {b"\x0c\0\0\0", b"(\0\0\0", b"l\0\0\0", b"|\0\0\0"}


FORMATS: tuple[Format, ...] = (
    _format(
        "JPG",
        {".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"},
        _starts(b"\xff\xd8\xff"),
        JpegImagePlugin.JpegImageFile,
        _whole_jpeg,
        _load_jpeg,
    ),
    _format(
        "PNG",
        {".png", ".apng"},
        _starts(png.SIGNATURE),
        PngImagePlugin.PngImageFile,
        png.essential,
        _load_png,
    ),
    _format("BMP", {".bmp", ".dib"}, _is_bmp, BmpImagePlugin.BmpImageFile, _whole_bmp),
    _format("WebP", {".webp"}, _is_webp, WebPImagePlugin.WebPImageFile, _whole_webp),
)
