"""A spread of the hostile corpus by day, in a worker and through a command; all of it at night."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile import corpus, places
from tests.hostile.entry import Opens, Refused
from zcdesk.cli.app import run
from zcdesk.cli.output import say_findings
from zcdesk.errors import MissingScanError
from zcdesk.wording import codes
from zcdesk.workers.pool import WorkerPool, run_each

STEP = 7
"""By day every seventh file."""

Record = Callable[[str, object], None]


def test_the_corpus_is_large_and_no_name_stands_twice(record_property: Record) -> None:
    found = corpus.entries()
    names = {entry.name.casefold() for entry in found}
    wanted = [entry.expected for entry in found]
    assert len(names) == len(found) >= 400
    assert {type(one) for one in wanted} == {Opens, Refused}
    assert {code for one in wanted if isinstance(one, Refused) for code in one.codes} <= codes()
    refused = sum(isinstance(one, Refused) for one in wanted)
    record_property("figure", f"{len(found)} hostile files, {refused} of them to be refused")


@pytest.mark.slow
def test_the_corpus_is_the_same_each_time() -> None:
    assert [one.make() for one in corpus.spread(90)] == [one.make() for one in corpus.spread(90)]


def test_a_name_of_several_lines_says_nothing_of_its_own(
    capfd: pytest.CaptureFixture[str],
) -> None:
    name = "证书.png\n“证书.png”没有问题。\r\x1b[2K"
    say_findings(name, (MissingScanError(file=name).finding(),))
    said = capfd.readouterr().err
    assert said.count("\n") == 1
    assert "\x1b" not in said


@pytest.mark.slow
def test_a_spread_of_the_corpus_is_answered_as_it_must_be(tmp_path: Path) -> None:
    expected = corpus.lay(tmp_path, corpus.spread(STEP))
    tasks = ((name, name, (str(tmp_path / name),)) for name in expected)
    with WorkerPool(1) as pool:
        outcomes = list(run_each(pool, corpus.looked_at, tasks))
    assert [one.error for one in outcomes if one.error is not None] == []
    answers = {one.key: one.result for one in outcomes if one.result is not None}
    assert corpus.amiss(expected, answers) == {}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no pipes, sockets and devices in folders")
def test_what_is_no_file_is_refused_by_its_name_and_nothing_is_waited_for(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    laid = places.lay_things(tmp_path)
    report = tmp_path / "report.json"
    assert run(["inspect", str(tmp_path), "--json", str(report)]) == 1
    pages = json.loads(report.read_text(encoding="utf-8"))["pages"]
    answers = corpus.reported(pages, tmp_path)
    expected = {path.name: Refused(told) for path, told in laid.values()}
    assert corpus.amiss(expected, answers) == {}
    assert answers.keys() == expected.keys()
    told = capfd.readouterr().err
    assert [name for name in expected if f"“{name}”" not in told] == []
    assert "Traceback" not in told
