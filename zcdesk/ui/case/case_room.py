"""Everything that belongs to one open case: its session and its pages, made when first wanted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from zcdesk.cases.upload_route import Route
from zcdesk.ui.case.remembered import remember
from zcdesk.ui.case.room_pages import RoomPages
from zcdesk.ui.case.room_path import RoomPath
from zcdesk.ui.case.room_round import RoomRound
from zcdesk.ui.finish.after_page import AfterPage
from zcdesk.ui.finish.check_page import CheckPage
from zcdesk.ui.finish.export_part import ExportPart
from zcdesk.ui.finish.upload_strip import UploadStrip
from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.frame.case_view import CaseView
from zcdesk.ui.intake.intake_card import Intake
from zcdesk.ui.interview.interview_page import InterviewPage
from zcdesk.ui.interview.route_page import RoutePage
from zcdesk.ui.keys.router import At, Router, Way
from zcdesk.ui.kit import Toast, late, wire
from zcdesk.ui.kit.system_word import tell_behind
from zcdesk.ui.picture import Pictures
from zcdesk.ui.preparation.preparation_page import PreparationPage
from zcdesk.ui.review.review_page import ReviewPage
from zcdesk.ui.session.further_words import FurtherWords
from zcdesk.ui.session.second_reading import SecondReading
from zcdesk.ui.wall.desk import CaseDesk
from zcdesk.ui.wall.gallery_page import GalleryPage
from zcdesk.ui.wall.organisations_page import OrganisationsPage
from zcdesk.ui.wall.sheet_page import SheetPage
from zcdesk.workflow.package.package_files import is_package
from zcdesk.workflow.path.stops import Stop


class Room(QObject):
    """The pages of an open case, each made when the router leads to it first.

    Signals:
        settled: The last doubtful page was decided, when only those were asked for.
    """

    settled = Signal()

    def __init__(self, view: CaseView, pictures: Pictures, router: Router, toast: Toast) -> None:
        super().__init__(router)
        self.view = view
        session = view.session
        self.session, self.judge, self.finds = session, view.judge, view.finds
        self._pictures, self.router, self.toast = pictures, router, toast
        self.pages = RoomPages(view, pictures, router, toast, self)
        self.voice, self.workspace = self.pages.voice, self.pages.workspace
        self._asked_route = self._doubts_only = False
        self._package: Path | None = None
        self.strip: UploadStrip | None = None
        self.words = FurtherWords(session)
        self.second = SecondReading(session)
        self.second.doubted.connect(self.voice.say_doubted)
        self.way = RoomPath(self.pages)
        self.way.leaving.connect(self._keep_typed)
        self.round = RoomRound(self.pages, self.way, pictures)
        wire(
            (self.round.draw_wanted, self._draw),
            (self.workspace.step_wanted, self.way.do),
            (self.workspace.acts.refused, self.voice.say),
            (self.workspace.watch.said, self.voice.say),
            (self.workspace.acts.taking, self._take_in),
            (self.workspace.moved, self._stand_at),
            (session.told, self._tell),
            (session.all_read, self._tell_read),
            (self.words.said, self.voice.say),
            (session.changed, self._leave_empty_review),
            (session.changed, self._tell_settled),
            (toast.undone, session.undo),
        )
        router.begin("sections")
        back = {"sections": self.tr("回到栏目"), "review": self.tr("回到复核")}
        for name, way in self._ways().items():
            router.add(name, way, back.get(name, self.tr("返回")))

    def _ways(self) -> dict[str, Way]:
        return {
            "sections": lambda _: self.workspace,
            "review": self._to_review,
            "interview": lambda _: self.interview,
            "organisations": lambda _: self.organisations,
            "route": lambda _: self.route,
            "gallery": lambda _: self.gallery,
            "preparation": lambda _: self.preparation,
            "side-by-side": lambda _: self.sheet,
            "check": self._to_check,
            "export": self._to_export,
            "upload": self._open_strip,
            "after": lambda _: self.round.shown,
            "waiting": lambda _: self.way.waiting,
        }

    @late
    def review(self) -> ReviewPage:
        """The review page; there must be a page to look at."""
        made = ReviewPage(self.session, self._pictures, self.toast)
        wire(
            (made.acts.files_wanted, self._take_files),
            (made.acts.word_wanted, self.words.learn),
            (made.acts.form_wanted, self.words.add),
            (made.move_wanted, self.workspace.acts.move),
            (made.replaced, self.round.replace),
        )
        return self.pages.add(made, Stop.REVIEW)

    @property
    def export(self) -> ExportPart:
        """The export below the final check."""
        return self.check.exporting

    @late
    def interview(self) -> InterviewPage:
        """The notice's questions."""
        return self.pages.add(InterviewPage(self.view), Stop.FILL)

    @late
    def organisations(self) -> OrganisationsPage:
        """The organisations that the pages name."""
        return self.pages.add(OrganisationsPage(self.view, self.words, self._pictures), Stop.FILL)

    @late
    def route(self) -> RoutePage:
        """How the pictures leave."""
        return self.pages.add(RoutePage(self.session), Stop.FILL)

    @late
    def gallery(self) -> GalleryPage:
        """All covered places as crops."""
        return self.pages.add(GalleryPage(self.session, self._pictures), Stop.REVIEW)

    @late
    def preparation(self) -> PreparationPage:
        """How the page in hand lies: its corners, turn and light."""
        return self.pages.add(PreparationPage(self.session, self._pictures), Stop.REVIEW)

    @late
    def sheet(self) -> SheetPage:
        """Doubts side by side."""
        bar = CaseBar(self.session, self.tr("疑问处并排看"), back=self.tr("回到复核"))
        bar.notice.hide()
        made = SheetPage(CaseDesk(self.session, self), bar, self._pictures.pool)
        made.opened.connect(lambda doubt: self.router.go(At("review", doubt.number, doubt.hit)))
        return self.pages.add(made, Stop.REVIEW)

    @late
    def check(self) -> CheckPage:
        """The final check."""
        made = CheckPage(self.view, self.second)
        acts = self.workspace.acts
        wire(
            (made.exporting.exported, self._note_package),
            (made.files_wanted, acts.choose_files),
            (made.file_wanted, acts.choose_replacement),
            (made.pages_removed, acts.remove),
        )
        return self.pages.add(made, Stop.CHECK)

    @property
    def after(self) -> AfterPage:
        """The stations after the upload."""
        return self.round.after

    @property
    def package(self) -> Path | None:
        """The folder of the last written package, if it is known."""
        known = self._package or self.export.last_package
        return known if is_package(known, self.session.notice) else None

    def _open_strip(self, _at: At) -> None:
        """Show the slim window that helps while uploading; the window itself steps aside."""
        self.strip = UploadStrip(self.session, self._pictures, self.package)
        self.strip.uploaded.connect(self.round.show)
        self.strip.show()

    def _to_review(self, at: At) -> QWidget | None:
        """Take a page in hand; without pages there are only the sections."""
        if not self.session.case.pages:
            self.router.go(At("sections"))
            return None
        if at.page and at.page not in self.session.overview.standings:
            return None
        waiting = (one.page for one in self.session.overview.unconfirmed)
        of_slot = (page.number for page in waiting if page.slot == (at.part or None))
        self.session.current = at.page or next(of_slot, self.session.current)
        return self.review

    def _draw(self, number: int) -> None:
        self.router.go(At("review", number))
        self.review.set_drawing(True)

    def show_open_point(self, *, doubts_only: bool = False) -> None:
        """Go where something is open first: a page in doubt, else the next step of the case.

        Args:
            doubts_only: Tell by ``settled`` as soon as no page is in doubt any more.
        """
        doubtful = self.session.overview.doubtful
        self._doubts_only = doubts_only and bool(doubtful)
        if doubtful:
            self.router.go(At("review", doubtful[0]))
        else:
            self.way.show_step()

    def _take_in(self, intake: Intake) -> None:
        self.view.path.take_in(intake.done if intake.running else 0, intake.total)

    def _keep_typed(self) -> None:
        """Keep what was typed or moved on the page that is left for another stop."""
        preparation = Room.preparation.made(self)
        if preparation is not None and preparation.isVisible():
            preparation.keep()
        interview = Room.interview.made(self)
        if interview is not None and interview.isVisible():
            interview.keep_line()

    def _to_check(self, _at: At) -> QWidget:
        """Return the final check."""
        self.pages.put_line(self.check, Stop.CHECK).stand_at(Stop.CHECK)
        return self.check

    def _to_export(self, at: At) -> QWidget | None:
        """Return the check with the export in sight; the route is asked for before the first."""
        blind, session = self.session.notice.masking is not None, self.session
        asked = at.part and blind and session.case.route is Route.NOT_ASKED
        if asked and not self._asked_route and not self.export.is_writing:
            self._asked_route = True
            self.router.go(At("route"))
            return None
        self.pages.put_line(self.check, Stop.CHECK).stand_at(Stop.EXPORT)
        return self.check

    def list_it(self, instead_of: Sequence[str] = ()) -> None:
        """Let the start page list the case from now on, in place of these paths."""
        remember(self.view, self.way.whereabouts, instead_of)

    def close(self) -> bool:
        """Stop what works for the case, keep it, and take its pages away."""
        self.session.stop_reading()
        self.words.close()
        self.finds.close()
        for wall in (Room.sheet.made(self), Room.gallery.made(self), Room.organisations.made(self)):
            if wall is not None:
                wall.close_work()
        self.workspace.watch.close()
        self.workspace.acts.close()
        if self.strip is not None:
            self.strip.close()
            self.strip.deleteLater()
        self.second.close()  # an export that waits for its page is not begun any more
        if (check := Room.check.made(self)) is not None:
            check.exporting.close_job()
        self.list_it()
        self.judge.close()
        whole = self.session.close()
        self.pages.close()
        self.router.forget(self._ways())
        self.router.begin("start")
        self.session.deleteLater()
        self.deleteLater()
        return whole

    def _stand_at(self, stop: Stop) -> None:
        line = self.pages.line_of(self.workspace)
        if line is not None:
            line.stand_at(stop)

    def _take_files(self, paths: tuple[Path, ...]) -> None:
        page = self.session.case.pages and self.session.case.page(self.session.current)
        self.workspace.acts.take_files(page.slot if page else "", paths, 0)

    def _note_package(self, folder: Path) -> None:
        self._package = folder
        words = self.tr("导出好了。")
        tell_behind(self.router.window(), words)
        if not self.check.isVisible():
            self.voice.say(words)
        if (review := Room.review.made(self)) is not None:
            review.bar.show_package(folder)

    def _tell_read(self) -> None:
        tell_behind(self.router.window(), self.tr("都认完了，可以接着做了。"))

    def _tell_settled(self) -> None:
        overview = self.session.overview
        if self._doubts_only and not overview.doubtful and not overview.waiting:
            self._doubts_only = False
            self.settled.emit()

    def _leave_empty_review(self) -> None:
        of_a_page = Room.review.made(self), Room.preparation.made(self)
        if not self.session.case.pages and self.router.currentWidget() in of_a_page:
            self.router.go(At("sections"))

    def _tell(self, words: str) -> None:
        if not self._is_in_review:
            self.toast.say(words)

    @property
    def _is_in_review(self) -> bool:
        return self.router.currentWidget() is Room.review.made(self)
