"""A page that a person put into the photo's slot stays uncovered in the run of a roster."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from tests.one_photo import APPLICANT, NOTICE, SLOT, inch_photo
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.working import Elsewhere, RowWork, case_path, work_on
from zcdesk.cases.case import PageState
from zcdesk.cases.file.store import open_case
from zcdesk.workers.pool import WorkerPool

NOW = datetime(2025, 3, 1, tzinfo=UTC)


def test_a_photo_that_a_person_put_into_its_slot_is_not_covered(
    tmp_path: Path, pool: WorkerPool
) -> None:
    scans = [inch_photo(tmp_path / "0001.png")]
    person = RosterPerson(2, APPLICANT, NOTICE)
    states, content = {}, hashlib.sha256(scans[0].read_bytes()).hexdigest()
    for name, known in (("loose", Elsewhere()), ("put", Elsewhere({content: SLOT}))):
        folder = tmp_path / name
        row = RowWork(person, [person], {2: folder}, NOW, scans, known)
        work_on(pool, row, lambda _: None, lambda: False)
        with open_case(case_path(person, folder), writing=False) as stored:
            (page,) = stored.case.pages
            assert page.examined
            states[name] = stored.case.state(page), len(page.hits)
    assert states == {"loose": (PageState.REVIEW, 1), "put": (PageState.CLEAN, 0)}
