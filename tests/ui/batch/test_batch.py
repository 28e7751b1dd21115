"""A whole roster in the window: chosen, run, filtered, opened, reviewed person by person."""

import shutil
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from benchmarks.office_cases import Office, laid_out
from tests.batch.drawn import EMPLOYER, HEAD, NOTICE, PEOPLE, draw_people, write_roster
from tests.batch.halting import halting
from tests.ui.batch.test_enter_and_tab import SCREENS
from tests.ui.conftest import Press, come, see, there, until
from tests.ui.planned_batch import planned
from tests.ui.pressing import Presser
from zcdesk.batch import running
from zcdesk.batch.results.due_day import due_of, keep_due
from zcdesk.batch.roster.people import read_roster
from zcdesk.batch.whole_run import TABLE, run_whole
from zcdesk.batch.working import work_on
from zcdesk.cases.file.store import open_case
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.batch.batch_page import BatchPage
from zcdesk.ui.batch.batch_room import BatchRoom
from zcdesk.ui.batch.plan import planning, writing_again
from zcdesk.ui.batch.rows import DOUBTFUL, Filter, batch_row
from zcdesk.ui.batch.setup import BatchSetup
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.review.next_step import Way
from zcdesk.workers.pool import WorkerPool

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("单位")
    draw_people(place / "材料")
    write_roster(place / "花名册.xlsx")
    return place


def mixed_up(place: Path) -> Path:
    """Give one of them a page of another's, which is looked at."""
    scans = place / "材料"
    shutil.copy(scans / "三号" / "b.jpg", scans / "贺一鸣" / "b.jpg")
    return place


@pytest.fixture
def begun(drawn: Path, tmp_path: Path) -> Path:
    """The same for one test, in which no earlier one put anything or left results."""
    return shutil.copytree(drawn, tmp_path / "单位")


@pytest.fixture
def folder(begun: Path) -> Path:
    return mixed_up(begun)


