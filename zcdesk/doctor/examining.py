"""Checks one thing after the other, folders and trials of what matters most among them."""

from __future__ import annotations

import platform
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from zcdesk.applicant import Target
from zcdesk.cases.case import Case, PageState
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cases.tables.faults import WrongPasswordError
from zcdesk.disk.files import make_folder
from zcdesk.disk.own_folder import own_folder
from zcdesk.disk.paths import is_folder
from zcdesk.doctor.check import DoctorCheck, attention, fine, gigabytes, reason_of
from zcdesk.doctor.computer import (
    check_clock,
    check_memory,
    check_office,
    check_parts,
    check_processor,
    check_program,
    check_system,
    instructions,
)
from zcdesk.errors import OutputError
from zcdesk.incidents.record import ProgramPart, keep
from zcdesk.system.memory import memory
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.sample import SAMPLE, sample_applicant, sample_folder
from zcdesk.workflow.loose.redacting import redact_scans
from zcdesk.workflow.tasks.sought import Sought

LEAST_ROOM = 1 << 30
"""Bytes: a case of two hundred scans, its package, and the pages on their way."""

_LONG_NAME = "很长的文件夹名"
_LONGEST_PATH = 300
"""Characters; Windows without long paths takes 260."""


def check_data_folder() -> DoctorCheck:
    """Look at the program's own folder; it is made where it is not there."""
    return _check("data_folder", own_folder(), make=True, long_names=False)


def check_temporary_folder() -> DoctorCheck:
    """Look at the folder for what is kept for a moment."""
    return _check("temporary_folder", Path(tempfile.gettempdir()), make=False, long_names=True)


def check_case_folder(folder: Path) -> DoctorCheck:
    """Look at the folder where the person keeps cases."""
    return _check("case_folder", folder, make=False, long_names=True)


def _check(name: str, folder: Path, *, make: bool, long_names: bool) -> DoctorCheck:
    if make:
        with suppress(OutputError):  # told below
            make_folder(folder)
    if not is_folder(folder):
        return attention(name, "doctor.folder_missing")
    try:
        trial = Path(tempfile.mkdtemp(prefix="zcdesk-", dir=folder))
    except OSError as error:
        return attention(name, "doctor.folder_not_writable", reason=reason_of(error))
    try:
        found = _tried(name, trial) or (_tried_long(name, trial) if long_names else None)
    finally:
        shutil.rmtree(trial, ignore_errors=True)
    if found is not None:
        return found
    if is_folder(trial):
        return attention(name, "doctor.folder_guarded", reason="EACCES")
    return _room(name, folder)


def _tried(name: str, trial: Path) -> DoctorCheck | None:
    """Write, rename and delete as a case and a package do."""
    first, second = trial / "案卷.partial", trial / "案卷.zcase"
    try:
        first.write_bytes(b"zcdesk" * 100)
    except OSError as error:
        return attention(name, "doctor.folder_not_writable", reason=reason_of(error))
    try:
        second.write_bytes(b"old")
        first.replace(second)
        same = second.read_bytes() == b"zcdesk" * 100
        second.unlink()
        if not same or first.exists() or second.exists():
            return attention(name, "doctor.folder_guarded", reason="EACCES")
    except OSError as error:
        return attention(name, "doctor.folder_guarded", reason=reason_of(error))
    return None


def _tried_long(name: str, trial: Path) -> DoctorCheck | None:
    """Make a path with Chinese names that is longer than old Windows takes."""
    place = trial
    while len(str(place)) < _LONGEST_PATH:
        place = place / (_LONG_NAME * 4)
    try:
        place.mkdir(parents=True)
        (place / "毕业证.jpg").write_bytes(b"")
    except OSError as error:
        return attention(name, "doctor.folder_no_long_names", reason=reason_of(error))
    return None


def _room(name: str, folder: Path) -> DoctorCheck:
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return attention(name, "doctor.not_checked", reason=reason_of(error))
    if free < LEAST_ROOM:
        amounts = {"free": gigabytes(free), "least": gigabytes(LEAST_ROOM)}
        return attention(name, "doctor.folder_full", **amounts)
    return fine(name, "doctor.folder", free=gigabytes(free))


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


Checking = Callable[[], DoctorCheck]


def checks_for(
    case_folder: Path | None, screen: Checking, pool: WorkerPool | None = None
) -> dict[str, Checking]:
    """Return what is to be checked, by name and in order.

    Args:
        case_folder: Where the person keeps cases; None: nobody said so yet.
        screen: Checks the screen; who asks knows Qt, this floor does not.
        pool: Where a page is tried; None leaves the trials out, which take some seconds.
    """
    checks: dict[str, Checking] = {
        "program": check_program,
        "system": check_system,
        "processor": lambda: check_processor(instructions(), platform.machine()),
        "memory": lambda: check_memory(*memory()),
        "parts": check_parts,
        "data_folder": check_data_folder,
        "temporary_folder": check_temporary_folder,
    }
    if case_folder is not None:
        checks["case_folder"] = lambda: check_case_folder(case_folder)
    checks["screen"] = screen
    checks["office"] = check_office
    checks["clock"] = lambda: check_clock(datetime.now().astimezone())
    if pool is not None:
        checks["database"] = check_database
        checks["self_test"] = lambda: check_self_test(pool)
    return checks


def examine(
    checks: Mapping[str, Checking], place: ProgramPart
) -> Generator[DoctorCheck, None, None]:
    """Yield each check when it is done.

    Args:
        checks: As :func:`checks_for` gives them.
        place: Which part of the program asks; a check that fails is kept as an incident there.
    """
    for name, checking in checks.items():
        try:
            yield checking()
        except Exception as error:  # the border of one check: the others go on
            keep(error, place, "doctor.not_checked")
            yield attention(name, "doctor.not_checked", reason=reason_of(error))
