"""Folders that a file dialog visited are known to nobody after the program's end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QFileDialog

from zcdesk.ui.app.visited_folders import visited_folders_forgotten

NATIVE, USER = QSettings.Format.NativeFormat, QSettings.Scope.UserScope


@pytest.fixture
def qt_settings(tmp_path: Path) -> Iterator[Path]:
    """The file in which Qt keeps what its dialogs visited, in a folder of the test's own."""
    folder = tmp_path / "config"
    QSettings.setPath(NATIVE, USER, str(folder))
    yield folder / "QtProject.conf"
    QSettings.setPath(NATIVE, USER, str(tmp_path / "later"))


def visit(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    dialog = QFileDialog(None, "", str(folder))
    dialog.show()
    dialog.accept()
    shiboken6.delete(dialog)  # as it is at the end of QFileDialog.getOpenFileName


def test_without_it_qt_keeps_it(qapp: QApplication, qt_settings: Path, tmp_path: Path) -> None:
    visit(tmp_path / "someone")
    assert "someone" in qt_settings.read_text(encoding="utf-8")


def test_nothing_is_kept_with_it(qapp: QApplication, qt_settings: Path, tmp_path: Path) -> None:
    with visited_folders_forgotten():
        visit(tmp_path / "someone")
    assert not qt_settings.exists()


def test_where_qt_cannot_be_kept_from_it_the_folders_are_taken_out_at_the_end(
    qapp: QApplication, qt_settings: Path, tmp_path: Path
) -> None:
    visit(tmp_path / "earlier")
    with visited_folders_forgotten(str(qt_settings.parent)):
        visit(tmp_path / "someone")
        assert "someone" in qt_settings.read_text(encoding="utf-8")
    kept = qt_settings.read_text(encoding="utf-8")
    assert "someone" not in kept
    assert "earlier" in kept
