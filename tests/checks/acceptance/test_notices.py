"""The acceptance list on the notices themselves: 1–11, and the ambiguities that are told."""

from __future__ import annotations

import pytest

from tests.checks.acceptance.making import (
    ETDZ,
    HOTAN,
    MIIT,
    PERSON,
    REGION,
    URUMQI,
    S,
    evaluation_of,
)
from zcdesk.checks.written.texts import text_findings
from zcdesk.notices.files.consistency import bare
from zcdesk.notices.files.loading import built_in_ids, load_notice, notice_text

TITLES = [
    (1, ETDZ, 2024, "企业工程系列（专业）职称评审工作的通知"),
    (1, URUMQI, 2025, "乌鲁木齐市民营企业专项初定（授予）职称工作的通知"),
    (1, REGION, 2024, "正高级经济师等5个系列（专业）职称评审工作申报注意事项"),
    (1, HOTAN, 2025, "授予职称工作的通知"),
    (1, MIIT, 2019, "专业技术职务任职资格评审工作的通知"),
]


@pytest.mark.parametrize(("item", "notice", "year", "words"), TITLES)
def test_title_and_year_stand_as_printed(item: int, notice: str, year: int, words: str) -> None:
    found = load_notice(notice)
    assert (found.year, words in found.title) == (year, True)
    assert bare(found.title) in bare("\n".join(notice_text(found)))


@pytest.mark.parametrize(("item", "notice"), [(2, one) for one in built_in_ids()])
def test_every_finding_of_a_rule_shows_clause_and_original_words(item: int, notice: str) -> None:
    text = bare("\n".join(notice_text(load_notice(notice))))
    found = evaluation_of(notice, {}).findings
    assert found
    for one in found:
        if one.rule:
            assert one.clause
            assert all(bare(piece) in text for piece in one.quote.split("…"))
        else:
            assert one.code in ("check.other_year", "check.pages_unsorted", "check.questions_open")


@pytest.mark.parametrize(("item", "limit", "code"), [(4, 3000, "check.text_length"),
                                                     (4, 2500, "check.text_long")])  # fmt: skip
def test_a_changed_number_in_the_profile_changes_the_verdict(
    item: int, limit: int, code: str
) -> None:
    notice = load_notice(REGION)
    texts = tuple(
        one.model_copy(update={"at_most": limit}) if one.kind == "length" else one
        for one in notice.texts
    )
    changed = notice.model_copy(update={"texts": texts})
    found = text_findings(changed, "work_summary", "工" * 2700, PERSON)
    assert code in [one.code for one in found]


@pytest.mark.parametrize(("item", "slot"), [(5, "personal_conduct"), (5, "unit_recommendation")])
@pytest.mark.parametrize("given", [0, 1])
def test_what_is_not_stated_neither_fails_nor_passes(item: int, slot: str, given: int) -> None:
    evaluation = evaluation_of(HOTAN, {}, *[slot] * given)
    assert evaluation.slot(slot).state == S
    assert not [f for f in evaluation.findings if f.slot == slot and f.severity == "error"]


AS_PRINTED = [
    # item, notice, rule, words that look like a slip and stay
    (6, REGION, "三-b", "8月2308日"),
    (6, ETDZ, "四(三)-a", "实效性"),
    (6, HOTAN, "附2-a", "专 业 技 术 人 员 业 务 考 核 表"),
    (6, URUMQI, "附1四-d", "或栏目"),
    (6, MIIT, "引言", "工业美术系列"),
]


@pytest.mark.parametrize(("item", "notice", "rule", "words"), AS_PRINTED)
def test_a_slip_of_the_notice_is_shown_and_not_mended(
    item: int, notice: str, rule: str, words: str
) -> None:
    found = load_notice(notice)
    quotes = [one.quote for one in found.sources() if one.rule == f"{notice}/{rule}"]
    assert any(bare(words) in bare(quote) for quote in quotes), quotes
    assert bare(words) in bare("\n".join(notice_text(found)))


FIRST_QUESTIONS = [
    (7, ETDZ, ["track", "series", "level"]),
    (7, URUMQI, ["kind", "employer_kind"]),
    (7, REGION, ["series", "level"]),
    (7, HOTAN, ["kind", "level"]),
    (7, MIIT, ["series", "specialty", "level"]),
]


@pytest.mark.parametrize(("item", "notice", "first"), FIRST_QUESTIONS)
def test_track_kind_series_and_level_are_asked_first(
    item: int, notice: str, first: list[str]
) -> None:
    assert [fact.id for fact in load_notice(notice).facts][: len(first)] == first


