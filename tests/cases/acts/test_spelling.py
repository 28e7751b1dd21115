"""Spellings in Uyghur that pages propose are one question each; a no holds for those like it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from tests.checks.making_cases import NOTICE, case_of, prepared
from zcdesk.applicant import Applicant, Target
from zcdesk.batch.results.person_words import clerk_words
from zcdesk.batch.results.tasks import WhoseTask, tasks_of
from zcdesk.cases.acts.spelling import (
    applicant_with_spelling,
    ask_spelling_again,
    open_spellings,
    proposed_spellings,
    refuse_spelling,
)
from zcdesk.cases.case import Case
from zcdesk.checks.evaluating import evaluate
from zcdesk.geometry import box
from zcdesk.sorting.told import PageTold, ScriptSpelling

NOW = datetime(2024, 9, 1, tzinfo=UTC)
NAME, MISREAD, OTHER = "ئەكرەم سۇلايمان", "ئەكرەم سۈلايمان", "پاتىگۈل ئىمىن"
EMPLOYER = "خوتەن يول كۆۋرۈك شىركىتى"


def shown(*pages: tuple[Target, str]) -> Case:
    """A case whose pages each show one spelling."""
    made = [
        replace(
            prepared(number, "diploma", Target.NAME),
            told=PageTold(spellings=(ScriptSpelling(target, text, box(1, 2, 30, 4)),)),
        )
        for number, (target, text) in enumerate(pages, start=1)
    ]
    return case_of(*made)


def test_spellings_that_are_alike_are_one_question_as_most_pages_read_it() -> None:
    name = Target.NAME
    case = shown((name, MISREAD), (name, NAME), (name, NAME), (Target.EMPLOYER, EMPLOYER))
    first, second = proposed_spellings(case)
    assert (first.target, first.text) == (name, NAME)
    assert [page for page, _ in first.places] == [2, 3, 1]
    assert (second.target, second.text) == (Target.EMPLOYER, EMPLOYER)


def test_what_stands_on_most_pages_is_asked_first_and_nothing_once_a_word_was_told() -> None:
    case = shown((Target.NAME, OTHER), (Target.NAME, NAME), (Target.NAME, NAME))
    assert [each.text for each in proposed_spellings(case)] == [NAME, OTHER]
    told = replace(case, applicant=applicant_with_spelling(case.applicant, Target.NAME, "ئەكرەم"))
    assert proposed_spellings(told) == ()
    employer = applicant_with_spelling(case.applicant, Target.EMPLOYER, EMPLOYER)
    assert len(proposed_spellings(replace(case, applicant=employer))) == 2


def test_a_word_is_taken_once() -> None:
    own = Applicant("艾克然", "云岭公司", aliases=(NAME,))
    assert applicant_with_spelling(own, Target.NAME, NAME) == own
    more = applicant_with_spelling(own, Target.EMPLOYER, EMPLOYER)
    assert more.employer_aliases == (EMPLOYER,)


def test_a_no_holds_for_another_reading_of_the_same_line_and_can_be_taken_back() -> None:
    case = shown((Target.NAME, NAME), (Target.NAME, OTHER))
    refused = refuse_spelling(case, open_spellings(case)[0])
    later = replace(shown((Target.NAME, MISREAD), (Target.NAME, OTHER)), facts=refused.facts)
    assert [each.text for each in open_spellings(later)] == [OTHER]
    assert [each.refused for each in proposed_spellings(later)] == [True, False]
    again = ask_spelling_again(later, proposed_spellings(later)[0])
    assert len(open_spellings(again)) == 2


def test_it_waits_in_the_check_and_for_the_clerk_without_its_letters() -> None:
    case = shown((Target.NAME, NAME))
    evaluation = evaluate(NOTICE, case, NOW)
    found = [one for one in evaluation.findings if one.code == "check.script_name"]
    assert [(one.page, one.to_do) for one in found] == [(1, True)]
    tasks = [task for task in tasks_of(NOTICE, case, evaluation) if task.code == found[0].code]
    assert [task.whose for task in tasks] == [WhoseTask.CLERK]
    told = clerk_words(tasks[0])
    assert "第 1 页" in told.message
    assert NAME not in f"{found}{told}"
    answered = refuse_spelling(case, open_spellings(case)[0])
    codes = [one.code for one in evaluate(NOTICE, answered, NOW).findings]
    assert "check.script_name" not in codes
