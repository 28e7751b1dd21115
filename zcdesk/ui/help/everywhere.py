"""The keys that hold on every page, and those of every page of an open case."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from zcdesk.ui.keys.actions import Action, KeySheet
from zcdesk.ui.kit import preferences
from zcdesk.ui.kit.learning import HELP

WINDOW = Qt.ShortcutContext.WindowShortcut
"""Context of keys that work wherever the focus is in the window."""


class KeyDesk(Protocol):
    """What the window does for a key."""

    def show_start(self) -> None:
        """Close the case and show the start page."""

    def leave_case(self) -> None:
        """Go back to where the case was opened."""

    def choose_case(self) -> None:
        """Ask for a case file."""

    def show_settings(self) -> None:
        """Show the settings, or go back from them."""

    def show_case_file(self) -> None:
        """Show what can be done to a whole case file."""

    def full_screen(self) -> None:
        """Fill the screen, or no longer."""


class Undoable(Protocol):
    """What can take its acts back."""

    def undo(self) -> None:
        """Take the last act back."""


class CaseKeys(Undoable, Protocol):
    """What an open case does for a key on all of its pages."""

    def redo(self) -> None:
        """Do again what was taken back."""

    def say_saved(self) -> None:
        """Say where every step is kept."""


class Reads(Protocol):
    """What shows the notice's own words beside itself."""

    def toggle_notice(self) -> None:
        """Open or close them."""


UNDO: Action[Undoable] = Action(
    "undo", "撤销", "undo", ("Ctrl+Z",), lambda case: case.undo(), does="撤销", decides=True,
    repeats=True,
)  # fmt: skip
REDO: Action[CaseKeys] = Action(
    "redo", "重做", "redo", ("Ctrl+Y", "Ctrl+Shift+Z"), lambda case: case.redo(), does="重做",
    shown="Ctrl+Y", beside=True, decides=True, repeats=True,
)  # fmt: skip
CASE: tuple[Action[CaseKeys], ...] = (
    UNDO,
    REDO,
    Action("saved", keys=("Ctrl+S",), do=lambda case: case.say_saved(),
           does="说明保存在哪里（已自动保存）"),
)  # fmt: skip
"""Bound to every page of an open case."""

NOTICE: Action[Reads] = Action(
    "notice", "通知原文", "book", ("F7",), lambda page: page.toggle_notice(), does="通知原文"
)

FIND: Action[QWidget] = Action("find", keys=("Ctrl+F",), do=lambda field: field.setFocus())
"""Of the line in which one looks for words."""

STOPS: Action[object] = Action("stops", does="案卷里到七步中的一步", shown="Alt+1 … 7")

OPEN: Action[KeyDesk] = Action(
    "open", keys=("Ctrl+O",), do=lambda desk: desk.choose_case(), does="打开案卷"
)

WINDOWS: tuple[Action[KeyDesk], ...] = (
    Action("start", keys=("Ctrl+N",), do=lambda desk: desk.show_start(), does="回到开始页"),
    Action("leave", keys=("Ctrl+W",), do=lambda desk: desk.leave_case(), beside=True),
    OPEN,
    Action("larger", keys=("Ctrl++", "Ctrl+="), do=lambda _: preferences().larger(),
           does="字大些", shown="Ctrl++", repeats=True),
    Action("smaller", keys=("Ctrl+-",), do=lambda _: preferences().smaller(), does="小些",
           beside=True, repeats=True),
    Action("usual-size", keys=("Ctrl+0",), do=lambda _: preferences().usual_size()),
    Action("settings", keys=("Ctrl+,",), do=lambda desk: desk.show_settings(), does="设置"),
    Action("case-file", keys=("Ctrl+K",), do=lambda desk: desk.show_case_file(),
           does="案卷文件：密码、修复、纸质材料"),
    Action("full-screen", keys=("F11",), do=lambda desk: desk.full_screen(), does="全屏"),
    HELP,
)  # fmt: skip
"""Bound to the window."""

EVERYWHERE: tuple[Action[Any], ...] = (*WINDOWS[:3], *CASE, *WINDOWS[3:-1], STOPS, HELP)
OF_CASE: tuple[Action[Any], ...] = (UNDO, REDO, STOPS, HELP)
"""What F1 lists of them on a page of a case that has many keys of its own."""

SHEET = KeySheet("到处都能用的快捷键", EVERYWHERE)
"""What F1 shows of a page without keys of its own."""
