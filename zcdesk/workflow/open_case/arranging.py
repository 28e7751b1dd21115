"""A person's acts that move pages: between slots, inside a slot, out of the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zcdesk.cases.acts.deciding import decided_before, remove_page
from zcdesk.cases.case import Case
from zcdesk.cases.ordering import in_slot_order
from zcdesk.notices.profile.notice import Notice


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
    ordered = iter(inside)
    return replace(
        case,
        pages=tuple(
            next(ordered) if case_page.slot == page.slot else case_page for case_page in case.pages
        ),
    )


def remove_pages(case: Case, numbers: Sequence[int]) -> Case:
    """Take pages out of the case; the imported files stay in it as long as undo may want them."""
    for number in numbers:
        case = remove_page(case, number)
    return case
