"""Tens of thousands of mutated files for every decoder and parser, in workers: all are answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from tests.hostile import fuzzing
from zcdesk.workers.pool import WorkerPool, run_each

SECONDS = 20.0
"""Of processor time for one small file; the program itself gives each 60."""

_FEWEST = 0.02
"""Shares of inputs that must be read, and that must be refused, or little is tried."""

Record = Callable[[str, object], None]


@pytest.mark.nightly
@pytest.mark.parametrize("name", fuzzing.TARGETS)
def test_every_mutated_file_is_answered_by_a_worker_that_lives_on(
    name: str, record_property: Record
) -> None:
    number = fuzzing.TARGETS[name].number
    answers: Counter[str] = Counter()
    broke = []
    tasks = ((seed, f"{seed}", (name, seed)) for seed in range(1000, 1000 + number))
    with WorkerPool(2) as pool:
        for outcome in run_each(pool, fuzzing.answer_of_seed, tasks, seconds=SECONDS):
            if outcome.result is None:
                kept = fuzzing.keep(name, fuzzing.TARGETS[name].input(outcome.key))
                broke.append((outcome.key, outcome.error, kept))
            else:
                answers[outcome.result] += 1
    assert broke == [], f"the inputs lie in {fuzzing.FOUND}; once mended they are kept there"
    assert answers.total() == number
    assert min(answers["read"], number - answers["read"]) > number * _FEWEST
    record_property("figure", f"{number} mutated {name} files, all answered")
