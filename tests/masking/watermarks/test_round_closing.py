"""Ink joined over round gaps is the same as OpenCV joins it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from zcdesk.masking.watermarks.skewed_text import closed


@pytest.mark.parametrize("across", [5, 9, 17, 29])
@pytest.mark.parametrize("shape", [(1, 1), (3, 40), (40, 3), (70, 90)])
@pytest.mark.parametrize("share", [0.01, 0.2, 0.9])
def test_the_rows_of_the_brush_give_what_the_whole_brush_gives(
    across: int, shape: tuple[int, int], share: float
) -> None:
    ink = (np.random.default_rng(across).random(shape) < share).astype(np.uint8)
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (across, across))
    expected = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, brush)
    assert np.array_equal(closed(ink, across), expected)
