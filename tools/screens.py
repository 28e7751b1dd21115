"""Takes a picture of every screen of the window into docs/screens, or looks whether they are true.

Usage:
    python tools/screens.py             take them anew (without a display; some 10 minutes)
    python tools/screens.py --check     name those that look otherwise now, exit 1 if any
    python tools/screens.py FOLDER      take them into a folder, to look at

The case is the fictional sample; everybody in the pictures is invented. Settings and cases of the
person who runs this are neither read nor touched: all of it happens below a folder of its own. On
Linux only the shipped font is there, so that every computer draws the same letters.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

import zcdesk  # noqa: F401  (first, it sets switches)
from tools.calling import ToolError, run_tool
from tools.kept_pictures import PICTURES, small, stale
from zcdesk.cases.acts import noting
from zcdesk.cases.acts.arranging import move_pages
from zcdesk.cases.case import Case
from zcdesk.cases.upload_route import Route
from zcdesk.notices.files.loading import load_notice
from zcdesk.training.lessons.loading import lessons
from zcdesk.ui.app.application import prepare_application
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.picture.page_paper import PagePaper
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.sample import sample_case

HOME = Path(tempfile.gettempdir()) / "zcdesk-screens"
"""``main`` removes it."""

ROOT = Path(__file__).parent.parent
SCAN = ROOT / "resources" / "samples" / "region-senior-2024" / "苗昱澄职称证书.jpg"
"""A scan of the sample."""

READING = 900.0
SETTLING = 5
"""Rounds of events until what was filled last has its place."""

PAINTING = 40.0
USUAL = (1366, 768)
OTHERS = ((3, "陆听澜"), (4, "热依汗·买买提"))
"""More invented people of the roster, and which of the sample's scans each has."""

NUMBER = 2718
"""Number of the lesson that is photographed."""

NOTICE_TEXT = "resources/notices/texts/urumqi-private-2025.txt"

SUMMARY = "任现职以来，负责露天矿山边坡监测。\n工作态度认真，三轮改进后效率提高到 93%。"


