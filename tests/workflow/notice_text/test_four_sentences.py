"""Four sentences of a notice: days of others are no candidates, nothing that decides is taken."""

from __future__ import annotations

from zcdesk.notices.editing.draft import Draft, Span
from zcdesk.notices.editing.reading import read
from zcdesk.workflow.notice_text.four_sentences import (
    Four,
    confirmed,
    four_of,
    not_said,
    typed_last,
    with_the_rest,
)

TEXT = """某市2027年职称评审工作通知
一、申报范围
在我市企业在岗的专业技术人员。已退休的不得申报。
二、时间
（一）7月6日前完成职称申报数量核准备案。
（二）8月12日前完成高级职称个人申报；9月11日前完成中级职称个人申报。
三、材料退回只退一次，48小时内改好重报。
四、论文须遮盖本人姓名和工作单位。
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


def test_a_day_of_an_office_is_nobodys_deadline_once_she_confirmed_hers() -> None:
    draft = read(TEXT, "n")
    done = confirmed(draft, Four.LAST, four_of(draft)[1].days[1])
    assert day_of(done, "核准").who != "applicant"
    assert day_of(done, "9月11日").sure
    assert done.reasons["four/last"] == "中级"


def test_all_else_is_taken_and_what_decides_is_not() -> None:
    draft = with_the_rest(read(TEXT, "n"))
    assert not draft.covering.settled
    assert not [name for name in draft.answers if name.startswith("four/")]


def test_what_the_notice_does_not_say_leaves_and_what_she_types_comes() -> None:
    draft = read(TEXT, "n")
    assert not four_of(not_said(draft, Four.LAST))[1].days
    assert not not_said(draft, Four.COVERED).covering.wanted
    typed = typed_last(draft, "初级", "10月30日 18:00")
    assert typed is not None
    assert str(typed.spans[-1].end) == "2027-10-30"
    assert typed.spans[-1].hour == "18:00"
    assert typed_last(draft, "", "月底") is None


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
