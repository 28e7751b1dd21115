"""What leaves is what was shown, undo gives the state before, and nothing acknowledged is lost.

Random walks on a real case file; see :mod:`tests.walking`.
"""

import os
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.walking.case import Desk, World, begun, said, shown
from tests.walking.walk import Walk, walked
from zcdesk.cases.acts import noting
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.store import change_password, create_case, open_case
from zcdesk.cases.tables.faults import ReadOnlyCaseError
from zcdesk.workers.pool import WorkerPool

BY_DAY, AT_NIGHT = 5, int(os.environ.get("ZCDESK_WALKS", "500"))
STEPS, MANY_STEPS = 12, 40
PASSWORD = "一段很长的密码"


class FileDesk:
    """Acts on the case file itself, as the command line does."""

    def __init__(self, path: Path) -> None:
        self.password: str | None = None
        self.stored: CaseFile = create_case(path, begun())

    @property
    def case(self) -> Case:
        return self.stored.case

    def act(self, case: Case, what: ActCode) -> None:
        self.stored.save(case, what)

    def found(self, before: CasePage, after: CasePage) -> None:
        self.stored.keep_found(self.case.with_page(after))

    def undo(self) -> None:
        self.stored.undo()

    def redo(self) -> None:
        self.stored.redo()

    def reopen(self) -> None:
        self.close()
        self.open()

    def open(self) -> None:
        self.stored = open_case(self.stored.path, password=self.password)
        assert not self.stored.read_only

    def check(self) -> None:
        pass

    def close(self) -> None:
        self.stored.close()
        assert not list(self.stored.path.parent.glob(".*"))


class FileWalk(Walk):
    """A walk on the file, with what happens to files: kills, second openings, passwords."""

    desk: FileDesk

    def open(self, path: Path) -> Desk:
        return FileDesk(path)

    def teardown(self) -> None:
        """End with a package: where a walk leads depends on the modules that are loaded."""
        try:
            if self.world.sheets:
                self.confirm_all()
                self.export()
        finally:
            super().teardown()

    @rule()
    def look_again(self) -> None:
        """What the file holds is what was acknowledged, and its history names it."""
        self.acts_are(self.desk.stored)
        with open_case(self.desk.stored.path, writing=False, password=self.desk.password) as other:
            assert said(other.case) == shown(self.world)
            assert other.acts() == self.desk.stored.acts()

    @rule(writing=st.booleans())
    def second_opening(self, writing: bool) -> None:
        """Whoever opens the case a second time looks, and changes nothing."""
        path, password = self.desk.stored.path, self.desk.password
        before = path.read_bytes()
        with open_case(path, writing=writing, password=password) as other:
            expected = "case.opened_elsewhere" if writing else "case.opened_to_read"
            assert other.read_only == expected
            assert said(other.case) == shown(self.world)
            changed = replace(other.case, numbered=99)
            for change in (other.undo, lambda: other.save(changed, ActCode.TEXT)):
                with pytest.raises(ReadOnlyCaseError):
                    change()
        assert path.read_bytes() == before

    @precondition(lambda self: sys.platform != "win32")
    @rule(text=st.text("甲乙丙丁", min_size=1, max_size=4), seconds=st.floats(0.0, 0.03))
    def killed_while_writing(self, text: str, seconds: float) -> None:
        """Killed at any moment, the act is there or not; once it was acknowledged, it is there."""
        case = noting.write_text(self.desk.case, "work_summary", text)
        if case == self.desk.case:
            return
        acts = len(self.desk.stored.acts())
        self.desk.close()
        acknowledged = killed(seconds, lambda: self._save(case))
        self.happened["kills"] += 1
        self.desk.open()
        done = said(self.desk.case) == said(case)
        assert done or (not acknowledged and said(self.desk.case) == shown(self.world))
        if not done:
            assert len(self.desk.stored.acts()) == acts
            # She does it again: the walk must not depend on what the clock decided.
            self.desk.close()
            self._save(case)
            self.desk.open()
        world = World(**{**self.world.__dict__})
        world.texts = {**world.texts, "work_summary": text}
        self.before.append((self.world, ActCode.TEXT))
        self.after, self.world = [], world

    def _save(self, case: Case) -> None:
        with open_case(self.desk.stored.path, password=self.desk.password) as stored:
            stored.save(case, ActCode.TEXT)

    @rule(new=st.sampled_from((PASSWORD, None)))
    def change_password(self, new: str | None) -> None:
        if new == self.desk.password:
            return
        self.desk.close()
        change_password(self.desk.stored.path, self.desk.password, new)
        self.desk.password = new
        self.desk.open()

    @rule()
    def rename_the_file(self) -> None:
        """A case may be moved and renamed while it is closed."""
        self.desk.close()
        path = self.desk.stored.path
        moved = path.with_name("另一个.zcase" if path.name == "申报.zcase" else "申报.zcase")
        path.rename(moved)
        self.desk.stored.path = moved
        self.desk.open()


def killed(seconds: float, work: Callable[[], None]) -> bool:
    """Do work in a process that is killed after so long; tell whether it said that it was done."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work()
            os.write(writing, b"1")
            time.sleep(30)
        finally:
            os._exit(0)
    os.close(writing)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    told = bool(select.select([reading], [], [], 0)[0] and os.read(reading, 1))
    os.close(reading)
    return told


def test_what_leaves_is_what_was_shown_and_undo_gives_the_state_before(
    pool: WorkerPool, tmp_path: Path
) -> None:
    happened = walked(FileWalk, pool, tmp_path, BY_DAY, STEPS, at_random=False)
    assert happened["packages"] > 0  # how many is drawn, and drawn otherwise on another computer
    assert happened["covers"] > 0


@pytest.mark.nightly
def test_five_hundred_walks_end_as_they_were_shown(
    pool: WorkerPool, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    happened = walked(FileWalk, pool, tmp_path, AT_NIGHT, MANY_STEPS, at_random=True)
    record_property(
        "figure",
        f"{AT_NIGHT} walks of up to {MANY_STEPS} acts, {happened['packages']} packages with"
        f" {happened['covers']} covers, {happened['kills']} kills: all as shown",
    )
    shutil.rmtree(tmp_path)
