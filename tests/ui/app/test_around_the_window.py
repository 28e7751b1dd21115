"""What the program does around its window: it begins, collects, is closed by others, and ends."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
import weakref
from collections.abc import Generator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import until
from zcdesk.cases.case import Case
from zcdesk.cli.app import run
from zcdesk.ui.app.arrival import Arrival
from zcdesk.ui.app.collecting import collect_after_closing, collect_what_is_due, spare_open_case
from zcdesk.ui.app.ending import ended_by_signals
from zcdesk.workers.pool import WorkerPool

SHOWN = """
import sys
from PySide6.QtCore import QEventLoop
import zcdesk
from zcdesk.ui.keys.router import At
from zcdesk.ui.app.application import prepare_application
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.workers.pool import WorkerPool

application = prepare_application()
with WorkerPool(1) as pool:
    window = MainWindow(pool)
    window.show()
    application.processEvents()
    assert window.start.isVisible()
    window.show_help()
    print(*sorted(sys.modules))
    window.router.go(At("batch"))
    assert window.start.isVisible()  # it is loaded beside the window
    while window.start.isVisible():
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)
    window.close()
"""
HEAVY = {"pymupdf", "onnxruntime", "docx", "openpyxl", "cv2", "numpy", "fontTools"}


@pytest.mark.slow
def test_the_start_page_is_up_without_what_reads_and_writes_documents() -> None:
    """The batch, asked for at once, comes as soon as that is loaded."""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", SHOWN]
    told = subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=600)
    assert told.returncode == 0, told.stderr
    loaded = set(told.stdout.split())
    assert "zcdesk.ui.start.start_page" in loaded
    assert not loaded & HEAVY


def test_a_window_that_is_closed_while_the_rest_is_loaded_says_nothing() -> None:
    early = "import zcdesk; from zcdesk.ui.app.later import load_ahead; load_ahead()"
    run = subprocess.run(
        [sys.executable, "-c", early], env=os.environ, capture_output=True, text=True, check=True
    )
    assert (run.stdout, run.stderr) == ("", "")


ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import threading
from zcdesk.ui.kit.preferences import preferences
reading = threading.Thread(target=preferences)
reading.start()
reading.join()
from zcdesk.ui.app.application import prepare_application
from zcdesk.ui.look import fonts
from zcdesk.ui.look.tokens import TypeRole
application = prepare_application()
before = fonts.points(TypeRole.BODY)
preferences().lend_size(200)
print(fonts.points(TypeRole.BODY) == 2 * before)
"""


def test_settings_that_another_thread_read_first_are_followed(tmp_path: Path) -> None:
    home = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={**os.environ, **home, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, b"True"), done.stderr


