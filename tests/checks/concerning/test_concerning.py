"""What a notice says beside its demands is told at its place, and only to whom it concerns."""

from __future__ import annotations

import re

import pytest

from tests.checks.five import ETDZ, HOTAN, MIIT, PERSON, REGION, URUMQI
from zcdesk.cases.case import Case
from zcdesk.checks.concerning.gathering import concerning
from zcdesk.checks.concerning.owed import asked_papers
from zcdesk.checks.concerning.told import Kind, Told, at, by_place, place_words, told_line
from zcdesk.notices.files.loading import built_in_ids, load_notice

VILLAGE = {"track": "etdz", "series": "engineering", "level": "intermediate", "village_work": "yes"}


def told_to(notice_id: str, **facts: str) -> tuple[Told, ...]:
    notice = load_notice(notice_id)
    return concerning(notice, Case(notice_id, PERSON, frozenset(), facts=tuple(facts.items())))


def lines(notice_id: str, place: str, **facts: str) -> str:
    return "\n".join(map(told_line, at(told_to(notice_id, **facts), place)))


CONCERNED = [
    # notice, answers, place, words that are told there, answers to whom they are not
    (ETDZ, VILLAGE, "defence", "免除或放宽：可免于参加答辩", {"village_work": "no"}),
    (ETDZ, VILLAGE, "defence", "按照当年参加该专业现场答辩人员的平均分值", {"village_work": "no"}),
    (HOTAN, {"kind": "appraisal", "level": "intermediate"}, "fee", "280 元", {"level": "junior"}),
    (HOTAN, {"kind": "appraisal", "level": "junior"}, "fee", "140 元", {"level": "intermediate"}),
    (HOTAN, {"kind": "initial", "level": "junior"}, "fee", "金额原文未述", {"kind": "appraisal"}),
    (HOTAN, {"office": "county"}, "paper", "呈报表（县（市）办理），2 份",
     {"office": "prefecture"}),
    (HOTAN, {"office": "county"}, "paper", "请在5个工作日内", {"office": ""}),
    (HOTAN, {"first_time": "yes"}, "continuing_education", "免除或放宽", {"first_time": "no"}),
    (URUMQI, {"kind": "initial"}, "upload", "新增【初次确定】申请书", {"kind": "conferral"}),
    (URUMQI, {"kind": "conferral"}, "upload", "新增【授予】申请书", {"kind": "initial"}),
    (MIIT, {"village_work": "yes"}, "continuing_education", "可免除当年继续教育",
     {"village_work": "no"}),
]  # fmt: skip


@pytest.mark.parametrize(("notice_id", "facts", "place", "words", "other"), CONCERNED)
def test_a_passage_is_told_at_its_place_to_whom_it_concerns_and_to_nobody_else(
    notice_id: str, facts: dict[str, str], place: str, words: str, other: dict[str, str]
) -> None:
    assert words in lines(notice_id, place, **facts)
    assert words not in lines(notice_id, place, **{**facts, **other})


EVERYBODY = [
    (ETDZ, "check", "处罚：", "撤销其职称，并记入职称评审诚信档案库", "七（三）"),
    (ETDZ, "check", "后果：", "导致的后果，由申报人承担", "四（二）"),
    (URUMQI, "check", "处罚：", "记录期限为3年", "工作要求（三）"),
    (URUMQI, "upload", "步骤：", "一个身份证号只能注册一次", "附1四"),
    (URUMQI, "education", "免除或放宽：", "自2022年起，不再限制所学专业", "附1一"),
    (REGION, "check", "处罚：", "三年内不得申报", "六"),
    (REGION, "upload", "步骤：", "检查本人姓名掩盖", "四（一）14"),
    (HOTAN, "check", "处罚：", "个人三年内不得申报相应职称评审，并列入平台诚信名单库", "六（五）"),
    (HOTAN, "paper", "时间：", "2025年3月25日之前", "三（二）"),
    (HOTAN, "continuing_education", "请确认：", "不少于90学时", "五（四）"),
    (MIIT, "check", "处罚：", "被处理单位三年内取消参评资格，个人五年内不得申报", "六（二）"),
    (MIIT, "paper", "步骤（用人单位）：", "由各单位人事（职改）部门统一报送", "五"),
]  # fmt: skip


@pytest.mark.parametrize(("notice_id", "place", "head", "words", "clause"), EVERYBODY)
def test_what_concerns_everybody_is_told_in_the_notices_words_with_its_clause(
    notice_id: str, place: str, head: str, words: str, clause: str
) -> None:
    found = [told_line(one) for one in at(told_to(notice_id), place)]
    assert any(
        one.startswith(head) and words in one and one.endswith(f"（{clause}）") for one in found
    )


def test_who_approves_an_exemption_is_told_at_its_form() -> None:
    asking = [fact for fact in load_notice(REGION).facts if fact.id == "village_work"]
    (fact,) = asking
    found = {
        option.id: "同级“访惠聚”办公室审核" in lines(
            REGION, "continuing_education", village_work=option.id, ce_exemption="yes"
        )
        for option in fact.options
    }  # fmt: skip
    assert any(found.values())
    assert not all(found.values())


@pytest.mark.parametrize(("notice_id", "place"), [(HOTAN, "fee"), (HOTAN, "defence"),
                                                  (HOTAN, "paper"), (ETDZ, "defence")])  # fmt: skip
def test_what_hangs_on_an_answer_asks_for_it_instead_of_telling_what_may_be_anothers(
    notice_id: str, place: str
) -> None:
    told = at(told_to(notice_id), place)
    asked = [one for one in told if "以后才能确定" in one.title]
    assert len(asked) == 1
    assert not [one for one in told if re.search("[0-9] [元份]|须参加|可免于", one.title)]


def test_an_item_on_paper_of_another_office_is_left_out_and_one_that_is_open_stays() -> None:
    notice = load_notice(HOTAN)

    def asked(**facts: str) -> list[str]:
        case = Case(HOTAN, PERSON, frozenset(), facts=tuple(facts.items()))
        return [item.title for item in asked_papers(notice, case)]

    assert asked(office="county") == ["呈报表（县（市）办理）"]
    assert asked(office="prefecture") == ["呈报表（地区办理）"]
    assert len(asked()) == 2


@pytest.mark.parametrize("notice_id", built_in_ids())
def test_no_number_of_ours_is_said_only_clauses_of_the_notice(notice_id: str) -> None:
    notice = load_notice(notice_id)
    for one in told_to(notice_id, **VILLAGE):
        for language in ("zh", "en"):
            line = told_line(one, language)
            assert not re.search(r"A-[0-9]{2}|[)）]-?[0-9]*-[a-z]\b", line), line
    for place, here in by_place(notice, told_to(notice_id)):
        assert place_words(notice, place)
        assert here


@pytest.mark.parametrize("notice_id", built_in_ids())
def test_a_sentence_is_quoted_once_at_a_place(notice_id: str) -> None:
    for _, here in by_place(load_notice(notice_id), told_to(notice_id, **VILLAGE)):
        quotes = [(one.slot, one.clause, one.quote) for one in here if one.quote]
        assert len(quotes) == len(set(quotes))


def test_a_slot_that_is_not_needed_has_nothing_to_say() -> None:
    def noted(**facts: str) -> list[Told]:
        told = told_to(ETDZ, **facts)
        return [one for one in told if one.slot == "prof_qualification" and one.kind is Kind.NOTE]

    assert noted(by_qualification="yes")
    assert not noted(by_qualification="no")
