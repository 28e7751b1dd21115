"""Small values that a worker is told with each task, because they must be nowhere else.

They travel through the pipe of the pool: never through a file, the environment or an argument
that others could see. Each has a place as its name, and only a task that reads something there is
told: the key of a case goes to nobody who works on another one.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable


@runtime_checkable
class ReadFromPlaces(Protocol):
    """An argument of a task that names the paths which the task reads for it."""

    @property
    def read_from(self) -> Sequence[str]:
        """The paths."""


_told: dict[str, bytes] = {}
_tellers: Counter[str] = Counter()
_alone = threading.Lock()


def tell(name: str, value: bytes) -> None:
    """Let later tasks that read below ``name``, a path, know ``value`` by :func:`told`.

    Whoever tells it calls :func:`forget` later; it is reported until the last of them has.
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


def needed_by(arguments: Iterable[object]) -> Mapping[str, bytes]:
    """Return what a task must be told, by where its arguments say that they are read from.

    Args:
        arguments: Of the task. A text or a path counts as a place, a :class:`ReadFromPlaces`
            names its own; nothing else is looked into.
    """
    places = [place for argument in arguments for place in _places_of(argument)]
    with _alone:
        return {
            name: value
            for name, value in _told.items()
            if any(Path(place).is_relative_to(name) for place in places)
        }


def _places_of(argument: object) -> Sequence[str]:
    if isinstance(argument, (str, Path)):
        return (str(argument),)
    return argument.read_from if isinstance(argument, ReadFromPlaces) else ()


def take(values: Mapping[str, bytes]) -> None:
    """Know exactly ``values``; in a worker, before a task, and nothing after it."""
    with _alone:
        _told.clear()
        _told.update(values)
