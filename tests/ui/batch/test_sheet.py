"""Doubts of many people side by side in the window: decided, taken back, looked at, told."""

import shutil
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.batch.drawn import draw_people, write_roster
from tests.drawn_text import typed
from tests.sealed_people import lay_out_people
from tests.ui.conftest import Press, come, see, there, until
from tests.ui.planned_batch import planned
from tests.ui.review.test_covers_by_hand import claimed_twice
from tests.ui.standing_still import standing_still
from tests.ui.wall.conftest import see_all
from zcdesk.batch.roster.people import read_roster
from zcdesk.batch.shared.folder import shared_folder
from zcdesk.batch.shared.pages import answer_for, page_name, read_answers, write_answers
from zcdesk.batch.shared.scans import split_shared
from zcdesk.cases.case import Decision
from zcdesk.cases.file.store import open_case
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.batch import shared_work
from zcdesk.ui.batch.batch_room import BatchRoom
from zcdesk.ui.keys.router import At
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.side_by_side.doubts import ExceptionMark

pytestmark = pytest.mark.slow

CONTROL = Qt.KeyboardModifier.ControlModifier
SEALS = 18


@pytest.fixture
def cases(tmp_path: Path) -> dict[int, Path]:
    """Three people with three pages of two seals and a signature each."""
    return lay_out_people(tmp_path, 3)


@pytest.fixture
def batch(window: MainWindow, cases: dict[int, Path], tmp_path: Path, press: Press) -> BatchRoom:
    made = planned(window, tmp_path)
    made.setup.results_wanted.emit()
    until(made.page.sheet.isVisible)
    press(Qt.Key.Key_V)
    assert made.sheet.isVisible()
    until(lambda: len(made.sheet.list.tiles) == SEALS)
    return made


def decided(cases: dict[int, Path]) -> dict[int, list[Decision]]:
    said = {}
    for row, path in cases.items():
        with open_case(path, writing=False) as stored:
            said[row] = [one for page in stored.case.pages for _, one in page.decisions]
    return said


@pytest.mark.nightly
def test_a_sheet_over_many_people_is_kept_in_each_case_and_taken_back_as_one(
    qtbot: QtBot, batch: BatchRoom, cases: dict[int, Path], window: MainWindow, press: Press
) -> None:
    sheet = batch.sheet
    assert "沈知遥（5364）　第 1 页" in {tile.whose for tile in sheet.list.tiles}
    own = sheet.list.tiles[0].doubt
    press(Qt.Key.Key_1)
    assert sheet.list.tiles[0].mark is ExceptionMark.OWN
    see_all(sheet)
    assert sheet.primary.text() == "其余 17 处都不是我们单位的"
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Return)  # opens the page of the first place, decides nothing
    room = come(lambda: window.room)
    see(room.review)
    assert room.session.path == cases[own.owner]
    assert room.session.current == own.number
    assert room.review.selected == own.hit
    window.router.go(At("leave"))
    until(sheet.isVisible)
    assert decided(cases) == {2: [], 3: [], 4: []}
    see_all(sheet)
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
    until(lambda: len(sheet.list.tiles) == SEALS)
    assert not claimed_twice(window)
    for _kind in range(2):
        see_all(sheet)
        with qtbot.waitSignal(batch.desk.told):
            press(Qt.Key.Key_Return, CONTROL)
    work = batch.work  # a person's pages become sure one after another
    until(lambda: sum(one.sure for one in work.results.values()) == 9)
    window.router.go(At("batch"))
    for key, words in ((Qt.Key.Key_Return, "确认了有把握的 9 页"), (Qt.Key.Key_Z, "已撤回：9 处")):
        with qtbot.waitSignal(batch.desk.told) as said:
            press(key, CONTROL)
        assert there(said.args)[0].startswith(words)
        for path in cases.values():
            with open_case(path, writing=False) as stored:
                agreed = [stored.case.is_confirmed(page) for page in stored.case.pages]
                assert agreed == [key == Qt.Key.Key_Return] * 3


