"""Covers that a person drew on a form, proposed on the other pages of the same form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from zcdesk.cases.case import Case, CasePage
from zcdesk.masking.fixed_forms import FixedForm, form_of, judge_form
from zcdesk.pages.page import Page
from zcdesk.reading.line import Reading


def known_forms(case: Case, reading_of: Callable[[Page], Reading | None]) -> tuple[FixedForm, ...]:
    """Return the forms on which a person drew covers, from the pages whose reading is known."""
    found = []
    for page in case.pages:
        reading = reading_of(page.page) if page.page and page.drawn else None
        form = form_of(reading, page.drawn) if reading is not None else None
        if form is not None:
            found.append(form)
    return tuple(found)


def with_forms(page: CasePage, reading: Reading, forms: Sequence[FixedForm]) -> CasePage:
    """Return a freshly examined page with the covers that were drawn on the same form before."""
    hits = page.hits
    for form in forms:
        hits = (*hits, *judge_form(form, reading, hits))
    return page if hits == page.hits else replace(page, hits=hits)
