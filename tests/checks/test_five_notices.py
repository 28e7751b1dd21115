"""What the five notices ask, one line a case; the numbers are those of the original texts."""

import re
from datetime import date
from random import Random

import pytest

from tests.checks.making_cases import prepared, told_open
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.deciding import confirm_sure
from zcdesk.cases.case import Case, CasePage
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.exempt_slots import begun
from zcdesk.checks.states import Evaluation
from zcdesk.notices.files.loading import load_notice, notice_text
from zcdesk.notices.interview import counting_answers, options
from zcdesk.notices.profile.conditions import Truth, judge
from zcdesk.notices.profile.timing import Corrections

ETDZ, URUMQI, REGION, HOTAN, MIIT = (
    "etdz-2024", "urumqi-private-2025", "region-senior-2024", "hotan-private-2025", "miit-2019",
)  # fmt: skip
M, N, S, P, OK, W = "missing", "not_needed", "not_stated", "needs_person", "satisfied", "waived"


def evaluation_of(notice_id: str, facts: dict[str, str], *slots: str) -> Evaluation:
    pages = tuple(prepared(n, slot, Target.NAME) for n, slot in enumerate(slots, start=1))
    applicant = Applicant("阿依古丽", "某某机械厂")
    case = Case(notice_id, applicant, frozenset(), pages, tuple(facts.items()))
    notice = load_notice(notice_id)
    return evaluate(notice, confirm_sure(told_open(case)), date(notice.year, 3, 1))


LOCAL = {"employer_kind": "local"}
AWAY = {"employer_kind": "dispatched"}
FIRST_OTHER = {"first_time": "yes", "field": "other", "ce_exemption": "no"}
FIRST_ENGINEER = {"first_time": "yes", "field": "engineering", "ce_exemption": "no"}
AGAIN = {"first_time": "no", "field": "other", "ce_exemption": "no"}
ENGINEER = AGAIN | {"field": "engineering"}

