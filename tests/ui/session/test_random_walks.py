"""The window's undo is the file's: random walks through the session that every widget acts on.

Acts follow each other as fast as a person may press keys, while a thread of its own writes them;
see :mod:`tests.walking`.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis.stateful import rule
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Note
from tests.walking.case import Desk, begun, said, shown
from tests.walking.walk import Walk, walked
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.ui.session.session import Session, opened
from zcdesk.workers.pool import WorkerPool

pytestmark = pytest.mark.nightly

BY_DAY, AT_NIGHT = 20, int(os.environ.get("ZCDESK_WALKS", "500"))
STEPS, MANY_STEPS = 14, 50
PATIENCE = 120.0


class WindowDesk:
    """Acts on the session of the window; reading is stopped, what is found is handed to it."""

    def __init__(self, path: Path, pool: WorkerPool) -> None:
        self._pool = pool
        self.session = self._begin(create_case(path, begun()))

    def _begin(self, stored: CaseFile) -> Session:
        session = Session(stored.case, self._pool, opened=opened(stored))
        session.stopped = True
        return session

    @property
    def case(self) -> Case:
        return self.session.case

    @property
    def stored(self) -> CaseFile:
        assert self.session.stored is not None
        return self.session.stored

    def act(self, case: Case, what: ActCode) -> None:
        self.session.act(case, "", what)

    def found(self, before: CasePage, after: CasePage) -> None:
        self.session.take_second_look(before, after)

    def undo(self) -> None:
        self._step(self.session.can_undo, self.session.undo)

    def redo(self) -> None:
        self._step(self.session.can_redo, self.session.redo)

    def _step(self, possible: bool, step: Callable[[], None]) -> None:
        """Press the key once; what only the file knows comes as soon as it was asked."""
        before = self.case
        step()
        if possible and self.case is before:
            self.settle()

    def settle(self) -> None:
        """Wait until everything is on the disk."""
        end = time.monotonic() + PATIENCE
        while self.session.unsaved:
            QApplication.processEvents()
            time.sleep(0.001)
            assert time.monotonic() < end

    def reopen(self) -> None:
        self.close()
        self.session = self._begin(open_case(self.stored.path))
        assert not self.session.read_only

    def check(self) -> None:
        assert self.session.stuck is None

    def close(self) -> None:
        assert self.session.close()
        assert not list(self.stored.path.parent.glob(".*"))


class WindowWalk(Walk):
    """A walk in the window; now and then the file is compared with the screen."""

    desk: WindowDesk

    def open(self, path: Path) -> Desk:
        return WindowDesk(path, self.pool)

    @rule()
    def look_at_the_file(self) -> None:
        self.desk.settle()
        assert said(self.desk.stored.case) == shown(self.world)
        assert self.desk.stored.case == self.desk.case
        self.acts_are(self.desk.stored)

    def teardown(self) -> None:
        try:
            self.look_at_the_file()
        finally:
            super().teardown()


def test_windows_undo_is_the_files(qapp: QApplication, pool: WorkerPool, tmp_path: Path) -> None:
    assert walked(WindowWalk, pool, tmp_path, BY_DAY, STEPS, at_random=False)["steps"] > BY_DAY


def test_five_hundred_walks_through_the_window_end_as_they_were_shown(
    qapp: QApplication, pool: WorkerPool, tmp_path: Path, record_property: Note
) -> None:
    happened = walked(WindowWalk, pool, tmp_path, AT_NIGHT, MANY_STEPS, at_random=True)
    record_property(
        "figure", f"{AT_NIGHT} walks of up to {MANY_STEPS} acts, {happened['packages']} packages"
    )
