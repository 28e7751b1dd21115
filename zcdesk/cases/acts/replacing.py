"""A page that gives way to others: a new scan, or one that lay elsewhere in the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zcdesk.cases.acts.following import follow_page
from zcdesk.cases.acts.removing import note_removed
from zcdesk.cases.case import Case, CasePage


def replace_page(case: Case, number: int, added: Sequence[CasePage]) -> Case:
    """Put pages that were just added in the place of page ``number``, which stays away."""
    wanted = {page.number for page in added}
    old = case.page(number)
    pages: list[CasePage] = []
    for page in case.pages:
        if page.number == number:
            pages.extend(case.placed(case_page, old.slot) for case_page in added)
        elif page.number not in wanted:
            pages.append(page)
    case = note_removed(replace(case, pages=tuple(pages)), old.path)
    return follow_page(case, number, added[0].number) if added else case
