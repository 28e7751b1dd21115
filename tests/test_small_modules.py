"""Transforms, connected components, copies and patterns: what every page rests on."""

import importlib
import re
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zcdesk
from zcdesk.connected_components import components
from zcdesk.geometry import Transform, area, around, bounds, box, centre, contains, holds, shared
from zcdesk.picture import Ink, level_at, reduced
from zcdesk.resources import Patterns

points = st.tuples(st.floats(-5000, 5000), st.floats(-5000, 5000))


@given(points, st.floats(-15, 15), st.sampled_from([0, 90, 180, 270]))
def test_there_and_back_is_where_one_was(
    point: tuple[float, float], angle: float, turn: int
) -> None:
    way = Transform.quarter_turn(turn, 1654, 2339).then(Transform.rotation(angle, (800, 1000)))
    assert way.inverse().apply(way.apply(point)) == pytest.approx(point, abs=1e-6)


@pytest.mark.parametrize(
    ("turn", "expected"), [(0, (0, 0)), (90, (200, 0)), (180, (100, 200)), (270, (0, 100))]
)
def test_quarter_turns_go_clockwise(turn: int, expected: tuple[float, float]) -> None:
    assert Transform.quarter_turn(turn, 100, 200).apply((0, 0)) == pytest.approx(expected)


def test_rotation_goes_clockwise_on_screen() -> None:
    x, y = Transform.rotation(90, (0, 0)).apply((1, 0))
    assert (x, y) == pytest.approx((0, 1))


def test_a_flat_map_has_no_inverse() -> None:
    with pytest.raises(ValueError, match="inverted"):
        Transform.scale(1, 0).inverse()


def test_boxes_know_their_measures() -> None:
    shape = box(10, 20, 40, 60)
    assert bounds(shape) == (10, 20, 40, 60)
    assert area(shape) == 1200
    assert centre(shape) == (25, 40)


def test_a_slanting_outline_contains_what_lies_inside_and_no_more() -> None:
    slanting = ((0.0, 10.0), (10.0, 0.0), (20.0, 10.0), (10.0, 20.0))
    assert contains(slanting, (10.0, 10.0))
    assert not contains(slanting, (2.0, 2.0))


def test_upright_boxes_share_what_lies_in_both() -> None:
    first = (10.0, 20.0, 40.0, 60.0)
    assert shared(first, (30.0, 0.0, 90.0, 30.0)) == 100
    assert shared(first, (40.0, 20.0, 50.0, 60.0)) == 0  # an edge alone
    assert shared(first, (50.0, 70.0, 90.0, 90.0)) == 0  # aside and below: no product of two gaps
    assert around([first, (30.0, 0.0, 90.0, 30.0)]) == (10, 0, 90, 60)
    assert holds(first, (10.0, 60.0))
    assert not holds(first, (9.9, 60.0))


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


ROOT = Path(zcdesk.__file__).parent
MADE = [path for path in sorted(ROOT.rglob("*.py")) if "= Patterns(" in path.read_text("utf-8")]


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.stem)
def test_every_pattern_that_a_module_names_can_be_made(path: Path) -> None:
    module = importlib.import_module(".".join(path.relative_to(ROOT.parent).with_suffix("").parts))
    ((called, rows),) = (row for row in vars(module).items() if isinstance(row[1], Patterns))
    users = [path] if called.startswith("_") else sorted(path.parent.glob("*.py"))
    written = "".join(user.read_text("utf-8") for user in users)
    for name in set(re.findall(rf"(?<!\w){called}\.(\w+)", written)):
        assert isinstance(getattr(rows, name), re.Pattern), name
