"""The acceptance list of the five notices, by its own numbers: 1–11, 18, 19, 24 and 37–98.

Rows begin with their number. What other test modules hold is named in ``ELSEWHERE``.
"""

from __future__ import annotations

import importlib
from datetime import date

import pytest

from tests.checks.making_cases import prepared
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case
from zcdesk.cases.deciding import confirm_sure
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.scope import open_targets_for, targets_for
from zcdesk.checks.states import Evaluation
from zcdesk.checks.texts import text_findings
from zcdesk.notices.conditions import Truth, judge
from zcdesk.notices.consistency import bare
from zcdesk.notices.interview import counting_answers, options
from zcdesk.notices.loading import built_in_ids, load_notice, notice_text
from zcdesk.notices.slots import Who
from zcdesk.notices.timing import Corrections

ETDZ, URUMQI, REGION, HOTAN, MIIT = (
    "etdz-2024", "urumqi-private-2025", "region-senior-2024", "hotan-private-2025", "miit-2019",
)  # fmt: skip
M, N, S, P, OK = "missing", "not_needed", "not_stated", "needs_person", "satisfied"
PERSON = Applicant("阿依古丽", "某某机械厂")

WANTED = {*range(1, 12), 18, 19, 24, *range(37, 99)}

ELSEWHERE = {
    3: "tests.notices.test_the_guide:test_the_guides_notice_works_without_a_line_of_code",
    47: "tests.checks.test_what_is_needed:"
    "test_one_of_three_is_enough_in_xinjiang_and_all_three_are_asked_from_elsewhere",
    57: "tests.checks.test_what_is_needed:"
    "test_a_series_wants_a_page_for_each_year_that_is_not_excused",
    66: "tests.checks.test_texts:test_the_length_of_a_summary",
    67: "tests.checks.test_texts:test_the_length_of_a_summary",
    73: "tests.checks.test_time_left:test_a_posting_lasts_five_working_days",
    74: "tests.documents.test_templates:test_a_form_is_the_notices_own_word_for_word",
    75: "tests.documents.test_making:test_signatures_seals_and_opinions_stay_empty",
    76: "tests.documents.test_making:test_a_report_counts_the_people_of_both_groups",
    84: "tests.checks.test_time_left:test_who_is_outside_the_notice_is_told_in_its_words",
    85: "tests.workflow.test_packages:"
    "test_pictures_for_covering_inside_are_upright_uncovered_and_told_apart",
    98: "tests.checks.test_answers_and_forms:test_a_changed_answer_tells_what_it_added_and_dropped",
}


def evaluation_of(notice_id: str, facts: dict[str, str], *slots: str) -> Evaluation:
    pages = tuple(prepared(n, slot, Target.NAME) for n, slot in enumerate(slots, start=1))
    case = Case(notice_id, PERSON, frozenset(), pages, tuple(facts.items()))
    notice = load_notice(notice_id)
    return evaluate(notice, confirm_sure(case), date(notice.year, 3, 1))


def codes(notice_id: str, facts: dict[str, str], *slots: str) -> list[str]:
    return [finding.code for finding in evaluation_of(notice_id, facts, *slots).findings]


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
            assert one.code in ("check.other_year", "check.pages_unsorted")


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
                 "0991-4656129", "0991-4871993、0991-4167940", "0991-4656129"]),
    (8, REGION, ["https://www.xjzcsq.com", "12333", "0991-3689900、3689693",
                 "0991-3193615、3193501"]),
    (8, HOTAN, ["www.xjzcsq.com", "http://ht.xjzcsq.com", "0903-2069736", "0903-2069176"]),
    (8, MIIT, ["www.xjzcsq.com", "http://www.xjrs.gov.cn/fwdh/zyjsrygl/gxlrzzltj/",
               "乌鲁木齐市光明路140号新疆机械工程学会", "0991—4523469 8809546 8897846 8808699"]),
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


