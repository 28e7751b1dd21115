"""A screen reader is told of as many things of a page in English as in Chinese, at each size.

With ``ZCDESK_TREES`` the trees are written into that folder, a file for each page, language and
width: what a change of a page changes for a screen reader is the difference of two folders.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.accessible_tree import Node, tree_of, written
from tests.ui.conftest import opened, until
from tests.ui.test_enter_and_tab import DIALOGS, SCREENS, WINDOW_SCREENS
from zcdesk.cases.case import Case
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.preferences import preferences

SIZES = ((1024, 700), (1366, 768), (1920, 1080))
LANGUAGES = ("zh", "en")


def noted(page: str, language: str, window: QWidget) -> Iterator[list[Node]]:
    """Yield the tree of what is shown at each size; write it down where that is wanted."""
    for width, height in SIZES:
        if not isinstance(window, QDialog):
            window.resize(width, height)
        tree = tree_of(window)
        if folder := os.environ.get("ZCDESK_TREES"):
            place = Path(folder) / f"{page.replace(' ', '-')}.{language}.{width}.txt"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(written(tree), encoding="utf-8")
        yield tree


def shape_of(tree: list[Node]) -> Counter[tuple[str, bool]]:
    """Return what a page holds, in whatever language and wherever it stands."""
    return Counter((role, enabled) for _, role, _, enabled, _ in tree)


GROWING = {
    "computer": "its rows come while they are looked for",
    "my notice": "it lists the draft that the next page begins",
}
"""Pages that hold more the second time, in whichever language."""

Shapes = dict[str, list[Counter[tuple[str, bool]]]]


def shapes_of(qtbot: QtBot, window: MainWindow, case: Case, language: str) -> Shapes:
    """Return what every page and dialog holds at each size, in one language."""
    preferences().set(language=language)
    window.show_start()
    shapes: Shapes = {}
    for page, show in WINDOW_SCREENS.items():
        show(window)
        until(lambda: not window._arrival._job.busy)
        shapes[page] = [shape_of(tree) for tree in noted(page, language, window)]
    room = opened(window, case)
    for page, begin in SCREENS.items():
        begin(room)
        shapes[page] = [shape_of(tree) for tree in noted(page, language, window)]
    for page, ask in DIALOGS.items():
        dialog = ask(room, window)
        qtbot.addWidget(dialog)
        dialog.show()
        shapes[page] = [shape_of(tree) for tree in noted(f"{page} asked", language, dialog)]
        dialog.close()
    assert window.lay_down(asked=True)
    return shapes


@pytest.mark.slow
@pytest.mark.usefixtures("nowhere")
def test_a_page_holds_the_same_in_both(qtbot: QtBot, window: MainWindow, sorted_case: Case) -> None:
    chinese, english = (shapes_of(qtbot, window, sorted_case, each) for each in LANGUAGES)
    differing = {
        page: [
            (here - there, there - here) for here, there in zip(sizes, english[page], strict=True)
        ]
        for page, sizes in chinese.items()
        if sizes != english[page] and page not in GROWING
    }
    assert differing == {}


def test_a_button_that_is_switched_off_or_has_another_key_is_told_otherwise(qtbot: QtBot) -> None:
    buttons = [Button("好了", key=key) for key in ("Esc", "Esc", "F5")]
    buttons[1].setEnabled(False)
    for button in buttons:
        qtbot.addWidget(button)
        button.show()
    said = [written(tree_of(button)) for button in buttons]
    assert said == ["Button '好了，Esc' [Esc]\n", "Button '好了，Esc' [Esc] (off)\n",
                    "Button '好了，F5' [F5]\n"]  # fmt: skip
