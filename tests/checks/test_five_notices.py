"""What the five notices ask, as ``five_notices.toml`` says it row by row.

From outside, by the commands that a user types, the same notices are held in ``tests/acceptance``.
"""

import re
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.checks.five import ETDZ, HOTAN, MIIT, PERSON, REGION, URUMQI, codes, evaluation_of
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import CasePage
from zcdesk.checks.exempt_slots import begun
from zcdesk.checks.written.texts import text_findings
from zcdesk.notices.files.consistency import bare
from zcdesk.notices.files.loading import built_in_ids, load_notice, notice_text
from zcdesk.notices.interview import counting_answers, options
from zcdesk.notices.profile.notice import Corrections, Notice
from zcdesk.notices.profile.slots import Who
from zcdesk.notices.profile.sources import Truth, judge

ASKED: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("five_notices.toml").read_text(encoding="utf-8")
)
UNSAID = "原文未述"


@pytest.fixture(params=ASKED)
def notice(request: pytest.FixtureRequest) -> Notice:
    return load_notice(str(request.param))


def rows(notice: Notice, kind: str) -> list[Any]:
    return list(ASKED[notice.id].get(kind, []))


def wrong(notice: Notice, kind: str, found: Callable[..., object]) -> list[object]:
    """Return the rows whose last value is not what is found for the others, with what is."""
    told = [(row, found(*row[:-1])) for row in rows(notice, kind)]
    return [one for one in told if one[1] != one[0][-1]]


def test_the_five_are_those_that_are_shipped() -> None:
    assert set(built_in_ids()) == ASKED.keys()


def test_title_year_format_opinion_and_first_questions_are_as_printed(notice: Notice) -> None:
    asked, text = ASKED[notice.id], bare("\n".join(notice_text(notice)))
    assert notice.year == asked["year"]
    assert asked["title"] in notice.title
    assert str(notice.year) in notice.title
    assert bare(notice.title) in text
    first = asked["asked_first"]
    assert [fact.id for fact in notice.facts][: len(first)] == first
    values = {rule.id: rule.value for rule in notice.file_rules}
    assert values["format"] == asked["format"]
    assert values.get("size", UNSAID) == UNSAID
    assert not any(letter.isdigit() for value in values.values() for letter in value)
    if opinion := asked.get("opinion"):
        assert opinion in notice.opinions[0].sentence
        assert notice.opinions[0].who == (Who.EMPLOYER,)


def test_contacts_penalty_and_pledge_are_letter_for_letter_the_notices(notice: Notice) -> None:
    asked = ASKED[notice.id]
    assert [contact.value for contact in notice.contacts] == asked["contacts"]
    assert notice.platform.url == asked.get("platform", notice.platform.url)
    (penalty,) = notice.penalties
    assert all(word in penalty.quote for word in asked["penalty"])
    if "pledge" in asked:
        assert notice.pledge
        assert [notice.pledge.sentence, len(notice.consequences)] == asked["pledge"]


def test_slips_stay_as_printed_and_ambiguities_are_told_with_their_number(notice: Notice) -> None:
    for rule, words in rows(notice, "as_printed"):
        quotes = [one.quote for one in notice.sources() if one.rule == f"{notice.id}/{rule}"]
        assert any(bare(words) in bare(quote) for quote in quotes), rule
    for number, word in rows(notice, "ambiguities"):
        (found,) = [one for one in notice.open_questions if one.id == number]
        assert word in found.question + found.treatment
        assert found.rules


def test_every_finding_of_a_rule_shows_clause_and_original_words(notice: Notice) -> None:
    text = bare("\n".join(notice_text(notice)))
    found = evaluation_of(notice.id, {}).findings
    assert found
    for one in found:
        if one.rule:
            assert one.clause
            assert all(bare(piece) in text for piece in one.quote.split("…"))
        else:
            assert one.code in {"check.other_year", "check.pages_unsorted",
                                "check.questions_open", "check.annex_unseen"}  # fmt: skip


