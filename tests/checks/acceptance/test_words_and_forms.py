"""The acceptance list on texts and official forms: 59, 66–69 and 77–81."""

from __future__ import annotations

import pytest

from tests.checks.acceptance.making import (
    ETDZ,
    HOTAN,
    MIIT,
    PERSON,
    REGION,
    URUMQI,
)
from zcdesk.checks.written.texts import text_findings
from zcdesk.notices.files.consistency import bare
from zcdesk.notices.files.loading import load_notice, notice_text
from zcdesk.notices.profile.slots import Who

HOURS = [(59, HOTAN, ("每年不少于90学时", "专业科目不少于60学时"))]


@pytest.mark.parametrize(("item", "notice", "topics"), HOURS)
def test_the_hours_of_continuing_education_can_be_confirmed(
    item: int, notice: str, topics: tuple[str, ...]
) -> None:
    (rule,) = [one for one in load_notice(notice).texts if one.where == "continuing_education"]
    assert rule.topics == topics
    assert "不少于90学时" in rule.quote
    assert "专业科目不少于60学时" in rule.quote


def test_a_report_that_says_one_year_or_five_days_is_asked_about() -> None:
    (rule,) = [one for one in load_notice(URUMQI).texts if one.where == "recommendation"]
    assert rule.topics == ("满一年", "5个工作日")


TEXTS: list[tuple[int, str, str, str, str, bool]] = [
    # item, notice, place, text, code, told
    (66, URUMQI, "work_summary", "工" * 1999, "check.text_short", True),
    (66, URUMQI, "work_summary", "工" * 2000, "check.text_short", False),
    (66, URUMQI, "work_summary", "工" * 3000, "check.text_long", False),
    (66, URUMQI, "work_summary", "工" * 3001, "check.text_long", True),
    (67, REGION, "work_summary", "工" * 500, "check.text_short", False),
    (67, REGION, "work_summary", "工" * 3001, "check.text_long", True),
    (67, MIIT, "work_summary", "工" * 3001, "check.text_long", True),
    (68, URUMQI, "work_summary", "工", "check.text_topics", True),
    (68, REGION, "work_summary", "工", "check.text_topics", True),
    (68, MIIT, "work_summary", "态度能力业绩论文", "check.text_topics", False),
    (69, REGION, "resume", "", "check.text_empty", True),
    (69, MIIT, "resume", "", "check.text_empty", True),
    (69, REGION, "resume", "无", "check.text_empty", False),
    (69, REGION, "resume", "若干", "check.text_vague", True),
    (69, MIIT, "resume", "十年左右", "check.text_vague", True),
    (69, REGION, "resume", "等等", "check.text_vague", True),
    (69, URUMQI, "resume", "若干", "check.text_vague", False),
]


@pytest.mark.parametrize(("item", "notice", "where", "text", "code", "told"), TEXTS)
def test_rules_on_words(
    item: int, notice: str, where: str, text: str, code: str, told: bool
) -> None:
    found = [one.code for one in text_findings(load_notice(notice), where, text, PERSON)]
    assert (code in found) is told


FORM_WORDS = [
    # item, notice, form, words that its lines hold
    (77, REGION, "ce_exempt_form", ["姓名", "注", "1", "2", "3"]),
    (78, HOTAN, "annual_assessment", ["优秀", "合格", "基本合格", "不合格", "签", "盖章"]),
]


@pytest.mark.parametrize(("item", "notice", "form", "words"), FORM_WORDS)
def test_an_official_form_is_complete_in_the_text(
    item: int, notice: str, form: str, words: list[str]
) -> None:
    found = load_notice(notice)
    (template,) = [one for one in found.templates if one.id == form]
    assert template.lines
    lines = notice_text(found)[template.lines[0] - 1 : template.lines[1]]
    shown = bare("\n".join(lines))
    assert all(word in shown for word in words)
    assert "<td" not in shown
    assert "**" not in shown


MISSING_FORMS = [
    (79, ETDZ, {"filling_guide", "posting", "posting_result", "recommendation", "ce_exempt_form"}),
    (79, MIIT, {"pledge", "ce_exempt_form"}),
    (79, REGION, {"pledge"}),
    (79, HOTAN, {"recommendation", "pledge", "ce_exempt_form"}),
    (79, URUMQI, set()),
]


@pytest.mark.parametrize(("item", "notice", "forms"), MISSING_FORMS)
def test_forms_whose_text_is_missing_say_so(item: int, notice: str, forms: set[str]) -> None:
    missing = [one for one in load_notice(notice).templates if one.lines is None]
    assert {one.id for one in missing} == forms
    assert all("缺文本" in one.note for one in missing)


OPINIONS = [
    (80, ETDZ, "真实准确"),
    (80, MIIT, "真实准确"),
    (80, REGION, "真实、完整、有效"),
    (81, HOTAN, "原文未述"),
]


@pytest.mark.parametrize(("item", "notice", "words"), OPINIONS)
def test_the_employers_sentence(item: int, notice: str, words: str) -> None:
    opinion = load_notice(notice).opinions[0]
    assert words in opinion.sentence
    assert opinion.who == (Who.EMPLOYER,)
