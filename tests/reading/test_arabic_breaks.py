"""Long told words in Arabic script are found part by part, in one line and over several."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.masking.rereading.test_looks import look
from tests.masking.sheet import BOTH, Sheet, covered
from tests.masking.unread.test_arabic_script import doubts
from tests.masking.unread.test_read_arabic import NAME, TOLD, page, sure
from tests.reading.test_arabic_script import _line
from tools.drawing.fonts import Face, font
from tools.drawing.ornaments import joined_uyghur
from zcdesk.applicant import Word, WordKind
from zcdesk.names.arabic_labels import is_legal_form
from zcdesk.names.search_words import words
from zcdesk.reading.arabic.breaks import shares_in, telling_parts, words_by_parts
from zcdesk.reading.arabic.script import read_arabic_script
from zcdesk.reading.arabic.sorting import sort_lines
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_evened

LONG = "خوتەن يۇنلىڭ ئېلېكتر ئۈسكۈنىلىرى مۇھىت پاي چەكلىك شىركىتى"
WORD = Word(WordKind.EMPLOYER_ALIAS, 1, LONG)
HERS = replace(TOLD, employer_aliases=(LONG,))
ANOTHER = "ئالتاي قۇياش ئېلېكتر ئۈسكۈنىلىرى سودا چەكلىك شىركىتى"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (LONG, [True]),
        ("خوتەن يۇنلىڭ ئېلېكتر ئۈسكۈنىلىرى مۇھىت", [True]),
        ("خوتەن يۇنلىڭ ئۈسكۈنىلىرى مۇھىت پاي چەكلىك شىركىتى", [True]),
        ("خوتەن يۇنلىڭ ئبلبكتر ئۈسكۈنىلىرى مۇھىت پاي چەكلىك شىركىتى", [True]),
        ("خوتەن قۇياش ئېلېكتر ئۈسكۈنىلىرى مۇھىت پاي چەكلىك شىركىتى", [False]),
        ("يۇنلىڭ ئېلېكتر ئۈسكۈنىلىرى مۇھىت پاي چەكلىك شىركىتى", [False]),
        ("خوتەن يۇنلىڭ ئېلېكتر", [False]),
        ("پاي چەكلىك شىركىتى", []),
        (ANOTHER, []),
    ],
)
def test_parts_in_order_and_place_are_the_employer(written: str, expected: list[bool]) -> None:
    reading = read_arabic_script(_line(written, 32))
    paper = np.full((200, 200), 255, np.uint8)
    found = words_by_parts(paper, [(look("7", [0.3]), reading)], [WORD])
    assert [each.sure for _, each in found] == expected


def test_the_legal_form_tells_nothing_of_whose_a_name_is() -> None:
    assert [is_legal_form(part) for part in LONG.split()] == [False] * 5 + [True] * 3
    assert telling_parts(WORD) == frozenset(range(5))
    shares = shares_in(read_arabic_script(_line("پاي چەكلىك شىركىتى", 32)), WORD)
    assert (shares.perhaps, shares.surely) == (0.0, 0.0)
    assert shares_in(read_arabic_script(_line(LONG, 32)), WORD).surely > 0.9


def flush(sheet: Sheet, text: str, right: float, y: float, em: int = 32) -> tuple[float, ...]:
    """Write a line that ends at ``right``, as this script's lines do."""
    long = font(Face.UYGHUR, em).getlength(joined_uyghur(text))
    return sheet.uyghur(text, right - long, y, em)


@pytest.mark.slow
@pytest.mark.parametrize(
    "lines",
    [
        ("خوتەن يۇنلىڭ ئېلېكتر", "ئۈسكۈنىلىرى مۇھىت پاي", "چەكلىك شىركىتى"),
        ("خوتەن يۇنلىڭ ئېلېكتر ئۈسكۈنىلىرى مۇھىت پاي چەكلىك", "شىركىتى"),
        ("خوتەن", "يۇنلىڭ ئېلېكتر ئۈسكۈنىلىرى مۇھىت"),
    ],
)
def test_an_employer_is_covered_wherever_it_is_broken(lines: tuple[str, ...]) -> None:
    sheet = Sheet(1240, 120 + 60 * len(lines))
    places = [flush(sheet, line, 1100, 60 + 56 * n) for n, line in enumerate(lines)]
    hits = sheet.hits(HERS)
    assert min(sure(hits, place) for place in places) > 0.9  # type: ignore[arg-type]
    assert not doubts(hits)


@pytest.mark.slow
def test_another_organisation_of_the_trade_that_is_broken_likewise_asks_nothing() -> None:
    places, hits = page("ئالتاي قۇياش ئېلېكتر ئۈسكۈنىلىرى", "سودا چەكلىك شىركىتى", told=HERS)
    assert max(covered(hits, place) for place in places) < 0.1
    assert not doubts(hits)


@pytest.mark.slow
@pytest.mark.parametrize(("before", "asked"), [("كەسپىي تېخنىكا خادىملىرى ", False), ("", True)])
def test_a_name_over_two_lines_is_sure_where_running_text_breaks_it(
    before: str, asked: bool
) -> None:
    sheet = Sheet(1240, 260)
    flush(sheet, f"{before}ئالىمجان", 1100, 60)
    second = flush(sheet, "تۇرسۇن", 1100, 116)
    hits = sheet.hits(HERS)
    assert covered(hits, second) > 0.9  # type: ignore[arg-type]
    assert bool(doubts(hits)["hit.maybe_in_script"]) == asked


def test_the_half_of_a_name_that_is_alone_in_its_line_is_asked_about() -> None:
    told = replace(HERS, aliases=("تۇرسۇن ئابدۇراخمان",))
    (place,), hits = page("ئابدۇراخمان", told=told)
    assert covered(hits, place) > 0.9
    assert doubts(hits)["hit.maybe_in_script"]


@pytest.mark.slow
def test_a_date_beside_a_told_name_is_no_counterpart_and_asks_nothing() -> None:
    sheet = Sheet(1240, 420)
    sheet.write("买买提·吐尔逊", 120, 60)
    name = sheet.uyghur(NAME, 800, 60)
    date = sheet.uyghur("مارت", 120, 120, 32)
    sheet.write("-28", date[2] + 4, 120, 32)
    year = sheet.uyghur("يىلى", date[2] + 70, 120, 32)
    sheet.write("-2018", year[2] + 4, 120, 32)
    hits = sheet.hits(HERS)
    assert sure(hits, name) > 0.9
    assert covered(hits, date) < 0.1
    assert not doubts(hits)


@pytest.mark.parametrize(("word", "date"), [("يىلى", True), ("تۇرسۇن", False)])
def test_a_year_and_its_word_are_a_date_and_a_year_beside_another_word_is_none(
    word: str, date: bool
) -> None:
    sheet = Sheet(700, 160)
    sheet.write("2018-", 120, 60, 32)
    sheet.uyghur(word, 220, 60, 32)
    grey = evened(sheet.picture)
    found = sort_lines(grey, read_evened(grey).lines, words(HERS), frozenset(BOTH))
    assert bool(found.headings) == date
