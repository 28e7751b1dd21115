"""One run at a time into a folder of results: each writes the table of all people at its end.

Parts of a roster are the exception: each is worked on by a run of its own, at the same time as the
others, and none of them writes the table.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zcdesk.disk.files import HeldFile, make_folder, reported
from zcdesk.errors import ZcdeskError
from zcdesk.findings import Detail

_LOCK = ".zcdesk.lock"
_OF_PART = ".zcdesk-{}.lock"

_PATIENCE, _LOOK = 5.0, 0.1
"""Seconds that a part waits for another one that is just beginning, and between two looks."""


class BusyResultsError(ZcdeskError):
    """Another run writes into the folder at this moment."""

    code = "batch.busy"

    def __init__(self, **details: Detail) -> None:
        if "host" in details:
            self.code = "batch.busy_since"
        super().__init__(**details)


@contextmanager
def held_results(out: Path) -> Iterator[None]:
    """Make the folder of the results and keep other runs out of it, those of parts as well.

    Raises:
        BusyResultsError: Another run is in it.
        OutputError: There is no room for it.
        OutputError: It cannot be written to.
    """
    make_folder(out)
    held = _taken(out, _LOCK)
    try:
        for name in _parts_in(out):
            _taken(out, name).release()
        held.sign()
        yield
    finally:
        held.release()


@contextmanager
def held_part(out: Path, name: str) -> Iterator[None]:
    """Make the folder of the results and hold one part of the roster in it.

    Args:
        out: The folder.
        name: Of the part, for a file.

    Raises:
        BusyResultsError: A run of the whole roster or of this part is in it.
        OutputError: There is no room for it.
        OutputError: It cannot be written to.
    """
    make_folder(out)
    held = _taken(out, _OF_PART.format(name))
    try:
        _waited_for(out, _LOCK).release()
        held.sign()
        yield
    finally:
        held.release()


def _parts_in(out: Path) -> list[str]:
    with reported(out.name):
        return sorted(path.name for path in out.glob(_OF_PART.format("*")))


def _waited_for(out: Path, name: str) -> HeldFile:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return _taken(out, name)
        except BusyResultsError:
            if time.monotonic() > end:
                raise
            time.sleep(_LOOK)


def _taken(out: Path, name: str) -> HeldFile:
    with reported(out.name):
        held = HeldFile.take(out / name)
    if held is None:
        by = dict(zip(("host", "since"), HeldFile.holder(out / name) or (), strict=False))
        raise BusyResultsError(folder=out.name, **by)
    return held
