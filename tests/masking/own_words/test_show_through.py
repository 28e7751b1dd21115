"""Print of the other side that shines through thin paper: no question; own words are covered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps

from tests.masking.one_step import judged, viewed
from tests.masking.sheet import Box, Sheet, covered
from zcdesk.applicant import Applicant, Target
from zcdesk.findings import info
from zcdesk.geometry import Polygon, box
from zcdesk.masking import judges
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.own_words.show_through import judge_show_through, without_show_through_doubts
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.names.search_words import words
from zcdesk.picture import GreyPicture
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Line
from zcdesk.reading.other_side import other_side
from zcdesk.reading.page_reading import read_line

OWN = Applicant("孙颖倩", "新疆云岭智能装备制造有限公司")
WIDTH, HEIGHT = 1000, 620
FRONT = ("工程资料齐全，验收组一致同意", "通过竣工验收，质量评定为优良")
BEHIND = ("监测结果表明均小于预警值", "编写人孙颖倩审核批准同意", "以上情况属实特此证明")
ALIKE = ("中山口田日回申山口中", "田由中口日回申山口中", "口田日回申中山田日中")  # from both sides
STRENGTH = 0.18


def thin_paper(
    strength: float = STRENGTH, *, mirrored: bool = True, rows: Sequence[str] = BEHIND
) -> tuple[Sheet, Box]:
    """Return a sheet with print on both sides, and where the name on its other side shines.

    Unless ``mirrored`` the pale print is this side's too.
    """
    sheet, back = Sheet(WIDTH, HEIGHT), Sheet(WIDTH, HEIGHT)
    for row, text in enumerate(FRONT):
        sheet.write(text, 90, 60 + 70 * row, em=34)
    name: Box = (0, 0, 0, 0)
    for row, text in enumerate(rows):
        boxes = back.write(text, 120, 260 + 80 * row, em=32)
        if OWN.name in text:
            own = boxes[text.index(OWN.name) :][: len(OWN.name)]
            left, right = own[0][0], own[-1][2]
            name = (WIDTH - right, own[0][1], WIDTH - left, own[0][3])
    behind = np.array(ImageOps.mirror(back.image) if mirrored else back.image)
    soft = cv2.GaussianBlur(behind, (0, 0), 1.4).astype(np.float32)
    shown = sheet.picture * (1 - strength * (1 - soft / 255))
    sheet.image = Image.fromarray(np.clip(np.rint(shown), 0, 255).astype(np.uint8))
    sheet.pen = ImageDraw.Draw(sheet.image)
    return sheet, name


def front_lines(page: GreyPicture) -> list[Line]:
    """Return the lines of this side."""
    return [read_line(page, box(84, top - 4, 600, top + 42)) for top in (60, 130)]


def held(page: GreyPicture, *behind: Line) -> list[bool]:
    """Tell of each line whether it is the other side's; those of this side must never be."""
    front = front_lines(page)
    thin = other_side(page, [*front, *behind])
    assert not any(thin.holds(line) for line in front)
    return [thin.holds(line) for line in behind]


def scribbled(sheet: Sheet, level: int) -> None:
    """Scribble three letters with a pencil that nobody can read."""
    random = np.random.default_rng(5)
    drawn = sheet.picture
    for letter in range(3):
        for _ in range(5):
            places = random.integers(0, 46, (3, 2)) + np.array([660 + 56 * letter, 512])
            cv2.polylines(drawn, [places.astype(np.int32)], False, (level,) * 3, 3, cv2.LINE_AA)
    sheet.image = Image.fromarray(drawn)


@pytest.mark.slow
def test_what_shines_through_is_no_question_and_the_name_in_it_is_covered() -> None:
    sheet, name = thin_paper()
    hits = sheet.hits(OWN)
    assert not [hit for hit in hits if hit.is_doubt]
    assert covered(hits, name) > 0.9


@pytest.mark.slow
def test_without_own_words_nothing_is_covered_of_what_shines_through() -> None:
    sheet, _ = thin_paper()
    assert sheet.hits(Applicant("贺兰芳", "和田昱衡公路工程有限公司")) == ()


@pytest.mark.slow
def test_on_thin_paper_darker_writing_that_nobody_can_read_is_still_asked_about() -> None:
    sheet, _ = thin_paper()
    scribbled(sheet, 120)
    assert "hit.unreadable" in [hit.reason.code for hit in sheet.hits(OWN) if hit.is_doubt]


@pytest.mark.slow
def test_pale_writing_that_nobody_can_read_is_asked_about_where_no_mirror_reads_anything() -> None:
    sheet, _ = thin_paper(strength=0)
    scribbled(sheet, 205)
    assert "hit.unreadable" in [hit.reason.code for hit in sheet.hits(OWN) if hit.is_doubt]


