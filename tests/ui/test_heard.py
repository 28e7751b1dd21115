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
    r"20\d\d-\d\d-\d\d|\d+ 月 \d+ 日|\d\d?:\d\d|\d+ 小时 \d+ 分|，这台电脑.*?(?=[）。])|版本 [\d.]+"
)
"""What is another on each day, and on another computer."""


def differing(kind: str, shown: Mapping[str, Callable[[], QWidget]]) -> list[str]:
    """Return the names of the pages that are not heard as in their rows."""
    heard = {name: written(tree_of(show())) for name, show in shown.items()}
    return [
        name for name, said in heard.items()
        if not as_it_was(__file__, kind, name, PASSING.sub("…", said))
    ]  # fmt: skip


def on(window: MainWindow, show: Callable[[], object]) -> MainWindow:
    """Show a page when nothing is under way any more."""
    show()
    until(lambda: not window._arrival._job.busy)
    return window


@pytest.mark.usefixtures("nowhere")
def test_pages_outside_of_a_case_say_what_they_said(window: MainWindow) -> None:
    shown = {
        name: partial(on, window, partial(show, window)) for name, show in WINDOW_SCREENS.items()
    }
    del shown["computer"], shown["batch"]  # the computer, and the roster that was there last
    assert not differing("window", shown)


@pytest.mark.usefixtures("nowhere")
def test_pages_and_dialogs_of_a_case_say_what_they_said(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    confirm_pages(room, 1)
    shown = {
        name: partial(on, window, partial(show, room))
        for name, show in {**SCREENS, "return": show_return}.items()
    }
    every = [slot.id for section in room.session.notice.sections for slot in section.slots]
    shown |= {slot: partial(on, window, partial(room.workspace.show_slot, slot)) for slot in every}
    for page in room.session.case.pages:
        review = partial(room.router.go, At("review", page.number))
        shown[f"page {page.number}"] = partial(on, window, review)
    found = differing("case", shown)

    def dialog(name: str) -> QWidget:
        made = DIALOGS[name](room, window)
        qtbot.addWidget(made)
        made.show()
        return made

    assert not found + differing("dialogs", {name: partial(dialog, name) for name in DIALOGS})
