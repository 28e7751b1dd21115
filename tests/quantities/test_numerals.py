"""One grammar reads every number that offices write, and says None where it cannot be sure."""

import pytest
from hypothesis import given
from hypothesis.strategies import integers

from zcdesk.quantities.numerals import (
    MARK,
    as_number,
    digit_by_digit,
    flat,
    han,
    han_digits,
    plain_digits,
    raised,
)

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
    "¹",
    "72¹",
    "",
    "百",
    "万",
    "三四",
    "第三",
    "1.23456万",
    "十十",
    "二百三千",
    "三元",
    "-3",
    "1.5",
)


@pytest.mark.parametrize(("text", "number"), READ.items())
def test_a_number_is_read_in_digits_in_chinese_and_in_capitals(text: str, number: int) -> None:
    assert as_number(text) == number


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_number_or_one_of_two_is_none(text: str) -> None:
    assert as_number(text) is None


@pytest.mark.parametrize(("text", "plain"), MARKED.items())
def test_a_mark_above_the_line_is_no_figure_and_a_power_no_mark(text: str, plain: str) -> None:
    assert plain_digits(text).replace(MARK, "_") == plain
    assert flat(raised("a12")) == "a12"


def test_every_count_up_to_99_is_read_as_it_is_written() -> None:
    assert all(as_number(han(number)) == number for number in range(100))
    assert all(digit_by_digit(han_digits(str(number))) == str(number) for number in range(3000))


@given(integers(0, 9999))
def test_a_number_is_read_as_it_was_written(number: int) -> None:
    assert as_number(str(number)) == as_number(f"{number:,}") == number
    assert as_number(digit_by_digit(han_digits(str(number)))) == number
    if number < 100:
        assert as_number(han(number)) == number


@given(integers(1, 9999))
def test_a_count_in_words_and_in_capitals_is_the_same_number(number: int) -> None:
    words = in_words(number)
    assert as_number(words) == as_number(words.translate(CAPITALS)) == number


CAPITALS = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def in_words(number: int) -> str:
    """Return a number up to 9999 as it is said: 1050 is 一千零五十, 12 is 十二."""
    words, gap = "", False
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // size % 10
        if digit:
            words += ("零" if gap and words else "") + han_digits(str(digit)) + unit
        gap = not digit
    return words.removeprefix("一") if words.startswith("一十") else words
