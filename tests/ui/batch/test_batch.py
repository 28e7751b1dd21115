"""A whole roster in the window: chosen, run, filtered, opened, reviewed person by person."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.batch.drawn import NOTICE, PEOPLE, draw_people, write_roster
from tests.batch.halting import halting
from tests.ui.batch.test_enter_and_tab import SCREENS
from tests.ui.conftest import Press, see
from tests.ui.planned_batch import planned
from tests.ui.pressing import Presser
from zcdesk.batch import running
from zcdesk.batch.results.person_results import read_result
from zcdesk.batch.roster.people import read_roster
from zcdesk.batch.whole_run import run_whole
from zcdesk.batch.working import work_on
from zcdesk.cases.file.store import open_case
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.batch.batch_room import BatchRoom
from zcdesk.ui.batch.plan import planning
from zcdesk.ui.batch.rows import DOUBTFUL, Filter
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.review.next_step import Way
from zcdesk.workers.pool import WorkerPool


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A roster and its scans."""
    place = tmp_path_factory.mktemp("单位")
    scans = draw_people(place / "材料")
    shutil.copy(scans / "三号" / "b.jpg", scans / "贺一鸣" / "b.jpg")  # a page that is looked at
    write_roster(place / "花名册.xlsx")
    return place


@pytest.fixture
def folder(drawn: Path, tmp_path: Path) -> Path:
    """A roster and its scans that nobody has worked on."""
    return shutil.copytree(drawn, tmp_path / "单位")


