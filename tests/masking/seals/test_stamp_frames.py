"""Rectangular stamps that slant across print, as offices set them on copies (与原件一致)."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.masking.seals.sealed_pages import (
    INKS,
    OWN,
    TARGETS,
    coarse,
    compressed,
    hits,
    only,
    pixels,
    sheet,
)
from tools.drawing.fonts import Face, font
from tools.drawing.paper import Style
from zcdesk.applicant import Applicant
from zcdesk.masking.hits import Verdict
from zcdesk.masking.owners.seal_verdicts import judge_seals
from zcdesk.masking.seals.seal_detection import Shape, find_seals
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.names.search_words import words
from zcdesk.picture import GreyPicture, Picture

PAGE = 2339
"""Pixels of the sheet's long side."""


def slanting(employer: str, angle: float, wide: int, frame: int) -> GreyPicture:
    """A stamp with three rows in a frame, turned by ``angle`` degrees."""
    high = round(wide * 0.36)
    image = Image.new("L", (wide, high), 0)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, wide - 1, high - 1), outline=255, width=frame)
    rows = ("此复印件与原件一致", employer, "核对人：王建国  2024.6.18")
    for number, row in enumerate(rows):
        letters = font(Face.SONG, round(0.86 * wide / max(map(len, rows))))
        middle = (wide / 2, high * (0.22 + 0.28 * number))
        pen.text(middle, row, fill=255, font=letters, anchor="mm")
    return np.array(image.rotate(angle, expand=True, resample=Image.Resampling.BICUBIC))


def page(employer: str, angle: float, wide: int, frame: int = 4, ink: str = "red") -> Picture:
    """A printed page with the stamp across its lines."""
    paper = sheet()
    text = "在工作中参与成本核算与投资分析，节约投资约二百万元，主持完成多项重点项目，" * 9
    paper.paragraph(text, paper.mm(26), 900, paper.width - paper.mm(52), Style(size=12))
    paper.tint(slanting(employer, angle, wide, frame), 500, 880, INKS[ink])
    return pixels(paper)


@pytest.mark.parametrize("angle", [-27.0, 8.0, 19.0])
@pytest.mark.parametrize("share", [0.2, 0.38])
def test_the_own_employer_in_a_stamp_across_print_is_covered_or_asked_about(
    angle: float, share: float
) -> None:
    picture = page(OWN, angle, round(share * PAGE))
    seal = only(picture)
    assert seal.shape is Shape.BOX
    assert [hit.reason.code for hit in hits(picture)] == ["hit.own_seal"]


def test_a_frame_that_print_and_compression_break_is_found() -> None:
    seal = only(compressed(coarse(page(OWN, 19.0, 680, 3, "blue"))))
    assert seal.shape is Shape.BOX
    assert seal.angle == pytest.approx(-19.0, abs=1.5)


@pytest.mark.slow
def test_another_employers_stamp_is_not_covered() -> None:
    picture = page("喀什瑞泰建设工程有限公司", 12.0, 800)
    assert only(picture).shape is Shape.BOX
    assert not [hit for hit in hits(picture) if hit.verdict is Verdict.COVER]


def test_a_large_frame_that_does_not_slant_is_no_stamp() -> None:
    found = find_seals(page(OWN, 0.0, round(0.38 * PAGE)))
    assert Shape.BOX not in [seal.shape for seal in found]


def told_of(picture: Picture) -> list[str]:
    """Return what is told of the seals of a page of 张伟's."""
    sought = keywords(words(Applicant("张伟", "奇台地区人民医院")))
    return [hit.reason.code for hit in judge_seals(picture, find_seals(picture), sought, TARGETS)]


def carved(letters: str, side: int, angle: float, red: int = 190) -> Picture:
    """Return a page with a name seal in white letters on red, two by two, turned by ``angle``."""
    tile = Image.new("RGBA", (side, side), (red, 25, 35, 255))
    pen = ImageDraw.Draw(tile)
    em = round(side * 0.38)
    for number, letter in enumerate(letters):
        place = (side * (0.28 + 0.44 * (number % 2)), side * (0.28 + 0.44 * (number // 2)))
        pen.text(place, letter, font=font(Face.SONG, em), fill="white", anchor="mm")
    turned = tile.rotate(angle, expand=True, resample=Image.Resampling.BICUBIC)
    sheet = Image.new("RGB", (1240, 1754), "white")
    sheet.paste(turned, (700, 600), turned)
    return np.asarray(cv2.GaussianBlur(np.asarray(sheet), (0, 0), 0.8), np.uint8)


@pytest.mark.parametrize(("side", "angle"), [(84, 0), (84, 33), (110, -24), (150, 12)])
def test_the_own_name_in_white_letters_on_a_turned_name_seal_is_read(
    side: int, angle: float
) -> None:
    assert told_of(carved("张伟之印", side, angle)) == ["hit.own_seal"]


def test_somebody_elses_name_seal_in_white_letters_stays() -> None:
    picture = carved("李丽之印", 110, 20)
    assert only(picture).shape is Shape.BOX
    assert not told_of(picture)


@pytest.mark.parametrize("shape", ["disc", "bars", "waves", "plain", "heading", "poster"])
def test_logos_and_patches_of_red_are_no_seals(shape: str) -> None:
    sheet = Image.new("RGB", (1240, 1754), "white")
    pen = ImageDraw.Draw(sheet)
    right, bottom = {"heading": (960, 680), "poster": (1000, 900)}.get(shape, (810, 710))
    pen.rectangle((700, 600, right, bottom), fill=(190, 25, 35))
    if shape in ("heading", "poster"):
        middle, em = ((700 + right) / 2, (600 + bottom) / 2), 62
        pen.text(middle, "荣誉证书", font=font(Face.SONG, em), fill="white", anchor="mm")
    if shape == "disc":
        pen.ellipse((725, 625, 785, 685), fill="white")
    if shape == "bars":
        for top in (620, 665):
            pen.rectangle((715, top, 795, top + 27), fill="white")
    if shape == "waves":
        for top in (627, 655, 683):
            wave = [(x, top + 8 * math.sin(x / 9)) for x in range(700, 811, 2)]
            pen.line(wave, fill="white", width=6)
    assert not find_seals(np.asarray(sheet))
