"""TIFF: several pages, faxes with uneven pixels, every compression that libtiff reads."""

from __future__ import annotations

import io
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from PIL import TiffImagePlugin

from zcdesk.disk.native_messages import kept_messages
from zcdesk.errors import ScanError, TruncatedScanError
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding
from zcdesk.pages.opening.colour import to_srgb
from zcdesk.pages.opening.formats.format import (
    MAX_PAGES,
    DecodedPage,
    believable_dpi,
    require_pages,
    require_size,
    square_pixels,
)
from zcdesk.pages.opening.packing import Packing, lossless, packed
from zcdesk.picture import turned_view

_REDUCED = 1  # bit of NewSubfileType: a small copy of another page
_AS_LARGE = 0.8
"""Of the pixels of the first page: what has as many is no small copy, whatever its mark says. The
next size of a pyramid has a quarter."""
_SIZES = dict(enumerate((1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4), start=1))
_CODES = {1: "B", 3: "H", 4: "I", 13: "I"}
_SUBFILE, _WIDTH, _HEIGHT, _ORIENTATION, _INNER = 254, 256, 257, 274, 330
_STRIPS, _TILES = (273, 279), (324, 325)  # offsets, byte counts
_JPEG_STREAM = (513, 514)  # the old way to put a JPEG into a TIFF
_BITS, _PACKING, _COLOURS, _SAMPLES = 258, 259, 262, 277
_USED = {_SUBFILE, _WIDTH, _HEIGHT, _ORIENTATION, *_STRIPS, *_TILES, *_JPEG_STREAM}
_USED |= {_BITS, _PACKING, _COLOURS, _SAMPLES, _INNER}
_RAW, _SUBSAMPLED = 1, 6
_ENTRY, _ROOM = 12, 4  # bytes of a tag, and of its value in place
_MOST_TAGS = 4096
_MOST_NUMBERS = 1_000_000
"""Of one tag: 80 million pixels in tiles of 16 by 16 are 312,500, three times of them in planes."""

_LEAST_COPY = 250_000
"""Pixels of a page where all pages are marked as copies; a preview alone has fewer."""

_MOST_FRAMES = 2 * MAX_PAGES  # every page may have a thumbnail


@dataclass(frozen=True)
class TiffPage:
    """One page of a TIFF.

    Attributes:
        frame: Its place in the chain of directories, from 0.
        width: Pixels across as stored.
        height: Pixels down as stored.
        orientation: Tag 274, 1 to 8.
        complete: All of its data is inside the file.
    """

    frame: int
    width: int
    height: int
    orientation: int
    complete: bool


@dataclass(frozen=True)
class _Layout:
    """Byte order of numbers."""

    order: str
    content: bytes

    @classmethod
    def of(cls, content: bytes) -> _Layout:
        return cls("<" if content[:2] == b"II" else ">", content)

    def number(self, code: str, position: int) -> int:
        """Read one number; outside of the file means that the file was cut."""
        size = struct.calcsize(self.order + code)
        if position < 0 or position + size > len(self.content):
            raise TruncatedScanError
        return int(struct.unpack_from(self.order + code, self.content, position)[0])

    def directories(self) -> Iterator[dict[int, tuple[int, ...]]]:
        """Yield the tags of each directory of the chain; a chain that bites its tail ends."""
        position = self.number("I", 4)
        seen = set()
        while position and position not in seen:
            seen.add(position)
            if len(seen) > _MOST_FRAMES:
                require_pages(len(seen))
            count = self.number("H", position)
            if count > _MOST_TAGS:
                raise ScanError
            end = position + 2 + count * _ENTRY
            entries = range(position + 2, end, _ENTRY)
            yield dict(self._entry(entry) for entry in entries if self._is_used(entry))
            position = self.number("I", end)

    def _is_used(self, position: int) -> bool:
        """Whether the tag at a position is one of those that are looked at here.

        Each of thousands of tags may claim the same millions of numbers.
        """
        return self.number("H", position) in _USED

    def _entry(self, position: int) -> tuple[int, tuple[int, ...]]:
        tag, kind = self.number("H", position), self.number("H", position + 2)
        count, value = self.number("I", position + 4), position + 8
        if kind not in _CODES:
            return tag, ()
        if count > _MOST_NUMBERS:
            raise ScanError
        if count * _SIZES[kind] > _ROOM:
            value = self.number("I", value)
        if value + count * _SIZES[kind] > len(self.content):
            raise TruncatedScanError
        return tag, struct.unpack_from(f"{self.order}{count}{_CODES[kind]}", self.content, value)


