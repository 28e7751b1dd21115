"""A shuffled run is a run of the same tests, and the same one for the same number."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from tests.shuffled import shuffled


@dataclass(frozen=True)
class Numbered:
    """Stands for a test."""

    path: Path
    number: int


def test_all_tests_come_in_another_order_and_those_of_a_file_together() -> None:
    tests = [Numbered(Path(file), number) for file in "abcdef" for number in range(9)]
    first, second = shuffled(tests, 1), shuffled(tests, 2)
    assert first == shuffled(tests, 1)
    assert tests != first != second != tests
    assert sorted(first, key=tests.index) == tests
    assert [len(list(own)) for _, own in groupby(first, key=lambda one: one.path)] == [9] * 6
