"""System, processor and memory: what the models' runtime and a worker need of them."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Collection

import cv2

from zcdesk import __version__
from zcdesk.doctor.check import Check, attention, fine, gigabytes, note
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


def check_program() -> Check:
    """Tell the versions."""
    return fine("program", "doctor.program", version=__version__, python=platform.python_version())


def check_system() -> Check:
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


def check_processor(have: Collection[str], machine: str) -> Check:
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


def check_memory(total: int, free: int) -> Check:
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
