"""The diagnostic file: one JSON file that a person can open, read and pass on.

One file, because it is sent by people who have never sent one. JSON, because every value in it can
then be held against the allow-list (``admitting``) before it is written.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from zcdesk import __version__
from zcdesk.disk.files import make_folder, write_atomically
from zcdesk.doctor.admitting import ABOUT, DISTRIBUTIONS, PACKAGES, SYSTEMS, admitted, plain_version
from zcdesk.doctor.check import DoctorCheck, DoctorStanding
from zcdesk.doctor.computer import instructions
from zcdesk.doctor.stored_settings import plain_settings
from zcdesk.incidents.incident import as_entry
from zcdesk.incidents.known import OTHER
from zcdesk.incidents.record import Run, counted, incidents, runs
from zcdesk.vocabulary import one_of
from zcdesk.wording import sentence

SCHEMA = 1
MOST_RUNS = 30


def report_of(
    checks: Sequence[DoctorCheck], language: str, findings: Mapping[str, int] | None = None
) -> str:
    """Return the content of the file.

    Args:
        checks: What was seen of this computer.
        language: Of the one sentence at the top.
        findings: How often each finding stands in the open case, by its code.
    """
    data = {
        "schema": SCHEMA,
        "about": sentence(ABOUT, language).message,
        "made": _moment(datetime.now(UTC)),
        "versions": _versions(),
        "system": _system(),
        "checks": [_check(check) for check in checks],
        "settings": plain_settings(),
        "counted": counted(),
        "findings": dict(findings or {}),
        "incidents": [as_entry(incident) for incident in incidents()],
        "runs": [_run(run) for run in runs()[-MOST_RUNS:]],
    }
    return json.dumps(admitted(data), ensure_ascii=False, indent=1) + "\n"


def write_report(
    place: Path,
    checks: Sequence[DoctorCheck],
    language: str,
    findings: Mapping[str, int] | None = None,
) -> None:
    """Write the file.

    Raises:
        OutputError: It cannot be written there.
    """
    make_folder(place.parent)
    write_atomically(place, report_of(checks, language, findings).encode())


def _check(check: DoctorCheck) -> dict[str, object]:
    return {
        "name": check.name,
        "standing": str(check.standing),
        "code": check.code,
        "numbers": dict(check.details),
    }


def _run(run: Run) -> dict[str, object]:
    state = "ended" if run.ended else "going_on" if run.going_on else "broken_off"
    return {
        "began": _moment(run.began),
        "seconds": round((run.ended - run.began).total_seconds()) if run.ended else None,
        "state": state,
        "version": run.version,
        "codes": dict(run.codes),
    }


def _versions() -> dict[str, str]:
    found = {"zcdesk": __version__, "python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = plain_version(importlib.metadata.version(package))
        except importlib.metadata.PackageNotFoundError:
            found[package] = "none"  # frozen, packages have no such note
    return found


def _system() -> dict[str, object]:
    system = platform.system()
    library, version = platform.libc_ver()
    return {
        "kind": system if system in SYSTEMS else OTHER,
        "release": plain_version(platform.release()),
        "distribution": _distribution(),
        "machine": platform.machine(),
        "library": library,
        "library_version": plain_version(version) if version else "",
        "instructions": list(instructions()),
        "cores": os.cpu_count() or 0,
    }


def _distribution() -> str:
    try:
        name = platform.freedesktop_os_release().get("ID", "")
    except OSError:
        return ""
    return name if name in DISTRIBUTIONS else OTHER


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


# --- What ``doctor --json`` writes ----------------------------------------------------------


class CheckedPart(BaseModel):
    """One thing that was looked at."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    state: Annotated[str, one_of(DoctorStanding)]
    code: str
    title: str
    message: str
    remedy: str
    values: dict[str, str | int | float | None]


class Examination(BaseModel):
    """All that ``doctor`` looked at."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    schema_number: int = Field(default=1, alias="schema")
    version: str
    checks: tuple[CheckedPart, ...]


def document_of(found: Sequence[DoctorCheck], language: str) -> Examination:
    """Return what was looked at, in words of a language."""
    return Examination(
        version=__version__,
        checks=tuple(
            CheckedPart(
                name=check.name,
                state=str(check.standing),
                code=check.code,
                title=check.title(language),
                message=check.wording(language).message,
                remedy=check.wording(language).typed,
                values=dict(check.details),
            )
            for check in found
        ),
    )
