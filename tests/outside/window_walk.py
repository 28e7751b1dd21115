"""A program of its own: the window, in which a scripted person does her work with the sentinel.

Started in a sandbox with the number of seconds that the window is to stay; what it saw at the end
is written to its standard output as JSON.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.outside.sentinel import EMPLOYER, ID_NUMBER, NAME, NOTICE, RESUME, SHORT
from tests.ui.keyboard_walker import KeyboardWalker
from tests.ui.walker import Keys, Walker
from zcdesk.applicant import Applicant
from zcdesk.ui.app.application import prepare_application
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.app.visited_folders import visited_folders_forgotten
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.preferences import preferences
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.package.exporting import PackageDone

WHO = Applicant(NAME, EMPLOYER, employer_aliases=(SHORT,), id_number=ID_NUMBER)
CONTROL = Qt.KeyboardModifier.ControlModifier


def work(window: MainWindow, folder: Path) -> PackageDone:
    """Import by drop and by dialog, edit, undo, redo, cover, confirm, export, print."""
    walker, keys = Walker(window), KeyboardWalker(window)
    scans = folder / "扫描"
    walker.wait(window.isActiveWindow)
    walker.choose_notice(NOTICE)
    walker.wait(lambda: QApplication.focusWidget() is window.identity.name)
    walker.introduce(WHO, [scans / "扫描1.jpg", scans / "扫描2.pdf"])
    case = walker.room.session
    walker.wait(lambda: len(case.case.pages) == 2)
    keys.drop(window, [scans / "扫描3.zip"])
    walker.wait(lambda: len(case.case.pages) == 3)
    walker.answer_questions({})
    walker.choose_route()
    walker.write_text("work_summary", RESUME)
    keys.drop(window, [scans / f"{NAME}坏了.jpg"])
    walker.wait(lambda: not walker.workspace.acts.busy)
    walker.workspace.acts.move("diploma", [page.number for page in case.case.pages], 0)
    walker.wait(lambda: not case.overview.waiting)
    for key in (Keys.Key_Z, Keys.Key_Z, Keys.Key_Y, Keys.Key_Y):
        walker.press(key, CONTROL)
        QTest.qWait(300)
    walker.press(Keys.Key_F3)
    answer_organisations(walker)
    walker.room.router.go(At("review"))
    review = walker.room.review
    walker.wait(lambda: review.isVisible() and review.canvas.view.painted)
    review.select(0)
    review.canvas.view.setFocus()
    for key in (Keys.Key_Right, Keys.Key_Up):
        walker.press(key)
    review.canvas.view.settle()
    walker.press(Keys.Key_Z, CONTROL)
    walker.press(Keys.Key_Y, CONTROL)
    QTest.qWait(300)
    walker.room.router.go(At("sections"))
    walker.review(lambda number, hit: True)
    done = walker.check_and_export()
    walker.press(Keys.Key_P, CONTROL)
    walker.room.router.go(At("upload"))
    QTest.qWait(500)
    return done


def answer_organisations(walker: Walker) -> None:
    """Say of every organisation that the pages name that it is not hers."""
    page, review = walker.room.organisations, walker.room.review
    walker.wait(lambda: page.isVisible() or review.isVisible())
    while page.isVisible():
        QTest.qWait(300)
        open_ones = [card.buttons for card in page.cards
                     if not any(one.isChecked() for one in card.buttons.values())]  # fmt: skip
        walker.click(list(open_ones[0].values())[-1] if open_ones else page.primary)


def main(seconds: float) -> int:
    """Open the window, work in it, and leave it open until so many seconds are over."""
    began, folder = time.monotonic(), Path.cwd()
    application = prepare_application()
    preferences().set(package_folder=str(folder / "窗口"))
    (folder / "窗口").mkdir()
    with WorkerPool(1) as pool, WorkerPool(1) as drawing, visited_folders_forgotten():
        window = MainWindow(pool, drawing)
        window.show()
        window.activateWindow()
        done = work(window, folder)
        told = {"exported": done.exported, "left_out": [one.reason for one in done.left_out]}
        window.show_settings()
        while time.monotonic() < began + seconds:
            QTest.qWait(500)
        window.show_start()
        QTest.qWait(500)
        clipboard = QGuiApplication.clipboard().mimeData()
        formats = clipboard.formats() if clipboard is not None else []
        told["clipboard"] = [text for text in formats if clipboard.data(text).data()]
        window.close()
        QTest.qWait(200)
        told["windows"] = [one.objectName() for one in QApplication.topLevelWidgets()
                           if one.isVisible()]  # fmt: skip
    print(json.dumps(told, default=str))
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1])))
