"""The models answer once: what they said is kept in the process, and on disk between the runs.

What a model answers depends on its file, on the pixels that it is given and on the few lines of
ours around it, so that a second run of it could show nothing new. All of these are in the key, and
so are the versions of the libraries and the processor. The program knows nothing of this: the
tests put themselves before the doors to the models, in their own process and in the workers of
pools that they start. A command that a test starts as a program of its own asks the models, unless
it is started by ``tests.knowing``. What is made of the answers is kept by ``tests.kept_pages``.

One more thing is kept with them, which is no model and as dear: a font that was cut down to the
letters of a PDF. It hangs on the font, the letters and the lines and libraries that cut.

The variable ``ZCDESK_TEST_ANSWERS`` names the folder; ``off`` lets the models answer each time, as
a night's run does. So do, by day, the tests that look at the program itself from outside.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import cv2
import numpy as np
import onnxruntime

from tests.shelf import Shelf
from zcdesk.masking.portraits import face_detection
from zcdesk.pages.turning import upright
from zcdesk.reading import (
    crossings,
    detecting,
    engine,
    lattice,
    photo_places,
    recognising,
)
from zcdesk.reading.colour_maps import CELL
from zcdesk.resources import resource
from zcdesk.workers import pool

VARIABLE = "ZCDESK_TEST_ANSWERS"
OFF = "off"

ROOM = 1 << 30
"""Bytes on disk; a whole run of the tests leaves a third of it."""

IN_MEMORY = 5_000
"""Answers of a model that a process keeps; a compact lattice has a few kilobytes."""

FEW = 64
"""Cut fonts that a process keeps; the largest have some hundred kilobytes."""

UNTOUCHED = (
    "benchmarks/tests",
    "tests/cli/test_killed_commands.py",
    "tests/disk",
    "tests/doctor",
    "tests/incidents",
    "tests/nightly",
    "tests/outside",
    "tests/setup",
    "tools/tests",
    "tests/test_models.py",
    "tests/workers",
)
"""Tests of privacy, of the network, of processes, files and speed: there the models answer."""

_HERE = Path(__file__).resolve().parents[1]
_LOADING = (engine,)
_start_worker = pool._start_worker
_boxes, _answer = detecting._boxes, detecting._answer
_faces, _likely = face_detection._faces, photo_places._likely


@dataclass(frozen=True)
class Door:
    """A place where the program asks a model.

    Attributes:
        module: Where the place is.
        name: Of the function there.
        own: What asks the model itself, with the same arguments.
        model: Name of the model's file; "" where the first argument names a file of a font.
        code: The modules that stand between the file and the answer.
        most: Answers that a process keeps.
    """

    module: ModuleType
    name: str
    own: Callable[..., Any]
    model: str
    code: Sequence[ModuleType]
    most: int = IN_MEMORY


def _found(copy: detecting.Pixels) -> object:
    return _boxes(_answer(copy)[0])


def _photos(colours: np.ndarray, stand_in: Sequence[detecting.Pixels]) -> object:
    return _likely(colours, _answer(stand_in[1])[1])


def _seen(picture: np.ndarray, side: int) -> object:
    return tuple(_faces(picture, side))


DOORS = (
    Door(
        recognising,
        "_recognised",
        recognising._recognised,
        engine.RECOGNITION,
        (recognising, lattice, *_LOADING),
    ),
    Door(detecting, "_boxes", _found, engine.DETECTION, (detecting, crossings, *_LOADING)),
    Door(
        photo_places,
        "_likely",
        _photos,
        photo_places._MODEL,
        (photo_places, detecting, *_LOADING),
    ),
    Door(face_detection, "_faces", _seen, face_detection._MODEL, (face_detection, *_LOADING)),
    Door(upright, "_probabilities", upright._probabilities, upright._MODEL, (upright, *_LOADING)),
)


@cache
def cutter() -> Door:
    """Return the door where a font is cut; the libraries' own modules tell their versions."""
    import fontTools
    import pymupdf

    from zcdesk.documents import letters

    return Door(letters, "_cut_down", letters._cut_down, "", (letters, fontTools, pymupdf), FEW)


