"""What a screen reader hears on a page is what it was: no line, note or state goes by chance."""

import re
from collections.abc import Callable, Mapping
from functools import partial

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.digests import as_it_was
from tests.ui.conftest import confirm_pages, until
from tests.ui.test_accessible import tree_of, written
from tests.ui.test_enter_and_tab import DIALOGS, SCREENS, WINDOW_SCREENS, show_return
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At

PASSING = re.compile(
    r"20\d\d-\d\d-\d\d|\d+ 月 \d+ 日|\d\d?:\d\d|\d+ 小时 \d+ 分|，这台电脑.*?(?=[）。])"
    r"|(?:版本 |“单位)[\d.]+"
)
"""What is another on each day, and on another computer."""


def differing(
    kind: str, window: MainWindow, shows: Mapping[str, Callable[..., object]], *given: object
) -> list[str]:
    """Return the names of the pages that are not heard as in their rows."""
    return [
        name for name, show in shows.items()
        if not as_it_was(__file__, kind, name, heard(window, show(*given)))
    ]  # fmt: skip


def heard(window: MainWindow, shown: object) -> str:
    """Return what is heard of a dialog, else of the window, when nothing is under way any more."""
    until(lambda: not (window._arrival._job.busy or window.batch.work.reading))
    front = shown if isinstance(shown, QWidget) else window
    return PASSING.sub("…", written(tree_of(front)))


@pytest.mark.usefixtures("nowhere")
def test_pages_outside_of_a_case_say_what_they_said(window: MainWindow) -> None:
    passing = "computer", "batch"  # they tell of the computer, and of the roster that was last
    shows = {name: show for name, show in WINDOW_SCREENS.items() if name not in passing}
    assert not differing("window", window, shows, window)


@pytest.mark.usefixtures("nowhere")
def test_pages_and_dialogs_of_a_case_say_what_they_said(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    confirm_pages(room, 1)
    found = differing("case", window, {**SCREENS, "return": show_return}, room)
    every = [slot.id for section in room.session.notice.sections for slot in section.slots]
    slots = {slot: partial(room.workspace.show_slot, slot) for slot in every}
    numbers = [page.number for page in room.session.case.pages]
    pages = {f"page {page}": partial(room.router.go, At("review", page)) for page in numbers}
    found += differing("case", window, slots | pages)

    def dialog(name: str) -> QWidget:
        made = DIALOGS[name](room, window)
        qtbot.addWidget(made)
        made.show()
        return made

    found += differing("dialogs", window, {name: partial(dialog, name) for name in DIALOGS})
    assert not found
