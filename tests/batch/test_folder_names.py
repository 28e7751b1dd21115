"""Folders that are somebody else's by their names or places are faults before the run."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.batch.drawn import EMPLOYER, NOTICE, write_roster
from zcdesk.batch.roster.people import RosterPerson, read_roster
from zcdesk.batch.running import run
from zcdesk.batch.scan_folders import match_folders
from zcdesk.batch.whose.folder_names import folder_faults
from zcdesk.errors import ZcdeskError
from zcdesk.wording import spoken
from zcdesk.workers.pool import WorkerPool

NOW = datetime(2024, 9, 28, tzinfo=UTC)
OF_ANOTHER = [(2, "roster.folder_of_another"), (3, "roster.folder_taken")]


def people_with(home: Path, *folders: str) -> tuple[RosterPerson, ...]:
    names = ("沈知遥", "贺一鸣", "陆听澜")
    rows = [[name, EMPLOYER, NOTICE, place, ""] for name, place in zip(names, folders, strict=True)]
    return read_roster(write_roster(home / "r.xlsx", rows)).people


@pytest.mark.parametrize(
    ("folders", "told"),
    [
        (("贺一鸣/扫描", "", ""), OF_ANOTHER),
        (("二科/贺一鸣/扫描", "", "二科/陆听澜"), OF_ANOTHER),
        (("贺一鸣团队/1", "贺一鸣团队/2", "贺一鸣团队/3"), []),  # a team's folder is nobody's own
        (("贺一鸣/沈知遥", "", ""), []),
        (("一科", "一科/2", "3"), [(2, "roster.folder_around")]),
        (("一科", "", "三科"), []),
        (("1", "2", "3"), []),
    ],
)
def test_a_folder_is_told_by_its_name_by_those_above_it_and_by_what_it_holds(
    tmp_path: Path, folders: tuple[str, str, str], told: list[tuple[int, str]]
) -> None:
    for folder in folders:
        (tmp_path / "材料" / folder).mkdir(parents=True, exist_ok=True)
    found = folder_faults(people_with(tmp_path, *folders), tmp_path / "材料")
    assert [(fault.row, fault.finding.code) for fault in found] == told
    for fault in found:
        assert all(spoken(fault.finding, language).remedy for language in ("zh", "en"))


def test_a_link_is_told_by_the_folder_that_it_leads_to(tmp_path: Path) -> None:
    scans = tmp_path / "材料"
    (scans / "3-贺一鸣").mkdir(parents=True)
    (scans / "甲").symlink_to(scans / "3-贺一鸣")
    found = folder_faults(people_with(tmp_path, "甲", "", ""), scans)
    assert [(fault.row, fault.finding.code) for fault in found] == OF_ANOTHER


def test_a_run_does_not_begin_with_such_a_folder(pool: WorkerPool, tmp_path: Path) -> None:
    (tmp_path / "材料" / "贺一鸣" / "扫描").mkdir(parents=True)
    people = people_with(tmp_path, "贺一鸣/扫描", "", "")
    steps = run(pool, people, match_folders(people, tmp_path / "材料"), tmp_path / "结果", NOW)
    with pytest.raises(ZcdeskError, match=r"^batch\.folders_mixed$") as raised:
        next(steps)
    assert "第 2、3 行" in spoken(raised.value.finding()).message
    assert not (tmp_path / "结果").exists()


@pytest.mark.parametrize(
    ("laid", "found"),
    [
        (("一车间/沈知遥", "二车间/贺一鸣", "陆听澜"), {2, 3, 4}),
        (("2024年/质检部/01沈知遥", "2024年/质检部/02贺一鸣"), {2, 3}),
        (("质检部/沈知遥", "质检部/李四", "质检部/王五"), set()),  # a third names nobody of hers
        (("李四/身份证", "李四/学历", "李四/与沈知遥合作的论文"), set()),
    ],
)
def test_a_folder_of_peoples_folders_is_looked_into(
    tmp_path: Path, laid: tuple[str, ...], found: set[int]
) -> None:
    for folder in laid:
        (tmp_path / "材料" / folder).mkdir(parents=True)
    matched = match_folders(people_with(tmp_path, "", "", ""), tmp_path / "材料")
    assert set(matched.folders) == found


def test_a_folder_that_the_roster_names_is_not_taken_apart(tmp_path: Path) -> None:
    (tmp_path / "材料" / "一科" / "贺一鸣").mkdir(parents=True)
    matched = match_folders(people_with(tmp_path, "一科", "", ""), tmp_path / "材料")
    assert matched.folders == {2: tmp_path / "材料" / "一科"}