def test_a_case_open_elsewhere_is_named_and_stays_on_the_sheet(
    qtbot: QtBot, batch: BatchRoom, cases: dict[int, Path], press: Press
) -> None:
    sheet = batch.sheet
    see_all(sheet)
    with open_case(cases[3]), qtbot.waitSignal(batch.desk.told) as said:
        press(Qt.Key.Key_Return, CONTROL)
    assert there(said.args)[0].startswith("一整张定下 12 处，2 人；贺一鸣（002X）：")
    assert {row: len(held) for row, held in decided(cases).items()} == {2: 6, 3: 0, 4: 6}
    until(lambda: len(sheet.list.tiles) == 6)
    assert {tile.doubt.owner for tile in sheet.list.tiles} == {3}


def test_the_table_counts_anew_what_was_decided(
    qtbot: QtBot, batch: BatchRoom, cases: dict[int, Path], press: Press
) -> None:
    sheet = batch.sheet
    before = [batch.work.results[row].doubtful for row in cases]
    for _ in range(2):
        see_all(sheet)
        with qtbot.waitSignal(batch.desk.told):
            press(Qt.Key.Key_Return, CONTROL)
        until(lambda: not batch.desk.busy)
    assert sheet.lead.text() == "回去"
    until(lambda: not batch.work.reading)
    # The pages wait for a look as before: no sheet confirms them.
    assert [batch.work.results[row].doubtful for row in cases] == before
    for path in cases.values():
        with open_case(path, writing=False) as stored:
            assert not any(page.open_doubts() for page in stored.case.pages)
    sheet.lead.click()
    assert batch.page.isVisible()


def test_only_enter_and_tab_decide_nothing(
    batch: BatchRoom, cases: dict[int, Path], window: MainWindow, press: Press
) -> None:
    sheet = batch.sheet
    see_all(sheet)
    for _ in range(12):
        press(Qt.Key.Key_Tab)
        if QApplication.focusWidget() is not sheet.list and window.room is None:
            press(Qt.Key.Key_Return)
        if not sheet.isVisible():
            break
    assert decided(cases) == {2: [], 3: [], 4: []}


FORMS = (("承诺书", "承诺人：沈知遥"), ("承诺书", "沈知遥、贺一鸣"), ("封面", "二〇二四年"))


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A roster, scans, and one scan of many people's forms."""
    place = tmp_path_factory.mktemp("单位")
    draw_people(place / "材料")
    write_roster(place / "花名册.xlsx")
    first, *others = [Image.fromarray(typed(*lines)) for lines in FORMS]
    first.save(place / "合订.pdf", save_all=True, append_images=others, resolution=150)
    (place / "坏.pdf").write_bytes(b"%PDF-1.4 nothing")
    return place


@pytest.fixture
def folder(drawn: Path, tmp_path: Path) -> Path:
    """The same, with nothing split yet."""
    return shutil.copytree(drawn, tmp_path / "单位")


@pytest.fixture
def answered(folder: Path, pool: WorkerPool) -> Path:
    """The same, split; one of the two pages that nobody knew of was answered."""
    out = folder / "批量结果"
    *_, last = split_shared(pool, [folder / "合订.pdf"], out)
    assert last.said is not None
    second = read_roster(folder / "花名册.xlsx").people[1]
    name = page_name(last.said.scan, 1)
    write_answers(shared_folder(out), {name: answer_for(second, "practice_evidence")})
    return folder


def rows(batch: BatchRoom) -> list[int | None]:
    return [page.row for page in batch.work.shared.pages]


def saved(batch: BatchRoom, folder: Path) -> bool:
    """Tell whether the answers on the disk are those on screen."""
    return read_answers(shared_folder(folder / "批量结果")) == batch.work.shared.answers


