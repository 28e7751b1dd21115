"""Tens of thousands of mutated and broken files, in workers: all are answered."""

import random
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from tests.hostile import fuzzing
from tests.pages.hostile import broken, every_page, wholes
from zcdesk.errors import ScanError
from zcdesk.workers.pool import WorkerPool, run_each

SECONDS = 20.0
"""Of processor time for one small file; the program itself gives each 60."""

_FEWEST = 0.02
"""Shares of inputs that must be read, and that must be refused, or little is tried."""

Record = Callable[[str, object], None]


@pytest.mark.nightly
@pytest.mark.parametrize("name", fuzzing.TARGETS)
def test_every_mutated_file_is_answered_in_a_live_worker(
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


FILES = 30_000
SECONDS_HOSTILE_FILES = 10.0
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
        for outcome in run_each(pool, answer, tasks(), seconds=SECONDS_HOSTILE_FILES):
            assert outcome.result is not None, (outcome.key, outcome.error)
            answers[outcome.key[0], outcome.result] += 1
    assert answers.total() == FILES
    for kind in kinds:
        refused = sum(
            count for (of, code), count in answers.items() if of == kind and code != "opened"
        )
        assert refused > FILES / len(kinds) * 0.3, kind
