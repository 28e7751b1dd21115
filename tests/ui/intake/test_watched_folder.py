"""A folder that is watched while the case is open: what is dropped there joins the tray."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.cases.made import laid_down
from tests.ui.conftest import NOTICE, SLOT, entered
from tests.ui.drawn import APPLICANT
from tests.workflow.case.test_importing import locked
from zcdesk.applicant import Target
from zcdesk.cases.case import Case
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.frame.password_dialog import PasswordDialog
from zcdesk.ui.intake.watch_card import WatchCard
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.session import folder_watch


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A case without pages."""
    case = Case(NOTICE, APPLICANT, frozenset((Target.NAME, Target.EMPLOYER)))
    return laid_down(tmp_path / "申报.zcase", case)


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a scanner, looked at more often than usual."""
    monkeypatch.setattr(folder_watch, "POLL", 0.5)
    folder = tmp_path / "扫描仪"
    folder.mkdir()
    yield folder
    preferences().set(watched_folder="", watching=())


def _names(room: Room) -> list[str]:
    return [page.file_name for page in room.session.case.pages]


def _wait_for(qtbot: QtBot, room: Room, *names: str) -> None:
    qtbot.waitUntil(lambda: _names(room) == list(names))


@pytest.mark.slow
def test_what_a_scanner_saves_joins_the_tray_once_and_can_be_undone(
    qtbot: QtBot, window: MainWindow, empty: Path, inbox: Path, scans: Path
) -> None:
    first, second, third = sorted(scans.glob("*.jpg"))[:3]
    room = entered(qtbot, window, empty)
    watch = room.workspace.watch
    assert not watch.on  # nobody chose it
    watch.begin(inbox)
    qtbot.waitUntil(lambda: watch.look is not None)
    shutil.copy(first, inbox / "0001.jpg")
    (inbox / "0002.jpg.part").write_bytes(second.read_bytes()[:4000])
    _wait_for(qtbot, room, "0001.jpg")
    assert room.session.case.pages[0].slot == ""
    room.workspace.acts.move(SLOT, (1,), 0)  # the copy that follows must not come to the tray
    (inbox / "0002.jpg.part").unlink()
    shutil.copy(second, inbox / "0002.jpg")
    shutil.copy(first, inbox / "0001 的副本.jpg")
    _wait_for(qtbot, room, "0001.jpg", "0002.jpg")
    room.session.undo()
    _wait_for(qtbot, room, "0001.jpg")
    shutil.copy(third, inbox / "0003.jpg")
    _wait_for(qtbot, room, "0001.jpg", "0003.jpg")  # what was undone does not come back
    assert sorted(path.name for path in inbox.iterdir()) == [
        "0001 的副本.jpg", "0001.jpg", "0002.jpg", "0003.jpg",
    ]  # fmt: skip
    assert (inbox / "0001.jpg").read_bytes() == first.read_bytes()


@pytest.mark.slow
def test_the_folder_is_watched_again_with_its_case_and_what_came_meanwhile_is_only_offered(
    qtbot: QtBot, window: MainWindow, empty: Path, inbox: Path, scans: Path
) -> None:
    first, second = sorted(scans.glob("*.jpg"))[:2]
    room = entered(qtbot, window, empty)
    room.workspace.watch.begin(inbox)
    qtbot.waitUntil(lambda: room.workspace.watch.look is not None)
    shutil.copy(first, inbox / "0001.jpg")
    _wait_for(qtbot, room, "0001.jpg")
    window.show_start()
    shutil.copy(second, inbox / "别人的.jpg")
    targets = frozenset((Target.NAME, Target.EMPLOYER))
    other = laid_down(empty.with_name("另一位.zcase"), Case(NOTICE, APPLICANT, targets))
    room = entered(qtbot, window, other)
    assert not room.workspace.watch.on  # one scanner serves many people
    window.show_start()
    room = entered(qtbot, window, empty)
    watch = room.workspace.watch
    qtbot.waitUntil(lambda: watch.look is not None)
    assert watch.look is not None
    assert watch.look.lying == (inbox / "别人的.jpg",)
    assert _names(room) == ["0001.jpg"]
    room.workspace.show_key("unsorted")
    card = room.workspace.area.findChild(WatchCard)
    assert card is not None
    assert card.lying.isVisible()
    card.lying.click()
    _wait_for(qtbot, room, "0001.jpg", "别人的.jpg")
    card.off.click()
    assert not watch.on
    window.show_start()
    assert not entered(qtbot, window, empty).workspace.watch.on


@pytest.mark.slow
def test_a_folder_that_vanishes_is_told_in_one_sentence_and_a_locked_file_asks_nothing(
    qtbot: QtBot, window: MainWindow, empty: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    monkeypatch.setattr(PasswordDialog, "exec", asked.append)
    room = entered(qtbot, window, empty)
    watch = room.workspace.watch
    said: list[str] = []
    watch.said.connect(said.append)
    watch.begin(inbox)
    qtbot.waitUntil(lambda: watch.look is not None)
    (inbox / "有密码.pdf").write_bytes(locked())
    _wait_for(qtbot, room, "有密码.pdf")
    assert room.session.case.pages[0].refused
    assert asked == []
    shutil.rmtree(inbox)
    qtbot.waitUntil(lambda: bool(said))
    qtbot.wait(200)
    assert len(said) == 1
    assert "“扫描仪”" in said[0]
    assert watch.on


def test_practice_watches_nothing(room: Room, inbox: Path) -> None:
    room.workspace.watch.begin(inbox)
    assert not room.workspace.watch.on
    room.workspace.show_key("unsorted")
    card = room.workspace.area.findChild(WatchCard)
    assert card is not None
    assert card.isHidden()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for the program")
def test_one_button_scans_a_page_into_the_folder_and_says_what_is_missing_without_a_scanner(
    qtbot: QtBot,
    window: MainWindow,
    empty: Path,
    inbox: Path,
    scans: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", str(inbox.parent))
    room = entered(qtbot, window, empty)
    watch, card = room.workspace.watch, WatchCard(room.workspace.watch, window)
    assert card.scan.isHidden()  # no folder to scan into
    watch.begin(inbox)
    with qtbot.waitSignal(room.session.failed) as failed:
        card.scan.click()
    assert failed.args[0].code == "scanner.no_program"
    qtbot.waitUntil(lambda: not watch.scanning)
    program, page = inbox.parent / "scanimage", min(scans.glob("*.jpg"))
    program.write_text(f'#!/bin/sh\n/bin/cat "{page}"\n', encoding="utf-8")
    program.chmod(0o755)
    qtbot.waitUntil(lambda: watch.look is not None)
    card.scan.click()
    assert watch.scanning
    qtbot.waitUntil(lambda: len(_names(room)) == 1)
    assert _names(room)[0].startswith("scan-")
