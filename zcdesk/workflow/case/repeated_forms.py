"""Covers that a person drew on a form, proposed on the other pages of the same form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from zcdesk.cases.case import Case, CasePage, Decision
from zcdesk.masking.hits import Mask, Origin
from zcdesk.pages.page import Page
from zcdesk.reading.line import Reading
from zcdesk.workflow.case.fixed_forms import FixedForm, form_of, judge_form

_BY_PLACE = (Origin.SCRIPT, Origin.LABEL)


def known_forms(case: Case, reading_of: Callable[[Page], Reading | None]) -> tuple[FixedForm, ...]:
    """Return the forms on which a person covered what could not be read; readings must be known."""
    found = []
    for page in case.pages:
        taught = _taught(page)
        reading = reading_of(page.page) if page.page and taught else None
        form = form_of(reading, taught) if reading is not None else None
        if form is not None:
            found.append(form)
    return tuple(found)


def _taught(page: CasePage) -> tuple[Mask, ...]:
    """Return covers that no word led to: drawn ones, and confirmed ones of unread places."""
    agreed = [
        hit.mask
        for index, hit in enumerate(page.hits)
        if hit.mask.origin in _BY_PLACE and page.decision(index) is Decision.COVER
    ]
    return (*agreed, *page.drawn)


def with_forms(page: CasePage, reading: Reading, forms: Sequence[FixedForm]) -> CasePage:
    """Return a freshly examined page with the covers that were drawn on the same form before."""
    hits = page.hits
    for form in forms:
        hits = (*hits, *judge_form(form, reading, hits))
    return page if hits == page.hits else replace(page, hits=hits)
