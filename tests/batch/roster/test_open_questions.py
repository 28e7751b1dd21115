"""What several people leave open is asked once; what one leaves open, or a case answers, is not."""

from __future__ import annotations

from zcdesk.applicant import Applicant
from zcdesk.batch.roster.open_questions import open_questions
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.entries import FactKind

NOTICE = "region-senior-2024"


def person(row: int, case: str = "", **facts: str) -> RosterPerson:
    given = tuple(sorted(facts.items()))
    return RosterPerson(row, Applicant("阿依古丽", "云岭公司"), NOTICE, case=case, facts=given)


def rows_of(*people: RosterPerson) -> dict[str, tuple[int, ...]]:
    return {question.fact.id: question.rows for question in open_questions(people)}


def test_a_question_is_asked_for_the_rows_that_leave_it_open() -> None:
    no = next(fact.options[0].id for fact in load_notice(NOTICE).facts if fact.id == "degree")
    people = person(2, degree=no), person(3), person(4), person(5, case="甲.zcase")
    assert rows_of(*people)["degree"] == (3, 4)
    assert "degree" not in rows_of(person(2, degree=no), person(3)), "hers alone: no column's"
    assert "degree" not in rows_of(person(3), person(4, case="甲.zcase")), "the case answers"


def test_only_choices_are_asked_for_a_column_and_what_most_leave_open_first() -> None:
    asked = open_questions([person(2), person(3), person(4)])
    assert {question.fact.kind for question in asked} == {FactKind.CHOICE}
    assert all(question.fact.options for question in asked)
    lengths = [len(question.rows) for question in asked]
    assert lengths == sorted(lengths, reverse=True)
