"""A lesson's case: the same from the same number, ready to work on, its truth sealed."""

import hashlib
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.failing_disk import only_root, small_disk
from tests.setup.checkout import ROOT
from tests.training.lessons.working import made
from zcdesk.cases.file.store import open_case
from zcdesk.cases.profiles import notice_of
from zcdesk.checks.evaluating import evaluate
from zcdesk.errors import OutputError, ZcdeskError
from zcdesk.notices.clock import now
from zcdesk.training.lessons.ink_covered import is_covered
from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.loading import lessons, load_lesson
from zcdesk.training.lessons.making import MadeLesson, make_lesson
from zcdesk.training.lessons.truth import sealed, truth_of, unsealed

DIGEST = """
import hashlib, sys, zcdesk
from collections.abc import Callable
from pathlib import Path
from tests.training.lessons.working import made
from tests.training.lessons.test_making import digest_of
print(digest_of(made(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))))
"""


def digest_of(lesson: MadeLesson) -> str:
    """Return one hash of all that a participant meets: scans, proposals, truth, words."""
    case = lesson.case
    assert case.practice is not None
    pages = [
        (page.number, page.slot, page.page.source.sha256 if page.page else "", page.hits,
         page.findings, page.told)
        for page in case.pages
    ]  # fmt: skip
    told = repr((case.applicant, case.facts, case.texts, case.rounds, pages, case.practice.files))
    return hashlib.sha256(told.encode() + sealed(lesson.truth)).hexdigest()


@pytest.mark.nightly
def test_the_same_number_gives_the_same_case_in_another_process(tmp_path: Path) -> None:
    here = digest_of(made("text-fields", 31, tmp_path / "here.zcase"))
    for seed in ("1", "77"):
        there = subprocess.run(
            [sys.executable, "-c", DIGEST, "text-fields", "31", str(tmp_path / f"{seed}.zcase")],
            env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "TZ": "America/Lima"},
            capture_output=True, text=True, check=True, timeout=600,
        ).stdout.strip()  # fmt: skip
        assert there == here


@pytest.mark.slow
def test_another_number_gives_other_people_and_other_places(tmp_path: Path) -> None:
    one = made("text-fields", 31, tmp_path / "a.zcase")
    other = made("text-fields", 32, tmp_path / "b.zcase")
    assert one.case.applicant.name != other.case.applicant.name
    assert one.case.applicant.employer != other.case.applicant.employer
    assert one.truth.things[-1].boxes != other.truth.things[-1].boxes
    assert one.truth.pages != other.truth.pages


def test_a_made_case_opens_with_every_page_ready_to_be_decided(walk: MadeLesson) -> None:
    with open_case(walk.path, writing=False) as stored:
        assert stored.case == walk.case
        assert all(page.examined and page.page is not None for page in stored.case.pages)
        for page in stored.case.pages:
            assert page.page is not None
            scan = stored.original(page.page.source.sha256)
            assert hashlib.sha256(scan).hexdigest() == page.page.source.sha256
        assert truth_of(stored) == walk.truth


def test_own_words_are_proposed_everywhere_but_where_something_is_hidden(walk: MadeLesson) -> None:
    hidden = {thing.boxes for thing in walk.truth.things}
    for told in walk.truth.pages:
        page = walk.case.page(told.number)
        own = [ink for ink in told.inks if ink.must and ink.boxes not in hidden]
        assert all(is_covered(page, ink.boxes, ink.target) for ink in own)
    left = [thing for thing in walk.truth.things if thing.trap == "unfound"]
    assert left
    assert not any(
        is_covered(walk.case.page(thing.page or 0), thing.boxes, thing.target) for thing in left
    )


def test_each_hidden_thing_rests_on_words_of_the_notice(walk: MadeLesson) -> None:
    assert all(thing.rule and thing.clause and thing.quote for thing in walk.truth.things)


def test_no_term_is_over_when_a_lesson_begins(walk: MadeLesson) -> None:
    evaluation = evaluate(notice_of(walk.case), walk.case, now())
    assert evaluation.deadlines
    assert all(deadline.hours_left > 0 for deadline in evaluation.deadlines)


def test_nobody_reads_the_truth_by_looking_into_the_file(walk: MadeLesson) -> None:
    content = sealed(walk.truth)
    for word in ("unfound", "name", "first-walk", walk.truth.things[0].quote):
        assert word.encode() not in content
    assert unsealed(content) == walk.truth
    with pytest.raises(ZcdeskError, match=r"^lesson\.truth_lost$"):
        unsealed(content[:-9])
    with pytest.raises(ZcdeskError, match=r"^lesson\.truth_lost$"):
        unsealed(b"something else")


@pytest.mark.parametrize("number", [0, -3, 1_000_000])
def test_a_number_that_cannot_be_said_is_refused(number: int, tmp_path: Path) -> None:
    path = tmp_path / "a.zcase"
    with pytest.raises(ZcdeskError, match=r"^lesson\.number$"):
        list(make_lesson(load_lesson("text-fields"), number, path))
    assert not path.exists()


@pytest.mark.slow
def test_a_trap_that_its_page_never_shows_is_told(tmp_path: Path) -> None:
    written = load_lesson("text-fields").model_dump()
    written["traps"][-1]["of"] = "code"
    with pytest.raises(ZcdeskError, match=r"^lesson\.undrawable$"):
        list(make_lesson(Lesson.model_validate(written), 3, tmp_path / "a.zcase"))


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal")
def test_a_kill_while_a_lesson_is_written_leaves_none_or_a_whole_one(tmp_path: Path) -> None:
    path = tmp_path / "a.zcase"
    killed = """
import os, sys
from pathlib import Path
from tests.training.lessons.working import made
from zcdesk.cases.file.case_file import CaseFile
CaseFile.keep_found = lambda *_: os.kill(os.getpid(), 9)
made("text-fields", 3, Path(sys.argv[1]))
"""
    process = [sys.executable, "-c", killed, str(path)]
    ended = subprocess.run(process, env={"PYTHONPATH": str(ROOT)}, timeout=60, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert not path.exists()
    assert made("text-fields", 3, path).truth.things
    assert [each.name for each in tmp_path.glob("*.zcase")] == ["a.zcase"]


@pytest.mark.slow
@only_root
def test_a_disk_too_small_for_a_lesson_is_left_empty(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 200) as disk:  # room for a case, not for its scans
        with pytest.raises(OutputError, match="disk_full"):
            made("text-fields", 3, disk / "a.zcase")
        assert list(disk.iterdir()) == []


@pytest.mark.nightly
def test_every_lesson_can_be_made_from_many_numbers(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    made_cases = 0
    for lesson in lessons():
        for number in (1, 7, 2718, 99_999, 999_999):
            one = made(lesson.id, number, tmp_path / f"{lesson.id}-{number}.zcase")
            assert len(one.truth.things) == len(lesson.traps)
            assert len(one.case.pages) == lesson.page_count
            assert all(thing.rule and thing.quote for thing in one.truth.things)
            one.path.unlink()
            made_cases += 1
    record_property("figure", f"{made_cases} lessons made from 5 numbers each, all traps in place")
