"""What a note asks: its faults, the picture that each means, its term, and what is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

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


ONE = [
    ("业绩成果佐证材料第2张未遮盖姓名", "achievement_evidence", 18),
    ("业绩第十二张未遮盖", "achievement_evidence", None),
    ("业绩成果印证材料最后一页模糊", "achievement_evidence", 21),
    ("业绩成果倒数第二张歪了", "achievement_evidence", 20),
    ("业绩成果佐证材料第２张倒置", "achievement_evidence", 18),
    ("实践能力第二份第1页未盖章", "practice_evidence", 16),
    ("实践能力第一份第2页看不清", "practice_evidence", 15),
    ("实践能力乙.pdf第1页没遮姓名", "practice_evidence", 16),
    ("业绩成果附件3未盖章", "achievement_evidence", 19),
    ("017.jpg没有遮盖", "achievement_evidence", 17),
    ("业绩成果印证材料/17.jpg没有遮盖", "achievement_evidence", 17),
    ("achievement_evidence_4.jpg未遮盖", "achievement_evidence", 20),
    ("第3页倒置", "diploma", 3),
    ("继教第2张姓名没盖", "ce_public", 23),
    ("实践能力、业绩成果栏目中第三张图片可见姓名", "practice_evidence", 16),
    ("业绩证明材料第2张露出单位名称", "achievement_evidence", 18),
    ("公需科目第3张与第2张重复，请删除", "ce_public", 25),
    ("附件3未盖章", "", None),
    ("姓名未遮盖", "", None),
    ("现实表现第2页不清", "", None),
    ("甲.pdf第一页缺盖章", "practice_evidence", 14),
    ("业绩中的身份证号、工作单位未遮（第3张）", "achievement_evidence", 19),
    ("业绩成果第3张中出现了工作单位", "achievement_evidence", 19),
    ("继续教育公需课第二张没签字", "ce_public", 24),
]


@pytest.mark.parametrize(("note", "slot", "page"), ONE)
def test_a_picture_counts_inside_the_place_that_is_named(
    note: str, slot: str, page: int | None
) -> None:
    (item,) = points_of(NOTICE, case(), note).items
    assert (item.slot, item.page) == (slot, page)


SEVERAL = [
    ("业绩第2-4张姓名未遮盖", [18, 19, 20]),
    ("业绩材料3至5页露出单位全称", [19, 20, 21]),
    ("业绩1、3、5张未遮", [17, 19, 21]),
    ("业绩第2张至第4张未遮", [18, 19, 20]),
    ("业绩第3张到最后一张都没有遮住名字", [19, 20, 21]),
    ("业绩第4张起都没遮", [20, 21]),
    ("毕业证第1页反了，学位证歪了，公需科目第一张糊了", [3, 5, 23]),
    ("缺3张公需科目证书", [None]),
    ("业绩成果第三、五张遮盖不完整", [19, 21]),
    ("学历证书第1页和第2页不清晰", [3, 4]),
    ("业绩成果第2、3张，实践能力第1张姓名未遮盖", [18, 19, 14]),
    ("业绩成果：第2张未遮盖姓名；第4张反了", [18, 20]),
    ("第9张、012.jpg 未遮", [9, 12]),
    ("①学位证书不清晰②业绩材料第3张未遮盖③公需科目缺2024年", [5, 19, None]),
    ("1、身份证不清晰2、学历证书第2页缺角3、公示结果未盖章", [1, 4, 33]),
    ("身份证不清晰，承诺书未签字，请重新上传", [1, 31]),
    ("照片不符合要求/承诺书未签字/推荐意见未盖章", [2, 31, 34]),
    ("学位证书、承诺书均不清晰", [5, 31]),
    (
        "一、学历学位\n1、毕业证第1页不清晰\n2、学位证倒置\n二、继续教育\n（1）公需科目第二张模糊",
        [3, 5, 24],
    ),
    ("学历：1. 毕业证第2张不清楚；2. 学位证缺页", [4, 5]),
    ("初审员李建国：身份证不清晰\n【复审】公需课第1张不清晰", [1, 23]),
    ("沈知遥：身份证不清晰\n李建国：学历证书缺页；照片不合格", [1]),
]


@pytest.mark.parametrize(("note", "pages"), SEVERAL)
def test_each_fault_and_each_picture_is_a_point_of_its_own(
    note: str, pages: list[int | None]
) -> None:
    assert [item.page for item in points_of(NOTICE, case(), note).items] == pages


NO_FAULT = [
    "请在48小时内修改",
    "您好，您的申报材料未通过审核，请于10月14日18:00前修改后重新提交，逾期视为放弃申报。",
    "3天内修改完善，逾期不予受理",
    "麻烦周五下班前补传，谢谢！",
    "请收到通知后三天之内完成。",
    "限48h内改好。",
    "请次日18点前改好",
    "当天改好，大后天之前提交",
    "（联系人：李老师 0991-1234567）请于月底前交回",
]


@pytest.mark.parametrize("note", NO_FAULT)
def test_courtesy_and_a_period_are_no_faults(note: str) -> None:
    points = points_of(NOTICE, case(), note)
    assert points.items == ()
    assert points.remarks
    with_fault = points_of(NOTICE, case(), f"承诺书未签字，{note}")
    assert with_fault.items[0].words.startswith("承诺书未签字")
    assert len(with_fault.items) == 1


TERMS = [
    ("请在48小时内修改", "2024-10-14 09:30"),
    ("请于二十四小时之内补正", "2024-10-13 09:30"),
    ("两日内修改", "2024-10-14 09:30"),
    ("限2个工作日内补正", "2024-10-15 09:30"),
    ("请于10月14日18:00前重新提交", "2024-10-14 18:00"),
    ("2024年10月13日下午3点前提交", "2024-10-13 15:00"),
    ("明天12点前改好重新上传", "2024-10-13 12:00"),
    ("请本周五前改好", "2024-10-18 23:59"),
    ("麻烦周五下班前补传", "2024-10-18 18:00"),
    ("下周三上午十点前处理", "2024-10-16 10:00"),
    ("请在一周内补充", "2024-10-19 09:30"),
    ("请于15日前交回", "2024-10-15 23:59"),
    ("请于 12 月 5 日前交回", "2024-12-05 23:59"),
    ("月底前改好", "2024-10-31 23:59"),
    ("明早8点前改完", "2024-10-13 08:00"),
    ("明晚8点前改完", "2024-10-13 20:00"),
    ("十月十四日下午五点前重新上传", "2024-10-14 17:00"),
    ("修改截止：10月14日上午10点", "2024-10-14 10:00"),
    ("请于1天内改好", "2024-10-13 09:30"),
    ("限 1 个工作日内补正", "2024-10-14 09:30"),
    ("请在15日 时间内改好", "2024-10-27 09:30"),
    ("请于10月13日内改好", "2024-10-13 23:59"),
    ("当天改好", "2024-10-12 23:59"),
    ("次日傍晚6点前改好", "2024-10-13 18:00"),
    ("大后天下班前改好", "2024-10-15 18:00"),
    ("10.14前改好", "2024-10-14 23:59"),
    ("当天补交的材料请改", ""),
    ("2月29日前改好", ""),
    ("10月14日的扫描件请改", ""),
    ("5日前取得的证书请补", ""),
    ("公示时间为5个工作日，不足", ""),
    ("2023年12月31日前取得的证书缺失", ""),
    ("近三年考核表不全", ""),
]


@pytest.mark.parametrize(("note", "end"), TERMS)
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