@pytest.mark.nightly
def test_a_scan_is_split_and_what_is_not_sure_is_asked_and_answered_by_key(
    window: MainWindow, press: Press, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = planned(window, folder)
    shared = batch.work.shared
    page = batch.shared
    monkeypatch.setattr(page, "choose_files", lambda: None)  # a dialog of the system
    batch.setup.choose_shared()
    assert page.isVisible()
    one_page = standing_still(split_shared, lambda step: step.said is not None)
    monkeypatch.setattr(shared_work, "split_shared", one_page)
    page.take_files([folder / "坏.pdf", folder / "合订.pdf"])
    until(lambda: len(shared.pages) == 1)
    assert page.stop.isVisible()
    page.stop.click()
    until(lambda: not shared.splitting)
    came = len(shared.pages)
    assert came == 1
    assert "坏.pdf" in page.refused.accessibleName()
    monkeypatch.setattr(shared_work, "split_shared", split_shared)
    page.take_files([])  # goes on where it was stopped, and knows the file
    until(lambda: not shared.splitting)
    until(lambda: not batch.work.reading)
    assert rows(batch) == [2, None, None]
    assert page.primary.text() == "下一页要定的，还有 2 页"

    page.focus()
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_F)
    assert page.list.present == shared.pages[1].name
    until(lambda: page.picture.image is not None)
    press(Qt.Key.Key_2)  # the second of those who could be meant; the next page follows
    assert rows(batch) == [2, 3, None]
    assert page.list.present == shared.pages[2].name
    press(Qt.Key.Key_R)
    assert shared.pages[2].nobody
    assert page.primary.text() == "回单位批量"
    control = Qt.KeyboardModifier.ControlModifier
    press(Qt.Key.Key_Z, control)
    press(Qt.Key.Key_Z, control)
    assert [one.open for one in shared.pages] == [False, True, True]
    press(Qt.Key.Key_Y, control)
    assert rows(batch) == [2, 3, None]
    assert page.list.present == shared.pages[1].name
    page.choice.slot_chosen.emit("practice_evidence")
    assert shared.slot(shared.pages[1]) == "practice_evidence"
    press(Qt.Key.Key_X)
    assert shared.pages[1].open
    assert page.choice.several.text() == "给页上的 2 个人"
    press(Qt.Key.Key_G)
    assert shared.pages[1].rows == (2, 3)
    press(Qt.Key.Key_Z, control)
    assert shared.pages[1].open
    press(Qt.Key.Key_A, control)
    press(Qt.Key.Key_3)  # all of them are hers
    assert rows(batch) == [4, 4, 4]
    press(Qt.Key.Key_Z, control)
    press(Qt.Key.Key_Z, control)  # the page is the second one's again, with its slot
    assert rows(batch) == [2, 3, None]
    until(lambda: saved(batch, folder))
    press(Qt.Key.Key_Escape)
    assert batch.setup.isVisible()


@pytest.mark.nightly
def test_answers_are_there_after_a_restart_and_the_run_follows_them(
    qtbot: QtBot, window: MainWindow, press: Press, answered: Path
) -> None:
    (answered / "合订.pdf").unlink()  # no page is read again
    batch = planned(window, answered)
    assert rows(batch) == [2, 3, None]
    assert batch.setup.primary.text() == "定下合订扫描件的 1 页"
    batch.setup.focus()
    press(Qt.Key.Key_Return)
    assert batch.shared.isVisible()
    press(Qt.Key.Key_Escape)  # left for later
    batch.setup.next_step()
    until(lambda: batch.work.running)
    batch.router.go(At("shared"))
    with qtbot.waitSignal(batch.shared.told):
        batch.shared.take_files([])
    before = dict(batch.work.shared.answers)
    press(Qt.Key.Key_R)  # nothing is changed while a run goes by it
    assert batch.work.shared.answers == before
    until(lambda: not batch.work.running)
    with open_case(answered / "批量结果" / "贺一鸣" / "person.zcase", writing=False) as stored:
        slots = {page.file_name: page.slot for page in stored.case.pages}
    assert slots["合订-2.png"] == "practice_evidence"
    until(
        lambda: (
            [page.output.parent.parent.name for page in batch.work.shared.pages]
            == ["0002", "0003", "unclear"]
        )
    )
    batch.show()
    assert batch.page.shared.text() == "合订扫描件 1 页请定"


def test_a_page_whose_picture_is_gone_says_so_and_one_that_is_there_is_shown(
    window: MainWindow, answered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = planned(window, answered)
    batch.work.shared.pages[0].output.unlink()
    said: list[str] = []
    monkeypatch.setattr(batch.shared.picture, "_say", lambda _, words: said.append(words))
    batch.router.go(At("shared"))
    batch.shared.list.go_to(0)
    until(lambda: any("现在读不到" in words for words in said))
    batch.shared.list.go_to(1)
    until(lambda: batch.shared.picture.image is not None)


def test_a_scan_chosen_by_mistake_is_taken_out_again(window: MainWindow, answered: Path) -> None:
    batch = planned(window, answered)
    batch.router.go(At("shared"))
    batch.shared.forget.click()
    until(lambda: not batch.work.shared.pages)
    assert not list(shared_folder(answered / "批量结果").glob("*/*/*.png"))
