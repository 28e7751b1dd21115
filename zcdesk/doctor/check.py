"""One thing that was looked at on this computer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from zcdesk.findings import Detail
from zcdesk.incidents.known import errno_of
from zcdesk.wording import Wording, sentence

_GIGABYTE = 1 << 30

LEAST_WINDOW = (880, 440)
"""Logical pixels that the window needs; the window asks for the same."""


class DoctorStanding(StrEnum):
    """How it stands with one thing."""

    FINE = "fine"
    NOTE = "note"
    ATTENTION = "attention"


@dataclass(frozen=True)
class DoctorCheck:
    """What was seen, with its sentence.

    Attributes:
        name: What was looked at, for example ``memory``.
        standing: How it stands.
        code: Of the sentence that tells it.
        details: Fill the blanks of the sentence; only numbers, versions, and names of our own
            files and of the system's errors.
    """

    name: str
    standing: DoctorStanding
    code: str
    details: Mapping[str, Detail] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "details", MappingProxyType(dict(self.details)))

    def title(self, language: str) -> str:
        """Return what was looked at, in words."""
        return sentence(title_code(self.name), language).message

    def word(self, language: str) -> str:
        """Return how it stands, in a word."""
        return sentence(f"doctor.state.{self.standing}", language).message

    def wording(self, language: str) -> Wording:
        """Return what was seen and what to do."""
        details = {
            name: sentence(value, language).message
            if isinstance(value, str) and value.startswith("doctor.")
            else value
            for name, value in self.details.items()
        }
        return sentence(self.code, language, **details)


@dataclass(frozen=True)
class DoctorScreen:
    """The screen that a window would open on.

    Attributes:
        width: Of the free area, in logical pixels.
        height: Of it.
        scale: Device pixels for each logical pixel, in per cent.
        chinese: The system has a font with Chinese.
    """

    width: int
    height: int
    scale: int
    chinese: bool


def title_code(name: str) -> str:
    """Return the code of the words for what was looked at; a name without such words is none."""
    return f"doctor.title.{name}"


def gigabytes(size: int) -> float:
    """Return bytes as they are told: gigabytes with one digit; 0 for what nobody knows."""
    return round(max(size, 0) / _GIGABYTE, 1)


def fine(name: str, code: str, **details: Detail) -> DoctorCheck:
    """What is as it should be."""
    return DoctorCheck(name, DoctorStanding.FINE, code, details)


def note(name: str, code: str, **details: Detail) -> DoctorCheck:
    """What is good to know; nothing needs to be done."""
    return DoctorCheck(name, DoctorStanding.NOTE, code, details)


def attention(name: str, code: str, **details: Detail) -> DoctorCheck:
    """What keeps the program, or a part of it, from working."""
    return DoctorCheck(name, DoctorStanding.ATTENTION, code, details)


def reason_of(error: BaseException) -> str:
    """Return what the system or Python calls an error, without its message."""
    return errno_of(error) or type(error).__name__
