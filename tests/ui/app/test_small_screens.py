"""The window opens inside the screen that it has."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from zcdesk.doctor.check import Screen
from zcdesk.ui.app import main_window
from zcdesk.ui.app.main_window import USUAL, MainWindow
from zcdesk.workers.pool import WorkerPool


@pytest.mark.parametrize(
    ("screen", "size"),
    [
        (Screen(1024, 768, 100, chinese=True), (1024, 768)),
        (Screen(1366, 728, 100, chinese=True), (1366, 728)),
        (Screen(960, 540, 200, chinese=True), (960, 540)),
        (Screen(1920, 1040, 100, chinese=True), USUAL),
        (None, USUAL),
    ],
    ids=["small", "taskbar", "scaled", "large", "none"],
)
def test_the_window_opens_as_usual_or_as_large_as_the_screen(
    screen: Screen | None, size: tuple[int, int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main_window, "screen_seen", lambda: screen)
    with WorkerPool(1) as pool:
        window = MainWindow(pool)
        qtbot.addWidget(window)
        window.show()
        assert (window.width(), window.height()) == size
        window.close()
