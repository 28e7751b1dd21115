"""Weights that slow a processor down are gone, and not a bit of the answers has changed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from tests.drawn_text import typed
from zcdesk.reading import engine
from zcdesk.reading.weights import quick_weights


@pytest.fixture(scope="module")
def detector() -> Path:
    return engine.shipped_model(engine.DETECTION)


def test_only_subnormal_weights_are_changed(detector: Path) -> None:
    before = detector.read_bytes()
    after = quick_weights(detector)
    assert after is not None
    assert len(after) == len(before)
    changed = np.flatnonzero(np.frombuffer(before, np.uint8) != np.frombuffer(after, np.uint8))
    assert set(np.frombuffer(after, np.uint8)[changed]) == {0}
    assert changed.size > 100_000  # of three bytes each, at most


def test_the_detector_answers_with_the_same_bits(detector: Path) -> None:
    page = typed("姓名：张 伟", "工作单位：某某智能装备制造有限公司")[:320, :640]
    levels = page[..., 0] if page.ndim == 3 else page
    picture = np.broadcast_to(levels.astype(np.float32) / 127.5 - 1, (1, 3, *levels.shape))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    packaged = onnxruntime.InferenceSession(str(detector), options)
    expected = packaged.run(None, {"x": np.ascontiguousarray(picture)})[0]
    found = engine.detection_session().run(None, {"x": np.ascontiguousarray(picture)})[0]
    assert expected.max() > 0.5
    np.testing.assert_array_equal(found, expected)


def test_a_model_with_a_few_of_them_is_loaded_from_its_file() -> None:
    assert quick_weights(engine.shipped_model(engine.RECOGNITION)) is None


@pytest.mark.parametrize("share", [0.3, 0.999])
def test_a_broken_file_is_left_to_the_runtime(detector: Path, tmp_path: Path, share: float) -> None:
    broken = tmp_path / "broken.onnx"
    whole = detector.read_bytes()
    broken.write_bytes(whole[: round(share * len(whole))])
    assert quick_weights(broken) is None


def test_a_file_that_is_no_model_is_left_to_the_runtime(tmp_path: Path) -> None:
    other = tmp_path / "other.onnx"
    other.write_bytes("这不是模型".encode() * 100)
    assert quick_weights(other) is None
