"""Another order of the tests, to see that none leans on what another left behind."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Protocol, TypeVar

from tests.tiers import IN_ORDER


class InFile(Protocol):
    """A test: it stands in a file."""

    @property
    def path(self) -> Path: ...


Test = TypeVar("Test", bound=InFile)


def shuffled(items: Sequence[Test], seed: int) -> list[Test]:
    """Return the tests with their files in another order, and so the tests of each file.

    A file's tests stay together: what they share is made once for all of them. Those that go on
    from each other (``IN_ORDER``) keep their order.

    Args:
        seed: The same seed gives the same order, in each of the processes of a run.
    """
    random = Random(seed)
    of_file: dict[Path, list[Test]] = {}
    for item in items:
        of_file.setdefault(item.path, []).append(item)
    files = list(of_file.values())
    random.shuffle(files)
    for tests in files:
        if not any(tests[0].path.as_posix().endswith(file) for file in IN_ORDER):
            random.shuffle(tests)
    return [item for tests in files for item in tests]
