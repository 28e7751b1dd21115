"""了解更多: leads from any place to the passage of the manual that helps there."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from zcdesk.ui.keys.actions import Action
from zcdesk.ui.kit.buttons import Button, ButtonKind


class Learning(QObject):
    """Where wishes to read more meet; the window listens.

    Signals:
        wanted: Anchor of a passage, "" for that of the page on screen.
    """

    wanted = Signal(str)


_learning: list[Learning] = []


def learning() -> Learning:
    """Return the program's one place for these wishes."""
    if not _learning:
        _learning.append(Learning())
    return _learning[0]


def ask_for_help() -> None:
    """Ask for the manual at the page on screen, and for the keys of that page."""
    learning().wanted.emit("")


HELP: Action[object] = Action(
    "help", "快捷键与帮助", "help", ("F1", "Ctrl+/"), lambda _: ask_for_help(),
    does="手册和这张表", shown="F1",
)  # fmt: skip


class LearnMore(Button):
    """A quiet link into the manual.

    Attributes:
        anchor: The passage that it opens.
    """

    def __init__(self, anchor: str, about: str = "") -> None:
        """Make one; ``about`` says to a screen reader what there is to learn more about."""
        super().__init__(
            self.tr("了解更多"),
            ButtonKind.LINK,
            dense=True,
            do=lambda: learning().wanted.emit(anchor),
        )
        self.anchor = anchor
        if about:
            self.setAccessibleName(f"{self.text()}，{about}")
