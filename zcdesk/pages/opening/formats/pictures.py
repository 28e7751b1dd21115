"""Formats that hold one picture, decoded by Pillow: JPEG, PNG, BMP, WebP and GIF.

A decoder either gives the whole picture or refuses; it never repairs. Of several pictures in a
file the first is taken, the one that every viewer shows; the others are not asked about.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageChops,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

from zcdesk.errors import TruncatedScanError, UnsupportedScanError
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding
from zcdesk.pages.opening.colour import to_srgb
from zcdesk.pages.opening.containers import bmp, gif, jpeg, png, webp
from zcdesk.pages.opening.formats.format import (
    DecodedPage,
    believable_dpi,
    require_size,
    square_pixels,
)
from zcdesk.pages.opening.packing import Packing, lossless, packed
from zcdesk.picture import GreyPicture, Picture, exif_turned, turned_view

_ORIENTATION_TAG = 0x0112  # of EXIF and TIFF
_CLOCKWISE = {6: 90, 3: 180, 8: 270}
"""Degrees of the orientations that only turn. Source: Exif 2.32, section 4.6.4, tag 274."""


OLDER = ("scan.first_frame", "scan.not_taken")
"""Codes of findings about further pictures, in case files of before version 0.3."""

Load = Callable[[ImageFile.ImageFile, bytes], bool]
"""Decodes, and tells whether anything about it is doubtful."""

_UNSEEN = 6
"""Grey levels by which a picture may change with the end of its last refining scan. A real scan
of a form changes by 4 in 2,398 pixels; what is really lost is up to three times as much (measured
on pages of quality 50 to 95, cut at seven places), and letters are 100 apart from paper."""


@dataclass(frozen=True)
class OnePicture:
    """A file with one picture, opened with one named decoder only.

    ``content`` is what was found complete.
    """

    content: bytes
    plugin: type[ImageFile.ImageFile]
    load: Load
    findings: tuple[Finding, ...] = ()
    page_count: int = 1

    def decode(self, index: int) -> DecodedPage:
        """Decode the picture, EXIF-turned.

        Raises:
            ScanError: It is not whole.
        """
        if index != 0:
            raise IndexError(f"no page {index}")
        image = self.plugin(io.BytesIO(self.content))
        orientation, dpi = exif_orientation(image), believable_dpi(_pair(image.info.get("dpi"))[0])
        doubtful = self.load(image, self.content)
        findings = (finding_of("scan.page_doubtful", page=1),) if doubtful else ()
        picture = _squared(image)
        packing = packing_of(image, self.content).fitting(picture)
        del image  # before the turned copy is made
        turned = _CLOCKWISE.get(orientation, 0)
        standing = packing.laid(partial(turned_view, orientation=orientation))
        return DecodedPage(exif_turned(picture, orientation), dpi, findings, turned, standing)


def _loaded(image: ImageFile.ImageFile, content: bytes) -> bool:
    """Decode; Pillow refuses by itself what is not whole."""
    image.load()
    return False


@dataclass(frozen=True)
class _Kind:
    """How one kind of picture is opened.

    Attributes:
        plugin: Pillow's decoder, the only one that is tried.
        whole: Finds the content complete and keeps what makes the picture.
        load: Decodes, and finds out what is missing inside.
        stated_size: Width and height that the file states, for decoders that take memory for all
            of it as soon as they begin.
    """

    plugin: type[ImageFile.ImageFile]
    whole: Callable[[bytes], bytes]
    load: Load = _loaded
    stated_size: Callable[[bytes], tuple[int, int]] = lambda content: (1, 1)


def opened_picture(kind: str, content: bytes) -> OnePicture:
    """Return a file that is one picture.

    Args:
        kind: Its kind in ``FORMATS``.
        content: The whole file.

    Raises:
        ScanError: It is not whole, or too large.
    """
    known = _KINDS[kind]
    whole = known.whole(content)
    require_size(*known.stated_size(whole))
    image = known.plugin(io.BytesIO(whole))
    require_size(*image.size)
    return OnePicture(whole, known.plugin, known.load)


def sketched_jpeg(content: bytes, side: int) -> Picture:
    """Return a JPEG decoded at a fraction of its size, EXIF-turned, not much larger than ``side``.

    Raises:
        ScanError: It is not whole, or too large.
    """
    image = JpegImagePlugin.JpegImageFile(io.BytesIO(_whole_jpeg(content)))
    require_size(*image.size)
    orientation = exif_orientation(image)
    image.draft(None, (side, side))
    image.load()
    return exif_turned(_squared(image), orientation)


def exif_orientation(image: Image.Image) -> int:
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


def _squared(image: Image.Image) -> Picture:
    """Return the pixels of a loaded picture, as high as wide.

    Faxes kept as PNG, JPEG or BMP state 204 dots an inch across and 98 or 196 down, some without
    the unit. Numbers that no scanner has (1 by 2) are left over from other programs.
    """
    info = image.info
    across, down = _pair(info.get("dpi") or info.get("aspect") or info.get("jfif_density"))
    believed = believable_dpi(across) is not None and believable_dpi(down) is not None
    picture = to_srgb(image)
    return square_pixels(picture, across, down) if believed else picture


def _pair(stated: object) -> tuple[float, float]:
    try:
        across, down = (float(value) for value in stated)  # type: ignore[attr-defined]
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0, 0.0
    return across, down


def _whole_jpeg(content: bytes) -> bytes:
    picture = jpeg.first_picture(content)
    if not picture.usual:
        raise UnsupportedScanError("scan.unsupported_jpeg")
    return picture.content


def load_jpeg(image: ImageFile.ImageFile, content: bytes) -> bool:
    """Decode, and find out pictures that were cut and given an end marker again.

    libjpeg fills what is missing with middle grey and says nothing. Where the last pixel looks
    like that, or later scans may be short, the picture is decoded a second time with noise behind
    its data: a whole one stays the same.

    Returns:
        Whether a last refinement ends early, too little to be seen.

    Raises:
        TruncatedScanError: Data is missing inside the picture.
    """
    image.load()
    picture = jpeg.first_picture(content)
    last = image.getpixel((image.width - 1, image.height - 1))
    values = last if isinstance(last, tuple) else (last,)
    grey = all(abs(value - 128) <= 1 for value in values if value is not None)
    if picture.one_scan and not grey:
        return False
    changed = _changed(image, picture.with_noise())
    if changed > (_UNSEEN if picture.refined else 0):
        raise TruncatedScanError
    return changed > 0


def packing_of(image: ImageFile.ImageFile, content: bytes) -> Packing:
    """Return how an opened picture packed its pixels; no JPEG counts as without loss."""
    if not isinstance(image, JpegImagePlugin.JpegImageFile):
        return lossless(*image.size, 1 if image.mode == "1" else 8)
    sampling = [(layer[1], layer[2]) for layer in image.layer]
    parted = image.mode == "L" or (image.mode == "RGB" and image.info.get("adobe_transform") != 0)

    def brightness() -> GreyPicture:
        again = JpegImagePlugin.JpegImageFile(io.BytesIO(content))
        again.draft("L", None)
        return np.asarray(again, dtype=np.uint8)

    return packed(*image.size, sampling, brightness if parted else None)


def _changed(image: Image.Image, other: bytes) -> int:
    """Return by how many grey levels a JPEG differs from another one, at most."""
    again = JpegImagePlugin.JpegImageFile(io.BytesIO(other))
    again.load()
    bands = ImageChops.difference(image, again).getextrema()
    return int(max(np.ravel(bands)))


def _load_png(image: ImageFile.ImageFile, content: bytes) -> bool:
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
    return False


_KINDS = {
    "JPG": _Kind(JpegImagePlugin.JpegImageFile, _whole_jpeg, load_jpeg),
    "PNG": _Kind(PngImagePlugin.PngImageFile, png.essential, _load_png),
    "BMP": _Kind(BmpImagePlugin.BmpImageFile, bmp.whole),
    "WebP": _Kind(
        WebPImagePlugin.WebPImageFile,
        webp.whole,
        stated_size=webp.stated_size,
    ),
    "GIF": _Kind(GifImagePlugin.GifImageFile, gif.whole, stated_size=gif.stated_size),
}
