"""What is due next for a person: an open return before the days of the notice."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from zcdesk.cases.case import Case
from zcdesk.checks.dates.returns import open_return, round_terms
from zcdesk.checks.states import Evaluation
from zcdesk.notices.profile.notice import Notice
from zcdesk.wording import sentence

Due = tuple[str, str, int]
"""What it is, its moment as ISO text, and the whole hours that are left; negative when over."""


def next_due(notice: Notice, case: Case, evaluation: Evaluation, now: datetime) -> Due | None:
    """Return what is due next, or what was due last when everything is over."""
    return _by_return(notice, case, evaluation, now) or _by_notice(evaluation)


def _by_return(notice: Notice, case: Case, evaluation: Evaluation, now: datetime) -> Due | None:
    """Return by when an open return is to be answered, or None where nothing says so."""
    back = open_return(case)
    term = next(iter(round_terms(notice, case)[-1:]), None)
    if back is None or term is None or term.returned != back.at:
        return None
    named = (deadline.what for deadline in evaluation.deadlines if deadline.at == term.end)
    what = next(named, sentence("batch.return_term").message)
    hours = term.left(case.moment(now)) / timedelta(hours=1)
    return what, term.end.isoformat(), math.floor(hours)


def _by_notice(evaluation: Evaluation) -> Due | None:
    """Return the next day of the notice, or the last when everything is over."""
    ahead = [deadline for deadline in evaluation.deadlines if deadline.hours_left >= 0]
    if not evaluation.deadlines:
        return None
    one = min(ahead or evaluation.deadlines, key=lambda each: abs(each.hours_left))
    return one.what, one.at.isoformat(), math.floor(one.hours_left)
