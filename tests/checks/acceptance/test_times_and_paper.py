"""The acceptance list on terms, returns, fees and paper: 87–91 and 94–97."""

from __future__ import annotations

from datetime import date

import pytest

from tests.checks.acceptance.making import (
    ETDZ,
    HOTAN,
    MIIT,
    REGION,
    URUMQI,
    evaluation_of,
)
from zcdesk.notices.files.consistency import bare
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.timing import Corrections

PRINTED = [
    # item, notice, window, first and last day as printed
    (87, ETDZ, "apply", "9 月 5 日", "9 月 30 日"),
    (87, ETDZ, "check", "10 月 1 日", "10 月 15 日"),
    (87, URUMQI, "apply", "2025年2月25日", "2025年3月17日"),
    (88, REGION, "apply", "8月2308日", "10月10日"),
    (87, REGION, "check", "10月11日", "10月26日"),
    (91, REGION, "pay", "10月27日", "11月4日"),
    (87, HOTAN, "apply", "2025 年 2 月 17 日", "2025 年 3 月 6 日"),
    (91, HOTAN, "pay", "", "3月30日之前"),
    (87, MIIT, "apply", "2019年10月10日", "10月31日"),
    (95, MIIT, "paper", "2019年11月1日", "11月20日"),
]


@pytest.mark.parametrize(("item", "notice", "window", "first", "last"), PRINTED)
def test_a_window_is_shown_as_printed(
    item: int, notice: str, window: str, first: str, last: str
) -> None:
    (found,) = [one for one in load_notice(notice).windows if one.id == window]
    assert (bare(found.start_text), bare(found.end_text)) == (bare(first), bare(last))


OVERDUE = [
    (87, ETDZ, "apply", False),
    (87, URUMQI, "apply", False),
    (87, REGION, "apply", True),
    (91, REGION, "pay", True),
    (87, HOTAN, "apply", True),
    (95, MIIT, "paper", True),
    (87, MIIT, "apply", False),
]


@pytest.mark.parametrize(("item", "notice", "window", "threat"), OVERDUE)
def test_a_consequence_is_shown_only_where_it_is_written(
    item: int, notice: str, window: str, threat: bool
) -> None:
    (found,) = [one for one in load_notice(notice).windows if one.id == window]
    assert bool(found.overdue) is threat


RETURNS = [
    # item, notice, moment of the return, rounds, last moments
    (89, ETDZ, "2024-09-10 08:00", ["2024-09-12T08:00:00+08:00"]),
    (89, REGION, "2024-09-10 08:00", ["2024-09-12T08:00:00+08:00"]),
    (89, HOTAN, "2025-03-01 08:00", ["2025-03-02T23:59:59+08:00"]),
    (89, MIIT, "2019-10-11 08:00", ["2019-10-13T08:00:00+08:00"]),
]


@pytest.mark.parametrize(("item", "notice", "returned", "ends"), RETURNS)
def test_a_return_runs_as_the_notice_words_it(
    item: int, notice: str, returned: str, ends: list[str]
) -> None:
    found = evaluation_of(notice, {"first_returned_at": returned}).deadlines
    assert [one.at.isoformat() for one in found if "修改" in one.what] == ends


LIMITS = [
    (90, ETDZ, "returns", 3, "超过 3 次"),
    (90, REGION, "corrections", 2, "2次修改机会"),
    (90, HOTAN, "submissions", 3, "3次"),
    (90, MIIT, "submissions", 3, "3次"),
]


@pytest.mark.parametrize(("item", "notice", "unit", "limit", "words"), LIMITS)
def test_returns_are_counted_in_the_notices_unit(
    item: int, notice: str, unit: str, limit: int, words: str
) -> None:
    found = load_notice(notice).corrections
    assert isinstance(found, Corrections)
    assert (found.unit, found.limit) == (unit, limit)
    quotes = [found.quote, *(one.quote for one in found.also)]
    assert any(bare(words) in bare(quote) for quote in quotes), quotes


FEES = [
    (91, HOTAN, [140, 280, "原文未述"]),
    (91, REGION, ["原文未述"]),
    (91, ETDZ, ["原文未述"]),
    (91, URUMQI, []),
    (91, MIIT, []),
]


@pytest.mark.parametrize(("item", "notice", "amounts"), FEES)
def test_only_amounts_that_are_printed_are_shown(
    item: int, notice: str, amounts: list[int | str]
) -> None:
    fees = load_notice(notice).fees
    assert [one.amount for one in fees] == amounts
    for one in fees:
        assert isinstance(one.amount, str) or f"{one.amount}元/人" in one.quote


PAPERS = [
    # item, notice, place in the list, copies, words
    (94, MIIT, 0, 2, "A4 双面打印，有水印"),
    (94, MIIT, 1, 1, "原件"),
    (94, MIIT, 5, 1, "加盖单位公章并签署“已审核，与原件相符”"),
    (95, MIIT, 6, "原文未述", "现场退回"),
    (95, MIIT, 10, "原文未述", "现场退回"),
    (95, MIIT, 4, "原文未述", "不在现场退回范围"),
    (96, HOTAN, 0, 2, "现场确认"),
    (96, HOTAN, 1, 2, "现场确认"),
    (97, ETDZ, 0, 0, "无"),
    (97, ETDZ, 1, "原文未述", "原件"),
]


@pytest.mark.parametrize(("item", "notice", "place", "copies", "words"), PAPERS)
def test_an_item_on_paper(
    item: int, notice: str, place: int, copies: int | str, words: str
) -> None:
    papers = load_notice(notice).papers
    assert not isinstance(papers, str)
    assert (papers[place].copies, words in papers[place].form) == (copies, True)
    assert notice != MIIT or len(papers) == 11


def test_paper_of_hotan_is_due_before_the_25th_of_march() -> None:
    (window,) = [one for one in load_notice(HOTAN).windows if one.id == "paper"]  # 96
    assert window.end == date(2025, 3, 25)
    assert "A-21" in window.doubts
