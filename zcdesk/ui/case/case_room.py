"""Everything that belongs to one open case: its session and its pages, made when first wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from zcdesk.cases.records import Route
from zcdesk.checks.states import CaseFinding
from zcdesk.ui.case.intake_card import Intake
from zcdesk.ui.case.interview_page import InterviewPage
from zcdesk.ui.case.remembering import remember
from zcdesk.ui.case.room_path import RoomPath
from zcdesk.ui.case.room_round import RoomRound
from zcdesk.ui.case.room_sheet import RoomSheet
from zcdesk.ui.case.route_page import RoutePage
from zcdesk.ui.case.workspace import Workspace
from zcdesk.ui.finish.after_page import AfterPage
from zcdesk.ui.finish.check_page import CheckPage
from zcdesk.ui.finish.export_page import ExportPage
from zcdesk.ui.finish.upload_strip import UploadStrip
from zcdesk.ui.frame.case_view import CaseView
from zcdesk.ui.frame.case_voice import CaseVoice
from zcdesk.ui.frame.door import Door
from zcdesk.ui.frame.finding_door import door_of
from zcdesk.ui.gallery.gallery_page import GalleryPage
from zcdesk.ui.gallery.organisations_page import OrganisationsPage
from zcdesk.ui.help.everywhere import CASE, WINDOW
from zcdesk.ui.kit.actions import Actions
from zcdesk.ui.kit.column_page import ColumnPage
from zcdesk.ui.kit.late import late
from zcdesk.ui.kit.toast import Toast
from zcdesk.ui.picture.pictures import Pictures
from zcdesk.ui.preparation.preparation_page import PreparationPage
from zcdesk.ui.review.review_page import ReviewPage
from zcdesk.ui.session.further_words import FurtherWords
from zcdesk.ui.words.entries import Entry
from zcdesk.workflow.open_case.package_files import is_package
from zcdesk.workflow.open_case.stops import Stop

Page = TypeVar("Page", bound=InterviewPage | ColumnPage | GalleryPage | PreparationPage)


class Room(QObject):
    """The pages of an open case on the window's stack.

    Signals:
        left: Back to the start page.
        identity_wanted: The page with name and employer is wanted.
        settled: The last doubtful page was decided, when only those were asked for.
    """

    left = Signal()
    identity_wanted = Signal()
    settled = Signal()

    def __init__(
        self,
        view: CaseView,
        pictures: Pictures,
        stack: QStackedWidget,
        toast: Toast,
    ) -> None:
        super().__init__(stack)
        self.view = view
        session = view.session
        self.session, self.judge, self.finds = session, view.judge, view.finds
        self._pictures, self.stack, self.toast = pictures, stack, toast
        self.voice = CaseVoice(session, toast)
        self._pages: list[QWidget] = []
        self._back_to: QWidget | None = None
        self._words_from: QWidget | None = None
        self._asked_route = self._checked = self._doubts_only = False
        self._package: Path | None = None
        self.strip: UploadStrip | None = None
        self.words = FurtherWords(session)
        self.way = RoomPath(self)
        self.sheet = RoomSheet(self, pictures)
        self.round = RoomRound(self, pictures)
        self.workspace = Workspace(view, pictures)
        self.workspace.left.connect(self.left)
        self.workspace.door_wanted.connect(self.open_door)
        self.workspace.page_wanted.connect(self.show_page)
        self.workspace.export_wanted.connect(self.ask_export)
        self.workspace.step_wanted.connect(self.way.do)
        self.workspace.acts.refused.connect(self.voice.say)
        self.workspace.watch.said.connect(self.voice.say)
        self.workspace.acts.taking.connect(self._take_in)
        self.add_page(self.workspace, self.workspace.stop)
        self.workspace.moved.connect(self._stand_at)
        self._review: ReviewPage | None = None
        self._export: ExportPage | None = None
        session.told.connect(self._tell)
        self.words.said.connect(self.voice.say)
        session.changed.connect(self._leave_empty_review)
        session.changed.connect(self._tell_settled)

    @property
    def review(self) -> ReviewPage:
        """The review page; there must be a page to look at."""
        if self._review is None:
            made = ReviewPage(self.session, self._pictures, self.toast)
            self._review = made
            self.add_page(made, Stop.REVIEW)
            made.left.connect(self.show_workspace)
            made.door_wanted.connect(self.open_door)
            made.acts.files_wanted.connect(self._take_files)
            made.acts.word_wanted.connect(self.words.learn)
            made.acts.form_wanted.connect(self.words.add)
            made.move_wanted.connect(self.workspace.acts.move_page)
            made.replaced.connect(self.round.replace)
        return self._review

    @property
    def export(self) -> ExportPage:
        """The export page."""
        if self._export is None:
            made = ExportPage(self.session)
            self._export = made
            self.add_page(made, Stop.EXPORT)
            made.left.connect(self._leave_export)
            made.page_wanted.connect(self.show_page)
            made.exported.connect(self._note_package)
            made.result.strip_wanted.connect(self.show_strip)
        return self._export

    @late
    def interview(self) -> InterviewPage:
        """The notice's questions."""
        return self._with_way_back(InterviewPage(self.view), Stop.FILL)

    @late
    def organisations(self) -> OrganisationsPage:
        """The organisations that the pages name."""
        made = OrganisationsPage(self.view, self.words, self._pictures)
        made.place_wanted.connect(self.show_page)
        return self._with_way_back(made, Stop.FILL)

    @late
    def route(self) -> RoutePage:
        """How the pictures leave."""
        return self._with_way_back(RoutePage(self.session), Stop.FILL, self._leave_route)

    @late
    def gallery(self) -> GalleryPage:
        """All covered places as crops."""
        made = GalleryPage(self.session, self._pictures)
        made.place_wanted.connect(self.show_place)
        return self._with_way_back(made, Stop.REVIEW, self.show_review)

    @late
    def preparation(self) -> PreparationPage:
        """How the page in hand lies: its corners, turn and light."""
        made = PreparationPage(self.session, self._pictures)
        return self._with_way_back(made, Stop.REVIEW, self.show_review)

    @late
    def check(self) -> CheckPage:
        """The final check."""
        made = self._with_way_back(CheckPage(self.view), Stop.CHECK)
        made.finding_chosen.connect(self.go_to)
        made.door_wanted.connect(self.open_door)
        made.export_wanted.connect(self._ask_export)
        return made

    @property
    def after(self) -> AfterPage:
        """The stations after the upload."""
        return self.round.after

    @property
    def package(self) -> Path | None:
        """Where the package that was written last lies, as far as it is known."""
        known = self._package or self.export.last_package
        return known if is_package(known, self.session.notice) else None

    def show_strip(self) -> None:
        """Show the slim window that helps while uploading; the window itself steps aside."""
        self.strip = UploadStrip(self.session, self._pictures, self.package)
        self.strip.uploaded.connect(self.round.show)
        self.strip.show()

    def show_gallery(self) -> None:
        """Show all covered places as crops."""
        self._show(self.gallery)

    def show_preparation(self) -> None:
        """Show how the page in hand lies."""
        self._show(self.preparation)

    def show_place(self, number: int, place: int | Entry) -> None:
        """Show one place of a page in review, also one that is not on the page's list."""
        self.session.current = number
        self.show_review()
        self.review.go_to(number, place)

    def show_workspace(self) -> None:
        """Show the sections."""
        self.stack.setCurrentWidget(self.workspace)
        self.workspace.refresh()
        self.workspace.list.setFocus()

    def show_review(self) -> None:
        """Show the page that is in hand in review; without pages, the sections."""
        if not self.session.case.pages:
            self.show_workspace()
            return
        review = self.review
        self.stack.setCurrentWidget(review)
        review.refresh()
        review.canvas.view.setFocus()

    def return_from_words(self) -> None:
        """Come back from the page with name and employer to where it was asked for."""
        if self._words_from is not None and self._words_from is self._review:
            self.show_review()
        else:
            self.show_workspace()

    def show_page(self, number: int) -> None:
        """Show a page in review, at its first open doubt."""
        if number in self.session.overview.standings:
            self.session.current = number
            self.show_review()
            self.review.go_to(number, self.review.first_doubt(number))

    def show_open_point(self, *, doubts_only: bool = False) -> None:
        """Go where something is open first: a page in doubt, else the next step of the case.

        Args:
            doubts_only: Tell by ``settled`` as soon as no page is in doubt any more.
        """
        doubtful = self.session.overview.doubtful
        self._doubts_only = doubts_only and bool(doubtful)
        if doubtful:
            self.show_page(doubtful[0])
        else:
            self.way.show_step()

    def _take_in(self, intake: Intake) -> None:
        self.view.path.take_in(intake.done if intake.running else 0, intake.total)

    def open_door(self, name: str) -> None:
        """Show another page of the case."""
        door = Door(name)
        at_once = {Door.IDENTITY: self._ask_words, Door.REVIEW: self.show_review,
                   Door.GALLERY: self.show_gallery, Door.PREPARATION: self.show_preparation,
                   Door.UPLOAD: self.show_strip, Door.SIDE_BY_SIDE: self.sheet.show}  # fmt: skip
        if door in at_once:
            at_once[door]()
        elif door is Door.INTERVIEW:
            self._show(self.interview)
        elif door in (Door.ORGANISATIONS, Door.ROUTE):
            page = self.route if door is Door.ROUTE else self.organisations
            self._checked = self.is_check(self.stack.currentWidget())
            self._show(page)
            page.refresh()
            page.focus()
        elif door is Door.AFTER:
            self.round.show()
        elif door is Door.CHECK:
            self._show(self.check)
            self.check.refresh()
            self.check.primary.setFocus()

    def ask_export(self, section: str) -> None:
        """Export a section or slot (its id) alone, at any time; the whole case ("") by a detour.

        The whole case goes by way of the final check, which asks what the notice wants confirmed.
        """
        if section:
            self._ask_export(section)
        else:
            self._check()

    def is_check(self, page: QWidget | None) -> bool:
        """Tell whether ``page`` is the final check."""
        return page is not None and page is Room.check.made(self)

    @property
    def may_export(self) -> bool:
        """Tell whether the final check was passed, or there is an export to be seen."""
        check = Room.check.made(self)
        return self._has_export or (check is not None and check.is_passed)

    @property
    def _has_export(self) -> bool:
        """Tell whether one is being written, or one lies there that is the case as it stands."""
        if self._export is None:
            return False
        done = self._export.result.done is not None and self.session.exported
        return done or self._export.is_writing

    def show_export(self) -> None:
        """Show the export under way, what came of it, or what would be written now."""
        if self._has_export:
            self.stack.setCurrentWidget(self.export)
        else:
            self._ask_export("")

    def export_changes(self) -> None:
        """Write out what was changed since the return; nothing else is asked."""
        if self._export is not None and self._export.is_writing:
            self.stack.setCurrentWidget(self._export)
            return
        self._back_to = self.stack.currentWidget()
        self.stack.setCurrentWidget(self.export)
        self.export.write_changes()

    def keep_typed(self) -> None:
        """Keep what was typed or moved on the page that is left for another stop."""
        preparation = Room.preparation.made(self)
        if preparation is not None and preparation.isVisible():
            preparation.keep()
        interview = Room.interview.made(self)
        if interview is not None and interview.isVisible():
            interview.keep_line()

    def _ask_export(self, section: str) -> None:
        """Show what would be exported; how it is handed in is asked before the first time."""
        if self._export is not None and self._export.is_writing:
            self.stack.setCurrentWidget(self._export)
            return
        blind = self.session.notice.masking is not None
        if blind and self.session.case.route is Route.NOT_ASKED and not self._asked_route:
            self._asked_route = True
            self.open_door(Door.ROUTE)
            return
        if self.stack.currentWidget() is not self._export:
            self._back_to = self.stack.currentWidget()
        self.stack.setCurrentWidget(self.export)
        self.export.ask(section)

    def go_to(self, finding: CaseFinding) -> None:
        """Go where a finding is about."""
        door = door_of(finding)
        if door is not None and door is not Door.UNSORTED:
            self.open_door(str(door))
            return
        self.show_workspace()
        self.workspace.go_to(finding)

    def close(self) -> bool:
        """Stop what works for the case, keep it, and take its pages away."""
        self.words.close()
        self.finds.close()
        self.sheet.close()
        if (gallery := Room.gallery.made(self)) is not None:
            gallery.finds.close()
        self.workspace.watch.close()
        self.workspace.acts.close()
        if self.strip is not None:
            self.strip.close()
            self.strip.deleteLater()
        if self._export is not None:
            self._export.close_job()
        remember(self.session, self.judge, self.way.whereabouts)
        self.judge.close()
        whole = self.session.close()
        self.way.close()
        for page in self._pages:
            page.close()
            self.stack.removeWidget(page)
            page.deleteLater()
        self.session.deleteLater()
        self.deleteLater()
        return whole

    def add_page(self, page: QWidget, stop: Stop) -> None:
        """Put a page on the stack, with the line of stops, and the keys of every page of a case."""
        self.stack.addWidget(page)
        self._pages.append(page)
        self.way.put_on(page, stop)
        Actions(self.voice, CASE, page, WINDOW)

    def _with_way_back(
        self, page: Page, stop: Stop, back: Callable[[], None] | None = None
    ) -> Page:
        self.add_page(page, stop)
        page.left.connect(back or self.show_workspace)
        return page

    def _stand_at(self, stop: Stop) -> None:
        line = self.way.line_of(self.workspace)
        if line is not None:
            line.stand_at(stop)

    def _show(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(page)

    def _ask_words(self) -> None:
        self._words_from = self.stack.currentWidget()
        self.identity_wanted.emit()

    def _take_files(self, paths: tuple[Path, ...]) -> None:
        page = self.session.case.pages and self.session.case.page(self.session.current)
        self.workspace.acts.take_files(page.slot if page else "", paths, 0)

    def _check(self) -> None:
        self.open_door(Door.CHECK)

    def _leave_route(self) -> None:
        """Go back to the final check where that asked for the route, else to the sections."""
        (self._check if self._checked else self.show_workspace)()

    def _leave_export(self) -> None:
        if self._back_to is self._review and self._review is not None:
            self.show_review()
        elif self.is_check(self._back_to):
            self.open_door(Door.CHECK)
        elif self.round.is_page(self._back_to):
            self.round.show()
        else:
            self.show_workspace()

    def _note_package(self, folder: Path) -> None:
        self._package = folder
        if self._review is not None:
            self._review.bar.show_package(folder)

    def _tell_settled(self) -> None:
        overview = self.session.overview
        if self._doubts_only and not overview.doubtful and not overview.waiting:
            self._doubts_only = False
            self.settled.emit()

    def _leave_empty_review(self) -> None:
        if not self.session.case.pages and self.stack.currentWidget() is self._review:
            self.show_workspace()

    def _tell(self, words: str) -> None:
        if self.stack.currentWidget() is not self._review:
            self.voice.say_act(words)
