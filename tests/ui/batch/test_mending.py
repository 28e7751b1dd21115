"""Faults of a roster in the window: mended cell by cell, a folder chosen, written as a copy."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.batch.drawn import EMPLOYER, HEAD, NOTICE, PEOPLE, draw_people, write_roster
from tests.ui.conftest import Press
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.keys.router import At


@pytest.mark.slow
def test_faults_of_rows_and_folders_are_mended_in_one_list_and_the_roster_stays(
    qtbot: QtBot, window: MainWindow, press: Press, tmp_path: Path
) -> None:
    scans = draw_people(tmp_path / "材料")
    rows = [
        ["沈知遥", EMPLOYER, NOTICE, "一 号·", "659900197303165364"],
        ["贺一鸣", EMPLOYER, NOTICE, "贺一呜", ""],
        ["陆听澜", "", NOTICE, "三号", "659900198203040000"],
    ]
    (scans / "贺一鸣").rename(scans / "甲乙丙")
    roster = write_roster(tmp_path / "花名册.xlsx", rows)
    before = roster.read_bytes()
    window.router.go(At("batch"))
    setup, work = window.batch.setup, window.batch.work
    setup.take_roster(roster)
    setup.take_scans(scans)
    qtbot.waitUntil(lambda: work.roster is not None and not work.reading)
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
    qtbot.waitUntil(lambda: work.plan is not None)
    assert work.roster_path == tmp_path / "花名册-改好.xlsx"
    assert work.scans == scans, "scans and results stay"
    assert work.by_row[4].applicant.id_number == "659900198203040000"
    assert roster.read_bytes() == before
    assert work.plan is not None
    assert {row: place.name for row, place in work.plan.matched.folders.items()} == {
        2: "一号", 3: "甲乙丙", 4: "三号",
    }  # fmt: skip
    assert "花名册-改好.xlsx" in setup.told.accessibleName()
    assert setup.primary.text() == "开始处理"


def test_the_same_person_twice_is_one_question_and_one_button(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    scans = draw_people(tmp_path / "材料")
    row = ["沈知遥", EMPLOYER, NOTICE, "一号", "659900197303165364"]
    window.router.go(At("batch"))
    setup, work = window.batch.setup, window.batch.work
    setup.take_roster(write_roster(tmp_path / "花名册.xlsx", [row, row]))
    setup.take_scans(scans)
    qtbot.waitUntil(lambda: work.roster is not None)
    assert len(setup._lines.stringList()) == 1
    assert setup.mend.delete.text() == "删去第 3 行"
    setup.mend.delete.click()
    assert "→ 删去这一行" in setup._lines.stringList()[0]
    setup.primary.click()
    qtbot.waitUntil(lambda: work.plan is not None)
    assert [person.row for person in work.people] == [2]


@pytest.mark.slow
def test_a_question_that_nobody_answered_is_answered_once_for_all_empty_cells(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    scans = draw_people(tmp_path / "材料")
    head = [*HEAD, "degree"]
    rows = [[*row, answer] for row, answer in zip(PEOPLE, ("没有", "", ""), strict=True)]
    roster = write_roster(tmp_path / "花名册.xlsx", rows, head)
    window.router.go(At("batch"))
    setup, work = window.batch.setup, window.batch.work
    setup.take_roster(roster)
    setup.take_scans(scans)
    qtbot.waitUntil(lambda: work.plan is not None)
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
    qtbot.waitUntil(lambda: work.plan is not None and work.plan.roster != roster)
    assert work.plan is not None
    answers = [dict(person.facts)["degree"] for person in work.plan.people]
    assert answers[1] == answers[2] != answers[0]
    assert "degree" not in [question.fact.id for question in card._questions]
