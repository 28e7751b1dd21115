"""Letters as grey as their ground, or lighter than it, are read; other pages stay as they are."""

from __future__ import annotations

from io import BytesIO

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps

from tests.masking.sheet import Box, Sheet, all_covered
from tools.drawing.fonts import Face, font
from zcdesk.applicant import Applicant
from zcdesk.picture import Picture
from zcdesk.reading.dark_grounds import small_copy, turned_over
from zcdesk.reading.lost_ink import with_lost_ink
from zcdesk.reading.page_reading import read_page

Colour = tuple[int, int, int]
NAME = "申报人王晓燕"

PAIRS: dict[str, tuple[Colour, Colour]] = {
    "red on green": ((224, 40, 40), (30, 139, 40)),
    "pink on mint": ((255, 176, 200), (150, 233, 180)),
    "yellow on lime": ((236, 214, 0), (140, 244, 96)),
    "blue on brick": ((60, 80, 240), (176, 58, 50)),
    "orange on grey": ((250, 130, 30), (154, 154, 158)),
    "green on violet": ((20, 150, 70), (128, 70, 195)),
}


def sheet(ink: Colour, ground: Colour, layout: str, em: int) -> Picture:
    """Draw a small page with a row on a whole ground, in a panel or in a low cell, as JPEG."""
    whole = layout == "whole"
    image = Image.new("RGB", (640, 480), ground if whole else (253, 252, 250))
    pen = ImageDraw.Draw(image)
    pen.text((40, 40), "评审材料", fill=(20, 20, 24), font=font(Face.SONG, 30))
    left, top = 90, 200
    pad = 0.35 * em if layout == "cell" else 40
    if not whole:
        place = (left - pad, top - pad, left + len(NAME) * em + pad, top + em + pad)
        pen.rectangle(place, fill=ground, outline=(40, 40, 40) if layout == "cell" else None)
    pen.text((left, top), NAME, fill=ink, font=font(Face.HEI, em))
    packed = BytesIO()
    image.save(packed, "JPEG", quality=90, subsampling=2)
    return np.array(Image.open(packed).convert("RGB"))


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize(("layout", "em"), [("whole", 32), ("panel", 36), ("cell", 28)])
def test_letters_as_grey_as_their_ground_are_read(pair: str, layout: str, em: int) -> None:
    ink, ground = PAIRS[pair]
    luma = np.array((0.299, 0.587, 0.114))  # ITU-R BT.601
    assert abs(luma @ ink - luma @ ground) <= 1
    read = [line.lattice.text for line in read_page(sheet(ink, ground, layout, em)).lines]
    assert any(NAME in text for text in read), read


def test_a_page_that_grey_shows_whole_stays_as_it_is() -> None:
    picture = sheet((30, 30, 34), (253, 252, 250), "whole", 32)
    cv2.circle(picture, (450, 320), 90, (205, 40, 45), 6)  # a seal
    cv2.putText(picture, "OFFICE", (400, 330), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (205, 40, 45), 2)
    cv2.rectangle(picture, (60, 380), (300, 420), (40, 60, 160), 2)
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    assert with_lost_ink(grey, picture, grey) is grey


def test_black_print_on_a_highlight_stays_legible() -> None:
    image = Image.new("RGB", (640, 480), (255, 255, 255))
    pen = ImageDraw.Draw(image)
    pen.rectangle((84, 196, 330, 240), fill=(255, 255, 0))
    pen.text((90, 200), NAME, fill=(15, 15, 15), font=font(Face.SONG, 36))
    read = [line.lattice.text for line in read_page(np.array(image)).lines]
    assert any(NAME in text for text in read), read


APPLICANT = Applicant("孙颖倩", "新疆云岭智能装备制造有限公司")


def slide(small: int, ground: tuple[int, int, int]) -> tuple[Sheet, list[list[Box]]]:
    """A slide: a large title and small print at its foot, light on a dark ground."""
    sheet = Sheet(2000, 1400)
    sheet.write("塔河灌区现代化改造技术汇报", 200, 200, 110)
    own = [
        sheet.write("孙颖倩", 200, 700, 70),
        sheet.write("新疆云岭智能装备制造有限公司", 120, 1300, small),
    ]
    dark = np.array(ImageOps.invert(sheet.image)).astype(np.uint16)
    shade = np.array(ground, np.uint16)
    sheet.image = Image.fromarray((shade + dark * (255 - shade) // 255).astype(np.uint8))
    return sheet, own


@pytest.mark.slow
@pytest.mark.parametrize("ground", [(26, 51, 115), (90, 30, 30), (15, 15, 15)])
def test_small_print_on_a_slide_is_found(ground: tuple[int, int, int]) -> None:
    sheet, own = slide(30, ground)
    hits = sheet.hits(APPLICANT)
    assert all(all_covered(hits, boxes) for boxes in own)


def test_a_page_on_a_dark_desk_stays_as_it_is() -> None:
    page = np.full((1400, 1000), 70, np.uint8)
    page += np.random.default_rng(1).integers(0, 20, page.shape, dtype=np.uint8)
    page[150:1250, 120:880] = 230
    page[300:310, 200:800] = 20
    assert np.array_equal(
        turned_over(page, small_copy(page))[150:1250, 120:880], page[150:1250, 120:880]
    )


def test_dark_letters_on_a_dim_page_stay_dark() -> None:
    page = np.full((1400, 1000), 110, np.uint8)
    for row in range(100, 1300, 60):
        page[row : row + 20, 100:900:30] = 10
    assert turned_over(page, small_copy(page)) is page
