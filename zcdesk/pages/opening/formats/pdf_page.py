"""One PDF page as pixels: the scanned picture itself where it is the page, else the page drawn."""

from __future__ import annotations

import io
import math
from functools import partial
from typing import Any

import numpy as np
import pymupdf
from numpy.typing import NDArray
from PIL import JpegImagePlugin

from zcdesk.errors import ScanError
from zcdesk.finding_facts import finding_of
from zcdesk.pages.opening.containers import jpeg
from zcdesk.pages.opening.formats.format import DecodedPage, believable_dpi, square_pixels
from zcdesk.pages.opening.formats.pdf_contents import Contents, PlacedPicture, contents_of
from zcdesk.pages.opening.formats.pdf_pixels import mupdf, pixels_of, require_whole, stored_stream
from zcdesk.pages.opening.formats.pictures import packing_of
from zcdesk.pages.opening.packing import Packing, lossless
from zcdesk.picture import Picture

POINTS = 72.0  # an inch

MAX_DRAWN_PIXELS = 40_000_000
"""Pages are drawn with at most this many pixels: an A2 poster at 300 dpi has 35 million."""

MAX_DRAWN_DPI = 300.0
"""The resolution that people are told to scan with; more only makes reading slower."""

_USUAL_DPI = 200.0
"""What a page is drawn with when its letters are of ordinary size: 10.5 pt is 29 px high."""

_LETTER_PIXELS = 28.0
"""Height of the smallest print in pixels, font size and not ink. The recogniser enlarges lines to
48 px; below 20 px strokes of dense characters touch."""

_SMALLEST_SHARE = 0.01  # of the letters may be smaller than the "smallest print": stray marks
_LARGEST_SHEET = 1260.0  # pt, a little more than A3; larger pages are posters or mean pixels
_FILLS = 0.5
"""A picture that takes less of an otherwise empty page (a portrait) is shown in its place."""

_SCANNED = 600
"""Pixels of the long side of a picture that may be a scan: A4 at 72 dpi has 842, a logo fewer."""

_COVERED = 0.9  # of the page by pictures: it was scanned
_LARGE_PICTURE = 0.1  # of the page; a smaller one (a logo) does not decide how finely it is drawn
_SMALL_LEAN = 0.002  # of the picture's side: a lean that moves its far corner by under 7 px


def decoded_page(page: pymupdf.Page) -> DecodedPage:
    """Return one page as pixels, turned as its rotation says.

    Raises:
        ScanError: It has no area, or is too large.
    """
    width, height = float(page.rect.width), float(page.rect.height)
    if not (math.isfinite(width) and math.isfinite(height)) or width <= 0 or height <= 0:
        raise ScanError
    contents = contents_of(page)
    for placed in contents.pictures:
        require_whole(placed)
    scanned = _scanned(contents, width, height)
    if scanned is not None:
        return _own_pixels(scanned, width, height, page.number)
    return _drawn(page, contents, width, height)


def _scanned(contents: Contents, width: float, height: float) -> PlacedPicture | None:
    """Return the only picture of a page that shows nothing else, or None."""
    if contents.others or len(contents.pictures) != 1:
        return None
    picture = contents.pictures[0]
    if not picture.plain or _quarter(picture) is None:
        return None
    share = _share(picture, width, height)
    large = max(width, height) > _LARGEST_SHEET and share > 0
    return picture if share >= _FILLS or (large and max(picture.size) >= _SCANNED) else None


def _quarter(picture: PlacedPicture) -> bool | None:
    """Return whether the picture is turned by 90 degrees; None when it leans."""
    a, b, c, d, _, _ = picture.matrix
    straight, sideways = abs(a) + abs(d), abs(b) + abs(c)
    if sideways <= _SMALL_LEAN * straight:
        return False
    return True if straight <= _SMALL_LEAN * sideways else None


def _share(picture: PlacedPicture, width: float, height: float) -> float:
    """Return the share of the page that a picture takes."""
    left, top, right, bottom = picture.box
    across = max(0.0, min(right, width) - max(left, 0.0))
    down = max(0.0, min(bottom, height) - max(top, 0.0))
    return across * down / (width * height)


def _own_pixels(placed: PlacedPicture, width: float, height: float, number: int) -> DecodedPage:
    """Return the scanner's pixels as they are on the page; what is outside is cut off."""
    stored, doubtful = pixels_of(placed)
    left, top, right, bottom = placed.box
    high, wide = _standing(placed, stored).shape[:2]
    rows, columns = _kept(top, bottom, height, high), _kept(left, right, width, wide)

    def laid(pixels: NDArray[Any]) -> NDArray[Any]:
        return _standing(placed, pixels)[rows, columns]

    picture = np.ascontiguousarray(laid(stored))
    dpi_across = POINTS * (columns.stop - columns.start) / _overlap(left, right, width)
    dpi_down = POINTS * (rows.stop - rows.start) / _overlap(top, bottom, height)
    square = square_pixels(picture, dpi_across, dpi_down)
    packing = _packing(placed) or lossless(stored.shape[1], stored.shape[0], placed.image.bpc())
    packing = packing.laid(laid).fitting(square)
    findings = (finding_of("scan.page_doubtful", page=number + 1),) if doubtful else ()
    dpi = believable_dpi(max(dpi_across, dpi_down))
    return DecodedPage(square, dpi, findings, packing=packing)


