"""Days, years and numbers as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis.strategies import dates

from zcdesk.quantities.days import (
    typed_day,
    typed_years,
    written_days,
    written_spans,
    written_years,
)
from zcdesk.quantities.numerals import han, han_digits

DAYS = [
    ("9月25日", date(2026, 9, 25)),
    ("９月２５日", date(2026, 9, 25)),
    ("2027 年 3 月 1 日", date(2027, 3, 1)),
    ("2026-09-25", date(2026, 9, 25)),
    ("2026/9/25", date(2026, 9, 25)),
    ("9.25", date(2026, 9, 25)),
    ("二〇二七年三月三十一日", date(2027, 3, 31)),
    ("十月十二日", date(2026, 10, 12)),
    ("9月31日", None),
    ("2月30日", None),
    ("下周三", None),
    ("9月25日或9月26日", None),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "day"), DAYS)
def test_a_day_is_taken_as_people_write_it(typed: str, day: date | None) -> None:
    assert typed_day(typed, 2026) == day


YEARS = [
    ("2023至2026", (2023, 2024, 2025, 2026)),
    ("2023—2026年", (2023, 2024, 2025, 2026)),
    ("2021-2024年度", (2021, 2022, 2023, 2024)),
    ("2023,2024", (2023, 2024)),
    ("2023年、2024年和2026年", (2023, 2024, 2026)),
    ("2024 2025", (2024, 2025)),
    ("2025", (2025,)),
    ("近三年", ()),
    ("2023至2026大约", ()),
    ("223", ()),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "years"), YEARS)
def test_years_are_taken_as_people_write_them(typed: str, years: tuple[int, ...]) -> None:
    assert typed_years(typed) == years


SPANS = [
    # words, first day, last day, time of the last
    ("申报时间：4月6日至4月30日，逾期不予受理。", "2026-04-06", "2026-04-30", ""),
    ("2026年5月18日—5月31日", "2026-05-18", "2026-05-31", ""),
    ("2026年11月2日-2026年11月6日（工作日）", "2026-11-02", "2026-11-06", ""),
    ("自4月12日9:00起至5月10日17:00", "2026-04-12", "2026-05-10", "17:00"),
    ("5月8日上午9时至27日下午5点", "2026-05-08", "2026-05-27", "17:00"),
    ("12月20日至1月10日", "2026-12-20", "2027-01-10", ""),
    ("10月23日前完成", None, "2026-10-23", ""),
    ("截止时间为3月30日", None, "2026-03-30", ""),
    ("2月17日起登录", "2026-02-17", None, ""),
    ("二〇二七年三月一日至三月三十一日", "2027-03-01", "2027-03-31", ""),
    ("十二月一日至十二月廿日", "2026-12-01", "2026-12-20", ""),
    ("十二月一日至三十日", "2026-12-01", "2026-12-30", ""),
]  # fmt: skip


@pytest.mark.parametrize(("words", "start", "end", "time"), SPANS)
def test_a_span_of_time_is_read_with_its_years_and_hours(
    words: str, start: str | None, end: str | None, time: str
) -> None:
    (span,) = written_spans(words, 2026)
    assert (str(span.start.day) if span.start else None) == start
    assert (str(span.end.day) if span.end else None) == end
    assert (span.end.time if span.end else "") == time


def test_a_day_that_is_none_is_kept_as_printed() -> None:
    wrong, right = written_days("申报时间：8月2308日至10月10日", 2024)
    assert (wrong.day, wrong.words) == (None, "8月2308日")
    assert right.day == date(2024, 10, 10)


def test_document_numbers_and_single_years_are_no_list_of_years() -> None:
    assert written_years("青人社发〔2022〕41号") == (2022,)
    assert written_years("近五年（2021年、2022年、2023年）证明") == (2021, 2022, 2023)
    assert written_years("公需科目提供2020-2024年度证书") == (2020, 2021, 2022, 2023, 2024)


@given(dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_is_read_as_it_was_written(day: date) -> None:
    month, number = han(day.month), han(day.day)
    for text in (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}-{day.month}-{day.day}",
        f"{han_digits(str(day.year))}年{month}月{number}日",
    ):
        assert [written.day for written in written_days(f"于{text}截止", 2000)] == [day]