SLOTS: list[tuple[int, str, str, dict[str, str], int, str]] = [
    # item, notice, slot, answers, pages given, state
    (18, URUMQI, "id_card", {}, 0, M),
    (18, URUMQI, "id_card", {}, 1, P),  # both sides may be on it: a person looks
    (18, URUMQI, "id_card", {}, 2, OK),
    (19, URUMQI, "photo_1inch", {}, 1, OK),
    (19, REGION, "photo_1inch", {}, 1, OK),
    (19, MIIT, "photo_1inch", {}, 1, OK),
    (38, REGION, "diploma", {}, 0, M),
    (38, HOTAN, "diploma", {}, 0, M),
    (38, MIIT, "diploma", {}, 0, M),
    (38, REGION, "degree_cert", {"degree": "yes"}, 0, M),
    (38, MIIT, "degree_cert", {"degree": "yes"}, 0, M),
    (38, MIIT, "degree_cert", {"degree": "no"}, 0, S),
    (38, MIIT, "edu_verify", {}, 0, M),
    (39, HOTAN, "edu_verify", {"chsi_record": "found"}, 1, OK),
    (40, REGION, "edu_material", {"chsi_record": "not_found"}, 0, M),
    (40, HOTAN, "edu_material", {"chsi_record": "not_found"}, 0, M),
    (41, URUMQI, "foreign_edu_cert", {"foreign_education": "yes"}, 0, M),
    (48, MIIT, "title_cert", {"title_origin": "xinjiang"}, 0, M),
    (48, MIIT, "title_doc", {"title_origin": "xinjiang"}, 0, N),
    (48, MIIT, "title_cert", {"title_origin": "elsewhere"}, 0, M),
    (48, MIIT, "title_review_form", {"title_origin": "elsewhere"}, 0, M),
    (49, REGION, "appointment_doc", {"moved_from_office": "yes"}, 0, M),
    (49, REGION, "cadre_resume", {"moved_from_office": "yes"}, 0, M),
    (50, REGION, "exam_score", {"series": "human_resources", "level": "senior"}, 0, M),
    (50, REGION, "exam_score", {"series": "human_resources", "level": "full_senior"}, 0, S),
    (51, ETDZ, "prof_qualification", {"by_qualification": "yes"}, 0, P),
    (58, MIIT, "ce_public", {}, 5, M),
    (58, MIIT, "ce_public", {}, 6, OK),
    (61, URUMQI, "ce_special", {"first_time": "yes"}, 0, N),
    (61, URUMQI, "ce_special", {"first_time": "no"}, 0, S),
    (62, ETDZ, "ce_exempt_form", {"ce_exemption": "yes"}, 0, M),
    (62, REGION, "ce_exempt_form", {"village_work": "returned", "ce_exemption": "yes"}, 0, M),
    (62, HOTAN, "ce_exempt_form", {"ce_exemption": "yes"}, 0, M),
    (62, MIIT, "ce_exempt_form", {"ce_exemption": "yes"}, 0, M),
    (62, MIIT, "ce_exempt_form", {"ce_exemption": "no"}, 0, N),
    (64, REGION, "annual_assessment", {}, 2, M),
    (64, REGION, "annual_assessment", {}, 3, OK),
    (64, MIIT, "annual_assessment", {}, 2, M),
    (64, MIIT, "annual_assessment", {}, 3, OK),
    (70, REGION, "paper", {"published_papers": "yes"}, 3, P),
    (70, REGION, "paper", {"published_papers": "yes"}, 4, OK),
    (70, REGION, "paper", {"published_papers": "no"}, 0, N),
    (70, MIIT, "paper", {"published_papers": "yes"}, 2, P),
    (70, MIIT, "paper", {"published_papers": "yes"}, 3, OK),
    (70, MIIT, "paper", {"published_papers": "no"}, 0, S),
    (72, ETDZ, "paper", {}, 0, N),
    (72, ETDZ, "representative_work", {}, 0, S),
    (82, REGION, "pledge", {}, 0, M),
    (82, HOTAN, "pledge", {}, 0, M),
    (82, MIIT, "pledge", {}, 0, M),
    (82, ETDZ, "pledge", {}, 0, S),
    (83, URUMQI, "dispatch_note", {"employer_kind": "dispatched"}, 0, M),
    (83, URUMQI, "dispatch_note", {"employer_kind": "local"}, 0, N),
    (83, REGION, "dispatch_consent", {"dispatching_unit": "no", "aid_xinjiang": "yes"}, 0, M),
    (83, REGION, "entrust_letter", {"employer_kind": "central"}, 0, M),
    (83, REGION, "entrust_letter", {"employer_kind": "local"}, 0, N),
    (83, MIIT, "dispatch_consent", {"aid_xinjiang": "yes"}, 0, M),
    (83, MIIT, "dispatch_consent", {"aid_xinjiang": "no"}, 0, N),
    (86, URUMQI, "labour_contract", {"employer_kind": "local"}, 0, M),
    (86, URUMQI, "labour_contract", {"employer_kind": "dispatched"}, 0, P),
]


