"""A cover grows over bare paper to a fixed width, so that the length of a name is not told."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.drawn_text import LEFT, STEP, TOP, typed
from tools.drawing.damage import noise, saved_as_jpeg
from tools.drawing.fonts import Face, font
from tools.drawing.marks import DrawnPage
from zcdesk.applicant import Applicant, Target
from zcdesk.geometry import bounds
from zcdesk.masking.burning import burn
from zcdesk.masking.covers.cover_size import PADS
from zcdesk.masking.covers.cover_size import STEP as STEP_WIDTH
from zcdesk.masking.hits import Hit
from zcdesk.masking.proposing import propose
from zcdesk.names.search_words import words
from zcdesk.pages.emptying import ROOM
from zcdesk.picture import Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_evened

EMPLOYER = "昌吉云帆建设工程有限公司"
TARGETS = frozenset({Target.NAME, Target.EMPLOYER})


def proposed(picture: Picture, name: str, employer: str = EMPLOYER) -> tuple[Hit, ...]:
    page = evened(picture)
    known = words(Applicant(name, employer))
    return propose(picture, page, read_evened(page), known, TARGETS)


def form(name: str, centred: bool = False) -> Picture:
    """A form with the name behind a label, or in the middle of a ruled cell."""
    if not centred:
        return typed(f"姓名：{name}", "性别：男　民族：汉", "现任职务：高级工程师")
    image = Image.fromarray(typed("姓名", "专业技术职务任职资格评审表"))
    pen = ImageDraw.Draw(image)
    left, right, top, bottom = LEFT + 120, LEFT + 490, TOP - 14, TOP + 50
    pen.text(
        ((left + right) / 2, TOP + 31),
        name,
        fill=(25, 25, 25),
        font=font(Face.SONG, 36),
        anchor="ms",
    )
    pen.rectangle((left, top, right, bottom), outline=(20, 20, 20), width=2)
    return np.array(image)


@pytest.mark.slow
@pytest.mark.parametrize("centred", [False, True])
def test_names_of_two_three_and_four_letters_leave_the_same_page(centred: bool) -> None:
    finished, covered = [], []
    for name in ("张伟", "李明", "王晓燕", "欧阳建国"):
        picture = form(name, centred)
        hits = [hit for hit in proposed(picture, name) if hit.covers_by_default]
        assert len(hits) == 1
        finished.append(burn(picture, [hit.mask for hit in hits]))
        covered.append(bounds(hits[0].mask.polygon))
    outside = np.ones(finished[0].shape[:2], bool)
    for left, top, right, bottom in covered:
        # The paint may end so many pixels beyond the outline.
        outside[
            math.floor(top) - ROOM : math.ceil(bottom) + ROOM + 1,
            math.floor(left) - ROOM : math.ceil(right) + ROOM + 1,
        ] = False
    assert outside.mean() > 0.9
    for other in finished[1:]:
        assert np.array_equal(finished[0][outside], other[outside])
    widths = [right - left for left, _, right, _ in covered]
    assert max(widths) < 1.1 * min(widths)
    assert min(widths) > (PADS + STEP_WIDTH) * 36 * 0.95


def test_a_cover_never_grows_over_other_ink() -> None:
    name = "张伟"
    picture = typed(f"由{name}同志负责的工程", f"申报人：{name}，李明、赵敏", f"人员 {name} 李明")
    for number, hit in enumerate(proposed(picture, name)):
        left, _, right, _ = bounds(hit.mask.polygon)
        burnt = burn(picture, [hit.mask])
        row = slice(TOP + STEP * number, TOP + STEP * number + 40)
        first = picture[row].min(axis=(0, 2)) < 120
        lost = first & ~(burnt[row].min(axis=(0, 2)) < 120)
        assert not lost.any()
        assert right - left < 3.2 * 36
    assert number == 2


@pytest.mark.slow
@pytest.mark.parametrize("damaged", [False, True])
def test_employers_of_nine_to_twelve_letters_are_covered_alike(damaged: bool) -> None:
    widths = []
    for employer in (EMPLOYER, "昌吉云帆建设有限公司"):
        picture = typed(f"工作单位：{employer}", width=1000)
        if damaged:
            page = noise(DrawnPage(picture, (), "form", 200), Random(2))
            picture = saved_as_jpeg(page, 60).picture
        (hit,) = proposed(picture, "张伟", employer)
        left, _, right, _ = bounds(hit.mask.polygon)
        assert 0 < left < right <= 1000
        widths.append(right - left)
    assert widths[0] == pytest.approx(widths[1], rel=0.09)
