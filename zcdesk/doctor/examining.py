"""Checks one thing after the other: the computer, its folders, trials of what matters most."""

from __future__ import annotations

import hashlib
import platform
import secrets
import shutil
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import cv2

from zcdesk import __version__
from zcdesk.applicant import OWN_WORDS
from zcdesk.cases.case import Case, PageState
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cases.tables.faults import WrongPasswordError
from zcdesk.disk.files import make_folder
from zcdesk.disk.own_folder import own_folder
from zcdesk.disk.paths import is_folder
from zcdesk.doctor.check import (
    LEAST_WINDOW,
    DoctorCheck,
    DoctorScreen,
    attention,
    fine,
    gigabytes,
    note,
    reason_of,
)
from zcdesk.errors import OutputError
from zcdesk.incidents.record import ProgramPart, keep
from zcdesk.pages.opening.office import office_program
from zcdesk.resources import resource
from zcdesk.system.memory import memory
from zcdesk.system.processes import usable_cores
from zcdesk.workers.pool import MEMORY_OF_OTHERS, MEMORY_PER_WORKER, WorkerPool, default_workers
from zcdesk.workflow.case.sample import SAMPLE, sample_applicant, sample_folder
from zcdesk.workflow.loose.redacting import redact_scans
from zcdesk.workflow.one_page.sought import Sought

LEAST_LIBRARY = (2, 28)
"""The GNU C library that the wheels of PySide6, onnxruntime and OpenCV are built for."""

SMALL_MEMORY = MEMORY_OF_OTHERS + 4 * MEMORY_PER_WORKER
"""Bytes; with less, one page is worked on at a time."""

INSTRUCTIONS = {"SSE3": 3, "SSE4.1": 6, "SSE4.2": 7, "AVX": 10, "AVX2": 11}
"""Sets of instructions, with OpenCV's numbers for them (``core/cvdef.h``)."""

_NEEDED = ("SSE3", "SSE4.1", "SSE4.2")
"""What NumPy and OpenCV are built for on this kind of processor; the rest is chosen at run time."""

X86 = ("x86_64", "AMD64")


def instructions() -> tuple[str, ...]:
    """Return the sets of instructions that this processor has, of those that matter."""
    return tuple(name for name, number in INSTRUCTIONS.items() if cv2.checkHardwareSupport(number))


def check_system() -> DoctorCheck:
    """Tell system and C library; both must be new enough."""
    if sys.maxsize < 1 << 32:
        return attention("system", "doctor.system_32")
    kind, version = platform.libc_ver()
    if kind == "glibc" and _numbers(version) < LEAST_LIBRARY:
        least = ".".join(str(number) for number in LEAST_LIBRARY)
        return attention("system", "doctor.system_old_library", version=version, least=least)
    details = {
        "system": platform.system(), "release": platform.release(), "machine": platform.machine()
    }  # fmt: skip
    return fine("system", "doctor.system", **details)


def check_processor(have: Collection[str], machine: str) -> DoctorCheck:
    """Tell whether the processor knows the instructions that the models' runtime needs.

    Args:
        have: Sets of instructions that it has.
        machine: Kind of processor; only those of Intel's kind are asked.
    """
    missing = [name for name in _NEEDED if name not in have]
    if machine in X86 and missing:
        return attention("processor", "doctor.processor_lacks", missing=" ".join(missing))
    if machine in X86 and "AVX2" not in have:
        return note("processor", "doctor.processor_slow")
    cores, workers = usable_cores(), default_workers()
    return fine("processor", "doctor.processor", count=cores, workers=workers)


def check_memory(total: int, free: int) -> DoctorCheck:
    """Tell whether there is memory for a worker.

    Args:
        total: Bytes.
        free: Bytes, -1 when unknown.
    """
    amounts = {"total": gigabytes(total), "free": gigabytes(free)}
    if 0 <= free < MEMORY_PER_WORKER:
        least = gigabytes(MEMORY_PER_WORKER)
        return attention("memory", "doctor.memory_low", free=amounts["free"], least=least)
    if 0 <= total < SMALL_MEMORY:
        return note("memory", "doctor.memory_small", workers=default_workers(), **amounts)
    return fine("memory", "doctor.memory", **amounts)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


_NOTES = "SOURCES.toml"


def check_parts() -> DoctorCheck:
    """Compare each model and font with the hash in its note."""
    count = 0
    for place, hashed in _wanted():
        if not place.is_file():
            return attention("parts", "doctor.parts_missing", file=place.name)
        if hashed and hashlib.sha256(place.read_bytes()).hexdigest() != hashed:
            return attention("parts", "doctor.parts_changed", file=place.name)
        count += 1
    return fine("parts", "doctor.parts", count=count)