@pytest.fixture(scope="module")
def worked(drawn: Path, pool: WorkerPool, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A roster, its scans, and the results of a run."""
    place = mixed_up(shutil.copytree(drawn, tmp_path_factory.mktemp("做过的") / "单位"))
    roster = place / "花名册.xlsx"
    plan = planning(roster, read_roster(roster).people, place / "材料", place / "批量结果")
    list(run_whole(pool, plan))
    return place


def shown(batch: BatchRoom) -> list[tuple[str, ...]]:
    rows = batch.page.rows
    return [
        tuple(str(rows.index(place, column).data()) for column in range(rows.columnCount()))
        for place in range(rows.rowCount())
    ]


def left(window: MainWindow, room: Room) -> bool:
    return window.room is not room


@pytest.mark.nightly
def test_a_roster_runs_stops_goes_on_and_its_doubtful_pages_come_one_after_the_other(
    qtbot: QtBot, window: MainWindow, press: Press, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = planned(window, folder)
    work, page = batch.work, batch.page
    assert batch.setup.primary.text() == "开始处理"
    assert "李红" in batch.setup.told.accessibleName()  # a folder of nobody in the roster
    monkeypatch.setattr(running, "work_on", halting(1))
    batch.setup.focus()
    press(Qt.Key.Key_Return)  # it leads on, and begins nothing that nobody chose
    assert not work.running
    press(Qt.Key.Key_Space)
    until(lambda: work.running and page.isVisible())
    assert [row[3] for row in shown(batch)] == ["等候中"] * 3
    with qtbot.waitSignal(batch.page.told):
        press(Qt.Key.Key_Return)  # nothing of hers can be opened yet
    until(lambda: work.last is not None)
    press(Qt.Key.Key_P)
    assert work.paused
    press(Qt.Key.Key_P)
    work.stop()
    until(lambda: not work.running)
    assert len(work.results) < 3
    monkeypatch.setattr(running, "work_on", work_on)

    flashed: list[QWidget] = []
    monkeypatch.setattr(QApplication, "alert", flashed.append)
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    press(Qt.Key.Key_P)  # go on where it was stopped
    until(lambda: work.running)
    until(lambda: not work.running)
    assert flashed == [window]
    assert sorted(work.results) == [2, 3, 4]
    assert work.pages == (7, 7)
    out = folder / "批量结果"
    assert (out / "results.xlsx").is_file()
    assert [row[1] for row in shown(batch)] == [work.by_row[row].shown for row in (2, 3, 4)]
    # The second holds a page of the third's folder; the third one with another's name beside
    # 姓名, and one with another's number.
    assert [row[5] for row in shown(batch)] == ["", "1", "3"]

    until(lambda: page.primary.text() == "下一处疑问")
    names = []
    for place, doubtful in enumerate(([2], [2, 3])):
        if not place:
            press(Qt.Key.Key_F)
        room = come(lambda: window.room)
        names.append(room.session.case.applicant.name)
        assert room.review.isVisible()
        for number in doubtful:
            assert room.session.current == number
            see(room.review)
            if room.review.step.way is Way.WHOSE:
                press(Qt.Key.Key_I)  # it is hers, though her name was not found on it
            press(Qt.Key.Key_F)  # agree to the page: the next person follows by herself
        until(partial(left, window, room))
    assert names == [PEOPLE[1][0], PEOPLE[2][0]]
    until(page.isVisible)
    until(lambda: not any(one.doubtful for one in work.results.values()))
    # Who was looked at can be opened again, and nobody is said to be doubtful any more.
    until(lambda: [row[8] for row in shown(batch)] == ["打开"] * 3)
    until(lambda: "疑问" not in page.primary.text())


@pytest.mark.nightly
def test_every_button_acts_or_says_why(
    presser: Presser, window: MainWindow, worked: Path, tmp_path: Path
) -> None:
    pressed = shutil.copytree(worked, tmp_path / "单位")

    def show(screen: str) -> None:
        if window.batch.work.running:  # a press began it
            window.batch.work.stop()
            until(lambda: not window.batch.work.running)
        window.lay_down()
        SCREENS[screen](planned(window, pressed))

    for screen in SCREENS:
        presser.press_page(partial(show, screen), screen)
    assert not presser.dead, presser.dead
    assert presser.pressed > 30


@pytest.mark.nightly
def test_results_of_before_are_shown(window: MainWindow, press: Press, worked: Path) -> None:
    batch = planned(window, worked)
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
    until(lambda: window.room is not None)
    assert there(window.session).case.applicant.name == PEOPLE[1][0]
    press(Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert page.isVisible()
    assert page.table.row == 3


@pytest.mark.nightly
def test_forms_and_tables_of_all_people_are_written_and_shown(
    qtbot: QtBot, window: MainWindow, worked: Path, press: Press, outside: list[Path]
) -> None:
    batch = planned(window, worked)
    batch.setup.look.click()
    with qtbot.waitSignal(batch.page.told) as told:
        press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert told.args is not None
    assert "已写好" in told.args[0]
    assert "留了空白" in told.args[0]
    place = worked / "批量结果" / "forms"
    assert outside == [place]
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
    assert "有人改过的留着没动" in there(told.args)[0]
    assert posting.read_bytes() == finished
    assert (place / NOTICE / "posting.1.docx").is_file()
    for key, opened in (
        (Qt.Key.Key_E, place.parent),
        (Qt.Key.Key_P, place.parent / "results.xlsx"),
    ):
        with qtbot.waitSignal(batch.page.told):
            press(key, Qt.KeyboardModifier.ControlModifier)
        assert outside[-1] == opened


def test_a_folder_of_cases_that_came_back_is_worked_on_like_a_roster(
    window: MainWindow, worked: Path, tmp_path: Path
) -> None:
    place = tmp_path / "收回的案卷"
    place.mkdir()
    for number, name in ((3, "贺一鸣"), (4, "陆听澜")):
        shutil.copy(worked / "批量结果" / name / "person.zcase", place / f"{number}.zcase")
    window.router.go(At("batch"))
    batch = window.batch
    batch.setup.take_roster(place)
    until(lambda: batch.work.plan is not None)
    assert [one.applicant.name for one in batch.work.people] == [PEOPLE[1][0], PEOPLE[2][0]]
    batch.setup.next_step()
    until(lambda: len(batch.work.results) == 2)
    until(lambda: not batch.work.running)
    assert not any(one.problem for one in batch.work.results.values())
    assert not list((tmp_path / "批量结果").rglob("*.jpg"))
    assert batch.work.case_of(1) == place / "3.zcase"


@pytest.mark.nightly
def test_closing_the_window_in_the_middle_of_a_run_keeps_what_is_done(
    window: MainWindow, folder: Path, tmp_path: Path
) -> None:
    batch = planned(window, folder)
    batch.work.plan = None
    batch.setup.take_out(tmp_path / "别处")
    until(lambda: batch.work.plan is not None)
    batch.setup.next_step()
    until(lambda: batch.work.last is not None)
    window.close()
    assert not batch.work.running
    cases = sorted((tmp_path / "别处").rglob("*.zcase"))
    assert cases
    with open_case(cases[0]) as stored:
        assert not stored.read_only
        assert any(page.examined for page in stored.case.pages)


def test_all_faults_of_a_roster_are_listed_with_row_and_column_and_read_again_together(
    window: MainWindow, tmp_path: Path, press: Press
) -> None:
    path = write_roster(tmp_path / "r.xlsx", [["", "某某有限公司", NOTICE, "", "12"], PEOPLE[0]])
    window.router.go(At("batch"))
    setup, work = window.batch.setup, window.batch.work
    setup.take_roster(path)
    until(lambda: work.roster is not None)
    model = setup.faults.model()
    lines = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert [line.split("：")[0] for line in lines] == ["第 2 行“姓名”", "第 2 行“身份证号”"]
    assert setup.faults.isVisible()
    assert "2 处要改" in setup.told.accessibleName()
    write_roster(path, [PEOPLE[0]])
    (tmp_path / "别的").mkdir()
    setup.focus()
    press(Qt.Key.Key_F5)
    until(lambda: work.roster is not None and work.roster.usable)
    assert not setup.faults.isVisible()
    assert setup.primary.text() == "选材料文件夹…"

    work.scans = tmp_path
    setup.take_roster(write_roster(tmp_path / "改.xlsx", [PEOPLE[1]]))  # a corrected one keeps them
    until(lambda: work.roster is not None)
    assert work.scans == tmp_path
    other = write_roster(tmp_path / "别的" / "r.xlsx", [PEOPLE[1]])
    setup.take_roster(other)  # has scans and results of its own
    until(lambda: work.roster is not None)
    assert work.scans is None
    assert work.out == other.parent / "批量结果"


@pytest.mark.nightly
def test_a_roster_read_late_stands_for_no_later_one(window: MainWindow, tmp_path: Path) -> None:
    first = write_roster(tmp_path / "a.xlsx", PEOPLE * 200)
    broken = tmp_path / "b.csv"
    broken.write_bytes(b"\0")
    chosen = write_roster(tmp_path / "c.xlsx", [PEOPLE[1]])
    window.router.go(At("batch"))
    setup, work = window.batch.setup, window.batch.work
    for path in (first, broken, chosen):
        setup.take_roster(path)
    until(lambda: work.roster is not None)
    assert work.roster is not None
    assert [one.applicant.name for one in work.roster.people] == ["贺一鸣"]
    until(lambda: not work.reading)
    assert work.roster_path == chosen
    assert len(work.roster.people) == 1


def test_faults_of_rows_and_folders_are_mended_in_one_list_and_the_roster_stays(
    window: MainWindow, press: Press, tmp_path: Path
) -> None:
    scans = draw_people(tmp_path / "材料")
    rows = [
        ["沈知遥", EMPLOYER, NOTICE, "一 号·", "659900197303165364"],
        ["贺一鸣", EMPLOYER, NOTICE, "贺一呜", ""],
        ["陆听澜", "", NOTICE, "三号", "659900198203040001"],
    ]
    (scans / "贺一鸣").rename(scans / "甲乙丙")
    roster = write_roster(tmp_path / "花名册.xlsx", rows)
    before = roster.read_bytes()
    window.router.go(At("batch"))
    setup, work = window.batch.setup, window.batch.work
    setup.take_roster(roster)
    setup.take_scans(scans)
    until(lambda: work.roster is not None and not work.reading)
    told = setup._lines.stringList()
    assert [line[: line.index("：")] for line in told] == [
        "第 2 行“材料文件夹”", "第 4 行“工作单位”", "第 4 行“身份证号”",
    ]  # fmt: skip
    assert "是不是“一号”" in told[0]
    assert setup.mend.isVisible()
    assert setup.mend.field.text() == "一号", "what is probably meant stands there already"
    setup.mend.field.setFocus()
    press(Qt.Key.Key_Return)
    assert "→ 改成“一号”" in setup._lines.stringList()[0]
    assert setup.faults.currentIndex().row() == 1
    setup.mend.take()  # as it is written is not mended
    assert len(setup.mends) == 1
    assert not setup.mend.folder.isVisible()  # the next cell is no folder
    setup.mend.field.setText(EMPLOYER)
    setup.mend.accept.click()
    setup.mend.as_it_is.click()  # compared with her paper: it stands there so
    setup.notes.click()  # scans that are not there may still come: that is only to be known
    lines = setup._lines.stringList()
    (place,) = (at for at, line in enumerate(lines) if line.startswith("第 3 行“材料文件夹”"))
    setup.faults.setCurrentIndex(setup._lines.index(place))
    setup.mend.take_folder(scans / "甲乙丙")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["材料", "花名册.xlsx"]
    assert setup.primary.text() == "另存改好的 4 格，重新读"
    press(Qt.Key.Key_Return)  # leads on, and writes nothing
    assert not work.reading
    assert not (tmp_path / "花名册-改好.xlsx").exists()
    press(Qt.Key.Key_Space)
    until(lambda: work.plan is not None)
    assert work.roster_path == tmp_path / "花名册-改好.xlsx"
    assert work.scans == scans, "scans and results stay"
    assert work.by_row[4].applicant.id_number == "659900198203040001"
    assert roster.read_bytes() == before
    assert {row: place.name for row, (place,) in there(work.plan).matched.places.items()} == {
        2: "一号", 3: "甲乙丙", 4: "三号",
    }  # fmt: skip
    assert "花名册-改好.xlsx" in setup.told.accessibleName()
    assert setup.primary.text() == "开始处理"


def test_an_export_without_notices_takes_four_acts_and_says_who_does_not_apply(
    window: MainWindow, tmp_path: Path
) -> None:
    scans = draw_people(tmp_path / "材料")
    rows = [
        [*row[:2], *row[3:], said] for row, said in zip(PEOPLE, ("", "", "不申报"), strict=True)
    ]
    window.router.go(At("batch"))
    setup, work = window.batch.setup, window.batch.work
    setup.take_roster(write_roster(tmp_path / "r.xlsx", rows, [*HEAD[:2], *HEAD[3:], "备注"]))
    until(lambda: setup.asks_notice)
    assert setup.primary.text() == "选通知…"
    setup.notice.wanted.emit(NOTICE)
    until(lambda: setup.roster_is_usable)
    setup.take_scans(scans)
    until(lambda: work.plan is not None)
    assert setup.primary.text() == "开始处理"
    assert {person.notice for person in work.people} == {NOTICE}
    (row,) = (person.row for person in work.people if person.leaves)
    assert batch_row(work, row).look.word == "不申报"
    there(work.out).mkdir()
    out, _ = writing_again(there(work.plan), tuple(work.results.values()), "zh")
    cells = [cell.value for line in load_workbook(out / TABLE).worksheets[0] for cell in line]
    assert "不申报" in cells


def test_a_person_twice_is_one_question_and_button(window: MainWindow, tmp_path: Path) -> None:
    scans = draw_people(tmp_path / "材料")
    row = ["沈知遥", EMPLOYER, NOTICE, "一号", "659900197303165364"]
    window.router.go(At("batch"))
    setup, work = window.batch.setup, window.batch.work
    setup.take_roster(write_roster(tmp_path / "花名册.xlsx", [row, row]))
    setup.take_scans(scans)
    until(lambda: work.roster is not None)
    assert len(setup._lines.stringList()) == 1
    assert setup.mend.delete.text() == "删去第 3 行"
    setup.mend.delete.click()
    assert "→ 删去这一行" in setup._lines.stringList()[0]
    setup.primary.click()
    until(lambda: work.plan is not None)
    assert [person.row for person in work.people] == [2]


def test_an_open_question_is_answered_for_all_cells(window: MainWindow, tmp_path: Path) -> None:
    scans = draw_people(tmp_path / "材料")
    head = [*HEAD, "degree"]
    rows = [[*row, answer] for row, answer in zip(PEOPLE, ("没有", "", ""), strict=True)]
    roster = write_roster(tmp_path / "花名册.xlsx", rows, head)
    window.router.go(At("batch"))
    setup, work = window.batch.setup, window.batch.work
    setup.take_roster(roster)
    setup.take_scans(scans)
    until(lambda: work.plan is not None)
    card = setup.answers
    assert card.isVisible()
    asked = [question.fact.id for question in card._questions]
    card.question.setCurrentIndex(asked.index("degree"))
    assert card.take.text() == "空着的 2 行都这样答"
    yes = next(option.title for option in card._questions[asked.index("degree")].fact.options)
    card.answer.setCurrentText(yes)
    card.take.click()
    assert setup.primary.text() == "另存改好的 2 格，重新读"
    assert [path.name for path in tmp_path.glob("*.xlsx")] == ["花名册.xlsx"], "not yet"
    setup.primary.click()
    until(lambda: work.plan is not None and work.plan.roster != roster)
    answers = [dict(person.facts)["degree"] for person in there(work.plan).people]
    assert answers[1] == answers[2] != answers[0]
    assert "degree" not in [question.fact.id for question in card._questions]


def test_an_empty_roster_asks_what_the_chosen_notice_asks(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
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
        until(partial(_says, setup, path.name))
        heads.append({cell.value for cell in load_workbook(path).worksheets[0][1]})
    assert heads[0] - heads[1], "a notice has questions of its own"


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
    window: MainWindow, begun: Path
) -> None:
    batch = planned(window, begun)
    setup, work = batch.setup, batch.work
    assert "3 人有材料，6 个文件；还没有开始处理" in setup.told.accessibleName()
    setup.due.field.setText("9 月 20 日")
    setup.primary.click()
    assert not work.running
    assert work.due is None
    setup.due.field.setText("2026-12-31")
    assert work.due == date(2026, 12, 31)
    out = begun / "批量结果"
    out.mkdir(exist_ok=True)
    keep_due(out, date(2026, 12, 30))
    setup.due.field.setText("")
    setup.take_scans(begun / "材料")
    until(lambda: work.plan is not None)
    assert setup.due.field.text() == "2026-12-30"
    keep_due(out, None)
    assert due_of(out) is None


@pytest.mark.nightly
def test_her_letter_and_her_folder_open_from_the_row_and_a_refused_file_is_named(
    window: MainWindow, press: Press, begun: Path, outside: list[Path]
) -> None:
    (begun / "材料" / "一号" / "坏.pdf").write_bytes(b"no picture")
    batch = planned(window, begun)
    batch.setup.due.show_day(date(2026, 12, 31))
    batch.setup.primary.click()
    until(lambda: len(batch.work.results) == 3)
    until(lambda: not batch.work.running)
    page, out = batch.page, begun / "批量结果"
    page.table.mark(2)  # where she is marked already, her line comes a moment later
    until(lambda: "“坏.pdf”" in page.person.files.accessibleName())
    page.focus()
    press(Qt.Key.Key_L)
    press(Qt.Key.Key_O)
    assert outside == [out / "沈知遥" / "letter.docx", out / "沈知遥"]
    assert "12 月 31 日" in (out / "沈知遥" / "letter.txt").read_text(encoding="utf-8")
    assert batch.work.results[2].pages["refused"]
    page.table.mark(3)
    assert not page.person.files.isVisible()


def _says(setup: BatchSetup, words: str) -> bool:
    return words in setup.told.accessibleName()


MANY, IN_DOUBT = 60, (2, 1)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Sixty people; the first two have doubtful pages."""
    return laid_out(tmp_path / "单位", MANY, IN_DOUBT)


def table_of(window: MainWindow, office: Office) -> BatchPage:
    window.router.go(At("batch"))
    batch = window.batch
    until(batch.setup.isVisible)
    batch.setup.take_roster(office.roster)
    batch.setup.take_scans(office.scans)
    batch.setup.take_out(office.out)
    until(lambda: batch.work.plan is not None)
    batch.setup.results_wanted.emit()
    batch.page.focus()
    return batch.page


class Drawn(QObject):
    """Notes the words of buttons that are drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, Button):
            self.words.append(watched.text())
        return False


@pytest.mark.nightly
def test_filters_show_whom_they_count(window: MainWindow, press: Press, office: Office) -> None:
    page = table_of(window, office)
    results = page._work.results
    today = [row for row in results if results[row].today]
    assert page.rows.shown == today, "it opens with what is to be done today"
    assert set(today) >= {row for row in results if results[row].doubtful}
    for place, kept in enumerate(Filter):
        press(Qt.Key(Qt.Key.Key_1 + place))
        wanted = {Filter.TODAY: today, Filter.ALL: list(results)}.get(
            kept, [row for row in results if str(results[row].turn) == kept]
        )
        if kept is not Filter.RETURNED:
            assert page.rows.shown == wanted
        assert page.chips[kept].text().endswith(f" {len(page.rows.shown)}")


@pytest.mark.nightly
def test_what_stays_the_same_is_drawn_once_meanwhile(window: MainWindow, office: Office) -> None:
    page, drawn = table_of(window, office), Drawn()
    QApplication.processEvents()
    for button in page.findChildren(Button):
        button.installEventFilter(drawn)
    page._refresh_around()
    QApplication.processEvents()
    assert not drawn.words
    page.primary.say("另一句话")
    QApplication.processEvents()
    assert "另一句话" in drawn.words


@pytest.mark.nightly
def test_a_queue_begins_at_its_first_doubt_and_leads_to_the_next_person(
    window: MainWindow, press: Press, office: Office
) -> None:
    page = table_of(window, office)
    assert page.primary.text() == "下一处疑问"
    press(Qt.Key.Key_F)
    seen = []
    for pages in IN_DOUBT:
        room = come(lambda: window.room)
        assert room.review.isVisible(), "the doubt is shown at once"
        seen.append(room.session.case.applicant.name)
        for _page in range(pages):
            see(room.review)
            while room.review.step.way is Way.DOUBT:
                press(Qt.Key.Key_N)
                press(Qt.Key.Key_E)
            see(room.review)
            press(Qt.Key.Key_F)
        until(partial(left, window, room))
    assert seen == [person.applicant.name for person in office.people[:2]]
    until(page.isVisible)
    until(lambda: not page._work.reading)

    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Return)  # nothing of hers is in doubt any more: her sections are shown
    until(lambda: window.room is not None)
    assert window.room is not None
    assert not page.isVisible()
