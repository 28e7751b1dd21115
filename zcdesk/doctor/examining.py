"""Looks at one thing after the other; what cannot be looked at is told like the rest."""

from __future__ import annotations

import platform
from collections.abc import Callable, Generator
from datetime import datetime
from pathlib import Path

from zcdesk.doctor.check import Check, attention, reason_of
from zcdesk.doctor.computer import (
    check_memory,
    check_processor,
    check_program,
    check_system,
    instructions,
    memory,
)
from zcdesk.doctor.folders import check_case_folder, check_data_folder, check_temporary_folder
from zcdesk.doctor.parts import check_parts
from zcdesk.doctor.surroundings import check_clock, check_office
from zcdesk.doctor.trials import check_database, check_self_test
from zcdesk.incidents.incident import Place
from zcdesk.incidents.record import keep
from zcdesk.workers.pool import WorkerPool

Look = Callable[[], Check]


def examine(
    case_folder: Path | None, screen: Look, pool: WorkerPool | None = None
) -> Generator[Check, None, None]:
    """Yield each check when it is done.

    Args:
        case_folder: Where the person keeps cases; None: nobody said so yet.
        screen: Looks at the screen; who asks knows Qt, this floor does not.
        pool: Where a page is tried; None leaves the trials out, which take some seconds.
    """
    for name, look in _looks(case_folder, screen, pool).items():
        try:
            yield look()
        except Exception as error:  # the border of one check: the others go on
            keep(error, Place.COMMAND, "doctor.not_checked")
            yield attention(name, "doctor.not_checked", reason=reason_of(error))


def _looks(case_folder: Path | None, screen: Look, pool: WorkerPool | None) -> dict[str, Look]:
    looks: dict[str, Look] = {
        "program": check_program,
        "system": check_system,
        "processor": lambda: check_processor(instructions(), platform.machine()),
        "memory": lambda: check_memory(*memory()),
        "parts": check_parts,
        "data_folder": check_data_folder,
        "temporary_folder": check_temporary_folder,
    }
    if case_folder is not None:
        looks["case_folder"] = lambda: check_case_folder(case_folder)
    looks["screen"] = screen
    looks["office"] = check_office
    looks["clock"] = lambda: check_clock(datetime.now().astimezone())
    if pool is not None:
        looks["database"] = check_database
        looks["self_test"] = lambda: check_self_test(pool)
    return looks
