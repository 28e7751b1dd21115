"""Doubts of many people side by side in the window: decided, taken back, looked at, told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.sealed_people import lay_out_people
from tests.ui.conftest import Press, see
from tests.ui.planned_batch import planned
from tests.ui.review.test_one_meaning_a_key import claimed_twice
from tests.ui.wall.conftest import see_all
from zcdesk.batch.results.person_results import read_result
from zcdesk.cases.case import Decision
from zcdesk.cases.file.store import open_case
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.batch.batch_room import BatchRoom
from zcdesk.ui.keys.router import At
from zcdesk.workflow.side_by_side.doubts import ExceptionMark

CONTROL = Qt.KeyboardModifier.ControlModifier
SEALS = 18


@pytest.fixture
def cases(tmp_path: Path) -> dict[int, Path]:
    """Three people with three pages of two seals and a signature each."""
    return lay_out_people(tmp_path, 3)


@pytest.fixture
def batch(
    qtbot: QtBot, window: MainWindow, cases: dict[int, Path], tmp_path: Path, press: Press
) -> BatchRoom:
    """The batch at its sheet of seals."""
    made = planned(qtbot, window, tmp_path)
    made.setup.results_wanted.emit()
    qtbot.waitUntil(made.page.sheet.isVisible)
    press(Qt.Key.Key_V)
    assert made.sheet.isVisible()
    qtbot.waitUntil(lambda: len(made.sheet.list.tiles) == SEALS)
    return made


def decided(cases: dict[int, Path]) -> dict[int, list[Decision]]:
    said = {}
    for row, path in cases.items():
        with open_case(path, writing=False) as stored:
            said[row] = [one for page in stored.case.pages for _, one in page.decisions]
    return said


@pytest.mark.slow
def test_a_sheet_over_many_people_is_kept_in_each_case_and_taken_back_as_one(
    qtbot: QtBot, batch: BatchRoom, cases: dict[int, Path], window: MainWindow, press: Press
) -> None:
    sheet = batch.sheet
    assert "沈知遥（5364）　第 1 页" in {tile.whose for tile in sheet.list.tiles}
    own = sheet.list.tiles[0].doubt
    press(Qt.Key.Key_1)
    assert sheet.list.tiles[0].mark is ExceptionMark.OWN
    see_all(qtbot, sheet)
    assert sheet.primary.text() == "其余 17 处都不是我们单位的"
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Return)  # opens the page of the first place, decides nothing
    qtbot.waitUntil(lambda: window.room is not None)
    room = window.room
    assert room is not None
    see(qtbot, room.review)
    assert room.session.path == cases[own.owner]
    assert room.session.current == own.number
    assert room.review.selected == own.hit
    window.router.go(At("leave"))
    qtbot.waitUntil(sheet.isVisible)
    assert decided(cases) == {2: [], 3: [], 4: []}
    see_all(qtbot, sheet)
    with qtbot.waitSignal(batch.desk.told) as said:
        press(Qt.Key.Key_Return, CONTROL)
    assert said.args == ["一整张定下 18 处，3 人"]
    answers = decided(cases)
    assert {row: len(held) for row, held in answers.items()} == {2: 6, 3: 6, 4: 6}
    assert answers[own.owner].count(Decision.COVER) == 1
    assert sum(held.count(Decision.COVER) for held in answers.values()) == 1
    with qtbot.waitSignal(batch.desk.told) as said:
        press(Qt.Key.Key_Z, CONTROL)
    assert said.args == ["已撤回：18 处，3 人"]
    assert decided(cases) == {2: [], 3: [], 4: []}
    qtbot.waitUntil(lambda: len(sheet.list.tiles) == SEALS)
    assert not claimed_twice(window)
    for _kind in range(2):
        see_all(qtbot, sheet)
        with qtbot.waitSignal(batch.desk.told):
            press(Qt.Key.Key_Return, CONTROL)
    work = batch.work  # a person's pages become sure one after another
    qtbot.waitUntil(lambda: sum(one.sure for one in work.results.values()) == 9)
    window.router.go(At("batch"))
    for key, words in ((Qt.Key.Key_Return, "确认了有把握的 9 页"), (Qt.Key.Key_Z, "已撤回：9 处")):
        with qtbot.waitSignal(batch.desk.told) as said:
            press(key, CONTROL)
        assert said.args is not None
        assert said.args[0].startswith(words)
        for path in cases.values():
            with open_case(path, writing=False) as stored:
                agreed = [stored.case.is_confirmed(page) for page in stored.case.pages]
                assert agreed == [key == Qt.Key.Key_Return] * 3


def test_a_case_open_elsewhere_is_named_and_stays_on_the_sheet(
    qtbot: QtBot, batch: BatchRoom, cases: dict[int, Path], press: Press
) -> None:
    sheet = batch.sheet
    see_all(qtbot, sheet)
    with open_case(cases[3]), qtbot.waitSignal(batch.desk.told) as said:
        press(Qt.Key.Key_Return, CONTROL)
    assert said.args is not None
    assert said.args[0].startswith("一整张定下 12 处，2 人；贺一鸣（002X）：")
    assert {row: len(held) for row, held in decided(cases).items()} == {2: 6, 3: 0, 4: 6}
    qtbot.waitUntil(lambda: len(sheet.list.tiles) == 6)
    assert {tile.doubt.owner for tile in sheet.list.tiles} == {3}


@pytest.mark.slow
def test_the_table_counts_anew_what_was_decided(
    qtbot: QtBot, batch: BatchRoom, cases: dict[int, Path], press: Press
) -> None:
    sheet = batch.sheet
    before = [batch.work.results[row].doubtful for row in cases]
    for _ in range(2):
        see_all(qtbot, sheet)
        with qtbot.waitSignal(batch.desk.told):
            press(Qt.Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: not batch.desk.busy)
    assert sheet.lead.text() == "回去"
    qtbot.waitUntil(lambda: not batch.work.reading)
    # The pages wait for a look as before: no sheet confirms them.
    assert [batch.work.results[row].doubtful for row in cases] == before
    for path in cases.values():
        kept = read_result(path.parent)
        assert kept is not None
        with open_case(path, writing=False) as stored:
            assert not any(page.open_doubts() for page in stored.case.pages)
    sheet.lead.click()
    assert batch.page.isVisible()


@pytest.mark.slow
def test_only_enter_and_tab_decide_nothing(
    qtbot: QtBot, batch: BatchRoom, cases: dict[int, Path], window: MainWindow, press: Press
) -> None:
    sheet = batch.sheet
    see_all(qtbot, sheet)
    for _ in range(12):
        press(Qt.Key.Key_Tab)
        if QApplication.focusWidget() is not sheet.list and window.room is None:
            press(Qt.Key.Key_Return)
        if not sheet.isVisible():
            break
    assert decided(cases) == {2: [], 3: [], 4: []}
