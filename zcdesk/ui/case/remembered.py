"""What the start page keeps of a case: nothing of the person."""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.checks.states import State
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit import Recent, preferences
from zcdesk.ui.session.evaluating import CaseEvaluator
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.notice_words import handing_in
from zcdesk.ui.words.stop_names import stop_name
from zcdesk.workflow.open_case.case_path import open_round
from zcdesk.workflow.open_case.stops import Stop


def remember(
    session: Session, judge: CaseEvaluator, where: At, instead_of: Sequence[str] = ()
) -> None:
    """Let the start page list the case, and the copy that was made because it was not saved.

    Args:
        session: The open case.
        judge: How it stands.
        where: Where in it the person is.
        instead_of: Paths on the list that stand for the same case.
    """
    stored = session.stored
    if stored is None or session.case.practice is not None:  # lessons have a list of their own
        return
    if stored.encrypted:  # the list would tell that there is such a case
        preferences().forget(str(stored.path))
        preferences().unlisted = True
        return
    recent = remembered(session, judge, where)
    preferences().remember(recent, instead_of)
    if session.copied is not None:
        preferences().remember(recent.model_copy(update={"path": str(session.copied)}))


def remembered(session: Session, judge: CaseEvaluator, where: At) -> Recent:
    """Return the open case as the start page will list it."""
    sections = judge.evaluation.sections
    states = [section.own_state for section in sections]
    done = sum(section.complete for section in sections) + states.count(State.NOT_NEEDED)
    window = handing_in(session.notice, dict(session.case.facts))
    under_way = open_round(session.notice, session.case)
    titles = {section.id: section.title for section in session.notice.sections}
    return Recent(
        path=str(session.path),
        notice=session.notice.id,
        title=session.notice.short_title,
        done=done,
        asked=len(sections),
        missing=states.count(State.MISSING),
        waiting=states.count(State.NEEDS_PERSON),
        where=titles.get(where.part) or stop_name(Stop(where.name)),
        last_day=window.last_day if window else None,
        stop=where.name,
        part=where.part,
        page=where.page,
        round=under_way.number if under_way else 0,
        until=under_way.end if under_way else None,
        identity=session.identity,
    )
