import cv2
import numpy as np
import pytest

from zcdesk.picture import level_at, reduced


@pytest.mark.parametrize("percent", [0, 1, 12, 33.3, 50, 70, 99.5, 100])
@pytest.mark.parametrize("shape", [(1, 1), (1, 2), (7, 9), (61, 40)])
def test_a_counted_percentile_is_the_sorted_one(percent: float, shape: tuple[int, int]) -> None:
    levels = np.random.default_rng(5).integers(0, 256, shape, dtype=np.uint8)
    assert level_at(levels, percent) == pytest.approx(float(np.percentile(levels, percent)))


@pytest.mark.parametrize("size", [(1654, 2339), (1241, 1753), (90, 70)])
def test_halving_first_gives_the_same_copy_to_within_a_shade(size: tuple[int, int]) -> None:
    coarse = np.random.default_rng(6).integers(0, 256, (9, 6, 3), dtype=np.uint8)
    picture = np.asarray(cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC), np.uint8)
    plain = cv2.resize(picture, (51, 72), interpolation=cv2.INTER_AREA)
    apart = np.abs(reduced(picture, 51, 72).astype(int) - plain.astype(int))
    assert apart.max() <= 6
    assert apart.mean() < 1