@pytest.mark.parametrize(("item", "notice", "slot", "facts", "given", "state"), SLOTS)
def test_the_state_of_a_slot(
    item: int, notice: str, slot: str, facts: dict[str, str], given: int, state: str
) -> None:
    evaluation = evaluation_of(notice, facts, *[slot] * given)
    assert evaluation.slot(slot).state == state
    errors = [f for f in evaluation.findings if f.slot == slot and f.severity == "error"]
    assert bool(errors) is (state == M)


PHOTOS = [(19, URUMQI, set()), (19, REGION, {Target.NAME, Target.EMPLOYER}), (19, MIIT, set())]


@pytest.mark.parametrize(("item", "notice", "targets"), PHOTOS)
def test_the_passport_photo_is_never_covered(item: int, notice: str, targets: set[Target]) -> None:
    found = load_notice(notice)
    assert targets_for(found, "photo_1inch") == targets
    assert Target.PHOTO in found.slot("photo_1inch").mask_exempt


@pytest.mark.parametrize(("item", "notice"), [(24, URUMQI), (24, MIIT)])
def test_a_notice_without_blind_review_covers_nothing_and_says_so(item: int, notice: str) -> None:
    found = load_notice(notice)
    assert found.masking is None
    assert targets_for(found, "diploma") == frozenset() == open_targets_for(found, "diploma")
    assert "A-36" in [question.id for question in found.open_questions]


@pytest.mark.parametrize(("item", "notice", "asked"), [(37, HOTAN, True), (37, REGION, False),
                                                       (37, ETDZ, False)])  # fmt: skip
def test_only_one_notice_asks_about_secret_material(item: int, notice: str, asked: bool) -> None:
    masking = load_notice(notice).masking
    assert masking
    assert bool(masking.classified) is asked
    assert not asked or "脱密处理后上传" in str(masking.classified)


ONE_OF = [
    (39, HOTAN, ("edu_verify",), (OK, N)),
    (39, HOTAN, ("enrolment_report",), (N, OK)),
    (39, HOTAN, (), (M, M)),
]


@pytest.mark.parametrize(("item", "notice", "given", "states"), ONE_OF)
def test_one_of_two_is_enough(
    item: int, notice: str, given: tuple[str, ...], states: tuple[str, str]
) -> None:
    evaluation = evaluation_of(notice, {"chsi_record": "found"}, *given)
    found = tuple(evaluation.slot(slot).state for slot in ("edu_verify", "enrolment_report"))
    assert found == states


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


def test_the_rows_of_urumqis_table_are_its_own() -> None:
    rows = [(one.years, one.level, one.kind) for one in load_notice(URUMQI).ladders]
    assert rows == [  # 43
        (3, "初级", "初定"), (2, "初级", "初定"), (1, "初级", "初定"),
        (1, "中级", "授予"), (1, "副高级", "授予"), (1, "正高", "授予"),
    ]  # fmt: skip
    others = [(one.years, one.level) for one in load_notice(HOTAN).ladders if one.years]
    assert others == [(2, "助理级"), (3, "中级"), (4, "副高级")]  # 45, 53
    schools = {one.who_has: one.title for one in load_notice(HOTAN).ladders if one.years is None}
    assert list(schools.values()) == [  # 46
        "中级工班按中专", "高级工班按大专", "预备技师（技师）班按本科",
    ]  # fmt: skip


