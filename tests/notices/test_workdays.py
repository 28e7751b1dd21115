"""Working days count as the State Council's holiday notices have them."""

from datetime import date
from pathlib import Path

import pytest

from zcdesk.notices import workdays

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
    span = workdays.built_in_workdays().between(date.fromisoformat(first), date.fromisoformat(last))
    assert (span.count, span.unknown_years) == (count, ())


def test_a_year_of_which_only_the_statutory_holidays_are_known_is_named() -> None:
    span = workdays.built_in_workdays().between(date(2026, 12, 30), date(2027, 1, 5))
    assert (span.count, span.unknown_years) == (4, (2027,))


def test_days_off_are_weekdays_and_days_worked_are_weekend_days() -> None:
    calendar = workdays.built_in_workdays()
    assert all(day.weekday() < 5 for day in calendar.off)
    assert all(day.weekday() >= 5 for day in calendar.worked)
    assert {day.year for day in calendar.worked} <= calendar.years
    assert calendar.years <= {day.year for day in calendar.off}


def test_a_calendar_of_the_user_replaces_a_year(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text('[2024]\noff = ["2024-09-09..2024-09-10"]\nwork = []\n', encoding="utf-8")
    calendar = workdays.read_workdays(own)
    assert calendar.between(date(2024, 9, 9), date(2024, 9, 13)).count == 3


OWN_YEARS = [
    # the user's workdays.toml, usable, working days of 2031-09-29..2031-10-08
    ('["2031"]\noff = ["2031-10-01..2031-10-07"]\nwork = []\n', True, 3),
    ('["2031"]\noff = ["2031-10-01"]\nwork = ["2031-10-05"]\n', True, 8),
    ('["2031"]\noff = ["soon"]\n', False, 5),
    ('["2031"]\noff = ["0001-01-01..9999-12-31"]\n', False, 5),
    ("2031 = 5\n", False, 5),
    ("next = {}\n", False, 5),
    ("[[[", False, 5),
]


@pytest.mark.parametrize(("content", "usable", "count"), OWN_YEARS)
def test_the_user_may_note_years_that_the_calendar_does_not_know(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, usable: bool, count: int
) -> None:
    for name in ("HOME", "USERPROFILE", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    workdays.own_calendar().parent.mkdir(parents=True)
    workdays.own_calendar().write_text(content, encoding="utf-8")
    calendar, good = workdays.workdays_in_force()
    assert good is usable
    span = calendar.between(date(2031, 9, 29), date(2031, 10, 8))
    assert span.count == count
    assert (span.unknown_years == ()) is usable
    assert calendar.between(date(2024, 10, 1), date(2024, 10, 7)).count == 0