SLOTS: list[tuple[str, str, dict[str, str], int, str]] = [
    # notice, slot, answers, pages given, state
    (ETDZ, "id_card", {}, 0, S),
    (ETDZ, "diploma", {}, 1, S),
    (ETDZ, "posting", {}, 0, M),
    (ETDZ, "posting_result", {}, 0, M),
    (ETDZ, "recommendation", {"supervising_unit": "yes"}, 0, M),
    (ETDZ, "recommendation", {"supervising_unit": "no"}, 0, N),
    (ETDZ, "ce_exempt_form", {"ce_exemption": "yes"}, 0, M),
    (ETDZ, "ce_exempt_form", {"ce_exemption": "no"}, 0, N),
    (ETDZ, "prof_qualification", {"by_qualification": "yes"}, 0, P),
    (ETDZ, "prof_qualification", {"by_qualification": "no"}, 0, N),
    (ETDZ, "paper", {}, 0, N),
    (ETDZ, "pledge", {}, 0, S),
    (URUMQI, "id_card", {}, 1, P),
    (URUMQI, "id_card", {}, 2, OK),
    (URUMQI, "photo_1inch", {}, 0, M),
    (URUMQI, "edu_verify", {"foreign_education": "no"}, 0, M),
    (URUMQI, "edu_verify", {"foreign_education": "yes"}, 0, S),
    (URUMQI, "degree_verify", {"foreign_education": "no", "degree": "yes"}, 0, M),
    (URUMQI, "degree_verify", {"foreign_education": "no", "degree": "no"}, 0, S),
    (URUMQI, "foreign_edu_cert", {"foreign_education": "yes"}, 0, M),
    (URUMQI, "foreign_edu_cert", {"foreign_education": "no"}, 0, N),
    (URUMQI, "ce_public", {"first_time": "yes"}, 0, N),
    (URUMQI, "ce_public", {"first_time": "no"}, 0, S),
    (URUMQI, "annual_assessment", {"education": "secondary"}, 2, P),
    (URUMQI, "annual_assessment", {"education": "secondary"}, 3, OK),
    (URUMQI, "annual_assessment", {"education": "college"}, 1, P),
    (URUMQI, "annual_assessment", {"education": "college"}, 2, OK),
    (URUMQI, "annual_assessment", {"education": "bachelor"}, 0, M),
    (URUMQI, "annual_assessment", {"education": "bachelor"}, 1, OK),
    (URUMQI, "annual_assessment", {"education": "doctor"}, 1, OK),
    (URUMQI, "labour_contract", LOCAL, 0, M),
    (URUMQI, "labour_contract", AWAY, 0, P),
    (URUMQI, "dispatch_note", LOCAL, 0, N),
    (URUMQI, "dispatch_note", AWAY, 0, M),
    (URUMQI, "recommendation", {}, 0, M),
    (HOTAN, "id_card", {}, 0, S),
    (HOTAN, "edu_verify", {"chsi_record": "found"}, 0, M),
    (HOTAN, "enrolment_report", {"chsi_record": "found"}, 1, OK),
    (HOTAN, "edu_material", {"chsi_record": "found"}, 0, N),
    (HOTAN, "edu_material", {"chsi_record": "not_found"}, 0, M),
    (HOTAN, "edu_verify", {"chsi_record": "not_found"}, 0, N),
    (HOTAN, "ce_public", FIRST_OTHER, 0, N),
    (HOTAN, "ce_public", FIRST_ENGINEER, 0, P),
    (HOTAN, "ce_public", FIRST_ENGINEER | {"ce_first_time": "waived"}, 0, N),
    (HOTAN, "ce_public", FIRST_ENGINEER | {"ce_first_time": "asked"}, 1, M),
    (HOTAN, "ce_public", FIRST_ENGINEER | {"ce_first_time": "asked"}, 2, OK),
    (HOTAN, "ce_public", AGAIN, 0, P),
    (HOTAN, "ce_public", AGAIN | {"ce_reading": "excluding"}, 3, M),
    (HOTAN, "ce_public", AGAIN | {"ce_reading": "excluding"}, 4, OK),
    (HOTAN, "ce_public", AGAIN | {"ce_reading": "including"}, 4, OK),
    (HOTAN, "ce_special", AGAIN | {"ce_reading": "excluding"}, 2, M),
    (HOTAN, "ce_special", AGAIN | {"ce_reading": "excluding"}, 3, OK),
    (HOTAN, "ce_public", ENGINEER | {"ce_reading": "excluding"}, 3, M),
    (HOTAN, "ce_public", ENGINEER | {"ce_reading": "excluding"}, 4, OK),
    (HOTAN, "ce_special", ENGINEER | {"ce_reading": "excluding"}, 3, OK),
    (HOTAN, "ce_special", ENGINEER | {"ce_reading": "including"}, 3, OK),
    (HOTAN, "ce_special", {"ce_exemption": "yes"}, 0, W),
    (HOTAN, "ce_exempt_form", {"ce_exemption": "yes"}, 0, M),
    (HOTAN, "annual_assessment", {}, 0, S),
    (HOTAN, "personal_conduct", {}, 0, S),
    (HOTAN, "pledge", {}, 0, M),
    (HOTAN, "recommendation", {}, 0, M),
    (MIIT, "title_cert", {"title_origin": "xinjiang"}, 0, M),
    (MIIT, "title_doc", {"title_origin": "xinjiang"}, 0, N),
    (MIIT, "title_doc", {"title_origin": "elsewhere"}, 0, M),
    (MIIT, "title_review_form", {"title_origin": "elsewhere"}, 0, M),
    (MIIT, "paper", {"published_papers": "yes"}, 2, P),
    (MIIT, "paper", {"published_papers": "yes"}, 3, OK),
    (MIIT, "paper", {"published_papers": "no"}, 0, S),
    (MIIT, "ce_special", {}, 0, M),
    (MIIT, "ce_special", {}, 1, OK),
    (MIIT, "ce_public", {}, 5, M),
    (MIIT, "ce_public", {}, 6, OK),
    (MIIT, "ce_public", {"ce_exemption": "yes", "ce_exempt_years": "2019"}, 5, OK),
    (MIIT, "ce_public", {"ce_exemption": "yes", "ce_exempt_years": "2019"}, 4, M),
    (MIIT, "ce_special", {"ce_exemption": "yes", "ce_exempt_years": "2019"}, 0, W),
    (MIIT, "ce_exempt_proof", {"ce_exemption": "yes"}, 0, M),
    (MIIT, "annual_assessment", {}, 2, M),
    (MIIT, "annual_assessment", {}, 3, OK),
    (MIIT, "posting", {}, 0, S),
    (MIIT, "posting_result", {}, 0, M),
    (MIIT, "pledge", {}, 0, M),
    (MIIT, "dispatch_consent", {"aid_xinjiang": "yes"}, 0, M),
    (MIIT, "entrust_letter", {"employer_kind": "military"}, 0, P),
    (MIIT, "entrust_letter", {"employer_kind": "local"}, 0, N),
]


