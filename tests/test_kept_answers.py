"""What the models answered is kept for the next run: theirs to the bit, or it is not taken."""

import pickle
import re
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import cv2
import numpy as np
import pytest

from benchmarks.makers.figures import Figure, drawn
from tests import kept_answers
from tests.drawn_text import typed
from tests.kept_answers import DOORS, UNTOUCHED, VARIABLE, Door, answered, is_untouched, kept
from tests.setup.checkout import ROOT
from zcdesk.reading import detecting, recognising
from zcdesk.workers.pool import WorkerPool

PAGE = typed("姓名：张伟，性别：男", "单位：新疆云岭智能装备制造有限公司")
GREY = np.asarray(cv2.cvtColor(PAGE, cv2.COLOR_RGB2GRAY), np.uint8)
LINE, OTHER_LINE = (recognising.crop_line(GREY, quad) for quad in detecting.detect(GREY))
PORTRAIT = np.full((700, 900, 3), 255, np.uint8)
PORTRAIT[80:346, 600:790] = drawn(Figure("short", "suit", (67, 142, 219)), 190, 266, Random(1))
COPY = np.asarray(cv2.resize(GREY, (960, 352)), np.uint8)
CHANCE = np.random.default_rng(5)
ASKED: dict[str, tuple[Any, ...]] = {
    "_recognised": (LINE, 6.0),
    "_boxes": (COPY,),
    "_likely": (CHANCE.random((10, 44, 120)).astype(np.float32), kept_answers.stand_in(COPY)[1]),
    "_faces": (PORTRAIT, 576),
    "_probabilities": (CHANCE.random((2, 3, 224, 224)).astype(np.float32),),
}
"""What each of the doors is asked here, by the name of the function there."""


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))


def refuse(*_: object) -> object:
    raise AssertionError("the model was asked")


@pytest.mark.parametrize("door", DOORS[:5], ids=lambda door: str(door.name))
def test_what_is_kept_is_the_answer_to_the_bit_and_for_the_same_question_only(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture, *rest = ASKED[door.name]
    answer, asking = answered(door, picture, *rest), door._replace(own=refuse)
    assert pickle.dumps(answered(asking, picture.copy(), *rest)) == pickle.dumps(answer)
    other = picture.copy()
    other.flat[-1] = 7
    for asked in (other, picture.reshape(picture.shape[::-1])):
        with pytest.raises(AssertionError, match="the model was asked"):
            answered(asking, asked, *rest)
    monkeypatch.setattr(kept_answers, "surroundings", lambda: b"other lines of ours")
    with pytest.raises(AssertionError, match="the model was asked"):
        answered(asking, picture, *rest)


def test_the_doors_are_all_the_places_where_the_program_asks_a_model() -> None:
    asks = re.compile(r"(ion|shipped)_session\(|InferenceSession")
    code = (path for path in (ROOT / "zcdesk").rglob("*.py") if asks.search(path.read_text("utf8")))
    outside = {path for path in code if path.parent != ROOT / "zcdesk" / "reading"}
    assert outside
    assert outside <= {Path(str(door.module.__file__)) for door in DOORS}


def test_a_sweep_leaves_what_was_kept_last() -> None:
    for number in range(16):
        assert kept(bytes([number]), partial(int, number)) == number
    kept_answers.sweep(10)
    found = [kept(bytes([number]), partial(int, 99)) for number in range(16)]
    assert found == [*[99] * 6, *range(6, 16)]


@pytest.mark.slow
@pytest.mark.parametrize("known", [True, False])
def test_a_worker_takes_what_is_known_unless_the_test_looks_at_the_program(known: bool) -> None:
    (door,) = (one for one in DOORS if one.name == "_recognised")
    planted = door.own(OTHER_LINE, 6.0)
    answered(door._replace(own=lambda *_: planted), *ASKED["_recognised"])
    if not known:
        kept_answers.ask_models()
    with WorkerPool(1) as pool:
        told = pool.submit(recognising.recognise, LINE, 6.0).result().text
    assert (told == planted.text, "张伟" in told) == (known, not known)


def test_the_tests_that_look_at_the_program_from_outside_are_there() -> None:
    assert not [place for place in UNTOUCHED if not (ROOT / place).exists()]
    assert is_untouched(ROOT / "tests" / "outside" / "test_window.py")
    assert not is_untouched(Path(__file__))
