"""How the pages of a slot become pictures that a platform takes: one each, joined, split.

Reckoned from the pages' sizes before anything is made, so that names are known beforehand; what is
made is measured again (``fitting``).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zcdesk.cases.file_limits import Arrangement, FileLimit

MOST_PARTS = 9
"""Parts of a page; more would be strips of a few lines, and their names would not sort."""

OVERLAP = 0.04
"""Share of a page that two neighbouring parts both show, so that no line is lost at the cut."""

LEAST_TEXT = 11.0
"""Pixels that print must keep in height to stay readable (our reader still takes 9)."""

_HALF = 0.5
"""Scale that print of unknown height bears."""

_TALLEST, _LARGEST = 32_768, 80_000_000
"""Pixels of a side and of a whole picture that every program opens (ours, too)."""

BYTES_BY_SIDE = 1.5
"""Bytes shrink with this power of a side, less than the area: a smaller page is denser
(measured on the sample: 1.6; more where noise is averaged away)."""

_RESERVE = 0.96
"""Aimed at below a limit of bytes, since they are reckoned."""


@dataclass(frozen=True)
class PageSize:
    """What decides how a page fits.

    Attributes:
        width: Pixels, as height.
        height: See ``width``.
        text_height: Height of its print in pixels, or 0 where nobody knows.
        bands: Bytes of equal horizontal bands of it, from the top, as JPEG; () without a limit of
            bytes.
    """

    width: int
    height: int
    text_height: float = 0.0
    bands: tuple[int, ...] = ()

    def weight(self, begin: float, end: float) -> float:
        """Return the bytes of the rows between two shares (0 to 1) of the height."""
        count = len(self.bands)
        return sum(
            band * max(0.0, min(end * count, place + 1) - max(begin * count, place))
            for place, band in enumerate(self.bands)
        )


@dataclass(frozen=True)
class Piece:
    """One picture: pages from ``first`` on, ``count`` of them, or a part of a single page."""

    first: int
    count: int = 1
    part: int = 1
    parts: int = 1


def arranged(pages: Sequence[PageSize], limit: FileLimit) -> tuple[Piece, ...]:
    """Return the pictures of a slot, in order.

    Joined pages become as many pictures as the number of pictures allows, or, where none was
    entered, as few as the other limits bear; a page that alone is too large is split. A page is
    split into as few parts as keep its print at full size within the limit, into two where no size
    was entered. More pages than pictures are always joined.

    Args:
        pages: Sizes of the slot's pages, in order.
        limit: What the platform takes.
    """
    most = limit.most_pictures
    if most is not None and most < len(pages):
        return tuple(_joined(len(pages), most))
    if limit.arrangement is Arrangement.SPLIT:
        return tuple(_split(pages, limit))
    if limit.arrangement is Arrangement.ONE_EACH or not pages:
        return tuple(Piece(place) for place in range(len(pages)))
    for count in range(most or 1, len(pages)):
        pieces = tuple(_joined(len(pages), count))
        if all(
            _joined_fits(pages[piece.first : piece.first + piece.count], limit) for piece in pieces
        ):
            return pieces
    return tuple(_split(pages, limit, wanted=1))


def _joined(pages: int, pictures: int) -> Iterator[Piece]:
    """Yield neighbours together; the first pictures get one page more where they do not divide."""
    first = 0
    for place in range(pictures):
        count = pages // pictures + (place < pages % pictures)
        yield Piece(first, count)
        first += count


def _split(pages: Sequence[PageSize], limit: FileLimit, wanted: int = 2) -> Iterator[Piece]:
    """Yield the parts of each page; ``wanted`` parts where no size was entered."""
    sized = limit.most_bytes is not None or limit.most_pixels is not None
    counts = [_parts(page, limit) if sized else wanted for page in pages]
    while limit.most_pictures is not None and sum(counts) > limit.most_pictures:
        counts[counts.index(max(counts))] -= 1
    for place, count in enumerate(counts):
        for part in range(1, count + 1):
            yield Piece(place, 1, part, count)


def _parts(page: PageSize, limit: FileLimit) -> int:
    """Return into how many parts a page is split."""
    return next((n for n in range(1, MOST_PARTS) if _parts_fit(page, limit, n)), MOST_PARTS)


def _parts_fit(page: PageSize, limit: FileLimit, count: int) -> bool:
    side = limit.most_pixels or _TALLEST
    best = min(1.0, side / page.width)  # splitting by rows never makes a page narrower
    for part in range(1, count + 1):
        begin, end = window(part, count)
        scale = min(1.0, side / max(page.width, page.height * (end - begin)))
        if scale < best or not _light(page.weight(begin, end), scale, limit):
            return False
    return True


def _joined_fits(pages: Sequence[PageSize], limit: FileLimit) -> bool:
    width, rows = max(page.width for page in pages), sum(page.height for page in pages)
    if rows > _TALLEST or (len(pages) > 1 and width * rows > _LARGEST):
        return False
    scale = min(1.0, (limit.most_pixels or _TALLEST) / max(width, rows))
    texts = [page.text_height for page in pages if page.text_height]
    if scale < (LEAST_TEXT / min(texts) if texts else _HALF):
        return False
    return _light(sum(page.weight(0.0, 1.0) for page in pages), scale, limit)


def _light(weight: float, scale: float, limit: FileLimit) -> bool:
    if limit.most_bytes is None:
        return True
    return weight * math.pow(scale, BYTES_BY_SIDE) <= limit.most_bytes * _RESERVE


def window(part: int, parts: int) -> tuple[float, float]:
    """Return where a part of a page begins and ends, in shares of its height."""
    reach = OVERLAP / 2 if parts > 1 else 0.0
    return max(0.0, (part - 1) / parts - reach), min(1.0, part / parts + reach)