TOLD = [
    # item, notice, answers, passage of eligibility or exemption that holds
    (44, URUMQI, {}, "exemptions", "自2022年起，不再限制所学专业"),
    (51, ETDZ, {"by_qualification": "yes"}, "eligibility", "可视同其具备相应系列"),
    (51, ETDZ, {"changed_post": "yes"}, "eligibility", "连续计算"),
    (52, ETDZ, {"retired": "yes"}, "eligibility", "离退休人员不得申报"),
    (53, HOTAN, {"skilled": "senior_technician"}, "eligibility", "副高级职称"),
    (54, REGION, {"series": "senior_economist", "intellectual_property": "yes"}, "eligibility",
     "不含知识产权专业"),
    (54, REGION, {"series": "other"}, "eligibility", "其他系列（专业）不在本申报范围"),
    (72, ETDZ, {}, "exemptions", "对职称外语和计算机应用能力考试不作要求"),
    (93, ETDZ, {"village_work": "yes"}, "exemptions", "可免于参加答辩"),
]  # fmt: skip


@pytest.mark.parametrize(("item", "notice_id", "facts", "kind", "words"), TOLD)
def test_a_passage_holds_for_whom_it_is_meant(
    item: int, notice_id: str, facts: dict[str, str], kind: str, words: str
) -> None:
    notice = load_notice(notice_id)

    def holding(answers: dict[str, str]) -> list[str]:
        counting = counting_answers(notice, answers)
        entries = notice.exemptions if kind == "exemptions" else notice.eligibility
        return [e.quote for e in entries if judge(e.when, counting).truth is Truth.YES]

    assert any(words in quote for quote in holding(facts))
    if facts:
        opposite = dict.fromkeys(facts, "no")
        assert not any(words in quote for quote in holding(opposite))


COMBINATIONS = [
    (54, REGION, {"series": "senior_engineer"}, ["full_senior"]),
    (54, REGION, {"series": "human_resources"}, ["full_senior", "senior"]),
    (55, MIIT, {"series": "engineering"}, ["assistant", "intermediate", "senior"]),
    (55, MIIT, {"series": "arts"}, ["assistant", "intermediate", "senior", "full_senior"]),
    (55, MIIT, {"series": "economics"}, ["senior"]),
    (55, ETDZ, {"track": "ftz", "series": "economics"}, ["associate_senior"]),
    (55, ETDZ, {"track": "etdz", "series": "engineering"},
     ["junior", "intermediate", "associate_senior"]),
]  # fmt: skip


@pytest.mark.parametrize(("item", "notice", "facts", "levels"), COMBINATIONS)
def test_series_and_level_go_together_as_the_notice_lists_them(
    item: int, notice: str, facts: dict[str, str], levels: list[str]
) -> None:
    found = [option.id for option in options(load_notice(notice), "level", facts)]
    assert found == levels


def test_seniority_counts_to_the_end_of_2019() -> None:
    (window,) = [one for one in load_notice(MIIT).windows if one.id == "seniority"]  # 56
    assert window.end == date(2019, 12, 31)
    assert window.start is None


def test_only_the_exempted_year_is_excused() -> None:
    answers = {"ce_exemption": "yes", "ce_exempt_years": "2019"}  # 63
    found = evaluation_of(MIIT, answers).findings
    (short,) = [f for f in found if f.slot == "ce_public" and f.code == "check.years_missing"]
    assert short.finding.details["years"] == "2014、2015、2016、2017、2018"


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


SHARES = [
    (65, {"education": "secondary"}, 3, 2, 3),
    (65, {"education": "college"}, 2, 1, 2),
    (65, {"education": "bachelor"}, 1, None, 1),
    (65, {"education": "master"}, 1, None, 1),
]


@pytest.mark.parametrize(("item", "facts", "wanted", "short", "enough"), SHARES)
def test_the_number_of_assessments_follows_the_years_and_is_called_reckoned(
    item: int, facts: dict[str, str], wanted: int, short: int | None, enough: int
) -> None:
    full = evaluation_of(URUMQI, facts, *["annual_assessment"] * enough)
    assert full.slot("annual_assessment").wanted == wanted
    assert full.slot("annual_assessment").state == OK
    if short is not None:
        few = evaluation_of(URUMQI, facts, *["annual_assessment"] * short)
        (found,) = [f for f in few.findings if f.code == "check.pages_short"]
        assert "推算" in found.wording().message


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


@pytest.mark.parametrize(("item", "notice"), [(71, REGION), (71, MIIT)])
def test_a_work_without_a_seal_is_asked_about(item: int, notice: str) -> None:
    answers = {"representative_work": "yes"}
    found = evaluation_of(notice, answers, "representative_work").findings
    told = [f.code for f in found if f.slot == "representative_work"]
    assert "check.stamped_by_eye" in told


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


