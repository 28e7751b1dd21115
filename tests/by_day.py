"""Which combinations of cases a day's run takes: every value of every table, each of them once.

Where one test is crossed with two tables, the pairs that a day leaves out are run at night.
"""

from collections.abc import Iterable, Sequence

import pytest

CROSSED = ("masking", "pages", "verification")
"""Folders of tests that draw and read a page for each case."""


def mark_crossings(items: Sequence[pytest.Item]) -> None:
    """Mark as nightly what a day's run leaves out."""
    tests: dict[str, list[pytest.Function]] = {}
    for item in items:
        if isinstance(item, pytest.Function) and _is_crossed(item):
            tests.setdefault(item.nodeid.split("[", maxsplit=1)[0], []).append(item)
    for combinations in tests.values():
        columns = [_numbers(column) for column in zip(*map(_values, combinations), strict=True)]
        lengths = [max(column) + 1 for column in columns]
        for item, *place in zip(combinations, *columns, strict=True):
            if not is_by_day(place, lengths):
                item.add_marker(pytest.mark.nightly)


def is_by_day(place: Sequence[int], lengths: Sequence[int]) -> bool:
    """Tell whether a combination is one of those that walk down all tables side by side.

    Args:
        place: For each table the number of the value.
        lengths: How many values each table has.
    """
    rows = range(max(lengths))
    return any(all(row % n == at for at, n in zip(place, lengths, strict=True)) for row in rows)


def _is_crossed(item: pytest.Function) -> bool:
    inside = bool(set(CROSSED) & set(item.path.parts))
    return inside and len(list(item.iter_markers("parametrize"))) > 1


def _values(item: pytest.Function) -> list[tuple[int, ...]]:
    """Return which value of each table a combination takes, by the identities of its parts."""
    taken = item.callspec.params
    tables = [mark.args[0] for mark in item.iter_markers("parametrize")]
    names = [table.split(",") if isinstance(table, str) else table for table in tables]
    return [tuple(id(taken[name.strip()]) for name in table) for table in names]


def _numbers(column: Iterable[tuple[int, ...]]) -> list[int]:
    """Number the values of a table in the order in which they come."""
    known: dict[tuple[int, ...], int] = {}
    return [known.setdefault(value, len(known)) for value in column]
