"""``zcdesk case facts``: the answers of a case, shown or changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from zcdesk.cases.acts.deciding import rename_applicant
from zcdesk.cases.acts.noting import answer_questions, mark_not_applicable
from zcdesk.cases.case import Case
from zcdesk.cases.exchange.facts_file import FactsFile
from zcdesk.cli.arguments import taken_words
from zcdesk.cli.output import listed, say, say_error, text
from zcdesk.names.typed_words import same_words
from zcdesk.notices.interview import (
    assumed_answer,
    later_questions,
    options,
    questions,
    refused_answers,
)
from zcdesk.notices.profile.notice import Notice

_YEAR = re.compile(r"(?<=[a-z])[.](?:19|20)[0-9]{2}$")
"""Behind a key: what is reported for one year only (``form.year_summary.2023``)."""


def with_facts(case: Case, file: FactsFile) -> Case:
    """Return the case with the facts of a file; what it does not name stays.

    Other words for name or employer drop what was found by the old ones.
    """
    applicant = file.words_over(case.applicant)
    if applicant != case.applicant:
        applicant = taken_words(applicant)
    if not same_words(applicant, case.applicant):
        case = rename_applicant(case, applicant)
    case = answer_questions(case, file.given_answers())
    for slot, reason in file.given_not_applicable().items():
        case = mark_not_applicable(case, slot, reason)
    return case


def show_facts(case: Case, notice: Notice) -> None:
    """Tell each answer and each question that is still open; never the words themselves."""
    applicant = case.applicant
    if applicant.name and applicant.employer:
        spellings = (*applicant.aliases, *applicant.employer_aliases, *applicant.former_employers)
        say(text("cli.words_known", count=2 + len(spellings)))
    else:
        say_error(text("cli.words_missing"))
    answers = dict(case.facts)
    for fact in (*questions(notice, answers), *later_questions(notice, answers)):
        given = answers.get(fact.id, "")
        titles = {option.id: option.title for option in fact.options}
        assumed = assumed_answer(notice, fact)
        if not given and assumed:
            say(text("cli.fact_assumed", question=fact.question, answer=assumed, fact=fact.id))
        elif given:
            shown = titles.get(given, given)
            say(text("cli.fact_answered", question=fact.question, answer=shown))
        else:
            code = "cli.fact_later" if fact.later else "cli.fact_open"
            say(text(code, question=fact.question, fact=fact.id))


def tell_unused(notice: Notice, answers: Mapping[str, str], slots: Iterable[str]) -> bool:
    """Tell which answers and slots have no effect; return whether there are any.

    Args:
        notice: Whose questions and slots they are.
        answers: By id of the question, as given.
        slots: Ids of slots, as given.
    """
    from zcdesk.checks.forms.fields import fact_keys
    from zcdesk.checks.written import facts as written_facts

    known = {fact.id for fact in notice.facts} | fact_keys() | written_facts.fact_keys()
    unknown = [key for key in answers if not {key, _YEAR.sub("", key)} & known]
    if unknown:
        say_error(text("cli.facts_unknown", names=listed(unknown)))
    refused = [fact for fact in refused_answers(notice, answers) if answers.get(fact.id)]
    for fact in refused:
        allowed = listed(option.id for option in options(notice, fact.id, answers))
        code = "cli.fact_refused_of" if allowed else "cli.fact_refused"
        details = {"answer": answers[fact.id], "question": fact.question, "allowed": allowed}
        say_error(text(code, fact=fact.id, **details))
    nowhere = sorted(set(slots) - {slot.id for slot in notice.slots()})
    if nowhere:
        say_error(text("cli.slots_unknown", names=listed(nowhere)))
    return bool(unknown or refused or nowhere)