def test_a_slot_has_the_state_that_notice_and_answers_give_it(notice: Notice) -> None:
    def state(slot: str, facts: dict[str, str], given: int) -> str:
        evaluation = evaluation_of(notice.id, facts, *[slot] * given)
        found = evaluation.slot(slot).state
        errors = [f for f in evaluation.findings if f.slot == slot and f.severity == "error"]
        assert bool(errors) is (found == "missing"), slot
        return found

    assert wrong(notice, "slots", state) == []


def test_one_of_two_papers_is_enough() -> None:
    for given in ("edu_verify", "enrolment_report"):
        evaluation = evaluation_of(HOTAN, {"chsi_record": "found"}, given)
        states = {slot: evaluation.slot(slot).state for slot in ("edu_verify", "enrolment_report")}
        assert states == {"edu_verify": "not_needed", "enrolment_report": "not_needed"} | {
            given: "satisfied"
        }


def test_the_years_of_a_series_follow_the_notice_and_the_reading_that_was_chosen(
    notice: Notice,
) -> None:
    def missed(slot: str, facts: dict[str, str]) -> object:
        found = evaluation_of(notice.id, facts).findings
        (one,) = [f for f in found if f.slot == slot and f.code == "check.years_missing"]
        return one.finding.details["years"]

    assert wrong(notice, "years", lambda slot: list(notice.slot(slot).years)) == []
    assert wrong(notice, "years_missing", missed) == []


def test_the_number_of_assessments_follows_the_years_and_is_called_reckoned() -> None:
    for education, wanted in (("secondary", 3), ("college", 2), ("bachelor", 1), ("master", 1)):
        facts = {"education": education}
        assert evaluation_of(URUMQI, facts).slot("annual_assessment").wanted == wanted
        if wanted > 1:
            few = evaluation_of(URUMQI, facts, *["annual_assessment"] * (wanted - 1))
            (found,) = [f for f in few.findings if f.code == "check.pages_short"]
            assert "推算" in found.wording().message


def test_windows_stand_as_printed_and_threaten_only_where_it_is_written(notice: Notice) -> None:
    there = {one.id: one for one in notice.windows}
    assert there.keys() == {row["id"] for row in rows(notice, "windows")}
    for row in rows(notice, "windows"):
        one = there[row["id"]]
        assert [f"{one.start or ''}", f"{one.end or ''}"] == [row["first"], row["last"]], one.id
        if "printed" in row:
            printed = [bare(one.start_text), bare(one.end_text)]
            assert printed == [bare(words) for words in row["printed"]]
        assert bool(one.overdue) is row.get("overdue", bool(one.overdue))
    assert [term.workdays for term in notice.terms] == [5]


def test_each_notice_counts_returns_in_its_own_unit(notice: Notice) -> None:
    asked, found = ASKED[notice.id].get("returns"), notice.corrections
    if asked is None:
        assert found == UNSAID
        return
    assert isinstance(found, Corrections)
    assert (found.unit, found.limit) == (asked["unit"], asked["limit"])
    rounds = [[one.number, one.hours or 0, one.days or 0] for one in found.rounds]
    assert rounds == asked["rounds"]
    quotes = [found.quote, *(one.quote for one in found.also)]
    assert any(bare(asked["words"]) in bare(quote) for quote in quotes)
    ends = evaluation_of(notice.id, {"first_returned_at": asked["returned"]}).deadlines
    assert [one.at.isoformat() for one in ends if "修改" in one.what] == asked["ends"]


def test_a_term_of_two_days_is_never_judged_to_be_over() -> None:
    assert "check.round_over" not in codes(HOTAN, {"first_returned_at": "2025-02-01 10:00"})


def test_what_each_notice_asks_to_cover(notice: Notice) -> None:
    case = begun(notice, Applicant("努尔兰", "和田地区林业公司"))

    def covered(slot: str) -> list[str]:
        return sorted(map(str, case.targets_on(CasePage(1, slot, "一.jpg"))))

    assert wrong(notice, "covers", covered) == []
    assert Target.PHOTO in notice.slot("photo_1inch").mask_exempt or notice.id == ETDZ
    if notice.masking is None:
        assert "A-36" in [question.id for question in notice.open_questions]
    else:
        assert bool(notice.masking.classified) is (notice.id == HOTAN)


