"""The diagnostic file: one JSON file that a person can read; only known words come into it.

One file, because it is sent by people who have never sent one. JSON, because every value in it can
then be held against the allow-list (``admitting``) before it is written.

It is an allow-list. Whoever adds something to the report adds its words here or to
``resources/doctor.toml``; everything else, whatever it is and wherever it comes from, is written as
``other``.
"""

from __future__ import annotations

import builtins
import errno
import importlib.metadata
import json
import math
import platform
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from zcdesk import __version__
from zcdesk.disk.files import make_folder, write_atomically
from zcdesk.doctor.check import DoctorCheck, DoctorStanding, title_code
from zcdesk.doctor.examining import INSTRUCTIONS, X86, instructions
from zcdesk.doctor.stored_settings import LOOKS, plain_settings
from zcdesk.incidents.known import LIBRARIES, OTHER, known_code, known_frame
from zcdesk.incidents.record import ProgramPart, Run, as_entry, counted, incidents, runs
from zcdesk.resources import table
from zcdesk.system.processes import usable_cores
from zcdesk.wording import LANGUAGES, sentence

PACKAGES = tuple(dict.fromkeys(LIBRARIES.values()))
"""Packages whose versions are reported."""

_MAY_SAY = table("doctor.toml")
SYSTEMS = ("Linux", "Windows", "Darwin")
MACHINES = (*X86, "arm64", "aarch64", "ARM64", "loongarch64", "mips64")
DISTRIBUTIONS: Sequence[str] = _MAY_SAY["distributions"]
"""``ID`` of /etc/os-release."""

_KEYS = frozenset((*_MAY_SAY["keys"], *PACKAGES))
_STATES = ("ended", "going_on", "broken_off")
_WORDS = frozenset({
    "", OTHER, "none", *SYSTEMS, *MACHINES, *DISTRIBUTIONS, *INSTRUCTIONS, *_STATES,
    *DoctorStanding, *ProgramPart, *LANGUAGES, *LOOKS, "glibc", "musl",
    *errno.errorcode.values(), *LIBRARIES, *sys.stdlib_module_names,
    *(name for name, kind in vars(builtins).items()
      if isinstance(kind, type) and issubclass(kind, BaseException)),
})  # fmt: skip

_VERSION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,5}){1,4}((a|b|rc|\.dev|\.post)[0-9]{1,3})?|[0-9]{1,3}")
_MOMENT = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\+00:00")
_LARGEST = 10**9
"""Larger numbers are none that we count, but may be a telephone's or a person's."""

ABOUT = "doctor.about"
"""Code of the sentence with which the file tells what it is."""


def admitted(value: object) -> object:
    """Return a value as it may be in the report.

    Args:
        value: Dictionaries, sequences, texts and numbers, nested as they like.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return value if math.isfinite(value) and abs(value) <= _LARGEST else OTHER
    if isinstance(value, str):
        return str(value) if _is_known(value) else OTHER
    if isinstance(value, Mapping):
        named = {key: item for key, item in value.items() if isinstance(key, str)}
        return {
            key: admitted(item) for key, item in named.items() if key in _KEYS or known_code(key)
        }
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        frame = known_frame(*value) if len(value) == 3 else None
        if frame is not None:
            return [frame.module, frame.function, frame.line]
        return [admitted(item) for item in value]
    return OTHER


def plain_version(text: str) -> str:
    """Return the numbers at the beginning of a version; what a builder wrote behind them goes."""
    match = re.match(r"[0-9]{1,4}(\.[0-9]{1,5}){0,4}", text)
    return match[0] if match else OTHER


def _is_known(text: str) -> bool:
    if text in _WORDS or known_code(text) or known_code(title_code(text)):
        return True
    if _VERSION.fullmatch(text) or _MOMENT.fullmatch(text):
        return True
    return any(text == sentence(ABOUT, language).message for language in LANGUAGES)


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
    versions = {"zcdesk": __version__, "python": platform.python_version()}
    for package in PACKAGES:
        try:
            versions[package] = plain_version(importlib.metadata.version(package))
        except importlib.metadata.PackageNotFoundError:
            versions[package] = "none"  # frozen, packages have no such note
    return versions


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
        "cores": usable_cores(),
    }


def _distribution() -> str:
    try:
        name = platform.freedesktop_os_release().get("ID", "")
    except OSError:
        return ""
    return name if name in DISTRIBUTIONS else OTHER


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
