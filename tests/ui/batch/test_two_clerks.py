"""Two clerks one after the other: a window never shows one person and means another (R29)."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.batch.drawn import EMPLOYER, NOTICE, write_roster
from tests.ui.conftest import there, until
from zcdesk.applicant import Applicant
from zcdesk.batch.case_folders import read_people
from zcdesk.batch.results.person_results import Mislaid, PersonResult
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.running import run
from zcdesk.batch.scan_folders import match_folders
from zcdesk.batch.working import look_again
from zcdesk.cases.acts.arranging import add_pages
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cases.tables.rows import inside
from zcdesk.errors import ZcdeskError
from zcdesk.notices.clock import now
from zcdesk.ui.batch.batch_page import BatchPage
from zcdesk.ui.batch.last_batch import keep_last, take_last
from zcdesk.ui.batch.plan import Plan, planning
from zcdesk.ui.batch.return_dialog import ReturnDialog
from zcdesk.ui.batch.rows import batch_row
from zcdesk.ui.batch.work import BatchWork
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.start.batch_door import batch_told
from zcdesk.workers.pool import WorkerPool

ROWS = [
    ["沈知遥", EMPLOYER, NOTICE, "一号", "659900197303165364"],
    ["贺一鸣", EMPLOYER, NOTICE, "二号", "11010519491231002X"],
    ["陆听澜", EMPLOYER, NOTICE, "三号", ""],
]


def write(home: Path, rows: list[list[str]]) -> Path:
    """Write the roster a moment later than the one before."""
    path = write_roster(home / "r.xlsx", rows)
    later = path.stat().st_mtime_ns + 10**9
    os.utime(path, ns=(later, later))
    return path


def elsewhere(pool: WorkerPool, home: Path) -> None:
    """Run the roster as another clerk does, by the command line."""
    people = read_people(home / "r.xlsx").people
    matched = match_folders(people, home / "材料")
    list(run(pool, people, matched, home / "结果", now(), resume=True))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for row in ROWS:
        (tmp_path / "材料" / row[3]).mkdir(parents=True)
        (tmp_path / "材料" / row[3] / "a.jpg").write_bytes(row[0].encode())  # refused at once
    write(tmp_path, ROWS)
    return tmp_path


@pytest.fixture
def work(qtbot: QtBot, pool: WorkerPool, home: Path) -> Iterator[BatchWork]:
    """The window of the first clerk, with everything done."""
    elsewhere(pool, home)
    owner = QObject()
    made = BatchWork(pool, owner)
    made.check(home / "r.xlsx")
    until(lambda: made.roster is not None)
    made.scans, made.out = home / "材料", home / "结果"
    with qtbot.waitSignal(made.planned):
        made.prepare()
    yield made
    made.close()


def named(work: BatchWork) -> dict[str, str]:
    """Whose case opens behind each name of the table."""
    found = {}
    for row, person in work.by_row.items():
        path = there(work.case_of(row))
        with open_case(path, writing=False) as stored:
            found[person.applicant.name] = stored.case.applicant.name
    return found


@pytest.mark.slow
def test_a_roster_that_another_clerk_sorted_and_ran_is_read_again_before_anything_is_opened(
    qtbot: QtBot, pool: WorkerPool, home: Path, work: BatchWork
) -> None:
    assert all(one == other for one, other in named(work).items())
    page = BatchPage(work)
    qtbot.addWidget(page)
    page.table.mark(2)
    late = ["巴合提", EMPLOYER, NOTICE, "四号", ""]
    (home / "材料" / "四号").mkdir()
    (home / "材料" / "四号" / "a.jpg").write_bytes(b"x")
    write(home, [ROWS[1], late, ROWS[0], ROWS[2]])
    elsewhere(pool, home)
    with pytest.raises(ZcdeskError, match=r"^batch\.changed_meanwhile$"):
        work.require_standing()
    with qtbot.waitSignal(work.failed) as told:
        work.write_tables()
    assert told.args[0].code == "batch.changed_meanwhile"
    assert not (home / "结果" / "results.xlsx").exists()
    wrong = dict.fromkeys(work.by_row, home / "结果" / "贺一鸣")
    with pytest.raises(ZcdeskError, match=r"^batch\.row_changed$"):
        look_again(work.by_row[2], work.people, wrong, now())
    with qtbot.waitSignal(work.progressed):
        work.compare()
    page._refresh_around()
    assert "按 F5" in page._line.accessibleName()
    with qtbot.waitSignal(work.planned):
        work.read_again()
    order = ["贺一鸣", "巴合提", "沈知遥", "陆听澜"]
    assert [person.applicant.name for person in work.people] == order
    assert (page.table.row, page._line.accessibleName()) == (4, ""), "she is marked, not her row"
    assert all(one == other for one, other in named(work).items())
    with qtbot.waitSignal(work.written):
        work.write_tables()
    sheet = load_workbook(home / "结果" / "results.xlsx").worksheets[0]
    assert [str(sheet.cell(row, 2).value)[:3] for row in range(3, 7)] == order


def test_a_new_roster_is_read(qtbot: QtBot, pool: WorkerPool, home: Path, work: BatchWork) -> None:
    write(home, [ROWS[2], ROWS[0], ROWS[1]])
    with qtbot.waitSignal(work.planned):
        work.start(resume=True)
    until(lambda: not work.running and not work.reading)
    assert [person.applicant.name for person in work.people] == ["陆听澜", "沈知遥", "贺一鸣"]
    assert all(one == other for one, other in named(work).items())
    assert all(isinstance(one, PersonResult) for one in work.results.values())


def test_another_rows_page_is_given_to_her_here(qtbot: QtBot, home: Path, work: BatchWork) -> None:
    with open_case(home / "结果" / "沈知遥" / "person.zcase") as stored:
        sha256, _ = stored.keep_original(b"a scan")
        found = CasePage(9, "", inside(stored.path, sha256, "b.jpg"), examined=False)
        stored.save(add_pages(stored.case, (found,)), ActCode.ADD)
    mislaid = Mislaid(3, 2, "diploma")
    work.results[2] = replace(work.results[2], strangers=((9, 3),), mislaid=(mislaid,))
    page = BatchPage(work)
    qtbot.addWidget(page)
    line = page.person
    line.show_person(batch_row(work, 2))
    assert not line.give.isHidden()
    assert "第 2 页给第 3 行" in line.give.accessibleName()
    given: list[int] = []
    work.renewed.connect(given.append)
    line.give.click()
    until(lambda: sorted(given) == [2, 3])
    names = {}
    for row in (2, 3):
        folder = home / "结果" / work.by_row[row].applicant.name
        with open_case(folder / "person.zcase", writing=False) as stored:
            names[row] = [page.file_name for page in stored.case.pages]
    assert names == {2: ["a.jpg"], 3: ["a.jpg", "b.jpg"]}


def test_a_return_is_noted_for_those_it_names(qtbot: QtBot, home: Path, work: BatchWork) -> None:
    page = BatchPage(work)
    qtbot.addWidget(page)
    dialog = ReturnDialog(work, page)
    dialog.words.setPlainText("沈知遥：学历证书不清晰\n赵铁柱：缺公示\n贺一鸣：缺照片")
    until(lambda: dialog.table.rowCount() == 3)
    assert dialog.told.accessibleName() == "登记给 2 人。第 2 行没有认出是谁的，不登记。"
    assert not dialog.agree.isEnabled()
    dialog.at.setText("2024-09-12 09:30")
    assert dialog.agree.isEnabled()
    note = dialog.words.toPlainText()
    dialog.words.setPlainText(f"{note}\n" * 67)
    assert not dialog.agree.isEnabled()  # it is split beside the window
    until(lambda: "201 句，一次最多" in dialog.told.accessibleName())
    assert not dialog.agree.isEnabled()
    dialog.words.setPlainText(note)
    until(dialog.agree.isEnabled)
    with qtbot.waitSignals([work.row_changed] * 2):
        dialog.agree.click()
    until(lambda: not work.reading)
    assert {row: result.returned for row, result in work.results.items()} == {
        2: True, 3: True, 4: False,
    }  # fmt: skip
    shown = batch_row(work, 2)
    assert shown.look.word.startswith("退回")


def test_the_last_batch_is_on_the_start_page_and_chosen_again_by_its_three_places(
    pool: WorkerPool, home: Path, work: BatchWork
) -> None:
    work.start(resume=True)
    keep_last(work)
    until(lambda: not work.running)
    assert batch_told() == "上次：r.xlsx，材料“材料”，结果“结果”"
    other = BatchWork(pool, work)
    take_last(other)
    until(lambda: other.roster is not None)
    assert (other.roster_path, other.scans, other.out) == (work.roster_path, work.scans, work.out)
    other.close()
    preferences().forget()
    assert preferences().settings.batch is None


def test_scans_after_the_check_are_counted_when_it_begins(home: Path, work: BatchWork) -> None:
    assert work.plan is not None
    assert work.plan.files == {2: 1, 3: 1, 4: 1}
    for name in "bc":
        (home / "材料" / "三号" / f"{name}.jpg").write_bytes(name.encode())
    work.start(resume=True)
    until(lambda: not work.running)
    assert work.plan.files == {2: 1, 3: 1, 4: 3}


BY = "region-senior-2024"
HIRER = "新疆云岭智能装备制造有限公司"


def people_of(cases: Path) -> tuple[RosterPerson, ...]:
    return read_people(cases).people


def add_case(cases: Path, file: str, name: str) -> None:
    cases.mkdir(exist_ok=True)
    create_case(cases / file, Case(BY, Applicant(name, HIRER), frozenset())).close()


def planned(cases: Path, out: Path) -> Plan:
    return planning(cases, people_of(cases), cases, out)


def standing(plan: Plan) -> dict[str, str]:
    """Whose results are in which folder; each says what her own case says."""
    names = {person.row: person.applicant.name for person in plan.people}
    assert all(result.row == row for row, result in plan.earlier.items())
    return {names[row]: result.folder for row, result in plan.earlier.items()}


def test_states_follow_the_case_files_when_one_comes_before_them_or_goes(tmp_path: Path) -> None:
    cases, out = tmp_path / "案卷", tmp_path / "结果"
    for file, name in (("b.zcase", "沈知遥"), ("c.zcase", "贺一鸣"), ("d.zcase", "陆听澜")):
        add_case(cases, file, name)
    known = {name: name for name in ("沈知遥", "贺一鸣", "陆听澜")}
    assert standing(planned(cases, out)) == known

    add_case(cases, "a.zcase", "巴合提")
    plan = planned(cases, out)
    assert standing(plan) == known | {"巴合提": "巴合提"}
    assert plan.folders[3] == out / "贺一鸣"  # where her case is looked at again after it was open

    (cases / "c.zcase").unlink()
    assert standing(planned(cases, out)) == {name: name for name in ("巴合提", "沈知遥", "陆听澜")}
