"""The picture that a platform takes: as JPEG within a limit, as PDF, compared with its page."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from zcdesk.cases.file_limits import FileLimit
from zcdesk.export.plan.arranging import BYTES_BY_SIDE
from zcdesk.geometry import Polygon
from zcdesk.picture import Picture, corners_of, reduced, require_picture, square

_CELL = 16
"""Pixels a side of the squares that are compared by their mean."""

_BESIDE = 8
"""Pixels beside a cover that are not compared: the paint of one drawn by hand, then its ringing."""

_DIFFERS = 14.0
"""Grey levels; a JPEG of quality 50 moves a square's mean by 3 at most, a lost square by 40."""


def is_undamaged(page: Picture, written: Picture, covers: Sequence[Polygon]) -> bool:
    """Tell whether a picture still shows the page everywhere but below and beside its covers.

    Args:
        page: What it was made from, before anything was covered.
        written: What was read back from the disk, maybe smaller.
        covers: What was covered, in pixels of ``page``.
    """
    width, height = (max(1, side // _CELL) for side in (page.shape[1], page.shape[0]))
    left_out = np.zeros(page.shape[:2], np.uint8)
    for cover in covers:
        corners = corners_of(cover)
        cv2.fillPoly(left_out, [corners], 255)
    reach = 2 * _BESIDE + 1
    left_out = np.asarray(cv2.dilate(left_out, square(reach)), dtype=np.uint8)
    size = (width, height)
    free = cv2.resize(left_out, size, interpolation=cv2.INTER_AREA) == 0
    before = cv2.resize(page, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    after = cv2.resize(written, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    return not bool((np.abs(before - after).max(axis=2) > _DIFFERS)[free].any())


QUALITY = 90
"""Print of 8 pt at 150 dpi stays sharp; a dense A4 page at 300 dpi takes about 1.5 MB."""

ASSUMED_DPI = 300
"""Written when the scan states no resolution, so that a print comes out near paper size."""

LONGEST_SIDE = 65_535


def encode(picture: Picture, quality: int = QUALITY, dpi: float | None = None) -> bytes:
    """Return ``picture`` as one baseline JPEG: sRGB, bare JFIF header, no other metadata.

    Colour is kept at full resolution (4:4:4), so that the red of a seal beside a cover stays red.
    It costs about a fifth in size; no notice states a limit (A-53).
    The same pixels give the same bytes.

    Args:
        picture: Shape (height, width, 3), RGB, 0–255, upright, covers already burnt in.
        quality: 1–95 in libjpeg's scale.
        dpi: Resolution that the page states; ``ASSUMED_DPI`` without one.

    Raises:
        ValueError: Not an RGB picture, or a side is longer than JPEG can say.

    Source:
        图片格式（*.jpg格式）: 自治区 2024 六; no metadata: promise R5.
    """
    require_picture(picture)
    if max(picture.shape[:2]) > LONGEST_SIDE or min(picture.shape[:2]) < 1:
        raise ValueError(f"a JPEG cannot have {picture.shape[1]} × {picture.shape[0]} pixels")
    density = min(max(round(dpi or ASSUMED_DPI), 1), LONGEST_SIDE)
    stream = io.BytesIO()
    Image.fromarray(picture).save(
        stream,
        format="JPEG",
        quality=quality,
        subsampling="4:4:4",
        progressive=False,
        optimize=False,
        dpi=(density, density),
    )
    return stream.getvalue()


def thumbnail(picture: Picture, longest_side: int = 240) -> bytes:
    """Return a small JPEG of ``picture`` for the checklist; make it from the covered pixels only.

    Args:
        picture: Shape (height, width, 3), RGB, covers already burnt in.
        longest_side: Length in pixels of the longer side; smaller pictures keep their size.

    Raises:
        ValueError: Not an RGB picture.
    """
    require_picture(picture)
    height, width = picture.shape[:2]
    scale = min(1.0, longest_side / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return encode(reduced(picture, *size), quality=75, dpi=96)


_MIDDLE = 70
"""Quality of the second try: with the first it tells how this very page shrinks."""

_LOWEST = 50
"""Below it print of 9 pt gets halos; a smaller picture is better then."""

SMALL_QUALITY = 75
"""Quality of a picture that is made smaller instead."""

_SLOWER_BELOW = 0.4
"""Below the middle a page shrinks slower: 0.45 of it for noise, 0.71 for clean print (measured)."""

_RESERVE, _MORE_RESERVE = 0.96, 0.85
"""Aimed at below the limit: between two measured sizes, and where the size is reckoned."""


@dataclass(frozen=True, eq=False)
class Fitted:
    """A JPEG within the limit: its bytes, and the size of the picture against the page's."""

    data: bytes
    scale: float


def fitted(picture: Picture, limit: FileLimit, dpi: float | None = None) -> Fitted | None:
    """Return the JPEG of a picture that fits the limit and looks most like it; None if none does.

    There are three tries at most, each encoded from the pixels, never from another JPEG, with
    colour at full resolution, so that the red of a seal stays red.

    Args:
        picture: Shape (height, width, 3), RGB.
        limit: What the platform takes; without numbers nothing but the usual quality is tried.
        dpi: Resolution that the page states.
    """
    longest = max(picture.shape[:2])
    scale = min(1.0, (limit.most_pixels or LONGEST_SIDE) / longest, LONGEST_SIDE / longest)
    first = _tried(picture, scale, QUALITY, dpi)
    most = limit.most_bytes
    if most is None or len(first.data) <= most:
        return first
    middle = _tried(picture, scale, _MIDDLE, dpi)
    halving = math.log(len(first.data) / len(middle.data)) / (QUALITY - _MIDDLE)
    best = QUALITY - math.log(len(first.data) / (most * _RESERVE)) / max(halving, 1e-6)
    if best < _MIDDLE:
        slower = max(halving * _SLOWER_BELOW, 1e-6)
        best = _MIDDLE - math.log(len(middle.data) / (most * _RESERVE)) / slower
    if best >= _LOWEST:
        third = _tried(picture, scale, min(QUALITY - 1, math.floor(best)), dpi)
    else:
        expected = len(first.data) * math.exp(-halving * (QUALITY - SMALL_QUALITY))
        smaller = scale * (most * _MORE_RESERVE / expected) ** (1 / BYTES_BY_SIDE)
        third = _tried(picture, smaller, SMALL_QUALITY, dpi)
    fitting = [attempt for attempt in (middle, third) if len(attempt.data) <= most]
    return max(fitting, key=lambda one: likeness(picture, one.data), default=None)


def likeness(picture: Picture, data: bytes) -> float:
    """Return how much a JPEG looks like the picture: 1 is the same (structural similarity).

    Source:
        Wang, Bovik, Sheikh, Simoncelli 2004, on brightness, windows of 8 × 8 by a Gaussian of 1.5.
    """
    decoded = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
    if decoded is None:
        return 0.0
    height, width = picture.shape[:2]
    if decoded.shape != (height, width):
        decoded = cv2.resize(decoded, (width, height), interpolation=cv2.INTER_CUBIC)
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    two = np.asarray(decoded, dtype=np.float32)

    def mean(values: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray(cv2.GaussianBlur(values, (11, 11), 1.5), dtype=np.float32)

    first, second = mean(grey), mean(two)
    spread_one, spread_two = mean(grey * grey) - first**2, mean(two * two) - second**2
    together = mean(grey * two) - first * second
    bright = (2 * first * second + 6.5025) / (first**2 + second**2 + 6.5025)
    form = (2 * together + 58.5225) / (spread_one + spread_two + 58.5225)
    return float((bright * form).mean())


def _tried(picture: Picture, scale: float, quality: int, dpi: float | None) -> Fitted:
    if scale >= 1.0:
        return Fitted(encode(picture, quality, dpi), 1.0)
    height, width = picture.shape[:2]
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(picture.dtype)
    return Fitted(encode(small, quality, (dpi or ASSUMED_DPI) * scale), scale)


_INCH = 72
"""Points; a page is as large as its picture is on paper."""

_HEAD = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
_CATALOG, _TREE = 1, 2
_A_PAGE = 3
"""Objects: the page, what is drawn on it, its picture."""


def bound(jpegs: Sequence[bytes]) -> bytes:
    """Return one PDF with a page for each JPEG, filled by it to its edges.

    The JPEGs go in byte by byte; there is no text, no metadata, no date, no number of its own, so
    that the same pictures give the same bytes.

    Args:
        jpegs: RGB pictures as ``jpeg.encode`` makes them.

    Source:
        ISO 32000-1, 7.5 (file structure), 7.4.8 (DCTDecode), 8.9.5 (image dictionaries).
    """
    objects = list(_objects(jpegs))
    parts, places = [_HEAD], []
    place = len(_HEAD)
    for number, content in enumerate(objects, start=1):
        written = b"%d 0 obj\n%b\nendobj\n" % (number, content)
        places.append(place)
        place += len(written)
        parts.append(written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table))
    parts.append(b"trailer\n<</Size %d/Root %d 0 R>>\n" % (count, _CATALOG))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % place)
    return b"".join(parts)


def _objects(jpegs: Sequence[bytes]) -> Iterator[bytes]:
    first = _TREE + 1
    pages = [first + _A_PAGE * place for place in range(len(jpegs))]
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    yield b"<</Type/Catalog/Pages %d 0 R>>" % _TREE
    yield b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(pages), kids)
    for page, data in zip(pages, jpegs, strict=True):
        with Image.open(io.BytesIO(data)) as picture:
            width, height = picture.size
            across, down = (
                float(number) or ASSUMED_DPI for number in picture.info.get("dpi", (0, 0))
            )
        size = b"%.2f %.2f" % (width * _INCH / across, height * _INCH / down)
        yield (
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %b]/Resources<</XObject<</P %d 0 R>>>>"
            b"/Contents %d 0 R>>" % (_TREE, size, page + 2, page + 1)
        )
        drawn = b"q %b 0 0 cm /P Do Q" % size.replace(b" ", b" 0 0 ")
        yield _stream(b"", drawn)
        head = b"/Type/XObject/Subtype/Image/Width %d/Height %d" % (width, height)
        yield _stream(head + b"/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode", data)


def _stream(head: bytes, content: bytes) -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (head, len(content), content)
