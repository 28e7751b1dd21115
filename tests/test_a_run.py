"""What a run of the tests says, and what a day's run leaves out."""

import json
import sys
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.by_day import is_by_day
from tests.progress import Progress


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


@given(st.lists(st.integers(1, 6), min_size=2, max_size=3))
def test_by_day_every_value_of_every_table_comes_and_few_combinations(lengths: list[int]) -> None:
    taken = [place for place in product(*map(range, lengths)) if is_by_day(place, lengths)]
    assert len(taken) == max(lengths)
    for table, length in enumerate(lengths):
        assert {place[table] for place in taken} == set(range(length))
