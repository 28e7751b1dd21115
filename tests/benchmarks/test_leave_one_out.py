"""What is told of each step of masking: what a page loses without it."""

from __future__ import annotations

from benchmarks.leave_one_out import STEPS, differing, told

HER_NAME = ("name", (100.0, 200.0, 160.0, 230.0))


def test_a_cover_that_moved_by_a_hair_is_the_same_one() -> None:
    moved = ("name", (101.0, 198.0, 160.0, 231.0))
    cut = ("name", (100.0, 200.0, 140.0, 230.0))
    assert differing([HER_NAME], [moved]) == 0
    assert differing([HER_NAME], [cut]) == 2
    assert differing([HER_NAME, HER_NAME], [HER_NAME]) == 1
    assert differing([HER_NAME], [("employer", HER_NAME[1])]) == 2


def test_a_step_without_which_nothing_changes_is_told_last() -> None:
    first, second = STEPS[:2]
    lines = list(told({"a": {first: [0, 0], second: [0, 2]}, "b": {second: [1, 1]}}))
    assert len(lines) == len(STEPS)
    assert lines[0].split("found on")[0].strip() == second
    assert "found on    2 pages; without it    1 have other covers,    2 other" in lines[0]
    assert any(line.startswith(first) and "1 pages; without it    0 have" in line for line in lines)
