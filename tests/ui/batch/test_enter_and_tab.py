"""With people at hand, too, Enter and Tab alone begin, answer and write nothing (R24)."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.batch.drawn import draw_people, write_roster
from tests.ui.planned_batch import planned
from tests.ui.test_enter_and_tab import KEYS, buttons_of, dialogs_pressed_through, made_below
from tests.ui.test_heard import differing
from tests.ui.test_printed_keys import begins_well, keys_hold
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.batch.batch_room import BatchRoom
from zcdesk.ui.keys.router import At

PRESSES = 60

SCREENS: dict[str, Callable[[BatchRoom], None]] = {
    "setup": lambda batch: batch._show_setup(),
    "table": lambda batch: batch._show_table(),
    "shared scans": lambda batch: batch.router.go(At("shared")),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A roster and scans that nobody has worked on."""
    place = tmp_path_factory.mktemp("单位")
    draw_people(place / "材料")
    write_roster(place / "花名册.xlsx")
    return place


@pytest.mark.nightly
@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize("screen", SCREENS)
def test_enter_and_tab_begin_and_write_none(window: MainWindow, folder: Path, screen: str) -> None:
    batch, choice = planned(window, folder), random.Random(screen)
    before = made_below(folder)
    with dialogs_pressed_through():
        SCREENS[screen](batch)
        count = len(buttons_of(window))
        assert count > 1
        for place in range(count):
            SCREENS[screen](batch)
            there = buttons_of(window)
            if place < len(there):
                there[place].setFocus(Qt.FocusReason.TabFocusReason)
                QTest.keyClick(there[place], Qt.Key.Key_Return)
                assert not batch.work.running, there[place].text()
        SCREENS[screen](batch)
        for _ in range(PRESSES):
            QTest.keyClick(QApplication.focusWidget() or window, choice.choice(KEYS))
            assert not batch.work.running
    assert made_below(folder) == before


@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize("screen", SCREENS)
def test_the_printed_key_does_the_thing(window: MainWindow, folder: Path, screen: str) -> None:
    batch = planned(window, folder)
    SCREENS[screen](batch)
    begins_well(window)
    assert keys_hold(window)


@pytest.mark.usefixtures("nowhere")
def test_pages_of_several_people_say_what_they_said(window: MainWindow, folder: Path) -> None:
    assert not differing("people", window, SCREENS, planned(window, folder))
