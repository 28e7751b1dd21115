"""Texts, facts and pages of a case held against the notice and against each other."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.checks.making_cases import NOTICE, ORDINARY, TODAY, prepared
from tests.tables import rows_beside
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.deciding import confirm_sure
from zcdesk.cases.acts.noting import waive
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.profiles import copy_of, notice_of
from zcdesk.cases.waivers import Waiver
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.states import CaseFinding, Evaluation, State
from zcdesk.checks.written.facts import fact_keys, work_history
from zcdesk.findings import Severity
from zcdesk.notices.making.comparing import ProfileCopy, profile_copy
from zcdesk.quantities.moments import BEIJING
from zcdesk.sorting.told import PageTold

TABLES = rows_beside(__file__)

PERSON = Applicant("阿依古丽", "天山机械厂", employer_aliases=("天山厂",))


def case_with(*pages: CasePage, **changes: object) -> Case:
    case = Case(NOTICE.id, PERSON, frozenset({Target.NAME}), pages, tuple(ORDINARY.items()))
    return replace(case, **changes)  # type: ignore[arg-type]


def evaluation(case: Case) -> Evaluation:
    return evaluate(NOTICE, case, TODAY)


def codes(case: Case) -> list[str]:
    return [one.code for one in evaluation(case).findings]


def told(case: Case, code: str) -> list[CaseFinding]:
    return [one for one in evaluation(case).findings if one.code == code]


def page_saying(number: int, slot: str, kind: str = "", **said: object) -> CasePage:
    told = PageTold(kind=kind, sure=bool(kind), words=(kind,), **said)  # type: ignore[arg-type]
    return replace(prepared(number, slot, Target.NAME), told=told)


SUMMARY = "工作态度端正，业务能力强，工作业绩好，学术水平高。"
TEXTS = [
    # id, text, state, codes
    ("work_summary", SUMMARY * 40, State.SATISFIED, []),
    ("work_summary", "字" * 3000, State.NEEDS_PERSON, ["check.text_topics"]),
    ("work_summary", "字" * 3001, State.MISSING, ["check.text_long", "check.text_topics"]),
    ("work_summary", "我叫阿依古丽，态度能力业绩学术都好。", State.MISSING, ["check.text_name"]),
    ("title_date", "", State.MISSING, ["check.text_empty"]),
    ("title_date", "无", State.SATISFIED, []),
    ("title_date", "2019年12月", State.SATISFIED, []),
    ("achievement", "完成了若干项目。", State.NEEDS_PERSON, ["check.text_vague"]),
]


@pytest.mark.parametrize(("field", "text", "state", "told"), TEXTS)
def test_a_typed_text_is_held_against_the_notice(
    field: str, text: str, state: State, told: list[str]
) -> None:
    found = evaluation(case_with(texts=((field, text),)))
    by_id = {one.id: one for section in found.sections for one in section.texts}
    assert by_id[field].state is state
    assert by_id[field].with_marks == len(text)
    about = [one for one in found.findings if one.field == field]
    assert sorted(one.code for one in about if one.severity is not Severity.INFO) == sorted(told)


def test_a_section_of_fields_that_nobody_filled_in_is_not_checked_rather_than_not_needed() -> None:
    def state(case: Case) -> State:
        return {one.id: one.state for one in evaluation(case).sections}["resume"]

    assert state(case_with()) is State.COULD_NOT_CHECK
    assert state(case_with(texts=(("resume", ""),))) is State.MISSING
    assert state(case_with(texts=(("resume", "无"),))) is State.SATISFIED


def test_a_text_that_nobody_typed_is_not_checked_and_nobodys_fault() -> None:
    found = evaluation(case_with())
    states = {one.state for section in found.sections for one in section.texts}
    assert states == {State.COULD_NOT_CHECK}
    told = [one for one in found.findings if one.field]
    assert {one.code for one in told} == {"check.text_not_written"}
    assert {one.severity for one in told} == {Severity.WARNING}  # a question, never an error


def test_a_typed_summary_fills_its_slot() -> None:
    assert evaluation(case_with()).slot("work_summary").state is State.COULD_NOT_CHECK
    assert "check.text_not_checked" in codes(case_with())
    typed = case_with(texts=(("work_summary", SUMMARY),))
    assert evaluation(typed).slot("work_summary").state is State.SATISFIED
    assert "check.text_not_checked" not in codes(typed)


HISTORIES = [
    ("2010年7月至2015年6月 大漠建材厂 技术员", [("大漠建材厂", "2010-07-01", "2015-06-30")]),
    ("2010.07-2015.06，大漠建材厂，技术员", [("大漠建材厂", "2010-07-01", "2015-06-30")]),
    ("2015-07 — 至今 天山机械厂 工程师", [("天山机械厂", "2015-07-01", None)]),
    ("2015年7月到现在：天山机械厂", [("天山机械厂", "2015-07-01", None)]),
    ("2015.13-2016.01 天山机械厂", []),
    ("2016.01-2015.01 天山机械厂", []),
    ("一直在天山机械厂", []),
]


@pytest.mark.parametrize(("text", "spells"), HISTORIES)
def test_lines_of_a_work_history(text: str, spells: list[tuple[str, str, str | None]]) -> None:
    found = [
        (s.employer, str(s.first), str(s.last) if s.last else None) for s in work_history(text)
    ]
    assert found == spells


@pytest.mark.parametrize(("written", "told", "untold"), TABLES["facts"])
def test_one_fact_is_the_same_everywhere(
    written: dict[str, str], told: list[str], untold: list[str]
) -> None:
    found = codes(case_with(texts=tuple(written.items())))
    assert {f"check.{code}" for code in told} <= set(found)
    assert not {f"check.{code}" for code in untold} & set(found)


def test_the_id_number_of_the_applicant_is_checked() -> None:
    wrong = case_with(applicant=replace(PERSON, id_number="659900197303165365"))
    assert "check.id_number_digit" in codes(wrong)
    right = case_with(applicant=replace(PERSON, id_number="659900197303165364"))
    assert not [code for code in codes(right) if code.startswith("check.id_number")]
    born = replace(right, texts=(("birth_date", "1973-03-17"),))
    assert "check.id_number_other_birth" in codes(born)


def test_keys_of_the_compared_facts_are_fields_of_a_notice_or_of_the_forms() -> None:
    fields = {field.id for section in NOTICE.sections for field in section.fields}
    assert {"title_date", "form.title_date", "annual_assessment.employer"} <= fact_keys()
    assert "title_date" in fields


def test_a_page_of_another_kind_is_asked_about_until_somebody_says_what_it_is() -> None:
    page = page_saying(1, "degree_cert", "diploma")
    assert "check.kind_differs" in codes(case_with(page))
    assert "check.kind_differs" not in codes(case_with(replace(page, kind="degree_cert")))
    assert "check.kind_differs" not in codes(case_with(replace(page, slot="diploma")))
    unsure = replace(page, told=replace(page.told, sure=False))
    assert "check.kind_differs" not in codes(case_with(unsure))


def test_years_of_a_series_that_no_page_speaks_of_are_named() -> None:
    pages = [
        page_saying(number, "annual_assessment", years=(year, year + 1))
        for number, year in enumerate((2021, 2021, 2023), start=1)
    ]
    assert "check.years_unseen" not in codes(case_with(*pages))
    lacking = replace(pages[2], told=replace(pages[2].told, years=(2020,)))
    found = told(case_with(*pages[:2], lacking), "check.years_missing_told")
    assert [one.finding.details["unseen"] for one in found] == ["2023"]
    silent = replace(pages[2], told=PageTold())
    assert "check.years_unseen" not in codes(case_with(*pages[:2], silent))


def assessed(pages: Iterable[tuple[int, ...]]) -> Case:
    """A case of confirmed assessments with the years that stand on each page."""
    saying = [page_saying(n, "annual_assessment", years=years) for n, years in enumerate(pages, 1)]
    return confirm_sure(case_with(*saying))


def on_years(found: Evaluation, code: str = "check.years_") -> CaseFinding:
    (said,) = [one for one in found.findings
               if one.code.startswith(code) and one.slot == "annual_assessment"]  # fmt: skip
    return said


@pytest.mark.parametrize(("pages", "state", "unseen", "code"), TABLES["assessed"])
def test_a_year_that_is_not_there_is_named_and_leaves_the_slot_open(
    pages: list[tuple[int, ...]], state: str, unseen: str, code: str
) -> None:
    found = evaluation(assessed(pages))
    assert found.slot("annual_assessment").state == state
    said = on_years(found)
    named = {"check.years_unseen": "years", "check.years_missing_told": "unseen"}.get(said.code)
    assert said.code == code
    assert (said.finding.details[named] if named else "") == unseen


@pytest.mark.parametrize(("pages", "lack", "useless"), TABLES["useless"])
def test_a_page_of_a_year_that_nobody_asked_for_fills_nothing_and_is_told_as_such(
    pages: list[tuple[int, ...]], lack: int, useless: tuple[int, ...]
) -> None:
    found = evaluation(assessed(pages))
    slot = found.slot("annual_assessment")
    assert (slot.state, slot.wanted - slot.given) == ("missing", lack)
    assert on_years(found, "check.years_missing").finding.details["lack"] == lack
    not_asked = [one.page for one in found.findings if one.code == "check.year_not_asked"]
    assert not_asked == [*useless]


@pytest.mark.parametrize(
    ("years", "code", "page", "state"),
    [
        ((2021, 2022, 2003), "check.year_not_asked", 3, "needs_person"),  # 2023 was still not seen
        ((2021, 2021, 2021), "check.years_unseen", None, "satisfied"),
    ],
)
def test_a_year_that_the_person_explained_counts(
    years: tuple[int, ...], code: str, page: int | None, state: str
) -> None:
    case = assessed((year,) for year in years)
    (said,) = told(case, code)
    assert said.page == page
    moment = datetime(2024, 9, 20, tzinfo=BEIJING)
    reason = Waiver(said.code, "年份印得看不清", moment, said.rule, said.slot, said.page)
    assert evaluation(waive(case, reason)).slot("annual_assessment").state == state


@pytest.mark.parametrize(("seals", "named"), TABLES["sealed"])
def test_the_seal_of_one_work_is_not_that_of_another(seals: list[int], named: str) -> None:
    pages = [
        replace(page, told=replace(page.told, begins=True, seals=count))
        for number, count in enumerate(seals, start=1)
        for page in [page_saying(number, "representative_work")]
    ]
    found = told(case_with(*pages), "check.no_seal_on_some")
    assert [one.finding.details["pages"] for one in found] == ([named] if named else [])


def test_the_pages_of_one_work_need_one_seal() -> None:
    first = page_saying(1, "representative_work")
    first = replace(first, told=replace(first.told, begins=True, seals=1))
    second = replace(first, number=2, told=replace(first.told, seals=0))
    assert not told(case_with(first, second), "check.no_seal_on_some")


@pytest.mark.parametrize(
    ("kinds", "lacks"), [(["id_card_front"], 1), (["id_card_front", "id_card_back"], 0), ([""], 0)]
)
def test_both_sides_of_the_card_are_wanted(kinds: list[str], lacks: int) -> None:
    pages = [page_saying(n, "id_card", kind) for n, kind in enumerate(kinds, start=1)]
    assert len(told(case_with(*pages), "check.id_card_side")) == lacks


def test_the_number_on_the_card_is_held_against_the_typed_one() -> None:
    page = page_saying(1, "id_card", "id_card_front", id_numbers=("659900197303165364",))
    same = replace(PERSON, id_number="659900197303165364")
    other = replace(PERSON, id_number="11010519491231002X")
    assert "check.id_number_on_card" not in codes(case_with(page, applicant=same))
    assert "check.id_number_on_card" in codes(case_with(page, applicant=other))
    assert "check.id_number_on_card" not in codes(case_with(page))


def test_what_a_person_lets_stand_keeps_its_reason_and_weighs_no_more() -> None:
    page = page_saying(1, "degree_cert", "diploma")
    (found,) = told(case_with(page), "check.kind_differs")
    moment = datetime(2024, 9, 20)
    waiver = Waiver(found.code, "两证合一", moment, found.rule, found.slot, found.page)
    (waived,) = told(case_with(page, waivers=(waiver,)), "check.kind_differs")
    assert (found.severity, found.waived) == (Severity.WARNING, "")
    assert (waived.severity, waived.waived) == (Severity.INFO, "两证合一")


def test_a_changed_profile_is_told_with_its_differences() -> None:
    copy = copy_of(NOTICE)
    assert "check.profile_changed" not in codes(case_with(profile=copy))
    other = NOTICE.model_copy(update={"short_title": "另一个名字"})
    found = codes(case_with(profile=profile_copy(other, ())))
    assert found.count("check.profile_changed") == 1
    assert found.count("check.profile_difference") == 1


def test_a_case_opens_where_its_profile_is_not_installed() -> None:
    copy = copy_of(NOTICE)
    text = copy.text.replace(NOTICE.id, "elsewhere-2030")
    foreign = ProfileCopy("elsewhere-2030", text, hashlib.sha256(text.encode()).hexdigest())
    case = case_with(notice="elsewhere-2030", profile=foreign)
    notice = notice_of(case)
    assert notice.title == NOTICE.title
    found = evaluate(notice, case, date(2024, 9, 20))
    assert "check.profile_carried" in [one.code for one in found.findings]


def test_a_broken_copy_is_told() -> None:
    copy = replace(profile_copy(NOTICE, ()), text="[[[")
    assert "check.profile_copy_broken" in codes(case_with(profile=copy))


def test_a_case_in_which_nobody_found_the_applicant_asks_whether_it_is_hers() -> None:
    bare = replace(prepared(1, "diploma"), told=PageTold(kind="diploma"))
    assert "case.nothing_found" in codes(case_with(bare))
    named = prepared(1, "diploma", Target.NAME)
    assert "case.nothing_found" not in codes(case_with(named))
    assert "case.nothing_found" not in codes(case_with(bare, targets=frozenset()))
