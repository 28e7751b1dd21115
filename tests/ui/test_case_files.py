"""The window on a case file: every act is on the disk, and closing at any time is safe."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import NOTICE, OTHER_SLOT, READING, SLOT
from zcdesk.cases.case import Case
from zcdesk.cases.store import create_case, open_case
from zcdesk.checks.states import State
from zcdesk.notices.loading import load_notice, notice_ids
from zcdesk.ui.main_window import MainWindow
from zcdesk.ui.notice_words import preselected
from zcdesk.ui.preferences import preferences
from zcdesk.ui.room import Room

Press = Callable[..., None]
HOLDING = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""
"""Another program that writes to a file and does not finish (locks are one process's own)."""


@pytest.fixture
def case_file(tmp_path: Path, sorted_case: Case) -> Path:
    """A case file of the read pages, two slots filled."""
    path = tmp_path / "申报.zcase"
    create_case(path, sorted_case).close()
    return path


def entered(qtbot: QtBot, window: MainWindow, path: Path) -> Room:
    window.open_path(path)
    qtbot.waitUntil(lambda: window.room is not None, timeout=READING)
    assert window.room is not None
    return window.room


def test_an_act_is_on_the_disk_and_can_be_undone_after_a_restart(
    qtbot: QtBot, window: MainWindow, case_file: Path
) -> None:
    room = entered(qtbot, window, case_file)
    before = room.session.case
    room.workspace.acts.move(OTHER_SLOT, [1], 0)
    room.workspace.acts.waive("paper", "没有这类材料")
    after = room.session.case
    window.show_start()

    room = entered(qtbot, window, case_file)
    assert room.session.case == after
    room.session.undo()
    qtbot.waitUntil(lambda: not room.session.case.not_applicable, timeout=READING)
    room.session.undo()
    qtbot.waitUntil(lambda: room.session.case == before, timeout=READING)
    assert not room.session.can_undo
    room.session.redo()
    window.close()
    with open_case(case_file) as stored:
        assert stored.case.page(1).slot == OTHER_SLOT
        assert [act.undone for act in stored.acts()] == [False, True]


def test_undo_in_the_window_and_in_the_file_stay_the_same(
    qtbot: QtBot, window: MainWindow, case_file: Path
) -> None:
    room = entered(qtbot, window, case_file)
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


def test_a_case_that_is_open_elsewhere_is_shown_and_not_changed(
    qtbot: QtBot, window: MainWindow, case_file: Path
) -> None:
    with open_case(case_file):
        room = entered(qtbot, window, case_file)
        assert "只能看" in room.workspace.line.accessibleName()
        before = room.session.case
        room.workspace.acts.remove([1])
        assert room.session.case == before
        assert "只能看" in window.toast.accessibleName()


def test_files_dropped_on_a_slot_are_kept_in_the_case_and_refused_ones_are_told(
    qtbot: QtBot, window: MainWindow, case_file: Path, scans: Path, tmp_path: Path
) -> None:
    room = entered(qtbot, window, case_file)
    session, acts = room.session, room.workspace.acts
    count = len(session.case.pages)
    bad = tmp_path / "空.jpg"
    bad.write_bytes(b"")
    acts.take_files(SLOT, (scans / "4大纲.jpg", scans / "4大纲.jpg", bad), 0)
    qtbot.waitUntil(lambda: not acts.busy, timeout=READING)
    assert len(session.case.pages) >= count + 1
    added = [page for page in session.case.pages if page.number > count]
    assert added[0].slot == SLOT
    assert str(case_file) in added[0].path
    assert "未收下" in window.toast.accessibleName()
    qtbot.waitUntil(lambda: not session.overview.waiting, timeout=READING)
    window.close()
    with open_case(case_file) as stored:
        page = stored.case.page(added[0].number)
        assert page.examined
        assert stored.original(Path(page.path).parent.name) == (scans / "4大纲.jpg").read_bytes()


def test_the_sections_show_what_is_missing_and_a_note_takes_a_slot_out(
    qtbot: QtBot, window: MainWindow, case_file: Path, press: Press
) -> None:
    room = entered(qtbot, window, case_file)
    workspace, judge = room.workspace, room.judge
    assert judge.evaluation.slot("diploma").state is State.MISSING
    workspace.show_slot("diploma")
    card = workspace.area.cards["diploma"]
    assert "缺少" in card.accessibleName()
    card.waive.click()
    card.reason.insert("国外学历，另附认证")
    press(Qt.Key.Key_Return)
    assert dict(room.session.case.not_applicable)["diploma"] == "国外学历，另附认证"


def test_a_finding_leads_to_the_notices_own_words(
    qtbot: QtBot, window: MainWindow, case_file: Path
) -> None:
    room = entered(qtbot, window, case_file)
    workspace = room.workspace
    found = next(one for one in room.judge.evaluation.findings if one.slot == "diploma")
    workspace.go_to(found)
    assert workspace.notice.isVisible()
    marks = workspace.notice.words.extraSelections()
    marked = "".join(mark.cursor.selectedText() for mark in marks)  # type: ignore[attr-defined]
    assert marked == found.quote


def test_the_case_stands_on_the_start_page_when_it_is_closed(
    qtbot: QtBot, window: MainWindow, case_file: Path
) -> None:
    entered(qtbot, window, case_file)
    window.show_start()
    recent = preferences().settings.recent
    assert recent[0].path == str(case_file)
    assert recent[0].asked > recent[0].done


def test_of_notices_that_are_over_the_newest_blind_one_is_preselected() -> None:
    notices = [load_notice(one) for one in notice_ids()]
    chosen = load_notice(preselected(notices, date(2030, 1, 1)))
    assert chosen.masking is not None
    assert preselected(notices, date(2024, 9, 20)) == "etdz-2024"
    assert NOTICE in {one.id for one in notices}


def test_a_step_that_cannot_be_written_is_told_and_written_later(
    qtbot: QtBot, window: MainWindow, case_file: Path
) -> None:
    room = entered(qtbot, window, case_file)
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(case_file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert other.stdout is not None
    assert other.stdout.readline().strip() == b"held"
    try:
        with qtbot.waitSignal(room.session.save_failed, timeout=READING):
            room.workspace.acts.waive("paper", "没有")
        assert room.session.unsaved
        assert dict(room.session.case.not_applicable) == {"paper": "没有"}
    finally:
        other.communicate()
    with qtbot.waitSignal(room.session.saved, timeout=READING):
        room.session.try_saving()
    window.close()
    with open_case(case_file) as stored:
        assert dict(stored.case.not_applicable) == {"paper": "没有"}
