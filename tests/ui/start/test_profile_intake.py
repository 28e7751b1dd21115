"""A notice's profile that somebody hands over: dropped on the start page it can be chosen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from tests.setup.checkout import ROOT
from tests.ui.conftest import until
from zcdesk.cli.app import run
from zcdesk.notices.files.loading import load_notice, user_folder
from zcdesk.ui.app.main_window import MainWindow

PROFILE = ROOT / "resources" / "notices" / "etdz-2024.yaml"
TEXT = PROFILE.read_text(encoding="utf-8").replace("id: etdz-2024", "id: shule-2027", 1)


@pytest.fixture(autouse=True)
def _without_own_notices() -> Iterator[None]:
    shutil.rmtree(user_folder(), ignore_errors=True)
    yield
    shutil.rmtree(user_folder(), ignore_errors=True)


def dropped(window: MainWindow, path: Path) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(40, 40), Qt.DropAction.CopyAction, files, left, none)
    window.start.dropEvent(event)


def handed_over(folder: Path, name: str, text: str = TEXT) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.slow
def test_a_dropped_profile_is_checked_kept_and_marked(window: MainWindow, tmp_path: Path) -> None:
    path = handed_over(tmp_path / "收到的", "shule-2027.yaml")
    dropped(window, path)
    until(lambda: window.start.chosen == "shule-2027")
    assert (user_folder() / "shule-2027.yaml").read_bytes() == path.read_bytes()
    assert load_notice("shule-2027").title == load_notice("etdz-2024").title
    # A second one of the name is taken, too, and the first is still there.
    handed_over(tmp_path / "收到的", path.name, path.read_text(encoding="utf-8") + "\n# 改过\n")
    dropped(window, path)
    old = user_folder() / "shule-2027.yaml.old"
    until(old.is_file)


def test_two_profiles_one_after_the_other_are_taken(window: MainWindow, tmp_path: Path) -> None:
    for name in ("shule-2027", "yopurga-2027"):
        text = TEXT.replace("id: shule-2027", f"id: {name}", 1)
        dropped(window, handed_over(tmp_path / "收到的", f"{name}.yaml", text))
    until((user_folder() / "yopurga-2027.yaml").is_file)
    assert (user_folder() / "shule-2027.yaml").is_file()


@pytest.mark.slow
def test_a_broken_profile_is_refused_with_its_line(window: MainWindow, tmp_path: Path) -> None:
    text = TEXT.replace("sections:", "sektions:", 1)
    line = 1 + text[: text.index("sektions:")].count("\n")
    window.open_path(handed_over(tmp_path / "收到的", "shule-2027.yaml", text))
    said = window.toast.accessibleName
    until(lambda: "shule-2027.yaml" in said())
    assert f"第 {line} 行" in said()
    assert not (user_folder() / "shule-2027.yaml").exists()


def test_the_command_takes_what_the_window_takes(tmp_path: Path) -> None:
    assert run(["notice", "add", str(handed_over(tmp_path / "a", "shule-2027.yaml"))]) == 0
    assert load_notice("shule-2027").id == "shule-2027"
    assert run(["notice", "add", str(PROFILE)]) == 7  # a built-in one has this name
    assert run(["notice", "add", str(tmp_path / "nothing.yaml")]) == 3
