"""Checks one thing after the other; what cannot be checked is reported like the rest."""

from __future__ import annotations

import platform
from collections.abc import Callable, Generator, Mapping
from datetime import datetime
from pathlib import Path

from zcdesk.doctor.check import DoctorCheck, attention, reason_of
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
from zcdesk.doctor.folders import check_case_folder, check_data_folder, check_temporary_folder
from zcdesk.doctor.trials import check_database, check_self_test
from zcdesk.incidents.incident import ProgramPart
from zcdesk.incidents.record import keep
from zcdesk.system.memory import memory
from zcdesk.workers.pool import WorkerPool

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