@pytest.mark.parametrize(("notice", "slot", "facts", "given", "state"), SLOTS)
def test_a_slot_has_the_state_that_notice_and_answers_give_it(
    notice: str, slot: str, facts: dict[str, str], given: int, state: str
) -> None:
    assert evaluation_of(notice, facts, *[slot] * given).slot(slot).state == state


YEARS = [
    (REGION, "ce_special", (2021, 2022, 2023, 2024)),
    (REGION, "ce_public", (2020, 2021, 2022, 2023, 2024)),
    (REGION, "annual_assessment", (2021, 2022, 2023)),
    (MIIT, "ce_special", (2019,)),
    (MIIT, "ce_public", (2014, 2015, 2016, 2017, 2018, 2019)),
    (MIIT, "annual_assessment", (2016, 2017, 2018)),
]


@pytest.mark.parametrize(("notice", "slot", "years"), YEARS)
def test_the_years_of_a_series(notice: str, slot: str, years: tuple[int, ...]) -> None:
    assert load_notice(notice).slot(slot).years == years


HOTAN_YEARS = [
    ("ce_public", AGAIN | {"ce_reading": "excluding"}, "2021、2022、2023、2024"),
    ("ce_public", AGAIN | {"ce_reading": "including"}, "2022、2023、2024、2025"),
    ("ce_special", AGAIN | {"ce_reading": "excluding"}, "2022、2023、2024"),
    ("ce_special", AGAIN | {"ce_reading": "including"}, "2023、2024、2025"),
    ("ce_public", FIRST_ENGINEER | {"ce_first_time": "asked"}, "2024、2025"),
    ("ce_special", FIRST_ENGINEER | {"ce_first_time": "asked"}, "2024、2025"),
]


@pytest.mark.parametrize(("slot", "facts", "years"), HOTAN_YEARS)
def test_the_years_follow_the_reading_that_the_person_chose(
    slot: str, facts: dict[str, str], years: str
) -> None:
    findings = evaluation_of(HOTAN, facts).findings
    (found,) = [f for f in findings if f.slot == slot and f.code == "check.years_missing"]
    assert found.finding.details["years"] == years


WINDOWS = [
    # notice, window, first day, last day
    (ETDZ, "apply", (2024, 9, 5), (2024, 9, 30)),
    (ETDZ, "check", (2024, 10, 1), (2024, 10, 15)),
    (ETDZ, "prepare", None, None),
    (URUMQI, "apply", (2025, 2, 25), (2025, 3, 17)),
    (REGION, "apply", None, (2024, 10, 10)),
    (REGION, "check", (2024, 10, 11), (2024, 10, 26)),
    (REGION, "pay", (2024, 10, 27), (2024, 11, 4)),
    (HOTAN, "apply", (2025, 2, 17), (2025, 3, 6)),
    (HOTAN, "check", (2025, 2, 20), (2025, 3, 15)),
    (HOTAN, "paper", None, (2025, 3, 25)),
    (HOTAN, "pay", None, (2025, 3, 30)),
    (HOTAN, "meeting", (2025, 4, 10), (2025, 4, 15)),
    (HOTAN, "series_time", None, None),
    (HOTAN, "county_apply", None, None),
    (HOTAN, "county", None, (2025, 4, 25)),
    (HOTAN, "document", None, (2025, 4, 25)),
    (HOTAN, "certificate", None, None),
    (MIIT, "apply", (2019, 10, 10), (2019, 10, 31)),
    (MIIT, "paper", (2019, 11, 1), (2019, 11, 20)),
    (MIIT, "seniority", None, (2019, 12, 31)),
]


