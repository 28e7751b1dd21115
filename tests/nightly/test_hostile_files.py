"""Thousands of broken files in real workers: every one is answered, no worker dies, none grows."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.pages.hostile import broken, every_page, wholes
from zcdesk.errors import ScanError
from zcdesk.workers.pool import WorkerPool, run_each

FILES = 30_000
SECONDS = 10.0
"""For one file of some kilobytes; the bar is 5 s on a machine that does nothing else."""


def answer(kind: str, seed: int) -> str:
    """Break a file and open it, in a worker."""
    content = broken(wholes()[kind], random.Random(seed))
    try:
        every_page(content, kind)
    except ScanError as refusal:
        return refusal.code
    return "opened"


@pytest.mark.nightly
def test_every_broken_file_is_answered_by_a_worker_that_lives_on() -> None:
    kinds = [kind for kind in sorted(wholes()) if kind != "zip"]
    answers: Counter[tuple[str, str]] = Counter()

    def tasks() -> Iterator[tuple[tuple[str, int], str, tuple[str, int]]]:
        for seed in range(FILES):
            kind = kinds[seed % len(kinds)]
            yield (kind, seed), kind, (kind, seed)

    with WorkerPool(2) as pool:
        for outcome in run_each(pool, answer, tasks(), seconds=SECONDS):
            assert outcome.result is not None, (outcome.key, outcome.error)
            answers[outcome.key[0], outcome.result] += 1
    assert answers.total() == FILES
    for kind in kinds:
        refused = sum(
            count for (of, code), count in answers.items() if of == kind and code != "opened"
        )
        assert refused > FILES / len(kinds) * 0.3, kind
