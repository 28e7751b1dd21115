"""Random walks of keys and clicks on the window: no exception, no answer for anybody, nothing lost.

A step is a key or a click on something that is seen, of any page and of what opens beside it. What
only leads about decides nothing (R24). At the end the file holds what the window showed, and undo
leads back to what the person had said before the walk.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from tests.cases.made import laid_down
from tests.ui.conftest import entered, until
from tests.ui.places import PAGES
from tests.ui.pressing import looking_outside
from tests.ui.test_enter_and_tab import said_otherwise
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import open_case
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.preferences import preferences
from zcdesk.workers.pool import WorkerPool

WALKS = [
    range(2),
    pytest.param(
        range(2, int(os.environ.get("ZCDESK_WINDOW_WALKS", "10000"))), marks=pytest.mark.nightly
    ),
]
STEPS = 25

Keys, Modifier = Qt.Key, Qt.KeyboardModifier
MOVES = (
    Keys.Key_Tab, Keys.Key_Backtab, Keys.Key_Up, Keys.Key_Down, Keys.Key_Left, Keys.Key_Right,
    Keys.Key_Home, Keys.Key_End, Keys.Key_PageUp, Keys.Key_PageDown, Keys.Key_F6, Keys.Key_F7,
)  # fmt: skip
"""Keys that lead about."""

CHOOSES = (QRadioButton, QComboBox, QLineEdit, QPlainTextEdit)
"""Where a key that leads about elsewhere chooses or writes, as everywhere on the computer."""

ACTS = (
    Keys.Key_Return, Keys.Key_Space, Keys.Key_Escape, Keys.Key_Delete,
    *(Qt.Key(key) for key in range(Keys.Key_1.value, Keys.Key_9.value + 1)),
    *(Qt.Key(key) for key in range(Keys.Key_A.value, Keys.Key_Z.value + 1)),
)  # fmt: skip

STOPS = tuple(Qt.Key(key) for key in range(Keys.Key_1.value, Keys.Key_8.value + 1))
"""With Alt: the stops of a case."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the file lies that each walk begins with a copy of."""
    return tmp_path_factory.mktemp("walks")


@pytest.fixture
def case_file(kept: Path, sorted_case: Case) -> Path:
    """The sorted case in a file of its own."""
    path = kept / "begun.zcase"
    return path if path.is_file() else laid_down(path, sorted_case)


class Steps:
    """One person at random; ``done`` tells what she did, so that a walk can be walked again."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self._window, self._chance = window, random.Random(seed)
        self.done: list[str] = []

    def take(self) -> bool:
        """Take a step; tell whether it only led about."""
        return self._chance.choice((self._move, self._move, self._act, self._stop, self._click))()

    def _move(self) -> bool:
        focus = QApplication.focusWidget()
        leads = not isinstance(focus, CHOOSES)
        self._press(self._chance.choice(MOVES))
        return leads

    def _act(self) -> bool:
        self._press(self._chance.choice(ACTS))
        return False

    def _stop(self) -> bool:
        keys = ((Modifier.AltModifier, STOPS), (Modifier.ControlModifier, (Keys.Key_Z, Keys.Key_Y)))
        modifier, chosen = self._chance.choice(keys)
        self._press(self._chance.choice(chosen), modifier)
        return False

    def _press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        focus = QApplication.focusWidget() or self._window
        self.done.append(f"{modifier.name} {key.name} on {type(focus).__name__}")
        QTest.keyClick(focus, key, modifier)

    def _click(self) -> bool:
        """Click on a button that is seen, or somewhere."""
        button = self._chance.choice(list(self._buttons()) or [None])
        if button is not None and self._chance.random() < 0.7:
            self._click_on(button, button.rect().center())
            return False
        area = self._window.rect()
        there = QPoint(self._chance.randrange(area.width()), self._chance.randrange(area.height()))
        if (widget := self._window.childAt(there)) is not None and widget.isEnabled():
            self._click_on(widget, widget.mapFrom(self._window, there))
        return False

    def _click_on(self, widget: QWidget, place: QPoint) -> None:
        self.done.append(f"click on {type(widget).__name__} {widget.accessibleName()!r}")
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Modifier.NoModifier, place)

    def _buttons(self) -> Iterator[QAbstractButton]:
        for button in self._window.findChildren(QAbstractButton):
            if button.isVisible() and button.isEnabled() and not button.visibleRegion().isEmpty():
                yield button


def walked(window: MainWindow, room: Room, steps: Steps) -> None:
    """Walk until the case is left, or long enough."""
    for _ in range(STEPS):
        before = room.session.case
        quiet = steps.take()
        QApplication.processEvents()
        if window.room is not room:
            return
        if quiet:
            assert said_otherwise(before, room.session.case) == [], steps.done[-3:]


@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize("walks", WALKS, ids=["by day", "at night"])
def test_a_walk_at_random_ends_well(
    pool: WorkerPool,
    case_file: Path,
    tmp_path: Path,
    walks: range,
    record_property: Callable[[str, object], None],
) -> None:
    taken = changed = 0
    first = preferences().settings
    for seed in walks:
        path = tmp_path / f"{seed}.zcase"
        shutil.copy(case_file, path)
        window = MainWindow(pool)
        window.show()
        window.activateWindow()
        steps = Steps(window, seed)
        try:
            changed += walk_through(window, path, steps, PAGES[seed % len(PAGES)])
        except BaseException as error:
            error.add_note(f"walk {seed}: {steps.done}")
            raise
        finally:
            window.close()
            window.deleteLater()
            preferences().set(**first.model_dump())
        taken += len(steps.done)
        path.unlink()
    record_property("figure", f"{len(walks)} walks, {taken} steps, {changed} that changed a case")
    assert taken > 5 * len(walks)


def walk_through(window: MainWindow, path: Path, steps: Steps, page: str) -> bool:
    """Walk from a page of a case; tell whether anything was decided."""
    room = entered(window, path)
    begun = room.session.case
    room.router.go(At(page))
    with looking_outside():
        walked(window, room, steps)
    if window.room is not room:
        return False
    shown = room.session.case
    until(lambda: not room.session.unsaved)
    with open_case(path) as stored:
        assert said_otherwise(shown, stored.case) == []
    while room.session.can_undo:
        room.session.undo()
        until(lambda: not room.session.unsaved)
    assert said_otherwise(begun, room.session.case) == []
    return bool(said_otherwise(begun, shown))
