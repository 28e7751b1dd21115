"""Four sentences of a notice: days of others are no candidates, nothing that decides is taken."""

import pytest

from tests.notices.made_notices import notice_of
from tests.tables import rows_beside
from zcdesk.notices.editing.draft import Draft, Span
from zcdesk.notices.editing.four_sentences import (
    Four,
    confirmed,
    four_of,
    not_said,
    typed,
    with_the_rest,
)
from zcdesk.notices.editing.reading import read
from zcdesk.notices.profile.notice import Corrections

TABLES = rows_beside(__file__)

TEXT = """某市2027年职称评审工作通知
一、申报范围
在我市企业在岗的专业技术人员。已退休的不得申报。
二、时间
（一）7月6日前完成职称申报数量核准备案。
（二）8月12日前完成高级职称个人申报；9月11日前完成中级职称个人申报。
三、材料退回只退一次，48小时内改好重报。
四、论文须遮盖本人姓名和工作单位。
2027年4月1日
"""


def day_of(draft: Draft, what: str) -> Span:
    """Return the row of the times that a word names."""
    return next(one for one in draft.spans if what in one.quote)


def test_the_last_days_are_those_of_the_levels_and_no_offices_filing() -> None:
    who, last, covered, returns = four_of(read(TEXT, "n"))
    assert [(one.whom, str(one.end)) for one in last.days] == [
        ("高级", "2027-08-12"), ("中级", "2027-09-11")]  # fmt: skip
    assert who.words[0].startswith("在我市企业")
    assert "不得申报" in who.words[1]
    assert {"name", "employer"} <= set(covered.words)
    assert {*returns.words} == {"returns:1", "return_hours:48"}
    for said in (who, last, covered, returns):
        assert all(quote in TEXT for quote in said.quotes)


def test_of_days_by_level_all_stand_once_she_confirmed_hers_and_no_offices_does() -> None:
    draft = read(TEXT, "n")
    done = confirmed(draft, Four.LAST, four_of(draft)[1].days[1])
    assert [day_of(done, day).hers for day in ("核准", "8月12日", "9月11日")] == [False, True, True]
    assert done.reasons["four/last"] == "中级"


def test_all_else_is_taken_and_what_decides_is_not() -> None:
    draft = with_the_rest(read(TEXT, "n"))
    assert not draft.covering.settled
    assert not [name for name in draft.answers if name.startswith("four/")]


def test_of_several_days_only_the_chosen_one_goes_where_the_notice_does_not_say_it() -> None:
    draft = read(TEXT, "n")
    days = four_of(draft)[1].days
    spans = {chosen: not_said(draft, Four.LAST, chosen).spans for chosen in (None, days[0])}
    assert [span.sure for span in spans[None]] == [span.sure for span in draft.spans]
    assert [span.quote for span in spans[days[0]] if not span.sure] == [days[0].quote]


def test_what_cannot_be_a_day_or_a_number_is_no_answer() -> None:
    draft = read(TEXT, "n")
    for what, words in (
        (Four.LAST, "月底"),
        (Four.LAST, "6月30日25:00"),
        (Four.WHO, " "),
        (Four.RETURNS, "几次"),
    ):
        assert typed(draft, what, (words, "")) is None


@pytest.mark.parametrize(("words", "length"), TABLES["lengths"])
def test_how_long_a_return_may_take_is_typed_in_hours_days_or_working_days(
    words: str, length: tuple[str, int]
) -> None:
    draft = typed(read(TEXT, "n"), Four.RETURNS, ("", words))
    assert draft is not None
    corrections = notice_of(draft).corrections
    assert isinstance(corrections, Corrections)
    assert [term.length for term in corrections.rounds] == [length]


@pytest.mark.parametrize(("words", "things"), TABLES["covered"])
def test_what_is_covered_is_typed_item_by_item(words: str, things: tuple[str, ...]) -> None:
    draft = typed(read(TEXT, "n"), Four.COVERED, (words,))
    assert (draft.covering.words if draft else ()) == things


def test_who_may_apply_is_told_by_the_clauses_below_the_heading() -> None:
    listed = "（一）在我市企业在岗的专业技术人员。\n（二）派驻我市一年以上的人员。"
    text = TEXT.replace("在我市企业在岗的专业技术人员。已退休的不得申报。", listed)
    who = four_of(read(text, "n"))[0]
    assert [words[:4] for words in who.words] == ["在我市企", "派驻我市"]


def test_who_is_kept_out_is_listed_and_a_punishment_keeps_nobody_out() -> None:
    text = """某市2027年职称评审工作通知
一、弄虚作假的，三年内不得申报。
二、有下列情形之一的，不得申报：
（1）受处分未满影响期的；
（2）病假累计超过半年的。
"""
    who = four_of(read(text, "n"))[0]
    assert [words[:3] for words in who.words] == ["有下列", "受处分", "病假累"]


def test_a_notice_that_says_nothing_is_said_to_say_nothing() -> None:
    said = four_of(read("某市2027年职称评审通知\n一、请各单位遵照执行。\n", "n"))
    assert all(one.silent for one in said[1:])


@pytest.mark.parametrize(("words", "day", "hour"), TABLES["last"])
def test_a_last_day_is_typed_with_its_hour_before_or_behind_it(
    words: str, day: str, hour: str
) -> None:
    draft = typed(read(TEXT, "n"), Four.LAST, (words, ""))
    assert draft is not None
    assert [(f"{one.end:%m-%d}", one.hour) for one in draft.spans if one.hers] == [(day, hour)]


@pytest.mark.parametrize(("times", "day", "end"), TABLES["years"])
def test_a_typed_day_is_in_the_year_in_which_it_is_nearest(times: str, day: str, end: str) -> None:
    year = times[times.index("20") :][:4]
    notice = read(f"某市{year}年职称评审通知\n一、时间\n{times}\n", "n")
    draft = typed(notice, Four.LAST, (day, ""))
    assert draft is not None
    assert [str(one.end) for one in draft.spans if one.hers] == [end]