def ask_models() -> None:
    """Let the models answer themselves, here and in the workers of new pools."""
    for door in _doors():
        setattr(door.module, door.name, door.own)
    detecting._boxes, detecting._answer = _boxes, _answer
    pool._start_worker = _start_worker


def take_answers() -> None:
    """Take what the models answered before, here and in the workers of new pools."""
    for door in _doors():
        setattr(door.module, door.name, _kept(door))
    # Its maps have megabytes; what is made of them is kept.
    setattr(detecting, "_answer", _same)  # noqa: B010
    pool._start_worker = start_worker


def start_worker() -> None:
    """Prepare a worker of a test's pool: as the program does, then with what is known."""
    from tests.kept_pages import take_pages  # it stands on this module

    _start_worker()
    take_pages()


def kept(door: Door, shelf: Shelf | None = None) -> Callable[..., Any]:
    """Return what asks a door's model once for the same arguments.

    Args:
        door: Where the model is asked.
        shelf: Where all answers are kept.
    """
    answers: OrderedDict[str, Any] = OrderedDict()

    def once(*arguments: object) -> object:
        key = _key(door, arguments)
        if key not in answers:
            answers[key] = _from_shelf(door, shelf, key, arguments)
        answers.move_to_end(key)
        if len(answers) > door.most:
            answers.popitem(last=False)
        return answers[key]

    return once


def shelf_of_tests() -> Shelf | None:
    """Return where the answers are kept, None where they are not."""
    folder = os.environ.get(VARIABLE, OFF)
    return None if folder == OFF else Shelf(Path(folder))


def is_untouched(path: Path) -> bool:
    """Tell whether the models answer themselves in the tests of this file."""
    return any(path.is_relative_to(_HERE / place) for place in UNTOUCHED)


def _doors() -> Sequence[Door]:
    # To load what cuts fonts takes a third of a second, and most workers write no papers.
    return (*DOORS, cutter()) if "zcdesk.documents.letters" in sys.modules else DOORS


@cache
def _kept(door: Door) -> Callable[..., Any]:
    return kept(door, shelf_of_tests())


def _same(copy: detecting.Pixels) -> tuple[detecting.Pixels, Sequence[detecting.Pixels]]:
    """Return the copy in place of the answer, and with one of the maps' size in place of them."""
    return copy, (copy[None, None, ::CELL, ::CELL], copy)


def _from_shelf(door: Door, shelf: Shelf | None, key: str, arguments: Sequence[object]) -> object:
    if shelf is None:
        return door.own(*arguments)
    try:
        return shelf.find(key)
    except KeyError:
        answer = door.own(*arguments)
        shelf.put(key, answer)
        return answer


def _key(door: Door, arguments: Sequence[object]) -> str:
    key = hashlib.sha256(surroundings() + door.name.encode())
    # The first raises what the program raises where there is no such file.
    own = door.model
    file = engine.shipped_model(own) if own else resource("fonts") / str(arguments[0])
    if file.exists():  # one font is within its library
        key.update(_content(file, file.stat().st_mtime_ns))
    for module in door.code:
        key.update(_source(module))
    for one in (part for each in arguments for part in (each if type(each) is tuple else [each])):
        if isinstance(one, np.ndarray):
            key.update(f"{one.shape} {one.dtype}".encode())
            key.update(np.ascontiguousarray(one).data)
        else:
            key.update(repr(one).encode())
    return key.hexdigest()


@cache
def surroundings() -> bytes:
    """Return what else an answer may hang on: which sums a library takes depends on all of it."""
    versions = (onnxruntime.__version__, np.__version__, cv2.__version__, platform.python_version())
    machine = (platform.system(), platform.machine(), cv2.getCPUFeaturesLine())
    return repr((versions, machine)).encode()


@cache
def _content(path: Path, changed: int) -> bytes:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").digest()


@cache
def _source(module: ModuleType) -> bytes:
    assert module.__file__ is not None
    return hashlib.sha256(Path(module.__file__).read_bytes()).digest()
