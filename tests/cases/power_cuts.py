"""What a disk may hold after a power cut, worked out from what a program asked of the system.

``strace`` records the program's writes, flushes and changes of the folder. :func:`states_of` then
gives, for every moment, folders that a disk may be left with: what was flushed is there; what was
not is there, or not, or half, in any order. Flushing a file keeps its bytes, flushing the folder
keeps which files there are.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

CALLS = "openat,pwrite64,write,fsync,fdatasync,ftruncate,unlink,rename"
SECTOR = 512

_LINE = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += +(-?\d+)")
_PATH = re.compile(r"<([^>]*)>")
_QUOTED = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True)
class Write:
    """Bytes that were written at a place of a file."""

    place: int
    content: bytes


@dataclass(frozen=True)
class Disk:
    """What is surely there, and what may be there besides.

    Attributes:
        files: Bytes that were flushed, of the files that were flushed into the folder.
        waiting: Writes of each file that were not flushed yet, in order; an int cuts it there.
        folder: Changes of the folder that were not flushed: name and the file's bytes, or None
            for one that was removed.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    waiting: dict[str, tuple[Write | int, ...]] = field(default_factory=dict)
    folder: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True)
class State:
    """One folder that a disk may be left with, and the last act that was acknowledged before."""

    files: dict[str, bytes]
    acknowledged: int


def states_of(record: Path, folder: Path, start: dict[str, bytes], seed: int) -> Iterator[State]:
    """Yield what may be left in ``folder`` for every moment of a recorded run.

    Args:
        record: What strace wrote (``-xx -y -s 9000000 -e trace=CALLS``).
        folder: The folder that counts.
        start: Its files when the program began.
        seed: Of the chance that chooses among the possible states.
    """
    chance = random.Random(seed)
    disk, acknowledged = Disk(dict(start)), 0
    for line in record.read_text(encoding="utf-8", errors="replace").splitlines():
        found = _LINE.match(line)
        if found is None or found[3] == "-1":
            continue
        call, told = found[1], found[2]
        if call == "write":
            if told.startswith("1"):
                text = _bytes(told).decode()
                acknowledged = int(text) if text.strip().isdigit() else acknowledged
            continue
        changed = _after(disk, call, told, folder)
        if changed is disk:
            continue
        disk = changed
        for apply in (_everything, _nothing, _some, _some, _torn):
            yield State(apply(disk, chance), acknowledged)


def _after(disk: Disk, call: str, told: str, folder: Path) -> Disk:
    if call in ("fsync", "fdatasync"):
        return _flushed(disk, Path(_path(told)), folder)
    if call == "openat":
        name = _name(Path(_bytes(told).decode()), folder)
        known = name in disk.files or any(one == name and there for one, there in disk.folder)
        if name is None or known or "O_CREAT" not in told:
            return disk
        return replace(disk, folder=(*disk.folder, (name, True)))
    if call == "unlink":
        name = _name(Path(_bytes(told).decode()), folder)
        if name is None:
            return disk
        waiting = {one: kept for one, kept in disk.waiting.items() if one != name}
        return replace(disk, folder=(*disk.folder, (name, False)), waiting=waiting)
    name = _name(Path(_path(told)), folder)
    if name is None:
        return disk
    numbers = [int(number) for number in re.findall(r", (\d+)", _QUOTED.sub("", told))]
    change = Write(numbers[-1], _bytes(told)) if call == "pwrite64" else numbers[-1]
    changes = (*disk.waiting.get(name, ()), change)
    return replace(disk, waiting={**disk.waiting, name: changes})


def _flushed(disk: Disk, path: Path, folder: Path) -> Disk:
    if path == folder:
        files = {**disk.files}
        for changed, there in disk.folder:
            if there:
                files.setdefault(changed, b"")
            else:
                files.pop(changed, None)
        return replace(disk, files=files, folder=())
    name = _name(path, folder)
    if name is None:
        return disk
    content = _applied(disk.files.get(name, b""), disk.waiting.get(name, ()))
    waiting = {one: kept for one, kept in disk.waiting.items() if one != name}
    # Flushing a new file keeps its name too, as the file systems in use do.
    folder_changes = tuple(one for one in disk.folder if one != (name, True))
    return replace(
        disk, files={**disk.files, name: content}, waiting=waiting, folder=folder_changes
    )


def _everything(disk: Disk, chance: random.Random) -> dict[str, bytes]:
    return _left(disk, dict(disk.waiting), disk.folder)


def _nothing(disk: Disk, chance: random.Random) -> dict[str, bytes]:
    return _left(disk, {}, ())


def _some(disk: Disk, chance: random.Random) -> dict[str, bytes]:
    """Keep some of the waiting writes, whatever their order; and the folder as it was or is."""
    kept = {
        name: tuple(one for one in waiting if chance.random() < 0.5)
        for name, waiting in disk.waiting.items()
    }
    return _left(disk, kept, disk.folder if chance.random() < 0.5 else ())


def _torn(disk: Disk, chance: random.Random) -> dict[str, bytes]:
    """Keep all writes but the last of each file, of which only some sectors arrived."""
    kept: dict[str, tuple[Write | int, ...]] = {}
    for name, waiting in disk.waiting.items():
        *before, last = waiting
        if isinstance(last, Write):
            sectors = range(0, len(last.content), SECTOR)
            arrived = [start for start in sectors if chance.random() < 0.5]
            pieces = (
                Write(last.place + start, last.content[start : start + SECTOR]) for start in arrived
            )
            kept[name] = (*before, *pieces)
        else:
            kept[name] = tuple(before)
    return _left(disk, kept, disk.folder)


def _left(
    disk: Disk, waiting: dict[str, tuple[Write | int, ...]], folder: tuple[tuple[str, bool], ...]
) -> dict[str, bytes]:
    names = dict.fromkeys(disk.files, True)
    names.update(folder)
    return {
        name: _applied(disk.files.get(name, b""), waiting.get(name, ()))
        for name, there in names.items()
        if there
    }


def _applied(content: bytes, changes: tuple[Write | int, ...]) -> bytes:
    raw = bytearray(content)
    for change in changes:
        if isinstance(change, int):
            raw[change:] = bytes(max(0, change - len(raw)))
            continue
        raw.extend(bytes(max(0, change.place - len(raw))))
        raw[change.place : change.place + len(change.content)] = change.content
    return bytes(raw)


def _name(path: Path, folder: Path) -> str | None:
    """Return the name of a file of the folder; None for others and for the lock."""
    return path.name if path.parent == folder and path.suffix != ".lock" else None


def _path(told: str) -> str:
    found = _PATH.search(told)
    text = found[1] if found else ""
    return bytes.fromhex(text.replace("\\x", "")).decode() if text.startswith("\\x") else text


def _bytes(told: str) -> bytes:
    found = _QUOTED.search(told)
    return bytes.fromhex(found[1].replace("\\x", "")) if found else b""
