"""The window on a case file: every act is on the disk, and closing at any time is safe."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.cases.made import laid_down
from tests.ui.conftest import OTHER_SLOT, READING, SLOT, Press, entered, there, until
from zcdesk.cases.case import Case
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.locking import lock_path
from zcdesk.cases.file.store import open_case
from zcdesk.cases.tables import schema
from zcdesk.checks.states import State
from zcdesk.ui.app.leaving import LeavingDialog
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.session import saving
from zcdesk.ui.words.sentences import joined
from zcdesk.wording import sentence

pytestmark = pytest.mark.slow

HOLDING = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""
"""Another program that writes to a file and does not finish (locks are one process's own)."""


@pytest.fixture(autouse=True)
def _short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that another program holds is waited for ten seconds; here it never lets go."""
    monkeypatch.setattr(schema, "PATIENCE", 1.0)


@pytest.fixture
def case_file(tmp_path: Path, sorted_case: Case) -> Path:
    """A case file of the read pages, two slots filled."""
    path = tmp_path / "申报.zcase"
    return laid_down(path, sorted_case)


@pytest.mark.nightly
def test_an_act_is_undone_after_a_restart_too(window: MainWindow, case_file: Path) -> None:
    room = entered(window, case_file)
    before = room.session.case
    room.workspace.acts.move(OTHER_SLOT, [1], 0)
    room.workspace.acts.waive("paper", "没有这类材料")
    after = room.session.case
    window.show_start()

    room = entered(window, case_file)
    assert room.session.case == after
    room.session.undo()
    until(lambda: not room.session.case.not_applicable)
    room.session.undo()
    until(lambda: room.session.case == before)
    assert not room.session.can_undo
    room.session.redo()
    window.close()
    with open_case(case_file) as stored:
        assert stored.case.page(1).slot == OTHER_SLOT
        assert [act.undone for act in stored.acts()] == [False, True]


def test_undo_in_window_and_file_stay_the_same(window: MainWindow, case_file: Path) -> None:
    room = entered(window, case_file)
    session = room.session
    room.workspace.acts.shift(1, 1)
    room.workspace.acts.remove([2])
    session.undo()
    session.undo()
    session.redo()
    room.workspace.acts.waive("paper", "没有")
    shown = session.case
    window.close()
    with open_case(case_file) as stored:
        assert stored.case == shown


@pytest.mark.nightly
def test_a_case_open_elsewhere_is_only_shown(window: MainWindow, case_file: Path) -> None:
    with open_case(case_file):
        room = entered(window, case_file)
        told = sentence("case.opened_elsewhere", case=case_file.name)
        assert room.workspace.line.accessibleName() == joined(told)
        before = room.session.case
        room.workspace.acts.remove([1])
        assert room.session.case == before
        assert "只能看" in window.toast.accessibleName()


def test_a_lock_from_the_future_is_shown_and_says_why(window: MainWindow, case_file: Path) -> None:
    lock = lock_path(case_file)
    lock.write_text('{"pid": 1, "host": "another-computer"}', encoding="ascii")
    os.utime(lock, (time.time() + 86_400, time.time() + 86_400))
    room = entered(window, case_file)
    told = sentence("case.lock_from_the_future", case=case_file.name)
    assert told.message in room.workspace.line.accessibleName()
    assert told.remedy in room.workspace.line.accessibleName()


def test_files_dropped_on_a_slot_are_kept_in_the_case_and_refused_ones_are_told(
    window: MainWindow, case_file: Path, scans: Path, tmp_path: Path
) -> None:
    room = entered(window, case_file)
    session, acts = room.session, room.workspace.acts
    count = len(session.case.pages)
    bad = tmp_path / "空.jpg"
    bad.write_bytes(b"")
    acts.take_files(SLOT, (scans / "4大纲.jpg", scans / "4大纲.jpg", bad), 0)
    until(lambda: not acts.busy)
    assert len(session.case.pages) >= count + 1
    added = [page for page in session.case.pages if page.number > count]
    assert added[0].slot == SLOT
    assert str(case_file) in added[0].path
    assert "未收下" in window.toast.accessibleName()
    until(lambda: not session.overview.waiting)
    window.close()
    with open_case(case_file) as stored:
        page = stored.case.page(added[0].number)
        assert page.examined
        assert stored.original(Path(page.path).parent.name) == (scans / "4大纲.jpg").read_bytes()


def test_the_sections_show_what_is_missing_and_a_note_takes_a_slot_out(
    window: MainWindow, case_file: Path, press: Press
) -> None:
    room = entered(window, case_file)
    workspace, judge = room.workspace, room.judge
    assert judge.evaluation.slot("diploma").state is State.MISSING
    workspace.show_slot("diploma")
    card = workspace.area.cards["diploma"]
    assert "缺少" in card.accessibleName()
    card.waive.click()
    card.reason.insert("国外学历，另附认证")
    press(Qt.Key.Key_Return)
    assert dict(room.session.case.not_applicable)["diploma"] == "国外学历，另附认证"


def test_a_finding_leads_to_the_notices_own_words(window: MainWindow, case_file: Path) -> None:
    room = entered(window, case_file)
    workspace = room.workspace
    found = next(one for one in room.judge.evaluation.findings if one.slot == "diploma")
    workspace.go_to(found)
    assert workspace.notice.isVisible()
    marks = workspace.notice.words.extraSelections()
    marked = "".join(mark.cursor.selectedText() for mark in marks)  # type: ignore[attr-defined]
    assert marked == found.quote


def test_the_closed_case_stands_on_the_start_page(window: MainWindow, case_file: Path) -> None:
    entered(window, case_file)
    window.show_start()
    recent = preferences().settings.recent
    assert recent[0].path == str(case_file)
    assert len(recent[0].stops) == 7


@pytest.mark.nightly
def test_an_unwritten_step_comes_later(qtbot: QtBot, window: MainWindow, case_file: Path) -> None:
    room = entered(window, case_file)
    with held(case_file, "EXCLUSIVE"):
        with qtbot.waitSignal(room.session.save_failed):
            room.workspace.acts.waive("paper", "没有")
        assert room.session.unsaved
        assert dict(room.session.case.not_applicable) == {"paper": "没有"}
    with qtbot.waitSignal(room.session.saved):
        room.session.try_saving()
    window.close()
    with open_case(case_file) as stored:
        assert dict(stored.case.not_applicable) == {"paper": "没有"}


@contextmanager
def held(path: Path, how: str) -> Iterator[None]:
    """Let another program hold a case file meanwhile."""
    script = HOLDING.replace("EXCLUSIVE", how)
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert there(other.stdout).readline().strip() == b"held"
    try:
        yield
    finally:
        other.communicate()


def answered(answer: Callable[[LeavingDialog], None], seen: list[str]) -> None:
    """Answer the question before leaving as soon as it stands there, and note what it says."""

    def give() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, LeavingDialog) or not dialog.isVisible():
            QTimer.singleShot(50, give)
            return
        seen.append(" ".join(label.accessibleName() for label in dialog.findChildren(QLabel)))
        answer(dialog)

    QTimer.singleShot(50, give)


@pytest.mark.nightly
def test_nothing_unsaved_goes_unasked(qtbot: QtBot, window: MainWindow, case_file: Path) -> None:
    room = entered(window, case_file)
    seen: list[str] = []
    with held(case_file, "EXCLUSIVE"):
        room.workspace.acts.waive("paper", "没有")
        answered(lambda dialog: dialog.stay.click(), seen)
        assert not window.close()
        assert window.isVisible()
        answered(lambda dialog: dialog.stay.click(), seen)
        window.show_start()
        assert window.room is room
        assert dict(room.session.case.not_applicable) == {"paper": "没有"}
    assert len(seen) == 2
    assert all("申报.zcase" in words and "1 步" in words for words in seen)
    with qtbot.waitSignal(room.session.saved):
        room.session.try_saving()
    assert window.close()


@pytest.mark.nightly
def test_trying_again_leaves_once_it_is_written(window: MainWindow, case_file: Path) -> None:
    room = entered(window, case_file)
    seen: list[str] = []
    with ExitStack() as stack:
        stack.enter_context(held(case_file, "EXCLUSIVE"))
        room.workspace.acts.waive("paper", "没有")

        def try_again(dialog: LeavingDialog) -> None:
            stack.close()
            dialog.again.click()

        answered(try_again, seen)
        window.show_start()
    assert window.room is None
    assert seen
    with open_case(case_file) as stored:
        assert dict(stored.case.not_applicable) == {"paper": "没有"}


@pytest.mark.nightly
def test_a_copy_elsewhere_holds_the_scans_and_the_step_that_the_file_would_not_take(
    window: MainWindow, case_file: Path, scans: Path, tmp_path: Path
) -> None:
    room = entered(window, case_file)
    room.workspace.acts.take_files(SLOT, (scans / "4大纲.jpg",), 0)
    until(lambda: not room.workspace.acts.busy)
    room.session.stop_reading()
    until(lambda: not room.session.unsaved)
    place = tmp_path / "另存.zcase"
    seen: list[str] = []
    with held(case_file, "IMMEDIATE"):
        room.workspace.acts.waive("paper", "没有")
        answered(lambda dialog: dialog.save_copy(place), seen)
        window.show_start()
        assert window.room is None
    assert preferences().settings.recent[0].path == str(place)
    with open_case(place) as copy:
        assert dict(copy.case.not_applicable) == {"paper": "没有"}
        added = next(p for p in copy.case.pages if (p.file_name, p.slot) == ("4大纲.jpg", SLOT))
        assert str(place) in added.path
        assert copy.original(Path(added.path).parent.name) == (scans / "4大纲.jpg").read_bytes()
    with open_case(case_file) as stored:
        assert not stored.case.not_applicable


def test_a_copy_that_is_still_written_when_she_stays_is_finished_and_closes_nothing_twice(
    qtbot: QtBot,
    window: MainWindow,
    case_file: Path,
    tmp_path: Path,
    recwarn: pytest.WarningsRecorder,
) -> None:
    room = entered(window, case_file)
    place = tmp_path / "另存.zcase"

    def copy_and_stay(dialog: LeavingDialog) -> None:
        dialog.save_copy(place)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    with held(case_file, "IMMEDIATE"):
        room.workspace.acts.waive("paper", "没有")
        answered(copy_and_stay, [])
        window.show_start()
        assert window.room is room
        until(lambda: room.session.copied == place)
    with qtbot.waitSignal(room.session.saved):
        room.session.try_saving()
    with open_case(place, writing=False) as copy:
        assert dict(copy.case.not_applicable) == {"paper": "没有"}
    assert [str(one.message) for one in recwarn if one.category is RuntimeWarning] == []


@pytest.mark.nightly
def test_giving_the_step_up_closes_without_another_try(
    window: MainWindow, case_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each try may wait for the disk for ten seconds, in which the window would stand still."""
    monkeypatch.setattr(saving, "RETRY_SECONDS", READING / 1000)  # none comes between two clicks
    room = entered(window, case_file)
    tries: list[str] = []
    before: list[int] = []
    save = CaseFile.save

    def counted(stored: CaseFile, case: Case, what: str = "") -> None:
        tries.append(what)
        save(stored, case, what)

    monkeypatch.setattr(CaseFile, "save", counted)

    def give_up(dialog: LeavingDialog) -> None:
        before.append(len(tries))
        dialog.give_up.click()

    with held(case_file, "EXCLUSIVE"):
        room.workspace.acts.waive("paper", "没有")
        answered(give_up, [])
        assert window.close()
    assert before == [len(tries)]
    with open_case(case_file) as stored:
        assert not stored.case.not_applicable
