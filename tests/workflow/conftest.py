"""One examined sample for all tests of the workflow: readings are dear."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.workflow.drawn_case import Exports
from zcdesk.cases.case import Case
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.examining import examine
from zcdesk.workflow.case.sample import sample_case
from zcdesk.workflow.case.session_readings import SessionReadings

FEW = 0, 1, 4
"""Which pages of the sample these tests read."""


@pytest.fixture(scope="session")
def readings() -> SessionReadings:
    return SessionReadings()


@pytest.fixture(scope="session")
def examined(pool: WorkerPool, readings: SessionReadings) -> Case:
    """Some pages of the sample, read and searched."""
    whole = sample_case()
    case = replace(whole, pages=tuple(whole.pages[at] for at in FEW))
    for page in examine(pool, case, readings):
        case = case.with_page(page)
    return case


@pytest.fixture
def export(pool: WorkerPool, tmp_path: Path) -> Exports:
    return Exports(pool, tmp_path)
