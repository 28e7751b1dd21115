"""Folders that the program writes to: rights, what security software allows, names, room."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from zcdesk.disk.files import make_folder
from zcdesk.disk.own_folder import own_folder
from zcdesk.disk.paths import is_folder
from zcdesk.doctor.check import DoctorCheck, attention, fine, gigabytes, reason_of
from zcdesk.errors import OutputError

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
