"""The time left is told when it can be known, follows the pace, and never promises too little."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdesk.workflow.path.time_left import LEAST, TimeLeft, rounded


def watched(paces: list[float], total: int) -> list[float | None]:
    """Return what is told after each step, when steps take ``paces`` seconds."""
    watch, now, told = TimeLeft(), 100.0, []
    watch.note(0, now)
    for done, pace in enumerate(paces, start=1):
        now += pace
        watch.note(done, now)
        told.append(watch.seconds(total, now))
    return told


def test_nothing_is_told_before_five_steps_and_an_even_pace_is_told_exactly() -> None:
    told = watched([2.0] * 10, 30)
    assert told[: LEAST - 1] == [None] * (LEAST - 1)
    assert told[LEAST - 1 :] == pytest.approx([2.0 * (30 - done) for done in range(LEAST, 11)])


@given(st.lists(st.floats(0.05, 30.0), min_size=LEAST, max_size=60), st.integers(0, 400))
def test_the_rest_lies_between_the_fastest_and_the_slowest_pace(
    paces: list[float], more: int
) -> None:
    told = watched(paces, len(paces) + more)[-1]
    assert told is not None
    latest = paces[-20:]
    assert min(latest) * more - 1e-3 <= told <= max(latest) * more + 1e-3


def test_an_early_slow_start_is_forgotten() -> None:
    told = watched([60.0] * 3 + [1.0] * 30, 43)[-1]
    assert told == pytest.approx(10.0)


def test_a_step_that_hangs_makes_the_rest_longer() -> None:
    watch = TimeLeft()
    for done in range(8):
        watch.note(done, done * 2.0)
    quick, later, hanging = (watch.seconds(10, 14.0 + s) for s in (0.0, 1.0, 60.0))
    assert quick is not None
    assert later is not None
    assert hanging is not None
    assert later < quick < hanging


def test_a_stop_counts_as_no_work_and_another_walk_begins_anew() -> None:
    watch = TimeLeft()
    for done in range(8):
        watch.note(done, done * 1.0)
    watch.rest()
    watch.note(8, 1000.0)
    assert watch.seconds(20, 1000.0) is None
    for done in range(9, 14):
        watch.note(done, 1000.0 + done - 8)
    assert watch.seconds(20, 1005.0) == pytest.approx(7.0)
    watch.note(0, 2000.0)
    assert watch.seconds(20, 2000.0) is None


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0, (10, False)), (14, (10, False)), (26, (30, False)), (89, (90, False)),
     (90, (2, True)), (130, (2, True)), (3000, (50, True))],
)  # fmt: skip
def test_a_time_is_said_in_tens_of_seconds_or_in_minutes(
    seconds: float, told: tuple[int, bool]
) -> None:
    assert rounded(seconds) == told