def test_what_is_asked_for_while_a_thread_ends_is_not_lost(qtbot: QtBot, pool: WorkerPool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    arrival, ends = Arrival(window, pool), Event()
    given: list[str] = []

    def first() -> Generator[str, None, None]:
        yield "first"
        ends.wait()

    assert arrival.load(first(), given.append)
    assert not arrival.load(giving("too early"), given.append)  # nothing has come yet
    until(lambda: given == ["first"])
    kept = arrival.load(giving("second"), given.append)
    ends.set()  # before anything may fail: no window goes while its thread waits
    assert kept
    until(lambda: given == ["first", "second"])


def giving(word: str) -> Generator[str, None, None]:
    yield word


DRAWING = """
import pickle, sys
import zcdesk
from zcdesk.ui.app.application import prepare_application
from zcdesk.ui.picture.pictures import Pictures
from zcdesk.workers.pool import WorkerPool

if __name__ == "__main__":
    prepare_application()
    page = pickle.load(open(sys.argv[1], "rb"))
    with WorkerPool(1) as pool:
        pictures = Pictures(pool)
        for side in (200, 300, 400, 500):
            pictures.get(page, side, side)
        pictures.close()
"""


@pytest.mark.slow
def test_closing_while_drawing_leaves_no_shared_memory(read_case: Case, tmp_path: Path) -> None:
    kept, script = tmp_path / "page", tmp_path / "drawing.py"
    kept.write_bytes(pickle.dumps(read_case.page(1).page))
    script.write_text(DRAWING, encoding="utf-8")
    home = Path(__file__).parents[3]
    ended = subprocess.run(
        [sys.executable, str(script), str(kept)],
        env={**os.environ, "PYTHONPATH": str(home)},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "leaked" not in ended.stderr


def test_opening_a_case_that_is_gone_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["open", "没有这份.zcase"]) == 3
    assert "没有这份.zcase" in capsys.readouterr().err


COLLECTING = """
import sys, threading, weakref
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QLabel, QWidget
from zcdesk.ui.app.application import prepare_application

class Card(QWidget):
    def __init__(self):
        super().__init__()
        self.label = QLabel("", self)
        self.told = lambda: self.label

class Busy(QThread):
    def run(self):  # until something was collected, however quick the computer is
        for count in range(5_000_000):
            filled = [[] for _ in range(5)]
            filled.append(filled)
            if threads and count > 500_000:
                break

def shown_and_forgotten():
    for _ in range(5):
        weakref.finalize(Card(), lambda: threads.add(threading.get_ident()))

application, threads, busy, timer = prepare_application(), set(), Busy(), QTimer()
timer.timeout.connect(shown_and_forgotten)
timer.start(5)
busy.finished.connect(application.quit)
busy.start()
application.exec()
print(threads == {threading.get_ident()}, sys.getswitchinterval() < 0.001)
"""


class Kept:
    """Something that refers to itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.slow
def test_what_the_window_forgot_goes_in_its_thread_which_is_not_kept_waiting_by_a_busy_one() -> (
    None
):
    done = subprocess.run(
        [sys.executable, "-c", COLLECTING],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, b"True True")


def test_garbage_goes_while_the_window_waits() -> None:
    forgotten = [weakref.ref(Kept()) for _ in range(3000)]
    # Whichever generation is due: an older one takes the youngest along.
    until(lambda: not any(kept() for kept in forgotten))
    assert not gc.isenabled()


@pytest.mark.slow
def test_an_open_case_is_never_walked_through_and_goes_when_it_is_closed() -> None:
    walks: list[int] = []

    def note(phase: str, told: dict[str, int]) -> None:
        if phase == "start":
            walks.append(told["generation"])

    collect_what_is_due()  # nothing of an earlier test is left to be walked through
    gc.freeze()
    spare_open_case()
    stays = [Kept() for _ in range(20_000)]
    forgotten = weakref.ref(stays[0])
    thresholds = gc.get_threshold()
    gc.set_threshold(1, 1, 1)
    gc.callbacks.append(note)
    try:
        for _ in range(12):
            filled = [Kept() for _ in range(20)]
            collect_what_is_due()
        assert set(walks) == {0, 1}, "what is young is collected, and nothing else"
        collect_after_closing()
        spare_open_case()  # the next person of the queue
        del stays, filled
        until(lambda: forgotten() is None)
        assert 2 in walks
        assert gc.get_freeze_count() > 0, "what was there before was not walked through"
    finally:
        gc.callbacks.remove(note)
        gc.set_threshold(*thresholds)
        collect_after_closing()


@pytest.mark.slow
def test_all_is_walked_through_where_no_case_is_open_any_more() -> None:
    stays = [Kept() for _ in range(100)]
    forgotten = weakref.ref(stays[0])
    gc.freeze()
    del stays
    gc.collect()
    assert forgotten() is not None
    collect_after_closing()
    until(lambda: forgotten() is None)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks each window itself")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_to_end_closes_the_window(qtbot: QtBot, name: str) -> None:
    number = getattr(signal, name)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = signal.getsignal(number)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    with ended_by_signals(application):
        QTimer.singleShot(0, lambda: os.kill(os.getpid(), number))
        until(lambda: not window.isVisible())
    assert signal.getsignal(number) is before
