"""Transforms are what every coordinate in a report rests on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdesk.geometry import Transform, area, around, bounds, box, centre, contains, holds, shared

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
