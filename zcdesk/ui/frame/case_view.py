"""The case as its pages see it."""

from __future__ import annotations

from dataclasses import dataclass

from zcdesk.ui.frame.path_state import PathState
from zcdesk.ui.session.concerned import Concerned
from zcdesk.ui.session.evaluating import CaseEvaluator
from zcdesk.ui.session.organisation_finds import OrganisationFinds
from zcdesk.ui.session.session import Session


@dataclass(frozen=True)
class CaseView:
    """One open case as its pages see it, made once for all of them.

    Attributes:
        session: The case itself, with its overview, readings and way back.
        judge: Holds it against its notice, beside the window.
        finds: The organisations that its pages name.
        path: The stop where it is and the next step.
        concerned: What the notice tells it beside its demands.
    """

    session: Session
    judge: CaseEvaluator
    finds: OrganisationFinds
    path: PathState
    concerned: Concerned


def view_of(session: Session, judge: CaseEvaluator) -> CaseView:
    """Return the view of a case that was opened."""
    finds = OrganisationFinds(session)
    path = PathState(session, judge, finds)
    return CaseView(session, judge, finds, path, Concerned(session))
