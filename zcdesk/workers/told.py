"""Small values that a worker is told with each task, because they must stand nowhere else.

They travel through the pipe of the pool: never through a file, the environment or an argument
that others could see.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping

_told: dict[str, bytes] = {}
_tellers: Counter[str] = Counter()
_alone = threading.Lock()


def tell(name: str, value: bytes) -> None:
    """Let every later task know ``value``; in a worker and in this process by :func:`told`.

    Whoever tells it calls :func:`forget` later; it is told until the last of them has.
    """
    with _alone:
        _told[name] = value
        _tellers[name] += 1


def forget(name: str) -> None:
    """Tell no later task any more, unless somebody else still does."""
    with _alone:
        _tellers[name] -= 1
        if _tellers[name] <= 0:
            del _tellers[name]
            _told.pop(name, None)


def told(name: str) -> bytes | None:
    """Return what was told, or None."""
    with _alone:
        return _told.get(name)


def everything() -> Mapping[str, bytes]:
    """Return all that is told at this moment."""
    with _alone:
        return dict(_told)


def take(values: Mapping[str, bytes]) -> None:
    """Know exactly ``values``; in a worker, before a task."""
    with _alone:
        _told.clear()
        _told.update(values)
