"""What was written for a form and the case tells otherwise is told before the form is made."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case
from zcdesk.cases.records import Waiver
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.forms.values import values_of
from zcdesk.documents.making import make_form
from zcdesk.findings import Severity
from zcdesk.notices.files.loading import load_notice

URUMQI, REGION, HOTAN = "urumqi-private-2025", "region-senior-2024", "hotan-private-2025"
POSTED = {"posting_start": "2025-03-03", "posting_end": "2025-03-07"}


def case_of(notice: str, facts: dict[str, str], number: str = "") -> Case:
    applicant = Applicant("张伟", "某厂", id_number=number)
    return Case(notice, applicant, frozenset(), (), tuple(facts.items()))


TOLD = [
    # notice, answers, ID number, form, what is told of which blank
    (URUMQI, {**POSTED, "form.posting_days": "7"}, "", "posting_result", "公示天数"),
    (URUMQI, {**POSTED, "form.posting_days": "5天"}, "", "posting_result", ""),
    (URUMQI, {"kind": "initial", "form.level": "高级"}, "", "posting", "级别"),
    (URUMQI, {"kind": "conferral", "form.level": "高级"}, "", "posting", ""),
    (URUMQI, {"kind": "conferral", "form.level": "初级"}, "", "posting", "级别"),
    (URUMQI, {"kind": "conferral", "education": "master", "form.level": "高"}, "", "posting",
     "级别"),
    (URUMQI, {"kind": "initial", "form.kind": "授予"}, "", "posting", "办理类型"),
    (HOTAN, {"kind": "initial", "form.level": "高级"}, "", "posting", "级别"),
    (HOTAN, {"level": "junior", "form.level": "中"}, "", "posting_result", "级别"),
    (REGION, {"series": "senior_engineer", "form.series": "经济系列"}, "", "posting", "系列"),
    (REGION, {"series": "senior_engineer", "form.series": "工程系列"}, "", "posting", ""),
    (REGION, {"form.gender": "男"}, "11010119900307002X", "posting", "性别"),
    (REGION, {"form.birth_month": "1991年3月"}, "11010119900307002X", "ce_exempt_form", "出生年月"),
    (REGION, {"form.birth_month": "1990.03"}, "11010119900307002X", "ce_exempt_form", ""),
    (REGION, {"form.work_start": "2010-07", "work_began": "2012-07-01"}, "", "ce_exempt_form",
     "参加工作时间"),
    (HOTAN, {"form.term_from": "2020-01", "form.term_to": "2023-01", "form.term_years": "5"}, "",
     "annual_assessment", "聘任年限"),
]  # fmt: skip


@pytest.mark.parametrize(("notice", "facts", "number", "form", "field"), TOLD)
def test_what_the_case_tells_otherwise_is_told_before_and_with_the_form(
    notice: str, facts: dict[str, str], number: str, form: str, field: str
) -> None:
    case = case_of(notice, facts, number)
    profile = load_notice(notice)
    before = [one for one in evaluate(profile, case, date(2025, 3, 1)).findings if one.code in OURS]
    assert [one.finding.details["field"] for one in before] == ([field] if field else [])
    made = make_form(profile, form, [case])
    told = [one for one in made.findings if one.code in OURS]
    assert [one.details["field"] for one in told] == ([field] if field else [])
    assert all(one.severity is Severity.ERROR for one in told)


OURS = ("check.form_differs", "check.form_not_offered")


def test_an_override_that_is_let_stand_is_said_and_holds_nobody_up() -> None:
    case = case_of(URUMQI, {**POSTED, "form.posting_days": "7"})
    waiver = Waiver("check.form_differs", "含周末", datetime(2025, 3, 1, tzinfo=UTC))
    made = make_form(load_notice(URUMQI), "posting_result", [replace(case, waivers=(waiver,))])
    (told,) = [one for one in made.findings if one.code in OURS]
    assert told.severity is Severity.INFO


WRITTEN = [
    # notice, answers, ID number, blank, what stands there
    (URUMQI, POSTED, "", "公示天数", "5"),
    (URUMQI, {"form.posting_days": "7天"}, "", "公示天数", "7"),
    (URUMQI, {"form.work_years": "9"}, "", "工作年限", "满9年"),
    (URUMQI, {"form.work_years": "九年。"}, "", "工作年限", "九年"),
    (URUMQI, {"form.post": "技术岗位"}, "", "岗位", "技术"),
    (URUMQI, {"form.series": "工程系列"}, "", "系列", "工程"),
    (URUMQI, {"form.specialty": "岩土工程专业"}, "", "专业", "岩土工程"),
    (URUMQI, {"form.feedback_office": "人事办公室"}, "", "受理办公室", "人事"),
    (URUMQI, {"form.posting_workdays": "6个工作日"}, "", "公示工作日", "6"),
    (URUMQI, {"kind": "initial"}, "", "级别", "初"),
    (URUMQI, {"kind": "conferral", "education": "doctor"}, "", "级别", "高"),
    (URUMQI, {"kind": "conferral"}, "", "级别", "＿＿"),
    (REGION, {}, "11010119900307002X", "性别", "女"),
    (REGION, {}, "11010119900307002X", "出生年月", "1990年3月"),
    ("miit-2019", {"specialty": "material_economics"}, "", "专业", "物资经济"),
    (REGION, {"level": "second_instructor"}, "", "级别", "初"),
    (HOTAN, {"form.term_from": "2020-01", "form.term_to": "2022-12-31"}, "", "聘任年限", "3年"),
    (HOTAN, {"form.term_years": "3"}, "", "聘任年限", "3年"),
]  # fmt: skip


@pytest.mark.parametrize(("notice", "facts", "number", "field", "shown"), WRITTEN)
def test_blanks_take_what_the_case_tells_and_no_unit_twice(
    notice: str, facts: dict[str, str], number: str, field: str, shown: str
) -> None:
    values = values_of([case_of(notice, facts, number)], notice=load_notice(notice))
    assert values.shown(field) == shown
