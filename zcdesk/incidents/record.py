"""Incidents: what went wrong unexpectedly and where in our code, without anybody's words; kept.

The file is in the user's own data folder, for its owner alone. It holds a line for each incident
and two for each run of the window (begun, ended): a begun run without an end was broken off. When
the file is full it becomes the old one, and the old one goes.
"""

from __future__ import annotations

import json
import os
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path

from zcdesk import __version__
from zcdesk.disk.files import make_folder
from zcdesk.disk.own_folder import own_folder
from zcdesk.errors import ZcdeskError
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
from zcdesk.system.files import NO_LINKS
from zcdesk.system.processes import is_running

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
    """Write an error's places into the error itself, so that they travel to the keeping process."""
    frames = frames_of(error.__traceback__)
    setattr(error, _CARRIED, tuple((frame.module, frame.function, frame.line) for frame in frames))


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
    return vars(incident) | {
        "at": incident.at.isoformat(timespec="seconds"),
        "place": str(incident.place),
        "frames": [[frame.module, frame.function, frame.line] for frame in incident.frames],
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
    frames = (known_frame(*triple) for triple in triples)
    return tuple(frame for frame in frames if frame is not None)


def _status(data: object) -> int | None:
    """Return the exit status of a process: a small number, or one of Windows for a fault."""
    if isinstance(data, bool) or not isinstance(data, int):
        return None
    return data if -256 < data < 256 or data in _FAULTS_OF_WINDOWS else None


MOST_BYTES = 64 << 10
"""Size at which the file becomes the old one."""

KEPT = 50
"""Incidents in memory."""

_FOLDER = "incidents"
_FILE, _OLD = "record.jsonl", "record-old.jsonl"
_LONGEST_LINE = 8 << 10
_MOST_COUNTED = 1_000_000


@dataclass(frozen=True)
class Run:
    """One run of the window.

    Attributes:
        began: When.
        ended: When it ended as it should, or None.
        going_on: It has not ended, and its process is there.
        version: Of the program.
        codes: How often each error was told in it.
    """

    began: datetime
    ended: datetime | None
    going_on: bool
    version: str
    codes: Mapping[str, int] = field(default_factory=dict)


_alone = threading.RLock()  # what garbage collection finds meanwhile may be an incident too
_kept: deque[Incident] = deque(maxlen=KEPT)
_counted: Counter[str] = Counter()
_listeners: list[Callable[[Incident], None]] = []
_run: list[int] = []


def record_file() -> Path:
    """Return where incidents are written; it need not exist."""
    return own_folder() / _FOLDER / _FILE


def keep(error: BaseException, place: ProgramPart, code: str = UNEXPECTED) -> None:
    """Keep what may be kept of an error that nobody foresaw, and tell whoever listens.

    It raises nothing: an error that cannot even be looked at must not become a second one.
    """
    try:
        incident = incident_of(error, place, code)
    except Exception:
        return
    with _alone:
        _kept.append(incident)
        _counted[incident.code] += 1
        _write({"what": "incident", **as_entry(incident)})
    for listener in tuple(_listeners):
        try:
            listener(incident)
        except Exception:  # its window may be gone; it is not asked again
            _forget(listener)


def count(code: str) -> None:
    """Count that an expected error was told."""
    known = known_code(code)
    if known is not None:
        with _alone:
            _counted[known] += 1


def listen(listener: Callable[[Incident], None]) -> Callable[[], None]:
    """Call ``listener`` with each incident, in whichever thread it happens; return what ends it.

    One that fails is called no more: it must not take the place of the error that is being kept.
    """
    _listeners.append(listener)
    return partial(_forget, listener)


def _forget(listener: Callable[[Incident], None]) -> None:
    if listener in _listeners:
        _listeners.remove(listener)


def begin() -> None:
    """Write that a run of the window begins."""
    with _alone:
        _run[:] = [int.from_bytes(os.urandom(4), "big")]
        _write({"what": "begin", "run": _run[0], "pid": os.getpid(), **_stamp()})


def end() -> None:
    """Write that the run ended in order, and how often each error was told."""
    with _alone:
        if _run:
            _write({"what": "end", "run": _run.pop(), "codes": dict(_counted), **_stamp()})


def counted() -> dict[str, int]:
    """Return how often each error was told in this process."""
    with _alone:
        return dict(_counted)


def incidents() -> tuple[Incident, ...]:
    """Return all incidents that are still known, oldest first, of earlier runs too."""
    incidents_read: dict[Incident, None] = {}
    for entry in _entries():
        if entry.get("what") == "incident":
            with suppress(ValueError):
                incidents_read.setdefault(from_entry(entry))
    with _alone:
        memory = [
            from_entry(as_entry(incident)) for incident in _kept
        ]  # as read, so that none counts twice
    for incident in memory:  # where nothing can be written, memory alone knows them
        incidents_read.setdefault(incident)
    return tuple(sorted(incidents_read, key=lambda incident: incident.at))


def runs() -> tuple[Run, ...]:
    """Return the runs of the window that are still known, oldest first."""
    begun: dict[int, tuple[datetime, int, str]] = {}
    ended: dict[int, tuple[datetime, dict[str, int]]] = {}
    for entry in _entries():
        number = entry.get("run")
        with suppress(ValueError):
            if not isinstance(number, int):
                continue
            if entry.get("what") == "begin":
                begun[number] = _begun(entry)
            elif entry.get("what") == "end":
                ended[number] = moment_of(entry.get("at")), _codes(entry.get("codes"))
    spans = []
    for number, (began, process, version) in begun.items():
        at, codes = ended.get(number, (None, {}))
        spans.append(Run(began, at, at is None and is_running(process), version, codes))
    return tuple(sorted(spans, key=lambda run: run.began))


def _begun(entry: Mapping[str, object]) -> tuple[datetime, int, str]:
    process = entry.get("pid")
    number = process if isinstance(process, int) else 0
    return moment_of(entry.get("at")), number, version_of(entry.get("version"))


def _codes(data: object) -> dict[str, int]:
    pairs = data.items() if isinstance(data, dict) else ()
    return {
        code: number
        for code, number in pairs
        if known_code(code) and isinstance(number, int) and 0 < number <= _MOST_COUNTED
    }


def _stamp() -> dict[str, object]:
    return {"at": datetime.now(UTC).isoformat(timespec="seconds"), "version": __version__}


def _write(entry: Mapping[str, object]) -> None:
    """Add a line; a folder that cannot be written must not stop anybody's work."""
    line = json.dumps(entry, ensure_ascii=True).encode("ascii") + b"\n"
    with suppress(ZcdeskError, OSError, RuntimeError):
        place = record_file()
        make_folder(place.parent)
        if place.exists() and place.stat().st_size + len(line) > MOST_BYTES:
            place.replace(place.with_name(_OLD))
        handle = os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT | NO_LINKS, 0o600)
        try:
            os.write(handle, line)  # at once: another window may be writing too
        finally:
            os.close(handle)


def _entries() -> Iterator[Mapping[str, object]]:
    """Yield the readable entries of the file."""
    for name in (_OLD, _FILE):
        try:
            place = record_file().with_name(name)
            with place.open("rb") as stream:
                content = stream.read(2 * MOST_BYTES)
        except (OSError, RuntimeError):
            continue
        for line in content.splitlines():
            with suppress(ValueError, RecursionError):
                entry = json.loads(line) if len(line) <= _LONGEST_LINE else None
                if isinstance(entry, dict):
                    yield entry
