"""A cover destroys what is below it, and nothing beside it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.drawn_text import letters, typed
from zcdesk.applicant import Target
from zcdesk.geometry import box
from zcdesk.masking.burning import burn
from zcdesk.masking.hits import Mask
from zcdesk.pages.emptying import ROOM


def mask(left: float, top: float, right: float, bottom: float) -> Mask:
    return Mask(Target.NAME, box(left, top, right, bottom))


def test_covered_pixels_are_black_and_the_page_is_left_as_it_is() -> None:
    page = typed("姓名：张伟，性别：男")
    before = page.copy()
    burnt = burn(page, [mask(200, 75, 280, 130)])
    assert (page == before).all()
    assert (burnt[76:130, 201:280] == 0).all()


def test_nothing_beside_the_paint_changes_which_is_wider_where_ink_may_reach_the_edge() -> None:
    page = typed("姓名：张伟李明")
    (left, top), (right, _), (_, bottom), _ = letters(0, 3, 5)
    drawn = mask(left, top - 4, right, bottom + 8)
    for free, wider in ((None, ROOM), (1, ROOM - 1), (ROOM, 0), (ROOM + 4, 0)):
        ink = mask(
            left + (free or 0), top - 4 + (free or 0), right - (free or 0), bottom + 8 - (free or 0)
        )
        cover = replace(drawn, hidden=() if free is None else ink.polygon)
        burnt = burn(page, [cover])
        black = (burnt == 0).all(axis=2) & (page != 0).any(axis=2)
        rows, columns = np.flatnonzero(black.any(axis=1)), np.flatnonzero(black.any(axis=0))
        assert columns[0] == round(left) - wider
        assert columns[-1] == round(right) + wider
        assert (rows[0], rows[-1]) == (round(top) - 4 - wider, round(bottom) + 8 + wider)
        assert (burnt[~black] == page[~black]).all()


def test_parts_outside_the_page_are_ignored() -> None:
    page = typed("张伟")
    burnt = burn(page, [mask(-50, -50, 40, 40), mask(5000, 5000, 6000, 6000)])
    assert (burnt[:40, :40] == 0).all()
    assert burnt.shape == page.shape


def test_a_grey_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="RGB"):
        burn(np.zeros((10, 10), np.uint8), [])
