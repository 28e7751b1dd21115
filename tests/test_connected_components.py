"""Components are OpenCV's own, to the bit: whoever asks for them must not notice the difference."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from zcdesk.connected_components import components
from zcdesk.picture import Ink


def _grain(share: float, level: int = 1) -> Ink:
    random = np.random.default_rng(round(1000 * share))
    return ((random.random((210, 330)) < share) * level).astype(np.uint8)


def _framed() -> Ink:
    ink = np.ones((200, 300), np.uint8)
    ink[60:90, 40:210] = 0
    return ink


PICTURES = {
    "nothing": np.zeros((200, 300), np.uint8),
    "a few specks": _grain(0.01),
    "letters": _grain(0.2),
    "grain, 255 where ink is": _grain(0.45, 255),
    "paper in holes": _grain(0.9),
    "ink at every edge": _framed(),
    "small": _grain(0.3)[:40, :60],
    "a part of a larger picture": _grain(0.3)[5:-5, 7:-7],
}


@pytest.mark.parametrize("connectivity", [4, 8])
@pytest.mark.parametrize("name", PICTURES)
def test_components_are_those_of_opencv_to_the_bit(name: str, connectivity: int) -> None:
    ink = PICTURES[name]
    expected = cv2.connectedComponentsWithStats(ink, connectivity=connectivity)
    found = components(ink, connectivity)
    assert found[0] == expected[0]
    for mine, theirs in zip(map(np.asarray, found[1:]), expected[1:], strict=True):
        assert mine.dtype == theirs.dtype
        np.testing.assert_array_equal(mine, theirs)