def _standing(placed: PlacedPicture, pixels: NDArray[Any]) -> NDArray[Any]:
    """Return a picture's pixels as they are on the page, none of them copied."""
    a, b, c, d, _, _ = placed.matrix
    sideways = _quarter(placed)
    across, down = (c, b) if sideways else (a, d)
    pixels = pixels.swapaxes(0, 1) if sideways else pixels
    return pixels[:: 1 if down > 0 else -1, :: 1 if across > 0 else -1]


def _packing(placed: PlacedPicture) -> Packing | None:
    """Return how a picture is packed, as it is stored; None where it is no JPEG of its size."""
    stored = stored_stream(placed.image, mupdf.FZ_IMAGE_JPEG)
    if stored is None:
        return None
    content = jpeg.first_picture(stored).content
    image = JpegImagePlugin.JpegImageFile(io.BytesIO(content))
    return packing_of(image, content) if image.size == placed.size else None


def _packing_as_drawn(
    contents: Contents, area: pymupdf.Rect, pixels: tuple[int, ...]
) -> Packing | None:
    """Return how the picture that takes most of a drawn page is packed, in the drawn pixels.

    Args:
        contents: Of the page.
        area: The page, in points.
        pixels: Height and width of what was drawn.
    """
    largest = max(
        contents.pictures, key=lambda each: _share(each, area.width, area.height), default=None
    )
    if largest is None or _quarter(largest) is None:
        return None
    packing = _packing(largest)
    if packing is None:
        return None
    packing = packing.laid(partial(_standing, largest))
    left, top, right, bottom = largest.box
    places = []
    for length, first, side, start, end, count in (
        (pixels[1], area.x0, area.width, left, right, packing.columns.shape[1]),
        (pixels[0], area.y0, area.height, top, bottom, packing.columns.shape[0]),
    ):
        points = first + (np.arange(length) + 0.5) * side / length
        inside = (points - start) * count / max(end - start, 1e-6)
        places.append(np.clip(inside, 0, count - 1).astype(np.int32))
    return packing.drawn(*places)


def _overlap(start: float, end: float, size: float) -> float:
    return max(1e-6, min(end, size) - max(start, 0.0))


def _kept(start: float, end: float, size: float, pixels: int) -> slice:
    """Return the pixels between 0 and ``size`` of those that span ``start`` to ``end`` points."""
    scale = pixels / (end - start)
    first = round(max(0.0, -start) * scale)
    last = pixels - round(max(0.0, end - size) * scale)
    return slice(min(first, pixels - 1), max(last, min(first, pixels - 1) + 1))


def _drawn(page: pymupdf.Page, contents: Contents, width: float, height: float) -> DecodedPage:
    """Draw the page as a person sees it, annotations and visible layers included."""
    dpi = _drawing_dpi(page, contents, width, height)
    pixmap = page.get_pixmap(
        matrix=pymupdf.Matrix(dpi / POINTS, dpi / POINTS), colorspace=pymupdf.csRGB, alpha=False
    )
    rows = np.frombuffer(pixmap.samples_mv, np.uint8).reshape(pixmap.height, pixmap.stride)
    shape = (pixmap.height, pixmap.width, 3)
    picture: Picture = rows[:, : 3 * pixmap.width].reshape(shape).copy()
    packing = _packing_as_drawn(contents, page.rect, shape)
    return DecodedPage(picture, believable_dpi(dpi), packing=packing)


def _drawing_dpi(page: pymupdf.Page, contents: Contents, width: float, height: float) -> float:
    """Return the resolution that keeps small print and pictures, within bounds."""
    most = POINTS * math.sqrt(MAX_DRAWN_PIXELS / (width * height))
    shares = _shares(contents, width, height)
    covered = sum(shares.values()) >= _COVERED
    finest = max((dpi for dpi, share in shares.items() if share >= _LARGE_PICTURE), default=0.0)
    if covered and finest and not contents.others:  # a scan in strips, in layers, or laid straight
        return min(finest, most)
    sheet = min(1.0, _LARGEST_SHEET / max(width, height))
    wanted = _USUAL_DPI * sheet
    letters = _smallest_print(page)
    if letters:
        room = MAX_DRAWN_DPI * max(sheet, 0.5)
        wanted = max(wanted, min(room, POINTS * _LETTER_PIXELS / letters))
    wanted = max(wanted, min(MAX_DRAWN_DPI, finest))
    return max(min(wanted, most), 1e-9)


def _shares(contents: Contents, width: float, height: float) -> dict[float, float]:
    """Return by resolution which share of the page the pictures of it take; strips add up."""
    shares: dict[float, float] = {}
    for placed in contents.pictures:
        dpi = round(max(_picture_dpi(placed)), 1)
        shares[dpi] = shares.get(dpi, 0.0) + _share(placed, width, height)
    return shares


def _picture_dpi(placed: PlacedPicture) -> tuple[float, float]:
    """Return the resolution of a picture along its own sides."""
    a, b, c, d, _, _ = placed.matrix
    width, height = placed.size
    across, down = math.hypot(a, b), math.hypot(c, d)
    return POINTS * width / max(across, 1e-6), POINTS * height / max(down, 1e-6)


def _smallest_print(page: pymupdf.Page) -> float | None:
    """Return the font size in points of the smallest print, stray letters left aside."""
    sizes = []
    for span in page.get_texttrace():
        seen = sum(1 for letter in span["chars"] if letter[0] > 32)
        if seen and span["type"] != 3 and span["opacity"] > 0:
            sizes.append((float(span["size"]), seen))
    total = sum(count for _, count in sizes)
    passed = 0
    for size, count in sorted(sizes):
        passed += count
        if passed > total * _SMALLEST_SHARE and size > 0.5:
            return size
    return None
