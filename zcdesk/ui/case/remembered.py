"""What the start page keeps of a case: nothing of the person."""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.ui.frame.case_view import CaseView
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit import Recent, preferences
from zcdesk.ui.words.notice_words import last_day
from zcdesk.ui.words.stop_names import stop_name
from zcdesk.workflow.path.case_path import open_round
from zcdesk.workflow.path.stops import Stop


def remember(view: CaseView, where: At, instead_of: Sequence[str] = ()) -> None:
    """Let the start page list the case, and the copy that was made because it was not saved.

    Args:
        view: The open case, and how it stands.
        where: Where in it the person is.
        instead_of: Paths on the list that stand for the same case.
    """
    session = view.session
    stored = session.stored
    if stored is None or session.case.practice is not None:  # lessons have a list of their own
        return
    if stored.encrypted:  # the list would tell that there is such a case
        preferences().forget(str(stored.path))
        preferences().unlisted = True
        return
    recent = remembered(view, where)
    preferences().remember(recent, instead_of)
    if session.copied is not None:
        preferences().remember(recent.model_copy(update={"path": str(session.copied)}))


def remembered(view: CaseView, where: At) -> Recent:
    """Return the open case as the start page will list it."""
    session = view.session
    under_way = open_round(session.notice, session.case)
    titles = {section.id: section.title for section in session.notice.sections}
    stands = (view.path.path.of(stop) for stop in Stop)
    return Recent(
        path=str(session.path),
        notice=session.notice.id,
        title=session.notice.short_title,
        stops=tuple(
            (one.sign, one.count.measure, one.count.number, one.count.total) for one in stands
        ),
        where=titles.get(where.part) or stop_name(Stop(where.name)),
        last_day=last_day(session.notice, session.moment.date(), dict(session.case.facts)),
        stop=where.name,
        part=where.part,
        page=where.page,
        round=under_way.count.number if under_way else 0,
        rounds=under_way.count.allowed if under_way else 0,
        until=under_way.end if under_way else None,
        identity=session.identity,
    )
