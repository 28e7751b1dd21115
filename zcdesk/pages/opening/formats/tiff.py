"""TIFF: several pages, faxes with uneven pixels, every compression that libtiff reads."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from PIL import TiffImagePlugin

from zcdesk.errors import TruncatedScanError
from zcdesk.findings import Finding, warning
from zcdesk.pages.opening.colour import to_srgb
from zcdesk.pages.opening.formats.format import (
    Decoded,
    Format,
    believable_dpi,
    require_size,
    square_pixels,
)
from zcdesk.pages.opening.formats.tiff_pages import TiffPage, pages_of

_SIGNATURES = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
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

    def decode(self, index: int) -> Decoded:
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
        found = (warning("scan.page_doubtful", page=index + 1),) if _lost_some(messages) else ()
        picture = square_pixels(to_srgb(image), across, down)
        dpi = believable_dpi(max(across, down) * unit) if unit else None
        return Decoded(picture, dpi, found)


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


def _opened(content: bytes, passwords: Sequence[str]) -> TiffFile:
    return TiffFile(content, pages_of(content))


FORMAT = Format(
    "TIFF", frozenset({".tif", ".tiff"}), lambda head: head.startswith(_SIGNATURES), _opened
)


# --- Keeps what decoders written in C print on the terminal, so that it can be judged instead ----


_STANDARD_ERROR = 2
_MOST_PRINTED = 100_000


def _place_for_messages() -> BinaryIO:
    """Return a file without a name; where the system has no room for one, messages are lost."""
    try:
        return cast(BinaryIO, tempfile.TemporaryFile())
    except OSError:
        return Path(os.devnull).open("w+b")


@contextmanager
def kept_messages() -> Generator[list[str], None, None]:
    """Collect what is printed on the standard error inside; the list holds its lines afterwards.

    A worker does one thing at a time, so that nobody else's messages are caught.
    """
    lines: list[str] = []
    try:
        before = os.dup(_STANDARD_ERROR)
    except OSError:  # a program without a terminal has none
        yield lines
        return
    with _place_for_messages() as printed:
        if sys.stderr is not None:
            sys.stderr.flush()
        os.dup2(printed.fileno(), _STANDARD_ERROR)
        try:
            yield lines
        finally:
            os.dup2(before, _STANDARD_ERROR)
            os.close(before)
            printed.seek(0)
            lines += printed.read(_MOST_PRINTED).decode("utf-8", "replace").splitlines()
