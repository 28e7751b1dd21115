"""Questions of a notice that several people of a roster leave open: asked once for the column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zcdesk.batch.roster.people import RosterPerson
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.interview import unanswered
from zcdesk.notices.profile.entries import Fact, FactKind


@dataclass(frozen=True)
class RosterQuestion:
    """A question with choices, and the rows that have no answer to it.

    Attributes:
        fact: The question; its id is the title of its column.
        rows: Rows of the roster, in its order.
    """

    fact: Fact
    rows: tuple[int, ...]


def open_questions(people: Sequence[RosterPerson]) -> tuple[RosterQuestion, ...]:
    """Return what more than one person leaves open, what most leave open first.

    What a case file answers is its own affair, and a day or a number is nobody else's.
    """
    rows: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    facts: dict[tuple[str, tuple[str, ...]], Fact] = {}
    for person in people:
        if person.case:
            continue
        for fact in unanswered(load_notice(person.notice), person.answers):
            if fact.kind is FactKind.CHOICE and fact.options and not fact.later:
                key = fact.id, tuple(option.id for option in fact.options)
                facts.setdefault(key, fact)
                rows.setdefault(key, []).append(person.row)
    questions = [
        RosterQuestion(facts[key], tuple(who)) for key, who in rows.items() if len(who) > 1
    ]
    return tuple(sorted(questions, key=lambda each: -len(each.rows)))
