"""A person's acts on the outlines of covers: given another one, repeated on pages alike."""

from __future__ import annotations

from dataclasses import replace

from zcdesk.applicant import Target
from zcdesk.cases.acts.deciding import decide
from zcdesk.cases.case import Case, CasePages, Decision
from zcdesk.geometry import Polygon, Transform, bounds, share_in
from zcdesk.masking.hits import Mask

ALIKE = 0.04
"""Pages of one form differ in shape by less: scanners cut their edges differently."""

COVERED = 0.8
"""Share of a repeated cover above which a page has it already."""


def reshape_drawn(case: Case, number: int, index: int, mask: Mask) -> Case:
    """Let the cover drawn by hand at place ``index`` be another one."""
    page = case.page(number)
    drawn = (*page.drawn[:index], mask, *page.drawn[index + 1 :])
    return case.with_page(replace(page, drawn=drawn))


def fit_cover(case: Case, number: int, index: int, polygon: Polygon) -> Case:
    """Give the cover of a found place another outline; it is thereby decided to be covered.

    The place stays the find that it was: were it left open instead and a cover drawn, the second
    reading would take what the new outline no longer hides for left open on purpose.
    """
    page = case.page(number)
    hits = list(page.hits)
    hit = hits[index]
    stretched = Transform.stretch(bounds(hit.mask.polygon), bounds(polygon))
    hits[index] = replace(
        hit.moved(stretched.apply_all), mask=replace(hit.mask, polygon=polygon, hidden=())
    )
    case = case.with_page(replace(page, hits=tuple(hits)))
    return decide(case, number, index, Decision.COVER)


def pages_like(case: Case, number: int) -> CasePages:
    """Return the other pages of the same form: same slot, read, and of nearly the same shape."""
    here = case.page(number)
    if here.page is None:
        return ()
    ratio = here.page.width / here.page.height
    return tuple(
        page
        for page in case.pages
        if page.number != number
        and page.slot == here.slot
        and page.page is not None
        and page.examined
        and abs(page.page.width / page.page.height / ratio - 1) < ALIKE
    )


def repeat(case: Case, number: int, target: Target, polygon: Polygon) -> Case:
    """Draw a cover of page ``number`` on the other pages of the same form, at the same place.

    Pages that have a cover of nearly the same outline already are left as they are.
    """
    here = case.page(number).page
    if here is None:
        return case
    changed = []
    for page in pages_like(case, number):
        there = page.page
        if there is None:
            continue
        sizes = Transform.scale(there.width / here.width, there.height / here.height)
        placed = sizes.apply_all(polygon)
        around = bounds(placed)
        if not any(share_in(around, bounds(mask.polygon)) > COVERED for mask in page.covers()):
            changed.append(replace(page, drawn=(*page.drawn, Mask(target, placed))))
    return case.with_pages(changed)