@pytest.mark.parametrize(("notice", "window", "start", "end"), WINDOWS)
def test_the_windows_of_the_notices(
    notice: str, window: str, start: tuple[int, int, int] | None, end: tuple[int, int, int] | None
) -> None:
    (found,) = [one for one in load_notice(notice).windows if one.id == window]
    assert found.start == (date(*start) if start else None)
    assert found.end == (date(*end) if end else None)


def test_every_window_is_in_the_table() -> None:
    there = {(n, one.id) for n in (ETDZ, URUMQI, REGION, HOTAN, MIIT)
             for one in load_notice(n).windows}  # fmt: skip
    assert there == {(notice, window) for notice, window, *_ in WINDOWS}


YEARS_OF = [(ETDZ, 2024), (URUMQI, 2025), (REGION, 2024), (HOTAN, 2025), (MIIT, 2019)]


@pytest.mark.parametrize(("notice", "year"), YEARS_OF)
def test_the_year_of_a_notice_stands_in_its_title(notice: str, year: int) -> None:
    found = load_notice(notice)
    assert found.year == year
    assert str(year) in found.title


@pytest.mark.parametrize("notice", [ETDZ, URUMQI, REGION, HOTAN, MIIT])
def test_a_posting_takes_five_working_days_everywhere(notice: str) -> None:
    (term,) = load_notice(notice).terms
    assert term.workdays == 5


CORRECTIONS: list[tuple[str, str, int, list[tuple[int, int | None, int | None]]]] = [
    # notice, what is counted, limit, rounds as (number, hours, days)
    (ETDZ, "returns", 3, [(1, 48, None), (2, 48, None), (3, 48, None)]),
    (REGION, "corrections", 2, [(1, 48, None), (2, 24, None)]),
    (HOTAN, "submissions", 3, [(1, None, 2), (2, None, 2)]),
    (MIIT, "submissions", 3, [(1, 48, None), (2, 48, None)]),
]


@pytest.mark.parametrize(("notice", "unit", "limit", "rounds"), CORRECTIONS)
def test_each_notice_counts_returns_in_its_own_unit(
    notice: str, unit: str, limit: int, rounds: list[tuple[int, int | None, int | None]]
) -> None:
    found = load_notice(notice).corrections
    assert isinstance(found, Corrections)
    assert (found.unit, found.limit) == (unit, limit)
    assert [(one.number, one.hours, one.days) for one in found.rounds] == rounds


def test_a_term_of_two_days_is_reminded_of_at_its_earliest_reading() -> None:
    returned = {"first_returned_at": "2025-03-01 10:00"}
    ends = [d.at.isoformat() for d in evaluation_of(HOTAN, returned).deadlines if "修改" in d.what]
    assert ends == ["2025-03-02T23:59:59+08:00"]


def test_a_term_of_two_days_is_never_judged_to_be_over() -> None:
    returned = {"first_returned_at": "2025-02-01 10:00"}
    told = [finding.code for finding in evaluation_of(HOTAN, returned).findings]
    assert "check.round_over" not in told


def test_a_notice_that_says_nothing_of_returns_has_no_rounds() -> None:
    assert load_notice(URUMQI).corrections == "原文未述"


NAME, EMPLOYER, PHOTO = Target.NAME, Target.EMPLOYER, Target.PHOTO
TARGETS: list[tuple[str, str, set[Target]]] = [
    (ETDZ, "diploma", {NAME, EMPLOYER}),
    (URUMQI, "diploma", set()),
    (REGION, "diploma", {NAME, EMPLOYER}),
    (HOTAN, "diploma", {NAME, EMPLOYER, PHOTO}),
    (HOTAN, "photo_1inch", {NAME, EMPLOYER}),
    (HOTAN, "", {NAME, EMPLOYER, PHOTO}),
    (MIIT, "diploma", set()),
]


@pytest.mark.parametrize(("notice", "slot", "targets"), TARGETS)
def test_what_each_notice_asks_to_cover(notice: str, slot: str, targets: set[Target]) -> None:
    case = begun(load_notice(notice), Applicant("努尔兰", "和田地区林业公司"))
    assert case.targets_on(CasePage(1, slot, "一.jpg")) == targets


LENGTHS = [(URUMQI, 2000, 3000), (REGION, None, 3000), (MIIT, None, 3000)]


