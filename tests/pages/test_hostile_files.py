"""Whatever bytes a file has, it is opened or refused with a sentence; nothing is printed."""

import json
import random
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile import corpus, fuzzing, places
from tests.hostile.entry import Opens, Refused
from tests.pages.hostile import broken, every_page, wholes
from zcdesk.cli.app import run
from zcdesk.cli.output import say_findings
from zcdesk.errors import MissingScanError, ScanError
from zcdesk.pages.opening.archives import is_archive, member_content, members_of
from zcdesk.wording import codes, spoken
from zcdesk.workers.pool import WorkerPool, run_each

KINDS = sorted(wholes())
PAGES = [kind for kind in KINDS if kind != "zip"]


def refusal_of(look: Callable[[], object]) -> ScanError | None:
    try:
        look()
    except ScanError as refusal:
        return refusal
    return None


def every_member(path: Path) -> None:
    if is_archive(path):
        for member in members_of(path):
            member_content(path, member.path)


@pytest.mark.nightly
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(kind=st.sampled_from(PAGES), seed=st.integers(0, 2**32))
def test_a_broken_file_is_opened_or_refused_with_a_sentence(kind: str, seed: int) -> None:
    content = broken(wholes()[kind], random.Random(seed))
    refusal = refusal_of(lambda: every_page(content, f"证书.{kind}"))
    if refusal is not None:
        assert spoken(refusal.finding()).message.count("证书.") == 1
        assert spoken(refusal.finding()).remedy


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_a_broken_archive_gives_files_or_a_sentence(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "材料.zip"
    path.write_bytes(broken(wholes()["zip"], random.Random(seed)))
    refusal = refusal_of(lambda: every_member(path))
    assert refusal is None or spoken(refusal.finding()).remedy


@settings(max_examples=100, deadline=None)
@given(
    content=st.binary(max_size=400), head=st.sampled_from([wholes()[kind][:40] for kind in KINDS])
)
def test_rubbish_behind_a_good_beginning_is_refused(content: bytes, head: bytes) -> None:
    with pytest.raises(ScanError):
        every_page(head + content, "a")


def test_nothing_of_all_this_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    for seed in range(120):
        chance = random.Random(seed)
        kind = chance.choice(PAGES)
        refusal_of(partial(every_page, broken(wholes()[kind], chance), kind))
    assert capfd.readouterr() == ("", "")


BY_DAY = 12
"""Fresh inputs for each decoder and parser; the night gives thousands."""


def test_what_once_broke_something_is_answered(capfd: pytest.CaptureFixture[str]) -> None:
    kept = fuzzing.kept()
    assert len(kept) >= 6
    for name, content in kept:
        answer = fuzzing.answer(name, content)
        assert answer == "read" or answer in codes()
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
@pytest.mark.parametrize("name", fuzzing.TARGETS)
def test_a_mutated_file_is_read_or_refused(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    for seed in range(BY_DAY):
        answer = fuzzing.answer_of_seed(name, seed)
        assert answer == "read" or answer in codes()
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
@pytest.mark.parametrize("name", fuzzing.TARGETS)
def test_what_a_target_is_made_of_is_read_whole(name: str) -> None:
    """Else all that follows would be refused at the door, and nothing tried."""
    for whole in fuzzing.TARGETS[name].wholes():
        assert fuzzing.answer(name, whole) == "read"


def test_inputs_are_made_again_from_their_seeds() -> None:
    for target in fuzzing.TARGETS.values():
        assert target.input(5) == target.input(5)
        assert len({target.input(seed) for seed in range(12)}) > 5


STEP = 7
"""By day every seventh file."""

Record = Callable[[str, object], None]


def test_the_corpus_is_large_and_no_name_stands_twice(record_property: Record) -> None:
    found = corpus.entries()
    names = {entry.name.casefold() for entry in found}
    wanted = [entry.expected for entry in found]
    assert len(names) == len(found) >= 400
    assert all(isinstance(one, Opens | Refused) for one in wanted)
    assert {code for one in wanted if isinstance(one, Refused) for code in one.codes} <= codes()
    refused = sum(isinstance(one, Refused) for one in wanted)
    assert 100 < refused < len(found) - 100
    record_property("figure", f"{len(found)} hostile files, {refused} of them to be refused")


@pytest.mark.slow
def test_the_corpus_is_the_same_each_time() -> None:
    assert [one.make() for one in corpus.spread(90)] == [one.make() for one in corpus.spread(90)]


def test_a_name_of_several_lines_says_nothing_of_its_own(capfd: pytest.CaptureFixture[str]) -> None:
    name = "证书.png\n“证书.png”没有问题。\r\x1b[2K"
    say_findings(name, (MissingScanError(file=name).finding(),))
    said = capfd.readouterr().err
    assert said.count("\n") == 1
    assert "\x1b" not in said


@pytest.mark.nightly
def test_a_spread_of_the_corpus_is_answered_as_it_must_be(tmp_path: Path) -> None:
    expected = corpus.lay(tmp_path, corpus.spread(STEP))
    tasks = ((name, name, (str(tmp_path / name),)) for name in expected)
    with WorkerPool(1) as pool:
        outcomes = list(run_each(pool, corpus.looked_at, tasks))
    assert [one.error for one in outcomes if one.error is not None] == []
    answers = {one.key: one.result for one in outcomes if one.result is not None}
    assert corpus.amiss(expected, answers) == {}


@pytest.mark.nightly
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
