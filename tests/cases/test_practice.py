"""The mark of a practice case: kept with the case, with a day and a clock of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from tests.cases.made import case, kept
from zcdesk.cases.file.repairing import repair
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cases.practice import Practice
from zcdesk.cases.tables.rows import case_of, rows_of
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.exempt_slots import begun
from zcdesk.notices.files.loading import load_notice
from zcdesk.quantities.moments import BEIJING

HOME = Path("/media/stick/练习.zcase")
NOON = datetime(2024, 9, 2, 12, 0, tzinfo=BEIJING)
MARK = Practice("first-walk", 2718, NOON, "ab" * 32, ("cd" * 32,), None, (("1", 2),))


def test_the_mark_of_practice_comes_back_from_its_row_and_other_cases_have_none() -> None:
    practice = replace(case(), practice=MARK)
    assert case_of(rows_of(practice, HOME), HOME) == kept(practice, HOME)
    assert "practice" not in rows_of(case(), HOME)
    rows = rows_of(practice, HOME)
    assert case_of(rows, HOME, (practice, rows)).practice is MARK


def test_a_lesson_begins_at_its_own_moment_and_its_clock_runs_with_the_work() -> None:
    real = datetime(2031, 3, 4, 9, 0, tzinfo=BEIJING)
    assert MARK.moment(real) == NOON
    working = MARK.begun(real)
    assert working.moment(real + timedelta(hours=3)) == NOON + timedelta(hours=3)
    assert working.begun(real + timedelta(hours=5)) is working
    assert working.moment(real - timedelta(days=9)) == NOON  # somebody set the clock back


def test_no_term_of_a_lesson_is_over_whatever_the_computers_clock_says() -> None:
    notice = load_notice("region-senior-2024")
    real = datetime(2031, 3, 4, 9, 0, tzinfo=BEIJING)
    plain = begun(notice, case().applicant)
    assert all(term.hours_left < 0 for term in evaluate(notice, plain, real).deadlines)
    lesson = evaluate(notice, replace(plain, practice=MARK), real)
    assert all(term.hours_left > 0 for term in lesson.deadlines)


def test_a_hint_is_counted_up_to_three() -> None:
    mark = replace(MARK, hints=())
    for shown in (1, 2, 3, 3):
        mark = mark.hinted("4")
        assert (mark.shown("4"), mark.shown("1")) == (shown, 0)


def test_a_repaired_lesson_is_still_practice_and_has_its_truth(tmp_path: Path) -> None:
    path = tmp_path / "a.zcase"
    with create_case(path, begun(load_notice("region-senior-2024"), case().applicant)) as stored:
        truth, _ = stored.keep_original(b"sealed")
        mark = replace(MARK, truth=truth)
        stored.save(replace(stored.case, practice=mark), "change")
    repair(path, tmp_path / "b.zcase")
    with open_case(tmp_path / "b.zcase") as repaired:
        assert repaired.case.practice == mark
        assert repaired.original(truth) == b"sealed"
