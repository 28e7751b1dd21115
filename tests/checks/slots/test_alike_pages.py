"""Pages that show the same sheet are asked about once, other kinds, years or numbers are not."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import cv2
import numpy as np
import pytest

from tools.drawing.documents import draw_page
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case, CasePage
from zcdesk.checks.slots.pages import alike_findings
from zcdesk.pages.judging.likeness import look_of
from zcdesk.pages.page import Page, PageSource
from zcdesk.picture import Picture
from zcdesk.sorting.page_words import PageWords
from zcdesk.sorting.told import PageTold, stated_on


def drawn(kind: str) -> Picture:
    random = Random(11)
    person = invent_person(random)
    return draw_page(kind, person, invent_colleagues(person, random), random, 75).picture


def again(picture: Picture) -> Picture:
    """The same sheet on another scanner: smaller, darker, a little to the side."""
    small = cv2.resize(picture, None, fx=0.8, fy=0.8, interpolation=cv2.INTER_AREA)
    return np.asarray(np.roll(small, 14, axis=1) * 0.9, np.uint8)


def page(number: int, picture: Picture, *years: int, path: str = "") -> CasePage:
    path = path or f"{number}.jpg"
    upright = Page(PageSource(path, "a" * 64), 600, 800, 600, 800, look=look_of(picture))
    return CasePage(number, "", path, page=upright, examined=True, told=PageTold(years=years))


def numbered(text: str) -> PageTold:
    return PageTold(stated=stated_on(PageWords((), (text,), text), ""))


def asked(*pages: CasePage) -> list[tuple[object, object]]:
    applicant = Applicant("张伟", "云岭化工有限公司")
    case = Case("region-senior-2024", applicant, frozenset({Target.NAME}), pages)
    return [
        (one.finding.details["other"], one.finding.details["page"]) for one in alike_findings(case)
    ]


@pytest.mark.slow
def test_a_second_scan_of_a_page_is_asked_about_once() -> None:
    form, other = drawn("appraisal_form"), drawn("dense_text")
    pages = (page(1, form), page(2, other), page(5, again(form)), page(7, again(form)))
    assert asked(*pages) == [(1, 5), (1, 7)]


def test_other_years_the_same_picture_and_waiting_pages_are_no_question() -> None:
    form = drawn("appraisal_form")
    assert asked(page(1, form, 2021), page(2, again(form), 2022)) == []
    public, special = (
        PageTold(kind=kind, sure=True, years=(2024,)) for kind in ("ce_public", "ce_special")
    )
    for told, other in (
        (public, special),
        (numbered("新人社00123号，编号：2024001234"), numbered("证书编号:2024001235")),
    ):
        pages = replace(page(1, form), told=told), replace(page(2, again(form)), told=other)
        assert asked(*pages) == []
        assert asked(pages[0], replace(pages[1], told=told)) == [(1, 2)]
    assert asked(page(1, form, 2021, 2020), page(2, again(form), 2021)) == [(1, 2)]
    assert asked(page(1, form, path="a.jpg"), page(2, form, path="a.jpg")) == []
    assert asked(page(1, form), replace(page(2, form), examined=False)) == []