def test_rules_on_words_and_their_length(notice: Notice) -> None:
    def told(where: str, text: str, code: str) -> bool:
        return code in [one.code for one in text_findings(notice, where, text, PERSON)]

    assert wrong(notice, "texts", told) == []
    lengths = [[r.at_least or 0, r.at_most] for r in notice.texts if r.kind == "length"]
    if "length" in ASKED[notice.id]:
        assert lengths == [ASKED[notice.id]["length"]]


def test_a_changed_number_in_the_profile_changes_the_verdict() -> None:
    notice = load_notice(REGION)
    for limit, code in ((3000, "check.text_length"), (2500, "check.text_long")):
        texts = [
            one.model_copy(update={"at_most": limit}) if one.kind == "length" else one
            for one in notice.texts
        ]
        changed = notice.model_copy(update={"texts": tuple(texts)})
        found = text_findings(changed, "work_summary", "工" * 2700, PERSON)
        assert code in [one.code for one in found]


def test_what_a_recommendation_and_continuing_education_must_say() -> None:
    (report,) = [one for one in load_notice(URUMQI).texts if one.where == "recommendation"]
    assert report.topics == ("满一年", "5个工作日")
    (hours,) = [one for one in load_notice(HOTAN).texts if one.where == "continuing_education"]
    assert hours.topics == ("每年不少于90学时", "专业科目不少于60学时")
    assert all(words in hours.quote for words in ("不少于90学时", "专业科目不少于60学时"))


def test_the_rows_of_the_notices_own_table(notice: Notice) -> None:
    def row(facts: dict[str, str]) -> list[object]:
        counting = counting_answers(notice, facts)
        (one,) = [r for r in notice.ladders if judge(r.when, counting).truth is Truth.YES]
        return [one.years or 0, one.since, one.level, one.kind]

    assert wrong(notice, "ladders", row) == []
    if notice.id == HOTAN:
        schools = [one.title for one in notice.ladders if one.years is None]
        assert schools == ["中级工班按中专", "高级工班按大专", "预备技师（技师）班按本科"]


def test_only_amounts_that_are_printed_are_shown(notice: Notice) -> None:
    def amount(facts: dict[str, str]) -> object:
        counting = counting_answers(notice, facts)
        (one,) = [fee for fee in notice.fees if judge(fee.when, counting).truth is Truth.YES]
        return one.amount

    assert [one.amount for one in notice.fees] == rows(notice, "fees")
    printed = [one for one in notice.fees if not isinstance(one.amount, str)]
    assert all(f"{one.amount}元/人" in one.quote for one in printed)
    assert wrong(notice, "fees_for", amount) == []


def test_only_what_the_notice_lists_can_be_chosen(notice: Notice) -> None:
    for fact, facts, asked in rows(notice, "options"):
        found = [one.id for one in options(notice, fact, facts)]
        assert asked in (found, len(found)), (fact, facts)


def test_the_items_on_paper(notice: Notice) -> None:
    if asked := rows(notice, "papers"):
        assert not isinstance(notice.papers, str)
        assert [item.copies for item in notice.papers] == [copies for copies, *_ in asked]
        for item, (_, *words) in zip(notice.papers, asked, strict=True):
            assert all(word in item.form for word in words), item.form


def test_official_forms_stand_whole_in_the_text_or_say_that_they_are_missing(
    notice: Notice,
) -> None:
    text, templates = notice_text(notice), {one.id: one for one in notice.templates}
    for form, lines, first, last in rows(notice, "forms"):
        assert templates[form].lines == tuple(lines)
        assert first in text[lines[0] - 1]
        assert last in text[lines[1] - 1]
    for form, words in rows(notice, "form_words"):
        begins, ends = templates[form].lines or (0, 0)
        shown = bare("\n".join(text[begins - 1 : ends]))
        assert all(word in shown for word in words)
        assert not any(leaving in shown for leaving in ("<td", "**"))
    missing = {one.id: one.note for one in notice.templates if one.lines is None}
    assert missing.keys() == set(rows(notice, "forms_without_text"))
    assert all("缺文本" in note for note in missing.values())


