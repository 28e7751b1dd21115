"""The gate of the diagnostic file: only numbers and words of a fixed vocabulary come through.

It is an allow-list. Whoever adds something to the report adds its words here; everything else,
whatever it is and wherever it comes from, is written as ``other``.
"""

from __future__ import annotations

import builtins
import errno
import math
import re
import sys
from collections.abc import Mapping, Sequence

from zcdesk.doctor.check import DoctorStanding
from zcdesk.doctor.computer import INSTRUCTIONS, X86
from zcdesk.incidents.incident import ProgramPart
from zcdesk.incidents.known import LIBRARIES, OTHER, known_code, known_frame
from zcdesk.wording import LANGUAGES, sentence

PACKAGES = (
    "PySide6-Essentials", "PyYAML", "chinesecalendar", "fonttools", "numpy", "onnxruntime",
    "opencv-python-headless", "openpyxl", "pebble", "pillow", "pillow-heif", "pydantic", "pymupdf",
    "pypinyin", "python-docx", "rich", "sqlcipher3", "typer",
)  # fmt: skip
"""Packages whose versions are reported."""

SYSTEMS = ("Linux", "Windows", "Darwin")
MACHINES = (*X86, "arm64", "aarch64", "ARM64", "loongarch64", "mips64")
DISTRIBUTIONS = (
    "debian", "ubuntu", "uos", "deepin", "kylin", "openkylin", "fedora", "centos", "rhel", "rocky",
    "almalinux", "opensuse-leap", "arch", "anolis", "openeuler", "linuxmint", "alpine",
)  # fmt: skip
"""``ID`` of /etc/os-release."""

_NAMES = (
    "program", "system", "processor", "memory", "parts", "data_folder", "temporary_folder",
    "case_folder", "database", "screen", "office", "clock", "self_test",
)  # fmt: skip
_KEYS = frozenset({
    "schema", "about", "made", "versions", "zcdesk", "python", "kind", "release", "machine",
    "library", "library_version", "distribution", "instructions", "cores", "checks", "name",
    "standing", "code", "numbers", "settings", "size", "language", "look", "wheel_zooms",
    "keep_recent", "toured", "counted", "findings", "incidents", "at", "place", "errno", "status",
    "frames", "version", "runs", "began", "ended", "seconds", "state", "codes",
    "total", "free", "least", "count", "workers", "width", "height", "scale", "years",
    "least_width", "least_height", "reason", *PACKAGES, *_NAMES,
})  # fmt: skip
_STATES = ("ended", "going_on", "broken_off")
_WORDS = frozenset({
    "", OTHER, "none", *SYSTEMS, *MACHINES, *DISTRIBUTIONS, *INSTRUCTIONS, *_NAMES, *_STATES,
    *DoctorStanding, *ProgramPart, *LANGUAGES, "system", "light", "dark", "contrast", "glibc",
    "musl",
    *errno.errorcode.values(), *LIBRARIES, *sys.stdlib_module_names,
    *(name for name, one in vars(builtins).items()
      if isinstance(one, type) and issubclass(one, BaseException)),
})  # fmt: skip

_VERSION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,5}){1,4}((a|b|rc|\.dev|\.post)[0-9]{1,3})?|[0-9]{1,3}")
_MOMENT = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\+00:00")
_LARGEST = 10**9
"""Larger numbers are none that we count, but may be a telephone's or a person's."""

ABOUT = "doctor.about"
"""Code of the sentence with which the file tells what it is."""


def admitted(value: object) -> object:
    """Return a value as it may stand in the report.

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
        return {str(key): admitted(one) for key, one in value.items() if _is_key(key)}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        frame = known_frame(*value) if len(value) == 3 else None
        if frame is not None:
            return [frame.module, frame.function, frame.line]
        return [admitted(one) for one in value]
    return OTHER


def plain_version(text: str) -> str:
    """Return the numbers at the beginning of a version; what a builder wrote behind them goes."""
    found = re.match(r"[0-9]{1,4}(\.[0-9]{1,5}){0,4}", text)
    return found[0] if found else OTHER


def _is_key(key: object) -> bool:
    return isinstance(key, str) and (key in _KEYS or known_code(key) is not None)


def _is_known(text: str) -> bool:
    if text in _WORDS or known_code(text) or _VERSION.fullmatch(text) or _MOMENT.fullmatch(text):
        return True
    return any(text == sentence(ABOUT, language).message for language in LANGUAGES)
