"""The person's answers to the notice's questions: missing, out of range, or assumed by us."""

from __future__ import annotations

from collections.abc import Iterator

from zcdesk.checks.states import CaseFinding, Situation, on_rule
from zcdesk.finding_facts import finding_of
from zcdesk.notices.interview import NOT_ASKED, assumed_answer, refused_answers, unanswered


def unknown_answers(now: Situation) -> Iterator[CaseFinding]:
    """Yield the questions whose answer is none that they offer."""
    for fact in refused_answers(now.notice, now.case.answers):
        yield on_rule(finding_of("check.answer_unknown", question=fact.question), fact)


def assumed_answers(now: Situation) -> Iterator[CaseFinding]:
    """Yield where our default counts, and where the person put something else in its place."""
    for fact in now.notice.facts:
        assumed = assumed_answer(now.notice, fact)
        counts = now.facts.get(fact.id, NOT_ASKED)
        if assumed and counts != NOT_ASKED:
            given = bool(now.case.answers.get(fact.id, "").strip())
            details = {"question": fact.question, "assumed": assumed, "answer": counts}
            if not given:
                yield on_rule(finding_of("check.answer_assumed", **details), fact)
            elif counts != assumed:
                yield on_rule(finding_of("check.answer_not_assumed", **details), fact)


def open_questions(now: Situation) -> Iterator[CaseFinding]:
    """Yield how many questions nobody answered."""
    count = len(unanswered(now.notice, now.told))
    if count:
        yield CaseFinding(finding_of("check.questions_open", count=count))
