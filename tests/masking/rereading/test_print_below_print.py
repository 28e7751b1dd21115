"""A stamp's letters across a name: what lies below is read by itself, or asked about."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.masking.sheet import Sheet
from zcdesk.masking.rereading.print_below_print import printed_twice, reread_below_print
from zcdesk.reading.evening import evened
from zcdesk.training.fonts import Face, font

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