def test_who_defends_is_told_and_never_denied(notice: Notice) -> None:
    for facts, code in rows(notice, "codes"):
        assert code in codes(notice.id, facts), facts
    for facts, told in rows(notice, "defence"):
        found = [one for one in codes(notice.id, facts) if one.startswith("check.defence")]
        assert found == told, facts


def test_another_kind_or_level_is_evaluated_anew() -> None:
    answers = {"kind": "appraisal", "level": "intermediate"}
    for changed in ({"kind": "conferral"}, {"level": "senior"}):
        assert "check.defence_required" in codes(HOTAN, answers)
        assert "check.defence_required" not in codes(HOTAN, answers | changed)


def test_failing_the_defence_is_failing() -> None:
    (defence,) = load_notice(REGION).defence
    quotes = [one.quote for one in defence.also]
    assert "未通过答辩，则职称评审未通过" in quotes
    assert any("线上视频答辩" in quote for quote in quotes)


def test_a_passage_holds_for_whom_it_is_meant(notice: Notice) -> None:
    def holding(kind: str, answers: dict[str, str]) -> str:
        counting = counting_answers(notice, answers)
        entries = notice.exemptions if kind == "exemptions" else notice.eligibility
        return "\n".join(e.quote for e in entries if judge(e.when, counting).truth is Truth.YES)

    for facts, kind, words in rows(notice, "passages"):
        assert words in holding(kind, facts)
        assert not facts or words not in holding(kind, dict.fromkeys(facts, "no"))
    for facts, entry in rows(notice, "outside"):
        (row,) = [one for one in notice.eligibility if one.id == entry]
        found = evaluation_of(notice.id, facts).findings
        told = [f.quote for f in found if f.code == "check.eligibility_outside"]
        assert told == [row.quote]


def test_what_hangs_on_a_missing_annex_is_unknown_and_not_unsaid() -> None:
    slots = evaluation_of(ETDZ, {}).slots()
    unknown = [one for one in slots if one.unseen]
    assert {"id_card", "pledge", "ce_public"} < {one.id for one in unknown}
    for one in unknown:
        assert (one.state, one.word) == ("not_stated", "unseen")
        assert "不在通知文本里" in one.reason
        assert "没有写要不要" not in one.reason
    silent = evaluation_of(HOTAN, {}).slot("personal_conduct")
    assert (silent.word, "没有写要不要" in silent.reason) == ("not_stated", True)


def test_who_asks_for_a_pledge_a_labour_contract_and_a_sealed_work() -> None:
    slots = {notice: {slot.id for slot in load_notice(notice).slots()} for notice in ASKED}
    assert "pledge" not in slots[URUMQI]
    assert [n for n in slots if "labour_contract" in slots[n]] == [URUMQI]
    assert load_notice(REGION).slot("pledge").signed
    for asking in (REGION, MIIT):
        found = evaluation_of(asking, {"representative_work": "yes"}, "representative_work")
        told = [f.code for f in found.findings if f.slot == "representative_work"]
        assert "check.stamped_by_eye" in told


def test_paper_of_hotan_is_due_before_the_25th_of_march() -> None:
    (window,) = [one for one in load_notice(HOTAN).windows if one.id == "paper"]
    assert window.end == date(2025, 3, 25)
    assert "A-21" in window.doubts


UNFINISHED_SENTENCE = re.compile("：[，。]|因为[，。]|，，|“”|（）|[{}]")


def test_no_answers_make_a_sentence_with_a_hole_or_a_number_of_ours(notice: Notice) -> None:
    chance = Random(3)
    for _ in range(40):
        facts = {
            one.id: chance.choice(["", *(option.id for option in one.options)])
            for one in notice.facts
            if one.options
        }
        found = evaluation_of(notice.id, facts)
        said = [one.wording().message for one in found.findings]
        for words in (*said, *(slot.reason for slot in found.slots())):
            assert not UNFINISHED_SENTENCE.search(words), words
        clauses = [*(one.clause for one in found.findings), *(one.clause for one in found.slots())]
        assert not [one for one in clauses if "-" in one]
