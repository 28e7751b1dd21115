"""What the masker's reading does not see, since its way of looking was spoiled, the second sees.

Both readings go through the same code; for each step that throws away what is not looked for, the
second reading has a look of its own. Here the shared step is switched off.
"""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.reading.test_small_print import PAIRS, SIZE, Colour
from tests.verification.drawing import APPLICANT, BOTH, SHORT_NAME, codes
from tools.drawing.fonts import Face, font
from zcdesk.picture import Picture
from zcdesk.reading import evening, page_reading
from zcdesk.reading.page_reading import read_page
from zcdesk.verification.picture import Status, verify_pixels

OTHERS = SHORT_NAME


def panel(pair: tuple[Colour, Colour], em: int = 34) -> Picture:
    image = Image.new("RGB", (800, 600), (252, 252, 250))
    pen = ImageDraw.Draw(image)
    pen.text((60, 60), "评审结果合格特发此证", fill=(20, 20, 24), font=font(Face.SONG, 32))
    pen.rectangle((60, 200, 700, 400), fill=pair[1])
    pen.text((110, 260), "申报人：王晓燕", fill=pair[0], font=font(Face.HEI, em))
    return np.array(image)


@pytest.mark.slow
@pytest.mark.parametrize("pair", PAIRS)
def test_letters_that_reading_loses_are_not_clean(
    pair: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = panel(PAIRS[pair])
    monkeypatch.setattr(evening, "with_lost_ink", lambda flat, *_: flat)
    assert not any("王晓燕" in one.lattice.text for one in read_page(picture).lines)
    assert verify_pixels(picture, APPLICANT, BOTH).status is not Status.CLEAN


def test_same_grey_letters_of_others_are_clean() -> None:
    assert verify_pixels(panel(PAIRS["red on green"]), OTHERS, BOTH).status is Status.CLEAN


def test_same_grey_letters_that_nobody_can_read_are_asked_about() -> None:
    told = verify_pixels(panel(PAIRS["blue on brick"], em=6), OTHERS, BOTH)
    assert codes(told) == {"verify.hidden_colour"}
    assert told.status is Status.REVIEW


@pytest.mark.nightly
def test_small_letters_that_reading_loses_are_not_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    image = Image.new("RGB", SIZE, (255, 255, 255))
    pen = ImageDraw.Draw(image)
    pen.rectangle((100, 100, SIZE[0] - 100, SIZE[1] - 100), outline=(0, 0, 0), width=4)
    pen.text((SIZE[0] - 900, SIZE[1] - 400), "王晓燕", fill=(20, 20, 20), font=font(Face.HEI, 18))
    picture = np.array(image)
    monkeypatch.setattr(page_reading, "with_small_print", lambda _, quads, __: quads)
    assert not any("王晓燕" in one.lattice.text for one in read_page(picture).lines)
    assert verify_pixels(picture, APPLICANT, BOTH).status is not Status.CLEAN
