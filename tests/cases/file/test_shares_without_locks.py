"""A share on which nothing can be locked: what is said, and that nobody overwrites anybody."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cases.made import case
from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.locking import lock_path
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cases.tables.faults import CaseFileError, ReadOnlyCaseError
from zcdesk.errors import OutputError
from zcdesk.wording import sentence

if sys.platform == "win32":
    pytest.skip("there a share without locks answers otherwise", allow_module_level=True)

import fcntl

OPENINGS = 200
NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS)


@pytest.fixture(params=NO_LOCKS, ids=lambda number: errno.errorcode[number])
def share(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a case, where the system has no locks from now on."""
    path = tmp_path / "a.zcase"
    create_case(path, named(case(), "0")).close()

    def refuse(*_: object) -> None:
        raise OSError(request.param, "no locks here")

    monkeypatch.setattr(fcntl, "flock", refuse)
    return path


def named(made: Case, name: str) -> Case:
    return replace(made, applicant=Applicant(name, made.applicant.employer))


def saved(stored: CaseFile, name: str) -> bool:
    """Try an act; tell whether it was acknowledged."""
    try:
        stored.save(named(stored.case, name), "rename")
    except CaseFileError as error:
        if not isinstance(error, ReadOnlyCaseError) and error.code != "case.changed_elsewhere":
            raise
        return False
    return True


def test_what_cannot_be_done_there_is_said_and_leaves_nothing_beside(share: Path) -> None:
    before = share.read_bytes()
    with open_case(share) as stored:
        assert stored.case.applicant.name == "0"
        if stored.read_only:
            for language in ("zh", "en"):
                lock = lock_path(share).name
                told = sentence(stored.read_only, language, case=share.name, file=lock)
                assert told.message
                assert told.remedy
            assert not saved(stored, "1")
            assert share.read_bytes() == before
    made = ["a.zcase"]
    with suppress(OutputError):
        create_case(share.with_name("b.zcase"), case()).close()
        made.append("b.zcase")
    assert sorted(path.name for path in share.parent.iterdir()) == made


def test_of_two_who_have_it_open_there_nobody_overwrites_the_other(share: Path) -> None:
    with open_case(share) as first, open_case(share) as second:
        acknowledged = [name for stored, name in ((second, "第二"), (first, "第一"))
                        if saved(stored, name)]  # fmt: skip
        assert len(acknowledged) <= 1
    with open_case(share, writing=False) as again:
        assert again.case.applicant.name == (acknowledged or ["0"])[0]


@pytest.mark.slow
def test_a_race_of_openers_there_loses_no_update(
    share: Path, record_property: Callable[[str, object], None]
) -> None:
    def count_up(_: int) -> int:
        with open_case(share) as stored:
            return saved(stored, str(int(stored.case.applicant.name) + 1))

    with ThreadPoolExecutor(4) as threads:
        written = sum(threads.map(count_up, range(OPENINGS)))
    with open_case(share, writing=False) as stored:
        assert int(stored.case.applicant.name) == written
    record_property("figure", f"{OPENINGS} openings without locks: {written} acts, 0 lost")
