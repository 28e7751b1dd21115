"""What the notice tells the open case beside its demands, worked out once for the same answers."""

from __future__ import annotations

from zcdesk.checks.concerning.gathering import concerning
from zcdesk.checks.concerning.told import Told
from zcdesk.ui.session.session import Session


class Concerned:
    """Asks the notice anew only when an answer or a return changed."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._asked: object = None
        self._told: tuple[Told, ...] = ()

    @property
    def told(self) -> tuple[Told, ...]:
        """What concerns the case as it is."""
        case = self._session.case
        if self._asked != (case.facts, case.rounds):
            self._asked = (case.facts, case.rounds)
            self._told = concerning(self._session.notice, case)
        return self._told
