"""Legal forms that stand on the line below a short form of the employer."""

from __future__ import annotations

import pytest

from tests.drawn_text import letters
from tests.masking.own_words.test_page_search import covers, covers_any_of, hits_on
from zcdesk.applicant import Applicant

PERSON = Applicant("张伟", "新疆昆仑工程建设集团有限责任公司")
HEAD = "经单位研究并报上级主管部门批准同意推荐昆仑工程建设集团"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("head", "rest"),
    [
        (HEAD, "有限公司"),
        (HEAD[2:] + "有限", "公司"),
        (HEAD[1:] + "公", "司"),
    ],
)
def test_the_form_below_a_short_form_is_covered(head: str, rest: str) -> None:
    below = rest + "申报高级工程师职称公示期满群众没有异议特此报告请批示"
    found = hits_on(head, below[: len(head)], applicant=PERSON)
    end = head.index("团") + 1
    assert covers(found, letters(0, head.index("昆"), end))
    assert end == len(head) or covers(found, letters(0, end, len(head)))
    assert covers(found, letters(1, 0, len(rest)))
    assert not covers_any_of(found, letters(1, len(rest) + 1, len(rest) + 4))


@pytest.mark.slow
def test_in_a_cell_the_form_stands_alone_below() -> None:
    found = hits_on("昆仑工程建设集团", "　　有限公司", applicant=PERSON)
    assert covers(found, letters(1, 2, 6))


@pytest.mark.slow
def test_a_form_that_begins_no_sentence_is_covered_beside_longer_lines() -> None:
    longer = "申报高级工程师职称公示期满群众没有异议特此报告"
    found = hits_on("同意推荐昆仑工程建设", "集团有限公司职工", longer, applicant=PERSON)
    assert covers(found, letters(0, 4, 10))
    assert covers(found, letters(1, 0, 6))


@pytest.mark.slow
@pytest.mark.parametrize("below", ["公司地址：北京路八十号", "公司简介"])
def test_a_label_below_a_short_form_is_no_form(below: str) -> None:
    longer = "申报高级工程师职称公示期满群众没有异议特此报告"
    found = hits_on("单位：昆仑工程建设集团", below, longer, applicant=PERSON)
    assert covers(found, letters(0, 3, 11))
    assert not covers_any_of(found, letters(1, 0, 4))


def test_below_a_whole_name_no_form_follows() -> None:
    head = HEAD[6:] + "有限公司"
    found = hits_on(head, "公司领导申报高级工程师职称公示期满群众没有", applicant=PERSON)
    assert not covers_any_of(found, letters(1, 0, 4))
