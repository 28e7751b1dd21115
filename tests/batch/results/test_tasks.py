"""Each thing that is found is in her letter or on the list of the office, never in both."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.checks.making_cases import NOTICE, prepared, told_open, unseen_case_of
from zcdesk.batch.results.clerk_words import clerk_words
from zcdesk.batch.results.letters import as_text, letter_to
from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.results.person_rows import person_rows
from zcdesk.batch.results.person_turns import Turn
from zcdesk.batch.results.tasks import Kind, Task, Whose, tasks_of
from zcdesk.cases.case import Case, CasePage
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.states import CaseFinding, Evaluation
from zcdesk.findings import Detail, Finding, error, warning
from zcdesk.pages.page import Clarity
from zcdesk.wording import codes, sentence

NOW = datetime(2024, 9, 28, 2, tzinfo=UTC)
HERS, EMPLOYERS = "diploma", "posting"
FAMILIES = ("check.", "page.", "scan.", "clarity.", "case.nothing_found")

_LETTER = """
check.slot_missing check.one_of_missing check.years_missing check.years_missing_told
check.years_unseen check.parts_short check.id_card_side check.text_not_checked
check.answer_assumed check.told_differently check.employer_of_year check.dates_out_of_order
check.date_in_future check.id_number_old check.id_number_form check.id_number_birth
check.id_number_other_birth check.id_number_digit check.id_number_on_card check.classified_open
page.no_name page.other_name page.no_name_in_place page.other_employer
check.no_signature_seen check.no_seal_seen check.no_seal_on_some check.photocopy
check.form_of_other_year
clarity.small clarity.blurred clarity.grainy clarity.compressed clarity.faint clarity.shaken
clarity.glare clarity.cut_off clarity.cut_below clarity.cut_above
scan.unreadable scan.empty scan.truncated scan.damaged_page scan.page_doubtful scan.no_pages
scan.value_not_drawn
scan.unsupported scan.unsupported_avif scan.unsupported_ofd scan.unsupported_word scan.word_failed
scan.unsupported_sheet scan.unsupported_slides scan.unsupported_office scan.unsupported_archive
scan.unsupported_web_document scan.unsupported_paper scan.unsupported_chat_cache
scan.unsupported_edit_note scan.unsupported_shortcut scan.unsupported_cloud
scan.unsupported_video scan.unsupported_packing scan.unsupported_form
scan.unsupported_portfolio
scan.unsupported_web_page scan.unsupported_program scan.unsupported_text scan.empty_archive
scan.archive_too_large scan.archive_path scan.archive_nested scan.archive_method scan.too_large
scan.too_many_pixels scan.too_many_pages scan.too_complex scan.locked scan.wrong_password
scan.specially_locked
check.text_short check.text_long check.text_length_differs check.text_name check.text_employer
check.text_name_perhaps check.text_employer_perhaps check.text_employer_hint check.text_vague
check.text_empty check.text_empty_unstated check.text_topics check.text_not_written
check.history_silent check.history_unread check.history_other_employer check.year_not_asked
"""
LETTER = _LETTER.split()

_OFFICE = """
case.nothing_found page.another_person page.of_another_row page.worker_lost page.unforeseen
scan.missing scan.not_a_file scan.no_memory scan.no_permission scan.read_failed scan.changed
check.slot_missing_employer check.slot_missing_supervising_unit check.slot_expected
check.pages_short check.page_in_review check.pages_waiting check.pages_unconfirmed
check.page_unclear
check.answer_open check.photo_covered check.exempt_covered check.kind_differs
check.script_name check.script_employer
check.slot_inferred check.end_set_elsewhere check.ladder_kind check.ladder_not_full
check.seniority_after check.term_short check.term_backwards check.term_outlasts
check.returns_over check.returns_over_unstated
check.other_year check.window_over check.round_over check.last_chance check.none_left_returns
check.none_left_corrections check.none_left_submissions check.return_level
check.eligibility_outside check.eligibility_unclear check.time_inferred check.inferred
check.profile_changed check.profile_copy_broken check.calendar_broken check.term_calendar_unknown
check.word_lists_broken
"""
OFFICE = _OFFICE.split()

_BY_ITS_PAGE = """
check.page_refused check.page_foreign check.page_foreign_unsorted check.questions_open
check.fact_unanswered check.answer_unknown check.pages_unsorted
page.turn_unsure page.blank page.no_text page.no_photo scan.from_word scan.repaired
"""
BY_ITS_PAGE = _BY_ITS_PAGE.split()
"""Told by the page, the question or the page's review that they come with; see the tests below."""

