"""Locks from the future that were met: how each looked, and when, in the user's own data.

Only a change shows that the writer of such a lock lives, and nobody should wait for one before an
empty window. So the next opening compares. What is kept names no case: a digest stands for the
place of the lock.
"""

from __future__ import annotations

import hashlib
import json
import os
import socket
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from zcdesk.disk.files import make_folder, write_atomically
from zcdesk.disk.own_folder import own_folder
from zcdesk.errors import ZcdeskError

WATCHED = 40.0
"""Seconds after which a lock that nobody touched is abandoned: two signs of life and something
over."""

KEPT = 50
"""Locks that are remembered, the last ones met."""

_FILE = "locks-met.json"
_LARGEST = 32 << 10  # bytes; a lock takes some 80


class _Sighting(NamedTuple):
    """When a lock had been changed (ns), and when it was first met like this (s).

    The second is told by the clock that nobody sets: it counts from the start of the computer, for
    all its programs. As much as it went on has truly gone by, also when the computer was started
    anew in between.
    """

    changed: int
    met: float

    def since(self) -> float:
        """Return the seconds since then; negative when the computer was started anew."""
        return time.monotonic() - self.met


_met_here: dict[str, _Sighting] = {}
"""What this program met; where the user's own data cannot be written, nothing else is known."""


def is_abandoned(lock: Path, changed: int) -> bool:
    """Tell whether a lock was met before, long enough ago, with the same time of change (ns)."""
    before = _all_met().get(_digest(lock))
    return before is not None and before.changed == changed and before.since() >= WATCHED


def keep_sighting(lock: Path, changed: int) -> None:
    """Remember a lock with its time of change (ns), unless it was met like this already."""
    all_met, place = _all_met(), _digest(lock)
    before = all_met.pop(place, None)
    if before is not None and before.changed == changed and before.since() >= 0:
        return
    all_met[place] = _met_here[place] = _Sighting(changed, time.monotonic())
    kept = json.dumps(dict(list(all_met.items())[-KEPT:]))
    with suppress(ZcdeskError, OSError, RuntimeError):
        make_folder(own_folder())
        write_atomically(own_folder() / _FILE, kept.encode("ascii"))


def _all_met() -> dict[str, _Sighting]:
    """Return what was met, by the digest of its place, the last one at the end."""
    found: object = None
    # No home is a RuntimeError, and so are words that are nested too deeply.
    with suppress(OSError, RuntimeError, ValueError), (own_folder() / _FILE).open("rb") as stream:
        raw = stream.read(_LARGEST + 1)
        if len(raw) <= _LARGEST:
            found = json.loads(raw)
    all_met = {}
    for place, values in found.items() if isinstance(found, dict) else ():
        with suppress(TypeError, ValueError, OverflowError):
            changed, met = values
            all_met[place] = _Sighting(int(changed), float(met))
    return {**all_met, **_met_here}


def _digest(lock: Path) -> str:
    """Return what stands for a lock; on another computer that shares this data, something else."""
    content = b"\0".join((os.fsencode(socket.gethostname()), os.fsencode(lock)))
    return hashlib.sha256(content).hexdigest()[:32]
