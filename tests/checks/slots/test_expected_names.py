"""Pages that should show her name or photo, cases that show nothing of her, sheets shown twice."""

from dataclasses import replace
from random import Random

import cv2
import numpy as np
import pytest

from tests.pages.drawn import document
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case, CasePage
from zcdesk.checks.slots import expected_names
from zcdesk.checks.slots.pages import alike_findings
from zcdesk.findings import Finding, info
from zcdesk.geometry import box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.pages.judging.likeness import look_of
from zcdesk.pages.page import Page, PageSource
from zcdesk.picture import Picture
from zcdesk.sorting.page_words import PageWords
from zcdesk.sorting.told import NOTHING, PageTold, stated_on
from zcdesk.wording import spoken

BOTH = frozenset({Target.NAME, Target.EMPLOYER})
PHOTO = frozenset({Target.NAME, Target.PHOTO})
APPLICANT = Applicant("买买提·吐尔逊", "和田云岭水利工程有限公司")
DIPLOMA = PageTold(kind="diploma", sure=True, begins=True)


def hit(target: Target, verdict: Verdict, matched: str = "name:1") -> Hit:
    mask = Mask(target, box(0, 0, 9, 9), matched, 0.9, Origin.SPOTTED)
    return Hit(mask, verdict, info("hit.read", line=1))


@pytest.mark.parametrize(
    "finding",
    [
        expected_names.no_name_on_page(DIPLOMA, (), BOTH),
        expected_names.no_photo_on_page(DIPLOMA, (hit(Target.NAME, Verdict.COVER),), PHOTO),
    ],
)
def test_a_diploma_without_name_or_photo_is_told_with_its_kind(finding: Finding | None) -> None:
    assert finding is not None
    assert "毕业证书" in spoken(finding).message


@pytest.mark.parametrize(
    ("told", "hits", "targets", "kind"),
    [
        (DIPLOMA, (hit(Target.NAME, Verdict.COVER),), BOTH, ""),
        (DIPLOMA, (hit(Target.NAME, Verdict.DOUBT),), BOTH, ""),
        (DIPLOMA, (), frozenset({Target.EMPLOYER}), ""),
        (replace(DIPLOMA, sure=False), (), BOTH, ""),
        (PageTold(kind="posting", sure=True), (), BOTH, ""),
        (PageTold(kind="labour_contract", sure=True, begins=False), (), BOTH, ""),
        (DIPLOMA, (), BOTH, "project"),
    ],
)
def test_other_pages_need_no_name(
    told: PageTold, hits: tuple[Hit, ...], targets: frozenset[Target], kind: str
) -> None:
    assert expected_names.no_name_on_page(told, hits, targets, kind) is None


@pytest.mark.parametrize(
    ("told", "hits", "kind"),
    [
        (DIPLOMA, (hit(Target.NAME, Verdict.LEAVE),), ""),
        (DIPLOMA, (hit(Target.EMPLOYER, Verdict.COVER, "employer:1"),), ""),
        (PageTold(kind="labour_contract", sure=True, begins=True), (), ""),
        (NOTHING, (), "title_cert"),
        (PageTold(kind="id_card_back", sure=True, also=("id_card_front",)), (), ""),
    ],
)
def test_a_near_miss_or_an_employer_is_no_name(
    told: PageTold, hits: tuple[Hit, ...], kind: str
) -> None:
    assert expected_names.no_name_on_page(told, hits, BOTH, kind) is not None


def test_names_beside_the_label_are_offered_the_likest_first() -> None:
    told = replace(DIPLOMA, names=("李明", "麦麦提·吐尔逊", "买买提·吐尔逊"))
    assert expected_names.offered_spellings(told, APPLICANT) == ("麦麦提·吐尔逊", "李明")


def case_of(*pages: CasePage, targets: frozenset[Target] = BOTH) -> Case:
    return Case("some-notice", APPLICANT, targets, pages)


def read_page(number: int, *hits: Hit, told: PageTold = NOTHING) -> CasePage:
    upright = Page(PageSource(f"{number}.jpg", "a" * 64), 100, 100, 100, 100)
    return CasePage(number, "", f"{number}.jpg", 0, upright, hits, examined=True, told=told)


def test_a_case_without_a_hit_asks_whether_name_and_papers_belong_together() -> None:
    finding = expected_names.nothing_found(
        case_of(read_page(1), read_page(2, hit(Target.NAME, Verdict.LEAVE)))
    )
    assert finding is not None
    assert "2" in spoken(finding).message


@pytest.mark.parametrize(
    "case",
    [
        case_of(),
        case_of(read_page(1), read_page(2, hit(Target.EMPLOYER, Verdict.COVER, "employer:1"))),
        case_of(read_page(1), CasePage(2, "", "2.jpg")),
        case_of(read_page(1), targets=frozenset({Target.PHOTO})),
        case_of(read_page(1, told=PageTold(wordless=True, portrait=True))),
    ],
)
def test_cases_with_a_hit_or_still_unread_ask_nothing(case: Case) -> None:
    assert expected_names.nothing_found(case) is None


@pytest.mark.parametrize(
    ("told", "hits", "targets"),
    [
        (DIPLOMA, (hit(Target.PHOTO, Verdict.COVER),), PHOTO),
        (DIPLOMA, (hit(Target.PHOTO, Verdict.DOUBT),), PHOTO),
        (DIPLOMA, (), frozenset({Target.NAME})),
        (replace(DIPLOMA, sure=False), (), PHOTO),
        (PageTold(kind="posting", sure=True, begins=True), (), PHOTO),
        (PageTold(kind="title_cert", sure=True, begins=False), (), PHOTO),
    ],
)
def test_other_pages_need_no_photo(
    told: PageTold, hits: tuple[Hit, ...], targets: frozenset[Target]
) -> None:
    assert expected_names.no_photo_on_page(told, hits, targets) is None


@pytest.mark.parametrize(
    ("told", "hits"),
    [
        (DIPLOMA, (hit(Target.PHOTO, Verdict.LEAVE),)),
        (PageTold(kind="title_cert", sure=True, begins=True), ()),
        (PageTold(kind="id_card_back", sure=True, also=("id_card_front",)), ()),
    ],
)
def test_a_photo_that_was_left_alone_is_none(told: PageTold, hits: tuple[Hit, ...]) -> None:
    assert expected_names.no_photo_on_page(told, hits, PHOTO) is not None


def drawn(kind: str) -> Picture:
    return document(kind, Random(11), 75).picture


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