def test_who_asks_for_a_pledge_and_a_labour_contract() -> None:
    slots = {notice: {slot.id for slot in load_notice(notice).slots()} for notice in built_in_ids()}
    assert "pledge" not in slots[URUMQI]  # 82
    assert [n for n in slots if "labour_contract" in slots[n]] == [URUMQI]  # 86
    assert load_notice(REGION).slot("pledge").signed


PRINTED = [
    # item, notice, window, first and last day as printed
    (87, ETDZ, "apply", "9 月 5 日", "9 月 30 日"),
    (87, ETDZ, "check", "10 月 1 日", "10 月 15 日"),
    (87, URUMQI, "apply", "2025年2月25日", "2025年3月17日"),
    (88, REGION, "apply", "8月2308日", "10月10日"),
    (87, REGION, "check", "10月11日", "10月26日"),
    (91, REGION, "pay", "10月27日", "11月4日"),
    (87, HOTAN, "apply", "2025 年 2 月 17 日", "2025 年 3 月 6 日"),
    (91, HOTAN, "pay", "", "3月30日之前"),
    (87, MIIT, "apply", "2019年10月10日", "10月31日"),
    (95, MIIT, "paper", "2019年11月1日", "11月20日"),
]


@pytest.mark.parametrize(("item", "notice", "window", "first", "last"), PRINTED)
def test_a_window_is_shown_as_printed(
    item: int, notice: str, window: str, first: str, last: str
) -> None:
    (found,) = [one for one in load_notice(notice).windows if one.id == window]
    assert (bare(found.start_text), bare(found.end_text)) == (bare(first), bare(last))


OVERDUE = [
    (87, ETDZ, "apply", False),
    (87, URUMQI, "apply", False),
    (87, REGION, "apply", True),
    (91, REGION, "pay", True),
    (87, HOTAN, "apply", True),
    (95, MIIT, "paper", True),
    (87, MIIT, "apply", False),
]


@pytest.mark.parametrize(("item", "notice", "window", "threat"), OVERDUE)
def test_a_consequence_is_shown_only_where_it_is_written(
    item: int, notice: str, window: str, threat: bool
) -> None:
    (found,) = [one for one in load_notice(notice).windows if one.id == window]
    assert bool(found.overdue) is threat


RETURNS = [
    # item, notice, moment of the return, rounds, last moments
    (89, ETDZ, "2024-09-10 08:00", ["2024-09-12T08:00:00+08:00"]),
    (89, REGION, "2024-09-10 08:00", ["2024-09-12T08:00:00+08:00"]),
    (89, HOTAN, "2025-03-01 08:00", ["2025-03-02T23:59:59+08:00"]),
    (89, MIIT, "2019-10-11 08:00", ["2019-10-13T08:00:00+08:00"]),
]


@pytest.mark.parametrize(("item", "notice", "returned", "ends"), RETURNS)
def test_a_return_runs_as_the_notice_words_it(
    item: int, notice: str, returned: str, ends: list[str]
) -> None:
    found = evaluation_of(notice, {"first_returned_at": returned}).deadlines
    assert [one.at.isoformat() for one in found if "修改" in one.what] == ends


LIMITS = [
    (90, ETDZ, "returns", 3, "超过 3 次"),
    (90, REGION, "corrections", 2, "2次修改机会"),
    (90, HOTAN, "submissions", 3, "3次"),
    (90, MIIT, "submissions", 3, "3次"),
]


@pytest.mark.parametrize(("item", "notice", "unit", "limit", "words"), LIMITS)
def test_returns_are_counted_in_the_notices_unit(
    item: int, notice: str, unit: str, limit: int, words: str
) -> None:
    found = load_notice(notice).corrections
    assert isinstance(found, Corrections)
    assert (found.unit, found.limit) == (unit, limit)
    quotes = [found.quote, *(one.quote for one in found.also)]
    assert any(bare(words) in bare(quote) for quote in quotes), quotes


FEES = [
    (91, HOTAN, [140, 280, "原文未述"]),
    (91, REGION, ["原文未述"]),
    (91, ETDZ, ["原文未述"]),
    (91, URUMQI, []),
    (91, MIIT, []),
]


