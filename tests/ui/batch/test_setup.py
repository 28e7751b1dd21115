"""Where a batch begins: whose empty roster, by which day, and her letter after an earlier run."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.batch.drawn import draw_people, write_roster
from tests.ui.planned_batch import planned
from zcdesk.batch.results.due_day import due_of, keep_due
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.batch.setup import BatchSetup
from zcdesk.ui.keys.router import At


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A roster and scans of three people, drawn once."""
    place = tmp_path_factory.mktemp("单位")
    draw_people(place / "材料")
    write_roster(place / "花名册.xlsx")
    return place


@pytest.fixture
def folder(drawn: Path, tmp_path: Path) -> Path:
    """The same for one test, in which no earlier one put anything or left results."""
    return shutil.copytree(drawn, tmp_path / "单位")


@pytest.mark.slow
def test_an_empty_roster_asks_what_the_chosen_notice_asks(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.router.go(At("batch"))
    setup = window.batch.setup
    heads = []
    for place, chosen in enumerate(("五系列", "几份通知")):
        path = tmp_path / f"{place}.xlsx"
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_a, path=path, **_k: (str(path), "")
        )
        setup.empty.click()
        acts = setup.empty.menu_of_notices.actions()
        setup.empty.menu_of_notices.hide()
        next(act for act in acts if chosen in act.text()).trigger()
        qtbot.waitUntil(partial(_says, setup, path.name))
        heads.append({cell.value for cell in load_workbook(path).worksheets[0][1]})
    assert heads[0] - heads[1], "a notice has questions of its own"


@pytest.mark.slow
@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".txt"])
def test_the_choice_of_a_roster_shows_every_kind_that_is_read(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    kinds: list[str] = []

    def chosen(*given: object, **_: object) -> tuple[str, str]:
        kinds.append(str(given[-1]))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen)
    window.router.go(At("batch"))
    window.batch.setup.choose_roster()
    assert f"*{ending}" in kinds[0].split(";;")[0]


def test_a_day_is_taken_only_when_it_is_one_and_that_of_an_earlier_run_stands_there_again(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    batch = planned(qtbot, window, folder)
    setup, work = batch.setup, batch.work
    assert "3 人有材料，6 个文件；还没有开始处理" in setup.told.accessibleName()
    setup.due.field.setText("9 月 20 日")
    setup.primary.click()
    assert not work.running
    assert work.due is None
    setup.due.field.setText("2026-12-31")
    assert work.due == date(2026, 12, 31)
    out = folder / "批量结果"
    out.mkdir(exist_ok=True)
    keep_due(out, date(2026, 12, 30))
    setup.due.field.setText("")
    setup.take_scans(folder / "材料")
    qtbot.waitUntil(lambda: work.plan is not None)
    assert setup.due.field.text() == "2026-12-30"
    keep_due(out, None)
    assert due_of(out) is None


@pytest.mark.slow
def test_her_letter_and_her_folder_open_from_the_row_and_a_refused_file_is_named(
    qtbot: QtBot,
    window: MainWindow,
    press: Callable[..., None],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile()))
    )
    (folder / "材料" / "一号" / "坏.pdf").write_bytes(b"no picture")
    batch = planned(qtbot, window, folder)
    batch.setup.due.show_day(date(2026, 12, 31))
    batch.setup.primary.click()
    qtbot.waitUntil(lambda: len(batch.work.results) == 3)
    qtbot.waitUntil(lambda: not batch.work.running)
    page, out = batch.page, folder / "批量结果"
    page.table.mark(2)  # where she is marked already, her line comes a moment later
    qtbot.waitUntil(lambda: "“坏.pdf”" in page.person.files.accessibleName())
    page.focus()
    press(Qt.Key.Key_L)
    press(Qt.Key.Key_O)
    assert opened == [out / "沈知遥" / "letter.docx", out / "沈知遥"]
    assert "12 月 31 日" in (out / "沈知遥" / "letter.txt").read_text(encoding="utf-8")
    assert json.loads((out / "沈知遥" / "result.json").read_bytes())["stands"]["pages"]["refused"]
    page.table.mark(3)
    assert not page.person.files.isVisible()


def _says(setup: BatchSetup, words: str) -> bool:
    return words in setup.told.accessibleName()
