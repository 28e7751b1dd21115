"""Which tests run by day: chosen by what each costs, by one rule, never by hand.

By day run the tests that cost at most ``CHEAP``, those that keep a promise up to ``PROMISED``, and
of each file at least its cheapest. ``start.py test --all`` runs all but those marked ``nightly``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from tools.promises import promises

COSTS = Path(__file__).resolve().parent / "costs.toml"
CHEAP, PROMISED = 150, 500
"""Milliseconds of processor time, with what the models answered before at hand."""
IN_ORDER = frozenset({"tests/batch/test_only_hers.py"})
"""Files whose tests go on from each other: by day all of them run."""

LISTED = 100
"""What costs less is not listed in ``costs.toml``, nor is a new test: both run by day."""


def known_costs() -> dict[str, int]:
    """Return the milliseconds of each listed test by its node id."""
    told = tomllib.loads(COSTS.read_text(encoding="utf-8"))
    return {f"{file}::{test}": cost for file, of in told.items() for test, cost in of.items()}


def promised_tests() -> dict[str, tuple[str, ...]]:
    """Return the files, or tests in them (``file::name``), that keep each promise."""
    return {promise.number: promise.tests for promise in promises()}


def keeps(test: str, entries: Collection[str]) -> bool:
    """Whether a test, by its node id, is one of these files or tests."""
    whole = test.partition("[")[0]
    return whole in entries or whole.partition("::")[0] in entries


def chosen_by_day(
    tests: Sequence[str], costs: Mapping[str, int], promised: Iterable[str]
) -> set[str]:
    """Return which of these tests run by day.

    Args:
        tests: Node ids.
        costs: Milliseconds by node id; a test without any is cheap or new.
        promised: Files, or tests in them, that keep a promise.
    """
    entries = frozenset(promised)
    chosen, cheapest = set[str](), dict[str, str]()
    for test in tests:
        cost = costs.get(test, 0)
        whole = test.partition("::")[0] in IN_ORDER
        if whole or cost <= CHEAP or (cost <= PROMISED and keeps(test, entries)):
            chosen.add(test)
        file = test.partition("::")[0]
        if file not in cheapest or cost < costs.get(cheapest[file], 0):
            cheapest[file] = test
    return chosen | set(cheapest.values())


def unkept_promises(
    tests: Collection[str], promised: Mapping[str, Sequence[str]], long: str = "tests/nightly/"
) -> list[str]:
    """Return the numbers of the promises of which none of these tests keeps any.

    A promise that only long campaigns keep is theirs.
    """
    short = {
        number: frozenset(entry for entry in entries if not entry.startswith(long))
        for number, entries in promised.items()
    }
    return [
        number
        for number, entries in short.items()
        if entries and not any(keeps(test, entries) for test in tests)
    ]