@pytest.mark.parametrize(("item", "notice", "amounts"), FEES)
def test_only_amounts_that_are_printed_are_shown(
    item: int, notice: str, amounts: list[int | str]
) -> None:
    fees = load_notice(notice).fees
    assert [one.amount for one in fees] == amounts
    for one in fees:
        assert isinstance(one.amount, str) or f"{one.amount}元/人" in one.quote


DEFENCE = [
    (92, REGION, {"series": "senior_engineer", "level": "full_senior"}, "check.defence_required"),
    (92, REGION, {"series": "human_resources", "level": "senior"}, "check.defence_not_stated"),
    (92, HOTAN, {"kind": "appraisal", "level": "intermediate"}, "check.defence_required"),
    (92, HOTAN, {"kind": "initial", "level": "junior"}, "check.defence_not_stated"),
    (92, ETDZ, {"track": "etdz", "series": "engineering", "level": "intermediate",
                "village_work": "no"}, "check.defence_required"),
    (92, ETDZ, {"track": "etdz", "series": "engineering", "level": "junior"},
     "check.defence_not_stated"),
]  # fmt: skip


@pytest.mark.parametrize(("item", "notice", "facts", "code"), DEFENCE)
def test_a_defence_is_asked_or_not_stated_and_never_denied(
    item: int, notice: str, facts: dict[str, str], code: str
) -> None:
    assert code in codes(notice, facts)


def test_failing_the_defence_is_failing() -> None:
    (defence,) = load_notice(REGION).defence  # 92
    quotes = [one.quote for one in defence.also]
    assert "未通过答辩，则职称评审未通过" in quotes
    assert any("线上视频答辩" in quote for quote in quotes)


PAPERS = [
    # item, notice, place in the list, copies, words
    (94, MIIT, 0, 2, "A4 双面打印，有水印"),
    (94, MIIT, 1, 1, "原件"),
    (94, MIIT, 5, 1, "加盖单位公章并签署“已审核，与原件相符”"),
    (95, MIIT, 6, "原文未述", "现场退回"),
    (95, MIIT, 10, "原文未述", "现场退回"),
    (95, MIIT, 4, "原文未述", "不在现场退回范围"),
    (96, HOTAN, 0, 2, "现场确认"),
    (96, HOTAN, 1, 2, "现场确认"),
    (97, ETDZ, 0, 0, "无"),
    (97, ETDZ, 1, "原文未述", "原件"),
]


@pytest.mark.parametrize(("item", "notice", "place", "copies", "words"), PAPERS)
def test_an_item_on_paper(
    item: int, notice: str, place: int, copies: int | str, words: str
) -> None:
    papers = load_notice(notice).papers
    assert not isinstance(papers, str)
    assert (papers[place].copies, words in papers[place].form) == (copies, True)
    assert notice != MIIT or len(papers) == 11


def test_paper_of_hotan_is_due_before_the_25th_of_march() -> None:
    (window,) = [one for one in load_notice(HOTAN).windows if one.id == "paper"]  # 96
    assert window.end == date(2025, 3, 25)
    assert "A-21" in window.doubts


@pytest.mark.parametrize(("item", "field", "value"), [(98, "kind", "conferral"),
                                                      (98, "level", "senior")])  # fmt: skip
def test_another_kind_or_level_is_evaluated_anew(item: int, field: str, value: str) -> None:
    answers = {"kind": "appraisal", "level": "intermediate"}
    before, after = codes(HOTAN, answers), codes(HOTAN, answers | {field: value})
    assert "check.defence_required" in before
    assert "check.defence_required" not in after


def test_every_number_of_the_list_is_held_somewhere() -> None:
    held: set[int] = set(ELSEWHERE)
    for name, table in globals().items():
        if name.isupper() and isinstance(table, list):
            held |= {row[0] for row in table if isinstance(row, tuple) and type(row[0]) is int}
    held |= {2, 4, 5, 11, 24, 37, 43, 46, 56, 71, 98}  # whole tests of one number
    assert WANTED - held == set()


@pytest.mark.parametrize("place", sorted(set(ELSEWHERE.values())))
def test_what_is_held_elsewhere_is_there(place: str) -> None:
    module, _, name = place.partition(":")
    assert callable(getattr(importlib.import_module(module), name))
