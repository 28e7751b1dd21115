"""Keeps incidents in memory and in one small file, so that the next start still knows of them.

The file lies in the user's own data folder, for its owner alone. It holds a line for each incident
and two for each run of the window (begun, ended): a begun run without an end was broken off. When
the file is full it becomes the old one, and the old one goes.
"""

from __future__ import annotations

import json
import os
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from zcdesk import __version__
from zcdesk.disk.files import make_folder
from zcdesk.disk.own_folder import own_folder
from zcdesk.errors import ZcdeskError
from zcdesk.incidents.incident import (
    UNEXPECTED,
    Incident,
    ProgramPart,
    as_entry,
    from_entry,
    incident_of,
    moment_of,
    version_of,
)
from zcdesk.incidents.known import known_code
from zcdesk.system.files import NO_LINKS
from zcdesk.system.processes import is_running

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
    """Write that it ends as it should, and how often each error was told."""
    with _alone:
        if _run:
            _write({"what": "end", "run": _run.pop(), "codes": dict(_counted), **_stamp()})


def counted() -> dict[str, int]:
    """Return how often each error was told in this process."""
    with _alone:
        return dict(_counted)


def incidents() -> tuple[Incident, ...]:
    """Return all incidents that are still known, oldest first, of earlier runs too."""
    found: dict[Incident, None] = {}
    for entry in _entries():
        if entry.get("what") == "incident":
            with suppress(ValueError):
                found.setdefault(from_entry(entry))
    with _alone:
        memory = [_as_written(incident) for incident in _kept]
    for incident in memory:  # where nothing can be written, memory alone knows them
        found.setdefault(incident)
    return tuple(sorted(found, key=lambda incident: incident.at))


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
    found = []
    for number, (began, process, version) in begun.items():
        at, codes = ended.get(number, (None, {}))
        found.append(Run(began, at, at is None and is_running(process), version, codes))
    return tuple(sorted(found, key=lambda run: run.began))


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


def _as_written(incident: Incident) -> Incident:
    """Return an incident as reading it would give it, so that none counts twice."""
    return from_entry(as_entry(incident))


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
    """Yield what is written, as far as it can be read."""
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
