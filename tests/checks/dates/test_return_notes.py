"""What a note asks: its faults, the picture that each means, its term, and what is none."""

from dataclasses import replace
from datetime import datetime

import pytest

from tests.tables import rows_beside
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts import following
from zcdesk.cases.acts.deciding import replace_page
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.deliveries import DeliveredFile, Delivery, DeliveryKind
from zcdesk.cases.rounds import Agreed, Round, ToDo
from zcdesk.checks.dates.mended import MendingStanding, standing
from zcdesk.checks.dates.mending import points_of
from zcdesk.checks.dates.note_terms import note_term
from zcdesk.checks.dates.returns import round_terms
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.slots import Who
from zcdesk.pages.page import Page, PageSource
from zcdesk.quantities.moments import BEIJING

TABLES = rows_beside(__file__)

NOTICE = load_notice("region-senior-2024")
AT = datetime(2024, 10, 12, 9, 30, tzinfo=BEIJING)
COUNTS = {"achievement_evidence": 5, "practice_evidence": 3, "ce_public": 3, "diploma": 2}
"""Pages of the slots that have more than one: 17 to 21, 14 to 16, 23 to 25, 3 and 4."""


def case() -> Case:
    """A case with pages in every slot, numbered in the notice's order."""
    pages: list[CasePage] = []
    for slot in NOTICE.slots():
        for place in range(COUNTS.get(slot.id, 1)):
            name = f"{slot.id}_{place + 1}.jpg"
            if slot.id == "practice_evidence":
                name = "甲.pdf" if place < 2 else "乙.pdf"
            pages.append(CasePage(len(pages) + 1, slot.id, f"/x/{name}", place))
    applicant = Applicant("沈知遥", "天山云岭")
    return Case(NOTICE.id, applicant, frozenset((Target.NAME,)), tuple(pages))


@pytest.mark.parametrize(("note", "slot", "page"), TABLES["one"])
def test_a_picture_counts_inside_the_place_that_is_named(note: str, slot: str, page: int) -> None:
    (item,) = points_of(NOTICE, case(), note).items
    assert (item.slot, item.page or 0) == (slot, page)


@pytest.mark.parametrize(("note", "pages"), TABLES["several"])
def test_each_fault_and_each_picture_is_a_point_of_its_own(
    note: str, pages: tuple[int, ...]
) -> None:
    assert tuple(item.page or 0 for item in points_of(NOTICE, case(), note).items) == pages


@pytest.mark.parametrize("note", TABLES["no_fault"])
def test_courtesy_and_a_period_are_no_faults(note: str) -> None:
    points = points_of(NOTICE, case(), note)
    assert points.items == ()
    assert points.remarks
    with_fault = points_of(NOTICE, case(), f"承诺书未签字，{note}")
    assert with_fault.items[0].words.startswith("承诺书未签字")
    assert len(with_fault.items) == 1


@pytest.mark.parametrize(("note", "end"), TABLES["terms"])
def test_a_period_in_the_note_is_its_term(note: str, end: str) -> None:
    term = note_term(note, AT)
    assert (f"{term.end:%Y-%m-%d %H:%M}" if term else "") == end


def returned(
    words: str, who: Who = Who.REVIEW_COMMITTEE, agreed: Agreed = Agreed.NOT_ASKED
) -> Case:
    return following.begin_round(case(), Round(AT, who, words, agreed=agreed))


def test_the_notes_term_agrees_with_the_notices_or_is_asked_about_or_stands_alone() -> None:
    (same,) = round_terms(NOTICE, returned("请在48小时内修改"))
    assert not same.differs
    (other,) = round_terms(NOTICE, returned("请在24小时内修改"))
    assert other.differs
    assert other.end == AT.replace(day=13)  # the earlier one, until a person says which counts
    (settled,) = round_terms(NOTICE, returned("请在24小时内修改", agreed=Agreed.NOTICE))
    assert settled.end == AT.replace(day=14)
    (later,) = round_terms(NOTICE, returned("请在72小时内修改"))
    assert later.end == AT.replace(day=14)
    (granted,) = round_terms(NOTICE, returned("请在72小时内修改", agreed=Agreed.NOTE))
    assert granted.end == AT.replace(day=15)
    assert round_terms(NOTICE, returned("没有盖章", Who.EMPLOYER)) == ()
    (alone,) = round_terms(NOTICE, returned("没有盖章，3天内改好", Who.EMPLOYER))
    assert alone.by_note
    assert alone.end == AT.replace(day=15)


def test_pictures_count_as_they_were_handed_in() -> None:
    file = DeliveredFile
    sent = (
        file("上传/06-2 业绩/017.jpg", "a", "achievement_evidence", 17),
        file("上传/06-2 业绩/017a.jpg", "b", "achievement_evidence", 21),
        file("上传/06-2 业绩/018.jpg", "c", "achievement_evidence", 18),
    )
    told = replace(case(), deliveries=(Delivery(AT, DeliveryKind.COVERED, sent),))
    (item,) = points_of(NOTICE, told, "业绩成果第2张不清晰").items
    assert item.page == 21
    (named,) = points_of(NOTICE, told, "017a.jpg倒置").items
    assert named.page == 21


