"""A row of a table is all there is of an act: what F1 says of keys is what they do."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tools.manual import KEYS
from zcdesk.ui.keys.actions import Action, Actions, key_lines

Rows = tuple[Action[Any], ...]


def listed(row: Action[Any]) -> set[str]:
    """Return the keys that F1 writes for a row, without gestures and words."""
    parts = (row.shown or "、".join(row.keys)).replace("　", "、").replace(" ", "、").split("、")
    return {part for part in parts if part.isascii() and part.strip("…–")}


@pytest.mark.parametrize("name", KEYS)
def test_f1_lists_no_key_that_its_table_does_not_bind(name: str) -> None:
    bound = {key.replace("Return", "Enter") for row in KEYS[name] for key in row.keys}
    bound |= {"Enter"}  # a list handles it itself
    for row in KEYS[name]:
        if row.do is not None and row.does:
            assert listed(row) <= bound, row.name


@pytest.mark.parametrize("name", KEYS)
def test_no_key_and_no_name_stands_twice_in_a_table(name: str) -> None:
    rows = KEYS[name]
    for seen in (Counter(row.name for row in rows), Counter(k for row in rows for k in row.keys)):
        assert {what for what, count in seen.items() if count > 1} == set()


@pytest.mark.parametrize("name", KEYS)
def test_f1_lists_no_act_twice(name: str) -> None:
    lines = key_lines(KEYS[name])
    assert len({line.does for line in lines}) == len(lines)
    single = Counter(key for line in lines for key in line.keys.split("　") if len(key) == 1)
    assert not {key for key, count in single.items() if count > 1}


class Desk(QWidget):
    """Counts what is done to it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.done: list[str] = []


ROWS: tuple[Action[Desk], ...] = (
    Action("cover", "盖上", "black", ("E",), lambda desk: desk.done.append("cover"), does="盖上",
           seen=True, decides=True, tip="也按 {turn}"),
    Action("leave", keys=("R", "Ctrl+R"), do=lambda desk: desk.done.append("leave"),
           does="不盖", beside=True),
    Action("turn", keys=("Ctrl+T",), do=lambda desk: desk.done.append("turn")),
    Action("drag", does="拖动", shown="按住鼠标"),
)  # fmt: skip


def test_button_keys_tooltip_and_line_of_f1_come_from_one_row(qtbot: QtBot) -> None:
    desk = Desk()
    qtbot.addWidget(desk)
    actions = Actions(desk, ROWS, desk)
    button = actions.button("cover")
    button.setParent(desk)
    desk.show()
    desk.activateWindow()
    qtbot.waitExposed(desk)
    desk.setFocus()
    qtbot.waitUntil(desk.hasFocus)
    assert (button.text(), button.accessibleName()) == ("盖上", "盖上，E")
    assert button.toolTip() == "也按 Ctrl+T"
    assert button.decides
    button.click()
    QTest.keyClick(desk, Qt.Key.Key_E)
    QTest.keyClick(desk, Qt.Key.Key_R)
    QTest.keyClick(desk, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert desk.done == ["cover", "cover", "leave", "leave"]
    button.hide()
    QTest.keyClick(desk, Qt.Key.Key_E)  # no key does what cannot be seen
    assert len(desk.done) == 4
    assert [(line.keys, line.does) for line in key_lines(ROWS)] == [
        ("E　R、Ctrl+R", "盖上　不盖"),
        ("按住鼠标", "拖动"),
    ]
