"""Which items on paper are asked of one case."""

from __future__ import annotations

from zcdesk.cases.case import Case
from zcdesk.notices.interview import counting_answers
from zcdesk.notices.profile.conditions import Truth, judge
from zcdesk.notices.profile.entries import PaperItem
from zcdesk.notices.profile.notice import NOT_STATED, Notice


def asked_papers(notice: Notice, case: Case) -> tuple[PaperItem, ...]:
    """Return the items of a notice's list on paper, without those that concern others.

    An item whose condition cannot be judged yet stays: nobody may miss it for want of an answer.
    """
    if notice.papers == NOT_STATED:
        return ()
    facts = counting_answers(notice, dict(case.facts))
    return tuple(item for item in notice.papers if judge(item.when, facts).truth is not Truth.NO)