def pages_of(content: bytes) -> tuple[TiffPage, ...]:
    """Return the pages, without the thumbnails that some programs put beside them.

    Raises:
        TruncatedScanError: The chain of directories leads out of the file.
        TooManyPagesScanError: More than the program takes.
        ScanError: No page, or not a TIFF.
    """
    directories = list(_Layout.of(content).directories())
    least = _AS_LARGE * _first_size(directories)
    pages = []
    for frame, tags in enumerate(directories):
        if _is_marked_reduced(tags) and _size(tags) < least:
            continue
        orientation = _first(tags, _ORIENTATION, 1)
        pages.append(
            TiffPage(
                frame,
                _first(tags, _WIDTH, 0),
                _first(tags, _HEIGHT, 0),
                orientation if 1 <= orientation <= 8 else 1,
                _is_complete(tags, len(content)) and _has_all_rows(tags),
            )
        )
    if not pages:
        raise ScanError
    require_pages(len(pages))
    return tuple(pages)


def _first_size(directories: list[dict[int, tuple[int, ...]]]) -> int:
    """Return the pixels of the first page; where all are marked as copies, of the largest."""
    full = [_size(tags) for tags in directories if not _is_marked_reduced(tags)]
    if full:
        return full[0]
    # A camera's raw photo keeps its picture in directories further inside, and a preview here.
    raw = any(_INNER in tags for tags in directories)
    return sys.maxsize if raw else max(_LEAST_COPY, *map(_size, directories), 0)


def _is_marked_reduced(tags: dict[int, tuple[int, ...]]) -> bool:
    return bool(_first(tags, _SUBFILE, 0) & _REDUCED)


def _size(tags: dict[int, tuple[int, ...]]) -> int:
    return _first(tags, _WIDTH, 0) * _first(tags, _HEIGHT, 0)


def _first(tags: dict[int, tuple[int, ...]], tag: int, default: int) -> int:
    values = tags.get(tag, ())
    return values[0] if values else default


def _has_all_rows(tags: dict[int, tuple[int, ...]]) -> bool:
    """Whether the strips of a picture that is not packed are as long as its pixels."""
    lengths = tags.get(_STRIPS[1], ())
    if _first(tags, _PACKING, _RAW) != _RAW or not lengths:
        return True
    if _first(tags, _COLOURS, 0) == _SUBSAMPLED:
        return True
    bits = _first(tags, _BITS, 1) * _first(tags, _SAMPLES, 1)
    row = _first(tags, _WIDTH, 0) * bits // 8
    return sum(lengths) >= row * _first(tags, _HEIGHT, 0)


def _is_complete(tags: dict[int, tuple[int, ...]], size: int) -> bool:
    """Return whether every strip or tile is inside the file."""
    for offsets, counts in (_STRIPS, _TILES, _JPEG_STREAM):
        starts, lengths = tags.get(offsets, ()), tags.get(counts, ())
        if not starts:
            continue
        if not lengths:  # some old programs leave the counts out for a single strip
            return all(start < size for start in starts)
        return len(starts) == len(lengths) and all(
            length > 0 and start + length <= size
            for start, length in zip(starts, lengths, strict=True)
        )
    return False


_RESOLUTION_ACROSS, _RESOLUTION_DOWN, _RESOLUTION_UNIT = 282, 283, 296
_SAMPLING = 530  # of the colours
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
        findings = (
            (finding_of("scan.page_doubtful", page=index + 1),) if _lost_some(messages) else ()
        )
        picture = square_pixels(to_srgb(image), across, down)
        dpi = believable_dpi(max(across, down) * unit) if unit else None
        return DecodedPage(picture, dpi, findings, packing=_packing(image, page).fitting(picture))


def _packing(image: TiffImagePlugin.TiffImageFile, page: TiffPage) -> Packing:
    """Return how strips or tiles of JPEGs packed a page; they begin at whole blocks of any kind.

    Source:
        Technical note 2 of Adobe's TIFF supplements, "Replacement TIFF/JPEG specification".
    """
    if image.info.get("compression") == "jpeg":
        halved = image.tag_v2.get(_COLOURS) == _SUBSAMPLED
        dense = image.tag_v2.get(_SAMPLING, (2, 2)) if halved else (1, 1)
        packing = packed(page.width, page.height, [dense, (1, 1), (1, 1)], None)
    else:
        packing = lossless(page.width, page.height, 1 if image.mode == "1" else 8)
    return packing.laid(partial(turned_view, orientation=page.orientation))


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