@pytest.mark.parametrize(("notice", "least", "most"), LENGTHS)
def test_how_long_a_summary_may_be(notice: str, least: int | None, most: int) -> None:
    (rule,) = [rule for rule in load_notice(notice).texts if rule.kind == "length"]
    assert (rule.at_least, rule.at_most) == (least, most)


FORMATS = [(ETDZ, "原文未述"), (URUMQI, "原文未述"), (REGION, "*.jpg"), (HOTAN, "原文未述"),
           (MIIT, "*.jpg")]  # fmt: skip


@pytest.mark.parametrize(("notice", "value"), FORMATS)
def test_only_two_notices_name_the_picture_format(notice: str, value: str) -> None:
    (rule,) = [rule for rule in load_notice(notice).file_rules if rule.id == "format"]
    assert rule.value == value


LADDERS = [
    (URUMQI, {"education": "secondary"}, (3, "毕业后", "初级", "初定")),
    (URUMQI, {"education": "college"}, (2, "毕业后", "初级", "初定")),
    (URUMQI, {"education": "bachelor"}, (1, "毕业后", "初级", "初定")),
    (URUMQI, {"education": "master"}, (1, "获得学位后", "中级", "授予")),
    (URUMQI, {"education": "doctor"}, (1, "获得学位后", "副高级", "授予")),
    (URUMQI, {"education": "postdoctoral"}, (1, "出站后", "正高", "授予")),
    (HOTAN, {"skilled": "advanced"}, (2, "", "助理级", "评审")),
    (HOTAN, {"skilled": "technician"}, (3, "", "中级", "评审")),
    (HOTAN, {"skilled": "senior_technician"}, (4, "", "副高级", "评审")),
    (HOTAN, {"technical_school": "intermediate"}, (None, "", "初级", "初定")),
]


@pytest.mark.parametrize(("notice_id", "facts", "row"), LADDERS)
def test_the_row_of_the_notices_own_table(
    notice_id: str, facts: dict[str, str], row: tuple[int | None, str, str, str]
) -> None:
    notice = load_notice(notice_id)
    counting = counting_answers(notice, facts)
    (found,) = [one for one in notice.ladders if judge(one.when, counting).truth is Truth.YES]
    assert (found.years, found.since, found.level, found.kind) == row


FEES = [("junior", "appraisal", 140), ("intermediate", "appraisal", 280),
        ("senior", "conferral", "原文未述"), ("intermediate", "initial", "原文未述")]  # fmt: skip


@pytest.mark.parametrize(("level", "kind", "amount"), FEES)
def test_fees_are_shown_for_appraisals_only(level: str, kind: str, amount: int | str) -> None:
    notice = load_notice(HOTAN)
    counting = counting_answers(notice, {"kind": kind, "level": level})
    (fee,) = [one for one in notice.fees if judge(one.when, counting).truth is Truth.YES]
    assert fee.amount == amount


LEVELS = [
    (MIIT, "level", {"series": "engineering"}, 3),
    (MIIT, "level", {"series": "arts"}, 4),
    (MIIT, "level", {"series": "economics"}, 1),
    (MIIT, "specialty", {"series": "engineering"}, 6),
    (MIIT, "specialty", {"series": "economics"}, 3),
    (ETDZ, "series", {"track": "etdz"}, 2),
    (ETDZ, "series", {"track": "ftz"}, 6),
    (ETDZ, "level", {"track": "ftz", "series": "audit"}, 1),
    (ETDZ, "level", {"track": "ftz", "series": "engineering"}, 3),
]


@pytest.mark.parametrize(("notice", "fact", "facts", "count"), LEVELS)
def test_only_what_the_notice_lists_can_be_chosen(
    notice: str, fact: str, facts: dict[str, str], count: int
) -> None:
    assert len(options(load_notice(notice), fact, facts)) == count


PAPERS = [(ETDZ, [0, "原文未述"]), (HOTAN, [2, 2]),
          (MIIT, [2, 1, 1, 1, "原文未述", 1, *["原文未述"] * 5])]  # fmt: skip


@pytest.mark.parametrize(("notice", "copies"), PAPERS)
def test_the_items_on_paper(notice: str, copies: list[int | str]) -> None:
    papers = load_notice(notice).papers
    assert not isinstance(papers, str)
    assert [item.copies for item in papers] == copies


