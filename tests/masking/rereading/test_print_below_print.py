"""A stamp's letters across a name: what lies below is read by itself, or asked about."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.masking.sheet import Sheet
from tools.drawing.fonts import Face, font
from zcdesk.masking.rereading.print_below_print import (
    printed_twice,
    reread_below_print,
    unread_below_print,
)
from zcdesk.picture import Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_page

RED, BLUE = (205, 30, 45), (40, 60, 170)


def stamped(ink: tuple[int, int, int], down: int) -> Sheet:
    """Draw a name and letters of a stamp in another ink, so far below its top."""
    sheet = Sheet(900, 300)
    sheet.pen.text((100, 100), "负责人：欧阳海燕", fill=(25, 25, 25), font=font(Face.SONG, 40))
    over = sheet.image.copy()
    at = 270, 100 + down
    ImageDraw.Draw(over).text(at, "审核通过", fill=ink, font=font(Face.HEAVY, 48))
    sheet.image.paste(Image.fromarray(np.minimum(np.array(sheet.image), np.array(over))))
    return sheet


@pytest.mark.parametrize("ink", [RED, BLUE])
def test_the_name_below_a_stamp_is_read(ink: tuple[int, int, int]) -> None:
    picture = stamped(ink, 14).picture
    page = evened(picture)
    twice = printed_twice(picture, page, ())
    assert twice[0]
    assert any("燕" in line.lattice.text for line in reread_below_print(page, *twice))


def test_a_stamp_below_a_line_is_no_second_print() -> None:
    picture = stamped(RED, 60).picture
    assert not printed_twice(picture, evened(picture), ())[0]


def written(words: str, high: int, ground: Picture, ink: Picture) -> Picture:
    """Draw a row of letters whose ink has the colours of a picture, on a ground."""
    mask = Image.new("L", (ground.shape[1], ground.shape[0]), 0)
    ImageDraw.Draw(mask).text((80, 100), words, fill=255, font=font(Face.HEAVY, high))
    return np.where(np.array(mask)[..., None] > 127, ink, ground)


def test_print_of_one_colour_darker_in_places_is_one_print() -> None:
    down, across = np.mgrid[:300, :900]
    lighter = (across // 18 + down // 18) % 2 > 0
    navy = np.where(lighter[..., None], (60, 85, 125), (23, 39, 57)).astype(np.uint8)
    picture = written("第四届公益计划集训营", 52, np.full((300, 900, 3), 255, np.uint8), navy)
    assert not printed_twice(picture, evened(picture), ())[0]


def test_print_on_a_hatched_sheet_is_one_print() -> None:
    down, across = np.mgrid[:600, :900]
    hatched = np.where(((across + down) % 14 < 5)[..., None], 150, 255)
    ground = np.broadcast_to(hatched, (600, 900, 3)).astype(np.uint8)
    picture = written("二等奖", 40, ground, np.full_like(ground, 25))
    assert not printed_twice(picture, evened(picture), ())[0]


def asked_on(drawn: Picture, blur: float) -> tuple[int, int]:
    """Return in how many places a page seems to bear two prints, and how many are asked about."""
    picture = np.asarray(cv2.GaussianBlur(drawn, (0, 0), blur), np.uint8)
    page = evened(picture)
    places, upper = printed_twice(picture, page, ())
    again = list(reread_below_print(page, places, upper))
    asked = unread_below_print(page, places, read_page(picture).lines, again)
    return len(places), len(list(asked))


@pytest.mark.parametrize(
    ("face", "high", "grey", "blur"),
    [(Face.HEI, 38, 25, 1.4), (Face.HEAVY, 38, 25, 1.8), (Face.KAI, 38, 40, 1.0)],
)
def test_thin_strokes_of_a_soft_scan_are_no_stamp(
    face: Face, high: int, grey: int, blur: float
) -> None:
    sheet = Sheet(900, 300)
    sheet.pen.text((100, 100), "龙筠建疆量智能", fill=(grey,) * 3, font=font(face, high))
    found, asked = asked_on(sheet.picture, blur)
    assert found
    assert not asked


def test_a_soft_grey_stamp_over_a_name_is_asked_about() -> None:
    found, asked = asked_on(stamped((105, 105, 105), 4).picture, 1.2)
    assert found == asked == 1
