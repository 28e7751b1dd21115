"""Crops of the places of a page, cut by a worker: decoded once, upright, with a margin."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from zcdesk.geometry import Box, Polygon, bounds
from zcdesk.pages.page import Page
from zcdesk.pages.preparing import thumbnail
from zcdesk.picture import Picture
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.side_by_side.likeness import Likeness, likeness_of
from zcdesk.workflow.tasks.places import pixels_of

LEAST_MARGIN = 12
"""Pixels of the page that are shown around the smallest place."""


@dataclass(frozen=True)
class CutFrame:
    """What a place is cut out for.

    Attributes:
        width, height: Most pixels: twice what is seen, so that screens at 200 % stay sharp.
        margin: What is shown around a place, as a part of its height.
        widest: A place wider than this for its height is shown with rows above and below it.
    """

    width: int
    height: int
    margin: float
    widest: float


TILE = CutFrame(440, 300, 0.25, 6.0)
"""A place beside others of its kind."""

STRIP = CutFrame(660, 195, 0.45, 3.4)
"""A place in its line."""


@dataclass(frozen=True)
class CutOut:
    """One place, cut out.

    Attributes:
        picture: The place and what stands around it, RGB, upright.
        part: What of the page that is, in pixels of the upright page.
        likeness: What the place alone is compared with others by.
    """

    picture: Picture
    part: Box
    likeness: Likeness


def part_around(polygon: Polygon, page: Page, frame: CutFrame = TILE) -> Box:
    """Return the part of a page that is shown for a place, in whole pixels of the page."""
    left, top, right, bottom = bounds(polygon)
    margin = max((bottom - top) * frame.margin, LEAST_MARGIN)
    upright = max(margin, ((right - left) / frame.widest - (bottom - top)) / 2)
    shape = frame.width / frame.height
    beside = max(margin, ((bottom - top + 2 * upright) * shape - (right - left)) / 2)
    return _inside((left - beside, top - upright, right + beside, bottom + upright), page)


def cut_out(
    pool: WorkerPool, page: Page, places: Sequence[Polygon], frame: CutFrame = TILE
) -> Future[list[CutOut]]:
    """Have a worker cut places out of a page.

    Returns:
        A future of one cut-out for each place, in their order. It carries a ``ZcdeskError`` where
        the scan cannot be drawn any more.
    """
    return pool.submit(cut_places, page, tuple(places), frame, short=True)


def cut_places(page: Page, places: Sequence[Polygon], frame: CutFrame = TILE) -> list[CutOut]:
    """Cut places out of a page (in a worker).

    Raises:
        ScanError: The scan cannot be used any more.
    """
    upright = pixels_of(page)
    return [_cut(upright, page, polygon, frame) for polygon in places]


def _cut(upright: Picture, page: Page, polygon: Polygon, frame: CutFrame) -> CutOut:
    part = part_around(polygon, page, frame)
    picture = thumbnail(_part(upright, part), frame.width, frame.height)
    alone = _part(upright, _inside(bounds(polygon), page))
    return CutOut(picture.copy(), part, likeness_of(alone))


def _part(upright: Picture, part: Box) -> Picture:
    left, top, right, bottom = (round(side) for side in part)
    return upright[top:bottom, left:right]


def _inside(box: Box, page: Page) -> Box:
    """Return a box in whole pixels, clipped to the page, of at least one pixel."""
    left, top = (min(max(int(side), 0), most - 1) for side, most in
                 ((box[0], page.width), (box[1], page.height)))  # fmt: skip
    right = min(max(round(box[2]), left + 1), page.width)
    bottom = min(max(round(box[3]), top + 1), page.height)
    return float(left), float(top), float(right), float(bottom)
