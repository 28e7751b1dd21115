"""System, processor, memory, the program's own files, and what stands around it on a computer."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
import tomllib
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import cv2

from zcdesk import __version__
from zcdesk.doctor.check import (
    LEAST_WINDOW,
    DoctorCheck,
    DoctorScreen,
    attention,
    fine,
    gigabytes,
    note,
)
from zcdesk.pages.opening.office import office_program
from zcdesk.resources import resource
from zcdesk.workers.pool import MEMORY_OF_OTHERS, MEMORY_PER_WORKER, default_workers

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


def check_program() -> DoctorCheck:
    """Tell the versions."""
    return fine("program", "doctor.program", version=__version__, python=platform.python_version())


def check_system() -> DoctorCheck:
    """Tell system and C library; both must be new enough."""
    if sys.maxsize < 1 << 32:
        return attention("system", "doctor.system_32")
    kind, version = platform.libc_ver()
    if kind == "glibc" and _numbers(version) < LEAST_LIBRARY:
        least = ".".join(str(one) for one in LEAST_LIBRARY)
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
    count = os.cpu_count() or 1
    return fine("processor", "doctor.processor", count=count, workers=default_workers())


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
