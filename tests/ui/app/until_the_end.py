"""A program of its own: the window takes files in, or exports, until it is closed or killed.

Arguments: the case, what is done (``import`` or ``export``), how it ends (``close`` or ``kill``),
after how many milliseconds, and the files. ``kept`` and ``half`` in place of ``kill`` are killed by
what they do: after so many writes of originals, or with so many originals written.
"""

import itertools
import os
import signal
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from tests.settings_kept import settings_written
from zcdesk.cases.file import originals
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.ui.app.application import prepare_application
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.session.session import Session
from zcdesk.workers.pool import WorkerPool

SLOT = "practice_evidence"


def killed_by(owner: object, name: str, times: int) -> None:
    """Let a function of the program kill it, when it has done its work so many times."""
    own, done = getattr(owner, name), itertools.count(1)

    def act(*arguments: object) -> object:
        result = own(*arguments)
        if next(done) == times:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, act)


def held_back(known: threading.Event) -> None:
    """Let no original be written before the case knows what it is to go on with."""
    own = CaseFile.keep_originals

    def keep(stored: CaseFile, contents: Iterable[bytes]) -> list[tuple[str, bool]]:
        known.wait()
        return own(stored, contents)

    setattr(CaseFile, "keep_originals", keep)  # noqa: B010


def main() -> None:
    case, what, how, after = sys.argv[1:5]
    known = threading.Event()
    setattr(Session, "read", lambda _session: None)  # noqa: B010  (it takes the time)
    application = prepare_application()
    with WorkerPool(1) as pool:
        window = MainWindow(pool)
        window.show()
        window.open_path(case)
        while window.room is None:
            QTest.qWait(5)
        room = window.room
        held_back(known)
        if how == "kept":
            killed_by(CaseFile, "keep_originals", int(after))
        elif how == "half":
            killed_by(originals, "keep", int(after))
        if what == "import":
            room.workspace.acts.take_files(SLOT, [Path(one) for one in sys.argv[5:]], 0)
        else:
            preferences().set(package_folder=sys.argv[5])
            while not room.export.isVisible():  # the way of handing in is asked once before
                room.router.go(At("export", part=SLOT))
            room.check.primary.click()
        while room.session.unsaved:  # until the case knows what it is to go on with
            QTest.qWait(5)
        settings_written()
        known.set()
        print("begun", flush=True)
        if how == "kill":
            QTimer.singleShot(int(after), lambda: os.kill(os.getpid(), signal.SIGKILL))
        elif how == "close":
            QTimer.singleShot(int(after), window.close)
        application.exec()


if __name__ == "__main__":
    main()