NEVER_IN_A_BATCH = {
    "page.state.clean", "page.state.masked", "page.state.review", "page.state.refused",
    "page.open_doubt", "page.unclaimed",  # what a click in the window says
    "page.second_look",  # of finished pictures
    "scan.not_of_the_lesson",  # a lesson is no row of a roster
}  # fmt: skip

INFO = re.compile(
    r"check\.(need|who|plan|unit|next|reading|ladder$|ladder_after|text_length$|text_\w+_mark|"
    r"defence|eligibility_(tell|confirm)|round_n|signed_by|stamped_by|years_by|given_not|photo_kept|names_nobody|"
    r"exempt_kept|slot_waived|start_unclear|term_long|inferred_mark|returns_left|profile_(carried|"
    r"difference)|seniority(_open)?$|answer_not_assumed|page_alike)"
    r"|page\.(names_nobody|stale|outline|border|several|alike|also_elsewhere)"
    r"|scan\.(first_frame|sent_by_chat|app_mark|other_kind)"
    r"|clarity\.(dark|shadow|moire|shines)"
)
"""Good to know only, or a piece of another sentence: nobody has to do anything."""


_BLANKS = "count lack given wanted page other year least most size paragraph limit used number"
_NUMBERS = frozenset(_BLANKS.split(" "))


def details_of(code: str) -> dict[str, Detail]:
    """Something for each blank of a sentence, of the kind that it holds."""
    told: dict[str, Detail] = {}
    while True:
        try:
            sentence(code, "zh", **told)
        except KeyError as missing:
            name = str(missing.args[0])
            told[name] = 2 if name in _NUMBERS else f"某{name}"
        else:
            if code == "check.no_seal_on_some":
                told["pages"] = "1"
            return told


def of_a_page(code: str) -> bool:
    return code.startswith(("page.", "scan.", "clarity."))


def page_with(finding: Finding, slot: str, *, whole: bool = True) -> CasePage:
    """A page on which a finding stands; a refused one has no picture."""
    page = replace(prepared(1, slot), path="证书.jpg", findings=(finding,))
    refused = finding.code.startswith("scan.") or finding.code in (
        "page.worker_lost",
        "page.unforeseen",
    )
    if refused and finding.severity == "error":
        return replace(page, page=None)
    clarity = Clarity.UNREADABLE if whole else Clarity.BORDERLINE
    return replace(page, page=replace(page.page, clarity=clarity)) if page.page else page


def tasks_with(code: str, slot: str) -> tuple[Case, tuple[Task, ...]]:
    """A case of one file in which a code is found, and what is to be done about it."""
    if of_a_page(code) and code != "page.another_person":
        mild = code in ("scan.page_doubtful", "scan.value_not_drawn")
        mild |= not code.startswith("scan.")
        mild &= code not in ("page.worker_lost", "page.unforeseen")
        found = (warning if mild else error)(code, **details_of(code))
        case = told_open(unseen_case_of(page_with(found, slot)))
        evaluation = Evaluation(NOTICE.id, (), (), ())
        return case, tasks_of(NOTICE, case, evaluation)
    case = told_open(unseen_case_of(replace(prepared(1, slot), path="证书.jpg")))
    if code == "page.another_person":
        return case, tasks_of(NOTICE, case, Evaluation(NOTICE.id, (), (), ()), {1: 3})
    section = NOTICE.section_of(slot).id
    named = CaseFinding(error(code, **details_of(code)), section=section, slot=slot)
    return case, tasks_of(NOTICE, case, Evaluation(NOTICE.id, (), (named,), ()))


