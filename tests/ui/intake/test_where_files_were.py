"""Dialogs open where her files were; which folder that was is written nowhere (R16)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.settings_kept import settings_written
from tests.ui.conftest import opened
from zcdesk.cases.case import Case
from zcdesk.disk.own_folder import settings_file
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.frame.notice_files import ask_for_notice
from zcdesk.ui.kit import ask_folder
from zcdesk.ui.kit.drop_area import DropArea, ask_for_scans
from zcdesk.ui.kit.preferences import documents

DIALOGS: dict[str, Callable[[QWidget], object]] = {
    "scans": lambda parent: ask_for_scans(parent, lambda _paths: None),
    "a folder of scans": lambda parent: area_on(parent).choose_folder(),
    "a notice": lambda parent: ask_for_notice(parent, lambda _paths: None),
}
"""Dialogs whose callers know no folder."""


def area_on(parent: QWidget) -> DropArea:
    area = DropArea()
    area.setParent(parent)
    return area


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders in which dialogs would have opened; each of them is put away."""
    folders: list[str] = []

    def put_away_files(
        _parent: object, _title: str, near: str, _kinds: str
    ) -> tuple[list[str], str]:
        folders.append(near)
        return [], ""

    def put_away_folder(_parent: object, _title: str, near: str) -> str:
        folders.append(near)
        return ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", put_away_files)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", put_away_folder)
    return folders


@pytest.fixture
def scan(scans: Path, tmp_path: Path) -> Path:
    """A scan in a folder that is called like a person."""
    folder = tmp_path / "沈知遥"
    folder.mkdir()
    return Path(shutil.copy(sorted(scans.glob("*.jpg"))[0], folder / "证书.jpg"))


def drop(area: DropArea, *paths: Path) -> None:
    """Let files fall on it."""
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    area.dropEvent(
        QDropEvent(
            QPointF(4, 4),
            Qt.DropAction.CopyAction,
            dropped,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


@pytest.mark.slow
@pytest.mark.parametrize("dialog", DIALOGS)
def test_the_first_dialog_opens_in_her_documents(
    window: MainWindow, asked: list[str], dialog: str
) -> None:
    DIALOGS[dialog](window)
    assert asked == [str(documents())]


@pytest.mark.slow
@pytest.mark.parametrize("dialog", DIALOGS)
def test_after_scans_came_into_the_case_it_opens_where_they_were(
    qtbot: QtBot, window: MainWindow, waiting_case: Case, asked: list[str], scan: Path, dialog: str
) -> None:
    acts = opened(window, waiting_case).workspace.acts
    acts.take_files("", (scan,), 0)
    qtbot.waitUntil(lambda: not acts.busy)
    DIALOGS[dialog](window)
    assert asked == [str(scan.parent)]
    settings_written()
    assert not settings_file().exists() or scan.parent.name not in settings_file().read_text()


def test_what_was_dropped_counts_as_well(window: MainWindow, asked: list[str], scan: Path) -> None:
    area = area_on(window)
    drop(area, scan.parent)
    area.choose_files()
    drop(area, scan)
    area.choose_files()
    assert asked == [str(scan.parent)] * 2


def test_a_stick_that_was_taken_out_leaves_her_documents(
    window: MainWindow, asked: list[str], scan: Path
) -> None:
    area = area_on(window)
    drop(area, scan)
    shutil.rmtree(scan.parent)
    area.choose_files()
    assert asked == [str(documents())]


@pytest.mark.slow
def test_a_folder_that_the_caller_knows_goes_first(
    window: MainWindow, asked: list[str], scan: Path, tmp_path: Path
) -> None:
    drop(area_on(window), scan)
    ask_folder(window, "", lambda _folder: None, str(tmp_path))
    assert asked == [str(tmp_path)]


@pytest.mark.slow
def test_where_a_notice_was_chosen_the_next_dialog_opens(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, asked: list[str], scan: Path
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(scan)], ""))
        ask_for_notice(window, lambda _paths: None)
    ask_for_notice(window, lambda _paths: None)
    assert asked == [str(scan.parent)]
