"""On no screen are words cut off, in Chinese and in English, at 1024×768 and 200 %."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import TimeoutError as QtTimeoutError
from pytestqt.qtbot import QtBot

from tests.ui.conftest import confirm_pages, opened, until
from tests.ui.look.measured import clipped, measured
from tests.ui.test_enter_and_tab import SCREENS, WINDOW_SCREENS
from zcdesk.cases.case import Case
from zcdesk.cases.upload_route import Route
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.kit.preferences import preferences

pytestmark = pytest.mark.slow

SIZES = {"zh": (1024, 768), "en": (1024, 768), "low": (880, 440)}
"""The window on an old screen in both languages, and on one of 1366×768 at 200 %."""


SETTLING = 60_000
"""Milliseconds in which a layout has asked for the heights of all wrapped lines."""


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[tuple[int, int]]:
    """Set the language and give the window's size; Chinese again afterwards."""
    preferences().set(language="en" if request.param == "en" else "zh")
    yield SIZES[request.param]
    preferences().set(language="zh")


def test_no_words_are_cut_off_on_any_screen(
    size: tuple[int, int],
    qtbot: QtBot,
    window: MainWindow,
    sorted_case: Case,
    record_property: Callable[[str, object], None],
) -> None:
    window.resize(*size)
    found: dict[str, list[str]] = {}
    seen = 0

    def look(screen: str) -> None:
        nonlocal seen
        qtbot.wait(50)
        with contextlib.suppress(QtTimeoutError):
            until(lambda: not clipped(window), timeout=SETTLING)
        seen += measured(window)
        cut = clipped(window)
        if cut:
            found[screen] = cut

    for name, show in WINDOW_SCREENS.items():
        show(window)
        look(name)
    room = opened(window, replace(sorted_case, route=Route.COVERED))
    assert window.size().toTuple() == size
    for name, show_in in SCREENS.items():
        if name != "upload":  # a slim window of its own
            show_in(room)
            look(name)
    confirm_pages(room, 1, 2)
    for name in ("check", "review", "export"):
        SCREENS[name](room)
        look(f"{name}, pages confirmed")
    assert found == {}
    record_property("figure", f"{seen} labels and buttons at {size}, none cut off")
