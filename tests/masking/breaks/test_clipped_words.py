"""Names and employers whose end a cell or a screen cuts off."""

from __future__ import annotations

import cv2
import pytest
from PIL import Image

from tests.masking.sheet import Box, Sheet, all_covered
from zcdesk.applicant import Applicant
from zcdesk.geometry import box, centre, contains
from zcdesk.masking.breaks.clipped_words import clipped_keywords
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.names.search_words import words
from zcdesk.names.spellings import folded
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Reading
from zcdesk.reading.page_reading import read_line

EMPLOYER = "塔城地区勘测设计院"
NAME = "迪丽拜尔·阿不来提"
APPLICANT = Applicant(NAME, EMPLOYER)


def cell(text: str, letters: float, next_cell: str) -> tuple[Sheet, list[Box]]:
    """Write a text of which a border leaves so many letters, and the next cell behind it."""
    sheet = Sheet(900, 300)
    boxes = sheet.write(text, 60, 120, 30)
    border = round(60 + letters * 30)
    sheet.pen.rectangle((border, 100, 900, 170), fill="white")
    sheet.pen.line((border, 100, border, 170), fill=(60,) * 3, width=2)
    sheet.write(next_cell, border + 6, 120, 30)
    return sheet, boxes[: int(letters)]


def clipped(hits: tuple[Hit, ...]) -> list[Verdict]:
    return [hit.verdict for hit in hits if hit.reason.code == "hit.clipped"]


@pytest.mark.parametrize("letters", [7.0, 7.5, 8.0, 8.4])
def test_an_employer_that_a_cell_cuts_off_is_covered(letters: float) -> None:
    sheet, shown = cell(EMPLOYER, letters, "畜牧兽医")
    assert all_covered(sheet.hits(APPLICANT), shown)


def test_a_name_that_a_cell_cuts_off_is_covered() -> None:
    sheet, shown = cell("迪丽拜尔阿不来提", 6.0, "塔城")
    assert all_covered(sheet.hits(APPLICANT), shown)


LONG = "图尔荪江·奥布力喀斯木"


def cut_paper(letters: int) -> tuple[Sheet, list[Box]]:
    """Write a long name of which the paper's edge leaves so many letters, its dot among them."""
    right = Sheet(900, 300).write(LONG, 300, 120, 30)[letters - 1][2]
    sheet = Sheet(round(right) + 3, 300)
    return sheet, sheet.write(LONG, 300, 120, 30)[:letters]


@pytest.mark.parametrize(("letters", "verdict"), [(7, Verdict.DOUBT), (8, Verdict.COVER)])
def test_of_a_long_name_the_first_part_and_two_letters_are_asked_about(
    letters: int, verdict: Verdict
) -> None:
    sheet, shown = cut_paper(letters)
    hits = sheet.hits(Applicant(LONG, EMPLOYER))
    assert all_covered(hits, shown)
    assert clipped(hits) == [verdict]


def test_the_first_part_of_a_long_name_and_one_letter_are_everybodys() -> None:
    sheet, _ = cut_paper(6)
    assert not clipped(sheet.hits(Applicant(LONG, EMPLOYER)))


@pytest.mark.parametrize("text", [EMPLOYER[:7] + "…", EMPLOYER[:8] + "...", EMPLOYER[:7]])
def test_an_employer_that_a_screen_cuts_off_is_covered(text: str) -> None:
    sheet = Sheet(700, 300)
    letters = sheet.write(text, 60, 120)
    hits = sheet.hits(APPLICANT)
    assert all_covered(hits, letters[:7])
    assert clipped(hits) == [Verdict.COVER]


@pytest.mark.parametrize(
    "text",
    [
        "塔城地区勘测设备厂",
        "塔城地区勘测",
        "塔城地区",
        "塔城地区勘测设备安装有限公司承建",
        "迪丽拜尔·阿卜杜拉",
        "迪丽拜尔",
    ],
)
def test_what_only_begins_like_an_own_word_is_not_taken_for_it(text: str) -> None:
    sheet = Sheet(900, 300)
    sheet.write(text, 60, 120)
    assert clipped(sheet.hits(APPLICANT)) == []


def test_of_words_that_run_aslant_what_lies_behind_the_lines_end_is_covered_too() -> None:
    upright = Sheet(900, 300)
    letters = upright.write(EMPLOYER, 60, 120, 40)
    turn = cv2.getRotationMatrix2D((450, 150), 20, 1.0)
    turned = cv2.warpAffine(upright.picture, turn, (900, 300), borderValue=(255, 255, 255))
    sheet = Sheet(900, 300)
    sheet.image = Image.fromarray(turned)
    corners = [(56, 112), (letters[6][2] + 12, 112), (letters[6][2] + 12, 170), (56, 170)]
    short, *rest = (
        [tuple(turn @ (*corner, 1)) for corner in one]
        for one in (corners, *(box(*letter) for letter in letters))
    )
    line = read_line(evened(sheet.picture), tuple(short))
    hits = sheet.hits_of(Reading(900, 300, (line,)), APPLICANT)
    assert clipped(hits) == [Verdict.COVER]
    (cover,) = (hit.mask.polygon for hit in hits)
    assert all(contains(cover, centre(letter)) for letter in rest)


def test_a_short_name_has_no_part_that_would_tell_it() -> None:
    sought = keywords(words(Applicant("张文远", "塔城地区人民医院")))
    left = {(one.word.kind, len(one.classes)) for one in clipped_keywords(sought)}
    whole = len(folded("塔城地区人民医院"))
    assert left == {("employer", whole - 1)}
