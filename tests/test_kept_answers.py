"""What the models answered is kept for the next run: theirs to the bit, or it is not taken."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import cv2
import numpy as np
import pytest

from benchmarks.makers.figures import Figure, drawn
from tests import kept_answers
from tests.drawn_text import typed
from tests.kept_answers import DOORS, UNTOUCHED, VARIABLE, Door, is_untouched, kept
from tests.setup.checkout import ROOT
from tests.shelf import DAY, Shelf
from zcdesk.reading import detecting, engine, recognising
from zcdesk.reading.lattice import Lattice
from zcdesk.workers.pool import WorkerPool

PAGE = typed("姓名：张伟，性别：男", "单位：新疆云岭智能装备制造有限公司")
GREY = np.asarray(cv2.cvtColor(PAGE, cv2.COLOR_RGB2GRAY), np.uint8)
LINE, OTHER_LINE = (recognising.crop_line(GREY, quad) for quad in detecting.detect(GREY))
PORTRAIT = np.full((700, 900, 3), 255, np.uint8)
PORTRAIT[80:346, 600:790] = drawn(Figure("short", "suit", (67, 142, 219)), 190, 266, Random(1))
BATCH = np.random.default_rng(5).random((2, 3, 224, 224)).astype(np.float32)
COPY = np.asarray(cv2.resize(GREY, (960, 352)), np.uint8)
MAPS = kept_answers._same(COPY)[1]
ASKED: dict[str, tuple[object, ...]] = {
    "_recognised": (LINE, 6.0),
    "_boxes": (COPY,),
    "_likely": (np.random.default_rng(5).random((10, 44, 120)).astype(np.float32), MAPS),
    "_faces": (PORTRAIT, 576),
    "_probabilities": (BATCH,),
}
"""What each of the doors is asked here, by the name of the function there."""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "answers")


def parts(answer: object) -> list[object]:
    """Return an answer as plain values that are equal when each bit is."""
    if isinstance(answer, Lattice):
        return [*map(parts, (answer.starts, answer.symbols, answer.scores, answer.best))]
    if isinstance(answer, np.ndarray):
        return [answer.dtype.str, answer.shape, answer.tobytes()]
    if isinstance(answer, list | tuple):
        return [parts(one) for one in answer]
    return [repr(answer)]


def refuse(*_: object) -> object:
    raise AssertionError("the model was asked")


def values(shelf: Shelf) -> list[Path]:
    return sorted(path for path in shelf.folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("door", DOORS, ids=lambda door: str(door.name))
def test_what_is_kept_is_the_answer_to_the_bit_and_for_the_same_question_only(
    door: Door, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture, *rest = ASKED[door.name]
    assert isinstance(picture, np.ndarray)
    answer = kept(door, shelf)(picture, *rest)
    assert len(values(shelf)) == 1
    asking = replace(door, own=refuse)
    assert parts(kept(asking, shelf)(picture.copy(), *rest)) == parts(answer) != []
    other = picture.copy()
    other.flat[-1] = 7
    for asked in (other, picture.reshape(picture.shape[::-1])):
        with pytest.raises(AssertionError, match="the model was asked"):
            kept(asking, shelf)(asked, *rest)
    source = kept_answers._source
    for changed in door.code:
        with monkeypatch.context() as patched:
            patched.setattr(
                kept_answers, "_source", lambda one, at=changed: b"-" if one is at else source(one)
            )
            with pytest.raises(AssertionError, match="the model was asked"):
                kept(asking, shelf)(picture, *rest)
    model = tmp_path / "another.onnx"
    shutil.copy2(engine.shipped_model(door.model), model)
    with model.open("r+b") as content:
        content.seek(1000)
        content.write(bytes([content.read(1)[0] ^ 1]))
    monkeypatch.setattr(engine, "shipped_model", lambda name: model)
    with pytest.raises(AssertionError, match="the model was asked"):
        kept(asking, shelf)(picture, *rest)


def test_the_doors_are_all_the_places_where_the_program_asks_a_model() -> None:
    asking = {
        path
        for path in (ROOT / "zcdesk").rglob("*.py")
        if re.search(r"(ion|shipped)_session\(|InferenceSession", path.read_text(encoding="utf-8"))
    }
    known = {Path(str(module.__file__)) for door in DOORS for module in door.code}
    assert {Path(detecting.__file__), Path(engine.__file__)} < asking
    assert asking <= known


def test_a_broken_value_is_not_there_and_is_put_anew(shelf: Shelf) -> None:
    shelf.put("ab12", (1, "张"))
    (path,) = values(shelf)
    whole = path.read_bytes()
    for broken in (b"", whole[: len(whole) // 2], whole[:9] + bytes([whole[9] ^ 1]) + whole[10:]):
        path.write_bytes(broken)
        with pytest.raises(KeyError):
            shelf.find("ab12")
    shelf.put("ab12", (1, "张"))
    assert shelf.find("ab12") == (1, "张")


WRITING = """
import sys
from pathlib import Path
from random import Random
from tests.shelf import Shelf
shelf = Shelf(Path(sys.argv[1]))
wrong = 0
for turn in range(12):
    for number in range(5):
        key, value = f"{number:04}", list(range(number, 50_000))
        shelf.put(key, value)
        wrong += shelf.find(key) != value
