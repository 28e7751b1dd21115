"""The path of the open case, kept up to date for everything that shows it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from zcdesk.cases.acts.noting import has_pledged
from zcdesk.ui.kit import Soon, Timer
from zcdesk.ui.look.tokens import RENEWED_EVERY
from zcdesk.ui.session.evaluating import CaseEvaluator
from zcdesk.ui.session.organisation_finds import OrganisationFinds
from zcdesk.ui.session.session import Session
from zcdesk.workflow.path.case_path import CasePath, PathSituation, case_path
from zcdesk.workflow.review.unsorted import Tray


class PathState(QObject):
    """Works the path out when it is asked for and something has changed.

    Signals:
        changed: The path, or the time that is left, may be another one.
    """

    changed = Signal()

    def __init__(self, session: Session, judge: CaseEvaluator, finds: OrganisationFinds) -> None:
        super().__init__(session)
        self._session, self._judge, self._finds = session, judge, finds
        self._tray = Tray()
        self._taking_in: tuple[int, int] | None = None
        self._known: CasePath | None = None
        self._soon = Soon(self._renew, self)
        session.reading_changed.connect(self._renew_soon)
        for news in (session.changed, judge.judged, finds.changed):
            news.connect(self._take_news)
        self._clock = Timer(self, self.changed, RENEWED_EVERY, once=False)
        self._clock.start()

    @property
    def path(self) -> CasePath:
        """The path as it is."""
        if self._known is None:
            self._known = case_path(self._situation())
        return self._known

    @property
    def session(self) -> Session:
        """Whose path it is."""
        return self._session

    def take_in(self, done: int, total: int = 0) -> None:
        """Note that so many files were taken in; 0 when all are."""
        self._taking_in = (done, total) if done else None
        self._take_news()

    def _take_news(self) -> None:
        """Tell at once what a person did; while files come in, what many of them did together."""
        if self._taking_in is None:
            self._soon.act_now()
        else:
            self._renew_soon()

    def _renew_soon(self) -> None:
        self._known = None
        self._soon.note()

    def _renew(self) -> None:
        self._known = None
        self.changed.emit()

    def _situation(self) -> PathSituation:
        session, finds = self._session, self._finds
        return PathSituation(
            session.overview,
            self._judge.evaluation,
            self._tray.proposals(session.overview, self._judge.evaluation.findings),
            finds.pressing,
            self._taking_in,
            session.stopped,
            session.exported,
            len(session.written),
            session.notice.pledge is not None
            and not (has_pledged(session.case) or session.exported),
        )