def test_a_piece_of_a_row_that_the_mirror_reads_beside_it_is_the_other_sides_too() -> None:
    sheet, _ = thin_paper(strength=0.42)
    scribbled(sheet, 203)  # as pale, in a row of its own
    page = evened(sheet.picture)
    row = read_line(page, box(460, 258, 884, 300))
    piece = read_line(page, box(700, 276, 884, 290))
    alone = read_line(page, box(655, 505, 840, 562))
    assert held(page, row, piece, alone) == [True, True, False]


@pytest.mark.parametrize("mirrored", [True, False])
def test_pieces_of_very_pale_rows_are_the_other_sides_where_a_darkened_mirror_reads_rows(
    mirrored: bool,
) -> None:
    sheet, _ = thin_paper(strength=0.11, mirrored=mirrored)
    for top in (4, 195, 480, 530, 580):  # this side's own rows are longer than the other's
        sheet.write(FRONT[0], 90, top, em=34)
    page = evened(sheet.picture)
    low = 346 if mirrored else 350
    left = 640 if mirrored else 200
    piece = read_line(page, box(left, low, left + 90, low + 12))  # the feet of three letters
    assert piece.lattice.confidence < 0.6
    assert held(page, piece) == [mirrored]
    assert bool(other_side(page, [*front_lines(page), piece]).lines) is mirrored


def test_letters_that_look_the_same_from_both_sides_prove_no_thin_paper() -> None:
    sheet, _ = thin_paper(strength=0.11, mirrored=False, rows=ALIKE)
    page = evened(sheet.picture)
    piece = read_line(page, box(200, 350, 290, 362))
    assert held(page, piece) == [False]


def test_a_box_around_nothing_is_no_pale_print() -> None:
    sheet, _ = thin_paper(strength=0)
    page = evened(sheet.picture)
    nothing = read_line(page, box(640, 346, 730, 358))
    assert held(page, nothing) == [False]


def test_a_name_in_very_pale_rows_of_the_other_side_is_covered() -> None:
    sheet, name = thin_paper(strength=0.11)
    page = evened(sheet.picture)
    piece = read_line(page, box(640, 346, 730, 358))
    thin = other_side(page, [*front_lines(page), piece])
    sought = keywords(words(OWN))
    hits = judge_show_through(thin, sought, {Target.NAME}, WIDTH)
    assert covered(hits, name) > 0.9


def test_a_title_or_a_rule_that_reaches_into_pale_print_does_not_hide_what_it_is() -> None:
    sheet, _ = thin_paper(strength=0.3)
    sheet.pen = ImageDraw.Draw(sheet.image)
    sheet.write("通过竣工验收意见", 500, 231, em=40)
    sheet.pen.rectangle((100, 454, 884, 457), fill=(20,) * 3)
    page = evened(sheet.picture)
    title = read_line(page, box(490, 227, 838, 275))
    below = read_line(page, box(460, 254, 884, 300))
    ruled = read_line(page, box(480, 416, 884, 459))
    assert held(page, title, below, ruled) == [False, True, True]


def test_a_doubt_about_letters_that_the_mirror_reads_plainly_is_dropped() -> None:
    sheet, _ = thin_paper(strength=0.3)
    page = evened(sheet.picture)
    front = front_lines(page)
    behind = [read_line(page, box(460, top, 884, top + 46)) for top in (254, 334, 414)]
    thin = other_side(page, [*front, *behind])
    doubts = [hit_on(box(620, 260, 720, 298)), hit_on(box(200, 60, 300, 98))]
    cover = replace(doubts[0], verdict=Verdict.COVER)
    kept = without_show_through_doubts([*doubts, cover], thin, front, WIDTH)
    assert kept == (doubts[1], cover)
    over = read_line(page, box(600, 250, 740, 302))
    assert doubts[0] in without_show_through_doubts(doubts, thin, [over], WIDTH)


def test_a_page_is_asked_about_no_letters_that_the_mirror_reads_plainly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sheet, _ = thin_paper()
    doubts = hit_on(box(620, 260, 720, 298)), hit_on(box(200, 60, 300, 98))
    monkeypatch.setattr(judges, "search", lambda *_: doubts)
    asked = judged("words", viewed(sheet, OWN))
    assert [hit.mask.polygon for hit in asked] == [doubts[1].mask.polygon]


def hit_on(place: Polygon) -> Hit:
    mask = Mask(Target.NAME, place, "name:1", 0.1, Origin.SPOTTED)
    return Hit(mask, Verdict.DOUBT, info("hit.broken", line=1))
