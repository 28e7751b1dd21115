"""Scans of many people's forms in the window: split, asked, answered by key, kept, worked on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.batch.drawn import draw_people, write_roster
from tests.drawn_text import typed
from tests.ui.conftest import Press
from tests.ui.planned_batch import planned
from tests.ui.standing_still import standing_still
from zcdesk.batch.roster.people import read_roster
from zcdesk.batch.shared.folder import shared_folder
from zcdesk.batch.shared.pages import answer_for, page_name, read_answers, write_answers
from zcdesk.batch.shared.scans import split_shared
from zcdesk.cases.file.store import open_case
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.batch import shared_work
from zcdesk.ui.batch.batch_room import BatchRoom
from zcdesk.ui.keys.router import At
from zcdesk.workers.pool import WorkerPool

FORMS = (
    ("承诺书", "承诺人：沈知遥"),
    ("承诺书", "沈知遥、贺一鸣"),
    ("封面", "二〇二四年"),
)


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


@pytest.mark.slow
def test_a_scan_is_split_and_what_is_not_sure_is_asked_and_answered_by_key(
    qtbot: QtBot, window: MainWindow, press: Press, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = planned(qtbot, window, folder)
    shared = batch.work.shared
    page = batch.shared
    monkeypatch.setattr(page, "choose_files", lambda: None)  # a dialog of the system
    batch.setup.choose_shared()
    assert page.isVisible()
    one_page = standing_still(split_shared, lambda step: step.said is not None)
    monkeypatch.setattr(shared_work, "split_shared", one_page)
    page.take_files([folder / "坏.pdf", folder / "合订.pdf"])
    qtbot.waitUntil(lambda: len(shared.pages) == 1)
    assert page.stop.isVisible()
    page.stop.click()
    qtbot.waitUntil(lambda: not shared.splitting)
    came = len(shared.pages)
    assert came == 1
    assert "坏.pdf" in page.refused.accessibleName()
    monkeypatch.setattr(shared_work, "split_shared", split_shared)
    page.take_files([])  # goes on where it was stopped, and knows the file
    qtbot.waitUntil(lambda: not shared.splitting)
    qtbot.waitUntil(lambda: not batch.work.reading)
    assert rows(batch) == [2, None, None]
    assert page.primary.text() == "下一页要定的，还有 2 页"

    page.focus()
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_F)
    assert page.list.present == shared.pages[1].name
    qtbot.waitUntil(lambda: page.picture.image is not None)
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
    qtbot.waitUntil(lambda: saved(batch, folder))
    press(Qt.Key.Key_Escape)
    assert batch.setup.isVisible()


@pytest.mark.slow
def test_answers_are_there_after_a_restart_and_the_run_follows_them(
    qtbot: QtBot, window: MainWindow, press: Press, answered: Path
) -> None:
    (answered / "合订.pdf").unlink()  # no page is read again
    batch = planned(qtbot, window, answered)
    assert rows(batch) == [2, 3, None]
    assert batch.setup.primary.text() == "定下合订扫描件的 1 页"
    batch.setup.focus()
    press(Qt.Key.Key_Return)
    assert batch.shared.isVisible()
    press(Qt.Key.Key_Escape)  # left for later
    batch.setup.next_step()
    qtbot.waitUntil(lambda: batch.work.running)
    batch.router.go(At("shared"))
    with qtbot.waitSignal(batch.shared.told):
        batch.shared.take_files([])
    before = dict(batch.work.shared.answers)
    press(Qt.Key.Key_R)  # nothing is changed while a run goes by it
    assert batch.work.shared.answers == before
    qtbot.waitUntil(lambda: not batch.work.running)
    with open_case(answered / "批量结果" / "贺一鸣" / "person.zcase", writing=False) as stored:
        slots = {page.file_name: page.slot for page in stored.case.pages}
    assert slots["合订-2.png"] == "practice_evidence"
    qtbot.waitUntil(
        lambda: (
            [page.output.parent.parent.name for page in batch.work.shared.pages]
            == ["0002", "0003", "unclear"]
        )
    )
    batch.show()
    assert batch.page.shared.text() == "合订扫描件 1 页请定"


def test_a_page_whose_picture_is_gone_says_so_and_one_that_is_there_is_shown(
    qtbot: QtBot, window: MainWindow, answered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = planned(qtbot, window, answered)
    batch.work.shared.pages[0].output.unlink()
    said: list[str] = []
    monkeypatch.setattr(batch.shared.picture, "_say", lambda _, words: said.append(words))
    batch.router.go(At("shared"))
    batch.shared.list.go_to(0)
    qtbot.waitUntil(lambda: any("现在读不到" in words for words in said))
    batch.shared.list.go_to(1)
    qtbot.waitUntil(lambda: batch.shared.picture.image is not None)


@pytest.mark.slow
def test_a_scan_chosen_by_mistake_is_taken_out_again(
    qtbot: QtBot, window: MainWindow, answered: Path
) -> None:
    batch = planned(qtbot, window, answered)
    batch.router.go(At("shared"))
    batch.shared.forget.click()
    qtbot.waitUntil(lambda: not batch.work.shared.pages)
    assert not list(shared_folder(answered / "批量结果").glob("*/*/*.png"))