class Photographer:
    """Walks through the window and saves what it sees."""

    def __init__(self, application: QApplication, pool: WorkerPool, folder: Path) -> None:
        self._application = application
        self._pool = pool
        self._folder = folder
        self._case: Case | None = None

    def take_all(self) -> None:
        """Photograph every screen, and a few in other looks, sizes and languages."""
        preferences().set(look="light")
        self._walk()
        self._others()

    def _walk(self) -> None:
        window = self._window()
        self._save(window, "start")
        sample = sample_case()
        window.new_case(sample.notice)
        window.identity.change(load_notice(sample.notice), sample.applicant)
        self._save(window, "identity")
        self._my_notice(window)
        self._batch(window)
        self._settings(window)
        self._trainer(window)
        window.close()
        window, room = self._open()
        self._sections(window, room)
        self._questions(window, room)
        self._review(window, room)
        self._ending(window, room)
        window.close()

    def _settings(self, window: MainWindow) -> None:
        """Photograph the settings with the folders of a person, not those of this run."""
        documents = Path("/home/沈知遥/文档")
        folders = {"case_folder": str(documents / "职称申报"), "package_folder": str(documents)}
        preferences().set(**folders)
        window.show_settings()
        self._save(window, "settings")
        window.show_settings()
        preferences().set(case_folder="", package_folder="")

    def _others(self) -> None:
        preferences().set(look="light")
        window, room = self._open()
        window.resize(1024, 768)
        self._save(window, "sections-1024")
        self._review_at_doubt(room)
        self._save(window, "review-1024")
        window.show_start()
        window.resize(880, 440)
        self._save(window, "start-880")
        window.close()
        preferences().set(look="contrast")
        window, room = self._open()
        self._save(window, "sections-contrast")
        window.close()
        preferences().set(look="light", language="en")
        window, room = self._open()
        self._save(window, "sections-en")
        self._review_at_doubt(room)
        self._save(window, "review-en")
        window.close()
        for language, name in (("en", "review-en-dark"), ("zh", "review-dark")):
            preferences().set(look="dark", language=language)
            window, room = self._open()
            self._review_at_doubt(room)
            self._save(window, name)
            window.close()

    def _window(self) -> MainWindow:
        window = MainWindow(self._pool)
        window.resize(*USUAL)
        window.show()
        window.activateWindow()
        return window

    def _open(self) -> tuple[MainWindow, Room]:
        """Open the read sample; it is read when it is wanted for the first time."""
        window = self._window()
        window.open_case(self._case or sample_case())
        room = window.room
        if room is None:
            raise ToolError("the sample has no pages")
        session = room.session
        if self._case is None:
            self._wait(lambda: not session.overview.waiting, READING)
            self._case = noting.write_text(session.case, "work_summary", SUMMARY)
            window.close()
            return self._open()
        self._pause(1.5)
        return window, room

    def _sections(self, window: MainWindow, room: Room) -> None:
        workspace = room.workspace
        workspace.show_slot("ce_special")
        self._pause(1.5)
        self._save(window, "sections")
        workspace.toggle_notice()
        self._save(window, "notice")
        workspace.toggle_notice()
        workspace.show_slot("work_summary")
        self._save(window, "texts")
        numbers = [page.number for page in room.session.case.pages[:8]]
        loose = move_pages(room.session.case, room.session.notice, numbers, "")
        room.session.act(loose)
        workspace.show_key("unsorted")
        self._pause(1.0)
        self._save(window, "tray")
        room.session.undo()
        window.toast.hide()

    def _questions(self, window: MainWindow, room: Room) -> None:
        room.router.go(At("interview"))
        room.interview.show_fact("title_origin")
        self._pause(0.5)
        room.interview.answer("elsewhere")
        self._pause(0.8)
        self._save(window, "interview")
        room.session.undo()
        room.interview.show_fact("all")
        window.toast.hide()
        self._save(window, "answers")
        room.router.go(At("route"))
        self._save(window, "route")
        room.session.act(noting.choose_route(room.session.case, Route.COVERED))
        window.toast.hide()

    def _review_at_doubt(self, room: Room) -> None:
        room.router.go(At("review"))
        review = room.review
        doubtful = [one for one in review.session.overview if one.doubts]
        telling = max(doubtful, key=lambda one: len(one.page.hits))
        review.go_to(telling.page.number, telling.doubts[0])
        self._pause(0.4)
        self._wait(lambda: review.canvas.view.painted, PAINTING)
        self._pause(1.0)

    def _review(self, window: MainWindow, room: Room) -> None:
        self._review_at_doubt(room)
        review = room.review
        self._save(window, "review")
        review.set_final(True)
        self._save(window, "final")
        review.set_final(False)
        page = review.page.page
        if page is not None:
            width, height = page.width, page.height
            review.acts.draw(width * 0.2, height * 0.2, width * 0.5, height * 0.24)
        self._save(window, "drawn")
        review.session.undo()
        window.toast.hide()
        review.acts.open_bulk()
        self._save(window, "all-sure")
        review.acts.agree_bulk()
        window.toast.hide()
        room.router.go(At("gallery"))
        self._pause(6.0)
        self._save(window, "gallery")
        room.router.go(At("review"))
        window.show_help()
        self._pause(0.3)
        for sheet in self._application.topLevelWidgets():
            if sheet is not window and sheet.isVisible():
                self._save(sheet, "help")
                sheet.close()

    def _ending(self, window: MainWindow, room: Room) -> None:
        room.router.go(At("check"))
        self._save(window, "check")
        room.router.go(At("sections"))
        room.router.go(At("export", part="continuing_education"))
        export = room.export
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "我的材料"
            place.mkdir()
            export.put_into(place)
            self._save(window, "export")
            room.check.primary.click()
            self._wait(lambda: export.result.done is not None, READING)
            self._save(window, "result")
            room.router.go(At("upload"))
            self._pause(2.0)
            if room.strip is not None:
                self._save(room.strip, "upload")
                room.strip.close()
            room.router.go(At("after"))
            room.after.reach()
            window.toast.hide()
            self._save(window, "after")

    def _my_notice(self, window: MainWindow) -> None:
        """Photograph a notice on its way: where it begins, its four sentences, its tables."""
        window.router.go(At("notice"))
        self._save(window, "my-notice")
        room = window.notices
        text = (Path(__file__).parent.parent / NOTICE_TEXT).read_text(encoding="utf-8")
        room.draft(text, "", "")
        self._wait(lambda: room.hand.worked is not None, PAINTING)
        self._save(window, "my-notice-four")
        room.four.tables_wanted.emit()
        self._save(window, "my-notice-tables")
        window.show_start()

    def _batch(self, window: MainWindow) -> None:
        """Run a small roster; the second look goes on with the results of the first."""
        sample = sample_case()
        place = HOME / "单位"
        scans = [Path(page.path) for page in sample.pages]
        people = ((sample.applicant.name, 0, 3), *((name, at, 1) for at, name in OTHERS))
        lines = ["姓名,工作单位,通知,材料文件夹"]
        for name, first, count in people:
            (place / "材料" / name).mkdir(parents=True, exist_ok=True)
            for scan in scans[first : first + count]:
                shutil.copy(scan, place / "材料" / name)
            lines.append(f"{name},{sample.applicant.employer},{sample.notice},")
        roster = place / "花名册.csv"
        roster.write_text("\n".join(lines), encoding="utf-8")
        window.router.go(At("batch"))
        batch = window.batch
        batch.setup.take_roster(roster)
        batch.setup.take_scans(place / "材料")
        self._wait(lambda: batch.work.plan is not None, PAINTING)
        self._save(window, "batch-setup")
        batch.work.shared.add([scans[0]])
        self._wait(lambda: bool(batch.work.shared.pages), READING)
        self._wait(lambda: not batch.work.shared.splitting, READING)
        batch.router.go(At("shared"))
        paper = batch.shared.findChild(PagePaper)
        self._wait(lambda: paper is not None and paper.painted, PAINTING)
        self._save(window, "batch-shared")
        batch.work.shared.forget(batch.work.shared.pages[0].said.scan)
        self._wait(lambda: not batch.work.shared.pages, PAINTING)
        batch.show()
        batch.setup.next_step()
        self._wait(lambda: batch.work.running, PAINTING)
        self._wait(lambda: not batch.work.running, READING)
        self._save(window, "batch")
        window.show_start()

    def _trainer(self, window: MainWindow) -> None:
        """Photograph the trainer's side."""
        window.router.go(At("lessons"))
        self._wait(lambda: bool(window.lessons.room.page.cards), PAINTING)
        self._save(window, "lessons")
        window.router.go(At("trainer", place=lessons()))
        page = window.lessons.trainer.page
        page.number.setText(str(NUMBER))
        page.names.setPlainText("沈知遥\n陆听澜\n热依汗·买买提")
        self._save(window, "trainer")
        window.show_start()

    def _save(self, widget: QWidget, name: str) -> None:
        self._pause(0.6)
        self._folder.mkdir(parents=True, exist_ok=True)
        seen = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        size = (seen.width(), seen.height())
        lines = bytes(seen.constBits())
        picture = Image.frombytes("RGB", size, lines, "raw", "RGB", seen.bytesPerLine())
        (self._folder / f"{name}.webp").write_bytes(small(picture))

    def _pause(self, seconds: float) -> None:
        self._wait(lambda: False, seconds)

    def _wait(self, until: Callable[[], bool], seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and not until():
            self._application.processEvents()
            time.sleep(0.01)
        for _ in range(SETTLING):
            self._application.processEvents()


def use_own_home() -> None:
    """Let settings and folders of this run lie below ``HOME``."""
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        os.environ[name] = str(HOME)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_DOCUMENTS_DIR"):
        os.environ.pop(name, None)
    (HOME / "Documents").mkdir(parents=True, exist_ok=True)


def use_own_font() -> None:
    """Hide the fonts of a Linux system, so that the window falls back on the shipped one."""
    nothing = HOME / "fonts.conf"
    nothing.write_text("<fontconfig></fontconfig>", encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(nothing)


def take_into(folder: Path) -> None:
    """Take all pictures into a folder."""
    with WorkerPool() as pool:
        Photographer(prepare_application(), pool, folder).take_all()


def check() -> int:
    """Return 1 and say which kept pictures are not what the window looks like now."""
    now = HOME / "now"
    take_into(now)
    wrong = stale(now)
    told = [f"{name}: {why}" for name, why in wrong.items()]
    told.append(
        "Look at them, then take them anew: python tools/screens.py" if wrong else "all true"
    )
    print(*told, sep="\n", flush=True)
    return 1 if wrong else 0


def main() -> int:
    """Take the pictures, or look whether the kept ones are true."""
    shutil.rmtree(HOME, ignore_errors=True)
    use_own_home()
    if sys.platform.startswith("linux"):
        use_own_font()
        if not os.environ.get("DISPLAY"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        if sys.argv[1:] == ["--check"]:
            return check()
        folder = Path(sys.argv[1]) if sys.argv[1:] else PICTURES
        take_into(folder)
    finally:
        shutil.rmtree(HOME, ignore_errors=True)
    return 0


if __name__ == "__main__":
    run_tool(main)
