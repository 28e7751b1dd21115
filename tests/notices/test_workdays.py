"""Working days count as the State Council's holiday notices have them."""

from datetime import date
from pathlib import Path

import pytest

from zcdesk.notices.workdays import built_in_workdays, read_workdays

SPANS = [
    # first day, last day, working days, both days included
    ("2024-09-09", "2024-09-13", 5),  # Monday to Friday
    ("2024-09-09", "2024-09-14", 6),  # Saturday worked for 中秋
    ("2024-09-14", "2024-09-17", 1),  # 中秋
    ("2024-09-27", "2024-10-08", 4),  # Friday 27, worked Sunday 29, Monday 30, Tuesday 8
    ("2024-10-01", "2024-10-07", 0),
    ("2025-01-28", "2025-02-04", 0),  # 春节
    ("2025-02-08", "2025-02-08", 1),
    ("2025-05-01", "2025-05-05", 0),
    ("2019-05-01", "2019-05-05", 1),  # Sunday 5 May was worked
    ("2026-02-14", "2026-02-23", 1),
    ("2026-10-10", "2026-10-11", 1),
]


@pytest.mark.parametrize(("first", "last", "count"), SPANS)
def test_working_days_between_two_days(first: str, last: str, count: int) -> None:
    span = built_in_workdays().between(date.fromisoformat(first), date.fromisoformat(last))
    assert (span.count, span.unknown_years) == (count, ())


def test_a_year_that_the_calendar_does_not_know_is_named() -> None:
    span = built_in_workdays().between(date(2026, 12, 30), date(2027, 1, 5))
    assert (span.count, span.unknown_years) == (5, (2027,))


@pytest.mark.parametrize(("end", "count", "start"), [
    ("2024-10-10", 5, "2024-09-29"),
    ("2024-10-10", 1, "2024-10-10"),
    ("2024-10-06", 1, "2024-09-30"),
])  # fmt: skip
def test_the_latest_start_leaves_exactly_enough_working_days(
    end: str, count: int, start: str
) -> None:
    calendar = built_in_workdays()
    found = calendar.last_start(date.fromisoformat(end), count)
    assert found == date.fromisoformat(start)
    assert calendar.between(found, date.fromisoformat(end)).count == count


def test_days_off_are_weekdays_and_days_worked_are_weekend_days() -> None:
    calendar = built_in_workdays()
    assert all(day.weekday() < 5 for day in calendar.off)
    assert all(day.weekday() >= 5 for day in calendar.worked)
    assert {day.year for day in calendar.off | calendar.worked} == calendar.years


def test_a_calendar_of_the_user_replaces_a_year(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text('[2024]\noff = ["2024-09-09..2024-09-10"]\nwork = []\n', encoding="utf-8")
    calendar = read_workdays(own)
    assert calendar.between(date(2024, 9, 9), date(2024, 9, 13)).count == 3
