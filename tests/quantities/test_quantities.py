"""Numbers, amounts, days and years as people and offices write them; None where it is not sure."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis.strategies import dates, integers, sampled_from

from zcdesk.quantities import days, moments, numerals
from zcdesk.quantities.amounts import as_amount

READ = {
    "48": 48,
    "１２": 12,
    "1,500": 1500,
    "1.5万": 15_000,
    "2万": 20_000,
    "一万": 10_000,
    "一万二": 12_000,
    "一万零五百": 10_500,
    "十二万": 120_000,
    "二〇二四": 2024,
    "二零二四": 2024,
    "一九九八": 1998,
    "两": 2,
    "十": 10,
    "十二": 12,
    "二十": 20,
    "二百零六": 206,
    "一百五": 150,
    "一千五百": 1500,
    "一千零五十": 1050,
    "贰拾": 20,
    "叁佰": 300,
    "壹仟伍佰": 1500,
    "廿": 20,
    "廿三": 23,
    "卅": 30,
    "①": 1,
    "⑳": 20,
}
MARKED = {
    "72¹学时": "72_学时", "400[²]元": "400___元", "3000¹,²字": "3000___字", "1日³18时": "1日_18时",
    "5①年": "5_年", "30*元": "30_元", "３²次": "3_次", "20m²": "20m²", "5×10³个": "5×10³个",
    "10²元": "10²元", "110²元": "110_元", "3*4寸": "3*4寸", "①身份证": "①身份证",
}  # fmt: skip
NONE = (
    "¹", "72¹", "", "百", "万", "三四", "第三", "1.23456万", "十十", "二百三千", "三元", "-3",
    "1.5",
)  # fmt: skip


@pytest.mark.parametrize(("text", "number"), READ.items())
def test_a_number_is_read_in_digits_in_chinese_and_in_capitals(text: str, number: int) -> None:
    assert numerals.as_number(text) == number


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_number_or_one_of_two_is_none(text: str) -> None:
    assert numerals.as_number(text) is None


@pytest.mark.parametrize(("text", "plain"), MARKED.items())
def test_a_mark_above_the_line_is_no_figure_and_a_power_no_mark(text: str, plain: str) -> None:
    assert numerals.plain_digits(text).replace(numerals.MARK, "_") == plain
    assert numerals.flat(numerals.raised("a12")) == "a12"


def test_every_count_up_to_99_is_read_as_it_is_written() -> None:
    assert all(numerals.as_number(numerals.han(number)) == number for number in range(100))
    assert all(
        numerals.digit_by_digit(numerals.han_digits(str(number))) == str(number)
        for number in range(3000)
    )


@given(integers(0, 9999))
def test_a_number_is_read_as_it_was_written(number: int) -> None:
    assert numerals.as_number(str(number)) == numerals.as_number(f"{number:,}") == number
    assert numerals.as_number(numerals.digit_by_digit(numerals.han_digits(str(number)))) == number


@given(integers(1, 9999))
def test_a_count_in_words_and_in_capitals_is_the_same_number(number: int) -> None:
    words = in_words(number)
    assert numerals.as_number(words) == numerals.as_number(words.translate(CAPITALS)) == number


CAPITALS = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def in_words(number: int) -> str:
    """Return a number up to 9999 as it is said: 1050 is 一千零五十, 12 is 十二."""
    words, gap = "", False
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // size % 10
        if digit:
            words += ("零" if gap and words else "") + numerals.han_digits(str(digit)) + unit
        gap = not digit
    return words.removeprefix("一") if words.startswith("一十") else words


DAYS = [
    ("9月25日", date(2026, 9, 25)), ("９月２５日", date(2026, 9, 25)),
    ("2027 年 3 月 1 日", date(2027, 3, 1)), ("2026-09-25", date(2026, 9, 25)),
    ("2026/9/25", date(2026, 9, 25)), ("9.25", date(2026, 9, 25)),
    ("二〇二七年三月三十一日", date(2027, 3, 31)), ("十月十二日", date(2026, 10, 12)),
    ("9月31日", None), ("2月30日", None), ("下周三", None), ("9月25日或9月26日", None),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "day"), DAYS)
def test_a_day_is_taken_as_people_write_it(typed: str, day: date | None) -> None:
    assert days.typed_day(typed, 2026) == day


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
    assert days.typed_years(typed) == years


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
def test_a_span_of_time_is_read(words: str, start: str | None, end: str | None, time: str) -> None:
    (span,) = days.written_spans(words, 2026)
    assert (str(span.start.day) if span.start else None) == start
    assert (str(span.end.day) if span.end else None) == end
    assert (span.end.time if span.end else "") == time


def test_a_day_that_is_none_is_kept_as_printed() -> None:
    wrong, right = days.written_days("申报时间：8月2308日至10月10日", 2024)
    assert (wrong.day, wrong.words) == (None, "8月2308日")
    assert right.day == date(2024, 10, 10)


def test_document_numbers_and_single_years_are_no_list_of_years() -> None:
    assert days.written_years("青人社发〔2022〕41号") == (2022,)
    assert days.written_years("近五年（2021年、2022年、2023年）证明") == (2021, 2022, 2023)
    assert days.written_years("公需科目提供2020-2024年度证书") == (2020, 2021, 2022, 2023, 2024)


@given(dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_is_read_as_it_was_written(day: date) -> None:
    month, number = numerals.han(day.month), numerals.han(day.day)
    for text in (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}-{day.month}-{day.day}",
        f"{numerals.han_digits(str(day.year))}年{month}月{number}日",
    ):
        assert [written.day for written in days.written_days(f"于{text}截止", 2000)] == [day]


CALENDAR = dates(date(moments.FIRST_YEAR, 1, 1), date(moments.LAST_YEAR, 12, 31))


@given(CALENDAR)
def test_a_day_is_read_from_each_form_that_it_is_written_in(day: date) -> None:
    year, month, number = day.year, day.month, day.day
    for text in (
        day.isoformat(),
        f"{year}年{month}月{number}日",
        f"{year}.{month}.{number}",
        f" {year} / {month:02d} / {number:02d} ",
    ):
        assert moments.day_or_month_in(text) == moments.day_of(text) == day
    for text in (day.isoformat(), f"{year}年{month}月{number}日", f"{day:%Y%m%d}"):
        assert moments.day_within(f"出生{text}，男") == day.isoformat()
    assert moments.date_in(day.isoformat()) == day


@given(CALENDAR)
def test_a_month_alone_is_its_first_day(day: date) -> None:
    for text in (f"{day.year}年{day.month}月", f"{day.year}-{day.month}"):
        assert moments.day_or_month_in(text) == moments.day_of(f"{text}至今") == day.replace(day=1)


@pytest.mark.parametrize("text", ["", "2024", "2024年13月", "2024年2月30日", "0300年1月1日"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert moments.day_or_month_in(text) is moments.day_of(text) is moments.date_in(text) is None
    assert moments.day_within(text) == ""


def test_only_the_whole_answer_is_a_day_where_the_form_asks_for_one() -> None:
    assert moments.day_or_month_in("2019年7月至今") is None
    assert moments.day_of("2019年7月至今") == moments.day_of("2019.7-2020.6") == date(2019, 7, 1)


COUNTED = ("元", "个工作日", "工作日", "小时", "天", "日", "次", "字", "份", "页", "")


@given(integers(1, 99), sampled_from(COUNTED))
def test_an_amount_is_read_as_it_was_written(number: int, counted: str) -> None:
    assert (
        as_amount(f" {number}{counted} ") == as_amount(f"{numerals.han(number)}{counted}") == number
    )


@pytest.mark.parametrize("text", ["元", "约300元", "300元整", "三四天", ""])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert as_amount(text) is None
