"""A person's acts on how a page lies: turned, cut out, levelled, lit evenly, split in two.

Each starts again from the decoded picture, so nothing is lost and each can be taken back. The page
must be read and confirmed again; covers drawn by hand stay on what they hide. What computes with
pixels is imported when an act is done: who only asks what acts there are does without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from zcdesk.cases.case import Case, CasePage
from zcdesk.geometry import Point, Polygon, centre
from zcdesk.masking.hits import Mask
from zcdesk.pages.page import Page


def turn_page(case: Case, number: int, degrees: int) -> Case:
    """Return the case with a page turned clockwise; one that waits to be read will be so.

    Raises:
        ValueError: The page was refused, or ``degrees`` is no quarter turn.
    """
    from zcdesk.pages.laying.standing import turned

    before = case.page(number)
    if before.page is None and not before.refused and degrees in (90, 180, 270):
        stands = ((before.turned or 0) + degrees) % 360
        return case.with_page(replace(before, turned=stands))
    return _relaid(case, number, lambda page: turned(page, degrees))


def cut_out_page(case: Case, number: int, corners: Polygon | None) -> Case:
    """Return the case with another outline of a page.

    Args:
        case: The case.
        number: Of the page.
        corners: Pixels of the decoded picture, clockwise from the one that is top left there;
            None takes the whole picture.

    Raises:
        ValueError: The page has no picture, or the corners do not span a convex page.
    """
    from zcdesk.pages.laying.standing import page_from_corners

    return _relaid(case, number, lambda page: page_from_corners(page, corners))


def level_page(case: Case, number: int, skew: float) -> Case:
    """Return the case with a page turned by a small angle, degrees clockwise, instead of its own.

    Raises:
        ValueError: The page has no picture.
    """
    from zcdesk.pages.laying.standing import with_skew

    return _relaid(case, number, lambda page: with_skew(page, skew))


def light_page(case: Case, number: int, *, even: bool) -> Case:
    """Return the case with the shadows of a page taken away, or as they were.

    Raises:
        ValueError: The page has no picture.
    """
    from zcdesk.pages.laying.standing import with_light

    return _relaid(case, number, lambda page: with_light(page, even=even))


def _relaid(case: Case, number: int, lay: Callable[[Page], Page]) -> Case:
    before = case.page(number)
    return case.with_page(_laid(before, lay(_picture(before))))


def documents_on(page: CasePage) -> tuple[Polygon, ...]:
    """Return the outlines of several documents that a page's picture shows, else nothing."""
    from zcdesk.pages.laying.standing import found_laying

    if page.page is None or page.page.corners is not None:
        return ()
    offered = found_laying(page.page).offered
    return offered if len(offered) > 1 else ()


def split_page(case: Case, number: int) -> Case:
    """Return the case with a page for each document that is in the picture of one.

    The first keeps the number; the others follow it, in the same slot, with numbers of their own.

    Raises:
        ValueError: Fewer than two documents were found on the page.
    """
    before = case.page(number)
    outlines = documents_on(before)
    if not outlines:
        raise ValueError("a page with one document cannot be split")
    page = _picture(before)
    first = max(case.numbered, *(each.number for each in case.pages))
    numbers = [number, *(first + more for more in range(1, len(outlines)))]
    parts = [
        _part(before, page, outline, each) for outline, each in zip(outlines, numbers, strict=True)
    ]
    place = case.pages.index(before)
    pages = (*case.pages[:place], *parts, *case.pages[place + 1 :])
    return replace(case, pages=pages, numbered=numbers[-1])


def _part(before: CasePage, page: Page, outline: Polygon, number: int) -> CasePage:
    """Return the page of one document, with the covers that were drawn on it."""
    from zcdesk.pages.laying.standing import page_from_corners

    lies = page_from_corners(page, outline)
    drawn = _on_document(before.drawn, page, lies)
    if number == before.number:
        return _laid(replace(before, drawn=drawn), lies)
    fresh = CasePage(number, before.slot, before.path, before.index, page, drawn=drawn)
    return _laid(fresh, lies)


def _on_document(masks: Iterable[Mask], page: Page, lies: Page) -> tuple[Mask, ...]:
    there = page.transform.inverse().then(lies.transform)
    return tuple(mask for mask in masks if _inside(there.apply(centre(mask.polygon)), lies))


def _inside(point: Point, page: Page) -> bool:
    return 0 <= point[0] <= page.width and 0 <= point[1] <= page.height


def _picture(page: CasePage) -> Page:
    if page.page is None:
        raise ValueError("a page without a picture cannot be laid otherwise")
    return page.page


def _laid(before: CasePage, page: Page) -> CasePage:
    """Return the page as it is now, waiting to be read; drawn covers go with it."""
    carried = _picture(before).transform.inverse().then(page.transform)
    drawn = tuple(replace(mask, polygon=carried.apply_all(mask.polygon)) for mask in before.drawn)
    return replace(
        before,
        page=page,
        hits=(),
        findings=page.findings,
        decisions=(),
        drawn=drawn,
        examined=False,
    )