CONTACTS = [
    (8, ETDZ, ["https://wlmq.xjzcsq.com", "0991—3757772、3792164", "0991—3743983",
               "0991—3193615、3193501"]),
    (8, URUMQI, ["wlmq.xjzcsq.com", "https://wlmq.xjzcsq.com/", "http://www.cdgdc.edu.cn",
                 "http://zwfw.cscse.edu.cn/", "0991-4656129", "0991-4871993、0991-4167940",
                 "0991-4656129"]),
    (8, REGION, ["https://www.xjzcsq.com", "http://www.chsi.com.cn/", "12333",
                 "0991-3689900、3689693", "0991-3193615、3193501"]),
    (8, HOTAN, ["www.xjzcsq.com", "http://ht.xjzcsq.com", "www.chsi.com.cn", "0903-2069736",
                "0903-2069176"]),
    (8, MIIT, ["www.xjzcsq.com", "http://www.xjrs.gov.cn/fwdh/zyjsrygl/gxlrzzltj/",
               "http://www.chsi.com.cn/", "乌鲁木齐市光明路140号新疆机械工程学会",
               "0991—4523469 8809546 8897846 8808699"]),
]  # fmt: skip


@pytest.mark.parametrize(("item", "notice", "values"), CONTACTS)
def test_contacts_are_letter_for_letter_those_of_the_notice(
    item: int, notice: str, values: list[str]
) -> None:
    found = load_notice(notice)
    assert [contact.value for contact in found.contacts] == values
    text = bare("\n".join(notice_text(found)))
    assert all(bare(value) in text for value in values)


PLATFORMS = [
    (8, REGION, "https://www.xjzcsq.com"),
    (8, HOTAN, "www.xjzcsq.com"),
    (8, MIIT, "www.xjzcsq.com"),
]


@pytest.mark.parametrize(("item", "notice", "address"), PLATFORMS)
def test_the_platforms_address(item: int, notice: str, address: str) -> None:
    assert load_notice(notice).platform.url == address


PENALTIES = [
    (9, ETDZ, ["记录期限为 3 年"]),
    (9, URUMQI, ["记录期限为3年"]),
    (9, REGION, ["三年内不得申报"]),
    (9, HOTAN, ["个人三年内不得申报", "诚信名单库"]),
    (9, MIIT, ["单位三年内取消参评资格", "个人五年内不得申报"]),
]


@pytest.mark.parametrize(("item", "notice", "words"), PENALTIES)
def test_each_notice_threatens_in_its_own_words(item: int, notice: str, words: list[str]) -> None:
    (found,) = load_notice(notice).penalties
    assert all(word in found.quote for word in words)


PLEDGES = [
    (10, ETDZ, "申报人对本人申报材料的真实性负责", 1),
    (10, REGION, "申报人对本人申报材料的真实性负责", 2),
    (10, HOTAN, "实行个人承诺制，所上传的材料均需真实有效", 1),
]


@pytest.mark.parametrize(("item", "notice", "sentence", "consequences"), PLEDGES)
def test_what_a_person_confirms_before_anything_is_exported(
    item: int, notice: str, sentence: str, consequences: int
) -> None:
    found = load_notice(notice)
    assert found.pledge
    assert found.pledge.sentence == sentence
    assert len(found.consequences) == consequences


@pytest.mark.parametrize(("item", "notice"), [(11, one) for one in built_in_ids()])
def test_no_size_of_ours_is_written_as_the_notices(item: int, notice: str) -> None:
    values = {rule.id: rule.value for rule in load_notice(notice).file_rules}
    assert values.get("size", "原文未述") == "原文未述"
    assert not any(letter.isdigit() for value in values.values() for letter in value)


QUESTIONS = [
    # item, notice, ambiguity, a word of what is told
    (42, URUMQI, "A-10", "网址"),
    (45, HOTAN, "A-26", "2013"),
    (59, HOTAN, "A-16", "90"),
    (60, HOTAN, "A-16", "首次"),
    (63, MIIT, "A-59", "2019"),
    (65, URUMQI, "A-50", "年限"),
    (81, HOTAN, "A-33", "推荐报告"),
    (88, REGION, "A-05", "8月2308日"),
]


@pytest.mark.parametrize(("item", "notice", "question", "word"), QUESTIONS)
def test_an_ambiguity_is_told_with_its_number(
    item: int, notice: str, question: str, word: str
) -> None:
    (found,) = [one for one in load_notice(notice).open_questions if one.id == question]
    assert word in found.question + found.treatment
    assert found.rules
