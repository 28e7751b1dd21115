"""Places of the covers of a picture: in percent of it, and in words."""

from __future__ import annotations

from dataclasses import dataclass

from zcdesk.applicant import Target
from zcdesk.export.plan.layout import PlannedPage
from zcdesk.export.plan.manifest import FinishedPicture
from zcdesk.geometry import Polygon, bounds, centre
from zcdesk.masking.hits import Mask
from zcdesk.wording import sentence, thing_word


@dataclass(frozen=True)
class CoverLine:
    """One cover in words, with its outline in percent of width and height from the top left."""

    number: int
    target: str
    place: str
    outline: Polygon


def covers_in(page: PlannedPage, picture: FinishedPicture) -> tuple[tuple[Target, Polygon], ...]:
    """Return target and outline, in percent of the picture, of each cover in a file.

    Those of a PDF are in percent of the page that each is on.
    """
    if picture.sheets:
        each = zip(page.sheets, picture.sheets, strict=True)
        return tuple(cover for sheet, shown in each for cover in covers_in(sheet, shown))
    if picture.covers is not None:
        return picture.covers
    return tuple((cover.target, outline(cover, page)) for cover in page.reviewed.covers)


def outline(mask: Mask, page: PlannedPage) -> Polygon:
    """Return a cover's outline in percent of the page's width and height, two decimals.

    Raises:
        ValueError: The page was never read, so it has no size.
    """
    upright = page.reviewed.page.page
    if upright is None:
        raise ValueError(f"page {page.number} has no picture")
    return tuple((_percent(x, upright.width), _percent(y, upright.height)) for x, y in mask.polygon)


def _percent(part: float, whole: int) -> float:
    return round(min(max(part / whole, 0.0), 1.0) * 100, 2)


def cover_line(number: int, target: Target, drawn: Polygon) -> CoverLine:
    """Tell a cover's place by a ninth of the picture and by its four edges."""
    left, top, right, bottom = bounds(drawn)
    x, y = centre(drawn)
    place = sentence(
        "export.place",
        region=sentence(f"export.region.{_third(y)}{_third(x)}").message,
        left=round(left),
        top=round(top),
        right=round(right),
        bottom=round(bottom),
    ).message
    return CoverLine(number, thing_word(target, use="paper"), place, drawn)


def _third(percent: float) -> int:
    return min(int(percent * 3 / 100), 2)
