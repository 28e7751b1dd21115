"""The day's tests: chosen by cost, with something of every file and every promise."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.progress import Progress
from tests.tiers import chosen_by_day, known_costs, promised_tests, unkept_promises
from tools.costs import joined, written

COSTS = {
    "tests/a.py::test_one": 149,
    "tests/a.py::test_two[甲]": 151,
    "tests/a.py::test_kept[1]": 499,
    "tests/a.py::test_kept[2]": 501,
    "tests/dear.py::test_most": 9000,
    "tests/dear.py::test_least": 8000,
    "tests/promised.py::test_whole": 400,
    "tests/promised.py::test_part": 3000,
}
NEW = "tests/a.py::test_new"
PROMISED = ("tests/a.py::test_kept", "tests/promised.py")


def test_the_day_takes_what_is_cheap_promised_or_new_and_something_of_each_file() -> None:
    assert chosen_by_day([*COSTS, NEW], COSTS, PROMISED) == {
        NEW,
        "tests/a.py::test_one",
        "tests/a.py::test_kept[1]",
        "tests/dear.py::test_least",
        "tests/promised.py::test_whole",
    }


def test_a_promise_whose_tests_all_fall_out_of_the_day_is_named() -> None:
    promised = {
        "R1": ("tests/a.py::test_kept", "tests/nightly/long.py"),
        "R2": ("tests/dear.py::test_most",),
        "R3": ("tests/nightly/long.py",),
    }
    day = chosen_by_day(list(COSTS), COSTS, [entry for of in promised.values() for entry in of])
    assert unkept_promises(day, promised) == ["R2"]


def test_what_is_written_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = {'tests/a.py::test_it["\\\n]': 90, "tests/a.py::test_b": 40, "tests/c.py::test_c": 300}
    uses = {test: ["tests/a.py::pages"] * test.endswith("b") for test in own}
    one = {"own": own, "shared": {"tests/a.py::pages": 50}, "uses": uses}
    costs = joined([one, {"own": {}, "shared": {"tests/a.py::pages": 60}, "uses": {}}])
    assert list(costs.values()) == [90, 100, 300]
    file = tmp_path / "costs.toml"
    file.write_text(written(costs), encoding="utf-8")
    monkeypatch.setattr("tests.tiers.COSTS", file)
    assert known_costs() == {test: cost for test, cost in costs.items() if cost >= 100}


def test_the_list_names_dear_tests_and_every_promise_has_its_tests() -> None:
    assert len(known_costs()) > 500
    assert all(promised_tests().values())


def test_a_run_tells_its_failures_at_once_and_counts_in_the_end(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.__stderr__", sys.stderr)
    said = Progress(tmp_path / "tally.json")
    said.pytest_xdist_node_collection_finished(None, ["a", "b", "c"])
    for name, outcomes in {
        "passes": ("passed", "passed", "passed"),
        "fails": ("passed", "failed", "passed"),
        "breaks": ("failed", "passed"),
        "is left out": ("skipped", "passed"),
    }.items():
        whens = ("setup", "call", "teardown") if len(outcomes) == 3 else ("setup", "teardown")
        for when, outcome in zip(whens, outcomes, strict=True):
            said.pytest_runtest_logreport(report(f"tests/a.py::{name}", when, outcome))
    said.pytest_unconfigure()
    counts = json.loads((tmp_path / "tally.json").read_text("utf-8"))
    assert counts == {"passed": 1, "failed": 2, "skipped": 1}
    lines = capfd.readouterr().err.splitlines()
    assert lines[0].split() == ["1", "/", "3", "tests/a.py"]
    assert lines[1:] == ["没有通过：tests/a.py::fails", "没有通过：tests/a.py::breaks"]


def report(test: str, when: Any, outcome: Any) -> pytest.TestReport:
    return pytest.TestReport(test, ("a.py", 1, test), {}, outcome, None, when)
