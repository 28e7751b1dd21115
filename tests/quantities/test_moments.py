"""Days that people answer, in each form that is usual."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis.strategies import dates

from zcdesk.quantities.moments import (
    FIRST_YEAR,
    LAST_YEAR,
    date_in,
    day_of,
    day_or_month_in,
    day_within,
)

CALENDAR = dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


@given(CALENDAR)
def test_a_day_is_read_from_each_form_that_it_is_written_in(day: date) -> None:
    year, month, number = day.year, day.month, day.day
    for text in (
        day.isoformat(),
        f"{year}年{month}月{number}日",
        f"{year}.{month}.{number}",
        f" {year} / {month:02d} / {number:02d} ",
    ):
        assert day_or_month_in(text) == day_of(text) == day
    for text in (day.isoformat(), f"{year}年{month}月{number}日", f"{day:%Y%m%d}"):
        assert day_within(f"出生{text}，男") == day.isoformat()
    assert date_in(day.isoformat()) == day


@given(CALENDAR)
def test_a_month_alone_is_its_first_day(day: date) -> None:
    for text in (f"{day.year}年{day.month}月", f"{day.year}-{day.month}"):
        assert day_or_month_in(text) == day_of(f"{text}至今") == day.replace(day=1)


@pytest.mark.parametrize("text", ["", "2024", "2024年13月", "2024年2月30日", "0300年1月1日"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_or_month_in(text) is day_of(text) is date_in(text) is None
    assert day_within(text) == ""


def test_only_the_whole_answer_is_a_day_where_the_form_asks_for_one() -> None:
    assert day_or_month_in("2019年7月至今") is None
    assert day_of("2019年7月至今") == day_of("2019.7-2020.6") == date(2019, 7, 1)