def letter_of(case: Case, tasks: tuple[Task, ...], due: date | None = None) -> str:
    result = PersonResult(2, "0002", "missing", tasks=tasks)
    return as_text(letter_to(result, NOTICE, case, NOW, due))


def test_every_finding_that_a_batch_can_give_is_shared_out() -> None:
    every = {code for code in codes() if code.startswith(FAMILIES)}
    told = [*LETTER, *OFFICE, *BY_ITS_PAGE]
    assert len(told) == len(set(told))
    silent = {code for code in every if INFO.match(code)} | NEVER_IN_A_BATCH
    assert not silent & set(told)
    assert every == silent | set(told)


@pytest.mark.parametrize("code", LETTER)
def test_what_she_can_do_is_in_her_letter_and_not_with_the_office(code: str) -> None:
    case, tasks = tasks_with(code, HERS)
    (task,) = tasks
    assert task.whose is Whose.APPLICANT
    text = letter_of(case, tasks)
    words = sentence(f"letters.{code}", "zh", **{"slot": "学历证书", **task.details})
    assert words.message in text
    assert words.remedy in text
    if task.kind is Kind.SCAN_AGAIN or of_a_page(code):
        assert "“证书.jpg”" in text
        assert task.places == (1,)
    (row,) = person_rows([PersonResult(2, "0002", "missing", tasks=tasks)])
    assert (row.employer, row.supervising_unit, row.clerk) == (0, 0, 0)
    assert row.turn is (Turn.APPLICANT if task.counted else Turn.CLERK)


@pytest.mark.parametrize("code", [code for code in LETTER if not code.startswith("check.text_no")])
def test_with_a_paper_of_the_employer_it_waits_for_the_employer(code: str) -> None:
    case, tasks = tasks_with(code, EMPLOYERS)
    (task,) = tasks
    if code in ("check.classified_open",):
        return  # one question about all that she sent
    assert task.whose is Whose.EMPLOYER
    assert "请补交" not in letter_of(case, tasks)
    assert clerk_words(task).message


@pytest.mark.parametrize("code", OFFICE)
def test_what_others_do_is_on_their_list_and_not_in_her_letter(code: str) -> None:
    slot = EMPLOYERS if code.startswith("check.slot_missing_") else HERS
    case, tasks = tasks_with(code, slot)
    (task,) = tasks
    assert task.whose is not Whose.APPLICANT
    words = clerk_words(task)
    (row,) = person_rows([PersonResult(2, "0002", "missing", tasks=tasks)])
    assert [(one.message, one.remedy) for one in row.tasks] == [(words.message, words.typed)]
    text = letter_of(case, tasks)
    assert words.message not in text
    assert "证书.jpg" not in text
    assert "请重新扫描" not in text


WINDOW = re.compile(
    "案卷|上传位置|复核|遮盖|程序|窗口|导入|疑问|草稿|花名册|归类|待|栏目|点击|界面|识别|清晰度"
)
"""Words of the window and of our own trade; her letter has none of them."""


@pytest.mark.parametrize("code", LETTER)
def test_a_letter_has_no_word_of_the_window(code: str) -> None:
    case, tasks = tasks_with(code, HERS)
    text = letter_of(case, tasks)
    found = WINDOW.search(text)
    assert not found, found


