"""A case in the roster that is damaged is told in its row, and the table of all is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tests.batch.drawn import EMPLOYER
from zcdesk.applicant import Applicant
from zcdesk.batch.dashboard import to_html, to_xlsx
from zcdesk.batch.results import PersonResult
from zcdesk.batch.roster import Person
from zcdesk.batch.running import run
from zcdesk.batch.scan_folders import match_folders
from zcdesk.cases.case import Case
from zcdesk.cases.store import create_case
from zcdesk.workers.pool import WorkerPool

NOTICE = "region-senior-2024"
NOW = datetime(2024, 9, 28, tzinfo=UTC)


def test_a_damaged_case_that_offers_its_backup_does_not_end_the_batch(tmp_path: Path) -> None:
    path = tmp_path / "a.zcase"
    applicant = Applicant("沈知遥", EMPLOYER)
    with create_case(path, Case(NOTICE, applicant, frozenset())) as stored:
        stored.save(replace(stored.case, texts=(("work_summary", "一段话"),)), "text")
    content = bytearray(path.read_bytes())
    content[:4096] = bytes(4096)
    path.write_bytes(content)
    scans = tmp_path / "材料"
    scans.mkdir()
    people = (Person(2, applicant, NOTICE, case=str(path)),)
    with WorkerPool(1) as pool:
        steps = list(run(pool, people, match_folders(people, scans), tmp_path / "结果", NOW))
    (result,) = (one for one in steps if isinstance(one, PersonResult))
    assert result.problem == "case.damaged_with_backup"
    told = people, (result,), (), (), "zh"
    assert "a.zcase" in to_html(*told)
    assert to_xlsx(*told)
