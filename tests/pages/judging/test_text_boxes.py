"""Straight runs of ink are the same as a morphological opening finds them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from zcdesk.pages.judging.text_boxes import straight_runs


@pytest.mark.parametrize("across", [True, False])
@pytest.mark.parametrize("length", [3, 8, 21])
@pytest.mark.parametrize("shape", [(1, 1), (5, 60), (60, 5), (50, 70)])
def test_runs_are_those_that_an_opening_by_a_line_leaves(
    shape: tuple[int, int], length: int, across: bool
) -> None:
    ink = (np.random.default_rng(length).random(shape) < 0.9).astype(np.uint8)
    line = np.ones((1, length) if across else (length, 1), np.uint8)
    expected = cv2.morphologyEx(ink, cv2.MORPH_OPEN, line)
    runs = straight_runs(ink, length, across)
    assert np.array_equal(expected, np.zeros_like(ink) if runs is None else runs)


def test_without_any_long_run_there_is_nothing() -> None:
    assert straight_runs(np.eye(40, dtype=np.uint8), 3, across=True) is None
