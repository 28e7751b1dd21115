"""TIFF: several pages, faxes with uneven pixels, every compression that libtiff reads."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import TiffImagePlugin

from zcdesk.disk.native_messages import kept_messages
from zcdesk.errors import TruncatedScanError
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding
from zcdesk.pages.opening.colour import to_srgb
from zcdesk.pages.opening.formats.format import (
    DecodedPage,
    believable_dpi,
    require_size,
    square_pixels,
)
from zcdesk.pages.opening.formats.tiff_pages import TiffPage, pages_of

_RESOLUTION_ACROSS, _RESOLUTION_DOWN, _RESOLUTION_UNIT = 282, 283, 296
_PER_INCH = {2: 1.0, 3: 2.54}
_SIDEWAYS = {5, 6, 7, 8}


@dataclass(frozen=True)
class TiffFile:
    """A TIFF whose chain of directories is whole; single pages may still be damaged."""

    content: bytes
    pages: tuple[TiffPage, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def page_count(self) -> int:
        """How many pages it has, thumbnails not counted."""
        return len(self.pages)

    def decode(self, index: int) -> DecodedPage:
        """Decode one page, turned as its orientation tag says (Pillow does that on loading).

        Raises:
            ScanError: This page is not whole, or too large.
        """
        page = self.pages[index]
        require_size(page.width, page.height)
        if not page.complete:
            raise TruncatedScanError
        image = TiffImagePlugin.TiffImageFile(io.BytesIO(self.content))
        image.seek(page.frame)
        across, down = _resolution(image)
        if page.orientation in _SIDEWAYS:
            across, down = down, across
        unit = _PER_INCH.get(_tag(image, _RESOLUTION_UNIT, 2))
        with kept_messages() as messages:
            image.load()
        found = (finding_of("scan.page_doubtful", page=index + 1),) if _lost_some(messages) else ()
        picture = square_pixels(to_srgb(image), across, down)
        dpi = believable_dpi(max(across, down) * unit) if unit else None
        return DecodedPage(picture, dpi, found)


def _lost_some(messages: list[str]) -> bool:
    """Whether libtiff told of lines that it could not read; a fax may lose some on its way."""
    return any(word in line for line in messages for word in ("Decode", "Read", "JPEG"))


def _resolution(image: TiffImagePlugin.TiffImageFile) -> tuple[float, float]:
    """Return the pixels along x and y for one unit of length, zeros when they are not told."""
    try:
        across = float(image.tag_v2.get(_RESOLUTION_ACROSS, 0))
        down = float(image.tag_v2.get(_RESOLUTION_DOWN, 0))
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0, 0.0
    return across, down


def _tag(image: TiffImagePlugin.TiffImageFile, tag: int, default: int) -> int:
    value = image.tag_v2.get(tag, default)
    return value if isinstance(value, int) else default


def opened_tiff(content: bytes) -> TiffFile:
    """Return a TIFF whose pages were found.

    Raises:
        ScanError: It is damaged, or has none.
    """
    return TiffFile(content, pages_of(content))
