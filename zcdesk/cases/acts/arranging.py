"""A person's acts on where pages are: into slots, moved on, sides merged (正反面), removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from zcdesk.cases.acts.deciding import decided_before, remove_page
from zcdesk.cases.case import Case, CasePage, in_slot_order
from zcdesk.notices.profile.notice import Notice


def add_pages(case: Case, added: Sequence[CasePage]) -> Case:
    """Return the case with pages that came in, at its end."""
    numbered = max((case.numbered, *(page.number for page in added)))
    return replace(case, pages=(*case.pages, *added), numbered=numbered)


def move_pages(
    case: Case, notice: Notice, numbers: Sequence[int], slot: str, before: int = 0
) -> Case:
    """Put pages into ``slot``, before page ``before`` or at its end (0)."""
    moving = [case.placed(page, slot) for page in case.pages if page.number in numbers]
    staying = [page for page in case.pages if page.number not in numbers]
    at = next((i for i, page in enumerate(staying) if page.number == before), None)
    if at is None:
        inside = [i for i, page in enumerate(staying) if page.slot == slot]
        at = inside[-1] + 1 if inside else len(staying)
    pages = [*staying[:at], *moving, *staying[at:]]
    case = replace(case, pages=in_slot_order(notice, pages))
    for page in moving:
        case = decided_before(case, page.number) if slot else case
    return case


def shift_page(case: Case, number: int, by: int) -> Case:
    """Move a page by so many places inside its slot."""
    page = case.page(number)
    inside = [case_page for case_page in case.pages if case_page.slot == page.slot]
    here = inside.index(page)
    there = min(max(here + by, 0), len(inside) - 1)
    inside.insert(there, inside.pop(here))
    return _laid_out(case, inside)


def merge_sides(case: Case, numbers: Sequence[int], *, backwards: bool) -> Case:
    """Put the backs of sheets, scanned after all the fronts, each behind its front.

    Args:
        case: The case.
        numbers: Pages of one slot; the first half of them, as they lie, are the fronts. Of an odd
            number the last sheet has no back.
        backwards: Whether the backs lie from the last sheet to the first: the pile was turned over.
    """
    chosen = [page for page in case.pages if page.number in set(numbers)]
    half = (len(chosen) + 1) // 2
    fronts, backs = chosen[:half], chosen[half:]
    sides = zip_longest(fronts, reversed(backs) if backwards else backs)
    return _laid_out(case, [side for sheet in sides for side in sheet if side])


def _laid_out(case: Case, ordered: Sequence[CasePage]) -> Case:
    """Return the case with these pages in the places that they hold together, in this order."""
    places, following = {page.number for page in ordered}, iter(ordered)
    pages = tuple(next(following) if page.number in places else page for page in case.pages)
    return replace(case, pages=pages)


def remove_pages(case: Case, numbers: Sequence[int]) -> Case:
    """Take pages out of the case; the imported files stay in it as long as undo may want them."""
    for number in numbers:
        case = remove_page(case, number)
    return case
