"""How well the tests hold the numbers of the profiles, and how long an evaluation takes.

    python -m benchmarks.notices            every number once, then the evaluation
    python -m benchmarks.notices --every 5  one number in five

Every number of every profile is changed, one at a time, and the tests of the notices are run
against the changed profile until one fails. A number is a whole-number value, a day, and every
run of digits in a text value; a change is plus one (a day: the next day).

Not changed are names of our own for things (``id``, ``fact``, ``slots`` …): any consistent name
is as good. They are counted and printed.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from types import ModuleType
from typing import Any

import tests.checks.test_five_notices as five
import tests.notices.test_requirements as requirements
from tests.checks import five as making
from tests.checks.making_cases import NOTICE, TODAY, case_of, prepared
from zcdesk.applicant import Target
from zcdesk.checks.evaluating import evaluate
from zcdesk.notices.files.consistency import Plain, profile_data, written
from zcdesk.notices.files.loading import built_in_ids, load_notice
from zcdesk.notices.files.locating import ProfileError
from zcdesk.notices.files.parsing import parse_profile
from zcdesk.notices.profile.notice import Notice

_TESTS: tuple[ModuleType, ...] = (requirements, five)

OUR_IDS = frozenset({"id", "fact", "slots", "slot", "template", "source", "returned_at", "is"})
_DIGITS = re.compile(r"[0-9]+")

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Mutation:
    """One number of a profile, changed."""

    path: Path
    before: Plain
    after: Plain


def mutations(data: Plain, path: Path = ()) -> Iterator[Mutation]:
    """Yield every number below ``data``, changed."""
    match data:
        case dict():
            for name, inner in data.items():
                yield from mutations(inner, (*path, name))
        case list():
            for index, inner in enumerate(data):
                yield from mutations(inner, (*path, index))
        case bool() | None:
            return
        case date():
            yield Mutation(path, data, data + timedelta(days=1))
        case int():
            yield Mutation(path, data, data + 1)
        case str():
            for number in _DIGITS.finditer(data):
                changed = str(int(number.group()) + 1)
                after = data[: number.start()] + changed + data[number.end() :]
                yield Mutation(path, data, after)


def left_out(mutation: Mutation) -> str:
    """Return the class of a number that no test is to hold, or ""."""
    names = [part for part in mutation.path if isinstance(part, str)]
    if names[-1] in OUR_IDS and names[-2:] != ["open_questions", "id"]:
        return "our ids"
    return ""


def mutated(data: Mapping[str, Plain], mutation: Mutation) -> dict[str, Plain]:
    """Return the profile's data with one number changed."""

    def copied(value: Plain, path: Path) -> Plain:
        if path == mutation.path:
            return mutation.after
        if isinstance(value, dict):
            return {name: copied(inner, (*path, name)) for name, inner in value.items()}
        if isinstance(value, list):
            return [copied(inner, (*path, index)) for index, inner in enumerate(value)]
        return value

    found = copied(dict(data), ())
    assert isinstance(found, dict)
    return found


def caught_by(notice_id: str, data: dict[str, Plain]) -> str:
    """Return what notices a changed profile first, or ""."""
    try:
        changed = parse_profile(written(data).encode(), f"{notice_id}.yaml")
    except ProfileError as error:
        return error.faults[0].code
    with _in_place(notice_id, changed):
        for module in _TESTS:
            for name, run in _runs(module, notice_id, changed):
                try:
                    run()
                except Exception:  # a failed test, however it fails
                    return name
    return ""


@contextlib.contextmanager
def _in_place(notice_id: str, changed: Notice) -> Iterator[None]:
    """Let the test modules load the changed profile."""

    def load(wanted: str) -> Notice:
        return changed if wanted in (notice_id, changed.id) else load_notice(wanted)

    modules = (*_TESTS, making)
    for module in modules:
        vars(module)["load_notice"] = load
    try:
        yield
    finally:
        for module in modules:
            vars(module)["load_notice"] = load_notice


def _runs(
    module: ModuleType, notice_id: str, changed: Notice
) -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield the tests of a module that name the notice, one row of their tables at a time."""
    for name, test in vars(module).items():
        if not name.startswith("test_"):
            continue
        for given in _rows(test, changed):
            told = [value for value in given.values() if isinstance(value, str)]
            others = set(built_in_ids()) - {notice_id}
            if not others & set(told):
                yield name, partial(test, **given)


def _rows(test: Any, changed: Notice) -> list[dict[str, Any]]:
    marks = [mark for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
    if not marks:
        names = test.__code__.co_varnames[: test.__code__.co_argcount]
        if names[:1] == ("notice",):
            return [{"notice": changed, **dict.fromkeys(names[1:], False)}]
        return [{}] if not names else []
    rows: list[dict[str, Any]] = [{}]
    for mark in marks:
        names = mark.args[0] if isinstance(mark.args[0], tuple) else (mark.args[0],)
        values = [value if len(names) > 1 else (value,) for value in mark.args[1]]
        rows = [row | dict(zip(names, value, strict=True)) for row in rows for value in values]
    return rows


def measure_mutations(every: int) -> float:
    """Print the share of changed numbers that a test notices, and return it."""
    caught: Counter[str] = Counter()
    excused: Counter[str] = Counter()
    missed: list[tuple[str, Mutation]] = []
    for notice_id in built_in_ids():
        data = profile_data(load_notice(notice_id))
        for number, mutation in enumerate(mutations(data)):
            reason = left_out(mutation)
            if reason:
                excused[reason] += 1
            elif number % every == 0:
                found = caught_by(notice_id, mutated(data, mutation))
                caught[found] += 1
                if not found:
                    missed.append((notice_id, mutation))
    total = sum(caught.values())
    share = 1 - len(missed) / total
    print(f"changed {total}, noticed {total - len(missed)}: {share:.1%}")
    print("not changed:", dict(excused))
    for name, count in caught.most_common(12):
        print(f"  {count:5d}  {name or 'nobody'}")
    for notice_id, mutation in missed:
        place = ".".join(map(str, mutation.path))
        print(f"missed: {notice_id} {place}: {mutation.before!s:.60} -> {mutation.after!s:.60}")
    return share


def measure_evaluation(pages: int = 300, rounds: int = 30) -> float:
    """Print the time of one evaluation of a large case in milliseconds, and return it."""
    slots = NOTICE.slots()
    given = [
        prepared(n + 1, slots[n % len(slots)].id, Target.NAME, Target.EMPLOYER)
        for n in range(pages)
    ]
    case = case_of(*given)
    evaluate(NOTICE, case, TODAY)
    begin = time.process_time()
    for _ in range(rounds):
        evaluate(NOTICE, case, TODAY)
    spent = (time.process_time() - begin) / rounds * 1000
    print(f"evaluation of {pages} pages: {spent:.1f} ms")
    return spent


def main() -> int:
    """Measure both; exit 1 when a promise is not kept."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1)
    every = parser.parse_args().every
    spent = measure_evaluation()
    share = measure_mutations(every)
    return 0 if share >= 0.95 and spent <= 20 else 1


if __name__ == "__main__":
    sys.exit(main())
