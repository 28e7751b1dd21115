"""A cover destroys what is below it, and what its ink left around it."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.drawn_text import letters, typed
from zcdesk.applicant import Target
from zcdesk.export.pictures.jpeg import encode
from zcdesk.geometry import box
from zcdesk.masking.burning import burn
from zcdesk.masking.hits import Mask
from zcdesk.picture import Picture


def mask(left: float, top: float, right: float, bottom: float) -> Mask:
    return Mask(Target.NAME, box(left, top, right, bottom))


def as_scanned(picture: Picture, quality: int) -> Picture:
    stream = io.BytesIO()
    Image.fromarray(picture).save(stream, "JPEG", quality=quality, subsampling="4:2:0")
    return np.array(Image.open(stream))


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from(["张伟", "李明", "王芳", "　　", "龘龘"]),
    st.sampled_from(["陈静", "艾力", "一一"]),
    st.integers(40, 95),
)
def test_pages_that_differ_only_below_a_cover_come_out_identical(
    first: str, second: str, quality: int
) -> None:
    left, top, right, bottom = 0.0, 0.0, 0.0, 0.0
    (left, top), _, (right, bottom), _ = letters(0, 3, 5)
    cover = mask(left - 3, top - 5, right + 3, bottom + 10)
    written = [as_scanned(typed(f"姓名：{name}", em=36), quality) for name in (first, second)]
    finished = [encode(burn(page, [cover])) for page in written]
    assert finished[0] == finished[1]


def test_covered_pixels_are_black_and_the_page_is_left_as_it_is() -> None:
    page = typed("姓名：张伟，性别：男")
    before = page.copy()
    burnt = burn(page, [mask(200, 75, 280, 130)])
    assert (page == before).all()
    assert (burnt[76:130, 201:280] == 0).all()


def test_a_neighbours_ink_stays() -> None:
    page = typed("姓名：张伟李明")
    (left, top), (right, _), (_, bottom), _ = letters(0, 3, 5)
    burnt = burn(page, [mask(left, top - 4, right, bottom + 8)])
    ink = page[:, int(right) + 2 : int(right) + 80] < 90
    assert (burnt[:, int(right) + 2 : int(right) + 80][ink] < 90).all()


def test_parts_outside_the_page_are_ignored() -> None:
    page = typed("张伟")
    burnt = burn(page, [mask(-50, -50, 40, 40), mask(5000, 5000, 6000, 6000)])
    assert (burnt[:40, :40] == 0).all()
    assert burnt.shape == page.shape


def test_a_grey_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="RGB"):
        burn(np.zeros((10, 10), np.uint8), [])
