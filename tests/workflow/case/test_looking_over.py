"""A case file is looked at by a worker before the window opens it; each state of it once."""

import os
from pathlib import Path

import pytest

from tests.cases.hostile import HOSTILE
from tests.cases.made import case, resting
from zcdesk.cases.acts.noting import write_text
from zcdesk.cases.file.store import open_case
from zcdesk.cases.tables.faults import CaseFileError, ForeignCaseError, WrongPasswordError
from zcdesk.ui.session import opening
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case import looking_over
from zcdesk.workflow.case.looking_over import look_over


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return resting(tmp_path)


@pytest.mark.slow
def test_what_was_looked_at_opens_at_once_until_it_changes(path: Path, pool: WorkerPool) -> None:
    first = look_over(pool, path)
    assert first.done is not None
    first.require_harmless()
    assert look_over(pool, path).done is None
    with open_case(path) as stored:
        stored.save(write_text(stored.case, "summary", "改过"), "text")
    again = look_over(pool, path)
    assert again.done is not None
    again.require_harmless()
    os.utime(path, ns=(1, 1))
    assert look_over(pool, path).done is not None


def test_what_is_refused_is_looked_at_each_time_and_never_opened_here(
    path: Path, pool: WorkerPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    next(one for one in HOSTILE if one.name == "trigger that deletes").make(path)
    monkeypatch.setattr(opening, "open_case", lambda *_, **__: pytest.fail("opened here"))
    for _ in range(2):
        with pytest.raises(ForeignCaseError):
            next(opening.opening(look_over(pool, path)))


@pytest.mark.nightly
def test_a_file_that_takes_a_worker_too_long_is_refused_with_a_sentence(
    path: Path, pool: WorkerPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking_over, "SECONDS", 0.5)
    monkeypatch.setattr(looking_over, "open_fully", never_ends)
    monkeypatch.setattr(opening, "open_case", lambda *_, **__: pytest.fail("opened here"))
    with pytest.raises(CaseFileError, match=r"^case\.unsafe$") as told:
        next(opening.opening(look_over(pool, path)))
    assert told.value.details == {"file": path.name}


@pytest.mark.slow
def test_a_file_that_ends_the_worker_is_refused_with_a_sentence(
    path: Path, pool: WorkerPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking_over, "open_fully", ends_the_process)
    with pytest.raises(CaseFileError, match=r"^case\.unsafe$"):
        next(opening.opening(look_over(pool, path)))


def never_ends(path: Path, password: str | None = None) -> None:
    while True:
        pass


def ends_the_process(path: Path, password: str | None = None) -> None:
    os._exit(1)


@pytest.mark.nightly
def test_a_password_is_asked_for_by_way_of_the_worker(tmp_path: Path, pool: WorkerPool) -> None:
    path = resting(tmp_path, case(), "right")
    with pytest.raises(WrongPasswordError):
        look_over(pool, path, "wrong").require_harmless()
    look_over(pool, path, "right").require_harmless()
