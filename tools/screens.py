"""Takes a picture of every screen of the window, light and dark, into docs/pictures.

Usage:
    python tools/screens.py [FOLDER]          without a display
    xvfb-run -a python tools/screens.py       with one

The case is the fictional sample; everybody in the pictures is invented.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from PySide6.QtWidgets import QApplication, QWidget

import zcdesk  # noqa: F401  (first, it sets switches)
from zcdesk.cases.case import Case
from zcdesk.notices.loading import load_notice
from zcdesk.ui.application import prepare_application
from zcdesk.ui.main_window import MainWindow
from zcdesk.ui.review_page import ReviewPage
from zcdesk.ui.theme import theme
from zcdesk.ui.tokens import Look
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.sample import sample_case

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
READING = 600.0
PAINTING = 20.0


class Photographer:
    """Walks through the window and saves what it sees."""

    def __init__(self, application: QApplication, pool: WorkerPool, folder: Path) -> None:
        self._application = application
        self._pool = pool
        self._folder = folder
        self._look = Look.LIGHT
        self._case: Case | None = None

    def take_all(self) -> None:
        """Photograph every screen in both looks."""
        for look in (Look.LIGHT, Look.DARK):
            self._look = look
            theme().apply(self._application, look)
            self._walk()

    def _walk(self) -> None:
        window = MainWindow(self._pool)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        self._save(window, "start")
        sample = sample_case()
        window.new_case(sample.notice)
        window.identity.change(load_notice(sample.notice), sample.applicant)
        self._save(window, "identity")
        window.open_case(self._case or sample)
        review = window.review
        session = window.session
        if review is None or session is None:
            raise RuntimeError("the sample has no pages")
        if self._case is None:
            self._wait(lambda: len(session.overview.waiting) < len(sample.pages) / 2, READING)
            self._save(window, "reading")
        self._wait(lambda: not session.overview.waiting, READING)
        self._case = session.case
        self._review(window, review)
        window.resize(1024, 768)
        self._seen(review)
        self._save(window, "review-1024")
        window.resize(1366, 768)
        self._export(window, review)
        window.close()

    def _review(self, window: MainWindow, review: ReviewPage) -> None:
        doubtful = [one for one in review.session.overview if one.doubts]
        telling = max(doubtful, key=lambda one: len(one.page.hits))
        review.go_to(telling.page.number, telling.doubts[0])
        self._seen(review)
        self._save(window, "review")
        review.set_final(True)
        self._save(window, "final")
        review.set_final(False)
        review.acts.draw(*self._somewhere(review))
        self._seen(review)
        self._save(window, "drawn")
        review.session.undo()
        review.toast.hide()
        review.acts.open_bulk()
        self._save(window, "all-sure")
        review.acts.agree_bulk()
        self._pause(0.3)
        window.show_help()
        self._pause(0.3)
        for sheet in self._application.topLevelWidgets():
            if sheet is not window and sheet.isVisible():
                self._save(sheet, "help")
                sheet.close()

    def _export(self, window: MainWindow, review: ReviewPage) -> None:
        export = window.export
        if export is None:
            raise RuntimeError("no case is open")
        review.export_wanted.emit()
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "我的材料"
            place.mkdir()
            export.put_into(place)
            self._save(window, "export")
            export.export_to(place)
            self._wait(lambda: export.result.done is not None, READING)
            self._save(window, "result")

    @staticmethod
    def _somewhere(review: ReviewPage) -> tuple[float, float, float, float]:
        page = review.page.page
        if page is None:
            raise RuntimeError("the page has no picture")
        return page.width * 0.2, page.height * 0.2, page.width * 0.5, page.height * 0.24

    def _seen(self, review: ReviewPage) -> None:
        self._pause(0.4)
        self._wait(lambda: review.canvas.view.painted, PAINTING)

    def _save(self, widget: QWidget, name: str) -> None:
        self._pause(0.6)
        suffix = "" if self._look is Look.LIGHT else "-dark"
        self._folder.mkdir(parents=True, exist_ok=True)
        widget.grab().save(str(self._folder / f"{name}{suffix}.png"), "PNG", 0)

    def _pause(self, seconds: float) -> None:
        self._wait(lambda: False, seconds)

    def _wait(self, until: Callable[[], bool], seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and not until():
            self._application.processEvents()
            time.sleep(0.01)


def main() -> None:
    """Take the pictures."""
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    began = datetime.now()
    with WorkerPool() as pool:
        Photographer(prepare_application(), pool, folder).take_all()
    print(f"{folder}: {(datetime.now() - began).seconds} s")


if __name__ == "__main__":
    main()