def test_a_page_is_asked_for_once_whatever_is_wrong_with_it() -> None:
    found = warning("clarity.blurred", value="0.2", needed="0.5"), warning("clarity.glare", count=1)
    page = replace(page_with(found[0], HERS), findings=found)
    case = told_open(unseen_case_of(page))
    evaluation = evaluate(NOTICE, case, date(2024, 9, 28))
    assert "check.page_in_review" in {one.code for one in evaluation.findings}
    tasks = tasks_of(NOTICE, case, evaluation)
    assert not [task for task in tasks if task.code == "check.page_in_review"]
    text = letter_of(case, tasks)
    assert text.count("“证书.jpg”") == 1
    assert "字迹模糊，看不清。有反光，那里的字看不见。" in text
    (row,) = person_rows([PersonResult(2, "0002", "missing", tasks=tasks)])
    assert row.scan_again == 1


def test_a_page_that_can_just_be_read_is_looked_at_by_the_clerk_first() -> None:
    page = page_with(warning("clarity.blurred", value="0.4", needed="0.5"), HERS, whole=False)
    case = told_open(unseen_case_of(page))
    tasks = tasks_of(NOTICE, case, evaluate(NOTICE, case, date(2024, 9, 28)))
    assert "证书.jpg" not in letter_of(case, tasks)
    review = [task for task in tasks if task.code == "check.page_in_review"]
    assert [(task.whose, task.pages) for task in review] == [(Whose.CLERK, (1,))]


def test_a_page_whose_covers_are_sure_is_the_clerks_to_look_at_though_it_is_dim() -> None:
    page = page_with(warning("clarity.blurred", value="0.4", needed="0.5"), HERS, whole=False)
    assert page.page is not None
    page = replace(page, page=replace(page.page, measures={"height": 20.0}))
    case = told_open(unseen_case_of(page))
    for one in (case, case.with_page(replace(page, confirmed=case.fingerprint(page)))):
        tasks = tasks_of(NOTICE, one, evaluate(NOTICE, one, date(2024, 9, 28)))
        unclear = [task for task in tasks if task.code == "check.page_unclear"]
        assert [(task.whose, task.pages) for task in unclear] == [(Whose.CLERK, (1,))]


def test_a_page_that_somebody_took_is_not_asked_for_again() -> None:
    page = page_with(warning("clarity.glare", count=1), HERS)
    case = told_open(unseen_case_of(page))
    taken = case.with_page(replace(page, confirmed=case.fingerprint(page)))
    assert taken.is_confirmed(taken.pages[0])
    tasks = tasks_of(NOTICE, taken, evaluate(NOTICE, taken, date(2024, 9, 28)))
    assert not [task for task in tasks if 1 in task.pages and task.kind is Kind.SCAN_AGAIN]


def test_loose_pages_are_counted_without_those_that_have_a_task_of_their_own() -> None:
    loose = prepared(1, ""), replace(prepared(2, ""), findings=(error("scan.empty"),), page=None)
    stranger = prepared(3, "")
    case = told_open(unseen_case_of(*loose, stranger))
    tasks = tasks_of(NOTICE, case, evaluate(NOTICE, case, date(2024, 9, 28)), {3: 5})
    assert [task.pages for task in tasks if task.code == "check.pages_unsorted"] == [(1,)]
    assert [task.pages for task in tasks if task.code == "scan.empty"] == [(2,)]
    assert [task.pages for task in tasks if task.code == "page.another_person"] == [(3,)]


def test_each_open_question_is_asked_once_with_its_choices() -> None:
    case = unseen_case_of(degree="", title_origin="moon")
    tasks = tasks_of(NOTICE, case, evaluate(NOTICE, case, date(2024, 9, 28)))
    asked = [task.question for task in tasks if task.kind is Kind.TELL]
    assert asked == ["degree", "title_origin"]  # no answer, and one that there is not
    text = letter_of(case, tasks)
    assert "1. 您取得学位了吗？\n□ 有学位　□ 没有学位" in text
    assert text.count("您的现职称在哪里取得？") == 1
    assert "您回答以后，如果还要别的材料，我们再告诉您。" in text
