"""One thing that went wrong unexpectedly: what kind, where in our code, and nobody's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from zcdesk import __version__
from zcdesk.incidents.known import (
    Frame,
    errno_of,
    frames_of,
    kind_of,
    known_code,
    known_errno,
    known_frame,
    known_kind,
    known_library,
)

UNEXPECTED = "program.unexpected"

_CARRIED = "zcdesk_frames"
"""What an error brings along from a worker: pickled with it, unlike its traceback."""


_FAULTS_OF_WINDOWS = range(0xC0000000, 0xC0001000)
"""NTSTATUS values with which Windows ends a process, 0xC0000005 for a wrong address."""


class ProgramPart(StrEnum):
    """Which part of the program it went wrong in."""

    WINDOW = "window"
    WORKER = "worker"
    COMMAND = "command"
    BATCH = "batch"


@dataclass(frozen=True)
class Incident:
    """What is kept of an error.

    Attributes:
        at: When, in UTC.
        place: Which part of the program.
        code: Of the sentence that the person was told.
        kind: The nearest of Python's own kinds of error.
        library: Where the kind comes from, "" for Python and the program.
        errno: The system's name of it, or "".
        status: With which a worker ended, negative for a signal; None when it went on.
        frames: Places in our own code, outermost first.
        version: Of the program.
    """

    at: datetime
    place: ProgramPart
    code: str
    kind: str
    library: str = ""
    errno: str = ""
    status: int | None = None
    frames: tuple[Frame, ...] = ()
    version: str = __version__


def carry(error: BaseException) -> None:
    """Write the places of an error into it, so that they travel to the process that keeps it."""
    found = frames_of(error.__traceback__)
    setattr(error, _CARRIED, tuple((frame.module, frame.function, frame.line) for frame in found))


def incident_of(error: BaseException, place: ProgramPart, code: str = UNEXPECTED) -> Incident:
    """Return what may be kept of an error; its message and its values stay behind."""
    carried = getattr(error, _CARRIED, None)
    frames = frames_of(error.__traceback__) if carried is None else _frames(carried)
    kind, library = kind_of(error)
    status = _status(getattr(error, "exitcode", None))
    code = known_code(code) or UNEXPECTED
    now = datetime.now(UTC)
    return Incident(now, place, code, kind, library, errno_of(error), status, frames)


def as_entry(incident: Incident) -> dict[str, object]:
    """Return an incident as it is written."""
    return {
        "at": incident.at.isoformat(timespec="seconds"),
        "place": str(incident.place),
        "code": incident.code,
        "kind": incident.kind,
        "library": incident.library,
        "errno": incident.errno,
        "status": incident.status,
        "frames": [[frame.module, frame.function, frame.line] for frame in incident.frames],
        "version": incident.version,
    }


def from_entry(entry: Mapping[str, object]) -> Incident:
    """Return an incident that was written; whatever somebody wrote into it, only what is known.

    Raises:
        ValueError: It is none.
    """
    code, version = known_code(str(entry.get("code"))), version_of(entry.get("version"))
    return Incident(
        moment_of(entry.get("at")),
        ProgramPart(str(entry.get("place"))),
        code or UNEXPECTED,
        known_kind(entry.get("kind")),
        known_library(entry.get("library")),
        known_errno(entry.get("errno")),
        _status(entry.get("status")),
        _frames(entry.get("frames")),
        version,
    )


def moment_of(text: object) -> datetime:
    """Return a moment that was written.

    Raises:
        ValueError: It is none.
    """
    moment = datetime.fromisoformat(str(text))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def version_of(text: object) -> str:
    """Return a version of ours: up to four short numbers; "" for anything else."""
    parts = str(text).split(".")
    plain = all(part.isascii() and part.isdigit() and len(part) <= 3 for part in parts)
    return str(text) if plain and len(parts) <= 4 else ""


def _frames(data: object) -> tuple[Frame, ...]:
    places = data if isinstance(data, Iterable) else ()
    triples = [
        tuple(place) for place in places if isinstance(place, list | tuple) and len(place) == 3
    ]
    found = (known_frame(*triple) for triple in triples)
    return tuple(frame for frame in found if frame is not None)


def _status(data: object) -> int | None:
    """Return the exit status of a process: a small number, or one of Windows for a fault."""
    if isinstance(data, bool) or not isinstance(data, int):
        return None
    return data if -256 < data < 256 or data in _FAULTS_OF_WINDOWS else None
