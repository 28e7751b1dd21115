"""The models answer once: what they said is kept on disk for the next run of the tests.

The program knows nothing of this: the tests put themselves before the doors to the models, in their
own process and in the workers of pools that they start; a command that is started as a program of
its own asks the models unless ``tests.knowing`` starts it. One thing is kept with the answers that
is no model and as dear: a font that was cut down to the letters of a PDF.

The variable ``ZCDESK_TEST_ANSWERS`` names the folder; ``off`` lets the models answer each time, as
a night's run does. So do, by day, the tests that look at the program itself from outside.
"""

import hashlib
import os
import pickle
import platform
import sqlite3
import sys
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import cv2
import numpy as np

from zcdesk.masking.portraits import face_detection
from zcdesk.pages.turning import upright
from zcdesk.reading import detecting, engine, photo_places, recognising
from zcdesk.reading.colour_maps import CELL
from zcdesk.workers import pool

VARIABLE, OFF = "ZCDESK_TEST_ANSWERS", "off"
MOST = 200_000
"""Answers on disk, some five kilobytes each; a whole run of the tests leaves a tenth of them."""

UNTOUCHED = (
    *("benchmarks/tests", "tools/tests", "tests/cli/test_killed_commands.py"),
    *(f"tests/{room}" for room in ("disk", "doctor", "incidents", "nightly", "outside", "setup")),
    *("tests/test_models.py", "tests/workers"),
)
"""Tests of privacy, of the network, of processes, files and speed: there the models answer."""

_HERE = Path(__file__).resolve().parents[1]
_start_worker, _run = pool._start_worker, pool._run
_boxes, _answer, _likely = detecting._boxes, detecting._answer, photo_places._likely


class Door(NamedTuple):
    """A function in which the program asks a model; ``own`` asks it with the same arguments."""

    module: ModuleType
    name: str
    own: Callable[..., Any]
    model: str


def _faces(picture: np.ndarray, side: int, own: Any = face_detection._faces) -> object:
    return tuple(own(picture, side))


DOORS = [
    Door(recognising, "_recognised", recognising._recognised, engine.RECOGNITION),
    Door(detecting, "_boxes", lambda copy: _boxes(_answer(copy)[0]), engine.DETECTION),
    Door(
        photo_places,
        "_likely",
        lambda colours, stand_in: _likely(colours, _answer(stand_in[1])[1]),
        photo_places._MODEL,
    ),
    Door(face_detection, "_faces", _faces, face_detection._MODEL),
    Door(upright, "_probabilities", upright._probabilities, upright._MODEL),
]


def ask_models() -> None:
    """Let the models answer themselves, here and in the workers of new pools."""
    for door in _doors():
        setattr(door.module, door.name, door.own)
    detecting._boxes, detecting._answer = _boxes, _answer
    pool._start_worker = _start_worker


def take_answers() -> None:
    """Take what the models answered before, here and in the workers of new pools."""
    for door in _doors():
        setattr(door.module, door.name, partial(answered, door))
    # Its maps have megabytes: what is made of them is kept, the copy stands for them until then.
    setattr(detecting, "_answer", stand_in)  # noqa: B010
    pool._start_worker = start_worker
    kept(b"", bytes)  # the file is open before a test looks at what is open


def start_worker() -> None:
    """Prepare a worker of a test's pool: as the program does, then with what is known."""
    _start_worker()
    setattr(pool, "_run", run_knowing)  # noqa: B010


def run_knowing(*arguments: Any) -> Any:
    """Run a task of a worker with what is known: only now what it needs was loaded."""
    take_answers()
    return _run(*arguments)


def is_untouched(path: Path) -> bool:
    """Tell whether the models answer themselves in the tests of this file."""
    return any(path.is_relative_to(_HERE / place) for place in UNTOUCHED)


def stand_in(copy: detecting.Pixels) -> tuple[detecting.Pixels, Sequence[detecting.Pixels]]:
    """Return the copy in place of the answer, and with one of the maps' size in place of them."""
    return copy, (copy[None, None, ::CELL, ::CELL], copy)


def answered(door: Door, *arguments: object) -> Any:
    """Return what a door's model says, or said before to the same."""
    if door.model:
        engine.shipped_model(door.model)  # compared with its note; raises what the program raises
    asked = pickle.dumps((door.name, arguments))
    return kept(hashlib.sha256(surroundings() + asked).digest(), partial(door.own, *arguments))


def kept(key: bytes, make: Callable[[], Any]) -> Any:
    """Return what was kept under a key, else what is made now; it is kept where the disk can."""
    if (folder := os.environ.get(VARIABLE, OFF)) == OFF:
        return make()
    with suppress(sqlite3.Error, OSError):
        for (value,) in _shelf(folder).execute("SELECT value FROM kept WHERE key = ?", [key]):
            return pickle.loads(zlib.decompress(value))
    made = make()
    with suppress(sqlite3.Error, OSError):
        value = zlib.compress(pickle.dumps(made), 1)
        _shelf(folder).execute("INSERT OR IGNORE INTO kept VALUES (?, ?)", [key, value])
    return made


def sweep(most: int = MOST) -> None:
    """Forget what was kept first, as far as there is more than ``most``."""
    last = "SELECT max(rowid) FROM kept"
    if (folder := os.environ.get(VARIABLE, OFF)) != OFF:
        with suppress(sqlite3.Error, OSError):
            _shelf(folder).execute(f"DELETE FROM kept WHERE rowid <= ({last}) - ?", [most])


@cache
def _shelf(folder: str) -> sqlite3.Connection:
    Path(folder).mkdir(parents=True, exist_ok=True)
    place = Path(folder, "answers.sqlite")
    shelf = sqlite3.connect(place, 60, isolation_level=None, check_same_thread=False)
    shelf.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
        "CREATE TABLE IF NOT EXISTS kept (key BLOB UNIQUE, value BLOB);"
    )
    return shelf


def _doors() -> Sequence[Door]:
    letters = sys.modules.get("zcdesk.documents.letters")  # to load it takes a third of a second
    if letters and DOORS[-1].module is not letters:
        DOORS.append(Door(letters, "_cut_down", letters._cut_down, ""))
    return DOORS


@cache
def surroundings() -> bytes:
    """Return what an answer hangs on besides: model files, our lines, libraries, the processor."""
    libraries = ("onnxruntime", "numpy", "opencv-python-headless", "fonttools", "pymupdf")
    machine = (platform.python_version(), platform.machine(), cv2.getCPUFeaturesLine())
    ours = [*(_HERE / "zcdesk/reading").glob("*.py"), _HERE / "zcdesk/documents/letters.py"]
    ours += [Path(str(door.module.__file__)) for door in DOORS]
    ours += [_HERE / "resources" / room / "SOURCES.toml" for room in ("models", "fonts")]
    told = [*map(version, libraries), machine, [path.read_bytes() for path in sorted(set(ours))]]
    return hashlib.sha256(repr(told).encode()).digest()