print(wrong)
"""


@pytest.mark.slow
def test_processes_that_write_the_same_values_find_whole_ones(shelf: Shelf) -> None:
    command = [sys.executable, "-c", WRITING, str(shelf.folder)]
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = [subprocess.Popen(command, env=variables, stdout=subprocess.PIPE) for _ in range(3)]
    told = [process.communicate()[0] for process in running]
    assert [int(text) for text in told] == [0, 0, 0]
    assert len(values(shelf)) == 5


def test_a_sweep_leaves_what_was_asked_for_last(shelf: Shelf) -> None:
    long_ago = time.time() - 9 * DAY
    for number in range(16):
        shelf.put(f"{number:02}", number)
    beside = shelf.folder / "00" / "00-12.unfinished"
    beside.write_bytes(b"killed")
    for path in values(shelf):
        os.utime(path, (long_ago, long_ago))
    for number in range(8):
        shelf.find(f"{number:02}")
    shelf.sweep(16 * 4096)
    assert not beside.exists()
    assert len(values(shelf)) == 16
    shelf.sweep(10 * 4096)
    assert {path.name for path in values(shelf)} <= {f"{number:02}" for number in range(8)}
    assert len(values(shelf)) == 7


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A shelf of the tests on which the answer for a line is a wrong one; what it says."""
    shelf = Shelf(tmp_path / "planted")
    monkeypatch.setenv(VARIABLE, str(shelf.folder))
    (door,) = (one for one in DOORS if one.name == "_recognised")
    other = door.own(OTHER_LINE, 6.0)
    kept(replace(door, own=lambda *_: other), shelf)(*ASKED["_recognised"])
    return str(other.text)


@pytest.mark.slow
def test_a_worker_takes_what_is_known(planted: str) -> None:
    with WorkerPool(1) as pool:
        told: Any = pool.submit(recognising.recognise, LINE, 6.0).result()
    assert told.text == planted


@pytest.mark.slow
def test_a_worker_of_a_test_that_looks_at_the_program_asks_the_model(
    planted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_answers.ask_models()
    with WorkerPool(1) as pool:
        told: Any = pool.submit(recognising.recognise, LINE, 6.0).result()
    assert told.text != planted
    assert "张伟" in told.text


def test_the_tests_that_look_at_the_program_from_outside_are_there() -> None:
    assert not [place for place in UNTOUCHED if not (ROOT / place).exists()]
    assert is_untouched(ROOT / "tests" / "outside" / "test_window.py")
    assert not is_untouched(Path(__file__))
