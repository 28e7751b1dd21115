"""The window: leads from the start page to the package and owns what works behind it."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget, QWidget

from zcdesk.applicant import Applicant, Target
from zcdesk.cases import deciding
from zcdesk.cases.case import Case
from zcdesk.errors import ZcdeskError
from zcdesk.notices.loading import load_notice
from zcdesk.ui.entries import say
from zcdesk.ui.export_page import ExportPage
from zcdesk.ui.help_sheet import HelpSheet
from zcdesk.ui.identity_page import IdentityPage
from zcdesk.ui.job import Job
from zcdesk.ui.pictures import Pictures
from zcdesk.ui.result_view import place_words
from zcdesk.ui.review_page import ReviewPage
from zcdesk.ui.session import Session
from zcdesk.ui.start_page import StartPage
from zcdesk.ui.toast import Toast
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.importing import add_scans

MINIMUM = (880, 440)
USUAL = (1366, 768)


class MainWindow(QMainWindow):
    """Start, identity, review and export, one at a time; closing at any moment is safe."""

    def __init__(self, pool: WorkerPool) -> None:
        super().__init__()
        self._pool = pool
        self._pictures = Pictures(pool, self)
        self._notice = ""
        self._loading: Job | None = None
        self.session: Session | None = None
        self.review: ReviewPage | None = None
        self.export: ExportPage | None = None
        self.setWindowTitle("zcdesk")
        self.setMinimumSize(*MINIMUM)
        self.resize(*USUAL)
        self._stack = QStackedWidget()
        self._stack.setProperty("panel", "bg")
        self.setCentralWidget(self._stack)
        self.start = StartPage()
        self.identity = IdentityPage()
        for page in (self.start, self.identity):
            self._stack.addWidget(page)
            page.help_wanted.connect(self.show_help)
        self.toast = Toast(self._stack)
        self.start.notice_chosen.connect(self.new_case)
        self.start.practice_wanted.connect(self.open_sample)
        self.start.folder_wanted.connect(self._choose_folder)
        self.identity.begun.connect(self._begin)
        self.identity.left.connect(self._leave_identity)
        for key in ("F1", "Ctrl+/"):
            QShortcut(QKeySequence(key), self).activated.connect(self.show_help)
        self.show_start()

    def show_start(self) -> None:
        """Show the start page."""
        self._show(self.start)
        self.start.focus()

    def new_case(self, notice: str, paths: tuple[Path, ...] = ()) -> None:
        """Ask for a new case of a notice."""
        self._notice = notice
        self._close_case()
        self.identity.ask(load_notice(notice), paths)
        self._show(self.identity)

    def open_sample(self) -> None:
        """Open the fictional applicant."""
        self._load(_sample())

    def open_case(self, case: Case, *, exported: Path | None = None) -> None:
        """Open a case and begin to read what waits."""
        self._close_case()
        if not case.pages:
            self.toast.say(self.tr("这里没有可以收下的文件。"), undo=False)
            return
        session = Session(case, self._pool, self)
        self.session = session
        self.review = ReviewPage(session, self._pictures)
        self.export = ExportPage(session)
        for page in (self.review, self.export):
            self._stack.addWidget(page)
            page.help_wanted.connect(self.show_help)
        self.review.left.connect(self._leave_case)
        self.review.words_wanted.connect(self._change_words)
        self.review.export_wanted.connect(self._ask_export)
        self.export.exported.connect(self.review.bar.show_package)
        self.export.left.connect(self._show_review)
        self.export.page_wanted.connect(self._show_page)
        session.failed.connect(self._say_error)
        self._show_review()
        session.read()
        if exported is not None:
            self.review.bar.show_package(exported)
            words = self.tr("这份案卷已导出，在{place}").format(place=place_words(exported))
            self.review.toast.say(words, undo=False)

    def show_help(self) -> None:
        """Show the keys."""
        sheet = HelpSheet(self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop everything that works behind the window; nothing half-written is left."""
        self.hide()
        self._pictures.close()
        if self._loading is not None:
            self._loading.stop()
        self._close_case()
        super().closeEvent(event)

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)

    def _show_review(self) -> None:
        if self.review is not None:
            self._show(self.review)
            self.review.refresh()
            self.review.canvas.view.setFocus()

    def _show_page(self, number: int) -> None:
        if self.review is not None:
            self._show_review()
            self.review.go_to(number)

    def _ask_export(self) -> None:
        if self.export is not None:
            self._show(self.export)
            self.export.ask()

    def _choose_folder(self, notice: str) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("选放扫描件的文件夹"))
        if name:
            self.new_case(notice, (Path(name),))

    def _begin(self, applicant: Applicant, paths: tuple[Path, ...]) -> None:
        if self.session is None:
            self._load(_import(self._notice, applicant, paths))
        elif applicant != self.session.case.applicant:
            words = self.tr("姓名或单位改过，全部重新找一遍")
            self.session.act(deciding.rename_applicant(self.session.case, applicant), words)
            self._show_review()
        else:
            self._show_review()

    def _change_words(self) -> None:
        if self.session is not None:
            self.identity.change(self.session.notice, self.session.case.applicant)
            self._show(self.identity)

    def _leave_identity(self) -> None:
        if self.session is not None:
            self._show_review()
        else:
            self.show_start()

    def _leave_case(self) -> None:
        self._close_case()
        self.show_start()

    def _load(self, steps: Generator[Case, None, None]) -> None:
        """Make a case beside the window, for folders may lie on slow disks."""
        if self._loading is not None:
            return
        self._loading = Job(steps, self)
        self._loading.advanced.connect(self.open_case)
        self._loading.failed.connect(self._say_error)
        self._loading.finished.connect(self._loaded)
        self._loading.start()

    def _loaded(self) -> None:
        if self._loading is not None:
            self._loading.deleteLater()
        self._loading = None

    def _say_error(self, error: object) -> None:
        found = error if isinstance(error, ZcdeskError) else ZcdeskError()
        told = say(found.finding())
        self.toast.say(f"{told.message}{told.remedy}", undo=False)

    def _close_case(self) -> None:
        if self.export is not None:
            self.export.close_job()
        if self.session is not None:
            self.session.close()
        for page in (self.review, self.export):
            if page is not None:
                self._stack.removeWidget(page)
                page.deleteLater()
        if self.session is not None:
            self.session.deleteLater()
        self.session = self.review = self.export = None


def _import(
    notice_id: str, applicant: Applicant, paths: tuple[Path, ...]
) -> Generator[Case, None, None]:
    """Make a case of files and folders."""
    masking = load_notice(notice_id).masking
    targets = masking.targets if masking else frozenset[Target]()
    yield add_scans(Case(notice_id, applicant, targets), paths)


def _sample() -> Generator[Case, None, None]:
    """Make the case of the fictional applicant."""
    from zcdesk.workflow.sample import sample_case

    yield sample_case()