def read(number: int, slot: str, mark: str = "a") -> CasePage:
    """A page that was read; ``mark`` tells one picture from another."""
    page = Page(PageSource(f"/x/{mark}", mark), 10, 10, 10, 10)
    return CasePage(number, slot, f"/x/{mark}", page=page, examined=True)


def confirmed(told: Case, number: int) -> Case:
    page = told.page(number)
    return told.with_page(replace(page, confirmed=told.fingerprint(page)))


def stands(told: Case) -> MendingStanding:
    return standing(told, told.rounds[-1], told.rounds[-1].items[0])


def begun(item: ToDo, *pages: CasePage) -> Case:
    """A case of confirmed pages with a return that asks one thing."""
    told = replace(case(), pages=pages, numbered=len(pages))
    for page in pages:
        told = confirmed(told, page.number)
    back = Round(AT, Who.REVIEW_COMMITTEE, "", (item,), following.stood_now(told))
    return following.begin_round(told, back)


def test_a_replaced_page_ticks_its_point_once_it_is_confirmed() -> None:
    told = begun(ToDo("不清晰", "education", "diploma", 1), read(1, "diploma"), read(2, "diploma"))
    assert (
        stands(confirmed(told, 1)) is MendingStanding.OPEN
    )  # confirmed as it was: nothing was mended
    new = read(3, "", "b")
    told = replace_page(replace(told, pages=(*told.pages, new)), 1, [new])
    assert [page.number for page in told.pages] == [3, 2]
    assert told.rounds[0].items[0].page == 3
    assert stands(told) is MendingStanding.UNCONFIRMED
    assert stands(confirmed(told, 3)) is MendingStanding.MENDED


def test_what_lacks_is_there_once_a_page_came_in_of_its_year() -> None:
    item = ToDo("公需科目缺2023年", "continuing_education", "ce_public")
    told = begun(item, read(1, "ce_public"))
    assert stands(told) is MendingStanding.OPEN
    wrong = replace(read(2, "ce_public", "b"), told=replace(told.pages[0].told, years=(2021,)))
    other = confirmed(replace(told, pages=(*told.pages, wrong)), 2)
    assert stands(other) is MendingStanding.OPEN
    right = replace(wrong, told=replace(wrong.told, years=(2023,)))
    whole = replace(told, pages=(*told.pages, right))
    assert stands(whole) is MendingStanding.UNCONFIRMED
    assert stands(confirmed(whole, 2)) is MendingStanding.MENDED


def test_what_lacks_is_not_there_while_as_many_pages_went_as_came() -> None:
    told = begun(ToDo("学历证书缺一页", "education", "diploma"), read(1, "diploma"))
    (old,), new = told.pages, read(2, "diploma", "b")
    swapped = confirmed(replace(told, pages=(new,)), 2)
    assert stands(swapped) is MendingStanding.OPEN
    assert stands(replace(swapped, pages=(old, *swapped.pages))) is MendingStanding.MENDED


def test_what_is_too_much_or_lies_wrong_is_mended_by_going() -> None:
    twice = begun(
        ToDo("重复，请删除", "education", "diploma", 2), *map(read, (1, 2), ("diploma",) * 2)
    )
    assert stands(twice) is MendingStanding.OPEN
    assert stands(replace(twice, pages=twice.pages[:1])) is MendingStanding.MENDED
    wrong = begun(ToDo("放错位置", "education", "diploma", 1), read(1, "diploma"))
    assert stands(wrong) is MendingStanding.OPEN
    moved = wrong.with_page(replace(wrong.page(1), slot="degree_cert"))
    assert stands(moved) is MendingStanding.MENDED


def test_a_person_may_say_that_a_point_is_mended_with_a_word() -> None:
    told = begun(ToDo("总结超过3000字", "work_summary", ""))
    said = following.mark_done(told, 0, 0, note="已改短")
    assert stands(said) is MendingStanding.BY_HAND
    assert said.rounds[0].items[0].note == "已改短"
    assert stands(following.mark_done(said, 0, 0, done=False)) is MendingStanding.OPEN


def test_a_return_that_only_text_answers_is_handed_in_without_a_package() -> None:
    first = Delivery(AT.replace(day=8), DeliveryKind.COVERED, submitted=AT.replace(day=8))
    told = replace(begun(ToDo("总结超过3000字")), deliveries=(first,))
    again = following.hand_in(told, AT.replace(day=13))
    assert [one.submitted for one in again.deliveries] == [AT.replace(day=8), AT.replace(day=13)]
