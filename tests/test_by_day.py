"""What a day's run leaves out and what it does once: nothing may get lost by it."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.by_day import is_by_day
from tests.read_once import kept


@given(st.lists(st.integers(1, 6), min_size=2, max_size=3))
def test_by_day_every_value_of_every_table_comes_and_few_combinations(lengths: list[int]) -> None:
    taken = [place for place in product(*map(range, lengths)) if is_by_day(place, lengths)]
    assert len(taken) == max(lengths)
    for table, length in enumerate(lengths):
        assert {place[table] for place in taken} == set(range(length))


def test_an_answer_is_kept_for_the_same_pixels_alone() -> None:
    asked = []

    def run(picture: np.ndarray, width: float) -> int:
        asked.append((picture.shape, width))
        return len(asked)

    once = kept(run, 2)
    page = np.zeros((4, 6), np.uint8)
    assert [once(page, 1.0), once(page.copy(), 1.0)] == [1, 1]
    assert once(page.reshape(6, 4), 1.0) == 2
    assert once(page, 2.0) == 3
    assert once(page, 1.0) == 4  # only two are kept


def test_a_picture_that_changed_is_read_again() -> None:
    once = kept(lambda picture: int(picture.sum()), 5)
    page = np.zeros((4, 6), np.uint8)
    before = once(page)
    page[1, 1] = 7
    assert (before, once(page)) == (0, 7)
