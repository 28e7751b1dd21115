"""A system whose paths are short, as Windows' are until somebody allows long ones."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.outside.windows_names import units

LONGEST, LONGEST_FOLDER = 259, 247
"""Units of a file's path, and of a folder's, in which a name of the oldest kind must have room."""

_EVENTS = {"open": 1, "os.mkdir": 1, "os.rename": 2, "os.scandir": 1, "os.listdir": 1}
"""Events of Python's audit, and how many paths each begins with."""

_asked: list[tuple[str, str]] = []
_state = {"refusing": False, "watching": False}


def _look(event: str, arguments: tuple[object, ...]) -> None:
    if not any(_state.values()) or event not in _EVENTS:
        return
    for place in arguments[: _EVENTS[event]]:
        if isinstance(place, str | bytes | Path):
            path = str(Path(os.fsdecode(place)).absolute())
            _asked.append((event, path))
            longest = LONGEST_FOLDER if event == "os.mkdir" else LONGEST
            if _state["refusing"] and units(path) > longest:
                raise FileNotFoundError(errno.ENOENT, "cannot find the path", path)


sys.addaudithook(_look)


@contextlib.contextmanager
def watched(*, refusing: bool) -> Iterator[list[str]]:
    """Give the paths that the system is asked for meanwhile; refuse the long ones if so wished."""
    _asked.clear()
    _state.update(watching=True, refusing=refusing)
    paths: list[str] = []
    try:
        yield paths
    finally:
        _state.update(watching=False, refusing=False)
        paths += [path for _, path in _asked]
