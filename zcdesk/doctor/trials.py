"""Trials of what matters most: a case kept under a password, and a page covered and read again."""

from __future__ import annotations

import secrets
import tempfile
import time
from pathlib import Path

from zcdesk.applicant import Target
from zcdesk.cases.case import Case, PageState
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cases.tables.faults import WrongPasswordError
from zcdesk.doctor.check import DoctorCheck, attention, fine
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.sample import SAMPLE, sample_applicant, sample_folder
from zcdesk.workflow.loose.redacting import redact_scans
from zcdesk.workflow.tasks.sought import Sought

_PAGE = "聘书.jpg"
"""Of the sample: a plain page that names applicant and employer."""


def check_database() -> DoctorCheck:
    """Write a case under a password, read it back, and try a wrong password."""
    case, password = (
        Case(SAMPLE, sample_applicant(), frozenset({Target.NAME})),
        secrets.token_hex(8),
    )
    with tempfile.TemporaryDirectory(prefix="zcdesk-") as folder:
        place = Path(folder) / "案卷.zcase"
        create_case(place, case, password).close()
        opened = open_case(place, password=password)
        kept = opened.case
        opened.close()
        try:
            open_case(place, password=secrets.token_hex(8)).close()
            refused = False
        except WrongPasswordError:
            refused = True
    if not refused or kept.applicant != case.applicant:
        return attention("database", "doctor.database_wrong")
    return fine("database", "doctor.database")


def check_self_test(pool: WorkerPool) -> DoctorCheck:
    """Have a page of the sample read, covered and read again, as any other page would be."""
    began = time.monotonic()
    sought = Sought(sample_applicant(), frozenset({Target.NAME, Target.EMPLOYER}))
    with tempfile.TemporaryDirectory(prefix="zcdesk-") as folder:
        done = redact_scans(pool, [sample_folder() / _PAGE], sought, Path(folder) / "out")
        states = [page.state for pages in done for page in pages]
    seconds = round(time.monotonic() - began, 1)
    if states != [PageState.MASKED]:
        return attention("self_test", "doctor.self_test_failed")
    return fine("self_test", "doctor.self_test", seconds=seconds)
