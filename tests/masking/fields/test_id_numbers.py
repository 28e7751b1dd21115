"""Identity numbers on a page: the own one, other people's, and those that nobody typed."""

from __future__ import annotations

from datetime import date
from random import Random

import numpy as np
import pytest

from tools.drawing.lexicon import Lexicon
from tools.drawing.paper import Paper, Style
from tools.drawing.people import invent_id_number, invent_person
from zcdesk.applicant import Applicant, Target
from zcdesk.geometry import bounds
from zcdesk.masking.fields.id_numbers import is_id_number, judge_id_numbers
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.masking.own_words.page_search import search
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.names.search_words import words
from zcdesk.reading.page_reading import read_page

ID_NUMBER = frozenset({Target.ID_NUMBER})
STYLE = Style(size=12)
OWN = invent_id_number(date(1985, 3, 14), "女", Random(1))
OTHER = invent_id_number(date(1979, 11, 2), "男", Random(2))


def applicant(typed: str = "") -> Applicant:
    return Applicant("李文强", "乌鲁木齐恒野建设工程有限公司", id_number=typed)


def judged(*texts: str, typed: str = "") -> tuple[Hit, ...]:
    """Return what is proposed for a page with these lines, the search for words included."""
    paper = Paper(Lexicon(invent_person(Random(4)), ()), height_mm=110)
    for row, text in enumerate(texts):
        paper.line(text, 200, 200 + 90 * row, STYLE)
    lines = read_page(np.array(paper.image, dtype=np.uint8)).lines
    sought = keywords(words(applicant(typed)))
    hits = search(lines, sought, ID_NUMBER)
    return (*hits, *judge_id_numbers(lines, sought, hits))


def changed(number: str) -> str:
    """Return a number with one digit too high, so that its check digit is wrong."""
    return number[:15] + str((int(number[15]) + 1) % 10) + number[16:]


def test_a_check_digit_tells_a_number_from_other_codes() -> None:
    assert is_id_number(OWN)
    assert is_id_number("11010519491231002X")
    assert is_id_number("11010519491231002x")
    assert not is_id_number(changed(OWN))
    assert not is_id_number("110105194913310020")
    assert not is_id_number(OWN[:17])
    assert not is_id_number("９１６５０１００ＭＡ７７７７７７７")


def test_the_typed_number_is_covered_and_a_colleagues_stays() -> None:
    (hit,) = judged(f"身份证号：{OTHER}", f"身份证号：{OWN}", typed=OWN)
    assert hit.verdict is Verdict.COVER
    _, top, _, bottom = bounds(hit.mask.polygon)
    assert 270 < (top + bottom) / 2 < 340


def test_without_a_typed_number_every_number_is_asked_about() -> None:
    hits = judged(f"1　王建国　{OTHER}", f"2　李文强　{OWN}")
    assert [hit.verdict for hit in hits] == [Verdict.DOUBT, Verdict.DOUBT]
    assert {hit.reason.code for hit in hits} == {"hit.id_number"}
    assert all(hit.covers_by_default for hit in hits)


def test_the_cover_takes_in_all_digits_and_spares_the_label() -> None:
    (hit,) = judged(f"公民身份号码　{OWN}")
    paper = Paper(Lexicon(invent_person(Random(4)), ()), height_mm=110)
    start = 200 + paper.length("公民身份号码　", STYLE)
    end = start + paper.length(OWN, STYLE)
    left, _, right, _ = bounds(hit.mask.polygon)
    assert start - 1.2 * paper.em(STYLE) < left <= start + 1
    assert end - 1 <= right < end + 1.2 * paper.em(STYLE)


def test_a_labelled_number_with_a_wrong_digit_is_asked_about() -> None:
    (hit,) = judged(f"身份证号码：{changed(OWN)}")
    assert (hit.verdict, hit.reason.code) == (Verdict.DOUBT, "hit.unread_id_number")


def test_a_number_much_like_the_typed_one_is_asked_about() -> None:
    other_end = OWN[:13] + "7" * 5
    hits = judged(f"身份证号：{other_end}", typed=OWN)
    assert [hit.verdict for hit in hits] == [Verdict.DOUBT]
    assert judged(f"身份证号：{changed(OTHER)}", typed=OWN) == ()


@pytest.mark.parametrize(
    "text",
    [
        "证书编号：105641201405001234",
        f"毕业证书号：{OWN}",
        "统一社会信用代码 91650100MA77XK123T",
        "开户账号：6222031202001234567",
        "联系电话：0991-2345678　13999123456",
        "合同编号 ZC-2024-0018-0923-1142",
    ],
)
def test_numbers_of_other_things_are_left_alone(text: str) -> None:
    assert judged(text) == ()
