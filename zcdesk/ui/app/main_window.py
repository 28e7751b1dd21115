"""The window: leads from the start page to the package and owns what works behind it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from zcdesk.applicant import Applicant
from zcdesk.notices.files.loading import load_notice
from zcdesk.ui.app import later
from zcdesk.ui.app.arrival import Arrival, ask_for_case
from zcdesk.ui.app.collecting import collect_after_closing, spare_open_case
from zcdesk.ui.app.doors import LessonsDoor
from zcdesk.ui.app.last_cases import LastCases
from zcdesk.ui.app.pages import PAGES
from zcdesk.ui.help.everywhere import WINDOW, WINDOWS
from zcdesk.ui.help.sheet import show_sheet
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.keys.beginning import Beginning
from zcdesk.ui.keys.router import At, Router, Way
from zcdesk.ui.kit import Toast, preferences, wire
from zcdesk.ui.kit.learning import learning
from zcdesk.ui.kit.outside import outside
from zcdesk.ui.look import FLUSH, column
from zcdesk.ui.start.identity_page import IdentityPage
from zcdesk.ui.start.profile_intake import ProfileIntake, profile_in
from zcdesk.ui.start.start_page import StartPage
from zcdesk.ui.support.computer_room import ComputerRoom
from zcdesk.ui.support.screens import open_in_place, place_of
from zcdesk.workers.pool import WorkerPool

if TYPE_CHECKING:
    from zcdesk.cases.case import Case
    from zcdesk.ui.app.case_file_room import CaseFileRoom
    from zcdesk.ui.batch.batch_room import BatchRoom
    from zcdesk.ui.case.case_room import Room
    from zcdesk.ui.finish.export_part import ExportPart
    from zcdesk.ui.notice.notice_room import NoticeRoom
    from zcdesk.ui.picture import Pictures
    from zcdesk.ui.review.review_page import ReviewPage
    from zcdesk.ui.session.opening import Ready
    from zcdesk.ui.session.session import Session

USUAL = (1366, 768)


class MainWindow(QMainWindow):
    """Start page, name and employer, and the room of one open case; closing is always safe."""

    def __init__(self, pool: WorkerPool, drawing: WorkerPool | None = None) -> None:
        """Make the window; where pictures are drawn nothing is read, so turning never waits."""
        super().__init__()
        self.pool: WorkerPool = pool
        self._drawing = drawing or pool
        self._pictures: Pictures | None = None
        self._notice = ""
        self._arrival = Arrival(self, self._drawing, arrived=self.enter, lost=self._show_lost)
        self._reopened: Path | None = None
        self._brought: tuple[Path, ...] = ()
        self._last = LastCases(self, chosen=self.open_path, lost=self._show_lost)
        self.room: Room | None = None
        self._batch: BatchRoom | None = None
        self.setWindowTitle("zcdesk")
        open_in_place(self, USUAL)
        self.router = Router()
        self.router.left.connect(self._look_back)
        self.router.setProperty("panel", "bg")
        self.computer: ComputerRoom = ComputerRoom(self, self.router, lambda: self.session)
        computer = self.computer
        for one in (self._arrival, self._last, computer, computer.diagnosing):
            one.said.connect(self.say)
        area = QWidget()
        column(area, FLUSH, 0, (self.router, 1), self.computer.bar)
        self.setCentralWidget(area)
        self.lessons = LessonsDoor(
            self._drawing, self._arrival, area, self.router, self.enter, self.lay_down
        )
        self.toast = Toast(self.router)
        self.router.currentChanged.connect(self.toast.raise_)
        learning().wanted.connect(self.show_help)
        outside().said.connect(self.say)
        self._add_ways()
        self._language = preferences().settings.language
        self._beginning = Beginning(self.router)
        self._build()
        Actions(self, WINDOWS, self, WINDOW)
        self.show_start()

    def _build(self) -> None:
        """Make the pages that need no case."""
        self.start = StartPage()
        self.start.say_brought(self._brought)
        self._profiles = ProfileIntake(self, added=self.take_notice, refused=self.say)
        self.identity = IdentityPage()
        for page in (self.start, self.identity):
            self.router.addWidget(page)
        wire(
            (self.start.notice_chosen, self.new_case),
            (self.start.profile_wanted, self._profiles.take),
            (self.start.notice_dropped, lambda files: self.notices.read(files)),
            (self.start.notice_pasted, lambda words: self.notices.paste(words)),
            (self.identity.begun, self._begin),
            (self._arrival.said, self.identity.refresh),
            (preferences().changed, self._speak_again),
        )

    def _add_ways(self) -> None:
        """Make known what belongs to the window itself."""
        ways: dict[str, Way] = {
            "start": self._to_start,
            "identity": self._to_identity,
            "batch": self._to_batch,
            "leave": lambda _: self.leave_case(),
            "drop-cache": lambda _: self.computer.drop_cache(),
            "sample": lambda _: self.open_sample(),
            "find": lambda at: self._last.find(at.part),
            "listed": lambda at: self._last.open(at.part),
            "case": lambda at: self.open_path(at.part) if at.part else self.choose_case(),
        }
        for name, way in ways.items():
            self.router.add(name, way)
        for name, make in PAGES.items():
            self.router.offer(name, partial(make, self))

    @property
    def session(self) -> Session | None:
        """The open case, or None."""
        return self.room.session if self.room else None

    @property
    def review(self) -> ReviewPage | None:
        """The review page of the open case, or None."""
        return self.room.review if self.room else None

    @property
    def export(self) -> ExportPart | None:
        """The export below the check of the open case, or None."""
        return self.room.export if self.room else None

    @property
    def case_file(self) -> CaseFileRoom:
        """What is done to a whole case file."""
        made: CaseFileRoom = self.router.want("case-file")
        return made

    @property
    def notices(self) -> NoticeRoom:
        """The pages of one's own notice."""
        made: NoticeRoom = self.router.want("notice")
        return made

    @property
    def batch(self) -> BatchRoom:
        """The batch, made when it is first wanted."""
        if self._batch is None:
            from zcdesk.ui.batch.batch_room import BatchRoom

            self._batch = BatchRoom(self.pool, self.router, self.toast, self._drawing)
        return self._batch

    def _to_batch(self, at: At) -> QWidget | None:
        """Close the case; return what is to be chosen for a batch, or the table of all people."""
        if not self.lay_down():
            return None
        if not later.batch_is_loaded():
            self._arrival.load(later.batch_pages(), lambda _loaded: self.router.go(at))
            return None
        self.router.begin("batch")
        return self.batch.front()

    def _to_start(self, _at: At) -> QWidget | None:
        """Close the case and return the start page."""
        if not self.lay_down():
            return None
        self.router.begin("start")
        return self.start

    def show_start(self) -> None:
        """Close the case and show the start page."""
        self.router.go(At("start"))

    def new_case(self, notice: str, paths: tuple[Path, ...] = ()) -> None:
        """Ask for a new case of a notice."""
        if not self.lay_down():
            return
        self._notice = notice
        self.identity.ask(load_notice(notice), paths)
        self.router.go(At("identity"))

    def open_sample(self) -> None:
        """Open the fictional applicant."""
        self._arrival.load(later.practising())

    def open_path(self, path: Path | str, password: str | None = None) -> None:
        """Open a case file (an encrypted one asks for its password), or take a profile.

        The case that is open already is only shown: opened once more it would find itself locked.
        """
        wanted, room = Path(path), self.room
        held = None if room is None or room.session.read_only else room.session.path
        if profile_in((wanted,)) is not None:
            self._profiles.take(str(path))
        elif room is not None and held is not None and held.resolve() == wanted.resolve():
            self.router.go(At("sections"))
        else:
            self._arrival.open_path(wanted, password)

    def open_files(self, paths: tuple[Path, ...]) -> None:
        """Open a case or take a profile; scans wait for the case that is opened or made next."""
        if len(paths) == 1 and (profile_in(paths) or paths[0].suffix.lower() == ".zcase"):
            self.open_path(paths[0])
            return
        self._brought = paths
        self.start.say_brought(paths)

    def open_case(self, case: Case, *, exported: Path | None = None) -> None:
        """Open a case that has no file."""
        from zcdesk.ui.session.opening import ready

        self.enter(ready(case, exported))

    def choose_case(self) -> None:
        """Ask for a case file."""
        ask_for_case(self, self.open_path)

    def enter(self, found: Ready) -> None:
        """Show a case and begin to read what waits."""
        if not self.lay_down():
            if found.opened is not None:
                found.opened.stored.close()
            return
        from zcdesk.ui.case.case_room import Room
        from zcdesk.ui.frame.case_view import view_of
        from zcdesk.ui.picture import Pictures
        from zcdesk.ui.session.evaluating import CaseEvaluator
        from zcdesk.ui.session.session import Session
        from zcdesk.ui.words.sentences import place_words, worded
        from zcdesk.workflow.intake.under_way import NOTHING_LEFT

        self._pictures = self._pictures or Pictures(self._drawing, self)
        session = Session(found.case, self.pool, self, found.opened)
        if found.readings is not None:
            session.readings, session.is_sample = found.readings, True
        judge = CaseEvaluator(session, found.evaluation)
        paths = (*found.paths, *self._hand_over_brought(session))
        self.room = Room(view_of(session, judge), self._pictures, self.router, self.toast)
        spare_open_case()
        self.room.way.leaving_lent.connect(self.identity.keep)
        of_batch = self._batch is not None and self._batch.owns(session.path)
        if not (of_batch and session.overview.doubtful):  # else it opens at the first doubt
            self.router.go(At("sections"))
            begins = paths or found.package is not None or found.left != NOTHING_LEFT
            if session.path is not None and not begins:
                self.room.way.resume(preferences().recent_of(str(session.path)))
        self._last.note(self.room, found.instead_of)
        session.read()
        self.room.workspace.acts.go_on(found.left)
        if found.cut:
            self.toast.say(worded("word.cut_in_old_case").message, undo=False)
        self.room.voice.say_notes()
        self.lessons.join(self.room)
        self.computer.bar.offer_for(self.computer.findings())
        if self._batch is not None and of_batch:
            self.room.settled.connect(
                partial(self.leave_case, settled=True), Qt.ConnectionType.QueuedConnection
            )
            self.room.show_open_point(doubts_only=self._batch.queued)
            if (place := self._batch.place) is not None:
                self.router.go(At("review", *place))
        if found.readings is not None or found.case.practice is not None:
            self.room.show_open_point()  # practice begins where there is something to learn
        if paths:
            self.room.workspace.acts.take_files("", paths, 0)
        if found.package is not None:
            self.room.review.bar.show_package(found.package)
            self.router.go(At("review"))
            words = self.tr("这份案卷已导出，在{place}")
            self.toast.say(words.format(place=place_words(found.package)), undo=False)

    def _hand_over_brought(self, session: Session) -> tuple[Path, ...]:
        """Return the scans that wait for a case, if this one is hers and takes any."""
        if session.read_only or session.is_sample or session.case.practice is not None:
            return ()
        brought, self._brought = self._brought, ()
        self.start.say_brought(())
        return brought

    def show_help(self, anchor: str = "") -> None:
        """Show the manual, at ``anchor`` or at the page on screen, and the keys of the page."""
        show_sheet(self, self.router.currentWidget(), anchor)

    @property
    def _in_settings(self) -> bool:
        return self.router.currentWidget() is self.router.made("settings")

    def show_settings(self) -> None:
        """Show the settings; a second time goes back."""
        if self._in_settings:
            self.router.back()
        else:
            self.router.go(At("settings"))

    def show_case_file(self) -> None:
        """Show what can be done to a whole case file."""
        self.router.go(At("case-file"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop everything that works behind the window; nothing half-written is left."""
        if not self._may_leave():
            event.ignore()
            return
        if (place := place_of(self)) is not None:
            preferences().set(window=place)
        self.hide()
        for working in (self._arrival, self._last, self._profiles, self.start):
            working.stop()
        self.router.close_work()
        for door in (self.computer, self.lessons):
            door.close()
        self.lay_down(asked=True)
        if self._batch is not None:
            self._batch.close()
        if self._pictures is not None:
            self._pictures.close()
        self.identity.unread.close_job()
        super().closeEvent(event)

    def leave_case(self, *, settled: bool = False) -> None:
        """Go back to where the case was opened: the table of the batch, or the start page."""
        path = self.room.session.path if self.room is not None else None
        if self.session is not None and self.session.case.practice is not None:
            self.router.go(At("lessons"))
            return
        if self._batch is None or not self._batch.owns(path):
            if not settled:
                self.show_start()
            return
        if self.lay_down():
            self._batch.come_back(settled=settled)

    def _begin(self, applicant: Applicant, paths: tuple[Path, ...]) -> None:
        if self.room is None:
            folder = preferences().case_folder
            self._arrival.load(
                later.making(folder, self._notice, applicant, paths),
                partial(self._enter_made, self.identity.asked),
            )
            return
        self.router.back()
        self.room.words.take(applicant)

    def _enter_made(self, asked: object, made: Ready) -> None:
        """Show the case that was made, with all that was typed and chosen while it was made; what
        is written by now for another case is none of it."""
        if asked is not self.identity.asked:
            self.enter(made)
            return
        scans, typed = self.identity.scans, self.identity.applicant_typed
        self.enter(replace(made, paths=scans.paths))
        if self.room is not None:
            acts = self.room.workspace.acts
            scans.handed_on = lambda paths: acts.take_files("", paths, 0)
            if typed is not None and typed != made.case.applicant:
                self.room.words.take(typed)

    def _to_identity(self, _at: At) -> QWidget:
        """Return the page with name and employer: to change them where a case is open."""
        if self.room is not None:
            self.identity.change(self.room.session.notice, self.room.session.case.applicant)
            self.room.way.lend_to(self.identity)
        return self.identity

    def _speak_again(self) -> None:
        """Make every page anew in another language; an open case is opened again afterwards."""
        language = preferences().settings.language
        if language == self._language:
            return
        if not self._may_leave():
            preferences().set(language=self._language)
            return
        self._language = language
        preferences().changed.disconnect(self._speak_again)
        self._reopened = self.room.session.path if self.room is not None else None
        self.lay_down(asked=True)
        self.start.stop()
        self.identity.unread.close_job()
        in_settings = self._in_settings
        for page in (self.start, self.identity):
            self.router.drop(page)
        self.router.let_go()
        self.lessons.rebuild()
        if self._batch is not None:
            self._batch.rebuild()
        self._build()
        self.show_start()
        if in_settings:
            self.router.go(At("settings"))

    def _show_lost(self, path: str) -> None:
        """Show on its card that a case was moved away, with a button to find it."""
        self.show_start()
        self.start.show_lost(path)

    def take_notice(self, notice: str, told: str = "") -> None:
        """Show a notice that was made or taken as the chosen one."""
        self.show_start()
        self.start.choose(notice)
        self.start.focus()
        self.toast.say(told or self.tr("今年的通知已存好，可以新建申报了。"), undo=False)

    def _look_back(self, page: QWidget) -> None:
        """Let what was set show; a case that was closed for another language opens again."""
        if page is not self.router.made("settings"):
            return
        if self._reopened is not None:
            path, self._reopened = self._reopened, None
            self.open_path(path)
        if self.router.currentWidget() is self.start:
            self.start.refresh()
            self.start.focus()

    def focusNextPrevChild(self, following: bool) -> bool:
        """Go on to the next widget; where that in focus was hidden, begin on the page anew."""
        return self._beginning.move_on() or super().focusNextPrevChild(following)

    def full_screen(self) -> None:
        """Fill the screen, or no longer."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def say(self, words: str) -> None:
        """Say something in passing."""
        self.toast.say(words, undo=False)

    def _may_leave(self) -> bool:
        if self.session is None:
            return True
        from zcdesk.ui.app.leaving import may_leave

        return may_leave(self.session, self)

    def lay_down(self, *, asked: bool = False) -> bool:
        """Close the open case; False when it cannot be saved and the person stays."""
        if self.room is None:
            return True
        if not asked and not self._may_leave():
            return False
        path = self.room.session.path
        QApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        self.room.close()
        QApplication.restoreOverrideCursor()
        self.room = None
        collect_after_closing()
        self.toast.hide()
        self.lessons.part()
        if self._batch is not None and self._batch.owns(path):
            self._batch.look_again()
        return True
