"""What a day's run leaves out: nothing may get lost by it."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tests.by_day import is_by_day


@given(st.lists(st.integers(1, 6), min_size=2, max_size=3))
def test_by_day_every_value_of_every_table_comes_and_few_combinations(lengths: list[int]) -> None:
    taken = [place for place in product(*map(range, lengths)) if is_by_day(place, lengths)]
    assert len(taken) == max(lengths)
    for table, length in enumerate(lengths):
        assert {place[table] for place in taken} == set(range(length))
