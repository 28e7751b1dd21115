"""From a page to proposed covers: what is hidden, what stays, and why."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.drawn_text import letters, typed
from tests.masking.sheet import Sheet
from zcdesk.applicant import Applicant, Target
from zcdesk.geometry import Polygon, bounds
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.masking.own_words.page_search import _lies_in
from zcdesk.masking.proposing import propose
from zcdesk.names.search_words import words
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_evened
from zcdesk.wording import spoken

BOTH = (Target.NAME, Target.EMPLOYER)
APPLICANT = Applicant("张伟", "新疆云岭智能装备制造有限公司", employer_aliases=("云岭装备",))


def hits_on(
    *rows: str,
    applicant: Applicant = APPLICANT,
    targets: Sequence[Target] = BOTH,
    width: int = 1240,
) -> tuple[Hit, ...]:
    page = typed(*rows, width=width)
    grey = evened(page)
    return propose(page, grey, read_evened(grey), words(applicant), targets)


def covers(hits: Sequence[Hit], cell: Polygon) -> bool:
    left, top, right, bottom = bounds(cell)
    boxes = [bounds(hit.mask.polygon) for hit in hits if hit.covers_by_default]
    return any(
        x0 <= left + 4 and x1 >= right - 4 and y0 <= top + 3 and y1 >= bottom - 3
        for x0, y0, x1, y1 in boxes
    )


def covers_any_of(hits: Sequence[Hit], cell: Polygon) -> bool:
    left, top, right, bottom = bounds(cell)
    return any(
        hit.covers_by_default
        and min(right, bounds(hit.mask.polygon)[2]) - max(left, bounds(hit.mask.polygon)[0]) > 9
        and min(bottom, bounds(hit.mask.polygon)[3]) - max(top, bounds(hit.mask.polygon)[1]) > 9
        for hit in hits
    )


@pytest.fixture(scope="module")
def form() -> tuple[Hit, ...]:
    return hits_on(
        "申报人：张伟，男，1980年生",
        "单位：新疆云岭智能装备制造有限公司第二分公司",
        "获奖人员：李明、王芳、张伟、张伟国、陈静",
        "项目由云岭装备与新疆云山智能装备制造有限公司完成",
        "联系人：張　偉　同志",
    )


def test_name_and_employer_are_covered_whole(form: tuple[Hit, ...]) -> None:
    assert covers(form, letters(0, 4, 6))
    assert covers(form, letters(1, 3, 17))
    assert covers(form, letters(2, 11, 13))
    assert covers(form, letters(3, 3, 7))


def test_traditional_and_spaced_letters_are_covered(form: tuple[Hit, ...]) -> None:
    assert covers(form, letters(4, 4, 5))
    assert covers(form, letters(4, 6, 7))


def test_the_part_of_the_employer_behind_its_name_is_covered_too(form: tuple[Hit, ...]) -> None:
    assert covers(form, letters(1, 17, 21))


def test_other_people_stay(form: tuple[Hit, ...]) -> None:
    for first, last in ((5, 7), (8, 10), (14, 17), (18, 20)):
        assert not covers_any_of(form, letters(2, first, last))


def test_a_longer_name_is_told_as_a_near_miss(form: tuple[Hit, ...]) -> None:
    near = [hit for hit in form if hit.verdict is Verdict.LEAVE]
    assert [hit.reason.code for hit in near] == ["hit.longer_name"]
    assert "E" in spoken(near[0].reason).message


def test_a_similar_company_stays(form: tuple[Hit, ...]) -> None:
    assert not covers_any_of(form, letters(3, 8, 22))


def test_the_page_needs_nobody(form: tuple[Hit, ...]) -> None:
    assert [hit for hit in form if hit.is_doubt] == []


def test_no_reason_and_no_report_label_holds_a_word_of_the_applicant(
    form: tuple[Hit, ...],
) -> None:
    for hit in form:
        told = spoken(hit.reason).message + hit.mask.matched
        assert "张伟" not in told
        assert "云岭" not in told


def test_a_name_broken_over_two_lines_is_covered_on_both() -> None:
    rows = (
        "经单位研究并报上级主管部门批准，同意推荐我单位职工张",
        "伟同志申报高级工程师职称，公示期满，群众没有异议。特此",
    )
    found = hits_on(*rows)
    assert covers(found, letters(0, 25, 26))
    assert covers(found, letters(1, 0, 1))


def test_dotted_names_are_found_with_any_dot_and_with_none() -> None:
    person = Applicant("买买提·吐尔逊", "和田某某水利工程有限公司")
    found = hits_on(
        "姓名：买买提•吐尔逊",
        "姓名：买买提吐尔逊",
        "姓名：买买提．吐尔逊",
        "同事：艾力·吐尔逊",
        applicant=person,
    )
    assert covers(found, letters(0, 3, 10))
    assert covers(found, letters(1, 3, 9))
    assert covers(found, letters(2, 3, 10))
    assert not covers_any_of(found, letters(3, 3, 5))


def test_pinyin_is_found_in_both_orders_and_other_people_stay() -> None:
    found = hits_on("Wei ZHANG, Ming LI, ZhangWei", "Weiguo Zhang, Zhang Weiguo")
    labels = [hit.mask.matched for hit in found if hit.covers_by_default]
    assert sorted(labels) == ["name:latin:1", "name:latin:2"]


def test_initials_are_asked() -> None:
    found = hits_on("References: Zhang W., Li M. 2021", "Authors: Zheng W., Li M.")
    assert [(hit.verdict, hit.reason.code) for hit in found] == [(Verdict.DOUBT, "hit.initials")]


def test_what_is_no_target_is_not_looked_for() -> None:
    found = hits_on("张伟，新疆云岭智能装备制造有限公司", targets=(Target.EMPLOYER,))
    assert {hit.mask.target for hit in found} == {Target.EMPLOYER}
    assert hits_on("张伟，新疆云岭智能装备制造有限公司", targets=()) == ()


def test_a_former_employer_is_a_persons_decision() -> None:
    person = Applicant("张伟", "新疆云岭智能装备制造有限公司", former_employers=("昌吉沐源化工厂",))
    found = hits_on("2010年至2015年在昌吉沐源化工厂工作", applicant=person)
    assert [(hit.verdict, hit.reason.code) for hit in found] == [
        (Verdict.DOUBT, "hit.former_employer")
    ]


@pytest.mark.slow
def test_a_word_that_breaks_off_at_the_end_of_a_line_does_not_make_a_longer_name() -> None:
    found = hits_on(
        "经本单位研究并在单位内部公示，一致同意推荐张伟同",
        "志申报高级工程师职称。经本单位研究，同意推荐张伟申",
        "报。",
    )
    assert covers(found, letters(0, 21, 23))
    assert covers(found, letters(1, 22, 24))
    assert all(hit.verdict is not Verdict.LEAVE for hit in found)


def test_a_namesake_whose_last_letter_is_also_a_word_stays() -> None:
    person = Applicant("李玥", "新疆云岭智能装备制造有限公司")
    found = hits_on("参加人员：李玥月、李玥、王芳", "李玥和王芳负责，李玥，女", applicant=person)
    assert not covers_any_of(found, letters(0, 5, 8))
    assert covers(found, letters(0, 9, 11))
    assert covers(found, letters(1, 0, 2))
    assert covers(found, letters(1, 8, 10))


def test_a_namesake_who_is_broken_over_two_lines_stays() -> None:
    found = hits_on(
        "经单位研究并报上级主管部门批准，同意推荐我单位职工张",
        "伟国同志申报高级工程师职称，公示期满，群众没有异议。同意推荐张伟国",
        "同志申报。",
        width=1500,
    )
    assert [hit for hit in found if hit.covers_by_default] == []


def test_a_namesake_of_a_compound_surname_stays() -> None:
    person = Applicant("上官赟", "新疆云岭智能装备制造有限公司")
    found = hits_on("经上官赟国等人研究，由上官赟负责", applicant=person)
    assert not covers_any_of(found, letters(0, 1, 5))
    assert covers(found, letters(0, 11, 14))


def test_an_author_who_is_cited_with_others_is_no_namesake() -> None:
    person = Applicant("上官赟", "新疆某公司")
    found = hits_on("上官赟等[3]提出了修正的计算模型", applicant=person)
    assert [hit.verdict for hit in found] == [Verdict.COVER]


def test_a_slanting_cover_hides_nothing_in_the_corners_of_its_box() -> None:
    slanting = ((492.0, 1266.0), (1083.0, 1000.0), (1119.0, 1101.0), (528.0, 1367.0))
    assert not _lies_in(((560, 1020), (680, 1020), (680, 1060), (560, 1060)), slanting)
    assert _lies_in(((780, 1160), (830, 1160), (830, 1200), (780, 1200)), slanting)


@pytest.mark.slow
def test_a_verb_behind_a_name_ends_it_and_tells_a_longer_one_from_it() -> None:
    hits = hits_on("本章由张伟复核，数据由张伟国复核，附表由张伟编写")
    assert [hit.verdict for hit in hits] == [Verdict.COVER, Verdict.LEAVE, Verdict.COVER]


def test_a_name_before_what_somebody_says_is_asked_about_nowhere() -> None:
    found = hits_on("这个要问张伟说。先放着，张伟说，下周再看")
    assert [hit.verdict for hit in found] == [Verdict.COVER] * 2


def test_a_word_that_is_no_surname_may_begin_a_sentence_before_a_name() -> None:
    found = hits_on("按张伟意见办理。", "许张伟意见办理。", "受张伟和李国委托，")
    verdicts = [hit.verdict for hit in found]
    assert verdicts == [Verdict.COVER, Verdict.DOUBT, Verdict.COVER]


def test_a_verb_of_two_letters_is_no_third_letter_of_a_name() -> None:
    """认为 ends with 为, before which 张伟认 would be somebody else."""
    rows = (
        "方案由张伟作为负责人提出，",
        "张伟认为可行，张伟亲自负责，",
        "张伟不在，张伟正在路上，",
    )
    found = hits_on(*rows)
    assert [(hit.verdict, hit.reason.code) for hit in found] == [(Verdict.COVER, "hit.read")] * 5


def test_a_form_of_address_may_be_the_last_letter_of_a_longer_name() -> None:
    found = hits_on("感谢张伟君，也感谢王芳", "听张伟哥、李娜姐说", "请张伟君同志参加")
    assert [(hit.verdict, hit.reason.code) for hit in found] == [
        (Verdict.DOUBT, "hit.longer_name"),
        (Verdict.DOUBT, "hit.longer_name"),
        (Verdict.LEAVE, "hit.longer_name"),
    ]


def test_what_ends_a_longer_name_tells_it_in_a_line_without_any_stop() -> None:
    found = hits_on("试验由张伟国等人在阿克苏地区同期完成", "参加者：王芳、张伟国等。记录：张伟")
    assert [hit.verdict for hit in found] == [Verdict.LEAVE, Verdict.LEAVE, Verdict.COVER]


def test_something_new_of_somebody_may_be_a_longer_name() -> None:
    found = hits_on("这是张伟新的方案，", "这是张伟国的方案，")
    assert [hit.verdict for hit in found] == [Verdict.DOUBT, Verdict.LEAVE]


def test_what_leads_to_a_verb_may_be_no_third_letter_of_a_name() -> None:
    found = hits_on(
        "总工程师张伟作汇报，", "张伟刚完成试验，", "由张伟刚同志，张伟刚等", "张伟刚、何丽"
    )
    expected = [Verdict.DOUBT, Verdict.DOUBT, Verdict.LEAVE, Verdict.LEAVE, Verdict.LEAVE]
    assert [hit.verdict for hit in found] == expected


@pytest.mark.slow
@pytest.mark.parametrize(
    ("below", "verdict"),
    [
        ("国等人", Verdict.DOUBT),
        ("刚等人", Verdict.LEAVE),
        ("刚等三", Verdict.DOUBT),
    ],
)
def test_the_last_letter_of_a_longer_name_begins_the_line_below(
    below: str, verdict: Verdict
) -> None:
    """国 is a surname as well: 国等人 may be others."""
    found = hits_on(
        "为满足设计和规范的要求，试验方案由本单位张伟",
        f"{below}在阿克苏完成，各测点位移均小于预警值，",
        "结构稳定。",
    )
    assert [hit.verdict for hit in found] == [verdict]


@pytest.mark.parametrize("row", ["姓 名 张伟", "院张伟同志为工程提供设备", "名张伟"])
def test_a_letter_that_is_no_surname_before_a_name_makes_no_longer_one(row: str) -> None:
    assert [hit.verdict for hit in hits_on(row)] == [Verdict.COVER]


def test_a_surname_before_a_name_may_make_a_longer_one() -> None:
    assert [hit.verdict for hit in hits_on("李张伟同志")] == [Verdict.DOUBT]


def test_letters_of_small_print_that_lie_unevenly_are_no_space_between_two_names() -> None:
    sheet = Sheet(900, 120)
    sheet.write("改进的遗传算法求解。余刚云等人在昌吉朔泰职业技术学院作了类似试验。", 66, 40, em=11)
    found = sheet.hits(Applicant("余刚", "昌吉朔桥职业技术学院"))
    assert [hit.verdict for hit in found] == [Verdict.LEAVE]


def test_a_long_item_of_a_list_that_ends_before_the_margin_ends_there() -> None:
    found = hits_on(
        "一、公示期间如有异议，请以书面形式向单位人事部门反映，联系电话公布如下",
        "二、本单位材料审核人及联系人：张伟国",
        "三、本单位材料复核人及联系人：张伟",
        width=1500,
    )
    assert [hit.verdict for hit in found] == [Verdict.LEAVE, Verdict.COVER]


def test_a_line_before_a_long_word_is_broken_off_there_and_no_item() -> None:
    found = hits_on(
        "一、公示期间如有异议，请以书面形式向单位人事部门反映，联系电话公布如下",
        "二、本单位材料审核人及联系人是张伟于",
        "2023-2024/abcdefg-hijklmn 立项",
        width=1500,
    )
    assert all(hit.verdict is not Verdict.LEAVE for hit in found)


def test_a_misread_place_before_a_short_form_is_covered_with_it() -> None:
    person = Applicant("张伟", "奎屯岱泰地质环境监测中心")
    found = hits_on("奎电岱泰地质环境监测中心", "喀什岱泰地质环境监测中心", applicant=person)
    assert covers(found, letters(0, 0, 12))
    assert not covers_any_of(found, letters(1, 0, 2))


def test_names_side_by_side_with_one_space_between_are_two_names() -> None:
    found = hits_on("编写：张伟　李国", "审核：张　伟　国")
    assert [(hit.verdict, hit.reason.code) for hit in found] == [
        (Verdict.COVER, "hit.read"),
        (Verdict.LEAVE, "hit.longer_name"),
    ]


@pytest.mark.slow
def test_a_list_whose_next_item_begins_with_a_place_ends_the_name_above() -> None:
    found = hits_on(
        "乌鲁木齐昆锐新能源开发集团有限公司：张伟国",
        "石河子鼎禹农业机械推广服务有限公司：李明和",
        "阿克苏沐岭建筑安装工程技术有限公司：张伟",
        "喀什岳桥矿业有限公司：王芳",
    )
    assert [(hit.verdict, hit.reason.code) for hit in found] == [
        (Verdict.LEAVE, "hit.longer_name"),
        (Verdict.COVER, "hit.read"),
    ]


def test_a_label_leads_to_a_name_that_is_a_common_word_as_well() -> None:
    person = Applicant("李想", "新疆云岭智能装备制造有限公司")
    found = hits_on("姓名 李想 性别 男", "申报人 李想", applicant=person)
    assert [(hit.verdict, hit.reason.code) for hit in found] == [(Verdict.COVER, "hit.read")] * 2


def test_a_heading_about_somebody_is_no_common_word() -> None:
    person = Applicant("高远", "新疆云岭智能装备制造有限公司")
    found = hits_on(
        "关于高远同志申报职称的公示", "关于高远规划的通知", "树立高远同志们的志向", applicant=person
    )
    assert [(hit.verdict, hit.reason.code) for hit in found] == [
        (Verdict.COVER, "hit.read"),
        (Verdict.LEAVE, "hit.common_word"),
        (Verdict.DOUBT, "hit.maybe_longer_name"),
    ]
