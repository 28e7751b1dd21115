"""The page of promises names the tests that keep each; what a run of them saw is told as it is."""

import ast
import json
import re
import sys
from pathlib import Path

import pytest

from tools import promises as tool
from tools.promises import HERE, PAGE, Result, page, promises, read_report, seen

EVERY = promises()


def test_every_promise_up_to_r31_is_kept_by_a_test() -> None:
    assert [one.number for one in EVERY] == [f"R{number}" for number in range(1, 32)]
    assert [one.number for one in EVERY if not one.tests] == []


@pytest.mark.nightly
def test_the_tests_that_keep_a_promise_exist() -> None:
    for entry in sorted({entry for one in EVERY for entry in one.tests}):
        file, *names = entry.split("::")
        module = ast.parse((HERE / file).read_text(encoding="utf-8"))
        there = {getattr(one, "name", "") for one in module.body}
        assert set(names) <= there, entry
        assert all(name.startswith(("test_", "Test")) for name in names), entry


def test_of_each_promise_something_runs_by_day(request: pytest.FixtureRequest) -> None:
    if request.config.option.file_or_dir or request.config.option.keyword:
        pytest.skip("only a part of the tests runs")
    runs = {item.nodeid.partition("[")[0] for item in request.session.items}
    runs |= {test.partition("::")[0] for test in runs}
    short = {one.number: {test for test in one.tests if "/nightly/" not in test} for one in EVERY}
    assert [number for number, tests in short.items() if tests and not tests & runs] == []


def test_the_page_is_what_the_promises_make_and_tells_no_result() -> None:
    told = PAGE.read_text(encoding="utf-8")
    assert told == page(EVERY)
    assert not re.search(r"\| held \||[0-9] passed|20[0-9]{2}-[0-9]{2}-[0-9]{2}", told)


def test_a_promise_counts_as_held_only_when_every_test_of_it_ran_and_none_failed() -> None:
    promise = next(one for one in EVERY if len(one.tests) > 1)
    passed = Result(1, 0, 0, ("7 kills, 0 lost",))
    kept = dict.fromkeys(promise.tests, passed)
    assert "| held | 7 kills, 0 lost;" in seen([promise], kept, "abc")
    assert "| **not all run** |" in seen([promise], dict(list(kept.items())[1:]), "abc")
    first = promise.tests[0]
    assert "| **broken** |" in seen([promise], {**kept, first: Result(1, 1, 0, ())}, "abc")
    assert "| **not all run** |" in seen([promise], {**kept, first: Result(0, 0, 2, ())}, "abc")


def test_a_report_of_pytest_is_counted_by_entry(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        """<testsuites><testsuite>
        <testcase file="tests/a.py" classname="tests.a" name="test_one[3]"><properties>
          <property name="figure" value="9 of 9"/></properties></testcase>
        <testcase file="tests/a.py" classname="tests.a" name="test_one[4]"><failure/></testcase>
        <testcase file="tests/a.py" classname="tests.a" name="test_two"><skipped/></testcase>
        </testsuite></testsuites>""",
        encoding="utf-8",
    )
    found = read_report(report, ["tests/a.py::test_one", "tests/a.py", "tests/b.py"])
    counted = {entry: (one.passed, one.failed, one.skipped) for entry, one in found.items()}
    assert counted == {"tests/a.py::test_one": (1, 1, 0), "tests/a.py": (1, 1, 1)}
    assert found["tests/a.py"].figures == ("9 of 9",)


FIRST = """def test_one(record_property):
    record_property("figure", "7 of 7")

def test_two():
    pass
"""
SECOND = """from pathlib import Path


def test_what_was_done_before_is_kept_already():
    assert "`first_test.py`: 2 passed" in Path("seen.md").read_text()
"""
KILLED = """import os

def test_killed():
    os._exit(9)
"""


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform == "win32", reason="the same there, and a start takes long")
def test_a_long_run_keeps_each_file_of_tests_as_soon_as_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("first", FIRST), ("second", SECOND), ("killed", KILLED)):
        (tmp_path / f"{name}_test.py").write_text(text, encoding="utf-8")
    entries = ["first_test.py", "killed_test.py", "second_test.py", "first_test.py::test_two"]
    told = f'[R1]\nsays = "a"\nbar = "b"\ntests = {json.dumps(entries)}\n'
    (tmp_path / "promises.toml").write_text(told, encoding="utf-8")
    monkeypatch.setattr(tool, "HERE", tmp_path)
    monkeypatch.setattr(tool, "PROMISES", tmp_path / "promises.toml")
    into = tmp_path / "seen.md"
    assert tool.main(["--run", "R1", "--into", str(into)]) == 1, capfd.readouterr()
    told = into.read_text(encoding="utf-8")
    for line in ("first_test.py::test_two`: 1 passed", "second_test.py`: 1 passed"):
        assert line in told
    assert "`killed_test.py`: not run" in told
    (tmp_path / "killed_test.py").write_text(FIRST, encoding="utf-8")
    assert tool.main(["--run", "--into", str(into)]) == 0
    assert "| held | 7 of 7;" in into.read_text(encoding="utf-8")
