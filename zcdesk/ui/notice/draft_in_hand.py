"""The draft in hand: every act kept at once and worked out soon, undone and done again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from zcdesk.notices.editing.acts import DraftSteps
from zcdesk.notices.editing.draft import Draft
from zcdesk.ui.kit import Timer
from zcdesk.ui.look.tokens import TYPING_PAUSE
from zcdesk.ui.notice.work import NoticeWork
from zcdesk.workflow.notice_text.draft import Worked


class DraftInHand(QObject):
    """One notice on its way, and what it makes; pages show it and send wishes.

    Signals:
        shown: The draft, or what it makes, is another.
    """

    shown = Signal()

    def __init__(self, work: NoticeWork) -> None:
        super().__init__(work)
        self._work = work
        self.steps: DraftSteps | None = None
        self.worked: Worked | None = None
        self._pause = Timer(self, self._work_out, TYPING_PAUSE)
        work.worked.connect(self._take_worked)

    @property
    def draft(self) -> Draft:
        """The draft as it is now."""
        assert self.steps is not None
        return self.steps.draft

    @property
    def settled(self) -> bool:
        """The profile is worked out of the draft as it is now."""
        return self.worked is not None and self._work.latest and not self._pause.isActive()

    def begin(self, draft: Draft) -> None:
        """Take another draft in hand."""
        self.worked = None
        self._show(DraftSteps(draft))
        self._pause.stop()
        self._work_out()

    def act(self, draft: Draft) -> None:
        """Take the draft that an act led to."""
        if self.steps is not None:
            self._show(self.steps.then(draft))

    def undo(self) -> None:
        """Undo one act."""
        if self.steps is not None:
            self._show(self.steps.undone())

    def redo(self) -> None:
        """Do again what was undone."""
        if self.steps is not None:
            self._show(self.steps.redone())

    def _show(self, steps: DraftSteps) -> None:
        self.steps = steps
        self._work.keep(self.draft)
        self._pause.start()
        self.shown.emit()

    def _take_worked(self, worked: Worked) -> None:
        """Take the profile that the draft became, and the sentences still open."""
        if self.steps is None:
            return
        self.worked, before = worked, self.draft.asked
        self.steps = self.steps.asking(worked.asked)
        if self.draft.asked != before:
            self._work.keep(self.draft)
        self.shown.emit()

    def _work_out(self) -> None:
        if self.steps is not None:
            self._work.work_out(self.draft)