@pytest.fixture(scope="module")
def worked(drawn: Path, pool: WorkerPool, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A roster, its scans, and the results of a run."""
    place = shutil.copytree(drawn, tmp_path_factory.mktemp("做过的") / "单位")
    roster = place / "花名册.xlsx"
    plan = planning(roster, read_roster(roster).people, place / "材料", place / "批量结果")
    list(run_whole(pool, plan))
    return place


def shown(batch: BatchRoom) -> list[tuple[str, ...]]:
    """The cells of the table."""
    rows = batch.page.rows
    return [
        tuple(str(rows.index(place, column).data()) for column in range(rows.columnCount()))
        for place in range(rows.rowCount())
    ]


def left(window: MainWindow, room: Room) -> bool:
    """Tell whether a case is not open any more."""
    return window.room is not room


@pytest.mark.slow
def test_a_roster_runs_stops_goes_on_and_its_doubtful_pages_come_one_after_the_other(
    qtbot: QtBot, window: MainWindow, press: Press, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = planned(qtbot, window, folder)
    work, page = batch.work, batch.page
    assert batch.setup.primary.text() == "开始处理"
    assert "谁的" in batch.setup.told.accessibleName()  # a folder of nobody in the roster
    monkeypatch.setattr(running, "work_on", halting(1))
    batch.setup.focus()
    press(Qt.Key.Key_Return)  # it leads on, and begins nothing that nobody chose
    assert not work.running
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: work.running and page.isVisible())
    assert [row[3] for row in shown(batch)] == ["等候中"] * 3
    with qtbot.waitSignal(batch.page.told):
        press(Qt.Key.Key_Return)  # nothing of hers can be opened yet
    qtbot.waitUntil(lambda: work.last is not None)
    press(Qt.Key.Key_P)
    assert work.paused
    press(Qt.Key.Key_P)
    work.stop()
    qtbot.waitUntil(lambda: not work.running)
    assert len(work.results) < 3
    monkeypatch.setattr(running, "work_on", work_on)

    flashed: list[QWidget] = []
    monkeypatch.setattr(QApplication, "alert", flashed.append)
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    press(Qt.Key.Key_P)  # go on where it was stopped
    qtbot.waitUntil(lambda: work.running)
    qtbot.waitUntil(lambda: not work.running)
    assert flashed == [window]
    assert sorted(work.results) == [2, 3, 4]
    assert work.pages == (7, 7)
    out = folder / "批量结果"
    assert (out / "results.xlsx").is_file()
    assert [row[1] for row in shown(batch)] == [work.by_row[row].shown for row in (2, 3, 4)]
    # The second holds a page of the third's folder; the third one with another's name beside
    # 姓名, and one with another's number.
    assert [row[5] for row in shown(batch)] == ["", "1", "3"]

    qtbot.waitUntil(lambda: page.primary.text() == "下一处疑问")
    names = []
    for place, doubtful in enumerate(([2], [2, 3])):
        if not place:
            press(Qt.Key.Key_F)
        qtbot.waitUntil(lambda: window.room is not None)
        room = window.room
        assert room is not None
        names.append(room.session.case.applicant.name)
        assert room.review.isVisible()
        for number in doubtful:
            assert room.session.current == number
            see(qtbot, room.review)
            if room.review.step.way is Way.WHOSE:
                press(Qt.Key.Key_I)  # it is hers, though her name was not found on it
            press(Qt.Key.Key_F)  # agree to the page: the next person follows by herself
        qtbot.waitUntil(partial(left, window, room))
    assert names == [PEOPLE[1][0], PEOPLE[2][0]]
    qtbot.waitUntil(page.isVisible)
    qtbot.waitUntil(lambda: not any(one.doubtful for one in work.results.values()))
    # Who was looked at can be opened again, and nobody is said to be doubtful any more.
    qtbot.waitUntil(lambda: [row[8] for row in shown(batch)] == ["打开"] * 3)
    qtbot.waitUntil(lambda: "疑问" not in page.primary.text())
    kept = read_result(out / "陆听澜")
    assert kept is not None
    assert kept.doubtful == 0


def test_every_button_of_an_office_acts_or_says_why_not(
    qtbot: QtBot, presser: Presser, window: MainWindow, worked: Path
) -> None:
    def show(screen: str) -> None:
        if window.batch.work.running:  # a press began it
            window.batch.work.stop()
            qtbot.waitUntil(lambda: not window.batch.work.running)
        window.lay_down()
        SCREENS[screen](planned(qtbot, window, worked))

    for screen in SCREENS:
        presser.press_page(partial(show, screen), screen)
    assert not presser.dead, presser.dead
    assert presser.pressed > 30


@pytest.mark.slow
def test_results_of_before_are_shown_filtered_sorted_and_opened(
    qtbot: QtBot, window: MainWindow, press: Press, worked: Path
) -> None:
    batch = planned(qtbot, window, worked)
    work, page = batch.work, batch.page
    assert batch.setup.primary.text() == "接着上次做"
    batch.setup.look.click()
    assert page.isVisible()
    assert not work.running
    assert [row[0] for row in shown(batch)] == ["2", "3", "4"]
    for key in (Qt.Key.Key_S,) * 6:  # by row, name, employer, state, doubts, time left, returns
        press(key)
    page.sort_by(0)
    page.sort_by(0)
    assert [row[0] for row in shown(batch)] == ["4", "3", "2"]
    press(Qt.Key.Key_4)
    assert page.rows.kept is Filter.EMPLOYER
    assert shown(batch) == []
    press(Qt.Key.Key_2)
    spoken = page.rows.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "状态 放错 2 页" in str(spoken)
    doubted = page.rows.index(0, DOUBTFUL)
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert "2 页：这一页像是别人的材料：花名册第 … 行那个人的" in str(doubted.data(role))
    press(Qt.Key.Key_D)
    assert page.table.row == 3
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.room is not None)
    assert window.session is not None
    assert window.session.case.applicant.name == PEOPLE[1][0]
    press(Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert page.isVisible()
    assert page.table.row == 3


@pytest.mark.slow
def test_forms_and_tables_of_all_people_are_written_and_shown(
    qtbot: QtBot, window: MainWindow, worked: Path, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    batch = planned(qtbot, window, worked)
    batch.setup.look.click()
    with qtbot.waitSignal(batch.page.told) as told:
        press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert told.args is not None
    assert "已写好" in told.args[0]
    assert "留了空白" in told.args[0]
    place = worked / "批量结果" / "forms"
    assert [Path(one) for one in shown] == [place]
    assert {one.name for one in (place / NOTICE).iterdir()} == {
        f"{kind}.{ending}"
        for kind in ("recommendation", "posting", "posting_result")
        for ending in ("docx", "pdf")
    }
    posting = place / NOTICE / "posting.docx"
    finished = posting.read_bytes() + b"finished by hand"
    posting.write_bytes(finished)
    with qtbot.waitSignal(batch.page.told) as told:
        press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert told.args is not None
    assert "有人改过的留着没动" in told.args[0]
    assert posting.read_bytes() == finished
    assert (place / NOTICE / "posting.1.docx").is_file()
    for key, opened in (
        (Qt.Key.Key_E, place.parent),
        (Qt.Key.Key_P, place.parent / "results.xlsx"),
    ):
        with qtbot.waitSignal(batch.page.told):
            press(key, Qt.KeyboardModifier.ControlModifier)
        assert Path(shown[-1]) == opened


@pytest.mark.slow
def test_a_folder_of_cases_that_came_back_is_worked_on_like_a_roster(
    qtbot: QtBot, window: MainWindow, worked: Path, tmp_path: Path
) -> None:
    place = tmp_path / "收回的案卷"
    place.mkdir()
    for number, name in ((3, "贺一鸣"), (4, "陆听澜")):
        shutil.copy(worked / "批量结果" / name / "person.zcase", place / f"{number}.zcase")
    window.router.go(At("batch"))
    batch = window.batch
    batch.setup.take_roster(place)
    qtbot.waitUntil(lambda: batch.work.plan is not None)
    assert [one.applicant.name for one in batch.work.people] == [PEOPLE[1][0], PEOPLE[2][0]]
    batch.setup.next_step()
    qtbot.waitUntil(lambda: len(batch.work.results) == 2)
    qtbot.waitUntil(lambda: not batch.work.running)
    assert not any(one.problem for one in batch.work.results.values())
    assert not list((tmp_path / "批量结果").rglob("*.jpg"))
    assert batch.work.case_of(1) == place / "3.zcase"


@pytest.mark.slow
def test_closing_the_window_in_the_middle_of_a_run_keeps_what_is_done(
    qtbot: QtBot, window: MainWindow, folder: Path, tmp_path: Path
) -> None:
    batch = planned(qtbot, window, folder)
    batch.work.plan = None
    batch.setup.take_out(tmp_path / "别处")
    qtbot.waitUntil(lambda: batch.work.plan is not None)
    batch.setup.next_step()
    qtbot.waitUntil(lambda: batch.work.last is not None)
    window.close()
    assert not batch.work.running
    cases = sorted((tmp_path / "别处").rglob("*.zcase"))
    assert cases
    with open_case(cases[0]) as stored:
        assert not stored.read_only
        assert any(page.examined for page in stored.case.pages)


@pytest.mark.slow
def test_all_faults_of_a_roster_are_listed_with_row_and_column_and_read_again_together(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, press: Press
) -> None:
    path = write_roster(tmp_path / "r.xlsx", [["", "某某有限公司", NOTICE, "", "12"], PEOPLE[0]])
    window.router.go(At("batch"))
    setup, work = window.batch.setup, window.batch.work
    setup.take_roster(path)
    qtbot.waitUntil(lambda: work.roster is not None)
    model = setup.faults.model()
    lines = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert [line.split("：")[0] for line in lines] == ["第 2 行“姓名”", "第 2 行“身份证号”"]
    assert setup.faults.isVisible()
    assert "2 处要改" in setup.told.accessibleName()
    write_roster(path, [PEOPLE[0]])
    (tmp_path / "别的").mkdir()
    setup.focus()
    press(Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: work.roster is not None and work.roster.usable)
    assert not setup.faults.isVisible()
    assert setup.primary.text() == "选材料文件夹…"

    work.scans = tmp_path
    other = write_roster(tmp_path / "别的" / "r.xlsx", [PEOPLE[1]])
    setup.take_roster(other)  # has scans and results of its own
    qtbot.waitUntil(lambda: work.roster is not None)
    assert work.scans is None
    assert work.out == other.parent / "批量结果"


@pytest.mark.slow
def test_a_roster_that_is_read_late_never_stands_for_the_one_that_was_chosen_since(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    first = write_roster(tmp_path / "a.xlsx", PEOPLE * 200)
    broken = tmp_path / "b.csv"
    broken.write_bytes(b"\0")
    chosen = write_roster(tmp_path / "c.xlsx", [PEOPLE[1]])
    window.router.go(At("batch"))
    setup, work = window.batch.setup, window.batch.work
    for path in (first, broken, chosen):
        setup.take_roster(path)
    qtbot.waitUntil(lambda: work.roster is not None)
    assert work.roster is not None
    assert [one.applicant.name for one in work.roster.people] == ["贺一鸣"]
    qtbot.waitUntil(lambda: not work.reading)
    assert work.roster_path == chosen
    assert len(work.roster.people) == 1
