"""Goes along the path of an open case: to a stop, to the next step, to what was taken back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from zcdesk.cases.upload_route import Route
from zcdesk.notices.interview import questions, unanswered
from zcdesk.ui.case.room_pages import RoomPages
from zcdesk.ui.case.section_area import UNSORTED
from zcdesk.ui.case.waiting_page import WaitingPage
from zcdesk.ui.interview.interview_page import InterviewPage
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit import Recent
from zcdesk.ui.session.session import Stepped
from zcdesk.ui.words.changes import step_told
from zcdesk.ui.words.path_words import step_words
from zcdesk.ui.words.stop_names import stop_name
from zcdesk.workflow.case.case_files import words_known
from zcdesk.workflow.path.case_path import Deed, NextStep
from zcdesk.workflow.path.history import Change, What
from zcdesk.workflow.path.stops import Stop

_COME_AND_GO = (What.REMOVED, What.ADDED, What.EXCHANGED)
"""Acts after which a page is in the case that was not, once they are taken back or done again."""

_PAGES = {
    Deed.WRITE_WORDS: "identity",
    Deed.TELL_ORGANISATIONS: "organisations",
    Deed.REVIEW: "review",
    Deed.CHOOSE_ROUTE: "route",
    Deed.CHECK: "check",
    Deed.UPLOAD: "upload",
    Deed.FOLLOW: "after",
    Deed.EXPORT_CHANGES: "after",
    Deed.HAND_IN_AGAIN: "after",
}
"""Where the steps are done that have a page of their own."""

_OF_CASE = {What.WORDS: "identity", What.ROUTE: "route", What.ANSWERS: "interview"}
"""Where acts on the whole case are seen."""


class RoomPath(QObject):
    """Leads to the stops of a case, and to what a step or an act taken back concerns.

    Signals:
        leaving: A page is about to be left for a stop.
        leaving_lent: That page belongs to the window.
        mend_wanted: The first fault of the return is to be taken in hand.
    """

    leaving = Signal()
    leaving_lent = Signal()
    mend_wanted = Signal()

    def __init__(self, room: RoomPages) -> None:
        super().__init__(room)
        self._room, self._state = room, room.view.path
        self._waiting: WaitingPage | None = None
        self._lent: QWidget | None = None
        self._next = NextStep(Deed.CHECK)
        self._taken_back: Change | None = None
        room.stop_wanted.connect(self.go_to)
        room.session.stepped.connect(self.tell_step)
        room.toast.led.connect(self._look)

    @property
    def waiting(self) -> WaitingPage | None:
        """The page of a stop that is not due yet, once one was wanted."""
        return self._waiting

    def lend_to(self, page: QWidget) -> None:
        """Put the line on the page of name and employer, which belongs to the window."""
        self._lent = page
        self._room.put_line(page, Stop.FILL)

    def go_to(self, stop: Stop) -> None:
        """Go to a stop; one that is not due yet says what it waits for."""
        room = self._room
        self.leaving.emit()
        if room.router.currentWidget() is self._lent:
            self.leaving_lent.emit()
        room.router.begin()
        if stop is Stop.REVIEW and not room.session.case.pages:
            self._wait()
        else:
            room.router.go(self._at(stop))

    def _at(self, stop: Stop) -> At:
        """Return the page of a stop."""
        match stop:
            case Stop.FILL:
                return At(self._first_to_fill())
            case Stop.MATERIALS:
                return At("sections", part=self._first_material())
            case Stop.SORT:
                return At("sections", part=UNSORTED)
        return At(str(stop))

    @property
    def whereabouts(self) -> At:
        """Where in the case the person is; the sections where the window shows something else."""
        room = self._room
        line = room.line
        if line is None or line.present in (Stop.MATERIALS, Stop.SORT):
            return At(str(room.workspace.stop), part=room.workspace.key)
        return At(str(line.present), room.session.current if line.present is Stop.REVIEW else 0)

    def resume(self, recent: Recent | None) -> None:
        """Go where the person was when she closed the case; what is gone by now is passed over."""
        room = self._room
        if recent is None or recent.stop not in set(Stop):
            return
        stop = Stop(recent.stop)
        known = {section.id for section in room.session.notice.sections} | {UNSORTED}
        if stop is Stop.REVIEW and recent.page in room.session.overview.standings:
            room.session.current = recent.page
            room.router.go(At("review"))
        elif recent.part in known:
            room.workspace.show_key(recent.part)
        elif not recent.part:  # a section that is gone is passed over
            self.go_to(stop)

    def do(self, step: NextStep) -> None:
        """Do the next step of the case, on the page where it is done."""
        room = self._room
        if step.deed is Deed.ANSWER:
            asked = unanswered(room.session.notice, dict(room.session.case.facts))
            room.router.go(At("interview", part=asked[0].id if asked else ""))
        elif step.deed in _PAGES:
            room.router.go(At(_PAGES[step.deed]))
        elif step.deed is Deed.MEND:
            self.mend_wanted.emit()
        elif step.deed is Deed.EXPORT_AGAIN:
            room.router.go(At("export"))
        else:
            room.router.go(At("sections", place=step))
            if step.deed in (Deed.TAKE_IN, Deed.ADD_MISSING):
                room.workspace.acts.choose_files(step.slot)

    def show_step(self) -> None:
        """Show the place of the next step; nothing is asked for, sorted or chosen."""
        step = self._state.path.step
        if step.deed in (Deed.TAKE_IN, Deed.ADD_MISSING) or step.stop is Stop.SORT:
            self._room.router.go(At("sections", place=step))
        elif step.deed is not Deed.UPLOAD:
            self.do(step)

    def tell_step(self, stepped: Stepped) -> None:
        """Say what was taken back or done again, and offer the way there when it is not shown."""
        change = self._back_in_review(stepped.change)
        self._taken_back = change
        words = step_told(change, self._room.session.notice, back=stepped.back)
        self._room.toast.say(words, undo=False, lead=not self._is_shown(change))

    def _back_in_review(self, change: Change) -> Change:
        """Turn to a page that came back while pages are reviewed; there it is reported, too."""
        room = self._room
        there = [page for page in change.pages if page in room.session.overview.standings]
        in_review = room.line is not None and room.line.present is Stop.REVIEW
        if change.what not in _COME_AND_GO or not there or not in_review:
            return change
        room.router.go(At("review", there[0]))
        return replace(change, stop=Stop.REVIEW)

    def _first_to_fill(self) -> str:
        """Return the page on which something is still to be written or answered."""
        session = self._room.session
        case, notice, answers = session.case, session.notice, dict(session.case.facts)
        if not words_known(case):
            return "identity"
        if unanswered(notice, answers):
            return "interview"
        if self._room.view.finds.pressing:
            return "organisations"
        if notice.masking is not None and case.route is Route.NOT_ASKED:
            return "route"
        return "interview" if questions(notice, answers) else "identity"

    def _first_material(self) -> str:
        """Return the section shown last, else that of the first slot that is missing."""
        room, notice = self._room, self._room.session.notice
        if room.workspace.key != UNSORTED:
            return room.workspace.key
        if not room.session.case.pages:
            return UNSORTED
        step = self._state.path.step
        section = notice.section_of(step.slot) if step.slot else notice.sections[0]
        return section.id

    def _wait(self) -> None:
        """Say what the review waits for."""
        room, path = self._room, self._state.path
        if self._waiting is None:
            self._waiting = WaitingPage(room.session)
            self._waiting.primary.clicked.connect(self._agree)
            room.add(self._waiting, Stop.REVIEW)
        caption = self.tr("还没有可以复核的页。放入扫描件以后，读完一页就可以看一页。")
        step = path.step if path.step.deed is Deed.WRITE_WORDS else NextStep(Deed.TAKE_IN)
        self._next = step
        words = step_words(step, room.session.notice)
        self._waiting.show_waiting(stop_name(Stop.REVIEW), caption, words)
        room.router.show_at(self._waiting, At("waiting"))
        self._waiting.primary.setFocus()

    def _agree(self) -> None:
        self._room.router.begin()
        self.do(self._next)

    def _is_shown(self, change: Change) -> bool:
        """Tell whether what an act changed is on the screen now."""
        room = self._room
        page = room.router.currentWidget()
        if room.line is None or room.line.present is not change.stop:
            return page is room.workspace and self._in_section(change)
        if change.stop is Stop.REVIEW:
            return room.session.current in change.pages
        if change.what is What.ANSWERS:
            return isinstance(page, InterviewPage) and page.fact == change.part
        return page is not room.workspace or self._in_section(change)

    def _in_section(self, change: Change) -> bool:
        area = self._room.workspace.area
        known = self._room.session.notice.slots_by_id().keys()
        shown = change.part in area.cards if change.part in known else area.tray is not None
        return change.part in area.texts or (bool(change.pages) and shown)

    def _look(self) -> None:
        """Go where the act that was taken back or done again can be seen."""
        change, room = self._taken_back, self._room
        if change is None:
            return
        there = [page for page in change.pages if page in room.session.overview.standings]
        router = room.router
        if change.stop is Stop.REVIEW and there:
            router.go(At("review", there[0]))
        elif change.what in _OF_CASE:
            router.go(At(_OF_CASE[change.what], part=change.part))
        elif change.part or change.pages:
            slot = room.session.case.page(there[0]).slot if there else change.part
            router.go(At("sections", part=slot or UNSORTED))
            room.workspace.area.select_pages(tuple(there))
        else:
            self.go_to(change.stop)
