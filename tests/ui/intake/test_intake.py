"""What is being taken in is seen at once, counts on, and says lastingly what was left out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import NOTICE, SLOT
from tests.ui.drawn import APPLICANT
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.intake import taking_in
from zcdesk.ui.intake.intake_card import Intake, IntakeCard
from zcdesk.ui.look.text import Label


def words_on(card: IntakeCard) -> str:
    return "\n".join(label.accessibleName() for label in card.findChildren(Label))


def copies(scans: Path, folder: Path, count: int) -> list[Path]:
    """Return files, two of them with the same content as the first."""
    folder.mkdir()
    sources = sorted(scans.glob("*.jpg"))[:4]
    found = [folder / f"扫描{n:04d}.jpg" for n in range(1, count + 1)]
    for place, path in enumerate(found):
        shutil.copyfile(sources[place % len(sources)] if place < 4 else sources[0], path)
    return found


def made(qtbot: QtBot, window: MainWindow, tmp_path: Path, paths: list[Path]) -> Room:
    """Begin a case with these files from the page with name and employer; nothing is waited for."""
    window.new_case(NOTICE)
    window.identity.name.setText(APPLICANT.name)
    window.identity.employer.setText(APPLICANT.employer)
    window.identity.scans.take(tuple(paths))
    window.identity.primary.click()
    assert f"正在收下 {len(paths)} 个文件" in window.identity.primary.text()
    qtbot.waitUntil(lambda: window.room is not None)
    assert window.room is not None
    return window.room


@pytest.mark.slow
def test_names_and_count_stand_there_before_any_file_was_opened(
    qtbot: QtBot, window: MainWindow, scans: Path, tmp_path: Path
) -> None:
    paths = copies(scans, tmp_path / "扫描", 6)
    room = made(qtbot, window, tmp_path, paths)
    card = room.workspace.intake
    # No event was handled since the room stands: what is seen was there at once.
    assert card.isVisible()
    assert re.search("正在收下 [01] / 6", words_on(card))  # a quick computer is at the first
    assert "扫描0001.jpg" in words_on(card)
    counted: list[str] = []
    room.workspace.acts.taking.connect(lambda _one: counted.append(words_on(card)))
    qtbot.waitUntil(lambda: not room.workspace.acts.busy)
    for done in range(1, 7):
        assert any(f"正在收下 {done} / 6" in words for words in counted), done
    assert len(room.session.case.pages) == 4
    told = words_on(card)
    assert told.count("内容相同") == 1
    assert "2 个文件与别的文件内容相同，各只留一份：扫描0005.jpg、扫描0006.jpg。" in told
    assert card._told.toolTip().splitlines() == [
        "“扫描0005.jpg”与“扫描0001.jpg”内容相同，只留一份。",
        "“扫描0006.jpg”与“扫描0001.jpg”内容相同，只留一份。",
    ]
    room.session.stop_reading()
    room.workspace.show_slot(SLOT)
    assert card.isVisible()
    assert "内容相同" in words_on(card)
    room.workspace.acts.take_files("", [paths[1]], 0)
    qtbot.waitUntil(lambda: not room.workspace.acts.busy)
    assert len(room.session.case.pages) == 4
    assert "扫描0002.jpg已经在这里" in words_on(card)
    assert "扫描0005.jpg" in words_on(card)  # still there: nobody has read it away
    card.known.click()
    assert not card.isVisible()


@pytest.mark.slow
def test_a_folder_counts_its_files_and_a_refused_one_says_why(
    qtbot: QtBot, room: Room, scans: Path
) -> None:
    card, acts = room.workspace.intake, room.workspace.acts
    seen: list[Intake] = []
    acts.taking.connect(seen.append)
    acts.take_files("", [scans], 0)
    assert card.isVisible()
    qtbot.waitUntil(lambda: not acts.busy)
    assert max(one.total for one in seen) == len(list(scans.iterdir()))
    assert "6坏文件.jpg" in words_on(card)
    assert card.known.isVisible()


@pytest.mark.slow
def test_a_stop_keeps_what_came(qtbot: QtBot, room: Room, scans: Path) -> None:
    acts = room.workspace.acts
    before = len(room.session.case.pages)
    acts.take_files("", sorted(scans.glob("*.jpg"))[:4], 0)
    acts.taking.connect(lambda one: acts.stop() if one.done == 1 and one.running else None)
    qtbot.waitUntil(lambda: not acts.busy)
    assert before < len(room.session.case.pages) <= before + 4
    assert not room.workspace.intake.stop.isVisible()


@pytest.mark.slow
def test_many_files_given_at_once_are_undone_at_once_and_counted_together(
    qtbot: QtBot, room: Room, scans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_in, "BATCH", 1)  # each file comes in by itself
    acts, session = room.workspace.acts, room.session
    session.stop_reading()
    before, told, steps = session.case.pages, [""], session.steps
    session.told.connect(told.append)
    acts.take_files("", sorted(scans.glob("*.jpg"))[:3], 0)
    qtbot.waitUntil(lambda: not acts.busy)
    came = session.case.pages
    assert session.steps == steps + 3
    assert told[-1].startswith(f"放入 {len(came) - len(before)} 页")
    session.undo()
    assert [page.number for page in session.case.pages] == [page.number for page in before]
    session.redo()
    assert [page.number for page in session.case.pages] == [page.number for page in came]


@pytest.mark.slow
def test_what_was_done_between_two_files_is_not_undone_with_them(
    qtbot: QtBot, room: Room, scans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_in, "BATCH", 1)
    acts, session = room.workspace.acts, room.session
    session.stop_reading()
    between: list[int] = []

    def act_between(intake: Intake) -> None:
        if intake.done == 2 and not between:
            between.append(len(session.case.pages))
            acts.move(SLOT, [session.case.pages[-1].number], 0)

    acts.taking.connect(act_between)
    acts.take_files("", sorted(scans.glob("*.jpg"))[:3], 0)
    qtbot.waitUntil(lambda: not acts.busy)
    after = len(session.case.pages)
    assert between[0] < after
    session.undo()
    assert len(session.case.pages) == between[0]


def test_the_time_left_is_told_when_it_is_known(qtbot: QtBot) -> None:
    card = IntakeCard()
    qtbot.addWidget(card)
    names = tuple(f"{n}.jpg" for n in range(40))
    for done in range(5):
        card.show_intake(Intake(names, done, running=True))
    assert "约" not in words_on(card)
    card.show_intake(Intake(names, 6, running=True))
    assert "约 10 秒" in words_on(card)
    card.show_intake(Intake(names, 40))
    assert not card.isVisible()


@pytest.mark.slow
def test_many_files_given_once_more_are_told_in_one_sentence(
    qtbot: QtBot, window: MainWindow, scans: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "扫描"
    folder.mkdir()
    source = (scans / "4大纲.jpg").read_bytes()
    paths = [folder / f"扫描{n:04d}.jpg" for n in range(1, 10)]
    for number, path in enumerate(paths):
        path.write_bytes(source + bytes([number]))  # each another file, all the same picture
    room = made(qtbot, window, tmp_path, paths)
    acts, card = room.workspace.acts, room.workspace.intake
    qtbot.waitUntil(lambda: not acts.busy)
    room.session.stop_reading()
    for _time in range(2):
        acts.take_files("", paths, 0)
        qtbot.waitUntil(lambda: not acts.busy)
    assert len(room.session.case.pages) == 9
    told = words_on(card)
    assert "有 9 个文件没有放入" in told
    assert told.count("已经在这里") == 1
    assert "扫描0006.jpg 等 9 个已经在这里" in told
