"""What one case owes: which items on paper, and papers and fees in words."""

from __future__ import annotations

from functools import reduce

from zcdesk.cases.case import Case
from zcdesk.notices.interview import counting_answers
from zcdesk.notices.profile.conditions import Truth, judge
from zcdesk.notices.profile.entries import Fee, PaperItem
from zcdesk.notices.profile.notice import NOT_STATED, Notice
from zcdesk.wording import phrase


def asked_papers(notice: Notice, case: Case) -> tuple[PaperItem, ...]:
    """Return the items of a notice's list on paper, without those that concern others.

    An item whose condition cannot be judged yet stays: nobody may miss it for want of an answer.
    """
    if notice.papers == NOT_STATED:
        return ()
    facts = counting_answers(notice, dict(case.facts))
    return tuple(item for item in notice.papers if judge(item.when, facts).truth is not Truth.NO)


def fee_words(fee: Fee) -> str:
    """Return what is to pay and when, in words."""
    amount = phrase("told.amount_not_stated")
    if fee.amount != NOT_STATED:
        amount = phrase("told.amount", amount=fee.amount)
    parts = [fee.title, amount]
    if fee.status:
        parts.append(phrase("told.pay_when", status=fee.status))
    return _joined(*parts)


def paper_words(item: PaperItem) -> str:
    """Return an item on paper with its copies and form, in words."""
    if item.copies == 0:
        return item.title  # what says that nothing is wanted
    count = phrase("told.copies_not_stated")
    if item.copies != NOT_STATED:
        count = phrase("export.copies", count=item.copies)
    return _joined(item.title, count, item.form)


def _joined(*parts: str) -> str:
    said = filter(None, parts)
    return reduce(lambda first, then: phrase("told.and", first=first, then=then), said)