FORMS = [
    (URUMQI, "posting", (147, 161), "推荐单位公示", "2025年"),
    (URUMQI, "posting_result", (164, 169), "推荐单位公示结果", "2025年"),
    (URUMQI, "recommendation", (171, 186), "推荐报告", "日"),
    (REGION, "posting", (50, 63), "关于xxx同志申报", "2024年"),
    (REGION, "posting_result", (66, 73), "关于xxx同志申报", "2024年"),
    (REGION, "recommendation", (76, 83), "关于xxx同志申报", "2024年"),
    (REGION, "ce_exempt_form", (85, 132), "免除继续教育学习申请表", "各地各部门不得私自设置"),
    (HOTAN, "posting", (121, 137), "推荐单位公示", "2025年"),
    (HOTAN, "posting_result", (139, 145), "推荐单位公示结果", "2025年"),
    (HOTAN, "annual_assessment", (149, 166), "", ""),
]


@pytest.mark.parametrize(("notice", "form", "lines", "first", "last"), FORMS)
def test_where_an_official_form_stands_in_the_text(
    notice: str, form: str, lines: tuple[int, int], first: str, last: str
) -> None:
    found = load_notice(notice)
    (template,) = [one for one in found.templates if one.id == form]
    assert template.lines == lines
    text = notice_text(found)
    assert first in text[lines[0] - 1]
    assert last in text[lines[1] - 1]


DEFENCE = [
    (ETDZ, {"series": "engineering", "level": "junior"}, "check.defence_not_stated"),
    (ETDZ, {"series": "engineering", "level": "intermediate", "village_work": "no"},
     "check.defence_required"),
    (HOTAN, {"kind": "appraisal", "level": "intermediate"}, "check.defence_required"),
    (HOTAN, {"kind": "appraisal", "level": "junior"}, "check.defence_not_stated"),
]  # fmt: skip


@pytest.mark.parametrize(("notice", "facts", "code"), DEFENCE)
def test_who_takes_part_in_a_defence(notice: str, facts: dict[str, str], code: str) -> None:
    assert code in [finding.code for finding in evaluation_of(notice, facts).findings]


OUTSIDE = [
    (ETDZ, {"retired": "yes"}, "retired"),
    (ETDZ, {"in_service": "no"}, "in_service"),
    (URUMQI, {"by_examination": "yes"}, "by_examination"),
    (HOTAN, {"employer_kind": "state"}, "state"),
    (MIIT, {"series": "other"}, "other_series"),
]


@pytest.mark.parametrize(("notice_id", "facts", "entry"), OUTSIDE)
def test_who_is_outside_is_told_in_the_notices_words(
    notice_id: str, facts: dict[str, str], entry: str
) -> None:
    (row,) = [one for one in load_notice(notice_id).eligibility if one.id == entry]
    told = [f for f in evaluation_of(notice_id, facts).findings
            if f.code == "check.eligibility_outside"]  # fmt: skip
    assert [finding.quote for finding in told] == [row.quote]


def test_the_two_opinions_are_not_mixed_up() -> None:
    sentences = {n: load_notice(n).opinions[0].sentence for n in (ETDZ, REGION, MIIT, HOTAN)}
    assert sentences[ETDZ] == sentences[MIIT]
    assert "真实准确" in sentences[ETDZ]
    assert "真实、完整、有效" in sentences[REGION]
    assert sentences[HOTAN] == "原文未述"


UNFINISHED_SENTENCE = re.compile("：[，。]|因为[，。]|，，|“”|（）|[{}]")


@pytest.mark.parametrize("notice_id", [ETDZ, URUMQI, REGION, HOTAN, MIIT])
def test_no_answers_make_a_sentence_with_a_hole_or_a_number_of_ours(notice_id: str) -> None:
    notice, chance = load_notice(notice_id), Random(3)
    for _ in range(40):
        facts = {
            one.id: chance.choice(["", *(option.id for option in one.options)])
            for one in notice.facts
            if one.options
        }
        found = evaluation_of(notice_id, facts)
        said = [one.wording().message for one in found.findings]
        for words in (*said, *(slot.reason for slot in found.slots())):
            assert not UNFINISHED_SENTENCE.search(words), words
        clauses = [*(one.clause for one in found.findings), *(one.clause for one in found.slots())]
        assert not [one for one in clauses if "-" in one]
