"""No key of a page means two things: Qt does nothing at all when two actions claim one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QWidget

from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At

DOORS = ("interview", "organisations", "route", "check", "after", "identity")


def claimed_twice(window: MainWindow) -> dict[str, int]:
    """Return the keys that more than one action of what is on screen claims."""
    keys = Counter(
        key.toString()
        for action in window.findChildren(QAction)
        for key in action.shortcuts()
        for owner in action.associatedObjects()
        if isinstance(owner, QWidget) and owner.isVisible()
    )
    return {key: count for key, count in keys.items() if count > 1}


def test_no_key_is_claimed_twice_on_any_page_of_a_case(window: MainWindow, room: Room) -> None:
    doors: tuple[Callable[[], None], ...] = (
        lambda: room.router.go(At("sections")),
        lambda: room.router.go(At("review")),
        lambda: room.router.go(At("gallery")),
        lambda: room.router.go(At("preparation")),
        *(lambda door=door: room.router.go(At(door)) for door in DOORS),
        lambda: room.router.go(At("export", part="practice_evidence")),
    )
    for go in doors:
        go()
        assert not claimed_twice(window), type(room.router.currentWidget()).__name__
    assert not window.findChildren(QShortcut)  # each key stands in a table of actions