def _wanted() -> Iterator[tuple[Path, str]]:
    """Yield each file and its SHA-256 (hexadecimal), "" where nobody tells it."""
    models = resource("models", _NOTES)
    for name, model in _notes_of(models).items():
        yield models.parent / name, str(model["sha256"])
    fonts = resource("fonts", _NOTES)
    for font in _notes_of(fonts)["font"]:
        yield fonts.parent / str(font["file"]), str(font["sha256"])


def _notes_of(notes: Path) -> dict[str, Any]:
    return tomllib.loads(notes.read_text(encoding="utf-8"))


BEIJING = timedelta(hours=8)

_DAY = timedelta(days=1)
_YEAR = timedelta(days=365)
_YEARS = 3
"""So old a program does not know this year's notices and holidays."""


def check_office() -> DoctorCheck:
    """Tell whether Word files can be imported."""
    if office_program() is None:
        return note("office", "doctor.office_missing")
    return fine("office", "doctor.office")


def check_clock(now: datetime) -> DoctorCheck:
    """Tell whether dates can be trusted.

    Args:
        now: The moment by this computer's clock, with its time zone.
    """
    made = made_at()
    if now < made - _DAY:
        return attention("clock", "doctor.clock_before_program")
    if now > made + _YEARS * _YEAR:
        return note("clock", "doctor.clock_far_ahead", years=(now - made) // _YEAR)
    apart = (now.utcoffset() or timedelta()) - BEIJING
    if apart:
        direction = "doctor.clock_ahead" if apart > timedelta() else "doctor.clock_behind"
        hours = f"{abs(apart) / timedelta(hours=1):g}"
        return note("clock", "doctor.clock_other_zone", hours=hours, direction=direction)
    return fine("clock", "doctor.clock")


def made_at() -> datetime:
    """Return when this copy of the program was made, by the times of its own files."""
    files = [path for path in resource("wording").rglob("*.toml") if path.is_file()]
    return datetime.fromtimestamp(max(file.stat().st_mtime for file in files), UTC)


def check_screen(screen: DoctorScreen | None) -> DoctorCheck:
    """Tell whether the window fits and Chinese can be read.

    Args:
        screen: None: there is none.
    """
    if screen is None:
        return note("screen", "doctor.screen_none")
    width, height, scale = screen.width, screen.height, screen.scale
    size = {"width": width, "height": height, "scale": scale}
    least_width, least_height = LEAST_WINDOW
    if width < least_width or height < least_height:
        least = {"least_width": least_width, "least_height": least_height}
        return attention("screen", "doctor.screen_small", **size, **least)
    if not screen.chinese:
        return note("screen", "doctor.screen_no_chinese")
    return fine("screen", "doctor.screen", **size)


LEAST_ROOM = 1 << 30
"""Bytes: a case of two hundred scans, its package, and the pages on their way."""

_LONG_NAME = "很长的文件夹名"
_LONGEST_PATH = 300
"""Characters; Windows without long paths takes 260."""


def check_folder(name: str, folder: Path, *, own: bool = False) -> DoctorCheck:
    """Look at a folder; the program's ``own`` is made where it is not there, with short names."""
    if own:
        with suppress(OutputError):  # told below
            make_folder(folder)
    if not is_folder(folder):
        return attention(name, "doctor.folder_missing")
    try:
        trial = Path(tempfile.mkdtemp(prefix="zcdesk-", dir=folder))
    except OSError as error:
        return attention(name, "doctor.folder_not_writable", reason=reason_of(error))
    try:
        check = _tried(name, trial) or (_tried_long(name, trial) if not own else None)
    finally:
        shutil.rmtree(trial, ignore_errors=True)
    if check is not None:
        return check
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
        Case(SAMPLE, sample_applicant(), frozenset(OWN_WORDS)),
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
    sought = Sought(sample_applicant(), frozenset(OWN_WORDS))
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
        "program": lambda: fine(
            "program", "doctor.program", version=__version__, python=platform.python_version()
        ),
        "system": check_system,
        "processor": lambda: check_processor(instructions(), platform.machine()),
        "memory": lambda: check_memory(*memory()),
        "parts": check_parts,
        "data_folder": lambda: check_folder("data_folder", own_folder(), own=True),
        "temporary_folder": lambda: check_folder("temporary_folder", Path(tempfile.gettempdir())),
    }
    if case_folder is not None:
        checks["case_folder"] = lambda: check_folder("case_folder", case_folder)
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
