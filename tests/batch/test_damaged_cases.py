"""A case that cannot be worked on is told in its row, and the table of all is written."""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from tests.batch.drawn import EMPLOYER
from tests.batch.tables import said
from zcdesk.applicant import Applicant
from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.results.person_words import todo
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.running import run
from zcdesk.batch.scan_folders import match_folders
from zcdesk.cases.case import Case
from zcdesk.cases.file.locking import lock_path
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.wording import sentence
from zcdesk.workers.pool import WorkerPool

NOTICE = "region-senior-2024"
NOW = datetime(2024, 9, 28, tzinfo=UTC)
APPLICANT = Applicant("沈知遥", EMPLOYER)


def test_a_damaged_case_that_offers_its_backup_does_not_end_the_batch(
    tmp_path: Path, pool: WorkerPool
) -> None:
    path = tmp_path / "a.zcase"
    with create_case(path, Case(NOTICE, APPLICANT, frozenset())) as stored:
        stored.save(replace(stored.case, texts=(("work_summary", "一段话"),)), "text")
    content = bytearray(path.read_bytes())
    content[:4096] = bytes(4096)
    path.write_bytes(content)
    people, result = worked_on(pool, path)
    assert result.problem == "case.damaged_with_backup"
    assert "a.zcase" in str(said(people, (result,)))


@pytest.mark.parametrize("reason", ["case.opened_elsewhere", "case.lock_strange"])
def test_a_case_that_can_only_be_read_says_why_in_the_table_and_its_name_stands_nowhere_else(
    reason: str, tmp_path: Path, pool: WorkerPool
) -> None:
    path = tmp_path / "沈知遥.zcase"
    create_case(path, Case(NOTICE, APPLICANT, frozenset())).close()
    with ExitStack() as held:
        if reason == "case.opened_elsewhere":
            held.enter_context(open_case(path))
        else:
            lock_path(path).mkdir()
        people, result = worked_on(pool, path)
    elsewhere = reason == "case.opened_elsewhere"
    assert result.problem == (f"{reason}_since" if elsewhere else reason)
    assert APPLICANT.name not in str(replace(result, folder=""))  # named by her
    told = sentence(reason, case=path.name, file=lock_path(path).name)
    said = re.sub("（电脑“.+”，从 .+ 起）", "", todo(result, {2: people[0]}))
    assert said == f"{told.message} {told.remedy}"


def worked_on(pool: WorkerPool, path: Path) -> tuple[tuple[RosterPerson], PersonResult]:
    """Run a batch of one person, whose case this is; return her and how she stands."""
    scans = path.with_name("材料")
    (scans / APPLICANT.name).mkdir(parents=True)
    Image.new("RGB", (99, 99)).save(scans / APPLICANT.name / "a.png")
    people = (RosterPerson(2, APPLICANT, NOTICE, APPLICANT.name, case=str(path)),)
    steps = list(run(pool, people, match_folders(people, scans), path.with_name("结果"), NOW))
    (result,) = (one for one in steps if isinstance(one, PersonResult))
    return people, result
