"""What every file format offers, and the limits that hold for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np

from zcdesk.errors import ScanError, TooLargeScanError
from zcdesk.findings import Finding
from zcdesk.pages.opening.packing import Packing
from zcdesk.pages.opening.refusals import TooManyPixelsScanError
from zcdesk.picture import Picture

MAX_PIXELS = 80_000_000
"""A 300-dpi A2 scan has 35 Mpx, a large phone photo 50 Mpx; 80 Mpx still fit a 2 GiB worker."""

MAX_SIDE = 32_768

MAX_PAGES = 500
"""Pages of one file. The thickest 职称 attachments are books of some 300 pages."""

_BELIEVABLE_DPI = (30.0, 2400.0)
_SQUARE = 1.02
"""Pixels that are less than this much longer than wide are left alone: nobody sees it."""

_STRANGEST_PIXELS = 5.0
"""Fax pixels are up to 2.1 times as high as wide; a larger ratio is an error in the file."""


@dataclass(frozen=True, eq=False)
class DecodedPage:
    """One page of a file, turned as the file says, in sRGB.

    Attributes:
        picture: Its pixels.
        dpi: Resolution, or None when the file gives none that can be believed.
        findings: What there is to tell about this page of the file.
        noted_turn: Degrees clockwise by which it was turned because a note in the file asks so.
        packing: How its file packed the pixels, where that is known.
    """

    picture: Picture
    dpi: float | None = None
    findings: tuple[Finding, ...] = ()
    noted_turn: int = 0
    packing: Packing | None = None


class OpenedFile(Protocol):
    """A file whose structure was found whole; no pixel is decoded yet."""

    @property
    def page_count(self) -> int:
        """How many pages it has, at least one."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Findings about the file as a whole."""

    def decode(self, index: int) -> DecodedPage:
        """Decode one page, counted from 0.

        Raises:
            ScanError: This page cannot be used; others may still be.
        """


def require_size(width: int, height: int) -> None:
    """Check a picture's size as its header states it, before anything is decoded.

    Raises:
        TooManyPixelsScanError: It has more pixels than a worker can hold.
        ScanError: It has none.
    """
    if width < 1 or height < 1:
        raise ScanError
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise TooManyPixelsScanError(
            width=width, height=height, limit=MAX_PIXELS // 1_000_000, side=MAX_SIDE
        )


def require_pages(count: int) -> None:
    """Check how many pages a file has.

    Raises:
        TooManyPagesScanError: More than :data:`MAX_PAGES`.
    """
    if count > MAX_PAGES:
        raise TooLargeScanError("scan.too_many_pages", count=count, limit=MAX_PAGES)


def believable_dpi(stated: float | None) -> float | None:
    """Return a resolution that a scanner may have had, or None."""
    low, high = _BELIEVABLE_DPI
    return round(stated, 2) if stated is not None and low <= stated <= high else None


def square_pixels(picture: Picture, across: float, down: float) -> Picture:
    """Return the picture with square pixels, enlarged along the coarser side.

    A fax line is sent at 204 dots an inch across and 98 or 196 down (ITU-T T.4); shown dot by dot
    the page would look squeezed.

    Args:
        picture: As decoded.
        across: Pixels an inch along x, or any number in the same proportion.
        down: Pixels an inch along y.
    """
    if across <= 0 or down <= 0:
        return picture
    ratio = across / down
    if not _SQUARE < max(ratio, 1 / ratio) < _STRANGEST_PIXELS:
        return picture
    height, width = picture.shape[:2]
    width, height = round(width * max(1.0, 1 / ratio)), round(height * max(1.0, ratio))
    require_size(width, height)
    resized = cv2.resize(picture, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(resized, dtype=np.uint8)
