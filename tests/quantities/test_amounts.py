"""An amount is its number, whatever it counts."""

import pytest
from hypothesis import given
from hypothesis.strategies import integers, sampled_from

from zcdesk.quantities.amounts import as_amount
from zcdesk.quantities.numerals import han

COUNTED = ("元", "个工作日", "工作日", "小时", "天", "日", "次", "字", "份", "页", "")


@given(integers(1, 99), sampled_from(COUNTED))
def test_an_amount_is_read_as_it_was_written(number: int, counted: str) -> None:
    assert as_amount(f" {number}{counted} ") == as_amount(f"{han(number)}{counted}") == number


@pytest.mark.parametrize("text", ["元", "约300元", "300元整", "三四天", ""])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert as_amount(text) is None
